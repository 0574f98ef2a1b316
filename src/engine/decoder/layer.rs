//! One layer: attention, then the feed-forward part, each added to what came in.

use super::super::arch::Sequence;
use super::super::hyperparameters::{Activation, RopePairs};
use super::super::rope::Angles;
use super::pass::{Buffers, Cancelled, MicroBatch, for_rows, rows_between_checks, sized};
use super::plan::Segment;
use super::weights::{FeedForward, Layer, Mlp};
use crate::kernels::attention::{AttentionShape, attention};
use crate::kernels::{Gated, Product, vector};

/// How much longer a score takes than a multiplication in a product, roughly.
const WORK_PER_SCORE: usize = 8;

impl MicroBatch<'_> {
    /// Leaves the result in `x`. With `only_wanted`, rows whose logits nobody wants end after their keys and values,
    /// and `x` has only the others.
    pub(super) fn layer(
        &self,
        index: usize,
        only_wanted: bool,
        batch: &mut [Sequence<'_>],
        buffers: &mut Buffers,
    ) -> Result<(), Cancelled> {
        let layer = &self.decoder.layers[index];
        self.norm(&buffers.x, &layer.attention_norm, &mut buffers.normed);
        self.queries_keys_values(layer, buffers)?;
        self.rotate(index, buffers);
        self.store(index, batch, buffers);
        let kept = |segment: &Segment| {
            if only_wanted {
                segment.n_wanted
            } else {
                segment.n_tokens
            }
        };
        self.attend(index, &kept, batch, buffers)?;
        if only_wanted {
            self.compact(&kept, &mut buffers.x);
        }
        if !buffers.x.is_empty() {
            self.project(layer, buffers)?;
            self.feed_forward(layer, buffers)?;
        }
        Ok(())
    }

    fn queries_keys_values(&self, layer: &Layer, buffers: &mut Buffers) -> Result<(), Cancelled> {
        let hyper = &self.decoder.hyper;
        let n_rows = self.n_rows();
        let head_dim = hyper.head_dim;
        let q = sized(&mut buffers.q, n_rows * hyper.n_heads * head_dim);
        let k = sized(&mut buffers.k, n_rows * hyper.n_kv_heads * head_dim);
        let v = sized(&mut buffers.v, k.len());
        let [to_q, to_k, to_v] = &layer.qkv;
        let Some([q_norm, k_norm]) = &layer.head_norms else {
            let products = [(to_q, q), (to_k, k), (to_v, v)];
            return self.products(&mut buffers.scratch, &buffers.normed, products);
        };
        let raw_q = sized(&mut buffers.mixed, q.len());
        let raw_k = sized(&mut buffers.raw_k, k.len());
        let products = [(to_q, &mut *raw_q), (to_k, &mut *raw_k), (to_v, v)];
        self.products(&mut buffers.scratch, &buffers.normed, products)?;
        self.norm(raw_q, q_norm, &mut buffers.q);
        self.norm(raw_k, k_norm, &mut buffers.k);
        Ok(())
    }

    fn rotate(&self, index: usize, buffers: &mut Buffers) {
        let hyper = &self.decoder.hyper;
        let is_local = hyper.layer_window(index).is_some();
        let (rope, angles) = match &self.decoder.local_rope {
            Some(rope) if is_local => (rope, &buffers.local_angles),
            _ => (&self.decoder.rope, &buffers.angles),
        };
        let n_pairs = rope.n_pairs();
        let turn = |rows: &mut [f32], n_heads: usize| {
            let width = n_heads * hyper.head_dim;
            for_rows(&self.decoder.pool, rows, width, &|row, heads| {
                let Angles { cos, sin } = angles;
                let cos = &cos[row * n_pairs..][..n_pairs];
                let sin = &sin[row * n_pairs..][..n_pairs];
                for head in heads.chunks_exact_mut(hyper.head_dim) {
                    match rope.pairs {
                        RopePairs::Interleaved => vector::rope_interleaved(head, cos, sin),
                        RopePairs::Halves => vector::rope_halves(head, cos, sin),
                    }
                }
            });
        };
        turn(&mut buffers.q, hyper.n_heads);
        turn(&mut buffers.k, hyper.n_kv_heads);
    }

    /// Keys and values behind those the caches hold.
    fn store(&self, index: usize, batch: &mut [Sequence<'_>], buffers: &Buffers) {
        let width = self.decoder.hyper.n_kv_heads * self.decoder.hyper.head_dim;
        let mut first_row = 0;
        for segment in self.segments {
            let rows = first_row * width..(first_row + segment.n_tokens) * width;
            first_row += segment.n_tokens;
            batch[segment.sequence].cache.write(
                index,
                segment.first_position,
                &buffers.k[rows.clone()],
                &buffers.v[rows],
            );
        }
    }

    /// Mixes values for the last `kept` tokens of each segment.
    fn attend(
        &self,
        index: usize,
        kept: &dyn Fn(&Segment) -> usize,
        batch: &[Sequence<'_>],
        buffers: &mut Buffers,
    ) -> Result<(), Cancelled> {
        let hyper = &self.decoder.hyper;
        let shape = AttentionShape {
            n_heads: hyper.n_heads,
            n_kv_heads: hyper.n_kv_heads,
            head_dim: hyper.head_dim,
            scale: hyper.attention_scale,
            softcap: hyper.attention_softcap,
            sliding_window: hyper.layer_window(index),
        };
        let width = hyper.n_heads * hyper.head_dim;
        let n_kept: usize = self.segments.iter().map(kept).sum();
        let mut out = sized(&mut buffers.mixed, n_kept * width);
        let mut end_row = 0;
        for segment in self.segments {
            end_row += segment.n_tokens;
            let mut left = kept(segment);
            let end_position = segment.first_position + segment.n_tokens;
            let seen = hyper
                .layer_window(index)
                .map_or(end_position, |window| window.min(end_position));
            let rows_at_once = rows_between_checks(2 * width * seen * WORK_PER_SCORE);
            while left > 0 {
                self.check()?;
                let n_rows = left.min(rows_at_once);
                let (own, rest) = out.split_at_mut(n_rows * width);
                out = rest;
                let q = &buffers.q[(end_row - left) * width..][..n_rows * width];
                let cache = batch[segment.sequence].cache.layer(index);
                attention(
                    &self.decoder.pool,
                    &shape,
                    q,
                    &cache,
                    end_position - left,
                    own,
                );
                left -= n_rows;
            }
        }
        Ok(())
    }

    /// Keeps the last `kept` rows of each segment.
    fn compact(&self, kept: &dyn Fn(&Segment) -> usize, x: &mut Vec<f32>) {
        let width = self.decoder.hyper.n_embd;
        let (mut end_row, mut n_done) = (0, 0);
        for segment in self.segments {
            end_row += segment.n_tokens;
            let n_rows = kept(segment);
            x.copy_within((end_row - n_rows) * width..end_row * width, n_done * width);
            n_done += n_rows;
        }
        x.truncate(n_done * width);
    }

    fn project(&self, layer: &Layer, buffers: &mut Buffers) -> Result<(), Cancelled> {
        let added = sized(&mut buffers.added, buffers.x.len());
        self.products(
            &mut buffers.scratch,
            &buffers.mixed,
            [(&layer.output, added)],
        )?;
        self.add(layer.post_attention_norm.as_deref(), buffers);
        Ok(())
    }

    fn feed_forward(&self, layer: &Layer, buffers: &mut Buffers) -> Result<(), Cancelled> {
        self.norm(&buffers.x, &layer.ffn_norm, &mut buffers.normed);
        match &layer.feed_forward {
            FeedForward::Dense(mlp) => {
                let n_rows = buffers.x.len() / self.decoder.hyper.n_embd;
                let gated = sized(&mut buffers.gated, n_rows * mlp.n_ff());
                let mut product = self.gated(mlp, &buffers.normed, &mut *gated);
                self.matmul(&mut buffers.scratch, std::slice::from_mut(&mut product))?;
                let added = sized(&mut buffers.added, buffers.x.len());
                self.products(&mut buffers.scratch, gated, [(&mlp.down, added)])?;
            }
            FeedForward::Experts {
                router,
                experts,
                n_used,
            } => self.experts(router, experts, *n_used, buffers)?,
        }
        self.add(layer.post_ffn_norm.as_deref(), buffers);
        Ok(())
    }

    /// The first half of `mlp`: what its gate lets through.
    pub(super) fn gated<'a>(&self, mlp: &'a Mlp, x: &'a [f32], out: &'a mut [f32]) -> Product<'a> {
        let [gate, up] = &mlp.gate_up;
        Product {
            x,
            map: gate.map(),
            gated: Some(Gated {
                by: up.map(),
                act: match self.decoder.hyper.activation {
                    Activation::Silu => vector::silu_mul,
                    Activation::Gelu => vector::gelu_mul,
                },
            }),
            out,
        }
    }

    /// Adds to `x` what a part of the layer made, normed where the family has it so.
    fn add(&self, norm: Option<&[f32]>, buffers: &mut Buffers) {
        let width = self.decoder.hyper.n_embd;
        let added = match norm {
            Some(weight) => {
                self.norm(&buffers.added, weight, &mut buffers.normed);
                &buffers.normed
            }
            None => &buffers.added,
        };
        for_rows(&self.decoder.pool, &mut buffers.x, width, &|row, x| {
            vector::add(x, &added[row * width..][..width]);
        });
    }
}
