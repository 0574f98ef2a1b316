//! The lines that head an entry, cut into what they name.

use super::places;
use super::sections::is_heading;
use super::trimmed;
use crate::career::dates;
use crate::career::resume::Span;

/// Words that stand in the titles of positions.
const TITLES: &[&str] = &[
    "engineer",
    "developer",
    "manager",
    "analyst",
    "intern",
    "director",
    "consultant",
    "designer",
    "scientist",
    "assistant",
    "associate",
    "coordinator",
    "specialist",
    "lead",
    "leader",
    "head",
    "officer",
    "administrator",
    "architect",
    "technician",
    "teacher",
    "instructor",
    "tutor",
    "nurse",
    "founder",
    "cofounder",
    "ceo",
    "cto",
    "cfo",
    "coo",
    "president",
    "vp",
    "representative",
    "supervisor",
    "executive",
    "accountant",
    "researcher",
    "fellow",
    "programmer",
    "writer",
    "editor",
    "producer",
    "strategist",
    "planner",
    "recruiter",
    "trainer",
    "advisor",
    "adviser",
    "attorney",
    "lawyer",
    "paralegal",
    "clerk",
    "cashier",
    "barista",
    "chef",
    "cook",
    "driver",
    "operator",
    "mechanic",
    "electrician",
    "agent",
    "broker",
    "buyer",
    "merchandiser",
    "owner",
    "principal",
    "professor",
    "lecturer",
    "postdoc",
    "volunteer",
    "secretary",
    "treasurer",
    "captain",
    "trainee",
    "apprentice",
    "freelancer",
    "contractor",
    "sre",
    "tester",
    "photographer",
    "artist",
    "musician",
    "therapist",
    "pharmacist",
    "physician",
    "surgeon",
    "dentist",
    "caregiver",
    "receptionist",
    "bookkeeper",
    "auditor",
    "economist",
    "statistician",
    "worker",
    "guard",
    "mentor",
    "administrateur",
    "ingénieur",
    "développeur",
    "développeuse",
    "entwickler",
    "entwicklerin",
    "ingenieur",
    "leiter",
    "leiterin",
    "berater",
    "ingeniero",
    "ingeniera",
    "desarrollador",
    "desarrolladora",
    "gerente",
    "analista",
    "internship",
    "staff",
    "salesperson",
    "server",
    "librarian",
    "translator",
    "journalist",
    "copywriter",
    "controller",
];

/// What the header of a position names.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub title: Option<Span>,
    pub company: Option<Span>,
    pub location: Option<Span>,
}

/// Reads the pieces of a header. A title or a company is taken only where the words tell which is which.
pub(super) fn read(text: &str, pieces: &[Span]) -> Header {
    let mut header = Header::default();
    let mut rest = Vec::new();
    for piece in pieces {
        let Some(words) = piece
            .of(text)
            .filter(|words| !is_heading(words) && !is_date(words))
        else {
            continue;
        };
        if places::is_place(words) {
            header.location.get_or_insert(*piece);
        } else if let Some(at) = places::trailing_place(words) {
            header
                .location
                .get_or_insert(Span::new(piece.start + at, piece.end));
            rest.push(before_place(text, *piece, at));
        } else {
            rest.push(*piece);
        }
    }
    if let [only] = rest.as_slice() {
        rest = halves(text, *only, header.location.is_some());
    }
    let is_title = |span: &&Span| span.of(text).is_some_and(is_title);
    let is_organisation = |span: &&Span| span.of(text).is_some_and(places::has_organisation_word);
    header.title = rest
        .iter()
        .find(|span| is_title(span) && !is_organisation(span))
        .or_else(|| rest.iter().find(is_title))
        .copied();
    let others = || rest.iter().filter(|span| Some(**span) != header.title);
    header.company = others()
        .find(is_organisation)
        .or_else(|| {
            others().find(|span| header.title.is_some() && !is_title(span) && is_name(text, **span))
        })
        .copied();
    header
}

/// What stands before the place, without a full stop between, but with that of `Inc.`
fn before_place(text: &str, piece: Span, at: usize) -> Span {
    let span = trimmed(text, Span::new(piece.start, piece.start + at), EDGES);
    let words = span.of(text).unwrap_or_default();
    let last = words.rsplit(' ').next().unwrap_or_default();
    if words.ends_with('.') && last.len() > 5 {
        return Span::new(span.start, span.end - 1);
    }
    span
}

pub(super) const EDGES: &[char] = &[
    ',', '|', '-', '–', '—', '•', '·', '(', ')', '[', ']', ';', ':', '/', '*', '_', '#', '@',
];

/// `Engineer at Acme`, `Engineer, Acme Ltd`. After a comma may as well come the field of work; only a
/// word of companies or a place behind it tells.
fn halves(text: &str, span: Span, has_place: bool) -> Vec<Span> {
    let words = span.of(text).unwrap_or_default();
    let cut = [" at ", " @ ", ", "]
        .iter()
        .find_map(|mark| Some((words.find(mark)?, *mark)))
        .filter(|(at, mark)| {
            *mark != ", " || has_place || places::has_organisation_word(&words[*at..])
        });
    match cut {
        Some((at, mark)) => vec![
            trimmed(text, Span::new(span.start, span.start + at), EDGES),
            trimmed(
                text,
                Span::new(span.start + at + mark.len(), span.end),
                EDGES,
            ),
        ],
        None => vec![span],
    }
}

/// Nothing but a date or a range of dates, as far as one can see.
fn is_date(words: &str) -> bool {
    let found = dates::find_ranges(words)
        .first()
        .map(|range| range.span)
        .or_else(|| dates::find_dates(words).first().map(|(_, span)| *span));
    found.is_some_and(|span| words.len() - (span.end - span.start) <= 3)
}

pub(super) fn is_title(text: &str) -> bool {
    places::words(text).count() <= 10
        && is_mostly_capitals(text)
        && !text.ends_with('.')
        && places::words(text).any(|word| {
            let word = word.to_lowercase();
            TITLES.contains(&word.as_str())
                || word
                    .strip_suffix('s')
                    .is_some_and(|word| TITLES.contains(&word))
        })
}

/// Sentences have more words in lower case than names and titles have.
fn is_mostly_capitals(text: &str) -> bool {
    let bare = text.split('(').next().unwrap_or(text);
    let long = || {
        places::words(bare)
            .filter(|word| word.chars().count() > 3 && word.starts_with(char::is_alphabetic))
    };
    let n_lower = long()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    n_lower == 0 || n_lower * 2 <= long().count() && bare.split_whitespace().count() <= 4
}

/// A few words that begin with a capital or a digit, as names do.
fn is_name(text: &str, span: Span) -> bool {
    span.of(text).is_some_and(|words| {
        words.chars().count() <= 60
            && words
                .chars()
                .next()
                .is_some_and(|first| !first.is_lowercase())
            && words.chars().any(char::is_alphabetic)
            && is_mostly_capitals(words)
    })
}

/// The pieces of a line between wide gaps, bars, bullets and dashes with blanks around them, without
/// what lies in `except`.
pub(super) fn pieces(text: &str, line: Span, except: Option<Span>) -> Vec<Span> {
    const MARKS: &[&str] = &[
        "  ", "\t", "|", "—", " • ", " · ", " – ", " — ", " - ", " // ", "•", "·",
    ];
    let mut ranges = vec![line];
    if let Some(except) = except {
        ranges = vec![
            Span::new(line.start, except.start),
            Span::new(except.end, line.end),
        ];
    }
    let mut pieces = Vec::new();
    for range in ranges {
        let mut start = range.start;
        while let Some(rest) = text.get(start..range.end).filter(|rest| !rest.is_empty()) {
            let cut = MARKS
                .iter()
                .filter_map(|mark| Some((rest.find(mark)?, mark.len())))
                .min();
            let (at, n) = cut.unwrap_or((rest.len(), 0));
            let piece = trimmed_piece(text, Span::new(start, start + at));
            if piece.start < piece.end {
                pieces.push(piece);
            }
            start += at + n.max(1);
            while start < range.end && !text.is_char_boundary(start) {
                start += 1;
            }
        }
    }
    pieces
}

/// Brackets that the piece opens and closes itself belong to it.
fn trimmed_piece(text: &str, span: Span) -> Span {
    let bare = trimmed(text, span, EDGES);
    let opened = text
        .get(bare.start..bare.end)
        .is_some_and(|words| words.contains('('));
    if opened && text[bare.end..].starts_with(')') && bare.end < span.end {
        return Span::new(bare.start, bare.end + 1);
    }
    bare
}
