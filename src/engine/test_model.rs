//! A writer of small GGUF files, and tiny random models of each family made with it.

use crate::engine::gguf::Header;

/// Collects metadata and f32 tensors; [`Writer::bytes`] is the file.
#[derive(Clone, Default)]
pub(super) struct Writer {
    values: Vec<u8>,
    n_values: u64,
    tensors: Vec<(String, Vec<usize>, Vec<f32>)>,
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

    /// `shape` has the slowest dimension first.
    pub(super) fn tensor(mut self, name: &str, shape: &[usize], data: Vec<f32>) -> Self {
        assert_eq!(shape.iter().product::<usize>(), data.len());
        self.tensors.push((name.to_owned(), shape.to_vec(), data));
        self
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut file = b"GGUF".to_vec();
        file.extend(3_u32.to_le_bytes());
        file.extend((self.tensors.len() as u64).to_le_bytes());
        file.extend(self.n_values.to_le_bytes());
        file.extend(&self.values);
        let mut offset = 0_usize;
        for (name, shape, data) in &self.tensors {
            string(&mut file, name.as_bytes());
            file.extend((shape.len() as u32).to_le_bytes());
            for dim in shape.iter().rev() {
                file.extend((*dim as u64).to_le_bytes());
            }
            file.extend(0_u32.to_le_bytes());
            file.extend((offset as u64).to_le_bytes());
            offset += (data.len() * 4).next_multiple_of(32);
        }
        for (_, _, data) in &self.tensors {
            file.resize(file.len().next_multiple_of(32), 0);
            file.extend(data.iter().flat_map(|value| value.to_le_bytes()));
        }
        file
    }

    pub(super) fn header(&self) -> Header {
        let bytes = self.bytes();
        Header::parse(&bytes[..], bytes.len() as u64).expect("a written file is whole")
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

pub(super) const N_VOCAB: usize = 262;
const N_EMBD: usize = 32;
const N_FF: usize = 48;
const N_LAYERS: usize = 2;

/// A random model of `family` ("llama", "qwen2" or "qwen3") with a byte vocabulary and a window of 192.
pub(super) fn tiny(family: &str) -> Writer {
    let (n_heads, n_kv_heads, head_dim) = (4, 2, if family == "qwen3" { 16 } else { 8 });
    let key = |name: &str| format!("{family}.{name}");
    let mut writer = byte_vocabulary(Writer::default())
        .text("general.architecture", family)
        .text("general.name", "tiny")
        .number(&key("context_length"), 192)
        .number(&key("embedding_length"), N_EMBD as u32)
        .number(&key("feed_forward_length"), N_FF as u32)
        .number(&key("block_count"), N_LAYERS as u32)
        .number(&key("attention.head_count"), n_heads as u32)
        .number(&key("attention.head_count_kv"), n_kv_heads as u32)
        .number(&key("attention.key_length"), head_dim as u32)
        .number(&key("attention.value_length"), head_dim as u32)
        .number(&key("rope.dimension_count"), head_dim as u32)
        .float(&key("rope.freq_base"), 10_000.0)
        .float(&key("attention.layer_norm_rms_epsilon"), 1e-5);
    let mut random = Random(0x5eed);
    let (q, kv) = (n_heads * head_dim, n_kv_heads * head_dim);
    writer = random.tensor(writer, "token_embd.weight", &[N_VOCAB, N_EMBD]);
    if family != "qwen3" {
        writer = random.tensor(writer, "output.weight", &[N_VOCAB, N_EMBD]);
    }
    writer = random.tensor(writer, "output_norm.weight", &[N_EMBD]);
    for layer in 0..N_LAYERS {
        let mut parts: Vec<(&str, Vec<usize>)> = vec![
            ("attn_norm.weight", vec![N_EMBD]),
            ("attn_q.weight", vec![q, N_EMBD]),
            ("attn_k.weight", vec![kv, N_EMBD]),
            ("attn_v.weight", vec![kv, N_EMBD]),
            ("attn_output.weight", vec![N_EMBD, q]),
            ("ffn_norm.weight", vec![N_EMBD]),
            ("ffn_gate.weight", vec![N_FF, N_EMBD]),
            ("ffn_up.weight", vec![N_FF, N_EMBD]),
            ("ffn_down.weight", vec![N_EMBD, N_FF]),
        ];
        match family {
            "qwen2" => parts.extend([
                ("attn_q.bias", vec![q]),
                ("attn_k.bias", vec![kv]),
                ("attn_v.bias", vec![kv]),
            ]),
            "qwen3" => parts.extend([
                ("attn_q_norm.weight", vec![head_dim]),
                ("attn_k_norm.weight", vec![head_dim]),
            ]),
            _ => {}
        }
        for (part, shape) in parts {
            writer = random.tensor(writer, &format!("blk.{layer}.{part}"), &shape);
        }
    }
    writer
}

struct Random(u64);

impl Random {
    /// Norm scales around one, other weights around zero and large enough that layers matter.
    fn tensor(&mut self, writer: Writer, name: &str, shape: &[usize]) -> Writer {
        let centre = if name.ends_with("norm.weight") {
            1.0
        } else {
            0.0
        };
        let data = (0..shape.iter().product())
            .map(|_| {
                self.0 = self
                    .0
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                centre + ((self.0 >> 40) as f32 / (1_u32 << 24) as f32 - 0.5)
            })
            .collect();
        writer.tensor(name, shape, data)
    }
}
