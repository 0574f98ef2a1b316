//! Lines → the typed résumé.

use sha2::{Digest, Sha256};

use super::clean;
use super::hidden;
use super::parts;
use super::text::PlacedLine;
use crate::career::instruction;
use crate::career::resume::{DocumentKind, Line, Resume, Section, Span, Warning};

/// A file's lines as its format's reader found them.
pub(super) struct Source<'a> {
    bytes: &'a [u8],
    kind: DocumentKind,
    lines: Vec<PlacedLine>,
    pub warnings: Vec<Warning>,
}

impl<'a> Source<'a> {
    pub(super) const fn new(bytes: &'a [u8], kind: DocumentKind, lines: Vec<PlacedLine>) -> Self {
        Self {
            bytes,
            kind,
            lines,
            warnings: Vec::new(),
        }
    }

    /// The letters and digits of a page in one piece.
    pub(super) fn letters_of_page(&self, page: u32) -> String {
        let lines = self.lines.iter().filter(|line| line.page == page);
        lines.map(|line| hidden::letters(&line.text)).collect()
    }
}

pub(super) fn resume(source: Source) -> Resume {
    let (text, mut lines) = join(source.lines);
    // Orders to whoever reads the file are part of its text and of no entry in it.
    let apart = instruction::find(&text);
    let about = instruction::without(&text, &apart);
    let found = parts::read(&about, &told(&lines, &about));
    name_sections(&mut lines, &found.sections);
    let mut resume = Resume {
        version: 1,
        sha256: hex(&Sha256::digest(source.bytes)),
        kind: source.kind,
        text,
        lines,
        sections: found.sections,
        contact: found.contact,
        experience: found.experience,
        education: found.education,
        skills: found.skills,
        skills_found: Vec::new(),
        unplaced: Vec::new(),
        warnings: source.warnings,
    };
    resume.unplaced = unplaced(&resume, &found.contact_lines);
    for span in apart {
        if !resume.unplaced.iter().any(|other| other.contains(&span)) {
            resume.unplaced.push(span);
        }
    }
    resume.unplaced.sort_unstable();
    resume
}

/// The lines that say something about the person, moved together where one between them does not: a gap would part a
/// title from its dates.
fn told(lines: &[Line], about: &str) -> Vec<Line> {
    let mut told: Vec<Line> = Vec::with_capacity(lines.len());
    let mut closed = 0.0;
    for (at, line) in lines.iter().enumerate() {
        let follows = |other: &Line| other.page == line.page && other.y <= line.y;
        if at > 0 && !follows(&lines[at - 1]) {
            closed = 0.0;
        }
        let is_apart = line.start < line.end && about[line.start..line.end].trim().is_empty();
        if is_apart {
            let next = lines.get(at + 1).filter(|next| next.page == line.page);
            closed += next.map_or(0.0, |next| (next.y - line.y).max(0.0));
        } else {
            told.push(Line {
                y: line.y - closed,
                ..line.clone()
            });
        }
    }
    told
}

/// The text and where its lines lie. Blank lines at both ends are dropped, several in a row are one.
fn join(placed: Vec<PlacedLine>) -> (String, Vec<Line>) {
    let mut text = String::new();
    let mut lines: Vec<Line> = Vec::with_capacity(placed.len());
    let mut blank = None;
    for line in placed {
        let clean = clean::line(&line.text);
        if clean.trim().is_empty() {
            blank = (!lines.is_empty()).then_some((line, String::new()));
            continue;
        }
        for (line, clean) in blank.take().into_iter().chain([(line, clean)]) {
            if !lines.is_empty() {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(&clean);
            lines.push(Line {
                start,
                end: text.len(),
                page: line.page,
                x: line.x,
                y: line.y,
                section: String::new(),
            });
        }
    }
    (text, lines)
}

/// Sections are in order and cover every line.
fn name_sections(lines: &mut [Line], sections: &[Section]) {
    let mut at = 0;
    for line in lines {
        while sections
            .get(at + 1)
            .is_some_and(|next| next.span.start <= line.start)
        {
            at += 1;
        }
        if let Some(section) = sections.get(at) {
            line.section.clone_from(&section.name);
        }
    }
}

/// Lines of the experience and education sections that no entry holds, and of the top of the page
/// that tell nothing about how to reach the person.
fn unplaced(resume: &Resume, used: &[Span]) -> Vec<Span> {
    let held = |line: &Span| {
        let in_entry = resume
            .experience
            .iter()
            .map(|entry| entry.span)
            .chain(resume.education.iter().map(|entry| entry.span));
        in_entry
            .chain(used.iter().copied())
            .any(|span| span.start < line.end && line.start < span.end)
    };
    let mut spans = Vec::new();
    for section in &resume.sections {
        if !matches!(
            section.name.as_str(),
            "experience" | "education" | "contact"
        ) {
            continue;
        }
        for line in parts::lines_within(&resume.lines, section.span) {
            let span = Span::new(line.start, line.end);
            let is_heading = line.start == section.span.start && !section.heading.is_empty();
            if !is_heading && span.start < span.end && !held(&span) {
                spans.push(span);
            }
        }
    }
    spans
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

#[cfg(test)]
#[path = "assemble_tests.rs"]
mod tests;
