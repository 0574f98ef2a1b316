//! Who may answer a [`Request`]: the local model, an endpoint, OpenRouter, and the chain that asks them in turn.

pub mod backoff;
mod breaker;
pub mod chain;
mod classify;
mod flight;
pub mod local;
pub mod openai;
mod route;
mod seam;
pub mod sse;
mod walk;

use std::pin::Pin;
use std::sync::Arc;

use futures_util::Stream;

use crate::chat::{Delta, Link, Request};
use crate::explain::LinkError;

/// Text\*, then exactly one [`Delta::Done`], or one error; then the stream ends. Dropping it stops the work.
pub type DeltaStream = Pin<Box<dyn Stream<Item = Result<Delta, LinkError>> + Send>>;

/// Something that can answer a request.
pub trait Provider: Send + Sync {
    fn link(&self) -> Link;

    /// The model's name as provenance shows it; empty for the guide.
    fn model(&self) -> &str;

    /// `host:port` this link would connect to; `None` when it needs no network.
    fn host(&self) -> Option<&str> {
        None
    }

    /// Tells keys apart without showing them; `None` when this link has no key.
    fn key_id(&self) -> Option<u64> {
        None
    }

    /// Starts answering at once. Nothing happens before the stream is first polled.
    fn answer(&self, request: Arc<Request>) -> DeltaStream;
}
