//! What the lines of a résumé are: headings, contact, entries, skills.

mod contact;
mod entries;
mod pieces;
mod places;
mod rows;
mod sections;
mod skills;
mod words;

use crate::career::resume::{Contact, Education, Experience, Line, Section, SkillItem, Span};

/// What was recognised in a text; every span is one of that text.
pub(super) struct Parts {
    /// In order; they cover all lines.
    pub sections: Vec<Section>,
    pub contact: Contact,
    /// The lines the contact was read from.
    pub contact_lines: Vec<Span>,
    pub experience: Vec<Experience>,
    pub education: Vec<Education>,
    pub skills: Vec<SkillItem>,
}

pub(super) fn read(text: &str, lines: &[Line]) -> Parts {
    let outline = sections::find(text, lines);
    let contact = contact::find(text, &outline);
    Parts {
        experience: entries::experience(text, &outline),
        education: entries::education(text, &outline),
        skills: skills::find(text, &outline),
        sections: outline
            .into_iter()
            .map(|outlined| outlined.section)
            .collect(),
        contact: contact.contact,
        contact_lines: contact.used,
    }
}

const BULLETS: &[char] = &[
    '•', '●', '○', '◦', '▪', '▫', '■', '□', '‣', '⁃', '∙', '·', '◆', '◇', '➢', '➤', '►', '▸', '✓',
    '✔', '❖', '*', '・', '▶', '➔', '→', '\u{f0b7}', '\u{f0a7}', '\u{2b25}',
];
const DASHES: &[char] = &['-', '–', '—', '−', '+', '>'];

/// The lines that lie within the span.
pub(super) fn lines_within(lines: &[Line], span: Span) -> &[Line] {
    let first = lines.partition_point(|line| line.start < span.start);
    let end = lines.partition_point(|line| line.start <= span.end);
    lines.get(first..end).unwrap_or_default()
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

fn owned(text: &str, span: Option<Span>) -> Option<String> {
    span.and_then(|span| span.of(text)).map(str::to_owned)
}

#[cfg(test)]
mod tests;
