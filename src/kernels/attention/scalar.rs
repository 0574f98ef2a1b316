//! What attention must compute: softmax over all scores, one head of one token after the other.

use super::super::Pool;
use super::super::vector::softmax;
use super::AttentionShape;
use super::block::{BLOCK_TOKENS, LayerView, Part};

pub(super) fn attention(
    pool: &Pool,
    shape: &AttentionShape,
    q: &[f32],
    cache: &LayerView<'_>,
    first_position: usize,
    out: &mut [f32],
) {
    let AttentionShape {
        n_heads, head_dim, ..
    } = *shape;
    pool.for_chunks(out, head_dim, &|index, out| {
        let (token, head) = (index / n_heads, index % n_heads);
        let kv_head = head / shape.group();
        let q = &q[index * head_dim..][..head_dim];
        let visible = shape.visible(first_position + token);
        let mut row = vec![0.0; head_dim];
        let mut scores = Vec::with_capacity(visible.len());
        for position in visible.clone() {
            let keys = cache.rows(position / BLOCK_TOKENS, kv_head, Part::Keys);
            keys.read(position % BLOCK_TOKENS, &mut row);
            let score: f32 = q.iter().zip(&row).map(|(q, key)| q * key).sum();
            scores.push(softcapped(score * shape.scale, shape.softcap));
        }
        softmax(&mut scores);
        out.fill(0.0);
        for (position, weight) in visible.zip(scores) {
            let values = cache.rows(position / BLOCK_TOKENS, kv_head, Part::Values);
            values.read(position % BLOCK_TOKENS, &mut row);
            for (out, value) in out.iter_mut().zip(&row) {
                *out += weight * value;
            }
        }
    });
}

fn softcapped(score: f32, cap: Option<f32>) -> f32 {
    cap.map_or(score, |cap| cap * (score / cap).tanh())
}
