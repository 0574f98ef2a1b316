//! What each operation must compute.

use half::f16;

pub(super) fn rms_norm(x: &[f32], weight: &[f32], eps: f32, out: &mut [f32]) {
    // Thousands of squares in one f32 would lose digits that a deep model multiplies.
    let squares: f64 = x.iter().map(|x| f64::from(*x) * f64::from(*x)).sum();
    let mean = squares / x.len() as f64;
    let factor = (1.0 / (mean + f64::from(eps)).sqrt()) as f32;
    for ((out, x), weight) in out.iter_mut().zip(x).zip(weight) {
        *out = x * factor * weight;
    }
}

pub(super) fn add(out: &mut [f32], x: &[f32]) {
    for (out, x) in out.iter_mut().zip(x) {
        *out += x;
    }
}

pub(super) fn add_scaled(out: &mut [f32], factor: f32, x: &[f32]) {
    for (out, x) in out.iter_mut().zip(x) {
        *out += factor * x;
    }
}

/// What the sums inside other operations must come to.
#[cfg(test)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub(super) fn silu_mul(gate: &mut [f32], up: &[f32]) {
    for (gate, up) in gate.iter_mut().zip(up) {
        *gate = *gate / (1.0 + (-*gate).exp()) * up;
    }
}

pub(super) const SQRT_2_OVER_PI: f32 = 0.797_884_6;
pub(super) const GELU_CUBIC: f32 = 0.044_715;

/// Uses that `(1 + tanh y) / 2 = 1 / (1 + e⁻²ʸ)`, which cancels no digits where y is negative.
pub(super) fn gelu_mul(gate: &mut [f32], up: &[f32]) {
    for (gate, up) in gate.iter_mut().zip(up) {
        let x = *gate;
        let y = SQRT_2_OVER_PI * x * (1.0 + GELU_CUBIC * x * x);
        *gate = x / (1.0 + (-2.0 * y).exp()) * up;
    }
}

pub(super) fn softcap(x: &mut [f32], cap: f32) {
    for x in x {
        *x = cap * (*x / cap).tanh();
    }
}

pub(super) fn softmax(x: &mut [f32]) {
    let max = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for x in &mut *x {
        *x = (*x - max).exp();
        sum += *x;
    }
    for x in x {
        *x /= sum;
    }
}

pub(super) fn rope_interleaved(head: &mut [f32], cos: &[f32], sin: &[f32]) {
    for ((pair, cos), sin) in head.chunks_exact_mut(2).zip(cos).zip(sin) {
        let (a, b) = (pair[0], pair[1]);
        pair[0] = a * cos - b * sin;
        pair[1] = b * cos + a * sin;
    }
}

pub(super) fn rope_halves(head: &mut [f32], cos: &[f32], sin: &[f32]) {
    let (first, second) = head.split_at_mut(cos.len());
    for (((a, b), cos), sin) in first.iter_mut().zip(second).zip(cos).zip(sin) {
        (*a, *b) = (*a * cos - *b * sin, *b * cos + *a * sin);
    }
}

pub(super) fn f32_to_f16(x: &[f32], out: &mut [f16]) {
    for (x, out) in x.iter().zip(out) {
        *out = f16::from_f32(*x);
    }
}

pub(super) fn f16_to_f32(x: &[f16], out: &mut [f32]) {
    for (x, out) in x.iter().zip(out) {
        *out = x.to_f32();
    }
}
