//! Text as words, numbers and single marks.

/// A word, a number or one mark of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// In lower case; a number with its separators.
    pub lower: String,
    pub start: usize,
    pub end: usize,
    /// Nothing stands between it and the token before.
    pub glued: bool,
    pub is_number: bool,
}

impl Token {
    pub fn is_word(&self) -> bool {
        self.lower.starts_with(char::is_alphabetic)
    }
}

pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let len = if first.is_whitespace() {
            rest = &rest[first.len_utf8()..];
            continue;
        } else if first.is_ascii_digit() {
            number_len(rest)
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let written = &rest[..len];
        found.push(Token {
            lower: written.to_lowercase(),
            start,
            end: start + len,
            glued: found.last().is_some_and(|last| last.end == start),
            is_number: first.is_ascii_digit(),
        });
        rest = &rest[len..];
    }
    found
}

/// Digits with separators of thousands and one decimal point: `1,250.5`.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    let mut has_point = false;
    loop {
        if digit(at) {
            at += 1;
        } else if bytes.get(at) == Some(&b',')
            && !has_point
            && (1..=3).all(|n| digit(at + n))
            && !digit(at + 4)
        {
            at += 4;
        } else if bytes.get(at) == Some(&b'.') && !has_point && digit(at + 1) {
            has_point = true;
            at += 2;
        } else {
            return at;
        }
    }
}
