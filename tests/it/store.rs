//! The encrypted file: everything that goes in comes out, and nothing else can read it.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod command;
mod kill;
mod secrecy;
mod tables;
mod vault;

use aspiro::career::analysis::{Analysis, Cited, Kind, Part, Provenance, ResumeRef, Suggestion};
use aspiro::career::resume::{Contact, DocumentKind, Line, Resume, Section, Span};
use aspiro::chat::Link;
use aspiro::private::Private;
use aspiro::store::{Store, Vault};
use tempfile::TempDir;

fn home() -> (TempDir, Vault) {
    let home = tempfile::tempdir().unwrap();
    let vault = Vault::new(home.path().to_owned());
    (home, vault)
}

/// A profile without a passphrase, so that no test waits for a key derivation it does not test.
fn profile() -> (TempDir, Vault, Store) {
    let (home, vault) = home();
    let store = vault.create("Ada", None).unwrap();
    (home, vault, store)
}

/// Closes the profile and opens it again, so that what follows reads from the disk.
fn reopen(vault: &Vault, store: Store) -> Store {
    let name = store.name().to_owned();
    drop(store);
    vault.unlock(&name, None).unwrap()
}

fn passphrase(text: &str) -> Private<String> {
    Private::new(text.to_owned())
}

/// A résumé that says `text`.
fn resume(text: &str) -> Resume {
    Resume {
        version: 1,
        sha256: "ab".repeat(32),
        kind: DocumentKind::Text,
        text: text.to_owned(),
        lines: vec![Line {
            start: 0,
            end: text.len(),
            page: 1,
            x: 72.1,
            y: 0.3,
            section: "summary".to_owned(),
        }],
        sections: vec![Section {
            name: "summary".to_owned(),
            heading: "Über mich".to_owned(),
            span: Span::new(0, text.len()),
        }],
        contact: Contact {
            full_name: Some(text.to_owned()),
            ..Contact::default()
        },
        experience: Vec::new(),
        education: Vec::new(),
        skills: Vec::new(),
        skills_found: Vec::new(),
        unplaced: vec![Span::new(1, 2)],
        warnings: Vec::new(),
    }
}

/// An analysis that says `text`, with a suggestion if there is a match.
fn analysis(text: &str, match_percent: Option<u8>) -> Analysis {
    let suggestion = |match_percent| Suggestion {
        role: text.to_owned(),
        occupation: Some("15-2051.00".to_owned()),
        match_percent,
        parts: vec![Part {
            name: "Skills".to_owned(),
            weight: 100,
            score: 1.0 / 3.0,
            evidence: vec![0],
        }],
        description: text.to_owned(),
        why_it_fits: text.to_owned(),
        skills_to_highlight: Vec::new(),
        skills_to_develop: Vec::new(),
        counterfactuals: Vec::new(),
    };
    Analysis {
        version: 1,
        kind: Kind::TargetRole,
        resume: ResumeRef {
            id: "ab".repeat(8),
            sha256: "ab".repeat(32),
        },
        analysis: text.to_owned(),
        suggestions: match_percent.map(suggestion).into_iter().collect(),
        overall_strengths: vec![Cited {
            text: text.to_owned(),
            evidence: vec![0],
        }],
        improvements_to_consider: Vec::new(),
        requirements: Vec::new(),
        claims: Vec::new(),
        evidence: Vec::new(),
        provenance: Provenance {
            link: Link::Guide,
            model: None,
            prompt_version: "1".to_owned(),
            score_version: "1".to_owned(),
            ttft_ms: Some(12),
            tokens_per_second: Some(33.1),
            fallbacks: vec!["openrouter/x:rate_limited".to_owned()],
        },
    }
}
