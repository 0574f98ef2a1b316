//! The header of a GGUF file: metadata and the list of tensors, checked before anything believes it.
//!
//! Versions 2 and 3, little endian. Nothing here allocates by a number from the file that has not been
//! held against the size of the file first, so a hostile header costs little more than its own length.

mod reader;
mod tensor;
#[cfg(test)]
mod tests;
mod value;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

pub use tensor::{TensorInfo, TensorType};
pub use value::{Array, Numbers, Strings, Value};
use value::{Kind, Scalar};

use crate::explain::ModelError;
use reader::{Reader, broken};
use tensor::{RawTensor, check_no_overlap};

const ALIGNMENT: &str = "general.alignment";
const DEFAULT_ALIGNMENT: u64 = 32;
const MAX_ALIGNMENT: u64 = 1 << 20;
const MAX_KEY_BYTES: u64 = 65_535;
/// Of tensors, and of metadata values; the largest models have some thousands.
const MAX_ENTRIES: u64 = 65_536;
const MAX_TENSOR_NAME_BYTES: u64 = 64;

/// The checked header of a GGUF file. A vocabulary-only file has no tensors and is as good as any.
#[derive(Debug, Clone)]
pub struct Header {
    metadata: HashMap<String, Value>,
    tensors: Vec<TensorInfo>,
    tensor_index: HashMap<String, usize>,
    file_bytes: u64,
}

impl Header {
    /// Reads and checks the header of the file at `path`; tensor data is not touched.
    pub fn read(path: &Path) -> Result<Self, ModelError> {
        let unreadable = |error: std::io::Error| ModelError::Unreadable {
            reason: error.to_string(),
        };
        let metadata = std::fs::metadata(path).map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(ModelError::Unreadable {
                reason: "it is not a file".to_owned(),
            });
        }
        let file = File::open(path).map_err(unreadable)?;
        Self::parse(BufReader::with_capacity(1 << 16, file), metadata.len())
    }

    /// As [`Header::read`], from the beginning of any source that holds `file_bytes` bytes.
    pub fn parse(source: impl Read, file_bytes: u64) -> Result<Self, ModelError> {
        if file_bytes < 4 {
            return Err(ModelError::NotGguf);
        }
        let mut reader = Reader::new(source, file_bytes);
        check_version(&mut reader)?;
        let n_tensors = reader.u64()?;
        let n_values = reader.u64()?;
        for (n, what) in [(n_tensors, "tensors"), (n_values, "metadata values")] {
            if n > MAX_ENTRIES {
                return Err(broken(format!("it announces {n} {what}")));
            }
        }
        // A name's length, its number of dimensions, one dimension, a type and an offset; a key's length and a type.
        reader.expect_room(n_tensors, 8 + 4 + 8 + 4 + 8, "tensors")?;
        reader.expect_room(n_values, 8 + 4 + 1, "metadata values")?;
        let metadata = read_metadata(&mut reader, n_values)?;
        let alignment = alignment(&metadata)?;
        let raw = read_tensors(&mut reader, n_tensors)?;
        let data_start = reader.position().next_multiple_of(alignment);
        let tensors = raw
            .into_iter()
            .map(|tensor| tensor.check(data_start, alignment, file_bytes))
            .collect::<Result<Vec<_>, _>>()?;
        check_no_overlap(&tensors)?;
        let tensor_index = tensors
            .iter()
            .enumerate()
            .map(|(index, tensor)| (tensor.name.clone(), index))
            .collect();
        Ok(Self {
            metadata,
            tensors,
            tensor_index,
            file_bytes,
        })
    }

    pub fn value(&self, key: &str) -> Option<&Value> {
        self.metadata.get(key)
    }

    pub fn text(&self, key: &str) -> Option<&str> {
        match self.value(key)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn unsigned(&self, key: &str) -> Option<u64> {
        self.value(key)?.as_u64()
    }

    pub fn float(&self, key: &str) -> Option<f64> {
        self.value(key)?.as_f64()
    }

    pub fn boolean(&self, key: &str) -> Option<bool> {
        match self.value(key)? {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    pub fn strings(&self, key: &str) -> Option<&Strings> {
        match self.value(key)? {
            Value::Array(Array::Strings(strings)) => Some(strings),
            _ => None,
        }
    }

    pub fn numbers(&self, key: &str) -> Option<&Numbers> {
        match self.value(key)? {
            Value::Array(Array::Numbers(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// `general.architecture`, for example `llama`; empty when the file does not say.
    pub fn architecture(&self) -> &str {
        self.text("general.architecture").unwrap_or_default()
    }

    /// A value under the architecture's own name: `context_length` reads `llama.context_length`.
    pub fn arch_value(&self, key: &str) -> Option<&Value> {
        self.value(&format!("{}.{key}", self.architecture()))
    }

    pub fn chat_template(&self) -> Option<&str> {
        self.text("tokenizer.chat_template")
    }

    /// In the order of the file.
    pub fn tensors(&self) -> &[TensorInfo] {
        &self.tensors
    }

    pub fn tensor(&self, name: &str) -> Option<&TensorInfo> {
        self.tensor_index
            .get(name)
            .map(|index| &self.tensors[*index])
    }

    /// Of all tensors together.
    pub fn tensor_bytes(&self) -> u64 {
        self.tensors.iter().map(|tensor| tensor.bytes).sum()
    }

    pub const fn file_bytes(&self) -> u64 {
        self.file_bytes
    }

    /// How most of the weights are stored, for example `Q4_K`; empty for a vocabulary-only file.
    pub fn quantization(&self) -> &'static str {
        let mut totals: HashMap<TensorType, u64> = HashMap::new();
        for tensor in &self.tensors {
            *totals.entry(tensor.kind).or_default() += tensor.bytes;
        }
        totals
            .into_iter()
            .max_by_key(|(kind, bytes)| (*bytes, kind.as_str()))
            .map_or("", |(kind, _)| kind.as_str())
    }
}

fn check_version(reader: &mut Reader<impl Read>) -> Result<(), ModelError> {
    if reader.magic()? != *b"GGUF" {
        return Err(ModelError::NotGguf);
    }
    match reader.u32()? {
        2 | 3 => Ok(()),
        version if matches!(version.swap_bytes(), 1..=3) => {
            Err(broken("it was written for big-endian machines"))
        }
        version => Err(broken(format!("it has the unknown GGUF version {version}"))),
    }
}

fn read_metadata(
    reader: &mut Reader<impl Read>,
    n_values: u64,
) -> Result<HashMap<String, Value>, ModelError> {
    let mut metadata = HashMap::new();
    for _ in 0..n_values {
        let key = reader.name(MAX_KEY_BYTES)?;
        let kind = reader.kind()?;
        // The reader of candle takes no other type, and would look for the tensors elsewhere.
        if key == ALIGNMENT && kind != Kind::Scalar(Scalar::U32) {
            return Err(broken("its alignment is not a number of 32 bits"));
        }
        let value = reader.value(kind)?;
        if metadata.contains_key(&key) {
            return Err(broken(format!("the metadata key {key:?} is there twice")));
        }
        metadata.insert(key, value);
    }
    Ok(metadata)
}

fn alignment(metadata: &HashMap<String, Value>) -> Result<u64, ModelError> {
    let Some(value) = metadata.get(ALIGNMENT) else {
        return Ok(DEFAULT_ALIGNMENT);
    };
    value
        .as_u64()
        .filter(|alignment| alignment.is_power_of_two() && *alignment <= MAX_ALIGNMENT)
        .ok_or_else(|| broken("its alignment is not a power of two"))
}

fn read_tensors(
    reader: &mut Reader<impl Read>,
    n_tensors: u64,
) -> Result<Vec<RawTensor>, ModelError> {
    let mut tensors = Vec::new();
    let mut names = HashSet::new();
    for _ in 0..n_tensors {
        let name = reader.name(MAX_TENSOR_NAME_BYTES)?;
        let n_dims = reader.u32()?;
        if !(1..=4).contains(&n_dims) {
            return Err(broken(format!(
                "the tensor {name:?} has {n_dims} dimensions"
            )));
        }
        let dims = (0..n_dims)
            .map(|_| reader.u64())
            .collect::<Result<Vec<_>, _>>()?;
        let kind = reader.u32()?;
        let offset = reader.u64()?;
        if !names.insert(name.clone()) {
            return Err(broken(format!("the tensor {name:?} is there twice")));
        }
        tensors.push(RawTensor {
            name,
            dims,
            kind,
            offset,
        });
    }
    Ok(tensors)
}
