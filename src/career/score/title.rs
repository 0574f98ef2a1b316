//! How near a title held is to the titles of a role.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::career::occupation::Occupation;
use crate::career::words::{is_rank, stem, words};

/// A title that an occupation also goes by is not quite its own; less so the further down the list it stands, where
/// the names are that few people in it report.
const OTHER_NAME: f64 = 0.95;
const LAST_OTHER_NAME: f64 = 0.85;
/// As many other titles as the atlas keeps.
const MAX_OTHER_NAMES: f64 = 100.0;

/// Words that many occupations share and that alone say little.
const BROAD: &[&str] = &[
    "administrator",
    "agent",
    "analyst",
    "assistant",
    "associate",
    "clerk",
    "consultant",
    "coordinator",
    "director",
    "engineer",
    "executive",
    "expert",
    "manager",
    "officer",
    "operator",
    "professional",
    "representative",
    "specialist",
    "supervisor",
    "technician",
    "worker",
];

/// The words of a title by their stems, with how much each says.
pub(super) struct TitleWords(Vec<(String, f64)>);

impl TitleWords {
    pub(super) fn new(title: &str) -> Self {
        let mut found: Vec<(String, f64)> = Vec::new();
        for word in words(title) {
            let weight = if is_rank(&word) {
                0.1
            } else if BROAD.contains(&word.as_str()) {
                0.5
            } else {
                1.0
            };
            let stem = stem(&word).to_owned();
            if !found.iter().any(|(other, _)| *other == stem) {
                found.push((stem, weight));
            }
        }
        Self(found)
    }

    /// 0 to 1: twice the shared weight over the weight of both. Broad words alone make no two titles near,
    /// unless this one has no others.
    pub(super) fn nearness(&self, other: &Self) -> f64 {
        let both = self.weight() + other.weight();
        let shared: f64 = self
            .0
            .iter()
            .filter(|(word, _)| other.0.iter().any(|(theirs, _)| theirs == word))
            .map(|(_, weight)| weight)
            .sum();
        if both <= 0.0 || shared < self.telling() {
            return 0.0;
        }
        // `Engineer` alone may be any engineer.
        let certainty = if self.telling() < 1.0 { 0.6 } else { 1.0 };
        (certainty * 2.0 * shared / both).min(1.0)
    }

    /// The words without which a text is hardly near.
    fn telling_stems(&self) -> impl Iterator<Item = &str> {
        let telling = self.telling();
        self.0
            .iter()
            .filter(move |(_, weight)| *weight >= telling)
            .map(|(word, _)| word.as_str())
    }

    /// The weight of the most telling word.
    fn telling(&self) -> f64 {
        self.0.iter().map(|(_, weight)| *weight).fold(0.0, f64::max)
    }

    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(|(_, weight)| *weight > 0.1)
            .map(|(word, _)| word.as_str())
    }

    fn weight(&self) -> f64 {
        self.0.iter().map(|(_, weight)| weight).sum()
    }
}

/// A title somebody held: `Registered Nurse, ICU` is also what stands before the comma, which says which kind.
pub(super) struct HeldWords {
    whole: TitleWords,
    head: Option<TitleWords>,
}

impl HeldWords {
    /// None for a text without a word that names work.
    pub(super) fn new(title: &str) -> Option<Self> {
        let whole = TitleWords::new(title);
        whole.stems().next()?;
        let head = title
            .split_once([',', '(', '|', ':'])
            .or_else(|| title.split_once(" - "))
            .or_else(|| title.split_once(" – "))
            .map(|(head, _)| TitleWords::new(head))
            // `Manager, Sales` is no `Manager` of anything.
            .filter(|head| head.telling() >= 1.0);
        Some(Self { whole, head })
    }

    /// Whether these are broad words of the other title and nothing else: `Engineer` beside `Software Engineer` is no
    /// other work.
    pub(super) fn is_rest_of(&self, title: &Self) -> bool {
        let mut stems = self.whole.stems();
        self.whole.telling() < 1.0
            && stems.all(|stem| title.whole.stems().any(|other| other == stem))
    }

    fn nearness(&self, other: &TitleWords) -> f64 {
        let head = self.head.as_ref().map_or(0.0, |head| head.nearness(other));
        self.whole.nearness(other).max(head)
    }

    fn telling_stems(&self) -> impl Iterator<Item = &str> {
        let both = std::iter::once(&self.whole).chain(&self.head);
        both.flat_map(TitleWords::telling_stems)
    }
}

/// `Welders, Cutters, Solderers, and Brazers` are four names; `Heating and Refrigeration Mechanics` is one.
fn names(title: &str) -> impl Iterator<Item = &str> {
    let pieces = || {
        title
            .split([',', '/'])
            .flat_map(|piece| piece.split(" and "))
            .map(|piece| piece.trim().trim_start_matches("and "))
            .filter(|piece| !piece.is_empty())
    };
    let is_plural = |piece: &str| piece.ends_with('s') && !piece.ends_with("ss");
    let several = pieces().count() > 1 && pieces().all(is_plural);
    pieces().filter(move |_| several)
}

/// How near a title held is to a role.
#[derive(Clone, Copy)]
pub(super) struct Nearness {
    /// 0 to 1.
    pub value: f64,
    /// The place among the occupation's alternate titles; none for its own and for the role itself.
    pub alternate: Option<usize>,
}

/// The titles somebody held, ready to be compared with those of many occupations.
pub(super) struct Held {
    titles: Vec<HeldWords>,
    /// Finds the telling words of all of them in one pass over a text.
    telling: AhoCorasick,
    /// Whose each of those words is.
    owners: Vec<usize>,
}

impl Held {
    pub(super) fn new(titles: Vec<HeldWords>) -> Self {
        let (owners, words): (Vec<usize>, Vec<&str>) = titles
            .iter()
            .enumerate()
            .flat_map(|(at, title)| title.telling_stems().map(move |stem| (at, stem)))
            .unzip();
        let telling = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words)
            .expect("a few words make a small automaton");
        Self {
            titles,
            telling,
            owners,
        }
    }

    /// Per title the nearest of the role's name, its occupation's title and that occupation's other titles.
    pub(super) fn nearness(
        &self,
        role: &TitleWords,
        occupation: Option<&Occupation>,
    ) -> Vec<Nearness> {
        let mut nearest: Vec<Nearness> = self
            .titles
            .iter()
            .map(|held| Nearness {
                value: held.nearness(role),
                alternate: None,
            })
            .collect();
        let Some(occupation) = occupation else {
            return nearest;
        };
        for name in std::iter::once(occupation.title.as_str()).chain(names(&occupation.title)) {
            let name = TitleWords::new(name);
            for (held, nearest) in self.titles.iter().zip(&mut nearest) {
                nearest.value = nearest.value.max(held.nearness(&name));
            }
        }
        for (at, title) in occupation.alternate_titles.iter().enumerate() {
            let held = self.may_be_near(title);
            if held.is_empty() {
                continue;
            }
            let title = TitleWords::new(title);
            let down = (at as f64 / MAX_OTHER_NAMES).min(1.0);
            let worth = OTHER_NAME + (LAST_OTHER_NAME - OTHER_NAME) * down;
            for held in held {
                let value = worth * self.titles[held].nearness(&title);
                if value > nearest[held].value {
                    nearest[held] = Nearness {
                        value,
                        alternate: Some(at),
                    };
                }
            }
        }
        nearest
    }

    /// The titles of which a text has a telling word; much cheaper than comparing. A text that is not ASCII is taken to
    /// have them all, since its accents may be written otherwise.
    fn may_be_near(&self, text: &str) -> Vec<usize> {
        if !text.is_ascii() {
            return (0..self.titles.len()).collect();
        }
        let mut held = Vec::new();
        for found in self.telling.find_overlapping_iter(text) {
            let owner = self.owners[found.pattern().as_usize()];
            if !held.contains(&owner) {
                held.push(owner);
            }
        }
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broad_word_alone_is_the_rest_of_a_longer_title_and_a_telling_one_is_not() {
        let words = |title| HeldWords::new(title).expect("it names work");
        let held = words("Senior Software Engineer");
        assert!(words("SENIOR ENGINEER").is_rest_of(&held));
        assert!(!words("Software Engineer").is_rest_of(&held));
        assert!(!words("Manager").is_rest_of(&held));
    }
}
