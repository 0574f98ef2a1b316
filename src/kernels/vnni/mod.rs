//! The products for x86-64 with 8-bit dot products (`vpdpbusd`): AVX-512 VNNI on whole tiles, AVX-VNNI on halves of
//! them.
//!
//! Both run the same code over [`Lanes`]. Functions here without `target_feature` are always inlined into the two
//! entries that have it.

#![expect(
    clippy::needless_range_loop,
    reason = "one index goes through several arrays of lanes"
)]

mod direct;
pub(super) mod lanes;
mod panel;

use std::ops::Range;

use super::input::Input;
use super::layout::{Coding, Layout, Planes};
use super::matrix::Matrix;
use super::product::Output;
use direct::{Grouped, Simple};
use lanes::{Eight, Lanes, Sixteen};

/// With fewer input rows than this, unpacking a tile first does not pay.
const PANEL_ROWS: usize = 12;

/// Multiplies the tiles of a matrix of codes with every row of the input.
///
/// # Safety
/// The processor has AVX-512 F, BW, VL and VNNI, AVX2, FMA and F16C.
#[target_feature(enable = "avx2,fma,f16c,avx512f,avx512bw,avx512vl,avx512vnni")]
pub(super) unsafe fn run_tiles_512(
    matrix: &Matrix,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    // SAFETY: the caller's promise.
    unsafe { run_tiles::<Sixteen>(matrix, tiles, input, out) }
}

/// As [`run_tiles_512`], eight rows at a time.
///
/// # Safety
/// The processor has AVX-VNNI, AVX2, FMA and F16C.
#[target_feature(enable = "avx2,fma,f16c,avxvnni")]
pub(super) unsafe fn run_tiles_256(
    matrix: &Matrix,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    // SAFETY: the caller's promise.
    unsafe { run_tiles::<Eight>(matrix, tiles, input, out) }
}

/// # Safety
/// The processor has the instructions of `L`.
#[inline(always)]
unsafe fn run_tiles<L: Lanes>(
    matrix: &Matrix,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    let Layout::Coded(coding) = matrix.layout else {
        return;
    };
    // SAFETY: the caller's promise; the shapes are the matrix's own.
    unsafe {
        if input.n_rows >= PANEL_ROWS {
            panel::run::<L>(matrix, coding, tiles, input, out);
        } else {
            run_direct::<L>(matrix, coding, tiles, input, out);
        }
    }
}

/// # Safety
/// The processor has the instructions of `L`.
#[inline(always)]
unsafe fn run_direct<L: Lanes>(
    matrix: &Matrix,
    coding: Coding,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    use lanes::planes::{Bits5, Bits6, Bytes, Crumbs, Crumbs3, Nibbles};
    let rounded = input.rounded(coding);
    // SAFETY: the caller's promise; each arm's planes and groups are those of the types that have them.
    unsafe {
        for tile in tiles {
            let x = direct::Rows { rounded, tile, out };
            match (coding.planes, coding.is_super()) {
                (Planes::Nibbles, false) => direct::tile::<L, Simple<Nibbles>>(matrix, coding, x),
                (Planes::NibblesBits, false) => direct::tile::<L, Simple<Bits5>>(matrix, coding, x),
                (Planes::Bytes, _) => direct::tile::<L, Simple<Bytes>>(matrix, coding, x),
                (Planes::Crumbs, _) => direct::tile::<L, Grouped<Crumbs, 16>>(matrix, coding, x),
                (Planes::CrumbsBits, _) => {
                    direct::tile::<L, Grouped<Crumbs3, 16>>(matrix, coding, x);
                }
                (Planes::Nibbles, true) => {
                    direct::tile::<L, Grouped<Nibbles, 32>>(matrix, coding, x);
                }
                (Planes::NibblesBits, true) => {
                    direct::tile::<L, Grouped<Bits5, 32>>(matrix, coding, x);
                }
                (Planes::NibblesCrumbs, _) => {
                    direct::tile::<L, Grouped<Bits6, 16>>(matrix, coding, x);
                }
            }
        }
    }
}
