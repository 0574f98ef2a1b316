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

/// Strings that many rows share are written once; the rows hold their places. None has an escape, so that all of them are
/// slices of the file.
#[derive(Deserialize)]
struct File<'a> {
    version: &'a str,
    wage_year: u16,
    outlook_years: (u16, u16),
    #[serde(borrow)]
    levels: Vec<&'a str>,
    elements: Vec<(&'a str, &'a str)>,
    technologies: Vec<&'a str>,
    occupations: Vec<Row<'a>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    code: &'a str,
    title: &'a str,
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
    #[serde(borrow)]
    esco: Vec<(&'a str, &'a str, usize)>,
}

#[derive(Deserialize)]
struct Skills {
    skills: Vec<Skill>,
}

/// Reads the files; `None` when they do not fit together.
pub(super) fn read(
    atlas: &'static str,
    titles: &'static [u8],
    skills: &'static str,
) -> Option<Atlas> {
    // The program waits for them at its start, and neither half knows anything of the other.
    let (file, others) = std::thread::scope(|scope| {
        let others = scope.spawn(|| Some((Titles::read(titles)?, vocabulary(skills)?)));
        (serde_json::from_str::<File<'static>>(atlas), others.join())
    });
    let (file, (titles, vocabulary)) = (file.ok()?, others.ok()??);
    if titles.n_occupations() != file.occupations.len() {
        return None;
    }
    let shared = Shared {
        file: &file,
        titles: &titles,
    };
    let places = file.occupations.iter().enumerate();
    let occupations = all(places.map(|(place, row)| shared.occupation(place, row)))?;
    let rows = || file.occupations.iter();
    Some(Atlas {
        version: file.version,
        employment: rows().map(|row| row.employment.unwrap_or(0)).collect(),
        by_hand: rows().map(|row| row.titles_by_hand).collect(),
        occupations,
        vocabulary,
        titles,
        search: OnceLock::new(),
    })
}

fn vocabulary(skills: &str) -> Option<Vocabulary> {
    let skills: Skills = serde_json::from_str(skills).ok()?;
    Some(Vocabulary::new(skills.skills))
}

struct Shared<'a> {
    file: &'a File<'static>,
    titles: &'a Titles,
}

impl Shared<'_> {
    fn occupation(&self, place: usize, row: &Row<'static>) -> Option<Occupation> {
        let others = self.titles.of(place).skip(1).take(row.main_titles);
        Some(Occupation {
            code: row.code.to_owned(),
            title: row.title.to_owned(),
            alternate_titles: others.map(|title| self.titles.text(title)).collect(),
            skills: self.rated(&row.skills)?,
            knowledge: self.rated(&row.knowledge)?,
            work_styles: self.rated(&row.styles)?,
            activities: self.figures(&row.activities)?,
            interests: self.figures(&row.interests)?,
            technologies: self.technologies(&row.technologies)?,
            job_zone: row.zone,
            education: self.education(&row.education)?,
            related: self.related(&row.related)?,
            wage: row.wage.map(|[p10, p25, median, p75, p90]| Wage {
                year: self.file.wage_year,
                p10,
                p25,
                median,
                p75,
                p90,
            }),
            outlook: row
                .outlook
                .map(|(change_percent, openings_per_year)| Outlook {
                    from_year: self.file.outlook_years.0,
                    to_year: self.file.outlook_years.1,
                    change_percent,
                    openings_per_year,
                }),
            esco: esco(&row.esco)?,
        })
    }

    /// Triples of an element's place, a hundredfold figure and a hundredfold level or null.
    fn rated(&self, figures: &[Option<u32>]) -> Option<Vec<Importance>> {
        let triples = figures.chunks_exact(3);
        all(triples.map(|triple| self.element(triple[0]?, triple[1]?, triple[2])))
    }

    /// Pairs of an element's place and a hundredfold figure.
    fn figures(&self, figures: &[u32]) -> Option<Vec<Importance>> {
        all(pairs(figures).map(|(at, figure)| self.element(at, figure, None)))
    }

    fn element(&self, at: u32, figure: u32, level: Option<u32>) -> Option<Importance> {
        let (id, name) = *self.file.elements.get(at as usize)?;
        Some(Importance {
            id,
            name,
            value: figure as f32 / 100.0,
            level: level.map(|level| level as f32 / 100.0),
        })
    }

    /// A name's place with two low bits: hot, in demand.
    fn technologies(&self, places: &[u32]) -> Option<Vec<Technology>> {
        all(places.iter().map(|place| {
            Some(Technology {
                name: self.file.technologies.get((place >> 2) as usize)?,
                hot: place & 2 != 0,
                in_demand: place & 1 != 0,
            })
        }))
    }

    /// Pairs of a level, from 1, and a tenfold percentage.
    fn education(&self, figures: &[u32]) -> Option<Vec<EducationShare>> {
        all(pairs(figures).map(|(level, share)| {
            Some(EducationShare {
                level: self.file.levels.get((level as usize).checked_sub(1)?)?,
                percent: share as f32 / 10.0,
            })
        }))
    }

    fn related(&self, places: &[usize]) -> Option<Vec<&'static str>> {
        let code = |place: &usize| Some(self.file.occupations.get(*place)?.code);
        all(places.iter().map(code))
    }
}

fn esco(matches: &[(&str, &'static str, usize)]) -> Option<Vec<EscoMatch>> {
    all(matches.iter().map(|(identifier, label, kind)| {
        Some(EscoMatch {
            uri: format!("{ESCO}{identifier}"),
            label,
            kind: *KINDS.get(*kind)?,
        })
    }))
}

/// All of them or none, in room that is asked for once: collecting into an option grows it step by step.
fn all<T>(found: impl ExactSizeIterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut all = Vec::with_capacity(found.len());
    for one in found {
        all.push(one?);
    }
    Some(all)
}

fn pairs(figures: &[u32]) -> impl ExactSizeIterator<Item = (u32, u32)> {
    figures.chunks_exact(2).map(|pair| (pair[0], pair[1]))
}
