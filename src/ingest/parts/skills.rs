//! The items of the skills section, as written.

mod label;
mod level;
mod lines;

use super::sections::Outlined;
use super::trimmed;
use super::words::{is_ideograph, names};
use crate::career::resume::{SkillItem, Span};

/// Longer stretches are sentences about skills.
const MAX_ITEM_LETTERS: usize = 60;
const MAX_ITEM_WORDS: usize = 7;

pub(super) fn find(text: &str, outline: &[Outlined]) -> Vec<SkillItem> {
    let mut items: Vec<SkillItem> = Vec::new();
    for outlined in outline
        .iter()
        .filter(|outlined| outlined.section.name == "skills")
    {
        for span in lines::items(text, &outlined.rows) {
            line_items(text, span, &mut items);
        }
    }
    items
}

fn line_items(text: &str, line: Span, items: &mut Vec<SkillItem>) {
    for span in split(text, line) {
        let Some(words) = span.of(text) else { continue };
        let words = words.replace('\n', " ");
        let is_new = items.iter().all(|item| item.text != words);
        if is_item(&words) && is_new {
            items.push(SkillItem { text: words, span });
        }
    }
}

/// At commas, semicolons, bars, bullets and wide gaps that are not inside brackets.
fn split(text: &str, line: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let words = line.of(text).unwrap_or_default();
    let mut depth = 0_usize;
    let mut start = 0;
    let mut blanks = 0;
    for (at, letter) in words.char_indices() {
        blanks = if letter == ' ' { blanks + 1 } else { 0 };
        match letter {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_mark = matches!(
            letter,
            ',' | ';'
                | '|'
                | '•'
                | '·'
                | '●'
                | '▪'
                | '◦'
                | '，'
                | '、'
                | '；'
                | '\t'
                | '■'
                | '◆'
                | '｜'
                | '∙'
                | '○'
                | '★'
                | '☆'
        ) || letter == '・' && words[..at].ends_with(is_ideograph)
            || blanks == 2
            || letter == '/' && words[..at].ends_with(' ') && words[at..].starts_with("/ ")
            || letter == '。';
        if is_mark && (depth == 0 || !words[at..].contains([')', ']', '）'])) {
            spans.push(Span::new(line.start + start, line.start + at));
            start = at + letter.len_utf8();
        }
    }
    spans.push(Span::new(line.start + start, line.end));
    spans
        .into_iter()
        .map(|span| {
            without_and(
                text,
                trimmed(text, span, &['*', '_', '`', '–', '—', '-', ':', '：']),
            )
        })
        .map(|span| level::without(text, span))
        .filter(|span| span.start < span.end)
        .collect()
}

/// `…, and SQL.` → `SQL`
fn without_and(text: &str, span: Span) -> Span {
    let words = span.of(text).unwrap_or_default();
    let start = ["and ", "und ", "et ", "y ", "и "]
        .iter()
        .find_map(|and| words.strip_prefix(and))
        .map_or(span.start, |rest| span.end - rest.len());
    // The dot of `Node.js.` ends a sentence, that of `B.S.` does not.
    let dots = words.matches('.').count();
    let ends = words.ends_with('.') && (dots == 1 || dots == 2 && words.len() > 6);
    let end = span.end - usize::from(ends);
    Span::new(start, end.max(start))
}

fn is_item(words: &str) -> bool {
    let first = words
        .split(|letter: char| !letter.is_alphabetic())
        .find(|word| !word.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    words.chars().count() <= MAX_ITEM_LETTERS
        && words.split_whitespace().count() <= MAX_ITEM_WORDS
        && words.chars().any(char::is_alphanumeric)
        && !words.ends_with([':', '：'])
        && !names::is_spoken(&first)
        && !words.contains('@')
        && !words.contains("://")
        && !words.contains(".com/")
        && !level::is_level(words)
}

#[cfg(test)]
#[path = "skills_tests.rs"]
mod tests;
