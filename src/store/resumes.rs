//! Résumés: the file's own bytes, so that nothing need be dropped in twice, and what was read from them.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::error::not_found;
use super::{Result, Store, columns, found, hex, now_ms};
use crate::career::correction::Corrections;
use crate::career::resume::Resume;

const WHAT: &str = "résumé";

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
    /// The same bytes again give the id they have, whatever their name is now.
    pub fn add_resume(&self, name: &str, bytes: &[u8], read: &Resume) -> Result<i64> {
        let sha256 = hex::encode(&Sha256::digest(bytes));
        let read = columns::to_json(read)?;
        let connection = self.connection();
        let known = connection
            .query_row(
                "SELECT id FROM resumes WHERE sha256 = ?1",
                [&sha256],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        connection.execute(
            "INSERT INTO resumes (name, sha256, created_ms, read, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![name, sha256, now_ms(), read, bytes],
        )?;
        Ok(connection.last_insert_rowid())
    }

    /// Newest first.
    pub fn resumes(&self) -> Result<Vec<ResumeRow>> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT id, name, sha256, length(bytes), created_ms FROM resumes ORDER BY id DESC",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(ResumeRow {
                id: row.get(0)?,
                name: row.get(1)?,
                sha256: row.get(2)?,
                bytes_len: columns::unsigned(row, 3)?,
                created_ms: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// As it was read when it was added.
    pub fn resume(&self, id: i64) -> Result<Resume> {
        self.connection()
            .query_row("SELECT read FROM resumes WHERE id = ?1", [id], |row| {
                columns::json(row, 0)
            })
            .optional()?
            .ok_or_else(|| not_found(WHAT))
    }

    /// What the person set right in it; nothing at first.
    pub fn corrections(&self, id: i64) -> Result<Corrections> {
        let known = self
            .connection()
            .query_row(
                "SELECT body FROM corrections WHERE resume_id = ?1",
                [id],
                |row| columns::json(row, 0),
            )
            .optional()?;
        Ok(known.unwrap_or_default())
    }

    /// In place of those before; the résumé as read stays.
    pub fn set_corrections(&self, id: i64, corrections: &Corrections) -> Result<()> {
        let body = columns::to_json(corrections)?;
        let n = self.connection().execute(
            "INSERT INTO corrections (resume_id, body) SELECT id, ?2 FROM resumes WHERE id = ?1
             ON CONFLICT (resume_id) DO UPDATE SET body = excluded.body",
            params![id, body],
        )?;
        found(n, WHAT)
    }

    pub fn resume_bytes(&self, id: i64) -> Result<Vec<u8>> {
        self.connection()
            .query_row("SELECT bytes FROM resumes WHERE id = ?1", [id], |row| {
                row.get(0)
            })
            .optional()?
            .ok_or_else(|| not_found(WHAT))
    }

    /// Its analyses go with it; paths saved from them stay.
    pub fn delete_resume(&self, id: i64) -> Result<()> {
        let n = self
            .connection()
            .execute("DELETE FROM resumes WHERE id = ?1", [id])?;
        found(n, WHAT)
    }
}
