//! Element-wise arithmetic on rows of f32.

#[cfg(target_arch = "x86_64")]
pub(super) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(super) mod exp;
mod scalar;

use half::f16;

use super::Level;

/// Calls a function of the module that belongs to a level.
macro_rules! dispatch {
    ($level:expr, $name:ident($($argument:expr),*)) => {
        match $level {
            #[cfg(target_arch = "x86_64")]
            level if level.has_avx2() => {
                debug_assert!(level.is_available());
                // SAFETY: `Level::active`, or a test that asked, has seen that this processor has AVX2, FMA and F16C;
                // the lengths were checked by the public function.
                unsafe { avx2::$name($($argument),*) }
            }
            _ => scalar::$name($($argument),*),
        }
    };
}

/// `out = x / √(mean(x²) + eps) · weight`; all three have one length.
pub fn rms_norm(x: &[f32], weight: &[f32], eps: f32, out: &mut [f32]) {
    assert!(x.len() == weight.len() && x.len() == out.len());
    dispatch!(Level::active(), rms_norm(x, weight, eps, out));
}

/// `out += x`
pub fn add(out: &mut [f32], x: &[f32]) {
    assert_eq!(out.len(), x.len());
    dispatch!(Level::active(), add(out, x));
}

/// `out += factor · x`
pub fn add_scaled(out: &mut [f32], factor: f32, x: &[f32]) {
    assert_eq!(out.len(), x.len());
    dispatch!(Level::active(), add_scaled(out, factor, x));
}

/// `gate = silu(gate) · up`, where `silu(x) = x / (1 + e⁻ˣ)`.
pub fn silu_mul(gate: &mut [f32], up: &[f32]) {
    assert_eq!(gate.len(), up.len());
    dispatch!(Level::active(), silu_mul(gate, up));
}

/// `gate = gelu(gate) · up` in the tanh approximation, `x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³)))`.
pub fn gelu_mul(gate: &mut [f32], up: &[f32]) {
    assert_eq!(gate.len(), up.len());
    dispatch!(Level::active(), gelu_mul(gate, up));
}

/// `x = cap · tanh(x / cap)`
pub fn softcap(x: &mut [f32], cap: f32) {
    dispatch!(Level::active(), softcap(x, cap));
}

/// `x = eˣ / Σ eˣ`
pub fn softmax(x: &mut [f32]) {
    dispatch!(Level::active(), softmax(x));
}

/// Turns the pairs (0, 1), (2, 3), … by one angle each. As many pairs as there are angles turn; the rest of `head` stays.
pub fn rope_interleaved(head: &mut [f32], cos: &[f32], sin: &[f32]) {
    assert!(cos.len() == sin.len() && 2 * cos.len() <= head.len());
    dispatch!(Level::active(), rope_interleaved(head, cos, sin));
}

/// As [`rope_interleaved`], for the pairs (0, n), (1, n + 1), … of n angles.
pub fn rope_halves(head: &mut [f32], cos: &[f32], sin: &[f32]) {
    assert!(cos.len() == sin.len() && 2 * cos.len() <= head.len());
    dispatch!(Level::active(), rope_halves(head, cos, sin));
}

/// Rounds to the nearest, ties to even; what is too large becomes infinite.
pub fn f32_to_f16(x: &[f32], out: &mut [f16]) {
    assert_eq!(x.len(), out.len());
    dispatch!(Level::active(), f32_to_f16(x, out));
}

pub fn f16_to_f32(x: &[f16], out: &mut [f32]) {
    assert_eq!(x.len(), out.len());
    dispatch!(Level::active(), f16_to_f32(x, out));
}

#[cfg(test)]
mod tests;
