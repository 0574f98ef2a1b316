//! What the lines of a résumé are: headings, contact, entries, skills.

pub(super) mod contact;
pub(super) mod entries;
mod header;
mod headings;
mod places;
pub(super) mod sections;
pub(super) mod skills;

use crate::career::resume::{Line, Section, Span};

const BULLETS: &[char] = &[
    '•', '●', '○', '◦', '▪', '▫', '■', '□', '‣', '⁃', '∙', '·', '◆', '◇', '➢', '➤', '►', '▸', '✓',
    '✔', '❖', '*',
];
const DASHES: &[char] = &['-', '–', '—', '−', '+', '>'];

/// The lines that lie within the span.
pub(super) fn lines_within(lines: &[Line], span: Span) -> &[Line] {
    let first = lines.partition_point(|line| line.start < span.start);
    let end = lines.partition_point(|line| line.start <= span.end);
    lines.get(first..end).unwrap_or_default()
}

/// The lines of a section below its heading.
fn body<'a>(lines: &'a [Line], section: &Section) -> &'a [Line] {
    let all = lines_within(lines, section.span);
    match all.split_first() {
        Some((_, rest)) if !section.heading.is_empty() => rest,
        _ => all,
    }
}

/// Where the words of a line with a bullet begin; none for a line without one.
fn bullet_text(text: &str) -> Option<usize> {
    let trimmed = text.trim_start();
    let mark = trimmed.chars().next()?;
    let rest = &trimmed[mark.len_utf8()..];
    let is_bullet = BULLETS.contains(&mark) && !rest.starts_with('*')
        || DASHES.contains(&mark) && rest.starts_with([' ', '\t']);
    let words = rest.trim_start();
    (is_bullet && !words.is_empty()).then(|| text.len() - words.len())
}

/// The span without blanks and marks at its ends.
fn trimmed(text: &str, span: Span, marks: &[char]) -> Span {
    let Some(slice) = span.of(text) else {
        return span;
    };
    let is_edge = |letter: char| letter.is_whitespace() || marks.contains(&letter);
    let start = span.end - slice.trim_start_matches(is_edge).len();
    let end = start + text[start..span.end].trim_end_matches(is_edge).len();
    Span::new(start, end)
}
