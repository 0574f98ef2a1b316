//! A pasted job description as requirements.

use crate::career::analysis::{Need, Status};
use crate::career::dates::YearMonth;
use crate::career::resume::{Resume, Span};
use crate::career::score::Fact;
use crate::career::skill::Vocabulary;

/// One thing a job description asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRequirement {
    /// The line without its bullet, blanks collapsed.
    pub text: String,
    pub need: Need,
    /// Bytes of the job description; a wrapped line is within.
    pub span: Span,
    /// Names in the vocabulary, in the order written.
    pub skills: Vec<String>,
    pub years: Option<u8>,
}

/// What a job description asks for, in the order written.
pub fn requirements(text: &str, vocabulary: &Vocabulary) -> Vec<JobRequirement> {
    let _ = (text, vocabulary);
    todo!()
}

/// Whether a résumé shows what is asked for, and where; the requirement's own span stands last.
pub fn meet(
    requirement: &JobRequirement,
    resume: &Resume,
    vocabulary: &Vocabulary,
    present: YearMonth,
) -> (Status, Vec<Fact>) {
    let _ = (requirement, resume, vocabulary, present);
    todo!()
}
