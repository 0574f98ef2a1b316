//! Products of weights stored as floating-point numbers.

use std::arch::x86_64::*;
use std::ops::Range;

use super::super::input::Input;
use super::super::layout::ROWS;
use super::super::matrix::Matrix;
use super::super::product::Output;

/// A way of storing numbers.
pub(super) trait Number {
    const BYTES: usize;

    /// Eight numbers.
    ///
    /// # Safety
    /// AVX2 and F16C; they can be read.
    unsafe fn load(at: *const u8) -> __m256;
}

pub(super) struct F32;
pub(super) struct F16;
pub(super) struct Bf16;

impl Number for F32 {
    const BYTES: usize = 4;

    #[inline(always)]
    unsafe fn load(at: *const u8) -> __m256 {
        // SAFETY: the caller's promise.
        unsafe { _mm256_loadu_ps(at.cast()) }
    }
}

impl Number for F16 {
    const BYTES: usize = 2;

    #[inline(always)]
    unsafe fn load(at: *const u8) -> __m256 {
        // SAFETY: the caller's promise.
        unsafe { _mm256_cvtph_ps(_mm_loadu_si128(at.cast())) }
    }
}

impl Number for Bf16 {
    const BYTES: usize = 2;

    #[inline(always)]
    unsafe fn load(at: *const u8) -> __m256 {
        // SAFETY: the caller's promise. A bf16 is the upper half of an f32.
        unsafe {
            let halves = _mm256_cvtepu16_epi32(_mm_loadu_si128(at.cast()));
            _mm256_castsi256_ps(_mm256_slli_epi32::<16>(halves))
        }
    }
}

/// Columns widened at a time: they fill half the nearest cache.
const COLS: usize = 256;
/// Input rows that meet a weight while it is in a register.
const T: usize = 6;

/// # Safety
/// AVX2, FMA, F16C; the matrix holds numbers of kind `N`.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn run<N: Number>(
    matrix: &Matrix,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    let mut sums = vec![[0.0_f32; ROWS]; input.n_rows];
    for tile in tiles {
        sums.fill([0.0; ROWS]);
        // SAFETY: the caller's promise.
        unsafe {
            if input.n_rows < T {
                few_rows::<N>(matrix.tile(tile), input, &mut sums);
            } else {
                many_rows::<N>(matrix.tile(tile), input, &mut sums);
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            out.put(row, tile, sums);
        }
    }
}

/// # Safety
/// As [`run`].
#[inline(always)]
unsafe fn few_rows<N: Number>(weights: &[u8], input: &Input<'_>, sums: &mut [[f32; ROWS]]) {
    let n_cols = input.n_cols;
    assert!(weights.len() >= n_cols * ROWS * N::BYTES);
    for (x, sums) in input.x.chunks_exact(n_cols).zip(sums) {
        // SAFETY: columns stay below `n_cols`, for which weights and inputs are there; the caller's promise.
        unsafe {
            // Several sums, so that one product need not wait for the last.
            let mut parts = [[_mm256_setzero_ps(); 2]; 4];
            let mut at = weights.as_ptr();
            let (fours, rest) = x.as_chunks::<4>();
            for x in fours {
                for (x, part) in x.iter().zip(&mut parts) {
                    *part = add_column::<N>(at, *x, *part);
                    at = at.add(ROWS * N::BYTES);
                }
            }
            for (x, part) in rest.iter().zip(&mut parts) {
                *part = add_column::<N>(at, *x, *part);
                at = at.add(ROWS * N::BYTES);
            }
            for half in 0..2 {
                let first = _mm256_add_ps(parts[0][half], parts[1][half]);
                let second = _mm256_add_ps(parts[2][half], parts[3][half]);
                let sum = _mm256_add_ps(first, second);
                _mm256_storeu_ps(sums.as_mut_ptr().add(8 * half), sum);
            }
        }
    }
}

/// `sums` plus one column's weights times its input.
///
/// # Safety
/// As [`run`]; a column can be read at `at`.
#[inline(always)]
unsafe fn add_column<N: Number>(at: *const u8, x: f32, sums: [__m256; 2]) -> [__m256; 2] {
    // SAFETY: the caller's promise.
    unsafe {
        let x = _mm256_set1_ps(x);
        [
            _mm256_fmadd_ps(N::load(at), x, sums[0]),
            _mm256_fmadd_ps(N::load(at.add(8 * N::BYTES)), x, sums[1]),
        ]
    }
}

/// # Safety
/// As [`run`].
#[inline(always)]
unsafe fn many_rows<N: Number>(weights: &[u8], input: &Input<'_>, sums: &mut [[f32; ROWS]]) {
    let mut panel = [[0.0_f32; ROWS]; COLS];
    for first in (0..input.n_cols).step_by(COLS) {
        let n_cols = COLS.min(input.n_cols - first);
        let weights = &weights[first * ROWS * N::BYTES..][..n_cols * ROWS * N::BYTES];
        for (column, weights) in panel.iter_mut().zip(weights.chunks_exact(ROWS * N::BYTES)) {
            // SAFETY: a column is sixteen numbers on both sides; the caller's promise.
            unsafe {
                _mm256_storeu_ps(column.as_mut_ptr(), N::load(weights.as_ptr()));
                let high = N::load(weights.as_ptr().add(8 * N::BYTES));
                _mm256_storeu_ps(column.as_mut_ptr().add(8), high);
            }
        }
        let rows = input.x.chunks_exact(input.n_cols);
        let mut x = [&input.x[..0]; T];
        let mut n_held = 0;
        let mut done = 0;
        for row in rows {
            x[n_held] = &row[first..first + n_cols];
            n_held += 1;
            if n_held == T || done + n_held == input.n_rows {
                // What stands in for missing rows is computed and not kept.
                let all: [&[f32]; T] = std::array::from_fn(|t| x[t.min(n_held - 1)]);
                // SAFETY: each row has `n_cols` numbers, and so does the panel; the caller's promise.
                unsafe { add_products(&panel[..n_cols], &all, &mut sums[done..done + n_held]) };
                done += n_held;
                n_held = 0;
            }
        }
    }
}

/// # Safety
/// AVX2 and FMA; every row is as long as the panel.
#[inline(always)]
unsafe fn add_products(panel: &[[f32; ROWS]], x: &[&[f32]; T], sums: &mut [[f32; ROWS]]) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut totals = [[_mm256_setzero_ps(); 2]; T];
        for (col, weights) in panel.iter().enumerate() {
            let low = _mm256_loadu_ps(weights.as_ptr());
            let high = _mm256_loadu_ps(weights.as_ptr().add(8));
            for t in 0..T {
                let x = _mm256_set1_ps(*x[t].as_ptr().add(col));
                totals[t][0] = _mm256_fmadd_ps(low, x, totals[t][0]);
                totals[t][1] = _mm256_fmadd_ps(high, x, totals[t][1]);
            }
        }
        for (sums, totals) in sums.iter_mut().zip(totals) {
            for half in 0..2 {
                let at = sums.as_mut_ptr().add(8 * half);
                _mm256_storeu_ps(at, _mm256_add_ps(_mm256_loadu_ps(at), totals[half]));
            }
        }
    }
}
