//! Words of names: folded to plain letters, in one spelling, in the singular; and their stems.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::spelling;

/// Words that say nothing about what a name is of.
const EMPTY: &[&str] = &[
    "a",
    "all",
    "an",
    "and",
    "as",
    "at",
    "by",
    "classified",
    "elsewhere",
    "etc",
    "for",
    "from",
    "in",
    "including",
    "its",
    "nec",
    "not",
    "of",
    "on",
    "or",
    "other",
    "related",
    "s",
    "than",
    "the",
    "their",
    "to",
    "with",
];

/// Words behind which a name says more about the thing it has named.
const LINKS: &[&str] = &["of", "in", "for", "to", "with", "at", "on", "not", "except"];

/// The words that say something, in order.
pub(super) fn words(text: &str) -> Vec<String> {
    pieces(text)
        .into_iter()
        .filter(|word| !is_empty(word))
        .map(|word| singular(&spelling::common(&word)))
        .collect()
}

pub(in crate::atlas) fn is_empty(word: &str) -> bool {
    EMPTY.binary_search(&word).is_ok()
}

/// The query up to what it leaves out: an “architect, except naval” is none who builds ships.
pub(super) fn without_exceptions(text: &str) -> &str {
    const MARKS: [&str; 2] = ["except", "excluding"];
    let mut from = 0;
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        if from > 0 && MARKS.iter().any(|mark| word.eq_ignore_ascii_case(mark)) {
            return &text[..from];
        }
        from += word.len()
            + text[from + word.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
    }
    text
}

/// Whether a name is that of several: its main word, which stands last before a link, a comma or a bracket.
pub(super) fn is_plural(text: &str) -> bool {
    let name = text.split([',', '(']).next().unwrap_or(text);
    pieces(name)
        .iter()
        .take_while(|word| !LINKS.contains(&word.as_str()))
        .last()
        .is_some_and(|word| singular(word) != *word)
}

/// Lower-case words without accents. `C++` and `C#` keep their marks, or they would be one.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        let is_mark = matches!(letter, '+' | '#');
        if letter.is_alphanumeric() && !piece.ends_with(['+', '#']) || is_mark && !piece.is_empty()
        {
            piece.push(letter);
        } else if is_accent(letter) {
            // `nfkd` has taken it off its letter.
        } else if !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            if letter.is_alphanumeric() {
                piece.push(letter);
            }
        }
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}

fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn singular(word: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("children", "child"),
        ("feet", "foot"),
        ("knives", "knife"),
        ("men", "man"),
        ("mice", "mouse"),
        ("people", "person"),
        ("teeth", "tooth"),
        ("wives", "wife"),
        ("women", "woman"),
    ];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let cut = |n_letters: usize| &word[..word.len() - n_letters];
    if word.len() > 4 && ends(&["men"]) {
        format!("{}man", cut(3))
    } else if word.len() < 4 {
        word.to_owned()
    } else if word.len() > 4 && ends(&["ies"]) {
        format!("{}y", cut(3))
    } else if ends(&["sses", "shes", "ches", "xes", "zes"]) {
        cut(2).to_owned()
    } else if ends(&["s"]) && !ends(&["ss", "us", "is", "ics"]) {
        cut(1).to_owned()
    } else {
        word.to_owned()
    }
}

/// Stems words, each one once.
pub(super) struct Reader {
    stemmer: Stemmer,
    known: HashMap<String, String>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            known: HashMap::new(),
        }
    }
}

impl Reader {
    /// What `manage`, `manager` and `management` share.
    pub(super) fn stem(&mut self, word: &str) -> String {
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let stem = self.stemmer.stem(word).into_owned();
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }
}
