//! The forward pass over our kernels, for every family we run.

mod expected;
mod experts;
mod layer;
mod pass;
mod plan;
#[cfg(test)]
mod tests;
mod weights;

use std::sync::{Arc, Mutex, PoisonError};

use super::arch::{Architecture, Pass, Sequence};
use super::hyperparameters::Hyperparameters;
use super::kv_cache::{CacheShape, KvCache};
use super::rope::Rope;
use super::weights::Weights;
use crate::explain::ModelError;
use crate::kernels::{Matrix, Pool};
pub(super) use expected::check;
use pass::{Buffers, Cancelled, MicroBatch};
use weights::{Layer, Linear, Loader};

/// A model whose weights are packed for the kernels.
pub(super) struct Decoder {
    hyper: Hyperparameters,
    cache_shape: CacheShape,
    pool: Pool,
    embedding: Arc<Matrix>,
    layers: Vec<Layer>,
    norm: Vec<f32>,
    head: Linear,
    rope: Rope,
    /// Of layers that see only the last tokens.
    local_rope: Option<Rope>,
    /// Kept from pass to pass, so that a token costs no allocation per layer.
    buffers: Mutex<Buffers>,
}

impl Decoder {
    pub(super) fn load(
        weights: &Weights<'_>,
        hyper: &Hyperparameters,
        cache_shape: CacheShape,
        pool: Pool,
    ) -> Result<Self, ModelError> {
        let mut loader = Loader::new(weights, hyper, &pool)?;
        let embedding = loader.embedding()?;
        let layers = (0..hyper.n_layers).map(|layer| loader.layer(layer));
        let layers = layers.collect::<Result<Vec<_>, _>>()?;
        let head = loader.head(&embedding)?;
        let norm = loader.norm("output_norm", hyper.n_embd)?;
        let local = hyper.sliding.as_ref();
        Ok(Self {
            rope: Rope::load(weights, hyper)?,
            local_rope: local
                .filter(|sliding| sliding.rope != hyper.rope)
                .map(|sliding| Rope::new(&sliding.rope, None)),
            hyper: hyper.clone(),
            cache_shape,
            embedding,
            layers,
            norm,
            head,
            buffers: Mutex::default(),
            pool,
        })
    }

    /// Nothing is computed, and no cache touched, for a batch that cannot be read as a whole.
    fn check(&self, batch: &[Sequence<'_>]) -> Result<(), ModelError> {
        let failed = |detail: String| Err(ModelError::Failed { detail });
        for sequence in batch {
            if sequence.tokens.is_empty() {
                return failed("a sequence has no tokens".to_owned());
            }
            let n_vocab = self.hyper.n_vocab;
            if let Some(token) = sequence
                .tokens
                .iter()
                .find(|token| **token as usize >= n_vocab)
            {
                return failed(format!(
                    "token {token} is outside the vocabulary of {n_vocab}"
                ));
            }
        }
        Ok(())
    }
}

impl Architecture for Decoder {
    fn new_cache(&self) -> KvCache {
        let mut cache = KvCache::new(self.cache_shape);
        self.expect(&mut cache, self.hyper.window);
        cache
    }

    fn expect(&self, cache: &mut KvCache, n_tokens: usize) {
        cache.set_long(n_tokens > self.hyper.original_window);
    }

    fn forward(
        &self,
        batch: &mut [Sequence<'_>],
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<Pass, ModelError> {
        self.check(batch)?;
        for sequence in &mut *batch {
            sequence.cache.reserve(sequence.tokens.len())?;
            sequence.logits.clear();
        }
        // What a pass that panicked left in the buffers is overwritten.
        let mut buffers = self.buffers.lock().unwrap_or_else(PoisonError::into_inner);
        for segments in plan::micro_batches(batch) {
            let pass = MicroBatch {
                decoder: self,
                segments: &segments,
                cancelled,
            };
            if let Err(Cancelled) = pass.run(batch, &mut buffers) {
                return Ok(Pass::Cancelled);
            }
        }
        for sequence in batch {
            sequence.cache.commit(sequence.tokens);
        }
        Ok(Pass::Finished)
    }
}
