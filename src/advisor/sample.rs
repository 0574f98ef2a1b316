//! Résumés of invented people for the tests of this folder.

use crate::career::resume::{Contact, DocumentKind, Line, Resume};

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
