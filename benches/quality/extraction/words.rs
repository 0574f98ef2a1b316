//! Words, alike whatever their case and the kind of their blanks and dashes.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use unicode_normalization::UnicodeNormalization;

/// Lower case, one kind of dash, one blank for any number of any kind.
pub(super) fn alike(text: &str) -> String {
    let text: String = text.nfc().map(dash).collect::<String>().to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same without blanks, to find a line wherever it is wrapped.
pub(super) fn unspaced(text: &str) -> String {
    alike(text).replace(' ', "")
}

const fn dash(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        letter => letter,
    }
}

/// None where the other program is missing or finds no text.
pub(super) fn f1_to_pdftotext(path: &Path, text: &str) -> Option<f64> {
    let output = Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .ok()?;
    let theirs = bag(&String::from_utf8_lossy(&output.stdout));
    let n_theirs: usize = theirs.values().sum();
    if n_theirs < 10 {
        return None;
    }
    let ours = bag(text);
    let n_ours: usize = ours.values().sum();
    let n_shared: usize = ours
        .iter()
        .map(|(word, n)| *n.min(theirs.get(word).unwrap_or(&0)))
        .sum();
    Some(2.0 * n_shared as f64 / (n_ours + n_theirs) as f64)
}

/// Runs of letters and digits; a character of a script without blanks is a word.
fn bag(text: &str) -> HashMap<String, usize> {
    let mut bag = HashMap::new();
    let mut word = String::new();
    for letter in text.nfkc().flat_map(char::to_lowercase).chain([' ']) {
        let stands_alone = matches!(letter, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
        if !letter.is_alphanumeric() || stands_alone {
            if !word.is_empty() {
                *bag.entry(std::mem::take(&mut word)).or_default() += 1;
            }
            if stands_alone {
                *bag.entry(letter.to_string()).or_default() += 1;
            }
        } else {
            word.push(letter);
        }
    }
    bag
}
