//! Token after token, until the answer ends.

use super::arch::{Architecture, Wanted};
use super::grammar::Grammar;
use super::kv_cache::KvCache;
use super::output::{Output, Shown};
use super::sampler::{Logprobs, Sampler};
use super::speculation::PromptLookup;
use super::tokenizer::Tokenizer;
use crate::chat::{Delta, Logprob, Stop, TokenLogprobs};
use crate::explain::ModelError;

/// One answer behind its prompt.
pub(super) struct Decoding<'a> {
    pub(super) model: &'a dyn Architecture,
    pub(super) tokenizer: &'a Tokenizer,
    pub(super) sampler: Sampler<'a>,
    pub(super) grammar: Option<Grammar>,
    pub(super) lookup: Option<PromptLookup>,
    /// How many of the likeliest tokens are told of, where they are.
    pub(super) n_logprobs: Option<usize>,
    pub(super) output: Output<'a>,
    pub(super) max_tokens: usize,
    pub(super) n_written: usize,
}

/// How an answer ended.
pub(super) struct Written {
    pub(super) stop: Stop,
    pub(super) n_tokens: usize,
    pub(super) n_drafted: usize,
    pub(super) n_accepted: usize,
}

enum Step {
    /// A token, and those that the grammar puts behind it.
    Tokens(Vec<u32>),
    Ended(Stop),
    Cancelled,
}

impl Decoding<'_> {
    /// `logits` are those behind the prompt, which `cache` holds. `None` when the listener went away.
    ///
    /// Guessed tokens are read along with the last one that is certain. Each place is then sampled as it would be
    /// without them, and a guess counts only where it is what was sampled; so an answer depends on guesses no more
    /// than on how many tokens are read at once, which can change the last bits of a sum.
    pub(super) fn run(
        mut self,
        cache: &mut KvCache,
        mut logits: Vec<f32>,
    ) -> Result<Option<Written>, ModelError> {
        if self.max_tokens == 0 {
            return Ok(Some(self.finish(Stop::Length)));
        }
        let mut draft: Vec<u32> = Vec::new();
        loop {
            let n_vocab = logits.len() / (draft.len() + 1);
            let n_certain = cache.len() - draft.len();
            let mut n_right = 0;
            let unread = loop {
                let row = logits.chunks_mut(n_vocab.max(1)).nth(n_right);
                match self.step(row.unwrap_or_default())? {
                    Step::Tokens(tokens) => {
                        let agreed = common_beginning(&tokens, &draft[n_right..]);
                        n_right += agreed;
                        if agreed < tokens.len() {
                            break tokens[agreed..].to_vec();
                        }
                    }
                    Step::Ended(stop) => {
                        cache.truncate(n_certain + n_right);
                        self.learn(draft.len(), n_right);
                        return Ok(Some(self.finish(stop)));
                    }
                    Step::Cancelled => return Ok(None),
                }
            };
            cache.truncate(n_certain + n_right);
            self.learn(draft.len(), n_right);
            draft = self.draft(unread.len());
            let wanted = if draft.is_empty() {
                Wanted::Last
            } else {
                Wanted::All
            };
            let tokens = [unread, draft.clone()].concat();
            let listener = self.output.listener();
            let gone = || listener.gone();
            match super::answer::pass(self.model, &tokens, cache, wanted, &gone)? {
                Some(next) => logits = next,
                None => return Ok(None),
            }
        }
    }

    /// Chooses the next token and shows what it writes.
    fn step(&mut self, logits: &mut [f32]) -> Result<Step, ModelError> {
        if self.output.listener().gone() {
            return Ok(Step::Cancelled);
        }
        let logprobs = self.n_logprobs.map(|_| Logprobs::new(logits));
        let mut grammar = self
            .grammar
            .as_mut()
            .filter(|_| !self.output.is_reasoning());
        let allowed = match &mut grammar {
            Some(grammar) => Some(grammar.allowed()?),
            None => None,
        };
        let token = self
            .sampler
            .sample(logits, allowed)
            .ok_or_else(no_numbers)?;
        if self.tokenizer.is_end(token) {
            return Ok(Step::Ended(Stop::End));
        }
        let mut tokens = vec![token];
        let mut is_over = false;
        if let Some(grammar) = grammar {
            grammar.note(token)?;
            tokens.extend(grammar.take_forced());
            is_over = grammar.is_over();
        }
        for (place, token) in tokens.iter().enumerate() {
            if place > 0 {
                self.sampler.note(*token);
            }
            self.tell(*token, logprobs.as_ref().filter(|_| place == 0));
            let shown = self.write(*token);
            let is_last = is_over && place + 1 == tokens.len();
            if shown == Shown::Stopped {
                return Ok(Step::Ended(Stop::StopString));
            } else if is_last {
                return Ok(Step::Ended(Stop::End));
            } else if self.n_written >= self.max_tokens {
                return Ok(Step::Ended(Stop::Length));
            }
        }
        Ok(Step::Tokens(tokens))
    }

    fn write(&mut self, token: u32) -> Shown {
        self.n_written += 1;
        if let Some(lookup) = &mut self.lookup {
            lookup.note(token);
        }
        self.output.push(token)
    }

    /// Tells how likely a token was; without `logprobs` the grammar has forced it.
    fn tell(&self, token: u32, logprobs: Option<&Logprobs>) {
        let Some(n_logprobs) = self.n_logprobs else {
            return;
        };
        let logprob = |token: u32, logprob: f32| Logprob {
            token,
            bytes: self.tokenizer.token_bytes(token).to_vec(),
            logprob,
        };
        let top = logprobs.map_or_else(Vec::new, |logprobs| logprobs.top(n_logprobs));
        self.output.listener().hear(Delta::Logprobs(TokenLogprobs {
            chosen: logprob(token, logprobs.map_or(0.0, |logprobs| logprobs.of(token))),
            top: top
                .into_iter()
                .map(|(id, value)| logprob(id, value))
                .collect(),
        }));
    }

    /// Guesses what comes behind `n_unread` tokens that have to be read anyway. Several of those fill a pass as it
    /// is, and the logits behind all but the last of them would be computed in vain.
    fn draft(&mut self, n_unread: usize) -> Vec<u32> {
        let room = self.max_tokens - self.n_written - 1;
        let Some(lookup) = self.lookup.as_mut().filter(|_| n_unread == 1) else {
            return Vec::new();
        };
        let mut draft = lookup.draft(room);
        if let Some(grammar) = &mut self.grammar
            && !self.output.is_reasoning()
        {
            draft.truncate(grammar.admits(&draft));
        }
        draft
    }

    fn learn(&mut self, n_drafted: usize, n_right: usize) {
        if let Some(lookup) = &mut self.lookup {
            lookup.learn(n_drafted, n_right);
        }
    }

    fn finish(mut self, stop: Stop) -> Written {
        let stopped = stop != Stop::StopString && self.output.finish() == Shown::Stopped;
        let lookup = self.lookup.as_ref();
        Written {
            stop: if stopped { Stop::StopString } else { stop },
            n_tokens: self.n_written,
            n_drafted: lookup.map_or(0, PromptLookup::drafted),
            n_accepted: lookup.map_or(0, PromptLookup::accepted),
        }
    }
}

fn common_beginning(a: &[u32], b: &[u32]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

fn no_numbers() -> ModelError {
    ModelError::Failed {
        detail: "the model computed no usable numbers".to_owned(),
    }
}
