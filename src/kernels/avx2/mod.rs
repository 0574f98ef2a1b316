//! The products for x86-64 with AVX2, FMA and F16C.
//!
//! Codes are at most 6 bits (those of 8 are two halves of 4), so products of four codes with four rounded inputs
//! (`vpmaddubsw`) can be summed in 16 bits for as many steps as [`codes::Codes::FLUSH`] says, and only then meet
//! their scale (`vpmaddwd`), which brings them to 32 bits for the rest of the block.
//!
//! Functions here without `target_feature` are always inlined into ones that have it.

#![expect(
    clippy::needless_range_loop,
    reason = "one index goes through several arrays of lanes"
)]

mod codes;
mod direct;
mod floats;
mod pack;
mod panel;
mod round;

use std::ops::Range;

use super::input::Input;
use super::layout::{Coding, Layout, Planes};
use super::matrix::Matrix;
use super::product::Output;
use codes::{Bits5, Bits6, Bytes, Crumbs, Crumbs3, Nibbles};
pub(super) use direct::prefetch;
pub(super) use pack::pack_blocks;
pub(super) use round::round_row;

/// With fewer input rows than this, unpacking a tile first does not pay.
const PANEL_ROWS: usize = 12;

/// Multiplies the tiles of a matrix with every row of the input.
///
/// # Safety
/// The processor has AVX2, FMA and F16C.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn run_tiles(
    matrix: &Matrix,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match matrix.layout {
            Layout::F32 => floats::run::<floats::F32>(matrix, tiles, input, out),
            Layout::F16 => floats::run::<floats::F16>(matrix, tiles, input, out),
            Layout::Bf16 => floats::run::<floats::Bf16>(matrix, tiles, input, out),
            Layout::Coded(coding) if input.n_rows >= PANEL_ROWS => {
                panel::run(matrix, coding, tiles, input, out);
            }
            Layout::Coded(coding) => run_direct(matrix, coding, tiles, input, out),
        }
    }
}

/// # Safety
/// The processor has AVX2, FMA and F16C.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn run_direct(
    matrix: &Matrix,
    coding: Coding,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match (coding.planes, coding.is_super(), coding.has_minima) {
            (Planes::Nibbles, false, false) => {
                direct::simple::<Nibbles, 8>(matrix, tiles, input, out);
            }
            (Planes::Nibbles, false, true) => {
                direct::simple::<Nibbles, 0>(matrix, tiles, input, out);
            }
            (Planes::NibblesBits, false, false) => {
                direct::simple::<Bits5, 16>(matrix, tiles, input, out);
            }
            (Planes::NibblesBits, false, true) => {
                direct::simple::<Bits5, 0>(matrix, tiles, input, out);
            }
            (Planes::Bytes, ..) => direct::simple::<Bytes, 128>(matrix, tiles, input, out),
            (Planes::Crumbs, ..) => direct::grouped::<Crumbs, 16, 0>(matrix, tiles, input, out),
            (Planes::CrumbsBits, ..) => {
                direct::grouped::<Crumbs3, 16, 2>(matrix, tiles, input, out);
            }
            (Planes::Nibbles, true, _) => {
                direct::grouped::<Nibbles, 32, 0>(matrix, tiles, input, out);
            }
            (Planes::NibblesBits, true, _) => {
                direct::grouped::<Bits5, 32, 0>(matrix, tiles, input, out);
            }
            (Planes::NibblesCrumbs, ..) => {
                direct::grouped::<Bits6, 16, 5>(matrix, tiles, input, out);
            }
        }
    }
}
