//! The items of the skills section, as written.

use super::{body, bullet_text, trimmed};
use crate::career::resume::{Line, Section, SkillItem, Span};

/// Longer stretches are sentences about skills.
const MAX_ITEM_LETTERS: usize = 60;
const MAX_ITEM_WORDS: usize = 6;

/// Spoken languages are told from programming languages by their names.
const SPOKEN: &[&str] = &[
    "english",
    "spanish",
    "french",
    "german",
    "italian",
    "portuguese",
    "chinese",
    "mandarin",
    "cantonese",
    "japanese",
    "korean",
    "arabic",
    "hindi",
    "urdu",
    "bengali",
    "punjabi",
    "tamil",
    "telugu",
    "russian",
    "ukrainian",
    "polish",
    "dutch",
    "swedish",
    "norwegian",
    "danish",
    "finnish",
    "greek",
    "turkish",
    "hebrew",
    "persian",
    "farsi",
    "vietnamese",
    "thai",
    "indonesian",
    "malay",
    "tagalog",
    "swahili",
    "amharic",
    "czech",
    "hungarian",
    "romanian",
    "catalan",
    "deutsch",
    "englisch",
    "français",
    "español",
];

pub(in crate::ingest) fn find(text: &str, lines: &[Line], sections: &[Section]) -> Vec<SkillItem> {
    let mut items: Vec<SkillItem> = Vec::new();
    for section in sections.iter().filter(|section| section.name == "skills") {
        // `Skills: Rust, SQL` has its first items beside the heading.
        let beside = super::lines_within(lines, section.span)
            .first()
            .filter(|line| line.end - line.start > section.heading.len() + 4)
            .and_then(|line| {
                let colon = text[line.start..line.end].find([':', '：'])?;
                Some(Span::new(line.start + colon, line.end))
            })
            .map(|span| trimmed(text, span, &[':', '：', '*', '_']));
        let below = body(lines, section).iter().map(|line| {
            let words = bullet_text(&text[line.start..line.end]).unwrap_or(0);
            Span::new(line.start + words, line.end)
        });
        for span in joined(text, beside.into_iter().chain(below)) {
            line_items(text, span, &mut items);
        }
    }
    items
}

/// Lines with those they run on to: inside brackets, or in the middle of a phrase.
fn joined(text: &str, lines: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for line in lines {
        let words = line.of(text).unwrap_or_default();
        let runs_on = joined
            .last()
            .and_then(|last| last.of(text))
            .is_some_and(|last| {
                let is_open = last.matches('(').count() > last.matches(')').count();
                let ends = last.is_empty() || last.ends_with([',', ';', '|', '.', ':', '•']);
                let is_list = last.contains(',') && !ends;
                is_open && words.contains(')') || is_list && words.starts_with(char::is_lowercase)
            });
        match joined.last_mut() {
            Some(last) if runs_on => last.end = line.end,
            _ => joined.push(line),
        }
    }
    joined
}

fn line_items(text: &str, line: Span, items: &mut Vec<SkillItem>) {
    for span in split(text, without_label(text, line)) {
        let Some(words) = span.of(text) else { continue };
        let words = words.replace('\n', " ");
        let is_new = items.iter().all(|item| item.text != words);
        if is_item(&words) && is_new {
            items.push(SkillItem { text: words, span });
        }
    }
}

/// Without `Databases:` at its head; a line about spoken languages or interests has no items at all.
fn without_label(text: &str, line: Span) -> Span {
    let words = line.of(text).unwrap_or_default();
    let Some(colon) = words.find([':', '：']) else {
        return line;
    };
    let label = words[..colon].trim_matches(['*', '_', ' ']);
    let is_label = label.split_whitespace().count() <= 5 && !label.contains(',');
    if !is_label {
        return line;
    }
    let lower = label.to_lowercase();
    if ["interest", "hobb", "spoken", "language skill", "foreign"]
        .iter()
        .any(|word| lower.contains(word))
        || lower == "language"
    {
        return Span::new(line.end, line.end);
    }
    let after = line.start + colon + words[colon..].chars().next().map_or(0, char::len_utf8);
    Span::new(after, line.end)
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
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_mark = matches!(
            letter,
            ',' | ';' | '|' | '•' | '·' | '●' | '▪' | '◦' | '，' | '、' | '；' | '\t'
        ) || blanks == 2;
        if is_mark && (depth == 0 || !words[at..].contains([')', ']'])) {
            spans.push(Span::new(line.start + start, line.start + at));
            start = at + letter.len_utf8();
        }
    }
    spans.push(Span::new(line.start + start, line.end));
    spans
        .into_iter()
        .map(|span| without_and(text, trimmed(text, span, &['*', '_', '`', '–', '—', '-'])))
        .filter(|span| span.start < span.end)
        .collect()
}

/// `…, and SQL.` → `SQL`
fn without_and(text: &str, span: Span) -> Span {
    let words = span.of(text).unwrap_or_default();
    let start = words
        .strip_prefix("and ")
        .map_or(span.start, |rest| span.end - rest.len());
    // The dot of `Node.js.` ends a sentence, that of `B.S.` does not.
    let end = if words.ends_with('.') && words.matches('.').count() == 1 {
        span.end - 1
    } else {
        span.end
    };
    Span::new(start, end.max(start))
}

fn is_item(words: &str) -> bool {
    let first = words
        .split(|letter: char| !letter.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    words.chars().count() <= MAX_ITEM_LETTERS
        && words.split_whitespace().count() <= MAX_ITEM_WORDS
        && words.chars().any(char::is_alphanumeric)
        && !words.ends_with(':')
        && !SPOKEN.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(lines: &[&str]) -> Vec<String> {
        let text = format!("Skills\n{}", lines.join("\n"));
        let mut at = 0;
        let lines: Vec<Line> = text
            .lines()
            .map(|line| {
                let start = at;
                at += line.len() + 1;
                Line {
                    start,
                    end: start + line.len(),
                    page: 1,
                    x: 0.0,
                    y: 0.0,
                    section: String::new(),
                }
            })
            .collect();
        let section = Section {
            name: "skills".into(),
            heading: "Skills".into(),
            span: Span::new(0, text.len()),
        };
        let found = find(&text, &lines, &[section]);
        let slice = |item: &SkillItem| {
            let words = item.span.of(&text)?;
            Some(words.replace('\n', " "))
        };
        assert!(
            found
                .iter()
                .all(|item| slice(item).as_ref() == Some(&item.text))
        );
        found.into_iter().map(|item| item.text).collect()
    }

    #[test]
    fn lists_are_split_and_labels_left_out() {
        assert_eq!(
            items(&[
                "Programming: Rust, C++ (17, 20), and SQL.",
                "• Docker | Node.js",
                "- Git; Linux"
            ]),
            [
                "Rust",
                "C++ (17, 20)",
                "SQL",
                "Docker",
                "Node.js",
                "Git",
                "Linux"
            ]
        );
    }

    #[test]
    fn an_item_may_run_on_to_the_next_line() {
        assert_eq!(
            items(&[
                "Rust, distributed",
                "systems, CAD (Rhino,",
                "Fusion 360)",
                "Git"
            ]),
            [
                "Rust",
                "distributed systems",
                "CAD (Rhino, Fusion 360)",
                "Git"
            ]
        );
    }

    #[test]
    fn spoken_languages_interests_and_sentences_are_no_skills() {
        assert_eq!(
            items(&[
                "Languages: Python, Spanish (fluent)",
                "Interests: chess, rowing",
                "A person who has led many large teams through hard times.",
            ]),
            ["Python"]
        );
    }
}
