//! Résumés of invented people and scripted links for the tests of this folder.

use std::sync::Arc;

use futures_util::stream;

use crate::career::resume::Resume;
use crate::career::sample;
use crate::chat::{Delta, Done, Link, Request, Stop, Usage};
use crate::provider::{DeltaStream, Provider};

/// A résumé with these lines and nothing recognised in them.
pub fn resume(text: &str) -> Resume {
    let mut resume = sample::unread(text);
    resume.lines.retain(|line| line.start < line.end);
    resume
}

/// A link that answers each section from what was prepared for it, in pieces of a few characters.
pub struct Scripted {
    pub link: Link,
    pub size: usize,
    pub answers: Box<dyn Fn(&Request) -> String + Send + Sync>,
}

impl Provider for Scripted {
    fn link(&self) -> Link {
        self.link
    }

    fn model(&self) -> &str {
        "small"
    }

    fn answer(&self, request: Arc<Request>) -> DeltaStream {
        let letters: Vec<char> = (self.answers)(&request).chars().collect();
        let pieces: Vec<String> = letters
            .chunks(self.size)
            .map(|piece| piece.iter().collect())
            .collect();
        let done = Delta::Done(Done {
            stop: Stop::End,
            usage: Usage::default(),
        });
        let deltas: Vec<_> = pieces
            .into_iter()
            .map(Delta::Text)
            .chain([done])
            .map(Ok)
            .collect();
        Box::pin(stream::iter(deltas))
    }
}
