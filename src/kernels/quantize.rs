//! Inputs rounded to 8 bits, as products with quantized weights want them.

use super::Pool;
use super::level::Level;
use super::pool::SharedMut;

/// Rows of an input, cut into blocks of columns with a scale each.
#[derive(Default)]
pub(super) struct Rounded {
    /// Columns that share a scale: 32 or 256.
    block: usize,
    n_cols: usize,
    codes: Vec<i8>,
    /// One per block: a number is about its code times this.
    scales: Vec<f32>,
    /// Of the codes, one per 16 columns.
    sums16: Vec<i16>,
    /// Of the codes, one per 32 columns.
    sums32: Vec<i16>,
    /// Of the numbers as rounded, one per block.
    totals: Vec<f32>,
}

/// One row of [`Rounded`].
#[derive(Clone, Copy)]
pub(super) struct RoundedRow<'a> {
    pub(super) codes: &'a [i8],
    pub(super) scales: &'a [f32],
    pub(super) sums16: &'a [i16],
    pub(super) sums32: &'a [i16],
    pub(super) totals: &'a [f32],
}

impl Rounded {
    /// Rounds the rows of `x`, `n_cols` numbers each. `n_cols` is a multiple of `block`, and that of 32.
    pub(super) fn set(
        &mut self,
        level: Level,
        pool: &Pool,
        x: &[f32],
        n_cols: usize,
        block: usize,
    ) {
        let n_rows = x.len() / n_cols;
        self.block = block;
        self.n_cols = n_cols;
        self.codes.resize(x.len(), 0);
        self.scales.resize(x.len() / block, 0.0);
        self.totals.resize(x.len() / block, 0.0);
        self.sums16.resize(x.len() / 16, 0);
        self.sums32.resize(x.len() / 32, 0);
        let codes = SharedMut::new(&mut self.codes);
        let scales = SharedMut::new(&mut self.scales);
        let totals = SharedMut::new(&mut self.totals);
        let sums16 = SharedMut::new(&mut self.sums16);
        let sums32 = SharedMut::new(&mut self.sums32);
        let task = |row: usize| {
            let part = |columns: usize| (row * n_cols / columns, n_cols / columns);
            // SAFETY: every row is one task's, and rows do not overlap.
            let out = unsafe {
                RowMut {
                    codes: codes.slice(part(1).0, part(1).1),
                    scales: scales.slice(part(block).0, part(block).1),
                    totals: totals.slice(part(block).0, part(block).1),
                    sums16: sums16.slice(part(16).0, part(16).1),
                    sums32: sums32.slice(part(32).0, part(32).1),
                }
            };
            round_row(level, &x[row * n_cols..][..n_cols], block, out);
        };
        if n_rows < 4 {
            // Waking the others takes longer than the work.
            (0..n_rows).for_each(task);
        } else {
            pool.run(n_rows, &task);
        }
    }

    pub(super) fn n_rows(&self) -> usize {
        self.codes.len() / self.n_cols.max(1)
    }

    pub(super) fn row(&self, row: usize) -> RoundedRow<'_> {
        let part = |columns: usize| {
            let n = self.n_cols / columns;
            row * n..(row + 1) * n
        };
        RoundedRow {
            codes: &self.codes[part(1)],
            scales: &self.scales[part(self.block)],
            totals: &self.totals[part(self.block)],
            sums16: &self.sums16[part(16)],
            sums32: &self.sums32[part(32)],
        }
    }

    /// All rows; the last once more, and again, until their number is a multiple of `of`. Nobody reads what comes of those.
    pub(super) fn rows(&self, of: usize) -> Vec<RoundedRow<'_>> {
        let n_rows = self.n_rows();
        let row = |row: usize| self.row(row.min(n_rows - 1));
        (0..n_rows.next_multiple_of(of)).map(row).collect()
    }
}

pub(super) struct RowMut<'a> {
    pub(super) codes: &'a mut [i8],
    pub(super) scales: &'a mut [f32],
    pub(super) totals: &'a mut [f32],
    pub(super) sums16: &'a mut [i16],
    pub(super) sums32: &'a mut [i16],
}

fn round_row(level: Level, x: &[f32], block: usize, out: RowMut<'_>) {
    match level {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level is active only where the processor has its instructions.
        level if level.has_avx2() => unsafe { super::avx2::round_row(x, block, out) },
        _ => round_row_scalar(x, block, out),
    }
}

/// What the largest number of a block is multiplied by to become 127; 0 where that is too small to have an inverse.
pub(super) fn inverse_scale(largest: f32) -> f32 {
    let inverse = 127.0 / largest;
    if inverse.is_finite() { inverse } else { 0.0 }
}

/// Codes run from −127 to 127, ties to even. What is no number becomes 0; a block with an infinity has the scale
/// infinity, which reaches the product.
pub(super) fn round_row_scalar(x: &[f32], block: usize, out: RowMut<'_>) {
    for (index, x) in x.chunks_exact(block).enumerate() {
        let largest = x.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        let scale = largest / 127.0;
        let inverse = inverse_scale(largest);
        let codes = &mut out.codes[index * block..][..block];
        for (code, value) in codes.iter_mut().zip(x) {
            *code = (value * inverse).round_ties_even() as i8;
        }
        let mut total = 0;
        for (half, codes) in codes.chunks_exact(16).enumerate() {
            let sum: i16 = codes.iter().map(|code| i16::from(*code)).sum();
            let at = index * block / 16 + half;
            out.sums16[at] = sum;
            if half % 2 == 1 {
                out.sums32[at / 2] = sum + out.sums16[at - 1];
            }
            total += i32::from(sum);
        }
        out.scales[index] = scale;
        out.totals[index] = scale * total as f32;
    }
}
