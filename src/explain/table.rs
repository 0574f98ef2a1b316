//! Failures of a table of occupations a person imports.

use super::{Explain, Explanation};

/// Why the text of O*NET could not be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("the file cannot be opened: {reason}")]
    Unreadable { reason: String },
    #[error("no table of O*NET among the files")]
    NoneHere,
    #[error("not a table of O*NET: its first line is {first_line:?}")]
    NotOnet { first_line: String },
    #[error("the table has no row for a known occupation")]
    NoRows,
    #[error("more than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("not text in UTF-8")]
    NotText,
    #[error("the result cannot be stored: {reason}")]
    NotStored { reason: String },
    #[error("what was imported earlier is damaged")]
    Damaged,
}

const WHERE_FROM: &str = "O*NET offers its database as text files (tab-delimited) at onetcenter.org; unpack it and import \
“Occupation Data.txt”, “Task Statements.txt”, or the folder they are in.";

impl Explain for TableError {
    fn explain(&self) -> Explanation {
        match self {
            Self::Unreadable { reason } => Explanation::new(
                "This cannot be opened.",
                format!("The system says: {reason}."),
                "Check that it still exists and that you may read it, then try again.",
            ),
            Self::NoneHere => Explanation::new(
                "There is no table of O*NET in this folder.",
                "Neither “Occupation Data” nor “Task Statements” is here.",
                WHERE_FROM,
            ),
            Self::NotOnet { first_line } => Explanation::new(
                "This is not a table Aspiro can import.",
                format!(
                    "Its first line is “{first_line}”, where the names of O*NET's columns are expected."
                ),
                WHERE_FROM,
            ),
            Self::NoRows => Explanation::new(
                "This table has nothing to import.",
                "No row of it is about an occupation of the atlas.",
                WHERE_FROM,
            ),
            Self::TooLarge { limit } => Explanation::new(
                "This file is too large.",
                format!(
                    "It has more than {:.0} MB; the tables of O*NET are far smaller.",
                    *limit as f64 / 1e6
                ),
                WHERE_FROM,
            ),
            Self::NotText => Explanation::new(
                "This file holds no text.",
                "A table of O*NET is plain text in UTF-8, or such text compressed with gzip.",
                WHERE_FROM,
            ),
            Self::NotStored { reason } => Explanation::new(
                "The table was read and could not be stored.",
                format!("The system says: {reason}."),
                "Make room in the data folder, or choose another one with ASPIRO_HOME, then import it again.",
            ),
            Self::Damaged => Explanation::new(
                "The text imported earlier cannot be read any more.",
                "Its file was changed by something else.",
                "Import the tables again; that replaces it.",
            ),
        }
    }
}
