//! Positions held and courses of study: what stands at their head and below it.

mod bullets;
mod heads;
mod kinds;
mod positions;
mod studies;

pub(super) use positions::experience;
pub(super) use studies::education;

use super::rows::Row;
use crate::career::resume::Span;

/// From the first row to the last one that is not blank.
fn span_of(rows: &[Row]) -> Span {
    let start = rows.first().map_or(0, |row| row.span.start);
    let end = rows
        .iter()
        .rev()
        .find(|row| !row.is_blank())
        .map_or(start, |row| row.span.end);
    Span::new(start, end.max(start))
}

/// What of the dates stands on this row.
fn part_on(row: &Row, dates: Span) -> Option<Span> {
    let (start, end) = (dates.start.max(row.span.start), dates.end.min(row.span.end));
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
#[path = "entries_tests.rs"]
mod tests;
