//! Which facts a step is given: few, and those a sentence of its section can rest on.

use crate::advisor::facts::{Facts, Named, RoleFacts};
use crate::advisor::names_the_person;
use crate::career::analysis::{Evidence, Need, Source, Status};
use crate::career::resume::Resume;
use crate::prompt::Given;
use crate::prompt::answer::Section;

/// Chooses among the facts of one question.
pub struct Choice<'a> {
    pub facts: &'a Facts,
    pub resume: &'a Resume,
}

impl Choice<'_> {
    /// The facts of one section of an analysis, the most telling first.
    pub fn of(&self, section: Section) -> Vec<Given> {
        let roles = &self.facts.roles;
        let Some(role) = roles.get(section.index).or_else(|| roles.first()) else {
            return Vec::new();
        };
        let person = &self.facts.person;
        let positions = |n: usize| {
            person
                .positions
                .iter()
                .take(n)
                .filter_map(|position| self.row(position.id))
        };
        let studies = || {
            person
                .education
                .iter()
                .take(1)
                .filter_map(|study| self.row(study.id))
        };
        let results = |n: usize| person.results.iter().take(n).filter_map(|id| self.row(*id));
        let mut given = Vec::new();
        match section.key {
            "analysis" => {
                given.extend(positions(2));
                given.extend(roles.iter().filter_map(computed));
                given.extend(self.shown(role, 2));
                given.extend(self.gains(role, 1));
                given.extend(studies());
                given.extend(results(1));
            }
            "description" => {
                given.extend(self.about(role));
                given.extend(self.asked(4));
            }
            "whyItFits" => {
                given.extend(computed(role));
                given.extend(self.shown(role, 4));
                given.extend(self.missing(role, 2));
                given.extend(positions(1));
            }
            "strengths" => {
                given.extend(results(3));
                given.extend(self.shown(role, 3));
                given.extend(positions(1));
                given.extend(studies());
            }
            _ => {
                given.extend(self.gains(role, 3));
                given.extend(self.unmet(1));
                given.extend(person.duties.iter().take(2).filter_map(|id| self.row(*id)));
            }
        }
        if given.is_empty() {
            given.extend(person.opening.and_then(|id| self.row(id)));
        }
        let mut seen = Vec::new();
        given.retain(|fact| {
            let is_new = !seen.contains(&fact.text);
            seen.push(fact.text.clone());
            is_new
        });
        given
    }

    fn row(&self, id: u32) -> Option<Given> {
        let row = self.facts.evidence.get(id as usize)?;
        let label = match row.source {
            Source::Resume => "résumé",
            Source::Atlas => "occupation",
            Source::Job => "job description",
        };
        (!names_the_person(self.resume, &row.quote)).then(|| Given {
            label: label.to_owned(),
            text: shown(row).to_owned(),
            ids: vec![id],
        })
    }

    /// Wanted skills with the line that shows each.
    fn shown(&self, role: &RoleFacts, n: usize) -> Vec<Given> {
        let some = role.have.iter().take(n);
        some.filter_map(|skill| {
            let id = skill.at_work.or_else(|| skill.ids.first().copied())?;
            let row = self.row(id)?;
            Some(Given {
                label: format!("résumé shows {}", skill.name),
                ids: skill.ids.iter().copied().chain([id]).take(3).collect(),
                ..row
            })
        })
        .collect()
    }

    fn missing(&self, role: &RoleFacts, n: usize) -> Vec<Given> {
        role.missing
            .iter()
            .take(n)
            .map(|skill| not_shown(skill, None))
            .collect()
    }

    fn gains(&self, role: &RoleFacts, n: usize) -> Vec<Given> {
        let gains = role.gains().take(n);
        gains
            .map(|(skill, gain)| not_shown(skill, Some(gain)))
            .collect()
    }

    fn about(&self, role: &RoleFacts) -> Vec<Given> {
        let about = &role.about;
        let lists = [
            (&about.activities, 2),
            (&about.skills, 2),
            (&about.technologies, 1),
        ];
        let mut ids: Vec<u32> = lists
            .into_iter()
            .flat_map(|(list, n)| list.iter().take(n))
            .map(|row| row.id)
            .collect();
        ids.extend(about.education.first().map(|row| row.id));
        ids.extend(about.pay.as_ref().map(|pay| pay.id));
        ids.extend(about.future.as_ref().map(|future| future.id));
        ids.into_iter().filter_map(|id| self.row(id)).collect()
    }

    /// What a job description requires.
    fn asked(&self, n: usize) -> Vec<Given> {
        let all = self.facts.requirements.iter();
        let required = all.filter(|requirement| requirement.need == Need::Required);
        required
            .filter_map(|requirement| self.row(*requirement.evidence.last()?))
            .take(n)
            .collect()
    }

    fn unmet(&self, n: usize) -> Vec<Given> {
        let all = self.facts.requirements.iter();
        let missing = all.filter(|requirement| requirement.status == Status::Missing);
        missing
            .filter_map(|requirement| {
                let row = self.row(*requirement.evidence.last()?)?;
                Some(Given {
                    label: "job description asks, not met yet".to_owned(),
                    ..row
                })
            })
            .take(n)
            .collect()
    }
}

/// A quote as a step shows it. A row of the atlas goes without the occupation's title before it: the step names what it
/// is about, and a title in each fact would leave little room for the facts.
pub fn shown(row: &Evidence) -> &str {
    match row.source {
        Source::Atlas => row
            .quote
            .split_once(": ")
            .map_or(&row.quote, |(_, words)| words),
        _ => &row.quote,
    }
}

/// The match, which no line holds: it rests on the evidence of its parts.
pub fn computed(role: &RoleFacts) -> Option<Given> {
    let ids = role.part_ids();
    (!ids.is_empty()).then(|| Given {
        label: "computed".to_owned(),
        text: format!(
            "match with {}: {} of 100",
            role.spoken(),
            role.match_percent
        ),
        ids,
    })
}

pub fn not_shown(skill: &Named, gain: Option<u8>) -> Given {
    let worth = gain
        .map(|gain| format!(", worth {gain} points"))
        .unwrap_or_default();
    Given {
        label: "asked for, not shown yet".to_owned(),
        text: format!("{}{worth}", skill.name),
        ids: skill.ids.clone(),
    }
}
