//! The building blocks of a layer: matrix products, norms and the embedding.

use std::borrow::Cow;
use std::sync::Arc;

use candle_core::quantized::{QMatMul, QStorage, QTensor};
use candle_core::{Device, Module, Result, Tensor};

use super::super::weights::Weights;
use crate::explain::ModelError;

/// `x · Wᵀ + b`, the weights as they lie in the file.
pub(super) struct Linear {
    weight: QMatMul,
    bias: Option<Tensor>,
}

impl Linear {
    /// `name` without `.weight`; a bias is used where the file has one.
    pub(super) fn load(
        weights: &Weights<'_>,
        name: &str,
        n_in: usize,
        n_out: usize,
    ) -> std::result::Result<Self, ModelError> {
        let weight = weights.quantized(&format!("{name}.weight"), &[n_out, n_in])?;
        let bias_name = format!("{name}.bias");
        let bias = weights
            .has(&bias_name)
            .then(|| weights.widened(&bias_name, &[n_out]))
            .transpose()?;
        Ok(Self {
            weight: QMatMul::from_qtensor(weight)?,
            bias,
        })
    }

    /// The output head: the embedding itself when the file has no other.
    pub(super) fn from_embedding(embedding: &Embedding) -> Result<Self> {
        Ok(Self {
            weight: QMatMul::from_arc(Arc::clone(&embedding.table))?,
            bias: None,
        })
    }

    /// `x` has the shape (tokens, in).
    pub(super) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let product = self.weight.forward(x)?;
        match &self.bias {
            Some(bias) => product.broadcast_add(bias),
            None => Ok(product),
        }
    }
}

/// Root-mean-square norm with a learned scale.
pub(super) struct Norm {
    scale: Tensor,
    eps: f32,
}

impl Norm {
    pub(super) fn load(
        weights: &Weights<'_>,
        name: &str,
        len: usize,
        eps: f32,
    ) -> std::result::Result<Self, ModelError> {
        Ok(Self {
            scale: weights.widened(&format!("{name}.weight"), &[len])?,
            eps,
        })
    }

    pub(super) fn load_if_there(
        weights: &Weights<'_>,
        name: &str,
        len: usize,
        eps: f32,
    ) -> std::result::Result<Option<Self>, ModelError> {
        weights
            .has(&format!("{name}.weight"))
            .then(|| Self::load(weights, name, len, eps))
            .transpose()
    }

    pub(super) fn device(&self) -> &Device {
        self.scale.device()
    }

    /// Over the last dimension, which must be contiguous.
    pub(super) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        candle_nn::ops::rms_norm(x, &self.scale, self.eps)
    }
}

/// One row of the table per token. It stays quantized: rows are widened when a token asks for one.
pub(super) struct Embedding {
    table: Arc<QTensor>,
}

impl Embedding {
    pub(super) fn load(
        weights: &Weights<'_>,
        n_vocab: usize,
        n_embd: usize,
    ) -> std::result::Result<Self, ModelError> {
        let table = weights.quantized("token_embd.weight", &[n_vocab, n_embd])?;
        Ok(Self {
            table: Arc::new(table),
        })
    }

    /// Shape (tokens, embedding). Fails on a token outside the table.
    pub(super) fn forward(&self, tokens: &[u32]) -> Result<Tensor> {
        let (n_vocab, n_embd) = self.table.shape().dims2()?;
        let all = self.table.data()?;
        let row_bytes = all.len() / n_vocab;
        let mut rows = Vec::with_capacity(tokens.len() * row_bytes);
        for token in tokens {
            let start = *token as usize * row_bytes;
            match all.get(start..start + row_bytes) {
                Some(row) => rows.extend_from_slice(row),
                None => candle_core::bail!("token {token} is outside the vocabulary of {n_vocab}"),
            }
        }
        let storage = QStorage::from_data(Cow::Owned(rows), &Device::Cpu, self.table.dtype())?;
        QTensor::new(storage, (tokens.len(), n_embd))?.dequantize(&Device::Cpu)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use candle_core::quantized::GgmlDType;

    use super::*;

    #[test]
    fn rows_are_those_of_the_whole_table() {
        let values: Vec<f32> = (0..5 * 256).map(|at| (at as f32 * 0.7).sin()).collect();
        let table = Tensor::from_vec(values, (5, 256), &Device::Cpu).unwrap();
        for dtype in [
            GgmlDType::F16,
            GgmlDType::Q8_0,
            GgmlDType::Q4K,
            GgmlDType::Q6K,
        ] {
            let table = Arc::new(QTensor::quantize(&table, dtype).unwrap());
            let whole = table.dequantize(&Device::Cpu).unwrap();
            let whole: Vec<Vec<f32>> = whole.to_vec2().unwrap();
            let embedding = Embedding { table };
            let rows: Vec<Vec<f32>> = embedding.forward(&[4, 0, 4]).unwrap().to_vec2().unwrap();
            assert_eq!(rows, [&whole[4][..], &whole[0], &whole[4]]);
            assert!(embedding.forward(&[5]).is_err());
        }
    }
}
