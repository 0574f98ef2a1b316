//! Byte-level byte-pair vocabularies (`tokenizer.ggml.model` = "gpt2").

use std::collections::HashMap;

use super::byte_level;
use super::merge::{Merge, merge};
use super::pre::PreTokenizer;
use super::vocab::Vocab;
use crate::engine::gguf::Header;
use crate::explain::ModelError;

pub(super) struct Bpe {
    pre: PreTokenizer,
    /// A token's bytes to its id. Control tokens are not in it, so that text can never become one.
    ids: HashMap<Box<[u8]>, u32>,
    bytes: Box<[Option<u32>; 256]>,
    merges: HashMap<(u32, u32), (u32, u32)>,
}

impl Bpe {
    pub(super) fn from_header(header: &Header, vocab: &Vocab) -> Result<Self, ModelError> {
        let pre = PreTokenizer::named(pre_name(header))?;
        let mut ids = HashMap::with_capacity(vocab.len());
        for id in vocab.ids().filter(|id| vocab.is_plain(*id)) {
            ids.entry(vocab.bytes(id).into()).or_insert(id);
        }
        let merges = read_merges(header, &ids)?;
        let bytes = std::array::from_fn(|byte| ids.get(&[byte as u8][..]).copied());
        Ok(Self {
            pre,
            ids,
            bytes: Box::new(bytes),
            merges,
        })
    }

    pub(super) fn check_supported(header: &Header) -> Result<(), ModelError> {
        PreTokenizer::named(pre_name(header)).map(|_| ())
    }

    pub(super) fn adds_bos(&self) -> bool {
        self.pre.adds_bos
    }

    pub(super) fn encode(&self, text: &str, to: &mut Vec<u32>) {
        for word in self.pre.words(text) {
            if self.pre.whole_words_first
                && let Some(id) = self.ids.get(word.as_bytes())
            {
                to.push(*id);
                continue;
            }
            // A byte the vocabulary lacks has no id; every complete byte-level vocabulary has all 256.
            let symbols = word
                .bytes()
                .filter_map(|byte| self.bytes[usize::from(byte)]);
            to.extend(merge(self, symbols));
        }
    }
}

impl Merge for Bpe {
    type Symbol = u32;
    type Priority = u32;

    fn merged(&self, left: u32, right: u32) -> Option<(u32, u32)> {
        self.merges.get(&(left, right)).copied()
    }
}

fn pre_name(header: &Header) -> &str {
    header.text("tokenizer.ggml.pre").unwrap_or("default")
}

/// Rank and result of each pair of ids.
type Merges = HashMap<(u32, u32), (u32, u32)>;

/// The merges of the file. A line whose parts or result are no tokens can never apply and is left out.
fn read_merges(header: &Header, ids: &HashMap<Box<[u8]>, u32>) -> Result<Merges, ModelError> {
    let lines = header.strings("tokenizer.ggml.merges").ok_or_else(|| {
        ModelError::UnsupportedTokenizer {
            detail: "Its merges are missing".to_owned(),
        }
    })?;
    let mut merges = HashMap::with_capacity(lines.len());
    let mut whole = Vec::new();
    for (rank, line) in (0..).zip(lines.iter()) {
        // A part is never empty, so that a leading blank belongs to the first part.
        let Some(blank) = line
            .iter()
            .skip(1)
            .position(|byte| *byte == b' ')
            .map(|at| at + 1)
        else {
            continue;
        };
        whole.clear();
        byte_level::decode(&line[..blank], &mut whole);
        let middle = whole.len();
        byte_level::decode(&line[blank + 1..], &mut whole);
        let parts = (
            ids.get(&whole[..middle]),
            ids.get(&whole[middle..]),
            ids.get(&whole[..]),
        );
        if let (Some(left), Some(right), Some(merged)) = parts {
            merges.entry((*left, *right)).or_insert((rank, *merged));
        }
    }
    Ok(merges)
}
