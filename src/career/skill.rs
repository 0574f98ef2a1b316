//! Skills: a vocabulary of names and aliases, and finding them in text as whole words.

use serde::{Deserialize, Serialize};

use crate::career::resume::SkillFound;

/// A skill or technology the program knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// The name shown to people; unique in the vocabulary.
    pub name: String,
    /// Other ways of writing it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// The skills the program knows, ready to be found in text.
pub struct Vocabulary {
    skills: Vec<Skill>,
}

impl Vocabulary {
    pub fn new(skills: Vec<Skill>) -> Self {
        Self { skills }
    }

    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// Every known skill in the text, in order and without overlaps; the longest name wins.
    pub fn find(&self, text: &str) -> Vec<SkillFound> {
        let _ = text;
        todo!()
    }

    /// The name in the vocabulary of a skill written in any known way.
    pub fn canonical(&self, name: &str) -> Option<&str> {
        let _ = name;
        todo!()
    }
}
