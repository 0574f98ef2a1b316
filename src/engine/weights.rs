//! The tensors of a model file, made from its mapped bytes.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use candle_core::quantized::{GgmlDType, QStorage, QTensor};
use candle_core::{Device, Tensor};

use super::file::{Bytes, ModelFile};
use super::gguf::{Header, TensorInfo, TensorType};
use super::{Observer, Progress};
use crate::explain::ModelError;

/// A model file while it is being loaded: its checked header and its bytes.
///
/// Whatever is loaded is copied out of it, so the map is dropped with this value and weights live in memory once.
#[derive(Clone)]
pub(super) struct Weights<'h> {
    header: &'h Header,
    bytes: Arc<Bytes>,
    observer: Observer<'h>,
    done_bytes: Rc<Cell<u64>>,
    total_bytes: u64,
    /// Where candle's tensors are made.
    device: Device,
}

impl<'h> Weights<'h> {
    pub(super) fn open(
        file: &ModelFile,
        header: &'h Header,
        observer: Observer<'h>,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            header,
            bytes: Arc::new(file.bytes()?),
            observer,
            done_bytes: Rc::default(),
            total_bytes: header.tensor_bytes(),
            device: Device::Cpu,
        })
    }

    pub(super) fn header(&self) -> &Header {
        self.header
    }

    /// The same file, with tensors made on `device`.
    pub(super) fn on(&self, device: &Device) -> Self {
        Self {
            device: device.clone(),
            ..self.clone()
        }
    }

    pub(super) const fn device(&self) -> &Device {
        &self.device
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.header.tensor(name).is_some()
    }

    /// The tensor `name`, which must have exactly this shape (rows first), and its bytes.
    pub(super) fn stored(
        &self,
        name: &str,
        shape: &[usize],
    ) -> Result<(&TensorInfo, &[u8]), ModelError> {
        let info = self.header.tensor(name).ok_or_else(|| ModelError::Broken {
            detail: format!("the tensor {name:?} is missing"),
        })?;
        if info.shape != shape {
            return Err(ModelError::Broken {
                detail: format!(
                    "the tensor {name:?} has the shape {:?} where {shape:?} is needed",
                    info.shape
                ),
            });
        }
        Ok((info, self.bytes(info)?))
    }

    /// As candle takes it.
    pub(super) fn quantized(&self, name: &str, shape: &[usize]) -> Result<QTensor, ModelError> {
        let (info, bytes) = self.stored(name, shape)?;
        // candle reads blocks in place, and a file may align them worse than it needs.
        let bytes = if bytes.as_ptr().align_offset(align_of::<u64>()) == 0 {
            Cow::Borrowed(bytes)
        } else {
            Cow::Owned(bytes.to_vec())
        };
        let storage = QStorage::from_data(bytes, &self.device, dtype(info.kind))?;
        self.loaded(info)?;
        Ok(QTensor::new(storage, shape)?)
    }

    /// As [`Self::quantized`], widened to f32: for norms, biases and other small tensors.
    pub(super) fn widened(&self, name: &str, shape: &[usize]) -> Result<Tensor, ModelError> {
        Ok(self.quantized(name, shape)?.dequantize(&self.device)?)
    }

    /// A tensor of one dimension.
    pub(super) fn floats(&self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        Ok(self.widened(name, &[len])?.to_vec1()?)
    }

    fn bytes(&self, info: &TensorInfo) -> Result<&[u8], ModelError> {
        let cut = || ModelError::Broken {
            detail: format!("the tensor {:?} lies outside the file", info.name),
        };
        let start = usize::try_from(info.start).map_err(|_| cut())?;
        let len = usize::try_from(info.bytes).map_err(|_| cut())?;
        let end = start.checked_add(len).ok_or_else(cut)?;
        self.bytes.get(start..end).ok_or_else(cut)
    }

    /// This tensor lives elsewhere now: its pages may go, and whoever waits hears of it.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] when the observer wants no more.
    pub(super) fn loaded(&self, info: &TensorInfo) -> Result<(), ModelError> {
        self.release(info);
        // Where a graphics card has no room, a tensor is loaded a second time.
        let done_bytes = (self.done_bytes.get() + info.bytes).min(self.total_bytes);
        self.done_bytes.set(done_bytes);
        let progress = Progress {
            done_bytes,
            total_bytes: self.total_bytes,
        };
        super::tell(self.observer, progress)
    }

    /// Memory would otherwise hold the file and what was made from it at once.
    fn release(&self, info: &TensorInfo) {
        if let (Ok(start), Ok(len)) = (usize::try_from(info.start), usize::try_from(info.bytes)) {
            self.bytes.release(start, len);
        }
    }
}

pub(super) const fn dtype(kind: TensorType) -> GgmlDType {
    match kind {
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

impl From<candle_core::Error> for ModelError {
    fn from(error: candle_core::Error) -> Self {
        // candle appends a backtrace on further lines when the environment asks for one.
        let words = error.to_string();
        Self::Failed {
            detail: words.lines().next().unwrap_or_default().to_owned(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::kernels::{Arena, Matrix, Pool};

    #[test]
    fn blocks_are_as_large_as_candle_takes_them_to_be() {
        for kind in TensorType::ALL {
            let dtype = dtype(kind);
            let expected = (dtype.block_size() as u64, dtype.type_size() as u64);
            assert_eq!(kind.block(), expected, "{}", kind.as_str());
        }
    }

    const N_ROWS: usize = 21;
    const N_COLS: usize = 512;

    #[test]
    fn a_packed_row_is_the_row_another_engine_reads() {
        let weights: Vec<f32> = (0..N_ROWS * N_COLS)
            .map(|at| ((at * 7919 % 2003) as f32 / 1001.0 - 1.0) * (1.0 + (at / N_COLS) as f32))
            .collect();
        let weights = Tensor::from_vec(weights, (N_ROWS, N_COLS), &Device::Cpu).unwrap();
        for tensor_type in TensorType::ALL {
            let theirs = QTensor::quantize(&weights, dtype(tensor_type)).unwrap();
            let bytes = theirs.data().unwrap().into_owned();
            let expected: Vec<Vec<f32>> =
                theirs.dequantize(&Device::Cpu).unwrap().to_vec2().unwrap();
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
}
