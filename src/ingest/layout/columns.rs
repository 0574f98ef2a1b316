//! Words of a page → regions in reading order.
//!
//! A column boundary is a vertical strip that no text crosses for several lines while there is text on
//! both sides. A date at the right edge or a label at the left one looks alike, but is short and stands
//! beside a line of the other side each time; those stay where they are.

use super::lines::{self, WIDE_GAP_EM};
use super::rails;
use super::words::Word;

/// Columns within columns within columns.
const MAX_DEPTH: usize = 4;
/// Pages of a résumé have a few hundred segments; a page of a data sheet may have many thousands.
const MAX_SEGMENTS: usize = 3_000;
const MIN_LINES: usize = 3;
/// Wider than a blank between words.
const NARROW_GAP_EM: f64 = 0.4;
const MIN_LETTERS: usize = 40;

pub(super) fn in_reading_order(words: Vec<Word>) -> Vec<Vec<Word>> {
    if words.is_empty() {
        return Vec::new();
    }
    let segments: Vec<Segment> = lines::rows(words).into_iter().flat_map(segments).collect();
    let edges = candidates(&segments);
    let segments: Vec<Segment> = segments
        .into_iter()
        .flat_map(|segment| parted_at(segment, &edges))
        .collect();
    if segments.len() > MAX_SEGMENTS {
        return vec![into_words(segments)];
    }
    let mut regions = Vec::new();
    split(segments, MAX_DEPTH, &mut regions);
    regions.into_iter().map(into_words).collect()
}

/// Words of one line without a wide gap between them.
#[derive(Debug)]
pub(super) struct Segment {
    pub words: Vec<Word>,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
    pub n_letters: usize,
}

impl Segment {
    fn of(words: Vec<Word>) -> Option<Self> {
        let of_all = |pick: fn(f64, f64) -> f64, value: fn(&Word) -> f64| {
            words.iter().map(value).reduce(pick)
        };
        let n_letters = words.iter().map(Word::n_letters);
        Some(Self {
            left: of_all(f64::min, |word| word.left)?,
            right: of_all(f64::max, |word| word.right)?,
            y: words.first()?.y,
            size: of_all(f64::max, |word| word.size)?,
            n_letters: n_letters.sum::<usize>() + words.len() - 1,
            words,
        })
    }
}

fn segments(row: Vec<Word>) -> Vec<Segment> {
    let mut parts: Vec<Vec<Word>> = Vec::new();
    // The furthest right and the largest of a part: a small word may lie over a large one.
    let (mut right, mut size) = (0.0_f64, 0.0_f64);
    for word in row {
        let goes_on = word.left - right <= WIDE_GAP_EM * size.min(word.size);
        match parts.last_mut() {
            Some(part) if goes_on => {
                right = right.max(word.right);
                size = size.max(word.size);
                part.push(word);
            }
            _ => {
                (right, size) = (word.right, word.size);
                parts.push(vec![word]);
            }
        }
    }
    parts.into_iter().filter_map(Segment::of).collect()
}

/// A label that nearly reaches the column beside it: a word that stands at an edge which others share begins a segment
/// after a gap that is only somewhat wide.
fn parted_at(segment: Segment, edges: &[f64]) -> Vec<Segment> {
    let mut parts: Vec<Vec<Word>> = Vec::new();
    let is_label = |part: &[Word]| part.iter().map(Word::n_letters).sum::<usize>() <= MIN_LETTERS;
    for mut word in segment.words {
        let gap = parts
            .last()
            .and_then(|part| part.last())
            .map(|last| (word.left - last.right) / word.size);
        let is_at_edge = || edges.iter().any(|x| (0.0..1.5).contains(&(word.left - x)));
        match parts.last_mut() {
            Some(part) if !(gap.is_some_and(|gap| gap >= NARROW_GAP_EM) && is_at_edge()) => {
                part.push(word);
            }
            last => {
                word.begins_column = last.is_some_and(|part| is_label(part));
                parts.push(vec![word]);
            }
        }
    }
    parts.into_iter().filter_map(Segment::of).collect()
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
    if let Some(tops) = &gutter.labels {
        return split_rail(segments, &gutter, tops, depth, regions);
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
    /// Where each label at its left begins, if there are labels of several lines, read before what stands beside them.
    labels: Option<Vec<f64>>,
}

fn best_gutter(segments: &[Segment]) -> Option<Gutter> {
    candidates(segments)
        .into_iter()
        .flat_map(|x| gutters_at(segments, x))
        .max_by_key(|gutter| (gutter.labels.is_none(), gutter.weight))
}

/// A label of one line stays on the line it stands on; a longer one is read before the lines beside it.
fn split_rail(
    segments: Vec<Segment>,
    gutter: &Gutter,
    tops: &[f64],
    depth: usize,
    regions: &mut Vec<Vec<Segment>>,
) {
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

fn gutter_within<'a>(segments: &'a [Segment], x: f64, first: usize, end: usize) -> Option<Gutter> {
    let run = segments.get(first..end)?;
    let (left, right): (Vec<&Segment>, Vec<&Segment>) =
        run.iter().partition(|segment| segment.left < x);
    // What stands above or below the other side's text is not beside it.
    let top = left.first()?.y.max(right.first()?.y);
    let bottom = left.last()?.y.min(right.last()?.y);
    let beside = |side: &[&'a Segment]| -> Vec<&'a Segment> {
        let within = |segment: &&&Segment| {
            top - segment.size <= segment.y && segment.y <= bottom + segment.size
        };
        side.iter().filter(within).copied().collect()
    };
    let letters = |side: &[&Segment]| side.iter().map(|segment| segment.n_letters).sum::<usize>();
    let weight = letters(&left).min(letters(&right));
    let edge = left.iter().map(|segment| segment.right).fold(0.0, f64::max);
    let is_strip = beside(&left).len() >= MIN_LINES
        && beside(&right).len() >= MIN_LINES
        && weight >= MIN_LETTERS
        && x - edge >= 5.0;
    let has_labels_at_right =
        || !rails::is_headed(&right) && rails::labels(&beside(&right), &beside(&left)).is_some();
    if !is_strip || has_labels_at_right() {
        return None;
    }
    let labels = rails::labels(&beside(&left), &beside(&right));
    if labels
        .as_ref()
        .is_some_and(|labels| !labels.have_lines_of_their_own)
    {
        return None;
    }
    // Lines above the first one beside the other column belong to what comes before, and lines below the last one
    // to what comes after if they are no column.
    let is_before = |segment: &&Segment| segment.y < top - 2.0 * segment.size && segment.left < x;
    let is_after = |segment: &&Segment| labels.is_some() && segment.y > bottom + segment.size;
    Some(Gutter {
        x,
        first: first + run.iter().take_while(is_before).count(),
        last: end - 1 - run.iter().rev().take_while(is_after).count(),
        weight,
        labels: labels.map(|labels| labels.tops),
    })
}
