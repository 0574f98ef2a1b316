//! An analysis as data: scores that add up, and evidence for every sentence.
//!
//! The shape is the contract of `aspiro analyze --json`, described in `assets/schemas/analysis.json`.

use serde::{Deserialize, Serialize};

use crate::chat::Link;

/// The whole result for one résumé and one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Analysis {
    pub version: u32,
    pub kind: Kind,
    pub resume: ResumeRef,
    /// A paragraph about the person; every sentence lies in a claim.
    pub analysis: String,
    pub suggestions: Vec<Suggestion>,
    pub overall_strengths: Vec<Cited>,
    pub improvements_to_consider: Vec<Cited>,
    pub requirements: Vec<Requirement>,
    pub claims: Vec<Claim>,
    pub evidence: Vec<Evidence>,
    pub provenance: Provenance,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    TargetRole,
    BestFit,
    Job,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeRef {
    pub id: String,
    pub sha256: String,
}

/// One role, and how the résumé stands to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// As the person wrote it, or the occupation's title.
    pub role: String,
    /// O*NET-SOC code, or null when no occupation fits.
    pub occupation: Option<String>,
    /// 0 to 100: Σ weight·score of the parts, rounded half up.
    #[serde(rename = "match")]
    pub match_percent: u8,
    pub parts: Vec<Part>,
    pub description: String,
    pub why_it_fits: String,
    pub skills_to_highlight: Vec<Cited>,
    pub skills_to_develop: Vec<Cited>,
    pub counterfactuals: Vec<Counterfactual>,
}

/// One part of the match. The weights of a suggestion's parts sum to 100.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub name: String,
    pub weight: u8,
    /// 0 to 1.
    pub score: f64,
    pub evidence: Vec<u32>,
}

impl Part {
    /// The points it brings, of as many as its weight.
    pub fn earned(&self) -> f64 {
        f64::from(self.weight) * self.score
    }

    /// The points it leaves.
    pub fn lost(&self) -> f64 {
        f64::from(self.weight) * (1.0 - self.score)
    }
}

/// A short text with the ids of its evidence, never without any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    pub text: String,
    pub evidence: Vec<u32>,
}

/// What adding one skill would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterfactual {
    pub add: String,
    /// Exactly the change of `match`.
    pub gain: u8,
}

/// A requirement of a pasted job description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    pub text: String,
    pub need: Need,
    pub status: Status,
    pub evidence: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    Required,
    Preferred,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Met,
    Partial,
    Missing,
}

/// A sentence of a prose field and what supports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// JSON pointer, for example `/suggestions/0/whyItFits`.
    pub field: String,
    /// Bytes of that field's string.
    pub start: usize,
    pub end: usize,
    pub evidence: Vec<u32>,
}

/// A line of the résumé, a row of the atlas or a line of the job description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub id: u32,
    pub source: Source,
    /// Bytes of the stored text; null for the atlas.
    pub start: Option<usize>,
    pub end: Option<usize>,
    /// Exactly that slice, or the atlas row in words.
    pub quote: String,
    /// For the atlas `onet:15-2051.00#skills/2.B.3.e`; empty otherwise.
    #[serde(rename = "ref")]
    pub reference: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    Resume,
    Atlas,
    Job,
}

/// Who wrote the words, and how fast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    pub link: Link,
    /// Null for the guide, like the two figures below.
    pub model: Option<String>,
    pub prompt_version: String,
    pub score_version: String,
    pub ttft_ms: Option<u64>,
    pub tokens_per_second: Option<f64>,
    /// Links that were asked before and did not answer, as `openrouter/x:rate_limited`.
    pub fallbacks: Vec<String>,
}
