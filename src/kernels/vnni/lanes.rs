//! Vectors of one number per row: all sixteen rows of a tile, or eight.

use std::arch::x86_64::*;

use super::super::layout::VECTOR;

/// A width of vectors, with the operations products need.
///
/// # Safety
/// Every method wants the width's instructions, and that what it reads or writes is there.
pub(in crate::kernels) trait Lanes {
    /// 32-bit integers, or four bytes for each row.
    type Int: Copy;
    type Float: Copy;
    /// Rows in a vector.
    const ROWS: usize;
    /// Vectors to a tile.
    const PARTS: usize = 16 / Self::ROWS;

    unsafe fn zero() -> Self::Int;
    unsafe fn zero_float() -> Self::Float;
    unsafe fn load(at: *const u8) -> Self::Int;
    unsafe fn store(at: *mut u8, value: Self::Int);
    unsafe fn and(value: Self::Int, mask: u8) -> Self::Int;
    unsafe fn or(a: Self::Int, b: Self::Int) -> Self::Int;
    /// Each 16 bits on their own, up by a positive number and down by a negative one.
    unsafe fn shift(value: Self::Int, up: i32) -> Self::Int;
    /// `sum` plus the products of four unsigned codes and the four signed inputs at `x`.
    unsafe fn dot(sum: Self::Int, codes: Self::Int, x: *const i8) -> Self::Int;
    /// `sum` plus the products of two 16-bit numbers and the two at `x`.
    unsafe fn dot_pairs(sum: Self::Int, pairs: Self::Int, x: *const i16) -> Self::Int;
    /// The bytes at `a` and `b`, one per row each, as pairs of 16-bit numbers.
    unsafe fn pairs(a: *const u8, b: *const u8, signed: bool) -> Self::Int;
    unsafe fn to_float(value: Self::Int) -> Self::Float;
    /// Signed bytes, one per row.
    unsafe fn bytes_to_float(at: *const u8) -> Self::Float;
    /// f16 numbers, one per row.
    unsafe fn halves_to_float(at: *const u8) -> Self::Float;
    unsafe fn load_float(at: *const f32) -> Self::Float;
    unsafe fn store_float(at: *mut f32, value: Self::Float);
    unsafe fn same(value: f32) -> Self::Float;
    unsafe fn mul(a: Self::Float, b: Self::Float) -> Self::Float;
    /// `a · b + c`
    unsafe fn mul_add(a: Self::Float, b: Self::Float, c: Self::Float) -> Self::Float;
}

/// AVX-512 VNNI: whole tiles.
pub(in crate::kernels) struct Sixteen;
/// AVX-VNNI: halves of tiles. What codes are made of takes no more than AVX2.
pub(in crate::kernels) struct Eight;

/// # Safety
/// Four bytes can be read.
#[inline(always)]
unsafe fn word(x: *const i8) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { x.cast::<i32>().read_unaligned() }
}

// SAFETY (all of both implementations): the trait's promise.
impl Lanes for Sixteen {
    type Int = __m512i;
    type Float = __m512;
    const ROWS: usize = 16;

    #[inline(always)]
    unsafe fn zero() -> __m512i {
        unsafe { _mm512_setzero_si512() }
    }
    #[inline(always)]
    unsafe fn zero_float() -> __m512 {
        unsafe { _mm512_setzero_ps() }
    }
    #[inline(always)]
    unsafe fn load(at: *const u8) -> __m512i {
        unsafe { _mm512_loadu_si512(at.cast()) }
    }
    #[inline(always)]
    unsafe fn store(at: *mut u8, value: __m512i) {
        unsafe { _mm512_storeu_si512(at.cast(), value) }
    }
    #[inline(always)]
    unsafe fn and(value: __m512i, mask: u8) -> __m512i {
        unsafe { _mm512_and_si512(value, _mm512_set1_epi8(mask.cast_signed())) }
    }
    #[inline(always)]
    unsafe fn or(a: __m512i, b: __m512i) -> __m512i {
        unsafe { _mm512_or_si512(a, b) }
    }
    #[inline(always)]
    unsafe fn shift(value: __m512i, up: i32) -> __m512i {
        unsafe {
            if up >= 0 {
                _mm512_sll_epi16(value, _mm_cvtsi32_si128(up))
            } else {
                _mm512_srl_epi16(value, _mm_cvtsi32_si128(-up))
            }
        }
    }
    #[inline(always)]
    unsafe fn dot(sum: __m512i, codes: __m512i, x: *const i8) -> __m512i {
        unsafe { _mm512_dpbusd_epi32(sum, codes, _mm512_set1_epi32(word(x))) }
    }
    #[inline(always)]
    unsafe fn dot_pairs(sum: __m512i, pairs: __m512i, x: *const i16) -> __m512i {
        unsafe { _mm512_dpwssd_epi32(sum, pairs, _mm512_set1_epi32(word(x.cast()))) }
    }
    #[inline(always)]
    unsafe fn pairs(a: *const u8, b: *const u8, signed: bool) -> __m512i {
        unsafe {
            let (a, b) = (_mm_loadu_si128(a.cast()), _mm_loadu_si128(b.cast()));
            let (a, b) = if signed {
                (_mm512_cvtepi8_epi32(a), _mm512_cvtepi8_epi32(b))
            } else {
                (_mm512_cvtepu8_epi32(a), _mm512_cvtepu8_epi32(b))
            };
            let low = _mm512_and_si512(a, _mm512_set1_epi32(0xffff));
            _mm512_or_si512(low, _mm512_slli_epi32::<16>(b))
        }
    }
    #[inline(always)]
    unsafe fn to_float(value: __m512i) -> __m512 {
        unsafe { _mm512_cvtepi32_ps(value) }
    }
    #[inline(always)]
    unsafe fn bytes_to_float(at: *const u8) -> __m512 {
        unsafe { _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128(at.cast()))) }
    }
    #[inline(always)]
    unsafe fn halves_to_float(at: *const u8) -> __m512 {
        unsafe { _mm512_cvtph_ps(_mm256_loadu_si256(at.cast())) }
    }
    #[inline(always)]
    unsafe fn load_float(at: *const f32) -> __m512 {
        unsafe { _mm512_loadu_ps(at) }
    }
    #[inline(always)]
    unsafe fn store_float(at: *mut f32, value: __m512) {
        unsafe { _mm512_storeu_ps(at, value) }
    }
    #[inline(always)]
    unsafe fn same(value: f32) -> __m512 {
        unsafe { _mm512_set1_ps(value) }
    }
    #[inline(always)]
    unsafe fn mul(a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_mul_ps(a, b) }
    }
    #[inline(always)]
    unsafe fn mul_add(a: __m512, b: __m512, c: __m512) -> __m512 {
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }
}

impl Lanes for Eight {
    type Int = __m256i;
    type Float = __m256;
    const ROWS: usize = 8;

    #[inline(always)]
    unsafe fn zero() -> __m256i {
        unsafe { _mm256_setzero_si256() }
    }
    #[inline(always)]
    unsafe fn zero_float() -> __m256 {
        unsafe { _mm256_setzero_ps() }
    }
    #[inline(always)]
    unsafe fn load(at: *const u8) -> __m256i {
        unsafe { _mm256_loadu_si256(at.cast()) }
    }
    #[inline(always)]
    unsafe fn store(at: *mut u8, value: __m256i) {
        unsafe { _mm256_storeu_si256(at.cast(), value) }
    }
    #[inline(always)]
    unsafe fn and(value: __m256i, mask: u8) -> __m256i {
        unsafe { _mm256_and_si256(value, _mm256_set1_epi8(mask.cast_signed())) }
    }
    #[inline(always)]
    unsafe fn or(a: __m256i, b: __m256i) -> __m256i {
        unsafe { _mm256_or_si256(a, b) }
    }
    #[inline(always)]
    unsafe fn shift(value: __m256i, up: i32) -> __m256i {
        unsafe {
            if up >= 0 {
                _mm256_sll_epi16(value, _mm_cvtsi32_si128(up))
            } else {
                _mm256_srl_epi16(value, _mm_cvtsi32_si128(-up))
            }
        }
    }
    #[inline(always)]
    unsafe fn dot(sum: __m256i, codes: __m256i, x: *const i8) -> __m256i {
        unsafe { _mm256_dpbusd_avx_epi32(sum, codes, _mm256_set1_epi32(word(x))) }
    }
    #[inline(always)]
    unsafe fn dot_pairs(sum: __m256i, pairs: __m256i, x: *const i16) -> __m256i {
        unsafe { _mm256_dpwssd_avx_epi32(sum, pairs, _mm256_set1_epi32(word(x.cast()))) }
    }
    #[inline(always)]
    unsafe fn pairs(a: *const u8, b: *const u8, signed: bool) -> __m256i {
        unsafe {
            let (a, b) = (_mm_loadl_epi64(a.cast()), _mm_loadl_epi64(b.cast()));
            let (a, b) = if signed {
                (_mm256_cvtepi8_epi32(a), _mm256_cvtepi8_epi32(b))
            } else {
                (_mm256_cvtepu8_epi32(a), _mm256_cvtepu8_epi32(b))
            };
            let low = _mm256_and_si256(a, _mm256_set1_epi32(0xffff));
            _mm256_or_si256(low, _mm256_slli_epi32::<16>(b))
        }
    }
    #[inline(always)]
    unsafe fn to_float(value: __m256i) -> __m256 {
        unsafe { _mm256_cvtepi32_ps(value) }
    }
    #[inline(always)]
    unsafe fn bytes_to_float(at: *const u8) -> __m256 {
        unsafe { _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64(at.cast()))) }
    }
    #[inline(always)]
    unsafe fn halves_to_float(at: *const u8) -> __m256 {
        unsafe { _mm256_cvtph_ps(_mm_loadu_si128(at.cast())) }
    }
    #[inline(always)]
    unsafe fn load_float(at: *const f32) -> __m256 {
        unsafe { _mm256_loadu_ps(at) }
    }
    #[inline(always)]
    unsafe fn store_float(at: *mut f32, value: __m256) {
        unsafe { _mm256_storeu_ps(at, value) }
    }
    #[inline(always)]
    unsafe fn same(value: f32) -> __m256 {
        unsafe { _mm256_set1_ps(value) }
    }
    #[inline(always)]
    unsafe fn mul(a: __m256, b: __m256) -> __m256 {
        unsafe { _mm256_mul_ps(a, b) }
    }
    #[inline(always)]
    unsafe fn mul_add(a: __m256, b: __m256, c: __m256) -> __m256 {
        unsafe { _mm256_fmadd_ps(a, b, c) }
    }
}

/// Codes from their planes into vectors.
pub(in crate::kernels) mod planes {
    use super::{Lanes, VECTOR};

    /// A way codes are stored.
    pub(in crate::kernels) trait Stored {
        const RUN_BYTES: usize;

        /// Columns `4·v` to `4·v + 3` of the run at `run`, the rows of part `part`.
        ///
        /// # Safety
        /// The instructions of `L`; `RUN_BYTES` can be read at `run`; `v` < 8, `part` < `L::PARTS`.
        unsafe fn load<L: Lanes>(run: *const u8, v: usize, part: usize) -> L::Int;
    }

    pub(in crate::kernels) struct Crumbs;
    pub(in crate::kernels) struct Crumbs3;
    pub(in crate::kernels) struct Nibbles;
    pub(in crate::kernels) struct Bits5;
    pub(in crate::kernels) struct Bits6;
    pub(in crate::kernels) struct Bytes;

    /// # Safety
    /// As [`Stored::load`].
    #[inline(always)]
    unsafe fn at<L: Lanes>(run: *const u8, vector: usize, part: usize) -> L::Int {
        // SAFETY: the caller's promise.
        unsafe { L::load(run.add(vector * VECTOR + part * L::ROWS * 4)) }
    }

    impl Stored for Nibbles {
        const RUN_BYTES: usize = 4 * VECTOR;

        #[inline(always)]
        unsafe fn load<L: Lanes>(run: *const u8, v: usize, part: usize) -> L::Int {
            // SAFETY: the caller's promise.
            unsafe {
                let both = at::<L>(run, v % 4, part);
                L::and(if v < 4 { both } else { L::shift(both, -4) }, 0x0f)
            }
        }
    }

    impl Stored for Crumbs {
        const RUN_BYTES: usize = 2 * VECTOR;

        #[inline(always)]
        unsafe fn load<L: Lanes>(run: *const u8, v: usize, part: usize) -> L::Int {
            // SAFETY: the caller's promise.
            unsafe { L::and(L::shift(at::<L>(run, v / 4, part), -(v as i32 % 4 * 2)), 3) }
        }
    }

    impl Stored for Crumbs3 {
        const RUN_BYTES: usize = 3 * VECTOR;

        #[inline(always)]
        unsafe fn load<L: Lanes>(run: *const u8, v: usize, part: usize) -> L::Int {
            // SAFETY: the caller's promise.
            unsafe {
                let bit = L::shift(at::<L>(run, 2, part), 2 - v as i32);
                L::or(Crumbs::load::<L>(run, v, part), L::and(bit, 4))
            }
        }
    }

    impl Stored for Bits5 {
        const RUN_BYTES: usize = 5 * VECTOR;

        #[inline(always)]
        unsafe fn load<L: Lanes>(run: *const u8, v: usize, part: usize) -> L::Int {
            // SAFETY: the caller's promise.
            unsafe {
                let bit = L::shift(at::<L>(run, 4, part), 4 - v as i32);
                L::or(Nibbles::load::<L>(run, v, part), L::and(bit, 0x10))
            }
        }
    }

    impl Stored for Bits6 {
        const RUN_BYTES: usize = 6 * VECTOR;

        #[inline(always)]
        unsafe fn load<L: Lanes>(run: *const u8, v: usize, part: usize) -> L::Int {
            // SAFETY: the caller's promise.
            unsafe {
                let crumb = L::shift(at::<L>(run, 4 + v / 4, part), 4 - v as i32 % 4 * 2);
                L::or(Nibbles::load::<L>(run, v, part), L::and(crumb, 0x30))
            }
        }
    }

    impl Stored for Bytes {
        const RUN_BYTES: usize = 8 * VECTOR;

        #[inline(always)]
        unsafe fn load<L: Lanes>(run: *const u8, v: usize, part: usize) -> L::Int {
            // SAFETY: the caller's promise.
            unsafe { at::<L>(run, v, part) }
        }
    }
}
