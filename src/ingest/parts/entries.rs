//! Positions held and courses of study: what stands at their head and below it.

mod positions;
mod studies;

pub(in crate::ingest) use positions::experience;
pub(in crate::ingest) use studies::education;

use super::bullet_text;
use crate::career::dates::{self, DateRange};
use crate::career::resume::{Line, Span};

/// Longer lines are prose, not the head of an entry.
const MAX_HEADER_LETTERS: usize = 90;

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

/// What each line is; dates whose end stands below their start are those of the lower line.
fn kinds(text: &str, lines: &[Line]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = lines.iter().map(|line| kind(text, line)).collect();
    let is_open = |kind: Kind| matches!(kind, Kind::Short | Kind::Dated(Dates { range: None, .. }));
    for (above, pair) in lines.windows(2).enumerate() {
        if is_open(kinds[above])
            && is_open(kinds[above + 1])
            && let Some(range) = split_range(text, pair)
        {
            kinds[above] = Kind::Short;
            kinds[above + 1] = Kind::Dated(Dates {
                span: range.span,
                range: Some(range),
            });
        }
    }
    kinds
}

/// The range that begins on one line and ends on the next.
fn split_range(text: &str, pair: &[Line]) -> Option<DateRange> {
    let [above, below] = pair else {
        return None;
    };
    dates::find_ranges(&text[above.start..below.end])
        .into_iter()
        .map(|range| DateRange {
            span: Span::new(range.span.start + above.start, range.span.end + above.start),
            ..range
        })
        .find(|range| range.span.start < above.end && below.start < range.span.end)
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

fn owned(text: &str, span: Option<Span>) -> Option<String> {
    span.and_then(|span| span.of(text)).map(str::to_owned)
}

#[cfg(test)]
#[path = "entries_tests.rs"]
mod tests;
