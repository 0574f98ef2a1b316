//! The guide: the last link of the chain, which needs no model and always answers.
//!
//! It writes from the facts alone, in the same sections as a model would, so that there is one way
//! of reading an answer. The same facts give the same words.

mod about;
pub mod analysis;
pub mod english;
pub mod explore;
mod frame;
pub mod lexicon;
pub mod mentor;
pub mod phrase;

use std::sync::Arc;

use futures_util::stream;

use crate::chat::{Delta, Done, Link, Request, Stop, Usage};
use crate::prompt::answer::{Section, Sentence};
use crate::provider::{DeltaStream, Provider};

/// Words that were composed before anybody asked.
pub struct Guide {
    pieces: Vec<String>,
}

impl Guide {
    /// Answers in sections.
    pub fn in_sections(sentences: &[Sentence], is_list: impl Fn(&str) -> bool) -> Self {
        let mut pieces = Vec::new();
        let mut section = None;
        for sentence in sentences {
            let list = is_list(sentence.section.key);
            let mut piece = String::new();
            if section != Some(sentence.section) {
                section = Some(sentence.section);
                let Section { key, index } = sentence.section;
                piece = format!("\n\n## {index} {key}\n");
            } else if !list {
                piece.push(' ');
            }
            piece.push_str(&if list {
                entry(sentence)
            } else {
                marked(sentence)
            });
            pieces.push(piece);
        }
        pieces.push("\n".to_owned());
        Self { pieces }
    }

    /// Answers in Markdown, paragraph by paragraph.
    pub const fn in_paragraphs(pieces: Vec<String>) -> Self {
        Self { pieces }
    }
}

/// A sentence of the guide; nothing when there is nothing to cite.
fn sentence(
    section: Section,
    text: String,
    ids: impl IntoIterator<Item = u32>,
) -> Option<Sentence> {
    let mut citations = Vec::new();
    for id in ids {
        if !citations.contains(&id) {
            citations.push(id);
        }
    }
    (!citations.is_empty()).then_some(Sentence {
        section,
        text,
        citations,
    })
}

/// The sentence with its marks before the full stop.
fn marked(sentence: &Sentence) -> String {
    let bare = sentence.text.trim_end_matches('.');
    format!("{bare} {}.", marks(sentence))
}

fn entry(sentence: &Sentence) -> String {
    format!("- {} {}\n", sentence.text, marks(sentence))
}

fn marks(sentence: &Sentence) -> String {
    sentence
        .citations
        .iter()
        .map(|id| format!("[{id}]"))
        .collect()
}

impl Provider for Guide {
    fn link(&self) -> Link {
        Link::Guide
    }

    fn model(&self) -> &str {
        ""
    }

    fn answer(&self, request: Arc<Request>) -> DeltaStream {
        let broke_off = request.continue_from.is_some() && !request.structured;
        let bridge = broke_off.then(|| {
            "\n\nThe answer broke off here. What can be said without a model:\n\n".to_owned()
        });
        let done = Delta::Done(Done {
            stop: Stop::End,
            usage: Usage::default(),
        });
        let pieces: Vec<_> = bridge
            .into_iter()
            .chain(self.pieces.iter().cloned())
            .filter(|piece| !piece.is_empty())
            .map(Delta::Text)
            .chain([done])
            .map(Ok)
            .collect();
        Box::pin(stream::iter(pieces))
    }
}
