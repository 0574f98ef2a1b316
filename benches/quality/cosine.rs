//! Tf–idf and cosine over bags of whatever is counted, for the plain methods that the program's ranker is compared
//! with; it shares no code with that.

use std::collections::{BTreeMap, HashMap};

/// How often each thing is in a string.
pub(crate) type Bag = BTreeMap<String, f32>;

pub(crate) struct Cosine {
    bag: fn(&str) -> Bag,
    /// For each thing the strings it is in, with its share of that string's weight.
    things: HashMap<String, Vec<(usize, f32)>>,
    n_strings: usize,
}

impl Cosine {
    pub(crate) fn new(strings: &[String], bag: fn(&str) -> Bag) -> Self {
        let bags: Vec<Bag> = strings.iter().map(|string| bag(string)).collect();
        let mut things: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        for (place, bag) in bags.iter().enumerate() {
            for (thing, count) in bag {
                things
                    .entry(thing.clone())
                    .or_default()
                    .push((place, *count));
            }
        }
        // In the order of each bag, not of the map: sums of floats depend on their order.
        let weight = |thing: &str| idf(strings.len(), things[thing].len());
        let lengths: Vec<f32> = bags
            .iter()
            .map(|bag| {
                let squares = bag
                    .iter()
                    .map(|(thing, count)| (count * weight(thing)).powi(2));
                squares.sum::<f32>().sqrt()
            })
            .collect();
        for places in things.values_mut() {
            let weight = idf(bags.len(), places.len());
            for (place, share) in places {
                *share *= weight / lengths[*place];
            }
        }
        Self {
            bag,
            things,
            n_strings: strings.len(),
        }
    }

    /// For each string the cosine times the query's own length, 0 where it shares nothing with the query; and that
    /// length, as far as its things are known.
    pub(crate) fn scores(&self, query: &str) -> (Vec<f32>, f32) {
        let mut scores = vec![0.0_f32; self.n_strings];
        let mut squares = 0.0;
        for (thing, count) in (self.bag)(query) {
            if let Some(places) = self.things.get(&thing) {
                let weight = count * idf(self.n_strings, places.len());
                squares += weight * weight;
                for (place, share) in places {
                    scores[*place] += weight * share;
                }
            }
        }
        (scores, f32::sqrt(squares))
    }
}

fn idf(n_strings: usize, with_it: usize) -> f32 {
    ((1.0 + n_strings as f32) / (1.0 + with_it as f32)).ln() + 1.0
}
