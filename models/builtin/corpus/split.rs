//! What is learned from and what is held out: occupations by their codes, invented names by their stems.

use std::collections::HashSet;
use std::sync::OnceLock;

use aspiro::atlas::Atlas;
use aspiro::career::occupation::Occupation;

use crate::people::{every_stem, hash};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Split {
    Train,
    HeldOut,
}

/// One in so many occupations, and of the stems of invented names, is held out.
const ONE_IN: u64 = 10;

impl Split {
    pub(crate) fn of_occupation(occupation: &Occupation) -> Self {
        Self::of(&occupation.code)
    }

    pub(crate) fn of_stem(stem: &str) -> Self {
        Self::of(&stem.to_lowercase())
    }

    fn of(name: &str) -> Self {
        if hash(name).is_multiple_of(ONE_IN) {
            Self::HeldOut
        } else {
            Self::Train
        }
    }

    pub(crate) fn occupations(self) -> Vec<&'static Occupation> {
        let all = Atlas::get().occupations().iter();
        all.filter(|occupation| Self::of_occupation(occupation) == self)
            .collect()
    }
}

/// The titles of held-out occupations in lower case, which nobody in the training text holds or asks about.
pub(crate) fn held_out_titles() -> &'static HashSet<String> {
    static TITLES: OnceLock<HashSet<String>> = OnceLock::new();
    TITLES.get_or_init(|| {
        let held = Split::HeldOut.occupations();
        held.iter()
            .map(|occupation| occupation.title.to_lowercase())
            .collect()
    })
}

/// A held-out invented name that stands in the text.
pub(crate) fn names_held_out(text: &str) -> Option<&str> {
    static STEMS: OnceLock<HashSet<String>> = OnceLock::new();
    let held = STEMS.get_or_init(|| {
        let held = every_stem().filter(|stem| Split::of_stem(stem) == Split::HeldOut);
        held.filter(|stem| !is_real(stem)).collect()
    });
    pieces(text).find(|piece| held.contains(*piece))
}

/// Whether a word stands in the atlas, so that it is no invention.
pub(crate) fn is_real(word: &str) -> bool {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let atlas = Atlas::get();
        let titles = atlas.occupations().iter().flat_map(|occupation| {
            let tools = occupation.technologies.iter().map(|tool| tool.name);
            let others = occupation.alternate_titles.iter().map(String::as_str);
            tools.chain([occupation.title.as_str()]).chain(others)
        });
        let skills = atlas.vocabulary().skills().iter();
        let skills = skills.flat_map(|skill| skill.aliases.iter().chain([&skill.name]));
        let names = titles.chain(skills.map(String::as_str));
        names.flat_map(pieces).map(str::to_lowercase).collect()
    });
    words.contains(&word.to_lowercase())
}

/// Runs of letters; one ends where a capital follows a small letter, as in `VelotonDesk`.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.flat_map(|word| {
        let mut cuts = vec![0];
        let letters: Vec<(usize, char)> = word.char_indices().collect();
        let ups = letters
            .windows(2)
            .filter(|two| two[0].1.is_lowercase() && two[1].1.is_uppercase());
        cuts.extend(ups.map(|two| two[1].0));
        cuts.push(word.len());
        cuts.windows(2)
            .map(|two| &word[two[0]..two[1]])
            .collect::<Vec<_>>()
    })
}

/// The bits of `n` spread over all 64 (SplitMix64).
pub(crate) const fn mixed(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
