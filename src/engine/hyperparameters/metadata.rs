//! Numbers under the architecture's own name, each within bounds that keep later arithmetic safe.

use super::super::gguf::Header;
use crate::explain::ModelError;

/// Longer than any model reads, and short enough that sizes computed from it cannot overflow.
pub(super) const MAX_WINDOW: usize = 1 << 24;

pub(super) fn broken(detail: impl Into<String>) -> ModelError {
    ModelError::Broken {
        detail: detail.into(),
    }
}

/// A finite number.
pub(super) fn float(header: &Header, key: &str) -> Result<Option<f64>, ModelError> {
    let Some(value) = header.arch_value(key) else {
        return Ok(None);
    };
    let finite = value.as_f64().filter(|value| value.is_finite());
    finite.map(Some).ok_or_else(|| nonsense(key))
}

/// A finite number above zero; a zero counts as absent, which is how converters write "none".
pub(super) fn positive(header: &Header, key: &str) -> Result<Option<f64>, ModelError> {
    match float(header, key)? {
        Some(value) if value < 0.0 => Err(nonsense(key)),
        value => Ok(value.filter(|value| *value > 0.0)),
    }
}

pub(super) fn count(header: &Header, key: &str, max: usize) -> Result<Option<usize>, ModelError> {
    let Some(value) = header.arch_value(key) else {
        return Ok(None);
    };
    value
        .as_u64()
        .and_then(|value| usize::try_from(value).ok())
        .filter(|value| (1..=max).contains(value))
        .map(Some)
        .ok_or_else(|| nonsense(key))
}

pub(super) fn required(header: &Header, key: &str, max: usize) -> Result<usize, ModelError> {
    count(header, key, max)?.ok_or_else(|| broken(format!("its {key} is missing")))
}

/// The embedding has one row per token; the metadata's own number is optional and sometimes wrong.
pub(super) fn n_vocab(header: &Header) -> Result<usize, ModelError> {
    match header.tensor("token_embd.weight").map(|t| &t.shape[..]) {
        Some([rows, _]) => Ok(*rows),
        _ => Err(broken(
            "it has no token embedding; this may be a file that holds a vocabulary only",
        )),
    }
}

fn nonsense(key: &str) -> ModelError {
    broken(format!("its {key} is not a sensible number"))
}
