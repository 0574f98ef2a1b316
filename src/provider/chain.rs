//! The chain: links asked in order until one answers.

use std::time::Duration;

use crate::chat::{Fallback, Link, Stop, Usage};

/// What happens while the chain looks for an answer. Text\*, with `Trying`, `Failed` and `StartOver`
/// between; then exactly one `Done`, or one [`ChainError`].
#[derive(Debug, Clone, PartialEq)]
pub enum ChainEvent {
    /// This link is being asked now.
    Trying {
        link: Link,
        model: String,
    },
    /// It did not answer, or broke off; the next one follows.
    Failed(Fallback),
    Text(String),
    /// A structured answer broke off: what came so far is void, the next link begins again.
    StartOver,
    Done(Answered),
}

/// A finished answer's origin and pace.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    pub link: Link,
    pub model: String,
    pub stop: Stop,
    pub usage: Usage,
    /// From the question to the first text.
    pub ttft: Duration,
    /// Of the answering link, from its first text on; `None` for the guide or fewer than two tokens.
    pub tokens_per_second: Option<f64>,
    pub fallbacks: Vec<Fallback>,
}

/// Every link has failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no link answered")]
pub struct ChainError {
    pub fallbacks: Vec<Fallback>,
}
