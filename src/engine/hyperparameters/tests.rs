#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::engine::test_model::{FAMILIES, Writer, tiny};

fn parsed(writer: &Writer) -> Hyperparameters {
    Hyperparameters::from_header(&writer.header(), None).unwrap()
}

fn refused(writer: &Writer) -> String {
    let outcome = Hyperparameters::from_header(&writer.header(), None);
    outcome.unwrap_err().to_string()
}

#[test]
fn every_family_is_known_and_others_are_refused() {
    for family in FAMILIES {
        assert_eq!(parsed(&tiny(family)).window, 192);
    }
    let foreign = Writer::default().text("general.architecture", "mamba");
    assert_eq!(refused(&foreign), "unsupported architecture \"mamba\"");
    let experts = tiny("llama").number("llama.expert_count", 8);
    assert!(refused(&experts).contains("llama with experts"));
    let part = tiny("llama").number("split.count", 3);
    assert!(refused(&part).contains("one of 3 parts"));
}

#[test]
fn a_window_can_be_lowered_and_not_raised() {
    let header = tiny("llama").header();
    for (asked, expected) in [(50, 50), (0, 1), (1000, 192)] {
        let hyper = Hyperparameters::from_header(&header, Some(asked)).unwrap();
        assert_eq!(hyper.window, expected);
    }
}

#[test]
fn layers_see_as_far_as_their_family_says() {
    let windows = |writer: &Writer, n: usize| -> Vec<Option<usize>> {
        let hyper = parsed(writer);
        (0..n).map(|layer| hyper.layer_window(layer)).collect()
    };
    let near = Some(64);
    assert_eq!(windows(&tiny("gemma2"), 4), [near, None, near, None]);
    assert_eq!(
        windows(&tiny("gemma3"), 7),
        [near, near, near, near, near, None, near]
    );
    assert_eq!(windows(&tiny("llama"), 2), [None, None]);
    let mistral = tiny("llama").number("llama.attention.sliding_window", 40);
    assert_eq!(windows(&mistral, 2), [Some(40), Some(40)]);
    let none = tiny("phi3").number("phi3.attention.sliding_window", 0);
    assert_eq!(windows(&none, 2), [None, None]);
}

#[test]
fn gemma_scales_what_it_embeds_and_only_its_largest_scores_otherwise() {
    let gemma = parsed(&tiny("gemma2"));
    assert_eq!(gemma.embedding_scale, 32_f32.sqrt());
    assert_eq!(gemma.attention_scale, 0.25);
    assert_eq!(
        (gemma.attention_softcap, gemma.logit_softcap),
        (Some(2.0), Some(5.0))
    );
    let largest = Writer::default()
        .text("general.architecture", "gemma2")
        .number("gemma2.block_count", 46)
        .number("gemma2.embedding_length", 64)
        .number("gemma2.feed_forward_length", 64)
        .number("gemma2.context_length", 100)
        .number("gemma2.attention.head_count", 4)
        .number("gemma2.attention.key_length", 64)
        .float("gemma2.attention.layer_norm_rms_epsilon", 1e-6)
        .tensor("token_embd.weight", &[3, 64], vec![0.0; 192]);
    let largest = parsed(&largest);
    assert_eq!(largest.attention_scale, 0.25);
    assert_eq!(
        (largest.attention_softcap, largest.logit_softcap),
        (Some(50.0), Some(30.0))
    );
    assert_eq!(parsed(&tiny("llama")).embedding_scale, 1.0);
}

#[test]
fn every_kind_of_scaling_is_read() {
    let scaled = |kind: &str| {
        tiny("llama")
            .text("llama.rope.scaling.type", kind)
            .float("llama.rope.scaling.factor", 4.0)
            .number("llama.rope.scaling.original_context_length", 48)
    };
    let scaling = |writer: &Writer| parsed(writer).rope.scaling;
    assert_eq!(scaling(&tiny("llama")), RopeScaling::Linear { factor: 1.0 });
    assert_eq!(
        scaling(&scaled("linear")),
        RopeScaling::Linear { factor: 4.0 }
    );
    assert_eq!(
        scaling(&scaled("none")),
        RopeScaling::Linear { factor: 1.0 }
    );
    let RopeScaling::Yarn(yarn) = scaling(&scaled("yarn")) else {
        panic!("not yarn");
    };
    assert_eq!(
        (
            yarn.factor,
            yarn.beta_fast,
            yarn.beta_slow,
            yarn.original_window
        ),
        (4.0, 32.0, 1.0, 48)
    );
    let magnitude = parsed(&scaled("yarn")).rope.magnitude;
    assert!((magnitude - (1.0 + 0.1 * 4_f64.ln())).abs() < 1e-9);
    let long = scaled("longrope").float("llama.rope.scaling.attn_factor", 1.25);
    let long = parsed(&long);
    assert_eq!((long.rope.magnitude, long.original_window), (1.25, 48));
    assert!(refused(&scaled("spiral")).contains("spiral"));
}

#[test]
fn only_layers_that_see_little_turn_by_the_local_base() {
    let gemma = tiny("gemma3")
        .text("gemma3.rope.scaling.type", "linear")
        .float("gemma3.rope.scaling.factor", 8.0);
    let gemma = parsed(&gemma);
    let local = gemma.sliding.unwrap().rope;
    assert_eq!((gemma.rope.base, local.base), (1_000_000.0, 10_000.0));
    assert_eq!(gemma.rope.scaling, RopeScaling::Linear { factor: 8.0 });
    assert_eq!(local.scaling, RopeScaling::Linear { factor: 1.0 });
    assert_eq!(parsed(&tiny("gemma2")).sliding.unwrap().rope.base, 10_000.0);
}

#[test]
fn numbers_that_cannot_be_are_refused() {
    for (family, key, value) in [
        ("llama", "rope.freq_base", f32::INFINITY),
        ("llama", "attention.layer_norm_rms_epsilon", -1.0),
        ("gemma2", "attn_logit_softcapping", f32::NAN),
        ("gemma2", "attention.sliding_window_pattern", 6.0),
    ] {
        let eps = "attention.layer_norm_rms_epsilon";
        let mut writer = smallest(family).float(&format!("{family}.{key}"), value);
        if key != eps {
            writer = writer.float(&format!("{family}.{eps}"), 1e-5);
        }
        let words = refused(&writer);
        assert!(words.contains(key), "{words}");
    }
}

/// The metadata without which no model is understood, and one tensor.
fn smallest(family: &str) -> Writer {
    let counts = [
        ("block_count", 1),
        ("embedding_length", 8),
        ("feed_forward_length", 8),
        ("context_length", 8),
        ("attention.head_count", 2),
    ];
    let writer = Writer::default().text("general.architecture", family);
    let writer = counts.into_iter().fold(writer, |writer, (key, value)| {
        writer.number(&format!("{family}.{key}"), value)
    });
    writer.tensor("token_embd.weight", &[3, 8], vec![0.0; 24])
}

/// Files of other makers lack what llama.cpp's converter writes, and then a usual value is a wrong one.
#[test]
fn what_a_family_needs_is_asked_for_and_not_guessed() {
    assert!(refused(&smallest("llama")).contains("layer_norm_rms_epsilon"));
    let gemma = smallest("gemma3").float("gemma3.attention.layer_norm_rms_epsilon", 1e-6);
    assert!(refused(&gemma).contains("rope.freq_base"));
    let gemma = gemma
        .number("gemma3.attention.sliding_window", 64)
        .float("gemma3.rope.global.freq_base", 1e6)
        .float("gemma3.rope.local.freq_base", 2e4)
        .float("gemma3.final_logit_softcapping", 30.0);
    let gemma = parsed(&gemma);
    assert_eq!(gemma.rope.base, 1e6);
    assert_eq!(gemma.sliding.unwrap().rope.base, 2e4);
    assert_eq!(gemma.logit_softcap, None, "it has none");
}
