//! The merge loop that byte-pair and SentencePiece vocabularies share.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Knows which neighbouring symbols become one, and how urgently.
pub(super) trait Merge {
    type Symbol: Copy;
    /// Smaller is merged first; among equals the leftmost pair.
    type Priority: Ord;

    fn merged(
        &self,
        left: Self::Symbol,
        right: Self::Symbol,
    ) -> Option<(Self::Priority, Self::Symbol)>;
}

const NONE: usize = usize::MAX;

struct Node<S> {
    symbol: S,
    before: usize,
    after: usize,
    /// Grows with each merge, so that a queued pair of symbols that have since changed is recognised.
    version: u32,
    alive: bool,
}

/// A possible merge of two neighbours, ordered by priority and then place.
struct Pair<P, S> {
    priority: P,
    left: usize,
    right: usize,
    versions: (u32, u32),
    merged: S,
}

impl<P: Ord, S> PartialEq for Pair<P, S> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<P: Ord, S> Eq for Pair<P, S> {}

impl<P: Ord, S> PartialOrd for Pair<P, S> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<P: Ord, S> Ord for Pair<P, S> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.priority, self.left).cmp(&(&other.priority, other.left))
    }
}

/// Merges neighbours until nothing merges any more, in time `n log n`: a word may be a megabyte long.
pub(super) fn merge<M: Merge>(
    rules: &M,
    symbols: impl Iterator<Item = M::Symbol>,
) -> Vec<M::Symbol> {
    let mut nodes: Vec<Node<M::Symbol>> = symbols
        .enumerate()
        .map(|(index, symbol)| Node {
            symbol,
            before: index.checked_sub(1).unwrap_or(NONE),
            after: index + 1,
            version: 0,
            alive: true,
        })
        .collect();
    if let Some(last) = nodes.last_mut() {
        last.after = NONE;
    }
    let mut queue = BinaryHeap::new();
    for left in 1..nodes.len() {
        queue.extend(pair(rules, &nodes, left - 1).map(Reverse));
    }
    while let Some(Reverse(found)) = queue.pop() {
        let (left, right) = (found.left, found.right);
        let current = nodes[left].alive
            && nodes[right].alive
            && (nodes[left].version, nodes[right].version) == found.versions;
        if !current {
            continue;
        }
        let after = nodes[right].after;
        nodes[right].alive = false;
        nodes[left].symbol = found.merged;
        nodes[left].version += 1;
        nodes[left].after = after;
        if after != NONE {
            nodes[after].before = left;
            queue.extend(pair(rules, &nodes, left).map(Reverse));
        }
        let before = nodes[left].before;
        if before != NONE {
            queue.extend(pair(rules, &nodes, before).map(Reverse));
        }
    }
    nodes
        .into_iter()
        .filter(|node| node.alive)
        .map(|node| node.symbol)
        .collect()
}

fn pair<M: Merge>(
    rules: &M,
    nodes: &[Node<M::Symbol>],
    left: usize,
) -> Option<Pair<M::Priority, M::Symbol>> {
    let right = nodes[left].after;
    let (priority, merged) = rules.merged(nodes[left].symbol, nodes.get(right)?.symbol)?;
    Some(Pair {
        priority,
        left,
        right,
        versions: (nodes[left].version, nodes[right].version),
        merged,
    })
}
