//! Random models, small enough for a test.

use super::super::gguf::TensorType;
use super::{Writer, byte_vocabulary};

pub(in crate::engine) const FAMILIES: [&str; 6] =
    ["llama", "qwen2", "qwen3", "gemma2", "gemma3", "phi3"];

pub(in crate::engine) const N_VOCAB: usize = 262;
const N_HEADS: usize = 4;
const N_KV_HEADS: usize = 2;

/// What differs between a model of f32 and one whose rows must be whole blocks.
struct Size {
    n_embd: usize,
    n_ff: usize,
    head_dim: usize,
    kind: TensorType,
    window: u32,
}

/// A random model of `family`, in f32, with a byte vocabulary and a window of 192.
pub(in crate::engine) fn tiny(family: &str) -> Writer {
    tiny_reading(family, 192)
}

/// As [`tiny`], with another window.
pub(in crate::engine) fn tiny_reading(family: &str, window: u32) -> Writer {
    let size = Size {
        n_embd: 32,
        n_ff: 48,
        head_dim: match family {
            "llama" | "qwen2" | "phi3" => 8,
            _ => 16,
        },
        kind: TensorType::F32,
        window,
    };
    written(family, &size)
}

/// As [`tiny`], every matrix stored as `kind`.
pub(in crate::engine) fn tiny_quantized(family: &str, kind: TensorType) -> Writer {
    let size = Size {
        n_embd: 256,
        n_ff: 256,
        head_dim: 64,
        kind,
        window: 192,
    };
    written(family, &size)
}

fn written(family: &str, size: &Size) -> Writer {
    let n_layers = if family == "gemma3" { 7 } else { 2 };
    let mut writer = byte_vocabulary(metadata(family, size, n_layers));
    let mut random = Random(0x5eed);
    writer = random.tensor(writer, size, "token_embd.weight", &[N_VOCAB, size.n_embd]);
    if ["llama", "qwen2", "phi3"].contains(&family) {
        writer = random.tensor(writer, size, "output.weight", &[N_VOCAB, size.n_embd]);
    }
    writer = random.tensor(writer, size, "output_norm.weight", &[size.n_embd]);
    for layer in 0..n_layers {
        for (part, shape) in parts(family, size) {
            writer = random.tensor(writer, size, &format!("blk.{layer}.{part}"), &shape);
        }
    }
    writer
}

fn metadata(family: &str, size: &Size, n_layers: u32) -> Writer {
    let key = |name: &str| format!("{family}.{name}");
    let writer = Writer::default()
        .text("general.architecture", family)
        .text("general.name", "tiny")
        .number(&key("context_length"), size.window)
        .number(&key("embedding_length"), size.n_embd as u32)
        .number(&key("feed_forward_length"), size.n_ff as u32)
        .number(&key("block_count"), n_layers)
        .number(&key("attention.head_count"), N_HEADS as u32)
        .number(&key("attention.head_count_kv"), N_KV_HEADS as u32)
        .number(&key("attention.key_length"), size.head_dim as u32)
        .number(&key("attention.value_length"), size.head_dim as u32)
        .number(&key("rope.dimension_count"), size.head_dim as u32)
        .float(&key("attention.layer_norm_rms_epsilon"), 1e-5);
    match family {
        // Caps low enough to bend what these weights compute.
        "gemma2" => writer
            .float(&key("rope.freq_base"), 10_000.0)
            .float(&key("attn_logit_softcapping"), 2.0)
            .float(&key("final_logit_softcapping"), 5.0)
            .number(&key("attention.sliding_window"), 64),
        "gemma3" => writer
            .float(&key("rope.freq_base"), 1_000_000.0)
            .number(&key("attention.sliding_window"), 64),
        _ => writer.float(&key("rope.freq_base"), 10_000.0),
    }
}

fn parts(family: &str, size: &Size) -> Vec<(&'static str, Vec<usize>)> {
    let family = family.trim_end_matches("moe");
    let (n_embd, n_ff, head_dim) = (size.n_embd, size.n_ff, size.head_dim);
    let (q, kv) = (N_HEADS * head_dim, N_KV_HEADS * head_dim);
    let mut parts = vec![
        ("attn_norm.weight", vec![n_embd]),
        ("attn_output.weight", vec![n_embd, q]),
        ("ffn_norm.weight", vec![n_embd]),
        ("ffn_down.weight", vec![n_embd, n_ff]),
    ];
    if family == "phi3" {
        parts.push(("attn_qkv.weight", vec![q + 2 * kv, n_embd]));
        parts.push(("ffn_up.weight", vec![2 * n_ff, n_embd]));
        return parts;
    }
    parts.extend([
        ("attn_q.weight", vec![q, n_embd]),
        ("attn_k.weight", vec![kv, n_embd]),
        ("attn_v.weight", vec![kv, n_embd]),
        ("ffn_gate.weight", vec![n_ff, n_embd]),
        ("ffn_up.weight", vec![n_ff, n_embd]),
    ]);
    if family == "qwen2" {
        parts.extend([
            ("attn_q.bias", vec![q]),
            ("attn_k.bias", vec![kv]),
            ("attn_v.bias", vec![kv]),
        ]);
    }
    if ["qwen3", "gemma3"].contains(&family) {
        parts.extend([
            ("attn_q_norm.weight", vec![head_dim]),
            ("attn_k_norm.weight", vec![head_dim]),
        ]);
    }
    if ["gemma2", "gemma3"].contains(&family) {
        parts.extend([
            ("post_attention_norm.weight", vec![n_embd]),
            ("post_ffw_norm.weight", vec![n_embd]),
        ]);
    }
    parts
}

struct Random(u64);

impl Random {
    /// Norm scales around one, other weights around zero and large enough that layers matter.
    fn tensor(&mut self, writer: Writer, size: &Size, name: &str, shape: &[usize]) -> Writer {
        let (centre, width) = match shape {
            [_] if name.ends_with("norm.weight") => (1.0, 1.0),
            [_] => (0.0, 1.0),
            _ => (0.0, (32.0 / size.n_embd as f32).sqrt()),
        };
        let data = (0..shape.iter().product())
            .map(|_| {
                self.0 = self
                    .0
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                centre + width * ((self.0 >> 40) as f32 / (1_u32 << 24) as f32 - 0.5)
            })
            .collect();
        let kind = if shape.len() == 2 {
            size.kind
        } else {
            TensorType::F32
        };
        writer.tensor_as(kind, name, shape, data)
    }
}
