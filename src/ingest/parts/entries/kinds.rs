//! What a row is, as far as entries are concerned.

use super::super::bullet_text;
use super::super::pieces::{Label, ends_in_abbreviation, label};
use super::super::rows::Row;
use crate::career::dates::{self, DateRange};
use crate::career::resume::Span;

/// Longer lines are prose, not the head of an entry.
const MAX_HEADER_LETTERS: usize = 90;
/// A row that begins this much further right than the dates' rows stands below a head, not in it.
const INDENT: f32 = 4.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Blank,
    Bullet,
    /// A date stands at its edge or is all of it.
    Dated(Dates),
    /// Short enough to name a title or a company.
    Short,
    Prose,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dates {
    pub span: Span,
    pub range: Option<DateRange>,
}

/// What each row is; dates whose end stands below their start are those of the lower row. The end
/// of dates in a column of their own is taken out of the row it stands in.
pub(super) fn kinds(text: &str, rows: &mut [Row]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = rows.iter().map(|row| kind(text, row, false)).collect();
    if !kinds.iter().any(|kind| matches!(kind, Kind::Dated(_))) {
        // A list of entries each of which is a bullet.
        let listed: Vec<Kind> = rows.iter().map(|row| kind(text, row, true)).collect();
        if listed
            .iter()
            .any(|kind| matches!(kind, Kind::Dated(dates) if dates.range.is_some()))
        {
            kinds = listed;
        }
    }
    join_dates(text, rows, &mut kinds);
    column_dates(text, rows, &mut kinds);
    indent(rows, &mut kinds);
    kinds
}

fn kind(text: &str, row: &Row, in_list: bool) -> Kind {
    let words = row.of(text);
    if words.is_empty() {
        return Kind::Blank;
    }
    let dates = dates_of(text, row);
    if bullet_text(words).is_some() && !(in_list && dates.is_some()) {
        return Kind::Bullet;
    }
    let is_short = words.chars().count() <= MAX_HEADER_LETTERS;
    match dates {
        Some(dates) => Kind::Dated(dates),
        // An address is how to reach the person, not where they worked.
        None if words.contains('@') && words.contains('.') => Kind::Prose,
        None if is_short && label(words).is_some() => Kind::Short,
        None if is_short
            && (!words.ends_with(['.', ',', ';', ':', '。', '：', '、', '！', '!'])
                || ends_in_abbreviation(words) && words.split_whitespace().count() <= 6) =>
        {
            Kind::Short
        }
        None => Kind::Prose,
    }
}

/// `June 2020 –` above `Present`.
fn join_dates(text: &str, rows: &[Row], kinds: &mut [Kind]) {
    let is_open = |kind: Kind| matches!(kind, Kind::Short | Kind::Dated(Dates { range: None, .. }));
    for (above, pair) in rows.windows(2).enumerate() {
        // `Sep` above `1997 – Jun 2002`
        let begins = matches!(kinds[above + 1], Kind::Dated(dates) if dates.span.start == pair[1].span.start);
        if (is_open(kinds[above]) || lacks_year(text, pair[0].span))
            && (is_open(kinds[above + 1]) || begins)
            && let Some(range) = split_range(text, pair)
        {
            kinds[above] = Kind::Short;
            kinds[above + 1] = Kind::Dated(Dates {
                span: range.span,
                range: Some(range),
            });
        }
    }
}

/// `June 2020 – Developer` above `Present  Worked on orders`: a column of dates beside the text.
fn column_dates(text: &str, rows: &mut [Row], kinds: &mut [Kind]) {
    for above in 0..rows.len().saturating_sub(1) {
        let (first, second) = (rows[above].span, rows[above + 1].span);
        let is_range = |kind: Kind| matches!(kind, Kind::Dated(dates) if dates.range.is_some());
        if is_range(kinds[above]) || is_range(kinds[above + 1]) {
            continue;
        }
        let Some(range) = text
            .get(first.start..second.end)
            .and_then(|both| dates::find_column_ranges(both).into_iter().next())
            .filter(|range| range.span.start == 0)
        else {
            continue;
        };
        let span = Span::new(first.start, first.start + range.span.end);
        let range = Some(DateRange { span, ..range });
        kinds[above] = Kind::Dated(Dates { span, range });
        let words = second.of(text).unwrap_or_default();
        let rest = words.find("  ").map_or("", |gap| words[gap..].trim_start());
        rows[above + 1].span.start = second.end - rest.len();
        rows[above + 1].x = f32::NAN;
        kinds[above + 1] = kind(text, &rows[above + 1], false);
    }
}

/// `September 2022 — May`, whose year stands on the next row.
fn lacks_year(text: &str, span: Span) -> bool {
    let words = span.of(text).unwrap_or_default();
    let end = words
        .rsplit(['-', '–', '—'])
        .next()
        .unwrap_or_default()
        .trim_matches([' ', ',', '.']);
    words.len() > end.len() && dates::is_month(end)
}

/// The range that begins on one row and ends on the next.
fn split_range(text: &str, pair: &[Row]) -> Option<DateRange> {
    let [above, below] = pair else {
        return None;
    };
    // A narrow column breaks dates anywhere: `September 2018 – August`, `2021`.
    let both = text
        .get(above.span.start..below.span.end)?
        .replace('\n', " ");
    dates::find_ranges(&both)
        .into_iter()
        .map(|range| DateRange {
            span: Span::new(
                range.span.start + above.span.start,
                range.span.end + above.span.start,
            ),
            ..range
        })
        .find(|range| range.span.start < above.span.end && below.span.start < range.span.end)
}

/// What several rows share an indentation with, and no dates, stands below the heads of entries.
fn indent(rows: &[Row], kinds: &mut [Kind]) {
    let is_dated = |kind: &Kind| matches!(kind, Kind::Dated(Dates { range: Some(_), .. }));
    // Where dates stand in a column of their own, the edge is that of what stands beside them.
    let has_beside = |row: &Row| {
        row.y.is_some_and(|y| {
            rows.iter().any(|other| {
                other.page == row.page
                    && other.x > row.x + INDENT
                    && other.y.is_some_and(|other| (other - y).abs() < 3.0)
            })
        })
    };
    let is_rail = |row: &Row, kind: &Kind| {
        matches!(kind, Kind::Dated(dates) if dates.span.start <= row.span.start
            && (dates.span.end + 2 < row.span.end || has_beside(row)))
    };
    let edge = rows
        .iter()
        .zip(kinds.iter())
        .filter(|(row, kind)| is_dated(kind) && row.x.is_finite())
        .map(|(row, kind)| {
            if is_rail(row, kind) {
                f32::INFINITY
            } else {
                row.x
            }
        })
        .fold(f32::INFINITY, f32::min);
    let is_edge_of_dates = |x: f32| {
        rows.iter()
            .zip(kinds.iter())
            .any(|(row, kind)| is_dated(kind) && (row.x - x).abs() < 1.5)
    };
    let shared = |x: f32| rows.iter().filter(|row| (row.x - x).abs() < 1.0).count() >= 2;
    let deep: Vec<bool> = rows
        .iter()
        .map(|row| row.x > edge + INDENT && !is_edge_of_dates(row.x) && shared(row.x))
        .collect();
    for (kind, deep) in kinds.iter_mut().zip(deep) {
        if deep && *kind == Kind::Short {
            *kind = Kind::Prose;
        }
    }
}

/// The dates of a row that is not a sentence: a range anywhere, or a single date at its end.
pub(super) fn dates_of(text: &str, row: &Row) -> Option<Dates> {
    let words = row.of(text);
    let shift = |span: Span| Span::new(span.start + row.span.start, span.end + row.span.start);
    let labelled = matches!(label(words), Some((Label::Dates, _)));
    let fits = |span: Span| {
        let rest = words.chars().count() - words[span.start..span.end].chars().count();
        let after = words[span.end..].trim();
        // `2025-2029 (anticipated)`, `2019 – 2021 (2 years)`
        let is_remark = after.starts_with(['(', '（']) && after.ends_with([')', '）']);
        let at_edge = span.start <= 2 || after.len() <= 2 || is_remark;
        let in_brackets = words[..span.start].ends_with(['(', '（', '['])
            && words[span.end..].starts_with([')', '）', ']']);
        let is_sentence = words.ends_with('.')
            && !ends_in_abbreviation(words)
            && !words[..span.end].ends_with('.');
        let is_in_pieces = after.len() <= 2 && words.contains(['|', '•', '·', '\t']);
        (rest <= MAX_HEADER_LETTERS || is_in_pieces && rest <= 2 * MAX_HEADER_LETTERS)
            && (at_edge || in_brackets || rest <= 60)
            && (in_brackets || !is_sentence)
    };
    if let Some(range) = dates::find_ranges(words)
        .into_iter()
        .find(|range| labelled || fits(range.span))
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
    let before = words[..span.start].trim_end_matches(['(', '[', '（']);
    let stands_apart = before.is_empty()
        || labelled
        || before.ends_with("  ")
        || before.trim_end().ends_with([
            ',', '|', '–', '-', '—', '•', '·', ':', '：', '｜', '，', '/', '~',
        ])
        || before.len() < span.start
        || is_announced(before);
    let ends = words.len() - span.end <= 3
        || span.start == 0 && words[span.end..].starts_with("  ")
        || words[span.end..]
            .trim_start()
            .starts_with(['·', '|', '•', '(', '（', '｜']);
    (stands_apart && ends).then(|| Dates {
        span: shift(span),
        range: None,
    })
}

/// `Expected May 2026`, `Graduated 1995`, `Class of 2019`.
fn is_announced(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let last = last
        .trim_matches(|letter: char| !letter.is_alphabetic())
        .to_lowercase();
    matches!(
        last.as_str(),
        "expected"
            | "graduated"
            | "graduation"
            | "grad"
            | "anticipated"
            | "completed"
            | "awarded"
            | "since"
            | "exp"
            | "conferred"
            | "of"
            | "in"
            | "abschluss"
            | "obtenu"
            | "выпуск"
    )
}
