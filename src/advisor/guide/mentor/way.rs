//! The way from one occupation to another: the cheapest route of the atlas, hop by hop, with the rows it rests on.

use super::{Desk, work};
use crate::advisor::guide::about;
use crate::advisor::guide::english::{group, names};
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::lexicon;
use crate::advisor::guide::phrase::{and, number, skill_in_prose};
use crate::career::occupation::Occupation;
use crate::career::route::{self, Ask, Bearings, Held, Hop, ItemKind, Route, ShownBy};
use crate::career::score::Fact;

/// As much of each as one keeps in mind.
const MOST: usize = 4;

const ONE_STEP: &[&str] = &[
    "From {here} to {there} is a single step: the atlas lists the two as related.",
    "Only one step lies between {here} and {there}, so much of what you know will travel.",
    "In the atlas {here} and {there} are neighbours.",
];

const STEPS: &[&str] = &[
    "From {here} to {there} I count {n} steps, by way of {via}.",
    "It is a move in {n} stages from {here} to {there}, and it leads over {via}.",
    "Between {here} and {there} lie {n} steps; the way that asks for least passes {via}.",
];

const NO_WAY: &[&str] = &[
    "I find no way from {here} to {there}: no chain of related occupations in the atlas joins them.",
    "Between {here} and {there} the atlas has no chain of related occupations, so I cannot show you a way in steps.",
];

/// The answer; `from` and `to` are not the same.
pub fn told(desk: &mut Desk<'_>, from: &Occupation, to: &Occupation) -> Vec<String> {
    let atlas = desk.context.atlas;
    // What a résumé shows goes along only from where its person stands.
    let is_own = desk
        .person
        .as_ref()
        .and_then(|person| person.home)
        .is_some_and(|home| home.code == from.code);
    let bearings = desk
        .context
        .resume
        .as_deref()
        .filter(|_| is_own)
        .map(|resume| Bearings::new(resume, atlas.vocabulary(), crate::atlas::AS_OF));
    let found = route::routes(atlas.occupations(), &from.code, &to.code, bearings.as_ref());
    let mut pieces = match found.first() {
        Some(route) => on_the_way(desk, route, from, to),
        None => nowhere(desk, from, to),
    };
    pieces.extend(desk.standing(to));
    pieces
}

fn ends(from: &Occupation, to: &Occupation) -> Slots {
    Slots::default()
        .word("here", group(&from.title))
        .word("there", group(&to.title))
}

/// What there is to say of the goal when no way leads to it.
fn nowhere(desk: &mut Desk<'_>, from: &Occupation, to: &Occupation) -> Vec<String> {
    let (naming, facts) = work::facts(to);
    let mut pieces = desk.told(NO_WAY, &ends(from, to));
    pieces.push(" It would be a fresh start. ".to_owned());
    pieces.extend(desk.told(about::WAY_IN, &about::slots(&naming, &facts)));
    pieces
}

fn on_the_way(
    desk: &mut Desk<'_>,
    route: &Route,
    from: &Occupation,
    to: &Occupation,
) -> Vec<String> {
    let between = route.hops.iter().skip(1);
    let via: Vec<String> = between.map(|hop| group(&hop.from.title)).collect();
    let slots = ends(from, to)
        .word("n", number(route.hops.len()))
        .word("via", and(&via));
    let mut pieces = desk.told(if via.is_empty() { ONE_STEP } else { STEPS }, &slots);
    for (at, hop) in route.hops.iter().enumerate() {
        pieces.push(format!("\n\n{}. **{}**\n", at + 1, hop.to.title));
        pieces.extend(lines(hop).into_iter().map(|line| format!("   - {line}\n")));
    }
    pieces.push(sources(route));
    pieces
}

fn lines(hop: &Hop) -> Vec<String> {
    let asks: Vec<String> = hop.asks.iter().take(MOST).map(asked).collect();
    let has: Vec<&Held> = hop.has.iter().take(MOST).collect();
    let (shown, known): (Vec<&Held>, Vec<&Held>) = has
        .into_iter()
        .partition(|held| held.shown_by != ShownBy::Occupation);
    let said = |held: &[&Held]| {
        let said: Vec<String> = held
            .iter()
            .map(|held| spoken(&held.name, held.kind, &held.facts))
            .collect();
        names(&said)
    };
    let mut lines = Vec::new();
    if !known.is_empty() {
        lines.push(format!(
            "Comes along from the work before: {}",
            said(&known)
        ));
    }
    if !shown.is_empty() {
        lines.push(format!("Your page shows already: {}", said(&shown)));
    }
    if !asks.is_empty() {
        lines.push(format!("New or more than before: {}", asks.join("; ")));
    }
    lines.push(hop.preparation.sentence().trim_end_matches('.').to_owned());
    lines
}

/// `biology (importance 2.8 of 5)`, `serving customers (3.7 of 5 after 3.1)`, `Epic`.
fn asked(ask: &Ask) -> String {
    let said = spoken(&ask.name, ask.kind, &ask.facts);
    match (ask.before, ask.after) {
        (Some(before), Some(after)) => format!("{said} ({after:.1} of 5 after {before:.1})"),
        (None, Some(after)) => format!("{said} (importance {after:.1} of 5)"),
        _ => said,
    }
}

/// A row of the atlas in plain words.
fn spoken(name: &str, kind: ItemKind, facts: &[Fact]) -> String {
    if kind == ItemKind::Technology {
        return skill_in_prose(name);
    }
    let id = facts.iter().find_map(|fact| match fact {
        Fact::Atlas { reference, .. } => Some(reference.rsplit_once('/')?.1),
        _ => None,
    });
    lexicon::element(id.unwrap_or_default(), name)
}

/// The rows that were said, by occupation.
fn sources(route: &Route) -> String {
    let mut cited: Vec<(String, Vec<String>)> = Vec::new();
    for hop in &route.hops {
        let asks = hop.asks.iter().take(MOST).flat_map(|ask| &ask.facts);
        let has = hop.has.iter().take(MOST).flat_map(|held| &held.facts);
        for fact in asks.chain(has).chain(&hop.preparation.facts) {
            let Fact::Atlas { reference, .. } = fact else {
                continue;
            };
            let Some((place, row)) = reference.split_once('#') else {
                continue;
            };
            let table = row.split('/').next().unwrap_or(row).replace('_', " ");
            match cited.iter_mut().find(|(known, _)| known == place) {
                Some((_, tables)) if tables.contains(&table) => {}
                Some((_, tables)) => tables.push(table),
                None => cited.push((place.to_owned(), vec![table])),
            }
        }
    }
    let rows: Vec<String> = cited
        .iter()
        .map(|(place, tables)| {
            let code = place.strip_prefix("onet:").unwrap_or(place);
            format!("{code} ({})", tables.join(", "))
        })
        .collect();
    format!("\nRows of O*NET: {}.", rows.join("; "))
}
