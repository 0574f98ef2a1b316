//! What attention must compute: softmax over all scores, one head of one token after the other.

use super::super::pool::Pool;
use super::block::{BLOCK_TOKENS, LayerView, Part};
use super::{AttentionShape, softcapped};

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
        let mut read = |position: usize, part| {
            let rows = cache.rows(position / BLOCK_TOKENS, kv_head, part);
            rows.read(position % BLOCK_TOKENS, &mut row);
            row.clone()
        };
        let mut scores: Vec<f32> = visible
            .clone()
            .map(|position| {
                let key = read(position, Part::Keys);
                let score: f32 = q.iter().zip(&key).map(|(q, key)| q * key).sum();
                softcapped(score * shape.scale, shape.softcap)
            })
            .collect();
        super::super::vector::softmax(&mut scores);
        out.fill(0.0);
        for (position, weight) in visible.zip(scores) {
            let value = read(position, Part::Values);
            for (out, value) in out.iter_mut().zip(&value) {
                *out += weight * value;
            }
        }
    });
}
