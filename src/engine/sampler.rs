//! Chooses the next token from the logits.

use std::collections::VecDeque;

use crate::chat::Sampling;

/// How many of the latest tokens the repeat penalty looks at.
const RECENT: usize = 64;

/// Draws tokens; the same logits, settings and seed give the same tokens.
///
/// The penalty and the three filters (top-k, top-p, min-p, in this order) act on the model's own
/// probabilities; temperature shapes only the draw among what is left.
pub(super) struct Sampler {
    sampling: Sampling,
    random: SplitMix64,
    recent: VecDeque<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    id: u32,
    logit: f32,
}

impl Sampler {
    /// `prompt` counts as recent.
    pub(super) fn new(sampling: Sampling, prompt: &[u32]) -> Self {
        let tail = &prompt[prompt.len().saturating_sub(RECENT)..];
        Self {
            random: SplitMix64(sampling.seed),
            sampling,
            recent: tail.iter().copied().collect(),
        }
    }

    /// `None` when no logit is a number.
    pub(super) fn sample(&mut self, mut logits: Vec<f32>) -> Option<u32> {
        let id = if self.sampling.temperature > 0.0 {
            self.penalize(&mut logits);
            self.draw(&logits)?
        } else {
            most_likely(&logits)?
        };
        self.recent.push_back(id);
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
        Some(id)
    }

    fn penalize(&self, logits: &mut [f32]) {
        let penalty = self.sampling.repeat_penalty;
        if penalty == 1.0 || penalty <= 0.0 {
            return;
        }
        let mut recent: Vec<u32> = self.recent.iter().copied().collect();
        recent.sort_unstable();
        recent.dedup();
        for id in recent {
            if let Some(logit) = logits.get_mut(id as usize) {
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
        let mut candidates: Vec<Candidate> = (0..)
            .zip(logits)
            .map(|(id, logit)| Candidate { id, logit: *logit })
            .filter(|candidate| candidate.logit.is_finite())
            .collect();
        self.keep_top_k(&mut candidates);
        candidates.sort_unstable_by(likelier_first);
        self.keep_top_p(&mut candidates);
        self.keep_min_p(&mut candidates);
        let weights = softmax(&candidates, self.sampling.temperature);
        let mut left = self.random.fraction() * weights.iter().sum::<f64>();
        for (candidate, weight) in candidates.iter().zip(&weights) {
            left -= weight;
            if left < 0.0 {
                return Some(candidate.id);
            }
        }
        // Rounding can leave a crumb behind the last candidate.
        candidates.last().map(|candidate| candidate.id)
    }

    fn keep_top_k(&self, candidates: &mut Vec<Candidate>) {
        let k = self.sampling.top_k as usize;
        if k > 0 && k < candidates.len() {
            candidates.select_nth_unstable_by(k - 1, likelier_first);
            candidates.truncate(k);
        }
    }

    /// `candidates` are sorted; at least one stays.
    fn keep_top_p(&self, candidates: &mut Vec<Candidate>) {
        let top_p = f64::from(self.sampling.top_p);
        if top_p >= 1.0 {
            return;
        }
        let weights = softmax(candidates, 1.0);
        let enough = top_p * weights.iter().sum::<f64>();
        let mut reached = 0.0;
        let needed = weights.iter().take_while(|weight| {
            let more = reached < enough;
            reached += **weight;
            more
        });
        let keep = needed.count().max(1);
        candidates.truncate(keep);
    }

    /// `candidates` are sorted; at least one stays.
    fn keep_min_p(&self, candidates: &mut Vec<Candidate>) {
        let Some(best) = candidates.first().map(|candidate| candidate.logit) else {
            return;
        };
        let min_p = self.sampling.min_p.min(1.0);
        if min_p > 0.0 {
            let floor = best + min_p.ln();
            candidates.retain(|candidate| candidate.logit >= floor);
        }
    }
}

/// Ids break ties, so that the order never depends on the sorting algorithm.
fn likelier_first(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.logit.total_cmp(&a.logit).then(a.id.cmp(&b.id))
}

fn most_likely(logits: &[f32]) -> Option<u32> {
    (0..)
        .zip(logits)
        .map(|(id, logit)| Candidate { id, logit: *logit })
        .filter(|candidate| candidate.logit.is_finite())
        .min_by(likelier_first)
        .map(|candidate| candidate.id)
}

/// Weights relative to the first and likeliest candidate, which has 1.
fn softmax(candidates: &[Candidate], temperature: f32) -> Vec<f64> {
    let Some(best) = candidates.first() else {
        return Vec::new();
    };
    candidates
        .iter()
        .map(|candidate| f64::from((candidate.logit - best.logit) / temperature).exp())
        .collect()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Everything off but the temperature.
    fn open() -> Sampling {
        Sampling {
            temperature: 1.0,
            top_k: 0,
            top_p: 1.0,
            min_p: 0.0,
            repeat_penalty: 1.0,
            seed: 7,
        }
    }

    fn draws(sampling: Sampling, logits: &[f32], n: usize) -> Vec<u32> {
        let mut sampler = Sampler::new(sampling, &[]);
        (0..n)
            .filter_map(|_| sampler.sample(logits.to_vec()))
            .collect()
    }

    #[test]
    fn frequencies_follow_the_probabilities() {
        let logits = [1.0_f32.ln(), 2.0_f32.ln(), 7.0_f32.ln()];
        let drawn = draws(open(), &logits, 10_000);
        for (id, share) in [(0, 0.1), (1, 0.2), (2, 0.7)] {
            let count = drawn.iter().filter(|drawn| **drawn == id).count();
            let found = count as f64 / drawn.len() as f64;
            assert!((found - share).abs() < 0.02, "{id}: {found}");
        }
    }

    #[test]
    fn a_repeat_penalty_turns_to_the_runner_up() {
        let sampling = Sampling {
            top_k: 1,
            repeat_penalty: 2.0,
            ..open()
        };
        assert_eq!(draws(sampling, &[3.0, 2.0, -5.0], 2), [0, 1]);
    }

    #[test]
    fn numbers_that_are_none_are_never_chosen() {
        let logits = [f32::NAN, f32::NEG_INFINITY, 0.5, f32::NAN];
        assert_eq!(draws(open(), &logits, 3), [2, 2, 2]);
        assert_eq!(draws(Sampling::greedy(), &logits, 1), [2]);
        assert_eq!(draws(open(), &[f32::NAN], 1), [0_u32; 0]);
    }

    proptest! {
        #[test]
        fn what_the_filters_drop_is_never_drawn(
            logits in prop::collection::vec(-8.0_f32..8.0, 1..40),
            top_k in 0_u32..8,
            top_p in 0.01_f32..1.0,
            min_p in 0.0_f32..0.9,
            seed: u64,
        ) {
            let sampling = Sampling { top_k, top_p, min_p, seed, ..open() };
            let mut order: Vec<usize> = (0..logits.len()).collect();
            order.sort_by(|a, b| logits[*b].total_cmp(&logits[*a]).then(a.cmp(b)));
            let total: f64 = order.iter().map(|id| f64::from(logits[*id]).exp()).sum();
            let best = f64::from(logits[order[0]]).exp();
            for id in draws(sampling, &logits, 8) {
                let rank = order.iter().position(|other| *other == id as usize);
                let rank = rank.expect("a drawn id is a token");
                let weight = f64::from(logits[id as usize]).exp();
                prop_assert!(top_k == 0 || rank < top_k as usize);
                prop_assert!(weight >= f64::from(min_p) * best * 0.9999);
                if top_k == 0 {
                    let before: f64 = order[..rank].iter().map(|id| f64::from(logits[*id]).exp()).sum();
                    prop_assert!(before <= f64::from(top_p) * total * 1.0001);
                }
            }
        }

        #[test]
        fn the_same_seed_draws_the_same_tokens(
            logits in prop::collection::vec(-8.0_f32..8.0, 1..40),
            seed: u64,
        ) {
            let sampling = Sampling { seed, ..Sampling::default() };
            prop_assert_eq!(draws(sampling.clone(), &logits, 20), draws(sampling, &logits, 20));
        }

        #[test]
        fn temperature_zero_takes_the_likeliest(logits in prop::collection::vec(-8.0_f32..8.0, 1..40)) {
            let best = logits.iter().copied().fold(f32::MIN, f32::max);
            let id = draws(Sampling::greedy(), &logits, 1)[0];
            prop_assert_eq!(logits[id as usize], best);
        }
    }
}
