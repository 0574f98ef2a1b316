//! The thread that owns weights and cache, and answers one question after the other.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};

use tokio::sync::mpsc::UnboundedSender;

use super::Input;
use super::answer::answer;
use super::arch::Architecture;
use super::kv_cache::KvCache;
use super::output::Listener;
use super::prompt::PromptReader;
use crate::chat::Delta;
use crate::explain::ModelError;

/// What the thread is asked for.
pub(super) enum Job {
    /// An answer, wanted by an [`super::AnswerStream`] that was polled.
    Answer(Box<Question>),
    /// Something done with what is held of the last prompt and its answer.
    Cache(Box<dyn FnOnce(&mut KvCache) + Send>),
}

pub(super) struct Question {
    pub(super) input: Input,
    /// The stream listens; that it is closed means nobody wants the answer any more.
    pub(super) to: Deltas,
}

pub(super) type Deltas = UnboundedSender<Result<Delta, ModelError>>;

impl Listener for Deltas {
    fn hear(&self, delta: Delta) {
        // A closed channel is noticed by `gone` before the next token.
        self.send(Ok(delta)).ok();
    }

    fn gone(&self) -> bool {
        self.is_closed()
    }
}

/// Starts the thread. It ends when every sender of jobs is gone.
pub(super) fn start(
    model: Box<dyn Architecture>,
    reader: Arc<PromptReader>,
) -> Result<mpsc::Sender<Job>, ModelError> {
    let (jobs, queue) = mpsc::channel();
    std::thread::Builder::new()
        .name("engine".to_owned())
        .spawn(move || run(model.as_ref(), &reader, &queue))
        .map_err(|error| ModelError::Failed {
            detail: error.to_string(),
        })?;
    Ok(jobs)
}

fn run(model: &dyn Architecture, reader: &PromptReader, queue: &mpsc::Receiver<Job>) {
    let mut cache = model.new_cache();
    for job in queue {
        match job {
            Job::Answer(question) if question.to.is_closed() => {}
            Job::Answer(question) => cache = serve(model, reader, cache, *question),
            Job::Cache(work) => work(&mut cache),
        }
    }
}

/// Answers a question and returns the cache for the next; after a panic it is a new one, because the old
/// may be half written.
fn serve(
    model: &dyn Architecture,
    reader: &PromptReader,
    mut cache: KvCache,
    question: Question,
) -> KvCache {
    let Question { input, to } = question;
    let result = catch_unwind(AssertUnwindSafe(|| {
        answer(model, reader, &mut cache, input, &to)
    }));
    let last = match result {
        Ok(Ok(Some(done))) => Ok(Delta::Done(done)),
        Ok(Ok(None)) => return cache,
        Ok(Err(error)) => Err(error),
        Err(panic) => {
            cache = model.new_cache();
            Err(failed(panic.as_ref()))
        }
    };
    to.send(last).ok();
    cache
}

/// The words of a panic, as an error.
pub(super) fn failed(panic: &(dyn Any + Send)) -> ModelError {
    let words = panic
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    ModelError::Failed {
        detail: words.unwrap_or_else(|| "no reason given".to_owned()),
    }
}
