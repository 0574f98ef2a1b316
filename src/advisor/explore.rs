//! The write-up of an occupation: its facts in words, and the reader's gap to it.

use std::fmt::Write;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::{Stream, StreamExt, stream};

use crate::advisor::evidence::EvidenceList;
use crate::advisor::facts::{About, RoleFacts};
use crate::advisor::guard::Guard;
use crate::advisor::guide::{self, Guide};
use crate::advisor::writing::{Step, Writing, Written};
use crate::advisor::{Advisor, require_text};
use crate::atlas::AS_OF;
use crate::career::analysis::Evidence;
use crate::career::occupation::Occupation;
use crate::career::resume::Resume;
use crate::career::score::{self, Target};
use crate::chat::{Fallback, Link, Request};
use crate::prompt::answer::Sentence;
use crate::prompt::career::EXPLORATION;
use crate::prompt::{self, fact_lines};
use crate::provider::Provider;
use crate::provider::chain::{Answered, Chain, ChainError};

/// A write-up that only lacks its words.
pub struct PreparedExploration {
    pub occupation: &'static Occupation,
    /// How the résumé stands to it, if one was given.
    pub gap: Option<RoleFacts>,
    pub evidence: Vec<Evidence>,
    pub request: Request,
    guard: Guard<'static>,
    guide: Vec<Sentence>,
}

/// What happens while a write-up is written. `Done` comes last.
#[derive(Debug, Clone, PartialEq)]
pub enum ExplorationEvent {
    Trying {
        link: Link,
        model: String,
    },
    Fallback(Fallback),
    /// The whole text so far, in Markdown.
    Progress(String),
    /// The whole text. Its `Answered` names the guide where nothing of a model's words could be used.
    Done(String, Answered),
}

/// Dropping it stops the work.
pub type ExplorationStream =
    Pin<Box<dyn Stream<Item = Result<ExplorationEvent, ChainError>> + Send>>;

const HEADINGS: [(&str, &str); 5] = [
    ("about", "What it is about"),
    ("skills", "Skills that matter"),
    ("preparation", "Education and preparation"),
    ("outlook", "Pay and outlook"),
    ("gap", "Your gap"),
];

impl Advisor {
    /// Collects the facts of an occupation; nothing when the atlas has none with this code.
    pub fn explore(&self, code: &str, resume: Option<&Resume>) -> Option<PreparedExploration> {
        let occupation = self.atlas.by_code(code)?;
        let resume = resume.filter(|resume| require_text(resume).is_ok());
        let mut list = EvidenceList::new(resume, "");
        let about = About::read(occupation, &mut list);
        let gap = resume.map(|resume| {
            let target = Target {
                role: &occupation.title,
                occupation: Some(occupation),
                requirements: &[],
            };
            let score = score::score(resume, &target, self.atlas.vocabulary(), AS_OF);
            RoleFacts::read(
                &occupation.title,
                Some(occupation),
                &score,
                resume,
                &mut list,
            )
        });
        let evidence = list.into_rows();
        let figures = gap.as_ref().map_or(0, |gap| gap.match_percent.into());
        let text = resume.map_or("", |resume| resume.text.as_str());
        let guard = Guard::new(
            self.atlas.vocabulary(),
            text,
            [occupation.title.as_str()],
            &[100, figures],
        );
        Some(PreparedExploration {
            occupation,
            request: prompt::career::exploration(
                &fact_lines(&evidence),
                &occupation.title,
                gap.is_some(),
            ),
            guide: guide::explore::write(&occupation.title, &about, gap.as_ref()),
            guard: guard.giving(&evidence),
            gap,
            evidence,
        })
    }

    /// Writes it. `links` come in the chain's order without the guide, which is added here.
    pub fn write_up(
        &self,
        prepared: PreparedExploration,
        chain: &Chain,
        mut links: Vec<Arc<dyn Provider>>,
    ) -> ExplorationStream {
        links.push(Arc::new(Guide::in_sections(&prepared.guide, |_| false)));
        let events = chain.answer(links, prepared.request);
        let mut writing = Writing::new(EXPLORATION, 1, prepared.guard, prepared.guide);
        Box::pin(events.flat_map(move |event| {
            let out: Vec<_> = match event {
                Ok(event) => writing
                    .on(event)
                    .into_iter()
                    .map(|step| Ok(shown(&writing, step)))
                    .collect(),
                Err(error) => vec![Err(error)],
            };
            stream::iter(out)
        }))
    }
}

fn shown(writing: &Writing, step: Step) -> ExplorationEvent {
    match step {
        Step::Trying { link, model } => ExplorationEvent::Trying { link, model },
        Step::Fallback(fallback) => ExplorationEvent::Fallback(fallback),
        Step::Changed => ExplorationEvent::Progress(markdown(writing)),
        Step::Done(Written { answered, .. }) => ExplorationEvent::Done(markdown(writing), answered),
    }
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
