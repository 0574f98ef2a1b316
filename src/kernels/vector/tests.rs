//! Every level computes what scalar does.

use half::f16;
use proptest::prelude::*;

use super::*;

/// Two rows of one length, so that every tail is met.
fn rows(range: std::ops::Range<f32>) -> impl Strategy<Value = (Vec<f32>, Vec<f32>)> {
    (1_usize..300).prop_flat_map(move |n| {
        let row = || proptest::collection::vec(range.clone(), n);
        (row(), row())
    })
}

/// Numbers that formulas break on.
const EXTREMES: [f32; 16] = [
    0.0,
    -0.0,
    1e-30,
    -1e-30,
    1e-6,
    -86.9,
    -87.1,
    88.7,
    -88.7,
    89.5,
    1000.0,
    -1000.0,
    1e30,
    -1e30,
    f32::INFINITY,
    f32::NEG_INFINITY,
];

fn levels() -> impl Iterator<Item = Level> {
    Level::ALL
        .into_iter()
        .filter(|level| *level != Level::Scalar && level.is_available())
}

/// Equal, or both not a number, or closer than the larger of the two bounds.
#[track_caller]
fn assert_close(got: &[f32], expected: &[f32], absolute: f32, relative: f32) {
    assert_eq!(got.len(), expected.len());
    for (index, (got, expected)) in got.iter().zip(expected).enumerate() {
        let close = (got - expected).abs() <= absolute.max(relative * expected.abs());
        let same = got == expected || got.is_nan() && expected.is_nan();
        assert!(close || same, "{got} is not {expected}, at {index}");
    }
}

fn check_unary(x: &[f32], up: &[f32]) {
    for level in levels() {
        let (mut got, mut expected) = (x.to_vec(), x.to_vec());
        dispatch!(level, silu_mul(&mut got, up));
        scalar::silu_mul(&mut expected, up);
        assert_close(&got, &expected, 1e-7, 1e-6);
        let (mut got, mut expected) = (x.to_vec(), x.to_vec());
        dispatch!(level, gelu_mul(&mut got, up));
        scalar::gelu_mul(&mut expected, up);
        // An exponent of e that is rounded moves the result by as much as it is large.
        assert_close(&got, &expected, 1e-7, 1e-5);
        for cap in [1.0, 30.0, 50.0] {
            let (mut got, mut expected) = (x.to_vec(), x.to_vec());
            dispatch!(level, softcap(&mut got, cap));
            scalar::softcap(&mut expected, cap);
            assert_close(&got, &expected, 3e-7 * cap, 1e-6);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn activations_are_those_of_scalar((x, up) in rows(-20.0..20.0)) {
        check_unary(&x, &up);
    }

    #[test]
    fn norms_sums_and_products_are_those_of_scalar((x, weight) in rows(-100.0..100.0), factor in -3.0_f32..3.0) {
        let n = x.len();
        for level in levels() {
            let (mut got, mut expected) = (vec![0.0; n], vec![0.0; n]);
            dispatch!(level, rms_norm(&x, &weight, 1e-6, &mut got));
            scalar::rms_norm(&x, &weight, 1e-6, &mut expected);
            assert_close(&got, &expected, 0.0, 2e-6);
            let (mut got, mut expected) = (x.clone(), x.clone());
            dispatch!(level, add(&mut got, &weight));
            scalar::add(&mut expected, &weight);
            prop_assert_eq!(&got, &expected);
            dispatch!(level, add_scaled(&mut got, factor, &x));
            scalar::add_scaled(&mut expected, factor, &x);
            assert_close(&got, &expected, 1e-4, 1e-6);
            let size: f32 = x.iter().zip(&weight).map(|(x, weight)| (x * weight).abs()).sum();
            let got = dispatch!(level, dot(&x, &weight));
            assert_close(&[got], &[scalar::dot(&x, &weight)], 2e-6 * size, 0.0);
        }
    }

    #[test]
    fn probabilities_are_those_of_scalar((x, _) in rows(-50.0..50.0), masked in 0_usize..300) {
        let mut x = x;
        if masked < x.len() && x.len() > 1 {
            x[masked] = f32::NEG_INFINITY;
        }
        for level in levels() {
            let (mut got, mut expected) = (x.clone(), x.clone());
            dispatch!(level, softmax(&mut got));
            scalar::softmax(&mut expected);
            assert_close(&got, &expected, 1e-12, 2e-6);
        }
    }

    #[test]
    fn heads_turn_as_in_scalar((head, _) in rows(-10.0..10.0), left in 0_usize..20) {
        let n_angles = head.len().saturating_sub(left) / 2;
        let cos: Vec<f32> = (0..n_angles).map(|angle| (angle as f32).cos()).collect();
        let sin: Vec<f32> = (0..n_angles).map(|angle| (angle as f32).sin()).collect();
        for level in levels() {
            let (mut got, mut expected) = (head.clone(), head.clone());
            dispatch!(level, rope_interleaved(&mut got, &cos, &sin));
            scalar::rope_interleaved(&mut expected, &cos, &sin);
            assert_close(&got, &expected, 2e-6, 0.0);
            let (mut got, mut expected) = (head.clone(), head.clone());
            dispatch!(level, rope_halves(&mut got, &cos, &sin));
            scalar::rope_halves(&mut expected, &cos, &sin);
            assert_close(&got, &expected, 2e-6, 0.0);
        }
    }

    #[test]
    fn halves_are_those_of_scalar((x, _) in rows(-70_000.0..70_000.0)) {
        for level in levels() {
            let (mut got, mut expected) = (vec![f16::ZERO; x.len()], vec![f16::ZERO; x.len()]);
            dispatch!(level, f32_to_f16(&x, &mut got));
            scalar::f32_to_f16(&x, &mut expected);
            prop_assert_eq!(&got, &expected);
            let (mut got, mut expected) = (vec![0.0; x.len()], vec![0.0; x.len()]);
            let halves: Vec<f16> = x.iter().map(|x| f16::from_f32(*x)).collect();
            dispatch!(level, f16_to_f32(&halves, &mut got));
            scalar::f16_to_f32(&halves, &mut expected);
            prop_assert_eq!(&got, &expected);
        }
    }
}

#[test]
fn extremes_are_those_of_scalar() {
    check_unary(&EXTREMES, &[1.0; EXTREMES.len()]);
    check_unary(&EXTREMES[..13], &[-2.5; 13]);
    let with_nan = [1.0, f32::NAN, -1.0];
    check_unary(&with_nan, &[1.0; 3]);
    for level in levels() {
        let (mut got, mut expected) = (EXTREMES[..14].to_vec(), EXTREMES[..14].to_vec());
        dispatch!(level, softmax(&mut got));
        scalar::softmax(&mut expected);
        assert_close(&got, &expected, 1e-12, 1e-6);
    }
}

#[test]
fn the_norm_of_a_row_has_size_one() {
    let x = [3.0, -3.0, 3.0, -3.0, 3.0];
    let mut out = [0.0; 5];
    rms_norm(&x, &[2.0; 5], 0.0, &mut out);
    assert_close(&out, &[2.0, -2.0, 2.0, -2.0, 2.0], 1e-6, 0.0);
}

#[cfg(target_arch = "x86_64")]
#[test]
fn the_exponential_keeps_its_bound() {
    if !Level::Avx2.is_available() {
        return;
    }
    #[target_feature(enable = "avx2,fma,f16c")]
    fn all(x: [f32; 8]) -> [f32; 8] {
        let mut out = [0.0; 8];
        avx2::store(&mut out, exp::exp(avx2::load(&x)));
        out
    }
    for step in 0..40_000 {
        let x = -86.5 + step as f32 * (175.2 / 40_000.0);
        // SAFETY: seen above.
        let got = f64::from(unsafe { all([x; 8]) }[0]);
        let expected = f64::from(x).exp();
        assert!(
            (got - expected).abs() <= 2e-7 * expected,
            "e^{x} is not {got}"
        );
    }
    // SAFETY: seen above.
    let ends = unsafe {
        all([
            f32::NEG_INFINITY,
            -1e30,
            -87.5,
            0.0,
            88.8,
            1e30,
            f32::INFINITY,
            f32::NAN,
        ])
    };
    assert_eq!(ends[..4], [0.0, 0.0, 0.0, 1.0]);
    assert_eq!(ends[4..7], [f32::INFINITY; 3]);
    assert!(ends[7].is_nan());
}
