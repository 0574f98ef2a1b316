//! A model by itself, without vocabulary, template or thread of its own: for whoever measures it.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::answer::pass;
use super::arch::{Architecture, Wanted};
use super::file::ModelFile;
use super::kv_cache::{CacheType, KvCache};
use super::plan::Plan;
use super::{LoadOptions, worker};
use crate::explain::ModelError;

/// A loaded model that reads token ids and gives logits.
pub struct Bare {
    model: Box<dyn Architecture>,
    n_vocab: usize,
    window: usize,
    n_threads: usize,
    cache_type: CacheType,
}

impl Bare {
    /// Loads a model. Blocks for as long as that takes. Its vocabulary is not looked at.
    ///
    /// # Errors
    /// A [`ModelError`] that says what is wrong with the file.
    pub fn load(file: &ModelFile, options: &LoadOptions) -> Result<Self, ModelError> {
        let header = file.header()?;
        let plan = Plan::from_header(&header, options.window)?;
        let loaded = plan.load(file, &header, options, &|_| ControlFlow::Continue(()))?;
        Ok(Self {
            model: loaded.model,
            n_vocab: plan.n_vocab(),
            window: loaded.window,
            n_threads: loaded.n_threads,
            cache_type: options.cache_type,
        })
    }

    /// How many ids there are; the first is 0.
    pub const fn n_vocab(&self) -> usize {
        self.n_vocab
    }

    /// The most tokens a cache may hold.
    pub const fn window(&self) -> usize {
        self.window
    }

    /// How many threads compute.
    pub const fn n_threads(&self) -> usize {
        self.n_threads
    }

    /// How keys and values are stored, as llama.cpp names number types.
    pub const fn cache_type(&self) -> &'static str {
        match self.cache_type {
            CacheType::F16 => "f16",
            CacheType::Q8 => "q8_0",
        }
    }

    pub fn new_cache(&self) -> KvCache {
        self.model.new_cache()
    }

    /// Reads `tokens` behind those `cache` holds, and returns the wanted logits, one row of [`Self::n_vocab`] numbers
    /// for each token; `None` when cancelled, and then the cache is as it was.
    ///
    /// # Errors
    /// [`ModelError::Overflow`] when the window is full; others when the computation fails.
    pub fn forward(
        &self,
        tokens: &[u32],
        cache: &mut KvCache,
        wanted: Wanted,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Vec<f32>>, ModelError> {
        catch_unwind(AssertUnwindSafe(|| {
            pass(self.model.as_ref(), tokens, cache, wanted, cancelled)
        }))
        .unwrap_or_else(|panic| Err(worker::failed(panic.as_ref())))
    }
}
