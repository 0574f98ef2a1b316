//! Finding occupations by what people type.
//!
//! Every title is a bag of words. A word of the query matches a word of a title exactly, by its stem, as its
//! beginning, or as a slip of the hand; a title's score is the share of weight that matches, where rare words weigh more
//! than common ones, lessened by what the title says beyond the query.

use std::collections::HashMap;

use crate::atlas::slip::is_slip;
use crate::career::occupation::Occupation;
use crate::career::words::{is_rank, long_form, stem, words};

const EXACT: f32 = 1.0;
const SAME_STEM: f32 = 0.9;
const SLIP: f32 = 0.8;
const BEGINNING: f32 = 0.75;

/// How much the words of a title that the query does not say count against it.
const UNSAID: f32 = 0.5;
/// Titles below this are no answer to a search; a role is resolved only from `SURE` on.
const PLAUSIBLE: f32 = 0.45;
const SURE: f32 = 0.78;

/// Words of all titles, and the titles each is in.
pub(super) struct Index {
    titles: Vec<Title>,
    words: Vec<Word>,
    by_text: HashMap<String, usize>,
    by_stem: HashMap<String, Vec<usize>>,
    /// Per occupation, 0 to 1: how common it is. Only parts titles that match alike.
    common: Vec<f32>,
}

struct Title {
    occupation: usize,
    /// The place among the occupation's alternate titles; none for its own.
    alternate: Option<usize>,
    weight: f32,
}

struct Word {
    letters: Vec<char>,
    text: String,
    weight: f32,
    titles: Vec<usize>,
}

/// An occupation and the title of it that matched best.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub occupation: usize,
    pub alternate: Option<usize>,
    pub score: f32,
}

impl Index {
    pub(super) fn new(occupations: &[Occupation], employment: &[u32]) -> Self {
        let mut index = Self {
            titles: Vec::new(),
            words: Vec::new(),
            by_text: HashMap::new(),
            by_stem: HashMap::new(),
            common: employment
                .iter()
                .map(|people| (f64::from(people + 1).log10() / 7.0) as f32)
                .collect(),
        };
        let mut of_titles = Vec::new();
        for (place, occupation) in occupations.iter().enumerate() {
            of_titles.push(index.add(place, None, &occupation.title));
            for (at, title) in occupation.alternate_titles.iter().enumerate() {
                of_titles.push(index.add(place, Some(at), title));
            }
        }
        index.weigh(&of_titles);
        index
    }

    fn add(&mut self, occupation: usize, alternate: Option<usize>, text: &str) -> Vec<usize> {
        let title = self.titles.len();
        self.titles.push(Title {
            occupation,
            alternate,
            weight: 0.0,
        });
        let mut of_title: Vec<usize> = words(text)
            .into_iter()
            .map(|word| self.word(word))
            .collect();
        of_title.sort_unstable();
        of_title.dedup();
        for word in &of_title {
            self.words[*word].titles.push(title);
        }
        of_title
    }

    fn word(&mut self, text: String) -> usize {
        if let Some(word) = self.by_text.get(&text) {
            return *word;
        }
        let word = self.words.len();
        self.by_stem
            .entry(stem(&text).to_owned())
            .or_default()
            .push(word);
        self.by_text.insert(text.clone(), word);
        self.words.push(Word {
            letters: text.chars().collect(),
            text,
            weight: 0.0,
            titles: Vec::new(),
        });
        word
    }

    fn weigh(&mut self, of_titles: &[Vec<usize>]) {
        let all = self.titles.len() as f32;
        for word in &mut self.words {
            word.weight = rank_factor(&word.text) * (all / word.titles.len() as f32).ln().max(1.0);
        }
        for (title, of_title) in self.titles.iter_mut().zip(of_titles) {
            title.weight = of_title.iter().map(|word| self.words[*word].weight).sum();
        }
    }

    /// Occupations that plausibly answer a query, best first.
    pub(super) fn search(&self, query: &str) -> Vec<Found> {
        self.ranked(query, true, PLAUSIBLE)
    }

    /// The one occupation that a role surely means.
    pub(super) fn surest(&self, role: &str) -> Option<Found> {
        self.ranked(role, false, SURE).first().copied()
    }

    fn ranked(&self, query: &str, begun: bool, bar: f32) -> Vec<Found> {
        let query = self.read(query, begun);
        let asked: f32 = query.iter().map(|word| word.weight).sum();
        if asked <= 0.0 {
            return Vec::new();
        }
        let mut best: HashMap<usize, Found> = HashMap::new();
        for (title, said) in self.matches(&query) {
            let entry = &self.titles[title];
            let unsaid = (entry.weight - said.of_title).max(0.0);
            let score = said.of_query / (asked + UNSAID * unsaid);
            if score < bar {
                continue;
            }
            let found = Found {
                occupation: entry.occupation,
                alternate: entry.alternate,
                score: score + self.preference(entry),
            };
            best.entry(found.occupation)
                .and_modify(|kept| {
                    let earlier = found.score == kept.score && found.alternate < kept.alternate;
                    if found.score > kept.score || earlier {
                        *kept = found;
                    }
                })
                .or_insert(found);
        }
        let mut ranked: Vec<Found> = best.into_values().collect();
        ranked.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.occupation.cmp(&b.occupation))
        });
        ranked
    }

    /// A little for an occupation's own title, for a title that stands early among its others, and for
    /// an occupation that many people have.
    fn preference(&self, title: &Title) -> f32 {
        let place = match title.alternate {
            None => 0.04,
            Some(at) => 0.02 - at as f32 / 5000.0,
        };
        place + 0.03 * self.common[title.occupation]
    }

    fn matches(&self, query: &[Asked]) -> HashMap<usize, Said> {
        let mut said: HashMap<usize, Said> = HashMap::new();
        for asked in query {
            let mut in_title: HashMap<usize, (f32, f32)> = HashMap::new();
            for (word, quality) in &asked.words {
                let word = &self.words[*word];
                for title in &word.titles {
                    let kept = in_title.entry(*title).or_default();
                    if *quality > kept.0 {
                        *kept = (*quality, word.weight);
                    }
                }
            }
            for (title, (quality, weight)) in in_title {
                let said = said.entry(title).or_default();
                said.of_query += quality * asked.weight;
                said.of_title += weight;
            }
        }
        said
    }

    fn read(&self, query: &str, begun: bool) -> Vec<Asked> {
        let written = self.regroup(words(query));
        let last = written.len().saturating_sub(1);
        let mut asked: Vec<Asked> = written
            .iter()
            .enumerate()
            .map(|(at, word)| self.asked(word, begun && (at == last || word.len() > 3)))
            .collect();
        // `Lead` alone is a role; beside another word it is a rank.
        if asked.iter().all(|word| word.is_rank) {
            for word in &mut asked {
                word.weight /= RANK;
            }
        }
        asked
    }

    /// `cyber security` is `cybersecurity` and `frontend` is `front end` where only the other is known.
    fn regroup(&self, written: Vec<String>) -> Vec<String> {
        let known = |word: &str| {
            self.by_text
                .get(word)
                .map_or(0, |word| self.words[*word].titles.len())
        };
        let mut grouped: Vec<String> = Vec::new();
        for word in written {
            if let Some(before) = grouped.last_mut() {
                let joined = format!("{before}{word}");
                if known(&joined) > 0 && known(before).min(known(&word)) < known(&joined) {
                    *before = joined;
                    continue;
                }
            }
            let parts = (known(&word) == 0)
                .then(|| {
                    (3..word.len().saturating_sub(2))
                        .filter(|at| word.is_char_boundary(*at))
                        .map(|at| word.split_at(at))
                        .filter(|(left, right)| known(left) > 0 && known(right) > 0)
                        .max_by_key(|(left, right)| known(left).min(known(right)))
                })
                .flatten();
            match parts {
                Some((left, right)) => grouped.extend([left.to_owned(), right.to_owned()]),
                None => grouped.push(word),
            }
        }
        grouped
    }

    fn asked(&self, text: &str, may_be_begun: bool) -> Asked {
        let mut words: Vec<(usize, f32)> = Vec::new();
        let spellings = [Some(text), long_form(text)];
        for spelling in spellings.into_iter().flatten() {
            words.extend(self.by_text.get(spelling).map(|word| (*word, EXACT)));
            let kin = self.by_stem.get(stem(spelling)).into_iter().flatten();
            words.extend(kin.map(|word| (*word, SAME_STEM)));
        }
        let known = !words.is_empty();
        if may_be_begun && text.chars().count() >= 2 {
            let begun = |word: &Word| word.text.starts_with(text) && word.text != text;
            words.extend(self.places(begun).map(|word| (word, BEGINNING)));
        }
        if !known {
            let letters: Vec<char> = text.chars().collect();
            let slips = self.places(|word| is_slip(&letters, &word.letters));
            words.extend(slips.map(|word| (word, SLIP)));
        }
        // A word nobody knows counts against every title, as much as a rare one.
        let weight = words
            .iter()
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .map_or(7.0, |(word, _)| {
                self.words[*word].weight / rank_factor(&self.words[*word].text)
            });
        Asked {
            words,
            weight: weight * rank_factor(text),
            is_rank: is_rank(text),
        }
    }

    fn places(&self, is_meant: impl Fn(&Word) -> bool) -> impl Iterator<Item = usize> {
        self.words
            .iter()
            .enumerate()
            .filter(move |(_, word)| is_meant(word))
            .map(|(at, _)| at)
    }
}

/// How little a rank weighs beside the words that name an occupation.
const RANK: f32 = 0.1;

fn rank_factor(word: &str) -> f32 {
    if is_rank(word) { RANK } else { 1.0 }
}

/// A word of the query: the words of titles it may mean, with how well.
struct Asked {
    words: Vec<(usize, f32)>,
    weight: f32,
    is_rank: bool,
}

/// How much weight of the query, and of the title's own words, a title matches.
#[derive(Default)]
struct Said {
    of_query: f32,
    of_title: f32,
}
