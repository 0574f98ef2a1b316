//! Answers that go in circles.

/// The longest passage that is noticed where it follows itself, in tokens.
const LONGEST: usize = 24;
/// Digits and syllables may stand three times in a row; a passage from this length on stands once.
const LONG: usize = 4;
/// Anywhere in an answer a passage from this length on stands twice at most; years and the like are shorter.
const TOLD: usize = 6;

/// The tokens that would end a passage which the answer has held often enough.
pub(super) fn closing(answer: &[u32]) -> impl Iterator<Item = u32> {
    in_a_row(answer).chain(told_twice(answer))
}

/// Those of passages that stand right before.
fn in_a_row(answer: &[u32]) -> impl Iterator<Item = u32> {
    (1..=LONGEST).filter_map(|len| {
        let times = if len < LONG { 3 } else { 1 };
        let begin = answer.len().checked_sub((times + 1) * len - 1)?;
        let repeated = &answer[begin..];
        let before = &repeated[..repeated.len() - len];
        (before == &repeated[len..]).then(|| repeated[before.len()])
    })
}

/// Those of passages that stand anywhere.
fn told_twice(answer: &[u32]) -> impl Iterator<Item = u32> {
    let begun = &answer[answer.len().saturating_sub(TOLD - 1)..];
    let mut ends = Vec::new();
    let passages = answer.windows(TOLD);
    passages.filter_map(move |passage| {
        let [end] = passage.strip_prefix(begun)? else {
            return None;
        };
        let is_second = ends.contains(end);
        ends.push(*end);
        is_second.then_some(*end)
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
    fn no_passage_stands_three_times() {
        let once = [1, 2, 3, 4, 5, 6];
        let begun = &once[..5];
        assert_eq!(closed(&[&once[..], &[9], begun].concat()), [0; 0]);
        assert_eq!(closed(&[&once[..], &[9], &once, &[8], begun].concat()), [6]);
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
