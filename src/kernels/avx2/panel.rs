//! Products of tiles with many input rows: a tile's codes are unpacked to bytes once, and all rows meet them in the
//! nearest cache.

use std::arch::x86_64::*;
use std::hint::black_box;
use std::ops::Range;

use super::super::input::Input;
use super::super::layout::{Coding, Planes, ROWS, RUN, VECTOR};
use super::super::matrix::Matrix;
use super::super::product::Output;
use super::super::quantize::RoundedRow;
use super::codes::{Bits5, Bits6, Bytes, Codes, Crumbs, Crumbs3, Nibbles, each_vector};

/// Columns unpacked at a time: their codes fill half the nearest cache.
const COLS: usize = 1024;
/// Input rows that meet a code while it is in a register.
const T: usize = 4;

/// Some columns of one tile, unpacked.
#[repr(C, align(64))]
struct Panel {
    /// One vector per four columns; two where codes are halves, the low ones first.
    codes: [[u8; VECTOR]; COLS / 4 * 2],
    /// Per group, each row's scale twice.
    scales: [[i16; 2 * ROWS]; COLS / 16],
    /// Per pair of groups, each row's minimum in both; where there are none, their scales.
    minima: [[i16; 2 * ROWS]; COLS / 32],
    factors: [[f32; ROWS]; COLS / RUN],
    /// Of the minima; in blocks without scales the minimum itself, added to each weight; without minima the offset's.
    minimum_factors: [[f32; ROWS]; COLS / RUN],
}

/// # Safety
/// AVX2, FMA, F16C.
#[target_feature(enable = "avx2,fma,f16c")]
pub(super) unsafe fn run(
    matrix: &Matrix,
    coding: Coding,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    let mut panel = Box::new(Panel {
        codes: [[0; VECTOR]; COLS / 4 * 2],
        scales: [[0; 2 * ROWS]; COLS / 16],
        minima: [[0; 2 * ROWS]; COLS / 32],
        factors: [[0.0; ROWS]; COLS / RUN],
        minimum_factors: [[0.0; ROWS]; COLS / RUN],
    });
    let rows = input.rounded(coding).rows(T);
    let mut sums = vec![[0.0_f32; ROWS]; rows.len()];
    for tile in tiles {
        sums.fill([0.0; ROWS]);
        for first in (0..input.n_cols).step_by(COLS) {
            let cols = first..input.n_cols.min(first + COLS);
            // SAFETY: the caller's promise.
            unsafe {
                unpack(matrix, coding, tile, cols.clone(), &mut panel);
                multiply(&panel, coding, &rows, cols, &mut sums);
            }
        }
        for (row, sums) in sums[..input.n_rows].iter().enumerate() {
            out.put(row, tile, sums);
        }
    }
}

/// # Safety
/// AVX2, FMA, F16C.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn unpack(
    matrix: &Matrix,
    coding: Coding,
    tile: usize,
    cols: Range<usize>,
    panel: &mut Panel,
) {
    let bytes = matrix.tile(tile);
    let (codes, scales) = bytes.split_at(coding.code_bytes(matrix.n_cols()));
    let runs = &codes[coding.code_bytes(cols.start)..coding.code_bytes(cols.end)];
    // SAFETY: the caller's promise; `runs` are as the planes say.
    unsafe {
        match coding.planes {
            Planes::Crumbs => unpack_codes::<Crumbs>(runs, panel),
            Planes::CrumbsBits => unpack_codes::<Crumbs3>(runs, panel),
            Planes::Nibbles => unpack_codes::<Nibbles>(runs, panel),
            Planes::NibblesBits => unpack_codes::<Bits5>(runs, panel),
            Planes::NibblesCrumbs => unpack_codes::<Bits6>(runs, panel),
            Planes::Bytes => unpack_codes::<Bytes>(runs, panel),
        }
    }
    let blocks = cols.start / coding.block..cols.end / coding.block;
    for (index, block) in blocks.enumerate() {
        let bytes = &scales[block * coding.scale_bytes()..][..coding.scale_bytes()];
        // SAFETY: the caller's promise.
        unsafe { unpack_scales(coding, bytes, index, panel) };
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn unpack_codes<C: Codes>(runs: &[u8], panel: &mut Panel) {
    let per_run = if C::TWO { 16 } else { 8 };
    for (run, vectors) in runs
        .chunks_exact(C::RUN_BYTES)
        .zip(panel.codes.chunks_exact_mut(per_run))
    {
        for half in 0..2 {
            each_vector!(V, {
                // SAFETY: the run is whole, and half a vector is 32 bytes; the caller's promise.
                unsafe {
                    let at = if C::TWO { 2 * V } else { V };
                    let low = C::low::<V>(run.as_ptr(), half);
                    _mm256_store_si256(vectors[at].as_mut_ptr().add(32 * half).cast(), low);
                    if C::TWO {
                        let high = C::high::<V>(run.as_ptr(), half);
                        _mm256_store_si256(
                            vectors[at + 1].as_mut_ptr().add(32 * half).cast(),
                            high,
                        );
                    }
                }
            });
        }
    }
}

/// The scales of one block, as the kernels want them. `index` counts blocks of the panel.
///
/// # Safety
/// AVX2, F16C.
#[inline(always)]
unsafe fn unpack_scales(coding: Coding, bytes: &[u8], index: usize, panel: &mut Panel) {
    assert_eq!(bytes.len(), coding.scale_bytes(), "the scales of one block");
    let groups = coding.groups();
    // SAFETY: scales of a group are sixteen bytes, of which the block has one or two per group as its coding says;
    // factors are sixteen of 16 bits, once or twice, behind them. The caller's promise.
    unsafe {
        let factors = bytes.as_ptr().add(coding.factors_at());
        for half in 0..2 {
            let factor = |which: usize| {
                _mm256_cvtph_ps(_mm_loadu_si128(
                    factors.add((2 * which + half) * ROWS).cast(),
                ))
            };
            let minimum = match (coding.has_minima, coding.is_super()) {
                (true, true) => _mm256_sub_ps(_mm256_setzero_ps(), factor(1)),
                (true, false) => factor(1),
                (false, _) => _mm256_mul_ps(factor(0), _mm256_set1_ps(-coding.offset as f32)),
            };
            _mm256_storeu_ps(panel.factors[index].as_mut_ptr().add(8 * half), factor(0));
            _mm256_storeu_ps(
                panel.minimum_factors[index].as_mut_ptr().add(8 * half),
                minimum,
            );
        }
        if !coding.is_super() {
            return;
        }
        let bytes = |slot: usize| _mm_loadu_si128(bytes.as_ptr().add(slot * ROWS).cast());
        for pair in 0..groups / 2 {
            let scales = [2 * pair, 2 * pair + 1].map(|group| _mm256_cvtepi8_epi16(bytes(group)));
            let minima = if coding.has_minima {
                [2 * pair, 2 * pair + 1].map(|group| _mm256_cvtepu8_epi16(bytes(groups + group)))
            } else {
                scales
            };
            for (group, scale) in scales.into_iter().enumerate() {
                let at = index * groups + 2 * pair + group;
                store_pairs(scale, scale, &mut panel.scales[at]);
            }
            let [first, second] = minima;
            store_pairs(first, second, &mut panel.minima[index * groups / 2 + pair]);
        }
    }
}

/// One number of each after the other.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn store_pairs(first: __m256i, second: __m256i, out: &mut [i16; 2 * ROWS]) {
    // SAFETY: two vectors fill the array.
    unsafe {
        let low = _mm256_unpacklo_epi16(first, second);
        let high = _mm256_unpackhi_epi16(first, second);
        let out = out.as_mut_ptr().cast::<__m256i>();
        _mm256_storeu_si256(out, _mm256_permute2x128_si256::<0x20>(low, high));
        _mm256_storeu_si256(out.add(1), _mm256_permute2x128_si256::<0x31>(low, high));
    }
}

/// Adds the products of the panel with all rows to `sums`.
///
/// # Safety
/// AVX2, FMA, F16C.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn multiply(
    panel: &Panel,
    coding: Coding,
    rows: &[RoundedRow<'_>],
    cols: Range<usize>,
    sums: &mut [[f32; ROWS]],
) {
    let (rows, _) = rows.as_chunks::<T>();
    let (sums, _) = sums.as_chunks_mut::<T>();
    for (x, sums) in rows.iter().zip(sums) {
        // SAFETY: the caller's promise; the panel holds `cols`, which the rows have.
        unsafe {
            match (coding.planes, coding.is_super(), coding.group) {
                (Planes::Bytes, ..) => simple::<8, true>(panel, x, cols.clone(), sums),
                (Planes::Nibbles, false, _) => simple::<8, false>(panel, x, cols.clone(), sums),
                (_, false, _) => simple::<4, false>(panel, x, cols.clone(), sums),
                (Planes::Nibbles, ..) => grouped::<8, 32>(panel, x, cols.clone(), sums),
                (Planes::NibblesBits, ..) => grouped::<4, 32>(panel, x, cols.clone(), sums),
                (Planes::NibblesCrumbs, ..) => grouped::<2, 16>(panel, x, cols.clone(), sums),
                (_, true, _) => grouped::<4, 16>(panel, x, cols.clone(), sums),
            }
        }
    }
}

/// # Safety
/// AVX2 and FMA; the panel holds `cols`, whole runs, which each row has.
#[inline(always)]
unsafe fn simple<const FLUSH: usize, const TWO: bool>(
    panel: &Panel,
    x: &[RoundedRow<'_>; T],
    cols: Range<usize>,
    out: &mut [[f32; ROWS]; T],
) {
    // SAFETY: the caller's promise.
    unsafe {
        let zero = _mm256_setzero_si256();
        let mut totals = load_sums(out);
        let mut codes = panel.codes.as_ptr().cast::<u8>();
        for index in 0..cols.len() / RUN {
            let run = cols.start / RUN + index;
            let mut sums = [[zero; 2]; T];
            if TWO {
                for half in 0..2 {
                    let (mut low, mut high) = ([zero; T], [zero; T]);
                    // Unrolled, the loop would keep more in registers than there are.
                    for v in 0..black_box(8) {
                        let w = load(codes, 2 * v, half);
                        let w_high = load(codes, 2 * v + 1, half);
                        for t in 0..T {
                            let x = four(&x[t], run * RUN + v * 4);
                            low[t] = _mm256_add_epi16(low[t], _mm256_maddubs_epi16(w, x));
                            high[t] = _mm256_add_epi16(high[t], _mm256_maddubs_epi16(w_high, x));
                        }
                    }
                    for t in 0..T {
                        let low = _mm256_madd_epi16(low[t], _mm256_set1_epi16(1));
                        let high = _mm256_madd_epi16(high[t], _mm256_set1_epi16(16));
                        sums[t][half] = _mm256_add_epi32(low, high);
                    }
                }
                codes = codes.add(16 * VECTOR);
            } else {
                for part in 0..8 / FLUSH {
                    let part =
                        products::<FLUSH>(codes, x, run * RUN + part * FLUSH * 4, part * FLUSH);
                    for t in 0..T {
                        for half in 0..2 {
                            let sum = _mm256_madd_epi16(part[t][half], _mm256_set1_epi16(1));
                            sums[t][half] = _mm256_add_epi32(sums[t][half], sum);
                        }
                    }
                }
                codes = codes.add(8 * VECTOR);
            }
            for half in 0..2 {
                let factor = _mm256_loadu_ps(panel.factors[index].as_ptr().add(8 * half));
                let minimum = _mm256_loadu_ps(panel.minimum_factors[index].as_ptr().add(8 * half));
                for t in 0..T {
                    let x_scale = _mm256_set1_ps(*x[t].scales.as_ptr().add(run));
                    let x_total = _mm256_set1_ps(*x[t].totals.as_ptr().add(run));
                    let dot = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[t][half]), x_scale);
                    totals[t][half] = _mm256_fmadd_ps(dot, factor, totals[t][half]);
                    totals[t][half] = _mm256_fmadd_ps(x_total, minimum, totals[t][half]);
                }
            }
        }
        store_sums(&totals, out);
    }
}

/// # Safety
/// AVX2 and FMA; the panel holds `cols`, whole super-blocks, which each row has.
#[inline(always)]
unsafe fn grouped<const FLUSH: usize, const GROUP: usize>(
    panel: &Panel,
    x: &[RoundedRow<'_>; T],
    cols: Range<usize>,
    out: &mut [[f32; ROWS]; T],
) {
    let groups = 256 / GROUP;
    // SAFETY: the caller's promise.
    unsafe {
        let zero = _mm256_setzero_si256();
        let mut totals = load_sums(out);
        let mut codes = panel.codes.as_ptr().cast::<u8>();
        for index in 0..cols.len() / 256 {
            let block = cols.start / 256 + index;
            let mut sums = [[zero; 2]; T];
            for group in 0..groups {
                let scale = panel.scales[index * groups + group].as_ptr();
                let scale = [
                    _mm256_loadu_si256(scale.cast()),
                    _mm256_loadu_si256(scale.add(ROWS).cast()),
                ];
                for part in 0..GROUP / 4 / FLUSH {
                    let col = block * 256 + group * GROUP + part * FLUSH * 4;
                    let part = products::<FLUSH>(codes, x, col, part * FLUSH);
                    for t in 0..T {
                        for half in 0..2 {
                            let sum = _mm256_madd_epi16(part[t][half], scale[half]);
                            sums[t][half] = _mm256_add_epi32(sums[t][half], sum);
                        }
                    }
                }
                codes = codes.add(GROUP / 4 * VECTOR);
            }
            let mut below = [[zero; 2]; T];
            for pair in 0..groups / 2 {
                let minima = panel.minima[index * groups / 2 + pair].as_ptr();
                let minima = [
                    _mm256_loadu_si256(minima.cast()),
                    _mm256_loadu_si256(minima.add(ROWS).cast()),
                ];
                for t in 0..T {
                    let x_sums = if GROUP == 32 {
                        x[t].sums32
                    } else {
                        x[t].sums16
                    };
                    let x_sums = x_sums.as_ptr().add(block * groups + 2 * pair);
                    let x_sums = _mm256_set1_epi32(x_sums.cast::<i32>().read_unaligned());
                    for half in 0..2 {
                        let sum = _mm256_madd_epi16(minima[half], x_sums);
                        below[t][half] = _mm256_add_epi32(below[t][half], sum);
                    }
                }
            }
            for half in 0..2 {
                let factor = _mm256_loadu_ps(panel.factors[index].as_ptr().add(8 * half));
                let minimum = _mm256_loadu_ps(panel.minimum_factors[index].as_ptr().add(8 * half));
                for t in 0..T {
                    let x_scale = _mm256_set1_ps(*x[t].scales.as_ptr().add(block));
                    let dot = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[t][half]), x_scale);
                    let below = _mm256_mul_ps(_mm256_cvtepi32_ps(below[t][half]), x_scale);
                    totals[t][half] = _mm256_fmadd_ps(dot, factor, totals[t][half]);
                    totals[t][half] = _mm256_fmadd_ps(below, minimum, totals[t][half]);
                }
            }
        }
        store_sums(&totals, out);
    }
}

/// Sums of 16 bits over `N` vectors of codes from vector `first` on, and the inputs from `col` on.
///
/// # Safety
/// AVX2; codes and inputs can be read.
#[inline(always)]
unsafe fn products<const N: usize>(
    codes: *const u8,
    x: &[RoundedRow<'_>; T],
    col: usize,
    first: usize,
) -> [[__m256i; 2]; T] {
    // SAFETY: the caller's promise.
    unsafe {
        let mut sums = [[_mm256_setzero_si256(); 2]; T];
        for v in 0..N {
            let w = [load(codes, first + v, 0), load(codes, first + v, 1)];
            for t in 0..T {
                let x = four(&x[t], col + v * 4);
                for half in 0..2 {
                    let product = _mm256_maddubs_epi16(w[half], x);
                    sums[t][half] = _mm256_add_epi16(sums[t][half], product);
                }
            }
        }
        sums
    }
}

/// # Safety
/// AVX2; the vector can be read, and is aligned.
#[inline(always)]
unsafe fn load(codes: *const u8, vector: usize, half: usize) -> __m256i {
    // SAFETY: the caller's promise.
    unsafe { _mm256_load_si256(codes.add(vector * VECTOR + half * 32).cast()) }
}

/// Four inputs, repeated for 8 rows.
///
/// # Safety
/// AVX2; the row has columns `col` to `col + 3`.
#[inline(always)]
unsafe fn four(x: &RoundedRow<'_>, col: usize) -> __m256i {
    // SAFETY: the caller's promise.
    unsafe { _mm256_set1_epi32(x.codes.as_ptr().add(col).cast::<i32>().read_unaligned()) }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn load_sums(sums: &[[f32; ROWS]; T]) -> [[__m256; 2]; T] {
    // SAFETY: sixteen numbers are two vectors.
    std::array::from_fn(|t| unsafe {
        let at = sums[t].as_ptr();
        [_mm256_loadu_ps(at), _mm256_loadu_ps(at.add(8))]
    })
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn store_sums(totals: &[[__m256; 2]; T], sums: &mut [[f32; ROWS]; T]) {
    for (sums, totals) in sums.iter_mut().zip(totals) {
        // SAFETY: sixteen numbers are two vectors.
        unsafe {
            _mm256_storeu_ps(sums.as_mut_ptr(), totals[0]);
            _mm256_storeu_ps(sums.as_mut_ptr().add(8), totals[1]);
        }
    }
}
