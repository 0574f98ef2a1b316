//! Positions held: the rows that head them, and what stands below.

use std::ops::Range;

use super::super::pieces::{self, Piece};
use super::super::rows::{Row, step, usual_step};
use super::super::sections::Outlined;
use super::super::words::{organisations, titles};
use super::super::{owned, places};
use super::bullets::bullets;
use super::heads::{self, Head, Slots};
use super::kinds::{Dates, Kind, kinds};
use super::{part_on, span_of};
use crate::career::resume::{Experience, Span};

/// A head takes at most this many rows above and below the one with the dates.
const MAX_ROWS: usize = 3;
/// Rows of one head do not stand further apart than this many times the lines of a paragraph.
const FAR: f32 = 1.7;
/// A column whose rows have no more letters breaks titles and names.
const NARROW: usize = 45;

pub(in crate::ingest::parts) fn experience(text: &str, outline: &[Outlined]) -> Vec<Experience> {
    if outline
        .iter()
        .any(|outlined| outlined.section.name == "experience")
    {
        return bodies(outline, &["experience"])
            .iter()
            .flat_map(|rows| positions(text, rows))
            .collect();
    }
    // Without a heading for them, positions must say what they are.
    bodies(outline, &["summary", "other", "contact"])
        .iter()
        .flat_map(|rows| positions(text, rows))
        .filter(|entry| entry.title.is_some() && entry.company.is_some() && entry.start.is_some())
        .collect()
}

/// The rows of these sections; what goes on after another column is one with what it goes on from.
fn bodies(outline: &[Outlined], names: &[&str]) -> Vec<Vec<Row>> {
    let mut bodies: Vec<Vec<Row>> = Vec::new();
    for outlined in outline
        .iter()
        .filter(|outlined| names.contains(&outlined.section.name.as_str()))
    {
        match bodies.last_mut() {
            Some(last) if outlined.section.heading.is_empty() => last.extend(&outlined.rows),
            _ => bodies.push(outlined.rows.clone()),
        }
    }
    bodies
}

/// Where an entry stands among the rows of its section.
#[derive(Debug, Clone)]
struct Place {
    rows: Range<usize>,
    /// The row the dates end on.
    anchor: usize,
    dates: Dates,
}

fn positions(text: &str, rows: &[Row]) -> Vec<Experience> {
    let mut rows = rows.to_vec();
    let kinds = kinds(text, &mut rows);
    let places = places(text, &rows, &kinds);
    let read = |usual: Option<Slots>| -> Vec<(Head, usize)> {
        places
            .iter()
            .map(|place| head(text, &rows, &kinds, place, usual))
            .collect()
    };
    let alone = read(None);
    let mut heads = match most_common(alone.iter().filter_map(|(head, _)| head.slots)) {
        Some(usual) => read(Some(usual)),
        None => alone,
    };
    name_groups(text, &rows, &places, &mut heads);
    let mut entries: Vec<Experience> = Vec::new();
    let mut group: Option<Group> = None;
    for (place, (head, end)) in places.iter().zip(&heads) {
        let below = *end..place.rows.end;
        let bullets = bullets(text, &rows[below.clone()], &kinds[below]);
        let is_header = head.title.is_none()
            && head.company.is_some()
            && bullets.is_empty()
            && place.rows.end < rows.len();
        let mut entry = entry(text, *head, place.dates, span_of(&rows[place.rows.clone()]));
        entry.bullets = bullets;
        if let Some(group) = group
            .as_ref()
            .filter(|_| head.company.is_none() && head.title.is_some())
            && is_of_employer(head.title.and_then(|span| span.of(text)))
        {
            group.lend(text, &mut entry);
        }
        if head.company.is_some() {
            let above = rows[place.anchor].span.start;
            let is_alone = head.company.is_some_and(|span| span.end <= above)
                && head.title.is_some_and(|span| span.start >= above);
            group = (is_header || is_alone).then(|| Group {
                company: head.company,
                location: head.location,
                start: is_header.then_some(entry.span.start),
            });
        }
        if is_header && heads.len() > 1 {
            continue;
        }
        if let Some(start) = group.as_mut().and_then(|group| group.start.take()) {
            entry.span.start = start;
        }
        entries.push(entry);
    }
    entries
}

/// A name alone with dates that hold those of the titles below it is their employer's.
fn name_groups(text: &str, rows: &[Row], places: &[Place], heads: &mut [(Head, usize)]) {
    for index in 1..heads.len() {
        let (place, next) = (&places[index - 1], &places[index]);
        let (head, below) = (heads[index - 1].0, heads[index].0);
        let holds = place
            .dates
            .range
            .zip(next.dates.range)
            .is_some_and(|(all, part)| {
                all.start <= part.start && part.end.months() <= all.end.months()
            });
        let is_bare = head.title.is_none() && head.company.is_none() && place.rows.len() == 1;
        if !(holds && is_bare && below.title.is_some() && below.company.is_none()) {
            continue;
        }
        let pieces = pieces_of(text, &rows[place.rows.clone()], 0, place.dates.span);
        if let [only] = pieces.as_slice()
            && pieces::is_name(only.of(text))
        {
            heads[index - 1].0.company = Some(only.span);
        }
    }
}

/// Positions held one after another at one employer, who is named once above them.
struct Group {
    company: Option<Span>,
    location: Option<Span>,
    /// Where a header with dates of its own begins, until the first position takes it in.
    start: Option<usize>,
}

impl Group {
    fn lend(&self, text: &str, entry: &mut Experience) {
        let fields = [
            ("company", self.company, &mut entry.company),
            ("location", self.location, &mut entry.location),
        ];
        for (name, span, field) in fields {
            if let Some(span) = span.filter(|_| field.is_none()) {
                *field = owned(text, Some(span));
                entry.field_spans.insert(name.to_owned(), span);
            }
        }
    }
}

fn is_of_employer(title: Option<&str>) -> bool {
    let lower = title.unwrap_or_default().to_lowercase();
    ![
        "freelanc",
        "self-employed",
        "independent",
        "own business",
        "volunteer",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn most_common(slots: impl Iterator<Item = Slots>) -> Option<Slots> {
    let all: Vec<Slots> = slots.collect();
    let count = |slots: &Slots| all.iter().filter(|other| *other == slots).count();
    all.iter().copied().max_by_key(count)
}

fn entry(text: &str, head: Head, dates: Dates, span: Span) -> Experience {
    let named = [
        ("title", head.title),
        ("company", head.company),
        ("location", head.location),
        ("dates", Some(dates.span)),
    ];
    Experience {
        title: owned(text, head.title),
        company: owned(text, head.company),
        location: owned(text, head.location),
        dates: owned(text, Some(dates.span)),
        start: dates.range.map(|range| range.start.to_string()),
        end: dates.range.map(|range| range.end.to_string()),
        span,
        field_spans: named
            .into_iter()
            .filter_map(|(name, span)| Some((name.to_owned(), span?)))
            .collect(),
        ..Experience::default()
    }
}

/// Where the entries stand: each has one row with dates, and takes rows above it.
fn places(text: &str, rows: &[Row], kinds: &[Kind]) -> Vec<Place> {
    let mut heads: Vec<(usize, usize, Dates)> = Vec::new();
    let mut usual_above = 0;
    let step = usual_step(rows);
    for (anchor, dates) in anchors(text, rows, kinds) {
        let dated = anchor - usize::from(dates.span.start < rows[anchor].span.start);
        let floor = heads.last().map_or(0, |(_, anchor, _)| anchor + 1);
        let n = above(text, rows, kinds, dated, floor, step);
        let is_complete = names_all(text, &rows[dated..=anchor], dates.span);
        let n = match (is_complete, heads.is_empty(), n == dated - floor) {
            (true, _, _) => 0,
            (_, true, _) => {
                usual_above = n;
                n
            }
            // Nothing stands between the heads: each takes as many rows as the first does.
            (_, _, true) => n.min(usual_above),
            _ if usual_above > 0 => n.min(usual_above + usize::from(rows[dated].y.is_some())),
            _ => n.min(2),
        };
        heads.push((dated - n, anchor, dates));
    }
    let ends = heads
        .iter()
        .skip(1)
        .map(|(start, ..)| *start)
        .chain([rows.len()]);
    heads
        .iter()
        .zip(ends)
        .map(|((start, anchor, dates), end)| Place {
            rows: *start..end,
            anchor: *anchor,
            dates: *dates,
        })
        .collect()
}

/// Rows whose dates are those of an entry. A year alone is one only where there are no ranges, or
/// beside a title or a company.
fn anchors(text: &str, rows: &[Row], kinds: &[Kind]) -> Vec<(usize, Dates)> {
    let dated = || {
        kinds
            .iter()
            .enumerate()
            .filter_map(|(index, kind)| match kind {
                Kind::Dated(dates) => Some((index, *dates)),
                _ => None,
            })
    };
    let has_ranges = dated().any(|(_, dates)| dates.range.is_some());
    dated()
        .filter(|(index, dates)| {
            let words = rows[*index].of(text);
            !has_ranges
                || dates.range.is_some()
                || titles::score(words) > 0
                || pieces::cut(text, rows[*index].span, Some(dates.span))
                    .iter()
                    .filter_map(|(span, _)| span.of(text))
                    .any(|piece| titles::score(piece) > 0 || organisations::score(piece) > 2)
        })
        .collect()
}

/// How many rows above the dates may belong to their head.
fn above(
    text: &str,
    rows: &[Row],
    kinds: &[Kind],
    dated: usize,
    floor: usize,
    usual: Option<f32>,
) -> usize {
    let mut n = 0;
    while n < MAX_ROWS && dated - n > floor && kinds[dated - n - 1] == Kind::Short {
        let (row, below) = (&rows[dated - n - 1], &rows[dated - n]);
        let is_far = usual
            .zip(step(row, below))
            .is_some_and(|(usual, step)| step > usual * FAR);
        // Words that go on from the line above are no head without it.
        let goes_on = row.of(text).starts_with(char::is_lowercase);
        let has_first = dated - n >= floor + 2 && kinds[dated - n - 2] == Kind::Short;
        if is_far || goes_on && !has_first {
            break;
        }
        n += 1;
    }
    n
}

/// Whether the rows of the dates name title and company themselves.
fn names_all(text: &str, rows: &[Row], dates: Span) -> bool {
    let pieces = pieces_of(text, rows, rows.len() - 1, dates);
    let head = heads::read(text, &pieces, None);
    let is_plain = head
        .company
        .and_then(|span| span.of(text))
        .is_some_and(|company| pieces.len() > 1 || organisations::score(company) > 1);
    head.title.is_some() && is_plain
}

/// What the head names, and the row after its last.
fn head(
    text: &str,
    rows: &[Row],
    kinds: &[Kind],
    place: &Place,
    usual: Option<Slots>,
) -> (Head, usize) {
    let Place {
        rows: range,
        anchor,
        dates,
    } = place;
    let within = |end: usize| {
        let pieces = pieces_of(
            text,
            &rows[range.start..end],
            anchor - range.start,
            dates.span,
        );
        heads::read(text, &pieces, usual)
    };
    let mut end = anchor + 1;
    let mut head = within(end);
    while end < range.end && end <= anchor + MAX_ROWS && kinds[end] == Kind::Short {
        let words = rows[end].of(text);
        let is_complete = head.title.is_some() && head.company.is_some();
        let is_labelled = pieces::label(words).is_some();
        let is_place = head.location.is_none() && places::is_place(words);
        if is_complete && !is_labelled && !is_place || words.starts_with(char::is_lowercase) {
            break;
        }
        let longer = within(end + 1);
        let adds = longer.title.is_some() && head.title.is_none()
            || longer.company.is_some() && head.company.is_none()
            || longer.location.is_some() && head.location.is_none();
        if !adds {
            // A name that says nothing may stand between the dates and the title below.
            let next_adds = !is_complete
                && end + 1 < range.end
                && kinds[end + 1] == Kind::Short
                && within(end + 2).title.is_some()
                && head.title.is_none();
            if !next_adds {
                break;
            }
        }
        head = longer;
        end += 1;
    }
    (head, end)
}

/// The pieces of the rows of a head; a sentence that follows its dates is not one of them.
fn pieces_of(text: &str, rows: &[Row], anchor: usize, dates: Span) -> Vec<Piece> {
    let longest = rows.iter().map(|row| row.of(text).chars().count()).max();
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let on = part_on(row, dates);
        let span = match on {
            Some(dates) if ends_a_sentence(text, row, dates) => {
                Span::new(row.span.start, dates.start)
            }
            _ => row.span,
        };
        let on = on.filter(|dates| dates.end <= span.end);
        let mut cut = pieces::cut(text, span, on);
        if let (Some((only, _)), Some(last)) = (cut.first().copied(), pieces.last_mut())
            && goes_on(text, last, only, longest, cut.len())
        {
            last.span.end = only.end;
            cut.remove(0);
        }
        for (number, (span, dashed)) in cut.into_iter().enumerate() {
            pieces.push(Piece {
                span,
                row: index as i32 - anchor as i32,
                index: number as i32,
                dashed,
            });
        }
    }
    pieces
}

fn ends_a_sentence(text: &str, row: &Row, dates: Span) -> bool {
    let words = row.of(text);
    let after = text.get(dates.end..row.span.end).unwrap_or_default();
    words.ends_with('.')
        && after.split_whitespace().count() > 2
        && !pieces::ends_in_abbreviation(words)
}

/// `Acme, Berlin — Senior Industrial` above `Designer`: a title that ran on to the next line. In a
/// narrow column any name does, and what begins small always goes on.
fn goes_on(text: &str, last: &Piece, next: Span, longest: Option<usize>, n_pieces: usize) -> bool {
    let (before, after) = (last.of(text), next.of(text).unwrap_or_default());
    let follows = text
        .get(last.span.end..next.start)
        .is_some_and(|between| between.trim().is_empty() && between.contains('\n'));
    if !follows {
        return false;
    }
    if after.starts_with(char::is_lowercase) && !pieces::is_date(before) {
        return true;
    }
    let line_start = text[..last.span.end].rfind('\n').map_or(0, |at| at + 1);
    let n_letters = text[line_start..last.span.end].chars().count();
    let is_narrow = longest.is_some_and(|longest| longest <= NARROW);
    n_pieces == 1
        && (last.index > 0 && n_letters >= 40 || is_narrow && organisations::is_department(before))
        && longest.is_some_and(|longest| n_letters * 5 >= longest * if is_narrow { 3 } else { 4 })
        && after.split_whitespace().count() <= 3
        && titles::score(before) == 0
        && organisations::score(before) == 0
        && !places::is_place(before)
        && titles::score(after) > 0
}
