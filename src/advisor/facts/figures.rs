//! How much a line of a résumé proves.

/// How telling a line about work is: 0 without a figure.
pub fn weight(line: &str) -> u32 {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_named = |at: usize| at > 0 && NAMED.contains(&words[at - 1].to_lowercase().as_str());
    let figures = words
        .iter()
        .enumerate()
        .filter(|(at, word)| is_figure(word) && !is_named(*at));
    let n = figures.count() as u32;
    if n == 0 {
        return 0;
    }
    let has_measure = line.contains(['%', '£', '$', '€']) || line.contains(" per cent");
    let compares = line.contains(" from ") && line.contains(" to ");
    let changes = CHANGES.iter().any(|verb| {
        let mut words = line.split_whitespace().map(str::to_lowercase);
        words.any(|word| word.starts_with(verb))
    });
    let n_words = line.split_whitespace().count();
    n.min(2)
        + 3 * u32::from(has_measure)
        + 3 * u32::from(compares && n > 1)
        + 3 * u32::from(changes)
        + u32::from((6..=22).contains(&n_words))
}

/// Beginnings of verbs that tell of a change, which a figure then measures.
const CHANGES: [&str; 22] = [
    "cut", "reduc", "rais", "increas", "improv", "saved", "saving", "brought", "doubl", "tripl",
    "grew", "grow", "won", "halv", "lower", "boost", "deliver", "built", "led", "planned", "rose",
    "above",
];

/// A number that counts or measures something: no year, and no part of a name such as `S3`.
fn is_figure(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let is_year = bare.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let unit = &bare[digits.len()..];
    let is_measured = unit.is_empty()
        || unit.starts_with(['-', ',', '.', '%', '/', 'x', 'k', 'm', '+'])
        || matches!(
            unit,
            "bn" | "th" | "st" | "nd" | "rd" | "h" | "kg" | "K" | "M"
        );
    let is_spelled = NUMBERS.contains(&bare.to_lowercase().as_str());
    is_spelled || !digits.is_empty() && !is_year && is_measured && !word.starts_with('(')
}

/// What a number behind these words belongs to: a name.
const NAMED: [&str; 10] = [
    "year", "years", "level", "grade", "class", "stage", "section", "phase", "version", "iso",
];

/// Numbers that people write out; "one" mostly counts nothing.
const NUMBERS: [&str; 16] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "twenty", "thirty", "hundred", "half", "third",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measured_change_outweighs_a_count_and_a_name_is_no_figure() {
        let order = [
            "Brought food cost down from 34% to 28% by ordering daily",
            "Cut medication errors by 32% in a year",
            "Lead a team of 9 nurses on a 28-bed ward",
        ];
        let weights: Vec<u32> = order.iter().map(|line| weight(line)).collect();
        assert!(weights.is_sorted_by(|a, b| a > b), "{weights:?}");
        for line in [
            "Moved files to S3 in 2019",
            "Kept the archive",
            "Won the B2B prize",
            "Taught Years 7 classes",
        ] {
            assert_eq!(weight(line), 0, "{line}");
        }
    }
}
