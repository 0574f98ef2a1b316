//! Words that stand for each other in the names of occupations and skills.
//!
//! `assets/atlas/kin.txt` holds them, kept by hand: a line is a group, its members are words or a few words in a row.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::words::words;

/// What a word's kin weighs beside the word itself.
const KIN: f32 = 0.5;

struct Kin {
    groups: Vec<Vec<Vec<String>>>,
    /// The groups a member of which begins with the word, and which member.
    by_first: HashMap<String, Vec<(usize, usize)>>,
}

/// The words, each with weight 1, and the words of their kin with less.
pub(super) fn expand(said: &[String]) -> BTreeMap<String, f32> {
    let kin = kin();
    let mut expanded: BTreeMap<String, f32> = said.iter().map(|word| (word.clone(), 1.0)).collect();
    for (at, word) in said.iter().enumerate() {
        for (group, member) in kin.by_first.get(word).into_iter().flatten() {
            let group = &kin.groups[*group];
            if !said[at..].starts_with(&group[*member]) {
                continue;
            }
            for other in group.iter().filter(|other| **other != group[*member]) {
                // Its words together weigh as much as one.
                let weight = KIN / (other.len() as f32).sqrt();
                for word in other {
                    super::raise(&mut expanded, word.clone(), weight);
                }
            }
        }
    }
    expanded
}

fn kin() -> &'static Kin {
    static READ: OnceLock<Kin> = OnceLock::new();
    READ.get_or_init(|| read(include_str!("../../../assets/atlas/kin.txt")))
}

fn read(text: &str) -> Kin {
    let groups: Vec<Vec<Vec<String>>> = text
        .lines()
        .map(|line| line.split('#').next().unwrap_or(line))
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            line.split(',')
                .map(words)
                .filter(|words| !words.is_empty())
                .collect()
        })
        .collect();
    let mut by_first: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (group, members) in groups.iter().enumerate() {
        for (member, words) in members.iter().enumerate() {
            by_first
                .entry(words[0].clone())
                .or_default()
                .push((group, member));
        }
    }
    Kin { groups, by_first }
}
