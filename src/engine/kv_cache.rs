//! What a conversation adds to a model: keys and values of the tokens read so far.

use candle_core::{DType, Device, Tensor};

use super::memory;
use crate::explain::ModelError;

/// Room is added in steps, so that a short question in a wide window stays small.
const STEP: usize = 256;

/// Keys and values per layer, with the tokens they belong to. The weights know nothing of it.
pub struct KvCache {
    tokens: Vec<u32>,
    layers: Vec<Layer>,
    shape: CacheShape,
    capacity: usize,
}

/// The size of a cache: fixed by the model, apart from the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheShape {
    pub n_layers: usize,
    pub n_kv_heads: usize,
    pub head_dim: usize,
    /// The most tokens it may hold.
    pub window: usize,
}

/// Shape of both: (key-value heads, capacity, head size).
struct Layer {
    keys: Tensor,
    values: Tensor,
}

impl KvCache {
    pub fn new(shape: CacheShape) -> Self {
        Self {
            tokens: Vec::new(),
            layers: Vec::new(),
            shape,
            capacity: 0,
        }
    }

    /// The tokens whose keys and values are held, in order.
    pub fn tokens(&self) -> &[u32] {
        &self.tokens
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub const fn window(&self) -> usize {
        self.shape.window
    }

    /// Forgets all but the first `n_tokens`; does nothing when there are no more than that.
    pub fn truncate(&mut self, n_tokens: usize) {
        self.tokens.truncate(n_tokens);
    }

    /// Makes room for `n_new` more tokens.
    pub(super) fn reserve(&mut self, n_new: usize) -> Result<(), ModelError> {
        let needed = self.len() + n_new;
        if needed > self.shape.window {
            return Err(ModelError::Overflow {
                needed,
                window: self.shape.window,
            });
        }
        if needed <= self.capacity {
            return Ok(());
        }
        let capacity = needed
            .max(self.capacity * 3 / 2)
            .next_multiple_of(STEP)
            .min(self.shape.window);
        self.check_memory(capacity)?;
        let mut layers = Vec::with_capacity(self.shape.n_layers);
        for layer in 0..self.shape.n_layers {
            let old = self.layers.get(layer);
            layers.push(Layer {
                keys: self.grown(old.map(|layer| &layer.keys), capacity)?,
                values: self.grown(old.map(|layer| &layer.values), capacity)?,
            });
        }
        self.layers = layers;
        self.capacity = capacity;
        Ok(())
    }

    fn grown(&self, old: Option<&Tensor>, capacity: usize) -> Result<Tensor, ModelError> {
        let shape = (self.shape.n_kv_heads, capacity, self.shape.head_dim);
        let grown = Tensor::zeros(shape, DType::F32, &Device::Cpu)?;
        if let Some(old) = old
            && !self.is_empty()
        {
            grown.slice_set(&old.narrow(1, 0, self.len())?.contiguous()?, 1, 0)?;
        }
        Ok(grown)
    }

    fn check_memory(&self, capacity: usize) -> Result<(), ModelError> {
        let CacheShape {
            n_layers,
            n_kv_heads,
            head_dim,
            ..
        } = self.shape;
        let bytes = [2, n_layers, n_kv_heads, head_dim, size_of::<f32>()]
            .into_iter()
            .try_fold(capacity, usize::checked_mul);
        memory::ensure(bytes, || {
            format!("The conversation needs room for {capacity} tokens")
        })
    }

    /// Writes the new tokens' keys and values of one layer behind what is held, and returns all of both:
    /// shape (key-value heads, held + new, head size). They count as held only after [`Self::commit`].
    pub(super) fn append(
        &self,
        layer: usize,
        keys: &Tensor,
        values: &Tensor,
    ) -> candle_core::Result<(Tensor, Tensor)> {
        let layer = &self.layers[layer];
        layer.keys.slice_set(keys, 1, self.len())?;
        layer.values.slice_set(values, 1, self.len())?;
        let all = self.len() + keys.dim(1)?;
        Ok((
            layer.keys.narrow(1, 0, all)?,
            layer.values.narrow(1, 0, all)?,
        ))
    }

    /// Every layer has appended `tokens`; from here on they are held. A pass that stops half-way never
    /// comes here, and leaves the cache as it was.
    pub(super) fn commit(&mut self, tokens: &[u32]) {
        self.tokens.extend_from_slice(tokens);
    }
}
