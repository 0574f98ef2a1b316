//! However a conversation was read, its logits are those of the whole read at once.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::test_model::{ARCHITECTURES, tiny};
use super::*;
use crate::engine::test_model::{N_VOCAB, Writer};

struct Loaded {
    model: Box<dyn Architecture>,
    /// Read again by models that cannot forget otherwise.
    _file: tempfile::NamedTempFile,
}

fn loaded(writer: &Writer) -> Result<Loaded, ModelError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&writer.bytes()).unwrap();
    let plan = Plan::from_header(&Header::read(file.path())?, None)?;
    Ok(Loaded {
        model: load(file.path(), &plan)?,
        _file: file,
    })
}

impl Loaded {
    fn pass(
        &self,
        cache: &mut KvCache,
        tokens: &[u32],
        wanted: Wanted,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> (Pass, Vec<f32>) {
        let mut sequence = Sequence {
            tokens,
            cache,
            wanted,
            logits: Vec::new(),
        };
        let ended = self
            .model
            .forward(std::slice::from_mut(&mut sequence), cancelled);
        (ended.unwrap(), sequence.logits)
    }

    fn last(&self, cache: &mut KvCache, tokens: &[u32]) -> Vec<f32> {
        self.pass(cache, tokens, Wanted::Last, &|| false).1
    }
}

/// A text of 150 tokens in which no two stretches are alike.
fn text() -> Vec<u32> {
    (0..150_u32)
        .map(|at| (at * at * 7 + at * 3) % 250)
        .collect()
}

fn fresh(architecture: &str, tokens: &[u32]) -> Vec<f32> {
    let model = loaded(&tiny(architecture)).unwrap();
    let mut cache = model.model.new_cache();
    // Token by token, so that nothing depends on how the passes were cut.
    for token in &tokens[..tokens.len() - 1] {
        model.last(&mut cache, &[*token]);
    }
    model.last(&mut cache, &tokens[tokens.len() - 1..])
}

fn assert_alike(found: &[f32], expected: &[f32], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let size = expected
        .iter()
        .fold(0.0_f32, |size, value| size.max(value.abs()));
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= 1e-3 * size,
            "{what}: {found} {expected}"
        );
    }
}

#[test]
fn a_text_may_be_read_in_any_pieces() {
    let text = text();
    for architecture in ARCHITECTURES {
        let expected = fresh(architecture, &text);
        let model = loaded(&tiny(architecture)).unwrap();
        for piece in [7, 128, 150] {
            let mut cache = model.model.new_cache();
            let mut logits = Vec::new();
            for tokens in text.chunks(piece) {
                logits = model.last(&mut cache, tokens);
            }
            assert_eq!(cache.tokens(), text);
            assert_alike(&logits, &expected, &format!("{architecture} by {piece}"));
        }
    }
}

#[test]
fn what_nobody_wants_to_know_is_read_all_the_same() {
    let text = text();
    for architecture in ARCHITECTURES {
        let model = loaded(&tiny(architecture)).unwrap();
        let mut cache = model.model.new_cache();
        let (_, nothing) = model.pass(&mut cache, &text[..100], Wanted::Nothing, &|| false);
        assert!(nothing.is_empty() && cache.len() == 100);
        let logits = model.last(&mut cache, &text[100..]);
        assert_alike(&logits, &fresh(architecture, &text), architecture);
    }
}

#[test]
fn two_conversations_and_a_step_back_do_not_disturb_one_another() {
    let text = text();
    for architecture in ARCHITECTURES {
        let model = loaded(&tiny(architecture)).unwrap();
        let (mut one, mut two) = (model.model.new_cache(), model.model.new_cache());
        model.last(&mut one, &text[..40]);
        model.last(&mut two, &text[90..130]);
        let logits = model.last(&mut one, &text[40..60]);
        assert_alike(&logits, &fresh(architecture, &text[..60]), architecture);
        one.truncate(30);
        let logits = model.last(&mut one, &text[30..35]);
        assert_alike(&logits, &fresh(architecture, &text[..35]), architecture);
        // A single token is where a model that cannot forget would show what it remembers.
        one.truncate(0);
        let logits = model.last(&mut one, &text[3..4]);
        assert_alike(&logits, &fresh(architecture, &text[3..4]), architecture);
    }
}

#[test]
fn all_logits_are_those_of_each_token() {
    let text = text();
    for architecture in ARCHITECTURES {
        let model = loaded(&tiny(architecture)).unwrap();
        let mut cache = model.model.new_cache();
        model.last(&mut cache, &text[..20]);
        let (_, rows) = model.pass(&mut cache, &text[20..24], Wanted::All, &|| false);
        assert_eq!(rows.len(), 4 * N_VOCAB);
        for (index, row) in rows.chunks(N_VOCAB).enumerate() {
            let expected = fresh(architecture, &text[..=20 + index]);
            assert_alike(row, &expected, architecture);
        }
    }
}

#[test]
fn a_cancelled_pass_leaves_the_cache_and_the_next_one_right() {
    let text = text();
    for architecture in ARCHITECTURES {
        let model = loaded(&tiny(architecture)).unwrap();
        let mut cache = model.model.new_cache();
        model.last(&mut cache, &text[..20]);
        let asked = AtomicUsize::new(0);
        let later = || asked.fetch_add(1, Ordering::Relaxed) > 1;
        let (ended, _) = model.pass(&mut cache, &text[20..], Wanted::Last, &later);
        assert_eq!((ended, cache.len()), (Pass::Cancelled, 20));
        let logits = model.last(&mut cache, &text[50..60]);
        let expected = fresh(architecture, &[&text[..20], &text[50..60]].concat());
        assert_alike(&logits, &expected, architecture);
    }
}

#[test]
fn a_failed_pass_does_not_spoil_the_next() {
    let text = text();
    let model = loaded(&tiny("glm4")).unwrap();
    let mut cache = model.model.new_cache();
    model.last(&mut cache, &text[..20]);
    let mut sequence = Sequence {
        tokens: &[N_VOCAB as u32 + 5],
        cache: &mut cache,
        wanted: Wanted::Last,
        logits: Vec::new(),
    };
    let ended = model
        .model
        .forward(std::slice::from_mut(&mut sequence), &|| false);
    assert!(matches!(ended, Err(ModelError::Failed { .. })), "{ended:?}");
    let logits = model.last(&mut cache, &text[20..25]);
    assert_alike(&logits, &fresh("glm4", &text[..25]), "glm4");
}

#[test]
fn a_full_window_is_an_overflow() {
    let model = loaded(&tiny("phi2")).unwrap();
    let mut cache = model.model.new_cache();
    model.last(&mut cache, &[1; 190]);
    let mut sequence = Sequence {
        tokens: &[1, 2, 3],
        cache: &mut cache,
        wanted: Wanted::Last,
        logits: Vec::new(),
    };
    let ended = model
        .model
        .forward(std::slice::from_mut(&mut sequence), &|| false);
    let expected = ModelError::Overflow {
        needed: 193,
        window: 192,
    };
    assert_eq!(ended, Err(expected));
    model.last(&mut cache, &[1, 2]);
}

#[test]
fn a_person_is_told_what_the_slower_path_cannot_do() {
    let header = tiny("lfm2").header();
    let plan = Plan::from_header(&header, None).unwrap();
    assert!(plan.warnings[0].contains("(lfm2)") && plan.warnings[0].contains("cannot step back"));
    assert_eq!(plan.window, 192);
    let lowered = Plan::from_header(&header, Some(100)).unwrap();
    assert_eq!((lowered.window, lowered.warnings.len()), (100, 1));
}

#[test]
fn what_the_code_would_run_wrongly_is_refused() {
    let refused = |writer: Writer, what: &str| {
        let error = Plan::from_header(&writer.header(), None)
            .map(|_| ())
            .unwrap_err();
        assert!(
            matches!(error, ModelError::UnsupportedArchitecture { .. }),
            "{error}"
        );
        assert!(error.to_string().contains(what), "{error}");
    };
    refused(
        Writer::default().text("general.architecture", "mamba"),
        "mamba",
    );
    refused(
        tiny("glm4").text("glm4.rope.scaling.type", "linear"),
        "scaled positions",
    );
    refused(
        tiny("phi2").tensor("rope_freqs.weight", &[4], vec![1.0; 4]),
        "scaled positions",
    );
    refused(
        tiny("llama").tensor("blk.0.ffn_gate_exps.weight", &[1], vec![1.0]),
        "experts in one tensor",
    );
}

#[test]
fn a_wrong_tensor_is_named_before_a_weight_is_read() {
    let wrong = tiny("glm4").tensor("blk.1.attn_k.bias", &[5], vec![0.0; 5]);
    let error = loaded(&wrong).map(|_| ()).unwrap_err();
    assert!(matches!(error, ModelError::Broken { .. }));
    assert!(
        error.to_string().contains("\"blk.1.attn_k.bias\""),
        "{error}"
    );
}

#[test]
fn what_it_takes_is_counted_before_it_is_loaded() {
    // Of its two layers one has keys and values.
    let listed = Plan::from_header(&tiny("lfm2").header(), None).unwrap();
    let same = Plan::from_header(&tiny("glm4").header(), None).unwrap();
    assert_eq!(2 * listed.cache_bytes_per_token, same.cache_bytes_per_token);
    let short = Plan::from_header(&tiny("glm4").header(), Some(92)).unwrap();
    let of_a_hundred_tokens = same.other_bytes - short.other_bytes;
    assert!(of_a_hundred_tokens >= 100 * 8 * size_of::<f32>(), "tables");
    assert!(
        short.other_bytes > N_VOCAB * 16 * size_of::<f32>(),
        "the embedding"
    );
}
