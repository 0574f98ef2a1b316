//! The numbers that describe a model, read from its metadata and checked against one another.

mod family;
mod metadata;
mod rope;
#[cfg(test)]
mod tests;

use super::gguf::{Header, Value};
use super::kv_cache::{CacheShape, CacheType};
use crate::explain::ModelError;
pub use family::{Activation, RopePairs};
use family::{Family, Sliding};
use metadata::{MAX_WINDOW, broken, count, float, n_vocab, positive, required};
pub use rope::{RopeParameters, RopeScaling, Yarn};

/// A decoder's dimensions. Every count is at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Hyperparameters {
    pub n_vocab: usize,
    pub n_layers: usize,
    pub n_embd: usize,
    pub n_ff: usize,
    pub experts: Option<Experts>,
    pub n_heads: usize,
    /// Divides `n_heads`.
    pub n_kv_heads: usize,
    pub head_dim: usize,
    pub norm_eps: f32,
    pub activation: Activation,
    /// Each head of q and k has a norm.
    pub head_norms: bool,
    /// What attention and the feed-forward part add is normed once more.
    pub post_norms: bool,
    /// Embeddings are multiplied by this.
    pub embedding_scale: f32,
    /// Attention scores are multiplied by this.
    pub attention_scale: f32,
    /// `cap · tanh(score / cap)` of attention scores.
    pub attention_softcap: Option<f32>,
    /// The same of logits.
    pub logit_softcap: Option<f32>,
    pub rope: RopeParameters,
    pub sliding: Option<SlidingWindow>,
    /// How many tokens the model reads at once.
    pub window: usize,
    /// The window it was first trained with; texts beyond it use the factors for long texts.
    pub original_window: usize,
    /// What a person should know about how this model is run.
    pub warnings: Vec<String>,
}

/// Feed-forward parts of which a router picks some for each token; their outputs are added by the softmax over the
/// scores of those picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Experts {
    pub n: usize,
    /// For each token; at most `n`.
    pub n_used: usize,
    /// Of each expert, in place of the model's own.
    pub n_ff: usize,
}

/// Layers that see only the last tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct SlidingWindow {
    /// A token sees itself and this many less one before it.
    pub n_tokens: usize,
    /// Each layer with this number, counted from one, sees everything all the same; 0 when none does.
    pub period: usize,
    /// How such a layer rotates.
    pub rope: RopeParameters,
}

const MAX_LAYERS: usize = 1024;
const MAX_DIM: usize = 1 << 20;
pub(super) const MAX_EXPERTS: usize = 1024;

impl Hyperparameters {
    /// `window` lowers the model's own window; it cannot raise it.
    pub fn from_header(header: &Header, window: Option<usize>) -> Result<Self, ModelError> {
        check_whole(header)?;
        let family = Family::named(header.architecture())?;
        let n_layers = required(header, "block_count", MAX_LAYERS)?;
        let n_embd = required(header, "embedding_length", MAX_DIM)?;
        let n_heads = required(header, "attention.head_count", MAX_DIM)?;
        let head_dim = count(header, "attention.key_length", MAX_DIM)?.unwrap_or(n_embd / n_heads);
        let own_window = required(header, "context_length", MAX_WINDOW)?;
        let original = count(header, "rope.scaling.original_context_length", MAX_WINDOW)?;
        let original_window = original.unwrap_or(own_window);
        let rope = rope_parameters(header, family.rope_pairs, head_dim, original_window)?;
        let (attention_softcap, logit_softcap) = softcaps(header, &family)?;
        let parsed = Self {
            n_vocab: n_vocab(header)?,
            n_layers,
            n_embd,
            n_ff: required(header, "feed_forward_length", MAX_DIM)?,
            experts: experts(header, &family)?,
            n_heads,
            n_kv_heads: count(header, "attention.head_count_kv", MAX_DIM)?.unwrap_or(n_heads),
            head_dim,
            norm_eps: norm_eps(header)?,
            activation: family.activation,
            head_norms: family.head_norms,
            post_norms: family.post_norms,
            embedding_scale: if family.scales_embedding {
                (n_embd as f32).sqrt()
            } else {
                1.0
            },
            attention_scale: match family.n_layers_scaled_by_embedding {
                Some(n) if n == n_layers => 1.0 / ((n_embd / n_heads) as f32).sqrt(),
                _ => 1.0 / (head_dim as f32).sqrt(),
            },
            attention_softcap,
            logit_softcap,
            sliding: sliding(header, family.sliding, &rope)?,
            rope,
            window: window.map_or(own_window, |window| own_window.min(window.max(1))),
            original_window,
            warnings: Vec::new(),
        };
        parsed.check(header)?;
        Ok(parsed)
    }

    pub const fn cache_shape(&self, cache_type: CacheType) -> CacheShape {
        CacheShape {
            n_layers: self.n_layers,
            n_kv_heads: self.n_kv_heads,
            head_dim: self.head_dim,
            window: self.window,
            cache_type,
        }
    }

    /// How many of the last tokens this layer sees, its own among them; `None` for all of them.
    pub fn layer_window(&self, layer: usize) -> Option<usize> {
        let sliding = self.sliding.as_ref()?;
        let sees_all = sliding.period > 0 && (layer + 1).is_multiple_of(sliding.period);
        (!sees_all).then_some(sliding.n_tokens)
    }

    fn check(&self, header: &Header) -> Result<(), ModelError> {
        if self.head_dim == 0 || !self.head_dim.is_multiple_of(2) {
            return Err(broken("its attention heads have an odd size"));
        }
        if self.n_kv_heads > self.n_heads || !self.n_heads.is_multiple_of(self.n_kv_heads) {
            return Err(broken(
                "its attention heads cannot share its key-value heads",
            ));
        }
        if self.rope.dim > self.head_dim || !self.rope.dim.is_multiple_of(2) {
            return Err(broken(
                "its rotary dimension does not fit its attention heads",
            ));
        }
        if !self.attention_scale.is_normal() {
            return Err(broken("it has more attention heads than dimensions"));
        }
        let value_dim = count(header, "attention.value_length", MAX_DIM)?;
        if value_dim.is_some_and(|dim| dim != self.head_dim) {
            return Err(broken("its keys and values differ in size"));
        }
        Ok(())
    }
}

/// # Errors
/// [`ModelError::UnsupportedArchitecture`] where each expert has tensors of its own, or one works for every token.
fn experts(header: &Header, family: &Family) -> Result<Option<Experts>, ModelError> {
    if header.arch_value("expert_count").and_then(Value::as_u64) <= Some(0) {
        return Ok(None);
    }
    let has = |part: &str| header.tensor(&format!("blk.0.{part}.weight")).is_some();
    if !family.experts || !has("ffn_gate_exps") || has("ffn_gate_shexp") {
        return Err(ModelError::UnsupportedArchitecture {
            architecture: format!("{} with experts", header.architecture()),
        });
    }
    let n = required(header, "expert_count", MAX_EXPERTS)?;
    let n_used = required(header, "expert_used_count", MAX_EXPERTS)?;
    if n_used > n {
        return Err(broken("it uses more experts than it has"));
    }
    let n_ff = match count(header, "expert_feed_forward_length", MAX_DIM)? {
        Some(n_ff) => n_ff,
        None => required(header, "feed_forward_length", MAX_DIM)?,
    };
    Ok(Some(Experts { n, n_used, n_ff }))
}

/// Large models come in several files, of which each has a header; one alone is not a model.
fn check_whole(header: &Header) -> Result<(), ModelError> {
    match header.unsigned("split.count") {
        Some(n_files @ 2..) => Err(broken(format!(
            "it is one of {n_files} parts, and Aspiro needs a model in one file"
        ))),
        _ => Ok(()),
    }
}

fn rope_parameters(
    header: &Header,
    pairs: RopePairs,
    head_dim: usize,
    original_window: usize,
) -> Result<RopeParameters, ModelError> {
    // `scale_linear` is what files of 2023 say.
    let factor = match positive(header, "rope.scaling.factor")? {
        Some(factor) => factor,
        None => positive(header, "rope.scale_linear")?.unwrap_or(1.0),
    };
    let kind = header.text(&format!("{}.rope.scaling.type", header.architecture()));
    let own_magnitude = positive(header, "rope.scaling.attn_factor")?.unwrap_or(1.0);
    let (scaling, magnitude) = match kind {
        Some("yarn") => {
            let number = |name: &str, default: f64| {
                let value = float(header, &format!("rope.scaling.yarn_{name}"))?;
                Ok::<_, ModelError>(value.unwrap_or(default))
            };
            let yarn = Yarn {
                factor,
                extrapolation: number("ext_factor", 1.0)?,
                beta_fast: number("beta_fast", 32.0)?,
                beta_slow: number("beta_slow", 1.0)?,
                original_window,
            };
            (RopeScaling::Yarn(yarn), own_magnitude * yarn.magnitude())
        }
        // These two divide each pair by a factor of the file's own, if at all.
        Some("none" | "longrope") => (RopeScaling::Linear { factor: 1.0 }, own_magnitude),
        None | Some("linear") => (RopeScaling::Linear { factor }, own_magnitude),
        Some(other) => {
            return Err(ModelError::UnsupportedArchitecture {
                architecture: format!("{} with {other} scaling", header.architecture()),
            });
        }
    };
    Ok(RopeParameters {
        pairs,
        dim: count(header, "rope.dimension_count", MAX_DIM)?.unwrap_or(head_dim),
        base: rope_base(header)?,
        scaling,
        magnitude,
    })
}

/// # Errors
/// [`ModelError::Broken`] where a file of a family with several bases leaves this one to the reader: with another the model
/// writes text that seems right and is not.
fn rope_base(header: &Header) -> Result<f64, ModelError> {
    // The second is what files not made by llama.cpp's converter say.
    for key in ["rope.freq_base", "rope.global.freq_base"] {
        if let Some(base) = positive(header, key)? {
            return Ok(base);
        }
    }
    match header.architecture() {
        "gemma3" => Err(broken("its rope.freq_base is missing")),
        _ => Ok(10_000.0),
    }
}

fn norm_eps(header: &Header) -> Result<f32, ModelError> {
    let key = "attention.layer_norm_rms_epsilon";
    let eps = positive(header, key)?.ok_or_else(|| broken(format!("its {key} is missing")))?;
    Ok(eps as f32)
}

/// Of attention scores, and of logits; files of families without any may name one all the same.
fn softcaps(header: &Header, family: &Family) -> Result<(Option<f32>, Option<f32>), ModelError> {
    let Some((of_scores, of_logits)) = family.softcaps else {
        return Ok((None, None));
    };
    let cap = |key, usual: f32| {
        let cap = float(header, key)?.map_or(usual, |cap| cap as f32);
        Ok::<_, ModelError>(Some(cap).filter(|cap| *cap > 0.0))
    };
    Ok((
        cap("attn_logit_softcapping", of_scores)?,
        cap("final_logit_softcapping", of_logits)?,
    ))
}

fn sliding(
    header: &Header,
    family: Option<Sliding>,
    rope: &RopeParameters,
) -> Result<Option<SlidingWindow>, ModelError> {
    let Some(family) = family else {
        return Ok(None);
    };
    // A window of zero in the file means none.
    let own = header
        .arch_value("attention.sliding_window")
        .and_then(Value::as_u64);
    let n_tokens = own.map_or(family.default_window, |own| {
        usize::try_from(own).unwrap_or(usize::MAX)
    });
    if n_tokens == 0 {
        return Ok(None);
    }
    let mut own_base = positive(header, "rope.freq_base_swa")?;
    if own_base.is_none() {
        own_base = positive(header, "rope.local.freq_base")?;
    }
    let rope = match family.rope_base {
        Some(base) => RopeParameters {
            base: own_base.unwrap_or(base),
            scaling: RopeScaling::Linear { factor: 1.0 },
            ..rope.clone()
        },
        None => rope.clone(),
    };
    let key = "attention.sliding_window_pattern";
    let period = match header.arch_value(key) {
        Some(period) => period
            .as_u64()
            .and_then(|period| usize::try_from(period).ok())
            .ok_or_else(|| broken(format!("its {key} is not a number")))?,
        None => family.period,
    };
    Ok(Some(SlidingWindow {
        n_tokens,
        period,
        rope,
    }))
}
