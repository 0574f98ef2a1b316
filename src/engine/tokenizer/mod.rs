//! Text to token ids and back, by the vocabulary that lies in the model's own file.

mod bpe;
mod byte_level;
mod merge;
mod pre;
mod special;
mod spm;
#[cfg(test)]
mod tests;
mod vocab;

use super::gguf::Header;
use crate::explain::ModelError;
use bpe::Bpe;
use special::{Piece, Specials};
use spm::Spm;
use vocab::Vocab;

/// Stands inside the name of a control token that a message quotes, until the template is rendered.
/// It is a noncharacter: no text is supposed to hold it, and it is taken out of messages that do.
const MARK: char = '\u{fdd0}';

/// A vocabulary with the rules that turn text into its ids. Never changes after loading.
pub struct Tokenizer {
    vocab: Vocab,
    specials: Specials,
    model: Model,
    bos: Option<u32>,
    eos: Option<u32>,
    end_ids: Vec<u32>,
    adds_bos: bool,
}

enum Model {
    Bpe(Bpe),
    Spm(Spm),
}

impl Tokenizer {
    /// # Errors
    /// [`ModelError::UnsupportedTokenizer`] when the vocabulary is missing or of a kind we cannot follow.
    pub fn from_header(header: &Header) -> Result<Self, ModelError> {
        let (vocab, model) = match header.text("tokenizer.ggml.model") {
            Some("gpt2") => {
                let vocab = Vocab::from_header(header, false)?;
                let bpe = Bpe::from_header(header, &vocab)?;
                (vocab, Model::Bpe(bpe))
            }
            Some("llama") => {
                let vocab = Vocab::from_header(header, true)?;
                let spm = Spm::from_header(header, &vocab)?;
                (vocab, Model::Spm(spm))
            }
            name => return Err(unknown(name)),
        };
        let adds_bos_by_habit = match &model {
            Model::Bpe(bpe) => bpe.adds_bos(),
            Model::Spm(_) => true,
        };
        Ok(Self {
            specials: Specials::from_header(header, &vocab)?,
            bos: vocab.id_at(header, "tokenizer.ggml.bos_token_id"),
            eos: vocab.id_at(header, "tokenizer.ggml.eos_token_id"),
            end_ids: vocab.end_ids(header),
            adds_bos: header
                .boolean("tokenizer.ggml.add_bos_token")
                .unwrap_or(adds_bos_by_habit),
            vocab,
            model,
        })
    }

    /// Whether we know the kind of vocabulary this header names, without reading it.
    pub(super) fn check_supported(header: &Header) -> Result<(), ModelError> {
        match header.text("tokenizer.ggml.model") {
            Some("gpt2") => Bpe::check_supported(header),
            Some("llama") => Ok(()),
            name => Err(unknown(name)),
        }
    }

    /// The ids of `text`, without BOS or EOS. With `special`, names of control tokens in the text
    /// become those tokens, and blanks behind them go where the model's own tokenizer drops them;
    /// without, they stay the text they are.
    pub fn encode(&self, text: &str, special: bool) -> Vec<u32> {
        let mut ids = Vec::new();
        for piece in self.specials.split(text, special) {
            match piece {
                Piece::Token(id) => ids.push(id),
                Piece::Text(text) => self.encode_plain(text, &mut ids),
            }
        }
        ids
    }

    fn encode_plain(&self, text: &str, to: &mut Vec<u32>) {
        match &self.model {
            Model::Bpe(bpe) => bpe.encode(text, to),
            Model::Spm(spm) => spm.encode(text, to),
        }
    }

    /// A message as a chat template may see it: the text, with a mark inside every name of a control
    /// token. [`Self::encode_rendered`] takes the marks out again, so that the model reads the message
    /// as it was written and no message can begin or end a turn. The limit: a template that
    /// deletes text from inside a message may join a name out of what stood apart, and no mark is in it.
    pub(super) fn guard(&self, text: &str) -> String {
        if text.contains(MARK) {
            return self.specials.break_control(&text.replace(MARK, ""));
        }
        self.specials.break_control(text)
    }

    /// The ids of a rendered chat template whose messages went through [`Self::guard`].
    pub(super) fn encode_rendered(&self, rendered: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        for piece in self.specials.split(rendered, true) {
            match piece {
                Piece::Token(id) => ids.push(id),
                Piece::Text(text) if text.contains(MARK) => {
                    ids.extend(self.encode(&text.replace(MARK, ""), false));
                }
                Piece::Text(text) => self.encode_plain(text, &mut ids),
            }
        }
        ids
    }

    /// Puts BOS in front where the model expects it and it is not there yet.
    pub(super) fn with_bos(&self, mut ids: Vec<u32>) -> Vec<u32> {
        if let Some(bos) = self.bos
            && self.adds_bos
            && ids.first() != Some(&bos)
        {
            ids.insert(0, bos);
        }
        ids
    }

    /// What a token writes, which may be a part of a character; a control token's is its name.
    pub fn token_bytes(&self, id: u32) -> &[u8] {
        self.vocab.bytes(id)
    }

    /// Whether the token is structure, not text. True for an id outside the vocabulary.
    pub fn is_control(&self, id: u32) -> bool {
        self.vocab.is_control(id)
    }

    /// Whether an answer ends with this token.
    pub fn is_end(&self, id: u32) -> bool {
        self.end_ids.binary_search(&id).is_ok()
    }

    pub fn bos(&self) -> Option<u32> {
        self.bos
    }

    pub fn eos(&self) -> Option<u32> {
        self.eos
    }

    pub fn n_tokens(&self) -> usize {
        self.vocab.len()
    }
}

fn unknown(name: Option<&str>) -> ModelError {
    ModelError::UnsupportedTokenizer {
        detail: match name {
            Some(name) => format!("Its tokenizer is called {name:?}"),
            None => "The file has no tokenizer".to_owned(),
        },
    }
}
