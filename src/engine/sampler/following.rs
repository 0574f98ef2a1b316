//! Follows the text of an answer, and turns it away from names, figures and quotations that its prompt lacks and from phrases
//! told often enough.

use super::copied::Copied;
use super::phrases::Phrases;
use crate::chat::Sampling;
use crate::engine::tokenizer::Tokenizer;

/// A token so many nats behind the best one is never drawn.
const REACH: f32 = 8.0;

/// What the prompt holds, and the answer so far.
pub(super) struct Following<'a> {
    tokenizer: &'a Tokenizer,
    copied: Copied,
    unseen_penalty: f32,
    phrases: Phrases,
    loop_penalty: f32,
    /// Bytes of the answer that are not a whole letter yet.
    pending: Vec<u8>,
}

impl<'a> Following<'a> {
    /// Nothing where the settings ask for neither.
    pub(super) fn new(
        sampling: &Sampling,
        tokenizer: &'a Tokenizer,
        prompt: &[u32],
    ) -> Option<Self> {
        let Sampling {
            unseen_penalty,
            loop_penalty,
            ..
        } = *sampling;
        if unseen_penalty == 0.0 && loop_penalty == 0.0 {
            return None;
        }
        let bytes = prompt.iter().flat_map(|id| written(tokenizer, *id));
        let bytes: Vec<u8> = bytes.copied().collect();
        Some(Self {
            tokenizer,
            copied: Copied::new(&String::from_utf8_lossy(&bytes)),
            unseen_penalty,
            phrases: Phrases::default(),
            loop_penalty,
            pending: Vec::new(),
        })
    }

    /// Takes the penalties off the logits of tokens that do not fit.
    pub(super) fn penalize(&self, logits: &mut [f32]) {
        let mut misfits = Vec::new();
        let (mut best, mut above) = (f32::NEG_INFINITY, f32::INFINITY);
        // Most tokens are far behind the best that fits, and need no look; nearly always two rounds are enough.
        loop {
            let top = logits.iter().copied().filter(|logit| *logit < above);
            let top = top.fold(f32::NEG_INFINITY, f32::max);
            let floor = best.max(top) - REACH;
            if top == f32::NEG_INFINITY || top < best - REACH {
                break;
            }
            for (id, logit) in (0..).zip(logits.iter()) {
                if *logit >= floor && *logit < above {
                    match self.penalty(id) {
                        0.0 => best = best.max(*logit),
                        penalty => misfits.push((id, penalty)),
                    }
                }
            }
            above = floor;
        }
        for (id, penalty) in misfits {
            logits[id as usize] -= penalty;
        }
    }

    fn penalty(&self, id: u32) -> f32 {
        let bytes = self.behind_pending(id);
        let (text, begun) = letters(&bytes);
        let mut penalty = 0.0;
        if self.unseen_penalty != 0.0 && !self.copied.fits(&text, begun) {
            penalty += self.unseen_penalty;
        }
        if self.loop_penalty != 0.0 && !self.phrases.fits(&text) {
            penalty += self.loop_penalty;
        }
        penalty
    }

    /// Takes note of a token of the answer.
    pub(super) fn note(&mut self, id: u32) {
        let bytes = self.behind_pending(id);
        let (text, rest) = letters(&bytes);
        self.copied.note(&text);
        self.phrases.note(&text);
        self.pending = rest.to_vec();
    }

    fn behind_pending(&self, id: u32) -> Vec<u8> {
        [&self.pending, written(self.tokenizer, id)].concat()
    }
}

/// What a token writes, a control token a line break.
fn written(tokenizer: &Tokenizer, id: u32) -> &[u8] {
    match tokenizer.is_control(id) {
        true => b"\n",
        false => tokenizer.token_bytes(id),
    }
}

/// The whole letters of `bytes`, and what begins another one behind them.
fn letters(bytes: &[u8]) -> (std::borrow::Cow<'_, str>, &[u8]) {
    let whole = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    };
    let (whole, rest) = bytes.split_at(whole);
    (String::from_utf8_lossy(whole), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::test_model::{N_VOCAB, Writer, byte_vocabulary};

    const PENALTY: f32 = 5.0;

    fn following<'a>(tokenizer: &'a Tokenizer, prompt: &str) -> Following<'a> {
        let sampling = Sampling {
            unseen_penalty: PENALTY,
            loop_penalty: 2.0 * PENALTY,
            ..Sampling::default()
        };
        let prompt = tokenizer.encode(prompt, false);
        Following::new(&sampling, tokenizer, &prompt).expect("there is something to penalize")
    }

    /// What is left of the logits of these letters, each 1 before.
    fn after(prompt: &str, answer: &str, letters: &[u8]) -> Vec<f32> {
        let header = byte_vocabulary(Writer::default()).header();
        let tokenizer = Tokenizer::from_header(&header).expect("a vocabulary of bytes");
        let mut following = following(&tokenizer, prompt);
        for id in tokenizer.encode(answer, false) {
            following.note(id);
        }
        let mut logits = vec![-20.0; N_VOCAB];
        for letter in letters {
            logits[usize::from(*letter)] = 1.0;
        }
        following.penalize(&mut logits);
        let at = |letter: &u8| logits[usize::from(*letter)];
        letters.iter().map(at).collect()
    }

    #[test]
    fn only_what_copies_keeps_its_logit() {
        let left = after("Ward Clerk", "You are a Ward C", b"lab ");
        assert_eq!(left, [1.0, 1.0 - PENALTY, 1.0 - PENALTY, 1.0 - PENALTY]);
        assert_eq!(after("Ward Clerk", "You are a ward c", b"la"), [1.0, 1.0]);
    }

    #[test]
    fn letters_of_several_tokens_are_put_together() {
        let next = "é".as_bytes();
        assert_eq!(
            after("Bérlis", "At B", &[next[0], b'o']),
            [1.0, 1.0 - PENALTY]
        );
        let header = byte_vocabulary(Writer::default()).header();
        let tokenizer = Tokenizer::from_header(&header).expect("a vocabulary of bytes");
        let mut following = following(&tokenizer, "Bérlis");
        for byte in [b"At B", &next[..1]].concat() {
            following.note(u32::from(byte));
        }
        assert_eq!(following.penalty(u32::from(next[1])), 0.0);
        assert_eq!(following.penalty(u32::from("ø".as_bytes()[1])), PENALTY);
    }

    #[test]
    fn a_phrase_is_not_told_a_third_time() {
        let told = "so it is a so it is a so it is ";
        assert_eq!(after("", told, b"ab"), [1.0 - 2.0 * PENALTY, 1.0]);
    }
}
