//! Feed-forward parts of several experts, of which a router picks some for each token.

use super::pass::{Buffers, Cancelled, MicroBatch, sized};
use super::weights::{Linear, Mlp};
use crate::kernels::{Product, vector};

#[derive(Default)]
pub(super) struct ExpertBuffers {
    /// Of each row, one score for each expert.
    scores: Vec<f32>,
    /// The rows of each expert, one expert after the other, and what they make of them.
    x: Vec<f32>,
    out: Vec<f32>,
}

/// A row that goes through an expert, and what its output is multiplied by.
type Picked = (usize, f32);

impl MicroBatch<'_> {
    /// Writes to `added` what the experts picked for each row of `normed` make of it. Their outputs are added in the order
    /// of the experts, so that a row's sum does not depend on its neighbours.
    pub(super) fn experts(
        &self,
        router: &Linear,
        experts: &[Mlp],
        n_used: usize,
        buffers: &mut Buffers,
    ) -> Result<(), Cancelled> {
        let width = self.decoder.hyper.n_embd;
        let own = &mut buffers.experts;
        let n_rows = buffers.normed.len() / width;
        let scores = sized(&mut own.scores, n_rows * experts.len());
        self.products(
            &mut buffers.scratch,
            &buffers.normed,
            [(router, &mut *scores)],
        )?;
        let picked = picked(scores, experts, n_used);
        let n_picked = picked.iter().map(|(_, rows)| rows.len()).sum::<usize>();
        own.x.clear();
        for (row, _) in picked.iter().flat_map(|(_, rows)| rows) {
            own.x
                .extend_from_slice(&buffers.normed[row * width..][..width]);
        }
        let n_ff = experts[0].n_ff();
        let gated = sized(&mut buffers.gated, n_picked * n_ff);
        let mut products: Vec<Product<'_>> = shares(&picked, width, n_ff, &own.x, gated)
            .map(|(expert, x, out)| self.gated(expert, x, out))
            .collect();
        self.matmul(&mut buffers.scratch, &mut products)?;
        let out = sized(&mut own.out, n_picked * width);
        let mut products: Vec<Product<'_>> = shares(&picked, n_ff, width, gated, out)
            .map(|(expert, x, out)| Product {
                x,
                map: expert.down.map(),
                gated: None,
                out,
            })
            .collect();
        self.matmul(&mut buffers.scratch, &mut products)?;
        let added = sized(&mut buffers.added, buffers.normed.len());
        added.fill(0.0);
        let rows = picked.iter().flat_map(|(_, rows)| rows);
        for ((row, weight), out) in rows.zip(out.chunks_exact(width)) {
            vector::add_scaled(&mut added[row * width..][..width], *weight, out);
        }
        Ok(())
    }
}

/// The experts that are picked at all, each with the rows it is picked for.
fn picked<'a>(scores: &[f32], experts: &'a [Mlp], n_used: usize) -> Vec<(&'a Mlp, Vec<Picked>)> {
    let mut picked: Vec<_> = experts.iter().map(|expert| (expert, Vec::new())).collect();
    for (row, scores) in scores.chunks_exact(experts.len()).enumerate() {
        for (expert, weight) in best(scores, n_used) {
            picked[expert].1.push((row, weight));
        }
    }
    picked.retain(|(_, rows)| !rows.is_empty());
    picked
}

/// Each expert with its rows of `x` and of `out`, which have them one expert after the other.
fn shares<'a>(
    picked: &'a [(&'a Mlp, Vec<Picked>)],
    n_in: usize,
    n_out: usize,
    mut x: &'a [f32],
    mut out: &'a mut [f32],
) -> impl Iterator<Item = (&'a Mlp, &'a [f32], &'a mut [f32])> {
    picked.iter().map(move |(expert, rows)| {
        let (own_x, rest) = x.split_at(rows.len() * n_in);
        x = rest;
        let (own_out, rest) = std::mem::take(&mut out).split_at_mut(rows.len() * n_out);
        out = rest;
        (*expert, own_x, own_out)
    })
}

/// The `n` highest of `scores` by their index, each with the softmax over them alone; of equal ones the first.
fn best(scores: &[f32], n: usize) -> impl Iterator<Item = (usize, f32)> {
    let mut best: Vec<usize> = (0..scores.len()).collect();
    if n < best.len() {
        best.select_nth_unstable_by(n, |a, b| {
            scores[*b].total_cmp(&scores[*a]).then_with(|| a.cmp(b))
        });
        best.truncate(n);
    }
    best.sort_unstable();
    let mut weights: Vec<f32> = best.iter().map(|index| scores[*index]).collect();
    vector::softmax(&mut weights);
    best.into_iter().zip(weights)
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn the_highest_scores_share_the_whole() {
        let scores = [0.5, 3.0, -1.0, 3.0, 2.0, 3.0];
        let picked: Vec<_> = best(&scores, 2).collect();
        assert_eq!(picked, [(1, 0.5), (3, 0.5)]);
        let all: Vec<_> = best(&scores, 6).collect();
        let total: f32 = all.iter().map(|(_, weight)| weight).sum();
        assert!(all.len() == 6 && (total - 1.0).abs() < 1e-6);
        let higher = (all[0].1 / all[2].1).ln();
        assert!((higher - 1.5).abs() < 1e-3, "{higher}");
    }
}
