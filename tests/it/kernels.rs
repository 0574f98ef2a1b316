//! Packed weights against an independent reading of the same blocks.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use aspiro::kernels::{Arena, Matrix, Pool, TensorType};
use candle_core::quantized::{GgmlDType, QTensor};
use candle_core::{Device, Tensor};

const N_ROWS: usize = 21;
const N_COLS: usize = 512;

fn their_type(tensor_type: TensorType) -> GgmlDType {
    match tensor_type {
        TensorType::F32 => GgmlDType::F32,
        TensorType::F16 => GgmlDType::F16,
        TensorType::Bf16 => GgmlDType::BF16,
        TensorType::Q4_0 => GgmlDType::Q4_0,
        TensorType::Q4_1 => GgmlDType::Q4_1,
        TensorType::Q5_0 => GgmlDType::Q5_0,
        TensorType::Q5_1 => GgmlDType::Q5_1,
        TensorType::Q8_0 => GgmlDType::Q8_0,
        TensorType::Q2K => GgmlDType::Q2K,
        TensorType::Q3K => GgmlDType::Q3K,
        TensorType::Q4K => GgmlDType::Q4K,
        TensorType::Q5K => GgmlDType::Q5K,
        TensorType::Q6K => GgmlDType::Q6K,
    }
}

#[test]
fn a_packed_row_is_the_row_another_engine_reads() {
    let weights: Vec<f32> = (0..N_ROWS * N_COLS)
        .map(|at| ((at * 7919 % 2003) as f32 / 1001.0 - 1.0) * (1.0 + (at / N_COLS) as f32))
        .collect();
    let weights = Tensor::from_vec(weights, (N_ROWS, N_COLS), &Device::Cpu).unwrap();
    for tensor_type in TensorType::ALL {
        let theirs = QTensor::quantize(&weights, their_type(tensor_type)).unwrap();
        let bytes = theirs.data().unwrap().into_owned();
        let expected: Vec<Vec<f32>> = theirs.dequantize(&Device::Cpu).unwrap().to_vec2().unwrap();
        let room = Matrix::packed_bytes(tensor_type, N_ROWS, N_COLS).unwrap();
        let mut arena = Arena::new(room).unwrap();
        let packed = Matrix::pack(
            &Pool::new(2),
            &mut arena,
            tensor_type,
            N_ROWS,
            N_COLS,
            &bytes,
        );
        let packed = packed.unwrap();
        let mut found = vec![0.0; N_COLS];
        for (row, expected) in expected.iter().enumerate() {
            packed.row(row, &mut found);
            for (found, expected) in found.iter().zip(expected) {
                let close = (found - expected).abs() <= expected.abs() * 1e-5 + 1e-5;
                assert!(
                    close,
                    "{} row {row}: {found} for {expected}",
                    tensor_type.as_str()
                );
            }
        }
    }
}
