//! From the blocks of a GGUF file to tiles.
//!
//! Block formats: ggml's `ggml-common.h` and `ggml-quants.c` (what each byte of a block means).
//! Codes are handled four at a time, as the bytes of a `u32`.

use std::ops::Range;

use half::f16;

use super::TensorType;
use super::layout::{Coding, Layout, Planes, ROWS, RUN, VECTOR};
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
    pack_coded(
        tensor_type,
        n_cols,
        sources,
        tile,
        |block, run, row, planes| {
            write_codes(
                coding.planes,
                codes_of(tensor_type, block, run),
                row,
                planes,
            );
        },
    )
}

/// Fills a tile from whole rows. `write_run` is given a block of the file, which of its runs to take, the row, and
/// the run's planes.
#[inline(always)]
pub(super) fn pack_coded(
    tensor_type: TensorType,
    n_cols: usize,
    sources: &[&[u8]],
    tile: &mut [u8],
    write_run: impl Fn(&[u8], usize, usize, &mut [u8]),
) -> Result<(), usize> {
    let Layout::Coded(coding) = Layout::of(tensor_type) else {
        return Ok(());
    };
    let (codes, scales) = tile.split_at_mut(coding.code_bytes(n_cols));
    let file_block = tensor_type.row_bytes(coding.block);
    let blocks = codes
        .chunks_exact_mut(coding.code_bytes(coding.block))
        .zip(scales.chunks_exact_mut(coding.scale_bytes()));
    for (index, (runs, scales)) in blocks.enumerate() {
        for (row, source) in sources.iter().enumerate() {
            let block = &source[index * file_block..][..file_block];
            if !write_scales(tensor_type, coding, block, row, scales) {
                return Err(row);
            }
            let runs = runs.chunks_exact_mut(coding.planes.run_bytes());
            for (run, planes) in runs.enumerate() {
                write_run(block, run, row, planes);
            }
        }
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

/// Writes one row of one block's scales; false when a factor is no finite number.
#[inline(always)]
fn write_scales(
    tensor_type: TensorType,
    coding: Coding,
    block: &[u8],
    row: usize,
    out: &mut [u8],
) -> bool {
    let factors_at = coding.factors_at();
    let mut finite = true;
    let mut put_factor = |index: usize, from: usize| {
        let bytes = [block[from], block[from + 1]];
        finite &= f16::from_le_bytes(bytes).is_finite();
        out[factors_at + (index * ROWS + row) * 2..][..2].copy_from_slice(&bytes);
    };
    match tensor_type {
        TensorType::Q4_0 | TensorType::Q5_0 | TensorType::Q8_0 => put_factor(0, 0),
        TensorType::Q4_1 | TensorType::Q5_1 | TensorType::Q4K | TensorType::Q5K => {
            put_factor(0, 0);
            put_factor(1, 2);
        }
        TensorType::Q2K => {
            put_factor(0, 80);
            put_factor(1, 82);
        }
        TensorType::Q3K => put_factor(0, 108),
        TensorType::Q6K => put_factor(0, 208),
        TensorType::F32 | TensorType::F16 | TensorType::Bf16 => {}
    }
    let groups = coding.groups();
    let mut put = |group: usize, scale: u8| out[group * ROWS + row] = scale;
    match tensor_type {
        TensorType::Q2K => (0..groups).for_each(|group| {
            put(group, block[group] & 0xf);
            put(groups + group, block[group] >> 4);
        }),
        TensorType::Q3K => (0..groups).for_each(|group| {
            put(group, six_bits_q3(&block[96..108], group).wrapping_sub(32));
        }),
        TensorType::Q4K | TensorType::Q5K => (0..groups).for_each(|group| {
            let (scale, minimum) = six_bits_q4(&block[4..16], group);
            put(group, scale);
            put(groups + group, minimum);
        }),
        TensorType::Q6K => (0..groups).for_each(|group| put(group, block[192 + group])),
        _ => {}
    }
    finite
}

/// Sixteen scales of six bits: the low four in eight bytes, the high two in the four bytes behind.
#[inline(always)]
fn six_bits_q3(bytes: &[u8], group: usize) -> u8 {
    let low = bytes[group % 8] >> (group / 8 * 4) & 0xf;
    let high = bytes[8 + group % 4] >> (group / 4 * 2) & 3;
    low | high << 4
}

/// Eight scales and eight minima of six bits in twelve bytes.
#[inline(always)]
fn six_bits_q4(bytes: &[u8], group: usize) -> (u8, u8) {
    if group < 4 {
        (bytes[group] & 63, bytes[group + 4] & 63)
    } else {
        let low = bytes[group + 4];
        (
            low & 0xf | bytes[group - 4] >> 6 << 4,
            low >> 4 | bytes[group] >> 6 << 4,
        )
    }
}
