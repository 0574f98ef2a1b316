//! Answers under a schema, by models that choose at random.

use serde_json::{Value, json};

use super::bounded::bounded;
use super::*;
use crate::engine::test_model::vocabulary;
use crate::explain::Explain;

/// Tokens over the seams of JSON, which a grammar has to look into.
const MERGES: [&str; 14] = [
    "{ \"", "\" :", "\" ,", "\" }", "} ,", "[ ]", "] ,", "Ġ \"", "Ġ {", "h e", "t he", "0 0",
    "o n", "i d",
];

/// A model that knows nothing: its logits are noise, the same for the same tokens.
struct Noise {
    n_vocab: usize,
}

impl Architecture for Noise {
    fn new_cache(&self) -> KvCache {
        KvCache::new(CacheShape {
            n_layers: 0,
            n_kv_heads: 1,
            head_dim: 2,
            window: 100_000,
            cache_type: CacheType::F16,
        })
    }

    fn forward(
        &self,
        batch: &mut [Sequence<'_>],
        _cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<Pass, ModelError> {
        for sequence in batch {
            let n_held = sequence.cache.len();
            sequence.cache.commit(sequence.tokens);
            let held = sequence.cache.tokens();
            let first = match sequence.wanted {
                Wanted::All => n_held + 1,
                Wanted::Last => held.len(),
                Wanted::Nothing => held.len() + 1,
            };
            sequence.logits.clear();
            for n in first..=held.len() {
                let mut state = n as u64 ^ u64::from(held[n - 1]) << 32;
                sequence.logits.extend((0..self.n_vocab).map(|_| {
                    state = state
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1_442_695_040_888_963_407);
                    (state >> 40) as f32 / (1_u32 << 22) as f32
                }));
            }
        }
        Ok(Pass::Finished)
    }
}

fn noise() -> Engine {
    let header = vocabulary(Writer::default(), &MERGES).header();
    let reader = PromptReader::from_header(&header).unwrap();
    let n_vocab = reader.tokenizer().n_tokens() + 3;
    start(Noise { n_vocab }, reader)
}

/// The same with a SentencePiece vocabulary, which writes most text in single bytes and puts a blank before it, and has
/// marks of reasoning.
fn sentencepiece_noise() -> Engine {
    let mut tokens: Vec<String> = ["<unk>", "<s>", "</s>"].map(str::to_owned).to_vec();
    tokens.extend((0..256).map(|byte| format!("<0x{byte:02X}>")));
    tokens.extend(["▁", "h", "i", "hi", "▁hi", "\"", "{", "▁\"", "\":"].map(str::to_owned));
    let mut kinds = vec![6; 259];
    (kinds[0], kinds[1], kinds[2]) = (2, 3, 3);
    kinds.resize(tokens.len(), 1);
    tokens.extend(["<think>", "</think>"].map(str::to_owned));
    kinds.extend([4, 4]);
    let scores: Vec<f32> = (0..tokens.len()).map(|id| id as f32 / 100.0).collect();
    let header = Writer::default()
        .text("tokenizer.ggml.model", "llama")
        .texts("tokenizer.ggml.tokens", &tokens)
        .kinds("tokenizer.ggml.token_type", &kinds)
        .floats("tokenizer.ggml.scores", &scores)
        .number("tokenizer.ggml.bos_token_id", 1)
        .number("tokenizer.ggml.eos_token_id", 2)
        .number("tokenizer.ggml.unknown_token_id", 0)
        .header();
    let reader = PromptReader::from_header(&header).unwrap();
    let n_vocab = tokens.len();
    start(Noise { n_vocab }, reader)
}

/// The most various of settings, one after the other.
fn sampling(seed: u64) -> Sampling {
    Sampling {
        temperature: [1.0, 0.7, 2.0][seed as usize % 3],
        top_k: [0, 40, 5][seed as usize / 3 % 3],
        top_p: 1.0,
        typical_p: [1.0, 0.9][seed as usize / 2 % 2],
        presence_penalty: [0.0, 0.5][seed as usize / 5 % 2],
        seed,
        ..Sampling::default()
    }
}

fn under(schema: &Value, sampling: Sampling) -> Input {
    let mut input = raw("x", sampling, 90_000);
    input.constraint = Some(Constraint::JsonSchema(schema.clone()));
    input
}

fn schema(name: &str) -> Value {
    let path = format!("{}/assets/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A mark within a text would let go of the grammar.
#[test]
fn no_answer_under_a_schema_begins_to_think_in_the_middle() {
    let engine = sentencepiece_noise();
    let schema = bounded(schema("analysis"));
    for seed in 0..12 {
        let messages = vec![Message::new(crate::chat::Speaker::User, "x")];
        let input = Input {
            prompt: Prompt::Chat {
                messages,
                continue_from: None,
            },
            ..under(&schema, sampling(seed))
        };
        let (text, done) = finish(engine.answer(input)).unwrap();
        assert_eq!(done.stop, Stop::End, "seed {seed}: {text}");
        serde_json::from_str::<Value>(&text).unwrap();
    }
}

/// Every one of `n` answers parses and is what the schema, as it lies in the file, admits.
fn answers_are_valid(n: u64) {
    let engine = noise();
    let schemas = ["analysis", "resume"].map(|name| {
        let schema = schema(name);
        let validator = jsonschema::validator_for(&schema).unwrap();
        (bounded(schema), validator)
    });
    for seed in 0..n {
        let (schema, validator) = &schemas[seed as usize % 2];
        let (text, done) = finish(engine.answer(under(schema, sampling(seed)))).unwrap();
        assert_eq!(done.stop, Stop::End, "seed {seed}: {text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        if let Some(error) = validator.iter_errors(&value).next() {
            panic!("seed {seed}: {error} at {}: {text}", error.instance_path());
        }
    }
}

#[test]
fn a_schema_that_cannot_be_ensured_is_a_sentence() {
    let input = under(
        &json!({"type": "array", "contains": {"const": 1}}),
        sampling(0),
    );
    let error = finish(noise().answer(input)).unwrap_err();
    assert!(matches!(error, ModelError::Schema { .. }), "{error:?}");
    let explanation = error.explain();
    assert!(explanation.why.contains("contains"), "{explanation:?}");
    let nonsense = under(&json!({"type": "strong"}), sampling(0));
    let error = finish(noise().answer(nonsense)).unwrap_err();
    assert!(matches!(error, ModelError::Schema { .. }), "{error:?}");
}

#[test]
fn an_answer_held_to_a_pattern_has_its_form() {
    let engine = noise();
    for seed in 0..20 {
        let mut input = raw("x", sampling(seed), 2_000);
        let pattern = r"((\[(1|2|12)\]){1,3} [^\[\]\n]{8,40}\n){1,2}";
        input.constraint = Some(Constraint::Pattern(pattern.to_owned()));
        let (text, done) = finish(engine.answer(input)).unwrap();
        assert_eq!(done.stop, Stop::End, "{text:?}");
        let lines: Vec<&str> = text.strip_suffix('\n').unwrap().split('\n').collect();
        assert!(lines.len() <= 2, "{text:?}");
        for line in lines {
            let (numbers, said) = line.split_once("] ").unwrap();
            let numbers: Vec<&str> = numbers.split(']').collect();
            assert!((1..=3).contains(&numbers.len()), "{text:?}");
            assert!(
                numbers.iter().all(|n| ["[1", "[2", "[12"].contains(n)),
                "{text:?}"
            );
            assert!((8..=40).contains(&said.chars().count()), "{text:?}");
        }
    }
}

#[test]
fn what_must_come_is_read_with_what_comes_next() {
    let passes = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&passes);
    let engine = scripted(move |_| {
        seen.fetch_add(1, Ordering::Relaxed);
        u32::from(b'2')
    });
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["occupation", "score"],
        "properties": {"occupation": {"const": "nurse"}, "score": {"enum": [1, 2, 3]}},
    });
    let (text, done) = finish(engine.answer(under(&schema, Sampling::greedy()))).unwrap();
    assert_eq!(text, r#"{"occupation": "nurse", "score": 2}"#);
    assert_eq!(done.stop, Stop::End);
    assert_eq!(done.usage.completion_tokens as usize, text.len());
    // The prompt, what is forced before the number, and the number with what is forced behind it.
    assert!(passes.load(Ordering::Relaxed) <= 3, "{passes:?}");
}

#[test]
fn the_settings_choose_among_what_the_schema_leaves() {
    let engine = scripted(|_| u32::from(b'z'));
    let schema = json!({"enum": ["aa", "ba", "ca"]});
    let sampling = Sampling {
        logit_bias: [(u32::from(b'b'), 5.0), (u32::from(b'd'), 90.0)].into(),
        ..Sampling::greedy()
    };
    let (text, _) = finish(engine.answer(under(&schema, sampling))).unwrap();
    assert_eq!(text, r#""ba""#);
}

#[test]
fn guesses_and_schemas_go_together() {
    let engine = scripted(|held| {
        let text = br#"abcabcabcabc", ""#;
        u32::from(text[held.len() % text.len()])
    });
    let schema =
        json!({"type": "array", "maxItems": 9, "items": {"type": "string", "maxLength": 30}});
    let ask = |speculation| {
        let mut input = under(&schema, Sampling::greedy());
        input.max_tokens = 200;
        input.speculation = speculation;
        finish(engine.answer(input)).unwrap()
    };
    let ((with, guessed), (without, _)) = (ask(true), ask(false));
    assert_eq!(with, without);
    assert!(guessed.usage.accepted_tokens > 20, "{guessed:?}");
}

#[test]
fn a_schema_rules_the_answer_and_not_the_reasoning() {
    let header = byte_vocabulary(Writer::default())
        .text(
            "tokenizer.chat_template",
            "{{ messages[0].content }}<think>",
        )
        .header();
    let reader = PromptReader::from_header(&header).unwrap();
    let thoughts = b"Let me see.</think>";
    let model = Scripted(|held: &[u32]| {
        let thought = thoughts.get(held.len() - 2);
        thought.map_or(u32::from(b'7'), |byte| u32::from(*byte))
    });
    let prompt = Prompt::Chat {
        messages: vec![Message::new(crate::chat::Speaker::User, "Q")],
        continue_from: None,
    };
    let mut input = Input::new(prompt, Sampling::greedy(), 90);
    let schema = json!({"type": "integer", "minimum": 1, "maximum": 99});
    input.constraint = Some(Constraint::JsonSchema(schema));
    let heard = super::answers::hear(&start(model, reader), input);
    assert_eq!(
        (heard.reasoning.as_str(), heard.text.as_str()),
        ("Let me see.", "77")
    );
}

#[test]
fn an_answer_that_was_begun_under_a_schema_goes_on_under_it() {
    let schema = json!({"type": "array", "items": {"const": "ab"}, "minItems": 2, "maxItems": 2});
    let ask = |engine: &Engine, begun: &str| {
        let mut input = under(&schema, Sampling::greedy());
        input.prompt = Prompt::Chat {
            messages: vec![Message::new(crate::chat::Speaker::User, "Q")],
            continue_from: Some(begun.into()),
        };
        finish(engine.answer(input))
    };
    for engine in [noise(), sentencepiece_noise()] {
        assert_eq!(ask(&engine, r#"["a"#).unwrap().0, r#"b", "ab"]"#);
        for begun in ["Well, ", r#" ["a"#] {
            let error = ask(&engine, begun).unwrap_err();
            assert!(matches!(error, ModelError::Schema { .. }), "{error:?}");
        }
    }
}

#[test]
fn a_vocabulary_that_puts_blanks_before_text_puts_none_into_an_answer() {
    let engine = sentencepiece_noise();
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["hi hi", "h"],
        "properties": {"hi hi": {"const": "hi"}, "h": {"type": "string", "maxLength": 3}},
    });
    for seed in 0..20 {
        let (text, done) = finish(engine.answer(under(&schema, sampling(seed)))).unwrap();
        assert!(text.starts_with(r#"{"hi hi": "hi", "h": ""#), "{text}");
        assert_eq!(done.stop, Stop::End);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(value["h"].as_str().unwrap().chars().count() <= 3, "{text}");
    }
}

#[test]
fn every_answer_under_a_schema_is_valid() {
    answers_are_valid(200);
}

/// `cargo test --release --lib -- --ignored ten_thousand`
#[test]
#[ignore = "takes minutes"]
fn ten_thousand_answers_under_a_schema_are_valid() {
    answers_are_valid(10_000);
}
