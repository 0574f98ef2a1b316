//! Tiny random models of the foreign architectures, with a byte vocabulary and a window of 192.

use crate::engine::test_model::{N_VOCAB, Writer, byte_vocabulary};

const EMBD: usize = 32;
const FF: usize = 48;
const N_LAYERS: usize = 2;
const N_HEADS: usize = 4;
const N_KV_HEADS: usize = 2;
const HEAD_DIM: usize = EMBD / N_HEADS;

pub(in crate::engine) const ARCHITECTURES: [&str; 4] = ["glm4", "lfm2", "llama", "phi2"];

/// `architecture` is one of [`ARCHITECTURES`]; "llama" has experts.
pub(in crate::engine) fn tiny(architecture: &str) -> Writer {
    let n_kv_heads = if architecture == "phi2" {
        N_HEADS
    } else {
        N_KV_HEADS
    };
    let (q, kv) = (EMBD, n_kv_heads * HEAD_DIM);
    let mut model = Model::new(architecture, n_kv_heads);
    for layer in 0..N_LAYERS {
        let parts: &[(&str, &[usize])] = match architecture {
            "glm4" => &[
                ("attn_q.bias", &[EMBD]),
                ("post_attention_norm.weight", &[EMBD]),
                ("post_ffw_norm.weight", &[EMBD]),
                ("ffn_up.weight", &[2 * FF, EMBD]),
                ("ffn_down.weight", &[EMBD, FF]),
            ],
            "lfm2" => &[
                ("ffn_gate.weight", &[FF, EMBD]),
                ("ffn_up.weight", &[FF, EMBD]),
                ("ffn_down.weight", &[EMBD, FF]),
            ],
            "llama" => &[
                ("ffn_gate_inp.weight", &[3, EMBD]),
                ("ffn_gate.0.weight", &[FF, EMBD]),
                ("ffn_up.0.weight", &[FF, EMBD]),
                ("ffn_down.0.weight", &[EMBD, FF]),
                ("ffn_gate.1.weight", &[FF, EMBD]),
                ("ffn_up.1.weight", &[FF, EMBD]),
                ("ffn_down.1.weight", &[EMBD, FF]),
                ("ffn_gate.2.weight", &[FF, EMBD]),
                ("ffn_up.2.weight", &[FF, EMBD]),
                ("ffn_down.2.weight", &[EMBD, FF]),
            ],
            _ => &[
                ("attn_qkv.weight", &[3 * EMBD, EMBD]),
                ("attn_qkv.bias", &[3 * EMBD]),
                ("attn_output.weight", &[EMBD, EMBD]),
                ("attn_output.bias", &[EMBD]),
                ("attn_norm.bias", &[EMBD]),
                ("ffn_up.weight", &[FF, EMBD]),
                ("ffn_up.bias", &[FF]),
                ("ffn_down.weight", &[EMBD, FF]),
                ("ffn_down.bias", &[EMBD]),
            ],
        };
        for (part, shape) in parts {
            model.layer(layer, part, shape);
        }
        model.layer(layer, "attn_norm.weight", &[EMBD]);
        if architecture != "phi2" {
            model.layer(layer, "ffn_norm.weight", &[EMBD]);
        }
        let convolves = architecture == "lfm2" && layer == 0;
        if convolves {
            model.layer(layer, "shortconv.in_proj.weight", &[3 * EMBD, EMBD]);
            model.layer(layer, "shortconv.out_proj.weight", &[EMBD, EMBD]);
            model.layer(layer, "shortconv.conv.weight", &[EMBD, 3]);
        } else if architecture != "phi2" {
            model.layer(layer, "attn_q.weight", &[q, EMBD]);
            model.layer(layer, "attn_k.weight", &[kv, EMBD]);
            model.layer(layer, "attn_v.weight", &[kv, EMBD]);
            model.layer(layer, "attn_output.weight", &[EMBD, q]);
            if architecture == "lfm2" {
                model.layer(layer, "attn_q_norm.weight", &[HEAD_DIM]);
                model.layer(layer, "attn_k_norm.weight", &[HEAD_DIM]);
            }
        }
    }
    model.writer
}

struct Model {
    writer: Writer,
    state: u64,
}

impl Model {
    fn new(architecture: &str, n_kv_heads: usize) -> Self {
        let key = |name: &str| format!("{architecture}.{name}");
        let mut writer = byte_vocabulary(Writer::default())
            .text("general.architecture", architecture)
            .text("general.name", "tiny")
            .number(&key("context_length"), 192)
            .number(&key("embedding_length"), EMBD as u32)
            .number(&key("feed_forward_length"), FF as u32)
            .number(&key("block_count"), N_LAYERS as u32)
            .number(&key("attention.head_count"), N_HEADS as u32)
            .number(&key("attention.key_length"), HEAD_DIM as u32)
            .number(&key("attention.value_length"), HEAD_DIM as u32)
            .float(&key("rope.freq_base"), 10_000.0)
            .float(&key("attention.layer_norm_epsilon"), 1e-5)
            .float(&key("attention.layer_norm_rms_epsilon"), 1e-5);
        let rope_dim = match architecture {
            "glm4" | "phi2" => HEAD_DIM / 2,
            _ => HEAD_DIM,
        };
        writer = writer.number(&key("rope.dimension_count"), rope_dim as u32);
        writer = match architecture {
            "lfm2" => writer
                .kinds(&key("attention.head_count_kv"), &[0, n_kv_heads as i32])
                .number(&key("shortconv.l_cache"), 3),
            _ => writer.number(&key("attention.head_count_kv"), n_kv_heads as u32),
        };
        if architecture == "llama" {
            writer = writer
                .number(&key("expert_count"), 3)
                .number(&key("expert_used_count"), 2);
        }
        let mut model = Self { writer, state: 7 };
        model.tensor("token_embd.weight", &[N_VOCAB, EMBD]);
        model.tensor("output_norm.weight", &[EMBD]);
        if architecture == "phi2" {
            model.tensor("output.weight", &[N_VOCAB, EMBD]);
            model.tensor("output.bias", &[N_VOCAB]);
            model.tensor("output_norm.bias", &[EMBD]);
        }
        model
    }

    fn layer(&mut self, layer: usize, part: &str, shape: &[usize]) {
        self.tensor(&format!("blk.{layer}.{part}"), shape);
    }

    /// Norm scales around one, other weights around zero.
    fn tensor(&mut self, name: &str, shape: &[usize]) {
        let centre = if name.ends_with("norm.weight") {
            1.0
        } else {
            0.0
        };
        let data = (0..shape.iter().product())
            .map(|_| {
                self.state = self
                    .state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                centre + ((self.state >> 40) as f32 / (1_u32 << 24) as f32 - 0.5)
            })
            .collect();
        self.writer = std::mem::take(&mut self.writer).tensor(name, shape, data);
    }
}
