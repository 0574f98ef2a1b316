//! One micro-batch through the whole model.

use super::super::arch::Sequence;
use super::super::rope::Angles;
use super::Decoder;
use super::experts::ExpertBuffers;
use super::plan::Segment;
use super::weights::Linear;
use crate::kernels::{Pool, Product, Scratch, matmul, vector};

/// Multiplications and additions between two questions whether the pass is still wanted, where [`matmul`] does not ask by
/// itself: some 30 ms on two cores. Fixed, and not measured, so that a pass computes the same numbers every time.
const WORK_BETWEEN_CHECKS: usize = 2_000_000_000;

/// Rows are cut in multiples of this: fewer would read the weights once more for little work, and kernels take several.
const MIN_ROWS: usize = 8;

/// Fewer numbers are done sooner by one thread than by waking the others.
const NUMBERS_PER_TASK: usize = 16_384;

/// Nobody wants the pass any more.
pub(super) struct Cancelled;

/// Everything a pass writes to that is not its result. Rows are tokens; names are those of what a row holds.
#[derive(Default)]
pub(super) struct Buffers {
    pub(super) x: Vec<f32>,
    pub(super) normed: Vec<f32>,
    pub(super) q: Vec<f32>,
    pub(super) k: Vec<f32>,
    pub(super) v: Vec<f32>,
    /// k before its norm, in families that have one.
    pub(super) raw_k: Vec<f32>,
    /// What attention mixed; before that, q before its norm.
    pub(super) mixed: Vec<f32>,
    /// What the gate lets through of the feed-forward part.
    pub(super) gated: Vec<f32>,
    pub(super) experts: ExpertBuffers,
    /// What attention or the feed-forward part adds to `x`.
    pub(super) added: Vec<f32>,
    pub(super) angles: Angles,
    pub(super) local_angles: Angles,
    pub(super) scratch: Scratch,
    logits: Vec<f32>,
}

/// Some tokens on their way through the model.
pub(super) struct MicroBatch<'a> {
    pub(super) decoder: &'a Decoder,
    pub(super) segments: &'a [Segment],
    pub(super) cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl MicroBatch<'_> {
    /// Writes keys and values into the caches, and appends wanted logits to their sequences.
    pub(super) fn run(
        &self,
        batch: &mut [Sequence<'_>],
        buffers: &mut Buffers,
    ) -> Result<(), Cancelled> {
        self.embed(batch, buffers);
        self.turn(batch, buffers);
        let last = self.decoder.layers.len() - 1;
        for layer in 0..last {
            self.layer(layer, false, batch, buffers)?;
        }
        // Of the last layer only its keys and values outlive the pass, but for tokens whose logits are wanted.
        self.layer(last, true, batch, buffers)?;
        self.logits(batch, buffers)
    }

    pub(super) fn n_rows(&self) -> usize {
        self.segments.iter().map(|segment| segment.n_tokens).sum()
    }

    fn embed(&self, batch: &[Sequence<'_>], buffers: &mut Buffers) {
        let hyper = &self.decoder.hyper;
        let tokens: Vec<u32> = self
            .segments
            .iter()
            .flat_map(|segment| {
                let tokens = batch[segment.sequence].tokens;
                &tokens[segment.first..][..segment.n_tokens]
            })
            .copied()
            .collect();
        let x = sized(&mut buffers.x, tokens.len() * hyper.n_embd);
        for_rows(&self.decoder.pool, x, hyper.n_embd, &|row, x| {
            self.decoder.embedding.row(tokens[row] as usize, x);
            if hyper.embedding_scale != 1.0 {
                for x in x {
                    *x *= hyper.embedding_scale;
                }
            }
        });
    }

    fn turn(&self, batch: &[Sequence<'_>], buffers: &mut Buffers) {
        let positions = || {
            self.segments.iter().flat_map(|segment| {
                let is_long = batch[segment.sequence].cache.is_long();
                let positions = segment.first_position..segment.first_position + segment.n_tokens;
                positions.map(move |position| (position, is_long))
            })
        };
        self.decoder.rope.angles(positions(), &mut buffers.angles);
        if let Some(rope) = &self.decoder.local_rope {
            rope.angles(positions(), &mut buffers.local_angles);
        }
    }

    fn logits(&self, batch: &mut [Sequence<'_>], buffers: &mut Buffers) -> Result<(), Cancelled> {
        let hyper = &self.decoder.hyper;
        let mut owners = self
            .segments
            .iter()
            .flat_map(|segment| std::iter::repeat_n(segment.sequence, segment.n_wanted));
        self.norm(&buffers.x, &self.decoder.norm, &mut buffers.normed);
        let head = &self.decoder.head;
        let rows_at_once = rows_between_checks(hyper.n_embd * hyper.n_vocab);
        for x in buffers.normed.chunks(rows_at_once * hyper.n_embd) {
            let n_rows = x.len() / hyper.n_embd;
            let logits = sized(&mut buffers.logits, n_rows * hyper.n_vocab);
            self.products(&mut buffers.scratch, x, [(head, &mut *logits)])?;
            for_rows(&self.decoder.pool, logits, hyper.n_vocab, &|_, logits| {
                if let Some(cap) = hyper.logit_softcap {
                    vector::softcap(logits, cap);
                }
            });
            for (row, owner) in logits.chunks_exact(hyper.n_vocab).zip(&mut owners) {
                batch[owner].logits.extend_from_slice(row);
            }
        }
        Ok(())
    }

    /// Each row of `out` is the norm of that of `x`.
    pub(super) fn norm(&self, x: &[f32], weight: &[f32], out: &mut Vec<f32>) {
        let (width, eps) = (weight.len(), self.decoder.hyper.norm_eps);
        let out = sized(out, x.len());
        for_rows(&self.decoder.pool, out, width, &|row, out| {
            vector::rms_norm(&x[row * width..][..width], weight, eps, out);
        });
    }

    /// `x · Wᵀ + b` for maps of one input.
    pub(super) fn products<const N: usize>(
        &self,
        scratch: &mut Scratch,
        x: &[f32],
        linears: [(&Linear, &mut [f32]); N],
    ) -> Result<(), Cancelled> {
        let mut products = linears.map(|(linear, out)| Product {
            x,
            map: linear.map(),
            gated: None,
            out,
        });
        self.matmul(scratch, &mut products)
    }

    pub(super) fn matmul(
        &self,
        scratch: &mut Scratch,
        products: &mut [Product<'_>],
    ) -> Result<(), Cancelled> {
        matmul(&self.decoder.pool, scratch, products, self.cancelled).map_err(|_| Cancelled)
    }

    pub(super) fn check(&self) -> Result<(), Cancelled> {
        if (self.cancelled)() {
            return Err(Cancelled);
        }
        Ok(())
    }
}

/// How many rows may go through `work_per_row` multiplications before the next check.
pub(super) fn rows_between_checks(work_per_row: usize) -> usize {
    let rows = WORK_BETWEEN_CHECKS / work_per_row.max(1);
    (rows / MIN_ROWS).max(1) * MIN_ROWS
}

/// The buffer with this length; what is in it is for the caller to overwrite.
pub(super) fn sized(buffer: &mut Vec<f32>, len: usize) -> &mut [f32] {
    buffer.resize(len, 0.0);
    buffer
}

/// Calls `task` with each row of `out` and its number, on all threads when there is enough to do.
pub(super) fn for_rows(
    pool: &Pool,
    out: &mut [f32],
    width: usize,
    task: &(dyn Fn(usize, &mut [f32]) + Sync),
) {
    let rows_per_task = (NUMBERS_PER_TASK / width).max(1);
    let rows = |first: usize, rows: &mut [f32]| {
        for (index, row) in rows.chunks_exact_mut(width).enumerate() {
            task(first + index, row);
        }
    };
    if out.len() <= rows_per_task * width {
        rows(0, out);
        return;
    }
    pool.for_chunks(out, rows_per_task * width, &|index, chunk| {
        rows(index * rows_per_task, chunk);
    });
}
