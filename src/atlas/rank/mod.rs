//! Ranking short strings, such as titles and names of skills, by their likeness to a query.
//!
//! A string is three bags: its words in one spelling and the singular, their stems, and the groups of four letters in
//! them. In each bag rare things weigh more than common ones (tf–idf with smoothed inverse document frequencies, as
//! learned from the strings themselves), and the cosine between the bags of string and query is a likeness; the score
//! is the weighted mean of the three. A query also asks, with less weight, for what [`kin`] says stands for its words.
//! Nothing is learned from answers, and nothing is known about a string but its letters.

mod family;
mod kin;
mod spelling;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use family::{Family, Tally};
pub(super) use words::is_empty as is_empty_word;
use words::{Reader, is_plural};

/// How much each bag counts in a score. The stems carry most: titles differ in the form of a word more often than
/// in the word.
const WORDS: f32 = 0.25;
const STEMS: f32 = 0.5;
const LETTERS: f32 = 0.25;

/// A name in the plural is that of a group ("Civil engineers"); the one thing goes before the group where both match alike.
const GROUP: f32 = 0.999;

/// Strings, ready to be ranked.
pub struct Ranker {
    words: Family,
    stems: Family,
    /// None where strings are found by their words alone.
    letters: Option<Family>,
    strings: Vec<Entry>,
    /// By their words in order of the alphabet.
    same: HashMap<String, Vec<usize>>,
}

struct Entry {
    text: String,
    is_plural: bool,
}

/// A string that has something in common with the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The string's place among those the ranker was made of.
    pub place: usize,
    /// From 0 to 1; a string with the same words has 1, or a little less in the plural.
    pub score: f32,
}

impl Ranker {
    /// By words, their stems and kin, and groups of letters within them.
    pub fn new<S: AsRef<str>>(strings: &[S]) -> Self {
        let mut ranker = Self::by_words(strings);
        let letters: Vec<BTreeSet<String>> = strings
            .iter()
            .map(|text| words::words(text.as_ref()))
            .map(|words| words.iter().flat_map(|word| fours(word)).collect())
            .collect();
        ranker.letters = Some(Family::new(&letters));
        ranker
    }

    /// A ranker that leaves out the groups of letters, for many short queries: it is made and asked in a third of the
    /// time, and finds no string that shares no word with the query nor the kin of one.
    pub fn by_words<S: AsRef<str>>(strings: &[S]) -> Self {
        let mut reader = Reader::default();
        let (mut words, mut stems) = (Vec::new(), Vec::new());
        let mut same: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, text) in strings.iter().enumerate() {
            let of_text: BTreeSet<String> = words::words(text.as_ref()).into_iter().collect();
            same.entry(key(&of_text)).or_default().push(place);
            stems.push(of_text.iter().map(|word| reader.stem(word)).collect());
            words.push(of_text);
        }
        Self {
            words: Family::new(&words),
            stems: Family::new(&stems),
            letters: None,
            strings: strings
                .iter()
                .map(|text| Entry {
                    text: text.as_ref().to_owned(),
                    is_plural: is_plural(text.as_ref()),
                })
                .collect(),
            same,
        }
    }

    /// The strings most like the query, best first, at most `limit`.
    ///
    /// Strings that match alike are in the order of their text, so the order they were given in changes nothing.
    pub fn rank(&self, query: &str, limit: usize) -> Vec<Ranked> {
        let query = Query::read(query, self.letters.is_some());
        let whole = WORDS + STEMS + self.letters.as_ref().map_or(0.0, |_| LETTERS);
        let mut tally = Tally::new(self.strings.len());
        self.words.tally(&query.words, WORDS / whole, &mut tally);
        self.stems.tally(&query.stems, STEMS / whole, &mut tally);
        if let Some(letters) = &self.letters {
            letters.tally(&query.letters, LETTERS / whole, &mut tally);
        }
        self.best(tally, &query, limit)
    }

    fn best(&self, tally: Tally, query: &Query, limit: usize) -> Vec<Ranked> {
        let mut scores = tally.scores;
        for place in self.same.get(&query.key).into_iter().flatten() {
            scores[*place] = 1.0;
        }
        let mut ranked: Vec<Ranked> = tally
            .touched
            .into_iter()
            .map(|place| Ranked {
                place,
                score: scores[place].min(1.0) * self.group_factor(place),
            })
            .collect();
        let better = |a: &Ranked, b: &Ranked| {
            let text = |ranked: &Ranked| &self.strings[ranked.place].text;
            b.score
                .total_cmp(&a.score)
                .then_with(|| text(a).cmp(text(b)))
                .then(a.place.cmp(&b.place))
        };
        if limit < ranked.len() {
            ranked.select_nth_unstable_by(limit, better);
            ranked.truncate(limit);
        }
        ranked.sort_unstable_by(better);
        ranked
    }

    fn group_factor(&self, place: usize) -> f32 {
        if self.strings[place].is_plural {
            GROUP
        } else {
            1.0
        }
    }
}

/// What a query asks for in each bag: each thing with its weight, 1 for what it says itself.
struct Query {
    words: BTreeMap<String, f32>,
    stems: BTreeMap<String, f32>,
    letters: BTreeMap<String, f32>,
    key: String,
}

impl Query {
    fn read(text: &str, with_letters: bool) -> Self {
        let said = words::words(words::without_exceptions(text));
        let words = kin::expand(&said);
        let mut reader = Reader::default();
        let mut stems = BTreeMap::new();
        let mut letters = BTreeMap::new();
        for (word, weight) in &words {
            raise(&mut stems, reader.stem(word), *weight);
            if with_letters {
                for four in fours(word) {
                    raise(&mut letters, four, *weight);
                }
            }
        }
        Self {
            words,
            stems,
            letters,
            key: key(&said.into_iter().collect()),
        }
    }
}

/// What two ways to the same thing ask for is the larger, not the sum.
fn raise(bag: &mut BTreeMap<String, f32>, thing: String, weight: f32) {
    let kept = bag.entry(thing).or_insert(weight);
    *kept = kept.max(weight);
}

fn key(words: &BTreeSet<String>) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.join(" ")
}

/// Every four letters in a row, with marks for the word's beginning and end; a shorter word as a whole.
fn fours(word: &str) -> Vec<String> {
    let letters: Vec<char> = std::iter::once('^')
        .chain(word.chars())
        .chain(std::iter::once('$'))
        .collect();
    let width = letters.len().min(4);
    letters
        .windows(width)
        .map(|four| four.iter().collect())
        .collect()
}
