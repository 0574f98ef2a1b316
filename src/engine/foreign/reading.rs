//! One model of candle-transformers', and what it has read so far.

use std::fs::File;
use std::io::BufReader;

use candle_core::quantized::gguf_file::{Content, Value};
use candle_core::{Device, Tensor};

use super::Source;
use super::family::Continues;
use crate::explain::ModelError;

/// Token ids of shape (1, tokens) and the position of the first, to the logits behind the last. Position 0 starts over.
pub(super) type Forward = Box<dyn FnMut(&Tensor, usize) -> candle_core::Result<Tensor> + Send>;

pub(super) struct Reading {
    source: Source,
    forward: Forward,
    /// Empty after a pass that failed, so that the next starts over.
    read: Vec<u32>,
    /// Nothing was ever read.
    new: bool,
}

impl Reading {
    pub(super) fn start(source: Source) -> Result<Self, ModelError> {
        Ok(Self {
            forward: open(&source)?,
            source,
            read: Vec::new(),
            new: true,
        })
    }

    /// The logits behind the last of `all`, which is not empty; `None` when cancelled.
    pub(super) fn logits(
        &mut self,
        all: &[u32],
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Vec<f32>>, ModelError> {
        let goes_on = self.read.len() < all.len() && all.starts_with(&self.read);
        if !goes_on {
            self.read.clear();
        }
        if self.read.is_empty() {
            self.forget(all.len())?;
        }
        loop {
            if cancelled() {
                return Ok(None);
            }
            let done = self.read.len();
            let next = done + self.n_next(done, all.len() - done);
            let logits = self.pass(&all[done..next])?;
            if next == all.len() {
                return Ok(Some(logits.flatten_all()?.to_vec1()?));
            }
        }
    }

    /// Position 0 makes every family forget what it has read, but for one that starts with a single token.
    fn forget(&mut self, n_tokens: usize) -> Result<(), ModelError> {
        let keeps_state = self.source.family.continues() == Continues::TokenByToken;
        if keeps_state && !self.new && self.n_next(0, n_tokens) == 1 {
            self.forward = open(&self.source)?;
        }
        self.new = false;
        Ok(())
    }

    /// How many of `left` tokens the next pass reads, at `position`. The models keep a mask for each pair of pass
    /// length and position they have met, so there must be few such pairs.
    fn n_next(&self, position: usize, left: usize) -> usize {
        match self.source.family.continues() {
            Continues::InBulk => {
                let aligned = if position == 0 {
                    MAX_PASS
                } else {
                    1 << position.trailing_zeros()
                };
                let fits = 1 << left.ilog2();
                MAX_PASS.min(aligned).min(fits)
            }
            Continues::TokenByToken if position == 0 && left >= FIRST_PASS_STEP => {
                left.min(MAX_FIRST_PASS) / FIRST_PASS_STEP * FIRST_PASS_STEP
            }
            Continues::TokenByToken => 1,
        }
    }

    fn pass(&mut self, tokens: &[u32]) -> Result<Tensor, ModelError> {
        // Taken, so that neither an error nor a panic leaves a belief about what was read.
        let mut read = std::mem::take(&mut self.read);
        let input = Tensor::new(tokens, &Device::Cpu)?.unsqueeze(0)?;
        let logits = (self.forward)(&input, read.len())?;
        read.extend_from_slice(tokens);
        self.read = read;
        Ok(logits)
    }
}

/// A power of two; more would be later to notice a cancel.
const MAX_PASS: usize = 128;
/// Attention looks from each token of a pass at each other; this bounds the memory for it.
const MAX_FIRST_PASS: usize = 1024;
const FIRST_PASS_STEP: usize = 16;

fn open(source: &Source) -> Result<Forward, ModelError> {
    let unreadable = |error: std::io::Error| ModelError::Unreadable {
        reason: error.to_string(),
    };
    let file = File::open(&source.path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.len() != source.file_bytes {
        return Err(ModelError::Unreadable {
            reason: "it has changed since it was opened".to_owned(),
        });
    }
    let mut file = BufReader::with_capacity(1 << 16, file);
    let mut content = Content::read(&mut file)?;
    shorten(&mut content, source);
    source.family.open(content, &mut file, &Device::Cpu)
}

/// The models make tables, and one of them all its room, for the window in their metadata.
fn shorten(content: &mut Content, source: &Source) {
    let key = format!("{}.context_length", source.family.name());
    let window = u32::try_from(source.window).unwrap_or(u32::MAX);
    content.metadata.insert(key, Value::U32(window));
}
