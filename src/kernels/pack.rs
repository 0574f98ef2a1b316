//! From the blocks of a GGUF file to tiles.
//!
//! Block formats: ggml's `ggml-common.h` and `ggml-quants.c` (what each byte of a block means).
//! Codes are handled four at a time, as the bytes of a `u32`.

use std::ops::Range;

use half::f16;

use super::TensorType;
use super::layout::{Layout, Planes, ROWS, RUN, VECTOR};
use super::level::Level;

/// The codes of one run of one row: byte `i` of element `v` is column `4v + i`.
type Codes = [u32; 8];

/// Fills `tile` from the rows `rows` (at most 16) of a tensor.
///
/// # Errors
/// A row with a scale that is no finite number.
pub(super) fn pack_tile(
    tensor_type: TensorType,
    n_cols: usize,
    bytes: &[u8],
    rows: Range<usize>,
    tile: &mut [u8],
) -> Result<(), usize> {
    let row_bytes = tensor_type.row_bytes(n_cols);
    let mut sources = [&bytes[..0]; ROWS];
    for (row, source) in rows.clone().zip(&mut sources) {
        *source = &bytes[row * row_bytes..][..row_bytes];
    }
    let sources = &sources[..rows.len()];
    match Layout::of(tensor_type) {
        Layout::F32 => pack_floats::<4>(sources, tile),
        Layout::F16 | Layout::Bf16 => pack_floats::<2>(sources, tile),
        Layout::Coded(_) => {
            return pack_blocks(tensor_type, n_cols, sources, tile).map_err(|row| rows.start + row);
        }
    }
    Ok(())
}

/// Some columns at a time, so that what is written stays in the nearest cache until all rows have been there.
fn pack_floats<const SIZE: usize>(sources: &[&[u8]], tile: &mut [u8]) {
    const COLS: usize = 128;
    for (index, columns) in tile.chunks_mut(COLS * ROWS * SIZE).enumerate() {
        let (columns, _) = columns.as_chunks_mut::<SIZE>();
        for (row, source) in sources.iter().enumerate() {
            let (numbers, _) = source[index * COLS * SIZE..].as_chunks::<SIZE>();
            for (number, column) in numbers.iter().zip(columns.chunks_exact_mut(ROWS)) {
                column[row] = *number;
            }
        }
    }
}

fn pack_blocks(
    tensor_type: TensorType,
    n_cols: usize,
    sources: &[&[u8]],
    tile: &mut [u8],
) -> Result<(), usize> {
    match Level::active() {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level is active only where the processor has its instructions.
        level if level.has_avx2() => unsafe {
            super::avx2::pack_blocks(tensor_type, n_cols, sources, tile)
        },
        _ => pack_blocks_scalar(tensor_type, n_cols, sources, tile),
    }
}

pub(super) fn pack_blocks_scalar(
    tensor_type: TensorType,
    n_cols: usize,
    sources: &[&[u8]],
    tile: &mut [u8],
) -> Result<(), usize> {
    let Layout::Coded(coding) = Layout::of(tensor_type) else {
        return Ok(());
    };
    let write_scales = |blocks: &[&[u8]], out: &mut [u8]| {
        for (row, block) in blocks.iter().enumerate() {
            let slots = out
                .chunks_exact_mut(ROWS)
                .zip(group_scales(tensor_type, block));
            slots.for_each(|(slot, scale)| slot[row] = scale);
        }
    };
    let write_runs = |blocks: &[&[u8]], runs: &mut [u8]| {
        for (row, block) in blocks.iter().enumerate() {
            let runs = runs.chunks_exact_mut(coding.planes.run_bytes());
            for (run, planes) in runs.enumerate() {
                let codes = codes_of(tensor_type, block, run);
                write_codes(coding.planes, codes, row, planes);
            }
        }
    };
    pack_coded(tensor_type, n_cols, sources, tile, write_scales, write_runs)
}

/// Fills a tile from whole rows. Both writers are given one block of each row: `write_scales` fills the scales and minima
/// of their groups, `write_runs` the planes.
#[inline(always)]
pub(super) fn pack_coded(
    tensor_type: TensorType,
    n_cols: usize,
    sources: &[&[u8]],
    tile: &mut [u8],
    write_scales: impl Fn(&[&[u8]], &mut [u8]),
    write_runs: impl Fn(&[&[u8]], &mut [u8]),
) -> Result<(), usize> {
    let Layout::Coded(coding) = Layout::of(tensor_type) else {
        return Ok(());
    };
    let (codes, scales) = tile.split_at_mut(coding.code_bytes(n_cols));
    let file_block = tensor_type.row_bytes(coding.block);
    let tile_blocks = codes
        .chunks_exact_mut(coding.code_bytes(coding.block))
        .zip(scales.chunks_exact_mut(coding.scale_bytes()));
    for (index, (runs, scales)) in tile_blocks.enumerate() {
        let mut blocks = [&[][..]; ROWS];
        for (block, source) in blocks.iter_mut().zip(sources) {
            *block = &source[index * file_block..][..file_block];
        }
        let blocks = &blocks[..sources.len()];
        let (groups, factors) = scales.split_at_mut(coding.factors_at());
        for (row, block) in blocks.iter().enumerate() {
            if !write_factors(tensor_type, block, row, factors) {
                return Err(row);
            }
        }
        write_scales(blocks, groups);
        write_runs(blocks, runs);
    }
    Ok(())
}

/// Writes one row of one run into its planes.
#[inline(always)]
fn write_codes(planes: Planes, codes: Codes, row: usize, run: &mut [u8]) {
    let (vectors, _) = run.as_chunks_mut::<VECTOR>();
    let mut put = |vector: usize, value: u32| {
        vectors[vector].as_chunks_mut::<4>().0[row] = value.to_le_bytes();
    };
    let nibble = |v: usize| codes[v] & 0x0f0f_0f0f | (codes[v + 4] & 0x0f0f_0f0f) << 4;
    let crumb = |v: usize, shift: u32| {
        (0..4).fold(0, |all, j| {
            all | (codes[4 * v + j] >> shift & 0x0303_0303) << (2 * j)
        })
    };
    let bit = |shift: u32| (0..8).fold(0, |all, j| all | (codes[j] >> shift & 0x0101_0101) << j);
    match planes {
        Planes::Crumbs | Planes::CrumbsBits => (0..2).for_each(|v| put(v, crumb(v, 0))),
        Planes::Nibbles | Planes::NibblesBits | Planes::NibblesCrumbs => {
            (0..4).for_each(|v| put(v, nibble(v)));
        }
        Planes::Bytes => (0..8).for_each(|v| put(v, codes[v])),
    }
    match planes {
        Planes::CrumbsBits => put(2, bit(2)),
        Planes::NibblesBits => put(4, bit(4)),
        Planes::NibblesCrumbs => (0..2).for_each(|v| put(4 + v, crumb(v, 4))),
        _ => {}
    }
}

#[inline(always)]
fn word(bytes: &[u8], index: usize) -> u32 {
    let at = index * 4;
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// The low four bits of `bits`, each in a byte of its own.
#[inline(always)]
fn spread(bits: u32) -> u32 {
    (bits & 0xf).wrapping_mul(0x0020_4081) & 0x0101_0101
}

/// The codes of run `run` (columns `32·run` on) of a block as the file has it.
#[inline(always)]
fn codes_of(tensor_type: TensorType, block: &[u8], run: usize) -> Codes {
    let mut codes = [0; 8];
    match tensor_type {
        TensorType::Q4_0 => halves(&block[2..], &mut codes),
        TensorType::Q4_1 => halves(&block[4..], &mut codes),
        TensorType::Q5_0 => {
            halves(&block[6..], &mut codes);
            fifth_bits(word(&block[2..], 0), &mut codes);
        }
        TensorType::Q5_1 => {
            halves(&block[8..], &mut codes);
            fifth_bits(word(&block[4..], 0), &mut codes);
        }
        TensorType::Q8_0 => {
            let bytes = &block[2..34];
            (0..8).for_each(|v| codes[v] = word(bytes, v) ^ 0x8080_8080);
        }
        TensorType::Q2K => {
            let bytes = &block[16 + run / 4 * 32..][..32];
            (0..8).for_each(|v| codes[v] = word(bytes, v) >> (run % 4 * 2) & 0x0303_0303);
        }
        TensorType::Q3K => {
            let (high, low) = (&block[..32], &block[32 + run / 4 * 32..][..32]);
            (0..8).for_each(|v| {
                let low = word(low, v) >> (run % 4 * 2) & 0x0303_0303;
                codes[v] = low | (word(high, v) >> run & 0x0101_0101) << 2;
            });
        }
        TensorType::Q4K => {
            let bytes = &block[16 + run / 2 * 32..][..32];
            (0..8).for_each(|v| codes[v] = word(bytes, v) >> (run % 2 * 4) & 0x0f0f_0f0f);
        }
        TensorType::Q5K => {
            let (high, low) = (&block[16..48], &block[48 + run / 2 * 32..][..32]);
            (0..8).for_each(|v| {
                let low = word(low, v) >> (run % 2 * 4) & 0x0f0f_0f0f;
                codes[v] = low | (word(high, v) >> run & 0x0101_0101) << 4;
            });
        }
        TensorType::Q6K => {
            let (half, quarter) = (run / 4, run % 4);
            let low = &block[half * 64 + quarter % 2 * 32..][..32];
            let high = &block[128 + half * 32..][..32];
            (0..8).for_each(|v| {
                let low = word(low, v) >> (quarter / 2 * 4) & 0x0f0f_0f0f;
                codes[v] = low | (word(high, v) >> (quarter * 2) & 0x0303_0303) << 4;
            });
        }
        TensorType::F32 | TensorType::F16 | TensorType::Bf16 => {}
    }
    codes
}

/// Sixteen bytes: low halves are the first columns, high halves those 16 further right.
#[inline(always)]
fn halves(bytes: &[u8], codes: &mut Codes) {
    let bytes = &bytes[..RUN / 2];
    for v in 0..4 {
        codes[v] = word(bytes, v) & 0x0f0f_0f0f;
        codes[v + 4] = word(bytes, v) >> 4 & 0x0f0f_0f0f;
    }
}

#[inline(always)]
fn fifth_bits(bits: u32, codes: &mut Codes) {
    (0..8).for_each(|v| codes[v] |= spread(bits >> (4 * v)) << 4);
}

/// Writes the factors of one row of one block; false when one is no finite number.
#[inline(always)]
fn write_factors(tensor_type: TensorType, block: &[u8], row: usize, out: &mut [u8]) -> bool {
    let mut put = |index: usize, from: usize| {
        let bytes = [block[from], block[from + 1]];
        out[(index * ROWS + row) * 2..][..2].copy_from_slice(&bytes);
        f16::from_le_bytes(bytes).is_finite()
    };
    match tensor_type {
        TensorType::Q4_0 | TensorType::Q5_0 | TensorType::Q8_0 => put(0, 0),
        TensorType::Q4_1 | TensorType::Q5_1 | TensorType::Q4K | TensorType::Q5K => {
            put(0, 0) & put(1, 2)
        }
        TensorType::Q2K => put(0, 80) & put(1, 82),
        TensorType::Q3K => put(0, 108),
        TensorType::Q6K => put(0, 208),
        TensorType::F32 | TensorType::F16 | TensorType::Bf16 => true,
    }
}

/// The scales of the groups of one block, and behind them the minima; zeros where there are fewer.
#[inline(always)]
pub(super) fn group_scales(tensor_type: TensorType, block: &[u8]) -> [u8; 2 * ROWS] {
    const LOW: u32 = 0x0f0f_0f0f;
    const TWO: u32 = 0x0303_0303;
    let words = match tensor_type {
        TensorType::Q2K => {
            let word = |index: usize| word(&block[..16], index % 4) >> (index / 4 * 4) & LOW;
            std::array::from_fn(word)
        }
        // Sixteen scales of six bits above 32: the low four in eight bytes, the high two in the four bytes behind.
        TensorType::Q3K => {
            let bytes = &block[96..108];
            let scales = |index: usize| {
                let low = word(bytes, index % 2) >> (index / 2 * 4) & LOW;
                let code = low | (word(bytes, 2) >> (index * 2) & TWO) << 4;
                // The high bit keeps a byte from borrowing of the next.
                ((code | 0x8080_8080) - 0x2020_2020) ^ 0x8080_8080
            };
            [scales(0), scales(1), scales(2), scales(3), 0, 0, 0, 0]
        }
        // Eight scales and eight minima of six bits in twelve bytes.
        TensorType::Q4K | TensorType::Q5K => {
            let [scales, minima, both] = [0, 1, 2].map(|index| word(&block[4..16], index));
            [
                scales & 0x3f3f_3f3f,
                both & LOW | (scales >> 6 & TWO) << 4,
                minima & 0x3f3f_3f3f,
                both >> 4 & LOW | (minima >> 6 & TWO) << 4,
                0,
                0,
                0,
                0,
            ]
        }
        TensorType::Q6K => {
            let scales = |index: usize| word(&block[192..208], index);
            [scales(0), scales(1), scales(2), scales(3), 0, 0, 0, 0]
        }
        _ => [0; 8],
    };
    let mut bytes = [0; 2 * ROWS];
    for (bytes, word) in bytes.as_chunks_mut().0.iter_mut().zip(words) {
        *bytes = word.to_le_bytes();
    }
    bytes
}
