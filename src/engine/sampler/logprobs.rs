//! What the model itself thought of the tokens, for whoever asks.

use super::candidates::relative_total;

/// The model's own probabilities at one place of the answer, as logarithms: before biases, penalties, filters,
/// temperature and grammar.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) struct Logprobs {
    logits: Vec<f32>,
    log_total: f32,
}

impl Logprobs {
    pub(in crate::engine) fn new(logits: &[f32]) -> Self {
        let finite = logits.iter().copied().filter(|logit| logit.is_finite());
        let best = finite.fold(f32::NEG_INFINITY, f32::max);
        let total = relative_total(logits, best);
        Self {
            logits: logits.to_vec(),
            log_total: best + total.ln() as f32,
        }
    }

    /// Negative infinity for a token the model rules out or does not have.
    pub(in crate::engine) fn of(&self, id: u32) -> f32 {
        match self.logits.get(id as usize) {
            Some(logit) if logit.is_finite() => logit - self.log_total,
            _ => f32::NEG_INFINITY,
        }
    }

    /// The `n` likeliest tokens, the likeliest first.
    pub(in crate::engine) fn top(&self, n: usize) -> Vec<(u32, f32)> {
        let mut top: Vec<(u32, f32)> = Vec::with_capacity(n + 1);
        for (id, logit) in (0..).zip(&self.logits) {
            let is_full = top.len() == n;
            if !logit.is_finite() || is_full && top.last().is_none_or(|(_, last)| logit <= last) {
                continue;
            }
            let place = top.partition_point(|(_, other)| other >= logit);
            top.insert(place, (id, *logit));
            top.truncate(n);
        }
        for (_, logit) in &mut top {
            *logit -= self.log_total;
        }
        top
    }
}
