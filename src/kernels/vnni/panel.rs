//! Products of tiles with many input rows: a tile's codes are unpacked to bytes once, and all rows meet them in the
//! nearest cache.

use std::ops::Range;

use super::super::input::Input;
use super::super::layout::{Coding, Planes, ROWS, RUN, VECTOR};
use super::super::matrix::Matrix;
use super::super::product::Output;
use super::super::quantize::RoundedRow;
use super::lanes::Lanes;
use super::lanes::planes::{Bits5, Bits6, Bytes, Crumbs, Crumbs3, Nibbles, Stored};

/// Columns unpacked at a time: their codes fill half the nearest cache.
const COLS: usize = 1024;
/// Input rows that meet a code while it is in a register.
const T: usize = 8;

/// Some columns of one tile, unpacked.
#[repr(C, align(64))]
struct Panel {
    /// One vector per four columns.
    codes: [[u8; VECTOR]; COLS / 4],
    /// Per group.
    scales: [[f32; ROWS]; COLS / 16],
    /// Per pair of groups, each row's minimum in both; where there are none, their scales.
    minima: [[i16; 2 * ROWS]; COLS / 32],
    factors: [[f32; ROWS]; COLS / RUN],
    /// Of the minima; in blocks without scales the minimum itself, added to each weight; without minima the offset's.
    minimum_factors: [[f32; ROWS]; COLS / RUN],
}

/// # Safety
/// The instructions of `L`.
#[inline(always)]
pub(super) unsafe fn run<L: Lanes>(
    matrix: &Matrix,
    coding: Coding,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    let mut panel = Box::new(Panel {
        codes: [[0; VECTOR]; COLS / 4],
        scales: [[0.0; ROWS]; COLS / 16],
        minima: [[0; 2 * ROWS]; COLS / 32],
        factors: [[0.0; ROWS]; COLS / RUN],
        minimum_factors: [[0.0; ROWS]; COLS / RUN],
    });
    let rows = input.rounded(coding).rows(T);
    let mut sums = vec![[0.0_f32; ROWS]; rows.len()];
    for tile in tiles {
        sums.fill([0.0; ROWS]);
        for first in (0..input.n_cols).step_by(COLS) {
            let cols = first..input.n_cols.min(first + COLS);
            // SAFETY: the caller's promise.
            unsafe {
                unpack::<L>(matrix, coding, tile, cols.clone(), &mut panel);
                multiply::<L>(&panel, coding, &rows, cols, &mut sums);
            }
        }
        for (row, sums) in sums[..input.n_rows].iter().enumerate() {
            out.put(row, tile, sums);
        }
    }
}

/// # Safety
/// The instructions of `L`.
#[inline(always)]
unsafe fn unpack<L: Lanes>(
    matrix: &Matrix,
    coding: Coding,
    tile: usize,
    cols: Range<usize>,
    panel: &mut Panel,
) {
    let bytes = matrix.tile(tile);
    let (codes, scales) = bytes.split_at(coding.code_bytes(matrix.n_cols()));
    let runs = &codes[coding.code_bytes(cols.start)..coding.code_bytes(cols.end)];
    // SAFETY: the caller's promise; `runs` are as the planes say.
    unsafe {
        match coding.planes {
            Planes::Crumbs => unpack_codes::<L, Crumbs>(runs, panel),
            Planes::CrumbsBits => unpack_codes::<L, Crumbs3>(runs, panel),
            Planes::Nibbles => unpack_codes::<L, Nibbles>(runs, panel),
            Planes::NibblesBits => unpack_codes::<L, Bits5>(runs, panel),
            Planes::NibblesCrumbs => unpack_codes::<L, Bits6>(runs, panel),
            Planes::Bytes => unpack_codes::<L, Bytes>(runs, panel),
        }
    }
    for (index, block) in (cols.start / coding.block..cols.end / coding.block).enumerate() {
        let bytes = &scales[block * coding.scale_bytes()..][..coding.scale_bytes()];
        // SAFETY: the caller's promise.
        unsafe { unpack_scales::<L>(coding, bytes, index, panel) };
    }
}

/// # Safety
/// The instructions of `L`.
#[inline(always)]
unsafe fn unpack_codes<L: Lanes, S: Stored>(runs: &[u8], panel: &mut Panel) {
    let vectors = panel.codes.chunks_exact_mut(8);
    for (run, vectors) in runs.chunks_exact(S::RUN_BYTES).zip(vectors) {
        for v in 0..8 {
            for part in 0..L::PARTS {
                // SAFETY: the run is whole, and the parts fill a vector; the caller's promise.
                unsafe {
                    let at = vectors[v].as_mut_ptr().add(part * L::ROWS * 4);
                    L::store(at, S::load::<L>(run.as_ptr(), v, part));
                }
            }
        }
    }
}

/// The scales of one block, as the kernels want them. `index` counts blocks of the panel.
///
/// # Safety
/// The instructions of `L`.
#[inline(always)]
unsafe fn unpack_scales<L: Lanes>(coding: Coding, bytes: &[u8], index: usize, panel: &mut Panel) {
    assert_eq!(bytes.len(), coding.scale_bytes(), "the scales of one block");
    let groups = if coding.is_super() {
        coding.groups()
    } else {
        0
    };
    for part in 0..L::PARTS {
        let row = part * L::ROWS;
        // SAFETY: scales of a group are sixteen bytes, of which the block has one or two per group as its coding says;
        // factors are sixteen of 16 bits, once or twice, behind them. The caller's promise.
        unsafe {
            let factors = bytes.as_ptr().add(coding.factors_at());
            let factor = |which: usize| L::halves_to_float(factors.add((which * ROWS + row) * 2));
            let minimum = match (coding.has_minima, coding.is_super()) {
                (true, true) => L::mul(factor(1), L::same(-1.0)),
                (true, false) => factor(1),
                (false, _) => L::mul(factor(0), L::same(-coding.offset as f32)),
            };
            L::store_float(panel.factors[index].as_mut_ptr().add(row), factor(0));
            L::store_float(panel.minimum_factors[index].as_mut_ptr().add(row), minimum);
            let scales = bytes.as_ptr().add(row);
            for group in 0..groups {
                let scale = L::bytes_to_float(scales.add(group * ROWS));
                let at = panel.scales[index * groups + group].as_mut_ptr();
                L::store_float(at.add(row), scale);
            }
            let minima = if coding.has_minima { groups } else { 0 };
            for pair in 0..groups / 2 {
                let first = scales.add((minima + 2 * pair) * ROWS);
                let pairs = L::pairs(first, first.add(ROWS), !coding.has_minima);
                let at = panel.minima[index * groups / 2 + pair].as_mut_ptr();
                L::store(at.add(2 * row).cast(), pairs);
            }
        }
    }
}

/// Adds the products of the panel with all rows to `sums`.
///
/// # Safety
/// The instructions of `L`; the panel holds `cols`.
#[inline(always)]
unsafe fn multiply<L: Lanes>(
    panel: &Panel,
    coding: Coding,
    rows: &[RoundedRow<'_>],
    cols: Range<usize>,
    sums: &mut [[f32; ROWS]],
) {
    let (rows, _) = rows.as_chunks::<T>();
    let (sums, _) = sums.as_chunks_mut::<T>();
    for (x, sums) in rows.iter().zip(sums) {
        for part in 0..L::PARTS {
            // SAFETY: the caller's promise.
            unsafe {
                match (coding.is_super(), coding.group) {
                    (false, _) => simple::<L>(panel, x, cols.clone(), part, sums),
                    (true, 32) => grouped::<L, 32>(panel, x, cols.clone(), part, sums),
                    (true, _) => grouped::<L, 16>(panel, x, cols.clone(), part, sums),
                }
            }
        }
    }
}

/// # Safety
/// As [`multiply`].
#[inline(always)]
unsafe fn simple<L: Lanes>(
    panel: &Panel,
    x: &[RoundedRow<'_>; T],
    cols: Range<usize>,
    part: usize,
    out: &mut [[f32; ROWS]; T],
) {
    let first_row = part * L::ROWS;
    // SAFETY: the caller's promise.
    unsafe {
        let mut totals = [L::zero_float(); T];
        for t in 0..T {
            totals[t] = L::load_float(out[t].as_ptr().add(first_row));
        }
        for index in 0..cols.len() / RUN {
            let run = cols.start / RUN + index;
            let mut sums = [L::zero(); T];
            for v in 0..8 {
                let w = L::load(panel.codes[index * 8 + v].as_ptr().add(first_row * 4));
                for t in 0..T {
                    sums[t] = L::dot(sums[t], w, x[t].codes.as_ptr().add(run * RUN + v * 4));
                }
            }
            let factor = L::load_float(panel.factors[index].as_ptr().add(first_row));
            let minimum = L::load_float(panel.minimum_factors[index].as_ptr().add(first_row));
            for t in 0..T {
                let x_scale = L::same(*x[t].scales.as_ptr().add(run));
                let x_total = L::same(*x[t].totals.as_ptr().add(run));
                let dot = L::mul(L::to_float(sums[t]), x_scale);
                totals[t] = L::mul_add(dot, factor, totals[t]);
                totals[t] = L::mul_add(x_total, minimum, totals[t]);
            }
        }
        for t in 0..T {
            L::store_float(out[t].as_mut_ptr().add(first_row), totals[t]);
        }
    }
}

/// # Safety
/// As [`multiply`].
#[inline(always)]
unsafe fn grouped<L: Lanes, const GROUP: usize>(
    panel: &Panel,
    x: &[RoundedRow<'_>; T],
    cols: Range<usize>,
    part: usize,
    out: &mut [[f32; ROWS]; T],
) {
    let groups = 256 / GROUP;
    let first_row = part * L::ROWS;
    // SAFETY: the caller's promise.
    unsafe {
        for index in 0..cols.len() / 256 {
            let block = cols.start / 256 + index;
            let mut sums = [L::zero_float(); T];
            for group in 0..groups {
                let mut dots = [L::zero(); T];
                for step in 0..GROUP / 4 {
                    let v = (index * 256 + group * GROUP) / 4 + step;
                    let w = L::load(panel.codes[v].as_ptr().add(first_row * 4));
                    let col = block * 256 + group * GROUP + step * 4;
                    for t in 0..T {
                        dots[t] = L::dot(dots[t], w, x[t].codes.as_ptr().add(col));
                    }
                }
                let scale = panel.scales[index * groups + group].as_ptr();
                let scale = L::load_float(scale.add(first_row));
                for t in 0..T {
                    sums[t] = L::mul_add(L::to_float(dots[t]), scale, sums[t]);
                }
            }
            let mut below = [L::zero(); T];
            for pair in 0..groups / 2 {
                let pairs = panel.minima[index * groups / 2 + pair]
                    .as_ptr()
                    .cast::<u8>();
                let pairs = L::load(pairs.add(first_row * 4));
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
            let factor = L::load_float(panel.factors[index].as_ptr().add(first_row));
            let minimum = L::load_float(panel.minimum_factors[index].as_ptr().add(first_row));
            for t in 0..T {
                let x_scale = L::same(*x[t].scales.as_ptr().add(block));
                let at = out[t].as_mut_ptr().add(first_row);
                let mut total = L::load_float(at);
                total = L::mul_add(L::mul(sums[t], x_scale), factor, total);
                let below = L::mul(L::to_float(below[t]), x_scale);
                total = L::mul_add(below, minimum, total);
                L::store_float(at, total);
            }
        }
    }
}
