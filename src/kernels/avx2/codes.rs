//! Codes from their planes into vectors.

use std::arch::x86_64::*;

use super::super::layout::VECTOR;

/// A way codes are stored. A code vector holds 4 columns of 8 rows, unsigned bytes.
pub(super) trait Codes {
    /// Bytes of a run.
    const RUN_BYTES: usize;
    /// How many products fit a sum of 16 bits: the largest code · 127 · 2 · this is below 2¹⁵.
    const FLUSH: usize;
    /// Whether a code is two: what [`Self::load`] gives and 16 times what [`Self::load_high`] gives.
    const TWO: bool = false;

    /// Columns `4·V` to `4·V + 3` of the run at `run`, rows `8·half` to `8·half + 7`.
    ///
    /// # Safety
    /// AVX2; `RUN_BYTES` can be read at `run`; `V` < 8, `half` < 2.
    unsafe fn load<const V: usize>(run: *const u8, half: usize) -> __m256i;

    /// # Safety
    /// As [`Self::load`].
    #[inline(always)]
    unsafe fn load_high<const V: usize>(_run: *const u8, _half: usize) -> __m256i {
        // SAFETY: AVX2 by the caller's promise.
        unsafe { _mm256_setzero_si256() }
    }
}

/// 4 bits.
pub(super) struct Nibbles;
/// 5 bits: nibbles and bits.
pub(super) struct Bits5;
/// 6 bits: nibbles and crumbs.
pub(super) struct Bits6;
/// 2 bits.
pub(super) struct Crumbs;
/// 3 bits: crumbs and bits.
pub(super) struct Crumbs3;
/// 8 bits, as two halves of four.
pub(super) struct Halves;

impl Codes for Nibbles {
    const RUN_BYTES: usize = 4 * VECTOR;
    const FLUSH: usize = 8;

    #[inline(always)]
    unsafe fn load<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe {
            let both = at(run, V % 4, half);
            low_bits(
                if V < 4 {
                    both
                } else {
                    _mm256_srli_epi16::<4>(both)
                },
                0x0f,
            )
        }
    }
}

impl Codes for Bits5 {
    const RUN_BYTES: usize = 5 * VECTOR;
    const FLUSH: usize = 4;

    #[inline(always)]
    unsafe fn load<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe {
            let low = Nibbles::load::<V>(run, half);
            let all = at(run, 4, half);
            let bit = match V {
                0 => _mm256_slli_epi16::<4>(all),
                1 => _mm256_slli_epi16::<3>(all),
                2 => _mm256_slli_epi16::<2>(all),
                3 => _mm256_slli_epi16::<1>(all),
                4 => all,
                5 => _mm256_srli_epi16::<1>(all),
                6 => _mm256_srli_epi16::<2>(all),
                _ => _mm256_srli_epi16::<3>(all),
            };
            _mm256_or_si256(low, low_bits(bit, 0x10))
        }
    }
}

impl Codes for Bits6 {
    const RUN_BYTES: usize = 6 * VECTOR;
    const FLUSH: usize = 2;

    #[inline(always)]
    unsafe fn load<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe {
            let low = Nibbles::load::<V>(run, half);
            let all = at(run, 4 + V / 4, half);
            let crumb = match V % 4 {
                0 => _mm256_slli_epi16::<4>(all),
                1 => _mm256_slli_epi16::<2>(all),
                2 => all,
                _ => _mm256_srli_epi16::<2>(all),
            };
            _mm256_or_si256(low, low_bits(crumb, 0x30))
        }
    }
}

impl Codes for Crumbs {
    const RUN_BYTES: usize = 2 * VECTOR;
    const FLUSH: usize = 8;

    #[inline(always)]
    unsafe fn load<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe {
            let all = at(run, V / 4, half);
            let crumb = match V % 4 {
                0 => all,
                1 => _mm256_srli_epi16::<2>(all),
                2 => _mm256_srli_epi16::<4>(all),
                _ => _mm256_srli_epi16::<6>(all),
            };
            low_bits(crumb, 0x03)
        }
    }
}

impl Codes for Crumbs3 {
    const RUN_BYTES: usize = 3 * VECTOR;
    const FLUSH: usize = 8;

    #[inline(always)]
    unsafe fn load<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe {
            let low = Crumbs::load::<V>(run, half);
            let all = at(run, 2, half);
            let bit = match V {
                0 => _mm256_slli_epi16::<2>(all),
                1 => _mm256_slli_epi16::<1>(all),
                2 => all,
                3 => _mm256_srli_epi16::<1>(all),
                4 => _mm256_srli_epi16::<2>(all),
                5 => _mm256_srli_epi16::<3>(all),
                6 => _mm256_srli_epi16::<4>(all),
                _ => _mm256_srli_epi16::<5>(all),
            };
            _mm256_or_si256(low, low_bits(bit, 0x04))
        }
    }
}

impl Codes for Halves {
    const RUN_BYTES: usize = 8 * VECTOR;
    const FLUSH: usize = 8;
    const TWO: bool = true;

    #[inline(always)]
    unsafe fn load<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe { low_bits(at(run, V, half), 0x0f) }
    }

    #[inline(always)]
    unsafe fn load_high<const V: usize>(run: *const u8, half: usize) -> __m256i {
        // SAFETY: the caller's promise.
        unsafe { low_bits(_mm256_srli_epi16::<4>(at(run, V, half)), 0x0f) }
    }
}

/// # Safety
/// AVX2; the vector can be read.
#[inline(always)]
unsafe fn at(run: *const u8, vector: usize, half: usize) -> __m256i {
    // SAFETY: the caller's promise.
    unsafe { _mm256_loadu_si256(run.add(vector * VECTOR + half * 32).cast()) }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn low_bits(bytes: __m256i, mask: i8) -> __m256i {
    // SAFETY: AVX2 by the caller's promise.
    unsafe { _mm256_and_si256(bytes, _mm256_set1_epi8(mask)) }
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
