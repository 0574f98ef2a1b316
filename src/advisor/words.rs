//! Text as words that can be compared: whatever its case, punctuation and way of writing numbers.

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexeme {
    /// Lower case, without punctuation at its ends.
    pub plain: String,
    /// The same in its own case.
    pub written: String,
    pub is_capital: bool,
    /// It opens a sentence or a quotation, so a capital says nothing.
    pub opens: bool,
    /// Punctuation follows, so the next word begins something else.
    pub is_closed: bool,
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
                written: bare.to_owned(),
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

/// Whether a list of words, parted by blanks, holds this one.
pub fn is_among(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|other| other == word)
}

/// A word in the one form in which words are compared: singular, in full, without a legal form's name.
/// Empty for a word that says nothing about which name it is part of.
pub fn normal(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'));
    if is_legal_form(word) {
        return String::new();
    }
    if let Some(long) = in_full(word) {
        return long.to_owned();
    }
    singular(word)
}

/// Endings of company names that people leave off.
pub fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "ltd"
            | "llc"
            | "llp"
            | "plc"
            | "gmbh"
            | "corp"
            | "co"
            | "limited"
            | "incorporated"
            | "corporation"
            | "pvt"
            | "pte"
            | "ag"
            | "sa"
            | "bv"
            | "s.a"
            | "s.r.l"
            | "pty"
    )
}

/// What a shortened word of a title or a name stands for.
fn in_full(word: &str) -> Option<&'static str> {
    Some(match word {
        "sr" => "senior",
        "jr" => "junior",
        "dev" | "devs" => "developer",
        "eng" | "engr" => "engineer",
        "mgr" | "mgrs" => "manager",
        "mgmt" => "management",
        "asst" => "assistant",
        "assoc" => "associate",
        "dir" => "director",
        "exec" => "executive",
        "rep" | "reps" => "representative",
        "admin" => "administrator",
        "vp" => "vice president",
        "svp" => "senior vice president",
        "ceo" => "chief executive officer",
        "cto" => "chief technology officer",
        "cfo" => "chief financial officer",
        "coo" => "chief operating officer",
        "univ" => "university",
        "dept" => "department",
        "intl" => "international",
        "tech" => "technology",
        "jan" => "january",
        "feb" => "february",
        "mar" => "march",
        "apr" => "april",
        "jun" => "june",
        "jul" => "july",
        "aug" => "august",
        "sep" | "sept" => "september",
        "oct" => "october",
        "nov" => "november",
        "dec" => "december",
        _ => return None,
    })
}

pub fn singular(word: &str) -> String {
    let n = word.chars().count();
    if n > 4 && word.ends_with("ies") {
        return format!("{}y", &word[..word.len() - 3]);
    }
    if n > 4
        && ["ches", "shes", "sses", "xes"]
            .iter()
            .any(|end| word.ends_with(end))
    {
        return word[..word.len() - 2].to_owned();
    }
    let keeps = ["ss", "us", "is", "'s", "ics"];
    if n > 3 && word.ends_with('s') && !keeps.iter().any(|end| word.ends_with(end)) {
        return word[..word.len() - 1].to_owned();
    }
    word.to_owned()
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
    fn words_are_compared_in_full_and_in_the_singular() {
        for (one, other) in [
            ("engineers", "eng"),
            ("senior", "sr"),
            ("companies", "company"),
            ("mar", "march"),
        ] {
            assert_eq!(normal(one), normal(other));
        }
        assert_eq!(normal("ltd"), "");
        assert_eq!(normal("physics"), "physics");
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
