//! The words of all titles, with the titles each is in.

use std::collections::HashMap;
use std::ops::Range;

use crate::atlas::slip::Letters;
use crate::atlas::spelling;
use crate::atlas::titles::Titles;
use crate::career::words::{is_rank, stem, words};

/// How little a rank weighs beside the words that name an occupation.
pub(super) const RANK: f32 = 0.1;

pub(super) struct Index {
    /// In the order of the alphabet.
    pub words: Vec<Word>,
    by_spelling: HashMap<String, Vec<u32>>,
    by_kin: HashMap<String, Vec<u32>>,
    /// The titles of all words, one behind the other.
    postings: Vec<u32>,
    /// Of each title.
    pub weights: Vec<f32>,
}

pub(super) struct Word {
    pub text: String,
    pub letters: Letters,
    /// How much it says: rare words more than common ones, ranks hardly anything.
    pub weight: f32,
    from: u32,
    to: u32,
}

impl Word {
    pub(super) fn n_titles(&self) -> usize {
        (self.to - self.from) as usize
    }
}

impl Index {
    pub(super) fn new(titles: &Titles) -> Self {
        let (texts, of_written) = distinct(titles);
        let mut counts = vec![0_u32; texts.len()];
        // The words of all titles, one behind the other, and where each title's end.
        let (mut of_titles, mut ends) = (Vec::new(), Vec::with_capacity(titles.len()));
        for title in 0..titles.len() {
            let from = of_titles.len();
            for place in titles.word_places(title) {
                for word in &of_written[usize::from(*place)] {
                    if !of_titles[from..].contains(word) {
                        of_titles.push(*word);
                        counts[*word as usize] += 1;
                    }
                }
            }
            ends.push(of_titles.len());
        }
        let mut index = Self {
            words: Vec::with_capacity(texts.len()),
            by_spelling: HashMap::new(),
            by_kin: HashMap::new(),
            postings: vec![0; of_titles.len()],
            weights: Vec::with_capacity(titles.len()),
        };
        let mut start = 0;
        for (place, (text, count)) in texts.into_iter().zip(counts).enumerate() {
            let key = spelling::key(&text);
            let kin = index.by_kin.entry(stem(&key).to_owned()).or_default();
            kin.push(place as u32);
            index.by_spelling.entry(key).or_default().push(place as u32);
            let rarity = (titles.len() as f32 / count.max(1) as f32).ln().max(1.0);
            index.words.push(Word {
                letters: Letters::of(&text),
                weight: rank_factor(&text) * rarity,
                text,
                from: start,
                // Moved on with every title that is put in.
                to: start,
            });
            start += count;
        }
        let mut from = 0;
        for (title, to) in ends.into_iter().enumerate() {
            let mut weight = 0.0;
            for word in &of_titles[from..to] {
                let word = &mut index.words[*word as usize];
                index.postings[word.to as usize] = title as u32;
                word.to += 1;
                weight += word.weight;
            }
            index.weights.push(weight);
            from = to;
        }
        index
    }

    pub(super) fn titles_with(&self, word: usize) -> &[u32] {
        let Range { start, end } = self.words[word].from..self.words[word].to;
        &self.postings[start as usize..end as usize]
    }

    pub(super) fn place(&self, text: &str) -> Option<usize> {
        self.words
            .binary_search_by(|word| word.text.as_str().cmp(text))
            .ok()
    }

    /// How many titles have the word.
    pub(super) fn known(&self, text: &str) -> usize {
        self.place(text)
            .map_or(0, |word| self.words[word].n_titles())
    }

    /// The word in either spelling.
    pub(super) fn spellings(&self, text: &str) -> impl Iterator<Item = usize> {
        let same = self.by_spelling.get(&spelling::key(text));
        same.into_iter().flatten().map(|word| *word as usize)
    }

    /// Words of the same stem, in either spelling.
    pub(super) fn kin(&self, text: &str) -> impl Iterator<Item = usize> {
        let kin = self.by_kin.get(stem(&spelling::key(text)));
        kin.into_iter().flatten().map(|word| *word as usize)
    }

    /// Longer words that begin with these letters.
    pub(super) fn begun(&self, text: &str) -> impl Iterator<Item = usize> {
        let from = self
            .words
            .partition_point(|word| word.text.as_str() <= text);
        (from..self.words.len()).take_while(move |at| self.words[*at].text.starts_with(text))
    }

    /// Words that differ by a slip of the hand or two, with how many.
    pub(super) fn slips(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let letters = Letters::of(text);
        (0..self.words.len())
            .filter_map(move |at| Some((at, letters.slips_to(&self.words[at].letters)?)))
    }
}

/// The words of titles in their common form, in the order of the alphabet, and which of them each written word has.
fn distinct(titles: &Titles) -> (Vec<String>, Vec<Vec<u32>>) {
    let of_written: Vec<Vec<String>> = titles.words().iter().map(|word| words(word)).collect();
    let mut texts: Vec<String> = of_written.iter().flatten().cloned().collect();
    texts.sort_unstable();
    texts.dedup();
    let places: HashMap<&str, u32> = texts
        .iter()
        .zip(0..)
        .map(|(text, at)| (text.as_str(), at))
        .collect();
    let of_written = of_written
        .iter()
        .map(|words| words.iter().map(|word| places[word.as_str()]).collect())
        .collect();
    (texts, of_written)
}

pub(super) fn rank_factor(word: &str) -> f32 {
    if is_rank(word) { RANK } else { 1.0 }
}
