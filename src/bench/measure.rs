//! The runs that are timed.

use std::time::Instant;

use super::Test;
use crate::engine::{Bare, KvCache, Wanted};
use crate::explain::ModelError;

/// One model being measured. Its cache lives from test to test, so that a depth is read once.
pub(super) struct Measuring<'a> {
    model: &'a Bare,
    cache: KvCache,
    random: Random,
    cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Measuring<'a> {
    pub(super) fn new(model: &'a Bare, cancelled: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self {
            model,
            cache: model.new_cache(),
            random: Random(1),
            cancelled,
        }
    }

    /// Nanoseconds of each of `repetitions` runs; `None` when cancelled.
    ///
    /// # Errors
    /// [`ModelError::Overflow`] when the test needs more than the model's window, before anything is run.
    pub(super) fn samples(
        &mut self,
        test: Test,
        repetitions: usize,
        warm_up: bool,
    ) -> Result<Option<Vec<u64>>, ModelError> {
        let needed = [test.n_prompt, test.n_gen]
            .into_iter()
            .fold(test.n_depth, usize::saturating_add);
        if needed > self.model.window() {
            return Err(ModelError::Overflow {
                needed,
                window: self.model.window(),
            });
        }
        if warm_up {
            // Writing warms up with its first token: the rest would do the same again.
            let n_gen = test.n_gen.min(1);
            if self.sample(Test { n_gen, ..test })?.is_none() {
                return Ok(None);
            }
        }
        let mut samples = Vec::with_capacity(repetitions);
        for _ in 0..repetitions {
            match self.sample(test)? {
                Some(sample) => samples.push(sample),
                None => return Ok(None),
            }
        }
        Ok(Some(samples))
    }

    /// One run, of which filling the cache to its depth is not timed.
    fn sample(&mut self, test: Test) -> Result<Option<u64>, ModelError> {
        self.cache.truncate(test.n_depth);
        let missing = test.n_depth - self.cache.len();
        if self.read(missing, test.n_batch, Wanted::Nothing)?.is_none() {
            return Ok(None);
        }
        let started = Instant::now();
        let read = self.read(test.n_prompt, test.n_batch, Wanted::Last)?;
        let written = self.read(test.n_gen, 1, Wanted::Last)?;
        let elapsed = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
        Ok(read.and(written).map(|()| elapsed.max(1)))
    }

    /// `n_tokens` random tokens through the model, at most `n_batch` in one pass. `None` when cancelled.
    fn read(
        &mut self,
        mut n_tokens: usize,
        n_batch: usize,
        wanted: Wanted,
    ) -> Result<Option<()>, ModelError> {
        while n_tokens > 0 {
            let tokens = self
                .random
                .tokens(n_tokens.min(n_batch), self.model.n_vocab());
            let logits = self
                .model
                .forward(&tokens, &mut self.cache, wanted, self.cancelled)?;
            if logits.is_none() || (self.cancelled)() {
                return Ok(None);
            }
            n_tokens -= tokens.len();
        }
        Ok(Some(()))
    }
}

/// Tokens that are the same in every run, so that runs can be compared: the high bits of a linear congruential
/// generator.
struct Random(u64);

impl Random {
    fn tokens(&mut self, n_tokens: usize, n_vocab: usize) -> Vec<u32> {
        (0..n_tokens)
            .map(|_| {
                self.0 = self
                    .0
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                ((self.0 >> 33) % n_vocab as u64) as u32
            })
            .collect()
    }
}
