//! Rotary position embedding.

use candle_core::{D, Device, Result, Tensor};

use super::super::weights::Weights;
use super::hyperparameters::{Hyperparameters, RopePairs};
use crate::explain::ModelError;

pub(super) struct Rope {
    /// Radians per position of each pair.
    frequencies: Vec<f64>,
    pairs: RopePairs,
}

/// Sines and cosines of the positions of one pass, shape (tokens, pairs). They are computed afresh for
/// each pass: a table for a whole window of 128 thousand tokens would cost more than it saves.
pub(super) struct Angles {
    cos: Tensor,
    sin: Tensor,
}

impl Angles {
    pub(super) fn to_device(&self, device: &Device) -> Result<Self> {
        Ok(Self {
            cos: self.cos.to_device(device)?,
            sin: self.sin.to_device(device)?,
        })
    }
}

impl Rope {
    pub(super) fn load(
        weights: &Weights<'_>,
        hyper: &Hyperparameters,
    ) -> std::result::Result<Self, ModelError> {
        let n_pairs = hyper.rope_dim / 2;
        let factors = if weights.has("rope_freqs.weight") {
            weights
                .widened("rope_freqs.weight", &[n_pairs])?
                .to_vec1::<f32>()?
        } else {
            vec![1.0; n_pairs]
        };
        let frequencies = (0..n_pairs)
            .zip(factors)
            .map(|(pair, factor)| {
                let exponent = -2.0 * pair as f64 / hyper.rope_dim as f64;
                hyper.rope_base.powf(exponent) / f64::from(factor) / hyper.rope_scale
            })
            .collect();
        Ok(Self {
            frequencies,
            pairs: hyper.rope_pairs,
        })
    }

    pub(super) fn angles(&self, first_position: usize, n_tokens: usize) -> Result<Angles> {
        let n_pairs = self.frequencies.len();
        let (mut cos, mut sin) = (Vec::new(), Vec::new());
        for position in first_position..first_position + n_tokens {
            for frequency in &self.frequencies {
                let angle = position as f64 * frequency;
                cos.push(angle.cos() as f32);
                sin.push(angle.sin() as f32);
            }
        }
        Ok(Angles {
            cos: Tensor::from_vec(cos, (n_tokens, n_pairs), &Device::Cpu)?,
            sin: Tensor::from_vec(sin, (n_tokens, n_pairs), &Device::Cpu)?,
        })
    }

    /// Rotates `x` of shape (heads, tokens, head size); what lies beyond the rotary dimension passes through.
    pub(super) fn apply(&self, x: &Tensor, angles: &Angles) -> Result<Tensor> {
        let rope_dim = 2 * self.frequencies.len();
        let head_dim = x.dim(D::Minus1)?;
        let turning = x
            .narrow(D::Minus1, 0, rope_dim)?
            .contiguous()?
            .unsqueeze(0)?;
        let turned = match self.pairs {
            RopePairs::Interleaved => {
                candle_nn::rotary_emb::rope_i(&turning, &angles.cos, &angles.sin)?
            }
            RopePairs::Halves => candle_nn::rotary_emb::rope(&turning, &angles.cos, &angles.sin)?,
        };
        let turned = turned.squeeze(0)?;
        if rope_dim == head_dim {
            return Ok(turned);
        }
        let rest = x.narrow(D::Minus1, rope_dim, head_dim - rope_dim)?;
        Tensor::cat(&[&turned, &rest.contiguous()?], D::Minus1)
    }
}
