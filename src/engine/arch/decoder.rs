//! The decoder that Llama, Mistral, SmolLM, Qwen2 and Qwen3 share.

use candle_core::{Result, Tensor};

use super::super::kv_cache::KvCache;
use super::super::weights::Weights;
use super::attention::{self, Attention, causal_mask};
use super::hyperparameters::Hyperparameters;
use super::linear::{Embedding, Linear, Norm};
use super::rope::Rope;
use super::{Architecture, Pass, Sequence, Wanted};
use crate::explain::ModelError;

pub(super) struct Decoder {
    hyper: Hyperparameters,
    embedding: Embedding,
    layers: Vec<Layer>,
    norm: Norm,
    head: Linear,
    rope: Rope,
}

struct Layer {
    attention_norm: Norm,
    attention: Attention,
    ffn_norm: Norm,
    gate: Linear,
    up: Linear,
    down: Linear,
}

impl Layer {
    fn load(
        weights: &Weights<'_>,
        layer: usize,
        hyper: &Hyperparameters,
    ) -> std::result::Result<Self, ModelError> {
        let name = |part: &str| format!("blk.{layer}.{part}");
        let (n_embd, n_ff, eps) = (hyper.n_embd, hyper.n_ff, hyper.norm_eps);
        Ok(Self {
            attention_norm: Norm::load(weights, &name("attn_norm"), n_embd, eps)?,
            attention: Attention::load(weights, layer, hyper)?,
            ffn_norm: Norm::load(weights, &name("ffn_norm"), n_embd, eps)?,
            gate: Linear::load(weights, &name("ffn_gate"), n_embd, n_ff)?,
            up: Linear::load(weights, &name("ffn_up"), n_embd, n_ff)?,
            down: Linear::load(weights, &name("ffn_down"), n_ff, n_embd)?,
        })
    }

    fn forward(
        &self,
        x: &Tensor,
        layer: usize,
        pass: &attention::Pass<'_>,
        cache: &KvCache,
    ) -> Result<Tensor> {
        let normed = self.attention_norm.forward(x)?;
        let x = (x + self.attention.forward(&normed, layer, pass, cache)?)?;
        let normed = self.ffn_norm.forward(&x)?;
        let gate = candle_nn::ops::silu(&self.gate.forward(&normed)?)?;
        let hidden = (gate * self.up.forward(&normed)?)?;
        x + self.down.forward(&hidden)?
    }
}

impl Decoder {
    pub(super) fn load(
        weights: &Weights<'_>,
        hyper: &Hyperparameters,
    ) -> std::result::Result<Self, ModelError> {
        let embedding = Embedding::load(weights, hyper.n_vocab, hyper.n_embd)?;
        let head = if weights.has("output.weight") {
            Linear::load(weights, "output", hyper.n_embd, hyper.n_vocab)?
        } else {
            Linear::from_embedding(&embedding)?
        };
        let layers = (0..hyper.n_layers)
            .map(|layer| Layer::load(weights, layer, hyper))
            .collect::<std::result::Result<_, _>>()?;
        Ok(Self {
            embedding,
            layers,
            norm: Norm::load(weights, "output_norm", hyper.n_embd, hyper.norm_eps)?,
            head,
            rope: Rope::load(weights, hyper)?,
            hyper: hyper.clone(),
        })
    }

    /// The hidden states of all `tokens`, and their keys and values in `cache`, not yet held; `None` when cancelled.
    fn hidden(
        &self,
        tokens: &[u32],
        cache: &mut KvCache,
        cancelled: &dyn Fn() -> bool,
    ) -> std::result::Result<Option<Tensor>, ModelError> {
        cache.reserve(tokens.len())?;
        let angles = self.rope.angles(cache.len(), tokens.len())?;
        let mask = causal_mask(cache.len(), tokens.len())?;
        let pass = attention::Pass {
            rope: &self.rope,
            angles: &angles,
            mask: mask.as_ref(),
        };
        let mut x = self.embedding.forward(tokens)?;
        for (index, layer) in self.layers.iter().enumerate() {
            if cancelled() {
                return Ok(None);
            }
            x = layer.forward(&x, index, &pass, cache)?;
        }
        Ok(Some(x))
    }

    fn logits(&self, x: &Tensor, wanted: Wanted) -> Result<Vec<f32>> {
        let n_tokens = x.dim(0)?;
        let rows = match wanted {
            Wanted::Nothing => return Ok(Vec::new()),
            Wanted::Last => x.narrow(0, n_tokens - 1, 1)?.contiguous()?,
            Wanted::All => x.clone(),
        };
        let logits = self.head.forward(&self.norm.forward(&rows)?)?;
        logits.flatten_all()?.to_vec1()
    }
}

impl Architecture for Decoder {
    fn new_cache(&self) -> KvCache {
        KvCache::of_tensors(self.hyper.cache_shape())
    }

    fn forward(
        &self,
        batch: &mut [Sequence<'_>],
        cancelled: &dyn Fn() -> bool,
    ) -> std::result::Result<Pass, ModelError> {
        for sequence in &mut *batch {
            match self.hidden(sequence.tokens, sequence.cache, cancelled)? {
                Some(x) => sequence.logits = self.logits(&x, sequence.wanted)?,
                None => return Ok(Pass::Cancelled),
            }
        }
        for sequence in batch {
            sequence.cache.commit(sequence.tokens);
        }
        Ok(Pass::Finished)
    }
}
