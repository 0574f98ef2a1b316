//! Which architectures candle-transformers runs for us, and where its code falls short of them.

use std::fs::File;
use std::io::BufReader;

use candle_core::quantized::gguf_file::Content;
use candle_core::{DType, Device};
use candle_transformers::models::{quantized_glm4, quantized_lfm2, quantized_llama, quantized_phi};

use super::needs::{Needs, float, number};
use super::reading::Forward;
use crate::engine::gguf::{Header, Value};
use crate::explain::ModelError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Glm4,
    Lfm2,
    /// Llama whose layers have several experts, each in tensors of its own.
    Mixtral,
    Phi2,
}

/// How a model reads on behind what it has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Continues {
    InBulk,
    /// LFM2's convolutions forget what was read before a longer pass.
    TokenByToken,
}

impl Family {
    /// # Errors
    /// [`ModelError::UnsupportedArchitecture`] also for a kind of a known architecture that its code would run
    /// wrongly.
    pub(super) fn of(header: &Header) -> Result<Self, ModelError> {
        let name = header.architecture();
        let without = |what: &str| {
            Err(ModelError::UnsupportedArchitecture {
                architecture: format!("{name} with {what}"),
            })
        };
        let scales = !matches!(
            header.text(&format!("{name}.rope.scaling.type")),
            None | Some("none")
        );
        let has_experts = header.arch_value("expert_count").and_then(Value::as_u64) > Some(0);
        let family = match name {
            "glm4" => Self::Glm4,
            "lfm2" => Self::Lfm2,
            "llama" if has_experts => Self::Mixtral,
            "phi2" => Self::Phi2,
            _ => {
                return Err(ModelError::UnsupportedArchitecture {
                    architecture: name.to_owned(),
                });
            }
        };
        let merged = header.tensor("blk.0.ffn_gate_exps.weight").is_some();
        if has_experts && (family != Self::Mixtral || merged) {
            return without("experts in one tensor");
        }
        let factors = ["rope_freqs", "rope_factors_long", "rope_factors_short"]
            .iter()
            .any(|name| header.tensor(&format!("{name}.weight")).is_some());
        if scales || factors {
            return without("scaled positions");
        }
        if family == Self::Phi2
            && float(header, "rope.freq_base").is_some_and(|base| base != 10_000.0)
        {
            return without("another rotary base");
        }
        Ok(family)
    }

    /// As the metadata's keys begin.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Glm4 => "glm4",
            Self::Lfm2 => "lfm2",
            Self::Mixtral => "llama",
            Self::Phi2 => "phi2",
        }
    }

    pub(super) const fn continues(self) -> Continues {
        match self {
            Self::Lfm2 => Continues::TokenByToken,
            Self::Glm4 | Self::Mixtral | Self::Phi2 => Continues::InBulk,
        }
    }

    /// The most tokens its code reads rightly, where that is less than the model itself.
    pub(super) fn limit(self, header: &Header) -> Option<usize> {
        match self {
            Self::Mixtral => {
                let limit = quantized_llama::MAX_SEQ_LEN;
                // A sliding window is not followed; within one it makes no difference.
                let sliding = header.arch_value("attention.sliding_window");
                let sliding = sliding
                    .and_then(Value::as_u64)
                    .filter(|tokens| *tokens > 0)
                    .and_then(|tokens| usize::try_from(tokens).ok());
                Some(sliding.map_or(limit, |tokens| tokens.min(limit)))
            }
            Self::Phi2 => Some(quantized_phi::MAX_SEQ_LEN),
            Self::Glm4 | Self::Lfm2 => None,
        }
    }

    /// Its dimensions and the shapes of its tensors.
    pub(super) fn needs(self, header: &Header) -> Result<Needs, ModelError> {
        let mut needs = Needs::new(header)?;
        let (embd, ff, heads) = (needs.n_embd, needs.n_ff, needs.n_heads);
        let head_dim = match self {
            Self::Glm4 => number(header, "attention.key_length")?,
            _ => needs.even_head_dim()?,
        };
        let (q, kv) = (heads * head_dim, needs.n_kv_heads * head_dim);
        let (vocab, n_kv_heads) = (needs.n_vocab, needs.n_kv_heads);
        if self == Self::Glm4 {
            needs.rope_dim(header, head_dim / 2)?;
        }
        let tensors = &mut needs.tensors;
        match self {
            Self::Glm4 => {
                tensors.attention(embd, q, kv);
                tensors.layer("ffn_up.weight", &[2 * ff, embd]);
                tensors.layer("ffn_down.weight", &[embd, ff]);
                tensors.norms(&["attn_norm", "ffn_norm"], embd);
                tensors.norms(&["post_attention_norm", "post_ffw_norm"], embd);
                for (part, n) in [("attn_q", q), ("attn_k", kv), ("attn_v", kv)] {
                    tensors.optional_layer(&format!("{part}.bias"), &[n]);
                }
            }
            Self::Lfm2 => needs.lfm2(header, head_dim)?,
            Self::Mixtral => needs.mixtral(header, q, kv)?,
            Self::Phi2 => {
                if n_kv_heads != heads {
                    return Err(Needs::broken("its heads cannot share keys and values"));
                }
                let rope = number(header, "rope.dimension_count")?;
                if rope > head_dim || !rope.is_multiple_of(2) {
                    return Err(Needs::broken("its rotary dimension does not fit its heads"));
                }
                tensors.whole_bias("output", &[vocab, embd]);
                tensors.whole_bias("output_norm", &[embd]);
                tensors.layer_bias("attn_qkv", &[3 * embd, embd]);
                tensors.layer_bias("attn_output", &[embd, embd]);
                tensors.layer_bias("attn_norm", &[embd]);
                tensors.layer_bias("ffn_up", &[ff, embd]);
                tensors.layer_bias("ffn_down", &[embd, ff]);
            }
        }
        Ok(needs)
    }

    /// Reads all weights.
    pub(super) fn open(
        self,
        content: Content,
        file: &mut BufReader<File>,
        device: &Device,
    ) -> Result<Forward, ModelError> {
        Ok(match self {
            Self::Glm4 => {
                let dtype = DType::F32;
                let mut model =
                    quantized_glm4::ModelWeights::from_gguf(content, file, device, dtype)?;
                Box::new(move |x, at| model.forward(x, at))
            }
            Self::Lfm2 => {
                let mut model = quantized_lfm2::ModelWeights::from_gguf(content, file, device)?;
                Box::new(move |x, at| model.forward(x, at))
            }
            Self::Mixtral => {
                let mut model = quantized_llama::ModelWeights::from_gguf(content, file, device)?;
                Box::new(move |x, at| model.forward(x, at))
            }
            Self::Phi2 => {
                let mut model = quantized_phi::ModelWeights::from_gguf(content, file, device)?;
                Box::new(move |x, at| model.forward(x, at))
            }
        })
    }
}

impl Needs {
    fn mixtral(&mut self, header: &Header, q: usize, kv: usize) -> Result<(), ModelError> {
        let (embd, ff) = (self.n_embd, self.n_ff);
        let n_experts = number(header, "expert_count")?;
        let n_used = number(header, "expert_used_count")?;
        if n_used > n_experts || n_experts > 256 {
            return Err(Self::broken(
                "its number of experts is not a sensible number",
            ));
        }
        self.rope_dim(header, q / self.n_heads)?;
        self.tensors.attention(embd, q, kv);
        self.tensors.norms(&["attn_norm", "ffn_norm"], embd);
        self.tensors
            .layer("ffn_gate_inp.weight", &[n_experts, embd]);
        for expert in 0..n_experts {
            self.tensors
                .layer(&format!("ffn_gate.{expert}.weight"), &[ff, embd]);
            self.tensors
                .layer(&format!("ffn_up.{expert}.weight"), &[ff, embd]);
            self.tensors
                .layer(&format!("ffn_down.{expert}.weight"), &[embd, ff]);
        }
        Ok(())
    }

    /// Its layers are of two kinds; one without key-value heads is a short convolution.
    fn lfm2(&mut self, header: &Header, head_dim: usize) -> Result<(), ModelError> {
        let embd = self.n_embd;
        let length = number(header, "shortconv.l_cache")?;
        if length > 64 {
            return Err(Self::broken(
                "its shortconv.l_cache is not a sensible number",
            ));
        }
        let n_kv_heads: Vec<u64> = match header.numbers("lfm2.attention.head_count_kv") {
            Some(numbers) => numbers.iter().filter_map(|n| n.as_u64()).collect(),
            None => vec![self.n_kv_heads as u64; self.n_layers],
        };
        if n_kv_heads.len() != self.n_layers {
            return Err(Self::broken(
                "its layers and their key-value heads differ in number",
            ));
        }
        self.tensors.gated_mlp(embd, self.n_ff);
        self.tensors.norms(&["attn_norm", "ffn_norm"], embd);
        for (layer, n_kv_heads) in n_kv_heads.into_iter().enumerate() {
            let n_kv_heads = usize::try_from(n_kv_heads).unwrap_or(usize::MAX);
            let mut one = |part: &str, shape: &[usize]| {
                self.tensors.whole(&format!("blk.{layer}.{part}"), shape);
            };
            if n_kv_heads == 0 {
                one("shortconv.in_proj.weight", &[3 * embd, embd]);
                one("shortconv.out_proj.weight", &[embd, embd]);
                one("shortconv.conv.weight", &[embd, length]);
                continue;
            }
            if n_kv_heads > self.n_heads || !self.n_heads.is_multiple_of(n_kv_heads) {
                return Err(Self::broken("its heads cannot share keys and values"));
            }
            one("attn_q.weight", &[embd, embd]);
            one("attn_k.weight", &[n_kv_heads * head_dim, embd]);
            one("attn_v.weight", &[n_kv_heads * head_dim, embd]);
            one("attn_output.weight", &[embd, embd]);
            one("attn_q_norm.weight", &[head_dim]);
            one("attn_k_norm.weight", &[head_dim]);
        }
        Ok(())
    }
}
