//! Cases written on every core and handed on in their order, so that the number of cores changes no byte.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

use aspiro::career::occupation::Occupation;

use crate::case::{self, Written};
use crate::split::Split;

/// So many cases after each other without a pair mean that there will be none.
const MOST_BARREN: usize = 2_000;
/// Cases that wait for an earlier one, for each worker.
const AHEAD: usize = 16;

/// Gives `take` what was written about each case, in order, until it answers false.
pub(crate) fn each_case(
    seed: u64,
    split: Split,
    occupations: &[&'static Occupation],
    mut take: impl FnMut(Written) -> bool,
) -> Result<(), String> {
    let n_workers = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicU64::new(0);
    let is_over = AtomicBool::new(false);
    let (send, receive) = mpsc::sync_channel(n_workers * AHEAD);
    std::thread::scope(|scope| {
        for _ in 0..n_workers {
            let send = send.clone();
            scope.spawn(|| {
                let send = send;
                while !is_over.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let written = case::written(seed, index, split, occupations);
                    if send.send((index, written)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let taken = in_order(&receive, &mut take);
        is_over.store(true, Ordering::Relaxed);
        // A worker that waits to hand on a case must not wait for ever.
        drop(receive);
        taken
    })
}

fn in_order(
    receive: &mpsc::Receiver<(u64, Written)>,
    take: &mut impl FnMut(Written) -> bool,
) -> Result<(), String> {
    let mut waiting = BTreeMap::new();
    let (mut wanted, mut n_barren) = (0, 0);
    for (index, written) in receive {
        waiting.insert(index, written);
        while let Some(written) = waiting.remove(&wanted) {
            wanted += 1;
            n_barren = if written.pairs.is_empty() {
                n_barren + 1
            } else {
                0
            };
            if !take(written) {
                return Ok(());
            }
            if n_barren == MOST_BARREN {
                return Err(format!("{MOST_BARREN} cases in a row gave not one pair"));
            }
        }
    }
    Ok(())
}
