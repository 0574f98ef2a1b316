//! Headings and what stands below or beside them.

mod columns;
mod heading;
mod unnamed;

pub(super) use heading::is_heading;

use super::rows::{self, Row};
use super::words::{organisations, studies};
use super::{bullet_text, trimmed};
use crate::career::resume::{Line, Section, Span};
use heading::Found;

/// A section and what stands in it, its heading left out.
pub(super) struct Outlined {
    pub section: Section,
    pub rows: Vec<Row>,
}

/// The sections of the text in order; together they cover all of its lines.
pub(super) fn find(text: &str, lines: &[Line]) -> Vec<Outlined> {
    let mut outline: Vec<Outlined> = Vec::new();
    let style = unnamed::Style::of(text, lines);
    let mut rail_below: Option<usize> = None;
    let mut rail_edge: Option<f32> = None;
    for (index, line) in lines.iter().enumerate() {
        let row = Row::new(text, line);
        let furniture = rows::is_furniture(text, lines, index);
        // The second line of a heading that stands at the left of what it heads.
        if let Some(cut) = rail_below.take() {
            let rest = cut_off(row, cut);
            extend(&mut outline, line, (!rest.is_blank()).then_some(rest));
            continue;
        }
        let current = outline.last().map(|last| last.section.name.as_str());
        let found = (!furniture && !row.is_blank())
            .then(|| {
                let in_rail = rail_edge.is_some_and(|edge| (edge - line.x).abs() < 1.5);
                rail(
                    text,
                    lines,
                    index,
                    current.filter(|_| !in_rail),
                    &mut rail_below,
                )
                .inspect(|_| rail_edge = (line.x > 0.0).then_some(line.x))
                .or_else(|| over_two(text, lines, index, &mut rail_below))
                .or_else(|| heading::find(row.of(text), current))
                .or_else(|| style.unnamed(text, lines, index, current))
            })
            .flatten()
            .filter(|found| found.name != "other" || !outline.is_empty());
        match found {
            Some(found) => outline.push(begun(&found, line, row)),
            None => {
                if let Some(name) = columns::turn(text, lines, index, &outline) {
                    outline.push(Outlined {
                        section: section(name, String::new(), line),
                        rows: Vec::new(),
                    });
                }
                extend(&mut outline, line, (!furniture).then_some(row));
            }
        }
    }
    settle(text, &mut outline);
    outline
}

fn section(name: &str, heading: String, line: &Line) -> Section {
    Section {
        name: name.to_owned(),
        heading,
        span: Span::new(line.start, line.end),
    }
}

fn begun(found: &Found, line: &Line, row: Row) -> Outlined {
    let rest = found.rest.map(|at| cut_off(row, at));
    Outlined {
        section: section(found.name, found.words.clone(), line),
        rows: rest.into_iter().filter(|row| !row.is_blank()).collect(),
    }
}

/// What is left of a row after `n` bytes; it is not known how far at the right that stands.
fn cut_off(row: Row, n: usize) -> Row {
    Row {
        span: Span::new((row.span.start + n).min(row.span.end), row.span.end),
        x: f32::NAN,
        ..row
    }
}

fn extend(outline: &mut Vec<Outlined>, line: &Line, row: Option<Row>) {
    if outline.is_empty() {
        outline.push(Outlined {
            section: section("contact", String::new(), line),
            rows: Vec::new(),
        });
    }
    if let Some(last) = outline.last_mut() {
        last.section.span.end = line.end;
        last.rows.extend(row);
    }
}

/// `Experience  Staff Engineer, Platform  2019 - 2021`: the heading stands at the left of the first
/// line of what it heads, or its two words on the first two lines.
fn rail(
    text: &str,
    lines: &[Line],
    index: usize,
    current: Option<&str>,
    below: &mut Option<usize>,
) -> Option<Found> {
    let cut = |index: usize| {
        let line = lines.get(index)?;
        let words = &text[line.start..line.end];
        let at = words.find("  ").or_else(|| words.find('\t'))?;
        let rest = words.len() - words[at..].trim_start().len();
        (is_wordy(&words[..at]) && rest < words.len()).then_some((&words[..at], rest))
    };
    let (label, rest) = cut(index)?;
    let in_list = matches!(current, Some("skills" | "languages"));
    let fits = |name: &str, words: &str| {
        let is_label = in_list && matches!(name, "skills" | "languages" | "interests" | "other");
        (!is_label && !heading::needs_marks(words)).then_some(())
    };
    if let Some(name) = heading::exact(label) {
        fits(name, label)?;
        return Some(Found {
            name,
            words: label.trim().trim_end_matches([':', '：']).to_owned(),
            rest: Some(rest),
        });
    }
    let next = lines.get(index + 1)?;
    let next_words = &text[next.start..next.end];
    let alone = (next_words.split_whitespace().count() <= 3 && next_words.len() <= 30)
        .then_some((next_words, next_words.len()));
    let (second, second_rest) = cut(index + 1).or(alone)?;
    let both = format!("{} {}", label.trim(), second.trim());
    let name = heading::exact(&both)?;
    fits(name, &both)?;
    *below = Some(second_rest);
    Some(Found {
        name,
        words: both,
        rest: Some(rest),
    })
}

/// A label has letters and no numbers.
fn is_wordy(label: &str) -> bool {
    label.chars().any(char::is_alphabetic) && !label.chars().any(|letter| letter.is_ascii_digit())
}

fn over_two(text: &str, lines: &[Line], index: usize, below: &mut Option<usize>) -> Option<Found> {
    let (line, next) = (&lines[index], lines.get(index + 1)?);
    let next_words = &text[next.start..next.end];
    let words = &text[line.start..line.end];
    let found = heading::over_two(words, next_words).filter(|_| is_wordy(words))?;
    *below = Some(next_words.len());
    Some(found)
}

/// What only the content of a section tells.
fn settle(text: &str, outline: &mut [Outlined]) {
    for outlined in outline.iter_mut() {
        let rows = || outlined.rows.iter().map(|row| row.of(text));
        let bare = outlined.section.heading.to_lowercase();
        // `Qualifications` heads degrees in one country and strengths in another.
        let may_be_studies = matches!(
            outlined.section.name.as_str(),
            "summary" | "certifications" | "other"
        ) && bare.contains("qualification")
            || bare == "training"
            || bare == "academic";
        let has_study = rows().any(|row| row.chars().count() < 120 && studies::is_degree(row))
            || rows().any(|row| row.chars().count() < 80 && organisations::is_school(row));
        if may_be_studies && has_study {
            "education".clone_into(&mut outlined.section.name);
        }
    }
    if let [only] = outline
        && only.section.heading.is_empty()
    {
        // A text without any heading is not all about how to reach somebody.
        "other".clone_into(&mut only.section.name);
    }
}

/// The items that a heading has beside it after a colon: `Skills: Rust, SQL`.
fn after_colon(text: &str, row: Span) -> Option<usize> {
    let words = row.of(text)?;
    let colon = words.find([':', '：'])?;
    let rest = Span::new(row.start + colon, row.end);
    let rest = trimmed(text, rest, &[':', '：', '*', '_']);
    (rest.start < rest.end).then_some(rest.start - row.start)
}

fn is_bulleted(line: &str) -> bool {
    bullet_text(line).is_some()
}

#[cfg(test)]
#[path = "sections_tests.rs"]
mod tests;
