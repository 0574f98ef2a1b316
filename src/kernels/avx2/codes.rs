//! How sums of 16 bits hold the products of codes.

use std::arch::x86_64::*;

use super::super::vnni::lanes::Eight;
pub(super) use super::super::vnni::lanes::planes::{
    Bits5, Bits6, Bytes, Crumbs, Crumbs3, Nibbles, Stored,
};

/// Codes as unsigned bytes, a vector for 4 columns of 8 rows, and what their products need.
pub(super) trait Codes: Stored {
    /// How many products fit a sum of 16 bits: the largest code · 127 · 2 · this is below 2¹⁵.
    const FLUSH: usize;
    /// Whether a code is two: what [`Self::low`] gives and 16 times what [`Self::high`] gives.
    const TWO: bool = false;

    /// Columns `4·V` to `4·V + 3` of the run at `run`, rows `8·half` to `8·half + 7`.
    ///
    /// # Safety
    /// AVX2; `RUN_BYTES` can be read at `run`; `V` < 8, `half` < 2.
    #[inline(always)]
    unsafe fn low<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe { Self::load::<Eight>(run, V, half) }
    }

    /// # Safety
    /// As [`Self::low`].
    #[inline(always)]
    unsafe fn high<const V: usize>(_run: *const u8, _half: usize) -> __m256i {
        // SAFETY: AVX2 by the caller's promise.
        unsafe { _mm256_setzero_si256() }
    }
}

impl Codes for Crumbs {
    const FLUSH: usize = 8;
}

impl Codes for Crumbs3 {
    const FLUSH: usize = 8;
}

impl Codes for Nibbles {
    const FLUSH: usize = 8;
}

impl Codes for Bits5 {
    const FLUSH: usize = 4;
}

impl Codes for Bits6 {
    const FLUSH: usize = 2;
}

/// Two halves of four bits.
impl Codes for Bytes {
    const FLUSH: usize = 8;
    const TWO: bool = true;

    #[inline(always)]
    unsafe fn low<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe { low_bits(Self::load::<Eight>(run, V, half)) }
    }

    #[inline(always)]
    unsafe fn high<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe { low_bits(_mm256_srli_epi16::<4>(Self::load::<Eight>(run, V, half))) }
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn low_bits(bytes: __m256i) -> __m256i {
    // SAFETY: AVX2 by the caller's promise.
    unsafe { _mm256_and_si256(bytes, _mm256_set1_epi8(0x0f)) }
}

/// Runs the block with `$v` a constant from 0 to 7.
macro_rules! each_vector {
    ($v:ident, $body:block) => {
        each_vector!(@ $v, $body, 0, 1, 2, 3, 4, 5, 6, 7)
    };
    (@ $v:ident, $body:block, $($n:literal),*) => {
        $({ const $v: usize = $n; $body })*
    };
}
pub(super) use each_vector;
