//! Positions held: the lines that head them, and the bullets below.

use super::{Dates, Kind, kind, owned};
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
    let kinds: Vec<Kind> = lines.iter().map(|line| kind(text, line)).collect();
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

/// The first line of the head whose dates stand on line `anchor`: up to two short lines above it
/// belong to it, unless that line names everything itself.
fn head_start(
    text: &str,
    lines: &[Line],
    kinds: &[Kind],
    anchor: usize,
    floor: usize,
    dates: Dates,
) -> usize {
    let line = Span::new(lines[anchor].start, lines[anchor].end);
    let own = header::read(text, &header::pieces(text, line, Some(dates.span)));
    if own.title.is_some() && own.company.is_some() {
        return anchor;
    }
    let mut start = anchor;
    while start > floor && anchor - start < 2 && kinds[start - 1] == Kind::Short {
        start -= 1;
    }
    // Without a bullet or a sentence between, the lines right below the last dates are still its own.
    let after_last_head = start == floor && floor > 0;
    if after_last_head {
        (start + 1).min(anchor).max(anchor.saturating_sub(1))
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
        pieces.extend(head_pieces(
            text,
            line,
            (index == anchor).then_some(dates.span),
        ));
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
    let span = Span::new(line.start, line.end);
    match dates {
        Some(dates) if text[line.start..line.end].ends_with('.') => {
            header::pieces(text, Span::new(line.start, dates.start), None)
        }
        dates => header::pieces(text, span, dates),
    }
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
