//! Text as words that can be compared: whatever its case, punctuation and way of writing numbers.

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexeme {
    /// Lower case, without punctuation at its ends.
    pub plain: String,
    pub is_capital: bool,
    /// It opens a sentence or a quotation, so a capital says nothing.
    pub opens: bool,
    /// Punctuation follows, so the next word begins something else.
    pub is_closed: bool,
}

impl Lexeme {
    /// Letters and digits in one word, for example `S3` or `40k`.
    pub fn is_mixed(&self) -> bool {
        self.plain.contains(|c: char| c.is_ascii_digit())
            && self.plain.contains(char::is_alphabetic)
    }

    /// The numbers in it, without thousands separators.
    pub fn numbers(&self) -> Vec<String> {
        let joined = without_thousands(&self.plain);
        joined
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .map(|run| run.trim_matches('.'))
            .filter(|run| !run.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

fn without_thousands(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        let before = word[..at]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_digit());
        let after: Vec<char> = word[at + c.len_utf8()..].chars().take(4).collect();
        let is_group = after.len() >= 3
            && after[..3].iter().all(char::is_ascii_digit)
            && !after.get(3).is_some_and(char::is_ascii_digit);
        if !(c == ',' && before && is_group) {
            out.push(c);
        }
    }
    out
}

/// The words of `text`.
pub fn lexemes(text: &str) -> Vec<Lexeme> {
    let mut words: Vec<Lexeme> = Vec::new();
    let mut opens = true;
    let is_break = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '/' | '–' | '—' | '|' | '(' | ')' | '[' | ']' | '“' | '”' | '"' | ';'
            )
    };
    for (piece, ended_by) in pieces(text, is_break) {
        let bare =
            piece.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#' | '%'));
        let tail = &piece[piece.rfind(bare).map_or(0, |at| at + bare.len())..];
        let folded: String = bare.replace('’', "'").to_lowercase();
        let plain = folded.trim_matches(|c| matches!(c, '%' | '+')).to_owned();
        let plain = if plain.is_empty() || folded.ends_with("++") {
            folded
        } else {
            plain
        };
        let plain = plain.strip_suffix("'s").map_or(plain.clone(), |stem| {
            if matches!(stem, "bachelor" | "master" | "associate") {
                plain.clone()
            } else {
                stem.to_owned()
            }
        });
        if bare.is_empty() {
            if let Some(last) = words.last_mut() {
                last.is_closed |= !piece.is_empty() && piece != "&";
            }
        } else {
            words.push(Lexeme {
                plain,
                is_capital: bare.chars().next().is_some_and(char::is_uppercase),
                opens,
                is_closed: !tail.is_empty() && tail != "&",
            });
        }
        if !bare.is_empty() || ended_by != ' ' {
            opens = tail.contains(['.', '!', '?', ':']) || matches!(ended_by, '“' | '"');
        }
        if ended_by != ' '
            && let Some(last) = words.last_mut()
        {
            last.is_closed = true;
        }
    }
    words
}

/// The pieces between breaks, with the break behind each (any blank as `' '`).
fn pieces(text: &str, is_break: impl Fn(char) -> bool) -> Vec<(&str, char)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| is_break(*c)) {
        out.push((&text[start..at], if c.is_whitespace() { ' ' } else { c }));
        start = at + c.len_utf8();
    }
    out.push((&text[start..], ' '));
    out
}

/// Whether `phrase` stands in `words`, both as words between single blanks.
pub fn phrase_in(words: &str, phrase: &str) -> bool {
    !phrase.is_empty() && words.contains(&format!(" {phrase} "))
}

const SMALL: [&str; 11] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// The digits for a small number's name. "One" is left out: it is mostly no number.
pub fn number_of_word(word: &str) -> Option<String> {
    let at = SMALL.iter().position(|name| *name == word)?;
    Some((at + 2).to_string())
}

/// The name of a small number in digits.
pub fn spelled(number: &str) -> Option<&'static str> {
    let n: usize = number.parse().ok()?;
    SMALL.get(n.checked_sub(2)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        lexemes(text).into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn words_lose_case_and_punctuation_but_keep_what_names_need() {
        assert_eq!(
            plain("C++, C# and Node.js (2019–2023)!"),
            ["c++", "c#", "and", "node.js", "2019", "2023"]
        );
        assert_eq!(plain("Byte & Sons’s 40%"), ["byte", "sons", "40"]);
    }

    #[test]
    fn numbers_are_read_without_thousands_separators() {
        let numbers = |text| {
            lexemes(text)
                .iter()
                .flat_map(Lexeme::numbers)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            numbers("$112,590 in 3.5 years, 1,2"),
            ["112590", "3.5", "1", "2"]
        );
    }

    #[test]
    fn an_opening_word_is_told_from_a_name() {
        let words = lexemes("Your work at Acme. Later “Senior staff”");
        let open: Vec<_> = words
            .iter()
            .filter(|w| w.opens)
            .map(|w| w.plain.as_str())
            .collect();
        assert_eq!(open, ["your", "later", "senior"]);
    }
}
