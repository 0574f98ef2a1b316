//! Career paths a person keeps.

use serde::{Deserialize, Serialize};

/// A path towards a role that the person saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedPath {
    pub id: i64,
    pub title: String,
    /// O*NET-SOC code, if the path leads to a known occupation.
    pub occupation: Option<String>,
    pub status: PathStatus,
    pub notes: String,
    /// What was known when it was saved (an analysis or an exploration), in Markdown.
    pub summary: String,
    pub match_percent: Option<u8>,
    /// The analysis it came from, if it is still stored.
    pub analysis_id: Option<i64>,
    /// Milliseconds since 1970, UTC.
    pub created_ms: i64,
    pub updated_ms: i64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PathStatus {
    #[default]
    Considering,
    Planned,
    InProgress,
    Reached,
    SetAside,
}

impl PathStatus {
    pub const ALL: [Self; 5] = [
        Self::Considering,
        Self::Planned,
        Self::InProgress,
        Self::Reached,
        Self::SetAside,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Considering => "Considering",
            Self::Planned => "Planned",
            Self::InProgress => "In progress",
            Self::Reached => "Reached",
            Self::SetAside => "Set aside",
        }
    }
}
