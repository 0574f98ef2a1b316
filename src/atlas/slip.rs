//! Slips of the hand in a typed word.

/// Longer words differ by their other letters anyway; the limit bounds the table of distances.
const LONGEST: usize = 24;

/// The letters of a word, with a sketch of them that tells most pairs of words apart at once.
pub(super) struct Letters {
    letters: Vec<char>,
    sketch: u32,
}

impl Letters {
    pub(super) fn of(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let sketch = letters
            .iter()
            .fold(0, |sketch, letter| sketch | 1 << (*letter as u32 % 32));
        Self { letters, sketch }
    }

    /// How many slips lie between two words, if no more than the length allows: one, or two in a long word.
    /// A slip is a letter more, less, other, or two letters swapped.
    pub(super) fn slips_to(&self, other: &Self) -> Option<usize> {
        let (left, right) = (&self.letters, &other.letters);
        let allowed = match left.len() {
            0..=3 => return None,
            4..=7 => 1,
            8..=LONGEST => 2,
            _ => return None,
        };
        // One slip changes two letters at most: one goes, one comes.
        let may_be_near = left.len().abs_diff(right.len()) <= allowed
            && (self.sketch ^ other.sketch).count_ones() as usize <= 2 * allowed;
        may_be_near
            .then(|| distance(left, right))
            .filter(|slips| *slips <= allowed)
    }
}

/// The number of slips between two words no longer than `LONGEST` and two letters more.
fn distance(left: &[char], right: &[char]) -> usize {
    const WIDTH: usize = LONGEST + 3;
    let mut rows = [[0; WIDTH]; WIDTH];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at;
    }
    for row in 1..=left.len() {
        rows[row][0] = row;
        for column in 1..=right.len() {
            let same = left[row - 1] == right[column - 1];
            let mut best = (rows[row - 1][column] + 1)
                .min(rows[row][column - 1] + 1)
                .min(rows[row - 1][column - 1] + usize::from(!same));
            let swapped = row > 1
                && column > 1
                && left[row - 1] == right[column - 2]
                && left[row - 2] == right[column - 1];
            if swapped {
                best = best.min(rows[row - 2][column - 2] + 1);
            }
            rows[row][column] = best;
        }
    }
    rows[left.len()][right.len()]
}
