//! An analysis that grows sentence by sentence and is valid at every step.

use std::time::Duration;

use crate::advisor::AnalysisEvent;
use crate::advisor::facts::{Facts, Named, RoleFacts};
use crate::advisor::guard::Guard;
use crate::career::analysis::{Analysis, Cited, Claim, Provenance, ResumeRef, Suggestion};
use crate::career::resume::Resume;
use crate::career::score;
use crate::chat::{Fallback, Link};
use crate::prompt;
use crate::prompt::answer::{AnswerParser, Section, Sentence};
use crate::prompt::career::ANALYSIS;
use crate::provider::chain::{Answered, ChainEvent};

/// Sentences or entries a section holds at most.
const MOST_PER_SECTION: usize = 6;

pub struct Draft {
    empty: Analysis,
    guard: Guard<'static>,
    guide: Vec<Sentence>,
    parser: AnswerParser,
    link: Link,
    accepted: Vec<Sentence>,
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
    pub const fn new(empty: Analysis, guard: Guard<'static>, guide: Vec<Sentence>) -> Self {
        Self {
            empty,
            guard,
            guide,
            parser: AnswerParser::new(ANALYSIS),
            link: Link::Guide,
            accepted: Vec::new(),
        }
    }

    pub fn on(&mut self, event: ChainEvent) -> Vec<AnalysisEvent> {
        match event {
            ChainEvent::Trying { link, model } => {
                self.link = link;
                vec![AnalysisEvent::Trying { link, model }]
            }
            ChainEvent::Failed(fallback) => vec![AnalysisEvent::Fallback(fallback)],
            ChainEvent::StartOver => {
                self.start_over();
                vec![AnalysisEvent::Progress(Box::new(self.analysis()))]
            }
            ChainEvent::Text(text) => {
                let sentences = self.parser.push(&text);
                self.accept(sentences)
            }
            ChainEvent::Done(answered) => {
                let parser = std::mem::replace(&mut self.parser, AnswerParser::new(ANALYSIS));
                let mut events = self.accept(parser.finish());
                events.push(self.done(answered));
                events
            }
        }
    }

    fn start_over(&mut self) {
        self.parser = AnswerParser::new(ANALYSIS);
        self.accepted.clear();
    }

    fn accept(&mut self, sentences: Vec<Sentence>) -> Vec<AnalysisEvent> {
        let mut events = Vec::new();
        for sentence in sentences {
            if let Some(sentence) = self.checked(sentence) {
                self.accepted.push(sentence);
                events.push(AnalysisEvent::Progress(Box::new(self.analysis())));
            }
        }
        events
    }

    fn checked(&self, mut sentence: Sentence) -> Option<Sentence> {
        if !is_per_role(sentence.section.key) {
            sentence.section.index = 0;
        } else if sentence.section.index >= self.empty.suggestions.len() {
            return None;
        }
        let here = self
            .accepted
            .iter()
            .filter(|other| other.section == sentence.section);
        let is_new = self
            .accepted
            .iter()
            .all(|other| other.text != sentence.text);
        if !is_new || here.count() >= MOST_PER_SECTION {
            return None;
        }
        // The guide writes from the facts themselves; there is nothing to hold its words against.
        if self.link != Link::Guide {
            sentence.citations = self.guard.check(&sentence.text, &sentence.citations).ok()?;
        }
        Some(sentence)
    }

    fn done(&mut self, mut answered: Answered) -> AnalysisEvent {
        let is_rejected = self.accepted.is_empty() && answered.link != Link::Guide;
        if is_rejected {
            answered.fallbacks.push(Fallback {
                link: answered.link,
                model: answered.model.clone(),
                reason: "rejected".to_owned(),
            });
            answered.link = Link::Guide;
        }
        self.fill();
        let mut analysis = self.analysis();
        analysis.provenance = provenance(analysis.provenance, &answered);
        AnalysisEvent::Done(Box::new(analysis), (!is_rejected).then_some(answered))
    }

    /// The guide's words wherever no other sentence has survived.
    fn fill(&mut self) {
        let written: Vec<Section> = self
            .accepted
            .iter()
            .map(|sentence| sentence.section)
            .collect();
        let missing = self
            .guide
            .iter()
            .filter(|sentence| !written.contains(&sentence.section));
        self.accepted.extend(missing.cloned());
    }

    fn analysis(&self) -> Analysis {
        let mut analysis = self.empty.clone();
        let mut claims = Vec::new();
        analysis.analysis = self.prose("analysis", 0, "/analysis", &mut claims);
        for (index, suggestion) in analysis.suggestions.iter_mut().enumerate() {
            for (key, prose) in [
                ("description", &mut suggestion.description),
                ("whyItFits", &mut suggestion.why_it_fits),
            ] {
                let field = format!("/suggestions/{index}/{key}");
                *prose = self.prose(key, index, &field, &mut claims);
            }
        }
        analysis.overall_strengths = self.entries("strengths");
        analysis.improvements_to_consider = self.entries("improvements");
        analysis.claims = claims;
        analysis
    }

    fn of(&self, key: &'static str, index: usize) -> impl Iterator<Item = &Sentence> {
        let section = Section { key, index };
        self.accepted
            .iter()
            .filter(move |sentence| sentence.section == section)
    }

    fn prose(
        &self,
        key: &'static str,
        index: usize,
        field: &str,
        claims: &mut Vec<Claim>,
    ) -> String {
        let mut prose = String::new();
        for sentence in self.of(key, index) {
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

    fn entries(&self, key: &'static str) -> Vec<Cited> {
        self.of(key, 0)
            .map(|sentence| Cited {
                text: sentence.text.clone(),
                evidence: sentence.citations.clone(),
            })
            .collect()
    }
}

fn is_per_role(key: &str) -> bool {
    matches!(key, "description" | "whyItFits")
}

fn provenance(empty: Provenance, answered: &Answered) -> Provenance {
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
