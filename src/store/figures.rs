//! Figures of answers: which link, how soon, how fast.

use super::{Result, Store};
use crate::chat::Link;

/// One answer, measured.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerFigureRow {
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
    pub fn add_answer_figure(&self, _figure: &AnswerFigureRow) -> Result<()> {
        todo!()
    }

    pub fn answer_figures(&self, _limit: u32) -> Result<Vec<AnswerFigureRow>> {
        todo!()
    }
}
