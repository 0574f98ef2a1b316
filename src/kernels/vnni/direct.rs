//! Products of packed tiles with few input rows: codes are unpacked in registers, memory is the limit.

use std::marker::PhantomData;

use super::super::avx2::prefetch;
use super::super::layout::{Coding, ROWS, RUN};
use super::super::matrix::Matrix;
use super::super::product::Output;
use super::super::quantize::{Rounded, RoundedRow};
use super::lanes::Lanes;
use super::lanes::planes::Stored;

/// The input, and where one tile's products go.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) rounded: &'a Rounded,
    pub(super) tile: usize,
    pub(super) out: &'a Output<'a>,
}

/// How blocks of a type are multiplied.
pub(super) trait Blocks {
    /// Columns of a block.
    const COLS: usize;
    const CODE_BYTES: usize;

    /// Adds block `block` of `T` rows to `totals`, part `part` of the tile.
    ///
    /// # Safety
    /// The instructions of `L`; the block's codes and scales can be read, and the rows have it.
    unsafe fn add<L: Lanes, const T: usize>(
        coding: Coding,
        codes: *const u8,
        scales: *const u8,
        x: &[RoundedRow<'_>; T],
        block: usize,
        part: usize,
        totals: &mut [L::Float; T],
    );
}

/// Blocks of one run, with a factor each.
pub(super) struct Simple<S>(PhantomData<S>);
/// Super-blocks, whose groups have `GROUP` columns.
pub(super) struct Grouped<S, const GROUP: usize>(PhantomData<S>);

/// Multiplies one tile with every row of the input.
///
/// # Safety
/// The instructions of `L`; the matrix is packed as `B` says.
#[inline(always)]
pub(super) unsafe fn tile<L: Lanes, B: Blocks>(matrix: &Matrix, coding: Coding, x: Rows<'_>) {
    let n_rows = x.rounded.n_rows();
    let mut row = 0;
    while row < n_rows {
        // SAFETY: the caller's promise.
        unsafe {
            row += match n_rows - row {
                1 => rows::<L, B, 1>(matrix, coding, x, row),
                2 => rows::<L, B, 2>(matrix, coding, x, row),
                3 => rows::<L, B, 3>(matrix, coding, x, row),
                _ => rows::<L, B, 4>(matrix, coding, x, row),
            };
        }
    }
}

/// # Safety
/// As [`tile`]; `T` rows follow `row`.
#[inline(always)]
unsafe fn rows<L: Lanes, B: Blocks, const T: usize>(
    matrix: &Matrix,
    coding: Coding,
    input: Rows<'_>,
    row: usize,
) -> usize {
    let x: [RoundedRow<'_>; T] = std::array::from_fn(|t| input.rounded.row(row + t));
    let bytes = matrix.tile(input.tile);
    let n_blocks = matrix.n_cols() / B::COLS;
    assert!(bytes.len() >= n_blocks * (B::CODE_BYTES + coding.scale_bytes()));
    let mut values = [[0.0; ROWS]; T];
    // SAFETY: the tile has as many blocks by the line above, and the rows as many columns; the caller's promise.
    unsafe {
        let mut totals = [[L::zero_float(); T]; 2];
        let mut codes = bytes.as_ptr();
        let mut scales = codes.add(n_blocks * B::CODE_BYTES);
        for block in 0..n_blocks {
            for part in 0..L::PARTS {
                B::add::<L, T>(coding, codes, scales, &x, block, part, &mut totals[part]);
            }
            codes = codes.add(B::CODE_BYTES);
            scales = scales.add(coding.scale_bytes());
        }
        for part in 0..L::PARTS {
            for t in 0..T {
                let at = values[t].as_mut_ptr().add(part * L::ROWS);
                L::store_float(at, totals[part][t]);
            }
        }
    }
    for (t, values) in values.iter().enumerate() {
        input.out.put(row + t, input.tile, values);
    }
    T
}

impl<S: Stored> Blocks for Simple<S> {
    const COLS: usize = RUN;
    const CODE_BYTES: usize = S::RUN_BYTES;

    #[inline(always)]
    unsafe fn add<L: Lanes, const T: usize>(
        coding: Coding,
        codes: *const u8,
        scales: *const u8,
        x: &[RoundedRow<'_>; T],
        block: usize,
        part: usize,
        totals: &mut [L::Float; T],
    ) {
        // SAFETY: the caller's promise.
        unsafe {
            if part == 0 {
                prefetch(codes, S::RUN_BYTES);
            }
            let mut sums = [L::zero(); T];
            for v in 0..8 {
                let w = S::load::<L>(codes, v, part);
                for t in 0..T {
                    sums[t] = L::dot(sums[t], w, x[t].codes.as_ptr().add(block * RUN + v * 4));
                }
            }
            let at = scales.add(part * L::ROWS * 2);
            let factor = L::halves_to_float(at);
            let minimum = if coding.has_minima {
                L::halves_to_float(at.add(2 * ROWS))
            } else {
                L::mul(factor, L::same(-coding.offset as f32))
            };
            for t in 0..T {
                let x_scale = L::same(*x[t].scales.as_ptr().add(block));
                let x_total = L::same(*x[t].totals.as_ptr().add(block));
                let dot = L::mul(L::to_float(sums[t]), x_scale);
                totals[t] = L::mul_add(dot, factor, totals[t]);
                totals[t] = L::mul_add(x_total, minimum, totals[t]);
            }
        }
    }
}

impl<S: Stored, const GROUP: usize> Blocks for Grouped<S, GROUP> {
    const COLS: usize = 256;
    const CODE_BYTES: usize = 8 * S::RUN_BYTES;

    #[inline(always)]
    unsafe fn add<L: Lanes, const T: usize>(
        coding: Coding,
        codes: *const u8,
        scales: *const u8,
        x: &[RoundedRow<'_>; T],
        block: usize,
        part: usize,
        totals: &mut [L::Float; T],
    ) {
        let groups = 256 / GROUP;
        let per_run = RUN / GROUP;
        // SAFETY: the caller's promise.
        unsafe {
            let mut sums = [L::zero_float(); T];
            for run in 0..8 {
                let codes = codes.add(run * S::RUN_BYTES);
                if part == 0 {
                    prefetch(codes, S::RUN_BYTES);
                }
                for group in 0..per_run {
                    let mut dots = [L::zero(); T];
                    for step in 0..GROUP / 4 {
                        let v = group * (GROUP / 4) + step;
                        let w = S::load::<L>(codes, v, part);
                        let col = block * 256 + run * RUN + v * 4;
                        for t in 0..T {
                            dots[t] = L::dot(dots[t], w, x[t].codes.as_ptr().add(col));
                        }
                    }
                    let at = scales.add((run * per_run + group) * ROWS + part * L::ROWS);
                    let scale = L::bytes_to_float(at);
                    for t in 0..T {
                        sums[t] = L::mul_add(L::to_float(dots[t]), scale, sums[t]);
                    }
                }
            }
            let minima = if coding.has_minima { groups * ROWS } else { 0 };
            let minima = scales.add(minima + part * L::ROWS);
            let mut below = [L::zero(); T];
            for pair in 0..groups / 2 {
                let first = minima.add(2 * pair * ROWS);
                let pairs = L::pairs(first, first.add(ROWS), !coding.has_minima);
                for t in 0..T {
                    let x_sums = if GROUP == 32 {
                        x[t].sums32
                    } else {
                        x[t].sums16
                    };
                    let x_sums = x_sums.as_ptr().add(block * groups + 2 * pair);
                    below[t] = L::dot_pairs(below[t], pairs, x_sums);
                }
            }
            let at = scales.add(coding.factors_at() + part * L::ROWS * 2);
            let factor = L::halves_to_float(at);
            let minimum = if coding.has_minima {
                L::mul(L::halves_to_float(at.add(2 * ROWS)), L::same(-1.0))
            } else {
                L::mul(factor, L::same(-coding.offset as f32))
            };
            for t in 0..T {
                let x_scale = L::same(*x[t].scales.as_ptr().add(block));
                totals[t] = L::mul_add(L::mul(sums[t], x_scale), factor, totals[t]);
                let below = L::mul(L::to_float(below[t]), x_scale);
                totals[t] = L::mul_add(below, minimum, totals[t]);
            }
        }
    }
}
