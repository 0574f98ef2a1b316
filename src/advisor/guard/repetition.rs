//! Words that a small model cannot get away from.

use super::scope::normal_words;

const LONGEST: usize = 6;

/// Whether a word comes three times in a row, a small one or several twice.
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
    thrice || doubles_small(text) || (2..=LONGEST).any(twice)
}

/// "a a", "back back"; "that that" may stand.
fn doubles_small(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(2).any(|two| {
        two[0] == two[1]
            && !matches!(two[0], "" | "that" | "had")
            && two[0].bytes().all(|byte| byte.is_ascii_lowercase())
    })
}
