//! Positions held: the lines that head them, and the bullets below.

use super::{Dates, Kind, kinds, owned};
use crate::career::resume::{Bullet, Experience, Line, Section, Span};
use crate::ingest::parts::header::{self, Header};
use crate::ingest::parts::{body, bullet_text};

pub(in crate::ingest) fn experience(
    text: &str,
    lines: &[Line],
    sections: &[Section],
) -> Vec<Experience> {
    let within = |names: &'static [&str]| {
        sections
            .iter()
            .filter(move |section| names.contains(&section.name.as_str()))
            .flat_map(|section| positions(text, body(lines, section)))
    };
    if sections.iter().any(|section| section.name == "experience") {
        return within(&["experience"]).collect();
    }
    // Without a heading for them, positions must say what they are.
    within(&["summary", "other"])
        .filter(|entry| entry.title.is_some() && entry.company.is_some() && entry.start.is_some())
        .collect()
}

fn positions(text: &str, lines: &[Line]) -> Vec<Experience> {
    let kinds = kinds(text, lines);
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for anchor in 0..kinds.len() {
        if let Kind::Dated(dates) = kinds[anchor] {
            let floor = starts.last().map_or(0, |(_, anchor)| anchor + 1);
            starts.push((
                head_start(text, lines, &kinds, anchor, floor, dates),
                anchor,
            ));
        }
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|(start, _)| *start)
        .chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|((start, anchor), end)| {
            position(
                text,
                &lines[*start..end],
                &kinds[*start..end],
                anchor - start,
            )
        })
        .collect()
}

/// The first line of the head whose dates end on line `anchor`: up to two short lines above them
/// belong to it, unless the lines of the dates name everything themselves.
fn head_start(
    text: &str,
    lines: &[Line],
    kinds: &[Kind],
    anchor: usize,
    floor: usize,
    dates: Dates,
) -> usize {
    let is_split = dates.span.start < lines[anchor].start;
    let dated = anchor - usize::from(is_split);
    let pieces: Vec<Span> = lines[dated..=anchor]
        .iter()
        .flat_map(|line| header::pieces(text, span(line), part_on(line, dates.span)))
        .collect();
    let own = header::read(text, &pieces);
    if own.title.is_some() && own.company.is_some() {
        return dated;
    }
    let mut start = dated;
    while start > floor && dated - start < 2 && kinds[start - 1] == Kind::Short {
        start -= 1;
    }
    // Without a bullet or a sentence between, the lines right below the last dates are still its own.
    let after_last_head = start == floor && floor > 0;
    if after_last_head {
        (start + 1).min(dated).max(dated.saturating_sub(1))
    } else {
        start
    }
}

fn position(text: &str, lines: &[Line], kinds: &[Kind], anchor: usize) -> Experience {
    let Kind::Dated(dates) = kinds[anchor] else {
        return Experience::default();
    };
    let mut pieces = Vec::new();
    let mut found = Header::default();
    let mut n_head = 0;
    for (index, line) in lines.iter().enumerate() {
        let above = index <= anchor;
        let below = matches!(kinds[index], Kind::Short) && index <= anchor + 2 && index == n_head;
        let complete = found.title.is_some() && found.company.is_some();
        if !above && (!below || complete) {
            break;
        }
        pieces.extend(head_pieces(text, line, part_on(line, dates.span)));
        found = header::read(text, &pieces);
        n_head = index + 1;
    }
    let mut entry = Experience {
        title: owned(text, found.title),
        company: owned(text, found.company),
        location: owned(text, found.location),
        dates: owned(text, Some(dates.span)),
        start: dates.range.map(|range| range.start.to_string()),
        end: dates.range.map(|range| range.end.to_string()),
        bullets: bullets(text, &lines[n_head..], &kinds[n_head..]),
        span: span_of(lines),
        ..Experience::default()
    };
    let named = [
        ("title", found.title),
        ("company", found.company),
        ("location", found.location),
        ("dates", Some(dates.span)),
    ];
    for (name, span) in named {
        if let Some(span) = span {
            entry.field_spans.insert(name.to_owned(), span);
        }
    }
    entry
}

/// The pieces of a line of the head; a sentence that follows its dates is not one of them.
fn head_pieces(text: &str, line: &Line, dates: Option<Span>) -> Vec<Span> {
    match dates {
        Some(dates) if text[line.start..line.end].ends_with('.') => {
            header::pieces(text, Span::new(line.start, dates.start), None)
        }
        dates => header::pieces(text, span(line), dates),
    }
}

fn span(line: &Line) -> Span {
    Span::new(line.start, line.end)
}

/// What of the dates stands on this line.
fn part_on(line: &Line, dates: Span) -> Option<Span> {
    let (start, end) = (dates.start.max(line.start), dates.end.min(line.end));
    (start < end).then(|| Span::new(start, end))
}

/// From the first line to the last one that is not blank.
fn span_of(lines: &[Line]) -> Span {
    let start = lines.first().map_or(0, |line| line.start);
    let end = lines
        .iter()
        .rev()
        .find(|line| line.start < line.end)
        .map_or(start, |line| line.end);
    Span::new(start, end)
}

/// Each bullet with the lines it runs on to.
fn bullets(text: &str, lines: &[Line], kinds: &[Kind]) -> Vec<Bullet> {
    let mut bullets: Vec<Bullet> = Vec::new();
    let mut open = false;
    for (line, kind) in lines.iter().zip(kinds) {
        let words = &text[line.start..line.end];
        match (kind, bullets.last_mut()) {
            (Kind::Bullet, _) => {
                let start = line.start + bullet_text(words).unwrap_or(0);
                bullets.push(Bullet {
                    text: text[start..line.end].to_owned(),
                    span: Span::new(start, line.end),
                });
                open = true;
            }
            (Kind::Blank, _) => open = false,
            (_, Some(last)) if open => {
                last.text.push(' ');
                last.text.push_str(words.trim());
                last.span.end = line.end;
            }
            _ => {}
        }
    }
    bullets
}
