//! Résumés of invented people and scripted links for the tests of this folder.

use std::sync::Arc;

use futures_util::stream;

use crate::career::resume::{Contact, DocumentKind, Line, Resume};
use crate::chat::{Delta, Done, Link, Request, Stop, Usage};
use crate::provider::{DeltaStream, Provider};

/// A résumé with these lines and nothing recognised in them.
pub fn resume(text: &str) -> Resume {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        if !line.is_empty() {
            lines.push(Line {
                start,
                end,
                page: 1,
                x: 0.0,
                y: 0.0,
                section: String::new(),
            });
        }
        start = end + 1;
    }
    Resume {
        version: 1,
        sha256: "0123456789abcdef".repeat(4),
        kind: DocumentKind::Text,
        text: text.to_owned(),
        lines,
        sections: Vec::new(),
        contact: Contact::default(),
        experience: Vec::new(),
        education: Vec::new(),
        skills: Vec::new(),
        skills_found: Vec::new(),
        unplaced: Vec::new(),
        warnings: Vec::new(),
    }
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
