//! The committed files as the domain's types. `assets/atlas/derive.py` writes them.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::atlas::Atlas;
use crate::career::occupation::{
    EducationShare, Importance, Occupation, Outlook, Technology, Wage,
};
use crate::career::skill::{Skill, Vocabulary};

/// Strings that many rows share are written once; the rows hold their places.
#[derive(Deserialize)]
struct File {
    version: String,
    wage_year: u16,
    outlook_years: (u16, u16),
    levels: Vec<String>,
    elements: Vec<(String, String)>,
    technologies: Vec<String>,
    occupations: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    title: String,
    titles: Vec<String>,
    zone: u8,
    skills: Vec<u32>,
    knowledge: Vec<u32>,
    activities: Vec<u32>,
    interests: Vec<u32>,
    technologies: Vec<u32>,
    education: Vec<u32>,
    related: Vec<usize>,
    wage: Option<[Option<u32>; 3]>,
    outlook: Option<(f32, Option<u32>)>,
    employment: Option<u32>,
}

#[derive(Deserialize)]
struct Skills {
    skills: Vec<Skill>,
}

/// Reads both files; `None` when they do not fit together.
pub(super) fn read(atlas: &str, skills: &str) -> Option<Atlas> {
    let file: File = serde_json::from_str(atlas).ok()?;
    let skills: Skills = serde_json::from_str(skills).ok()?;
    let codes: Vec<String> = file
        .occupations
        .iter()
        .map(|row| row.code.clone())
        .collect();
    let employment = file
        .occupations
        .iter()
        .map(|row| row.employment.unwrap_or(0))
        .collect();
    let shared = Shared {
        codes: &codes,
        levels: &file.levels,
        elements: &file.elements,
        technologies: &file.technologies,
        wage_year: file.wage_year,
        outlook_years: file.outlook_years,
    };
    let occupations: Option<Vec<Occupation>> = file
        .occupations
        .into_iter()
        .map(|row| shared.occupation(row))
        .collect();
    Some(Atlas {
        version: file.version,
        occupations: occupations?,
        employment,
        vocabulary: Vocabulary::new(skills.skills),
        index: OnceLock::new(),
    })
}

struct Shared<'a> {
    codes: &'a [String],
    levels: &'a [String],
    elements: &'a [(String, String)],
    technologies: &'a [String],
    wage_year: u16,
    outlook_years: (u16, u16),
}

impl Shared<'_> {
    fn occupation(&self, row: Row) -> Option<Occupation> {
        let [skills, knowledge, activities, interests] = [
            self.importances(&row.skills)?,
            self.importances(&row.knowledge)?,
            self.importances(&row.activities)?,
            self.importances(&row.interests)?,
        ];
        Some(Occupation {
            code: row.code,
            title: row.title,
            alternate_titles: row.titles,
            skills,
            knowledge,
            technologies: self.technologies(&row.technologies)?,
            activities,
            job_zone: row.zone,
            education: self.education(&row.education)?,
            related: row
                .related
                .iter()
                .map(|at| self.codes.get(*at).cloned())
                .collect::<Option<_>>()?,
            wage: row.wage.map(|[p10, median, p90]| Wage {
                year: self.wage_year,
                p10,
                median,
                p90,
            }),
            outlook: row
                .outlook
                .map(|(change_percent, openings_per_year)| Outlook {
                    from_year: self.outlook_years.0,
                    to_year: self.outlook_years.1,
                    change_percent,
                    openings_per_year,
                }),
            interests,
        })
    }

    /// Pairs of an element's place and a hundredfold figure.
    fn importances(&self, figures: &[u32]) -> Option<Vec<Importance>> {
        pairs(figures)
            .map(|(at, figure)| {
                let (id, name) = self.elements.get(at as usize)?;
                Some(Importance {
                    id: id.clone(),
                    name: name.clone(),
                    value: figure as f32 / 100.0,
                })
            })
            .collect()
    }

    /// A name's place with two low bits: hot, in demand.
    fn technologies(&self, places: &[u32]) -> Option<Vec<Technology>> {
        places
            .iter()
            .map(|place| {
                Some(Technology {
                    name: self.technologies.get((place >> 2) as usize)?.clone(),
                    hot: place & 2 != 0,
                    in_demand: place & 1 != 0,
                })
            })
            .collect()
    }

    /// Pairs of a level, from 1, and a tenfold percentage.
    fn education(&self, figures: &[u32]) -> Option<Vec<EducationShare>> {
        pairs(figures)
            .map(|(level, share)| {
                Some(EducationShare {
                    level: self.levels.get((level as usize).checked_sub(1)?)?.clone(),
                    percent: share as f32 / 10.0,
                })
            })
            .collect()
    }
}

fn pairs(figures: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    figures.chunks_exact(2).map(|pair| (pair[0], pair[1]))
}
