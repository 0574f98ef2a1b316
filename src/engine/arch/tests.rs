//! Our forward pass against candle-transformers' on the same random weights.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Cursor, Write};

use candle_core::quantized::gguf_file::Content;
use candle_core::{Device, Tensor};
use candle_transformers::models::{quantized_llama, quantized_qwen2, quantized_qwen3};

use super::*;
use crate::engine::gguf::Header;
use crate::engine::test_model::{Writer, tiny};

const FAMILIES: [&str; 3] = ["llama", "qwen2", "qwen3"];
const PROMPT: [u32; 9] = [84, 104, 101, 32, 110, 117, 114, 115, 101];

fn ours(writer: &Writer) -> Result<Box<dyn Architecture>, ModelError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&writer.bytes()).unwrap();
    let header = Header::read(file.path())?;
    let hyperparameters = Hyperparameters::from_header(&header, None)?;
    let weights = Weights::open(file.path(), &header)?;
    Ok(load(&weights, &hyperparameters, DeviceChoice::Cpu)?.model)
}

fn logits(model: &dyn Architecture, cache: &mut KvCache, tokens: &[u32]) -> Vec<f32> {
    let (pass, logits) = forward(model, cache, tokens, &|| false).unwrap();
    assert_eq!(pass, Pass::Finished);
    logits
}

fn forward(
    model: &dyn Architecture,
    cache: &mut KvCache,
    tokens: &[u32],
    cancelled: &dyn Fn() -> bool,
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

/// The logits behind the prompt, and behind one more token.
/// The other engine's forward pass: token ids and the position of the first.
type Forward = Box<dyn FnMut(&Tensor, usize) -> candle_core::Result<Tensor>>;

fn theirs(family: &str, bytes: &[u8]) -> [Vec<f32>; 2] {
    let mut file = Cursor::new(bytes);
    let content = Content::read(&mut file).unwrap();
    let prompt = Tensor::new(&PROMPT[..], &Device::Cpu)
        .unwrap()
        .unsqueeze(0)
        .unwrap();
    let next = Tensor::new(&[[7_u32]], &Device::Cpu).unwrap();
    let mut forward: Forward = match family {
        "llama" => {
            let model = quantized_llama::ModelWeights::from_gguf(content, &mut file, &Device::Cpu);
            let mut model = model.unwrap();
            Box::new(move |x, at| model.forward(x, at))
        }
        "qwen2" => {
            let model = quantized_qwen2::ModelWeights::from_gguf(content, &mut file, &Device::Cpu);
            let mut model = model.unwrap();
            Box::new(move |x, at| model.forward(x, at))
        }
        _ => {
            let model = quantized_qwen3::ModelWeights::from_gguf(content, &mut file, &Device::Cpu);
            let mut model = model.unwrap();
            Box::new(move |x, at| model.forward(x, at))
        }
    };
    let mut run = |x: &Tensor, at| {
        let logits = forward(x, at).unwrap();
        logits.flatten_all().unwrap().to_vec1::<f32>().unwrap()
    };
    [run(&prompt, 0), run(&next, PROMPT.len())]
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| -> f64 {
        a.iter()
            .zip(b)
            .map(|(a, b)| f64::from(*a) * f64::from(*b))
            .sum()
    };
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

#[test]
fn logits_agree_with_an_independent_implementation() {
    for family in FAMILIES {
        let writer = tiny(family);
        let model = ours(&writer).unwrap();
        let mut cache = model.new_cache();
        let expected = theirs(family, &writer.bytes());
        let found = [
            logits(model.as_ref(), &mut cache, &PROMPT),
            logits(model.as_ref(), &mut cache, &[7]),
        ];
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found.len(), expected.len());
            let cosine = cosine(found, expected);
            assert!(cosine >= 0.999_99, "{family}: {cosine}");
        }
    }
}

#[test]
fn the_pass_may_be_cut_anywhere() {
    for family in FAMILIES {
        let model = ours(&tiny(family)).unwrap();
        let whole = logits(model.as_ref(), &mut model.new_cache(), &PROMPT);
        for cut in 1..PROMPT.len() {
            let mut cache = model.new_cache();
            logits(model.as_ref(), &mut cache, &PROMPT[..cut]);
            let parts = logits(model.as_ref(), &mut cache, &PROMPT[cut..]);
            assert!(cosine(&whole, &parts) > 0.999_999, "{family} at {cut}");
        }
    }
}

#[test]
fn a_truncated_cache_is_as_good_as_a_fresh_one() {
    let model = ours(&tiny("llama")).unwrap();
    let mut cache = model.new_cache();
    logits(model.as_ref(), &mut cache, &PROMPT[..4]);
    let fresh = logits(model.as_ref(), &mut cache, &PROMPT[4..]);
    let long: Vec<u32> = (0..180).collect();
    logits(model.as_ref(), &mut cache, &long);
    cache.truncate(4);
    assert_eq!(cache.tokens(), &PROMPT[..4]);
    assert_eq!(logits(model.as_ref(), &mut cache, &PROMPT[4..]), fresh);
}

#[test]
fn a_full_window_is_an_overflow_and_changes_nothing() {
    let model = ours(&tiny("llama")).unwrap();
    let mut cache = model.new_cache();
    logits(model.as_ref(), &mut cache, &[1; 190]);
    let error = forward(model.as_ref(), &mut cache, &[1, 2, 3], &|| false).unwrap_err();
    let expected = ModelError::Overflow {
        needed: 193,
        window: 192,
    };
    assert_eq!((error, cache.len()), (expected, 190));
    logits(model.as_ref(), &mut cache, &[1, 2]);
}

#[test]
fn a_cancelled_pass_leaves_the_cache_as_it_was() {
    let model = ours(&tiny("qwen2")).unwrap();
    let mut cache = model.new_cache();
    logits(model.as_ref(), &mut cache, &PROMPT[..4]);
    let asked = std::cell::Cell::new(0);
    let second_time = || asked.replace(asked.get() + 1) > 0;
    let (pass, _) = forward(model.as_ref(), &mut cache, &PROMPT[4..], &second_time).unwrap();
    assert_eq!(pass, Pass::Cancelled);
    assert_eq!(cache.tokens(), &PROMPT[..4]);
    let mut fresh = model.new_cache();
    logits(model.as_ref(), &mut fresh, &PROMPT[..4]);
    assert_eq!(
        logits(model.as_ref(), &mut cache, &PROMPT[4..]),
        logits(model.as_ref(), &mut fresh, &PROMPT[4..]),
    );
}

#[test]
fn rotation_factors_in_the_file_are_used() {
    let plain = ours(&tiny("llama")).unwrap();
    let ones = ours(&tiny("llama").tensor("rope_freqs.weight", &[4], vec![1.0; 4])).unwrap();
    let slowed = ours(&tiny("llama").tensor("rope_freqs.weight", &[4], vec![1.0, 2.0, 8.0, 8.0]));
    let slowed = slowed.unwrap();
    let run = |model: &dyn Architecture| logits(model, &mut model.new_cache(), &PROMPT);
    assert_eq!(run(plain.as_ref()), run(ones.as_ref()));
    assert_ne!(run(plain.as_ref()), run(slowed.as_ref()));
}

#[test]
fn a_model_that_does_not_hold_together_is_refused() {
    let foreign = Writer::default().text("general.architecture", "mamba");
    let error = ours(&foreign).map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), "unsupported architecture \"mamba\"");
    let wrong_bias = tiny("llama").tensor("blk.0.attn_q.bias", &[5], vec![0.0; 5]);
    let error = ours(&wrong_bias).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("blk.0.attn_q.bias"), "{error}");
}
