//! Finding occupations by what people type.
//!
//! Every title is a bag of words. A word of the query matches a word of a title exactly, by its stem, as its
//! beginning, or as a slip of the hand; a title's score is the share of weight that matches, where rare words weigh more
//! than common ones, lessened by what the title says beyond the query.

use std::collections::HashMap;

use crate::atlas::index::{Index, RANK, rank_factor};
use crate::atlas::spelling::long_forms;
use crate::atlas::titles::Titles;
use crate::career::words::{is_rank, words};

const EXACT: f32 = 1.0;
const SAME_STEM: f32 = 0.9;
/// After one slip of the hand, and after two.
const SLIPS: [f32; 2] = [0.8, 0.7];
const BEGINNING: f32 = 0.75;
/// What an abbreviation stands for, beside a title that has the abbreviation itself.
const SPELLED_OUT: f32 = 0.97;

/// How much the words of a title that the query does not say count against it.
const UNSAID: f32 = 0.5;
/// Titles below this are no answer to a search; a role is resolved only from `SURE` on.
const PLAUSIBLE: f32 = 0.45;
const SURE: f32 = 0.78;
/// A word this rare may be a slip of a commoner one.
const RARE: usize = 2;

/// Finds occupations by their titles.
pub(super) struct Search {
    index: Index,
    /// Per occupation, 0 to 1: how common it is. Only parts titles that match alike.
    common: Vec<f32>,
    /// Per occupation: how many titles behind its own are kept by hand.
    by_hand: Vec<usize>,
}

/// An occupation and the title of it that matched best.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub occupation: usize,
    pub title: usize,
    pub score: f32,
}

impl Search {
    /// `employment` is how many people work in each occupation.
    pub(super) fn new(titles: &Titles, employment: &[u32], by_hand: &[usize]) -> Self {
        let common = |people: &u32| (f64::from(people + 1).log10() / 7.0) as f32;
        Self {
            index: Index::new(titles),
            common: employment.iter().map(common).collect(),
            by_hand: by_hand.to_vec(),
        }
    }

    /// Occupations that plausibly answer a query, best first.
    pub(super) fn plausible(&self, titles: &Titles, query: &str) -> Vec<Found> {
        self.ranked(titles, query, true, PLAUSIBLE)
    }

    /// The one occupation that a role surely means.
    pub(super) fn surest(&self, titles: &Titles, role: &str) -> Option<Found> {
        self.ranked(titles, role, false, SURE).first().copied()
    }

    fn ranked(&self, titles: &Titles, query: &str, begun: bool, bar: f32) -> Vec<Found> {
        let mut best: HashMap<usize, Found> = HashMap::new();
        for (words, worth) in readings(words(query)) {
            for mut found in self.scored(titles, words, begun, bar) {
                found.score *= worth;
                best.entry(found.occupation)
                    .and_modify(|kept| {
                        let earlier = found.score == kept.score && found.title < kept.title;
                        if found.score > kept.score || earlier {
                            *kept = found;
                        }
                    })
                    .or_insert(found);
            }
        }
        let mut ranked: Vec<Found> = best.into_values().collect();
        ranked.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.occupation.cmp(&b.occupation))
        });
        ranked
    }

    /// Titles that match one reading of a query well enough.
    fn scored(&self, titles: &Titles, query: Vec<String>, begun: bool, bar: f32) -> Vec<Found> {
        let query = self.read(query, begun);
        let asked: f32 = query.iter().map(|word| word.weight).sum();
        if asked <= 0.0 {
            return Vec::new();
        }
        let said = self.matches(&query);
        said.touched
            .iter()
            .filter_map(|title| {
                let title = *title as usize;
                let unsaid = (self.index.weights[title] - said.of_title[title]).max(0.0);
                let score = said.of_query[title] / (asked + UNSAID * unsaid);
                let occupation = titles.occupation(title);
                (score >= bar).then(|| Found {
                    occupation,
                    title,
                    score: score + self.preference(titles.place(title), occupation),
                })
            })
            .collect()
    }

    /// A little for an occupation's own title, for one kept by hand, for one that stands early among the
    /// others, and for an occupation that many people have.
    fn preference(&self, place: usize, occupation: usize) -> f32 {
        let by_hand = self.by_hand[occupation];
        let place = match place {
            0 => 0.04,
            at if at <= by_hand => 0.035,
            at => 0.02 - 0.004 * ((at - by_hand) as f32).ln(),
        };
        place + 0.03 * self.common[occupation]
    }

    fn matches(&self, query: &[Asked]) -> Said {
        let mut said = Said {
            of_query: vec![0.0; self.index.weights.len()],
            of_title: vec![0.0; self.index.weights.len()],
            touched: Vec::new(),
        };
        // The last word of the query, from 1, that a title has been counted for.
        let mut counted = vec![0_u16; self.index.weights.len()];
        for (place, asked) in query.iter().enumerate() {
            for (word, quality) in &asked.words {
                let weight = self.index.words[*word].weight;
                for title in self.index.titles_with(*word) {
                    let at = *title as usize;
                    if usize::from(counted[at]) == place + 1 {
                        continue;
                    }
                    if counted[at] == 0 {
                        said.touched.push(*title);
                    }
                    counted[at] = (place + 1) as u16;
                    said.of_query[at] += quality * asked.weight;
                    said.of_title[at] += weight;
                }
            }
        }
        said
    }

    fn read(&self, query: Vec<String>, begun: bool) -> Vec<Asked> {
        let written = self.regroup(query);
        let last = written.len().saturating_sub(1);
        let mut asked: Vec<Asked> = written
            .iter()
            .take(MAX_WORDS)
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
        let known = |word: &str| self.index.known(word);
        let mut grouped: Vec<String> = Vec::new();
        for word in written {
            if let Some(before) = grouped.last_mut() {
                let joined = format!("{before}{word}");
                if known(&joined) > 0 && known(before).min(known(&word)) < known(&joined) {
                    *before = joined;
                    continue;
                }
            }
            let parts = (known(&word) == 0
                && !self.index.slips(&word).any(|(_, slips)| slips == 1))
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
        let exact = self.index.place(text);
        let mut words: Vec<(usize, f32)> = exact.map(|word| (word, EXACT)).into_iter().collect();
        words.extend(self.index.spellings(text).map(|word| (word, EXACT)));
        words.extend(self.index.kin(text).map(|word| (word, SAME_STEM)));
        let n_known = words
            .iter()
            .map(|(word, _)| self.index.words[*word].n_titles())
            .max();
        // A word nobody knows counts against every title, as much as a rare one.
        let weight = words.first().map_or(7.0, |(word, _)| {
            self.index.words[*word].weight / rank_factor(&self.index.words[*word].text)
        });
        if n_known.is_none_or(|known| known <= RARE) {
            let slips = self.index.slips(text).filter(|(_, slips)| *slips > 0);
            let mut slips: Vec<_> = slips
                .map(|(word, slips)| (word, SLIPS[slips - 1]))
                .collect();
            slips.sort_by(|a, b| b.1.total_cmp(&a.1));
            words.extend(slips);
        }
        if may_be_begun && text.chars().count() >= 2 {
            words.extend(self.index.begun(text).map(|word| (word, BEGINNING)));
        }
        Asked {
            words,
            weight: weight * rank_factor(text),
            is_rank: is_rank(text),
        }
    }
}

/// As many words of a query are looked up; a title has no more, and a pasted page costs no more.
const MAX_WORDS: usize = 24;

/// The query as it stands, and with one abbreviation spelled out, each with its worth.
fn readings(query: Vec<String>) -> Vec<(Vec<String>, f32)> {
    let mut all = Vec::new();
    for (at, word) in query.iter().enumerate().take(MAX_WORDS) {
        for long in long_forms(word) {
            let mut spelled = query.clone();
            spelled.splice(at..=at, words(long));
            all.push((spelled, SPELLED_OUT));
        }
    }
    all.insert(0, (query, 1.0));
    all
}

/// A word of the query: the words of titles it may mean, best first, with how well.
struct Asked {
    words: Vec<(usize, f32)>,
    weight: f32,
    is_rank: bool,
}

/// How much weight of the query, and of the title's own words, each title matches.
struct Said {
    of_query: Vec<f32>,
    of_title: Vec<f32>,
    /// Titles that match at all.
    touched: Vec<u32>,
}
