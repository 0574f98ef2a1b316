//! Everything an analysis may say, before anybody says it.

mod about;
mod figures;
mod person;
mod role;

pub use about::{About, Row};

use crate::advisor::guide::english::whole_years;
use crate::career::analysis::{Counterfactual, Evidence, Kind, Part, Requirement, Status};
use crate::career::dates::YearMonth;
use crate::career::occupation::Occupation;

/// The facts of one question. Numbers are ids in `evidence`.
#[derive(Debug, Clone)]
pub struct Facts {
    pub kind: Kind,
    pub person: Person,
    /// The best first, at least one.
    pub roles: Vec<RoleFacts>,
    pub requirements: Vec<Requirement>,
    pub evidence: Vec<Evidence>,
}

/// What the résumé says, whoever asks.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub positions: Vec<Position>,
    pub education: Vec<Study>,
    /// Known skills in the order of their first mention.
    pub skills: Vec<Named>,
    /// Lines about work that say how much or how many, the most telling first.
    pub results: Vec<u32>,
    /// Lines about work that do not.
    pub duties: Vec<u32>,
    /// The first line that says something, for a résumé of which little else is known.
    pub opening: Option<u32>,
    /// Months of work by the dates given; months of two positions count once.
    pub months: u32,
    /// The longest time between two positions, or since the last one, that is worth a word.
    pub pause: Option<Pause>,
    /// What the latest title resolves to.
    pub home: Option<&'static Occupation>,
    pub has_summary: bool,
}

/// A stretch of time that no position and no course of study covers.
#[derive(Debug, Clone)]
pub struct Pause {
    pub months: u32,
    pub from: YearMonth,
    /// None when it lasts to this day.
    pub to: Option<YearMonth>,
    /// The position before it and the one after.
    pub ids: Vec<u32>,
}

#[derive(Debug, Clone)]
pub struct Position {
    pub title: Option<String>,
    pub company: Option<String>,
    pub dates: Option<String>,
    pub is_current: bool,
    pub began: Option<YearMonth>,
    pub ended: Option<YearMonth>,
    pub id: u32,
    /// The line with its dates, when that is another one.
    pub dates_id: u32,
    /// Its bullets.
    pub lines: Vec<u32>,
}

#[derive(Debug, Clone)]
pub struct Study {
    pub degree: Option<String>,
    pub institution: Option<String>,
    pub id: u32,
}

/// A skill and where it stands.
#[derive(Debug, Clone)]
pub struct Named {
    /// In the vocabulary, or in the table of the atlas.
    pub name: String,
    /// As it is said inside a sentence.
    pub said: String,
    /// Who asks for it.
    pub asked: Asked,
    /// Never empty.
    pub ids: Vec<u32>,
    /// A line that shows it at work, outside a list of skills.
    pub at_work: Option<u32>,
    /// For a field of knowledge: a line about work that implies it.
    pub implied_by: Option<u32>,
    /// The résumé names it in its list of skills and nowhere else.
    pub is_listed_only: bool,
    /// Something one uses, not an ability or a field of knowledge.
    pub is_tool: bool,
}

/// Who asks for a skill.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Asked {
    /// Nobody in particular.
    #[default]
    Nobody,
    /// The pasted job description.
    Job,
    /// Postings of this occupation.
    Postings,
    /// Postings of any occupation.
    AllPostings,
    /// People in the occupation use it.
    Used,
    /// The survey rates it, with this importance of 5.
    Rated(f32),
}

/// A role as it is named in sentences.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    /// With its article where it has one: `a data scientist`, `this job`.
    pub role: String,
    /// `data scientist`, where there is a singular.
    pub one: Option<String>,
    /// The people of the occupation: `data scientists`; nothing outside the atlas.
    pub many: Option<String>,
    /// The atlas has the role under another name.
    pub is_filed_elsewhere: bool,
}

/// The role of a job description that does not say which.
pub const NAMELESS_JOB: &str = "Job description";

/// How the résumé stands to one role.
#[derive(Debug, Clone)]
pub struct RoleFacts {
    pub role: String,
    pub occupation: Option<String>,
    pub naming: Naming,
    pub match_percent: u8,
    pub parts: Vec<Part>,
    /// The most wanted first; `n_have` counts those left out, too.
    pub have: Vec<Named>,
    pub n_have: usize,
    pub missing: Vec<Named>,
    pub n_missing: usize,
    pub counterfactuals: Vec<Counterfactual>,
    pub about: About,
}

impl Facts {
    /// Figures that were computed and may be stated though no line holds them.
    pub fn figures(&self) -> Vec<usize> {
        let mut figures = vec![
            100,
            self.person.skills.len(),
            self.person.positions.len(),
            self.requirements.len(),
        ];
        for status in [Status::Met, Status::Partial, Status::Missing] {
            let of_status = |r: &&Requirement| r.status == status;
            figures.push(self.requirements.iter().filter(of_status).count());
        }
        if self.person.months > 0 {
            figures.push(whole_years(self.person.months));
        }
        figures.extend(self.person.pause.iter().map(|p| whole_years(p.months)));
        for role in &self.roles {
            let now = usize::from(role.match_percent);
            figures.extend([now, role.n_have, role.n_missing]);
            for change in &role.counterfactuals {
                let gain = usize::from(change.gain);
                figures.extend([gain, now + gain]);
            }
        }
        figures
    }

    /// The ids most worth telling a model, at most `n`, in the order of the list.
    pub fn important(&self, n: usize) -> Vec<u32> {
        let person = &self.person;
        let mut wanted: Vec<u32> = Vec::new();
        wanted.extend(person.positions.iter().take(4).map(|p| p.id));
        wanted.extend(person.education.iter().take(2).map(|e| e.id));
        wanted.extend(person.results.iter().take(4));
        for rank in 0..8 {
            for role in &self.roles {
                let skills = role
                    .have
                    .get(rank)
                    .into_iter()
                    .chain(role.missing.get(rank));
                wanted.extend(skills.flat_map(|skill| skill.ids.iter().take(2)));
            }
        }
        for role in &self.roles {
            wanted.extend(role.about.ids());
        }
        wanted.extend(self.requirements.iter().filter_map(|r| r.evidence.last()));
        wanted.extend(person.duties.iter().take(2));
        wanted.extend(person.opening);
        let mut seen = Vec::new();
        for id in wanted {
            if seen.len() < n && !seen.contains(&id) {
                seen.push(id);
            }
        }
        seen.sort_unstable();
        seen
    }
}
