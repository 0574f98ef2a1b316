//! Career paths a person keeps, with deletions that can be undone while the profile is open.

use rusqlite::{OptionalExtension, Row, params};

use super::error::not_found;
use super::{Result, Store, columns, found, now_ms};
use crate::career::path::{PathStatus, SavedPath};

const WHAT: &str = "path";

const ROW: &str = "SELECT id, title, occupation, status, notes, summary, match_percent, analysis_id, \
                   created_ms, updated_ms FROM paths WHERE deleted_ms IS NULL";

/// A path that is about to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPath {
    pub title: String,
    /// O*NET-SOC code, if the path leads to a known occupation.
    pub occupation: Option<String>,
    /// Markdown.
    pub summary: String,
    pub match_percent: Option<u8>,
    /// Left out of what is stored if the analysis is gone.
    pub analysis_id: Option<i64>,
}

impl Store {
    pub fn add_path(&self, new: &NewPath) -> Result<SavedPath> {
        let status = PathStatus::default();
        let now = now_ms();
        let id = {
            let connection = self.connection();
            connection
                .prepare_cached(
                    "INSERT INTO paths (title, occupation, status, notes, summary, match_percent,
                                        analysis_id, created_ms, updated_ms)
                     VALUES (?1, ?2, ?3, '', ?4, ?5, (SELECT id FROM analyses WHERE id = ?6), ?7, ?7)",
                )?
                .execute(params![
                    new.title,
                    new.occupation,
                    columns::to_word(&status)?,
                    new.summary,
                    new.match_percent,
                    new.analysis_id,
                    now,
                ])?;
            connection.last_insert_rowid()
        };
        self.path(id)
    }

    /// Newest first.
    pub fn paths(&self) -> Result<Vec<SavedPath>> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&format!("{ROW} ORDER BY id DESC"))?;
        let rows = statement.query_map([], saved_path)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn path(&self, id: i64) -> Result<SavedPath> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&format!("{ROW} AND id = ?1"))?;
        statement
            .query_row([id], saved_path)
            .optional()?
            .ok_or_else(|| not_found(WHAT))
    }

    /// Writes title, status and notes, and sets when that was; the rest of a path never changes.
    pub fn update_path(&self, path: &SavedPath) -> Result<()> {
        let n = self
            .connection()
            .prepare_cached(
                "UPDATE paths SET title = ?2, status = ?3, notes = ?4, updated_ms = ?5
                 WHERE id = ?1 AND deleted_ms IS NULL",
            )?
            .execute(params![
                path.id,
                path.title,
                columns::to_word(&path.status)?,
                path.notes,
                now_ms(),
            ])?;
        found(n, WHAT)
    }

    /// Returns the path, for a message that offers to undo; [`Store::restore_path`] does so until the
    /// profile is closed.
    pub fn delete_path(&self, id: i64) -> Result<SavedPath> {
        let path = self.path(id)?;
        let n = self
            .connection()
            .prepare_cached(
                "UPDATE paths SET deleted_ms = ?2 WHERE id = ?1 AND deleted_ms IS NULL",
            )?
            .execute(params![id, now_ms()])?;
        found(n, WHAT)?;
        Ok(path)
    }

    /// Undoes a deletion; a path that is not deleted stays as it is.
    pub fn restore_path(&self, id: i64) -> Result<()> {
        let n = self
            .connection()
            .prepare_cached("UPDATE paths SET deleted_ms = NULL WHERE id = ?1")?
            .execute([id])?;
        found(n, WHAT)
    }

    /// What was deleted before the profile was closed can no longer be undone, and must not stay.
    pub(super) fn forget_deleted_paths(&self) -> Result<()> {
        self.connection()
            .execute("DELETE FROM paths WHERE deleted_ms IS NOT NULL", [])?;
        Ok(())
    }
}

fn saved_path(row: &Row<'_>) -> rusqlite::Result<SavedPath> {
    Ok(SavedPath {
        id: row.get(0)?,
        title: row.get(1)?,
        occupation: row.get(2)?,
        status: columns::word(row, 3)?,
        notes: row.get(4)?,
        summary: row.get(5)?,
        match_percent: row.get(6)?,
        analysis_id: row.get(7)?,
        created_ms: row.get(8)?,
        updated_ms: row.get(9)?,
    })
}
