//! A writer of small GGUF files, tiny random models of each family made with it, and what another engine computes on them.

mod reference;
mod tiny;

use candle_core::quantized::QTensor;
use candle_core::{Device, Tensor};

use super::arch::{Architecture, Pass, Sequence, Wanted};
use super::gguf::{Header, TensorType};
use super::kv_cache::KvCache;
use super::weights::dtype;
use crate::explain::ModelError;
pub(super) use reference::reference;
pub(super) use tiny::{FAMILIES, N_VOCAB, tiny, tiny_quantized, tiny_reading};

/// Collects metadata and tensors; [`Writer::bytes`] is the file.
#[derive(Clone, Default)]
pub(super) struct Writer {
    values: Vec<u8>,
    n_values: u64,
    tensors: Vec<WrittenTensor>,
}

#[derive(Clone)]
struct WrittenTensor {
    name: String,
    shape: Vec<usize>,
    kind: TensorType,
    bytes: Vec<u8>,
}

impl Writer {
    fn key(&mut self, key: &str, kind: u32) -> &mut Self {
        string(&mut self.values, key.as_bytes());
        self.values.extend(kind.to_le_bytes());
        self.n_values += 1;
        self
    }

    pub(super) fn number(mut self, key: &str, value: u32) -> Self {
        self.key(key, 4).values.extend(value.to_le_bytes());
        self
    }

    pub(super) fn float(mut self, key: &str, value: f32) -> Self {
        self.key(key, 6).values.extend(value.to_le_bytes());
        self
    }

    pub(super) fn flag(mut self, key: &str, value: bool) -> Self {
        self.key(key, 7).values.push(u8::from(value));
        self
    }

    pub(super) fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key, 8);
        string(&mut self.values, value.as_bytes());
        self
    }

    pub(super) fn texts<T: AsRef<[u8]>>(mut self, key: &str, values: &[T]) -> Self {
        self.array(key, 8, values.len());
        for value in values {
            string(&mut self.values, value.as_ref());
        }
        self
    }

    pub(super) fn kinds(mut self, key: &str, values: &[i32]) -> Self {
        self.array(key, 5, values.len());
        for value in values {
            self.values.extend(value.to_le_bytes());
        }
        self
    }

    pub(super) fn floats(mut self, key: &str, values: &[f32]) -> Self {
        self.array(key, 6, values.len());
        for value in values {
            self.values.extend(value.to_le_bytes());
        }
        self
    }

    fn array(&mut self, key: &str, kind: u32, len: usize) {
        self.key(key, 9).values.extend(kind.to_le_bytes());
        self.values.extend((len as u64).to_le_bytes());
    }

    /// `shape` has the slowest dimension first. A tensor of the same name is replaced.
    pub(super) fn tensor(self, name: &str, shape: &[usize], data: Vec<f32>) -> Self {
        self.tensor_as(TensorType::F32, name, shape, data)
    }

    pub(super) fn tensor_as(
        mut self,
        kind: TensorType,
        name: &str,
        shape: &[usize],
        data: Vec<f32>,
    ) -> Self {
        assert_eq!(shape.iter().product::<usize>(), data.len());
        let data = Tensor::from_vec(data, shape, &Device::Cpu).expect("a tensor of this shape");
        let stored = QTensor::quantize(&data, dtype(kind)).expect("rows of whole blocks");
        self = self.without(name);
        self.tensors.push(WrittenTensor {
            name: name.to_owned(),
            shape: shape.to_vec(),
            kind,
            bytes: stored.data().expect("it lies on the CPU").into_owned(),
        });
        self
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.tensors.retain(|tensor| tensor.name != name);
        self
    }

    /// Tensors of one shape as one, along a new first dimension; one may be named several times.
    pub(super) fn stacked(mut self, names: &[String], name: &str) -> Self {
        let named = |wanted: &String| {
            let mut tensors = self.tensors.iter();
            let tensor = tensors.find(|tensor| tensor.name == *wanted);
            tensor.expect("a tensor of this name").clone()
        };
        let parts: Vec<WrittenTensor> = names.iter().map(named).collect();
        self.tensors.retain(|tensor| !names.contains(&tensor.name));
        let first = &parts[0];
        self.tensors.push(WrittenTensor {
            name: name.to_owned(),
            shape: [&[parts.len()], &first.shape[..]].concat(),
            kind: first.kind,
            bytes: parts.iter().flat_map(|part| part.bytes.clone()).collect(),
        });
        self
    }

    /// Changes the bytes of a tensor.
    pub(super) fn damaged(mut self, name: &str, damage: impl Fn(&mut [u8])) -> Self {
        let mut tensors = self.tensors.iter_mut();
        let tensor = tensors.find(|tensor| tensor.name == name);
        damage(&mut tensor.expect("a tensor of this name").bytes);
        self
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut file = b"GGUF".to_vec();
        file.extend(3_u32.to_le_bytes());
        file.extend((self.tensors.len() as u64).to_le_bytes());
        file.extend(self.n_values.to_le_bytes());
        file.extend(&self.values);
        let mut offset = 0_usize;
        for tensor in &self.tensors {
            string(&mut file, tensor.name.as_bytes());
            file.extend((tensor.shape.len() as u32).to_le_bytes());
            for dim in tensor.shape.iter().rev() {
                file.extend((*dim as u64).to_le_bytes());
            }
            file.extend(number_of(tensor.kind).to_le_bytes());
            file.extend((offset as u64).to_le_bytes());
            offset += tensor.bytes.len().next_multiple_of(32);
        }
        for tensor in &self.tensors {
            file.resize(file.len().next_multiple_of(32), 0);
            file.extend(&tensor.bytes);
        }
        file
    }

    pub(super) fn header(&self) -> Header {
        let bytes = self.bytes();
        Header::parse(&bytes[..], bytes.len() as u64).expect("a written file is whole")
    }
}

/// The number by which a file names the type.
const fn number_of(kind: TensorType) -> u32 {
    match kind {
        TensorType::F32 => 0,
        TensorType::F16 => 1,
        TensorType::Q4_0 => 2,
        TensorType::Q4_1 => 3,
        TensorType::Q5_0 => 6,
        TensorType::Q5_1 => 7,
        TensorType::Q8_0 => 8,
        TensorType::Q2K => 10,
        TensorType::Q3K => 11,
        TensorType::Q4K => 12,
        TensorType::Q5K => 13,
        TensorType::Q6K => 14,
        TensorType::Bf16 => 30,
    }
}

fn string(to: &mut Vec<u8>, text: &[u8]) {
    to.extend((text.len() as u64).to_le_bytes());
    to.extend(text);
}

/// Id of `<|im_end|>` in [`byte_vocabulary`].
pub(super) const IM_END: u32 = 258;

/// The 256 bytes, two merges ("he", "the"), `<|im_start|>` and `<|im_end|>` as control tokens, and a
/// user-defined `<think>`.
pub(super) fn byte_vocabulary(writer: Writer) -> Writer {
    vocabulary(writer, &["h e", "t he"])
}

/// [`byte_vocabulary`] with other merges, each of two tokens that are there before it.
pub(super) fn vocabulary(writer: Writer, merges: &[&str]) -> Writer {
    let mut tokens: Vec<String> = alphabet().map(String::from).collect();
    tokens.extend(["<unk>", "<|im_start|>", "<|im_end|>"].map(str::to_owned));
    tokens.extend(merges.iter().map(|merge| merge.replace(' ', "")));
    tokens.push("<think>".to_owned());
    let mut kinds = vec![1; tokens.len()];
    (kinds[256], kinds[257], kinds[258], kinds[tokens.len() - 1]) = (2, 3, 3, 4);
    writer
        .text("tokenizer.ggml.model", "gpt2")
        .text("tokenizer.ggml.pre", "gpt-2")
        .texts("tokenizer.ggml.tokens", &tokens)
        .kinds("tokenizer.ggml.token_type", &kinds)
        .texts("tokenizer.ggml.merges", merges)
        .number("tokenizer.ggml.eos_token_id", IM_END)
}

/// The character that writes each byte, in the order of the bytes.
fn alphabet() -> impl Iterator<Item = char> {
    let mut next = 0x100;
    (0..=255_u32).map(move |byte| {
        let itself = matches!(byte, 0x21..=0x7e | 0xa1..=0xac | 0xae..=0xff);
        let code = if itself { byte } else { next };
        next += u32::from(!itself);
        char::from_u32(code).unwrap_or_default()
    })
}

/// The logits behind the last of `tokens`.
pub(super) fn logits(model: &dyn Architecture, cache: &mut KvCache, tokens: &[u32]) -> Vec<f32> {
    let (pass, logits) = forward(model, cache, tokens, &|| false).expect("a sound model");
    assert_eq!(pass, Pass::Finished);
    logits
}

pub(super) fn forward(
    model: &dyn Architecture,
    cache: &mut KvCache,
    tokens: &[u32],
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Result<(Pass, Vec<f32>), ModelError> {
    let mut sequence = Sequence {
        tokens,
        cache,
        wanted: Wanted::Last,
        logits: Vec::new(),
    };
    let pass = model.forward(std::slice::from_mut(&mut sequence), cancelled)?;
    Ok((pass, sequence.logits))
}

pub(super) fn cosine(a: &[f32], b: &[f32]) -> f64 {
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// The length of the difference, as a part of that of `expected`.
pub(super) fn relative_error(found: &[f32], expected: &[f32]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let difference: Vec<f32> = found.iter().zip(expected).map(|(a, b)| a - b).collect();
    (dot(&difference, &difference) / dot(expected, expected)).sqrt()
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter()
        .zip(b)
        .map(|(a, b)| f64::from(*a) * f64::from(*b))
        .sum()
}
