//! Grouped-query attention over the cache.

use candle_core::{Device, Result, Tensor};

use super::super::hyperparameters::Hyperparameters;
use super::super::kv_cache::KvCache;
use super::super::weights::Weights;
use super::linear::{Linear, Norm};
use super::rope::{Angles, Rope};
use crate::explain::ModelError;

pub(super) struct Attention {
    q: Linear,
    k: Linear,
    v: Linear,
    output: Linear,
    /// Qwen3 normalises each head of q and k.
    q_norm: Option<Norm>,
    k_norm: Option<Norm>,
    n_heads: usize,
    n_kv_heads: usize,
    head_dim: usize,
}

/// What every layer of one pass shares.
pub(super) struct Pass<'a> {
    pub(super) rope: &'a Rope,
    pub(super) angles: Angles,
    /// Shape (new tokens, held + new): 0 where a token may look, −∞ where it may not. None for one token.
    pub(super) mask: Option<Tensor>,
}

impl Pass<'_> {
    pub(super) fn to_device(&self, device: &Device) -> Result<Self> {
        let mask = self.mask.as_ref();
        Ok(Self {
            rope: self.rope,
            angles: self.angles.to_device(device)?,
            mask: mask.map(|mask| mask.to_device(device)).transpose()?,
        })
    }
}

impl Attention {
    pub(super) fn load(
        weights: &Weights<'_>,
        layer: usize,
        hyper: &Hyperparameters,
    ) -> std::result::Result<Self, ModelError> {
        let name = |part: &str| format!("blk.{layer}.{part}");
        let (n_embd, head_dim, eps) = (hyper.n_embd, hyper.head_dim, hyper.norm_eps);
        let (n_q, n_kv) = (hyper.n_heads * head_dim, hyper.n_kv_heads * head_dim);
        Ok(Self {
            q: Linear::load(weights, &name("attn_q"), n_embd, n_q)?,
            k: Linear::load(weights, &name("attn_k"), n_embd, n_kv)?,
            v: Linear::load(weights, &name("attn_v"), n_embd, n_kv)?,
            output: Linear::load(weights, &name("attn_output"), n_q, n_embd)?,
            q_norm: Norm::load_if_there(weights, &name("attn_q_norm"), head_dim, eps)?,
            k_norm: Norm::load_if_there(weights, &name("attn_k_norm"), head_dim, eps)?,
            n_heads: hyper.n_heads,
            n_kv_heads: hyper.n_kv_heads,
            head_dim,
        })
    }

    /// `x` and the result have the shape (new tokens, embedding).
    pub(super) fn forward(
        &self,
        x: &Tensor,
        layer: usize,
        pass: &Pass<'_>,
        cache: &KvCache,
    ) -> Result<Tensor> {
        let n_new = x.dim(0)?;
        let q = self.heads(&self.q.forward(x)?, self.n_heads, self.q_norm.as_ref())?;
        let k = self.heads(&self.k.forward(x)?, self.n_kv_heads, self.k_norm.as_ref())?;
        let v = self.heads(&self.v.forward(x)?, self.n_kv_heads, None)?;
        let q = pass.rope.apply(&q, &pass.angles)?;
        let k = pass.rope.apply(&k, &pass.angles)?;
        let (keys, values) = cache.append(layer, &k, &v)?;
        let mixed = self.attend(&q, &keys, &values, pass.mask.as_ref())?;
        let mixed = mixed
            .reshape((self.n_heads, n_new, self.head_dim))?
            .transpose(0, 1)?
            .reshape((n_new, self.n_heads * self.head_dim))?;
        self.output.forward(&mixed)
    }

    /// (tokens, heads · size) → (heads, tokens, size), contiguous.
    fn heads(&self, x: &Tensor, n_heads: usize, norm: Option<&Norm>) -> Result<Tensor> {
        let x = x.reshape((x.dim(0)?, n_heads, self.head_dim))?;
        let x = match norm {
            Some(norm) => norm.forward(&x)?,
            None => x,
        };
        x.transpose(0, 1)?.contiguous()
    }

    /// The heads that share a key-value head are rows of one product, so keys and values are read where
    /// they lie and never repeated.
    fn attend(
        &self,
        q: &Tensor,
        keys: &Tensor,
        values: &Tensor,
        mask: Option<&Tensor>,
    ) -> Result<Tensor> {
        let (n_new, n_all) = (q.dim(1)?, keys.dim(1)?);
        let group = self.n_heads / self.n_kv_heads;
        let scale = 1.0 / (self.head_dim as f64).sqrt();
        let q = (q.reshape((self.n_kv_heads, group * n_new, self.head_dim))? * scale)?;
        let mut scores = q.matmul(&keys.transpose(1, 2)?)?;
        if let Some(mask) = mask {
            scores = scores
                .reshape((self.n_heads, n_new, n_all))?
                .broadcast_add(mask)?
                .reshape((self.n_kv_heads, group * n_new, n_all))?;
        }
        candle_nn::ops::softmax_last_dim(&scores)?.matmul(values)
    }
}

/// Each new token sees what is held, itself, and the new ones before it.
pub(super) fn causal_mask(n_held: usize, n_new: usize) -> Result<Option<Tensor>> {
    if n_new == 1 {
        return Ok(None);
    }
    let n_all = n_held + n_new;
    let mask: Vec<f32> = (0..n_new)
        .flat_map(|token| {
            (0..n_all).map(move |seen| {
                if seen <= n_held + token {
                    0.0
                } else {
                    f32::NEG_INFINITY
                }
            })
        })
        .collect();
    Tensor::from_vec(mask, (n_new, n_all), &Device::Cpu).map(Some)
}
