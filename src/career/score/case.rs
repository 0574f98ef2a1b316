//! One résumé against one target: which parts apply, how each is scored, and what supports it.

use crate::career::analysis::{Need, Status};
use crate::career::job::{JobRequirement, meets};
use crate::career::occupation::{Occupation, Technology};
use crate::career::resume::Span;
use crate::career::score::demand::{
    Demand, Element, MANY_TOOLS, education_row, element_row, elements, enough_elements,
    enough_tools, row, tool_row, tools, zone_months, zone_row,
};
use crate::career::score::extra::Extra;
use crate::career::score::profile::{Profile, Stint};
use crate::career::score::recency::recency;
use crate::career::score::schooling::Level;
use crate::career::score::title::{Nearness, TitleWords};
use crate::career::score::{Fact, SkillFact, Target};
use crate::career::skill::Vocabulary;

/// A title this near belongs to the same line of work.
const SAME_WORK: f64 = 0.6;
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
    Recency,
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
            Self::Recency => "Recent work",
            Self::Education => "Education",
            Self::RoleSkills => "Skills named in the role",
            Self::RoleWords => "Words of the role",
        }
    }
}

pub(super) struct Case<'a> {
    profile: &'a Profile,
    target: &'a Target<'a>,
    demand: Option<Demand<'a>>,
    role: TitleWords,
    /// Skills that the name of the role itself contains.
    role_skills: Vec<String>,
    /// Per title held, in the profile's order.
    near: Vec<Nearness>,
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
        Self::at_best(profile, target).with_titles()
    }

    /// With every title held and every year taken as fitting: no case is graded higher, and this takes no
    /// comparing of titles.
    pub(super) fn at_best(profile: &'a Profile, target: &'a Target<'a>) -> Self {
        let fits = Nearness {
            value: 1.0,
            alternate: None,
        };
        let demand = |occupation| Demand::new(occupation, profile);
        Self {
            profile,
            target,
            demand: target.occupation.map(demand),
            role: TitleWords::new(target.role),
            role_skills: Vec::new(),
            near: vec![fits; profile.titles.len()],
        }
    }

    /// With the titles held compared.
    pub(super) fn with_titles(mut self) -> Self {
        let held = &self.profile.held;
        self.near = held.nearness(&self.role, self.target.occupation);
        self
    }

    /// The parts that apply, with weights in proportion; never empty.
    pub(super) fn bases(&self) -> Vec<(Kind, u32)> {
        let asked = !self.target.requirements.is_empty();
        let Some((occupation, demand)) = self.target.occupation.zip(self.demand.as_ref()) else {
            return self.bases_without_occupation(asked);
        };
        let (tool_base, general_base) = demand.bases;
        let mut bases = Vec::new();
        if asked {
            bases.push((Kind::Requirements, 80));
        }
        if !occupation.technologies.is_empty() {
            bases.push((Kind::KeySkills, tool_base));
        }
        if demand.has_elements() {
            bases.push((Kind::General, general_base));
        } else if tool_base < MANY_TOOLS {
            // Little is known of this occupation: a title alone must not carry the match.
            bases.push((Kind::RoleWords, 20));
        }
        bases.push((Kind::Titles, 30));
        bases.push((Kind::Experience, 10));
        bases.push((Kind::Recency, 5));
        if demand.schooling.is_some() {
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
    pub(super) fn score(&self, kind: Kind, added: Option<&Extra>) -> f64 {
        match kind {
            Kind::Requirements => self.requirements(added),
            Kind::KeySkills => {
                let demand = self.demand.as_ref();
                demand.map_or(0.0, |demand| demand.tools_shown(added))
            }
            Kind::General => {
                let demand = self.demand.as_ref();
                demand.map_or(0.0, |demand| demand.elements_shown(self.profile, added))
            }
            Kind::Titles => self.nearest_title().map_or(0.0, |(value, _)| value),
            Kind::Experience => self.experience(),
            Kind::Recency => self.latest().map_or(0.0, |(recency, _)| recency),
            Kind::Education => self.education(),
            Kind::RoleSkills => {
                let shown = self
                    .role_skills
                    .iter()
                    .filter(|skill| self.profile.shows(skill, added));
                shown.count() as f64 / self.role_skills.len().max(1) as f64
            }
            Kind::RoleWords => {
                let said = self.role.stems().filter(|stem| {
                    self.line_with(stem).is_some()
                        || added.is_some_and(|extra| extra.stems.contains(*stem))
                });
                said.count() as f64 / self.role.stems().count().max(1) as f64
            }
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
                .target
                .occupation
                .iter()
                .flat_map(|occupation| &occupation.technologies)
                .filter_map(|tool| self.profile.skills.get(tool.name).and_then(first))
                .collect(),
            Kind::General => self
                .target
                .occupation
                .iter()
                .flat_map(|occupation| elements(occupation))
                .filter_map(|element| first(&self.profile.places(&element)))
                .collect(),
            Kind::Titles => self
                .nearest_title()
                .map(|(_, held)| self.profile.titles[held].span)
                .into_iter()
                .collect(),
            Kind::Experience => self
                .profile
                .stints
                .iter()
                .map(|stint| stint.range.span)
                .collect(),
            Kind::Recency => self.latest().map(|(_, span)| span).into_iter().collect(),
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
        let shows_tool = |tool: &Technology| self.profile.skills.contains_key(tool.name);
        let shows_element = |element: &Element<'_>| self.profile.strength(element, None) > 0.0;
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
            Kind::Titles | Kind::Recency | Kind::RoleWords => vec![self.title_row(occupation)],
            Kind::Experience => vec![zone_row(occupation)],
            Kind::Education => vec![education_row(occupation)],
            Kind::Requirements | Kind::RoleSkills => Vec::new(),
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
            let each = weight(Kind::KeySkills) / enough_tools(occupation);
            for (tool, share) in tools(occupation) {
                let row = tool_row(occupation, tool);
                self.want(&mut wanted, tool.name, each * share, row);
            }
            let each = weight(Kind::General) / enough_elements(occupation);
            for element in elements(occupation) {
                let row = element_row(occupation, &element);
                self.want(&mut wanted, element.name, each * element.weight, row);
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
        let as_skill = self.profile.skills.get(name).into_iter().flatten().copied();
        let mut shown: Vec<Span> = element
            .map_or_else(Vec::new, |element| self.profile.places(&element))
            .into_iter()
            .chain(as_skill)
            .collect();
        shown.sort_unstable();
        shown.dedup();
        wanted.push(Wanted {
            name: name.to_owned(),
            value,
            shown,
            askers: vec![asker],
        });
    }

    fn requirements(&self, added: Option<&Extra>) -> f64 {
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

    /// Months in the same line of work count whole; all others together are worth half of what the job zone asks
    /// for at most, since much of one thing does not make up for none of another.
    fn experience(&self) -> f64 {
        let Some(occupation) = self.target.occupation else {
            return 0.0;
        };
        let all = self.profile.months(|_| true);
        let same = self.profile.months(|stint| self.is_same_work(stint));
        let asked = f64::from(zone_months(occupation.job_zone));
        let others = f64::from(all.saturating_sub(same)) / asked;
        f64::from(same) / asked + others.min(1.0) / 2.0
    }

    fn is_same_work(&self, stint: &Stint) -> bool {
        let mut titles = stint.titles.iter();
        titles.any(|held| self.near[*held].value >= SAME_WORK)
    }

    /// How recent the last work in the same line is, 0 to 1, and where it stands. Nobody can tell without dates.
    fn latest(&self) -> Option<(f64, Span)> {
        if self.profile.stints.is_empty() {
            let (near, held) = self.nearest_title()?;
            return (near >= SAME_WORK).then(|| (0.5, self.profile.titles[held].span));
        }
        let mut latest: Option<(f64, Span)> = None;
        for stint in &self.profile.stints {
            let recency = recency(&stint.range, self.profile.present);
            if self.is_same_work(stint) && latest.is_none_or(|(other, _)| recency > other) {
                latest = Some((recency, stint.range.span));
            }
        }
        latest
    }

    /// The title held that is nearest, and how near; none when no title has anything to do with the role.
    fn nearest_title(&self) -> Option<(f64, usize)> {
        let mut best = None;
        for (held, near) in self.near.iter().enumerate() {
            let value = near.value * self.profile.titles[held].weight;
            if value > best.map_or(0.0, |(value, _)| value) {
                best = Some((value, held));
            }
        }
        best
    }

    fn education(&self) -> f64 {
        let usual = self.demand.as_ref().and_then(|demand| demand.schooling);
        let usual = usual.map_or(0.0, Level::steps);
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
            .nearest_title()
            .and_then(|(_, held)| self.near[held].alternate)
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
