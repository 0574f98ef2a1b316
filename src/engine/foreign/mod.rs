//! Architectures we have not written, run by candle-transformers.
//!
//! Its models keep keys and values beside their weights; they can read on or start over, never go back. So a cache
//! for them holds tokens alone, and before each pass it is compared with what the model has read: where the two
//! differ, the model starts over.

mod family;
mod needs;
mod reading;
#[cfg(test)]
pub(super) mod test_model;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::arch::{Architecture, Pass, Sequence, Wanted};
use super::gguf::Header;
use super::kv_cache::KvCache;
use crate::explain::ModelError;
use family::Family;
use reading::Reading;

/// How a model of a foreign architecture is to be run: what [`load`] needs of its header, checked.
pub(super) struct Plan {
    family: Family,
    pub(super) n_vocab: usize,
    pub(super) n_layers: usize,
    /// The model's own window, or less where its code cannot follow.
    pub(super) window: usize,
    pub(super) warnings: Vec<String>,
    /// Keys and values of one token, as f32.
    pub(super) cache_bytes_per_token: usize,
    /// What its code makes besides weights and cache.
    pub(super) other_bytes: usize,
    file_bytes: u64,
}

impl Plan {
    /// `window` lowers the model's own window; it cannot raise it. Holds every tensor's shape against the others, so
    /// that a file that does not hold together is refused before a weight is read.
    ///
    /// # Errors
    /// [`ModelError::UnsupportedArchitecture`] when nobody here can run it, [`ModelError::Broken`] when its parts do
    /// not fit together.
    pub(super) fn from_header(header: &Header, window: Option<usize>) -> Result<Self, ModelError> {
        let family = Family::of(header)?;
        let needs = family.needs(header)?;
        needs.tensors.check(header)?;
        let own = needs.window;
        let runs = family.limit(header).map_or(own, |limit| limit.min(own));
        let window = window.map_or(runs, |window| runs.min(window.max(1)));
        let mut warnings = vec![format!(
            "Its architecture ({}) runs on a slower path that cannot step back: a question that does not go on from \
             the last one is read from its beginning.",
            header.architecture()
        )];
        if runs < own {
            warnings.push(format!(
                "That path reads {runs} tokens at once, the model itself {own}."
            ));
        }
        Ok(Self {
            family,
            n_vocab: needs.n_vocab,
            n_layers: needs.n_layers,
            window,
            warnings,
            cache_bytes_per_token: 2 * size_of::<f32>() * needs.n_kv_heads_of_all * needs.head_dim,
            other_bytes: needs.other_bytes(window),
            file_bytes: header.file_bytes(),
        })
    }
}

/// Loads the model at `path`, whose header gave `plan`.
pub(super) fn load(path: &Path, plan: &Plan) -> Result<Box<dyn Architecture>, ModelError> {
    let source = Source {
        path: path.to_owned(),
        family: plan.family,
        window: plan.window,
        file_bytes: plan.file_bytes,
    };
    Ok(Box::new(Foreign {
        window: plan.window,
        reading: Mutex::new(Reading::start(source)?),
    }))
}

/// Where the weights come from, for the first time and again.
struct Source {
    path: PathBuf,
    family: Family,
    window: usize,
    file_bytes: u64,
}

struct Foreign {
    window: usize,
    /// What the model has read is a memory of the last pass only; results do not depend on it.
    reading: Mutex<Reading>,
}

impl Architecture for Foreign {
    fn new_cache(&self) -> KvCache {
        KvCache::of_tokens(self.window)
    }

    /// It would read everything again.
    fn steps_back(&self) -> bool {
        false
    }

    /// Tokens whose logits nobody wants are read with the next whose are.
    fn forward(
        &self,
        batch: &mut [Sequence<'_>],
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<Pass, ModelError> {
        for sequence in &*batch {
            let needed = sequence.cache.len() + sequence.tokens.len();
            if needed > self.window {
                return Err(ModelError::Overflow {
                    needed,
                    window: self.window,
                });
            }
        }
        // A panic inside leaves a reading that knows it has read nothing.
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        for sequence in &mut *batch {
            let held = sequence.cache.len();
            let mut all = sequence.cache.tokens().to_vec();
            all.extend_from_slice(sequence.tokens);
            let first = match sequence.wanted {
                Wanted::Nothing => continue,
                Wanted::Last => all.len(),
                Wanted::All => held + 1,
            };
            for end in first..=all.len() {
                match reading.logits(&all[..end], cancelled)? {
                    Some(row) => sequence.logits.extend(row),
                    None => return Ok(Pass::Cancelled),
                }
            }
        }
        for sequence in batch {
            sequence.cache.commit(sequence.tokens);
        }
        Ok(Pass::Finished)
    }
}
