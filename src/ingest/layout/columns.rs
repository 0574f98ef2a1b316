//! Words of a page → regions in reading order.
//!
//! A column boundary is a vertical strip that no text crosses for several lines while there is text on
//! both sides. A date at the right edge or a label at the left one looks alike, but is short and stands
//! beside a line of the other side each time; those stay where they are.

use super::lines::{self, WIDE_GAP_EM};
use super::words::Word;

/// Columns within columns within columns.
const MAX_DEPTH: usize = 4;
/// Pages of a résumé have a few hundred segments; a page of a data sheet may have many thousands.
const MAX_SEGMENTS: usize = 3_000;
const MIN_LINES: usize = 3;
const MIN_LETTERS: usize = 40;
/// A side whose lines are no longer than this on average may be dates or labels.
const SHORT_LETTERS: usize = 25;

pub(super) fn in_reading_order(words: Vec<Word>) -> Vec<Vec<Word>> {
    if words.is_empty() {
        return Vec::new();
    }
    let segments: Vec<Segment> = lines::rows(words).into_iter().flat_map(segments).collect();
    if segments.len() > MAX_SEGMENTS {
        return vec![into_words(segments)];
    }
    let mut regions = Vec::new();
    split(segments, MAX_DEPTH, &mut regions);
    regions.into_iter().map(into_words).collect()
}

/// Words of one line without a wide gap between them.
#[derive(Debug)]
struct Segment {
    words: Vec<Word>,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    n_letters: usize,
}

fn segments(row: Vec<Word>) -> Vec<Segment> {
    let mut all: Vec<Segment> = Vec::new();
    for word in row {
        let n_letters = word.text.chars().count();
        match all.last_mut() {
            Some(last) if word.left - last.right <= WIDE_GAP_EM * last.size.min(word.size) => {
                last.right = last.right.max(word.right);
                last.size = last.size.max(word.size);
                last.n_letters += n_letters + 1;
                last.words.push(word);
            }
            _ => all.push(Segment {
                left: word.left,
                right: word.right,
                y: word.y,
                size: word.size,
                n_letters,
                words: vec![word],
            }),
        }
    }
    all
}

fn into_words(segments: Vec<Segment>) -> Vec<Word> {
    segments
        .into_iter()
        .flat_map(|segment| segment.words)
        .collect()
}

/// Segments are in order of their baselines here and below.
fn split(segments: Vec<Segment>, depth: usize, regions: &mut Vec<Vec<Segment>>) {
    let gutter = (depth > 0).then(|| best_gutter(&segments)).flatten();
    let Some(gutter) = gutter else {
        if !segments.is_empty() {
            regions.push(segments);
        }
        return;
    };
    if gutter.is_rail {
        return split_rail(segments, &gutter, depth, regions);
    }
    let (mut above, mut left, mut right, mut below) = (vec![], vec![], vec![], vec![]);
    for (index, segment) in segments.into_iter().enumerate() {
        if index < gutter.first {
            above.push(segment);
        } else if index > gutter.last {
            below.push(segment);
        } else if segment.left < gutter.x {
            left.push(segment);
        } else {
            right.push(segment);
        }
    }
    if holds_the_title(&right, &left) {
        std::mem::swap(&mut left, &mut right);
    }
    for part in [above, left, right, below] {
        split(part, depth - 1, regions);
    }
}

/// A sidebar at the left is read after the column that begins with the largest text.
fn holds_the_title(column: &[Segment], other: &[Segment]) -> bool {
    let largest = |segments: &[Segment]| {
        segments
            .iter()
            .map(|segment| segment.size)
            .fold(0.0, f64::max)
    };
    let top = column.first().map_or(0.0, |segment| segment.size);
    top >= 1.4 * largest(other) && top >= largest(column)
}

/// A strip without text from segment `first` to segment `last`.
struct Gutter {
    x: f64,
    first: usize,
    last: usize,
    /// Letters on its poorer side.
    weight: usize,
    /// What is left of it are labels of several lines, each read before what stands beside it.
    is_rail: bool,
}

fn best_gutter(segments: &[Segment]) -> Option<Gutter> {
    candidates(segments)
        .into_iter()
        .flat_map(|x| gutters_at(segments, x))
        .max_by_key(|gutter| (!gutter.is_rail, gutter.weight))
}

/// A label of one line stays on the line it stands on; a longer one is read before the lines beside it.
fn split_rail(
    segments: Vec<Segment>,
    gutter: &Gutter,
    depth: usize,
    regions: &mut Vec<Vec<Segment>>,
) {
    let tops: Vec<f64> = {
        let rail: Vec<&Segment> = segments[gutter.first..=gutter.last]
            .iter()
            .filter(|segment| segment.left < gutter.x)
            .collect();
        let blocks = blocks(&rail);
        blocks.iter().map(|block| block[0].y).collect()
    };
    let (mut above, mut below) = (vec![], vec![]);
    let mut entries: Vec<(Vec<Segment>, Vec<Segment>)> = Vec::new();
    entries.resize_with(tops.len(), Default::default);
    for (index, segment) in segments.into_iter().enumerate() {
        let at = tops.partition_point(|top| *top <= segment.y + 0.25 * segment.size);
        if index > gutter.last {
            below.push(segment);
        } else if index < gutter.first || at == 0 {
            above.push(segment);
        } else if segment.left < gutter.x {
            entries[at - 1].0.push(segment);
        } else {
            entries[at - 1].1.push(segment);
        }
    }
    split(above, depth - 1, regions);
    for (mut label, mut beside) in entries {
        if label.len() > 1 {
            regions.push(label);
            split(beside, depth - 1, regions);
        } else {
            label.append(&mut beside);
            regions.push(label);
        }
    }
    split(below, depth - 1, regions);
}

/// Lines that stand as close as lines of a paragraph do.
fn blocks<'a>(side: &[&'a Segment]) -> Vec<Vec<&'a Segment>> {
    let mut blocks: Vec<Vec<&Segment>> = Vec::new();
    for segment in side {
        match blocks.last_mut() {
            Some(block)
                if block.last().is_some_and(|last| {
                    segment.y - last.y <= 1.5 * last.size.min(segment.size)
                }) =>
            {
                block.push(segment);
            }
            _ => blocks.push(vec![segment]),
        }
    }
    blocks
}

/// Left edges that several segments share.
fn candidates(segments: &[Segment]) -> Vec<f64> {
    let leftmost = segments
        .iter()
        .map(|segment| segment.left)
        .fold(f64::INFINITY, f64::min);
    let mut edges: Vec<f64> = segments
        .iter()
        .map(|segment| segment.left)
        .filter(|left| *left > leftmost + 30.0)
        .collect();
    edges.sort_by(f64::total_cmp);
    edges
        .chunk_by(|a, b| b - a < 1.5)
        .filter(|edges| edges.len() >= MIN_LINES)
        .map(|edges| edges[0] - 0.5)
        .collect()
}

fn gutters_at(segments: &[Segment], x: f64) -> Vec<Gutter> {
    let crosses = |segment: &Segment| segment.left < x && segment.right > x;
    let mut found = Vec::new();
    let mut first = 0;
    for end in 0..=segments.len() {
        if segments.get(end).is_none_or(crosses) {
            found.extend(gutter_within(segments, x, first, end));
            first = end + 1;
        }
    }
    found
}

fn gutter_within(segments: &[Segment], x: f64, first: usize, end: usize) -> Option<Gutter> {
    let run = segments.get(first..end)?;
    let (left, right): (Vec<&Segment>, Vec<&Segment>) =
        run.iter().partition(|segment| segment.left < x);
    // What stands above or below the other side's text is not beside it.
    let top = left.first()?.y.max(right.first()?.y);
    let bottom = left.last()?.y.min(right.last()?.y);
    let beside = |side: &[&Segment]| {
        side.iter()
            .filter(|segment| top - segment.size <= segment.y && segment.y <= bottom + segment.size)
            .count()
    };
    let letters = |side: &[&Segment]| side.iter().map(|segment| segment.n_letters).sum::<usize>();
    let weight = letters(&left).min(letters(&right));
    let edge = left.iter().map(|segment| segment.right).fold(0.0, f64::max);
    let is_strip = beside(&left) >= MIN_LINES
        && beside(&right) >= MIN_LINES
        && weight >= MIN_LETTERS
        && x - edge >= 5.0;
    if !is_strip || goes_with(&right, &left) {
        return None;
    }
    let is_rail = goes_with(&left, &right);
    if is_rail && blocks(&left).iter().all(|block| block.len() == 1) {
        return None;
    }
    // Lines above the first one beside the other column belong to what comes before.
    let skipped = run
        .iter()
        .take_while(|segment| segment.y < top - 2.0 * segment.size && segment.left < x)
        .count();
    Some(Gutter {
        x,
        first: first + skipped,
        last: end - 1,
        weight,
        is_rail,
    })
}

/// Whether `side` is dates, places or labels of the lines of `other`: short, and each beside a line of the other
/// side, or alone like a heading.
fn goes_with(side: &[&Segment], other: &[&Segment]) -> bool {
    let n_letters: usize = side.iter().map(|segment| segment.n_letters).sum();
    if n_letters > SHORT_LETTERS * side.len() {
        return false;
    }
    let blocks = blocks(side);
    let (mut n_paired, mut n_alone) = (0, 0);
    for block in &blocks {
        let nearest = |segment: &Segment| {
            let after = other.partition_point(|candidate| candidate.y < segment.y);
            let around = other[after.saturating_sub(1)..].iter().take(2);
            around
                .map(|candidate| (candidate.y - segment.y).abs() / segment.size)
                .fold(f64::INFINITY, f64::min)
        };
        let distance = nearest(block[0]);
        if distance <= 0.25 {
            n_paired += 1;
        } else if distance > 1.0 && block.iter().all(|segment| nearest(segment) > 1.0) {
            n_alone += 1;
        }
    }
    let belongs = 2 * n_paired >= blocks.len() && 4 * (n_paired + n_alone) >= 3 * blocks.len();
    let n_years = side.iter().filter(|segment| has_year(segment)).count();
    // A list set on the same grid as the main text has a line beside nearly each of its lines.
    let is_list = 2 * n_years < side.len()
        && (side.len() >= 8 && 10 * side.len() >= 7 * other.len() || side.len() > 3 * blocks.len());
    belongs && !is_list
}

fn has_year(segment: &Segment) -> bool {
    segment.words.iter().any(|word| {
        word.text.contains("19")
            || word.text.contains("20")
            || word.text.to_lowercase().contains("present")
    })
}
