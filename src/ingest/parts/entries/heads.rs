//! Which piece of a head is the title, which the company, which the place.

use super::super::pieces::{self, EDGES, Label, Piece};
use super::super::trimmed;
use super::super::words::{organisations, titles};
use crate::career::resume::Span;

/// What the head of a position names.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Head {
    pub title: Option<Span>,
    pub company: Option<Span>,
    pub location: Option<Span>,
    /// Where title and company stand, if the words alone told.
    pub slots: Option<Slots>,
}

/// The places of title and company among the pieces: line and number in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slots {
    pub title: (i32, i32),
    pub company: (i32, i32),
}

/// What standing where titles stand in the other entries counts for.
const IN_SLOT: i32 = 5;

/// Reads the pieces of a head. Entries of one section are set alike, so `usual` decides where the
/// words do not; where neither tells, nothing is taken.
pub(super) fn read(text: &str, all: &[Piece], usual: Option<Slots>) -> Head {
    let mut head = Head::default();
    let mut open = Vec::new();
    for piece in all {
        let words = piece.of(text);
        match pieces::label(words) {
            Some((label, at)) => {
                let value = trimmed(
                    text,
                    Span::new(piece.span.start + at, piece.span.end),
                    EDGES,
                );
                match label {
                    Label::Title => head.title.get_or_insert(value),
                    Label::Company => head.company.get_or_insert(value),
                    Label::Place => head.location.get_or_insert(value),
                    Label::Degree | Label::Dates => continue,
                };
            }
            None if pieces::is_date(words) => {}
            None => open.push(*piece),
        }
    }
    let (rest, place) = pieces::without_places(text, open);
    head.location = head.location.or(place);
    if head.title.is_none() || head.company.is_none() {
        choose(text, rest, usual, &mut head);
    }
    head
}

fn choose(text: &str, rest: Vec<Piece>, usual: Option<Slots>, head: &mut Head) {
    let rest = split(text, rest, head);
    // Where only one of the two places is taken, nobody knows which it is.
    let is_taken = |slot: (i32, i32)| rest.iter().any(|piece| piece.slot() == slot);
    let usual = usual.filter(|usual| is_taken(usual.title) && is_taken(usual.company));
    let in_slot = |slot: Option<(i32, i32)>, piece: &Piece| slot == Some(piece.slot());
    let title = |piece: &Piece| i32::from(titles::score(piece.of(text)));
    let company = |piece: &Piece| i32::from(organisations::score(piece.of(text)));
    let title_worth = |piece: &Piece| {
        2 * title(piece) - company(piece)
            + IN_SLOT * i32::from(in_slot(usual.map(|usual| usual.title), piece))
    };
    let company_worth = |piece: &Piece| {
        2 * company(piece) - 2 * title(piece)
            + IN_SLOT * i32::from(in_slot(usual.map(|usual| usual.company), piece))
    };
    let first_best = |pieces: &[Piece], worth: &dyn Fn(&Piece) -> i32| {
        pieces.iter().copied().reduce(|best, piece| {
            if worth(&piece) > worth(&best) {
                piece
            } else {
                best
            }
        })
    };
    let in_usual = |piece: &Piece| {
        in_slot(usual.map(|usual| usual.title), piece) && pieces::is_name(piece.of(text))
    };
    let titled: Vec<Piece> = rest
        .iter()
        .copied()
        .filter(|piece| title(piece) > 0 || in_usual(piece) && company(piece) < 4)
        .collect();
    let mut title_piece = first_best(&titled, &title_worth).filter(|_| head.title.is_none());
    let named: Vec<Piece> = rest
        .iter()
        .copied()
        .filter(|piece| Some(*piece) != title_piece && pieces::is_name(piece.of(text)))
        .collect();
    let known_title = head.title.is_some() || title_piece.is_some();
    let employers: Vec<Piece> = named
        .iter()
        .copied()
        .filter(|piece| {
            company(piece) > title(piece).max(1)
                || known_title && title(piece) < 4 && !organisations::is_department(piece.of(text))
                || in_slot(usual.map(|usual| usual.company), piece)
        })
        .collect();
    let company_piece = first_best(&employers, &company_worth).filter(|_| head.company.is_none());
    if let (None, None, Some(employer)) = (head.title, title_piece, company_piece) {
        // Two names, one of which is plainly the employer's.
        let others: Vec<&Piece> = named.iter().filter(|piece| **piece != employer).collect();
        if let [only] = others.as_slice()
            && company(&employer) >= 2
            && company(only) == 0
            && !employer.dashed
            && only.of(text).split_whitespace().count() <= 6
        {
            title_piece = Some(**only);
        }
    }
    if let (Some(title_piece), Some(company_piece)) = (title_piece, company_piece)
        && title(&title_piece) >= 3
        && title(&company_piece) == 0
    {
        head.slots = Some(Slots {
            title: title_piece.slot(),
            company: company_piece.slot(),
        });
    }
    let whole = company_piece.map(|piece| with_neighbours(text, piece, title_piece, &rest));
    head.title = head.title.or(title_piece.map(|piece| piece.span));
    head.company = head.company.or(whole);
}

/// `Multicultural Program – State University`: two names of employers with a dash between are one.
fn with_neighbours(text: &str, piece: Piece, title: Option<Piece>, rest: &[Piece]) -> Span {
    let is_part = |other: &&Piece| {
        let words = other.of(text);
        Some(**other) != title
            && other.row == piece.row
            && titles::score(words) == 0
            && organisations::score(words) >= 2
            && organisations::score(piece.of(text)) >= 2
            && !organisations::is_department(words)
    };
    let before = rest
        .iter()
        .filter(|other| piece.dashed && other.index + 1 == piece.index)
        .find(is_part);
    let after = rest
        .iter()
        .filter(|other| other.dashed && other.index == piece.index + 1)
        .find(is_part);
    let start = before.map_or(piece.span.start, |other| other.span.start);
    let end = after.map_or(piece.span.end, |other| other.span.end);
    Span::new(start.min(piece.span.start), end.max(piece.span.end))
}

/// Cuts pieces that name a title and a company at once.
fn split(text: &str, rest: Vec<Piece>, head: &Head) -> Vec<Piece> {
    if head.title.is_some() || head.company.is_some() {
        return rest;
    }
    let may_name = |piece: &&Piece| {
        pieces::is_name(piece.of(text)) && !organisations::is_department(piece.of(text))
    };
    // A piece that may be the company by itself leaves a title its comma.
    let bold = rest.iter().filter(may_name).count() <= 1;
    let mut all = Vec::new();
    for piece in rest {
        let words = piece.of(text);
        match pieces::halves(words, bold) {
            Some((end, start)) => {
                let first = Span::new(piece.span.start, piece.span.start + end);
                let second = Span::new(piece.span.start + start, piece.span.end);
                for (index, span) in [first, second].into_iter().enumerate() {
                    let span = trimmed_end(text, span);
                    if span.start < span.end {
                        all.push(Piece {
                            span,
                            index: piece.index + index as i32,
                            dashed: piece.dashed && index == 0,
                            ..piece
                        });
                    }
                }
            }
            None => all.push(piece),
        }
    }
    all
}

fn trimmed_end(text: &str, span: Span) -> Span {
    trimmed(text, span, &[',', '|', '-', '–', '—', '，'])
}
