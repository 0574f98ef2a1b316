//! Text as lexemes: runs of letters and digits, and single marks.

/// A word or a mark of a text.
pub(super) struct Lexeme {
    pub start: usize,
    pub end: usize,
    /// In lower case, with typographic marks made plain.
    pub key: String,
    pub is_word: bool,
}

/// The lexemes of a text in order. A hyphen inside a word parts it like a blank, so that
/// `problem-solving` and `problem solving` are one name.
pub(super) fn lexemes(text: &str) -> Vec<Lexeme> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if letter.is_alphanumeric() {
            let mut end = start + letter.len_utf8();
            while let Some((at, next)) = letters.next_if(|(_, next)| next.is_alphanumeric()) {
                end = at + next.len_utf8();
            }
            found.push(Lexeme {
                start,
                end,
                key: text[start..end].to_lowercase(),
                is_word: true,
            });
        } else if !letter.is_whitespace() && !is_inner_hyphen(text, start, letter) {
            found.push(Lexeme {
                start,
                end: start + letter.len_utf8(),
                key: plain(letter).to_string(),
                is_word: false,
            });
        }
    }
    found
}

/// The singular of a longer word that ends in a plain `s`.
pub(super) fn singular(word: &str) -> Option<&str> {
    word.strip_suffix('s')
        .filter(|stem| stem.len() >= 4 && !stem.ends_with('s'))
}

fn is_inner_hyphen(text: &str, at: usize, letter: char) -> bool {
    let is_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    plain(letter) == '-'
        && is_word(text[..at].chars().next_back())
        && is_word(text[at + letter.len_utf8()..].chars().next())
}

fn plain(letter: char) -> char {
    match letter {
        '’' | '‘' | '`' => '\'',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '＋' => '+',
        '＃' => '#',
        other => other,
    }
}
