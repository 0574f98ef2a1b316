//! Answers to the steps: which facts, in which order, in which words.
//!
//! Each section is a few moves; a move takes facts of one kind, chooses among them and tells them by one of its
//! templates. Variety comes from composing: facts, order, template, synonyms within it, connective.

mod english;
mod fit;
mod known;
mod pen;
mod person;
mod place;
mod quote;
mod rewrite;
mod spin;
mod verbs;
mod words;
mod work;

use rand::rngs::StdRng;

use known::Known;
use pen::Pen;
pub use rewrite::{rewrite, weakened};

/// A numbered fact as the prompt has it: `[n] LABEL: TEXT`; n is its place, from 1.
#[derive(Debug, Clone)]
pub struct Fact {
    pub label: String,
    pub text: String,
}

/// A line of an answer.
#[derive(Debug, Clone)]
pub struct Line {
    pub facts: Vec<usize>,
    pub text: String,
    /// The text with the numbers of its facts, each before the words that rest on it: `[1] Your page shows[3] baking.`
    pub marked: String,
    /// Its wording with the slots left out, for the count of how often each is used.
    pub frame: String,
}

/// The answer to one step; none when the facts hold nothing this section can be written from.
pub fn section(key: &str, role: &str, facts: &[Fact], rng: &mut StdRng) -> Option<Vec<Line>> {
    let known = Known::read(facts);
    let mut pen = Pen::new(role, &known, rng);
    match key {
        "analysis" => person::analysis(&mut pen),
        "description" => work::description(&mut pen),
        "whyItFits" => fit::why_it_fits(&mut pen),
        "strengths" => person::strengths(&mut pen),
        "improvements" => person::improvements(&mut pen),
        "about" => work::about(&mut pen),
        "skills" => work::skills(&mut pen),
        "preparation" => work::preparation(&mut pen),
        "outlook" => work::outlook(&mut pen),
        "gap" => fit::gap(&mut pen),
        _ => return None,
    }
    let lines = pen.lines();
    let mut cited: Vec<usize> = lines.iter().flat_map(|line| line.facts.clone()).collect();
    cited.sort_unstable();
    cited.dedup();
    let is_enough = cited.len() >= 2 || facts.len() == 1;
    (!lines.is_empty() && is_enough).then_some(lines)
}
