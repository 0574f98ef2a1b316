//! Phrases that an answer has told often enough.

use std::collections::{HashMap, HashSet};

/// So many words in a row are a phrase.
const PHRASE: usize = 4;
/// An answer tells a phrase so often at most.
const TOLD: u32 = 2;

/// The phrases of an answer so far, in small letters, without marks of facts and punctuation. Those with a name or a figure
/// are left out: these may have to come back.
#[derive(Default)]
pub(super) struct Phrases {
    tail: Tail,
    often: HashMap<String, u32>,
    /// Those that must not come again.
    told: HashSet<String>,
}

/// The last words of an answer.
#[derive(Clone)]
struct Tail {
    words: Vec<String>,
    /// What there is of the next one.
    word: String,
    /// How many words ago the last name was.
    since_name: usize,
    /// Whether the next word opens a sentence, where a capital makes no name.
    opens: bool,
    is_mark: bool,
}

impl Default for Tail {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            word: String::new(),
            since_name: PHRASE,
            opens: true,
            is_mark: false,
        }
    }
}

impl Phrases {
    /// Whether none comes once too often with `text` behind the answer, should its last word end there.
    pub(super) fn fits(&self, text: &str) -> bool {
        if self.told.is_empty() {
            return true;
        }
        let mut tail = self.tail.clone();
        // What slipped through may at least end.
        let slipped = tail.clone().end_word();
        let mut ended: Vec<String> = text
            .chars()
            .filter_map(|letter| tail.read(letter))
            .collect();
        ended.extend(tail.end_word());
        ended.retain(|phrase| slipped.as_ref() != Some(phrase));
        !ended.iter().any(|phrase| self.told.contains(phrase))
    }

    /// Takes note of more of the answer.
    pub(super) fn note(&mut self, text: &str) {
        for letter in text.chars() {
            let Some(phrase) = self.tail.read(letter) else {
                continue;
            };
            let n = self.often.entry(phrase.clone()).or_default();
            *n += 1;
            if *n == TOLD {
                self.told.insert(phrase);
            }
        }
    }
}

impl Tail {
    /// The phrase that ends before this letter.
    fn read(&mut self, letter: char) -> Option<String> {
        if self.is_mark {
            self.is_mark = letter != ']';
            return None;
        }
        self.is_mark = letter == '[';
        if letter.is_whitespace() || "“”\"()[],;:".contains(letter) {
            let phrase = self.end_word();
            self.opens |= letter == '\n';
            return phrase;
        }
        if letter.is_numeric() || letter.is_uppercase() && !(self.opens && self.word.is_empty()) {
            self.since_name = 0;
        }
        self.word.extend(letter.to_lowercase());
        None
    }

    fn end_word(&mut self) -> Option<String> {
        let written = std::mem::take(&mut self.word);
        let word = written.trim_end_matches(['.', '!', '?', '’', '\'']);
        if word.is_empty() {
            return None;
        }
        self.opens = written.ends_with(['.', '!', '?']);
        self.since_name += 1;
        if self.words.len() == PHRASE {
            self.words.remove(0);
        }
        self.words.push(word.to_owned());
        let is_plain = self.since_name > PHRASE;
        (is_plain && self.words.len() == PHRASE).then(|| self.words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_told_twice_at_most() {
        let mut phrases = Phrases::default();
        phrases.note("[1] It is asked for here.\n[2][3] SQL, it is,[4] asked");
        assert!(phrases.fits(" for"));
        phrases.note(" for. R it is asked");
        assert!(!phrases.fits(" for"));
        assert!(!phrases.fits(" for here"));
        assert!(phrases.fits(" forever"));
        assert!(phrases.fits(" about"));
        phrases.note(" fo");
        assert!(!phrases.fits("r"));
        assert!(phrases.fits("llowing"));
    }

    #[test]
    fn names_and_figures_may_come_back() {
        let mut phrases = Phrases::default();
        phrases.note("The match with Data Scientist is 57. The match with Data Scientist is 57. The match with");
        assert!(phrases.fits(" Data Scientist"));
        assert!(phrases.fits(" data"));
        phrases.note(" it all. The match with it all. The match with it");
        assert!(!phrases.fits(" all"));
    }

    #[test]
    fn a_third_telling_that_slipped_through_does_not_stop_what_follows() {
        let mut phrases = Phrases::default();
        phrases.note("so it goes and so it goes and so it goes and so it");
        assert!(!phrases.fits(" goes"));
        assert!(phrases.fits(" was"));
        phrases.note(" goes");
        assert!(phrases.fits(" on"));
    }
}
