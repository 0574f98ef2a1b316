//! A decoder's weights, packed for the kernels.

use std::sync::Arc;

use super::super::hyperparameters::{Experts, Hyperparameters, MAX_EXPERTS};
use super::super::weights::Weights;
use crate::explain::ModelError;
use crate::kernels::{Arena, Map, Matrix, PackError, Pool};

/// A matrix and what is added to its product.
pub(super) struct Linear {
    pub(super) matrix: Arc<Matrix>,
    pub(super) bias: Option<Vec<f32>>,
}

impl Mlp {
    pub(super) fn n_ff(&self) -> usize {
        self.down.matrix.n_cols()
    }
}

impl Linear {
    pub(super) fn map(&self) -> Map<'_> {
        Map {
            matrix: &self.matrix,
            bias: self.bias.as_deref(),
        }
    }
}

pub(super) struct Layer {
    pub(super) attention_norm: Vec<f32>,
    /// q, k and v.
    pub(super) qkv: [Linear; 3],
    /// Of each head of q, and of k.
    pub(super) head_norms: Option<[Vec<f32>; 2]>,
    pub(super) output: Linear,
    pub(super) post_attention_norm: Option<Vec<f32>>,
    pub(super) ffn_norm: Vec<f32>,
    pub(super) feed_forward: FeedForward,
    pub(super) post_ffn_norm: Option<Vec<f32>>,
}

pub(super) enum FeedForward {
    Dense(Mlp),
    Experts {
        router: Linear,
        experts: Vec<Mlp>,
        /// For each row.
        n_used: usize,
    },
}

/// `down · (act(gate · x) ∘ up · x)`.
pub(super) struct Mlp {
    /// Gate and up.
    pub(super) gate_up: [Linear; 2],
    pub(super) down: Linear,
}

/// Takes tensors out of the file, one after the other, into one arena.
pub(super) struct Loader<'a> {
    weights: &'a Weights<'a>,
    hyper: &'a Hyperparameters,
    pool: &'a Pool,
    arena: Arena,
}

impl<'a> Loader<'a> {
    pub(super) fn new(
        weights: &'a Weights<'a>,
        hyper: &'a Hyperparameters,
        pool: &'a Pool,
    ) -> Result<Self, ModelError> {
        let bytes = arena_bytes(weights, hyper);
        let arena = bytes.and_then(|bytes| Arena::new(bytes).ok());
        Ok(Self {
            weights,
            hyper,
            pool,
            arena: arena.ok_or_else(|| ModelError::OutOfMemory {
                detail: match bytes {
                    Some(bytes) => format!("Its weights take {} MiB", bytes >> 20),
                    None => "Its weights take more than can be counted".to_owned(),
                },
            })?,
        })
    }

    pub(super) fn embedding(&mut self) -> Result<Arc<Matrix>, ModelError> {
        let [embedding] = self.split("token_embd", [self.hyper.n_vocab], self.hyper.n_embd)?;
        Ok(embedding.matrix)
    }

    /// The embedding itself when the file has no other.
    pub(super) fn head(&mut self, embedding: &Arc<Matrix>) -> Result<Linear, ModelError> {
        if self.weights.has("output.weight") {
            return self.linear("output", self.hyper.n_vocab, self.hyper.n_embd);
        }
        Ok(Linear {
            matrix: Arc::clone(embedding),
            bias: None,
        })
    }

    pub(super) fn norm(&self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        self.weights.floats(&format!("{name}.weight"), len)
    }

    pub(super) fn layer(&mut self, layer: usize) -> Result<Layer, ModelError> {
        let hyper = self.hyper;
        let name = |part: &str| format!("blk.{layer}.{part}");
        let (n_embd, head_dim) = (hyper.n_embd, hyper.head_dim);
        Ok(Layer {
            attention_norm: self.norm(&name("attn_norm"), n_embd)?,
            qkv: self.qkv(layer)?,
            head_norms: if hyper.head_norms {
                Some([
                    self.norm(&name("attn_q_norm"), head_dim)?,
                    self.norm(&name("attn_k_norm"), head_dim)?,
                ])
            } else {
                None
            },
            output: self.linear(&name("attn_output"), n_embd, hyper.n_heads * head_dim)?,
            post_attention_norm: self.post_norm(&name("post_attention_norm"))?,
            ffn_norm: self.norm(&name("ffn_norm"), n_embd)?,
            feed_forward: self.feed_forward(layer)?,
            post_ffn_norm: self.post_norm(&name("post_ffw_norm"))?,
        })
    }

    fn post_norm(&self, name: &str) -> Result<Option<Vec<f32>>, ModelError> {
        let wanted = self.hyper.post_norms;
        wanted
            .then(|| self.norm(name, self.hyper.n_embd))
            .transpose()
    }

    /// Three tensors, or one with the rows of all three.
    fn qkv(&mut self, layer: usize) -> Result<[Linear; 3], ModelError> {
        let n_embd = self.hyper.n_embd;
        let n_rows = qkv_rows(self.hyper);
        let fused = format!("blk.{layer}.attn_qkv");
        if self.weights.has(&format!("{fused}.weight")) {
            return self.split(&fused, n_rows, n_embd);
        }
        let [q, k, v] = n_rows;
        Ok([
            self.linear(&format!("blk.{layer}.attn_q"), q, n_embd)?,
            self.linear(&format!("blk.{layer}.attn_k"), k, n_embd)?,
            self.linear(&format!("blk.{layer}.attn_v"), v, n_embd)?,
        ])
    }

    fn feed_forward(&mut self, layer: usize) -> Result<FeedForward, ModelError> {
        let (n_embd, n_ff) = (self.hyper.n_embd, self.hyper.n_ff);
        let name = |part: &str| format!("blk.{layer}.{part}");
        let Some(Experts { n, n_used, n_ff }) = self.hyper.experts else {
            return Ok(FeedForward::Dense(Mlp {
                gate_up: self.gate_up(layer)?,
                down: self.linear(&name("ffn_down"), n_embd, n_ff)?,
            }));
        };
        let router = self.linear(&name("ffn_gate_inp"), n, n_embd)?;
        let gates = self.stacked(&name("ffn_gate_exps"), [n, n_ff, n_embd])?;
        let ups = self.stacked(&name("ffn_up_exps"), [n, n_ff, n_embd])?;
        let downs = self.stacked(&name("ffn_down_exps"), [n, n_embd, n_ff])?;
        let experts = gates.into_iter().zip(ups).zip(downs);
        let experts = experts.map(|((gate, up), down)| Mlp {
            gate_up: [gate, up],
            down,
        });
        Ok(FeedForward::Experts {
            router,
            experts: experts.collect(),
            n_used,
        })
    }

    /// Two tensors, or one with the rows of both.
    fn gate_up(&mut self, layer: usize) -> Result<[Linear; 2], ModelError> {
        let (n_embd, n_ff) = (self.hyper.n_embd, self.hyper.n_ff);
        let (gate, up) = (
            format!("blk.{layer}.ffn_gate"),
            format!("blk.{layer}.ffn_up"),
        );
        if !self.weights.has(&format!("{gate}.weight")) {
            return self.split(&up, [n_ff; 2], n_embd);
        }
        Ok([
            self.linear(&gate, n_ff, n_embd)?,
            self.linear(&up, n_ff, n_embd)?,
        ])
    }

    fn linear(&mut self, name: &str, n_out: usize, n_in: usize) -> Result<Linear, ModelError> {
        let [linear] = self.split(name, [n_out], n_in)?;
        Ok(linear)
    }

    /// The tensor `name` (without `.weight`) as one matrix for each of `n_rows`, top to bottom; a bias is used where
    /// the file has one.
    fn split<const N: usize>(
        &mut self,
        name: &str,
        n_rows: [usize; N],
        n_in: usize,
    ) -> Result<[Linear; N], ModelError> {
        let shape = [n_rows.iter().sum(), n_in];
        let parts = <[Linear; N]>::try_from(self.parts(name, &shape, &n_rows)?);
        Ok(parts.unwrap_or_else(|_| unreachable!("one part is made for each number of rows")))
    }

    /// As many matrices as the first dimension of the tensor `name` says.
    fn stacked(&mut self, name: &str, shape: [usize; 3]) -> Result<Vec<Linear>, ModelError> {
        self.parts(name, &shape, &vec![shape[1]; shape[0]])
    }

    fn parts(
        &mut self,
        name: &str,
        shape: &[usize],
        n_rows: &[usize],
    ) -> Result<Vec<Linear>, ModelError> {
        let (total, n_in) = (n_rows.iter().sum(), shape[shape.len() - 1]);
        let weight = format!("{name}.weight");
        let (info, mut bytes) = self.weights.stored(&weight, shape)?;
        let row_bytes = bytes.len() / total;
        let mut bias = self.bias(name, total)?;
        let mut parts = Vec::with_capacity(n_rows.len());
        for &n_rows in n_rows {
            let (own, rest) = bytes.split_at(n_rows * row_bytes);
            bytes = rest;
            let matrix = Matrix::pack(self.pool, &mut self.arena, info.kind, n_rows, n_in, own)
                .map_err(|error| unpackable(&weight, error))?;
            parts.push(Linear {
                matrix: Arc::new(matrix),
                bias: bias.as_mut().map(|bias| bias.drain(..n_rows).collect()),
            });
        }
        self.weights.loaded(info)?;
        Ok(parts)
    }

    fn bias(&self, name: &str, len: usize) -> Result<Option<Vec<f32>>, ModelError> {
        let name = format!("{name}.bias");
        self.weights
            .has(&name)
            .then(|| self.weights.floats(&name, len))
            .transpose()
    }
}

fn qkv_rows(hyper: &Hyperparameters) -> [usize; 3] {
    let n_kv = hyper.n_kv_heads * hyper.head_dim;
    [hyper.n_heads * hyper.head_dim, n_kv, n_kv]
}

/// Room for every matrix of the file; `None` when that is more than can be counted.
fn arena_bytes(weights: &Weights<'_>, hyper: &Hyperparameters) -> Option<usize> {
    let mut total = 0_usize;
    for info in weights.header().tensors() {
        // A fused tensor becomes several matrices, each of which ends in a tile of its own.
        let (parts, n_cols) = match info.shape[..] {
            [_, n_cols] if info.name.ends_with("attn_qkv.weight") => {
                (qkv_rows(hyper).to_vec(), n_cols)
            }
            [n_rows, n_cols]
                if info.name.ends_with("ffn_up.weight") && n_rows == 2 * hyper.n_ff =>
            {
                (vec![hyper.n_ff; 2], n_cols)
            }
            [n_rows, n_cols] => (vec![n_rows], n_cols),
            [n_experts, n_rows, n_cols] if n_experts <= MAX_EXPERTS => {
                (vec![n_rows; n_experts], n_cols)
            }
            _ => continue,
        };
        for n_rows in parts {
            // What cannot be packed is refused when its turn comes, with its name.
            let bytes = Matrix::packed_bytes(info.kind, n_rows, n_cols).unwrap_or(0);
            total = total.checked_add(bytes.checked_next_multiple_of(64)?)?;
        }
    }
    Some(total)
}

fn unpackable(name: &str, error: PackError) -> ModelError {
    ModelError::Broken {
        detail: match error {
            PackError::NotFinite { row } => {
                format!("the tensor {name:?} holds a value in row {row} that is no finite number")
            }
            PackError::Shape | PackError::Room => {
                format!("the tensor {name:?} does not have the size its shape says")
            }
        },
    }
}
