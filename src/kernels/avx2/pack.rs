//! Packing, with the codes of a run in one vector.

use std::arch::x86_64::*;

use super::super::TensorType;
use super::super::layout::{Layout, Planes, ROWS, VECTOR};
use super::super::pack::{group_scales, pack_coded};

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
        |blocks, out| {
            // SAFETY: the caller's promise.
            unsafe { write_scales(tensor_type, blocks, out) }
        },
        #[inline(always)]
        |blocks, runs| {
            for (quad, blocks) in blocks.chunks(4).enumerate() {
                // SAFETY: the caller's promise.
                unsafe {
                    prefetch(blocks, ROWS * tensor_type.row_bytes(n_cols));
                    write_runs(tensor_type, coding.planes, blocks, quad, runs);
                }
            }
        },
    )
}

/// Asks for what lies `ahead` bytes behind the blocks: the next tile's. By itself the processor does not follow
/// sixteen rows at once.
///
/// # Safety
/// None beyond x86-64: a prefetch of an address that is no memory does nothing.
#[inline(always)]
unsafe fn prefetch(blocks: &[&[u8]], ahead: usize) {
    for block in blocks {
        for line in (0..block.len()).step_by(64) {
            let at = block.as_ptr().wrapping_add(ahead + line);
            // SAFETY: prefetching never faults.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(at.cast()) };
        }
    }
}

/// The codes of one block of up to four rows, `4·quad` on, into all its runs.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn write_runs(
    tensor_type: TensorType,
    planes: Planes,
    blocks: &[&[u8]],
    quad: usize,
    runs: &mut [u8],
) {
    for (run, out) in runs.chunks_exact_mut(planes.run_bytes()).enumerate() {
        // SAFETY: the caller's promise.
        unsafe {
            let mut rows = [[_mm_setzero_si128(); 2]; 4];
            for t in 0..4 {
                if let Some(block) = blocks.get(t) {
                    rows[t] = words(planes, codes_of(tensor_type, block, run));
                }
            }
            write_quad(rows, quad, out);
        }
    }
}

/// The scales of one block of up to sixteen rows, a row of `out` per group.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn write_scales(tensor_type: TensorType, blocks: &[&[u8]], out: &mut [u8]) {
    let mut scales = [[0; 2 * ROWS]; ROWS];
    for (scales, block) in scales.iter_mut().zip(blocks) {
        *scales = group_scales(tensor_type, block);
    }
    for (half, out) in out.chunks_exact_mut(ROWS * ROWS).enumerate() {
        // SAFETY: each half of a row's scales is sixteen bytes, as is each of the sixteen rows of `out`.
        unsafe {
            let rows = std::array::from_fn(
                #[inline(always)]
                |row| _mm_loadu_si128(scales[row].as_ptr().add(half * ROWS).cast()),
            );
            for (slot, out) in transposed(rows).into_iter().zip(out.chunks_exact_mut(ROWS)) {
                _mm_storeu_si128(out.as_mut_ptr().cast(), slot);
            }
        }
    }
}

/// Sixteen rows of sixteen bytes, turned: each step lays a row beside the one eight further down.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn transposed(mut rows: [__m128i; ROWS]) -> [__m128i; ROWS] {
    for _ in 0..4 {
        let before = rows;
        for at in 0..ROWS / 2 {
            // SAFETY: the caller's promise.
            unsafe {
                rows[2 * at] = _mm_unpacklo_epi8(before[at], before[at + ROWS / 2]);
                rows[2 * at + 1] = _mm_unpackhi_epi8(before[at], before[at + ROWS / 2]);
            }
        }
    }
    rows
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

/// What one row of one run is in its planes: a word for each, four to a vector.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn words(planes: Planes, codes: __m256i) -> [__m128i; 2] {
    // SAFETY: the caller's promise.
    unsafe {
        let none = _mm_setzero_si128();
        match planes {
            Planes::Crumbs => [crumbs(codes), none],
            Planes::CrumbsBits => {
                let bits = bits(_mm256_srli_epi16::<2>(codes));
                [_mm_unpacklo_epi64(crumbs(codes), bits), none]
            }
            Planes::Nibbles => [nibbles(codes), none],
            Planes::NibblesBits => [nibbles(codes), bits(_mm256_srli_epi16::<4>(codes))],
            Planes::NibblesCrumbs => [nibbles(codes), crumbs(_mm256_srli_epi16::<4>(codes))],
            Planes::Bytes => halves_of(codes),
        }
    }
}

/// Writes rows `4·quad` on of one run into its planes.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn write_quad(rows: [[__m128i; 2]; 4], quad: usize, run: &mut [u8]) {
    for (half, run) in run.chunks_mut(4 * VECTOR).enumerate() {
        // SAFETY: the caller's promise; a place is sixteen bytes.
        unsafe {
            let [a, b, c, d] = rows.map(|row| row[half]);
            let (ab, cd) = (_mm_unpacklo_epi32(a, b), _mm_unpacklo_epi32(c, d));
            let (ab_high, cd_high) = (_mm_unpackhi_epi32(a, b), _mm_unpackhi_epi32(c, d));
            let planes = [
                _mm_unpacklo_epi64(ab, cd),
                _mm_unpackhi_epi64(ab, cd),
                _mm_unpacklo_epi64(ab_high, cd_high),
                _mm_unpackhi_epi64(ab_high, cd_high),
            ];
            for (run, plane) in run.chunks_exact_mut(VECTOR).zip(planes) {
                let place = &mut run[quad * 16..][..16];
                _mm_storeu_si128(place.as_mut_ptr().cast(), plane);
            }
        }
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn halves_of(codes: __m256i) -> [__m128i; 2] {
    // SAFETY: the caller's promise.
    unsafe {
        [
            _mm256_castsi256_si128(codes),
            _mm256_extracti128_si256::<1>(codes),
        ]
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn nibbles(codes: __m256i) -> __m128i {
    // SAFETY: the caller's promise.
    unsafe {
        let [low, high] = halves_of(_mm256_and_si256(codes, _mm256_set1_epi8(15)));
        _mm_or_si128(low, _mm_slli_epi16::<4>(high))
    }
}

/// Two words.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn crumbs(codes: __m256i) -> __m128i {
    // SAFETY: the caller's promise.
    unsafe {
        let codes = _mm256_and_si256(codes, _mm256_set1_epi8(3));
        let placed = _mm256_sllv_epi32(codes, _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6));
        let [low, high] = halves_of(gathered(placed));
        _mm_unpacklo_epi32(low, high)
    }
}

/// One word.
///
/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn bits(codes: __m256i) -> __m128i {
    // SAFETY: the caller's promise.
    unsafe {
        let codes = _mm256_and_si256(codes, _mm256_set1_epi8(1));
        let placed = _mm256_sllv_epi32(codes, _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
        let [low, high] = halves_of(gathered(placed));
        _mm_or_si128(low, high)
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
