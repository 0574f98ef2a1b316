//! Every level against the scalar one, on random blocks and on the largest numbers a block can hold.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::atomic::{AtomicUsize, Ordering};

use half::{bf16, f16};
use proptest::prelude::*;

use super::matmul::matmul_at;
use super::quantize::Rounded;
use super::*;

/// Bytes of a matrix: any codes and scales, with factors that are finite.
fn random_bytes(tensor_type: TensorType, n_rows: usize, n_cols: usize, seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    let (_, block) = tensor_type.block();
    let mut bytes = vec![0; tensor_type.row_bytes(n_cols) * n_rows];
    for block in bytes.chunks_exact_mut(block as usize) {
        match tensor_type {
            TensorType::F32 => block.copy_from_slice(&random.number().to_le_bytes()),
            TensorType::F16 => block.copy_from_slice(&f16::from_f32(random.number()).to_le_bytes()),
            TensorType::Bf16 => {
                block.copy_from_slice(&bf16::from_f32(random.number()).to_le_bytes());
            }
            _ => {
                block.fill_with(|| random.next() as u8);
                set_factors(tensor_type, block, &mut || random.number());
            }
        }
    }
    bytes
}

/// A matrix whose codes, scales and minima are all ones in every bit: the largest of those without a sign.
fn saturated_bytes(tensor_type: TensorType, n_rows: usize, n_cols: usize) -> Vec<u8> {
    let mut bytes = vec![0xff; tensor_type.row_bytes(n_cols) * n_rows];
    for block in bytes.chunks_exact_mut(tensor_type.block().1 as usize) {
        set_factors(tensor_type, block, &mut || 0.25);
        if tensor_type == TensorType::Q6K {
            block[192..208].fill(0x80);
        }
    }
    bytes
}

fn set_factors(tensor_type: TensorType, block: &mut [u8], factor: &mut dyn FnMut() -> f32) {
    let places: &[usize] = match tensor_type {
        TensorType::Q4_0 | TensorType::Q5_0 | TensorType::Q8_0 => &[0],
        TensorType::Q4_1 | TensorType::Q5_1 | TensorType::Q4K | TensorType::Q5K => &[0, 2],
        TensorType::Q2K => &[80, 82],
        TensorType::Q3K => &[108],
        TensorType::Q6K => &[208],
        TensorType::F32 | TensorType::F16 | TensorType::Bf16 => &[],
    };
    for at in places {
        block[*at..at + 2].copy_from_slice(&f16::from_f32(factor()).to_le_bytes());
    }
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.0 >> 33
    }

    /// Between −1 and 1.
    fn number(&mut self) -> f32 {
        self.next() as f32 / (1_u64 << 30) as f32 - 1.0
    }
}

fn pack(
    pool: &Pool,
    tensor_type: TensorType,
    n_rows: usize,
    n_cols: usize,
    bytes: &[u8],
) -> Matrix {
    let room = Matrix::packed_bytes(tensor_type, n_rows, n_cols).unwrap();
    let mut arena = Arena::new(room).unwrap();
    Matrix::pack(pool, &mut arena, tensor_type, n_rows, n_cols, bytes).unwrap()
}

fn plain(matrix: &Matrix) -> Map<'_> {
    Map { matrix, bias: None }
}

fn product(level: Level, pool: &Pool, matrix: &Matrix, x: &[f32]) -> Vec<f32> {
    let mut out = vec![f32::NAN; x.len() / matrix.n_cols() * matrix.n_rows()];
    let mut products = [Product {
        x,
        map: plain(matrix),
        gated: None,
        out: &mut out,
    }];
    matmul_at(level, pool, &mut Scratch::default(), &mut products, &|| {
        false
    })
    .unwrap();
    out
}

/// The largest difference, as a share of what the products would be if nothing cancelled.
fn difference(matrix: &Matrix, x: &[f32], a: &[f32], b: &[f32]) -> f32 {
    let mut weights = vec![0.0; matrix.n_cols()];
    let mut worst = 0.0_f32;
    for row in 0..matrix.n_rows() {
        matrix.row(row, &mut weights);
        for (at, x) in x.chunks_exact(matrix.n_cols()).enumerate() {
            let size: f32 = weights.iter().zip(x).map(|(w, x)| (w * x).abs()).sum();
            let at = at * matrix.n_rows() + row;
            worst = worst.max((a[at] - b[at]).abs() / (size + f32::MIN_POSITIVE));
        }
    }
    worst
}

fn levels() -> impl Iterator<Item = Level> {
    Level::ALL
        .into_iter()
        .filter(|level| level.is_available() && *level != Level::Scalar)
}

fn check(
    tensor_type: TensorType,
    n_rows: usize,
    n_cols: usize,
    x: &[f32],
    bytes: &[u8],
) -> Result<(), TestCaseError> {
    let pool = Pool::new(2);
    let matrix = pack(&pool, tensor_type, n_rows, n_cols, bytes);
    let expected = product(Level::Scalar, &pool, &matrix, x);
    for level in levels() {
        let found = product(level, &pool, &matrix, x);
        let difference = difference(&matrix, x, &expected, &found);
        prop_assert!(
            difference < 2e-5,
            "{} {tensor_type:?} {n_rows}×{n_cols}: {difference}",
            level.as_str()
        );
    }
    Ok(())
}

fn any_type() -> impl Strategy<Value = TensorType> {
    (0..TensorType::ALL.len()).prop_map(|index| TensorType::ALL[index])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_level_computes_what_scalar_does(
        tensor_type in any_type(),
        n_rows in 1_usize..40,
        n_blocks in 1_usize..6,
        n_inputs in 1_usize..20,
        seed: u64,
    ) {
        // More than one panel for the wide blocks, any number of runs for the narrow ones.
        let n_cols = n_blocks * if tensor_type.block().0 == 256 { 256 } else { 288 };
        let mut random = Random(seed);
        let x: Vec<f32> = (0..n_inputs * n_cols).map(|_| random.number() * 9.0).collect();
        let bytes = random_bytes(tensor_type, n_rows, n_cols, seed);
        check(tensor_type, n_rows, n_cols, &x, &bytes)?;
    }
}

/// Many rows meet bf16 where the processor has AMX: each factor is rounded to 8 bits of mantissa.
#[test]
fn products_in_bf16_are_as_exact_as_bf16() {
    if !Level::Amx.is_available() {
        return;
    }
    let pool = Pool::new(2);
    for tensor_type in TensorType::ALL {
        for (n_rows, n_cols, n_inputs) in [(16, 256, 32), (40, 1280, 70), (17, 768, 45)] {
            let mut random = Random(n_inputs as u64);
            let x: Vec<f32> = (0..n_inputs * n_cols).map(|_| random.number()).collect();
            let bytes = random_bytes(tensor_type, n_rows, n_cols, 21);
            let matrix = pack(&pool, tensor_type, n_rows, n_cols, &bytes);
            let found = product(Level::Amx, &pool, &matrix, &x);
            let expected = exact_product(&matrix, &x);
            let difference = difference(&matrix, &x, &expected, &found);
            assert!(difference < 1.0 / 256.0, "{tensor_type:?}: {difference}");
        }
    }
}

fn exact_product(matrix: &Matrix, x: &[f32]) -> Vec<f32> {
    let mut weights = vec![0.0; matrix.n_cols()];
    let mut out = vec![0.0; x.len() / matrix.n_cols() * matrix.n_rows()];
    for row in 0..matrix.n_rows() {
        matrix.row(row, &mut weights);
        for (at, x) in x.chunks_exact(matrix.n_cols()).enumerate() {
            let products = weights
                .iter()
                .zip(x)
                .map(|(w, x)| f64::from(*w) * f64::from(*x));
            out[at * matrix.n_rows() + row] = products.sum::<f64>() as f32;
        }
    }
    out
}

#[test]
#[cfg(target_arch = "x86_64")]
fn every_level_packs_alike() {
    if !Level::Avx2.is_available() {
        return;
    }
    for tensor_type in TensorType::ALL {
        let bytes = random_bytes(tensor_type, 16, 512, 9);
        let rows: Vec<&[u8]> = bytes.chunks_exact(tensor_type.row_bytes(512)).collect();
        let room = Matrix::packed_bytes(tensor_type, 16, 512).unwrap();
        let (mut expected, mut found) = (vec![0; room], vec![0; room]);
        pack::pack_blocks_scalar(tensor_type, 512, &rows, &mut expected).unwrap();
        // SAFETY: AVX2 is there by the first line.
        unsafe { avx2::pack_blocks(tensor_type, 512, &rows, &mut found) }.unwrap();
        assert!(found == expected, "{tensor_type:?}");
    }
}

#[test]
fn the_largest_codes_scales_and_inputs_do_not_overflow() {
    for tensor_type in TensorType::ALL {
        if tensor_type.block().0 == 1 {
            continue;
        }
        for sign in [1.0, -1.0] {
            for n_inputs in [1, 14] {
                let x = vec![sign * 100.0; n_inputs * 1280];
                let bytes = saturated_bytes(tensor_type, 17, 1280);
                check(tensor_type, 17, 1280, &x, &bytes).unwrap();
            }
        }
    }
}

#[test]
fn inputs_are_rounded_alike_at_every_level() {
    let x: Vec<f32> = (0..512)
        .map(|at| ((at * 37) % 255) as f32 - 127.0)
        .collect();
    let pool = Pool::new(1);
    let bytes = random_bytes(TensorType::Q8_0, 16, 512, 3);
    let matrix = pack(&pool, TensorType::Q8_0, 16, 512, &bytes);
    let mut odd = x.clone();
    odd[3] = f32::NAN;
    odd[100..132].fill(0.0);
    for x in [x, odd] {
        let expected = product(Level::Scalar, &pool, &matrix, &x);
        assert!(expected.iter().all(|value| value.is_finite()));
        for level in levels() {
            let found = product(level, &pool, &matrix, &x);
            assert!(difference(&matrix, &vec![127.0; 512], &expected, &found) < 1e-5);
        }
    }
}

/// Bit for bit, in every size of number there is; a block may hold nothing but one that is as good as zero.
#[cfg(target_arch = "x86_64")]
#[test]
fn rounding_is_the_same_with_vectors() {
    let Some(vectors) = levels().next() else {
        return;
    };
    let pool = Pool::new(1);
    let mut random = Random(5);
    let mut x: Vec<f32> = (0..64 * 256)
        .map(|at| random.number() * 2.0_f32.powi(at / 256 * 4 - 140))
        .collect();
    x.extend([
        f32::MIN_POSITIVE,
        -1e-45,
        3e-37,
        -f32::MAX,
        f32::MAX,
        0.0,
        -0.0,
        127.5,
    ]);
    x.extend([0.5; 248]);
    for block in [32, 256] {
        let rounded = [Level::Scalar, vectors].map(|level| {
            let mut rounded = Rounded::default();
            rounded.set(level, &pool, &x, x.len(), block);
            rounded
        });
        let [scalar, vectors] = rounded.each_ref().map(|rounded| rounded.row(0));
        assert_eq!(scalar.codes, vectors.codes);
        assert_eq!(scalar.scales, vectors.scales);
        assert_eq!(scalar.totals, vectors.totals);
        assert_eq!(
            (scalar.sums16, scalar.sums32),
            (vectors.sums16, vectors.sums32)
        );
        assert!(scalar.codes.iter().all(|code| *code > -128));
    }
}

#[test]
fn one_slice_may_be_rows_of_two_lengths() {
    let pool = Pool::new(1);
    let x: Vec<f32> = (0..512).map(|at| (at % 13) as f32 - 6.0).collect();
    let matrices = [256, 512].map(|n_cols| {
        let bytes = random_bytes(TensorType::Q4K, 32, n_cols, 11);
        pack(&pool, TensorType::Q4K, 32, n_cols, &bytes)
    });
    for order in [[0, 1], [1, 0]] {
        let alone = order.map(|at| product(Level::active(), &pool, &matrices[at], &x));
        let mut outs = alone.clone().map(|out| vec![0.0; out.len()]);
        let mut products: Vec<Product<'_>> = order
            .iter()
            .zip(&mut outs)
            .map(|(at, out)| Product {
                x: &x,
                map: plain(&matrices[*at]),
                gated: None,
                out,
            })
            .collect();
        matmul(&pool, &mut Scratch::default(), &mut products, &|| false).unwrap();
        assert_eq!(outs, alone);
    }
}

#[test]
fn an_infinite_input_is_not_hidden() {
    let pool = Pool::new(1);
    let bytes = random_bytes(TensorType::Q4K, 16, 256, 3);
    let matrix = pack(&pool, TensorType::Q4K, 16, 256, &bytes);
    let mut x = vec![1.0; 256];
    x[7] = f32::INFINITY;
    for level in Level::ALL.into_iter().filter(Level::is_available) {
        let found = product(level, &pool, &matrix, &x);
        assert!(
            found.iter().all(|value| !value.is_finite()),
            "{}",
            level.as_str()
        );
    }
}

#[test]
fn products_of_one_input_do_not_mix() {
    let pool = Pool::new(3);
    let x: Vec<f32> = (0..3 * 256).map(|at| (at % 13) as f32 - 6.0).collect();
    let types = [
        TensorType::Q4K,
        TensorType::Q6K,
        TensorType::Q5_0,
        TensorType::F16,
    ];
    let matrices = types.map(|kind| pack(&pool, kind, 48, 256, &random_bytes(kind, 48, 256, 11)));
    let alone = matrices
        .each_ref()
        .map(|matrix| product(Level::active(), &pool, matrix, &x));
    let mut outs = alone.clone().map(|out| vec![0.0; out.len()]);
    let mut products: Vec<Product<'_>> = matrices
        .iter()
        .zip(&mut outs)
        .map(|(matrix, out)| Product {
            x: &x,
            map: plain(matrix),
            gated: None,
            out,
        })
        .collect();
    matmul(&pool, &mut Scratch::default(), &mut products, &|| false).unwrap();
    assert_eq!(outs, alone);
}

/// Rows and inputs: one task and several, whole tiles and not, some tiles at a time and all.
#[test]
fn a_gated_product_is_that_of_both_matrices_and_their_biases() {
    let kind = TensorType::Q5K;
    for level in levels().chain([Level::Scalar]) {
        for (n_threads, n_rows, n_inputs) in [(1, 37, 5), (3, 500, 1), (2, 167, 530)] {
            let pool = Pool::new(n_threads);
            let [gate, up] = [5, 6].map(|seed| {
                let bytes = random_bytes(kind, n_rows, 256, seed);
                pack(&pool, kind, n_rows, 256, &bytes)
            });
            let x: Vec<f32> = (0..n_inputs * 256)
                .map(|at| (at % 23) as f32 - 11.0)
                .collect();
            let bias: Vec<f32> = (0..n_rows).map(|row| row as f32).collect();
            let (gates, ups) = (
                product(level, &pool, &gate, &x),
                product(level, &pool, &up, &x),
            );
            let mut out = vec![f32::NAN; gates.len()];
            let mut products = [Product {
                x: &x,
                map: Map {
                    matrix: &gate,
                    bias: Some(&bias),
                },
                gated: Some(Gated {
                    by: plain(&up),
                    act: |gate, up| {
                        for (gate, up) in gate.iter_mut().zip(up) {
                            *gate -= up;
                        }
                    },
                }),
                out: &mut out,
            }];
            let scratch = &mut Scratch::default();
            matmul_at(level, &pool, scratch, &mut products, &|| false).unwrap();
            for (at, found) in out.into_iter().enumerate() {
                let expected = gates[at] + bias[at % n_rows] - ups[at];
                assert_eq!(found, expected, "{level:?}: {n_rows}, {n_inputs}, {at}");
            }
        }
    }
}

#[test]
fn products_nobody_wants_any_more_are_stopped() {
    let pool = Pool::new(2);
    let kind = TensorType::Q8_0;
    let matrix = pack(&pool, kind, 256, 256, &random_bytes(kind, 256, 256, 3));
    let mut out = vec![0.0; 2 * 256];
    let mut products = [Product {
        x: &[1.0; 512],
        map: plain(&matrix),
        gated: None,
        out: &mut out,
    }];
    let asked = AtomicUsize::new(0);
    let third_time = || asked.fetch_add(1, Ordering::Relaxed) > 1;
    let ended = matmul(&pool, &mut Scratch::default(), &mut products, &third_time);
    assert_eq!(ended, Err(Stopped));
    assert!(out.contains(&0.0));
}

#[test]
fn a_scale_that_is_no_number_is_found_with_its_row() {
    for tensor_type in TensorType::ALL {
        if tensor_type.block().0 == 1 {
            continue;
        }
        for wrong in [f32::NAN, f32::INFINITY] {
            let mut bytes = random_bytes(tensor_type, 20, 512, 5);
            let row = tensor_type.row_bytes(512);
            let block = tensor_type.block().1 as usize;
            set_factors(tensor_type, &mut bytes[18 * row..][..block], &mut || wrong);
            let room = Matrix::packed_bytes(tensor_type, 20, 512).unwrap();
            let mut arena = Arena::new(room).unwrap();
            let packed = Matrix::pack(&Pool::new(2), &mut arena, tensor_type, 20, 512, &bytes);
            assert_eq!(
                packed.map(|_| ()),
                Err(PackError::NotFinite { row: 18 }),
                "{tensor_type:?}"
            );
        }
    }
}

#[test]
fn a_shape_that_does_not_fit_is_refused() {
    assert_eq!(Matrix::packed_bytes(TensorType::Q4K, 16, 255), None);
    assert_eq!(Matrix::packed_bytes(TensorType::Q4K, 0, 256), None);
    assert_eq!(
        Matrix::packed_bytes(TensorType::F32, usize::MAX / 4, 1 << 20),
        None
    );
    let mut arena = Arena::new(1 << 20).unwrap();
    let pool = Pool::new(1);
    let short = Matrix::pack(&pool, &mut arena, TensorType::Q8_0, 16, 32, &[0; 34 * 15]);
    assert_eq!(short.map(|_| ()), Err(PackError::Shape));
    let room = Matrix::pack(
        &pool,
        &mut arena,
        TensorType::F32,
        1 << 10,
        1 << 10,
        &vec![0; 4 << 20],
    );
    assert_eq!(room.map(|_| ()), Err(PackError::Room));
}
