//! What is known to stand in a document.

use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Truth {
    pub contact: Contact,
    pub experience: Vec<Position>,
    pub education: Vec<Study>,
    pub skills: Vec<String>,
    /// What is seen, in reading order; only generated truths have them.
    pub lines: Option<Vec<String>>,
    pub hidden: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Contact {
    pub full_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub location: Option<String>,
    pub links: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Position {
    pub title: Option<String>,
    pub company: Option<String>,
    pub dates: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Study {
    pub degree: Option<String>,
    pub institution: Option<String>,
    pub dates: Option<String>,
}

impl Truth {
    pub(super) const fn is_generated(&self) -> bool {
        self.lines.is_some()
    }
}

/// `NAME.truth.json` beside `NAME.pdf`.
pub(super) fn beside(document: &Path) -> PathBuf {
    document.with_extension("truth.json")
}

pub(super) fn load(path: &Path) -> Option<Truth> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}
