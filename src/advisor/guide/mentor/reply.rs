//! An answer of the guide, and which part of it another may put into words.

use crate::career::occupation::Occupation;

/// An answer in pieces of Markdown.
#[derive(Default)]
pub struct Reply {
    pub before: Vec<String>,
    /// What a model may say in its own words, where there is a theme.
    pub told: Vec<String>,
    pub after: Vec<String>,
    pub theme: Option<Theme>,
}

/// The section of an occupation's write-up that tells the same facts.
#[derive(Clone, Copy)]
pub struct Theme {
    pub occupation: &'static Occupation,
    pub section: &'static str,
}

impl Reply {
    pub fn is_blank(&self) -> bool {
        let mut pieces = [&self.before, &self.told, &self.after]
            .into_iter()
            .flatten();
        pieces.all(|piece| piece.trim().is_empty())
    }

    pub fn pieces(self) -> Vec<String> {
        [self.before, self.told, self.after].concat()
    }
}

impl From<Vec<String>> for Reply {
    fn from(told: Vec<String>) -> Self {
        Self {
            told,
            ..Self::default()
        }
    }
}
