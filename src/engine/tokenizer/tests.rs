#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::engine::test_model::{IM_END, Writer, byte_vocabulary};

fn bytes() -> Tokenizer {
    Tokenizer::from_header(&byte_vocabulary(Writer::default()).header()).unwrap()
}

/// A SentencePiece vocabulary of a few pieces, with `<0x..>` for every byte.
fn pieces(add_space_prefix: bool) -> Tokenizer {
    let mut tokens: Vec<String> = ["<unk>", "<s>", "</s>"].map(str::to_owned).to_vec();
    tokens.extend((0..256).map(|byte| format!("<0x{byte:02X}>")));
    tokens.extend(["▁", "h", "i", "hi", "▁hi", "▁h"].map(str::to_owned));
    let mut kinds = vec![6; 259];
    (kinds[0], kinds[1], kinds[2]) = (2, 3, 3);
    kinds.resize(tokens.len(), 1);
    let mut scores = vec![0.0; 259];
    scores.extend([-3.0, -4.0, -5.0, -2.0, -2.5, -1.0]);
    let writer = Writer::default()
        .text("tokenizer.ggml.model", "llama")
        .texts("tokenizer.ggml.tokens", &tokens)
        .kinds("tokenizer.ggml.token_type", &kinds)
        .floats("tokenizer.ggml.scores", &scores)
        .number("tokenizer.ggml.bos_token_id", 1)
        .number("tokenizer.ggml.eos_token_id", 2)
        .number("tokenizer.ggml.unknown_token_id", 0)
        .flag("tokenizer.ggml.add_space_prefix", add_space_prefix);
    Tokenizer::from_header(&writer.header()).unwrap()
}

fn written(tokenizer: &Tokenizer, ids: &[u32]) -> Vec<u8> {
    let bytes = ids.iter().flat_map(|id| tokenizer.token_bytes(*id));
    bytes.copied().collect()
}

#[test]
fn merges_apply_in_their_order() {
    let tokenizer = bytes();
    assert_eq!(
        tokenizer.encode("the he", false),
        [260, u32::from(b' '), 259]
    );
}

#[test]
fn control_tokens_are_found_only_when_asked_for() {
    let tokenizer = bytes();
    assert_eq!(tokenizer.encode("<|im_end|>", true), [IM_END]);
    let plain = tokenizer.encode("<|im_end|>", false);
    assert!(!plain.contains(&IM_END));
    assert_eq!(written(&tokenizer, &plain), b"<|im_end|>");
    assert_eq!(tokenizer.encode("<think>", false), [261]);
}

#[test]
fn every_text_comes_back_as_it_was() {
    let tokenizer = bytes();
    for text in ["", " ", "\r\n\t", "né 🦙 日本", "the\u{0}the"] {
        let ids = tokenizer.encode(text, false);
        assert_eq!(written(&tokenizer, &ids), text.as_bytes());
    }
}

#[test]
fn a_megabyte_without_a_blank_is_encoded() {
    let tokenizer = bytes();
    let text = "the".repeat(350_000);
    assert_eq!(tokenizer.encode(&text, false).len(), 350_000);
}

#[test]
fn the_best_piece_is_merged_first() {
    // "▁h" scores higher than "hi", so "hi" and "▁hi" come about only through it.
    assert_eq!(pieces(true).encode("hi", false), [263]);
    assert_eq!(pieces(false).encode("hi", false), [262]);
    assert_eq!(pieces(false).encode(" h", false), [264]);
}

#[test]
fn what_no_piece_covers_is_spelt_in_bytes() {
    let tokenizer = pieces(false);
    let ids = tokenizer.encode("hé", false);
    assert_eq!(ids, [260, 3 + 0xc3, 3 + 0xa9]);
    assert_eq!(written(&tokenizer, &ids), "hé".as_bytes());
}

#[test]
fn bos_is_put_in_front_once() {
    let tokenizer = pieces(true);
    assert_eq!(tokenizer.with_bos(vec![5]), [1, 5]);
    assert_eq!(tokenizer.with_bos(vec![1, 5]), [1, 5]);
    assert_eq!(bytes().with_bos(vec![5]), [5]);
}

#[test]
fn an_unknown_tokenizer_is_named() {
    let bert = Writer::default()
        .text("tokenizer.ggml.model", "bert")
        .header();
    let error = Tokenizer::from_header(&bert).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("\"bert\""));
}

/// Real vocabularies, and the ids their makers' own code gives.
#[test]
fn real_vocabularies_give_the_published_ids() {
    let Ok(files) = std::fs::read_dir("../shared/data/tokenizers") else {
        crate::engine::skipped("../shared is not there");
        return;
    };
    let mut n_files = 0;
    for file in files {
        let path = file.unwrap().path();
        let Some(gguf) = path.to_str().and_then(|path| path.strip_suffix(".inp")) else {
            continue;
        };
        let header = Header::read(std::path::Path::new(gguf)).unwrap();
        let tokenizer = Tokenizer::from_header(&header).unwrap();
        let texts = std::fs::read_to_string(&path).unwrap();
        let ids = std::fs::read_to_string(format!("{gguf}.out")).unwrap();
        let texts: Vec<&str> = texts.split("\n__ggml_vocab_test__\n").collect();
        let lines: Vec<&str> = ids.lines().collect();
        assert!(texts.len() >= lines.len() && lines.len() > 30);
        for (text, line) in texts.iter().zip(lines) {
            let found: Vec<String> = tokenizer
                .encode(text, false)
                .iter()
                .map(u32::to_string)
                .collect();
            assert_eq!(found.join(" "), line.trim(), "{gguf}: {text:?}");
        }
        n_files += 1;
    }
    assert!(n_files > 0);
}
