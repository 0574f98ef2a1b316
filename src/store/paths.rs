//! Career paths a person keeps.

use super::{Result, Store};
use crate::career::path::SavedPath;

/// A path that is about to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPath {
    pub title: String,
    /// O*NET-SOC code, if the path leads to a known occupation.
    pub occupation: Option<String>,
    /// Markdown.
    pub summary: String,
    pub match_percent: Option<u8>,
    pub analysis_id: Option<i64>,
}

impl Store {
    pub fn add_path(&self, _new: &NewPath) -> Result<SavedPath> {
        todo!()
    }

    pub fn paths(&self) -> Result<Vec<SavedPath>> {
        todo!()
    }

    pub fn path(&self, _id: i64) -> Result<SavedPath> {
        todo!()
    }

    pub fn update_path(&self, _path: &SavedPath) -> Result<()> {
        todo!()
    }

    pub fn delete_path(&self, _id: i64) -> Result<SavedPath> {
        todo!()
    }

    pub fn restore_path(&self, _id: i64) -> Result<()> {
        todo!()
    }
}
