//! Model files that do not hold together: a sentence that names what is wrong, before a weight is read.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Write;

use super::foreign::test_model;
use super::prompt::PromptReader;
use super::test_model::{Writer, tiny};
use super::*;

fn supported(bytes: &[u8]) -> Result<(), ModelError> {
    needs(&Header::parse(bytes, bytes.len() as u64)?).map(|_| ())
}

fn load(bytes: &[u8]) -> Result<(), ModelError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    Engine::load(&file.path().into(), &LoadOptions::default()).map(|_| ())
}

/// Where the file says `name` with its length in front, as it does for each tensor.
fn place_of(bytes: &[u8], name: &str) -> usize {
    let listed = [&(name.len() as u64).to_le_bytes()[..], name.as_bytes()].concat();
    let place = bytes.windows(listed.len()).position(|at| at == listed);
    place.unwrap() + listed.len()
}

fn models() -> Vec<(String, Vec<u8>)> {
    let own = ["llama", "qwen2", "qwen3"].map(|name| (name.to_owned(), tiny(name)));
    let foreign =
        test_model::ARCHITECTURES.map(|name| (format!("foreign {name}"), test_model::tiny(name)));
    let all = own.into_iter().chain(foreign);
    all.map(|(name, writer)| (name, writer.bytes())).collect()
}

#[test]
fn every_tensor_of_a_wrong_shape_is_named_from_the_header() {
    for (model, bytes) in models() {
        let header = Header::parse(&bytes[..], bytes.len() as u64).unwrap();
        for tensor in header
            .tensors()
            .iter()
            .filter(|t| t.name != "token_embd.weight")
        {
            let mut bytes = bytes.clone();
            // The first dimension, behind their number; one element less still lies within the file.
            let place = place_of(&bytes, &tensor.name) + 4;
            let first = u64::from_le_bytes(bytes[place..place + 8].try_into().unwrap());
            bytes[place..place + 8].copy_from_slice(&(first - 1).to_le_bytes());
            let error = supported(&bytes).unwrap_err();
            assert!(
                error.to_string().contains(&format!("{:?}", tensor.name)),
                "{model} {}: {error}",
                tensor.name
            );
        }
    }
}

#[test]
fn every_missing_tensor_is_named_from_the_header() {
    for (model, bytes) in models() {
        let header = Header::parse(&bytes[..], bytes.len() as u64).unwrap();
        for tensor in header.tensors() {
            let mut bytes = bytes.clone();
            let place = place_of(&bytes, &tensor.name);
            bytes[place - 1] = b'?';
            let outcome = supported(&bytes);
            // A bias, and an output of its own, may be missing.
            let optional = tensor.name == "output.weight"
                || tensor.name.ends_with(".bias")
                || model.starts_with("qwen3") && tensor.name.contains("_norm");
            let named = outcome
                .as_ref()
                .is_err_and(|error| error.to_string().contains(&format!("{:?}", tensor.name)));
            let embedding = tensor.name == "token_embd.weight" && outcome.is_err();
            assert!(
                named || embedding || optional,
                "{model} {}: {outcome:?}",
                tensor.name
            );
        }
    }
}

#[test]
fn a_file_that_ends_too_early_names_the_tensor_that_is_cut() {
    for (model, bytes) in models() {
        for missing in [1, 100] {
            let cut = &bytes[..bytes.len() - missing];
            let error = supported(cut).unwrap_err().to_string();
            assert!(error.contains("lies outside the file"), "{model}: {error}");
            assert!(error.contains("blk."), "{model}: {error}");
            assert_eq!(load(cut).unwrap_err().to_string(), error);
        }
    }
}

#[test]
fn bytes_behind_the_last_tensor_do_no_harm() {
    let mut bytes = tiny("llama").bytes();
    bytes.extend([7; 1000]);
    assert_eq!(load(&bytes), Ok(()));
}

#[test]
fn counts_of_impossible_size_are_refused_without_room_for_them() {
    for (key, value) in [
        ("llama.block_count", u32::MAX),
        ("llama.block_count", 1024),
        ("llama.embedding_length", u32::MAX),
        ("llama.embedding_length", 0),
        ("llama.feed_forward_length", 1 << 20),
        ("llama.attention.head_count", 1 << 20),
        ("llama.attention.head_count_kv", 3),
        ("llama.attention.key_length", 7),
        ("llama.context_length", 0),
        ("llama.rope.dimension_count", 4000),
    ] {
        let bytes = with_number(&tiny("llama"), key, value);
        let error = supported(&bytes).unwrap_err();
        assert!(
            matches!(error, ModelError::Broken { .. }),
            "{key} {value}: {error}"
        );
        assert_eq!(load(&bytes).unwrap_err(), error);
    }
}

/// The file with another value under a key it has.
fn with_number(writer: &Writer, key: &str, value: u32) -> Vec<u8> {
    let mut bytes = writer.bytes();
    let place = place_of(&bytes, key) + 4;
    bytes[place..place + 4].copy_from_slice(&value.to_le_bytes());
    bytes
}

/// Changed bytes give a model that runs or a sentence, and neither a panic nor a tensor outside the file.
#[test]
fn changed_headers_never_panic() {
    let n_changed: u64 = std::env::var("ASPIRO_MUTATIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(400);
    let models = models();
    let mut random = 1_u64;
    let mut next = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    for round in 0..n_changed {
        let (model, bytes) = &models[next(models.len())];
        let mut bytes = bytes.clone();
        let header_len = place_of(&bytes, "blk.1.attn_norm.weight") + 24;
        for _ in 0..=next(4) {
            let place = next(header_len);
            match next(4) {
                0 => bytes[place] ^= 1 << next(8),
                1 => bytes[place] = next(256) as u8,
                2 => {
                    let value = [0, 1, u64::MAX, 1 << 31, 1 << 40, 255][next(6)].to_le_bytes();
                    let end = (place + 8).min(header_len);
                    bytes[place..end].copy_from_slice(&value[..end - place]);
                }
                _ => {
                    bytes.remove(place);
                }
            }
        }
        let Ok(header) = Header::parse(&bytes[..], bytes.len() as u64) else {
            continue;
        };
        for tensor in header.tensors() {
            assert!(tensor.start + tensor.bytes <= bytes.len() as u64, "{model}");
        }
        PromptReader::from_header(&header).ok();
        if needs(&header).is_ok() && round % 16 == 0 {
            load(&bytes).ok();
        }
    }
}
