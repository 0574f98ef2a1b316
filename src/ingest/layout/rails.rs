//! Dates, places and labels that stand beside the lines they belong to, and are no column.

use super::columns::Segment;

/// Lines no longer than this on average may be labels.
const SHORT_LETTERS: usize = 25;
/// No label is longer.
const LONG_LETTERS: usize = 40;
/// The share of the width that labels take at most.
const MAX_WIDTH: f64 = 0.45;
/// Labels of more lines are none.
const MIN_LIST: usize = 4;
/// Lines of a paragraph stand closer, in heights of their letters.
const LEADING_EM: f64 = 1.5;

pub(super) struct Labels {
    /// The baseline of each label's first line.
    pub tops: Vec<f64>,
    /// Some label has several lines, with other text beside each.
    pub have_lines_of_their_own: bool,
}

/// The labels that `side` is made of, if each stands beside a line of `other` or alone like a heading. Both are in
/// order of their baselines.
pub(super) fn labels(side: &[&Segment], other: &[&Segment]) -> Option<Labels> {
    if !is_narrow(side, other) {
        return None;
    }
    let lines: Vec<Line> = side
        .iter()
        .map(|segment| Line::of(segment, other))
        .collect();
    let blocks = blocks(&lines);
    let n_paired = count(&blocks, |block| block[0].is_paired());
    let n_alone = count(&blocks, |block| block.iter().all(Line::is_alone));
    let belongs = 2 * n_paired >= blocks.len() && 4 * (n_paired + n_alone) >= 3 * blocks.len();
    if !belongs || is_list(side, other, &lines) {
        return None;
    }
    // Rows of a table have one line on each side; beside a label of two stands more.
    let n_beside = lines.iter().filter(|line| !line.is_alone()).count();
    let is_table = 2 * n_rows(other) < 3 * n_beside;
    Some(Labels {
        tops: blocks.iter().map(|block| block[0].y).collect(),
        have_lines_of_their_own: !is_table && blocks.iter().any(|block| block.len() > 1),
    })
}

/// A column that begins with a heading, as no labels at the right do.
pub(super) fn is_headed(side: &[&Segment]) -> bool {
    let Some((first, rest)) = side.split_first() else {
        return false;
    };
    let n_smaller = rest.iter().filter(|line| line.size * 1.08 < first.size);
    rest.len() >= 2 && 2 * n_smaller.count() > rest.len()
}

fn is_narrow(side: &[&Segment], other: &[&Segment]) -> bool {
    let edges = |segments: &[&Segment]| {
        segments
            .iter()
            .fold((f64::INFINITY, 0.0_f64), |(left, right), segment| {
                (left.min(segment.left), right.max(segment.right))
            })
    };
    let ((left, right), (other_left, other_right)) = (edges(side), edges(other));
    let all = right.max(other_right) - left.min(other_left);
    let n_letters: usize = side.iter().map(|segment| segment.n_letters).sum();
    n_letters <= SHORT_LETTERS * side.len()
        && side.iter().all(|segment| segment.n_letters <= LONG_LETTERS)
        && right - left <= MAX_WIDTH * all
}

/// Lines of a list follow each other closely and without regard to what stands beside them; on the same grid as the
/// main text, a long one has a line beside nearly each of its lines.
fn is_list(side: &[&Segment], other: &[&Segment], lines: &[Line]) -> bool {
    let n_years = side.iter().filter(|segment| has_year(segment)).count();
    if 2 * n_years >= side.len() {
        return false;
    }
    let n_beside = lines.iter().filter(|line| !line.is_alone()).count();
    let is_long = n_beside >= 8 && 10 * n_beside >= 7 * n_rows(other);
    let follows = |a: &Line, b: &Line| b.y - a.y <= LEADING_EM * a.size.min(b.size);
    is_long
        || lines.chunk_by(follows).any(|run| {
            let is_beside = run.iter().any(|line| !line.is_alone());
            run.len() >= MIN_LIST && is_beside && !run.iter().all(Line::is_paired)
        })
}

fn n_rows(segments: &[&Segment]) -> usize {
    segments
        .chunk_by(|a, b| (b.y - a.y).abs() <= 0.25 * a.size)
        .count()
}

/// A line of the side and how far the nearest line of the other side is, in heights of its letters.
struct Line {
    /// It tells a beginning and an end, and so is a whole label.
    is_range: bool,
    y: f64,
    size: f64,
    distance: f64,
}

impl Line {
    fn of(segment: &Segment, other: &[&Segment]) -> Self {
        let after = other.partition_point(|candidate| candidate.y < segment.y);
        let around = other[after.saturating_sub(1)..].iter().take(2);
        let distance = around
            .map(|candidate| (candidate.y - segment.y).abs() / segment.size)
            .fold(f64::INFINITY, f64::min);
        Self {
            is_range: n_years(segment) >= 2,
            y: segment.y,
            size: segment.size,
            distance,
        }
    }

    fn is_paired(&self) -> bool {
        self.distance <= 0.25
    }

    fn is_alone(&self) -> bool {
        self.distance > 1.0
    }
}

/// Lines that stand as close as lines of a paragraph do. A heading is larger, or stands alone above the first pair.
fn blocks(lines: &[Line]) -> Vec<&[Line]> {
    let goes_on = |a: &Line, b: &Line| {
        b.y - a.y <= LEADING_EM * a.size.min(b.size)
            && (a.size / b.size - 1.0).abs() < 0.08
            && (a.is_paired() || !b.is_paired())
            && !(a.is_range && b.is_range)
    };
    lines.chunk_by(goes_on).collect()
}

fn count(blocks: &[&[Line]], pass: impl Fn(&[Line]) -> bool) -> usize {
    blocks.iter().filter(|block| pass(block)).count()
}

fn n_years(segment: &Segment) -> usize {
    let is_year =
        |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let years = segment.words.iter().flat_map(|word| {
        word.text
            .split(|letter: char| !letter.is_ascii_digit())
            .filter(|digits| is_year(digits))
    });
    years.count()
}

fn has_year(segment: &Segment) -> bool {
    segment.words.iter().any(|word| {
        word.text.contains("19")
            || word.text.contains("20")
            || word.text.to_lowercase().contains("present")
    })
}
