//! Figures of answers: which link, how soon, how fast.

use rusqlite::params;

use super::{Result, Store, columns};
use crate::chat::Link;

/// One answer, measured.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerFigure {
    pub at_ms: i64,
    pub purpose: String,
    pub link: Link,
    pub model: String,
    pub ttft_ms: u64,
    pub tokens_per_second: Option<f64>,
    pub complete: bool,
    pub n_fallbacks: u32,
}

impl Store {
    pub fn add_answer_figure(&self, figure: &AnswerFigure) -> Result<()> {
        self.connection().execute(
            "INSERT INTO answer_figures (at_ms, purpose, link, model, ttft_ms, tokens_per_second,
                                         complete, n_fallbacks)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                figure.at_ms,
                figure.purpose,
                figure.link.as_str(),
                figure.model,
                columns::to_integer(figure.ttft_ms),
                figure.tokens_per_second,
                figure.complete,
                figure.n_fallbacks,
            ],
        )?;
        Ok(())
    }

    /// The last `limit` answers, the oldest of them first.
    pub fn answer_figures(&self, limit: u32) -> Result<Vec<AnswerFigure>> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT at_ms, purpose, link, model, ttft_ms, tokens_per_second, complete, n_fallbacks
             FROM (SELECT * FROM answer_figures ORDER BY id DESC LIMIT ?1) ORDER BY id",
        )?;
        let rows = statement.query_map([limit], |row| {
            Ok(AnswerFigure {
                at_ms: row.get(0)?,
                purpose: row.get(1)?,
                link: columns::word(row, 2)?,
                model: row.get(3)?,
                ttft_ms: columns::unsigned(row, 4)?,
                tokens_per_second: row.get(5)?,
                complete: row.get(6)?,
                n_fallbacks: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
