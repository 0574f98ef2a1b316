//! Weights as bf16, in the order in which tiles are loaded.

use std::arch::x86_64::*;
use std::ops::Range;

use super::super::layout::{Coding, Planes, ROWS, RUN};
use super::super::matrix::Matrix;
use super::super::vnni::lanes::Sixteen;
use super::super::vnni::lanes::planes::{Bits5, Bits6, Bytes, Crumbs, Crumbs3, Nibbles, Stored};

/// Columns unpacked at a time: two halves of them, and what they are multiplied with, stay in the second cache.
pub(super) const COLS: usize = 512;

/// Sixteen pairs of columns of sixteen rows: what one tile holds.
type Step = [[u16; 2 * ROWS]; 16];

/// Some columns of two tiles of a matrix.
#[repr(C, align(64))]
pub(super) struct Panel {
    steps: [[Step; COLS / RUN]; 2],
}

impl Panel {
    pub(super) fn new() -> Box<Self> {
        Box::new(Self {
            steps: [[[[0; 2 * ROWS]; 16]; COLS / RUN]; 2],
        })
    }

    /// Both halves, as far as `n_cols` reaches.
    pub(super) fn halves(&self, n_cols: usize) -> [&[Step]; 2] {
        self.steps.each_ref().map(|half| &half[..n_cols / RUN])
    }

    /// A tile that is not there leaves its half as it was; nobody reads what comes of it.
    ///
    /// # Safety
    /// AVX-512 F, BW and VL.
    #[inline(always)]
    pub(super) unsafe fn unpack(
        &mut self,
        matrix: &Matrix,
        coding: Coding,
        tiles: Range<usize>,
        cols: Range<usize>,
    ) {
        for (tile, steps) in tiles.zip(&mut self.steps) {
            let bytes = matrix.tile(tile);
            let (codes, scales) = bytes.split_at(coding.code_bytes(matrix.n_cols()));
            let runs = &codes[coding.code_bytes(cols.start)..coding.code_bytes(cols.end)];
            let blocks = cols.start / coding.block..cols.end / coding.block;
            let scales = &scales[blocks.start * coding.scale_bytes()..]
                [..blocks.len() * coding.scale_bytes()];
            // SAFETY: the caller's promise.
            unsafe {
                match coding.planes {
                    Planes::Crumbs => unpack::<Crumbs>(coding, runs, scales, steps),
                    Planes::CrumbsBits => unpack::<Crumbs3>(coding, runs, scales, steps),
                    Planes::Nibbles => unpack::<Nibbles>(coding, runs, scales, steps),
                    Planes::NibblesBits => unpack::<Bits5>(coding, runs, scales, steps),
                    Planes::NibblesCrumbs => unpack::<Bits6>(coding, runs, scales, steps),
                    Planes::Bytes => unpack::<Bytes>(coding, runs, scales, steps),
                }
            }
        }
    }
}

/// # Safety
/// AVX-512 F, BW and VL.
#[inline(always)]
unsafe fn unpack<S: Stored>(coding: Coding, runs: &[u8], scales: &[u8], steps: &mut [Step]) {
    let per_block = coding.block / RUN;
    let blocks = runs
        .chunks_exact(S::RUN_BYTES * per_block)
        .zip(scales.chunks_exact(coding.scale_bytes()))
        .zip(steps.chunks_exact_mut(per_block));
    for ((runs, scales), steps) in blocks {
        for (index, step) in steps.iter_mut().enumerate() {
            let run = &runs[index * S::RUN_BYTES..][..S::RUN_BYTES];
            // No group is narrower than half a run.
            for half in 0..2 {
                // SAFETY: the run is whole, the block has the group; a step has two pairs for each of eight vectors. The
                // caller's promise.
                unsafe {
                    let [slope, start] =
                        line(coding, scales, (index * 2 + half) * 16 / coding.group);
                    for v in 4 * half..4 * half + 4 {
                        let codes = S::load::<Sixteen>(run.as_ptr(), v, 0);
                        let low = weights(codes, slope, start);
                        let next = weights(_mm512_srli_epi32::<8>(codes), slope, start);
                        let third = weights(_mm512_srli_epi32::<16>(codes), slope, start);
                        let last = weights(_mm512_srli_epi32::<24>(codes), slope, start);
                        _mm512_storeu_si512(step[2 * v].as_mut_ptr().cast(), pair(low, next));
                        _mm512_storeu_si512(step[2 * v + 1].as_mut_ptr().cast(), pair(third, last));
                    }
                }
            }
        }
    }
}

/// Slope and start of the line from codes to weights, per row.
///
/// # Safety
/// AVX-512 F; the block has the group.
#[inline(always)]
unsafe fn line(coding: Coding, scales: &[u8], group: usize) -> [__m512; 2] {
    assert!(scales.len() >= coding.scale_bytes());
    // SAFETY: the caller's promise.
    unsafe {
        let at = scales.as_ptr();
        let halves = |at: *const u8| _mm512_cvtph_ps(_mm256_loadu_si256(at.cast()));
        let mut slope = halves(at.add(coding.factors_at()));
        if coding.is_super() {
            let scale = _mm_loadu_si128(at.add(group * ROWS).cast());
            slope = _mm512_mul_ps(slope, _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(scale)));
        }
        if !coding.has_minima {
            let offset = _mm512_set1_ps(-coding.offset as f32);
            return [slope, _mm512_mul_ps(slope, offset)];
        }
        let factor = halves(at.add(coding.factors_at() + 2 * ROWS));
        if !coding.is_super() {
            return [slope, factor];
        }
        let minimum = _mm_loadu_si128(at.add((coding.groups() + group) * ROWS).cast());
        let minimum = _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(minimum));
        [
            slope,
            _mm512_mul_ps(_mm512_sub_ps(_mm512_setzero_ps(), factor), minimum),
        ]
    }
}

/// The weights of the lowest byte of each row.
///
/// # Safety
/// AVX-512 F.
#[inline(always)]
unsafe fn weights(codes: __m512i, slope: __m512, start: __m512) -> __m512i {
    // SAFETY: the caller's promise.
    unsafe {
        let code = _mm512_and_si512(codes, _mm512_set1_epi32(0xff));
        let weight = _mm512_fmadd_ps(_mm512_cvtepi32_ps(code), slope, start);
        // Half of the last bit that stays, so that cutting rounds.
        _mm512_add_epi32(_mm512_castps_si512(weight), _mm512_set1_epi32(0x8000))
    }
}

/// The upper halves of `low` and `high`, side by side for each row.
///
/// # Safety
/// AVX-512 F.
#[inline(always)]
unsafe fn pair(low: __m512i, high: __m512i) -> __m512i {
    // SAFETY: the caller's promise.
    unsafe {
        let high = _mm512_and_si512(high, _mm512_set1_epi32(0xffff_0000_u32.cast_signed()));
        _mm512_or_si512(_mm512_srli_epi32::<16>(low), high)
    }
}
