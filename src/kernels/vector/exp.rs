//! Eight exponentials at once.

use std::arch::x86_64::*;

/// Below, results are 0: e⁻⁸⁷ is as good as nothing beside the 1 it is added to.
const LOWEST: f32 = -87.0;
/// Above, results are infinite, as they are from 88.73 on by themselves.
const HIGHEST: f32 = 89.0;

/// ln 2 in two parts. The first has so few digits that its product with a whole number below 2⁸ is exact.
const LN_2_HIGH: f32 = 355.0 / 512.0;
const LN_2_LOW: f32 = (std::f64::consts::LN_2 - 355.0 / 512.0) as f32;

/// 1 / n! for n from 7 down to 0.
const COEFFICIENTS: [f32; 8] = [
    1.0 / 5040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];

/// eˣ, as 2ⁿ eʳ with |r| ≤ ln 2 / 2, where eʳ is its Taylor polynomial of degree 7: that leaves out less than
/// r⁸/8! < 6·10⁻⁹, and rounding adds to a relative error below 2·10⁻⁷. NaN stays NaN; below −87 it is 0.
#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
pub(in crate::kernels) fn exp(x: __m256) -> __m256 {
    // With x as the second operand, NaN comes through.
    let x = _mm256_max_ps(_mm256_set1_ps(LOWEST), x);
    let x = _mm256_min_ps(_mm256_set1_ps(HIGHEST), x);
    let n = _mm256_round_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(_mm256_mul_ps(
        x,
        _mm256_set1_ps(std::f32::consts::LOG2_E),
    ));
    let r = _mm256_fnmadd_ps(n, _mm256_set1_ps(LN_2_HIGH), x);
    let r = _mm256_fnmadd_ps(n, _mm256_set1_ps(LN_2_LOW), r);
    let mut sum = _mm256_set1_ps(COEFFICIENTS[0]);
    for coefficient in &COEFFICIENTS[1..] {
        sum = _mm256_fmadd_ps(sum, r, _mm256_set1_ps(*coefficient));
    }
    // n reaches 128, whose power of two is no f32, so one doubling comes first; −126 gives an exponent of 0, thus 0.
    let exponent = _mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(126));
    let power = _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent));
    _mm256_mul_ps(_mm256_add_ps(sum, sum), power)
}
