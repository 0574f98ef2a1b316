//! How a batch is cut into pieces that fit the buffers.

use super::super::arch::{Sequence, Wanted};

/// Rows that go through a layer together: as many as weights are read once for, and no more than keep the buffers of
/// a long prompt small.
const MAX_ROWS: usize = 512;

/// Neighbouring tokens of one sequence in a micro-batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    /// Which sequence of the batch.
    pub(super) sequence: usize,
    /// The first of them, among the new tokens of the sequence.
    pub(super) first: usize,
    pub(super) n_tokens: usize,
    /// Where the first of them stands in the conversation.
    pub(super) first_position: usize,
    /// How many of them, the last ones, have wanted logits.
    pub(super) n_wanted: usize,
}

/// Every token of the batch once, in order; a micro-batch has at most [`MAX_ROWS`].
pub(super) fn micro_batches(batch: &[Sequence<'_>]) -> Vec<Vec<Segment>> {
    let mut all = Vec::new();
    let mut current: Vec<Segment> = Vec::new();
    let mut room = MAX_ROWS;
    for (index, sequence) in batch.iter().enumerate() {
        let mut first = 0;
        while first < sequence.tokens.len() {
            let n_tokens = room.min(sequence.tokens.len() - first);
            let is_last = first + n_tokens == sequence.tokens.len();
            current.push(Segment {
                sequence: index,
                first,
                n_tokens,
                first_position: sequence.cache.len() + first,
                n_wanted: match sequence.wanted {
                    Wanted::All => n_tokens,
                    Wanted::Last if is_last => 1,
                    Wanted::Last | Wanted::Nothing => 0,
                },
            });
            first += n_tokens;
            room -= n_tokens;
            if room == 0 {
                all.push(std::mem::take(&mut current));
                room = MAX_ROWS;
            }
        }
    }
    if !current.is_empty() {
        all.push(current);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::super::kv_cache::KvCache;
    use super::*;

    #[test]
    fn long_sequences_are_cut_and_short_ones_share() {
        let tokens = [7; 700];
        let mut caches = [4, 0, 0].map(|n_held| {
            let mut cache = KvCache::of_tokens(2000);
            cache.commit(&tokens[..n_held]);
            cache
        });
        let parts = [(2, Wanted::All), (700, Wanted::Last), (1, Wanted::Nothing)];
        let batch: Vec<Sequence<'_>> = caches
            .iter_mut()
            .zip(parts)
            .map(|(cache, (n_tokens, wanted))| Sequence {
                tokens: &tokens[..n_tokens],
                cache,
                wanted,
                logits: Vec::new(),
            })
            .collect();
        let shown: Vec<Vec<[usize; 5]>> = micro_batches(&batch)
            .iter()
            .map(|segments| {
                let shown = |s: &Segment| {
                    [
                        s.sequence,
                        s.first,
                        s.n_tokens,
                        s.first_position,
                        s.n_wanted,
                    ]
                };
                segments.iter().map(shown).collect()
            })
            .collect();
        assert_eq!(
            shown,
            [
                vec![[0, 0, 2, 4, 2], [1, 0, 510, 0, 0]],
                vec![[1, 510, 190, 510, 1], [2, 0, 1, 0, 0]],
            ]
        );
    }
}
