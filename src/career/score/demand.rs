//! What an occupation asks for, how much each of it weighs, and the rows of the atlas that say so.

use crate::career::occupation::{Occupation, Technology};
use crate::career::score::Fact;
use crate::career::score::cues::usual_importance;
use crate::career::score::extra::Extra;
use crate::career::score::profile::Profile;
use crate::career::score::schooling::Level;

/// As many tools as a résumé names of one occupation; the heaviest of them count as having them all, since nobody
/// works with everything.
const ENOUGH_TOOLS: usize = 6;
/// Half of what sets an occupation's general skills and knowledge apart: few people write down more of it.
const ENOUGH_ELEMENTS: f64 = 0.5;
/// A list of tools that weighs less than this is too short to be the whole of it.
const LEAST_TOOLS: f64 = 8.0;

/// The weight of tools where employers ask for many.
pub(in crate::career) const MANY_TOOLS: u32 = 40;

/// An occupation held against one résumé: what every part of the match needs of the two, computed once.
pub(super) struct Demand<'a> {
    /// Whether the résumé shows each technology.
    tools: Vec<(&'a Technology, f64, bool)>,
    enough_tools: f64,
    /// How far the résumé shows each general skill and field of knowledge, 0 to 1.
    elements: Vec<(Element<'a>, f64)>,
    enough_elements: f64,
    /// The weights of tools and of general skills in the match.
    pub bases: (u32, u32),
    pub schooling: Option<Level>,
}

impl<'a> Demand<'a> {
    pub(super) fn new(occupation: &'a Occupation, profile: &Profile) -> Self {
        let shown =
            |(tool, weight): (&'a Technology, f64)| (tool, weight, profile.shows(tool.name, None));
        let strength = |element: Element<'a>| (element, profile.strength(&element, None));
        Self {
            tools: tools(occupation).map(shown).collect(),
            enough_tools: enough_tools(occupation),
            elements: elements(occupation).map(strength).collect(),
            enough_elements: enough_elements(occupation),
            bases: tool_base(occupation),
            schooling: Level::usual(occupation),
        }
    }

    pub(super) fn has_elements(&self) -> bool {
        !self.elements.is_empty()
    }

    /// 0 to 1 and beyond: the weight of the technologies shown in that which counts as all of them.
    pub(super) fn tools_shown(&self, added: Option<&Extra>) -> f64 {
        let shown = self
            .tools
            .iter()
            .filter(|(tool, _, shown)| *shown || added.is_some_and(|extra| extra.shows(tool.name)));
        shown.map(|(_, weight, _)| weight).sum::<f64>() / self.enough_tools
    }

    /// The same for general skills and fields of knowledge.
    pub(super) fn elements_shown(&self, profile: &Profile, added: Option<&Extra>) -> f64 {
        let shown = self.elements.iter().map(|(element, strength)| {
            let strength = match added {
                None => *strength,
                Some(_) => profile.strength(element, added),
            };
            element.weight * strength
        });
        shown.sum::<f64>() / self.enough_elements
    }
}

/// Technologies with their weights: those in demand first, an earlier one a little more than a later one.
pub(in crate::career) fn tools(
    occupation: &Occupation,
) -> impl Iterator<Item = (&Technology, f64)> {
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
            let common = if is_office_tool(tool.name) { 0.3 } else { 1.0 };
            (tool, wanted * common * (1.0 - place as f64 / 50.0))
        })
}

/// The weight of tools that counts as all of them.
pub(in crate::career) fn enough_tools(occupation: &Occupation) -> f64 {
    let mut weights: Vec<f64> = tools(occupation).map(|(_, weight)| weight).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let enough: f64 = weights.iter().take(ENOUGH_TOOLS).sum();
    enough.max(LEAST_TOOLS)
}

/// The weight of general skills and knowledge that counts as all of them.
pub(in crate::career) fn enough_elements(occupation: &Occupation) -> f64 {
    let all: f64 = elements(occupation).map(|element| element.weight).sum();
    all * ENOUGH_ELEMENTS
}

/// The weights of tools and of general skills: tools count by how much employers ask for them.
pub(in crate::career) fn tool_base(occupation: &Occupation) -> (u32, u32) {
    let in_demand = occupation
        .technologies
        .iter()
        .filter(|tool| tool.in_demand && !is_office_tool(tool.name))
        .count();
    match in_demand {
        5.. => (MANY_TOOLS, 20),
        1..=4 => (25, 30),
        0 => (12, 35),
    }
}

/// What nearly every desk has says little about one occupation.
fn is_office_tool(name: &str) -> bool {
    const OFFICE: &[&str] = &[
        "Facebook",
        "Google Docs",
        "Google Drive",
        "Google Sheets",
        "Google Workspace",
        "Microsoft Access",
        "Microsoft Excel",
        "Microsoft Office",
        "Microsoft Outlook",
        "Microsoft PowerPoint",
        "Microsoft Project",
        "Microsoft SharePoint",
        "Microsoft Teams",
        "Microsoft Visio",
        "Microsoft Windows",
        "Microsoft Word",
        "YouTube",
        "Zoom",
    ];
    OFFICE.contains(&name)
}

/// A general skill or a field of knowledge of an occupation.
#[derive(Clone, Copy)]
pub(in crate::career) struct Element<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub value: f32,
    pub folder: &'static str,
    pub weight: f64,
}

/// The most important of each kind; what comes behind them every occupation needs a little.
const TOP_KNOWLEDGE: usize = 8;
const TOP_SKILLS: usize = 12;

/// Fields of knowledge first: they set occupations apart, while every résumé shows some of the general skills.
pub(in crate::career) fn elements(occupation: &Occupation) -> impl Iterator<Item = Element<'_>> {
    let knowledge = occupation
        .knowledge
        .iter()
        .take(TOP_KNOWLEDGE)
        .map(|rated| (rated, "knowledge", 1.0));
    let skills = occupation
        .skills
        .iter()
        .take(TOP_SKILLS)
        .map(|rated| (rated, "skills", 0.5));
    knowledge
        .chain(skills)
        .map(|(rated, folder, factor)| Element {
            id: rated.id,
            name: rated.name,
            value: rated.value,
            folder,
            // What every occupation asks for sets none apart.
            weight: factor * (f64::from(rated.value) - usual_importance(rated.id)).max(0.2),
        })
}

pub(in crate::career) fn zone_months(zone: u8) -> u32 {
    match zone {
        0 | 1 => 3,
        2 => 12,
        3 => 24,
        4 => 48,
        _ => 72,
    }
}

pub(in crate::career) fn row(occupation: &Occupation, place: &str, words: String) -> Fact {
    Fact::Atlas {
        reference: format!("onet:{}#{place}", occupation.code),
        words,
    }
}

pub(in crate::career) fn tool_row(occupation: &Occupation, tool: &Technology) -> Fact {
    let how = match (tool.in_demand, tool.hot) {
        (true, _) => "is in demand",
        (false, true) => "is often asked for",
        (false, false) => "is used",
    };
    let words = format!("{}: {} {how}", occupation.title, tool.name);
    row(occupation, &format!("technologies/{}", tool.name), words)
}

pub(in crate::career) fn element_row(occupation: &Occupation, element: &Element<'_>) -> Fact {
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

pub(in crate::career) fn zone_row(occupation: &Occupation) -> Fact {
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

pub(in crate::career) fn education_row(occupation: &Occupation) -> Fact {
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
