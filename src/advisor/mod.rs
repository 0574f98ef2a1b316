//! The product's reasoning: facts first, then words that are checked against them.
//!
//! [`Advisor::prepare`] computes every number and list and collects the evidence. Only the prose is asked of the chain,
//! section by section; what the guard drops, the guide's words replace.

mod choice;
mod draft;
pub mod evidence;
pub mod explore;
pub mod facts;
pub mod guard;
pub mod guide;
pub mod judge;
pub mod mentor;
pub mod rewrite;
#[cfg(test)]
pub(crate) mod sample;
mod steps;
#[cfg(test)]
mod tests;
mod words;
mod writing;

use std::pin::Pin;
use std::sync::Arc;

use futures_util::{Stream, StreamExt, stream};

use crate::advisor::choice::Choice;
use crate::advisor::draft::Draft;
use crate::advisor::evidence::EvidenceList;
use crate::advisor::facts::{Facts, NAMELESS_JOB, Naming, Person, RoleFacts};
use crate::advisor::guard::Guard;
use crate::advisor::judge::JudgedLine;
pub use crate::advisor::steps::Step;
pub use crate::advisor::writing::SMALL_MODEL;
use crate::advisor::writing::Writing;
use crate::atlas::{AS_OF, Atlas};
use crate::career::analysis::{Analysis, Kind, Requirement};
use crate::career::instruction;
use crate::career::job::{self, JobRequirement};
use crate::career::occupation::Occupation;
use crate::career::resume::{Resume, Span, WarningKind};
use crate::career::score::{self, Score, Target};
use crate::chat::{Fallback, Link, Purpose};
use crate::explain::DocumentError;
use crate::prompt::answer::{Section, Sentence};
use crate::prompt::career::ANALYSIS;
use crate::provider::Provider;
use crate::provider::chain::{Answered, Chain, ChainError};

/// What a résumé is to be measured against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// A role in the person's words.
    Role(String),
    /// The three occupations it fits best.
    BestFit,
    /// The text of a job description.
    Job(String),
}

/// Measures résumés against the atlas.
#[derive(Clone, Copy)]
pub struct Advisor {
    atlas: &'static Atlas,
}

/// An analysis that only lacks its words.
pub struct Prepared {
    /// Numbers, lists and evidence; prose empty, provenance the guide's.
    pub draft: Analysis,
    pub facts: Facts,
    /// What the chain is asked, section by section.
    pub steps: Vec<Step>,
    guard: Guard,
    guide: Vec<Sentence>,
}

/// What happens while an analysis is written. `Draft` comes first, `Done` last.
#[derive(Debug, Clone, PartialEq)]
pub enum AnalysisEvent {
    /// Numbers and evidence; prose empty.
    Draft(Box<Analysis>),
    /// This link is being asked now.
    Trying { link: Link, model: String },
    /// It did not answer; the next one follows.
    Fallback(Fallback),
    /// One more sentence; whatever is there is valid.
    Progress(Box<Analysis>),
    /// The whole analysis. No pace is given when nothing of what the link wrote could be used.
    Done(Box<Analysis>, Option<Answered>),
}

/// Dropping it stops the work.
pub type AnalysisStream = Pin<Box<dyn Stream<Item = Result<AnalysisEvent, ChainError>> + Send>>;

/// Suggestions of a best fit.
const BEST: usize = 3;

impl Advisor {
    pub const fn new(atlas: &'static Atlas) -> Self {
        Self { atlas }
    }

    /// Everything that needs no words. Fails when the résumé has no text.
    pub fn prepare(&self, resume: &Resume, question: &Question) -> Result<Prepared, DocumentError> {
        let resume = &instruction::readable(resume);
        require_text(resume)?;
        let (kind, job_text) = match question {
            Question::Role(_) => (Kind::TargetRole, ""),
            Question::BestFit => (Kind::BestFit, ""),
            Question::Job(text) => (Kind::Job, text.as_str()),
        };
        let asked = job::requirements(job_text, self.atlas.vocabulary());
        let roles = self.measured(resume, question, &asked);
        Ok(self.of_roles(resume, kind, &roles, (job_text, asked)))
    }

    /// The same for occupations that need not be the atlas's, each under the name it goes by here: one is a role that
    /// was asked about, several are a best fit, in their order. Fails when the résumé has no text.
    pub fn prepare_for(
        &self,
        resume: &Resume,
        roles: &[(&str, &Occupation)],
    ) -> Result<Prepared, DocumentError> {
        let resume = &instruction::readable(resume);
        require_text(resume)?;
        let kind = match roles {
            [_] => Kind::TargetRole,
            _ => Kind::BestFit,
        };
        let mut measured = Vec::new();
        for (role, occupation) in roles {
            let target = Target {
                role,
                occupation: Some(occupation),
                requirements: &[],
            };
            let score = score::score(resume, &target, self.atlas.vocabulary(), AS_OF);
            measured.push(((*role).to_owned(), Some(*occupation), score));
        }
        Ok(self.of_roles(resume, kind, &measured, ("", Vec::new())))
    }

    fn of_roles(
        &self,
        resume: &Resume,
        kind: Kind,
        roles: &[(String, Option<&Occupation>, Score)],
        (job_text, asked): (&str, Vec<JobRequirement>),
    ) -> Prepared {
        let mut list = EvidenceList::new(Some(resume), job_text);
        let mut person = Person::read(resume, self.atlas.vocabulary(), &mut list);
        let anchor = anchor(resume, &person, &mut list);
        person.opening.get_or_insert(anchor);
        let roles = roles
            .iter()
            .map(|(role, occupation, score)| {
                let mut facts = RoleFacts::read(role, *occupation, score, resume, &mut list);
                for part in facts
                    .parts
                    .iter_mut()
                    .filter(|part| part.evidence.is_empty())
                {
                    part.evidence.push(anchor);
                }
                facts
            })
            .collect();
        let requirements = self.requirements(resume, asked, &mut list);
        let facts = Facts {
            kind,
            person,
            roles,
            requirements,
            evidence: list.into_rows(),
        };
        self.prepared(resume, facts)
    }

    /// Writes the analysis. `links` come in the chain's order without the guide, which is added here.
    pub fn analyze(
        &self,
        prepared: Prepared,
        chain: &Chain,
        links: Vec<Arc<dyn Provider>>,
    ) -> AnalysisStream {
        let first = AnalysisEvent::Draft(Box::new(prepared.draft.clone()));
        let writing = Writing::new(ANALYSIS, prepared.guard, prepared.guide);
        let draft = Draft::new(prepared.draft);
        let view = move |writing: &Writing, change| Some(draft.on(writing, change));
        let rest = steps::write(chain, links, prepared.steps, writing, view);
        Box::pin(stream::iter([Ok(first)]).chain(rest))
    }

    fn measured(
        &self,
        resume: &Resume,
        question: &Question,
        asked: &[JobRequirement],
    ) -> Vec<(String, Option<&'static Occupation>, Score)> {
        let atlas = self.atlas;
        let vocabulary = atlas.vocabulary();
        let (role, occupation) = match question {
            Question::BestFit => {
                let all = atlas.occupations();
                return score::best_fit(resume, all, vocabulary, AS_OF, BEST)
                    .into_iter()
                    .filter_map(|(at, score)| {
                        all.get(at).map(|o| (o.title.clone(), Some(o), score))
                    })
                    .collect();
            }
            Question::Role(role) => (role.trim().to_owned(), atlas.resolve(role)),
            Question::Job(text) => self.job_title(text),
        };
        let target = Target {
            role: &role,
            occupation,
            requirements: asked,
        };
        let score = score::score(resume, &target, vocabulary, AS_OF);
        vec![(role, occupation, score)]
    }

    /// The title a job description carries in one of its first lines.
    fn job_title(&self, text: &str) -> (String, Option<&'static Occupation>) {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let short = |line: &&str| line.chars().count() <= 80;
        lines
            .take(6)
            .filter(short)
            .find_map(|line| {
                let behind = line.rsplit_once(':').map_or(line, |(_, title)| title);
                let title = behind.split('(').next().unwrap_or(behind).trim();
                let occupation = self.atlas.resolve(title)?;
                Some((title.to_owned(), Some(occupation)))
            })
            .unwrap_or_else(|| (NAMELESS_JOB.to_owned(), None))
    }

    fn requirements(
        &self,
        resume: &Resume,
        asked: Vec<JobRequirement>,
        list: &mut EvidenceList<'_>,
    ) -> Vec<Requirement> {
        let mut met = Vec::new();
        for requirement in asked {
            let (status, facts) = job::meet(&requirement, resume, self.atlas.vocabulary(), AS_OF);
            let evidence = list.add_all(&facts);
            if !evidence.is_empty() {
                met.push(Requirement {
                    text: requirement.text,
                    need: requirement.need,
                    status,
                    evidence,
                });
            }
        }
        met
    }

    fn prepared(&self, resume: &Resume, facts: Facts) -> Prepared {
        let named = |role: &RoleFacts| {
            let Naming { one, many, .. } = &role.naming;
            let spoken = guide::english::group(&role.role);
            [
                Some(role.role.clone()),
                Some(spoken),
                one.clone(),
                many.clone(),
            ]
        };
        let roles: Vec<String> = facts.roles.iter().flat_map(named).flatten().collect();
        let roles = roles.iter().map(String::as_str);
        let guard = Guard::new(self.atlas, Some(resume), roles, &facts.figures())
            .giving(&facts.evidence, Some(resume))
            .naming(facts.roles.iter().flat_map(RoleFacts::skill_rows))
            .matching(facts.roles.iter().map(|role| role.match_percent));
        let guide = guide::analysis::write(&facts);
        Prepared {
            draft: draft::empty(resume, &facts),
            steps: asked(&facts, resume, &guide),
            guide,
            guard,
            facts,
        }
    }
}

impl Prepared {
    /// The lines of a model's answer to one of the steps, each as [`Advisor::analyze`] would take it.
    pub fn judge(&self, step: &Step, answer: &str, model: &str) -> Vec<JudgedLine> {
        judge::lines(ANALYSIS, &self.guard, step, (answer, model))
    }
}

/// One step for each section that the guide has words for.
fn asked(facts: &Facts, resume: &Resume, guide: &[Sentence]) -> Vec<Step> {
    let choice = Choice { facts, resume };
    let mut sections: Vec<Section> = Vec::new();
    for sentence in guide {
        if !sections.contains(&sentence.section) {
            sections.push(sentence.section);
        }
    }
    let step = |section: Section| {
        let role = facts
            .roles
            .get(section.index)
            .or_else(|| facts.roles.first());
        let name = role.map_or("the role", RoleFacts::spoken);
        Step::new(
            Purpose::Analysis,
            section,
            is_list(section.key),
            name,
            &choice.of(section),
        )
    };
    sections.into_iter().map(step).collect()
}

fn is_list(key: &str) -> bool {
    ANALYSIS.iter().any(|name| name.key == key && name.is_list)
}

/// Whether a quote would tell a model who the person is.
fn names_the_person(resume: &Resume, quote: &str) -> bool {
    let contact = &resume.contact;
    [&contact.full_name, &contact.email, &contact.phone]
        .into_iter()
        .flatten()
        .chain(&contact.links)
        .any(|item| quote.contains(item.as_str()))
}

/// A résumé without a word cannot be analysed, and none is invented for it.
fn require_text(resume: &Resume) -> Result<(), DocumentError> {
    if resume.text.chars().any(char::is_alphanumeric) {
        return Ok(());
    }
    let is = |kind: WarningKind| resume.warnings.iter().any(|warning| warning.kind == kind);
    if is(WarningKind::Scanned) {
        let pages = resume.lines.iter().map(|line| line.page).max().unwrap_or(1);
        return Err(DocumentError::Scanned { pages });
    }
    Err(if is(WarningKind::Encrypted) {
        DocumentError::Encrypted
    } else {
        DocumentError::Empty
    })
}

/// The line that is cited when a part of the match has nothing of its own.
fn anchor(resume: &Resume, person: &Person, list: &mut EvidenceList<'_>) -> u32 {
    let whole = Span::new(0, resume.text.len());
    let first_line = || {
        let text = resume.text.trim_start();
        let start = resume.text.len() - text.len();
        let end = start + text.lines().next().map_or(0, str::len);
        list.resume_span(Span::new(start, end))
            .or_else(|| list.resume_span(whole))
    };
    person.opening.or_else(first_line).unwrap_or(0)
}
