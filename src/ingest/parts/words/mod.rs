//! What words mean in a résumé, by language, as data.
//!
//! A list is one string: its entries are in lower case and parted by `|`.

pub(super) mod headings;
pub(super) mod names;
pub(super) mod organisations;
pub(super) mod places;
pub(super) mod studies;
pub(super) mod titles;

use std::collections::HashSet;

/// The entries of lists, for looking up.
fn entries(lists: &[&'static str]) -> HashSet<&'static str> {
    lists.iter().flat_map(|list| list.split('|')).collect()
}

/// Chinese, Japanese and Korean, which are written without blanks or capitals.
pub(super) fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The words of a text: letters and digits, and apostrophes within.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_spelt_as_it_is_looked_up() {
        let lists = headings::HEADINGS
            .iter()
            .map(|(_, list)| *list)
            .chain([titles::ENGLISH, titles::OTHER, titles::ENDS])
            .chain([
                organisations::LEGAL,
                organisations::STRONG,
                organisations::WEAK,
            ])
            .chain([places::REGIONS, places::CITIES, studies::DEGREES]);
        for entry in lists.flat_map(|list| list.split('|')) {
            assert_eq!(entry.trim().to_lowercase(), entry);
            assert!(!entry.is_empty());
        }
    }
}
