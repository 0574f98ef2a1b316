//! Products of weights stored as floating-point numbers.

use std::arch::x86_64::*;
use std::ops::Range;

use super::super::layout::ROWS;
use super::super::matmul::{Input, Output};
use super::super::matrix::Matrix;

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

/// # Safety
/// AVX2, FMA, F16C; the matrix holds numbers of kind `N`.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn run<N: Number>(
    matrix: &Matrix,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    for tile in tiles {
        let mut row = 0;
        while row < input.n_rows {
            // SAFETY: the caller's promise.
            unsafe {
                row += match input.n_rows - row {
                    1 => rows::<N, 1>(matrix, tile, row, input, out),
                    2 => rows::<N, 2>(matrix, tile, row, input, out),
                    3 => rows::<N, 3>(matrix, tile, row, input, out),
                    _ => rows::<N, 4>(matrix, tile, row, input, out),
                };
            }
        }
    }
}

/// # Safety
/// As [`run`]; `T` rows follow `row`.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn rows<N: Number, const T: usize>(
    matrix: &Matrix,
    tile: usize,
    row: usize,
    input: &Input<'_>,
    out: &Output<'_>,
) -> usize {
    let n_cols = input.n_cols;
    let weights = matrix.tile(tile);
    assert!(weights.len() >= n_cols * ROWS * N::BYTES);
    let x: [&[f32]; T] = std::array::from_fn(|t| &input.x[(row + t) * n_cols..][..n_cols]);
    // SAFETY: columns stay below `n_cols`, for which weights and inputs are there; the caller's promise.
    unsafe {
        // Two sums each, so that one product need not wait for the last.
        let mut sums = [[[_mm256_setzero_ps(); 2]; 2]; T];
        for col in 0..n_cols {
            let at = weights.as_ptr().add(col * ROWS * N::BYTES);
            let w = [N::load(at), N::load(at.add(8 * N::BYTES))];
            for t in 0..T {
                let x = _mm256_set1_ps(*x[t].as_ptr().add(col));
                let sums = &mut sums[t][col % 2];
                for half in 0..2 {
                    sums[half] = _mm256_fmadd_ps(w[half], x, sums[half]);
                }
            }
        }
        for (t, [even, odd]) in sums.iter().enumerate() {
            let mut values = [0.0; ROWS];
            for half in 0..2 {
                let sum = _mm256_add_ps(even[half], odd[half]);
                _mm256_storeu_ps(values.as_mut_ptr().add(8 * half), sum);
            }
            out.put(row + t, tile, &values);
        }
    }
    T
}
