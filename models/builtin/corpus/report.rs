//! What a corpus is made of, and whether it keeps its promises.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};

use crate::pair::{Drop, Pair};
use crate::split::{held_out_titles, names_held_out};

/// No wording may stand in a larger share of the pairs.
const MOST_OF_ONE_FRAME: f64 = 0.005;
/// An answer to a step names so many different facts, where there are so many.
pub(crate) const FEWEST_FACTS: usize = 2;
/// Frames and faults that are listed.
const LISTED: usize = 40;

#[derive(Default)]
pub(crate) struct Report {
    sections: BTreeMap<&'static str, Section>,
    frames: HashMap<String, usize>,
    n_pairs: usize,
    n_lines: usize,
    n_repeated: usize,
    faults: BTreeMap<(&'static str, String), usize>,
    by_frame: HashMap<String, Dropped>,
    n_dropped: usize,
    n_over_limit: usize,
    broken: Option<String>,
}

#[derive(Default)]
struct Section {
    prompt_bytes: Vec<usize>,
    answer_bytes: Vec<usize>,
    n_lines: usize,
    n_cited: usize,
}

struct Dropped {
    n: usize,
    fault: String,
    example: String,
}

impl Report {
    /// Whether one more pair like this keeps every frame rare in a corpus of `of` pairs.
    pub(crate) fn has_room(&mut self, pair: &Pair, of: usize) -> bool {
        let most = (of as f64 * MOST_OF_ONE_FRAME) as usize;
        let has_room = pair
            .frames
            .iter()
            .all(|frame| self.frames.get(frame).copied().unwrap_or(0) < most.max(1));
        self.n_over_limit += usize::from(!has_room);
        has_room
    }

    pub(crate) fn n_pairs(&self) -> usize {
        self.n_pairs
    }

    pub(crate) fn repeated(&mut self) {
        self.n_repeated += 1;
    }

    pub(crate) fn add(&mut self, pair: &Pair, is_training: bool) {
        self.n_pairs += 1;
        self.n_lines += pair.frames.len();
        for frame in pair.frames.iter().collect::<HashSet<_>>() {
            *self.frames.entry(frame.clone()).or_default() += 1;
        }
        let section = self.sections.entry(pair.section).or_default();
        section.prompt_bytes.push(pair.prompt_bytes());
        section.answer_bytes.push(pair.answer.len());
        section.n_lines += pair.frames.len();
        section.n_cited += pair.n_cited;
        let broken = || too_few_facts(pair).or_else(|| is_training.then(|| held_out_in(pair))?);
        self.broken = self.broken.take().or_else(broken);
    }

    pub(crate) fn dropped(&mut self, drop: Drop) {
        self.n_dropped += 1;
        *self
            .faults
            .entry((drop.section, drop.fault.clone()))
            .or_default() += 1;
        let Drop {
            section,
            fault,
            frame,
            text,
        } = drop;
        let entry = self
            .by_frame
            .entry(format!("{section}: {frame}"))
            .or_insert(Dropped {
                n: 0,
                fault,
                example: text,
            });
        entry.n += 1;
    }

    /// What is wrong with the corpus, in a sentence; none when all that was promised is so.
    pub(crate) fn broken_promise(&self) -> Option<String> {
        let most = self
            .frames
            .iter()
            .max_by_key(|(frame, n)| (**n, (*frame).clone()));
        let too_many =
            most.filter(|(_, n)| **n as f64 > (self.n_pairs as f64 * MOST_OF_ONE_FRAME).max(1.0));
        let frame = too_many.map(|(frame, n)| {
            format!("the frame `{frame}` stands in {n} of {} pairs, which is more than one in two hundred", self.n_pairs)
        });
        self.broken.clone().or(frame)
    }

    pub(crate) fn json(&self) -> Value {
        let sections: serde_json::Map<String, Value> = self
            .sections
            .iter()
            .map(|(name, section)| ((*name).to_owned(), section.json(self.n_pairs)))
            .collect();
        let mut frames: Vec<_> = self.frames.iter().collect();
        frames.sort_by_key(|(frame, n)| (std::cmp::Reverse(**n), (*frame).clone()));
        let mut dropped: Vec<_> = self.by_frame.iter().collect();
        dropped.sort_by_key(|(frame, dropped)| (std::cmp::Reverse(dropped.n), (*frame).clone()));
        let share = |n: usize| (n as f64 / self.n_pairs.max(1) as f64 * 1e5).round() / 1e5;
        json!({
            "pairs": self.n_pairs,
            "lines": self.n_lines,
            "sections": sections,
            "frames": self.frames.len(),
            "commonest": frames.iter().take(LISTED).map(|(frame, n)| json!([frame, n, share(**n)])).collect::<Vec<_>>(),
            "answers_dropped": self.n_dropped,
            "dropped_by_fault": self.faults.iter().map(|((section, fault), n)| json!([section, fault, n])).collect::<Vec<_>>(),
            "dropped_by_frame": dropped.iter().take(LISTED).map(|(frame, d)| json!([frame, d.n, d.fault, d.example])).collect::<Vec<_>>(),
            "left_out_for_their_frame": self.n_over_limit,
            "left_out_as_repeated": self.n_repeated,
        })
    }
}

impl Section {
    fn json(&self, of: usize) -> Value {
        let n = self.prompt_bytes.len();
        let per_pair = |sum: usize| (sum as f64 / n.max(1) as f64 * 100.0).round() / 100.0;
        json!({
            "pairs": n,
            "share": (n as f64 / of.max(1) as f64 * 1e4).round() / 1e4,
            "lines_per_answer": per_pair(self.n_lines),
            "facts_per_answer": per_pair(self.n_cited),
            "prompt_bytes": spread(&self.prompt_bytes),
            "answer_bytes": spread(&self.answer_bytes),
        })
    }
}

fn spread(values: &[usize]) -> Value {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let at = |share: f64| {
        sorted
            .get(((sorted.len().max(1) - 1) as f64 * share) as usize)
            .copied()
    };
    json!({ "p10": at(0.1), "median": at(0.5), "p90": at(0.9), "p99": at(0.99), "most": at(1.0), "sum": sorted.iter().sum::<usize>() })
}

fn too_few_facts(pair: &Pair) -> Option<String> {
    (pair.n_cited < FEWEST_FACTS.min(pair.n_given)).then(|| {
        format!(
            "an answer for {} rests on {} of {} facts: {}",
            pair.section, pair.n_cited, pair.n_given, pair.answer
        )
    })
}

/// A name that was to be kept for measuring.
fn held_out_in(pair: &Pair) -> Option<String> {
    if held_out_titles().contains(&pair.role.to_lowercase()) {
        return Some(format!(
            "the training text asks about the held-out occupation {}",
            pair.role
        ));
    }
    let texts = pair.messages.iter().map(|message| &message.text);
    let name = texts
        .chain([&pair.answer])
        .find_map(|text| names_held_out(text))?;
    Some(format!("the training text holds the held-out name {name}"))
}
