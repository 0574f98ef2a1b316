//! The chain, asked section by section.
//!
//! Each section is a question of its own, so that a small model has little to read and little to hold, what it gets
//! wrong stays in one place, and a link that fails is replaced between two sections and not in the middle of them all.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Stream, StreamExt, stream};

use crate::advisor::guide::Guide;
use crate::advisor::writing::Writing;
use crate::chat::{Fallback, Link, Purpose, Request, Stop, Usage};
use crate::prompt::answer::Section;
use crate::prompt::{self, Given};
use crate::provider::Provider;
use crate::provider::chain::{Answered, Chain, ChainError, ChainEvent, ChainStream};

/// One section's question.
pub struct Step {
    pub section: Section,
    pub is_list: bool,
    pub request: Request,
    /// The rows of evidence that each numbered fact stands for; empty when a model has nothing to build on.
    pub given: Vec<Vec<u32>>,
}

impl Step {
    /// `role` is what the section is about.
    pub fn new(
        purpose: Purpose,
        section: Section,
        is_list: bool,
        role: &str,
        given: &[Given],
    ) -> Self {
        Self {
            section,
            is_list,
            request: prompt::career::step(purpose, section.key, role, given),
            given: given.iter().map(|fact| fact.ids.clone()).collect(),
        }
    }

    /// How many lines its answer has at most.
    pub fn most_lines(&self) -> usize {
        prompt::career::n_lines(self.section.key)
    }

    /// How many facts the request shows; `given` may hold more than there was room for.
    pub fn n_facts(&self) -> usize {
        let asked = self.request.messages.last();
        let lines = asked.map_or("", |asked| asked.text.as_str()).lines();
        lines.filter(|line| line.starts_with('[')).count()
    }
}

/// What happened to the text.
pub enum Change {
    Trying {
        link: Link,
        model: String,
    },
    Fallback(Fallback),
    /// Sentences were added, or those of a section taken back.
    Grew,
    /// The text is whole.
    Done(Written),
}

/// Whose words they are.
pub struct Written {
    pub answered: Answered,
    /// Nothing of what the asked links wrote could be used: the words are the guide's.
    pub is_rejected: bool,
}

/// A link that has answered so many steps without a sentence that could be used is asked no more.
const HOPELESS: usize = 2;

struct Steps {
    chain: Chain,
    links: Vec<Arc<dyn Provider>>,
    waiting: VecDeque<Step>,
    answers: Option<ChainStream>,
    writing: Writing,
    ready: VecDeque<Change>,
    shown: Option<(Link, String)>,
    fallbacks: Vec<Fallback>,
    models: Vec<Model>,
    first: Option<Answered>,
}

/// What one link came to.
struct Model {
    link: Link,
    name: String,
    n_steps: usize,
    n_accepted: usize,
    ttft: Duration,
    tokens: u32,
    usage: Usage,
    secs: f64,
    stop: Stop,
}

/// Asks for every step and gives `view` the text after each change. Dropping the stream stops the work.
pub fn write<T, V>(
    chain: &Chain,
    links: Vec<Arc<dyn Provider>>,
    steps: Vec<Step>,
    writing: Writing,
    view: V,
) -> impl Stream<Item = Result<T, ChainError>> + Send + use<T, V>
where
    T: Send,
    V: Fn(&Writing, Change) -> Option<T> + Send,
{
    let state = Steps {
        chain: chain.clone(),
        links,
        waiting: steps.into(),
        answers: None,
        writing,
        ready: VecDeque::new(),
        shown: None,
        fallbacks: Vec::new(),
        models: Vec::new(),
        first: None,
    };
    stream::unfold(Some((state, view)), |state| async {
        let (mut steps, view) = state?;
        loop {
            if let Some(change) = steps.ready.pop_front() {
                let is_done = matches!(change, Change::Done(_));
                match view(&steps.writing, change) {
                    Some(item) if is_done => return Some((Ok(item), None)),
                    Some(item) => return Some((Ok(item), Some((steps, view)))),
                    None => continue,
                }
            }
            match steps.next().await {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some((Err(error), None)),
            }
        }
    })
}

impl Steps {
    /// Takes one event of the chain, or puts the next question; false when nothing is left to do.
    async fn next(&mut self) -> Result<bool, ChainError> {
        let Some(answers) = &mut self.answers else {
            return Ok(self.ask());
        };
        match answers.next().await {
            Some(Ok(event)) => self.on(event),
            Some(Err(error)) => return Err(error),
            None => self.answers = None,
        }
        Ok(true)
    }

    fn ask(&mut self) -> bool {
        let Some(step) = self.waiting.pop_front() else {
            if self.first.is_none() {
                return false;
            }
            let written = self.written();
            self.first = None;
            self.ready.push_back(Change::Done(written));
            return true;
        };
        let own = self.writing.guides(step.section);
        let guide: Arc<dyn Provider> = Arc::new(Guide::in_sections(&own, |_| step.is_list));
        let asked = if step.given.is_empty() {
            Vec::new()
        } else {
            self.links.clone()
        };
        let links = asked.into_iter().chain([guide]).collect();
        self.writing.begin(step.section, step.given);
        self.answers = Some(self.chain.answer(links, step.request));
        true
    }

    fn on(&mut self, event: ChainEvent) {
        match event {
            ChainEvent::Trying { link, model } => {
                self.writing.link(link, &model);
                let now = (link, model);
                // The guide at the end of a step that needs no model is no news.
                if self.shown.as_ref() != Some(&now)
                    && (link != Link::Guide || self.links.is_empty())
                {
                    let (link, model) = now.clone();
                    self.ready.push_back(Change::Trying { link, model });
                    self.shown = Some(now);
                }
            }
            ChainEvent::Failed(fallback, key) => {
                self.leave_out(&fallback, key);
                self.fall_back(fallback);
            }
            ChainEvent::StartOver => {
                if self.writing.start_over() {
                    self.ready.push_back(Change::Grew);
                }
            }
            ChainEvent::Text(text) => {
                if self.writing.read(&text) {
                    self.ready.push_back(Change::Grew);
                }
            }
            ChainEvent::Done(answered) => {
                let n_accepted = self.writing.end_step();
                self.ready.push_back(Change::Grew);
                self.answers = None;
                self.note(&answered, n_accepted);
                self.first.get_or_insert(answered);
            }
        }
    }

    fn fall_back(&mut self, fallback: Fallback) {
        if !self.fallbacks.contains(&fallback) {
            self.fallbacks.push(fallback.clone());
            self.ready.push_back(Change::Fallback(fallback));
        }
    }

    /// What failed once is not asked again for the same text; the same model under another key is.
    fn leave_out(&mut self, failed: &Fallback, key: Option<u64>) {
        self.links.retain(|other| {
            (other.link(), other.model(), other.key_id()) != (failed.link, &*failed.model, key)
        });
    }

    fn note(&mut self, answered: &Answered, n_accepted: usize) {
        if answered.link == Link::Guide {
            return;
        }
        let at = self
            .models
            .iter()
            .position(|m| m.link == answered.link && m.name == answered.model);
        let at = at.unwrap_or_else(|| {
            self.models.push(Model {
                link: answered.link,
                name: answered.model.clone(),
                n_steps: 0,
                n_accepted: 0,
                ttft: answered.ttft,
                tokens: 0,
                usage: Usage::default(),
                secs: 0.0,
                stop: answered.stop,
            });
            self.models.len() - 1
        });
        let model = &mut self.models[at];
        model.n_steps += 1;
        model.n_accepted += n_accepted;
        model.stop = answered.stop;
        model.usage += answered.usage;
        if let Some(pace) = answered.tokens_per_second.filter(|pace| *pace > 0.0) {
            let tokens = answered.usage.completion_tokens.saturating_sub(1);
            model.tokens += tokens;
            model.secs += f64::from(tokens) / pace;
        }
        if model.n_accepted == 0 && model.n_steps >= HOPELESS {
            self.links
                .retain(|other| other.link() != answered.link || other.model() != answered.model);
        }
    }

    /// Whose text it is: that link's of which most sentences stayed.
    fn written(&mut self) -> Written {
        for at in 0..self.models.len() {
            if self.models[at].n_accepted == 0 {
                let rejected = Fallback {
                    link: self.models[at].link,
                    model: self.models[at].name.clone(),
                    reason: "rejected".to_owned(),
                };
                self.fallbacks.push(rejected);
            }
        }
        let best = self
            .models
            .iter()
            .filter(|model| model.n_accepted > 0)
            .max_by_key(|model| model.n_accepted);
        let fallbacks = std::mem::take(&mut self.fallbacks);
        match best {
            Some(model) => Written {
                answered: Answered {
                    link: model.link,
                    model: model.name.clone(),
                    stop: model.stop,
                    usage: model.usage,
                    ttft: model.ttft,
                    tokens_per_second: (model.secs > 0.0)
                        .then(|| f64::from(model.tokens) / model.secs),
                    fallbacks,
                },
                is_rejected: false,
            },
            None => Written {
                answered: Answered {
                    link: Link::Guide,
                    model: String::new(),
                    stop: Stop::End,
                    usage: Usage::default(),
                    ttft: self
                        .first
                        .as_ref()
                        .map_or(Duration::ZERO, |first| first.ttft),
                    tokens_per_second: None,
                    fallbacks,
                },
                is_rejected: !self.models.is_empty(),
            },
        }
    }
}
