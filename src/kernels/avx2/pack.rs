//! Packing, with the codes of a run in one vector.

use std::arch::x86_64::*;

use super::super::TensorType;
use super::super::layout::{Layout, Planes, VECTOR};
use super::super::pack::pack_coded;

/// As [`super::super::pack::pack_blocks_scalar`], byte for byte.
///
/// # Safety
/// AVX2.
#[target_feature(enable = "avx2,fma,f16c")]
pub(in crate::kernels) unsafe fn pack_blocks(
    tensor_type: TensorType,
    n_cols: usize,
    sources: &[&[u8]],
    tile: &mut [u8],
) -> Result<(), usize> {
    macro_rules! each_type {
        ($($name:ident),*) => {
            match tensor_type {
                // SAFETY: the caller's promise.
                $(TensorType::$name => unsafe {
                    pack::<{ TensorType::$name as usize }>(n_cols, sources, tile)
                },)*
                TensorType::F32 | TensorType::F16 | TensorType::Bf16 => Ok(()),
            }
        };
    }
    each_type!(Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2K, Q3K, Q4K, Q5K, Q6K)
}

/// One copy of the loops per type, in which all that depends on the type is a constant. `TYPE` is its place in
/// [`TensorType::ALL`].
///
/// # Safety
/// AVX2.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn pack<const TYPE: usize>(
    n_cols: usize,
    sources: &[&[u8]],
    tile: &mut [u8],
) -> Result<(), usize> {
    let tensor_type = TensorType::ALL[TYPE];
    let Layout::Coded(coding) = Layout::of(tensor_type) else {
        return Ok(());
    };
    pack_coded(
        tensor_type,
        n_cols,
        sources,
        tile,
        #[inline(always)]
        |block, run, row, planes| {
            // SAFETY: the caller's promise.
            unsafe {
                write_codes(
                    coding.planes,
                    codes_of(tensor_type, block, run),
                    row,
                    planes,
                );
            };
        },
    )
}

/// The 32 codes of a run, a byte each, columns in order.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn codes_of(tensor_type: TensorType, block: &[u8], run: usize) -> __m256i {
    // SAFETY: AVX2 by the caller's promise; `whole` and `half` check what they read.
    unsafe {
        match tensor_type {
            TensorType::Q4_0 => halves(&block[2..]),
            TensorType::Q4_1 => halves(&block[4..]),
            TensorType::Q5_0 => _mm256_or_si256(halves(&block[6..]), fifth_bits(&block[2..])),
            TensorType::Q5_1 => _mm256_or_si256(halves(&block[8..]), fifth_bits(&block[4..])),
            TensorType::Q8_0 => _mm256_xor_si256(whole(&block[2..]), _mm256_set1_epi8(-128)),
            TensorType::Q2K => shifted(&block[16 + run / 4 * 32..], run % 4 * 2, 3, 0),
            TensorType::Q3K => _mm256_or_si256(
                shifted(&block[32 + run / 4 * 32..], run % 4 * 2, 3, 0),
                shifted(block, run, 1, 2),
            ),
            TensorType::Q4K => shifted(&block[16 + run / 2 * 32..], run % 2 * 4, 15, 0),
            TensorType::Q5K => _mm256_or_si256(
                shifted(&block[48 + run / 2 * 32..], run % 2 * 4, 15, 0),
                shifted(&block[16..], run, 1, 4),
            ),
            TensorType::Q6K => {
                let (half, quarter) = (run / 4, run % 4);
                _mm256_or_si256(
                    shifted(
                        &block[half * 64 + quarter % 2 * 32..],
                        quarter / 2 * 4,
                        15,
                        0,
                    ),
                    shifted(&block[128 + half * 32..], quarter * 2, 3, 4),
                )
            }
            TensorType::F32 | TensorType::F16 | TensorType::Bf16 => _mm256_setzero_si256(),
        }
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn whole(bytes: &[u8]) -> __m256i {
    let bytes = &bytes[..32];
    // SAFETY: 32 bytes by the line above.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

/// Of 32 bytes, the bits of `mask` behind the lowest `right`, moved up by `left`.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn shifted(bytes: &[u8], right: usize, mask: i8, left: i32) -> __m256i {
    // SAFETY: the caller's promise.
    unsafe {
        let bits = _mm256_srl_epi16(whole(bytes), _mm_cvtsi32_si128(right as i32));
        let bits = _mm256_and_si256(bits, _mm256_set1_epi8(mask));
        _mm256_sll_epi16(bits, _mm_cvtsi32_si128(left))
    }
}

/// Sixteen bytes: low halves are the first columns, high halves those 16 further right.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn halves(bytes: &[u8]) -> __m256i {
    let bytes = &bytes[..16];
    // SAFETY: 16 bytes by the line above; the caller's promise.
    unsafe {
        let both = _mm_loadu_si128(bytes.as_ptr().cast());
        let both = _mm256_set_m128i(_mm_srli_epi16::<4>(both), both);
        _mm256_and_si256(both, _mm256_set1_epi8(15))
    }
}

/// Of 32 bits, bit `c` as bit 4 of byte `c`.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn fifth_bits(bytes: &[u8]) -> __m256i {
    let bits = i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    // SAFETY: the caller's promise.
    unsafe {
        let places = _mm256_setr_epi64x(
            0,
            0x0101_0101_0101_0101,
            0x0202_0202_0202_0202,
            0x0303_0303_0303_0303,
        );
        let byte = _mm256_shuffle_epi8(_mm256_set1_epi32(bits), places);
        let bit = _mm256_set1_epi64x(0x8040_2010_0804_0201_u64.cast_signed());
        let is_set = _mm256_cmpeq_epi8(_mm256_and_si256(byte, bit), bit);
        _mm256_and_si256(is_set, _mm256_set1_epi8(16))
    }
}

/// Writes one row of one run into its planes.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn write_codes(planes: Planes, codes: __m256i, row: usize, run: &mut [u8]) {
    let run = &mut run[..planes.run_bytes()];
    assert!(row < 16, "a tile has sixteen rows");
    let mut put = |vector: usize, words: &[u32]| {
        for (index, word) in words.iter().enumerate() {
            let at = (vector + index) * VECTOR + row * 4;
            run[at..at + 4].copy_from_slice(&word.to_le_bytes());
        }
    };
    // SAFETY: the caller's promise.
    unsafe {
        match planes {
            Planes::Crumbs => put(0, &crumbs(codes)),
            Planes::CrumbsBits => {
                put(0, &crumbs(codes));
                put(2, &[bits(_mm256_srli_epi16::<2>(codes))]);
            }
            Planes::Nibbles => put(0, &nibbles(codes)),
            Planes::NibblesBits => {
                put(0, &nibbles(codes));
                put(4, &[bits(_mm256_srli_epi16::<4>(codes))]);
            }
            Planes::NibblesCrumbs => {
                put(0, &nibbles(codes));
                put(4, &crumbs(_mm256_srli_epi16::<4>(codes)));
            }
            Planes::Bytes => put(0, &words(codes)),
        }
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn words(codes: __m256i) -> [u32; 8] {
    let mut words = [0; 8];
    // SAFETY: eight words are a vector; the caller's promise.
    unsafe { _mm256_storeu_si256(words.as_mut_ptr().cast(), codes) };
    words
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn nibbles(codes: __m256i) -> [u32; 4] {
    // SAFETY: four words are half a vector; the caller's promise.
    unsafe {
        let codes = _mm256_and_si256(codes, _mm256_set1_epi8(15));
        let high = _mm_slli_epi16::<4>(_mm256_extracti128_si256::<1>(codes));
        let both = _mm_or_si128(_mm256_castsi256_si128(codes), high);
        let mut words = [0; 4];
        _mm_storeu_si128(words.as_mut_ptr().cast(), both);
        words
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn crumbs(codes: __m256i) -> [u32; 2] {
    // SAFETY: the caller's promise.
    unsafe {
        let codes = _mm256_and_si256(codes, _mm256_set1_epi8(3));
        let placed = _mm256_sllv_epi32(codes, _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6));
        let words = words(gathered(placed));
        [words[0], words[4]]
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn bits(codes: __m256i) -> u32 {
    // SAFETY: the caller's promise.
    unsafe {
        let codes = _mm256_and_si256(codes, _mm256_set1_epi8(1));
        let placed = _mm256_sllv_epi32(codes, _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
        let words = words(gathered(placed));
        words[0] | words[4]
    }
}

/// In each half, every word with the bits of all four.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn gathered(words: __m256i) -> __m256i {
    // SAFETY: the caller's promise.
    unsafe {
        let pairs = _mm256_or_si256(words, _mm256_shuffle_epi32::<0b01_00_11_10>(words));
        _mm256_or_si256(pairs, _mm256_shuffle_epi32::<0b10_11_00_01>(pairs))
    }
}
