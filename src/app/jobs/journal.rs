//! What every streamed answer shares: how often it is written down, and how its end is reported.

use std::time::{Duration, Instant};

use crate::app::event::Event;
use crate::app::jobs::Tools;
use crate::app::state::{AnswerFigure, Answered, Failure};
use crate::chat::Fallback;
use crate::explain::{Explanation, StoreError};
use crate::provider::chain;
use crate::store::Store;

/// A crash loses at most this much of an answer that was on the screen.
const INTERVAL: Duration = Duration::from_millis(250);

/// Holds the newest state of an answer until it is time to write it down.
#[derive(Debug)]
pub(super) struct Journal<T> {
    written: Option<Instant>,
    pending: Option<T>,
}

impl<T> Default for Journal<T> {
    fn default() -> Self {
        Self {
            written: None,
            pending: None,
        }
    }
}

impl<T> Journal<T> {
    /// Replaces what waits to be written.
    pub(super) fn put(&mut self, value: T) {
        self.pending = Some(value);
    }

    /// Takes what waits, whether or not it is time.
    pub(super) const fn take(&mut self) -> Option<T> {
        self.pending.take()
    }

    /// Waits until something is to be written, and takes it: the first at once, then at most one an
    /// interval. Nothing is lost when the future is dropped before it ends.
    pub(super) async fn due(&mut self) -> T {
        if let Some(written) = self.written {
            tokio::time::sleep_until((written + INTERVAL).into()).await;
        }
        match self.pending.take() {
            Some(value) => {
                self.written = Some(Instant::now());
                value
            }
            None => std::future::pending().await,
        }
    }
}

/// Milliseconds since 1970, UTC.
pub(super) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

pub(super) fn failure(explanation: Explanation, attempts: Vec<Fallback>) -> Failure {
    Failure {
        explanation,
        attempts,
        time: jiff::Zoned::now().strftime("%H:%M:%S").to_string(),
    }
}

/// Every link failed: the sentence for the headline, the list for the disclosure.
pub(super) fn chain_failure(attempts: &[Fallback]) -> Failure {
    failure(
        Explanation::new(
            "No answer came.",
            "Every link of the chain was asked and none could answer.",
            "Try again; the local model and the guide need no network.",
        ),
        attempts.to_vec(),
    )
}

pub(super) fn keep_figure(
    tools: &Tools,
    store: &Store,
    figure: AnswerFigure,
) -> Result<(), StoreError> {
    store.add_answer_figure(&figure)?;
    tools.outbox.send(Event::Answer(figure));
    Ok(())
}

/// The chain's report as a page shows it.
pub(super) fn answered(answered: &chain::Answered) -> Answered {
    Answered {
        link: answered.link,
        model: answered.model.clone(),
        ttft_ms: answered.ttft.as_millis().try_into().unwrap_or(u64::MAX),
        tokens_per_second: answered.tokens_per_second,
        fallbacks: answered.fallbacks.clone(),
    }
}
