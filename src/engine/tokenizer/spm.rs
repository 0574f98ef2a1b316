//! SentencePiece vocabularies with scores and byte fallback (`tokenizer.ggml.model` = "llama").

use std::collections::HashMap;

use super::merge::{Merge, merge};
use super::vocab::Vocab;
use crate::engine::gguf::Header;
use crate::explain::ModelError;

pub(super) struct Spm {
    /// A token's text, with its blanks as blanks, to its id. Control and byte tokens are not in it.
    ids: HashMap<Box<[u8]>, u32>,
    bytes: Box<[Option<u32>; 256]>,
    scores: Vec<f32>,
    unknown: Option<u32>,
    adds_space_prefix: bool,
}

impl Spm {
    pub(super) fn from_header(header: &Header, vocab: &Vocab) -> Result<Self, ModelError> {
        let scores: Vec<f32> = header
            .numbers("tokenizer.ggml.scores")
            .map(|numbers| {
                let scores = numbers.iter().filter_map(|score| score.as_f64());
                scores.map(|score| score as f32).collect()
            })
            .unwrap_or_default();
        if scores.len() != vocab.len() {
            return Err(ModelError::UnsupportedTokenizer {
                detail: "Its tokens have no scores".to_owned(),
            });
        }
        let mut bytes = Box::new([None; 256]);
        let mut ids = HashMap::with_capacity(vocab.len());
        for id in vocab.ids() {
            match vocab.byte(id) {
                Some(byte) => bytes[usize::from(byte)] = Some(id),
                None if vocab.is_plain(id) => {
                    ids.entry(vocab.bytes(id).into()).or_insert(id);
                }
                None => {}
            }
        }
        Ok(Self {
            ids,
            bytes,
            scores,
            unknown: vocab.id_at(header, "tokenizer.ggml.unknown_token_id"),
            adds_space_prefix: header
                .boolean("tokenizer.ggml.add_space_prefix")
                .unwrap_or(true),
        })
    }

    /// `text` is a stretch between special tokens (or all there is) and not empty.
    pub(super) fn encode(&self, text: &str, to: &mut Vec<u32>) {
        let prefixed;
        let text = if self.adds_space_prefix {
            prefixed = format!(" {text}");
            &prefixed
        } else {
            text
        };
        let characters = text
            .char_indices()
            .map(|(start, character)| (start, start + character.len_utf8()));
        for (start, end) in merge(&Pieces { spm: self, text }, characters) {
            let piece = &text.as_bytes()[start..end];
            match self.ids.get(piece) {
                Some(id) => to.push(*id),
                None => self.encode_bytes(piece, to),
            }
        }
    }

    fn encode_bytes(&self, piece: &[u8], to: &mut Vec<u32>) {
        let ids = piece
            .iter()
            .map(|byte| self.bytes[usize::from(*byte)].or(self.unknown));
        to.extend(ids.flatten());
    }
}

/// The merges of one text. A symbol is a range of its bytes: a character need not be a token itself.
struct Pieces<'a> {
    spm: &'a Spm,
    text: &'a str,
}

impl Merge for Pieces<'_> {
    type Symbol = (usize, usize);
    type Priority = HighestFirst;

    fn merged(
        &self,
        left: Self::Symbol,
        right: Self::Symbol,
    ) -> Option<(HighestFirst, Self::Symbol)> {
        let id = *self.spm.ids.get(&self.text.as_bytes()[left.0..right.1])?;
        Some((
            HighestFirst(self.spm.scores[id as usize]),
            (left.0, right.1),
        ))
    }
}

struct HighestFirst(f32);

impl Ord for HighestFirst {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.0.total_cmp(&self.0)
    }
}

impl PartialOrd for HighestFirst {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for HighestFirst {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for HighestFirst {}
