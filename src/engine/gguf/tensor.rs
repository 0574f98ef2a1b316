//! What a GGUF file says about its tensors, and the checks that make it safe to believe.

use super::reader::broken;
use crate::explain::ModelError;
pub use crate::kernels::TensorType;

/// The type with this number in the file, if we can compute with it.
const fn type_of(number: u32) -> Option<TensorType> {
    Some(match number {
        0 => TensorType::F32,
        1 => TensorType::F16,
        2 => TensorType::Q4_0,
        3 => TensorType::Q4_1,
        6 => TensorType::Q5_0,
        7 => TensorType::Q5_1,
        8 => TensorType::Q8_0,
        10 => TensorType::Q2K,
        11 => TensorType::Q3K,
        12 => TensorType::Q4K,
        13 => TensorType::Q5K,
        14 => TensorType::Q6K,
        30 => TensorType::Bf16,
        _ => return None,
    })
}

/// The name of a type we cannot compute with, so that a person can look it up.
fn unsupported_name(number: u32) -> String {
    let name = match number {
        9 => "Q8_1",
        15 => "Q8_K",
        16 => "IQ2_XXS",
        17 => "IQ2_XS",
        18 => "IQ3_XXS",
        19 => "IQ1_S",
        20 => "IQ4_NL",
        21 => "IQ3_S",
        22 => "IQ2_S",
        23 => "IQ4_XS",
        24 => "I8",
        25 => "I16",
        26 => "I32",
        27 => "I64",
        28 => "F64",
        29 => "IQ1_M",
        34 => "TQ1_0",
        35 => "TQ2_0",
        39 => "MXFP4",
        _ => return format!("type {number}"),
    };
    name.to_owned()
}

/// One tensor: where it lies and what it is. Every field has been checked against the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorInfo {
    pub name: String,
    /// Slowest-varying dimension first (the file lists them the other way round); 1 to 4 of them.
    pub shape: Vec<usize>,
    pub kind: TensorType,
    /// From the start of the file.
    pub start: u64,
    pub bytes: u64,
}

/// A tensor as the file lists it, before any check.
pub(super) struct RawTensor {
    pub(super) name: String,
    pub(super) dims: Vec<u64>,
    pub(super) kind: u32,
    pub(super) offset: u64,
}

impl RawTensor {
    /// `data_start` is where tensor data begins in the file; offsets count from there.
    pub(super) fn check(
        self,
        data_start: u64,
        alignment: u64,
        file_bytes: u64,
    ) -> Result<TensorInfo, ModelError> {
        let name = self.name;
        let wrong = |what: &str| broken(format!("the tensor {name:?} {what}"));
        let kind = type_of(self.kind).ok_or_else(|| ModelError::UnsupportedType {
            tensor: name.clone(),
            found: unsupported_name(self.kind),
        })?;
        if self.dims.is_empty() || self.dims.len() > 4 {
            return Err(wrong("has an impossible number of dimensions"));
        }
        if self.dims.contains(&0) {
            return Err(wrong("has a dimension of zero"));
        }
        let (block_len, block_bytes) = kind.block();
        if !self.dims[0].is_multiple_of(block_len) {
            return Err(wrong("has rows that are not whole blocks"));
        }
        let bytes = self
            .dims
            .iter()
            .try_fold(1_u64, |product, dim| product.checked_mul(*dim))
            .and_then(|elements| (elements / block_len).checked_mul(block_bytes))
            .ok_or_else(|| wrong("is too large to address"))?;
        if !self.offset.is_multiple_of(alignment) {
            return Err(wrong("does not begin on an aligned byte"));
        }
        let start = data_start
            .checked_add(self.offset)
            .filter(|start| {
                start
                    .checked_add(bytes)
                    .is_some_and(|end| end <= file_bytes)
            })
            .ok_or_else(|| wrong("lies outside the file"))?;
        let shape = self
            .dims
            .iter()
            .rev()
            .map(|dim| usize::try_from(*dim))
            .collect::<Result<_, _>>()
            .map_err(|_| wrong("is too large to address"))?;
        Ok(TensorInfo {
            name,
            shape,
            kind,
            start,
            bytes,
        })
    }
}

/// Two tensors must not share bytes: one of them would be nonsense.
pub(super) fn check_no_overlap(tensors: &[TensorInfo]) -> Result<(), ModelError> {
    let mut order: Vec<&TensorInfo> = tensors.iter().collect();
    order.sort_unstable_by_key(|tensor| tensor.start);
    for pair in order.windows(2) {
        if pair[0].start + pair[0].bytes > pair[1].start {
            return Err(broken(format!(
                "the tensors {:?} and {:?} overlap",
                pair[0].name, pair[1].name
            )));
        }
    }
    Ok(())
}
