//! Analyses: there from the moment they begin, journaled while they stream.

use std::fmt;

use rusqlite::{OptionalExtension, Row, params};

use super::error::{not_found, parent_missing};
use super::{Result, Store, columns, found, now_ms};
use crate::career::analysis::Analysis;

const WHAT: &str = "analysis";

const ROW: &str = "SELECT id, resume_id, title, question, match_percent, complete, created_ms \
                   FROM analyses";

/// An analysis that is about to begin. `Debug` leaves the question out, which may be a job description.
#[derive(Clone)]
pub struct NewAnalysis {
    pub resume_id: i64,
    /// The role, `Best fit` or `Job description`.
    pub title: String,
    /// What was asked, in the asker's own shape.
    pub question: serde_json::Value,
}

/// A stored analysis, without its content. `Debug` leaves the question out.
#[derive(Clone, PartialEq)]
pub struct AnalysisRow {
    pub id: i64,
    pub resume_id: i64,
    pub title: String,
    pub question: serde_json::Value,
    /// Of the first suggestion, as soon as there is one.
    pub match_percent: Option<u8>,
    /// False for one that still streams, was stopped or was cut.
    pub complete: bool,
    pub created_ms: i64,
}

impl Store {
    pub fn begin_analysis(&self, new: &NewAnalysis) -> Result<i64> {
        let question = columns::to_json(&new.question)?;
        let connection = self.connection();
        connection
            .execute(
                "INSERT INTO analyses (resume_id, title, created_ms, question) VALUES (?1, ?2, ?3, ?4)",
                params![new.resume_id, new.title, now_ms(), question],
            )
            .map_err(parent_missing("résumé"))?;
        Ok(connection.last_insert_rowid())
    }

    /// Keeps what has arrived so far. Does nothing to a finished analysis, so that a journal write
    /// that comes late cannot cut it short.
    pub fn save_partial_analysis(&self, id: i64, partial: &Analysis) -> Result<()> {
        self.write_analysis(id, partial, false)
    }

    pub fn finish_analysis(&self, id: i64, analysis: &Analysis) -> Result<()> {
        self.write_analysis(id, analysis, true)
    }

    fn write_analysis(&self, id: i64, analysis: &Analysis, complete: bool) -> Result<()> {
        let body = columns::to_json(analysis)?;
        let match_percent = analysis
            .suggestions
            .first()
            .map(|first| first.match_percent);
        let n = self.connection().execute(
            "UPDATE analyses SET
                 body = iif(complete > ?2, body, ?3),
                 match_percent = iif(complete > ?2, match_percent, ?4),
                 complete = max(complete, ?2)
             WHERE id = ?1",
            params![id, complete, body, match_percent],
        )?;
        found(n, WHAT)
    }

    /// Newest first.
    pub fn analyses(&self, resume_id: i64) -> Result<Vec<AnalysisRow>> {
        let connection = self.connection();
        let mut statement =
            connection.prepare_cached(&format!("{ROW} WHERE resume_id = ?1 ORDER BY id DESC"))?;
        let rows = statement.query_map([resume_id], analysis_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Of any résumé.
    pub fn latest_analysis(&self) -> Result<Option<AnalysisRow>> {
        Ok(self
            .connection()
            .query_row(&format!("{ROW} ORDER BY id DESC LIMIT 1"), [], analysis_row)
            .optional()?)
    }

    /// `None` while nothing has arrived.
    pub fn analysis(&self, id: i64) -> Result<Option<Analysis>> {
        self.connection()
            .query_row("SELECT body FROM analyses WHERE id = ?1", [id], |row| {
                columns::optional_json(row, 0)
            })
            .optional()?
            .ok_or_else(|| not_found(WHAT))
    }

    pub fn delete_analysis(&self, id: i64) -> Result<()> {
        let n = self
            .connection()
            .execute("DELETE FROM analyses WHERE id = ?1", [id])?;
        found(n, WHAT)
    }
}

fn analysis_row(row: &Row<'_>) -> rusqlite::Result<AnalysisRow> {
    Ok(AnalysisRow {
        id: row.get(0)?,
        resume_id: row.get(1)?,
        title: row.get(2)?,
        question: columns::json(row, 3)?,
        match_percent: row.get(4)?,
        complete: row.get(5)?,
        created_ms: row.get(6)?,
    })
}

impl fmt::Debug for NewAnalysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewAnalysis(of résumé {})", self.resume_id)
    }
}

impl fmt::Debug for AnalysisRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnalysisRow")
            .field("id", &self.id)
            .field("resume_id", &self.resume_id)
            .field("match_percent", &self.match_percent)
            .field("complete", &self.complete)
            .finish_non_exhaustive()
    }
}
