//! Products of packed tiles with few input rows: codes are unpacked in registers, memory is the limit.

use std::arch::x86_64::*;
use std::ops::Range;

use super::super::input::Input;
use super::super::layout::{Coding, Layout, ROWS, RUN};
use super::super::matrix::Matrix;
use super::super::product::Output;
use super::super::quantize::RoundedRow;
use super::codes::{Codes, each_vector};

/// Input rows that share the unpacking of a code.
const MOST: usize = 4;

/// How far ahead of the codes in use memory is asked for.
const AHEAD: usize = 2048;

type Sums<const T: usize> = [[__m256i; 2]; T];
type Totals<const T: usize> = [[__m256; 2]; T];

/// Types whose blocks are runs with a factor each. `OFFSET` 0 means they have minima.
///
/// # Safety
/// AVX2, FMA, F16C; the matrix is packed as `C` and `OFFSET` say.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn simple<C: Codes, const OFFSET: i32>(
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
                    1 => simple_rows::<C, OFFSET, 1>(matrix, tile, row, input, out),
                    2 => simple_rows::<C, OFFSET, 2>(matrix, tile, row, input, out),
                    3 => simple_rows::<C, OFFSET, 3>(matrix, tile, row, input, out),
                    _ => simple_rows::<C, OFFSET, MOST>(matrix, tile, row, input, out),
                };
            }
        }
    }
}

/// Types with super-blocks, whose groups have `GROUP` columns. With `SHIFT` > 0 the offset is 2 to that power; with 0
/// there are minima.
///
/// # Safety
/// AVX2, FMA, F16C; the matrix is packed as `C`, `GROUP` and `SHIFT` say.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn grouped<C: Codes, const GROUP: usize, const SHIFT: i32>(
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
                    1 => grouped_rows::<C, GROUP, SHIFT, 1>(matrix, tile, row, input, out),
                    2 => grouped_rows::<C, GROUP, SHIFT, 2>(matrix, tile, row, input, out),
                    3 => grouped_rows::<C, GROUP, SHIFT, 3>(matrix, tile, row, input, out),
                    _ => grouped_rows::<C, GROUP, SHIFT, MOST>(matrix, tile, row, input, out),
                };
            }
        }
    }
}

fn coding_of(matrix: &Matrix) -> Coding {
    match matrix.layout {
        Layout::Coded(coding) => coding,
        _ => unreachable!("floats have kernels of their own"),
    }
}

/// # Safety
/// As [`simple`]; `T` rows follow `row`.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn simple_rows<C: Codes, const OFFSET: i32, const T: usize>(
    matrix: &Matrix,
    tile: usize,
    row: usize,
    input: &Input<'_>,
    out: &Output<'_>,
) -> usize {
    let coding = coding_of(matrix);
    let rounded = input.rounded(coding);
    let x: [RoundedRow<'_>; T] = std::array::from_fn(|t| rounded.row(row + t));
    let bytes = matrix.tile(tile);
    let n_runs = input.n_cols / RUN;
    assert!(bytes.len() >= n_runs * (C::RUN_BYTES + coding.scale_bytes()));
    // SAFETY: the tile has as many runs and scales by the line above, the rows are `n_cols` long; the caller's promise.
    unsafe {
        let mut totals: Totals<T> = [[_mm256_setzero_ps(); 2]; T];
        let mut codes = bytes.as_ptr();
        let mut scales = codes.add(n_runs * C::RUN_BYTES);
        for run in 0..n_runs {
            let mut x_codes = [std::ptr::null(); T];
            for t in 0..T {
                x_codes[t] = x[t].codes.as_ptr().add(run * RUN);
            }
            prefetch(codes, C::RUN_BYTES);
            let sums = run_sums::<C, T>(codes, x_codes);
            for half in 0..2 {
                let factor = factors(scales, half);
                let minimum = if OFFSET == 0 {
                    factors(scales.add(2 * ROWS), half)
                } else {
                    _mm256_mul_ps(factor, _mm256_set1_ps(-OFFSET as f32))
                };
                for t in 0..T {
                    let x_scale = _mm256_set1_ps(*x[t].scales.as_ptr().add(run));
                    let x_total = _mm256_set1_ps(*x[t].totals.as_ptr().add(run));
                    let dot = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[t][half]), x_scale);
                    totals[t][half] = _mm256_fmadd_ps(dot, factor, totals[t][half]);
                    totals[t][half] = _mm256_fmadd_ps(x_total, minimum, totals[t][half]);
                }
            }
            codes = codes.add(C::RUN_BYTES);
            scales = scales.add(coding.scale_bytes());
        }
        put(out, row, tile, &totals);
    }
    T
}

/// Dot products of one run's codes with `T` rows: 8 sums for each half of the tile.
///
/// # Safety
/// AVX2; a run can be read at `codes`, 32 inputs at each of `x`.
#[inline(always)]
unsafe fn run_sums<C: Codes, const T: usize>(codes: *const u8, x: [*const i8; T]) -> Sums<T> {
    // SAFETY: the caller's promise.
    unsafe {
        let zero = _mm256_setzero_si256();
        let ones = _mm256_set1_epi16(1);
        let mut sums = [[zero; 2]; T];
        for half in 0..2 {
            let mut low = [zero; T];
            let mut high = [zero; T];
            each_vector!(V, {
                let w = C::low::<V>(codes, half);
                let w_high = C::high::<V>(codes, half);
                for t in 0..T {
                    let x = four(x[t], V);
                    low[t] = _mm256_add_epi16(low[t], _mm256_maddubs_epi16(w, x));
                    if C::TWO {
                        high[t] = _mm256_add_epi16(high[t], _mm256_maddubs_epi16(w_high, x));
                    }
                }
                if (V + 1).is_multiple_of(C::FLUSH) {
                    for t in 0..T {
                        let sum = _mm256_madd_epi16(low[t], ones);
                        sums[t][half] = _mm256_add_epi32(sums[t][half], sum);
                        low[t] = zero;
                    }
                }
            });
            if C::TWO {
                for t in 0..T {
                    let sum = _mm256_madd_epi16(high[t], _mm256_set1_epi16(16));
                    sums[t][half] = _mm256_add_epi32(sums[t][half], sum);
                }
            }
        }
        sums
    }
}

/// # Safety
/// As [`grouped`]; `T` rows follow `row`.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn grouped_rows<C: Codes, const GROUP: usize, const SHIFT: i32, const T: usize>(
    matrix: &Matrix,
    tile: usize,
    row: usize,
    input: &Input<'_>,
    out: &Output<'_>,
) -> usize {
    let coding = coding_of(matrix);
    let rounded = input.rounded(coding);
    let x: [RoundedRow<'_>; T] = std::array::from_fn(|t| rounded.row(row + t));
    let bytes = matrix.tile(tile);
    let n_blocks = input.n_cols / 256;
    assert!(bytes.len() >= n_blocks * (8 * C::RUN_BYTES + coding.scale_bytes()));
    // SAFETY: the tile has as many runs and scales by the line above, the rows are `n_cols` long; the caller's promise.
    unsafe {
        let mut totals: Totals<T> = [[_mm256_setzero_ps(); 2]; T];
        let mut codes = bytes.as_ptr();
        let mut scales = codes.add(n_blocks * 8 * C::RUN_BYTES);
        for block in 0..n_blocks {
            let sums = block_sums::<C, GROUP, T>(codes, scales, &x, block);
            let below = minima_sums::<GROUP, SHIFT, T>(scales, &x, block);
            let at = scales.add(coding.factors_at());
            for half in 0..2 {
                let factor = factors(at, half);
                for t in 0..T {
                    let x_scale = _mm256_set1_ps(*x[t].scales.as_ptr().add(block));
                    let mut sum = sums[t][half];
                    if SHIFT > 0 {
                        let below = _mm256_slli_epi32::<SHIFT>(below[t][half]);
                        sum = _mm256_sub_epi32(sum, below);
                    }
                    let dot = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), x_scale);
                    totals[t][half] = _mm256_fmadd_ps(dot, factor, totals[t][half]);
                    if SHIFT == 0 {
                        let below = _mm256_mul_ps(_mm256_cvtepi32_ps(below[t][half]), x_scale);
                        let factor = factors(at.add(2 * ROWS), half);
                        totals[t][half] = _mm256_fnmadd_ps(below, factor, totals[t][half]);
                    }
                }
            }
            codes = codes.add(8 * C::RUN_BYTES);
            scales = scales.add(coding.scale_bytes());
        }
        put(out, row, tile, &totals);
    }
    T
}

/// Sums over one super-block of scale · code · input.
///
/// # Safety
/// AVX2; a block's codes and scales can be read, and each row has block `block`.
#[inline(always)]
unsafe fn block_sums<C: Codes, const GROUP: usize, const T: usize>(
    codes: *const u8,
    scales: *const u8,
    x: &[RoundedRow<'_>; T],
    block: usize,
) -> Sums<T> {
    // SAFETY: the caller's promise.
    unsafe {
        let zero = _mm256_setzero_si256();
        let mut sums = [[zero; 2]; T];
        for run in 0..8 {
            let codes = codes.add(run * C::RUN_BYTES);
            prefetch(codes, C::RUN_BYTES);
            for half in 0..2 {
                let mut part = [zero; T];
                each_vector!(V, {
                    let w = C::low::<V>(codes, half);
                    for t in 0..T {
                        let x = four(x[t].codes.as_ptr().add(block * 256 + run * RUN), V);
                        part[t] = _mm256_add_epi16(part[t], _mm256_maddubs_epi16(w, x));
                    }
                    if (V + 1).is_multiple_of(C::FLUSH) || ((V + 1) * 4).is_multiple_of(GROUP) {
                        let group = run * RUN / GROUP + V * 4 / GROUP;
                        let scale = scale_pairs(scales.add(group * ROWS), half);
                        for t in 0..T {
                            let sum = _mm256_madd_epi16(part[t], scale);
                            sums[t][half] = _mm256_add_epi32(sums[t][half], sum);
                            part[t] = zero;
                        }
                    }
                });
            }
        }
        sums
    }
}

/// Sums over one super-block of minimum · input; of scale · input where the type has an offset instead.
///
/// # Safety
/// As [`block_sums`].
#[inline(always)]
unsafe fn minima_sums<const GROUP: usize, const SHIFT: i32, const T: usize>(
    scales: *const u8,
    x: &[RoundedRow<'_>; T],
    block: usize,
) -> Sums<T> {
    let groups = 256 / GROUP;
    // SAFETY: the caller's promise.
    unsafe {
        let mut sums = [[_mm256_setzero_si256(); 2]; T];
        let minima = if SHIFT == 0 {
            scales.add(groups * ROWS)
        } else {
            scales
        };
        for pair in 0..groups / 2 {
            let first = _mm_loadu_si128(minima.add(2 * pair * ROWS).cast());
            let second = _mm_loadu_si128(minima.add((2 * pair + 1) * ROWS).cast());
            let pairs = [
                _mm_unpacklo_epi8(first, second),
                _mm_unpackhi_epi8(first, second),
            ];
            for half in 0..2 {
                let pairs = if SHIFT == 0 {
                    _mm256_cvtepu8_epi16(pairs[half])
                } else {
                    _mm256_cvtepi8_epi16(pairs[half])
                };
                for t in 0..T {
                    let x_sums = if GROUP == 32 {
                        x[t].sums32
                    } else {
                        x[t].sums16
                    };
                    let x_sums = x_sums.as_ptr().add(block * groups + 2 * pair);
                    let x_sums = _mm256_set1_epi32(x_sums.cast::<i32>().read_unaligned());
                    let sum = _mm256_madd_epi16(pairs, x_sums);
                    sums[t][half] = _mm256_add_epi32(sums[t][half], sum);
                }
            }
        }
        sums
    }
}

/// The scales of 8 rows of one group, each twice, as 16-bit numbers.
///
/// # Safety
/// AVX2; 16 bytes can be read.
#[inline(always)]
unsafe fn scale_pairs(scales: *const u8, half: usize) -> __m256i {
    // SAFETY: the caller's promise.
    unsafe {
        let all = _mm_loadu_si128(scales.cast());
        let twice = if half == 0 {
            _mm_unpacklo_epi8(all, all)
        } else {
            _mm_unpackhi_epi8(all, all)
        };
        _mm256_cvtepi8_epi16(twice)
    }
}

/// Factors of 8 rows.
///
/// # Safety
/// AVX2 and F16C; 32 bytes can be read.
#[inline(always)]
unsafe fn factors(at: *const u8, half: usize) -> __m256 {
    // SAFETY: the caller's promise.
    unsafe { _mm256_cvtph_ps(_mm_loadu_si128(at.add(half * 16).cast())) }
}

/// Four inputs, repeated for 8 rows.
///
/// # Safety
/// AVX2; the inputs can be read.
#[inline(always)]
unsafe fn four(x: *const i8, vector: usize) -> __m256i {
    // SAFETY: the caller's promise.
    unsafe { _mm256_set1_epi32(x.add(vector * 4).cast::<i32>().read_unaligned()) }
}

/// Asks for the bytes that follow `codes` a little later.
///
/// # Safety
/// None beyond x86-64: a prefetch of an address that is no memory does nothing.
#[inline(always)]
pub(in crate::kernels) unsafe fn prefetch(codes: *const u8, bytes: usize) {
    for line in (0..bytes).step_by(64) {
        // SAFETY: prefetching never faults.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(codes.wrapping_add(AHEAD + line).cast()) };
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn put<const T: usize>(out: &Output<'_>, row: usize, tile: usize, totals: &Totals<T>) {
    for (t, totals) in totals.iter().enumerate() {
        let mut values = [0.0; ROWS];
        // SAFETY: two vectors fill the array.
        unsafe {
            _mm256_storeu_ps(values.as_mut_ptr(), totals[0]);
            _mm256_storeu_ps(values.as_mut_ptr().add(8), totals[1]);
        }
        out.put(row + t, tile, &values);
    }
}
