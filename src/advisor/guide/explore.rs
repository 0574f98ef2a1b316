//! The guide's write-up of an occupation: facts in sentences, none of them about anything else.

use super::about;
use super::analysis::{MATCH, match_slots, missing, skills, step};
use super::frame::{Slots, Teller};
use super::phrase::and;
use super::sentence;
use crate::advisor::facts::{About, Naming, RoleFacts, Row};
use crate::prompt::answer::{Section, Sentence};

/// What else the work is called.
const TITLES: &[&str] = &[
    "On a door or a badge it may say {titles}.",
    "The same work goes by names such as {titles}.",
    "In adverts, look for {titles} as well.",
    "You may meet it as {titles}.",
    "Other names for it are {titles}.",
    "Employers also call it {titles}.",
    "It hides behind titles like {titles}.",
    "Search for {titles} too, since names vary.",
];

const NEIGHBOURS: &[&str] = &[
    "Next door in the atlas are {neighbours}.",
    "If it is close but not quite right, look at {neighbours}.",
    "Its nearest neighbours are {neighbours}.",
    "Work of a similar kind is done by {neighbours}.",
    "From here it is a short step to {neighbours}.",
    "Whoever likes the sound of it might read about {neighbours} as well.",
    "Close relations are {neighbours}.",
];

/// Skills beyond the first ones, for a second sentence about them.
const SKILLS: &[&str] = &[
    "After that come {skill2} and {skill3}.",
    "Close behind are {skill2} and {skill3}.",
    "Also rated as important: {skill2} and {skill3}.",
    "{skill2} and {skill3} are never far away either.",
    "Add {skill2} and {skill3}, and the picture is nearly complete.",
];

const HAVE: &[&str] = &[
    "What you have for it already is {list}.",
    "Your page shows {list}, all of it useful here.",
    "In your favour: {list}.",
    "You could point to {list}.",
    "Already in your hands, by the page: {list}.",
];

/// The write-up; with `gap`, how the résumé stands to the occupation as well.
pub fn write(title: &str, facts: &About, gap: Option<&RoleFacts>) -> Vec<Sentence> {
    let naming = Naming::of_occupation(title);
    let mut all = Vec::new();
    let mut teller = Teller::new([title]);
    let known = about::slots(&naming, facts);
    let mut tell = |key: &'static str, frames: &[&'static str], slots: &Slots| {
        let told = teller.tell(frames, slots);
        let said = told.and_then(|(text, ids)| sentence(Section { key, index: 0 }, text, ids));
        let is_said = said.is_some();
        all.extend(said);
        is_said
    };
    tell("about", about::WORK, &known);
    tell("about", about::INTEREST, &known);
    tell("about", TITLES, &titles(title, facts));
    tell("skills", about::MIND, &known);
    tell("skills", SKILLS, &known);
    tell("skills", about::STYLE, &known);
    let (frames, tools) = about::tools(facts, 5);
    tell("skills", frames, &tools);
    let has_shares = tell("preparation", about::WAY_IN, &known);
    if !has_shares || facts.education.first().is_some_and(|row| row.value < 50.0) {
        tell("preparation", about::ZONE, &known);
    }
    let neighbours = about::neighbours(facts, 3);
    tell(
        "preparation",
        NEIGHBOURS,
        &Slots::default().maybe("neighbours", neighbours),
    );
    tell("outlook", about::PAY, &known);
    if facts.future.is_some() {
        tell("outlook", about::future_frames(facts), &known);
    }
    if let Some(gap) = gap {
        tell("gap", MATCH, &match_slots(gap));
        tell("gap", HAVE, &have(gap));
        if let Some((frames, slots)) = missing(gap) {
            tell("gap", frames, &slots);
        }
        if let Some((frames, slots)) = step(gap) {
            tell("gap", frames, &slots);
        }
    }
    all
}

/// Titles that say something the occupation's own does not.
fn titles(title: &str, facts: &About) -> Slots {
    let own: Vec<String> = title.split(' ').map(stem).collect();
    let says_more = |name: &&Row| {
        let known = name
            .name
            .split(' ')
            .filter(|word| own.contains(&stem(word)))
            .count();
        known < name.name.split(' ').count()
    };
    let rows: Vec<_> = facts
        .other_titles
        .iter()
        .filter(says_more)
        .take(3)
        .collect();
    let said: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let ids = rows.iter().map(|row| row.id);
    let list = if said.len() > 1 {
        either(&said)
    } else {
        String::new()
    };
    Slots::default().put("titles", list, ids)
}

fn stem(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches('s')
        .to_lowercase()
}

/// `A, B or C`.
fn either(names: &[&str]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => and(names),
    }
}

fn have(gap: &RoleFacts) -> Slots {
    let tools = gap.have.iter().filter(|skill| skill.is_tool);
    let rest = gap.have.iter().filter(|skill| !skill.is_tool);
    let (said, ids) = skills(tools.chain(rest).take(4));
    Slots::default().put("list", said, ids)
}
