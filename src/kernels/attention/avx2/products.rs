//! The inner loops. Each keeps up to twelve sums in registers, which hides the latency of the multipliers and leaves
//! four registers to load into.

use std::arch::x86_64::*;

use super::TILE;
use super::rows::{Ahead, Source};

/// Keys in a panel of packed keys, and columns in one of packed values.
pub(super) const PANEL: usize = 16;

/// Evaluates `$call` with `$n` rows from `$first` on, the largest of the counts that fits, until no row is left. A row that
/// were left alone would keep the multipliers waiting: seven are better four and three.
macro_rules! by_rows {
    ($n_rows:expr, |$first:ident, $n:ident| $call:expr; $($count:literal)*) => {{
        let (n_rows, mut $first): (usize, usize) = ($n_rows, 0);
        while $first < n_rows {
            let left = n_rows - $first;
            $(if left >= $count && left != $count + 1 {
                const $n: usize = $count;
                $call;
                $first += $count;
                continue;
            })*
        }
    }};
}

/// Scores of few queries: `scores[i][j] = q[i] · key j` for `n_keys` keys, rounded up to a multiple of four. `q` has rows of
/// `head_dim`, `scores` of [`TILE`]. While it works it asks for as many rows `ahead`.
///
/// # Safety
/// The processor has AVX2, FMA and F16C. `keys` has `n_keys` rows, rounded up, of `head_dim`, a multiple of 8; `q` has
/// `n_rows` rows of `head_dim`, and `scores` as many of [`TILE`], at least `n_keys` rounded up.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn few_scores<S: Source>(
    keys: S,
    ahead: &[Ahead],
    n_keys: usize,
    q: *const f32,
    n_rows: usize,
    head_dim: usize,
    scores: *mut f32,
) {
    // SAFETY: rows `first` to `first + N` exist, and the rest is the caller's promise.
    by_rows!(n_rows, |first, N| unsafe {
        let (q, scores) = (q.add(first * head_dim), scores.add(first * TILE));
        let ahead = if first == 0 { ahead } else { &[] };
        if N > 3 {
            scores_by_two::<S, N>(keys, ahead, n_keys, q, head_dim, scores);
        } else {
            scores_by_four::<S, N>(keys, ahead, n_keys, q, head_dim, scores);
        }
    }; 6 4 3 2 1);
}

/// Two keys at a time, for an even number of queries.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn scores_by_two<S: Source, const Q: usize>(
    keys: S,
    ahead: &[Ahead],
    n_keys: usize,
    q: *const f32,
    head_dim: usize,
    scores: *mut f32,
) {
    for key in (0..n_keys).step_by(2) {
        for ahead in ahead {
            (key..key + 2).for_each(|row| ahead.prefetch(row));
        }
        // SAFETY: the promise of `few_scores`.
        unsafe {
            let sums = row_products::<S, Q, 2>(keys, key, q, head_dim);
            for i in (0..Q).step_by(2) {
                let [a, b] = [sums[i], sums[i + 1]];
                let four = _mm_castps_pd(sums_of(a[0], a[1], b[0], b[1]));
                _mm_storel_pd(scores.add(i * TILE + key).cast(), four);
                _mm_storeh_pd(scores.add((i + 1) * TILE + key).cast(), four);
            }
        }
    }
}

/// Four keys at a time.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn scores_by_four<S: Source, const Q: usize>(
    keys: S,
    ahead: &[Ahead],
    n_keys: usize,
    q: *const f32,
    head_dim: usize,
    scores: *mut f32,
) {
    for key in (0..n_keys).step_by(4) {
        for ahead in ahead {
            (key..key + 4).for_each(|row| ahead.prefetch(row));
        }
        // SAFETY: the promise of `few_scores`.
        unsafe {
            let sums = row_products::<S, Q, 4>(keys, key, q, head_dim);
            for (i, [a, b, c, d]) in sums.into_iter().enumerate() {
                _mm_storeu_ps(scores.add(i * TILE + key), sums_of(a, b, c, d));
            }
        }
    }
}

/// Products of Q queries with K keys, each spread over eight sums.
#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn row_products<S: Source, const Q: usize, const K: usize>(
    keys: S,
    key: usize,
    q: *const f32,
    head_dim: usize,
) -> [[__m256; K]; Q] {
    // SAFETY: the promise of `few_scores`.
    unsafe {
        let mut sums = [[_mm256_setzero_ps(); K]; Q];
        for column in (0..head_dim).step_by(8) {
            let keys: [__m256; K] = std::array::from_fn(|j| keys.load(key + j, column));
            for (i, sums) in sums.iter_mut().enumerate() {
                let q = _mm256_loadu_ps(q.add(i * head_dim + column));
                for (sum, key) in sums.iter_mut().zip(keys) {
                    *sum = _mm256_fmadd_ps(q, key, *sum);
                }
            }
        }
        sums
    }
}

/// The sums of four vectors.
#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
fn sums_of(a: __m256, b: __m256, c: __m256, d: __m256) -> __m128 {
    let ab = _mm256_add_ps(_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b));
    let cd = _mm256_add_ps(_mm256_unpacklo_ps(c, d), _mm256_unpackhi_ps(c, d));
    let low = _mm256_shuffle_ps::<0b01_00_01_00>(ab, cd);
    let high = _mm256_shuffle_ps::<0b11_10_11_10>(ab, cd);
    let halves = _mm256_add_ps(low, high);
    _mm_add_ps(
        _mm256_castps256_ps128(halves),
        _mm256_extractf128_ps::<1>(halves),
    )
}

/// Adds values by weight: `sums[i] += Σ weights[i][j] · value j` over `n_values` values. `weights` has rows of [`TILE`],
/// `sums` of `stride`, both with `n_columns` columns, a multiple of 8.
///
/// # Safety
/// The processor has AVX2, FMA and F16C. `values` has `n_values` rows of `n_columns`, `weights` `n_rows` rows with
/// `n_values` numbers, `sums` `n_rows` rows of `stride`, at least `n_columns`.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn mix<S: Source>(
    values: S,
    n_values: usize,
    n_columns: usize,
    weights: *const f32,
    n_rows: usize,
    sums: *mut f32,
    stride: usize,
) {
    // SAFETY: rows `first` to `first + N` exist, and the rest is the caller's promise.
    by_rows!(n_rows, |first, N| unsafe {
        let (weights, sums) = (weights.add(first * TILE), sums.add(first * stride));
        let mut column = 0;
        while N < 4 && column + 32 <= n_columns {
            mix_columns::<S, N, 4>(values, n_values, column, weights, sums, stride);
            column += 32;
        }
        while column + 16 <= n_columns {
            mix_columns::<S, N, 2>(values, n_values, column, weights, sums, stride);
            column += 16;
        }
        if column < n_columns {
            mix_columns::<S, N, 1>(values, n_values, column, weights, sums, stride);
        }
    }; 6 5 4 3 2 1);
}

/// C vectors of columns for Q rows.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn mix_columns<S: Source, const Q: usize, const C: usize>(
    values: S,
    n_values: usize,
    column: usize,
    weights: *const f32,
    sums: *mut f32,
    stride: usize,
) {
    // SAFETY: the promise of `mix`.
    unsafe {
        let at = |i: usize, c: usize| sums.add(i * stride + column + 8 * c);
        let mut mixed: [[__m256; C]; Q] =
            std::array::from_fn(|i| std::array::from_fn(|c| _mm256_loadu_ps(at(i, c))));
        for row in 0..n_values {
            let value: [__m256; C] = std::array::from_fn(|c| values.load(row, column + 8 * c));
            for (i, mixed) in mixed.iter_mut().enumerate() {
                let weight = _mm256_broadcast_ss(&*weights.add(i * TILE + row));
                for (mixed, value) in mixed.iter_mut().zip(value) {
                    *mixed = _mm256_fmadd_ps(weight, value, *mixed);
                }
            }
        }
        for (i, mixed) in mixed.into_iter().enumerate() {
            for (c, mixed) in mixed.into_iter().enumerate() {
                _mm256_storeu_ps(at(i, c), mixed);
            }
        }
    }
}

/// Scores of many queries with one panel of packed keys: `scores[i][j] = q[i] · key j` for its sixteen keys.
///
/// # Safety
/// The processor has AVX2, FMA and F16C. `panel` has `head_dim` rows of [`PANEL`]; `q` has `n_rows` rows of `head_dim`, and
/// `scores` as many of [`TILE`] with [`PANEL`] numbers.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn panel_scores(
    panel: *const f32,
    q: *const f32,
    n_rows: usize,
    head_dim: usize,
    scores: *mut f32,
) {
    // SAFETY: rows `first` to `first + N` exist, and the rest is the caller's promise.
    by_rows!(n_rows, |first, N| unsafe {
        panel_products::<N>(panel, q.add(first * head_dim), head_dim, scores.add(first * TILE));
    }; 6 5 4 3 2 1);
}

#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn panel_products<const Q: usize>(
    panel: *const f32,
    q: *const f32,
    head_dim: usize,
    scores: *mut f32,
) {
    // SAFETY: the promise of `panel_scores`.
    unsafe {
        let mut sums = [[_mm256_setzero_ps(); 2]; Q];
        for column in 0..head_dim {
            let keys = panel.add(column * PANEL);
            let keys = [_mm256_loadu_ps(keys), _mm256_loadu_ps(keys.add(8))];
            for (i, sums) in sums.iter_mut().enumerate() {
                let q = _mm256_broadcast_ss(&*q.add(i * head_dim + column));
                sums[0] = _mm256_fmadd_ps(q, keys[0], sums[0]);
                sums[1] = _mm256_fmadd_ps(q, keys[1], sums[1]);
            }
        }
        for (i, sums) in sums.into_iter().enumerate() {
            _mm256_storeu_ps(scores.add(i * TILE), sums[0]);
            _mm256_storeu_ps(scores.add(i * TILE + 8), sums[1]);
        }
    }
}

/// Turns rows of keys into panels in which each column's sixteen keys are neighbours: [`TILE`] rows into panels of
/// `head_dim` rows.
///
/// # Safety
/// The processor has AVX2, FMA and F16C. `keys` has [`TILE`] rows of `head_dim`, a multiple of 8; `panels` has room for as
/// many numbers.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn pack_keys<S: Source>(keys: S, head_dim: usize, panels: *mut f32) {
    for first in (0..TILE).step_by(8) {
        let (panel, lane) = (first / PANEL, first % PANEL);
        for column in (0..head_dim).step_by(8) {
            // SAFETY: the caller's promise; the offset is that of (panel, column, lane).
            unsafe {
                let rows = std::array::from_fn(|i| keys.load(first + i, column));
                let at = panels.add((panel * head_dim + column) * PANEL + lane);
                for (i, row) in transposed(rows).into_iter().enumerate() {
                    _mm256_storeu_ps(at.add(i * PANEL), row);
                }
            }
        }
    }
}

/// Cuts rows of values into panels of sixteen columns, the last of which may be half empty.
///
/// # Safety
/// The processor has AVX2, FMA and F16C. `values` has `n_values` rows of `head_dim`, a multiple of 8; `panels` has room for
/// [`TILE`] rows, `head_dim` rounded up to a multiple of [`PANEL`].
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn pack_values<S: Source>(
    values: S,
    n_values: usize,
    head_dim: usize,
    panels: *mut f32,
) {
    for row in 0..n_values {
        for column in (0..head_dim).step_by(8) {
            let at = (column / PANEL * TILE + row) * PANEL + column % PANEL;
            // SAFETY: the caller's promise; the offset is that of (panel, row, column in the panel).
            unsafe { _mm256_storeu_ps(panels.add(at), values.load(row, column)) };
        }
    }
}

#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
fn transposed(rows: [__m256; 8]) -> [__m256; 8] {
    let [a, b, c, d, e, f, g, h] = rows;
    let pairs = |a, b| (_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b));
    let fours = |a, b| {
        (
            _mm256_shuffle_ps::<0b01_00_01_00>(a, b),
            _mm256_shuffle_ps::<0b11_10_11_10>(a, b),
        )
    };
    let eights = |a, b| {
        (
            _mm256_permute2f128_ps::<0x20>(a, b),
            _mm256_permute2f128_ps::<0x31>(a, b),
        )
    };
    let ((ab, ab_high), (cd, cd_high)) = (pairs(a, b), pairs(c, d));
    let ((ef, ef_high), (gh, gh_high)) = (pairs(e, f), pairs(g, h));
    let ((t0, t1), (t2, t3)) = (fours(ab, cd), fours(ab_high, cd_high));
    let ((u0, u1), (u2, u3)) = (fours(ef, gh), fours(ef_high, gh_high));
    let ((c0, c4), (c1, c5)) = (eights(t0, u0), eights(t1, u1));
    let ((c2, c6), (c3, c7)) = (eights(t2, u2), eights(t3, u3));
    [c0, c1, c2, c3, c4, c5, c6, c7]
}
