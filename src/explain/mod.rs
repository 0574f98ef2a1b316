//! What happened, why, what to do next: the words people read when something fails.
//!
//! Every failure a person can meet is a typed error in this folder, declared and worded in one
//! place. Other modules return these types; only the outermost layer (window, terminal) prints them.

pub mod document;
pub mod link;
pub mod model;
pub mod rewrite;
pub mod store;
pub mod table;

pub use document::DocumentError;
pub use link::LinkError;
pub use model::ModelError;
pub use rewrite::Refusal;
pub use store::StoreError;
pub use table::TableError;

/// A failure in words: three short sentences, none of which needs a manual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, as a headline without a code or a stack trace.
    pub what: String,
    /// Why, as far as the program knows.
    pub why: String,
    /// The next step that is most likely to help.
    pub next: String,
}

impl Explanation {
    pub fn new(what: impl Into<String>, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            why: why.into(),
            next: next.into(),
        }
    }

    /// The three sentences as one line, for the terminal.
    pub fn sentence(&self) -> String {
        [&self.what, &self.why, &self.next]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Implemented by every error that can reach a person.
pub trait Explain {
    fn explain(&self) -> Explanation;
}
