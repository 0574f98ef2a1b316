//! The words of a model that has learned few.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::scope::Holding;
use crate::atlas::Atlas;

/// Shorter words are made by chance too often to tell.
const LEAST_LETTERS: usize = 5;

/// The words that the guide writes and the built-in model has learned; a test keeps the list.
const WORDS: &str = include_str!("../../../assets/words.txt");

/// Whether every small word of `text` stands in one of the cited rows, in the list or in the atlas. What is none of them
/// is a copy that went wrong on the way, such as "maintainedration".
pub fn knows_words(text: &str, rows: &[&Holding], atlas: &'static Atlas) -> bool {
    let facts: HashSet<String> = rows.iter().flat_map(|row| row.words()).collect();
    small_words(text).all(|word| facts.contains(word) || known(atlas).contains(word))
}

/// Words without a capital.
fn small_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| {
        word.len() >= LEAST_LETTERS && word.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

fn known(atlas: &'static Atlas) -> &'static HashSet<String> {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known: HashSet<String> = WORDS.lines().map(str::to_owned).collect();
        let mut add = |text: &str| {
            let text = text.to_lowercase();
            known.extend(small_words(&text).map(str::to_owned));
        };
        for skill in atlas.vocabulary().skills() {
            add(&skill.name);
        }
        for occupation in atlas.occupations() {
            add(&occupation.title);
            occupation
                .alternate_titles
                .iter()
                .for_each(|title| add(title));
            for elements in [
                &occupation.skills,
                &occupation.knowledge,
                &occupation.activities,
                &occupation.work_styles,
            ] {
                elements.iter().for_each(|element| add(element.name));
            }
        }
        known
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::career::analysis::{Evidence, Source};

    #[test]
    fn a_copy_that_went_wrong_is_told_from_words_that_are() {
        let atlas = Atlas::get();
        let row = Evidence {
            id: 0,
            source: Source::Resume,
            quote: "Maintained a zoetropic payment-ledger".to_owned(),
            start: None,
            end: None,
            reference: String::new(),
        };
        let row = Holding::new(&row, None, atlas.vocabulary());
        let knows = |text| knows_words(text, &[&row], atlas);
        assert!(knows(
            "Your résumé shows that you maintained a zoetropic ledger"
        ));
        assert!(
            knows("Your work as a Grzbklt counts"),
            "a name is another's to check"
        );
        for broken in ["maintainedration", "paymentake", "foroneone", "aholholhol"] {
            assert!(!knows(broken), "{broken}");
        }
    }
}
