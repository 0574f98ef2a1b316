//! Courses of study: a degree, a school, a place and dates, on as many lines as they take.

use super::super::pieces::{self, EDGES, Label};
use super::super::rows::{Row, set_apart};
use super::super::sections::Outlined;
use super::super::words::{is_ideograph, organisations, studies};
use super::super::{bullet_text, owned, places, trimmed};
use super::kinds::{Kind, kinds};
use super::{part_on, span_of};
use crate::career::resume::{Education, Span};

/// Longer rows are prose.
const MAX_LETTERS: usize = 160;

pub(in crate::ingest::parts) fn education(text: &str, outline: &[Outlined]) -> Vec<Education> {
    outline
        .iter()
        .filter(|outlined| outlined.section.name == "education")
        .filter(|outlined| !is_coursework(&outlined.section.heading))
        .flat_map(|outlined| studied(text, &outlined.rows))
        .collect()
}

fn is_coursework(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    lower.contains("coursework") || lower.contains("courses")
}

/// What the rows of one course of study have named so far.
#[derive(Debug, Default, Clone)]
struct Study {
    rows: Vec<usize>,
    degree: Option<Span>,
    institution: Option<Span>,
    location: Option<Span>,
    dates: Option<Span>,
    /// Names that are plainly none of these.
    others: Vec<Span>,
}

impl Study {
    const fn is_empty(&self) -> bool {
        self.degree.is_none() && self.institution.is_none() && self.dates.is_none()
    }

    /// Whether a row that names this begins another course of study.
    const fn excludes(&self, next: &Self) -> bool {
        let again = self.degree.is_some() && next.degree.is_some()
            || self.institution.is_some() && next.institution.is_some();
        let is_date = next.degree.is_none() && next.institution.is_none();
        let adds = self.degree.is_none() && next.degree.is_some();
        again || self.dates.is_some() && next.dates.is_some() && (is_date || !adds)
    }

    fn take_in(&mut self, next: Self) {
        self.degree = self.degree.or(next.degree);
        self.institution = self.institution.or(next.institution);
        self.location = self.location.or(next.location);
        self.dates = self.dates.or(next.dates);
        self.others.extend(next.others);
        self.rows.extend(next.rows);
    }
}

fn studied(text: &str, rows: &[Row]) -> Vec<Education> {
    let mut rows = rows.to_vec();
    let kinds = kinds(text, &mut rows);
    let apart = set_apart(&rows);
    let each: Vec<Study> = (0..rows.len())
        .map(|index| study(text, &rows, &kinds, index))
        .collect();
    let parted = parts_entries(&each, &apart);
    let mut found: Vec<Study> = Vec::new();
    for (study, stands_apart) in each.into_iter().zip(apart) {
        match found.last_mut() {
            Some(last) if parted && !stands_apart => last.take_in(study),
            // Before the first, rows that name nothing belong to no course of study.
            None if study.is_empty() && study.others.is_empty() => {}
            Some(last) if !parted && !last.excludes(&study) && !begins(last, &study) => {
                last.take_in(study);
            }
            _ => found.push(study),
        }
    }
    found
        .into_iter()
        .map(|study| complete(text, study))
        .filter(|study| {
            !study.is_empty() && (study.degree.is_some() || study.institution.is_some())
        })
        .map(|study| entry(text, &rows, &study))
        .collect()
}

/// An unknown name after a whole entry with dates begins another.
fn begins(last: &Study, next: &Study) -> bool {
    let is_whole = last.degree.is_some() && last.institution.is_some() && last.dates.is_some();
    is_whole && next.dates.is_some() && !next.others.is_empty()
}

/// Whether the entries are told by the room above them: every stretch of rows that stand together
/// names a degree or a school, and no two of either that differ in line.
fn parts_entries(each: &[Study], apart: &[bool]) -> bool {
    let n_apart = apart.iter().skip(1).filter(|apart| **apart).count();
    if n_apart == 0 || n_apart + 1 == each.len() {
        return false;
    }
    let mut stretches: Vec<Study> = Vec::new();
    for (study, stands_apart) in each.iter().zip(apart) {
        match stretches.last_mut() {
            Some(last) if !stands_apart => {
                if last.institution.is_some()
                    && study.institution.is_some()
                    && study.dates.is_some()
                {
                    return false;
                }
                last.take_in(study.clone());
            }
            _ => stretches.push(study.clone()),
        }
    }
    // Where no stretch names both, the room stands between a school and its degree.
    let is_both = |study: &Study| study.degree.is_some() && study.institution.is_some();
    stretches.iter().any(is_both)
        && stretches
            .iter()
            .all(|study| study.degree.is_some() || study.institution.is_some())
}

/// What one row says about a course of study.
fn study(text: &str, rows: &[Row], kinds: &[Kind], index: usize) -> Study {
    let row = &rows[index];
    let words = row.of(text);
    let mut study = Study {
        rows: vec![index],
        ..Study::default()
    };
    let bullet = bullet_text(words);
    let bare = &words[bullet.unwrap_or(0)..];
    let is_prose = words.chars().count() > MAX_LETTERS
        || bullet.is_some() && words.ends_with('.')
        || is_aside(bare) && !says_when(bare);
    if words.is_empty() || is_prose {
        return study;
    }
    let dates = match kinds[index] {
        Kind::Dated(dates) => Some(dates.span),
        _ => None,
    };
    study.dates = dates;
    // The first of two rows that share their dates.
    let shared = kinds.get(index + 1).and_then(|kind| match kind {
        Kind::Dated(next) => part_on(row, next.span),
        _ => None,
    });
    let on = dates.and_then(|dates| part_on(row, dates)).or(shared);
    let start = row.span.start + bullet.unwrap_or(0);
    let span = Span::new(start.min(on.map_or(start, |on| on.start)), row.span.end);
    let mut cut = pieces::cut(text, span, on);
    if goes_on(text, rows, kinds, index) && !cut.is_empty() {
        cut.remove(0);
    }
    let mut below = index + 1;
    while goes_on(text, rows, kinds, below) {
        let next = pieces::cut(text, rows[below].span, dates_on(&rows[below], kinds[below]));
        let (Some((last, _)), Some((first, _))) = (cut.last_mut(), next.first()) else {
            break;
        };
        last.end = first.end;
        if next.len() > 1 {
            break;
        }
        below += 1;
    }
    for (piece, _) in cut {
        name(text, piece, &mut study);
    }
    study
}

fn dates_on(row: &Row, kind: Kind) -> Option<Span> {
    match kind {
        Kind::Dated(dates) => part_on(row, dates.span),
        _ => None,
    }
}

/// Whether a row begins with what ran on from the row above: words in small letters, the last word of
/// a school's name, or in a narrow column that of a degree.
fn goes_on(text: &str, rows: &[Row], kinds: &[Kind], index: usize) -> bool {
    let Some(above) = index.checked_sub(1).map(|above| &rows[above]) else {
        return false;
    };
    let Some(row) = rows.get(index) else {
        return false;
    };
    let is_open = |kind: Kind| matches!(kind, Kind::Short | Kind::Dated(_));
    if kinds[index - 1] != Kind::Short || !is_open(kinds[index]) {
        return false;
    }
    let first = pieces::cut(text, row.span, dates_on(row, kinds[index]));
    let last = pieces::cut(text, above.span, None);
    let (Some((first, _)), Some((last, _))) = (first.first(), last.last()) else {
        return false;
    };
    let (before, after) = (
        last.of(text).unwrap_or_default(),
        first.of(text).unwrap_or_default(),
    );
    if first.start != row.span.start
        || studies::is_aside(before)
        || bullet_text(row.of(text)).is_some()
    {
        return false;
    }
    const OPEN: &[&str] = &[
        " in", " of", " and", " &", " for", " de", " für", " und", " et", " en", " y", " di",
    ];
    if after.starts_with(char::is_lowercase) || OPEN.iter().any(|end| before.ends_with(end)) {
        return true;
    }
    let longest = rows.iter().map(|row| row.of(text).chars().count()).max();
    let n_above = above.of(text).chars().count();
    let n_word = after.split(' ').next().unwrap_or_default().chars().count();
    let is_full =
        longest.is_some_and(|longest| n_above * 4 >= longest * 3 || n_above + 1 + n_word > longest);
    let is_word = after.split_whitespace().count() == 1 && !after.contains('.');
    is_full
        && is_word
        && (organisations::is_school(after)
            && !organisations::is_school(before)
            && !studies::is_degree(before)
            || studies::is_degree(before)
                && before.split_whitespace().count() > 2
                && !organisations::is_school(after)
                && !places::is_place(after)
                && pieces::is_name(after))
}

/// A row that begins with an aside; behind a degree one may stand in a piece of its own.
fn is_aside(words: &str) -> bool {
    let (first, _) = words
        .split_once(['·', '|', '•'])
        .filter(|(first, _)| studies::is_degree(first))
        .unwrap_or((words, ""));
    studies::is_aside(first)
}

/// `Expected Graduation: May 2027` is an aside that tells when.
fn says_when(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["expected", "graduat", "grad", "class of"]
        .iter()
        .any(|word| lower.starts_with(word))
}

fn name(text: &str, piece: Span, study: &mut Study) {
    let words = piece.of(text).unwrap_or_default();
    if let Some((label, at)) = pieces::label(words) {
        let value = trimmed(text, Span::new(piece.start + at, piece.end), EDGES);
        match label {
            Label::Company => study.institution = study.institution.or(Some(value)),
            Label::Degree | Label::Title => study.degree = study.degree.or(Some(value)),
            Label::Place => study.location = study.location.or(Some(value)),
            Label::Dates => {}
        }
        return;
    }
    if studies::is_aside(words) || pieces::is_date(words) || pieces::is_label(words) {
        return;
    }
    let mut piece = piece;
    if places::is_place(words) {
        study.location.get_or_insert(piece);
        return;
    }
    if let Some(at) = places::trailing_place(words).or_else(|| pieces::ideographic_place(words)) {
        study
            .location
            .get_or_insert(Span::new(piece.start + at, piece.end));
        piece = pieces::before_place(text, piece, at);
    }
    for part in degree_and_institution(text, piece) {
        let words = part.of(text).unwrap_or_default();
        if is_school(words) {
            study.institution.get_or_insert(part);
        } else if studies::is_degree(words) {
            study.degree.get_or_insert(part);
        } else if pieces::is_name(words) && !studies::is_aside(words) {
            study.others.push(part);
        }
    }
}

/// A school, and no degree that has its name from one: `High School Diploma`.
fn is_school(words: &str) -> bool {
    let lower = words.to_lowercase();
    let ends_in_degree = [
        "diploma",
        "certificate",
        "degree",
        "ged",
        "certification",
        "abitur",
    ]
    .iter()
    .any(|word| lower.ends_with(word));
    organisations::is_school(words) && !ends_in_degree && !starts_with_degree(words)
}

/// `BSc`, `Bachelor of …`: what a name of a school does not begin with.
fn starts_with_degree(words: &str) -> bool {
    let first = words.split([' ', ',']).next().unwrap_or_default();
    studies::is_degree(first) && !organisations::is_school(first)
}

/// `B.S. Mathematics, Springfield University` as two parts; anything else as one.
fn degree_and_institution(text: &str, piece: Span) -> Vec<Span> {
    let words = piece.of(text).unwrap_or_default();
    if !(studies::is_degree(words) && organisations::is_school(words)) {
        return vec![piece];
    }
    let cuts = [
        ", ", "，", " from ", " at ", " an der ", " - ", " à ", " en la ", " na ", ": ", "：", " ",
    ]
    .iter()
    .filter(|mark| **mark != " " || words.chars().any(is_ideograph))
    .flat_map(|mark| words.match_indices(mark))
    .map(|(at, mark)| (at, mark.len()))
    .filter(|(at, n)| {
        let (first, second) = (&words[..*at], &words[at + n..]);
        organisations::is_school(first) != organisations::is_school(second)
            && (organisations::is_school(first) || studies::is_degree(first))
            && (organisations::is_school(second) || studies::is_degree(second))
    });
    // `BA, History, Springfield College`: the school is no more than has its word.
    let cut = cuts.reduce(|best, next| {
        let is_less = next.0 > best.0 && !organisations::is_school(&words[..next.0]);
        if is_less { next } else { best }
    });
    let part = |start: usize, end: usize| {
        trimmed(
            text,
            Span::new(piece.start + start, piece.start + end),
            EDGES_OF_NAMES,
        )
    };
    match cut {
        Some((at, n)) => vec![part(0, at), part(at + n, words.len())],
        None => vec![piece],
    }
}

const EDGES_OF_NAMES: &[char] = &[',', '|', '-', '–', '—', '•', '·', ';', ':', '：', '，'];

/// Where a school or a degree was named in no known word, the one other name beside it is the other.
fn complete(text: &str, mut study: Study) -> Study {
    if let (Some(degree), None) = (study.degree, study.institution) {
        let dated = study.dates.is_some();
        study.institution = study.others.iter().copied().find(|other| {
            other
                .of(text)
                .is_some_and(|words| !organisations::is_department(words))
        });
        if study.institution.is_none()
            && dated
            && let Some((first, second)) = last_comma(text, degree)
        {
            study.degree = Some(first);
            study.institution = Some(second);
        }
    } else if let (None, Some(institution)) = (study.degree, study.institution) {
        let near = |span: &Span| span.start.abs_diff(institution.end) < 120;
        study.degree = study.others.iter().copied().find(near);
    }
    study
}

/// `PhD in Computer Science, CalTech`: after the field of study comes where it was studied.
fn last_comma(text: &str, degree: Span) -> Option<(Span, Span)> {
    let words = degree.of(text)?;
    let at = words.rfind(", ")?;
    let (first, second) = (&words[..at], &words[at + 2..]);
    let has_field =
        first.contains(" in ") || first.split_whitespace().count() >= 2 && !first.contains(" of ");
    (has_field && pieces::is_name(second) && !studies::is_degree(second)).then(|| {
        let cut = degree.start + at;
        (Span::new(degree.start, cut), Span::new(cut + 2, degree.end))
    })
}

fn entry(text: &str, rows: &[Row], study: &Study) -> Education {
    let rows: Vec<Row> = study.rows.iter().map(|index| rows[*index]).collect();
    let mut span = span_of(&rows);
    let fields = [
        ("degree", study.degree),
        ("institution", study.institution),
        ("location", study.location),
        ("dates", study.dates),
    ];
    for (_, field) in fields {
        if let Some(field) = field {
            span = Span::new(span.start.min(field.start), span.end.max(field.end));
        }
    }
    Education {
        degree: owned(text, study.degree),
        institution: owned(text, study.institution),
        location: owned(text, study.location),
        dates: owned(text, study.dates),
        span,
        field_spans: fields
            .into_iter()
            .filter_map(|(name, span)| Some((name.to_owned(), span?)))
            .collect(),
    }
}
