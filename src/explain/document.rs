//! Failures of a file a person dropped in.

use serde::{Deserialize, Serialize};

use super::{Explain, Explanation};

/// Why a document could not be read as a résumé.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DocumentError {
    #[error("the file cannot be opened: {reason}")]
    Unreadable { reason: String },
    #[error("unsupported content: {found}")]
    WrongType { found: String },
    #[error("{bytes} bytes is over the limit of {limit}")]
    TooLarge { bytes: u64, limit: u64 },
    #[error("the file is empty")]
    Empty,
    #[error("the file is encrypted")]
    Encrypted,
    #[error("no text layer on {pages} pages")]
    Scanned { pages: u32 },
    #[error("damaged: {detail}")]
    Damaged { detail: String },
    #[error("the reader was stopped after {secs} s")]
    TookTooLong { secs: u64 },
    #[error("the reader ran out of its memory limit")]
    TooDemanding,
}

impl Explain for DocumentError {
    fn explain(&self) -> Explanation {
        match self {
            Self::Unreadable { reason } => Explanation::new(
                "This file cannot be opened.",
                format!("The system says: {reason}."),
                "Check that it still exists and that you may read it, then try again.",
            ),
            Self::WrongType { found } => Explanation::new(
                "This is not a résumé file Aspiro can read.",
                format!("It looks like {found}."),
                "Use a PDF, DOCX, TXT or Markdown file, or paste the text.",
            ),
            Self::TooLarge { bytes, limit } => Explanation::new(
                "This file is too large.",
                format!(
                    "It has {:.1} MB and the limit is {:.0} MB.",
                    *bytes as f64 / 1e6,
                    *limit as f64 / 1e6
                ),
                "Export it again with smaller pictures, or paste the text.",
            ),
            Self::Empty => Explanation::new(
                "This file is empty.",
                "There is no text in it.",
                "Choose another file, or paste the text.",
            ),
            Self::Encrypted => Explanation::new(
                "This file is protected by a password.",
                "Its text cannot be read without it.",
                "Save a copy without a password and use that, or paste the text.",
            ),
            Self::Scanned { pages } => Explanation::new(
                "This PDF holds pictures of text, not text.",
                match pages {
                    1 => "Its only page has no text layer; it was probably scanned.".to_owned(),
                    n => {
                        format!("None of its {n} pages has a text layer; it was probably scanned.")
                    }
                },
                "Export it from the program it was written in, run text recognition on it, or paste the text.",
            ),
            Self::Damaged { detail } => Explanation::new(
                "This file is damaged.",
                format!("Reading stopped: {detail}."),
                "Export it again, or paste the text.",
            ),
            Self::TookTooLong { secs } => Explanation::new(
                "Reading this file took too long.",
                format!("The reader was stopped after {secs} seconds, so that nothing else waits."),
                "Export it again, or paste the text.",
            ),
            Self::TooDemanding => Explanation::new(
                "Reading this file needs too much memory.",
                "The reader stopped at its limit, so that nothing else is harmed.",
                "Export it again, or paste the text.",
            ),
        }
    }
}
