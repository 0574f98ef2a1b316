//! Answers that say the same right after itself.

/// The longest passage that is noticed where it follows itself, in tokens.
const LONGEST: usize = 24;
/// Digits and syllables may stand three times in a row; a passage from this length on stands once.
const LONG: usize = 4;

/// The tokens that would end a passage which stands right before, as often as it may.
pub(super) fn closing(answer: &[u32]) -> impl Iterator<Item = u32> {
    (1..=LONGEST).filter_map(|len| {
        let times = if len < LONG { 3 } else { 1 };
        let begin = answer.len().checked_sub((times + 1) * len - 1)?;
        let repeated = &answer[begin..];
        let before = &repeated[..repeated.len() - len];
        (before == &repeated[len..]).then(|| repeated[before.len()])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(answer: &[u32]) -> Vec<u32> {
        let closing: std::collections::BTreeSet<u32> = closing(answer).collect();
        closing.into_iter().collect()
    }

    #[test]
    fn a_passage_may_stand_twice_but_not_in_a_row() {
        assert_eq!(closed(&[1, 2, 3, 4, 1, 2, 3]), [4]);
        assert_eq!(closed(&[1, 2, 3, 4, 9, 1, 2, 3]), [0; 0]);
        let long: Vec<u32> = (0..24).chain(0..23).collect();
        assert_eq!(closed(&long), [23]);
    }

    #[test]
    fn digits_and_syllables_may_stand_three_times_in_a_row() {
        assert_eq!(closed(&[7, 0, 0]), [0; 0]);
        assert_eq!(closed(&[7, 0, 0, 0]), [0]);
        assert_eq!(closed(&[5, 6, 5, 6, 5]), [0; 0]);
        assert_eq!(closed(&[5, 6, 5, 6, 5, 6, 5]), [6]);
        assert_eq!(closed(&[]), [0; 0]);
    }
}
