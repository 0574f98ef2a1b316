//! Grouped-query attention over a cache of keys and values.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod block;
mod scalar;
#[cfg(target_arch = "x86_64")]
mod split;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use block::{BLOCK_TOKENS, Block, BlockShape, CacheType, LayerView, Part};

use super::{Level, Pool};

/// What the layers of a model have in common; a layer may differ from the next in its window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AttentionShape {
    pub n_heads: usize,
    /// Divides `n_heads`: neighbouring heads share keys and values.
    pub n_kv_heads: usize,
    pub head_dim: usize,
    /// Scores are multiplied by it; mostly `1 / √head_dim`.
    pub scale: f32,
    /// Scores become `cap · tanh(score / cap)`.
    pub softcap: Option<f32>,
    /// How many tokens one sees, itself included; all before it when `None`.
    pub sliding_window: Option<usize>,
}

impl AttentionShape {
    /// Heads that share a key-value head.
    const fn group(&self) -> usize {
        self.n_heads / self.n_kv_heads
    }

    /// The positions that the token at `position` sees.
    fn visible(&self, position: usize) -> Range<usize> {
        let end = position + 1;
        let start = self.sliding_window.map_or(0, |n| end.saturating_sub(n));
        start..end
    }
}

/// Mixes values by the softmax of scores. `q` and `out` are `n_tokens × n_heads × head_dim`; token i stands at
/// `first_position + i` and sees itself and what is before it. Keys and values up to the last token are in `cache`.
///
/// # Panics
/// When `cache` has no room for these positions, or lengths do not fit `shape`.
pub fn attention(
    pool: &Pool,
    shape: &AttentionShape,
    q: &[f32],
    cache: &LayerView<'_>,
    first_position: usize,
    out: &mut [f32],
) {
    let row = shape.n_heads * shape.head_dim;
    assert!(q.len() == out.len() && q.len().is_multiple_of(row));
    assert!(shape.n_heads.is_multiple_of(shape.n_kv_heads) && shape.sliding_window != Some(0));
    assert!(first_position + q.len() / row <= cache.capacity());
    assert!(cache.shape().is_none_or(|cache| {
        (cache.n_kv_heads, cache.head_dim) == (shape.n_kv_heads, shape.head_dim)
    }));
    attention_at(Level::active(), pool, shape, q, cache, first_position, out);
}

fn attention_at(
    level: Level,
    pool: &Pool,
    shape: &AttentionShape,
    q: &[f32],
    cache: &LayerView<'_>,
    first_position: usize,
    out: &mut [f32],
) {
    match level {
        #[cfg(target_arch = "x86_64")]
        level if level.has_avx2() && shape.head_dim.is_multiple_of(8) && !q.is_empty() => {
            debug_assert!(level.is_available());
            // SAFETY: `Level::active`, or a test that asked, has seen that this processor has AVX2, FMA and F16C; the
            // caller has checked the cache.
            unsafe { split::attention(pool, shape, q, cache, first_position, out) }
        }
        _ => scalar::attention(pool, shape, q, cache, first_position, out),
    }
}
