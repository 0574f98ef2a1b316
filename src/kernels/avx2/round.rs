//! Inputs rounded to 8 bits.

use std::arch::x86_64::*;

use super::super::quantize::{RowMut, inverse_scale};

/// As [`super::super::quantize::round_row_scalar`], bit for bit for finite numbers.
///
/// # Safety
/// AVX2. `x` is a whole number of blocks, those of 32, and `out` has room for them.
#[target_feature(enable = "avx2,fma,f16c")]
pub(in crate::kernels) unsafe fn round_row(x: &[f32], block: usize, out: RowMut<'_>) {
    assert!(block.is_multiple_of(32) && out.codes.len() == x.len());
    let sign = _mm256_set1_ps(-0.0);
    for (index, x) in x.chunks_exact(block).enumerate() {
        let mut most = _mm256_setzero_ps();
        for eight in x.as_chunks::<8>().0 {
            // SAFETY: eight numbers; the same below.
            let value = unsafe { _mm256_loadu_ps(eight.as_ptr()) };
            // The operand order makes a NaN in `value` leave `most` as it is.
            most = _mm256_max_ps(_mm256_andnot_ps(sign, value), most);
        }
        let mut lanes = [0.0; 8];
        // SAFETY: eight lanes.
        unsafe { _mm256_storeu_ps(lanes.as_mut_ptr(), most) };
        let largest = lanes.iter().fold(0.0_f32, |most, value| most.max(*value));
        let inverse = _mm256_set1_ps(inverse_scale(largest));
        let mut total = 0;
        for (run, x) in x.as_chunks::<32>().0.iter().enumerate() {
            let at = index * block + run * 32;
            let codes = &mut out.codes[at..at + 32];
            let mut parts = [_mm256_setzero_si256(); 4];
            for (part, eight) in parts.iter_mut().zip(x.as_chunks::<8>().0) {
                // SAFETY: eight numbers.
                let value = unsafe { _mm256_loadu_ps(eight.as_ptr()) };
                let scaled = _mm256_mul_ps(value, inverse);
                let ordered = _mm256_cmp_ps::<_CMP_ORD_Q>(scaled, scaled);
                *part = _mm256_cvtps_epi32(_mm256_and_ps(scaled, ordered));
            }
            // Packing works within halves of a vector; the permutation puts the eights back in order.
            let low = _mm256_packs_epi32(parts[0], parts[1]);
            let high = _mm256_packs_epi32(parts[2], parts[3]);
            let order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
            let bytes = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(low, high), order);
            // SAFETY: 32 codes.
            unsafe { _mm256_storeu_si256(codes.as_mut_ptr().cast(), bytes) };
            let sums = codes.as_chunks::<16>().0;
            let sum = |codes: &[i8; 16]| codes.iter().map(|code| i16::from(*code)).sum::<i16>();
            let (first, second) = (sum(&sums[0]), sum(&sums[1]));
            out.sums16[at / 16] = first;
            out.sums16[at / 16 + 1] = second;
            out.sums32[at / 32] = first + second;
            total += i32::from(first + second);
        }
        out.scales[index] = largest / 127.0;
        out.totals[index] = out.scales[index] * total as f32;
    }
}
