//! How near a title held is to the titles of a role.

use crate::career::occupation::Occupation;
use crate::career::score::profile::HeldTitle;
use crate::career::words::{is_rank, stem, words};

/// A title that an occupation also goes by is not quite its own.
const OTHER_NAME: f64 = 0.95;

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

    /// 0 to 1: twice the shared weight over the weight of both.
    pub(super) fn nearness(&self, other: &Self) -> f64 {
        let both = self.weight() + other.weight();
        if both <= 0.0 {
            return 0.0;
        }
        let shared: f64 = self
            .0
            .iter()
            .filter(|(word, _)| other.0.iter().any(|(theirs, _)| theirs == word))
            .map(|(_, weight)| weight)
            .sum();
        (2.0 * shared / both).min(1.0)
    }

    /// Whether a text can be near at all: it has a telling word of this title. Much cheaper than [`Self::nearness`].
    pub(super) fn may_be_near(&self, text: &str) -> bool {
        self.0
            .iter()
            .filter(|(_, weight)| *weight > 0.1)
            .any(|(word, _)| contains(text.as_bytes(), word.as_bytes()))
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

/// A stem that is not ASCII is taken to be there, since its accents may be written otherwise.
fn contains(text: &[u8], stem: &[u8]) -> bool {
    !stem.is_ascii()
        || !text.is_ascii()
        || text
            .windows(stem.len().max(1))
            .any(|window| window.eq_ignore_ascii_case(stem))
}

/// The title held that is nearest to one of the role's.
#[derive(Clone, Copy, Default)]
pub(super) struct TitleMatch {
    pub nearness: f64,
    pub held: Option<usize>,
    /// The place among the occupation's alternate titles; none for its own.
    pub alternate: Option<usize>,
}

pub(super) fn nearest(
    titles: &[HeldTitle],
    role: &TitleWords,
    occupation: Option<&Occupation>,
) -> TitleMatch {
    let mut best = TitleMatch::default();
    for (held, title) in titles.iter().enumerate() {
        let (nearness, alternate) = nearest_of(&title.words, role, occupation);
        // What was done long ago says a little less about what comes next.
        let nearness = nearness * if held < 4 { 1.0 } else { 0.9 };
        if nearness > best.nearness {
            best = TitleMatch {
                nearness,
                held: Some(held),
                alternate,
            };
        }
    }
    best
}

/// How near a title held is to the role, its occupation or any of that occupation's titles, and which.
pub(super) fn nearest_of(
    held: &TitleWords,
    role: &TitleWords,
    occupation: Option<&Occupation>,
) -> (f64, Option<usize>) {
    let mut best = (held.nearness(role), None);
    let Some(occupation) = occupation else {
        return best;
    };
    let titles = std::iter::once((None, &occupation.title)).chain(
        occupation
            .alternate_titles
            .iter()
            .enumerate()
            .map(|(at, title)| (Some(at), title)),
    );
    for (alternate, title) in titles.filter(|(_, title)| held.may_be_near(title)) {
        let own = if alternate.is_none() { 1.0 } else { OTHER_NAME };
        let nearness = own * held.nearness(&TitleWords::new(title));
        if nearness > best.0 {
            best = (nearness, alternate);
        }
    }
    best
}
