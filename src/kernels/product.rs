//! What is multiplied, and where it goes.

use super::layout::ROWS;
use super::matrix::Matrix;
use super::pool::SharedMut;

/// A matrix, and what is added to its product with each row of an input: a number for each of its rows.
#[derive(Clone, Copy)]
pub struct Map<'a> {
    pub matrix: &'a Matrix,
    pub bias: Option<&'a [f32]>,
}

/// A second map of the same input, with as many rows, and what it does to the first: `act` is given numbers of the
/// first, which it overwrites, and the same numbers of the second.
#[derive(Clone, Copy)]
pub struct Gated<'a> {
    pub by: Map<'a>,
    pub act: fn(&mut [f32], &[f32]),
}

/// A map of some rows, and where they go.
pub struct Product<'a> {
    /// Rows as long as those of the matrix. Neighbouring products of one slice share the work of rounding it.
    pub x: &'a [f32],
    pub map: Map<'a>,
    pub gated: Option<Gated<'a>>,
    /// As many numbers as the matrix has rows for each row of `x`, one after the other; overwritten.
    pub out: &'a mut [f32],
}

impl<'a> Product<'a> {
    pub(super) fn maps(&self) -> impl Iterator<Item = Map<'a>> + use<'a> {
        [Some(self.map), self.gated.map(|gated| gated.by)]
            .into_iter()
            .flatten()
    }

    /// # Panics
    /// When a length does not fit.
    pub(super) fn check(&self) {
        let (n_out, n_cols) = (self.map.matrix.n_rows(), self.map.matrix.n_cols());
        let n_rows = self.x.len() / n_cols;
        assert_eq!(self.x.len(), n_rows * n_cols, "whole rows");
        assert_eq!(self.out.len(), n_rows * n_out, "room for the product");
        for map in self.maps() {
            assert_eq!(map.matrix.n_cols(), n_cols, "one input for both");
            assert_eq!(map.matrix.n_rows(), n_out, "one output for both");
            assert!(
                map.bias.is_none_or(|bias| bias.len() == n_out),
                "a bias for each row"
            );
        }
    }
}

/// Where one product goes, written to tile by tile.
pub(super) struct Output<'a> {
    pub(super) out: &'a SharedMut<'a, f32>,
    /// Whose numbers are the first of a row.
    pub(super) first_tile: usize,
    /// Of the matrix, from the first tile on.
    pub(super) n_rows: usize,
    pub(super) bias: Option<&'a [f32]>,
}

impl Output<'_> {
    /// Writes one tile's numbers for one row of the input, without those past the last row of the matrix.
    #[inline(always)]
    pub(super) fn put(&self, input_row: usize, tile: usize, values: &[f32; ROWS]) {
        let first = (tile - self.first_tile) * ROWS;
        let n = ROWS.min(self.n_rows - first);
        let mut values = *values;
        if let Some(bias) = self.bias {
            for (value, bias) in values.iter_mut().zip(&bias[first..first + n]) {
                *value += bias;
            }
        }
        // SAFETY: a tile is one task's, and its numbers for one row of the input overlap no other's.
        let out = unsafe { self.out.slice(input_row * self.n_rows + first, n) };
        match <&mut [f32; ROWS]>::try_from(&mut *out) {
            // A copy of a length that is known needs no call.
            Ok(out) => *out = values,
            Err(_) => out.copy_from_slice(&values[..n]),
        }
    }
}
