//! The occupations that a question is about.

use crate::atlas::Atlas;
use crate::career::occupation::Occupation;

/// The occupations a question names by one of their titles, longer titles before the words in them, in its order.
pub fn occupations_named(atlas: &'static Atlas, question: &str) -> Vec<&'static Occupation> {
    let words: Vec<&str> = question
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '+' | '#'))
        .filter(|word| !word.is_empty())
        .take(40)
        .collect();
    let mut found: Vec<&'static Occupation> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let named = (1..=4.min(words.len() - at)).rev().find_map(|n| {
            let run = &words[at..at + n];
            let occupation = may_be_title(run)
                .then(|| atlas.resolve(&run.join(" ")))
                .flatten()?;
            (n > 1 || is_word_of(occupation, run[0])).then_some((occupation, n))
        });
        match named {
            Some((occupation, n)) => {
                if !found.iter().any(|other| other.code == occupation.code) {
                    found.push(occupation);
                }
                at += n;
            }
            None => at += 1,
        }
    }
    found
}

/// Words of a question that titles hold as well; a run that begins or ends with one is no title.
const NO_TITLE: &[&str] = &[
    "a",
    "an",
    "the",
    "and",
    "or",
    "of",
    "to",
    "in",
    "on",
    "for",
    "from",
    "with",
    "is",
    "are",
    "am",
    "be",
    "do",
    "does",
    "did",
    "how",
    "what",
    "which",
    "why",
    "when",
    "where",
    "who",
    "i",
    "me",
    "my",
    "you",
    "your",
    "it",
    "its",
    "this",
    "that",
    "there",
    "can",
    "could",
    "should",
    "would",
    "will",
    "have",
    "has",
    "had",
    "get",
    "go",
    "move",
    "become",
    "about",
    "tell",
    "much",
    "many",
    "more",
    "most",
    "next",
    "first",
    "good",
    "best",
    "well",
    "as",
    "at",
    "by",
    "than",
    "like",
    "into",
    "work",
    "working",
    "job",
    "jobs",
    "role",
    "roles",
    "career",
    "careers",
    "match",
    "low",
    "high",
    "pay",
    "paid",
    "earn",
    "earns",
    "salary",
    "learn",
    "skill",
    "skills",
    "help",
    "write",
    "phrase",
    "explain",
    "near",
    "mine",
    "fit",
    "fits",
    "strengths",
    "experience",
    "gap",
    "break",
    "cv",
    "resume",
    "letter",
    "interview",
    "degree",
    "need",
    "want",
    "if",
    "so",
    "up",
    "out",
    "some",
    "any",
    "not",
    "no",
    "yes",
    "hello",
    "hi",
    "thanks",
    "thank",
    "begin",
    "start",
    "change",
    "make",
    "day",
    "week",
    "time",
    "year",
    "years",
    "money",
    "future",
    "course",
    "study",
];

/// A word alone must be one of a title's own: a slip of the hand is as likely some other word.
fn is_word_of(occupation: &Occupation, word: &str) -> bool {
    let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    let titles = std::iter::once(&occupation.title).chain(&occupation.alternate_titles);
    let mut words = titles.flat_map(|title| title.split([' ', ',', '/']));
    words.any(|other| stem(other) == stem(word))
}

fn may_be_title(run: &[&str]) -> bool {
    let is_plain = |word: &str| NO_TITLE.contains(&word.to_lowercase().as_str());
    let ends = [run.first(), run.last()];
    let is_long = run.len() > 1 || run.first().is_some_and(|word| word.chars().count() > 3);
    is_long && !ends.into_iter().flatten().any(|word| is_plain(word))
}
