//! One answer: prefill the prompt, then decode token by token.

use super::arch::{Architecture, Pass, Sequence, Wanted};
use super::decoding::Decoding;
use super::grammar::Grammar;
use super::kv_cache::KvCache;
use super::output::{Listener, Output};
use super::prompt::{PromptReader, PromptTokens};
use super::reasoning::Reasoning;
use super::sampler::Sampler;
use super::speculation::PromptLookup;
use super::{Input, Prompt};
use crate::chat::{Done, Usage};
use crate::explain::ModelError;

/// Tokens of the prompt read in one pass. More would need more room for what lies between the layers, and gain
/// nothing: by then the weights are read once for very many tokens.
const CHUNK: usize = 512;

/// Answers `input` on `cache`, whose common beginning with the prompt is not read again.
/// `None` when the listener went away.
pub(super) fn answer(
    model: &dyn Architecture,
    reader: &PromptReader,
    cache: &mut KvCache,
    input: Input,
    listener: &dyn Listener,
) -> Result<Option<Done>, ModelError> {
    let PromptTokens { ids, opened } = reader.tokens(&input.prompt)?;
    let room = room(ids.len(), cache.window())?;
    let grammar = grammar(reader, &input)?;
    let max_tokens = room.min(input.max_tokens as usize);
    model.expect(cache, ids.len() + max_tokens);
    let n_held = keep_beginning(cache, &ids);
    let Some(logits) = prefill(model, cache, &ids, &|| listener.gone())? else {
        return Ok(None);
    };
    let (own_stops, reasoning): (&[&str], _) = match input.prompt {
        Prompt::Raw(_) => (&[], Reasoning::off(reader.marks())),
        Prompt::Chat { .. } => (
            reader.template_stops(),
            Reasoning::new(reader.marks(), opened),
        ),
    };
    let stops = input.stop.into_iter();
    let stops = stops.chain(own_stops.iter().map(|stop| (*stop).to_owned()));
    let decoding = Decoding {
        model,
        tokenizer: reader.tokenizer(),
        sampler: Sampler::new(input.sampling, &ids).with_text(reader.tokenizer(), &ids),
        grammar,
        lookup: (input.speculation && model.steps_back()).then(|| PromptLookup::new(&ids)),
        n_logprobs: input.logprobs.map(usize::from),
        output: Output::new(reader.tokenizer(), listener, reasoning, stops),
        max_tokens,
        n_written: 0,
    };
    let Some(written) = decoding.run(cache, logits)? else {
        return Ok(None);
    };
    let count = |tokens: usize| u32::try_from(tokens).unwrap_or(u32::MAX);
    Ok(Some(Done {
        stop: written.stop,
        usage: Usage {
            prompt_tokens: count(ids.len()),
            cached_tokens: count(n_held),
            completion_tokens: count(written.n_tokens),
            drafted_tokens: count(written.n_drafted),
            accepted_tokens: count(written.n_accepted),
        },
    }))
}

/// What the answer has to follow, gone over as far as the prompt has begun it.
fn grammar(reader: &PromptReader, input: &Input) -> Result<Option<Grammar>, ModelError> {
    let Some(constraint) = &input.constraint else {
        return Ok(None);
    };
    let mut grammar = reader.grammar(constraint)?;
    if let Prompt::Chat {
        continue_from: Some(text),
        ..
    } = &input.prompt
    {
        grammar.begin_with(text)?;
    }
    Ok(Some(grammar))
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

/// Cuts the cache back to what it has in common with `prompt`, and returns how many tokens that is. The prompt's last
/// token is to be read again even when it is held: its logits are not.
fn keep_beginning(cache: &mut KvCache, prompt: &[u32]) -> usize {
    let held = cache.tokens().iter().zip(prompt);
    let n_common = held.take_while(|(held, new)| held == new).count();
    cache.truncate(n_common.min(prompt.len() - 1));
    cache.len()
}

/// Reads what of `prompt` the cache does not hold, and returns the logits behind its last token.
fn prefill(
    model: &dyn Architecture,
    cache: &mut KvCache,
    prompt: &[u32],
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Vec<f32>>, ModelError> {
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
pub(super) fn pass(
    model: &dyn Architecture,
    tokens: &[u32],
    cache: &mut KvCache,
    wanted: Wanted,
    cancelled: &(dyn Fn() -> bool + Sync),
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
