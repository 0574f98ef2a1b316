//! Eight at a time; a tail is padded with zeros to eight.

use std::arch::x86_64::*;

use half::f16;

use super::exp::exp;
use super::scalar::{self, GELU_CUBIC, SQRT_2_OVER_PI};

const LANES: usize = 8;

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn rms_norm(x: &[f32], weight: &[f32], eps: f32, out: &mut [f32]) {
    // Thirty-two partial sums lose as little as one in f64.
    let mean = dot(x, x) / x.len() as f32;
    let factor = _mm256_set1_ps(1.0 / (mean + eps).sqrt());
    let (outs, out_tail) = out.as_chunks_mut::<LANES>();
    let (xs, x_tail) = x.as_chunks::<LANES>();
    let (weights, weight_tail) = weight.as_chunks::<LANES>();
    let product = |x, weight| _mm256_mul_ps(_mm256_mul_ps(x, factor), weight);
    for ((out, x), weight) in outs.iter_mut().zip(xs).zip(weights) {
        store(out, product(load(x), load(weight)));
    }
    let tail = product(load(&padded(x_tail)), load(&padded(weight_tail)));
    store_some(out_tail, tail);
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn add(out: &mut [f32], x: &[f32]) {
    combine(out, x, |out, x| _mm256_add_ps(out, x));
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn add_scaled(out: &mut [f32], factor: f32, x: &[f32]) {
    let factor = _mm256_set1_ps(factor);
    combine(out, x, |out, x| _mm256_fmadd_ps(factor, x, out));
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a_rows, a_rest) = a.as_chunks::<{ 4 * LANES }>();
    let (b_rows, b_rest) = b.as_chunks::<{ 4 * LANES }>();
    let mut sums = [_mm256_setzero_ps(); 4];
    for (a, b) in a_rows.iter().zip(b_rows) {
        let (a, _) = a.as_chunks::<LANES>();
        let (b, _) = b.as_chunks::<LANES>();
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum = _mm256_fmadd_ps(load(a), load(b), *sum);
        }
    }
    for (a, b) in a_rest.chunks(LANES).zip(b_rest.chunks(LANES)) {
        sums[0] = _mm256_fmadd_ps(load(&padded(a)), load(&padded(b)), sums[0]);
    }
    sum_of(_mm256_add_ps(
        _mm256_add_ps(sums[0], sums[1]),
        _mm256_add_ps(sums[2], sums[3]),
    ))
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn silu_mul(gate: &mut [f32], up: &[f32]) {
    combine(gate, up, |gate, up| {
        _mm256_mul_ps(divided_by_one_plus_exp(gate, negated(gate)), up)
    });
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn gelu_mul(gate: &mut [f32], up: &[f32]) {
    let (one, cubic) = (_mm256_set1_ps(1.0), _mm256_set1_ps(GELU_CUBIC));
    let factor = _mm256_set1_ps(-2.0 * SQRT_2_OVER_PI);
    combine(gate, up, |x, up| {
        let inner = _mm256_fmadd_ps(_mm256_mul_ps(cubic, x), x, one);
        let exponent = _mm256_mul_ps(_mm256_mul_ps(factor, x), inner);
        _mm256_mul_ps(divided_by_one_plus_exp(x, exponent), up)
    });
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn softcap(x: &mut [f32], cap: f32) {
    let (rows, tail) = x.as_chunks_mut::<LANES>();
    for row in rows {
        let capped = softcapped(load(row), cap);
        store(row, capped);
    }
    let capped = softcapped(load(&padded(tail)), cap);
    store_some(tail, capped);
}

/// `cap · tanh(x / cap)`, where `tanh y = 1 − 2 / (e²ʸ + 1)`; off by less than `cap` · 3·10⁻⁷.
#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
pub(in crate::kernels) fn softcapped(x: __m256, cap: f32) -> __m256 {
    let doubled = _mm256_mul_ps(x, _mm256_set1_ps(2.0 / cap));
    let below = divided_by_one_plus_exp(_mm256_set1_ps(2.0), doubled);
    _mm256_mul_ps(
        _mm256_set1_ps(cap),
        _mm256_sub_ps(_mm256_set1_ps(1.0), below),
    )
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn softmax(x: &mut [f32]) {
    let max = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shift = _mm256_set1_ps(max);
    let mut sum = _mm256_setzero_ps();
    let (rows, tail) = x.as_chunks_mut::<LANES>();
    for row in rows {
        let power = exp(_mm256_sub_ps(load(row), shift));
        sum = _mm256_add_ps(sum, power);
        store(row, power);
    }
    let power = exp(_mm256_sub_ps(load(&padded(tail)), shift));
    store_some(tail, power);
    let sum = sum_of(sum) + tail.iter().sum::<f32>();
    for x in x {
        *x /= sum;
    }
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn rope_interleaved(head: &mut [f32], cos: &[f32], sin: &[f32]) {
    let (cos_rows, cos_tail) = cos.as_chunks::<{ LANES / 2 }>();
    let (sin_rows, sin_tail) = sin.as_chunks::<{ LANES / 2 }>();
    let (rows, _) = head.as_chunks_mut::<LANES>();
    for ((row, cos), sin) in rows.iter_mut().zip(cos_rows).zip(sin_rows) {
        let x = load(row);
        let swapped = _mm256_permute_ps::<0b10_11_00_01>(x);
        let turned = _mm256_mul_ps(swapped, twice_each(sin));
        store(row, _mm256_fmaddsub_ps(x, twice_each(cos), turned));
    }
    let tail = &mut head[cos_rows.len() * LANES..];
    scalar::rope_interleaved(tail, cos_tail, sin_tail);
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn rope_halves(head: &mut [f32], cos: &[f32], sin: &[f32]) {
    let (first, second) = head[..2 * cos.len()].split_at_mut(cos.len());
    let (first, first_tail) = first.as_chunks_mut::<LANES>();
    let (second, second_tail) = second.as_chunks_mut::<LANES>();
    let (cos_rows, cos_tail) = cos.as_chunks::<LANES>();
    let (sin_rows, sin_tail) = sin.as_chunks::<LANES>();
    for (((first, second), cos), sin) in first.iter_mut().zip(second).zip(cos_rows).zip(sin_rows) {
        let (a, b, cos, sin) = (load(first), load(second), load(cos), load(sin));
        store(first, _mm256_fmsub_ps(a, cos, _mm256_mul_ps(b, sin)));
        store(second, _mm256_fmadd_ps(b, cos, _mm256_mul_ps(a, sin)));
    }
    for (((a, b), cos), sin) in first_tail
        .iter_mut()
        .zip(second_tail)
        .zip(cos_tail)
        .zip(sin_tail)
    {
        (*a, *b) = (*a * cos - *b * sin, *b * cos + *a * sin);
    }
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn f32_to_f16(x: &[f32], out: &mut [f16]) {
    let (rows, tail) = x.as_chunks::<LANES>();
    let (outs, out_tail) = out.as_chunks_mut::<LANES>();
    for (x, out) in rows.iter().zip(outs) {
        let halves = _mm256_cvtps_ph::<_MM_FROUND_TO_NEAREST_INT>(load(x));
        // SAFETY: `out` is 16 bytes, and `f16` is a `u16` to the machine.
        unsafe { _mm_storeu_si128(out.as_mut_ptr().cast(), halves) };
    }
    scalar::f32_to_f16(tail, out_tail);
}

#[target_feature(enable = "avx2,fma,f16c")]
pub(super) fn f16_to_f32(x: &[f16], out: &mut [f32]) {
    let (rows, tail) = x.as_chunks::<LANES>();
    let (outs, out_tail) = out.as_chunks_mut::<LANES>();
    for (x, out) in rows.iter().zip(outs) {
        // SAFETY: `x` is 16 bytes.
        let halves = unsafe { _mm_loadu_si128(x.as_ptr().cast()) };
        store(out, _mm256_cvtph_ps(halves));
    }
    scalar::f16_to_f32(tail, out_tail);
}

/// `out = of(out, x)`, element by element.
#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
fn combine(out: &mut [f32], x: &[f32], of: impl Fn(__m256, __m256) -> __m256) {
    let (outs, out_tail) = out.as_chunks_mut::<LANES>();
    let (xs, x_tail) = x.as_chunks::<LANES>();
    for (out, x) in outs.iter_mut().zip(xs) {
        let combined = of(load(out), load(x));
        store(out, combined);
    }
    let combined = of(load(&padded(out_tail)), load(&padded(x_tail)));
    store_some(out_tail, combined);
}

/// `x / (1 + e^exponent)`
#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
fn divided_by_one_plus_exp(x: __m256, exponent: __m256) -> __m256 {
    _mm256_div_ps(x, _mm256_add_ps(_mm256_set1_ps(1.0), exp(exponent)))
}

#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
fn negated(x: __m256) -> __m256 {
    _mm256_xor_ps(x, _mm256_set1_ps(-0.0))
}

/// (a, a, b, b, …)
#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
fn twice_each(x: &[f32; LANES / 2]) -> __m256 {
    // SAFETY: `x` is 16 bytes.
    let x = _mm256_castps128_ps256(unsafe { _mm_loadu_ps(x.as_ptr()) });
    _mm256_permutevar8x32_ps(x, _mm256_setr_epi32(0, 0, 1, 1, 2, 2, 3, 3))
}

#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
pub(in crate::kernels) fn sum_of(x: __m256) -> f32 {
    let halves = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
    let pairs = _mm_add_ps(halves, _mm_movehl_ps(halves, halves));
    _mm_cvtss_f32(_mm_add_ss(pairs, _mm_movehdup_ps(pairs)))
}

#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
pub(in crate::kernels) fn load(x: &[f32; LANES]) -> __m256 {
    // SAFETY: `x` is 32 bytes; the instruction asks for no alignment.
    unsafe { _mm256_loadu_ps(x.as_ptr()) }
}

#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
pub(in crate::kernels) fn store(out: &mut [f32; LANES], x: __m256) {
    // SAFETY: `out` is 32 bytes; the instruction asks for no alignment.
    unsafe { _mm256_storeu_ps(out.as_mut_ptr(), x) }
}

/// Stores as many as there is room for.
#[inline]
#[target_feature(enable = "avx2,fma,f16c")]
fn store_some(out: &mut [f32], x: __m256) {
    let mut all = [0.0; LANES];
    store(&mut all, x);
    out.copy_from_slice(&all[..out.len()]);
}

/// Fewer than eight, and zeros.
#[inline]
fn padded(x: &[f32]) -> [f32; LANES] {
    let mut all = [0.0; LANES];
    all[..x.len()].copy_from_slice(x);
    all
}
