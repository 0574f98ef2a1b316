//! The name of the person.

use unicode_normalization::UnicodeNormalization;

use super::super::pieces::{self, EDGES};
use super::super::sections::is_heading;
use super::super::trimmed;
use super::super::words::{is_ideograph, names, organisations, places, titles, words};
use super::{FIRST_LINES, is_address};
use crate::career::resume::Span;

/// So far down a name needs nothing else to bear it out.
const TOP_LINES: usize = 4;

/// After its label, or among the first lines one that is a name and nothing else, or begins with one
/// before a wide gap or a bar. Further down the e-mail address must bear it out.
pub(super) fn find(text: &str, lines: &[Span], email: Option<&str>) -> Option<(String, Vec<Span>)> {
    let written: Vec<Span> = lines
        .iter()
        .copied()
        .filter(|line| line.start < line.end)
        .collect();
    if let Some(found) = written.iter().find_map(|line| labelled(text, *line)) {
        return Some(found);
    }
    let local = email
        .and_then(|email| email.split('@').next())
        .unwrap_or_default()
        .to_lowercase();
    let in_email = |name: &str| {
        words(name).any(|word| {
            let word = unaccented(&word.to_lowercase());
            word.len() >= 3 && local.contains(&word)
        })
    };
    let first: Vec<(usize, String, Vec<Span>)> = (0..written.len().min(FIRST_LINES))
        .filter_map(|index| {
            let (name, lines) = at(text, &written, index)?;
            let label = name.trim_end_matches([':', ' ']).to_lowercase();
            if names::labels_name(&label) {
                return None;
            }
            let (name, lines) = run_on(text, &written, name, lines, &in_email);
            Some((index, name, lines))
        })
        .collect();
    let best = first
        .iter()
        .find(|(_, name, _)| in_email(name))
        .or_else(|| first.iter().find(|(index, ..)| *index < TOP_LINES))?;
    Some((best.1.clone(), best.2.clone()))
}

/// `姓名：张伟`, `Name: Ada Example`, `Name      : Ada Example`
fn labelled(text: &str, line: Span) -> Option<(String, Vec<Span>)> {
    aligned(text, line).or_else(|| labelled_piece(text, line))
}

/// Where labels are aligned, a wide gap stands between the label and its colon, or behind that.
fn aligned(text: &str, line: Span) -> Option<(String, Vec<Span>)> {
    let (label, rest) = line.of(text)?.split_once(':')?;
    let label = label.trim_matches(|letter: char| !letter.is_alphanumeric());
    let rest = rest.trim_start();
    let end = ["  ", "\t", "|"]
        .iter()
        .filter_map(|gap| rest.find(gap))
        .min();
    let value = rest[..end.unwrap_or(rest.len())].trim();
    (names::labels_name(&label.to_lowercase()) && is_name(value))
        .then(|| (value.to_owned(), vec![line]))
}

fn labelled_piece(text: &str, line: Span) -> Option<(String, Vec<Span>)> {
    pieces::cut(text, line, None)
        .into_iter()
        .find_map(|(piece, _)| {
            let (label, value) = piece.of(text)?.split_once([':', '：', '፡'])?;
            let lower = label
                .trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_lowercase();
            let value = value.trim();
            let fits =
                names::labels_name(&lower) && !value.is_empty() && value.chars().count() <= 60;
            (fits && !value.contains('@')).then(|| (value.to_owned(), vec![line]))
        })
}

/// The name that begins with this line; two lines of one word each may be one name.
fn at(text: &str, lines: &[Span], index: usize) -> Option<(String, Vec<Span>)> {
    let line = *lines.get(index)?;
    let words = first_piece(text, line)?;
    if is_name(words) {
        return Some((words.to_owned(), vec![line]));
    }
    // A name set with wide gaps between its words.
    let whole: Vec<&str> = line.of(text)?.split_whitespace().collect();
    let apart = pieces::cut(text, line, None).len() == whole.len();
    if apart && index < TOP_LINES && is_name(&whole.join(" ")) {
        return Some((whole.join(" "), vec![line]));
    }
    let next = *lines.get(index + 1)?;
    let is_word = |line: Span| {
        line.of(text).is_some_and(|words| {
            !words.trim().contains(char::is_whitespace)
                && !is_address(words)
                && !words.contains([',', ':', '/'])
        })
    };
    let both = format!("{words} {}", first_piece(text, next)?);
    (index < TOP_LINES && is_word(line) && is_word(next) && is_name(&both))
        .then(|| (both, vec![line, next]))
}

/// A large name in a narrow column goes on below: after a hyphen, or in a word of the e-mail address.
fn run_on(
    text: &str,
    lines: &[Span],
    name: String,
    mut used: Vec<Span>,
    in_email: &dyn Fn(&str) -> bool,
) -> (String, Vec<Span>) {
    let last = used.last().copied().unwrap_or_default();
    let next = lines.iter().find(|line| line.start > last.end);
    let Some((next, rest)) = next.and_then(|next| Some((*next, next.of(text)?.trim()))) else {
        return (name, used);
    };
    let hyphen = last
        .of(text)
        .is_some_and(|line| line.trim_end().ends_with('-'));
    let whole = if hyphen {
        format!("{}-{rest}", name.trim_end_matches('-'))
    } else {
        format!("{name} {rest}")
    };
    let is_new =
        words(rest).all(|word| words(&name).all(|known| !known.eq_ignore_ascii_case(word)));
    let fits = rest.split_whitespace().count() <= 2
        && is_new
        && is_name(&whole)
        && titles::score(rest) == 0;
    if fits && (hyphen || in_email(rest)) {
        used.push(next);
        return (whole, used);
    }
    (name, used)
}

fn unaccented(word: &str) -> String {
    word.nfd()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

fn first_piece(text: &str, line: Span) -> Option<&str> {
    let (piece, _) = pieces::cut(text, line, None).into_iter().next()?;
    // `Ada Example, PhD`, `山田 太郎（やまだ たろう）`
    let words = piece.of(text)?.split([',', '，', '（']).next()?;
    let span = Span::new(piece.start, piece.start + words.len());
    trimmed(text, span, EDGES).of(text)
}

fn is_name(words: &str) -> bool {
    let n_letters = words
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    if words.chars().any(is_ideograph) {
        let is_written = words
            .chars()
            .all(|letter| is_ideograph(letter) || matches!(letter, ' ' | '\u{3000}' | '·' | '・'));
        return is_written
            && (2..=6).contains(&n_letters)
            && ![
                "简历",
                "履歴",
                "履历",
                "経歴",
                "이력서",
                "個人",
                "个人",
                "資料",
                "职务",
                "職務",
            ]
            .iter()
            .any(|word| words.contains(word))
            && !is_something_else(words);
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    let is_part = |part: &&str| {
        let lower = part.to_lowercase();
        let bare = lower.trim_matches(['(', ')', '.', '"']);
        let is_plain = part.chars().all(|letter| {
            letter.is_alphabetic()
                || matches!(letter, '.' | '-' | '\'' | '’' | '"' | '(' | ')' | '“' | '”')
        });
        let capital = part
            .chars()
            .find(|letter| letter.is_alphabetic())
            .is_some_and(char::is_uppercase);
        is_plain && (capital || names::is_particle(&lower)) && !names::is_no_name(bare)
    };
    (2..=5).contains(&parts.len())
        && parts.iter().all(is_part)
        && n_letters >= 4
        && !is_something_else(words)
}

/// A title, an organisation, a place or a heading.
fn is_something_else(words: &str) -> bool {
    titles::score(words) > 0
        || organisations::score(words) > 0
        || places::is_city(words)
        || places::is_region(words)
        || is_heading(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_behind_an_aligned_label_is_found_and_the_label_is_none() {
        for text in [
            "Name:    Rahul Sharma",
            "Name\t: Rahul Sharma",
            "Full Name:  Rahul Sharma",
            "NAME      :  Rahul Sharma    Phone: 123",
        ] {
            let line = Span::new(0, text.len());
            let name = find(text, &[line], None).map(|found| found.0);
            assert_eq!(name.as_deref(), Some("Rahul Sharma"), "{text:?}");
        }
    }
}
