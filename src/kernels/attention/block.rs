//! Where keys and values lie.

use half::f16;

use super::super::vector::{f16_to_f32, f32_to_f16};
use super::super::{Arena, Region};

/// Tokens in a block.
pub const BLOCK_TOKENS: usize = 256;

/// Numbers that share a scale in [`CacheType::Q8`]. The last group of a head may be shorter.
pub(super) const GROUP: usize = 32;

/// How keys and values are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CacheType {
    #[default]
    F16,
    /// Bytes from −127 to 127 in groups of 32, each with its scale in f16: 53 % of F16's size.
    Q8,
}

/// What a block holds for each of its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockShape {
    pub n_layers: usize,
    pub n_kv_heads: usize,
    pub head_dim: usize,
    pub cache_type: CacheType,
}

/// Memory for the keys and values of 256 tokens in every layer.
pub struct Block {
    shape: BlockShape,
    bytes: Region,
}

/// The keys and values of one layer, for [`super::attention`].
#[derive(Clone, Copy)]
pub struct LayerView<'a> {
    blocks: &'a [Block],
    layer: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Keys,
    Values,
}

/// One head's keys, or values, of a block: rows of `head_dim`, one for each token.
#[derive(Clone, Copy)]
pub(super) enum Rows<'a> {
    F16(&'a [f16]),
    Q8 {
        quants: &'a [i8],
        /// As many for each row as there are groups in a head.
        scales: &'a [f16],
    },
}

impl BlockShape {
    /// Bytes of one block; `None` when there are more than can be counted.
    pub fn block_bytes(&self) -> Option<usize> {
        let n_parts = self.n_layers.checked_mul(self.n_kv_heads)?.checked_mul(2)?;
        self.row_bytes()?
            .checked_mul(BLOCK_TOKENS)?
            .checked_mul(n_parts)
    }

    /// Bytes of one token's keys, or values, in one head.
    fn row_bytes(&self) -> Option<usize> {
        match self.cache_type {
            CacheType::F16 => self.head_dim.checked_mul(2),
            CacheType::Q8 => self.head_dim.checked_add(self.n_groups().checked_mul(2)?),
        }
    }

    const fn n_groups(&self) -> usize {
        self.head_dim.div_ceil(GROUP)
    }

    /// Bytes of one head's part; a multiple of 64, as a block has 256 rows.
    const fn part_bytes(&self) -> usize {
        BLOCK_TOKENS
            * match self.cache_type {
                CacheType::F16 => 2 * self.head_dim,
                CacheType::Q8 => self.head_dim + 2 * self.n_groups(),
            }
    }

    fn part_start(&self, layer: usize, head: usize, part: Part) -> usize {
        assert!(layer < self.n_layers && head < self.n_kv_heads);
        ((layer * self.n_kv_heads + head) * 2 + part as usize) * self.part_bytes()
    }
}

impl Block {
    /// # Errors
    /// The system's, when it has no such room.
    pub fn new(shape: BlockShape) -> std::io::Result<Self> {
        let none = || std::io::Error::from(std::io::ErrorKind::OutOfMemory);
        let len = shape.block_bytes().ok_or_else(none)?;
        let bytes = Arena::new(len)?.claim(len).ok_or_else(none)?;
        Ok(Self { shape, bytes })
    }

    /// Stores the `head_dim` numbers of one head, for the token in `slot` (0 to 255).
    pub fn write(&mut self, layer: usize, head: usize, part: Part, slot: usize, row: &[f32]) {
        assert!(slot < BLOCK_TOKENS && row.len() == self.shape.head_dim);
        let BlockShape {
            head_dim,
            cache_type,
            ..
        } = self.shape;
        let n_groups = self.shape.n_groups();
        let bytes = self.part_mut(layer, head, part);
        match cache_type {
            CacheType::F16 => {
                f32_to_f16(row, &mut as_f16_mut(bytes)[slot * head_dim..][..head_dim]);
            }
            CacheType::Q8 => {
                let (quants, scales) = bytes.split_at_mut(BLOCK_TOKENS * head_dim);
                let quants = &mut quants[slot * head_dim..][..head_dim];
                let scales = &mut as_f16_mut(scales)[slot * n_groups..][..n_groups];
                quantize(row, quants, scales);
            }
        }
    }

    /// The bytes of the first `n_tokens` rows of one head, in one or two pieces, for saving.
    pub fn stored(&self, layer: usize, head: usize, part: Part, n_tokens: usize) -> [&[u8]; 2] {
        let start = self.shape.part_start(layer, head, part);
        let bytes = &self.bytes[start..][..self.shape.part_bytes()];
        let [first, second] = self.shape.piece_bytes(n_tokens);
        let (quants, scales) = bytes.split_at(self.shape.first_piece());
        [&quants[..first], &scales[..second]]
    }

    /// As [`Self::stored`], to be written to when restoring. Any bytes are valid, though not any make sense.
    pub fn stored_mut(
        &mut self,
        layer: usize,
        head: usize,
        part: Part,
        n_tokens: usize,
    ) -> [&mut [u8]; 2] {
        let shape = self.shape;
        let [first, second] = shape.piece_bytes(n_tokens);
        let (quants, scales) = self
            .part_mut(layer, head, part)
            .split_at_mut(shape.first_piece());
        [&mut quants[..first], &mut scales[..second]]
    }

    fn part_mut(&mut self, layer: usize, head: usize, part: Part) -> &mut [u8] {
        let start = self.shape.part_start(layer, head, part);
        &mut self.bytes.bytes_mut()[start..][..self.shape.part_bytes()]
    }

    fn rows(&self, layer: usize, head: usize, part: Part) -> Rows<'_> {
        let start = self.shape.part_start(layer, head, part);
        let bytes = &self.bytes[start..][..self.shape.part_bytes()];
        match self.shape.cache_type {
            CacheType::F16 => Rows::F16(as_f16(bytes)),
            CacheType::Q8 => {
                let (quants, scales) = bytes.split_at(self.shape.first_piece());
                Rows::Q8 {
                    quants: as_i8(quants),
                    scales: as_f16(scales),
                }
            }
        }
    }
}

impl BlockShape {
    /// Where a part's scales begin; its end when it has none.
    const fn first_piece(&self) -> usize {
        match self.cache_type {
            CacheType::F16 => self.part_bytes(),
            CacheType::Q8 => BLOCK_TOKENS * self.head_dim,
        }
    }

    fn piece_bytes(&self, n_tokens: usize) -> [usize; 2] {
        match self.cache_type {
            CacheType::F16 => [n_tokens * self.head_dim * 2, 0],
            CacheType::Q8 => [n_tokens * self.head_dim, n_tokens * self.n_groups() * 2],
        }
    }
}

impl<'a> LayerView<'a> {
    /// The blocks hold tokens in order, and have one shape.
    pub fn new(blocks: &'a [Block], layer: usize) -> Self {
        if let Some((first, rest)) = blocks.split_first() {
            assert!(layer < first.shape.n_layers);
            assert!(rest.iter().all(|block| block.shape == first.shape));
        }
        Self { blocks, layer }
    }

    /// Tokens there is room for; whether they were written is the caller's to know.
    pub(super) const fn capacity(&self) -> usize {
        self.blocks.len() * BLOCK_TOKENS
    }

    pub(super) fn shape(&self) -> Option<BlockShape> {
        self.blocks.first().map(|block| block.shape)
    }

    pub(super) fn rows(&self, block: usize, head: usize, part: Part) -> Rows<'a> {
        self.blocks[block].rows(self.layer, head, part)
    }
}

impl Rows<'_> {
    /// One row as f32.
    pub(super) fn read(&self, slot: usize, out: &mut [f32]) {
        let n = out.len();
        match self {
            Self::F16(rows) => f16_to_f32(&rows[slot * n..][..n], out),
            Self::Q8 { quants, scales } => {
                let quants = &quants[slot * n..][..n];
                let n_groups = n.div_ceil(GROUP);
                let scales = &scales[slot * n_groups..][..n_groups];
                for ((out, quants), scale) in
                    out.chunks_mut(GROUP).zip(quants.chunks(GROUP)).zip(scales)
                {
                    for (out, quant) in out.iter_mut().zip(quants) {
                        *out = f32::from(*quant) * scale.to_f32();
                    }
                }
            }
        }
    }
}

fn quantize(row: &[f32], quants: &mut [u8], scales: &mut [f16]) {
    for ((row, quants), scale) in row.chunks(GROUP).zip(quants.chunks_mut(GROUP)).zip(scales) {
        let max = row.iter().fold(0.0_f32, |max, x| max.max(x.abs()));
        *scale = f16::from_f32(max / 127.0);
        // By the rounded scale, so that its error is not added to that of the quants.
        let by = scale.to_f32();
        let inverse = if by > 0.0 { 1.0 / by } else { 0.0 };
        for (quant, x) in quants.iter_mut().zip(row) {
            *quant = ((x * inverse).round_ties_even().clamp(-127.0, 127.0) as i8).cast_unsigned();
        }
    }
}

fn as_f16(bytes: &[u8]) -> &[f16] {
    assert!(bytes.as_ptr().cast::<f16>().is_aligned());
    // SAFETY: aligned by the line above, in bounds by the division, and every pair of bytes is an f16.
    unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len() / 2) }
}

fn as_f16_mut(bytes: &mut [u8]) -> &mut [f16] {
    assert!(bytes.as_ptr().cast::<f16>().is_aligned());
    // SAFETY: as in `as_f16`, and borrowed mutably.
    unsafe { std::slice::from_raw_parts_mut(bytes.as_mut_ptr().cast(), bytes.len() / 2) }
}

fn as_i8(bytes: &[u8]) -> &[i8] {
    // SAFETY: the same size and alignment, and every byte is an i8.
    unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len()) }
}
