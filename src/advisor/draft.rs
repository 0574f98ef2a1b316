//! An analysis that grows sentence by sentence and is valid at every step.

use std::time::Duration;

use crate::advisor::AnalysisEvent;
use crate::advisor::facts::{Facts, Named, RoleFacts};
use crate::advisor::steps::{Change, Written};
use crate::advisor::writing::Writing;
use crate::career::analysis::{Analysis, Cited, Claim, Provenance, ResumeRef, Suggestion};
use crate::career::resume::Resume;
use crate::career::score;
use crate::chat::Link;
use crate::prompt;
use crate::provider::chain::Answered;

/// Turns a writing into analyses.
pub struct Draft {
    empty: Analysis,
}

/// The analysis without prose.
pub fn empty(resume: &Resume, facts: &Facts) -> Analysis {
    Analysis {
        version: 1,
        kind: facts.kind,
        resume: ResumeRef {
            id: resume.id().to_owned(),
            sha256: resume.sha256.clone(),
        },
        analysis: String::new(),
        suggestions: facts.roles.iter().map(suggestion).collect(),
        overall_strengths: Vec::new(),
        improvements_to_consider: Vec::new(),
        requirements: facts.requirements.clone(),
        claims: Vec::new(),
        evidence: facts.evidence.clone(),
        provenance: Provenance {
            link: Link::Guide,
            model: None,
            prompt_version: prompt::VERSION.to_owned(),
            score_version: score::VERSION.to_owned(),
            ttft_ms: None,
            tokens_per_second: None,
            fallbacks: Vec::new(),
        },
    }
}

fn suggestion(role: &RoleFacts) -> Suggestion {
    let cited = |skill: &Named| Cited {
        text: skill.name.clone(),
        evidence: skill.ids.clone(),
    };
    Suggestion {
        role: role.role.clone(),
        occupation: role.occupation.clone(),
        match_percent: role.match_percent,
        parts: role.parts.clone(),
        description: String::new(),
        why_it_fits: String::new(),
        skills_to_highlight: role.have.iter().map(cited).collect(),
        skills_to_develop: role.missing.iter().map(cited).collect(),
        counterfactuals: role.counterfactuals.clone(),
    }
}

impl Draft {
    pub const fn new(empty: Analysis) -> Self {
        Self { empty }
    }

    pub fn on(&self, writing: &Writing, change: Change) -> AnalysisEvent {
        match change {
            Change::Trying { link, model } => AnalysisEvent::Trying { link, model },
            Change::Fallback(fallback) => AnalysisEvent::Fallback(fallback),
            Change::Grew => AnalysisEvent::Progress(Box::new(self.analysis(writing))),
            Change::Done(written) => self.done(writing, written),
        }
    }

    fn done(&self, writing: &Writing, written: Written) -> AnalysisEvent {
        let mut analysis = self.analysis(writing);
        analysis.provenance = provenance(analysis.provenance, &written.answered);
        let answered = (!written.is_rejected).then_some(written.answered);
        AnalysisEvent::Done(Box::new(analysis), answered)
    }

    fn analysis(&self, writing: &Writing) -> Analysis {
        let mut analysis = self.empty.clone();
        let mut claims = Vec::new();
        analysis.analysis = paragraph(writing, "analysis", 0, "/analysis", &mut claims);
        for (index, suggestion) in analysis.suggestions.iter_mut().enumerate() {
            for (key, prose) in [
                ("description", &mut suggestion.description),
                ("whyItFits", &mut suggestion.why_it_fits),
            ] {
                let field = format!("/suggestions/{index}/{key}");
                *prose = paragraph(writing, key, index, &field, &mut claims);
            }
        }
        analysis.overall_strengths = entries(writing, "strengths");
        analysis.improvements_to_consider = entries(writing, "improvements");
        analysis.claims = claims;
        if let Some((link, model)) = writing.author() {
            analysis.provenance.link = *link;
            analysis.provenance.model = Some(model.clone());
        }
        analysis
    }
}

fn paragraph(
    writing: &Writing,
    key: &'static str,
    index: usize,
    field: &str,
    claims: &mut Vec<Claim>,
) -> String {
    let mut prose = String::new();
    for sentence in writing.of(key, index) {
        if !prose.is_empty() {
            prose.push(' ');
        }
        let start = prose.len();
        prose.push_str(&sentence.text);
        claims.push(Claim {
            field: field.to_owned(),
            start,
            end: prose.len(),
            evidence: sentence.citations.clone(),
        });
    }
    prose
}

fn entries(writing: &Writing, key: &'static str) -> Vec<Cited> {
    let entry = |sentence: &crate::prompt::answer::Sentence| Cited {
        text: sentence.text.clone(),
        evidence: sentence.citations.clone(),
    };
    writing.of(key, 0).map(entry).collect()
}

pub fn provenance(empty: Provenance, answered: &Answered) -> Provenance {
    let is_model = answered.link != Link::Guide;
    let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    Provenance {
        link: answered.link,
        model: is_model.then(|| answered.model.clone()),
        ttft_ms: is_model.then(|| millis(answered.ttft)),
        tokens_per_second: answered.tokens_per_second.filter(|_| is_model),
        fallbacks: answered.fallbacks.iter().map(ToString::to_string).collect(),
        ..empty
    }
}
