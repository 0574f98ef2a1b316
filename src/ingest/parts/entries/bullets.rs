//! What somebody did in a position: each bullet, or each paragraph where there are no bullets.

use super::super::bullet_text;
use super::super::rows::{Row, set_apart, step};
use super::kinds::Kind;
use crate::career::resume::{Bullet, Span};

/// A row this much shorter than the longest ends a paragraph.
const FULL: f32 = 0.8;

/// Each bullet with the rows it runs on to.
pub(super) fn bullets(text: &str, rows: &[Row], kinds: &[Kind]) -> Vec<Bullet> {
    let has_marks = kinds.contains(&Kind::Bullet);
    let spans = if has_marks {
        marked(text, rows, kinds)
    } else {
        unmarked(text, rows)
    };
    spans
        .into_iter()
        .filter_map(|span| {
            let text = span.of(text)?.lines().map(str::trim).collect::<Vec<_>>();
            Some(Bullet {
                text: text.join(" "),
                span,
            })
        })
        .collect()
}

fn marked(text: &str, rows: &[Row], kinds: &[Kind]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut open = false;
    for (row, kind) in rows.iter().zip(kinds) {
        match (kind, spans.last_mut()) {
            (Kind::Bullet, _) => {
                let start = row.span.start + bullet_text(row.of(text)).unwrap_or(0);
                spans.push(Span::new(start, row.span.end));
                open = true;
            }
            (Kind::Blank, _) => open = false,
            (_, Some(last)) if open => last.end = row.span.end,
            _ => {}
        }
    }
    spans
}

/// A new one begins where the rows stand apart, where a sentence ends before a row that is not
/// full, or where rows have no positions.
fn unmarked(text: &str, rows: &[Row]) -> Vec<Span> {
    let longest = rows
        .iter()
        .map(|row| row.of(text).chars().count())
        .max()
        .unwrap_or_default() as f32;
    let apart = set_apart(rows);
    let has_steps = rows
        .windows(2)
        .any(|pair| step(&pair[0], &pair[1]).is_some());
    let even = !apart.iter().skip(1).any(|apart| *apart);
    let mut spans: Vec<Span> = Vec::new();
    let mut open = false;
    for (index, row) in rows.iter().enumerate() {
        let words = row.of(text);
        if words.is_empty() {
            open = false;
            continue;
        }
        let above = index
            .checked_sub(1)
            .map_or("", |above| rows[above].of(text));
        let is_full = above.chars().count() as f32 > longest * FULL;
        let goes_on = words.starts_with(char::is_lowercase);
        let begins = !open
            || !has_steps
            || apart[index] && !goes_on
            || even && !is_full && above.ends_with(['.', '。', ';']);
        match spans.last_mut() {
            Some(last) if !begins => last.end = row.span.end,
            _ => spans.push(row.span),
        }
        open = true;
    }
    spans
}
