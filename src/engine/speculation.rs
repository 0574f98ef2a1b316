//! Guesses what comes next from what has been read: text often repeats itself, and several guesses are checked in
//! one pass at little more than the cost of one token.

/// Most tokens guessed at once. Up to here a pass is bound by reading the weights, not by computing.
const MAX_WIDTH: usize = 5;

/// Tokens that must repeat before a guess is made, the surest first.
const CONTEXTS: [usize; 2] = [3, 2];

/// Most passes without a guess after guesses have failed again and again.
const MAX_PAUSE: u32 = 64;

/// How far back a repetition is looked for.
const REACH: usize = 1 << 15;

/// Looks up how the text went on the last time.
pub(super) struct PromptLookup {
    /// Prompt and answer.
    tokens: Vec<u32>,
    width: usize,
    /// Passes still to go without a guess, and how many to wait after the next failure.
    pause: u32,
    next_pause: u32,
    drafted: usize,
    accepted: usize,
}

impl PromptLookup {
    pub(super) fn new(prompt: &[u32]) -> Self {
        Self {
            tokens: prompt.to_vec(),
            width: 2,
            pause: 0,
            next_pause: 1,
            drafted: 0,
            accepted: 0,
        }
    }

    /// Takes note of a token of the answer.
    pub(super) fn note(&mut self, token: u32) {
        self.tokens.push(token);
    }

    /// Guesses for the next pass, at most `n`; none while guessing does not pay.
    pub(super) fn draft(&mut self, n: usize) -> Vec<u32> {
        if self.pause > 0 {
            self.pause -= 1;
            return Vec::new();
        }
        let n = n.min(self.width);
        CONTEXTS
            .iter()
            .find_map(|len| self.continuation(*len, n))
            .unwrap_or_default()
    }

    /// What followed the latest earlier occurrence of the last `context` tokens, again and again where that is less
    /// than `n`.
    fn continuation(&self, context: usize, n: usize) -> Option<Vec<u32>> {
        let tokens = &self.tokens[self.tokens.len().saturating_sub(REACH)..];
        let tail = tokens.len().checked_sub(context)?;
        let (before, wanted) = (tokens.get(..tokens.len().checked_sub(1)?)?, &tokens[tail..]);
        let place = before
            .windows(context)
            .rposition(|window| window == wanted)?;
        let follows = &tokens[place + context..];
        Some(follows.iter().copied().cycle().take(n).collect())
    }

    /// Learns from a pass in which `accepted` of `drafted` guesses were right.
    pub(super) fn learn(&mut self, drafted: usize, accepted: usize) {
        self.drafted += drafted;
        self.accepted += accepted;
        if drafted == 0 {
            return;
        }
        if accepted == drafted {
            self.width = (self.width + 1).min(MAX_WIDTH);
        } else {
            self.width = (accepted + 1).min(MAX_WIDTH);
        }
        if accepted > 0 {
            self.next_pause = 1;
        } else {
            self.pause = self.next_pause;
            self.next_pause = (self.next_pause * 2).min(MAX_PAUSE);
        }
    }

    pub(super) const fn drafted(&self) -> usize {
        self.drafted
    }

    pub(super) const fn accepted(&self) -> usize {
        self.accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_repetition_is_followed() {
        let mut lookup = PromptLookup::new(&[1, 2, 3, 7, 8, 1, 2, 3, 9, 4, 1, 2, 3]);
        assert_eq!(lookup.draft(9), [9, 4]);
        assert_eq!(lookup.draft(1), [9]);
        lookup.note(5);
        assert_eq!(lookup.draft(9), [0; 0]);
    }

    #[test]
    fn a_longer_repetition_is_surer() {
        let mut lookup = PromptLookup::new(&[1, 2, 3, 7, 5, 2, 3, 8, 1, 2, 3]);
        assert_eq!(lookup.draft(1), [7]);
    }

    #[test]
    fn a_single_repeated_token_is_a_repetition_too() {
        let mut lookup = PromptLookup::new(&[4, 4, 4]);
        assert_eq!(lookup.draft(9), [4, 4]);
        assert_eq!(PromptLookup::new(&[4]).draft(9), [0; 0]);
    }

    #[test]
    fn right_guesses_widen_and_wrong_ones_pause_for_longer_and_longer() {
        let mut lookup = PromptLookup::new(&[1; 20]);
        let mut passes = |right: bool| {
            let mut widths = Vec::new();
            for _ in 0..100 {
                let n = lookup.draft(99).len();
                lookup.learn(n, if right { n } else { 0 });
                widths.push(n);
            }
            widths
        };
        assert_eq!(passes(true)[97..], [MAX_WIDTH; 3]);
        let wrong = passes(false);
        let guesses = wrong.iter().filter(|n| **n > 0).count();
        assert!(guesses <= 7, "{wrong:?}");
    }
}
