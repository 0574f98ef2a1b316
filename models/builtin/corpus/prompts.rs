//! The program's own questions about an invented person.

use aspiro::advisor::SMALL_MODEL;
use aspiro::advisor::explore::{self, PreparedExploration};
use aspiro::advisor::judge::JudgedLine;
use aspiro::advisor::{Advisor, Prepared, Question, Step};
use aspiro::atlas::Atlas;
use aspiro::career::occupation::Occupation;
use aspiro::career::resume::Resume;
use rand::Rng;
use rand::rngs::StdRng;

use crate::grammar::Fact;
use crate::occupations::{plain, varied};
use crate::people::{self, Words, role};
use crate::split::Split;

/// An analysis or a write-up, whose steps wait for answers.
pub(crate) enum Asked {
    Analysis(Box<Prepared>),
    WriteUp {
        prepared: Box<PreparedExploration>,
        title: String,
    },
}

impl Asked {
    /// Those a model is asked: one without facts is not. Of a best fit only the first role's, lest they outweigh the rest.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &Step> {
        let steps = match self {
            Self::Analysis(prepared) => &prepared.steps,
            Self::WriteUp { prepared, .. } => &prepared.steps,
        };
        let of_first = |step: &&Step| step.section.index == 0;
        steps
            .iter()
            .filter(|step| !step.given.is_empty())
            .filter(of_first)
    }

    /// What a step is about.
    pub(crate) fn role(&self, step: &Step) -> &str {
        match self {
            Self::Analysis(prepared) => {
                let roles = &prepared.facts.roles;
                let role = roles.get(step.section.index).or_else(|| roles.first());
                role.map_or("the role", |role| role.spoken())
            }
            Self::WriteUp { title, .. } => title,
        }
    }

    pub(crate) fn judge(&self, step: &Step, answer: &str) -> Vec<JudgedLine> {
        match self {
            Self::Analysis(prepared) => prepared.judge(step, answer, SMALL_MODEL),
            Self::WriteUp { prepared, .. } => prepared.judge(step, answer, SMALL_MODEL),
        }
    }
}

/// The facts of a step as its request shows them.
pub(crate) fn facts(step: &Step) -> Vec<Fact> {
    let asked = step.request.messages.last();
    let lines = asked.map_or("", |asked| asked.text.as_str()).lines();
    lines
        .filter_map(|line| line.strip_prefix('[')?.split_once("] ")?.1.split_once(": "))
        .map(|(label, text)| Fact {
            label: label.to_owned(),
            text: text.to_owned(),
        })
        .collect()
}

/// Whether a fact quotes nothing but a heading of the résumé, as `Tools and Skills` for knowledge of machines: a pair
/// would teach that this is worth saying.
pub(crate) fn rests_on_a_heading(resume: &Resume, facts: &[Fact]) -> bool {
    let is_heading = |fact: &Fact| {
        let headings = resume.sections.iter().map(|section| &section.heading);
        fact.label != "occupation" && headings.into_iter().any(|heading| *heading == fact.text)
    };
    facts.iter().any(is_heading)
}

/// Somebody, and what is asked about them.
pub(crate) struct Case {
    /// What the person wants to work as.
    pub role: String,
    pub resume: Resume,
    pub asked: Vec<Asked>,
}

/// A person drawn from one side of the split, with a few questions; none when the résumé cannot be read.
pub(crate) fn case(
    rng: &mut StdRng,
    split: Split,
    occupations: &[&'static Occupation],
) -> Option<Case> {
    let occupation = occupations[rng.random_range(0..occupations.len())];
    let words = Words { split };
    let text = people::resume(rng, occupation, split);
    let resume = aspiro::ingest::read_pasted(&text).ok()?;
    let advisor = Advisor::new(Atlas::get());
    let mut asked = Vec::new();
    for _ in 0..2 {
        let prepared = match rng.random_range(0..10) {
            0 => {
                let of = wanted(rng, occupation, occupations);
                let job = people::description(rng, of, words);
                advisor.prepare(&resume, &Question::Job(job))
            }
            1 | 2 => {
                let roles: Vec<Occupation> = (0..3)
                    .map(|_| {
                        let of = wanted(rng, occupation, occupations);
                        maybe_varied(rng, of, words)
                    })
                    .collect();
                let roles: Vec<_> = roles
                    .iter()
                    .map(|role| (role.title.as_str(), role))
                    .collect();
                advisor.prepare_for(&resume, &roles)
            }
            _ => {
                let of = wanted(rng, occupation, occupations);
                let name = role(rng, of, split);
                let of = maybe_varied(rng, of, words);
                advisor.prepare_for(&resume, &[(name.as_str(), &of)])
            }
        };
        asked.push(Asked::Analysis(Box::new(prepared.ok()?)));
    }
    for with_resume in [true, false] {
        let of = wanted(rng, occupation, occupations);
        let of = maybe_varied(rng, of, words);
        let resume = with_resume.then_some(&resume);
        asked.push(Asked::WriteUp {
            prepared: Box::new(explore::prepare(Atlas::get(), &of, resume)),
            title: of.title.clone(),
        });
    }
    Some(Case {
        role: role(rng, occupation, split),
        resume,
        asked,
    })
}

/// What somebody of this occupation may ask about: the same work, work near to it, or any.
fn wanted(
    rng: &mut StdRng,
    own: &'static Occupation,
    occupations: &[&'static Occupation],
) -> &'static Occupation {
    let near = || {
        let codes = own.related.iter();
        let near = codes.filter_map(|code| occupations.iter().find(|o| o.code == *code));
        near.copied().collect::<Vec<_>>()
    };
    match rng.random_range(0..10) {
        0..4 => own,
        4..8 => {
            let near = near();
            let at = rng.random_range(0..near.len().max(1));
            near.get(at).copied().unwrap_or(own)
        }
        _ => occupations[rng.random_range(0..occupations.len())],
    }
}

fn maybe_varied(rng: &mut StdRng, of: &Occupation, words: Words) -> Occupation {
    if rng.random_bool(0.75) {
        varied(rng, of, words)
    } else {
        plain(of)
    }
}
