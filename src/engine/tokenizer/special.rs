//! Finds special tokens in text.

use std::collections::HashSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::MARK;
use super::vocab::Vocab;
use crate::engine::gguf::Header;
use crate::explain::ModelError;

/// No real vocabulary has a special token half as long. A hostile text costs this many steps per byte at most.
const MAX_NAME_BYTES: usize = 256;

/// All names together. Models of speech, with tens of thousands of special tokens, have a megabyte of them; what
/// finds them takes some fifty times their size while it is made.
const MAX_NAMES_BYTES: usize = 8 << 20;

/// The special tokens of Phi-3 behind which its own tokenizer leaves blanks alone.
const KEEP_BLANKS: [&[u8]; 3] = [b"<unk>", b"<s>", b"<|endoftext|>"];

/// A stretch of text, or a special token that stood in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    Token(u32),
}

/// The special tokens that text is searched for. A control token of one character is none of them: no mark fits
/// inside its name, and no template spells a turn with one.
pub(super) struct Specials {
    all: Names,
    user_defined: Names,
    /// Names of control tokens; where one begins another, the shorter alone.
    control: AhoCorasick,
}

struct Names {
    finder: AhoCorasick,
    /// By the numbers of the names in `finder`.
    tokens: Vec<Special>,
}

struct Special {
    id: u32,
    drops_blanks: bool,
}

impl Specials {
    /// # Errors
    /// [`ModelError::UnsupportedTokenizer`] when the names are more than any real vocabulary has.
    pub(super) fn from_header(header: &Header, vocab: &Vocab) -> Result<Self, ModelError> {
        let all: Vec<u32> = vocab.ids().filter(|id| is_sought(vocab, *id)).collect();
        let n_bytes: usize = all.iter().map(|id| vocab.bytes(*id).len()).sum();
        if n_bytes > MAX_NAMES_BYTES {
            return Err(too_many());
        }
        let (user_defined, control): (Vec<u32>, Vec<u32>) = all
            .iter()
            .copied()
            .partition(|id| vocab.is_user_defined(*id));
        let mut control: Vec<&[u8]> = control.iter().map(|id| vocab.bytes(*id)).collect();
        control.sort_unstable();
        control.dedup_by(|name, shorter| name.starts_with(shorter));
        let drops_blanks = drops_blanks(header);
        Ok(Self {
            all: Names::new(vocab, &all, drops_blanks)?,
            user_defined: Names::new(vocab, &user_defined, drops_blanks)?,
            control: finder(&control, MatchKind::Standard)?,
        })
    }

    /// Cuts `text` at user-defined tokens, and at control tokens too when `control` is set. Then the blanks behind a
    /// token are gone where the model's own tokenizer drops them, be they the template's or a message's; [`MARK`] is
    /// no blank.
    pub(super) fn split<'t>(&self, text: &'t str, control: bool) -> Vec<Piece<'t>> {
        let names = if control {
            &self.all
        } else {
            &self.user_defined
        };
        let mut pieces = Vec::new();
        let mut done = 0;
        while let Some((place, special)) = names.find(text, done) {
            if place.start > done {
                pieces.push(Piece::Text(&text[done..place.start]));
            }
            pieces.push(Piece::Token(special.id));
            done = place.end;
            if control && special.drops_blanks {
                done += n_blanks(&text[done..]);
            }
        }
        if done < text.len() {
            pieces.push(Piece::Text(&text[done..]));
        }
        pieces
    }

    /// `text` with [`MARK`] behind the first character of every control token's name, so that none is left to be found.
    pub(super) fn break_control(&self, text: &str) -> String {
        let found = self.control.find_overlapping_iter(text);
        // They come by their ends. No two begin at one place, or one would begin the other.
        let mut starts: Vec<usize> = found.map(|found| found.start()).collect();
        starts.sort_unstable();
        let mut broken = String::with_capacity(text.len() + starts.len() * MARK.len_utf8());
        let mut done = 0;
        for start in starts {
            let first = text[start..].chars().next().map_or(0, char::len_utf8);
            broken.push_str(&text[done..start + first]);
            broken.push(MARK);
            done = start + first;
        }
        broken.push_str(&text[done..]);
        broken
    }
}

impl Names {
    fn new(vocab: &Vocab, ids: &[u32], drops_blanks: bool) -> Result<Self, ModelError> {
        // Of several tokens with one name the first counts.
        let mut known = HashSet::new();
        let (names, tokens): (Vec<&[u8]>, Vec<Special>) = ids
            .iter()
            .map(|id| (vocab.bytes(*id), *id))
            .filter(|(name, _)| known.insert(*name))
            .map(|(name, id)| {
                let drops_blanks = drops_blanks && !KEEP_BLANKS.contains(&name);
                (name, Special { id, drops_blanks })
            })
            .unzip();
        Ok(Self {
            finder: finder(&names, MatchKind::LeftmostLongest)?,
            tokens,
        })
    }

    /// The first token that stands in `text` at `from` or behind; of several at one place, the longest.
    fn find(&self, text: &str, from: usize) -> Option<(Range<usize>, &Special)> {
        let found = self.finder.find(Input::new(text).range(from..))?;
        Some((found.range(), &self.tokens[found.pattern().as_usize()]))
    }
}

/// Whether text is searched for the token. A name that holds [`MARK`] could come about where the mark is put in.
fn is_sought(vocab: &Vocab, id: u32) -> bool {
    let min_characters = if vocab.is_user_defined(id) {
        1
    } else if vocab.is_control(id) {
        2
    } else {
        return false;
    };
    std::str::from_utf8(vocab.bytes(id)).is_ok_and(|name| {
        name.len() <= MAX_NAME_BYTES
            && name.chars().take(min_characters).count() == min_characters
            && !name.contains(MARK)
    })
}

/// Phi-3's own tokenizer drops the blanks behind its special tokens. No field of the file says so, but its name tells
/// which model it is.
fn drops_blanks(header: &Header) -> bool {
    let name = header.text("general.name").unwrap_or_default();
    let name = name.to_ascii_lowercase();
    name.contains("phi-3") || name.contains("phi3")
}

/// How many blanks and line breaks, all of one byte, `text` begins with.
fn n_blanks(text: &str) -> usize {
    let blanks = text.bytes();
    blanks
        .take_while(|byte| matches!(byte, b' ' | b'\t'..=b'\r'))
        .count()
}

fn finder(names: &[&[u8]], kind: MatchKind) -> Result<AhoCorasick, ModelError> {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(kind);
    builder.build(names).map_err(|_| too_many())
}

fn too_many() -> ModelError {
    ModelError::UnsupportedTokenizer {
        detail: "It has too many special tokens".to_owned(),
    }
}
