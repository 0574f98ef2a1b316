//! An occupation as facts, each with the row it stands in.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::advisor::evidence::EvidenceList;
use crate::advisor::guide::phrase::{percent, thousands};
use crate::atlas::Atlas;
use crate::career::occupation::{Importance, Occupation};

/// A named row of the atlas.
#[derive(Debug, Clone)]
pub struct Row {
    /// Of the element, the product or the occupation.
    pub code: String,
    pub name: String,
    /// As in the atlas: a share of tasks in percent, an importance of 5, an interest of 7.
    pub value: f32,
    pub id: u32,
}

/// Dollars a year in the United States.
#[derive(Debug, Clone, Copy)]
pub struct Pay {
    pub p10: Option<u32>,
    pub median: u32,
    pub p90: Option<u32>,
    pub year: u16,
    /// Share of the atlas's occupations with a lower median, 0 to 1.
    pub rank: f32,
    pub id: u32,
}

/// Employment in the United States.
#[derive(Debug, Clone, Copy)]
pub struct Future {
    pub change_percent: f32,
    pub from_year: u16,
    pub to_year: u16,
    pub openings: Option<u32>,
    /// Share of the atlas's occupations that grow less, 0 to 1.
    pub rank: f32,
    pub id: u32,
}

/// Facts about the occupation, each with the id of its row.
#[derive(Debug, Clone, Default)]
pub struct About {
    pub activities: Vec<Row>,
    pub other_titles: Vec<Row>,
    /// The strongest first.
    pub interests: Vec<Row>,
    /// Work styles that matter and set it apart, the most distinctive first.
    pub styles: Vec<Row>,
    pub skills: Vec<Row>,
    pub knowledge: Vec<Row>,
    /// In demand for this occupation, then those of any.
    pub technologies: Vec<Row>,
    /// How many of `technologies`, from the first, postings of this occupation ask for.
    pub n_in_demand: usize,
    /// Levels with their shares in percent, largest first.
    pub education: Vec<Row>,
    pub pay: Option<Pay>,
    pub future: Option<Future>,
    /// 1 to 5.
    pub job_zone: Option<(u8, u32)>,
    /// Nearest first.
    pub related: Vec<Row>,
}

/// A work style of less importance, of 5, is one among many.
const LEAST_STYLE: f32 = 4.0;

/// An interest below this score of 7 says nothing about an occupation.
const LEAST_INTEREST: f32 = 4.0;

impl About {
    pub fn read(occupation: &Occupation, list: &mut EvidenceList<'_>) -> Self {
        let mut about = Self::default();
        about.read_elements(occupation, list);
        about.read_names(occupation, list);
        about.read_way_in(occupation, list);
        about.pay = pay(occupation, list);
        about.future = future(occupation, list);
        about
    }

    fn read_elements(&mut self, occupation: &Occupation, list: &mut EvidenceList<'_>) {
        let (code, title) = (&occupation.code, &occupation.title);
        let mut rows = |table: &str, items: &[Importance], n: usize, unit: fn(f32) -> String| {
            let row = |item: &Importance| Row {
                code: item.id.to_owned(),
                name: item.name.to_owned(),
                value: item.value,
                id: list.atlas(
                    &format!("onet:{code}#{table}/{}", item.id),
                    &format!("{title}: {}, {}", item.name, unit(item.value)),
                ),
            };
            items.iter().take(n).map(row).collect::<Vec<_>>()
        };
        let of_tasks = |value| format!("{value:.0} % of tasks");
        let of_five = |value| format!("importance {value:.1} of 5");
        let styles: Vec<Importance> = telling_styles(occupation).into_iter().cloned().collect();
        self.styles = rows("work_styles", &styles, 3, of_five);
        let of_seven = |value| format!("interest {value:.1} of 7");
        self.activities = rows("activities", &occupation.activities, 4, of_tasks);
        self.skills = rows("skills", &occupation.skills, 5, of_five);
        self.knowledge = rows("knowledge", &occupation.knowledge, 4, of_five);
        let strong = occupation
            .interests
            .iter()
            .take_while(|interest| interest.value >= LEAST_INTEREST)
            .count();
        self.interests = rows(
            "interests",
            &occupation.interests,
            strong.clamp(1, 2),
            of_seven,
        );
    }

    fn read_names(&mut self, occupation: &Occupation, list: &mut EvidenceList<'_>) {
        let (code, title) = (&occupation.code, &occupation.title);
        let mut row = |table: &str, code_of: &str, name: &str, words: String| Row {
            code: code_of.to_owned(),
            name: name.to_owned(),
            value: 0.0,
            id: list.atlas(&format!("onet:{code}#{table}/{code_of}"), &words),
        };
        let wanted = occupation.technologies.iter().filter(|tool| tool.in_demand);
        let common = occupation
            .technologies
            .iter()
            .filter(|tool| !tool.in_demand);
        for tool in wanted.take(6).chain(common.take(4)) {
            let how = match (tool.in_demand, tool.hot) {
                (true, _) => "is in demand",
                (false, true) => "is often asked for",
                (false, false) => "is used",
            };
            let words = format!("{title}: {} {how}", tool.name);
            self.technologies
                .push(row("technologies", tool.name, tool.name, words));
            self.n_in_demand += usize::from(tool.in_demand);
        }
        for name in occupation.alternate_titles.iter().take(8) {
            let words = format!("{title}: also called {name}");
            self.other_titles.push(row("titles", name, name, words));
        }
        let atlas = Atlas::get();
        for other in occupation
            .related
            .iter()
            .take(4)
            .filter_map(|code| atlas.by_code(code))
        {
            let words = format!("{title}: related to {}", other.title);
            self.related
                .push(row("related", &other.code, &other.title, words));
        }
    }

    fn read_way_in(&mut self, occupation: &Occupation, list: &mut EvidenceList<'_>) {
        let (code, title) = (&occupation.code, &occupation.title);
        for (at, share) in occupation.education.iter().take(2).enumerate() {
            // As the score's own row writes it.
            let percent = share.percent.round_ties_even();
            let words = format!(
                "{title}: {} is asked for in {percent:.0} % of jobs",
                share.level
            );
            let place = if at == 0 {
                "education".to_owned()
            } else {
                format!("education/{}", share.level)
            };
            self.education.push(Row {
                code: share.level.to_owned(),
                name: share.level.to_owned(),
                value: percent,
                id: list.atlas(&format!("onet:{code}#{place}"), &words),
            });
        }
        let zone = occupation.job_zone;
        self.job_zone = (1..=5).contains(&zone).then(|| {
            let words = format!(
                "{title}: job zone {zone} of 5, {} preparation",
                preparation(zone)
            );
            (zone, list.atlas(&format!("onet:{code}#job_zone"), &words))
        });
    }

    /// The ids of its most telling rows, the most telling first.
    pub fn ids(&self) -> Vec<u32> {
        let lists = [
            &self.skills[..self.skills.len().min(4)],
            &self.activities[..self.activities.len().min(3)],
            &self.technologies[..self.n_in_demand.min(5)],
            &self.knowledge[..self.knowledge.len().min(3)],
            &self.education[..self.education.len().min(1)],
        ];
        let mut ids: Vec<u32> = lists.into_iter().flatten().map(|row| row.id).collect();
        ids.extend(self.pay.map(|pay| pay.id));
        ids.extend(self.future.map(|future| future.id));
        ids.extend(self.job_zone.map(|(_, id)| id));
        ids
    }
}

/// Its important work styles that are rated higher than in the atlas at large, by how much. Nearly every occupation
/// has reliability on top, so the figure alone would say little.
fn telling_styles(occupation: &Occupation) -> Vec<&Importance> {
    let lead = |style: &Importance| style.value - usual_importance(style.id);
    let mut telling: Vec<(&Importance, f32)> = occupation
        .work_styles
        .iter()
        .filter(|style| style.value >= LEAST_STYLE)
        .map(|style| (style, lead(style)))
        .filter(|(_, lead)| *lead > 0.0)
        .collect();
    telling.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    telling.into_iter().map(|(style, _)| style).collect()
}

/// The mean importance of a work style over the occupations that are rated; 0 for one that nobody has rated.
fn usual_importance(id: &str) -> f32 {
    static MEANS: OnceLock<HashMap<&str, f32>> = OnceLock::new();
    let means = MEANS.get_or_init(|| {
        let mut sums: HashMap<&str, (f32, u16)> = HashMap::new();
        for occupation in Atlas::get().occupations() {
            for style in &occupation.work_styles {
                let (sum, n) = sums.entry(style.id).or_default();
                *sum += style.value;
                *n += 1;
            }
        }
        let mean = |(id, (sum, n))| (id, sum / f32::from(n));
        sums.into_iter().map(mean).collect()
    });
    means.get(id).copied().unwrap_or_default()
}

fn pay(occupation: &Occupation, list: &mut EvidenceList<'_>) -> Option<Pay> {
    let (code, title) = (&occupation.code, &occupation.title);
    let wage = occupation.wage.as_ref()?;
    let (median, year) = (wage.median?, wage.year);
    let middle = thousands(median);
    let mut words = format!("{title}: median pay ${middle} a year in the United States, {year}");
    if let Some(low) = wage.p10 {
        words.push_str(&format!("; the lowest tenth below ${}", thousands(low)));
    }
    if let Some(high) = wage.p90 {
        words.push_str(&format!("; the highest tenth above ${}", thousands(high)));
    }
    let medians = Atlas::get()
        .occupations()
        .iter()
        .filter_map(|o| o.wage.as_ref()?.median);
    Some(Pay {
        p10: wage.p10,
        median,
        p90: wage.p90,
        year,
        rank: rank(medians, |other| *other < median),
        id: list.atlas(&format!("bls:{code}#wages/{year}"), &words),
    })
}

fn future(occupation: &Occupation, list: &mut EvidenceList<'_>) -> Option<Future> {
    let (code, title) = (&occupation.code, &occupation.title);
    let outlook = occupation.outlook.as_ref()?;
    let (from, to, change) = (outlook.from_year, outlook.to_year, outlook.change_percent);
    let turns = if change < 0.0 { "fall" } else { "rise" };
    let figure = percent(change);
    let mut words = format!(
        "{title}: employment in the United States projected to {turns} by {figure} % from {from} to {to}"
    );
    if let Some(openings) = outlook.openings_per_year {
        words.push_str(&format!(", with {} openings a year", thousands(openings)));
    }
    let changes = Atlas::get()
        .occupations()
        .iter()
        .filter_map(|o| Some(o.outlook.as_ref()?.change_percent));
    Some(Future {
        change_percent: change,
        from_year: from,
        to_year: to,
        openings: outlook.openings_per_year,
        rank: rank(changes, |other| *other < change),
        id: list.atlas(&format!("bls:{code}#outlook/{from}-{to}"), &words),
    })
}

/// The share of `all` that `is_less` holds for.
fn rank<T>(all: impl Iterator<Item = T>, is_less: impl Fn(&T) -> bool) -> f32 {
    let (mut n, mut less) = (0_u16, 0_u16);
    for other in all {
        n += 1;
        less += u16::from(is_less(&other));
    }
    f32::from(less) / f32::from(n.max(1))
}

/// How much preparation a job zone stands for.
const fn preparation(job_zone: u8) -> &'static str {
    match job_zone {
        0 | 1 => "little or no",
        2 => "some",
        3 => "medium",
        4 => "considerable",
        _ => "extensive",
    }
}
