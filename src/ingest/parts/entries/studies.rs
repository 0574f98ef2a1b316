//! Courses of study: a degree, a school, a place and dates, on as many lines as they take.

use super::{dates_of, owned};
use crate::career::resume::{Education, Line, Section, Span};
use crate::ingest::parts::{body, bullet_text, header, places, trimmed};

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
