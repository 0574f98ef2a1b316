//! The tokens of a vocabulary: their bytes, and which of them are not text.

use super::byte_level;
use crate::engine::gguf::{Header, Numbers, Strings};
use crate::explain::ModelError;

/// What a token is for, by its number in `tokenizer.ggml.token_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Unknown,
    /// Structure of a conversation; text never becomes one.
    Control,
    /// Text that is always this token, found before any other rule.
    UserDefined,
    /// One raw byte, written `<0x0A>`.
    Byte(u8),
}

/// Texts that end a turn. Some files forget to mark them as control tokens.
const END_TEXTS: [&[u8]; 9] = [
    b"</s>",
    b"<|im_end|>",
    b"<|eot_id|>",
    b"<|eom_id|>",
    b"<|endoftext|>",
    b"<|end_of_text|>",
    b"<|end|>",
    b"<end_of_turn>",
    b"<|eot|>",
];

/// One of them where BOS is `<s>` or EOS is this; elsewhere it is a tag of HTML, as in Gemma's vocabularies.
const END_OF_TEXT_OR_TAG: &[u8] = b"</s>";

pub(super) struct Vocab {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    kinds: Vec<Kind>,
}

impl Vocab {
    /// `spm` tells how blanks and bytes are written.
    pub(super) fn from_header(header: &Header, spm: bool) -> Result<Self, ModelError> {
        let tokens = header
            .strings("tokenizer.ggml.tokens")
            .filter(|tokens| !tokens.is_empty() && u32::try_from(tokens.len()).is_ok())
            .ok_or_else(|| ModelError::UnsupportedTokenizer {
                detail: "Its vocabulary is missing".to_owned(),
            })?;
        let kinds = kinds(header, tokens);
        let (mut bytes, mut ends) = (Vec::new(), Vec::with_capacity(tokens.len()));
        for (text, kind) in tokens.iter().zip(&kinds) {
            match kind {
                Kind::Byte(byte) => bytes.push(*byte),
                Kind::Plain if spm => {
                    let text = String::from_utf8_lossy(text).replace('\u{2581}', " ");
                    bytes.extend_from_slice(text.as_bytes());
                }
                Kind::Plain => byte_level::decode(text, &mut bytes),
                Kind::UserDefined if spm => {
                    let text = String::from_utf8_lossy(text).replace('\u{2581}', " ");
                    bytes.extend_from_slice(text.as_bytes());
                }
                Kind::Unknown | Kind::Control | Kind::UserDefined => bytes.extend_from_slice(text),
            }
            ends.push(bytes.len());
        }
        Ok(Self { bytes, ends, kinds })
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.ends.len() as u32
    }

    /// What the token writes; for a control token its name. Empty for an id outside the vocabulary.
    pub(super) fn bytes(&self, id: u32) -> &[u8] {
        let index = id as usize;
        let Some(end) = self.ends.get(index) else {
            return &[];
        };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..*end]
    }

    pub(super) fn is_plain(&self, id: u32) -> bool {
        self.kinds[id as usize] == Kind::Plain
    }

    pub(super) fn is_control(&self, id: u32) -> bool {
        matches!(
            self.kinds.get(id as usize),
            Some(Kind::Control | Kind::Unknown) | None
        )
    }

    pub(super) fn is_user_defined(&self, id: u32) -> bool {
        self.kinds[id as usize] == Kind::UserDefined
    }

    pub(super) fn byte(&self, id: u32) -> Option<u8> {
        match self.kinds[id as usize] {
            Kind::Byte(byte) => Some(byte),
            _ => None,
        }
    }

    /// The token id stored under `key`, if it is one.
    pub(super) fn id_at(&self, header: &Header, key: &str) -> Option<u32> {
        let id = u32::try_from(header.unsigned(key)?).ok()?;
        ((id as usize) < self.len()).then_some(id)
    }

    /// The control tokens at which an answer ends.
    pub(super) fn end_ids(&self, header: &Header) -> Vec<u32> {
        let mut ids: Vec<u32> = ["eos", "eot", "eom"]
            .iter()
            .filter_map(|name| self.id_at(header, &format!("tokenizer.ggml.{name}_token_id")))
            .collect();
        let by_text = self
            .ids()
            .filter(|id| self.is_control(*id) && END_TEXTS.contains(&self.bytes(*id)));
        ids.extend(by_text);
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

fn kinds(header: &Header, tokens: &Strings) -> Vec<Kind> {
    let numbers = header.numbers("tokenizer.ggml.token_type");
    let mut numbers = numbers.into_iter().flat_map(Numbers::iter);
    let has_tag = !ends_texts_as_llama(header, tokens);
    tokens
        .iter()
        .map(|text| {
            let number = numbers.next().and_then(|number| number.as_u64());
            let is_tag = has_tag && text == END_OF_TEXT_OR_TAG;
            match number.unwrap_or(1) {
                2 => Kind::Unknown,
                3 => Kind::Control,
                6 => parse_byte(text).map_or(Kind::Plain, Kind::Byte),
                _ if is_turn_mark(text) && !is_tag => Kind::Control,
                4 if is_between_bars(text) => Kind::Control,
                4 => Kind::UserDefined,
                _ => Kind::Plain,
            }
        })
        .collect()
}

/// Whether BOS is `<s>`, or EOS `</s>`.
fn ends_texts_as_llama(header: &Header, tokens: &Strings) -> bool {
    let is = |key: &str, name: &[u8]| {
        let id = header.unsigned(key).and_then(|id| usize::try_from(id).ok());
        id.and_then(|id| tokens.get(id)) == Some(name)
    };
    is("tokenizer.ggml.bos_token_id", b"<s>")
        || is("tokenizer.ggml.eos_token_id", END_OF_TEXT_OR_TAG)
}

/// Some files mark turn marks as plain or user-defined text, which would let an answer run on behind its end, and a
/// résumé forge a turn.
fn is_turn_mark(text: &[u8]) -> bool {
    END_TEXTS.contains(&text) || text == b"<start_of_turn>"
}

/// The form of a mark in most vocabularies: `<|…|>`, or `<｜…｜>` in DeepSeek's.
fn is_between_bars(text: &[u8]) -> bool {
    let bars = [("<|", "|>"), ("<\u{ff5c}", "\u{ff5c}>")];
    bars.iter().any(|(open, close)| {
        let inside = text.strip_prefix(open.as_bytes());
        inside.is_some_and(|inside| inside.ends_with(close.as_bytes()))
    })
}

/// `<0x0A>` is the byte 10.
fn parse_byte(text: &[u8]) -> Option<u8> {
    let digits = text.strip_prefix(b"<0x")?.strip_suffix(b">")?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
