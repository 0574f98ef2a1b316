//! Inputs as bf16, in the order in which tiles are loaded.

use std::ops::Range;

use super::super::Pool;
use super::super::layout::ROWS;
use super::super::pool::SharedMut;

/// Columns of a tile.
pub(super) const STEP: usize = 32;
/// Input rows of a block: two tiles.
const BLOCK: usize = 2 * ROWS;

/// Rows of an input in blocks of 32 (the last filled up with zeros): block by block, 32 columns by 32, row by row.
#[derive(Default)]
pub(in crate::kernels) struct BrainRows {
    n_cols: usize,
    numbers: Vec<u16>,
}

impl BrainRows {
    /// Rounds the rows of `x`, `n_cols` numbers each, a multiple of 32; to the nearest, ties to even.
    pub(in crate::kernels) fn set(&mut self, pool: &Pool, x: &[f32], n_cols: usize) {
        let n_rows = x.len() / n_cols;
        self.n_cols = n_cols;
        self.numbers
            .resize(n_rows.next_multiple_of(BLOCK) * n_cols, 0);
        let numbers = SharedMut::new(&mut self.numbers);
        pool.run(n_rows.div_ceil(BLOCK), &|block| {
            // SAFETY: each block is one task's.
            let out = unsafe { numbers.slice(block * BLOCK * n_cols, BLOCK * n_cols) };
            let x = &x[block * BLOCK * n_cols..n_rows.min((block + 1) * BLOCK) * n_cols];
            for row in 0..BLOCK {
                let x = x.get(row * n_cols..(row + 1) * n_cols);
                for step in 0..n_cols / STEP {
                    let out = &mut out[(step * BLOCK + row) * STEP..][..STEP];
                    match x {
                        Some(x) => round(&x[step * STEP..][..STEP], out),
                        None => out.fill(0),
                    }
                }
            }
        });
    }

    pub(super) fn n_blocks(&self) -> usize {
        self.numbers.len() / (BLOCK * self.n_cols.max(1))
    }

    /// Some columns, whole steps, of one block.
    pub(super) fn block(&self, index: usize, cols: Range<usize>) -> &[u16] {
        let start = index * BLOCK * self.n_cols;
        &self.numbers[start + cols.start * BLOCK..start + cols.end * BLOCK]
    }
}

/// Plain arithmetic, which the compiler turns into vectors.
fn round(x: &[f32], out: &mut [u16]) {
    for (x, out) in x.iter().zip(out) {
        let bits = x.to_bits();
        let rounded = bits.wrapping_add(0x7fff + (bits >> 16 & 1)) >> 16;
        // Rounding could make an infinity of a number that is none.
        let kept = if x.is_nan() {
            bits >> 16 | 0x40
        } else {
            rounded
        };
        *out = kept as u16;
    }
}
