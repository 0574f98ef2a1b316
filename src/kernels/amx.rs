//! Products with many input rows on processors with AMX: weights become bf16 once per panel, and tiles of 16 × 32
//! meet tiles of 32 × 16.
//!
//! bf16 needs no scales in the middle of a sum, and rounds inputs to 8 bits of mantissa, each on its own scale.

mod input;
mod panel;
mod tiles;

use std::ops::Range;

use super::input::Input;
use super::layout::{Coding, ROWS};
use super::matrix::Matrix;
use super::product::Output;
pub(super) use input::BrainRows;
use panel::{COLS, Panel};
pub(super) use tiles::is_permitted;

/// With fewer input rows than this, unpacking weights to bf16 does not pay.
pub(super) const LEAST_ROWS: usize = 32;

/// Multiplies the tiles of a matrix of codes with every row of the input.
///
/// # Safety
/// The processor has AVX-512 F, BW and VL, AMX with bf16, and the system lets this process use it.
#[target_feature(enable = "avx2,fma,f16c,avx512f,avx512bw,avx512vl")]
pub(super) unsafe fn run_tiles(
    matrix: &Matrix,
    coding: Coding,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    let rows = input.brain;
    let mut panel = Panel::new();
    let mut sums = vec![[[0.0_f32; 2 * ROWS]; 2 * ROWS]; rows.n_blocks()];
    let configured = tiles::Configured::new();
    for first in tiles.clone().step_by(2) {
        let pair = first..tiles.end.min(first + 2);
        for start in (0..input.n_cols).step_by(COLS) {
            let cols = start..input.n_cols.min(start + COLS);
            // SAFETY: the caller's promise.
            unsafe { panel.unpack(matrix, coding, pair.clone(), cols.clone()) };
            for (block, sums) in sums.iter_mut().enumerate() {
                let x = rows.block(block, cols.clone());
                let [left, right] = panel.halves(cols.len());
                // SAFETY: the caller's promise.
                unsafe { configured.multiply(x, left, right, sums, start > 0) };
            }
        }
        for row in 0..input.n_rows {
            let (halves, _) = sums[row / (2 * ROWS)][row % (2 * ROWS)].as_chunks::<ROWS>();
            for (tile, values) in pair.clone().zip(halves) {
                out.put(row, tile, values);
            }
        }
    }
}
