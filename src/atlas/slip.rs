//! Slips of the hand in a typed word.

/// Whether two words differ by no more slips than their length allows: one, or two in a long word.
/// A slip is a letter more, less, other, or two letters swapped.
pub(super) fn is_slip(left: &[char], right: &[char]) -> bool {
    let allowed = match left.len() {
        0..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    left.len().abs_diff(right.len()) <= allowed && distance(left, right) <= allowed
}

fn distance(left: &[char], right: &[char]) -> usize {
    let width = right.len() + 1;
    let mut rows = vec![0; (left.len() + 1) * width];
    for (at, cell) in rows[..width].iter_mut().enumerate() {
        *cell = at;
    }
    for row in 1..=left.len() {
        rows[row * width] = row;
        for column in 1..width {
            let same = left[row - 1] == right[column - 1];
            let mut best = (rows[(row - 1) * width + column] + 1)
                .min(rows[row * width + column - 1] + 1)
                .min(rows[(row - 1) * width + column - 1] + usize::from(!same));
            let swapped = row > 1
                && column > 1
                && left[row - 1] == right[column - 2]
                && left[row - 2] == right[column - 1];
            if swapped {
                best = best.min(rows[(row - 2) * width + column - 2] + 1);
            }
            rows[row * width + column] = best;
        }
    }
    rows[left.len() * width + right.len()]
}
