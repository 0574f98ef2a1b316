//! The rows of a skills section as stretches of items, without labels.

use super::super::bullet_text;
use super::super::rows::{Row, step, steps};
use super::label::{self, Head};
use crate::career::resume::Span;

/// In a column narrower than this many letters each row is an item or a list by itself.
const WIDE: usize = 55;
/// Where a row ends in a comma the list does run on, and in a column as narrow as this.
const NARROW: usize = 24;

/// Rows with those they run on to, labels left out.
pub(super) fn items(text: &str, rows: &[Row]) -> Vec<Span> {
    let labelled_by_gap = are_labelled_by_gap(text, rows);
    let lines = joined(text, rows, labelled_by_gap);
    let mut items = Vec::new();
    let mut skip_below = false;
    for (index, line) in lines.iter().enumerate() {
        let words = line.of(text).unwrap_or_default();
        let next = lines
            .get(index + 1)
            .and_then(|next| next.of(text))
            .unwrap_or_default();
        if words.is_empty() {
            skip_below = false;
            continue;
        }
        if label::stands_alone(words, next) {
            skip_below =
                label::by_colon(&format!("{}: {next}", words.trim_end_matches([':', '：'])))
                    == Head::NoSkills;
            continue;
        }
        let mut head = label::by_colon(words);
        if head == Head::None && labelled_by_gap {
            head = label::by_gap(words);
        }
        match head {
            Head::Label(at) => {
                skip_below = false;
                items.push(Span::new(line.start + at, line.end));
            }
            Head::NoSkills => skip_below = false,
            Head::None if skip_below => skip_below = false,
            Head::None => items.push(*line),
        }
    }
    items
}

/// Whether rows say `Label – a, b`: most that are no continuation do, and one at least has a list.
fn are_labelled_by_gap(text: &str, rows: &[Row]) -> bool {
    let heads = || {
        rows.iter().map(|row| {
            let words = row.of(text);
            &words[bullet_text(words).unwrap_or(0)..]
        })
    };
    let is_labelled = |words: &&str| label::by_gap(words) != Head::None;
    let has_list =
        |words: &&str| is_labelled(words) && words.contains([',', '，', '、', ';', '·', '•', '|']);
    let n_labelled = heads().filter(is_labelled).count();
    let n = heads().filter(|words| !words.is_empty()).count();
    heads().any(|words| has_list(&words)) && n_labelled * 2 >= n
}

/// Each row without its bullet, and with the rows it runs on to.
fn joined(text: &str, rows: &[Row], labelled_by_gap: bool) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    let longest = rows
        .iter()
        .map(|row| row.of(text).chars().count())
        .max()
        .unwrap_or_default();
    let is_wrapped = rows.iter().any(|row| {
        let words = row.of(text);
        words.ends_with([',', '，', '、'])
            || words.starts_with(char::is_lowercase) && words.contains(',')
    });
    let wide = if is_wrapped { NARROW } else { WIDE };
    let has_bullets = rows
        .iter()
        .filter(|row| bullet_text(row.of(text)).is_some())
        .count()
        >= 2;
    let close = close_steps(rows);
    for (index, row) in rows.iter().enumerate() {
        let words = row.of(text);
        let bullet = bullet_text(words);
        let above = index.checked_sub(1).map(|above| &rows[above]);
        let is_labelled = labelled_by_gap && label::by_gap(words) != Head::None;
        let runs_on = bullet.is_none()
            && !is_labelled
            && above.is_some_and(|above| {
                let close =
                    close.is_some_and(|close| step(above, row).is_some_and(|step| step <= close));
                runs_on(text, above, row, (wide, longest), has_bullets, close)
            });
        match joined.last_mut() {
            Some(last) if runs_on => last.end = row.span.end,
            _ => joined.push(Span::new(
                row.span.start + bullet.unwrap_or(0),
                row.span.end,
            )),
        }
    }
    joined
}

/// Where items are set apart from each other and a few rows stand closer, those run on: the
/// distance up to which they do.
fn close_steps(rows: &[Row]) -> Option<f32> {
    let steps = steps(rows);
    let (least, most) = (*steps.first()?, steps[steps.len() / 2]);
    let n_close = steps.iter().filter(|step| **step <= least * 1.08).count();
    (least * 1.2 <= most && n_close * 2 < steps.len()).then_some(least * 1.08)
}

fn runs_on(
    text: &str,
    above: &Row,
    row: &Row,
    (wide, longest): (usize, usize),
    has_bullets: bool,
    close: bool,
) -> bool {
    let (last, words) = (above.of(text), row.of(text));
    if last.is_empty() || words.is_empty() || label::by_colon(words) != Head::None {
        return false;
    }
    let is_open = last.matches(['(', '（']).count() > last.matches([')', '）']).count();
    if is_open && words.contains([')', '）']) {
        return true;
    }
    let ends = last.ends_with([
        ',', ';', '|', '.', ':', '•', '，', '、', '；', '。', '：', '·',
    ]);
    if ends {
        return false;
    }
    let is_list = last.contains([',', '，', '、', '·', '•', '|', ';']);
    let first = words.split_whitespace().next().unwrap_or_default();
    let n_last = last.chars().count();
    let is_full = n_last >= wide && n_last + 1 + first.chars().count() >= longest;
    let is_small =
        words.starts_with(char::is_lowercase) && !last.contains("  ") && !words.contains("  ");
    let below_bullet = has_bullets && row.x > above.x + 2.0 && bullet_text(last).is_some();
    is_list && (is_small || is_full) || close && !last.contains("  ") || below_bullet
}
