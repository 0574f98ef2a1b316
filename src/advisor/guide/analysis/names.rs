//! Things of the facts as they are named inside a sentence.

use super::super::phrase::{name, percent};
use crate::advisor::facts::{Named, Position, RoleFacts, Study};

/// The missing skill that would change most, and by how much.
pub fn best_gain(role: &RoleFacts) -> Option<(&Named, u8)> {
    role.counterfactuals
        .iter()
        .find_map(|change| Some((role.missing_named(&change.add)?, change.gain)))
}

/// `Data Analyst at Byte (2019–2023)`.
pub fn held(position: &Position) -> Option<String> {
    let title = position.title.as_deref().and_then(name);
    let company = position.company.as_deref().and_then(name);
    let held = match (title, company) {
        (Some(title), Some(company)) => format!("{title} at {company}"),
        (Some(title), None) => title,
        _ => return None,
    };
    let dates = position
        .dates
        .as_deref()
        .map(|raw| raw.split_whitespace().collect::<Vec<_>>().join(" "));
    let is_plain = |dates: &String| {
        dates.len() <= 32 && !dates.contains(['[', ']', '(', ')', '#']) && !dates.contains(". ")
    };
    Some(match dates.filter(is_plain) {
        Some(dates) => format!("{held} ({dates})"),
        None => held,
    })
}

/// `BSc Physics from the University of Leeds`, or what of it is known.
pub fn studied(study: &Study) -> Option<String> {
    let degree = study.degree.as_deref().and_then(name);
    let institution = study.institution.as_deref().and_then(name);
    match (degree, institution) {
        (Some(degree), Some(institution)) => Some(format!("{degree}, {institution}")),
        (degree, institution) => degree.or(institution),
    }
}

pub fn outlook(change: f32, from: u16, to: u16) -> String {
    let figure = percent(change);
    if figure == "0" {
        format!("Employment there is projected to stay as it is from {from} to {to}.")
    } else {
        let direction = if change > 0.0 { "grow" } else { "shrink" };
        format!("Employment there is projected to {direction} by {figure} % from {from} to {to}.")
    }
}

/// A part's name inside a sentence.
pub fn part_name(name: &str) -> String {
    name.to_lowercase()
}
