//! Titles people use: how often the right occupation is among the first a search answers.

use std::collections::HashSet;
use std::path::Path;

use aspiro::atlas::Atlas;

use crate::{Figure, Measured};

const JUDGED: &str = include_str!("../../tests/data/titles.tsv");
const FIRST: usize = 3;
/// Misspelt variants are the same in every run.
const SEED: u64 = 2024;

/// A title as somebody types it, and the occupations it names.
struct Case {
    half: &'static str,
    query: String,
    right: HashSet<&'static str>,
}

pub(crate) fn run(_data: &Path) -> Measured {
    let atlas = Atlas::get();
    let plain = WordOverlap::new(atlas);
    let figure = |set: &str, cases: &[Case], first: usize| {
        let share = |search: &dyn Fn(&str) -> Vec<String>| {
            let found = cases.iter().filter(|case| case.found(search, first));
            found.count() as f64 / cases.len() as f64
        };
        for missed in cases
            .iter()
            .filter(|case| !case.found(&|query| search(atlas, query), first))
        {
            eprintln!(
                "{set}: {} is not {:?}",
                missed.query,
                search(atlas, &missed.query)
            );
        }
        Figure {
            measure: "titles",
            set: set.to_owned(),
            value: share(&|query| search(atlas, query)),
            baseline: Some(share(&|query| plain.search(query))),
            n: cases.len(),
        }
    };
    let all = cases(|_| true);
    Ok(vec![
        figure(
            "first half, first three",
            &cases(|half| half == "first"),
            FIRST,
        ),
        figure(
            "second half, first three",
            &cases(|half| half == "second"),
            FIRST,
        ),
        figure("misspelt, first three", &misspelt(&all), FIRST),
        figure("all, first one", &all, 1),
        figure("all, first three", &all, FIRST),
    ])
}

fn cases(of_half: impl Fn(&str) -> bool) -> Vec<Case> {
    JUDGED
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut columns = line.split('\t');
            let mut column = || {
                columns
                    .next()
                    .expect("the list of titles has three columns")
            };
            Case {
                half: column(),
                query: column().to_owned(),
                right: column().split(' ').collect(),
            }
        })
        .filter(|case| of_half(case.half))
        .collect()
}

impl Case {
    fn found(&self, search: &dyn Fn(&str) -> Vec<String>, first: usize) -> bool {
        let is_right = |code: &String| self.right.contains(code.as_str());
        search(&self.query).iter().take(first).any(is_right)
    }
}

fn search(atlas: &Atlas, query: &str) -> Vec<String> {
    let hits = atlas.search(query, FIRST);
    hits.into_iter().map(|hit| hit.code).collect()
}

/// Each case with one slip of the hand in its longest word; a word of four letters or fewer has no room for one.
fn misspelt(cases: &[Case]) -> Vec<Case> {
    let mut random = SEED;
    cases
        .iter()
        .filter_map(|case| {
            let word = case.query.split(' ').max_by_key(|word| word.len())?;
            (word.len() > 4 && word.is_ascii()).then(|| Case {
                half: case.half,
                query: case.query.replacen(word, &slip(word, &mut random), 1),
                right: case.right.clone(),
            })
        })
        .collect()
}

/// One letter dropped, doubled, swapped with the next, or replaced by another.
fn slip(word: &str, random: &mut u64) -> String {
    let mut next = |below: usize| {
        *random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (*random >> 33) as usize % below
    };
    let mut letters: Vec<char> = word.chars().collect();
    let at = next(letters.len() - 1);
    match next(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters[at] = char::from(b'a' + next(26) as u8),
    }
    letters.into_iter().collect()
}

/// The plainest search: the share of words a title and the query have in common, over all titles the atlas knows.
struct WordOverlap {
    titles: Vec<(String, HashSet<String>)>,
}

impl WordOverlap {
    fn new(atlas: &Atlas) -> Self {
        let of_one = |code: &str| {
            let code = code.to_owned();
            let titles = atlas.titles(&code);
            titles
                .into_iter()
                .map(move |title| (code.clone(), words(&title)))
        };
        let occupations = atlas.occupations().iter();
        Self {
            titles: occupations.flat_map(|one| of_one(&one.code)).collect(),
        }
    }

    fn search(&self, query: &str) -> Vec<String> {
        let query = words(query);
        let mut found: Vec<(f64, &str)> = self
            .titles
            .iter()
            .map(|(code, title)| {
                let common = title.intersection(&query).count() as f64;
                (common / title.union(&query).count() as f64, code.as_str())
            })
            .filter(|(score, _)| *score > 0.0)
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut codes: Vec<String> = Vec::new();
        for (_, code) in found {
            if codes.len() < FIRST && !codes.iter().any(|known| known == code) {
                codes.push(code.to_owned());
            }
        }
        codes
    }
}

fn words(text: &str) -> HashSet<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
