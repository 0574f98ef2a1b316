//! Skills that a résumé suggests: parts of its text that are like the name of a skill the exact search does not know.
//!
//! The names are those of ESCO's skills (`assets/atlas/esco_skills.txt`). A suggestion is a guess: it counts for
//! nothing until the person has confirmed it.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::atlas::Atlas;
use crate::atlas::rank::{Ranker, is_empty_word};
use crate::career::resume::{Resume, Span};

/// A skill that a part of a résumé may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// As ESCO names it.
    pub skill: String,
    /// The part of [`Resume::text`] that suggests it.
    pub span: Span,
    /// How alike the two are, from [`PLAUSIBLE`] to 1, where they have the same words.
    pub score: f32,
}

/// Of mentions in job advertisements whose likeness is at least this, four in five mean the likest skill.
pub const PLAUSIBLE: f32 = 0.75;
/// A single word is not like a name, it is one; a name in the plural scores a little less than 1.
const SAME_WORD: f32 = 0.99;
/// More than this is a list nobody reads.
const MOST: usize = 20;
/// Longer windows are hardly ever like a name.
const MOST_WORDS: usize = 4;
/// Sections that are not about what the person does at work.
const SILENT: &[&str] = &[
    "contact",
    "education",
    "languages",
    "references",
    "interests",
];

/// Names of skills, ready to be compared with text.
struct Linker {
    names: Vec<&'static str>,
    ranker: Ranker,
}

impl Linker {
    /// Built by the first use: most runs of the program need none.
    fn get() -> &'static Self {
        static LINKER: OnceLock<Linker> = OnceLock::new();
        LINKER.get_or_init(|| {
            let names: Vec<&str> = include_str!("../../assets/atlas/esco_skills.txt")
                .lines()
                .collect();
            Self {
                ranker: Ranker::by_words(&names),
                names,
            }
        })
    }
}

impl Atlas {
    /// Skills that parts of the résumé are like, the likeliest first, without those the exact search finds.
    ///
    /// No two suggestions share a skill or a byte of the text.
    pub fn suggest_skills(&self, resume: &Resume) -> Vec<Suggestion> {
        let found = self.vocabulary().find(&resume.text);
        let known: HashSet<&str> = found.iter().map(|found| found.skill.as_str()).collect();
        let mut taken: Vec<Span> = found.iter().map(|found| found.span).collect();
        taken.extend(fields(resume));
        let mut guesses: Vec<Suggestion> = Vec::new();
        for line in &resume.lines {
            if SILENT.contains(&line.section.as_str()) {
                continue;
            }
            // One word means many things in a sentence (`plan`, `less`), and one thing as an item of a list.
            let fewest = if line.section == "skills" { 1 } else { 2 };
            for phrase in phrases(&resume.text, Span::new(line.start, line.end), &taken) {
                for span in windows(&resume.text, &phrase, fewest) {
                    guesses.extend(self.guess(&resume.text, span, &known));
                }
            }
        }
        chosen(guesses)
    }

    /// The skill that a part of the text is like.
    fn guess(&self, text: &str, span: Span, known: &HashSet<&str>) -> Option<Suggestion> {
        let linker = Linker::get();
        let words = span.of(text)?;
        let likest = *linker.ranker.rank(words, 1).first()?;
        let skill = linker.names[likest.place];
        let bar = if words.contains(char::is_whitespace) {
            PLAUSIBLE
        } else {
            SAME_WORD
        };
        let canonical = self.vocabulary().canonical(skill);
        (likest.score >= bar && !canonical.is_some_and(|name| known.contains(name))).then(|| {
            Suggestion {
                skill: skill.to_owned(),
                span,
                score: likest.score,
            }
        })
    }
}

/// Titles, employers, places and dates are no skills, and an education is not work.
fn fields(resume: &Resume) -> impl Iterator<Item = Span> {
    let of_work = resume
        .experience
        .iter()
        .flat_map(|entry| entry.field_spans.values().copied());
    of_work.chain(resume.education.iter().map(|entry| entry.span))
}

/// The words of a line, cut where a mark, `and` or something already known stands between them.
fn phrases(text: &str, line: Span, taken: &[Span]) -> Vec<Vec<Span>> {
    let mut phrases = vec![Vec::new()];
    let Some(written) = line.of(text) else {
        return phrases;
    };
    for piece in written.split_whitespace() {
        // `split_whitespace` gives slices of `written`.
        let start = line.start + (piece.as_ptr() as usize - written.as_ptr() as usize);
        let word = piece.trim_matches(is_mark);
        let at = start + piece.find(word).unwrap_or(0);
        let span = Span::new(at, at + word.len());
        let is_taken = taken
            .iter()
            .any(|other| other.start < span.end && span.start < other.end);
        let is_cut = word.is_empty() || is_taken || matches!(word, "and" | "or");
        if is_cut || at > start {
            phrases.push(Vec::new());
        }
        if is_cut {
            continue;
        }
        phrases.last_mut().expect("there is one").push(span);
        if span.end < start + piece.len() {
            phrases.push(Vec::new());
        }
    }
    phrases
}

fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric() && !matches!(letter, '+' | '#')
}

/// Every few words in a row of which at least `fewest` say something, the first and the last among them.
fn windows(text: &str, phrase: &[Span], fewest: usize) -> Vec<Span> {
    let says: Vec<bool> = phrase
        .iter()
        .map(|word| {
            let word = word.of(text).unwrap_or_default();
            !is_empty_word(&word.to_lowercase())
        })
        .collect();
    let mut windows = Vec::new();
    for from in 0..phrase.len() {
        for last in from..phrase.len().min(from + MOST_WORDS) {
            let n_saying = says[from..=last].iter().filter(|says| **says).count();
            if says[from] && says[last] && n_saying >= fewest {
                windows.push(Span::new(phrase[from].start, phrase[last].end));
            }
        }
    }
    windows
}

/// The best of those that share words or a skill.
fn chosen(mut guesses: Vec<Suggestion>) -> Vec<Suggestion> {
    let length = |guess: &Suggestion| guess.span.end - guess.span.start;
    guesses.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(length(b).cmp(&length(a)))
            .then(a.span.cmp(&b.span))
    });
    let mut chosen: Vec<Suggestion> = Vec::new();
    for guess in guesses {
        let is_new = chosen.iter().all(|other| {
            other.skill != guess.skill
                && (other.span.end <= guess.span.start || guess.span.end <= other.span.start)
        });
        if is_new {
            chosen.push(guess);
        }
        if chosen.len() == MOST {
            break;
        }
    }
    chosen
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
