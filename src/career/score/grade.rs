//! From parts to a percentage: weights that sum to 100, scores that add up the same way everywhere.

use crate::career::score::case::{Case, Kind};
use crate::career::score::extra::Extra;

/// Scores are whole multiples of one part in this many.
const STEPS: f64 = 10_000.0;

/// A part with its share of the match.
pub(super) struct Grade {
    pub kind: Kind,
    pub weight: u8,
    pub score: f64,
}

/// The parts of a case, with one skill added if wanted.
pub(super) fn grade(case: &Case<'_>, added: Option<&Extra>) -> Vec<Grade> {
    let bases = case.bases();
    let weights = apportion(&bases.iter().map(|(_, base)| *base).collect::<Vec<_>>());
    let mut grades: Vec<Grade> = bases
        .into_iter()
        .zip(weights)
        .map(|((kind, _), weight)| Grade {
            kind,
            weight,
            // An empty sum is -0, which 0 turns into the zero that everybody writes.
            score: (case.score(kind, added).clamp(0.0, 1.0) * STEPS).round() / STEPS + 0.0,
        })
        .collect();
    break_tie(&mut grades);
    grades
}

/// Σ weight·score in steps: 0 to 1,000,000.
pub(super) fn total(grades: &[Grade]) -> u32 {
    grades
        .iter()
        .map(|grade| u32::from(grade.weight) * (grade.score * STEPS).round() as u32)
        .sum()
}

/// Rounded half up.
pub(super) fn percent(total: u32) -> u8 {
    ((total + 5_000) / 10_000) as u8
}

/// Shares of 100 in proportion to the bases, by largest remainder; the earlier part first among equals.
fn apportion(bases: &[u32]) -> Vec<u8> {
    let sum: u32 = bases.iter().sum();
    let mut shares: Vec<u32> = bases.iter().map(|base| base * 100 / sum).collect();
    let mut order: Vec<usize> = (0..bases.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(bases[*at] * 100 % sum));
    let left = 100 - shares.iter().sum::<u32>();
    for at in order.into_iter().take(left as usize) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| share as u8).collect()
}

/// Exactly half a percent would round differently when somebody sums in another order or in another way, so a
/// score that is neither none nor all is raised by its last decimal.
fn break_tie(grades: &mut [Grade]) {
    if total(grades) % 10_000 != 5_000 {
        return;
    }
    let between = grades
        .iter_mut()
        .find(|grade| grade.weight > 0 && grade.score > 0.0 && grade.score < 1.0);
    if let Some(grade) = between {
        grade.score = (grade.score * STEPS + 1.0).round() / STEPS;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn weights_sum_to_100(bases in prop::collection::vec(1u32..100, 1..9)) {
            let weights = apportion(&bases);
            prop_assert_eq!(weights.iter().map(|weight| u32::from(*weight)).sum::<u32>(), 100);
        }
    }

    #[test]
    fn equal_parts_share_what_is_left_in_order() {
        assert_eq!(apportion(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(apportion(&[40, 20, 10, 10]), [50, 25, 13, 12]);
    }
}
