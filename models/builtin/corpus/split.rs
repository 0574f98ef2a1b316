//! What is learned from and what is held out: occupations by their codes, invented names by their stems.

use std::collections::HashSet;
use std::sync::OnceLock;

use aspiro::atlas::Atlas;
use aspiro::career::occupation::Occupation;

use crate::people::hash;

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
        held.iter().map(|occupation| occupation.title.to_lowercase()).collect()
    })
}

/// The bits of `n` spread over all 64 (SplitMix64).
pub(crate) const fn mixed(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
