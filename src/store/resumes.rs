//! Résumés: the file's own bytes, and what was read from them.

use super::{Result, Store};
use crate::career::resume::Resume;

/// A stored résumé, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResumeRow {
    pub id: i64,
    /// The file's name when it was added.
    pub name: String,
    /// Lower-case hex of the file's bytes.
    pub sha256: String,
    pub bytes_len: u64,
    pub created_ms: i64,
}

impl Store {
    pub fn add_resume(&self, _name: &str, _bytes: &[u8], _read: &Resume) -> Result<i64> {
        todo!()
    }

    pub fn resumes(&self) -> Result<Vec<ResumeRow>> {
        todo!()
    }

    pub fn resume(&self, _id: i64) -> Result<Resume> {
        todo!()
    }

    pub fn resume_bytes(&self, _id: i64) -> Result<Vec<u8>> {
        todo!()
    }

    pub fn delete_resume(&self, _id: i64) -> Result<()> {
        todo!()
    }
}
