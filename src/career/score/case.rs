//! One résumé against one target: which parts apply, how each is scored, and what supports it.

use crate::career::analysis::{Need, Status};
use crate::career::job::{JobRequirement, meets};
use crate::career::occupation::{Occupation, Technology};
use crate::career::resume::Span;
use crate::career::score::profile::Profile;
use crate::career::score::schooling::Level;
use crate::career::score::title::TitleWords;
use crate::career::score::{Fact, SkillFact, Target};
use crate::career::skill::Vocabulary;

/// Having this share of all that an occupation lists counts as having it all: nobody works with everything.
const ENOUGH: f64 = 0.5;
/// A title this near belongs to the same line of work.
const SAME_WORK: f64 = 0.5;
/// At most this many places of the résumé, and rows of the atlas, are cited for one part or skill.
const MAX_SPANS: usize = 6;
const MAX_ROWS: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Requirements,
    KeySkills,
    General,
    Titles,
    Experience,
    Education,
    RoleSkills,
    RoleWords,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Requirements => "Job requirements",
            Self::KeySkills => "Tools and technologies",
            Self::General => "General skills and knowledge",
            Self::Titles => "Job titles",
            Self::Experience => "Years of experience",
            Self::Education => "Education",
            Self::RoleSkills => "Skills named in the role",
            Self::RoleWords => "Words of the role",
        }
    }
}

pub(super) struct Case<'a> {
    profile: &'a Profile,
    target: &'a Target<'a>,
    role: TitleWords,
    /// Skills that the name of the role itself contains.
    role_skills: Vec<String>,
    title: TitleMatch,
}

/// The title held that is nearest to one of the role's.
#[derive(Clone, Copy, Default)]
struct TitleMatch {
    nearness: f64,
    held: Option<usize>,
    /// The place among the occupation's alternate titles; none for its own.
    alternate: Option<usize>,
}

/// A skill that is asked for.
pub(super) struct Wanted {
    name: String,
    /// How much of the match hangs on it, in percent.
    value: f64,
    pub shown: Vec<Span>,
    askers: Vec<Fact>,
}

impl Wanted {
    pub(super) fn into_fact(self) -> SkillFact {
        let shown = self.shown.into_iter().take(MAX_SPANS).map(Fact::Resume);
        SkillFact {
            name: self.name,
            facts: shown.chain(self.askers).collect(),
        }
    }
}

impl<'a> Case<'a> {
    pub(super) fn new(
        profile: &'a Profile,
        target: &'a Target<'a>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut case = Self::of_occupation(profile, target);
        for found in vocabulary.find(target.role) {
            if !case.role_skills.contains(&found.skill) {
                case.role_skills.push(found.skill);
            }
        }
        case
    }

    /// Without the skills in the role's name, which do not count where an occupation is known.
    pub(super) fn of_occupation(profile: &'a Profile, target: &'a Target<'a>) -> Self {
        let role = TitleWords::new(target.role);
        let title = nearest(profile, &role, target.occupation);
        Self {
            profile,
            target,
            role,
            role_skills: Vec::new(),
            title,
        }
    }

    /// The parts that apply, with weights in proportion; never empty.
    pub(super) fn bases(&self) -> Vec<(Kind, u32)> {
        let asked = !self.target.requirements.is_empty();
        let Some(occupation) = self.target.occupation else {
            return self.bases_without_occupation(asked);
        };
        let in_demand = occupation
            .technologies
            .iter()
            .filter(|tool| tool.in_demand)
            .count();
        let (tools, general) = match in_demand {
            5.. => (40, 20),
            1..=4 => (25, 30),
            0 => (15, 35),
        };
        let mut bases = Vec::new();
        if asked {
            bases.push((Kind::Requirements, 80));
        }
        if !occupation.technologies.is_empty() {
            bases.push((Kind::KeySkills, tools));
        }
        if elements(occupation).next().is_some() {
            bases.push((Kind::General, general));
        }
        bases.push((Kind::Titles, 20));
        bases.push((Kind::Experience, 10));
        if Level::usual(occupation).is_some() {
            bases.push((Kind::Education, 10));
        }
        bases
    }

    fn bases_without_occupation(&self, asked: bool) -> Vec<(Kind, u32)> {
        let named = self.role.stems().next().is_some();
        match (asked, named) {
            (true, true) => vec![(Kind::Requirements, 75), (Kind::Titles, 25)],
            (true, false) => vec![(Kind::Requirements, 100)],
            (false, _) if self.role_skills.is_empty() => {
                vec![(Kind::Titles, 60), (Kind::RoleWords, 40)]
            }
            (false, _) => vec![
                (Kind::Titles, 50),
                (Kind::RoleSkills, 30),
                (Kind::RoleWords, 20),
            ],
        }
    }

    /// 0 to 1; never lower with a skill added than without.
    pub(super) fn score(&self, kind: Kind, added: Option<&str>) -> f64 {
        match kind {
            Kind::Requirements => self.requirements(added),
            Kind::KeySkills => self.tools().map_or(0.0, |tools| {
                share_of(tools, ENOUGH, |tool| self.profile.shows(&tool.name, added))
            }),
            Kind::General => self.target.occupation.map_or(0.0, |occupation| {
                share_of(
                    elements(occupation).map(|element| (element, element.weight)),
                    ENOUGH,
                    |element| {
                        added == Some(element.name)
                            || self.profile.elements.contains_key(element.id)
                    },
                )
            }),
            Kind::Titles => self.title.nearness,
            Kind::Experience => self.experience(),
            Kind::Education => self.education(),
            Kind::RoleSkills => share_of(
                self.role_skills.iter().map(|skill| (skill, 1.0)),
                1.0,
                |skill| self.profile.shows(skill, added),
            ),
            Kind::RoleWords => share_of(self.role.stems().map(|stem| (stem, 1.0)), 1.0, |stem| {
                self.line_with(stem).is_some()
            }),
        }
    }

    /// What supports the score of a part: places of the résumé, then who asks. Never empty.
    pub(super) fn facts(&self, kind: Kind) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self
            .shown(kind)
            .into_iter()
            .take(MAX_SPANS)
            .map(Fact::Resume)
            .collect();
        facts.extend(self.askers(kind, facts.is_empty()));
        if facts.is_empty() {
            facts.push(Fact::Resume(self.profile.first_line));
        }
        facts
    }

    fn shown(&self, kind: Kind) -> Vec<Span> {
        let first = |spans: &Vec<Span>| spans.first().copied();
        match kind {
            Kind::Requirements => {
                let mut spans: Vec<Span> = self
                    .target
                    .requirements
                    .iter()
                    .flat_map(|requirement| {
                        meets(requirement, self.profile, None).1.into_iter().take(1)
                    })
                    .collect();
                spans.sort_unstable();
                spans.dedup();
                spans
            }
            Kind::KeySkills => self
                .tools()
                .into_iter()
                .flatten()
                .filter_map(|(tool, _)| self.profile.skills.get(&tool.name).and_then(first))
                .collect(),
            Kind::General => self
                .target
                .occupation
                .iter()
                .flat_map(|occupation| elements(occupation))
                .filter_map(|element| self.profile.elements.get(element.id).and_then(first))
                .collect(),
            Kind::Titles => self
                .title
                .held
                .map(|held| self.profile.titles[held].span)
                .into_iter()
                .collect(),
            Kind::Experience => self
                .profile
                .stints
                .iter()
                .map(|stint| stint.range.span)
                .collect(),
            Kind::Education => self
                .profile
                .schooling
                .map(|(_, span)| span)
                .into_iter()
                .collect(),
            Kind::RoleSkills => self
                .role_skills
                .iter()
                .filter_map(|skill| self.profile.skills.get(skill).and_then(first))
                .collect(),
            Kind::RoleWords => self
                .role
                .stems()
                .filter_map(|stem| self.line_with(stem))
                .collect(),
        }
    }

    /// Who asks for a part. Where nothing is shown, the rows of what is missing most.
    fn askers(&self, kind: Kind, nothing_shown: bool) -> Vec<Fact> {
        if kind == Kind::Requirements {
            let all = if nothing_shown { usize::MAX } else { MAX_ROWS };
            return self
                .target
                .requirements
                .iter()
                .take(all.min(MAX_SPANS))
                .map(|asked| Fact::Job(asked.span))
                .collect();
        }
        let Some(occupation) = self.target.occupation else {
            return Vec::new();
        };
        let shows_tool = |tool: &Technology| self.profile.skills.contains_key(&tool.name);
        let shows_element = |element: &Element<'_>| self.profile.elements.contains_key(element.id);
        match kind {
            Kind::KeySkills => occupation
                .technologies
                .iter()
                .filter(|tool| nothing_shown || shows_tool(tool))
                .take(MAX_ROWS)
                .map(|tool| tool_row(occupation, tool))
                .collect(),
            Kind::General => elements(occupation)
                .filter(|element| nothing_shown || shows_element(element))
                .take(MAX_ROWS)
                .map(|element| element_row(occupation, &element))
                .collect(),
            Kind::Titles => vec![self.title_row(occupation)],
            Kind::Experience => vec![zone_row(occupation)],
            Kind::Education => vec![education_row(occupation)],
            Kind::Requirements | Kind::RoleSkills | Kind::RoleWords => Vec::new(),
        }
    }

    /// Every skill asked for, the one with the most of the match on it first.
    pub(super) fn wanted(&self) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let bases = self.bases();
        let sum: u32 = bases.iter().map(|(_, base)| base).sum();
        let weight = |kind: Kind| {
            let base = bases
                .iter()
                .find(|(other, _)| *other == kind)
                .map_or(0, |(_, base)| *base);
            f64::from(base) * 100.0 / f64::from(sum)
        };
        let need: f64 = self.target.requirements.iter().map(need).sum();
        for requirement in self.target.requirements {
            let each = weight(Kind::Requirements) * self::need(requirement) / need;
            for skill in &requirement.skills {
                let value = each / requirement.skills.len() as f64;
                self.want(&mut wanted, skill, value, Fact::Job(requirement.span));
            }
        }
        if let Some(occupation) = self.target.occupation {
            let all: f64 = self
                .tools()
                .into_iter()
                .flatten()
                .map(|(_, weight)| weight)
                .sum();
            for (tool, share) in self.tools().into_iter().flatten() {
                let value = weight(Kind::KeySkills) * share / (all * ENOUGH);
                self.want(&mut wanted, &tool.name, value, tool_row(occupation, tool));
            }
            let all: f64 = elements(occupation).map(|element| element.weight).sum();
            for element in elements(occupation) {
                let value = weight(Kind::General) * element.weight / (all * ENOUGH);
                self.want(
                    &mut wanted,
                    element.name,
                    value,
                    element_row(occupation, &element),
                );
            }
        } else {
            for skill in &self.role_skills {
                let value = weight(Kind::RoleSkills) / self.role_skills.len() as f64;
                self.want(
                    &mut wanted,
                    skill,
                    value,
                    Fact::Resume(self.profile.first_line),
                );
            }
        }
        // A stable sort: among equals the order of the sources stays.
        wanted.sort_by(|a, b| b.value.total_cmp(&a.value));
        wanted
    }

    fn want(&self, wanted: &mut Vec<Wanted>, name: &str, value: f64, asker: Fact) {
        if let Some(before) = wanted.iter_mut().find(|wanted| wanted.name == name) {
            before.value += value;
            if !before.askers.contains(&asker) && before.askers.len() < MAX_ROWS {
                before.askers.push(asker);
            }
            return;
        }
        let element = self
            .target
            .occupation
            .and_then(|occupation| elements(occupation).find(|element| element.name == name));
        let by_element = element.and_then(|element| self.profile.elements.get(element.id));
        let mut shown: Vec<Span> = self
            .profile
            .skills
            .get(name)
            .into_iter()
            .chain(by_element)
            .flatten()
            .copied()
            .collect();
        shown.sort_unstable();
        wanted.push(Wanted {
            name: name.to_owned(),
            value,
            shown,
            askers: vec![asker],
        });
    }

    fn requirements(&self, added: Option<&str>) -> f64 {
        let asked: f64 = self.target.requirements.iter().map(need).sum();
        let met: f64 = self
            .target
            .requirements
            .iter()
            .map(|requirement| {
                need(requirement)
                    * match meets(requirement, self.profile, added).0 {
                        Status::Met => 1.0,
                        Status::Partial => 0.5,
                        Status::Missing => 0.0,
                    }
            })
            .sum();
        if asked > 0.0 { met / asked } else { 0.0 }
    }

    /// Technologies with their weights: those in demand first, an earlier one a little more than a later one.
    fn tools(&self) -> Option<impl Iterator<Item = (&'a Technology, f64)> + use<'a>> {
        let occupation = self.target.occupation?;
        Some(
            occupation
                .technologies
                .iter()
                .enumerate()
                .map(|(place, tool)| {
                    let wanted = match (tool.in_demand, tool.hot) {
                        (true, _) => 3.0,
                        (false, true) => 1.5,
                        (false, false) => 1.0,
                    };
                    (tool, wanted * (1.0 - place as f64 / 50.0))
                }),
        )
    }

    /// Months in the same line of work count whole, others half, up to what the job zone asks for.
    fn experience(&self) -> f64 {
        let Some(occupation) = self.target.occupation else {
            return 0.0;
        };
        let all = self.profile.months(|_| true);
        let same = self.profile.months(|stint| {
            stint.title.is_some_and(|held| {
                let held = &self.profile.titles[held].words;
                nearest_of(held, &self.role, Some(occupation)).0 >= SAME_WORK
            })
        });
        let counted = f64::from(same) + f64::from(all - same.min(all)) / 2.0;
        counted / f64::from(zone_months(occupation.job_zone))
    }

    fn education(&self) -> f64 {
        let usual = self
            .target
            .occupation
            .and_then(Level::usual)
            .map_or(0.0, Level::steps);
        // Most people with a résumé went to school, whether they say so or not.
        let reached = self
            .profile
            .schooling
            .map_or(0.5, |(level, _)| level.steps());
        if usual > 0.0 { reached / usual } else { 1.0 }
    }

    fn line_with(&self, stem: &str) -> Option<Span> {
        self.profile
            .lines
            .iter()
            .find(|line| line.stems.contains(stem))
            .map(|line| line.span)
    }

    fn title_row(&self, occupation: &Occupation) -> Fact {
        let near = self
            .title
            .alternate
            .and_then(|at| occupation.alternate_titles.get(at));
        let words = match near {
            Some(title) => format!("{}: also called {title}", occupation.title),
            None => {
                let some: Vec<&str> = occupation
                    .alternate_titles
                    .iter()
                    .take(3)
                    .map(String::as_str)
                    .collect();
                format!("{}: also called {}", occupation.title, some.join(", "))
            }
        };
        row(occupation, "titles", words)
    }
}

fn need(requirement: &JobRequirement) -> f64 {
    match requirement.need {
        Need::Required => 2.0,
        Need::Preferred => 1.0,
    }
}

/// The share of weight that is shown, of as much as is enough.
fn share_of<T>(
    items: impl Iterator<Item = (T, f64)>,
    enough: f64,
    is_shown: impl Fn(&T) -> bool,
) -> f64 {
    let (mut all, mut shown) = (0.0, 0.0);
    for (item, weight) in items {
        all += weight;
        if is_shown(&item) {
            shown += weight;
        }
    }
    if all > 0.0 {
        (shown / (all * enough)).min(1.0)
    } else {
        0.0
    }
}

fn nearest(profile: &Profile, role: &TitleWords, occupation: Option<&Occupation>) -> TitleMatch {
    let mut best = TitleMatch::default();
    for (held, title) in profile.titles.iter().enumerate() {
        let (nearness, alternate) = nearest_of(&title.words, role, occupation);
        // What was done long ago says a little less about what comes next.
        let nearness = nearness * if held < 4 { 1.0 } else { 0.9 };
        if nearness > best.nearness {
            best = TitleMatch {
                nearness,
                held: Some(held),
                alternate,
            };
        }
    }
    best
}

/// How near a title held is to the role, its occupation or any of that occupation's titles, and which.
fn nearest_of(
    held: &TitleWords,
    role: &TitleWords,
    occupation: Option<&Occupation>,
) -> (f64, Option<usize>) {
    let mut best = (held.nearness(role), None);
    let Some(occupation) = occupation else {
        return best;
    };
    let titles = std::iter::once((None, &occupation.title)).chain(
        occupation
            .alternate_titles
            .iter()
            .enumerate()
            .map(|(at, title)| (Some(at), title)),
    );
    for (alternate, title) in titles.filter(|(_, title)| held.may_be_near(title)) {
        let nearness = held.nearness(&TitleWords::new(title));
        if nearness > best.0 {
            best = (nearness, alternate);
        }
    }
    best
}

/// A general skill or a field of knowledge of an occupation.
#[derive(Clone, Copy)]
struct Element<'a> {
    id: &'a str,
    name: &'a str,
    value: f32,
    folder: &'static str,
    weight: f64,
}

/// Fields of knowledge first: they set occupations apart, while every résumé shows some of the general skills.
fn elements(occupation: &Occupation) -> impl Iterator<Item = Element<'_>> {
    let knowledge = occupation
        .knowledge
        .iter()
        .map(|rated| (rated, "knowledge", 1.0));
    let skills = occupation.skills.iter().map(|rated| (rated, "skills", 0.4));
    knowledge
        .chain(skills)
        .map(|(rated, folder, factor)| Element {
            id: &rated.id,
            name: &rated.name,
            value: rated.value,
            folder,
            // Importance starts at 1; what is twice as far from it counts twice.
            weight: factor * (f64::from(rated.value) - 1.0).max(0.1),
        })
}

fn zone_months(zone: u8) -> u32 {
    match zone {
        0 | 1 => 3,
        2 => 12,
        3 => 24,
        4 => 48,
        _ => 72,
    }
}

fn row(occupation: &Occupation, place: &str, words: String) -> Fact {
    Fact::Atlas {
        reference: format!("onet:{}#{place}", occupation.code),
        words,
    }
}

fn tool_row(occupation: &Occupation, tool: &Technology) -> Fact {
    let how = match (tool.in_demand, tool.hot) {
        (true, _) => "is in demand",
        (false, true) => "is often asked for",
        (false, false) => "is used",
    };
    let words = format!("{}: {} {how}", occupation.title, tool.name);
    row(occupation, &format!("technologies/{}", tool.name), words)
}

fn element_row(occupation: &Occupation, element: &Element<'_>) -> Fact {
    let words = format!(
        "{}: {}, importance {:.1} of 5",
        occupation.title, element.name, element.value
    );
    row(
        occupation,
        &format!("{}/{}", element.folder, element.id),
        words,
    )
}

fn zone_row(occupation: &Occupation) -> Fact {
    let preparation = match occupation.job_zone {
        0 | 1 => "little or no preparation",
        2 => "some preparation",
        3 => "medium preparation",
        4 => "considerable preparation",
        _ => "extensive preparation",
    };
    let words = format!(
        "{}: job zone {} of 5, {preparation}",
        occupation.title, occupation.job_zone
    );
    row(occupation, "job_zone", words)
}

fn education_row(occupation: &Occupation) -> Fact {
    match occupation.education.first() {
        Some(share) => row(
            occupation,
            "education",
            format!(
                "{}: {} is asked for in {:.0} % of jobs",
                occupation.title, share.level, share.percent
            ),
        ),
        None => zone_row(occupation),
    }
}
