//! Model architectures: what turns tokens and a cache into the next token's logits.

mod attention;
mod decoder;
mod hyperparameters;
mod linear;
mod rope;
#[cfg(test)]
mod tests;

use super::kv_cache::KvCache;
use super::weights::Weights;
use crate::explain::ModelError;
use decoder::Decoder;
pub use hyperparameters::Hyperparameters;

/// A model of some family, its weights loaded. Nothing in it changes from one pass to the next.
pub trait Architecture: Send {
    fn new_cache(&self) -> KvCache;

    /// Reads `tokens` (one or more) behind those `cache` holds and returns the logits that follow the last one.
    ///
    /// Asks `cancelled` now and then; once it says yes the pass ends with `None` and `cache` is as it was.
    ///
    /// # Errors
    /// [`ModelError::Overflow`] when the window is full; others when the computation fails. The cache keeps
    /// what it held before.
    fn forward(
        &self,
        tokens: &[u32],
        cache: &mut KvCache,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<f32>>, ModelError>;
}

/// Loads the model that `weights` holds.
pub(super) fn load(
    weights: &Weights<'_>,
    hyperparameters: &Hyperparameters,
) -> Result<Box<dyn Architecture>, ModelError> {
    Ok(Box::new(Decoder::load(weights, hyperparameters)?))
}
