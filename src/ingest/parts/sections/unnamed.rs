//! Headings of no known words, told by how the known ones are set.

use super::heading::{self, Found};
use crate::career::resume::Line;

/// How the known headings of a text are set.
#[derive(Default)]
pub(super) struct Style {
    /// The depth of Markdown headings.
    depth: Option<usize>,
    capitals: bool,
    n: usize,
    /// The least distance to the lines above and below, in points; infinite without positions.
    above: f32,
    below: f32,
    edges: Vec<f32>,
}

/// A heading this short may as well be anything.
const MIN_LETTERS: usize = 4;
const MAX_WORDS: usize = 6;

impl Style {
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let mut style = Self {
            capitals: true,
            above: f32::INFINITY,
            below: f32::INFINITY,
            ..Self::default()
        };
        for (index, line) in lines.iter().enumerate() {
            let words = &text[line.start..line.end];
            if words.len() > 60 || !heading::is_heading(words) {
                continue;
            }
            style.depth = style.depth.or_else(|| marks(words));
            style.n += 1;
            style.capitals &= is_capitals(words);
            let (above, below) = steps(lines, index);
            style.above = style.above.min(above.unwrap_or(f32::INFINITY));
            style.below = style.below.min(below.unwrap_or(f32::INFINITY));
            style.edges.push(line.x);
        }
        style
    }

    /// A heading that is set like the known ones and names none of the sections.
    pub(super) fn unnamed(
        &self,
        text: &str,
        lines: &[Line],
        index: usize,
        current: Option<&str>,
    ) -> Option<Found> {
        let line = &lines[index];
        let words = &text[line.start..line.end];
        let found = || Found {
            name: "other",
            words: words
                .trim_matches(['#', '*', '_', ' ', ':', '：', '\t'])
                .to_owned(),
            rest: None,
        };
        if self.depth.is_some() && marks(words) == self.depth {
            return Some(found());
        }
        let is_plain = words.chars().all(|letter| {
            letter.is_alphabetic() || matches!(letter, ' ' | '&' | '-' | '\'' | '’' | '/' | ':')
        });
        let n_letters = words
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count();
        let fits = self.n >= 2
            && self.capitals
            && is_capitals(words)
            && is_plain
            && n_letters >= MIN_LETTERS
            && words.split_whitespace().count() <= MAX_WORDS
            && !words.contains("  ")
            && current.is_some_and(|current| current != "contact");
        if !fits || !self.above.is_finite() {
            return None;
        }
        let (above, below) = steps(lines, index);
        let stands_apart = above.is_none_or(|above| above >= self.above * 0.9)
            && below.is_some_and(|below| below >= self.below * 0.95);
        let same_edge = self.edges.iter().any(|edge| (edge - line.x).abs() < 2.0);
        (stands_apart && same_edge).then(found)
    }
}

/// The distances to the lines above and below on the same page and in the same column.
fn steps(lines: &[Line], index: usize) -> (Option<f32>, Option<f32>) {
    let step = |above: &Line, below: &Line| {
        let step = below.y - above.y;
        (above.page == below.page && step > 0.0).then_some(step)
    };
    let line = &lines[index];
    let above = index.checked_sub(1).and_then(|at| step(&lines[at], line));
    let below = lines.get(index + 1).and_then(|next| step(line, next));
    (above, below)
}

fn marks(line: &str) -> Option<usize> {
    let n = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&n) && line[n..].starts_with(' ')).then_some(n)
}

fn is_capitals(line: &str) -> bool {
    let mut letters = line
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}
