//! The forward pass over the kernels, held against other implementations and against itself.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::cell::{Cell, RefCell};
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::engine::arch::Wanted;
use crate::engine::foreign::test_model::tiny as foreign_tiny;
use crate::engine::gguf::{Header, TensorType};
use crate::engine::kv_cache::CacheType;
use crate::engine::test_model::{
    FAMILIES, N_VOCAB, Writer, cosine, forward, logits, reference, relative_error, tiny,
    tiny_quantized, tiny_reading,
};
use crate::engine::{Observer, Progress};

const PROMPT: [u32; 9] = [84, 104, 101, 32, 110, 117, 114, 115, 101];

fn ours(writer: &Writer) -> Result<Decoder, ModelError> {
    load(writer, None, &|_| ControlFlow::Continue(()))
}

fn load(
    writer: &Writer,
    window: Option<usize>,
    observer: Observer<'_>,
) -> Result<Decoder, ModelError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&writer.bytes()).unwrap();
    let header = Header::read(file.path())?;
    let hyper = Hyperparameters::from_header(&header, window)?;
    let weights = Weights::open(&file.path().into(), &header, observer)?;
    let shape = hyper.cache_shape(CacheType::F16);
    Decoder::load(&weights, &hyper, shape, Pool::new(2))
}

fn fresh(model: &Decoder, tokens: &[u32]) -> Vec<f32> {
    logits(model, &mut model.new_cache(), tokens)
}

#[test]
fn logits_agree_with_an_independent_implementation() {
    for family in FAMILIES {
        let writer = tiny(family);
        let model = ours(&writer).unwrap();
        let mut cache = model.new_cache();
        let expected = reference(family, &writer.bytes(), &[&PROMPT, &[7]]);
        for (part, expected) in [&PROMPT[..], &[7]].into_iter().zip(&expected) {
            let error = relative_error(&logits(&model, &mut cache, part), expected);
            assert!(error < 1e-3, "{family}: {error}");
        }
    }
}

#[test]
fn every_tensor_type_is_computed_with() {
    let kinds = TensorType::ALL.into_iter();
    for kind in kinds.filter(|kind| *kind != TensorType::F32) {
        agrees_when_quantized("llama", kind);
    }
}

#[test]
fn every_family_can_be_quantized() {
    for family in &FAMILIES[1..] {
        agrees_when_quantized(family, TensorType::Q4K);
    }
}

fn agrees_when_quantized(family: &str, kind: TensorType) {
    let writer = tiny_quantized(family, kind);
    let model = ours(&writer).unwrap();
    let expected = reference(family, &writer.bytes(), &[&PROMPT]);
    let cosine = cosine(&fresh(&model, &PROMPT), &expected[0]);
    assert!(cosine >= 0.999, "{family} in {}: {cosine}", kind.as_str());
}

/// Each of two layers has its experts' matrices in one tensor each; `of` names those of an expert, of which there are three.
fn stacked(mut writer: Writer, of: impl Fn(&str, usize) -> String) -> Writer {
    for layer in 0..2 {
        for part in ["ffn_gate", "ffn_up", "ffn_down"] {
            let names = [0, 1, 2].map(|expert| format!("blk.{layer}.{}.weight", of(part, expert)));
            writer = writer.stacked(&names, &format!("blk.{layer}.{part}_exps.weight"));
        }
    }
    writer
}

fn mixtral() -> Writer {
    stacked(foreign_tiny("llama"), |part, expert| {
        format!("{part}.{expert}")
    })
}

#[test]
fn experts_are_picked_and_mixed_as_by_an_independent_implementation() {
    let apart = foreign_tiny("llama").bytes();
    let expected = reference("llama", &apart, &[&PROMPT, &[7]]);
    let model = ours(&mixtral()).unwrap();
    let mut cache = model.new_cache();
    for (part, expected) in [&PROMPT[..], &[7]].into_iter().zip(&expected) {
        let error = relative_error(&logits(&model, &mut cache, part), expected);
        assert!(error < 1e-3, "{error}");
    }
}

#[test]
fn experts_that_are_alike_are_as_good_as_one() {
    let mut writer =
        stacked(tiny("qwen3moe"), |part, _| part.to_owned()).number("qwen3moe.expert_count", 3);
    for layer in 0..2 {
        let router = (0..3 * 32).map(|at| (at % 7) as f32 - 3.0).collect();
        writer = writer.tensor(
            &format!("blk.{layer}.ffn_gate_inp.weight"),
            &[3, 32],
            router,
        );
    }
    let expected = reference("qwen3", &tiny("qwen3").bytes(), &[&PROMPT]);
    let using = |n| ours(&writer.clone().number("qwen3moe.expert_used_count", n));
    let found = fresh(&using(2).unwrap(), &PROMPT);
    assert!(relative_error(&found, &expected[0]) < 1e-3);
    let error = using(4).map(|_| ()).unwrap_err();
    assert!(
        error.to_string().contains("more experts than it has"),
        "{error}"
    );
}

#[test]
fn the_pass_may_be_cut_anywhere() {
    let families = FAMILIES.map(|family| (family, tiny(family)));
    for (family, writer) in families.into_iter().chain([("mixtral", mixtral())]) {
        let model = ours(&writer).unwrap();
        let whole = fresh(&model, &PROMPT);
        for cut in 1..PROMPT.len() {
            let mut cache = model.new_cache();
            logits(&model, &mut cache, &PROMPT[..cut]);
            let parts = logits(&model, &mut cache, &PROMPT[cut..]);
            assert!(relative_error(&parts, &whole) < 1e-4, "{family} at {cut}");
        }
    }
}

/// Long enough for two micro-batches.
#[test]
fn a_long_prompt_is_read_as_its_parts_are() {
    let model = ours(&tiny_reading("llama", 700)).unwrap();
    let prompt: Vec<u32> = (0..600).map(|at| at * 7 % 256).collect();
    let whole = fresh(&model, &prompt);
    let mut cache = model.new_cache();
    for part in prompt.chunks(200) {
        logits(&model, &mut cache, part);
    }
    assert_eq!(cache.len(), 600);
    cache.truncate(599);
    let parts = logits(&model, &mut cache, &prompt[599..]);
    assert!(relative_error(&parts, &whole) < 1e-4);
}

#[test]
fn sequences_of_a_batch_do_not_see_one_another() {
    for family in ["qwen2", "gemma3"] {
        let model = ours(&tiny(family)).unwrap();
        let held = [&PROMPT[..0], &PROMPT[..5], &[1, 2, 3]];
        let new = [&PROMPT[..], &[9], &[4, 5]];
        let wanted = [Wanted::Last, Wanted::All, Wanted::All];
        let caches = || {
            held.map(|held| {
                let mut cache = model.new_cache();
                if !held.is_empty() {
                    logits(&model, &mut cache, held);
                }
                cache
            })
        };
        let mut together = caches();
        let mut batch: Vec<Sequence<'_>> = together
            .iter_mut()
            .zip(new.iter().zip(wanted))
            .map(|(cache, (tokens, wanted))| sequence(tokens, cache, wanted))
            .collect();
        assert_eq!(model.forward(&mut batch, &|| false), Ok(Pass::Finished));
        let found: Vec<Vec<f32>> = batch.into_iter().map(|sequence| sequence.logits).collect();
        for (index, cache) in caches().iter_mut().enumerate() {
            let mut alone = [sequence(new[index], cache, wanted[index])];
            assert_eq!(model.forward(&mut alone, &|| false), Ok(Pass::Finished));
            let error = relative_error(&found[index], &alone[0].logits);
            assert!(error < 1e-4, "{family}, sequence {index}: {error}");
        }
        for (cache, (held, new)) in together.iter().zip(held.iter().zip(new)) {
            assert_eq!(cache.tokens(), [held, new].concat());
        }
    }
}

fn sequence<'a>(tokens: &'a [u32], cache: &'a mut KvCache, wanted: Wanted) -> Sequence<'a> {
    Sequence {
        tokens,
        cache,
        wanted,
        logits: Vec::new(),
    }
}

#[test]
fn only_the_wanted_logits_are_given() {
    let model = ours(&tiny("qwen3")).unwrap();
    let run = |wanted| {
        let mut cache = model.new_cache();
        let mut batch = [sequence(&PROMPT, &mut cache, wanted)];
        assert_eq!(model.forward(&mut batch, &|| false), Ok(Pass::Finished));
        let [sequence] = batch;
        sequence.logits
    };
    assert!(run(Wanted::Nothing).is_empty());
    let (last, all) = (run(Wanted::Last), run(Wanted::All));
    assert_eq!((last.len(), all.len()), (N_VOCAB, PROMPT.len() * N_VOCAB));
    for (row, logits) in all.chunks_exact(N_VOCAB).enumerate() {
        let expected = fresh(&model, &PROMPT[..=row]);
        assert!(relative_error(logits, &expected) < 1e-4, "row {row}");
    }
    assert!(relative_error(&last, &all[all.len() - N_VOCAB..]) < 1e-5);
}

#[test]
fn a_truncated_cache_is_as_good_as_a_fresh_one() {
    let model = ours(&tiny("gemma2")).unwrap();
    let mut cache = model.new_cache();
    logits(&model, &mut cache, &PROMPT[..4]);
    let fresh = logits(&model, &mut cache, &PROMPT[4..]);
    let long: Vec<u32> = (0..180).collect();
    logits(&model, &mut cache, &long);
    cache.truncate(4);
    assert_eq!(cache.tokens(), &PROMPT[..4]);
    assert_eq!(logits(&model, &mut cache, &PROMPT[4..]), fresh);
}

#[test]
fn what_cannot_be_read_is_an_error_and_changes_nothing() {
    let model = ours(&tiny("llama")).unwrap();
    let mut full = model.new_cache();
    logits(&model, &mut full, &[1; 190]);
    let mut other = model.new_cache();
    logits(&model, &mut other, &PROMPT);
    for (tokens, expected) in [
        (&[1, 2, 3][..], "the prompt has 193 tokens"),
        (&[N_VOCAB as u32], "outside the vocabulary"),
        (&[], "no tokens"),
    ] {
        let mut batch = [
            sequence(&[5], &mut other, Wanted::Last),
            sequence(tokens, &mut full, Wanted::Last),
        ];
        let error = model.forward(&mut batch, &|| false).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!((full.len(), other.len()), (190, PROMPT.len()));
    }
    let error = forward(&model, &mut full, &[1, 2, 3], &|| false).unwrap_err();
    let expected = ModelError::Overflow {
        needed: 193,
        window: 192,
    };
    assert_eq!(error, expected);
    logits(&model, &mut full, &[1, 2]);
}

#[test]
fn a_pass_cancelled_anywhere_leaves_the_cache_as_it_was() {
    let model = ours(&tiny("qwen2")).unwrap();
    let mut cache = model.new_cache();
    logits(&model, &mut cache, &PROMPT[..4]);
    let expected = {
        let mut fresh = model.new_cache();
        logits(&model, &mut fresh, &PROMPT[..4]);
        logits(&model, &mut fresh, &PROMPT[4..])
    };
    let mut n_cancelled = 0;
    loop {
        let asked = AtomicUsize::new(0);
        let now = || asked.fetch_add(1, Ordering::Relaxed) == n_cancelled;
        let (pass, found) = forward(&model, &mut cache, &PROMPT[4..], &now).unwrap();
        if pass == Pass::Finished {
            assert_eq!(found, expected);
            break;
        }
        assert_eq!(cache.tokens(), &PROMPT[..4]);
        n_cancelled += 1;
    }
    // In each of two layers in its five products and before its attention, and in the head; more often on more threads.
    assert!(n_cancelled > 2 * 6, "{n_cancelled}");
}

#[test]
fn a_token_beyond_every_window_is_not_seen() {
    let near = tiny("llama").number("llama.attention.sliding_window", 4);
    let model = ours(&near).unwrap();
    let mut changed = PROMPT;
    changed[0] = 7;
    // Two layers of four tokens each reach seven back.
    assert_eq!(fresh(&model, &PROMPT), fresh(&model, &changed));
    changed[4] = 7;
    assert_ne!(fresh(&model, &PROMPT), fresh(&model, &changed));
}

#[test]
fn factors_for_long_texts_are_used_when_the_window_is_long() {
    let plain = tiny("phi3").number("phi3.rope.scaling.original_context_length", 100);
    let scaled = plain
        .clone()
        .tensor("rope_factors_long.weight", &[4], vec![1.0, 2.0, 8.0, 8.0])
        .tensor("rope_factors_short.weight", &[4], vec![1.0; 4]);
    let run = |writer: &Writer, window| {
        let model = load(writer, Some(window), &|_| ControlFlow::Continue(())).unwrap();
        fresh(&model, &PROMPT)
    };
    let expected = run(&plain, 100);
    assert_eq!(run(&scaled, 100), expected);
    assert_ne!(run(&scaled, 101), expected);
    let always = plain
        .clone()
        .tensor("rope_freqs.weight", &[4], vec![1.0, 2.0, 8.0, 8.0]);
    assert_eq!(run(&always, 100), run(&scaled, 101));
    let model = load(&scaled, Some(150), &|_| ControlFlow::Continue(())).unwrap();
    let mut cache = model.new_cache();
    model.expect(&mut cache, 100);
    assert_eq!(
        logits(&model, &mut cache, &PROMPT),
        expected,
        "a short text in a long window"
    );
    model.expect(&mut cache, 90);
    assert_eq!(cache.tokens(), PROMPT);
    model.expect(&mut cache, 101);
    assert!(cache.is_empty(), "it has grown long and must be read anew");
    assert_eq!(logits(&model, &mut cache, &PROMPT), run(&scaled, 101));
    let misshapen = plain
        .clone()
        .tensor("rope_factors_short.weight", &[5], vec![1.0; 5]);
    let error = check(
        &misshapen.header(),
        &Hyperparameters::from_header(&misshapen.header(), None).unwrap(),
    );
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("rope_factors_short")
    );
    let wrong = scaled.tensor("rope_factors_long.weight", &[4], vec![0.0; 4]);
    let error = ours(&wrong).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("rope_factors_long"), "{error}");
}

#[test]
fn a_model_that_does_not_hold_together_is_refused() {
    for (writer, expected) in [
        (
            tiny("llama").tensor("blk.0.attn_q.bias", &[5], vec![0.0; 5]),
            "blk.0.attn_q.bias",
        ),
        (
            tiny("gemma2").without("blk.1.post_ffw_norm.weight"),
            "blk.1.post_ffw_norm.weight",
        ),
        (
            tiny("phi3").tensor("blk.1.ffn_up.weight", &[48, 32], vec![0.0; 48 * 32]),
            "blk.1.ffn_up.weight",
        ),
    ] {
        let error = ours(&writer).map(|_| ()).unwrap_err();
        assert!(matches!(error, ModelError::Broken { .. }));
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn a_scale_that_is_no_number_is_named() {
    let name = "blk.1.ffn_down.weight";
    let row_bytes = 256 / 32 * 18;
    let damaged = tiny_quantized("llama", TensorType::Q4_0).damaged(name, |bytes| {
        bytes[3 * row_bytes..][..2].copy_from_slice(&[0, 0x7e]);
    });
    let error = ours(&damaged).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains(name) && error.contains("row 3"), "{error}");
}

#[test]
fn loading_tells_how_far_it_is_and_can_be_stopped() {
    let writer = tiny("gemma3");
    let seen = RefCell::new(Vec::new());
    let watch = |progress: Progress| {
        seen.borrow_mut().push(progress);
        ControlFlow::Continue(())
    };
    load(&writer, None, &watch).unwrap();
    let seen = seen.into_inner();
    let last = seen.last().unwrap();
    assert_eq!(last.done_bytes, last.total_bytes);
    assert!(seen.is_sorted_by(|a, b| a.done_bytes < b.done_bytes));
    let calls = Cell::new(0);
    let stop = |_| {
        calls.set(calls.get() + 1);
        if calls.get() == 3 {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    };
    let outcome = load(&writer, None, &stop).map(|_| ());
    assert_eq!((outcome, calls.get()), (Err(ModelError::Cancelled), 3));
}
