//! Words that a small model cannot get away from.

use super::scope::normal_words;

const LONGEST: usize = 6;

/// Whether a word comes three times in a row, or several words twice.
pub fn stutters(text: &str) -> bool {
    let normal = normal_words(text);
    let words: Vec<&str> = normal.split_whitespace().collect();
    let thrice = words
        .windows(3)
        .any(|three| three[0] == three[1] && three[1] == three[2]);
    let twice = |n: usize| {
        words
            .windows(2 * n)
            .any(|both| both[..n] == both[n..] && both[0] != both[1])
    };
    thrice || (2..=LONGEST).any(twice)
}
