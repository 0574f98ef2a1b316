//! The write-up of an occupation: its facts in words, and the reader's gap to it.

use std::fmt::Write;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::Stream;

use crate::advisor::choice;
use crate::advisor::evidence::EvidenceList;
use crate::advisor::facts::{About, RoleFacts, Row};
use crate::advisor::guard::Guard;
use crate::advisor::guide;
use crate::advisor::judge::{self, JudgedLine};
use crate::advisor::require_text;
use crate::advisor::steps::{self, Change, Step};
use crate::advisor::writing::Writing;
use crate::atlas::{AS_OF, Atlas};
use crate::career::analysis::Evidence;
use crate::career::instruction;
use crate::career::occupation::Occupation;
use crate::career::resume::Resume;
use crate::career::score::{self, Target};
use crate::chat::{Link, Purpose};
use crate::prompt::Given;
use crate::prompt::answer::{Section, Sentence};
use crate::prompt::career::EXPLORATION;
use crate::provider::Provider;
use crate::provider::chain::{Answered, Chain, ChainError};

/// A write-up that only lacks its words.
pub struct PreparedExploration {
    /// How the résumé stands to it, if one was given.
    pub gap: Option<RoleFacts>,
    pub evidence: Vec<Evidence>,
    pub steps: Vec<Step>,
    guard: Guard,
    guide: Vec<Sentence>,
}

/// What happens while a write-up is written. `Done` comes last.
#[derive(Debug, Clone, PartialEq)]
pub enum ExplorationEvent {
    /// This link is being asked now.
    Trying { link: Link, model: String },
    /// The whole text so far, in Markdown.
    Text(String),
    /// The whole text. No pace is given when nothing of what the link wrote could be used.
    Done {
        text: String,
        answered: Option<Answered>,
    },
}

/// Dropping it stops the work.
pub type ExplorationStream =
    Pin<Box<dyn Stream<Item = Result<ExplorationEvent, ChainError>> + Send>>;

const HEADINGS: [(&str, &str); 5] = [
    ("about", "What the work is"),
    ("skills", "Skills that matter"),
    ("preparation", "Education and preparation"),
    ("outlook", "Pay and outlook"),
    ("gap", "Your gap"),
];

/// Collects the facts of an occupation, and how a résumé stands to it.
pub fn prepare(
    atlas: &'static Atlas,
    occupation: &Occupation,
    resume: Option<&Resume>,
) -> PreparedExploration {
    let readable = resume.map(instruction::readable);
    let resume = readable
        .as_ref()
        .filter(|resume| require_text(resume).is_ok());
    let title = occupation.title.as_str();
    let mut list = EvidenceList::new(resume, "");
    let about = About::read(occupation, &mut list);
    let gap = resume.map(|resume| {
        let target = Target {
            role: title,
            occupation: Some(occupation),
            requirements: &[],
        };
        let score = score::score(resume, &target, atlas.vocabulary(), AS_OF);
        RoleFacts::read(title, Some(occupation), &score, resume, &mut list)
    });
    let evidence = list.into_rows();
    let figure = gap.as_ref().map_or(0, |gap| gap.match_percent.into());
    let tools = about
        .technologies
        .iter()
        .map(|row| (row.name.as_str(), row.id));
    let wanted = gap.iter().flat_map(RoleFacts::skill_rows);
    let guard = Guard::new(atlas, resume, [title], &[100, figure])
        .giving(&evidence, resume)
        .naming(tools.chain(wanted));
    let guide = guide::explore::write(title, &about, gap.as_ref());
    PreparedExploration {
        steps: asked(title, &evidence, &about, gap.as_ref(), &guide),
        guide,
        guard,
        gap,
        evidence,
    }
}

/// Writes about an occupation. `links` come in the chain's order without the guide, which is added here.
pub fn write_up(
    atlas: &'static Atlas,
    occupation: &Occupation,
    resume: Option<&Resume>,
    chain: &Chain,
    links: Vec<Arc<dyn Provider>>,
) -> ExplorationStream {
    prepare(atlas, occupation, resume).write(chain, links)
}

impl PreparedExploration {
    pub fn write(self, chain: &Chain, links: Vec<Arc<dyn Provider>>) -> ExplorationStream {
        let writing = Writing::new(EXPLORATION, self.guard, self.guide);
        Box::pin(steps::write(chain, links, self.steps, writing, shown))
    }

    /// The lines of a model's answer to one of the steps, each as [`Self::write`] would take it.
    pub fn judge(&self, step: &Step, answer: &str, model: &str) -> Vec<JudgedLine> {
        judge::lines(EXPLORATION, &self.guard, step, (answer, model))
    }
}

/// One step for each section that the guide has words for.
fn asked(
    title: &str,
    evidence: &[Evidence],
    about: &About,
    gap: Option<&RoleFacts>,
    guide: &[Sentence],
) -> Vec<Step> {
    let row = |id: u32| {
        let row = evidence.get(id as usize)?;
        Some(Given {
            label: "occupation".to_owned(),
            text: choice::shown(row).to_owned(),
            ids: vec![id],
        })
    };
    let rows = |list: &[Row]| -> Vec<Given> { list.iter().filter_map(|of| row(of.id)).collect() };
    let given = |key: &str| -> Vec<Given> {
        match key {
            "about" => [rows(&about.activities), rows(&about.other_titles)].concat(),
            "skills" => [
                rows(&about.skills),
                rows(&about.technologies),
                rows(&about.knowledge),
            ]
            .concat(),
            "preparation" => {
                let zone = about.job_zone.and_then(|(_, id)| row(id));
                rows(&about.education).into_iter().chain(zone).collect()
            }
            "outlook" => {
                let ids = [
                    about.pay.as_ref().map(|pay| pay.id),
                    about.future.as_ref().map(|future| future.id),
                ];
                ids.into_iter().flatten().filter_map(row).collect()
            }
            _ => gap.map_or_else(Vec::new, |gap| {
                let shown = gap.have.iter().take(3).filter_map(|skill| {
                    Some(Given {
                        label: format!("résumé shows {}", skill.name),
                        ids: skill.ids.clone(),
                        ..row(*skill.ids.first()?)?
                    })
                });
                let missing = gap
                    .missing
                    .iter()
                    .take(3)
                    .map(|skill| choice::not_shown(skill, None));
                choice::computed(gap)
                    .into_iter()
                    .chain(shown)
                    .chain(missing)
                    .collect()
            }),
        }
    };
    let mut steps: Vec<Step> = Vec::new();
    for Sentence { section, .. } in guide {
        if !steps.iter().any(|step| step.section == *section) {
            let Section { key, .. } = *section;
            steps.push(Step::new(
                Purpose::Explore,
                *section,
                false,
                title,
                &given(key),
            ));
        }
    }
    steps
}

fn shown(writing: &Writing, change: Change) -> Option<ExplorationEvent> {
    Some(match change {
        Change::Trying { link, model } => ExplorationEvent::Trying { link, model },
        // The answer lists them at its end.
        Change::Fallback(_) => return None,
        Change::Grew => ExplorationEvent::Text(markdown(writing)),
        Change::Done(written) => ExplorationEvent::Done {
            text: markdown(writing),
            answered: (!written.is_rejected).then_some(written.answered),
        },
    })
}

fn markdown(writing: &Writing) -> String {
    let mut text = String::new();
    for (key, heading) in HEADINGS {
        let sentences: Vec<&str> = writing.of(key, 0).map(|s| s.text.as_str()).collect();
        if !sentences.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{gap}## {heading}\n\n{}", sentences.join(" "));
        }
    }
    text
}
