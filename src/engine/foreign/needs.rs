//! The dimensions of a foreign model, and the tensors that must be there for them.

use crate::engine::expected::Expected;
use crate::engine::gguf::{Header, Value};
use crate::explain::ModelError;

/// Every count is at least one.
pub(super) struct Needs {
    pub(super) n_vocab: usize,
    pub(super) n_layers: usize,
    pub(super) n_embd: usize,
    pub(super) n_ff: usize,
    pub(super) n_heads: usize,
    /// Divides `n_heads`; as many as those where the file lists them layer by layer.
    pub(super) n_kv_heads: usize,
    /// Of all layers together.
    pub(super) n_kv_heads_of_all: usize,
    pub(super) head_dim: usize,
    pub(super) window: usize,
    pub(super) tensors: Expected,
}

const MAX_LAYERS: usize = 1024;
const MAX_DIM: usize = 1 << 20;
/// The code behind these models makes tables for all of it.
const MAX_WINDOW: usize = 1 << 20;
/// At most so many tables of sines or cosines, each with a number for every position and pair of a head.
const N_TABLES: usize = 4;

impl Needs {
    /// With the tensors that all families share.
    pub(super) fn new(header: &Header) -> Result<Self, ModelError> {
        if let Some(n_files @ 2..) = header.unsigned("split.count") {
            return Err(Self::broken(&format!(
                "it is one of {n_files} parts, and Aspiro needs a model in one file"
            )));
        }
        let embedding = header.tensor("token_embd.weight").map(|t| &t.shape[..]);
        let Some([n_vocab, _]) = embedding else {
            return Err(Self::broken(
                "it has no token embedding; this may be a file that holds a vocabulary only",
            ));
        };
        let n_heads = number(header, "attention.head_count")?;
        let n_kv_heads = match header.arch_value("attention.head_count_kv") {
            Some(Value::Array(_)) => n_heads,
            _ => number_or(header, "attention.head_count_kv", n_heads)?,
        };
        if n_kv_heads > n_heads || !n_heads.is_multiple_of(n_kv_heads) {
            return Err(Self::broken("its heads cannot share keys and values"));
        }
        let n_layers = number(header, "block_count")?;
        let n_embd = number(header, "embedding_length")?;
        let own_kv_heads = format!("{}.attention.head_count_kv", header.architecture());
        let listed = header.numbers(&own_kv_heads);
        let listed = listed.map(|list| list.iter().filter_map(|n| n.as_u64()).sum::<u64>());
        let mut needs = Self {
            n_vocab: *n_vocab,
            n_layers,
            n_embd,
            n_kv_heads_of_all: listed
                .and_then(|sum| usize::try_from(sum).ok())
                .map_or(n_layers * n_kv_heads, |sum| sum.min(n_layers * n_heads)),
            head_dim: number_or(header, "attention.key_length", n_embd / n_heads)?,
            n_ff: number(header, "feed_forward_length")?,
            n_heads,
            n_kv_heads,
            window: number(header, "context_length")?,
            tensors: Expected::new(n_layers),
        };
        let (vocab, embd) = (needs.n_vocab, needs.n_embd);
        let tensors = &mut needs.tensors;
        tensors.whole("token_embd.weight", &[vocab, embd]);
        let norm = ["output_norm.weight", "token_embd_norm.weight"]
            .into_iter()
            .find(|name| header.tensor(name).is_some());
        tensors.whole(norm.unwrap_or("output_norm.weight"), &[embd]);
        tensors.optional("output.weight", &[vocab, embd]);
        Ok(needs)
    }

    /// The embedding as f32, and the tables for a window.
    pub(super) const fn other_bytes(&self, window: usize) -> usize {
        let tables = window.saturating_mul(self.head_dim / 2 * N_TABLES);
        let embedding = self.n_vocab.saturating_mul(self.n_embd);
        tables
            .saturating_add(embedding)
            .saturating_mul(size_of::<f32>())
    }

    pub(super) fn broken(detail: &str) -> ModelError {
        ModelError::Broken {
            detail: detail.to_owned(),
        }
    }

    /// Where heads share the embedding's length among them.
    pub(super) fn even_head_dim(&self) -> Result<usize, ModelError> {
        let head_dim = self.n_embd / self.n_heads;
        if head_dim * self.n_heads != self.n_embd || !head_dim.is_multiple_of(2) {
            return Err(Self::broken("its heads do not fit its embedding"));
        }
        Ok(head_dim)
    }

    /// The code behind these models rotates `rope_dim` elements of a head, whatever the file says.
    pub(super) fn rope_dim(&self, header: &Header, rope_dim: usize) -> Result<(), ModelError> {
        if number_or(header, "rope.dimension_count", rope_dim)? != rope_dim
            || !rope_dim.is_multiple_of(2)
        {
            return Err(ModelError::UnsupportedArchitecture {
                architecture: format!("{} with another rotary dimension", header.architecture()),
            });
        }
        Ok(())
    }
}

pub(super) fn float(header: &Header, key: &str) -> Option<f64> {
    header.arch_value(key)?.as_f64()
}

/// A count under the architecture's own name.
pub(super) fn number(header: &Header, key: &str) -> Result<usize, ModelError> {
    let Some(value) = header.arch_value(key) else {
        return Err(Needs::broken(&format!("its {key} is missing")));
    };
    let max = match key {
        "block_count" => MAX_LAYERS,
        "context_length" => MAX_WINDOW,
        _ => MAX_DIM,
    };
    value
        .as_u64()
        .and_then(|value| usize::try_from(value).ok())
        .filter(|value| (1..=max).contains(value))
        .ok_or_else(|| Needs::broken(&format!("its {key} is not a sensible number")))
}

pub(super) fn number_or(header: &Header, key: &str, otherwise: usize) -> Result<usize, ModelError> {
    match header.arch_value(key) {
        Some(_) => number(header, key),
        None => Ok(otherwise),
    }
}
