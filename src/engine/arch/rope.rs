//! Rotary position embedding on tensors.

use candle_core::{D, Device, Result, Tensor};

use super::super::hyperparameters::{Hyperparameters, RopePairs};
use super::super::rope;
use super::super::weights::Weights;
use crate::explain::ModelError;

pub(super) struct Rope(rope::Rope);

/// Sines and cosines of the positions of one pass, shape (tokens, pairs).
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
        Ok(Self(rope::Rope::load(weights, hyper)?))
    }

    pub(super) fn angles(
        &self,
        first_position: usize,
        n_tokens: usize,
        is_long: bool,
    ) -> Result<Angles> {
        let mut angles = rope::Angles::default();
        let positions = first_position..first_position + n_tokens;
        self.0
            .angles(positions.map(|position| (position, is_long)), &mut angles);
        let shape = (n_tokens, self.0.n_pairs());
        Ok(Angles {
            cos: Tensor::from_vec(angles.cos, shape, &Device::Cpu)?,
            sin: Tensor::from_vec(angles.sin, shape, &Device::Cpu)?,
        })
    }

    /// Rotates `x` of shape (heads, tokens, head size); what lies beyond the rotary dimension passes through.
    pub(super) fn apply(&self, x: &Tensor, angles: &Angles) -> Result<Tensor> {
        let rope_dim = 2 * self.0.n_pairs();
        let head_dim = x.dim(D::Minus1)?;
        let turning = x
            .narrow(D::Minus1, 0, rope_dim)?
            .contiguous()?
            .unsqueeze(0)?;
        let turned = match self.0.pairs {
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
