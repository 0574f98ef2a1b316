//! The write-up of an occupation: its facts in words, and the reader's gap to it.

use std::fmt::Write;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::{Stream, StreamExt, stream};

use crate::advisor::evidence::EvidenceList;
use crate::advisor::facts::{About, RoleFacts};
use crate::advisor::guard::Guard;
use crate::advisor::guide::{self, Guide};
use crate::advisor::require_text;
use crate::advisor::writing::{Step, Writing};
use crate::atlas::{AS_OF, Atlas};
use crate::career::analysis::Evidence;
use crate::career::occupation::Occupation;
use crate::career::resume::Resume;
use crate::career::score::{self, Target};
use crate::chat::{Link, Request};
use crate::prompt::answer::Sentence;
use crate::prompt::career::EXPLORATION;
use crate::prompt::{self, fact_lines};
use crate::provider::Provider;
use crate::provider::chain::{Answered, Chain, ChainError};

/// A write-up that only lacks its words.
pub struct PreparedExploration {
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
    let resume = resume.filter(|resume| require_text(resume).is_ok());
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
    let text = resume.map_or("", |resume| resume.text.as_str());
    let guard = Guard::new(atlas.vocabulary(), text, [title], [], &[100, figure]);
    let tools = about.technologies.iter().map(|row| row.name.as_str());
    let asked = gap.iter().flat_map(RoleFacts::skill_names);
    let guard = guard.giving(&evidence).naming(tools.chain(asked));
    PreparedExploration {
        request: prompt::career::exploration(&fact_lines(&evidence), title, gap.is_some()),
        guide: guide::explore::write(title, &about, gap.as_ref()),
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
    pub fn write(self, chain: &Chain, mut links: Vec<Arc<dyn Provider>>) -> ExplorationStream {
        links.push(Arc::new(Guide::in_sections(&self.guide, |_| false)));
        let events = chain.answer(links, self.request);
        let mut writing = Writing::new(EXPLORATION, 1, self.guard, self.guide);
        Box::pin(events.flat_map(move |event| {
            let out: Vec<_> = match event {
                Ok(event) => writing
                    .on(event)
                    .into_iter()
                    .filter_map(|step| Some(Ok(shown(&writing, step)?)))
                    .collect(),
                Err(error) => vec![Err(error)],
            };
            stream::iter(out)
        }))
    }
}

fn shown(writing: &Writing, step: Step) -> Option<ExplorationEvent> {
    Some(match step {
        Step::Trying { link, model } => ExplorationEvent::Trying { link, model },
        // The answer lists them at its end.
        Step::Fallback(_) => return None,
        Step::Changed => ExplorationEvent::Text(markdown(writing)),
        Step::Done(written) => ExplorationEvent::Done {
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
