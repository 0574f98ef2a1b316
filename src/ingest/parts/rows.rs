//! Lines as their section sees them.

use crate::career::resume::{Line, Span};

/// A line without the blanks at its head, or what is left of it beside a heading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub span: Span,
    pub page: u32,
    /// Points from the left edge; where the format has no positions, as if a blank were five wide.
    pub x: f32,
    /// Points from the top; none where the format has no positions.
    pub y: Option<f32>,
}

/// A blank at the head of a line of plain text, in points.
const BLANK_WIDTH: f32 = 5.0;

/// Two rows further apart than this many times the usual distance do not belong together.
const GAP: f32 = 1.22;

impl Row {
    pub(super) fn new(text: &str, line: &Line) -> Self {
        let words = &text[line.start..line.end];
        let n_blanks = words.len() - words.trim_start().len();
        Self {
            span: Span::new(line.start + n_blanks, line.end),
            page: line.page,
            x: line.x + n_blanks as f32 * BLANK_WIDTH,
            y: (line.x != 0.0 || line.y != 0.0).then_some(line.y),
        }
    }

    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text).unwrap_or_default()
    }

    pub(super) const fn is_blank(&self) -> bool {
        self.span.start >= self.span.end
    }
}

/// How far the row stands below the one before it; none where that cannot be told.
pub(super) fn step(above: &Row, below: &Row) -> Option<f32> {
    let step = below.y? - above.y?;
    (above.page == below.page && step > 0.0).then_some(step)
}

/// The distances between rows and those right below them, the smallest first.
pub(super) fn steps(rows: &[Row]) -> Vec<f32> {
    let mut steps: Vec<f32> = rows
        .windows(2)
        .filter_map(|pair| step(&pair[0], &pair[1]))
        .collect();
    steps.sort_by(f32::total_cmp);
    steps
}

/// The distance of lines of one paragraph: small, and not the odd overlap.
pub(super) fn usual_step(rows: &[Row]) -> Option<f32> {
    let steps = steps(rows);
    steps.get(steps.len() / 4).copied()
}

/// Whether each row stands apart from the one above it. Blank lines part rows where there are no
/// positions; all false where the rows stand at even distances.
pub(super) fn set_apart(rows: &[Row]) -> Vec<bool> {
    let usual = usual_step(rows).unwrap_or_default();
    let apart = |index: usize| {
        let Some(above) = index.checked_sub(1).map(|above| &rows[above]) else {
            return true;
        };
        match step(above, &rows[index]) {
            Some(step) => step > usual * GAP,
            None => above.is_blank(),
        }
    };
    (0..rows.len()).map(apart).collect()
}

/// Page numbers and lines that stand on several pages at the same height: no section's content.
pub(super) fn is_furniture(text: &str, lines: &[Line], index: usize) -> bool {
    let line = &lines[index];
    let words = text[line.start..line.end].trim();
    let at_edge = |other: Option<&Line>| other.is_none_or(|other| other.page != line.page);
    let before = index.checked_sub(1).and_then(|before| lines.get(before));
    if !(at_edge(before) || at_edge(lines.get(index + 1))) || line.y == 0.0 && line.x == 0.0 {
        return false;
    }
    is_page_number(words)
        || lines.iter().any(|other| {
            other.page != line.page
                && (other.y - line.y).abs() < 3.0
                && same_but_for_numbers(words, text[other.start..other.end].trim())
        })
}

fn is_page_number(words: &str) -> bool {
    let lower = words.to_lowercase();
    let bare = lower
        .trim_start_matches("page")
        .trim_start_matches("seite")
        .trim_matches([' ', '-', '–', '.', '|']);
    let numbers: Vec<&str> = bare
        .split([' ', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &&str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(numbers.as_slice(), [one] if is_number(one))
        || matches!(numbers.as_slice(), [one, two] if is_number(one) && is_number(two))
        || matches!(numbers.as_slice(), [one, "of" | "von" | "sur" | "de", two] if is_number(one) && is_number(two))
}

fn same_but_for_numbers(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_alphabetic())
            .collect()
    };
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let (bare, other) = (letters(a), letters(b));
    bare.chars().count() >= 4 && bare == other && has_digit(a) == has_digit(b)
}
