//! A matrix of weights, packed.

use std::sync::atomic::{AtomicUsize, Ordering};

use half::{bf16, f16};

use super::layout::{Coding, Layout, Planes, ROWS, RUN, VECTOR};
use super::pack::pack_tile;
use super::{Arena, Pool, Region, TensorType};

/// Weights of one linear map: `n_rows` outputs, `n_cols` inputs. Never changes.
pub struct Matrix {
    pub(super) region: Region,
    pub(super) layout: Layout,
    n_rows: usize,
    n_cols: usize,
}

/// Why weights could not be packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackError {
    /// The shape is empty, the columns are not whole blocks, or the bytes are too few or too many.
    Shape,
    /// The arena has no room left.
    Room,
    /// A scale in this row is infinite or no number.
    NotFinite { row: usize },
}

impl Matrix {
    /// The room a matrix takes in an [`Arena`]; `None` when its columns are not whole blocks or no computer could hold it.
    pub fn packed_bytes(tensor_type: TensorType, n_rows: usize, n_cols: usize) -> Option<usize> {
        let (block, _) = tensor_type.block();
        let block = usize::try_from(block).ok()?;
        if n_rows == 0 || n_cols == 0 || !n_cols.is_multiple_of(block) || n_cols > 1 << 32 {
            return None;
        }
        let tile = Layout::of(tensor_type).tile_bytes(n_cols);
        tile.checked_mul(n_rows.div_ceil(ROWS))
    }

    /// Packs `bytes`, rows as a GGUF file stores them, into the arena's next region.
    ///
    /// # Errors
    /// As [`PackError`] says; the region is lost then.
    pub fn pack(
        pool: &Pool,
        arena: &mut Arena,
        tensor_type: TensorType,
        n_rows: usize,
        n_cols: usize,
        bytes: &[u8],
    ) -> Result<Self, PackError> {
        let room = Self::packed_bytes(tensor_type, n_rows, n_cols).ok_or(PackError::Shape)?;
        if bytes.len() != tensor_type.row_bytes(n_cols) * n_rows {
            return Err(PackError::Shape);
        }
        let mut region = arena.claim(room).ok_or(PackError::Room)?;
        let layout = Layout::of(tensor_type);
        let tile_bytes = layout.tile_bytes(n_cols);
        let n_tiles = n_rows.div_ceil(ROWS);
        let per_task = n_tiles.div_ceil(pool.n_threads() * 4);
        let worst_row = AtomicUsize::new(usize::MAX);
        pool.for_chunks(region.bytes_mut(), per_task * tile_bytes, &|task, tiles| {
            for (index, tile) in tiles.chunks_exact_mut(tile_bytes).enumerate() {
                let first = (task * per_task + index) * ROWS;
                let rows = first..n_rows.min(first + ROWS);
                if let Err(row) = pack_tile(tensor_type, n_cols, bytes, rows, tile) {
                    worst_row.fetch_min(row, Ordering::Relaxed);
                }
            }
        });
        match worst_row.into_inner() {
            usize::MAX => Ok(Self {
                region,
                layout,
                n_rows,
                n_cols,
            }),
            row => Err(PackError::NotFinite { row }),
        }
    }

    pub const fn n_rows(&self) -> usize {
        self.n_rows
    }

    pub const fn n_cols(&self) -> usize {
        self.n_cols
    }

    pub(super) const fn n_tiles(&self) -> usize {
        self.n_rows.div_ceil(ROWS)
    }

    pub(super) fn tile(&self, index: usize) -> &[u8] {
        let bytes = self.layout.tile_bytes(self.n_cols);
        &self.region[index * bytes..][..bytes]
    }

    /// The weights of one row: `n_cols` numbers.
    ///
    /// # Panics
    /// When there is no such row, or `out` has another length.
    pub fn row(&self, row: usize, out: &mut [f32]) {
        assert!(
            row < self.n_rows && out.len() == self.n_cols,
            "a row of the matrix"
        );
        let tile = self.tile(row / ROWS);
        let row = row % ROWS;
        let two = |col: usize| {
            let at = (col * ROWS + row) * 2;
            [tile[at], tile[at + 1]]
        };
        match self.layout {
            Layout::F32 => {
                for (col, out) in out.iter_mut().enumerate() {
                    let at = (col * ROWS + row) * 4;
                    *out = f32::from_le_bytes([tile[at], tile[at + 1], tile[at + 2], tile[at + 3]]);
                }
            }
            Layout::F16 => {
                for (col, out) in out.iter_mut().enumerate() {
                    *out = f16::from_le_bytes(two(col)).to_f32();
                }
            }
            Layout::Bf16 => {
                for (col, out) in out.iter_mut().enumerate() {
                    *out = bf16::from_le_bytes(two(col)).to_f32();
                }
            }
            Layout::Coded(coding) => decode_row(tile, coding, row, out),
        }
    }
}

fn decode_row(tile: &[u8], coding: Coding, row: usize, out: &mut [f32]) {
    let n_cols = out.len();
    for (block, out) in out.chunks_exact_mut(coding.block).enumerate() {
        let scales = BlockScales::read(tile, coding, n_cols, block, row);
        for (col, out) in out.iter_mut().enumerate() {
            let code = code(tile, coding.planes, block * coding.block + col, row);
            *out = scales.weight(code, col / coding.group);
        }
    }
}

/// The code of one weight.
pub(super) fn code(tile: &[u8], planes: Planes, col: usize, row: usize) -> u8 {
    let run = &tile[col / RUN * planes.run_bytes()..];
    let col = col % RUN;
    let at = row * 4 + col % 4;
    let nibble = |from: usize| run[from + col / 4 % 4 * VECTOR + at] >> (col / 16 * 4) & 0xf;
    let crumb = |from: usize| run[from + col / 16 * VECTOR + at] >> (col / 4 % 4 * 2) & 3;
    let bit = |from: usize| run[from + at] >> (col / 4) & 1;
    match planes {
        Planes::Crumbs => crumb(0),
        Planes::CrumbsBits => crumb(0) | bit(2 * VECTOR) << 2,
        Planes::Nibbles => nibble(0),
        Planes::NibblesBits => nibble(0) | bit(4 * VECTOR) << 4,
        Planes::NibblesCrumbs => nibble(0) | crumb(4 * VECTOR) << 4,
        Planes::Bytes => run[col / 4 * VECTOR + at],
    }
}

/// What turns the codes of one block of one row into weights.
pub(super) struct BlockScales {
    pub(super) factor: f32,
    /// One per group; all 1 in a block without groups.
    pub(super) scales: [i32; 16],
    pub(super) offset: i32,
    /// Added to the weight, already multiplied out; one per group.
    pub(super) minima: [f32; 16],
}

impl BlockScales {
    pub(super) fn read(
        tile: &[u8],
        coding: Coding,
        n_cols: usize,
        block: usize,
        row: usize,
    ) -> Self {
        let at = coding.code_bytes(n_cols) + block * coding.scale_bytes();
        let bytes = &tile[at..][..coding.scale_bytes()];
        let half = |from: usize| {
            let at = from + row * 2;
            f16::from_le_bytes([bytes[at], bytes[at + 1]]).to_f32()
        };
        let factors = coding.factors_at();
        let factor = half(factors);
        let minimum = if coding.has_minima {
            half(factors + 2 * ROWS)
        } else {
            0.0
        };
        let mut scales = [1; 16];
        let mut minima = [minimum; 16];
        if coding.is_super() {
            for group in 0..coding.groups() {
                scales[group] = i32::from(bytes[group * ROWS + row].cast_signed());
                if coding.has_minima {
                    let code = bytes[(coding.groups() + group) * ROWS + row];
                    minima[group] = -minimum * f32::from(code);
                }
            }
        }
        Self {
            factor,
            scales,
            offset: coding.offset,
            minima,
        }
    }

    fn weight(&self, code: u8, group: usize) -> f32 {
        let scaled = self.scales[group] * (i32::from(code) - self.offset);
        self.factor * scaled as f32 + self.minima[group]
    }
}
