//! Tf–idf over two to five characters within words, and cosine. Within words it is a better baseline for mentions than
//! across their boundaries. It shares no code with the program's ranker.

use std::collections::{BTreeMap, HashMap};

pub(super) struct Characters {
    grams: HashMap<String, Vec<(usize, f32)>>,
    n_labels: usize,
}

impl Characters {
    pub(super) fn new(labels: &[String]) -> Self {
        let bags: Vec<BTreeMap<String, f32>> = labels.iter().map(|label| bag(label)).collect();
        let mut grams: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        for (place, bag) in bags.iter().enumerate() {
            for (gram, count) in bag {
                grams.entry(gram.clone()).or_default().push((place, *count));
            }
        }
        // In the order of each bag, not of the map: sums of floats depend on their order.
        let weight = |gram: &str| idf(labels.len(), grams[gram].len());
        let lengths: Vec<f32> = bags
            .iter()
            .map(|bag| {
                let squares = bag
                    .iter()
                    .map(|(gram, count)| (count * weight(gram)).powi(2));
                squares.sum::<f32>().sqrt()
            })
            .collect();
        for labelled in grams.values_mut() {
            let weight = idf(bags.len(), labelled.len());
            for (place, share) in labelled {
                *share *= weight / lengths[*place];
            }
        }
        Self {
            grams,
            n_labels: labels.len(),
        }
    }

    /// The labels most like the query; its own length changes no rank.
    pub(super) fn rank(&self, query: &str, limit: usize) -> Vec<usize> {
        let mut scores = vec![0.0_f32; self.n_labels];
        for (gram, count) in bag(query) {
            if let Some(labelled) = self.grams.get(&gram) {
                let weight = count * idf(self.n_labels, labelled.len());
                for (place, share) in labelled {
                    scores[*place] += weight * share;
                }
            }
        }
        let mut places: Vec<usize> = (0..self.n_labels).collect();
        places.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        places.truncate(limit);
        places
    }
}

fn idf(n_labels: usize, with_it: usize) -> f32 {
    ((1.0 + n_labels as f32) / (1.0 + with_it as f32)).ln() + 1.0
}

/// Each word with a blank on both sides; one shorter than a gram counts as a whole, once.
fn bag(text: &str) -> BTreeMap<String, f32> {
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
