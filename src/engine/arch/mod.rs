//! Model architectures: what turns tokens and a cache into the next token's logits.

mod attention;
mod decoder;
mod device;
mod linear;
mod rope;
mod tensor_cache;
#[cfg(test)]
mod tests;

use super::gguf::Header;
use super::hyperparameters::{Activation, Hyperparameters};
use super::kv_cache::KvCache;
use super::weights::Weights;
use crate::explain::ModelError;
use candle_core::Device;
use decoder::Decoder;
pub use device::DeviceChoice;
pub(super) use tensor_cache::TensorCache;

/// One conversation's part of a pass.
pub struct Sequence<'a> {
    /// What is read behind the tokens the cache holds; at least one.
    pub tokens: &'a [u32],
    pub cache: &'a mut KvCache,
    pub wanted: Wanted,
    /// Set by the pass: one row of `n_vocab` numbers for each token whose logits are wanted.
    pub logits: Vec<f32>,
}

/// Whose logits a pass is to compute. Those of a whole vocabulary are dear, and a prompt needs the last only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Nothing,
    Last,
    All,
}

/// How a pass ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Pass {
    Finished,
    /// Every cache is as it was.
    Cancelled,
}

/// A model of some family, its weights loaded. Nothing in it changes from one pass to the next.
pub trait Architecture: Send {
    fn new_cache(&self) -> KvCache;

    /// Tells how many tokens the text in `cache` may come to hold, where a model reads short texts otherwise than long
    /// ones. What was read in the other way is forgotten.
    fn expect(&self, _cache: &mut KvCache, _n_tokens: usize) {}

    /// Whether reading on behind fewer tokens than a cache holds costs no more than the new ones.
    fn steps_back(&self) -> bool {
        true
    }

    /// Reads each sequence's tokens behind those its cache holds. Sequences do not see one another.
    ///
    /// Asks `cancelled` now and then, and stops once it says yes.
    ///
    /// # Errors
    /// [`ModelError::Overflow`] when a window is full; others when the computation fails. The caches keep what they
    /// held before.
    fn forward(
        &self,
        batch: &mut [Sequence<'_>],
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<Pass, ModelError>;
}

/// Whether the decoder over tensors computes everything this model asks for.
pub(super) fn runs_on_tensors(header: &Header, hyper: &Hyperparameters) -> bool {
    let is_plain = hyper.activation == Activation::Silu
        && !hyper.post_norms
        && hyper.embedding_scale == 1.0
        && hyper.attention_softcap.is_none()
        && hyper.logit_softcap.is_none()
        && hyper.sliding.is_none()
        && hyper.experts.is_none();
    is_plain && header.tensor("blk.0.attn_q.weight").is_some()
}

/// A model in memory, and what became of it on the way.
pub(super) struct Loaded {
    pub(super) model: Box<dyn Architecture>,
    /// Less than was asked for when a graphics card had no room for more.
    pub(super) window: usize,
    pub(super) n_threads: usize,
    /// What a person should know about where it computes.
    pub(super) warnings: Vec<String>,
}

/// Loads the model that `weights` holds on a graphics card where there is one with room for it, and `choice` lets it;
/// says in `warnings` what a person should know of that.
pub(super) fn load_on_card(
    weights: &Weights<'_>,
    hyper: &Hyperparameters,
    choice: DeviceChoice,
    warnings: &mut Vec<String>,
) -> Result<Option<Loaded>, ModelError> {
    let mut hyper = hyper.clone();
    let (device, about_device) = device::chosen(choice);
    warnings.extend(about_device);
    let Some(reserve) = device::reserve(&device, &mut hyper, warnings) else {
        return Ok(None);
    };
    let decoder = Decoder::load(weights, &hyper, &device)?;
    drop(reserve);
    let (n_there, n_layers) = (decoder.n_layers_on_device(), hyper.n_layers);
    if n_there == 0 {
        warnings.push(device::NO_ROOM.to_owned());
        return Ok(None);
    }
    if n_there < n_layers {
        warnings.push(format!(
            "The graphics card has room for {n_there} of its {n_layers} layers; the processor computes the others."
        ));
    }
    Ok(Some(Loaded {
        model: Box::new(decoder),
        window: hyper.window,
        n_threads: candle_core::utils::get_num_threads(),
        warnings: std::mem::take(warnings),
    }))
}

/// Loads the model that `weights` holds, to be computed with candle's kernels for this processor.
pub(super) fn load_on_processor(
    weights: &Weights<'_>,
    hyper: &Hyperparameters,
) -> Result<Box<dyn Architecture>, ModelError> {
    Ok(Box::new(Decoder::load(weights, hyper, &Device::Cpu)?))
}
