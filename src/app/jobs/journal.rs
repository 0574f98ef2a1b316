//! What every streamed answer shares: how often it is written down, and how its end is reported.

use std::time::{Duration, Instant};

use crate::app::event::Event;
use crate::app::jobs::desk::Desk;
use crate::app::state::{AnswerFigure, Answered, Failure};
use crate::chat::Fallback;
use crate::explain::{Explanation, StoreError};
use crate::provider::chain;
use crate::store::{AnswerFigureRow, Store};

/// A crash loses at most this much of an answer that was on the screen.
const INTERVAL: Duration = Duration::from_millis(250);

/// Says when the text so far is to be written down again.
#[derive(Debug, Default)]
pub(super) struct Journal {
    last: Option<Instant>,
}

impl Journal {
    /// True at first and then at most once an interval; a true counts as written.
    pub(super) fn is_due(&mut self) -> bool {
        let due = self.last.is_none_or(|last| last.elapsed() >= INTERVAL);
        if due {
            self.last = Some(Instant::now());
        }
        due
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
    desk: &Desk,
    store: &Store,
    figure: AnswerFigure,
) -> Result<(), StoreError> {
    store.add_answer_figure(&AnswerFigureRow {
        at_ms: figure.at_ms,
        purpose: figure.purpose.clone(),
        link: figure.link,
        model: figure.model.clone(),
        ttft_ms: figure.ttft_ms,
        tokens_per_second: figure.tokens_per_second,
        complete: figure.complete,
        n_fallbacks: figure.n_fallbacks,
    })?;
    desk.tools.outbox.send(Event::Answer(figure));
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
