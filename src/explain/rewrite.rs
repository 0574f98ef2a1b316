//! Why a model's wording of a line was not taken.

use super::{Explain, Explanation};

/// What the wording lost or made up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("it leaves out the number {number}")]
    Number { number: String },
    #[error("it leaves out a date")]
    Date,
    #[error("it leaves out {name}")]
    Name { name: String },
    #[error("it adds {what} that your line does not hold")]
    Added { what: &'static str },
}

impl Explain for Refusal {
    fn explain(&self) -> Explanation {
        Explanation::new(
            "The wording was not taken.",
            format!("Compared with your line, {self}."),
            "Try again, or change the line yourself.",
        )
    }
}
