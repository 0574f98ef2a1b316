//! What every other level must compute: products of packed weights, in plain Rust.

use half::{bf16, f16};

use super::layout::{Coding, Layout, ROWS};
use super::matrix::{BlockScales, Matrix, code};
use super::quantize::RoundedRow;

/// The product of one tile with one row of numbers, added to `out`.
pub(super) fn float_tile(matrix: &Matrix, tile: usize, x: &[f32], out: &mut [f32; ROWS]) {
    let tile = matrix.tile(tile);
    for (col, x) in x.iter().enumerate() {
        for (row, out) in out.iter_mut().enumerate() {
            let at = col * ROWS + row;
            let weight = match matrix.layout {
                Layout::F32 => {
                    let bytes = &tile[at * 4..][..4];
                    f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
                }
                Layout::F16 => f16::from_le_bytes([tile[at * 2], tile[at * 2 + 1]]).to_f32(),
                _ => bf16::from_le_bytes([tile[at * 2], tile[at * 2 + 1]]).to_f32(),
            };
            *out += weight * x;
        }
    }
}

/// The product of one tile of codes with one rounded row, added to `out`. Sums within a block are exact.
pub(super) fn coded_tile(
    matrix: &Matrix,
    coding: Coding,
    tile: usize,
    x: RoundedRow<'_>,
    out: &mut [f32; ROWS],
) {
    let tile = matrix.tile(tile);
    for (row, out) in out.iter_mut().enumerate() {
        for (block, codes) in x.codes.chunks_exact(coding.block).enumerate() {
            let scales = BlockScales::read(tile, coding, matrix.n_cols(), block, row);
            let mut product = 0;
            let mut below = 0.0;
            for (group, codes) in codes.chunks_exact(coding.group).enumerate() {
                let first = block * coding.block + group * coding.group;
                let mut dot = 0;
                let mut sum = 0;
                for (col, x) in codes.iter().enumerate() {
                    let weight = code(tile, coding.planes, first + col, row);
                    dot += (i32::from(weight) - scales.offset) * i32::from(*x);
                    sum += i32::from(*x);
                }
                product += scales.scales[group] * dot;
                below += scales.minima[group] * sum as f32;
            }
            *out += x.scales[block] * (scales.factor * product as f32 + below);
        }
    }
}
