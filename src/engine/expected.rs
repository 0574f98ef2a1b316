//! The tensors a model must have, and their shapes: held against the header before any weight is read.

use super::gguf::Header;
use crate::explain::ModelError;

/// Names and shapes (rows first), and whether one may be missing.
pub(super) struct Expected {
    n_layers: usize,
    tensors: Vec<(String, Vec<usize>, bool)>,
}

impl Expected {
    pub(super) const fn new(n_layers: usize) -> Self {
        Self {
            n_layers,
            tensors: Vec::new(),
        }
    }

    /// Whether the file has every tensor, in its shape.
    ///
    /// # Errors
    /// [`ModelError::Broken`], which names the tensor.
    pub(super) fn check(&self, header: &Header) -> Result<(), ModelError> {
        let broken = |detail| Err(ModelError::Broken { detail });
        for (name, shape, optional) in &self.tensors {
            match header.tensor(name) {
                None if *optional => {}
                None => return broken(format!("the tensor {name:?} is missing")),
                Some(found) if found.shape == *shape => {}
                Some(found) => {
                    return broken(format!(
                        "the tensor {name:?} has the shape {:?} where {shape:?} is needed",
                        found.shape
                    ));
                }
            }
        }
        Ok(())
    }

    /// A tensor outside the layers.
    pub(super) fn whole(&mut self, name: &str, shape: &[usize]) {
        self.tensors.push((name.to_owned(), shape.to_vec(), false));
    }

    pub(super) fn optional(&mut self, name: &str, shape: &[usize]) {
        self.tensors.push((name.to_owned(), shape.to_vec(), true));
    }

    /// A weight and its bias.
    pub(super) fn whole_bias(&mut self, name: &str, shape: &[usize]) {
        self.whole(&format!("{name}.weight"), shape);
        self.whole(&format!("{name}.bias"), &shape[..1]);
    }

    /// A tensor of every layer.
    pub(super) fn layer(&mut self, part: &str, shape: &[usize]) {
        for layer in 0..self.n_layers {
            self.whole(&format!("blk.{layer}.{part}"), shape);
        }
    }

    pub(super) fn optional_layer(&mut self, part: &str, shape: &[usize]) {
        for layer in 0..self.n_layers {
            self.optional(&format!("blk.{layer}.{part}"), shape);
        }
    }

    pub(super) fn layer_bias(&mut self, part: &str, shape: &[usize]) {
        self.layer(&format!("{part}.weight"), shape);
        self.layer(&format!("{part}.bias"), &shape[..1]);
    }

    pub(super) fn norms(&mut self, parts: &[&str], len: usize) {
        for part in parts {
            self.layer(&format!("{part}.weight"), &[len]);
        }
    }

    /// Queries of `q` numbers, keys and values of `kv`.
    pub(super) fn attention(&mut self, embd: usize, q: usize, kv: usize) {
        self.layer("attn_q.weight", &[q, embd]);
        self.layer("attn_k.weight", &[kv, embd]);
        self.layer("attn_v.weight", &[kv, embd]);
        self.layer("attn_output.weight", &[embd, q]);
    }

    pub(super) fn gated_mlp(&mut self, embd: usize, ff: usize) {
        self.layer("ffn_gate.weight", &[ff, embd]);
        self.layer("ffn_up.weight", &[ff, embd]);
        self.layer("ffn_down.weight", &[embd, ff]);
    }
}
