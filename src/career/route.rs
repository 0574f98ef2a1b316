//! Ways from one occupation to another, over occupations that are related.
//!
//! A hop leads from an occupation to one that is related to it, in either direction. What it costs is what its occupation
//! asks for beyond the one left behind: skills and knowledge, technologies, and steps of preparation.

mod hop;
mod search;

use crate::career::dates::YearMonth;
use crate::career::occupation::Occupation;
use crate::career::resume::Resume;
use crate::career::score::{Fact, Profile};
use crate::career::skill::Vocabulary;

pub use search::routes;

/// How many ways are shown at most: the cheapest, and two that pass none of the others' occupations.
pub const MAX_ROUTES: usize = 3;

/// A way from one occupation to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// The sum of its hops' costs, in hundredths: 100 is a change that asks for a whole new set of skills.
    pub cost: u32,
    /// Never empty; each begins where the one before ends, and no occupation is visited twice.
    pub hops: Vec<Hop>,
}

/// One change of occupation.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    pub from: Stop,
    pub to: Stop,
    /// In hundredths, as in [`Route::cost`].
    pub cost: u32,
    /// What is new, the most wanted first.
    pub asks: Vec<Ask>,
    /// What is there already, the most wanted first.
    pub has: Vec<Held>,
    pub preparation: Preparation,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub code: String,
    pub title: String,
}

impl Stop {
    fn new(occupation: &Occupation) -> Self {
        Self {
            code: occupation.code.clone(),
            title: occupation.title.clone(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    Skill,
    Knowledge,
    Technology,
}

impl ItemKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Knowledge => "knowledge",
            Self::Technology => "technology",
        }
    }
}

/// Something a hop asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    pub name: String,
    pub kind: ItemKind,
    /// Importance from 1 to 5 in the occupation left behind, where that lists it; none for technologies.
    pub before: Option<f32>,
    /// The same where the hop leads.
    pub after: Option<f32>,
    /// Never empty: the row that asks, then the row of the occupation left behind where there is one.
    pub facts: Vec<Fact>,
}

/// Something a hop asks for that is there already.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    pub name: String,
    pub kind: ItemKind,
    pub shown_by: ShownBy,
    /// Never empty: places of the résumé, then the row of the occupation left behind, then the row that asks.
    pub facts: Vec<Fact>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownBy {
    /// The occupation left behind asks for it as well.
    Occupation,
    Resume,
    Both,
}

impl ShownBy {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Occupation => "occupation",
            Self::Resume => "resume",
            Self::Both => "both",
        }
    }
}

/// How the preparation that is usual changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Preparation {
    /// Job zones, 1 to 5.
    pub before: u8,
    pub after: u8,
    /// The level of education asked for most, and in how many percent of jobs; none where it is not published.
    pub education: Option<(String, f32)>,
    /// Never empty.
    pub facts: Vec<Fact>,
}

impl Preparation {
    /// How many steps more the new occupation asks for; negative where it asks for less.
    pub fn steps(&self) -> i8 {
        self.after as i8 - self.before as i8
    }

    /// For example `Preparation: considerable, one step more; a Bachelor's Degree in 72 % of jobs.`
    pub fn sentence(&self) -> String {
        let level = match self.after {
            0 | 1 => "little or none",
            2 => "some",
            3 => "medium",
            4 => "considerable",
            _ => "extensive",
        };
        let steps = match self.steps() {
            0 => "as before".to_owned(),
            1 => "one step more".to_owned(),
            -1 => "one step less".to_owned(),
            more @ 2.. => format!("{more} steps more"),
            less => format!("{} steps less", -less),
        };
        let education = self
            .education
            .as_ref()
            .map(|(level, percent)| format!("; {level} in {percent:.0} % of jobs"));
        format!(
            "Preparation: {level}, {steps}{}.",
            education.unwrap_or_default()
        )
    }
}

/// What a person brings that their occupation does not: the skills of their résumé.
pub struct Bearings {
    profile: Profile,
}

impl Bearings {
    /// `present` is the month up to which a position held today has lasted.
    pub fn new(resume: &Resume, vocabulary: &Vocabulary, present: YearMonth) -> Self {
        Self {
            profile: Profile::new(resume, vocabulary, present),
        }
    }
}

/// The title of the position that ended last, or has not; the first written among equals.
pub fn latest_title(resume: &Resume) -> Option<&str> {
    let when = |end: &Option<String>| end.clone().unwrap_or_default();
    let mut latest = None;
    for held in resume.experience.iter().filter(|held| held.title.is_some()) {
        // `present` sorts behind every year.
        let key = (when(&held.end), when(&held.start));
        if latest.as_ref().is_none_or(|(_, other)| key > *other) {
            latest = Some((held, key));
        }
    }
    latest.and_then(|(held, _)| held.title.as_deref())
}

#[cfg(test)]
#[path = "route_tests.rs"]
mod tests;
