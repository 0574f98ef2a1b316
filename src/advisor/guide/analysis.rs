//! The guide's analysis: a paragraph about the person, two per role, strengths and improvements.

mod advice;
mod fit;
mod names;
mod opening;
mod role;
mod standing;

pub use fit::missing;
pub use names::{date, held, points, skills};
pub use standing::{MATCH, match_slots, step};

use super::frame::{Slots, Teller};
use super::phrase::quotation;
use super::sentence;
use crate::advisor::facts::Facts;
use crate::career::analysis::Kind;
use crate::prompt::answer::{Section, Sentence};

/// The whole analysis in sentences; every paragraph has at least one and each cites its facts.
pub fn write(facts: &Facts) -> Vec<Sentence> {
    let roles = facts.roles.iter().map(|role| role.role.as_str());
    let person = &facts.person;
    let held = person.positions.iter().flat_map(|position| {
        let both = [&position.title, &position.company];
        both.into_iter().flatten().map(String::as_str)
    });
    let skills = person.skills.iter().map(|skill| skill.name.as_str());
    let mut writer = Writer {
        facts,
        teller: Teller::new(roles.chain(held).chain(skills)),
        quoted: Vec::new(),
        sentences: Vec::new(),
    };
    writer.analysis();
    for (index, role) in facts.roles.iter().enumerate() {
        writer.description(index, role);
        writer.why_it_fits(index, role);
    }
    writer.strengths();
    writer.improvements();
    writer.sentences
}

struct Writer<'a> {
    facts: &'a Facts,
    teller: Teller,
    /// Lines already quoted, so that none is quoted twice.
    quoted: Vec<u32>,
    sentences: Vec<Sentence>,
}

/// How the first paragraph may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Person,
    Proof,
    Standing,
}

impl Writer<'_> {
    /// Tells one of `frames` in a section; whether any could be told.
    fn tell(
        &mut self,
        key: &'static str,
        index: usize,
        frames: &[&'static str],
        slots: &Slots,
    ) -> bool {
        let Some((text, ids)) = self.teller.tell(frames, slots) else {
            return false;
        };
        let said = sentence(Section { key, index }, text, ids);
        let is_said = said.is_some();
        self.sentences.extend(said);
        is_said
    }

    /// The line with this id as a quotation, if it makes one and was not quoted before.
    fn quotable(&self, id: u32) -> Option<String> {
        if self.quoted.contains(&id) {
            return None;
        }
        let row = self.facts.evidence.get(id as usize)?;
        quotation(&row.quote)
    }

    /// The first of `ids` that can be quoted; it counts as quoted from now on.
    fn quote(&mut self, ids: impl IntoIterator<Item = u32>) -> Option<(String, u32)> {
        let found = ids
            .into_iter()
            .find_map(|id| Some((self.quotable(id)?, id)))?;
        self.quoted.push(found.1);
        Some(found)
    }

    fn n_of(&self, key: &str, index: usize) -> usize {
        let section = self.sentences.iter().map(|sentence| sentence.section);
        section
            .filter(|section| section.key == key && section.index == index)
            .count()
    }

    fn analysis(&mut self) {
        let proof = !self.facts.person.results.is_empty();
        let lead = match (self.teller.choose("lead", 6), proof) {
            (0 | 1, true) => Lead::Proof,
            (2, _) if self.facts.kind == Kind::TargetRole => Lead::Standing,
            _ => Lead::Person,
        };
        match lead {
            Lead::Person => {
                self.who();
                if self.teller.choose("order", 3) == 0 {
                    self.proof(standing::PROOF);
                    self.stand(standing::MATCH);
                } else {
                    self.stand(standing::MATCH);
                    self.proof(standing::PROOF);
                }
            }
            Lead::Proof => {
                self.proof(standing::PROOF_FIRST);
                self.who();
                self.stand(standing::MATCH);
            }
            Lead::Standing => {
                self.stand(standing::MATCH_FIRST);
                self.who();
                self.proof(standing::PROOF);
            }
        }
        self.situation();
        self.step();
    }

    fn stand(&mut self, frames: &[&'static str]) {
        match self.facts.kind {
            Kind::BestFit => self.nearest(),
            Kind::Job => {
                self.requirements_met();
                self.standing(frames);
            }
            Kind::TargetRole => self.standing(frames),
        }
    }
}
