//! How one call is cut into tasks, and how their results are put together.

use std::cell::RefCell;
use std::ops::Range;

use super::super::Pool;
use super::super::pool::SharedMut;
use super::super::vector::add_scaled;
use super::AttentionShape;
use super::avx2::{self, Scratch, TILE};
use super::block::{BLOCK_TOKENS, LayerView};

/// Query rows of a task: their queries, scores and sums fill about half of a second-level cache, beside a tile of packed
/// keys and values that serves them all.
const MAX_ROWS: usize = 96;

/// Enough that threads which are interrupted now and then still end together.
const TASKS_PER_THREAD: usize = 4;

/// Query rows of one key-value head and the positions they are held against.
pub(super) struct Task<'a> {
    pub(super) shape: &'a AttentionShape,
    pub(super) cache: &'a LayerView<'a>,
    pub(super) kv_head: usize,
    pub(super) positions: Range<usize>,
    q: &'a [f32],
    /// Numbers of query tokens of the call; row r is head `r mod group` of token `r / group`.
    tokens: Range<usize>,
    first_position: usize,
}

/// What a task found for each of its rows.
pub(super) struct Partial<'a> {
    /// Values, mixed by e to the score less the maximum; rows of `head_dim`.
    pub(super) mixed: &'a [f32],
    /// −∞ for a row that sees none of the positions.
    pub(super) maxima: &'a [f32],
    /// Sums of what values were mixed by.
    pub(super) totals: &'a [f32],
}

impl Task<'_> {
    pub(super) fn n_rows(&self) -> usize {
        self.tokens.len() * self.shape.group()
    }

    pub(super) fn query(&self, row: usize) -> &[f32] {
        &self.q[self.offset(row)..][..self.shape.head_dim]
    }

    /// The positions a row sees; none of them need be the task's.
    pub(super) fn visible(&self, row: usize) -> Range<usize> {
        let token = self.tokens.start + row / self.shape.group();
        self.shape.visible(self.first_position + token)
    }

    /// The rows that see some of `positions`.
    pub(super) fn rows_that_see(&self, positions: Range<usize>) -> Range<usize> {
        let first = self.first_position + self.tokens.start;
        let n_tokens = self.tokens.len();
        let start = positions.start.saturating_sub(first).min(n_tokens);
        let end = match self.shape.sliding_window {
            // The last token whose window still begins inside them.
            Some(window) => positions
                .end
                .saturating_add(window - 1)
                .saturating_sub(first)
                .min(n_tokens),
            None => n_tokens,
        };
        let group = self.shape.group();
        start * group..end.max(start) * group
    }

    /// Where a row's head begins in the queries and in the output.
    fn offset(&self, row: usize) -> usize {
        let group = self.shape.group();
        let token = self.tokens.start + row / group;
        let head = self.kv_head * group + row % group;
        (token * self.shape.n_heads + head) * self.shape.head_dim
    }
}

/// Tasks are numbered by tile of tokens, then key-value head, then range of positions.
struct Split<'a> {
    shape: &'a AttentionShape,
    cache: &'a LayerView<'a>,
    q: &'a [f32],
    first_position: usize,
    n_tokens: usize,
    tile_tokens: usize,
    n_tiles: usize,
    n_ranges: usize,
}

impl<'a> Split<'a> {
    fn new(
        n_threads: usize,
        shape: &'a AttentionShape,
        q: &'a [f32],
        cache: &'a LayerView<'a>,
        first_position: usize,
    ) -> Self {
        let n_tokens = q.len() / (shape.n_heads * shape.head_dim);
        let n_tiles = n_tokens.div_ceil((MAX_ROWS / shape.group()).max(1));
        let span = first_position + n_tokens - shape.visible(first_position).start;
        let n_ranges = if n_threads == 1 {
            1
        } else {
            let wanted = (TASKS_PER_THREAD * n_threads).div_ceil(n_tiles * shape.n_kv_heads);
            wanted.min(span.div_ceil(BLOCK_TOKENS))
        };
        Self {
            shape,
            cache,
            q,
            first_position,
            n_tokens,
            tile_tokens: n_tokens.div_ceil(n_tiles),
            n_tiles,
            n_ranges,
        }
    }

    fn n_tasks(&self) -> usize {
        self.n_tiles * self.shape.n_kv_heads * self.n_ranges
    }

    fn task(&self, index: usize) -> Task<'_> {
        let (index, range) = (index / self.n_ranges, index % self.n_ranges);
        let tile = index / self.shape.n_kv_heads;
        let start = (tile * self.tile_tokens).min(self.n_tokens);
        let tokens = start..self.n_tokens.min(start + self.tile_tokens);
        let end = self.first_position + tokens.end;
        let first = self.shape.visible(self.first_position + start).start;
        let aligned = first / TILE * TILE;
        let len = (end - aligned)
            .div_ceil(self.n_ranges)
            .next_multiple_of(TILE);
        let start = aligned + range * len;
        Task {
            shape: self.shape,
            cache: self.cache,
            kv_head: index % self.shape.n_kv_heads,
            positions: start.max(first)..end.min(start + len),
            q: self.q,
            tokens,
            first_position: self.first_position,
        }
    }

    /// Numbers in the partial results of one task.
    fn partial_len(&self) -> usize {
        self.tile_tokens * self.shape.group() * (self.shape.head_dim + 2)
    }

    /// Puts together what the ranges found for one token, by the rule of the online softmax: each weighs e to its maximum.
    fn merge(&self, token: usize, partials: &[f32], out: &mut [f32]) {
        let AttentionShape {
            n_kv_heads,
            head_dim,
            ..
        } = *self.shape;
        let group = self.shape.group();
        let (tile, first) = (token / self.tile_tokens, token % self.tile_tokens * group);
        for (head, out) in out.chunks_exact_mut(head_dim).enumerate() {
            let task = (tile * n_kv_heads + head / group) * self.n_ranges;
            let row = first + head % group;
            let ranges = partials[task * self.partial_len()..].chunks_exact(self.partial_len());
            let ranges = ranges.take(self.n_ranges);
            let n_rows = self.tile_tokens * group;
            let found = ranges.map(|range| {
                let (mixed, numbers) = range.split_at(n_rows * head_dim);
                let (maximum, total) = (numbers[row], numbers[n_rows + row]);
                (&mixed[row * head_dim..][..head_dim], maximum, total)
            });
            let max = found
                .clone()
                .fold(f32::NEG_INFINITY, |max, (_, m, _)| max.max(m));
            let weight = |maximum: f32| (maximum - max).exp();
            let total: f32 = found.clone().map(|(_, m, total)| weight(m) * total).sum();
            out.fill(0.0);
            for (mixed, maximum, _) in found {
                add_scaled(out, weight(maximum) / total, mixed);
            }
        }
    }
}

thread_local! {
    /// Kept, because tasks are short and their room is large.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// # Safety
/// The processor has AVX2, FMA and F16C. `head_dim` is a multiple of 8, and `cache` has the positions and the shape.
pub(super) unsafe fn attention(
    pool: &Pool,
    shape: &AttentionShape,
    q: &[f32],
    cache: &LayerView<'_>,
    first_position: usize,
    out: &mut [f32],
) {
    let split = Split::new(pool.n_threads(), shape, q, cache, first_position);
    let run = |index: usize, take: &mut dyn FnMut(&Task<'_>, &Partial<'_>)| {
        let task = split.task(index);
        SCRATCH.with_borrow_mut(|scratch| {
            // SAFETY: the caller's promise.
            take(&task, &unsafe { avx2::run(&task, scratch) });
        });
    };
    if split.n_ranges == 1 {
        let out = SharedMut::new(out);
        pool.run(split.n_tasks(), &|index| {
            // The last tokens see most, and the longest tasks come first.
            run(split.n_tasks() - 1 - index, &mut |task, found| {
                for (row, mixed) in found.mixed.chunks_exact(shape.head_dim).enumerate() {
                    // SAFETY: each row of a call belongs to one task.
                    let out = unsafe { out.slice(task.offset(row), shape.head_dim) };
                    for (out, mixed) in out.iter_mut().zip(mixed) {
                        *out = mixed / found.totals[row];
                    }
                }
            });
        });
        return;
    }
    let mut partials = vec![0.0; split.n_tasks() * split.partial_len()];
    pool.for_chunks(&mut partials, split.partial_len(), &|index, partial| {
        run(index, &mut |_, found| {
            // The last tile may have fewer rows than there is room for.
            let n_rows = split.tile_tokens * shape.group();
            let (mixed, numbers) = partial.split_at_mut(n_rows * shape.head_dim);
            let (maxima, totals) = numbers.split_at_mut(n_rows);
            mixed[..found.mixed.len()].copy_from_slice(found.mixed);
            maxima[..found.maxima.len()].copy_from_slice(found.maxima);
            totals[..found.totals.len()].copy_from_slice(found.totals);
        });
    });
    pool.for_chunks(out, shape.n_heads * shape.head_dim, &|token, out| {
        split.merge(token, &partials, out);
    });
}
