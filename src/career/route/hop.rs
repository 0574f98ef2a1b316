//! One change of occupation: what it costs, what it asks for, what is there already.

use std::collections::{HashMap, HashSet};

use crate::career::occupation::Occupation;
use crate::career::route::{Ask, Bearings, Held, Hop, ItemKind, Preparation, ShownBy, Stop};
use crate::career::score::{
    Element, Fact, education_row, element_row, elements, enough_tools, tool_row, tools,
    usual_importance, zone_row,
};

/// Any change costs this much, so that a way is not cut into needless pieces.
const CHANGE: f64 = 0.25;
/// The weight of new technologies beside new skills and knowledge, which take longer to learn.
const TECHNOLOGY: f64 = 0.5;
/// A step of preparation is a year or more of schooling or of work below somebody.
const STEP_UP: f64 = 0.5;
/// A step down costs no preparation, but is one that few people want.
const STEP_DOWN: f64 = 0.15;
/// What a change asks for where nobody has rated the skills it leads to: as much as the middle one of all others.
const UNRATED: f64 = 0.3;
/// Importance runs from 1 to 5; a difference of one and a half is a whole new skill.
const WHOLE_GAP: f64 = 1.5;
/// Less than this share of it is none.
const LEAST_GAP: f64 = 0.15;
/// At most this many items of each kind are listed.
const MAX_ITEMS: usize = 5;
/// At most this many places of the résumé are cited for one item.
const MAX_PLACES: usize = 3;

/// What an occupation asks for, ready to be compared with many.
pub(super) struct Traits<'a> {
    occupation: &'a Occupation,
    /// With how little of each the résumé shows, 0 to 1.
    elements: Vec<(Element<'a>, f64)>,
    importance: HashMap<&'a str, f64>,
    /// The least important one that is listed; what is not listed is less important still.
    least: f64,
    /// Technologies with their weights, and whether the résumé shows them.
    tools: Vec<(&'a str, f64, bool)>,
    names: HashSet<&'a str>,
    /// The weight of technologies that counts as having them all.
    enough: f64,
}

impl<'a> Traits<'a> {
    pub(super) fn new(occupation: &'a Occupation, bearings: Option<&Bearings>) -> Self {
        let unshown = |element: &Element<'_>| {
            1.0 - bearings.map_or(0.0, |known| known.profile.strength(element, None))
        };
        let elements: Vec<(Element<'_>, f64)> = elements(occupation)
            .map(|element| (element, unshown(&element)))
            .collect();
        let importance: HashMap<&str, f64> = elements
            .iter()
            .map(|(element, _)| (element.id, f64::from(element.value)))
            .collect();
        let shows = |name: &str| bearings.is_some_and(|known| known.profile.shows(name, None));
        let tools: Vec<(&str, f64, bool)> = tools(occupation)
            .map(|(tool, weight)| (tool.name, weight, shows(tool.name)))
            .collect();
        Self {
            occupation,
            least: importance.values().copied().fold(5.0, f64::min),
            importance,
            elements,
            // A short list of tools is known when all of it is.
            enough: enough_tools(occupation).min(tools.iter().map(|(_, weight, _)| weight).sum()),
            names: tools.iter().map(|(name, ..)| *name).collect(),
            tools,
        }
    }

    /// How important an element is here; for one that is not listed at most as important as the least that is.
    fn importance(&self, id: &str) -> f64 {
        let unlisted = || usual_importance(id).min(self.least);
        self.importance.get(id).copied().unwrap_or_else(unlisted)
    }
}

/// In hundredths, at least 1.
pub(super) fn cost(from: &Traits<'_>, to: &Traits<'_>) -> u32 {
    let steps = f64::from(to.occupation.job_zone) - f64::from(from.occupation.job_zone);
    let preparation = if steps > 0.0 {
        steps * STEP_UP
    } else {
        -steps * STEP_DOWN
    };
    let all = CHANGE + skill_gap(from, to) + TECHNOLOGY * tool_gap(from, to) + preparation;
    (all * 100.0).round().max(1.0) as u32
}

/// 0 to 1: how much of what sets the new occupation's skills and knowledge apart is new.
fn skill_gap(from: &Traits<'_>, to: &Traits<'_>) -> f64 {
    let all: f64 = to.elements.iter().map(|(element, _)| element.weight).sum();
    if all <= 0.0 {
        return UNRATED;
    }
    let new: f64 = to
        .elements
        .iter()
        .map(|(element, unshown)| element.weight * unshown * gap(from, element))
        .sum();
    new / all
}

/// 0 to 1: how much more important one element becomes.
fn gap(from: &Traits<'_>, element: &Element<'_>) -> f64 {
    let more = f64::from(element.value) - from.importance(element.id);
    (more / WHOLE_GAP).clamp(0.0, 1.0)
}

/// 0 to 1: how much of the technologies that count as having them all is new.
fn tool_gap(from: &Traits<'_>, to: &Traits<'_>) -> f64 {
    if to.enough <= 0.0 {
        return 0.0;
    }
    let known: f64 = to
        .tools
        .iter()
        .filter(|(name, _, shown)| *shown || from.names.contains(name))
        .map(|(_, weight, _)| weight)
        .sum();
    (1.0 - known / to.enough).max(0.0)
}

/// The hop in full.
pub(super) fn describe(
    from: &Traits<'_>,
    to: &Traits<'_>,
    bearings: Option<&Bearings>,
    cost: u32,
) -> Hop {
    let comparison = Comparison { from, to, bearings };
    let (from, to) = (from.occupation, to.occupation);
    let (mut asks, mut has) = comparison.elements();
    let (new_tools, known_tools) = comparison.tools();
    let mut named = HashSet::new();
    asks.retain(|ask| named.insert(ask.name.clone()));
    let mut named = HashSet::new();
    has.retain(|held| named.insert(held.name.clone()));
    // `Mathematics` is a field of knowledge and a skill; one of them new is new enough.
    has.retain(|held| !asks.iter().any(|ask| ask.name == held.name));
    asks.extend(new_tools);
    has.extend(known_tools);
    Hop {
        from: Stop::new(from),
        to: Stop::new(to),
        cost,
        asks,
        has,
        preparation: Preparation {
            before: from.job_zone,
            after: to.job_zone,
            education: to
                .education
                .first()
                .map(|share| (share.level.to_owned(), share.percent)),
            facts: vec![zone_row(from), zone_row(to), education_row(to)],
        },
    }
}

struct Comparison<'a> {
    from: &'a Traits<'a>,
    to: &'a Traits<'a>,
    bearings: Option<&'a Bearings>,
}

impl Comparison<'_> {
    fn elements(&self) -> (Vec<Ask>, Vec<Held>) {
        let mut new: Vec<(f64, &Element<'_>)> = Vec::new();
        let mut known: Vec<(f64, &Element<'_>)> = Vec::new();
        for (element, unshown) in &self.to.elements {
            let gap = gap(self.from, element) * unshown;
            if gap >= LEAST_GAP {
                new.push((element.weight * gap, element));
            } else if self.from.importance.contains_key(element.id)
                || !self.places(element).is_empty()
            {
                known.push((element.weight, element));
            }
        }
        let by_weight = |list: &mut Vec<(f64, &Element<'_>)>| {
            list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(b.1.id)));
            list.truncate(MAX_ITEMS);
        };
        by_weight(&mut new);
        by_weight(&mut known);
        let asks = new.into_iter().map(|(_, element)| self.ask(element));
        let has = known.into_iter().map(|(_, element)| self.held(element));
        (asks.collect(), has.collect())
    }

    fn ask(&self, element: &Element<'_>) -> Ask {
        let before = self.before(element);
        let mut facts = vec![element_row(self.to.occupation, element)];
        facts.extend(before.map(|before| element_row(self.from.occupation, before)));
        Ask {
            name: element.name.to_owned(),
            kind: kind(element),
            before: before.map(|before| before.value),
            after: Some(element.value),
            facts,
        }
    }

    fn held(&self, element: &Element<'_>) -> Held {
        let before = self.before(element);
        let places = self.places(element);
        let mut facts: Vec<Fact> = places.into_iter().take(MAX_PLACES).collect();
        let shown_by = shown_by(before.is_some(), !facts.is_empty());
        facts.extend(before.map(|before| element_row(self.from.occupation, before)));
        facts.push(element_row(self.to.occupation, element));
        Held {
            name: element.name.to_owned(),
            kind: kind(element),
            shown_by,
            facts,
        }
    }

    fn tools(&self) -> (Vec<Ask>, Vec<Held>) {
        let mut wanted: Vec<_> = tools(self.to.occupation).collect();
        // A stable sort: among equals the order of the atlas stays.
        wanted.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (mut asks, mut has) = (Vec::new(), Vec::new());
        for (tool, _) in wanted {
            let before = self
                .from
                .occupation
                .technologies
                .iter()
                .find(|other| other.name == tool.name)
                .map(|other| tool_row(self.from.occupation, other));
            let places = self
                .bearings
                .and_then(|known| known.profile.skills.get(tool.name));
            let mut facts: Vec<Fact> = places
                .into_iter()
                .flatten()
                .take(MAX_PLACES)
                .map(|span| Fact::Resume(*span))
                .collect();
            let row = tool_row(self.to.occupation, tool);
            if before.is_none() && facts.is_empty() {
                asks.push(Ask {
                    name: tool.name.to_owned(),
                    kind: ItemKind::Technology,
                    before: None,
                    after: None,
                    facts: vec![row],
                });
                continue;
            }
            let shown_by = shown_by(before.is_some(), !facts.is_empty());
            facts.extend(before);
            facts.push(row);
            has.push(Held {
                name: tool.name.to_owned(),
                kind: ItemKind::Technology,
                shown_by,
                facts,
            });
        }
        asks.truncate(MAX_ITEMS);
        has.truncate(MAX_ITEMS);
        (asks, has)
    }

    fn before(&self, element: &Element<'_>) -> Option<&Element<'_>> {
        let mut listed = self.from.elements.iter().map(|(other, _)| other);
        listed.find(|other| other.id == element.id)
    }

    fn places(&self, element: &Element<'_>) -> Vec<Fact> {
        let places = self.bearings.map(|known| known.profile.places(element));
        places.into_iter().flatten().map(Fact::Resume).collect()
    }
}

fn shown_by(occupation: bool, resume: bool) -> ShownBy {
    match (occupation, resume) {
        (true, true) => ShownBy::Both,
        (false, true) => ShownBy::Resume,
        _ => ShownBy::Occupation,
    }
}

fn kind(element: &Element<'_>) -> ItemKind {
    if element.folder == "knowledge" {
        ItemKind::Knowledge
    } else {
        ItemKind::Skill
    }
}
