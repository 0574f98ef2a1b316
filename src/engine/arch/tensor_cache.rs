//! Keys and values as tensors, for the decoder that computes with them.

use candle_core::{DType, Device, Tensor};

use super::super::kv_cache::CacheShape;
use super::super::memory;
use crate::explain::ModelError;

/// Room is added in steps, so that a short question in a wide window stays small.
const STEP: usize = 256;

/// How many tokens are held is known to the [`super::KvCache`] around it.
pub(in crate::engine) struct TensorCache {
    layers: Vec<Layer>,
    /// Where each layer's keys and values lie: where the layer computes.
    devices: Vec<Device>,
    capacity: usize,
}

/// Shape of both: (key-value heads, capacity, head size).
struct Layer {
    keys: Tensor,
    values: Tensor,
}

impl TensorCache {
    pub(in crate::engine) const fn new(devices: Vec<Device>) -> Self {
        Self {
            layers: Vec::new(),
            devices,
            capacity: 0,
        }
    }

    /// Makes room for `needed` tokens, of which `n_held` are kept.
    pub(in crate::engine) fn reserve(
        &mut self,
        shape: &CacheShape,
        n_held: usize,
        needed: usize,
    ) -> Result<(), ModelError> {
        if needed <= self.capacity {
            return Ok(());
        }
        let capacity = needed
            .max(self.capacity * 3 / 2)
            .next_multiple_of(STEP)
            .min(shape.window);
        if self.devices.iter().any(Device::is_cpu) {
            check_memory(shape, capacity)?;
        }
        // One layer after the other, so that no more than one lies there twice. Should one fail, the capacity is still
        // the old one, which all have.
        for (layer, device) in self.devices.iter().enumerate() {
            let old = self.layers.get(layer);
            let grown = |old| grown(shape, old, n_held, capacity, device);
            let new = Layer {
                keys: grown(old.map(|layer| &layer.keys))?,
                values: grown(old.map(|layer| &layer.values))?,
            };
            match self.layers.get_mut(layer) {
                Some(layer) => *layer = new,
                None => self.layers.push(new),
            }
        }
        self.capacity = capacity;
        Ok(())
    }

    /// Writes keys and values of new tokens behind the first `n_held`, and returns all of both: shape
    /// (key-value heads, held + new, head size).
    pub(in crate::engine) fn append(
        &self,
        layer: usize,
        n_held: usize,
        keys: &Tensor,
        values: &Tensor,
    ) -> candle_core::Result<(Tensor, Tensor)> {
        let layer = &self.layers[layer];
        layer.keys.slice_set(keys, 1, n_held)?;
        layer.values.slice_set(values, 1, n_held)?;
        let all = n_held + keys.dim(1)?;
        Ok((
            layer.keys.narrow(1, 0, all)?,
            layer.values.narrow(1, 0, all)?,
        ))
    }
}

fn grown(
    shape: &CacheShape,
    old: Option<&Tensor>,
    n_held: usize,
    capacity: usize,
    device: &Device,
) -> candle_core::Result<Tensor> {
    let dims = (shape.n_kv_heads, capacity, shape.head_dim);
    let grown = Tensor::zeros(dims, DType::F32, device)?;
    if let Some(old) = old
        && n_held > 0
    {
        grown.slice_set(&old.narrow(1, 0, n_held)?.contiguous()?, 1, 0)?;
    }
    Ok(grown)
}

fn check_memory(shape: &CacheShape, capacity: usize) -> Result<(), ModelError> {
    let CacheShape {
        n_layers,
        n_kv_heads,
        head_dim,
        ..
    } = *shape;
    let bytes = [2, n_layers, n_kv_heads, head_dim, size_of::<f32>()]
        .into_iter()
        .try_fold(capacity, usize::checked_mul);
    memory::ensure(bytes, || {
        format!("The conversation needs room for {capacity} tokens")
    })
}
