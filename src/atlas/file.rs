//! The committed files as the domain's types. `assets/atlas/derive.py` writes them.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::atlas::Atlas;
use crate::atlas::titles::Titles;
use crate::career::occupation::{
    EducationShare, EscoMatch, Importance, MatchKind, Occupation, Outlook, Technology, Wage,
};
use crate::career::skill::{Skill, Vocabulary};

/// Where identifiers of ESCO's occupations begin.
const ESCO: &str = "http://data.europa.eu/esco/occupation/";
/// In the order of their places in the file.
const KINDS: [MatchKind; 4] = [
    MatchKind::Exact,
    MatchKind::Close,
    MatchKind::Broad,
    MatchKind::Narrow,
];

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
    titles_by_hand: usize,
    main_titles: usize,
    zone: u8,
    skills: Vec<Option<u32>>,
    knowledge: Vec<Option<u32>>,
    styles: Vec<Option<u32>>,
    activities: Vec<u32>,
    interests: Vec<u32>,
    technologies: Vec<u32>,
    education: Vec<u32>,
    related: Vec<usize>,
    wage: Option<[Option<u32>; 5]>,
    outlook: Option<(f32, Option<u32>)>,
    employment: Option<u32>,
    /// Identifier, label and the place of the kind of match.
    esco: Vec<(String, String, usize)>,
}

#[derive(Deserialize)]
struct Skills {
    skills: Vec<Skill>,
}

/// Reads the files; `None` when they do not fit together.
pub(super) fn read(atlas: &str, titles: &'static [u8], skills: &str) -> Option<Atlas> {
    // The program waits for it at its start, and the parts know nothing of each other.
    let (file, titles, vocabulary) = std::thread::scope(|scope| {
        let vocabulary = scope.spawn(|| {
            let skills: Skills = serde_json::from_str(skills).ok()?;
            Some(Vocabulary::new(skills.skills))
        });
        let file: Option<File> = serde_json::from_str(atlas).ok();
        let titles = Titles::read(titles);
        (file, titles, vocabulary.join().ok().flatten())
    });
    let (file, titles, vocabulary) = (file?, titles?, vocabulary?);
    if titles.n_occupations() != file.occupations.len() {
        return None;
    }
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
    let by_hand = file.occupations.iter().map(|row| row.titles_by_hand);
    let by_hand = by_hand.collect();
    let shared = Shared {
        codes: &codes,
        levels: &file.levels,
        elements: &file.elements,
        technologies: &file.technologies,
        titles: &titles,
        wage_year: file.wage_year,
        outlook_years: file.outlook_years,
    };
    let occupations = shared.occupations(file.occupations)?;
    Some(Atlas {
        version: file.version,
        occupations,
        employment,
        by_hand,
        vocabulary,
        titles,
        search: OnceLock::new(),
    })
}

struct Shared<'a> {
    codes: &'a [String],
    levels: &'a [String],
    elements: &'a [(String, String)],
    technologies: &'a [String],
    titles: &'a Titles,
    wage_year: u16,
    outlook_years: (u16, u16),
}

impl Shared<'_> {
    /// Two halves at once: most of it is the making of a hundred thousand short strings.
    fn occupations(&self, mut rows: Vec<Row>) -> Option<Vec<Occupation>> {
        let half = rows.len() / 2;
        let behind = rows.split_off(half);
        let read = |first: usize, rows: Vec<Row>| -> Option<Vec<Occupation>> {
            let places = (first..).zip(rows);
            places
                .map(|(place, row)| self.occupation(place, row))
                .collect()
        };
        std::thread::scope(|scope| {
            let second = scope.spawn(|| read(half, behind));
            let mut all = read(0, rows)?;
            all.extend(second.join().ok()??);
            Some(all)
        })
    }

    fn occupation(&self, place: usize, row: Row) -> Option<Occupation> {
        let others = self.titles.of(place).skip(1).take(row.main_titles);
        Some(Occupation {
            code: row.code,
            title: row.title,
            alternate_titles: others.map(|title| self.titles.text(title)).collect(),
            skills: self.rated(&row.skills)?,
            knowledge: self.rated(&row.knowledge)?,
            work_styles: self.rated(&row.styles)?,
            activities: self.figures(&row.activities)?,
            interests: self.figures(&row.interests)?,
            technologies: self.technologies(&row.technologies)?,
            job_zone: row.zone,
            education: self.education(&row.education)?,
            related: row
                .related
                .iter()
                .map(|at| self.codes.get(*at).cloned())
                .collect::<Option<_>>()?,
            wage: row.wage.map(|[p10, p25, median, p75, p90]| Wage {
                year: self.wage_year,
                p10,
                p25,
                median,
                p75,
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
            esco: row
                .esco
                .into_iter()
                .map(|(identifier, label, kind)| {
                    Some(EscoMatch {
                        uri: format!("{ESCO}{identifier}"),
                        label,
                        kind: *KINDS.get(kind)?,
                    })
                })
                .collect::<Option<_>>()?,
        })
    }

    /// Triples of an element's place, a hundredfold figure and a hundredfold level or null.
    fn rated(&self, figures: &[Option<u32>]) -> Option<Vec<Importance>> {
        figures
            .chunks_exact(3)
            .map(|triple| self.element(triple[0]?, triple[1]?, triple[2]))
            .collect()
    }

    /// Pairs of an element's place and a hundredfold figure.
    fn figures(&self, figures: &[u32]) -> Option<Vec<Importance>> {
        pairs(figures)
            .map(|(at, figure)| self.element(at, figure, None))
            .collect()
    }

    fn element(&self, at: u32, figure: u32, level: Option<u32>) -> Option<Importance> {
        let (id, name) = self.elements.get(at as usize)?;
        Some(Importance {
            id: id.clone(),
            name: name.clone(),
            value: figure as f32 / 100.0,
            level: level.map(|level| level as f32 / 100.0),
        })
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
