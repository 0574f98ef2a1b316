//! The match between a résumé and a role: computed, reproducible, and the sum of its parts.

use std::cmp::Reverse;

use crate::career::analysis::Counterfactual;
use crate::career::dates::YearMonth;
use crate::career::job::JobRequirement;
use crate::career::occupation::Occupation;
use crate::career::resume::{Resume, Span};
use crate::career::skill::Vocabulary;
use case::{Case, Wanted};
use grade::{grade, percent, total};

pub(in crate::career) use cues::usual_importance;
pub(in crate::career) use demand::{
    Element, education_row, element_row, elements, enough_tools, tool_row, tools, zone_row,
};
pub(in crate::career) use extra::Extra;
pub(in crate::career) use profile::{LineWords, Profile, telling_stems};
pub(in crate::career) use schooling::{Level, levels};

mod case;
mod cues;
mod demand;
mod extra;
mod grade;
mod profile;
mod recency;
mod schooling;
mod title;

/// Changes whenever the same résumé and role would give another match.
pub const VERSION: &str = "score-2";

/// Something that supports a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Bytes of the résumé's text.
    Resume(Span),
    /// A row of the atlas: its reference (`onet:15-2051.00#skills/2.B.3.e`) and the row in words.
    Atlas { reference: String, words: String },
    /// Bytes of the pasted job description.
    Job(Span),
}

/// How a résumé stands to one role.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Never empty; the weights sum to 100.
    pub parts: Vec<ScoredPart>,
    /// Skills the role asks for and the résumé shows, most wanted first.
    pub have: Vec<SkillFact>,
    /// Skills the role asks for and the résumé does not show, most wanted first.
    pub missing: Vec<SkillFact>,
    /// What adding one missing skill would change, largest gain first; gains of 0 are left out.
    pub counterfactuals: Vec<Counterfactual>,
}

/// One part of the match.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredPart {
    pub name: &'static str,
    pub weight: u8,
    /// 0 to 1.
    pub score: f64,
    /// Never empty: where the résumé shows nothing, the row of the atlas or job that asks for it.
    pub facts: Vec<Fact>,
}

/// A skill with what supports its being there (résumé spans first, then who asks for it) or its being asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillFact {
    pub name: String,
    pub facts: Vec<Fact>,
}

impl Score {
    /// 0 to 100: Σ weight·score, rounded half up.
    pub fn match_percent(&self) -> u8 {
        let sum: f64 = self
            .parts
            .iter()
            .map(|part| f64::from(part.weight) * part.score)
            .sum();
        (sum + 0.5).floor().clamp(0.0, 100.0) as u8
    }
}

/// What a résumé is held against.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// As the person wrote it, or the occupation's title.
    pub role: &'a str,
    pub occupation: Option<&'a Occupation>,
    /// Of a pasted job description; empty otherwise.
    pub requirements: &'a [JobRequirement],
}

impl<'a> Target<'a> {
    fn of(occupation: &'a Occupation) -> Self {
        Self {
            role: &occupation.title,
            occupation: Some(occupation),
            requirements: &[],
        }
    }
}

/// How a résumé stands to a target. `present` is the month that a date range without an end runs to.
///
/// The same input gives the same bytes on every machine: all sums run in a fixed order, and scores have four decimals.
pub fn score(
    resume: &Resume,
    target: &Target<'_>,
    vocabulary: &Vocabulary,
    present: YearMonth,
) -> Score {
    let profile = Profile::new(resume, vocabulary, present);
    let case = Case::new(&profile, target, vocabulary);
    score_case(&case, vocabulary)
}

/// The `n` occupations a résumé fits best, as indices with their scores, best first.
pub fn best_fit(
    resume: &Resume,
    occupations: &[Occupation],
    vocabulary: &Vocabulary,
    present: YearMonth,
    n: usize,
) -> Vec<(usize, Score)> {
    let profile = Profile::new(resume, vocabulary, present);
    let targets: Vec<Target<'_>> = occupations.iter().map(Target::of).collect();
    let mut cases: Vec<(u32, usize, Case<'_>)> = targets
        .iter()
        .enumerate()
        .map(|(at, target)| {
            let case = Case::at_best(&profile, target);
            (total(&grade(&case, None)), at, case)
        })
        .collect();
    cases.sort_by_key(|(bound, at, _)| (Reverse(*bound), *at));
    let mut best: Vec<(u32, usize, Case<'_>)> = Vec::new();
    for (bound, at, case) in cases {
        // What follows cannot reach the last of the best any more; breaking a tie adds a weight at most.
        if best.len() >= n && best.last().is_none_or(|(last, ..)| bound + 100 < *last) {
            break;
        }
        let case = case.with_titles();
        let exact = total(&grade(&case, None));
        let place =
            best.partition_point(|other| (Reverse(other.0), other.1) < (Reverse(exact), at));
        best.insert(place, (exact, at, case));
        best.truncate(n);
    }
    best.into_iter()
        .map(|(_, at, case)| (at, score_case(&case, vocabulary)))
        .collect()
}

fn score_case(case: &Case<'_>, vocabulary: &Vocabulary) -> Score {
    let grades = grade(case, None);
    let wanted = case.wanted();
    let (have, missing): (Vec<Wanted>, Vec<Wanted>) = wanted
        .into_iter()
        .partition(|wanted| !wanted.shown.is_empty());
    let mut score = Score {
        parts: grades
            .iter()
            .map(|grade| ScoredPart {
                name: grade.kind.name(),
                weight: grade.weight,
                score: grade.score,
                facts: case.facts(grade.kind),
            })
            .collect(),
        have: have.into_iter().map(Wanted::into_fact).collect(),
        missing: missing.into_iter().map(Wanted::into_fact).collect(),
        counterfactuals: Vec::new(),
    };
    score.counterfactuals = counterfactuals(case, &score, vocabulary);
    score
}

/// The match, computed once more with each missing skill.
fn counterfactuals(case: &Case<'_>, score: &Score, vocabulary: &Vocabulary) -> Vec<Counterfactual> {
    let now = score.match_percent();
    let mut gains: Vec<Counterfactual> = score
        .missing
        .iter()
        .map(|skill| Counterfactual {
            add: skill.name.clone(),
            gain: percent(total(&grade(
                case,
                Some(&Extra::new(&skill.name, vocabulary)),
            ))) - now,
        })
        .filter(|counterfactual| counterfactual.gain > 0)
        .collect();
    // A stable sort: among equal gains the most wanted stays first.
    gains.sort_by_key(|counterfactual| Reverse(counterfactual.gain));
    gains
}

#[cfg(test)]
#[path = "score_tests.rs"]
mod tests;
