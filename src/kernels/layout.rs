//! How packed weights lie in memory.
//!
//! Sixteen rows (outputs) make a *tile*, stored whole before the next. Along its columns a tile of a quantized
//! type is cut into *runs* of 32, and the weights' *codes* (unsigned, 2 to 8 bits) into planes of 64-byte
//! vectors. Four neighbouring columns of one row are four neighbouring bytes, so that one vector holds 4
//! columns of all 16 rows, as 8-bit dot products want them:
//!
//! | plane | vectors a run | byte `4·row + c mod 4` of vector `v` holds |
//! |---|---|---|
//! | nibbles | 4 | 4 bits of column `4v + c mod 4` low, of that 16 further right high |
//! | crumbs | 2 | 2 bits each of columns `16v + 4j + c mod 4`, `j` = 0 to 3 from the low end |
//! | bits | 1 | 1 bit each of columns `4j + c mod 4`, `j` = 0 to 7 from the low end |
//! | bytes | 8 | all 8 bits of column `4v + c mod 4` |
//!
//! Behind the codes of a whole tile follow the scales of its blocks, per block: a scale and, where the type has
//! one, a minimum per group and row (8 bits each, super-blocks only), then the block's f16 factor per row and,
//! where there are minima, theirs. A weight is
//! `factor · scale · (code − offset) − factor of minima · minimum`, or `factor · (code − offset) + minimum`
//! where a block has no groups. Rows past the last are zeros. Tiles of F32, F16 and BF16 hold 16 numbers per
//! column, and columns in order.

use super::TensorType;

/// Rows of a tile.
pub(super) const ROWS: usize = 16;
/// Columns of a run.
pub(super) const RUN: usize = 32;
/// Bytes of four columns of a tile's codes, one each.
pub(super) const VECTOR: usize = 64;

/// Which planes hold a code's bits, from the low end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Planes {
    Crumbs,
    CrumbsBits,
    Nibbles,
    NibblesBits,
    NibblesCrumbs,
    Bytes,
}

impl Planes {
    pub(super) const fn run_bytes(self) -> usize {
        VECTOR
            * match self {
                Self::Crumbs => 2,
                Self::CrumbsBits => 3,
                Self::Nibbles => 4,
                Self::NibblesBits => 5,
                Self::NibblesCrumbs => 6,
                Self::Bytes => 8,
            }
    }
}

/// How a quantized type's codes become weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coding {
    pub(super) planes: Planes,
    /// Columns that share a factor: 32, or 256 in a super-block.
    pub(super) block: usize,
    /// Columns that share a scale; as `block` where there are no scales.
    pub(super) group: usize,
    pub(super) offset: i32,
    pub(super) has_minima: bool,
}

/// A tensor type, as packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    F32,
    F16,
    Bf16,
    Coded(Coding),
}

impl Coding {
    const fn simple(planes: Planes, offset: i32) -> Layout {
        Layout::Coded(Self {
            planes,
            block: 32,
            group: 32,
            offset,
            has_minima: offset == 0,
        })
    }

    const fn super_block(planes: Planes, group: usize, offset: i32) -> Layout {
        Layout::Coded(Self {
            planes,
            block: 256,
            group,
            offset,
            has_minima: offset == 0,
        })
    }

    pub(super) const fn groups(self) -> usize {
        self.block / self.group
    }

    pub(super) const fn is_super(self) -> bool {
        self.block > RUN
    }

    /// Bytes of one block's scales, minima and factors.
    pub(super) const fn scale_bytes(self) -> usize {
        let factor = 2 * ROWS;
        let scales = if self.is_super() {
            self.groups() * ROWS
        } else {
            0
        };
        (factor + scales) * if self.has_minima { 2 } else { 1 }
    }

    /// Where the block's factors begin behind the start of its scales.
    pub(super) const fn factors_at(self) -> usize {
        self.scale_bytes() - 2 * ROWS * if self.has_minima { 2 } else { 1 }
    }

    pub(super) const fn code_bytes(self, n_cols: usize) -> usize {
        n_cols / RUN * self.planes.run_bytes()
    }
}

impl Layout {
    pub(super) const fn of(tensor_type: TensorType) -> Self {
        match tensor_type {
            TensorType::F32 => Self::F32,
            TensorType::F16 => Self::F16,
            TensorType::Bf16 => Self::Bf16,
            TensorType::Q4_0 => Coding::simple(Planes::Nibbles, 8),
            TensorType::Q4_1 => Coding::simple(Planes::Nibbles, 0),
            TensorType::Q5_0 => Coding::simple(Planes::NibblesBits, 16),
            TensorType::Q5_1 => Coding::simple(Planes::NibblesBits, 0),
            TensorType::Q8_0 => Coding::simple(Planes::Bytes, 128),
            TensorType::Q2K => Coding::super_block(Planes::Crumbs, 16, 0),
            TensorType::Q3K => Coding::super_block(Planes::CrumbsBits, 16, 4),
            TensorType::Q4K => Coding::super_block(Planes::Nibbles, 32, 0),
            TensorType::Q5K => Coding::super_block(Planes::NibblesBits, 32, 0),
            TensorType::Q6K => Coding::super_block(Planes::NibblesCrumbs, 16, 32),
        }
    }

    /// Bytes of one tile; a multiple of 64. `n_cols` is a multiple of the type's block.
    pub(super) const fn tile_bytes(self, n_cols: usize) -> usize {
        let bytes = match self {
            Self::F32 => n_cols * ROWS * 4,
            Self::F16 | Self::Bf16 => n_cols * ROWS * 2,
            Self::Coded(coding) => {
                coding.code_bytes(n_cols) + n_cols / coding.block * coding.scale_bytes()
            }
        };
        bytes.next_multiple_of(VECTOR)
    }
}
