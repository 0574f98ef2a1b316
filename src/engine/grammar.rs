//! Answers of a given form: which tokens may come next, and which must.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use llguidance::api::TopLevelGrammar;
use llguidance::toktrie::{INVALID_TOKEN, SimpleVob, TokEnv, TokRxInfo, TokTrie, TokenizerEnv};
use llguidance::{Matcher, ParserFactory};
use serde_json::{Value, json};

use super::reasoning::Marks;
use super::tokenizer::Tokenizer;
use crate::explain::ModelError;

/// What the text of an answer has to be. Reasoning that comes before it is free.
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// JSON that this schema admits, written on one line.
    JsonSchema(Value),
    /// Text that this regular expression matches as a whole.
    Pattern(String),
}

/// Before a token that no text can hold, as the library wants it.
const SPECIAL: u8 = TokTrie::SPECIAL_TOKEN_MARKER;

/// Makes grammars for one vocabulary.
pub(super) struct Grammars {
    factory: ParserFactory,
    /// The last one made, before its first token: the same form is often asked for again and again.
    last: Mutex<Option<(Constraint, Matcher)>>,
}

impl Grammars {
    pub(super) fn new(tokenizer: &Arc<Tokenizer>) -> Result<Self, ModelError> {
        let vocabulary: TokEnv = Arc::new(Vocabulary::new(Arc::clone(tokenizer)));
        let mut factory =
            ParserFactory::new_simple(&vocabulary).map_err(|error| ModelError::Failed {
                detail: error.to_string(),
            })?;
        factory.quiet();
        factory.limits_mut().verbose_errors = false;
        Ok(Self {
            factory,
            last: Mutex::new(None),
        })
    }

    /// # Errors
    /// [`ModelError::Schema`] when the schema is none, or asks for something that cannot be ensured.
    pub(super) fn compile(&self, constraint: &Constraint) -> Result<Grammar, ModelError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let matcher = match last.take() {
            Some((known, matcher)) if known == *constraint => matcher,
            _ => self.matcher(constraint)?,
        };
        let grammar = Grammar {
            // Deep, or what one answer has explored would stay in memory for all that follow.
            matcher: matcher.deep_clone(),
            allowed: None,
        };
        *last = Some((constraint.clone(), matcher));
        Ok(grammar)
    }

    fn matcher(&self, constraint: &Constraint) -> Result<Matcher, ModelError> {
        let grammar = match constraint {
            Constraint::JsonSchema(schema) => {
                TopLevelGrammar::from_json_schema(on_one_line(schema.clone()))
            }
            Constraint::Pattern(pattern) => TopLevelGrammar::from_regex(pattern),
        };
        let parser = self
            .factory
            .create_parser(grammar)
            .map_err(|error| unusable(&error.to_string()))?;
        Ok(Matcher::new(Ok(parser)))
    }
}

/// White space between values would be the model's choice, and an endless one; as it is, most of it is forced and
/// need not be drawn. The form is the one that models have seen most.
fn on_one_line(mut schema: Value) -> Value {
    if let Value::Object(keywords) = &mut schema {
        keywords.insert(
            "x-guidance".to_owned(),
            json!({"whitespace_flexible": false, "item_separator": ", ", "key_separator": ": "}),
        );
    }
    schema
}

fn unusable(error: &str) -> ModelError {
    let detail = error.lines().next().unwrap_or_default();
    ModelError::Schema {
        detail: detail.trim_end_matches('.').to_owned(),
    }
}

/// How far one answer has come in its grammar.
pub(super) struct Grammar {
    matcher: Matcher,
    /// Kept so that it can be lent.
    allowed: Option<SimpleVob>,
}

impl Grammar {
    /// Goes over text that the answer begins with.
    ///
    /// # Errors
    /// [`ModelError::Schema`] when no answer may begin like that.
    pub(super) fn begin_with(&mut self, text: &str) -> Result<(), ModelError> {
        // The tokenizer itself may put a blank before text, and an answer does not begin with one.
        let vocabulary = self.matcher.tok_env().map_err(|e| failed(&e))?;
        let tokens = vocabulary.tokenize_bytes(text.as_bytes());
        match self.matcher.try_consume_tokens(&tokens) {
            Ok(n) if n == tokens.len() => Ok(()),
            _ => Err(ModelError::Schema {
                detail: "the answer was begun in a form that it does not admit".to_owned(),
            }),
        }
    }

    /// One bit for each id that may come next, 32 to a word.
    pub(super) fn allowed(&mut self) -> Result<&[u32], ModelError> {
        let allowed = self.matcher.compute_mask_or_eos().map_err(|e| failed(&e))?;
        Ok(self.allowed.insert(allowed).as_slice())
    }

    /// Takes note of the token that came.
    pub(super) fn note(&mut self, token: u32) -> Result<(), ModelError> {
        self.matcher.consume_token(token).map_err(|e| failed(&e))?;
        let stop = self.matcher.stop_reason();
        if stop.is_ok() {
            return Ok(());
        }
        Err(failed(&format!("the grammar cannot be followed: {stop}")))
    }

    /// Tokens that must come now, which have thereby come.
    pub(super) fn take_forced(&mut self) -> Vec<u32> {
        if self.is_over() {
            return Vec::new();
        }
        self.matcher.consume_ff_tokens()
    }

    /// Nothing can follow any more.
    pub(super) fn is_over(&self) -> bool {
        self.matcher.is_stopped() && !self.matcher.is_error()
    }

    /// How many of `tokens`, one after the other, may come now.
    pub(super) fn admits(&mut self, tokens: &[u32]) -> usize {
        self.matcher.validate_tokens(tokens).unwrap_or(0)
    }
}

fn failed(error: &impl ToString) -> ModelError {
    let error = error.to_string();
    ModelError::Failed {
        detail: error.lines().next().unwrap_or_default().to_owned(),
    }
}

/// Our vocabulary as the library reads it.
struct Vocabulary {
    tokenizer: Arc<Tokenizer>,
    trie: TokTrie,
    /// Some vocabularies put a blank before any text, so text that goes on has to be tokenized behind something.
    anchor: Vec<u32>,
}

/// No token begins with it and goes on, except with more of it.
const ANCHOR: &str = "\n";

impl Vocabulary {
    fn new(tokenizer: Arc<Tokenizer>) -> Self {
        let ids = 0..tokenizer.n_tokens() as u32;
        // Within a text these would begin reasoning, where no grammar holds.
        let marks: HashSet<u32> = Marks::new(&tokenizer).ids().collect();
        let is_special =
            |id| tokenizer.is_control(id) || tokenizer.is_end(id) || marks.contains(&id);
        let words: Vec<Vec<u8>> = ids
            .clone()
            .map(|id| match tokenizer.token_bytes(id) {
                name if is_special(id) => [&[SPECIAL], name].concat(),
                // It would pass for a control token, and no text of a grammar has this byte.
                [SPECIAL, ..] => Vec::new(),
                bytes => bytes.to_vec(),
            })
            .collect();
        let ends: Vec<u32> = ids.filter(|id| tokenizer.is_end(*id)).collect();
        let info = TokRxInfo::new(
            words.len() as u32,
            ends.first().copied().unwrap_or(INVALID_TOKEN),
        );
        let mut trie = TokTrie::from(&info, &words);
        if !ends.is_empty() {
            trie = trie.with_eos_tokens(&ends);
        }
        let plain = tokenizer.encode("a", false);
        let puts_blanks = plain.first().map(|id| tokenizer.token_bytes(*id)) != Some(b"a");
        Self {
            anchor: if puts_blanks {
                tokenizer.encode(ANCHOR, false)
            } else {
                Vec::new()
            },
            tokenizer,
            trie,
        }
    }

    fn encode(&self, text: &str) -> Option<Vec<u32>> {
        let ids = if self.anchor.is_empty() {
            self.tokenizer.encode(text, false)
        } else {
            let ids = self.tokenizer.encode(&format!("{ANCHOR}{text}"), false);
            ids.strip_prefix(&self.anchor[..])?.to_vec()
        };
        let bytes = ids.iter().flat_map(|id| self.tokenizer.token_bytes(*id));
        bytes.eq(text.as_bytes()).then_some(ids)
    }
}

impl TokenizerEnv for Vocabulary {
    fn tok_trie(&self) -> &TokTrie {
        &self.trie
    }

    fn tokenize_bytes(&self, bytes: &[u8]) -> Vec<u32> {
        std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| self.encode(text))
            .unwrap_or_else(|| self.trie.greedy_tokenize(bytes))
    }
}
