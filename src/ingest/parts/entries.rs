//! Positions held and courses of study: what stands at their head and below it.

use super::header::{self, Header};
use super::{body, bullet_text, places, trimmed};
use crate::career::dates::{self, DateRange};
use crate::career::resume::{Bullet, Education, Experience, Line, Section, Span};

/// Longer lines are prose, not the head of an entry.
const MAX_HEADER_LETTERS: usize = 90;

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

/// What a line is, as far as entries are concerned.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Blank,
    Bullet,
    /// A date stands at its edge or is all of it.
    Dated(Dates),
    /// Short enough to name a title or a company.
    Short,
    Prose,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Dates {
    span: Span,
    range: Option<DateRange>,
}

fn kind(text: &str, line: &Line) -> Kind {
    let words = &text[line.start..line.end];
    if words.trim().is_empty() {
        return Kind::Blank;
    }
    let dates = dates_of(text, line);
    if bullet_text(words).is_some() {
        return Kind::Bullet;
    }
    match dates {
        Some(dates) => Kind::Dated(dates),
        // An address is how to reach the person, not where they worked.
        None if words.contains('@') => Kind::Prose,
        None if words.chars().count() <= MAX_HEADER_LETTERS
            && !words.ends_with(['.', ',', ';', ':']) =>
        {
            Kind::Short
        }
        None => Kind::Prose,
    }
}

/// The dates of a line that is not a sentence: a range anywhere, or a single date at its end.
fn dates_of(text: &str, line: &Line) -> Option<Dates> {
    let words = &text[line.start..line.end];
    let shift = |span: Span| Span::new(span.start + line.start, span.end + line.start);
    let fits = |span: Span| {
        let rest = words.chars().count() - words[span.start..span.end].chars().count();
        let at_edge = span.start <= 2 || words.len() - span.end <= 2;
        let in_brackets = words[..span.start].ends_with('(') && words[span.end..].starts_with(')');
        rest <= MAX_HEADER_LETTERS
            && (at_edge || in_brackets || rest <= 60)
            && (in_brackets || !words.ends_with('.'))
    };
    if let Some(range) = dates::find_ranges(words)
        .into_iter()
        .find(|range| fits(range.span))
    {
        let span = shift(range.span);
        return Some(Dates {
            span,
            range: Some(DateRange { span, ..range }),
        });
    }
    let (_, span) = dates::find_dates(words)
        .pop()
        .filter(|(_, span)| fits(*span))?;
    let before = words[..span.start].trim_end_matches(['(', '[']);
    let stands_apart = before.is_empty()
        || before.ends_with("  ")
        || before
            .trim_end()
            .ends_with([',', '|', '–', '-', '—', '•', '·'])
        || before.len() < span.start;
    (stands_apart && words.len() - span.end <= 2).then(|| Dates {
        span: shift(span),
        range: None,
    })
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

fn owned(text: &str, span: Option<Span>) -> Option<String> {
    span.and_then(|span| span.of(text)).map(str::to_owned)
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

pub(in crate::ingest) fn education(
    text: &str,
    lines: &[Line],
    sections: &[Section],
) -> Vec<Education> {
    sections
        .iter()
        .filter(|section| section.name == "education")
        .flat_map(|section| studies(text, body(lines, section)))
        .collect()
}

/// A line that names again what the open entry has already begins the next entry.
fn studies(text: &str, lines: &[Line]) -> Vec<Education> {
    let mut entries: Vec<Education> = Vec::new();
    for line in lines {
        let found = study(text, line);
        if found.field_spans.is_empty() {
            if let Some(last) = entries.last_mut().filter(|_| line.start < line.end) {
                last.span.end = line.end;
            }
            continue;
        }
        match entries.last_mut() {
            Some(last)
                if !found
                    .field_spans
                    .keys()
                    .any(|name| last.field_spans.contains_key(name)) =>
            {
                last.degree = last.degree.take().or(found.degree);
                last.institution = last.institution.take().or(found.institution);
                last.location = last.location.take().or(found.location);
                last.dates = last.dates.take().or(found.dates);
                last.span.end = line.end;
                last.field_spans.extend(found.field_spans);
            }
            _ => entries.push(found),
        }
    }
    entries
}

/// What one line says about a course of study.
fn study(text: &str, line: &Line) -> Education {
    let span = Span::new(line.start, line.end);
    let words = &text[line.start..line.end];
    let mut entry = Education {
        span,
        ..Education::default()
    };
    if words.chars().count() > 160 || bullet_text(words).is_some_and(|_| words.ends_with('.')) {
        return entry;
    }
    let dates = dates_of(text, line).map(|dates| dates.span);
    let start = span.start + bullet_text(words).unwrap_or(0);
    let mut fields: [(&str, Option<Span>); 4] = [
        ("degree", None),
        ("institution", None),
        ("location", None),
        ("dates", dates),
    ];
    for piece in header::pieces(text, Span::new(start, span.end), dates) {
        let mut piece = piece;
        let words = piece.of(text).unwrap_or_default();
        if places::is_place(words) {
            fields[2].1.get_or_insert(piece);
            continue;
        }
        if let Some(at) = places::trailing_place(words) {
            fields[2]
                .1
                .get_or_insert(Span::new(piece.start + at, piece.end));
            piece = trimmed(
                text,
                Span::new(piece.start, piece.start + at),
                header::EDGES,
            );
        }
        for part in degree_and_institution(text, without_label(text, piece)) {
            let words = part.of(text).unwrap_or_default();
            if is_institution(words) {
                fields[1].1.get_or_insert(part);
            } else if is_degree(words) {
                fields[0].1.get_or_insert(part);
            }
        }
    }
    // A date alone says nothing about which of its neighbours it belongs to, but a place does less.
    if fields[0].1.is_none() && fields[1].1.is_none() && fields[3].1.is_none() {
        return entry;
    }
    entry.degree = owned(text, fields[0].1);
    entry.institution = owned(text, fields[1].1);
    entry.location = owned(text, fields[2].1);
    entry.dates = owned(text, fields[3].1);
    entry.field_spans = fields
        .into_iter()
        .filter_map(|(name, span)| Some((name.to_owned(), span?)))
        .collect();
    entry
}

/// `学校：清华大学` → `清华大学`
fn without_label(text: &str, piece: Span) -> Span {
    let words = piece.of(text).unwrap_or_default();
    match words.split_once('：') {
        Some((label, rest)) if label.chars().count() <= 4 && !is_degree(label) => {
            Span::new(piece.end - rest.len(), piece.end)
        }
        _ => piece,
    }
}

/// `B.S. Mathematics, Springfield University` as two parts; anything else as one.
fn degree_and_institution(text: &str, piece: Span) -> Vec<Span> {
    let words = piece.of(text).unwrap_or_default();
    if !(is_degree(words) && is_institution(words)) {
        return vec![piece];
    }
    let cut = [", ", " from ", " at "]
        .iter()
        .flat_map(|mark| words.match_indices(mark))
        .map(|(at, mark)| (at, mark.len()))
        .find(|(at, n)| is_institution(&words[..*at]) != is_institution(&words[at + n..]));
    match cut {
        Some((at, n)) => vec![
            trimmed(
                text,
                Span::new(piece.start, piece.start + at),
                header::EDGES,
            ),
            trimmed(
                text,
                Span::new(piece.start + at + n, piece.end),
                header::EDGES,
            ),
        ],
        None => vec![piece],
    }
}

fn is_institution(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "university",
        "college",
        "school",
        "institute",
        "academy",
        "polytechnic",
        "université",
        "universität",
        "universidad",
        "hochschule",
        "école",
        "institut",
        "instituto",
        "universidade",
        "università",
        "conservatory",
        "seminary",
    ];
    text.contains("大学")
        || text.contains("学院")
        || places::words(text).any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

fn is_degree(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "bachelor",
        "bachelors",
        "bachelor's",
        "bachelor’s",
        "master",
        "masters",
        "master's",
        "master’s",
        "doctor",
        "doctorate",
        "diploma",
        "associate",
        "associate's",
        "associate’s",
        "associates",
        "phd",
        "mba",
        "bsc",
        "msc",
        "beng",
        "meng",
        "btech",
        "mtech",
        "bba",
        "bcom",
        "llb",
        "llm",
        "jd",
        "ged",
        "licence",
        "licenciatura",
        "maestría",
        "grado",
        "abitur",
        "diplom",
        "minor",
        "certificate",
        "bootcamp",
    ];
    const INITIALS: &[&str] = &[
        "BS", "BA", "MS", "MA", "AS", "AA", "BE", "ME", "BFA", "MFA", "MD", "AAS",
    ];
    let joined = text.replace('.', "");
    ["本科", "学士", "硕士", "博士"]
        .iter()
        .any(|degree| text.contains(degree))
        || places::words(&joined)
            .any(|word| INITIALS.contains(&word) || WORDS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
#[path = "entries_tests.rs"]
mod tests;
