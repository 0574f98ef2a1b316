//! Analyses: there from the moment they begin, journaled while they stream.

use super::{Result, Store};
use crate::career::analysis::Analysis;

/// An analysis that is about to begin.
#[derive(Clone)]
pub struct NewAnalysis {
    pub resume_id: i64,
    /// The role, `Best fit` or `Job description`.
    pub title: String,
    /// What was asked, in the asker's own shape.
    pub question: serde_json::Value,
}

/// A stored analysis, without its content.
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
    pub fn begin_analysis(&self, _new: &NewAnalysis) -> Result<i64> {
        todo!()
    }

    pub fn save_partial_analysis(&self, _id: i64, _partial: &Analysis) -> Result<()> {
        todo!()
    }

    pub fn finish_analysis(&self, _id: i64, _analysis: &Analysis) -> Result<()> {
        todo!()
    }

    pub fn analyses(&self, _resume_id: i64) -> Result<Vec<AnalysisRow>> {
        todo!()
    }

    pub fn latest_analysis(&self) -> Result<Option<AnalysisRow>> {
        todo!()
    }

    pub fn analysis(&self, _id: i64) -> Result<Option<Analysis>> {
        todo!()
    }

    pub fn delete_analysis(&self, _id: i64) -> Result<()> {
        todo!()
    }
}
