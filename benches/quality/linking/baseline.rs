//! Two to five characters within words. Within words it is a better baseline for mentions than across their boundaries.

use std::collections::BTreeMap;

use crate::cosine::{Bag, Cosine};

pub(super) struct Characters(Cosine);

impl Characters {
    pub(super) fn new(labels: &[String]) -> Self {
        Self(Cosine::new(labels, bag))
    }

    /// The labels most like the query; its own length changes no rank.
    pub(super) fn rank(&self, query: &str, limit: usize) -> Vec<usize> {
        let (scores, _) = self.0.scores(query);
        let mut places: Vec<usize> = (0..scores.len()).collect();
        places.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        places.truncate(limit);
        places
    }
}

/// Each word with a blank on both sides; one shorter than a gram counts as a whole, once.
fn bag(text: &str) -> Bag {
    let mut bag = BTreeMap::new();
    for word in text.to_lowercase().split_whitespace() {
        let letters: Vec<char> = format!(" {word} ").chars().collect();
        for width in 2..=5.min(letters.len()) {
            for gram in letters.windows(width) {
                *bag.entry(gram.iter().collect()).or_default() += 1.0;
            }
        }
    }
    bag
}
