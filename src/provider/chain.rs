//! The chain: links asked in order until one answers.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::Stream;
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use super::Provider;
use super::backoff::Backoff;
use super::flight::{Flight, Listener, Log};
use super::route::Memory;
use super::walk::Walk;
use crate::chat::{Fallback, Link, Request, Stop, Usage};

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
    Failed(Fallback, Option<u64>),
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

type Item = Result<ChainEvent, ChainError>;
type Question = [u8; 32];

/// How patient the chain is.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    pub backoff: Backoff,
    /// How long a link is left alone after three failures in a row.
    pub rest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            backoff: Backoff::default(),
            rest: Duration::from_secs(30),
        }
    }
}

/// Asks links in order until one answers. Clones share what is known about failing links and the
/// questions that are being answered.
#[derive(Clone)]
pub struct Chain {
    memory: Memory,
    flights: Arc<Mutex<HashMap<Question, Weak<Flight<Item>>>>>,
}

impl Default for Chain {
    fn default() -> Self {
        Self::new()
    }
}

impl Chain {
    pub fn new() -> Self {
        Self::with_pace(Pace::default())
    }

    pub fn with_pace(pace: Pace) -> Self {
        Self {
            memory: Memory::new(pace),
            flights: Arc::default(),
        }
    }

    /// The answer as it comes about. Nothing happens before the stream is first polled, which takes
    /// a Tokio runtime; dropping it stops the work. While the same question to the same links is
    /// being answered, no second request is made: the new stream first repeats what the other had.
    pub fn answer(&self, links: Vec<Arc<dyn Provider>>, request: Request) -> ChainStream {
        let question = question(&links, &request);
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        flights.retain(|_, flight| flight.strong_count() > 0);
        let running = flights.get(&question).and_then(Weak::upgrade);
        let flight = running
            .filter(|flight| !flight.is_over())
            .unwrap_or_else(|| {
                let log = Log::default();
                let walk = Walk::new(self.memory.clone(), request, log.clone(), Instant::now());
                let flight = Arc::new(Flight::new(log, walk.run(links)));
                flights.insert(question, Arc::downgrade(&flight));
                flight
            });
        ChainStream(flight.listen())
    }
}

/// What happens while the chain looks for an answer; see [`ChainEvent`].
pub struct ChainStream(Listener<Item>);

impl Stream for ChainStream {
    type Item = Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Item>> {
        Pin::new(&mut self.get_mut().0).poll_next(cx)
    }
}

/// Equal only for the same request to the same links, beyond any doubt, because whoever asks an
/// equal question is shown this one's answer.
fn question(links: &[Arc<dyn Provider>], request: &Request) -> Question {
    let links: Vec<_> = links
        .iter()
        .map(|link| (link.link(), link.model(), link.host(), link.key_id()))
        .collect();
    let sampling = &request.sampling;
    let content = (
        (request.purpose, &request.messages, &request.stop, sampling),
        (
            request.max_tokens,
            request.structured,
            request.continue_from.as_deref(),
            request.pattern.as_deref(),
        ),
        links,
    );
    let bytes = serde_json::to_vec(&content).expect("plain data with string keys is JSON");
    Sha256::digest(&bytes).into()
}
