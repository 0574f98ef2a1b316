//! The decoder over tensors against candle-transformers' models on the same random weights.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Write;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::engine::gguf::Header;
use crate::engine::test_model::{
    FAMILIES, Writer, cosine, forward, logits, reference, relative_error, tiny,
};

const KNOWN: [&str; 3] = ["llama", "qwen2", "qwen3"];
const PROMPT: [u32; 9] = [84, 104, 101, 32, 110, 117, 114, 115, 101];

fn ours(writer: &Writer) -> Result<Box<dyn Architecture>, ModelError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&writer.bytes()).unwrap();
    let header = Header::read(file.path())?;
    let hyper = Hyperparameters::from_header(&header, None)?;
    let observer = |_| ControlFlow::Continue(());
    load_on_processor(
        &Weights::open(&file.path().into(), &header, &observer)?,
        &hyper,
    )
}

#[test]
fn it_takes_the_models_it_computes_in_full() {
    let taken = FAMILIES.map(|family| {
        let header = tiny(family).header();
        runs_on_tensors(
            &header,
            &Hyperparameters::from_header(&header, None).unwrap(),
        )
    });
    assert_eq!(FAMILIES[..3], KNOWN);
    assert_eq!(taken, [true, true, true, false, false, false]);
}

#[test]
fn logits_agree_with_an_independent_implementation() {
    for family in KNOWN {
        let writer = tiny(family);
        let model = ours(&writer).unwrap();
        let mut cache = model.new_cache();
        let expected = reference(family, &writer.bytes(), &[&PROMPT, &[7]]);
        for (part, expected) in [&PROMPT[..], &[7]].into_iter().zip(&expected) {
            let error = relative_error(&logits(model.as_ref(), &mut cache, part), expected);
            assert!(error < 1e-4, "{family}: {error}");
        }
    }
}

#[test]
fn the_pass_may_be_cut_anywhere() {
    for family in KNOWN {
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
    let asked = AtomicUsize::new(0);
    let second_time = || asked.fetch_add(1, Ordering::Relaxed) > 0;
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

/// More tokens than are read at once: the numbers are those of the pieces, and a pass that is stopped leaves nothing.
#[test]
fn a_long_pass_is_read_in_pieces() {
    let model = ours(&tiny("llama")).unwrap();
    let text: Vec<u32> = (0..150).map(|at| 60 + at * 7 % 60).collect();
    let (begun, rest) = text.split_at(140);
    let mut cache = model.new_cache();
    logits(model.as_ref(), &mut cache, begun);
    let expected = logits(model.as_ref(), &mut cache, rest);
    let mut whole = model.new_cache();
    let error = relative_error(&logits(model.as_ref(), &mut whole, &text), &expected);
    assert!(error < 1e-4, "{error}");

    let asked = AtomicUsize::new(0);
    let mut stopped = model.new_cache();
    let mut sequence = Sequence {
        tokens: &text,
        cache: &mut stopped,
        wanted: Wanted::All,
        logits: Vec::new(),
    };
    // The first piece of two layers asks twice.
    let third = || asked.fetch_add(1, Ordering::Relaxed) >= 2;
    let ended = model.forward(std::slice::from_mut(&mut sequence), &third);
    assert_eq!(ended.unwrap(), Pass::Cancelled);
    assert!(stopped.is_empty());
}
