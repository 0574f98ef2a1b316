//! One task: some query rows of one key-value head against a range of positions, in one pass over tiles of keys.

mod products;
mod rows;

use std::arch::x86_64::*;
use std::ops::Range;

use super::block::{BLOCK_TOKENS, Part, Rows};
use super::split::{Partial, Task};
use crate::kernels::vector::avx2::{load, softcapped, store, sum_of};
use crate::kernels::vector::exp::exp;
use products::{PANEL, few_scores, mix, pack_keys, pack_values, panel_scores};
use rows::{Ahead, F16Rows, F32Rows, Q8Rows, with_source};

/// Keys whose scores are computed before their values are mixed. It divides a block, so that a tile lies in one; keys and
/// values of a tile stay in the first-level cache between their uses.
pub(super) const TILE: usize = 64;

const _: () = assert!(BLOCK_TOKENS.is_multiple_of(TILE) && TILE.is_multiple_of(PANEL));

/// Up to as many rows read keys and values where they lie; more are worth packing them for.
const FEW_ROWS: usize = 12;

/// How many keys ahead of the one in work are asked for.
const KEYS_AHEAD: usize = 8;

/// Working memory of a thread: grows to what its largest task needs.
#[derive(Default)]
pub(super) struct Scratch(Vec<f32>);

/// The parts of a scratch, with as many rows as the task has.
struct Work<'a> {
    /// Queries, times the scale: rows of `head_dim`.
    q: &'a mut [f32],
    /// Values mixed so far, not yet divided by `totals`.
    mixed: &'a mut [f32],
    /// Largest score so far.
    maxima: &'a mut [f32],
    /// Sum of eˢ⁻ᵐ, with m the maximum, so far.
    totals: &'a mut [f32],
    /// Rows of [`TILE`].
    scores: &'a mut [f32],
    /// Packed; empty when rows are few.
    keys: &'a mut [f32],
    values: &'a mut [f32],
}

/// # Safety
/// The processor has AVX2, FMA and F16C.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn run<'a>(task: &Task<'_>, scratch: &'a mut Scratch) -> Partial<'a> {
    let head_dim = task.shape.head_dim;
    let mut work = Work::new(scratch, task.n_rows(), head_dim);
    for row in 0..task.n_rows() {
        let q = &mut work.q[row * head_dim..][..head_dim];
        for (out, q) in q.iter_mut().zip(task.query(row)) {
            *out = q * task.shape.scale;
        }
    }
    let mut start = task.positions.start;
    while start < task.positions.end {
        let tile = start / TILE * TILE;
        let end = task.positions.end.min(tile + TILE);
        // SAFETY: the caller's promise; `start` to `end` lie in one tile and are positions the cache has room for.
        unsafe { add_tile(task, &mut work, tile, start - tile..end - tile) };
        start = end;
    }
    Partial {
        mixed: work.mixed,
        maxima: work.maxima,
        totals: work.totals,
    }
}

impl<'a> Work<'a> {
    fn new(scratch: &'a mut Scratch, n_rows: usize, head_dim: usize) -> Self {
        let few = n_rows <= FEW_ROWS;
        let packed = |columns: usize| if few { 0 } else { TILE * columns };
        let lengths = [
            packed(head_dim),
            packed(head_dim.next_multiple_of(PANEL)),
            n_rows * TILE,
            n_rows * head_dim,
            n_rows * head_dim,
            n_rows,
            n_rows,
        ];
        let needed = lengths.iter().sum::<usize>() + PANEL;
        if scratch.0.len() < needed {
            scratch.0.resize(needed, 0.0);
        }
        // What is packed begins with a cache line, and so does each of its rows.
        let skipped = scratch.0.as_ptr().align_offset(64).min(PANEL);
        let mut rest = &mut scratch.0[skipped..];
        let [keys, values, scores, q, mixed, maxima, totals] = lengths.map(|len| {
            let (part, behind) = std::mem::take(&mut rest).split_at_mut(len);
            rest = behind;
            part
        });
        mixed.fill(0.0);
        maxima.fill(f32::NEG_INFINITY);
        totals.fill(0.0);
        Self {
            q,
            mixed,
            maxima,
            totals,
            scores,
            keys,
            values,
        }
    }
}

/// Adds the keys `columns` of the tile that begins at position `tile`.
///
/// # Safety
/// The processor has AVX2, FMA and F16C.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn add_tile(task: &Task<'_>, work: &mut Work<'_>, tile: usize, columns: Range<usize>) {
    let rows = task.rows_that_see(tile + columns.start..tile + columns.end);
    if rows.is_empty() {
        return;
    }
    let (block, slot) = (tile / BLOCK_TOKENS, tile % BLOCK_TOKENS);
    let keys = task.cache.rows(block, task.kv_head, Part::Keys);
    let values = task.cache.rows(block, task.kv_head, Part::Values);
    // SAFETY: a tile lies in one block, whose parts have a row for each of its slots.
    unsafe { score(task, work, keys, values, slot, &rows, columns.end) };
    for row in rows.clone() {
        let visible = task.visible(row);
        let seen = visible.start.saturating_sub(tile).max(columns.start)
            ..visible.end.saturating_sub(tile).min(columns.end);
        soften(task, work, row, seen);
    }
    // SAFETY: as above.
    unsafe { add_values(task, work, values, slot, &rows, &columns) };
}

/// # Safety
/// The processor has AVX2, FMA and F16C, and `keys` has [`TILE`] rows from `slot` on; `rows` are rows of the task.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn score(
    task: &Task<'_>,
    work: &mut Work<'_>,
    keys: Rows<'_>,
    values: Rows<'_>,
    slot: usize,
    rows: &Range<usize>,
    n_keys: usize,
) {
    let head_dim = task.shape.head_dim;
    let q = work.q[rows.start * head_dim..].as_ptr();
    let scores = work.scores[rows.start * TILE..].as_mut_ptr();
    // SAFETY: `Work` has as many rows of each as the task, and room to pack a tile when it is to be packed.
    with_source!(keys, head_dim, slot, |source| unsafe {
        if work.keys.is_empty() {
            // Values are mixed column by column, an order that the processor does not foresee.
            let ahead = [
                Ahead::new(values, head_dim, slot),
                Ahead::new(keys, head_dim, slot + KEYS_AHEAD),
            ];
            few_scores(source, &ahead, n_keys, q, rows.len(), head_dim, scores);
        } else {
            pack_keys(source, head_dim, work.keys.as_mut_ptr());
            for panel in 0..n_keys.div_ceil(PANEL) {
                let keys = work.keys[panel * PANEL * head_dim..].as_ptr();
                panel_scores(keys, q, rows.len(), head_dim, scores.add(panel * PANEL));
            }
        }
    });
}

/// Turns one row's scores into weights relative to the largest score so far, and what was mixed before likewise.
#[target_feature(enable = "avx2,fma,f16c")]
fn soften(task: &Task<'_>, work: &mut Work<'_>, row: usize, seen: Range<usize>) {
    let head_dim = task.shape.head_dim;
    let scores = &mut work.scores[row * TILE..][..TILE];
    let (vectors, _) = scores.as_chunks_mut::<8>();
    if let Some(cap) = task.shape.softcap {
        for vector in &mut *vectors {
            let capped = softcapped(load(vector), cap);
            store(vector, capped);
        }
    }
    scores[..seen.start].fill(f32::NEG_INFINITY);
    scores[seen.end..].fill(f32::NEG_INFINITY);
    let (vectors, _) = scores.as_chunks_mut::<8>();
    let mut max = _mm256_set1_ps(work.maxima[row]);
    for vector in &*vectors {
        max = _mm256_max_ps(max, load(vector));
    }
    let max = max_of(max);
    if max == f32::NEG_INFINITY {
        // Nothing seen so far weighs anything, and −∞ − −∞ is no number.
        scores.fill(0.0);
        return;
    }
    if max > work.maxima[row] {
        let factor = (work.maxima[row] - max).exp();
        work.maxima[row] = max;
        work.totals[row] *= factor;
        let factor = _mm256_set1_ps(factor);
        let (mixed, _) = work.mixed[row * head_dim..][..head_dim].as_chunks_mut::<8>();
        for mixed in mixed {
            let scaled = _mm256_mul_ps(load(mixed), factor);
            store(mixed, scaled);
        }
    }
    let max = _mm256_set1_ps(max);
    let mut total = _mm256_setzero_ps();
    for vector in vectors {
        let weight = exp(_mm256_sub_ps(load(vector), max));
        total = _mm256_add_ps(total, weight);
        store(vector, weight);
    }
    work.totals[row] += sum_of(total);
}

/// # Safety
/// As [`score`], with `values` in place of keys.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn add_values(
    task: &Task<'_>,
    work: &mut Work<'_>,
    values: Rows<'_>,
    slot: usize,
    rows: &Range<usize>,
    columns: &Range<usize>,
) {
    let head_dim = task.shape.head_dim;
    // Slots outside the range may hold anything, and 0 · ∞ is no number.
    let weights = work.scores[rows.start * TILE + columns.start..].as_ptr();
    let mixed = work.mixed[rows.start * head_dim..].as_mut_ptr();
    let (slot, n, n_rows) = (slot + columns.start, columns.len(), rows.len());
    // SAFETY: `Work` has as many rows of each as the task, and room to pack a tile when it is to be packed.
    with_source!(values, head_dim, slot, |values| unsafe {
        if work.values.is_empty() {
            mix(values, n, head_dim, weights, n_rows, mixed, head_dim);
            return;
        }
        pack_values(values, n, head_dim, work.values.as_mut_ptr());
        for column in (0..head_dim).step_by(PANEL) {
            let panel = F32Rows {
                start: work.values[column * TILE..].as_ptr(),
                stride: PANEL,
            };
            let width = PANEL.min(head_dim - column);
            mix(
                panel,
                n,
                width,
                weights,
                n_rows,
                mixed.add(column),
                head_dim,
            );
        }
    });
}

#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
fn max_of(x: __m256) -> f32 {
    let halves = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
    let pairs = _mm_max_ps(halves, _mm_movehl_ps(halves, halves));
    _mm_cvtss_f32(_mm_max_ss(pairs, _mm_movehdup_ps(pairs)))
}
