//! The local model: a GGUF file in, streamed text out.
//!
//! Weights never change after loading; what a conversation adds lives in a [`KvCache`], which can be cut
//! back to any length and is a value of its own. One thread owns both. [`Engine`] is the handle to it.

mod answer;
mod arch;
#[cfg(test)]
mod bad_files;
mod bare;
mod chat_template;
mod decoder;
mod decoding;
mod expected;
mod file;
mod foreign;
pub mod gguf;
mod grammar;
mod hyperparameters;
mod kv_cache;
mod memory;
mod output;
mod plan;
mod prompt;
mod prompt_cache;
mod python_json;
mod reasoning;
mod rope;
mod sampler;
mod speculation;
#[cfg(test)]
mod test_model;
#[cfg(test)]
mod tests;
mod text;
pub mod tokenizer;
mod weights;
mod worker;

use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll};

use futures_util::Stream;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

pub use arch::{Architecture, DeviceChoice, Pass, Sequence, Wanted};
pub use bare::Bare;
pub use chat_template::ChatTemplate;
pub use file::ModelFile;
pub use grammar::Constraint;
pub use hyperparameters::Hyperparameters;
pub use kv_cache::{CacheShape, CacheType, KvCache};
pub use prompt_cache::PromptCache;

use crate::chat::{Delta, Message, Sampling};
use crate::explain::ModelError;
use gguf::Header;
use plan::Plan;
use prompt::PromptReader;
use tokenizer::Tokenizer;
use worker::{Job, Question};

/// A loaded model. Cloning is cheap; the model leaves memory when the last clone and its answers are gone.
#[derive(Clone)]
pub struct Engine {
    info: Arc<ModelInfo>,
    jobs: mpsc::Sender<Job>,
}

/// How to load a model.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// The most tokens to read at once; the model's own window when that is smaller or this is `None`.
    pub window: Option<usize>,
    /// How many threads compute, at least one; `None` is one for each physical core. Where candle computes, it takes
    /// the number from `RAYON_NUM_THREADS` instead.
    pub n_threads: Option<usize>,
    /// How a conversation's keys and values are stored.
    pub cache_type: CacheType,
    pub device: DeviceChoice,
}

/// How far loading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done_bytes: u64,
    /// At least `done_bytes`; the two are equal at the end, unless the file holds tensors the model does not use.
    pub total_bytes: u64,
}

/// Told of progress by the thread that loads, after each tensor; loading ends where it says [`ControlFlow::Break`]. For a
/// model that candle-transformers runs it is asked before all weights, and after.
pub type Observer<'a> = &'a dyn Fn(Progress) -> ControlFlow<()>;

/// # Errors
/// [`ModelError::Cancelled`] when the observer wants no more.
fn tell(observer: Observer<'_>, progress: Progress) -> Result<(), ModelError> {
    match observer(progress) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ModelError::Cancelled),
    }
}

/// What a person may want to know about a loaded model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelInfo {
    /// The name in the file, or the file's own name.
    pub name: String,
    pub architecture: String,
    /// Tokens it reads at once, prompt and answer together.
    pub window: usize,
    pub n_layers: usize,
    pub file_bytes: u64,
    /// How most of its weights are stored, for example `Q4_K`.
    pub quantization: String,
    pub has_chat_template: bool,
    /// Sentences about what is not as it should be.
    pub warnings: Vec<String>,
}

/// One question to the model. It has no `Debug`: it may quote a résumé.
///
/// Nothing is dropped to make it fit: a prompt that leaves the window no room for a token is
/// [`ModelError::Overflow`], and an answer that reaches the window's end stops there with
/// [`crate::chat::Stop::Length`]. What to leave out of a long conversation is the asker's choice. Of a prompt that
/// begins like the last one and its answer, only what differs is read.
#[derive(Clone)]
pub struct Input {
    pub prompt: Prompt,
    pub sampling: Sampling,
    /// At most this many tokens, and no more than the window has room for.
    pub max_tokens: u32,
    /// Text at which the answer ends; it is not part of the answer.
    pub stop: Vec<String>,
    /// What the answer has to be. It ends with [`crate::chat::Stop::End`] once nothing can follow; cut short by
    /// `max_tokens`, the window or a stop string, it is the beginning of what it had to be.
    pub constraint: Option<Constraint>,
    /// Tells of each token of the answer how likely it was, and of this many of the likeliest.
    pub logprobs: Option<u8>,
    /// Whether tokens may be guessed from the text so far and checked several in one pass. The answer is the same,
    /// up to how sums are rounded.
    pub speculation: bool,
}

impl Input {
    /// Free text, with nothing told of it but the text.
    pub const fn new(prompt: Prompt, sampling: Sampling, max_tokens: u32) -> Self {
        Self {
            prompt,
            sampling,
            max_tokens,
            stop: Vec::new(),
            constraint: None,
            logprobs: None,
            speculation: true,
        }
    }
}

/// What the model reads. Names of control tokens in texts stay text: no message can end a turn.
#[derive(Clone)]
pub enum Prompt {
    /// Text to go on from, without a chat template.
    Raw(String),
    Chat {
        messages: Vec<Message>,
        /// The beginning of the answer, which the model goes on from and does not repeat.
        continue_from: Option<Arc<str>>,
    },
}

impl Engine {
    /// Loads a model. Blocks for as long as that takes.
    ///
    /// # Errors
    /// A [`ModelError`] that says what is wrong with the file, before any weight is read where possible.
    pub fn load(file: &ModelFile, options: &LoadOptions) -> Result<Self, ModelError> {
        Self::load_observed(file, options, &|_| ControlFlow::Continue(()))
    }

    /// As [`Self::load`], with somebody who watches and may stop it.
    ///
    /// # Errors
    /// As [`Self::load`], and [`ModelError::Cancelled`] when the observer stopped it.
    pub fn load_observed(
        file: &ModelFile,
        options: &LoadOptions,
        observer: Observer<'_>,
    ) -> Result<Self, ModelError> {
        let header = file.header()?;
        let plan = Plan::from_header(&header, options.window)?;
        let reader = PromptReader::from_header(&header)?;
        let n_tokens = reader.tokenizer().n_tokens();
        if n_tokens > plan.n_vocab() {
            return Err(ModelError::Broken {
                detail: format!(
                    "its vocabulary has {n_tokens} tokens and its embedding {}",
                    plan.n_vocab()
                ),
            });
        }
        let loaded = plan.load(file, &header, options, observer)?;
        let mut warnings = plan.warnings().to_vec();
        warnings.extend(loaded.warnings);
        warnings.extend(reader.warning().map(str::to_owned));
        let info = ModelInfo {
            name: name(&header, file),
            architecture: header.architecture().to_owned(),
            window: loaded.window,
            n_layers: plan.n_layers(),
            file_bytes: header.file_bytes(),
            quantization: header.quantization().to_owned(),
            has_chat_template: reader.has_own_template(),
            warnings,
        };
        Self::start(loaded.model, reader, info)
    }

    fn start(
        model: Box<dyn Architecture>,
        reader: PromptReader,
        info: ModelInfo,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            info: Arc::new(info),
            jobs: worker::start(model, Arc::new(reader))?,
        })
    }

    pub fn info(&self) -> &ModelInfo {
        &self.info
    }

    /// The answer to `input`. Work begins when the stream is first polled, after the answers that were
    /// asked for earlier, and stops when it is dropped.
    pub fn answer(&self, input: Input) -> AnswerStream {
        let (to, from) = unbounded_channel();
        AnswerStream {
            ask: Some((self.jobs.clone(), Question { input, to })),
            from,
            ended: false,
        }
    }

    /// Writes to a file what the last answer read and wrote. Blocks until that is done, and the answers before it.
    ///
    /// # Errors
    /// [`ModelError::CacheNotSaved`].
    pub fn save(&self, to: &PromptCache) -> Result<(), ModelError> {
        let to = to.clone();
        self.with_cache(move |cache| to.save(cache))
    }

    /// Takes up what was saved, as if it had been read just now. Blocks as [`Self::save`] does.
    ///
    /// # Errors
    /// [`ModelError::SavedCache`] when the file is of no use to this model, [`ModelError::Overflow`] when it holds more
    /// than the window; what was held before is held still.
    pub fn restore(&self, from: &PromptCache) -> Result<(), ModelError> {
        let from = from.clone();
        self.with_cache(move |cache| from.restore(cache))
    }

    fn with_cache(
        &self,
        work: impl FnOnce(&mut KvCache) -> Result<(), ModelError> + Send + 'static,
    ) -> Result<(), ModelError> {
        let (to, from) = mpsc::sync_channel(1);
        let job = Job::Cache(Box::new(move |cache| {
            to.send(work(cache)).ok();
        }));
        self.jobs.send(job).ok();
        from.recv().unwrap_or_else(|_| Err(ended()))
    }
}

fn ended() -> ModelError {
    ModelError::Failed {
        detail: "its thread has ended".to_owned(),
    }
}

/// What a model asks of the machine it runs on, as its header tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// Tokens it can read at once.
    pub window: usize,
    /// Of one token's keys and values.
    pub cache_bytes_per_token: usize,
    /// Held besides the file's bytes and the cache, where that is much.
    pub other_bytes: usize,
}

/// What the model this header belongs to needs, if the engine can run it. Reads no weights and no vocabulary.
///
/// # Errors
/// The error that loading would end in.
pub fn needs(header: &Header) -> Result<Needs, ModelError> {
    let plan = Plan::from_header(header, None)?;
    Tokenizer::check_supported(header)?;
    Ok(Needs {
        window: plan.window(),
        cache_bytes_per_token: plan.cache_bytes_per_token(),
        other_bytes: plan.other_bytes(),
    })
}

fn name(header: &Header, file: &ModelFile) -> String {
    match header.text("general.name").map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => file.name(),
    }
}

/// Any number of pieces, then exactly one [`Delta::Done`], or one error; then it ends. Dropping it stops the work.
pub struct AnswerStream {
    /// Taken when the stream is first polled.
    ask: Option<(mpsc::Sender<Job>, Question)>,
    /// The worker sends; it closes after the last delta.
    from: UnboundedReceiver<Result<Delta, ModelError>>,
    ended: bool,
}

impl Stream for AnswerStream {
    type Item = Result<Delta, ModelError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        if let Some((jobs, question)) = self.ask.take() {
            // When the worker is gone the question is dropped here, and the channel below says so.
            jobs.send(Job::Answer(Box::new(question))).ok();
        }
        let polled = self.from.poll_recv(context);
        if let Poll::Ready(item) = polled {
            let item = item.unwrap_or_else(|| Err(ended()));
            self.ended = matches!(item, Ok(Delta::Done(_)) | Err(_));
            return Poll::Ready(Some(item));
        }
        Poll::Pending
    }
}

/// Says on the terminal why a test did nothing.
#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a test reports to the terminal")]
fn skipped(reason: &str) {
    println!("skipped: {reason}");
}
