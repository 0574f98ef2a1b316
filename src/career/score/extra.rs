//! A skill as one more line of the résumé would show it.

use std::collections::{BTreeMap, BTreeSet};

use crate::career::score::cues;
use crate::career::score::profile::telling_stems;
use crate::career::skill::Vocabulary;

/// All that the line would change, so that a promised gain is what writing the skill down brings: `Python` is a
/// tool, and also a word that shows knowledge of computers.
pub(in crate::career) struct Extra {
    skills: BTreeSet<String>,
    /// Words that show a general skill or a field of knowledge, by its id, in lower case.
    pub(super) cues: BTreeMap<String, BTreeSet<String>>,
    /// The line itself, in lower case.
    pub(super) item: String,
    pub(in crate::career) stems: BTreeSet<String>,
}

impl Extra {
    pub(super) fn new(name: &str, vocabulary: &Vocabulary) -> Self {
        let mut skills: BTreeSet<String> = vocabulary
            .find(name)
            .into_iter()
            .map(|found| found.skill)
            .collect();
        // A short name that is also a word (`Go`) is read as a skill among other skills, where it will stand.
        skills.extend(vocabulary.canonical(name).map(str::to_owned));
        let mut cues: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for found in cues::vocabulary().find(name) {
            let words = cues.entry(found.skill).or_default();
            words.insert(found.text.to_lowercase());
        }
        Self {
            skills,
            cues,
            item: name.to_lowercase(),
            stems: telling_stems(name),
        }
    }

    pub(super) fn shows(&self, skill: &str) -> bool {
        self.skills.contains(skill)
    }
}
