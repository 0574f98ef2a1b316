//! An occupation as facts, each with the row it stands in.

use crate::advisor::evidence::EvidenceList;
use crate::advisor::guide::phrase::{percent, thousands};
use crate::career::occupation::{Importance, Occupation};

/// Facts about the occupation, each with the id of its row.
#[derive(Debug, Clone, Default)]
pub struct About {
    pub activities: Vec<(String, u32)>,
    pub other_titles: Vec<(String, u32)>,
    /// Adjectives, the strongest first.
    pub interests: Vec<(String, u32)>,
    pub skills: Vec<(String, u32)>,
    pub knowledge: Vec<(String, u32)>,
    pub technologies: Vec<(String, u32)>,
    /// Level, whole percent.
    pub education: Option<(String, u32, u32)>,
    /// Dollars a year, year.
    pub median_pay: Option<(u32, u16, u32)>,
    /// Percent, from, to.
    pub outlook: Option<(f32, u16, u16, u32)>,
    /// 1 to 5.
    pub job_zone: Option<(u8, u32)>,
}

impl About {
    pub fn read(occupation: &Occupation, list: &mut EvidenceList<'_>) -> Self {
        let (code, title) = (&occupation.code, &occupation.title);
        let mut rows = |table: &str, items: &[Importance], n: usize| {
            items
                .iter()
                .take(n)
                .map(|item| {
                    let words =
                        format!("{title}: {} (importance {:.1} of 5)", item.name, item.value);
                    let id = list.atlas(&format!("onet:{code}#{table}/{}", item.id), &words);
                    (item.name.clone(), id)
                })
                .collect::<Vec<_>>()
        };
        let activities = rows("activities", &occupation.activities, 3);
        let skills = rows("skills", &occupation.skills, 4);
        let knowledge = rows("knowledge", &occupation.knowledge, 3);
        let technologies = occupation
            .technologies
            .iter()
            .filter(|technology| technology.in_demand)
            .take(5)
            .map(|technology| {
                let name = &technology.name;
                let words = format!("{title}: {name} is often asked for in postings");
                (
                    name.clone(),
                    list.atlas(&format!("onet:{code}#technologies/{name}"), &words),
                )
            })
            .collect();
        let education = occupation.education.first().map(|share| {
            // As the score's own row writes it.
            let percent = share.percent.round_ties_even() as u32;
            let words = format!("{title}: {percent} % of those employed: {}", share.level);
            (
                share.level.clone(),
                percent,
                list.atlas(&format!("onet:{code}#education"), &words),
            )
        });
        let median_pay = occupation.wage.as_ref().and_then(|wage| {
            let median = wage.median?;
            let (year, pay) = (wage.year, thousands(median));
            let words = format!("{title}: median pay ${pay} a year in the United States, {year}");
            Some((
                median,
                year,
                list.atlas(&format!("bls:{code}#wages/{year}"), &words),
            ))
        });
        let outlook = occupation.outlook.as_ref().map(|outlook| {
            let (from, to, change) = (outlook.from_year, outlook.to_year, outlook.change_percent);
            let sign = if change < 0.0 { '-' } else { '+' };
            let figure = percent(change);
            let words = format!(
                "{title}: employment in the United States projected to change by {sign}{figure} % from {from} to {to}"
            );
            (change, from, to, list.atlas(&format!("bls:{code}#outlook/{from}-{to}"), &words))
        });
        let zone = occupation.job_zone;
        let job_zone = (1..=5).contains(&zone).then(|| {
            let words = format!(
                "{title}: job zone {zone} of 5, {} preparation",
                preparation(zone)
            );
            (zone, list.atlas(&format!("onet:{code}#job_zone"), &words))
        });
        let other_titles = occupation.alternate_titles.iter().take(3).map(|name| {
            let words = format!("{title}: also called {name}");
            (
                name.clone(),
                list.atlas(&format!("onet:{code}#titles/{name}"), &words),
            )
        });
        let other_titles = other_titles.collect();
        let interests = occupation.interests.iter().take(2).filter_map(|interest| {
            let name = interest_name(&interest.name)?;
            let words = format!("{title}: {name} interests ({:.1} of 7)", interest.value);
            Some((
                name.to_owned(),
                list.atlas(&format!("onet:{code}#interests/{}", interest.id), &words),
            ))
        });
        let interests = interests.collect();
        Self {
            activities,
            other_titles,
            interests,
            skills,
            knowledge,
            technologies,
            education,
            median_pay,
            outlook,
            job_zone,
        }
    }

    /// The ids of all its rows, the most telling first.
    pub fn ids(&self) -> Vec<u32> {
        let lists = [
            &self.skills,
            &self.activities,
            &self.technologies,
            &self.knowledge,
        ];
        let mut ids: Vec<u32> = lists.into_iter().flatten().map(|(_, id)| *id).collect();
        ids.extend(self.education.as_ref().map(|(.., id)| *id));
        ids.extend(self.median_pay.map(|(.., id)| id));
        ids.extend(self.outlook.map(|(.., id)| id));
        ids.extend(self.job_zone.map(|(_, id)| id));
        ids
    }
}

/// The interest a letter of the occupational interest profile stands for.
fn interest_name(letter: &str) -> Option<&'static str> {
    let names = [
        "realistic",
        "investigative",
        "artistic",
        "social",
        "enterprising",
        "conventional",
    ];
    let first = letter.chars().next()?.to_ascii_lowercase();
    names.into_iter().find(|name| name.starts_with(first))
}

/// How much preparation a job zone stands for.
pub const fn preparation(job_zone: u8) -> &'static str {
    match job_zone {
        0 | 1 => "little or no",
        2 => "some",
        3 => "medium",
        4 => "considerable",
        _ => "extensive",
    }
}
