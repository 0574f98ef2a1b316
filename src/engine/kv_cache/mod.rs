//! What a conversation adds to a model: keys and values of the tokens read so far.

mod saved;
#[cfg(test)]
mod tests;

use candle_core::Tensor;

use super::arch::TensorCache;
use super::memory;
use crate::explain::ModelError;
pub use crate::kernels::attention::CacheType;
use crate::kernels::attention::{BLOCK_TOKENS, Block, BlockShape, LayerView, Part};

/// Keys and values per layer, with the tokens they belong to. The weights know nothing of it.
pub struct KvCache {
    tokens: Vec<u32>,
    /// Read as the beginning of a long text; see [`super::Architecture::expect`].
    is_long: bool,
    shape: CacheShape,
    storage: Storage,
}

/// The size of a cache: fixed by the model, apart from the window and the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheShape {
    pub n_layers: usize,
    pub n_kv_heads: usize,
    pub head_dim: usize,
    /// The most tokens it may hold.
    pub window: usize,
    pub cache_type: CacheType,
}

enum Storage {
    /// For the kernels. Blocks are added one by one and never move, so that growing copies nothing.
    Blocks(Vec<Block>),
    /// For the decoder over tensors.
    Tensors(TensorCache),
    /// For models that hold keys and values themselves.
    Elsewhere,
}

impl CacheShape {
    const fn block_shape(&self) -> BlockShape {
        BlockShape {
            n_layers: self.n_layers,
            n_kv_heads: self.n_kv_heads,
            head_dim: self.head_dim,
            cache_type: self.cache_type,
        }
    }
}

impl KvCache {
    /// An empty cache in blocks of memory, which the kernels read.
    pub const fn new(shape: CacheShape) -> Self {
        Self::with_storage(shape, Storage::Blocks(Vec::new()))
    }

    /// An empty cache of tensors.
    pub(super) const fn of_tensors(shape: CacheShape, tensors: TensorCache) -> Self {
        Self::with_storage(shape, Storage::Tensors(tensors))
    }

    /// Counts tokens only, for a model that holds keys and values itself.
    pub const fn of_tokens(window: usize) -> Self {
        let shape = CacheShape {
            n_layers: 0,
            n_kv_heads: 0,
            head_dim: 0,
            window,
            cache_type: CacheType::F16,
        };
        Self::with_storage(shape, Storage::Elsewhere)
    }

    const fn with_storage(shape: CacheShape, storage: Storage) -> Self {
        Self {
            tokens: Vec::new(),
            is_long: false,
            shape,
            storage,
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

    pub(super) const fn is_long(&self) -> bool {
        self.is_long
    }

    /// Forgets everything where that changes how it is read.
    pub(super) fn set_long(&mut self, is_long: bool) {
        if self.is_long != is_long {
            self.truncate(0);
            self.is_long = is_long;
        }
    }

    /// Forgets all but the first `n_tokens`; does nothing when there are no more than that.
    pub fn truncate(&mut self, n_tokens: usize) {
        self.tokens.truncate(n_tokens);
        if let Storage::Blocks(blocks) = &mut self.storage {
            // One stays: a conversation cut back is mostly gone on with.
            blocks.truncate(self.tokens.len().div_ceil(BLOCK_TOKENS) + 1);
        }
    }

    /// Makes room for `n_new` more tokens.
    ///
    /// # Errors
    /// [`ModelError::Overflow`] when the window has no room, [`ModelError::OutOfMemory`] when the machine has none.
    pub fn reserve(&mut self, n_new: usize) -> Result<(), ModelError> {
        let needed = self.len().saturating_add(n_new);
        if needed > self.shape.window {
            return Err(ModelError::Overflow {
                needed,
                window: self.shape.window,
            });
        }
        match &mut self.storage {
            Storage::Blocks(blocks) => add_blocks(blocks, self.shape.block_shape(), needed),
            Storage::Tensors(tensors) => tensors.reserve(&self.shape, self.tokens.len(), needed),
            Storage::Elsewhere => Ok(()),
        }
    }

    /// Stores keys and values of one layer, turned by their positions already: `n_new × n_kv_heads × head_dim` each, for
    /// the tokens from `first_position` on. They count as held only after [`Self::commit`].
    ///
    /// # Panics
    /// When room was not reserved, when lengths do not fit the shape, and when this is not a cache in blocks.
    pub fn write(&mut self, layer: usize, first_position: usize, keys: &[f32], values: &[f32]) {
        let CacheShape {
            n_kv_heads,
            head_dim,
            ..
        } = self.shape;
        assert!(
            keys.len() == values.len() && keys.len().is_multiple_of(n_kv_heads * head_dim),
            "keys and values are whole rows"
        );
        let Storage::Blocks(blocks) = &mut self.storage else {
            panic!("only a cache in blocks is written to");
        };
        let heads =
            |rows| -> std::slice::ChunksExact<'_, f32> { <[f32]>::chunks_exact(rows, head_dim) };
        for (index, (key, value)) in heads(keys).zip(heads(values)).enumerate() {
            let (position, head) = (first_position + index / n_kv_heads, index % n_kv_heads);
            let (block, slot) = (position / BLOCK_TOKENS, position % BLOCK_TOKENS);
            blocks[block].write(layer, head, Part::Keys, slot, key);
            blocks[block].write(layer, head, Part::Values, slot, value);
        }
    }

    /// What attention reads of one layer, tokens that were written and not committed included.
    ///
    /// # Panics
    /// When this is not a cache in blocks.
    pub fn layer(&self, layer: usize) -> LayerView<'_> {
        let Storage::Blocks(blocks) = &self.storage else {
            panic!("only a cache in blocks has a view");
        };
        LayerView::new(blocks, layer)
    }

    /// For a cache of tensors: writes the new tokens' keys and values of one layer behind what is held, and returns all
    /// of both: shape (key-value heads, held + new, head size). They count as held only after [`Self::commit`].
    pub(super) fn append(
        &self,
        layer: usize,
        keys: &Tensor,
        values: &Tensor,
    ) -> candle_core::Result<(Tensor, Tensor)> {
        match &self.storage {
            Storage::Tensors(tensors) => tensors.append(layer, self.len(), keys, values),
            _ => candle_core::bail!("the cache does not hold tensors"),
        }
    }

    /// Every layer has written `tokens`; from here on they are held. A pass that stops half-way never
    /// comes here, and leaves the cache as it was.
    pub fn commit(&mut self, tokens: &[u32]) {
        self.tokens.extend_from_slice(tokens);
    }
}

/// Adds what is missing to hold `needed` tokens.
fn add_blocks(blocks: &mut Vec<Block>, shape: BlockShape, needed: usize) -> Result<(), ModelError> {
    let missing = needed.div_ceil(BLOCK_TOKENS).saturating_sub(blocks.len());
    if missing == 0 {
        return Ok(());
    }
    let detail = || format!("The conversation needs room for {needed} tokens");
    let bytes = shape
        .block_bytes()
        .and_then(|bytes| bytes.checked_mul(missing));
    memory::ensure(bytes, detail)?;
    for _ in 0..missing {
        let block = Block::new(shape).map_err(|_| ModelError::OutOfMemory { detail: detail() })?;
        blocks.push(block);
    }
    Ok(())
}
