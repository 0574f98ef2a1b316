//! An answer to a step, written by the grammar and held against its facts as the program does with a model's.

use aspiro::advisor::Step;
use rand::rngs::StdRng;

use crate::grammar::{self, Line};
use crate::pair::{Drop, Pair};
use crate::prompts::{Asked, facts};
use crate::report::FEWEST_FACTS;

/// An answer of which a line would be dropped is written anew so often.
const TRIES: usize = 4;

/// The pair of a step, and what was wrong with the answers before it; no pair where the grammar finds nothing to say
/// or nothing that is kept.
pub(crate) fn answered(rng: &mut StdRng, asked: &Asked, step: &Step) -> (Option<Pair>, Vec<Drop>) {
    let facts = facts(step);
    let role = asked.role(step);
    let mut drops = Vec::new();
    for _ in 0..TRIES {
        let Some(lines) = grammar::section(step.section.key, role, &facts, rng) else {
            break;
        };
        let found = faults(asked, step, &lines);
        if !found.is_empty() {
            drops.extend(found);
            continue;
        }
        let mut cited: Vec<usize> = lines.iter().flat_map(|line| line.facts.clone()).collect();
        cited.sort_unstable();
        cited.dedup();
        if cited.len() < FEWEST_FACTS.min(facts.len()) {
            drops.push(Drop::new(step.section.key, "too few facts", &lines[0]));
            continue;
        }
        let pair = Pair {
            section: step.section.key,
            role: role.to_owned(),
            messages: step.request.messages.clone(),
            answer: lines
                .iter()
                .map(|line| format!("{}\n", line.marked))
                .collect(),
            frames: lines.into_iter().map(|line| line.frame).collect(),
            n_cited: cited.len(),
            n_given: facts.len(),
        };
        return (Some(pair), drops);
    }
    (None, drops)
}

/// The lines a person would not see as they are written.
fn faults(asked: &Asked, step: &Step, lines: &[Line]) -> Vec<Drop> {
    let key = step.section.key;
    let mut drops = Vec::new();
    if lines.is_empty() || lines.len() > step.most_lines() {
        let frame = lines.first().map_or("", |line| line.frame.as_str());
        drops.push(Drop::plain(key, "wrong number of lines", frame));
    }
    for line in lines {
        let judged = asked.judge(step, &line.marked);
        for line_judged in judged.iter().filter(|judged| !judged.is_kept()) {
            let fault = line_judged
                .sentences
                .iter()
                .find_map(|said| said.verdict.as_ref().err());
            let fault = match fault {
                Some(fault) => format!("{fault:?}"),
                None => "not in the form of a line".to_owned(),
            };
            drops.push(Drop::new(key, &fault, line));
        }
    }
    drops
}
