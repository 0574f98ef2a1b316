//! The numbers that describe a model, read from its metadata and checked against one another.

use super::super::gguf::{Header, Value};
use super::super::kv_cache::{CacheShape, CacheType};
use crate::explain::ModelError;

/// Which elements of a head rotate together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RopePairs {
    /// Neighbours: (0, 1), (2, 3), …
    Interleaved,
    /// Halves: (0, n/2), (1, n/2 + 1), …
    Halves,
}

/// What the families we run do differently; everything else they share.
#[derive(Debug, Clone, Copy)]
struct Family {
    name: &'static str,
    rope_pairs: RopePairs,
}

/// `llama` covers Llama, Mistral and SmolLM: their converters permute q and k for interleaved pairs.
/// Biases and norms of q and k need no entry here: a file that has those tensors wants them used.
const FAMILIES: [Family; 3] = [
    Family {
        name: "llama",
        rope_pairs: RopePairs::Interleaved,
    },
    Family {
        name: "qwen2",
        rope_pairs: RopePairs::Halves,
    },
    Family {
        name: "qwen3",
        rope_pairs: RopePairs::Halves,
    },
];

/// A decoder's dimensions. Every count is at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Hyperparameters {
    pub n_vocab: usize,
    pub n_layers: usize,
    pub n_embd: usize,
    pub n_ff: usize,
    pub n_heads: usize,
    /// Divides `n_heads`.
    pub n_kv_heads: usize,
    pub head_dim: usize,
    pub norm_eps: f32,
    pub rope_pairs: RopePairs,
    /// How many elements of a head rotate; even, at most `head_dim`.
    pub rope_dim: usize,
    pub rope_base: f64,
    /// Positions are divided by this.
    pub rope_scale: f64,
    /// How many tokens the model reads at once.
    pub window: usize,
    /// What a person should know about how this model is run.
    pub warnings: Vec<String>,
}

const MAX_LAYERS: usize = 1024;
const MAX_DIM: usize = 1 << 20;

impl Hyperparameters {
    /// `window` lowers the model's own window; it cannot raise it.
    pub fn from_header(header: &Header, window: Option<usize>) -> Result<Self, ModelError> {
        check_whole(header)?;
        let family = family(header)?;
        let n_embd = required(header, "embedding_length", MAX_DIM)?;
        let n_heads = required(header, "attention.head_count", MAX_DIM)?;
        let head_dim = count(header, "attention.key_length", MAX_DIM)?.unwrap_or(n_embd / n_heads);
        let mut parsed = Self {
            n_vocab: n_vocab(header)?,
            n_layers: required(header, "block_count", MAX_LAYERS)?,
            n_embd,
            n_ff: required(header, "feed_forward_length", MAX_DIM)?,
            n_heads,
            n_kv_heads: count(header, "attention.head_count_kv", MAX_DIM)?.unwrap_or(n_heads),
            head_dim,
            norm_eps: float(header, "attention.layer_norm_rms_epsilon").unwrap_or(1e-5) as f32,
            rope_pairs: family.rope_pairs,
            rope_dim: count(header, "rope.dimension_count", MAX_DIM)?.unwrap_or(head_dim),
            rope_base: float(header, "rope.freq_base").unwrap_or(10_000.0),
            rope_scale: 1.0,
            window: required(header, "context_length", 1 << 24)?,
            warnings: Vec::new(),
        };
        parsed.check(header)?;
        parsed.apply_rope_scaling(header)?;
        if let Some(window) = window {
            parsed.window = parsed.window.min(window.max(1));
        }
        Ok(parsed)
    }

    pub const fn cache_shape(&self) -> CacheShape {
        CacheShape {
            n_layers: self.n_layers,
            n_kv_heads: self.n_kv_heads,
            head_dim: self.head_dim,
            window: self.window,
            cache_type: CacheType::F16,
        }
    }

    fn check(&self, header: &Header) -> Result<(), ModelError> {
        let wrong = |detail: &str| {
            Err(ModelError::Broken {
                detail: detail.to_owned(),
            })
        };
        if self.head_dim == 0 || !self.head_dim.is_multiple_of(2) {
            return wrong("its attention heads have an odd size");
        }
        if self.n_kv_heads > self.n_heads || !self.n_heads.is_multiple_of(self.n_kv_heads) {
            return wrong("its attention heads cannot share its key-value heads");
        }
        if self.rope_dim > self.head_dim || !self.rope_dim.is_multiple_of(2) {
            return wrong("its rotary dimension does not fit its attention heads");
        }
        let usable = |value: f64| value.is_finite() && value > 0.0;
        if !usable(self.rope_base) || !usable(f64::from(self.norm_eps)) {
            return wrong("a constant of its layers is not a positive number");
        }
        let value_dim = count(header, "attention.value_length", MAX_DIM)?;
        if value_dim.is_some_and(|dim| dim != self.head_dim) {
            return wrong("its keys and values differ in size");
        }
        if header.arch_value("expert_count").and_then(Value::as_u64) > Some(0) {
            return Err(ModelError::UnsupportedArchitecture {
                architecture: format!("{} with experts", header.architecture()),
            });
        }
        Ok(())
    }

    /// Linear scaling is applied. Any other kind is not, and the window shrinks to what needs none.
    fn apply_rope_scaling(&mut self, header: &Header) -> Result<(), ModelError> {
        let kind = header.text(&format!("{}.rope.scaling.type", header.architecture()));
        match kind {
            None | Some("none") => {}
            Some("linear") => {
                let factor = float(header, "rope.scaling.factor").unwrap_or(1.0);
                if factor.is_finite() && factor > 0.0 {
                    self.rope_scale = factor;
                }
            }
            Some(other) => {
                let original = count(header, "rope.scaling.original_context_length", 1 << 24)?;
                self.window = original.map_or(self.window, |original| original.min(self.window));
                self.warnings.push(format!(
                    "Its long-text scaling ({other}) is not applied; it reads {} tokens at once.",
                    self.window
                ));
            }
        }
        Ok(())
    }
}

/// Large models come in several files, of which each has a header; one alone is not a model.
fn check_whole(header: &Header) -> Result<(), ModelError> {
    match header.unsigned("split.count") {
        Some(n_files @ 2..) => Err(ModelError::Broken {
            detail: format!("it is one of {n_files} parts, and Aspiro needs a model in one file"),
        }),
        _ => Ok(()),
    }
}

fn family(header: &Header) -> Result<Family, ModelError> {
    let name = header.architecture();
    FAMILIES
        .into_iter()
        .find(|family| family.name == name)
        .ok_or_else(|| ModelError::UnsupportedArchitecture {
            architecture: name.to_owned(),
        })
}

fn float(header: &Header, key: &str) -> Option<f64> {
    header.arch_value(key)?.as_f64()
}

fn count(header: &Header, key: &str, max: usize) -> Result<Option<usize>, ModelError> {
    let Some(value) = header.arch_value(key) else {
        return Ok(None);
    };
    value
        .as_u64()
        .and_then(|value| usize::try_from(value).ok())
        .filter(|value| (1..=max).contains(value))
        .map(Some)
        .ok_or_else(|| ModelError::Broken {
            detail: format!("its {key} is not a sensible number"),
        })
}

fn required(header: &Header, key: &str, max: usize) -> Result<usize, ModelError> {
    count(header, key, max)?.ok_or_else(|| ModelError::Broken {
        detail: format!("its {key} is missing"),
    })
}

/// The embedding has one row per token; the metadata's own number is optional and sometimes wrong.
fn n_vocab(header: &Header) -> Result<usize, ModelError> {
    match header.tensor("token_embd.weight").map(|t| &t.shape[..]) {
        Some([rows, _]) => Ok(*rows),
        _ => Err(ModelError::Broken {
            detail: "it has no token embedding; this may be a file that holds a vocabulary only"
                .to_owned(),
        }),
    }
}
