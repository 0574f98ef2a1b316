//! An answer of the chain, followed sentence by sentence: what passes the guard is kept, what is
//! left empty at the end gets the guide's words.

use crate::advisor::guard::Guard;
use crate::chat::{Fallback, Link};
use crate::prompt::answer::{AnswerParser, Section, SectionName, Sentence};
use crate::provider::chain::{Answered, ChainEvent};

/// Sentences or entries a section holds at most.
const MOST_PER_SECTION: usize = 6;

pub struct Writing {
    names: &'static [SectionName],
    /// How many suggestions there are, for sections that occur once for each.
    n_roles: usize,
    guard: Guard,
    guide: Vec<Sentence>,
    parser: AnswerParser,
    link: Link,
    accepted: Vec<Sentence>,
}

/// What an event of the chain meant for the text.
pub enum Step {
    Trying {
        link: Link,
        model: String,
    },
    Fallback(Fallback),
    /// Sentences were added, or all of them taken back.
    Changed,
    /// The text is whole.
    Done(Written),
}

/// Whose words they are.
pub struct Written {
    pub answered: Answered,
    /// Nothing of what the asked link wrote could be used: the words are the guide's.
    pub is_rejected: bool,
}

impl Writing {
    pub const fn new(
        names: &'static [SectionName],
        n_roles: usize,
        guard: Guard,
        guide: Vec<Sentence>,
    ) -> Self {
        Self {
            names,
            n_roles,
            guard,
            guide,
            parser: AnswerParser::new(names),
            link: Link::Guide,
            accepted: Vec::new(),
        }
    }

    pub fn on(&mut self, event: ChainEvent) -> Vec<Step> {
        match event {
            ChainEvent::Trying { link, model } => {
                self.link = link;
                vec![Step::Trying { link, model }]
            }
            ChainEvent::Failed(fallback) => vec![Step::Fallback(fallback)],
            ChainEvent::StartOver => {
                self.parser = AnswerParser::new(self.names);
                self.accepted.clear();
                vec![Step::Changed]
            }
            ChainEvent::Text(text) => {
                let sentences = self.parser.push(&text);
                self.accept(sentences).into_iter().collect()
            }
            ChainEvent::Done(answered) => {
                let parser = std::mem::replace(&mut self.parser, AnswerParser::new(self.names));
                let changed = self.accept(parser.finish());
                changed.into_iter().chain([self.done(answered)]).collect()
            }
        }
    }

    /// The sentences of a section so far.
    pub fn of(&self, key: &'static str, index: usize) -> impl Iterator<Item = &Sentence> {
        let section = Section { key, index };
        self.accepted
            .iter()
            .filter(move |sentence| sentence.section == section)
    }

    fn accept(&mut self, sentences: Vec<Sentence>) -> Option<Step> {
        let before = self.accepted.len();
        for sentence in sentences {
            if let Some(sentence) = self.checked(sentence) {
                self.accepted.push(sentence);
            }
        }
        (self.accepted.len() > before).then_some(Step::Changed)
    }

    fn checked(&self, mut sentence: Sentence) -> Option<Sentence> {
        let key = sentence.section.key;
        if !is_per_role(key) {
            sentence.section.index = 0;
        } else if sentence.section.index >= self.n_roles {
            return None;
        }
        let Section { index, .. } = sentence.section;
        let is_new = self
            .accepted
            .iter()
            .all(|other| other.text != sentence.text);
        if !is_new || self.of(key, index).count() >= MOST_PER_SECTION {
            return None;
        }
        // The guide writes from the facts themselves; there is nothing to hold its words against.
        if self.link != Link::Guide {
            let (text, cited) = (&sentence.text, &sentence.citations);
            let checked = if is_about_work(key) {
                self.guard.check_about_work(text, cited)
            } else {
                self.guard.check(text, cited)
            };
            sentence.citations = checked.ok()?;
        }
        Some(sentence)
    }

    fn done(&mut self, mut answered: Answered) -> Step {
        let is_rejected = self.accepted.is_empty() && answered.link != Link::Guide;
        if is_rejected {
            answered.fallbacks.push(Fallback {
                link: answered.link,
                model: std::mem::take(&mut answered.model),
                reason: "rejected".to_owned(),
            });
            answered.link = Link::Guide;
        }
        self.fill();
        Step::Done(Written {
            answered,
            is_rejected,
        })
    }

    /// The guide's words wherever no other sentence has survived.
    fn fill(&mut self) {
        let written: Vec<Section> = self.accepted.iter().map(|s| s.section).collect();
        let missing = self.guide.iter().filter(|s| !written.contains(&s.section));
        self.accepted.extend(missing.cloned());
    }
}

fn is_per_role(key: &str) -> bool {
    matches!(key, "description" | "whyItFits")
}

/// Sections about an occupation rather than about the person.
fn is_about_work(key: &str) -> bool {
    matches!(
        key,
        "description" | "about" | "skills" | "preparation" | "outlook"
    )
}
