//! A text made comparable: without case, accents, invisible characters and differences of white space.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One comparable character and the bytes of the text it stands for.
struct Cell {
    folded: char,
    span: Range<usize>,
}

pub(super) struct Folded {
    cells: Vec<Cell>,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let mut cells: Vec<Cell> = Vec::with_capacity(text.len());
        for (start, c) in text.char_indices() {
            let span = start..start + c.len_utf8();
            let letters: Vec<char> = fold(c).collect();
            let blank_again =
                c.is_whitespace() && cells.last().is_some_and(|cell| cell.folded == ' ');
            if letters.is_empty() || blank_again {
                if let Some(last) = cells.last_mut() {
                    last.span.end = span.end;
                }
                continue;
            }
            cells.extend(letters.into_iter().map(|folded| Cell {
                folded,
                span: span.clone(),
            }));
        }
        Self { cells }
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.cells.get(at).map(|cell| cell.folded)
    }

    /// The bytes of the text behind the cells `start..end`; `start < end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Range<usize> {
        self.cells[start].span.start..self.cells[end - 1].span.end
    }

    /// Whether no word goes on across the boundary before cell `at`.
    pub(super) fn is_boundary(&self, at: usize) -> bool {
        let is_word = |at: usize| self.get(at).is_some_and(char::is_alphanumeric);
        at == 0 || !(is_word(at - 1) && is_word(at))
    }

    /// The end of `needle`, made by [`folded`], if it stands at `at` as whole words.
    pub(super) fn match_end(&self, at: usize, needle: &[char]) -> Option<usize> {
        let end = at + needle.len();
        let cells = self.cells.get(at..end)?;
        let same = cells
            .iter()
            .map(|cell| cell.folded)
            .eq(needle.iter().copied());
        (same && self.is_boundary(at) && self.is_boundary(end)).then_some(end)
    }

    /// The end of a phone number with these digits, however they are grouped.
    pub(super) fn digits_end(&self, at: usize, digits: &[char]) -> Option<usize> {
        let is_digit = |at: usize| self.get(at).is_some_and(|c| c.is_ascii_digit());
        let first = self.get(at)?;
        let begins = first == '+' || first == '(' || digits.first() == Some(&first);
        if digits.len() < 5 || !begins || (at > 0 && is_digit(at - 1)) {
            return None;
        }
        let (mut end, mut found) = (at, 0);
        while found < digits.len() {
            match self.get(end)? {
                c if c == digits[found] => found += 1,
                ' ' | '.' | '-' | '(' | ')' | '/' | '+' => {}
                _ => return None,
            }
            end += 1;
        }
        (!is_digit(end)).then_some(end)
    }
}

/// `text` as its cells read.
pub(super) fn folded(text: &str) -> Vec<char> {
    let cells = Folded::new(text).cells;
    cells.into_iter().map(|cell| cell.folded).collect()
}

fn fold(c: char) -> impl Iterator<Item = char> {
    let blank = c.is_whitespace().then_some(' ');
    let letters = (!c.is_whitespace() && !is_invisible(c)).then_some(c);
    let letters = letters
        .into_iter()
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(plain_dash);
    blank.into_iter().chain(letters)
}

const fn plain_dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

/// Soft hyphen, zero-width space and joiners, direction marks, byte order mark.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
