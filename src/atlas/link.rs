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

/// Below this the likeness is more often chance than not.
pub const PLAUSIBLE: f32 = 0.8;
/// More than this is a list nobody reads.
const MOST: usize = 20;
/// Names of skills rarely have more words that say something.
const MOST_WORDS: usize = 5;
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
                ranker: Ranker::new(&names),
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
            for phrase in phrases(&resume.text, Span::new(line.start, line.end), &taken) {
                guesses.extend(self.guesses(&resume.text, &phrase, &known));
            }
        }
        chosen(guesses)
    }

    /// What the windows of a phrase are like.
    fn guesses(&self, text: &str, phrase: &[Span], known: &HashSet<&str>) -> Vec<Suggestion> {
        let linker = Linker::get();
        windows(text, phrase)
            .filter_map(|span| {
                let likest = *linker.ranker.rank_by_words(span.of(text)?, 1).first()?;
                let skill = linker.names[likest.place];
                let canonical = self.vocabulary().canonical(skill);
                (likest.score >= PLAUSIBLE && !canonical.is_some_and(|name| known.contains(name)))
                    .then(|| Suggestion {
                        skill: skill.to_owned(),
                        span,
                        score: likest.score,
                    })
            })
            .collect()
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

/// The words of a line, cut where a mark or something already known stands between them.
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
        if word.is_empty() || is_taken || at > start {
            phrases.push(Vec::new());
        }
        if word.is_empty() || is_taken {
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

/// Every few words in a row that begin and end with one that says something.
fn windows<'a>(text: &'a str, phrase: &'a [Span]) -> impl Iterator<Item = Span> + 'a {
    let says = |word: &Span| {
        word.of(text)
            .is_some_and(|word| !is_empty_word(&word.to_lowercase()))
    };
    (0..phrase.len()).flat_map(move |from| {
        let most = phrase.len().min(from + MOST_WORDS);
        (from..most)
            .filter(move |last| says(&phrase[from]) && says(&phrase[*last]))
            .map(move |last| Span::new(phrase[from].start, phrase[last].end))
    })
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
