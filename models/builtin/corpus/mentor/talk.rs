//! Questions and answers put together from the parts in the text files beside this one.

use std::collections::HashMap;
use std::sync::OnceLock;

use rand::Rng;
use rand::rngs::StdRng;

use super::Slots;
use crate::people::pick;

#[derive(Default)]
pub(crate) struct Talk {
    questions: Vec<&'static str>,
    openings: Vec<&'static str>,
    answers: Vec<&'static str>,
    closes: Vec<&'static str>,
}

/// What people put before a question.
const BEFORE: [&str; 12] = [
    "Hi, ",
    "Hello, ",
    "Please, ",
    "So, ",
    "One more thing: ",
    "A question: ",
    "Okay, ",
    "Well, ",
    "Sorry, ",
    "Quick question: ",
    "Another one: ",
    "Honestly, ",
];

impl Talk {
    /// What is said when somebody is after this; every name used is in the file.
    pub(crate) fn of(intent: &str) -> &'static Self {
        static TALKS: OnceLock<HashMap<&'static str, Talk>> = OnceLock::new();
        let talks = TALKS.get_or_init(|| {
            let parts = include_str!("talk.txt").split("\n[").skip(1);
            parts
                .filter_map(|part| part.split_once("]\n"))
                .map(|(name, lines)| (name, Self::read(lines)))
                .collect()
        });
        talks
            .get(intent)
            .expect("talk.txt has a part for each intent")
    }

    fn read(lines: &'static str) -> Self {
        let mut talk = Self::default();
        for (kind, text) in lines.lines().filter_map(|line| line.split_once(": ")) {
            let list = match kind {
                "q" => &mut talk.questions,
                "o" => &mut talk.openings,
                "a" => &mut talk.answers,
                _ => &mut talk.closes,
            };
            list.push(text);
        }
        talk
    }
}

/// Questions that nothing given answers, each with the thing it is about.
pub(crate) fn unknown() -> &'static [(&'static str, &'static str)] {
    static UNKNOWN: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    UNKNOWN.get_or_init(|| {
        let lines = include_str!("unknown.txt").lines();
        lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" | "))
            .collect()
    })
}

/// A question as somebody might type it; none when no wording can be filled.
pub(crate) fn question(rng: &mut StdRng, talk: &Talk, slots: &Slots) -> Option<String> {
    let (_, question) = one(rng, &talk.questions, slots)?;
    let mut question = match rng.random_range(0..10) {
        0 | 1 => format!("{}{}", pick(rng, &BEFORE), small(&question)),
        2 => small(&question),
        _ => question,
    };
    if rng.random_bool(0.2) {
        question.truncate(question.trim_end_matches(['?', '!', '.']).len());
    }
    Some(question)
}

/// With the name of its wording.
pub(crate) fn answer(
    rng: &mut StdRng,
    intent: &str,
    talk: &Talk,
    slots: &Slots,
) -> Option<(String, String)> {
    let mut parts = Vec::new();
    let mut frame = format!("mentor {intent}");
    let mut add = |rng: &mut StdRng, kind: &str, list: &[&'static str]| {
        let (at, text) = one(rng, list, slots)?;
        frame.push_str(&format!(" {kind}{at}"));
        parts.push(text);
        Some(())
    };
    if rng.random_bool(0.6) {
        add(rng, "o", &talk.openings)?;
    }
    add(rng, "a", &talk.answers)?;
    if rng.random_bool(0.65) {
        // A close that cannot be filled is left out.
        let _ = add(rng, "c", &talk.closes);
    }
    Some((parts.join(" "), frame))
}

/// One of these texts with its slots filled, and its place.
fn one(rng: &mut StdRng, list: &[&'static str], slots: &Slots) -> Option<(usize, String)> {
    for _ in 0..8 {
        let at = rng.random_range(0..list.len());
        if let Some(text) = filled(list[at], slots) {
            return Some((at, text));
        }
    }
    None
}

fn filled(form: &str, slots: &Slots) -> Option<String> {
    let mut text = String::new();
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, behind) = after.split_once('}')?;
        text.push_str(before);
        text.push_str(slots.get(slot)?);
        rest = behind;
    }
    text.push_str(rest);
    Some(text)
}

/// With a small first letter, unless that is a word of its own or the head of a name.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|first| first.to_lowercase().collect::<String>());
    let is_name = letters
        .clone()
        .next()
        .is_none_or(|next| !next.is_lowercase());
    if is_name {
        text.to_owned()
    } else {
        first.unwrap_or_default() + letters.as_str()
    }
}
