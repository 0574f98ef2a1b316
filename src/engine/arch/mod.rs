//! Model architectures: what turns tokens and a cache into the next token's logits.

mod attention;
mod decoder;
mod device;
mod hyperparameters;
mod linear;
mod rope;
mod tensor_cache;
#[cfg(test)]
mod tests;

use super::expected::Expected;
use super::gguf::Header;
use super::kv_cache::KvCache;
use super::weights::Weights;
use crate::explain::ModelError;
use candle_core::Device;
use decoder::Decoder;
pub use device::DeviceChoice;
pub use hyperparameters::Hyperparameters;
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
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Pass, ModelError>;
}

/// Holds every tensor's shape against the others, so that a file that does not hold together is refused before a
/// weight is read.
///
/// # Errors
/// [`ModelError::Broken`], which names the tensor.
pub(super) fn check(header: &Header, hyper: &Hyperparameters) -> Result<(), ModelError> {
    let Hyperparameters {
        n_vocab,
        n_embd,
        head_dim,
        ..
    } = *hyper;
    let (q, kv) = (hyper.n_heads * head_dim, hyper.n_kv_heads * head_dim);
    let mut tensors = Expected::new(hyper.n_layers);
    tensors.whole("token_embd.weight", &[n_vocab, n_embd]);
    tensors.whole("output_norm.weight", &[n_embd]);
    tensors.optional("output.weight", &[n_vocab, n_embd]);
    tensors.optional("output.bias", &[n_vocab]);
    tensors.optional("rope_freqs.weight", &[hyper.rope_dim / 2]);
    tensors.norms(&["attn_norm", "ffn_norm"], n_embd);
    tensors.attention(n_embd, q, kv);
    tensors.gated_mlp(n_embd, hyper.n_ff);
    for norm in ["attn_q_norm.weight", "attn_k_norm.weight"] {
        tensors.optional_layer(norm, &[head_dim]);
    }
    for (bias, len) in [
        ("attn_q", q),
        ("attn_k", kv),
        ("attn_v", kv),
        ("attn_output", n_embd),
        ("ffn_gate", hyper.n_ff),
        ("ffn_up", hyper.n_ff),
        ("ffn_down", n_embd),
    ] {
        tensors.optional_layer(&format!("{bias}.bias"), &[len]);
    }
    tensors.check(header)
}

/// A model in memory, and what became of it on the way.
pub(super) struct Loaded {
    pub(super) model: Box<dyn Architecture>,
    /// Less than was asked for when a graphics card had no room for more.
    pub(super) window: usize,
    /// What a person should know about where it computes.
    pub(super) warnings: Vec<String>,
}

/// Loads the model that `weights` holds, on a graphics card where there is one and `choice` lets it.
pub(super) fn load(
    weights: &Weights<'_>,
    hyperparameters: &Hyperparameters,
    choice: DeviceChoice,
) -> Result<Loaded, ModelError> {
    let mut hyper = hyperparameters.clone();
    let (device, mut warnings) = device::chosen(choice);
    let reserve = device::reserve(&device, &mut hyper, &mut warnings);
    let device = match reserve {
        Some(_) => device,
        None => Device::Cpu,
    };
    let decoder = Decoder::load(weights, &hyper, &device)?;
    drop(reserve);
    let (n_there, n_layers) = (decoder.n_layers_on_device(), hyper.n_layers);
    if !device.is_cpu() && n_there < n_layers {
        warnings.push(format!(
            "The graphics card has room for {n_there} of its {n_layers} layers; the processor computes the others."
        ));
    }
    Ok(Loaded {
        model: Box::new(decoder),
        window: hyper.window,
        warnings,
    })
}
