//! Skills: a vocabulary of names and aliases, and finding them in text as whole words.

use serde::{Deserialize, Serialize};

/// A skill or technology the program knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// The name shown to people; unique in the vocabulary.
    pub name: String,
    /// Other ways of writing it.
    #[serde(default)]
    pub aliases: Vec<String>,
}
