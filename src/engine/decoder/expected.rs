//! The tensors of a model we compute ourselves.

use super::super::expected::Expected;
use super::super::gguf::Header;
use super::super::hyperparameters::{Experts, Hyperparameters};
use crate::explain::ModelError;

/// Holds every tensor's shape against the others, so that a file that does not hold together is refused before a
/// weight is read.
///
/// # Errors
/// [`ModelError::Broken`], which names the tensor.
pub(in crate::engine) fn check(header: &Header, hyper: &Hyperparameters) -> Result<(), ModelError> {
    let (n_vocab, n_embd, n_ff) = (hyper.n_vocab, hyper.n_embd, hyper.n_ff);
    let (q, kv) = (
        hyper.n_heads * hyper.head_dim,
        hyper.n_kv_heads * hyper.head_dim,
    );
    let mut tensors = Expected::new(hyper.n_layers);
    tensors.whole("token_embd.weight", &[n_vocab, n_embd]);
    tensors.whole("output_norm.weight", &[n_embd]);
    tensors.optional("output.weight", &[n_vocab, n_embd]);
    tensors.optional("output.bias", &[n_vocab]);
    for name in ["rope_freqs", "rope_factors_long", "rope_factors_short"] {
        tensors.optional(&format!("{name}.weight"), &[hyper.rope.dim / 2]);
    }
    tensors.norms(&["attn_norm", "ffn_norm"], n_embd);
    if hyper.post_norms {
        tensors.norms(&["post_attention_norm", "post_ffw_norm"], n_embd);
    }
    if hyper.head_norms {
        tensors.norms(&["attn_q_norm", "attn_k_norm"], hyper.head_dim);
    }
    let mut parts = vec![("attn_output", n_embd, q)];
    // All layers are made alike, so that one with a tensor missing is told from one with fused tensors.
    let any_layer_has = |part: &str| {
        let mut tensors = header.tensors().iter();
        tensors.any(|tensor| tensor.name.ends_with(part))
    };
    if any_layer_has(".attn_qkv.weight") {
        parts.push(("attn_qkv", q + 2 * kv, n_embd));
    } else {
        parts.extend([
            ("attn_q", q, n_embd),
            ("attn_k", kv, n_embd),
            ("attn_v", kv, n_embd),
        ]);
    }
    if let Some(Experts { n, n_ff, .. }) = hyper.experts {
        tensors.layer("ffn_gate_inp.weight", &[n, n_embd]);
        tensors.layer("ffn_gate_exps.weight", &[n, n_ff, n_embd]);
        tensors.layer("ffn_up_exps.weight", &[n, n_ff, n_embd]);
        tensors.layer("ffn_down_exps.weight", &[n, n_embd, n_ff]);
    } else if any_layer_has(".ffn_gate.weight") {
        parts.extend([("ffn_gate", n_ff, n_embd), ("ffn_up", n_ff, n_embd)]);
        parts.push(("ffn_down", n_embd, n_ff));
    } else {
        parts.extend([("ffn_up", 2 * n_ff, n_embd), ("ffn_down", n_embd, n_ff)]);
    }
    for (part, n_out, n_in) in parts {
        tensors.layer(&format!("{part}.weight"), &[n_out, n_in]);
        tensors.optional_layer(&format!("{part}.bias"), &[n_out]);
    }
    tensors.check(header)
}
