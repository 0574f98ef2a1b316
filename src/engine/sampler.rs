//! Chooses the next token from the logits.

mod candidates;
mod copied;
mod following;
mod logprobs;
mod loops;
mod phrases;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};

use super::tokenizer::Tokenizer;
use crate::chat::Sampling;
use candidates::Candidates;
use following::Following;
pub(super) use logprobs::Logprobs;

/// How many of the latest tokens the repeat penalty looks at.
const RECENT: usize = 64;

/// Values compared at once while the largest is looked for, so that the compiler can use whole vectors.
const LANES: usize = 16;

/// Draws tokens; the same logits, settings and seed give the same tokens.
///
/// Biases and penalties change the logits, then the filters (top-k, typical, top-p, min-p, in this order) act on
/// the probabilities; temperature shapes only the draw among what is left.
pub(super) struct Sampler<'a> {
    sampling: Sampling,
    random: SplitMix64,
    recent: VecDeque<u32>,
    /// Kept where loops are penalized.
    answer: Vec<u32>,
    /// How often the answer holds each of its tokens; empty where no penalty asks for it.
    counts: HashMap<u32, u32>,
    candidates: Candidates,
    /// Where what the answer says decides, too.
    following: Option<Following<'a>>,
}

impl<'a> Sampler<'a> {
    /// `prompt` counts as recent.
    pub(super) fn new(sampling: Sampling, prompt: &[u32]) -> Self {
        let tail = &prompt[prompt.len().saturating_sub(RECENT)..];
        Self {
            random: SplitMix64(sampling.seed),
            sampling,
            recent: tail.iter().copied().collect(),
            answer: Vec::new(),
            counts: HashMap::new(),
            candidates: Candidates::default(),
            following: None,
        }
    }

    /// Where the settings ask for it, names, figures and quotations that `prompt` lacks and phrases told often enough are
    /// penalized from now on.
    pub(super) fn with_text(mut self, tokenizer: &'a Tokenizer, prompt: &[u32]) -> Self {
        self.following = Following::new(&self.sampling, tokenizer, prompt);
        self
    }

    /// Draws a token and takes note of it. `logits` are changed on the way. `allowed` has one bit for each id, 32
    /// to a word; an id beyond it is not allowed.
    ///
    /// `None` when no logit of an allowed token is a number.
    pub(super) fn sample(&mut self, logits: &mut [f32], allowed: Option<&[u32]>) -> Option<u32> {
        if let Some(allowed) = allowed {
            close_all_but(allowed, logits);
        }
        self.add_biases(logits);
        self.penalize_answered(logits);
        if let Some(following) = &self.following {
            following.penalize(logits);
        }
        self.penalize_loops(logits);
        let id = if self.sampling.temperature > 0.0 {
            self.penalize_recent(logits);
            self.draw(logits)?
        } else {
            likeliest(logits)?
        };
        self.note(id);
        Some(id)
    }

    /// Takes note of a token of the answer that was not drawn.
    pub(super) fn note(&mut self, id: u32) {
        if let Some(following) = &mut self.following {
            following.note(id);
        }
        self.recent.push_back(id);
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
        let Sampling {
            presence_penalty,
            frequency_penalty,
            loop_penalty,
            ..
        } = self.sampling;
        if loop_penalty != 0.0 {
            self.answer.push(id);
        }
        if presence_penalty != 0.0 || frequency_penalty != 0.0 {
            *self.counts.entry(id).or_default() += 1;
        }
    }

    fn add_biases(&self, logits: &mut [f32]) {
        for (id, bias) in &self.sampling.logit_bias {
            if let Some(logit) = logits.get_mut(*id as usize) {
                *logit += bias;
            }
        }
    }

    fn penalize_answered(&self, logits: &mut [f32]) {
        for (id, count) in &self.counts {
            if let Some(logit) = logits.get_mut(*id as usize) {
                *logit -= self.sampling.presence_penalty
                    + *count as f32 * self.sampling.frequency_penalty;
            }
        }
    }

    fn penalize_loops(&self, logits: &mut [f32]) {
        let penalty = self.sampling.loop_penalty;
        for id in loops::closing(&self.answer) {
            if let Some(logit) = logits.get_mut(id as usize) {
                *logit -= penalty;
            }
        }
    }

    fn penalize_recent(&self, logits: &mut [f32]) {
        let penalty = self.sampling.repeat_penalty;
        if penalty == 1.0 || penalty <= 0.0 {
            return;
        }
        for (place, id) in self.recent.iter().enumerate() {
            let repeated = self.recent.iter().take(place).any(|other| other == id);
            if !repeated && let Some(logit) = logits.get_mut(*id as usize) {
                // Dividing a negative logit would reward it.
                *logit = if *logit > 0.0 {
                    *logit / penalty
                } else {
                    *logit * penalty
                };
            }
        }
    }

    fn draw(&mut self, logits: &[f32]) -> Option<u32> {
        let sampling = &self.sampling;
        let candidates = &mut self.candidates;
        let by_share = sampling.top_p < 1.0;
        if by_share && sampling.top_k == 0 && sampling.typical_p >= 1.0 {
            candidates.fill_top_p(logits, sampling.top_p);
        } else {
            candidates.fill(logits, sampling.top_k as usize);
            if sampling.typical_p < 1.0 {
                candidates.keep_typical(sampling.typical_p);
            }
            if by_share {
                candidates.keep_top_p(sampling.top_p);
            }
        }
        if sampling.min_p > 0.0 {
            candidates.keep_min_p(sampling.min_p);
        }
        candidates.pick(sampling.temperature, self.random.fraction())
    }
}

/// Ids that are not allowed can no longer be chosen.
fn close_all_but(allowed: &[u32], logits: &mut [f32]) {
    let words = allowed.iter().copied().chain(std::iter::repeat(0));
    for (word, logits) in words.zip(logits.chunks_mut(32)) {
        match word {
            0 => logits.fill(f32::NEG_INFINITY),
            u32::MAX => {}
            word => {
                for (bit, logit) in logits.iter_mut().enumerate() {
                    if word >> bit & 1 == 0 {
                        *logit = f32::NEG_INFINITY;
                    }
                }
            }
        }
    }
}

/// The id of the largest number, the smallest id among equals.
fn likeliest(logits: &[f32]) -> Option<u32> {
    let mut best = [f32::NEG_INFINITY; LANES];
    let chunks = logits.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (best, logit) in best.iter_mut().zip(chunk) {
            // False for what is not a number.
            *best = if *logit > *best { *logit } else { *best };
        }
    }
    let best = best
        .iter()
        .chain(rest)
        .copied()
        .fold(f32::NEG_INFINITY, f32::max);
    if best == f32::INFINITY {
        return finite_likeliest(logits);
    }
    let place = logits.iter().position(|logit| *logit == best)?;
    best.is_finite().then_some(place as u32)
}

/// For the rare row that holds an infinity.
fn finite_likeliest(logits: &[f32]) -> Option<u32> {
    (0..)
        .zip(logits)
        .filter(|(_, logit)| logit.is_finite())
        .max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a)))
        .map(|(id, _): (u32, _)| id)
}

/// The generator of Steele, Lea and Flood: one word of state, and any seed is a good one.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Uniform in [0, 1).
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
