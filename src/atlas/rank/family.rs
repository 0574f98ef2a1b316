//! An inverted index over one kind of bag, weighed by tf–idf.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// For each thing the strings it is in, with its share of that string's weight.
pub(super) struct Family {
    things: HashMap<String, Thing>,
    /// The weight of a thing that no string has.
    unknown: f32,
}

struct Thing {
    weight: f32,
    strings: Vec<(u32, f32)>,
}

/// Scores as they grow, and which strings have one.
pub(super) struct Tally {
    pub scores: Vec<f32>,
    pub touched: Vec<usize>,
}

impl Tally {
    pub(super) fn new(n_strings: usize) -> Self {
        Self {
            scores: vec![0.0; n_strings],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, string: u32, score: f32) {
        let place = string as usize;
        if self.scores[place] == 0.0 {
            self.touched.push(place);
        }
        self.scores[place] += score;
    }
}

impl Family {
    /// Sets, because a string that says a word twice is no more about it.
    pub(super) fn new(bags: &[BTreeSet<String>]) -> Self {
        let mut things: HashMap<String, Thing> = HashMap::new();
        for (string, bag) in (0_u32..).zip(bags) {
            for thing in bag {
                things
                    .entry(thing.clone())
                    .or_insert_with(|| Thing {
                        weight: 0.0,
                        strings: Vec::new(),
                    })
                    .strings
                    .push((string, 0.0));
            }
        }
        let n_strings = bags.len() as f32;
        for thing in things.values_mut() {
            thing.weight = ((1.0 + n_strings) / (1.0 + thing.strings.len() as f32)).ln() + 1.0;
        }
        // In the order of each bag, not of the map: sums of floats depend on their order.
        let lengths: Vec<f32> = bags
            .iter()
            .map(|bag| {
                let squares: f32 = bag.iter().map(|thing| things[thing].weight.powi(2)).sum();
                squares.sqrt()
            })
            .collect();
        for thing in things.values_mut() {
            for (string, share) in &mut thing.strings {
                *share = thing.weight / lengths[*string as usize];
            }
        }
        Self {
            things,
            unknown: (1.0 + n_strings).ln() + 1.0,
        }
    }

    /// Adds `share` of the cosine between what is wanted and each string.
    pub(super) fn tally(&self, wanted: &BTreeMap<String, f32>, share: f32, tally: &mut Tally) {
        let squares: f32 = wanted
            .iter()
            .map(|(thing, wish)| {
                let known = self.things.get(thing);
                (wish * known.map_or(self.unknown, |thing| thing.weight)).powi(2)
            })
            .sum();
        let length = squares.sqrt();
        for (thing, wish) in wanted {
            let Some(thing) = self.things.get(thing) else {
                continue;
            };
            let factor = share * wish * thing.weight / length;
            for (string, of_string) in &thing.strings {
                tally.add(*string, factor * of_string);
            }
        }
    }
}
