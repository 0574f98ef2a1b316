//! Finds special tokens in text.

use super::vocab::Vocab;

/// A stretch of text, or a special token that stood in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    Token(u32),
}

/// The texts of special tokens by their first byte, longest first.
pub(super) struct Specials {
    by_first_byte: Vec<Vec<Special>>,
}

struct Special {
    text: Box<[u8]>,
    id: u32,
    control: bool,
}

impl Specials {
    pub(super) fn new(vocab: &Vocab) -> Self {
        let mut by_first_byte: Vec<Vec<Special>> =
            std::iter::repeat_with(Vec::new).take(256).collect();
        for id in vocab.ids() {
            let control = vocab.is_control(id);
            let text = vocab.bytes(id);
            let whole = std::str::from_utf8(text).is_ok_and(|text| !text.is_empty());
            if whole && (control || vocab.is_user_defined(id)) {
                by_first_byte[usize::from(text[0])].push(Special {
                    text: text.into(),
                    id,
                    control,
                });
            }
        }
        for specials in &mut by_first_byte {
            specials.sort_by_key(|special| std::cmp::Reverse(special.text.len()));
        }
        Self { by_first_byte }
    }

    /// The special token that `bytes` begins with.
    fn at(&self, bytes: &[u8], control: bool) -> Option<&Special> {
        self.by_first_byte[usize::from(*bytes.first()?)]
            .iter()
            .find(|special| (control || !special.control) && bytes.starts_with(&special.text))
    }

    /// Cuts `text` at user-defined tokens, and at control tokens too when `control` is set.
    pub(super) fn split<'t>(&self, text: &'t str, control: bool) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let (mut done, mut place) = (0, 0);
        while place < text.len() {
            match self.at(&text.as_bytes()[place..], control) {
                Some(special) => {
                    if place > done {
                        pieces.push(Piece::Text(&text[done..place]));
                    }
                    pieces.push(Piece::Token(special.id));
                    place += special.text.len();
                    done = place;
                }
                None => place += 1,
            }
        }
        if done < text.len() {
            pieces.push(Piece::Text(&text[done..]));
        }
        pieces
    }

    /// `text` with `mark` put inside every control token's name, so that none is left to be found.
    pub(super) fn break_control(&self, text: &str, mark: char) -> String {
        let mut broken = String::with_capacity(text.len());
        for (place, character) in text.char_indices() {
            broken.push(character);
            let rest = &text.as_bytes()[place..];
            let found = self.by_first_byte[usize::from(rest[0])]
                .iter()
                .any(|special| special.control && rest.starts_with(&special.text));
            if found {
                broken.push(mark);
            }
        }
        broken
    }
}
