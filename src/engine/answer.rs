//! One answer: prefill the prompt, then decode token by token.

use super::arch::{Architecture, Pass, Sequence, Wanted};
use super::kv_cache::KvCache;
use super::prompt::PromptReader;
use super::sampler::Sampler;
use super::text::{Shown, TextOut};
use super::{Input, Prompt};
use crate::chat::{Done, Stop, Usage};
use crate::explain::ModelError;

/// Tokens of the prompt read in one pass. More would be a little faster, and later to notice a cancel.
const CHUNK: usize = 128;

/// Where an answer goes, and how it learns that nobody wants it any more.
pub(super) trait Listener {
    fn text(&self, text: String);
    fn gone(&self) -> bool;
}

/// Answers `input` on `cache`, whose common beginning with the prompt is not read again.
/// `None` when the listener went away.
pub(super) fn answer(
    model: &dyn Architecture,
    reader: &PromptReader,
    cache: &mut KvCache,
    input: Input,
    listener: &dyn Listener,
) -> Result<Option<Done>, ModelError> {
    let prompt = reader.tokens(&input.prompt)?;
    let room = room(prompt.len(), cache.window())?;
    let max_tokens = room.min(input.max_tokens as usize);
    let Some(logits) = prefill(model, cache, &prompt, &|| listener.gone())? else {
        return Ok(None);
    };
    let own_stops = match input.prompt {
        Prompt::Raw(_) => &[],
        Prompt::Chat { .. } => reader.template_stops(),
    };
    let stops = input.stop.into_iter();
    let decoding = Decoding {
        model,
        reader,
        listener,
        sampler: Sampler::new(input.sampling, &prompt),
        out: TextOut::new(stops.chain(own_stops.iter().map(|stop| (*stop).to_owned()))),
    };
    let Some((stop, written)) = decoding.run(cache, logits, max_tokens)? else {
        return Ok(None);
    };
    let count = |tokens: usize| u32::try_from(tokens).unwrap_or(u32::MAX);
    Ok(Some(Done {
        stop,
        usage: Usage {
            prompt_tokens: count(prompt.len()),
            completion_tokens: count(written),
        },
    }))
}

/// How many tokens can follow a prompt of `n_prompt`; at least one.
fn room(n_prompt: usize, window: usize) -> Result<usize, ModelError> {
    if n_prompt == 0 {
        return Err(ModelError::Failed {
            detail: "there is nothing to answer".to_owned(),
        });
    }
    match window.checked_sub(n_prompt) {
        Some(room @ 1..) => Ok(room),
        _ => Err(ModelError::Overflow {
            needed: n_prompt + 1,
            window,
        }),
    }
}

/// Reads what of `prompt` the cache does not hold, and returns the logits behind its last token.
fn prefill(
    model: &dyn Architecture,
    cache: &mut KvCache,
    prompt: &[u32],
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Vec<f32>>, ModelError> {
    let common = cache
        .tokens()
        .iter()
        .zip(prompt)
        .take_while(|(held, new)| held == new)
        .count();
    // The last token is read again even when it is held: its logits are not.
    cache.truncate(common.min(prompt.len() - 1));
    let mut left = &prompt[cache.len()..];
    while left.len() > CHUNK {
        let (chunk, rest) = left.split_at(CHUNK);
        if pass(model, chunk, cache, Wanted::Nothing, cancelled)?.is_none() {
            return Ok(None);
        }
        left = rest;
    }
    pass(model, left, cache, Wanted::Last, cancelled)
}

/// The wanted logits of `tokens`; `None` when cancelled.
fn pass(
    model: &dyn Architecture,
    tokens: &[u32],
    cache: &mut KvCache,
    wanted: Wanted,
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Vec<f32>>, ModelError> {
    let mut sequence = Sequence {
        tokens,
        cache,
        wanted,
        logits: Vec::new(),
    };
    let ended = model.forward(std::slice::from_mut(&mut sequence), cancelled)?;
    Ok((ended == Pass::Finished).then_some(sequence.logits))
}

struct Decoding<'a> {
    model: &'a dyn Architecture,
    reader: &'a PromptReader,
    listener: &'a dyn Listener,
    sampler: Sampler,
    out: TextOut,
}

impl Decoding<'_> {
    /// Why the answer ended, and how many tokens it has.
    fn run(
        mut self,
        cache: &mut KvCache,
        mut logits: Vec<f32>,
        max_tokens: usize,
    ) -> Result<Option<(Stop, usize)>, ModelError> {
        for written in 0..max_tokens {
            if self.listener.gone() {
                return Ok(None);
            }
            let token = self.sampler.sample(logits).ok_or_else(no_numbers)?;
            let tokenizer = self.reader.tokenizer();
            if tokenizer.is_end(token) {
                return Ok(Some((self.finish(Stop::End), written)));
            }
            if !tokenizer.is_control(token) {
                let shown = self.out.push(tokenizer.token_bytes(token));
                if self.show(shown) {
                    return Ok(Some((Stop::StopString, written + 1)));
                }
            }
            if written + 1 == max_tokens {
                break;
            }
            let listener = self.listener;
            let gone = || listener.gone();
            match pass(self.model, &[token], cache, Wanted::Last, &gone)? {
                Some(next) => logits = next,
                None => return Ok(None),
            }
        }
        Ok(Some((self.finish(Stop::Length), max_tokens)))
    }

    /// Lets go of held-back text, in which a stop string may come to light.
    fn finish(&mut self, stop: Stop) -> Stop {
        let shown = self.out.finish();
        if self.show(shown) {
            return Stop::StopString;
        }
        stop
    }

    /// Whether a stop string was met.
    fn show(&self, shown: Shown) -> bool {
        if !shown.text.is_empty() {
            self.listener.text(shown.text);
        }
        shown.stopped
    }
}

fn no_numbers() -> ModelError {
    ModelError::Failed {
        detail: "the model computed no usable numbers".to_owned(),
    }
}
