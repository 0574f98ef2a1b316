//! How the résumé stands to a role: why it fits, and what is not shown yet.

use super::known::{At, Match, Missing};
use super::pen::{Join, Pen, is_muddled, names, ns};
use super::person::{line_slots, missing_slots, shown_one, shown_some};
use super::place::of_fact;
use super::quote::Kind;
use super::spin::Slots;

mod tables;

use tables as say;

pub fn why_it_fits(pen: &mut Pen<'_>) {
    if pen.chance(30) {
        matched(pen);
        fits(pen);
    } else {
        fits(pen);
        if pen.chance(55) {
            matched(pen);
        } else {
            fits(pen);
        }
    }
    open(pen);
    if pen.n_lines() < 3 {
        fits(pen);
    }
    if pen.n_lines() < 2 {
        matched(pen);
    }
}

pub fn gap(pen: &mut Pen<'_>) {
    if pen.chance(45) {
        matched(pen);
        shown(pen);
    } else {
        shown(pen);
        matched(pen);
    }
    open(pen);
    if pen.n_lines() < 3 {
        open(pen);
    }
}

fn fits(pen: &mut Pen<'_>) -> bool {
    let positions = pen.fresh(&pen.known.lines);
    let position = positions
        .iter()
        .find(|at| matches!(at.is.kind, Kind::Position { .. }));
    if let Some(position) = position
        && pen.chance(30)
    {
        let slots = line_slots(&position.is).of(position.n);
        let skills = pen.fresh(&pen.known.shown);
        let skill = pen.shuffled(&skills).first().cloned();
        if let Some(skill) = skill
            && pen.chance(60)
        {
            let slots = pen.skill(slots, &skill.is.skill).of(skill.n);
            return pen.say(&[position.n, skill.n], say::POSITION_AND_SKILL, &slots);
        }
        return pen.say(&[position.n], say::POSITION, &slots);
    }
    shown(pen)
}

fn shown(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.shown);
    if pen.chance(35) && shared(pen) {
        return true;
    }
    if pen.chance(12) && shown_some(pen) {
        return true;
    }
    shown_one(pen, &all)
}

/// Skills that are asked for and shown.
fn shared(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.shown);
    let n = if pen.chance(40) { 3 } else { 2 };
    let some = pen.some(&all, n);
    let names = names(&some, |is| &is.skill);
    let slots = pen.skills(&names);
    some.len() > 1 && !is_muddled(&names) && pen.say(&ns(&some), say::SHARED, &slots)
}

/// The first two matches.
pub fn match_slots(all: &[At<Match>]) -> Slots {
    let figure = |at: &At<Match>| of_fact(at.n, &format!("{} of 100", at.is.figure));
    let name = |at: &At<Match>| of_fact(at.n, &at.is.role);
    Slots::default()
        .maybe("figure", all.first().map(figure))
        .maybe("figure2", all.get(1).map(figure))
        .exact("first", all.first().map(name).unwrap_or_default())
        .exact("second", all.get(1).map(name).unwrap_or_default())
}

/// The match, or the nearest roles where there are several.
pub fn matched(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.matches);
    let Some(first) = all.first() else {
        return false;
    };
    let slots = match_slots(&all);
    let differ = all.len() > 1 && all[0].is.role != all[1].is.role;
    if differ && pen.chance(65) && pen.say(&[first.n, all[1].n], say::TWO_MATCHES, &slots) {
        return true;
    }
    let value: u32 = first.is.figure.parse().unwrap_or(0);
    let tone = match value {
        0..=29 => say::FAR,
        30..=54 => say::HALFWAY,
        55..=74 => say::NEAR,
        _ => say::CLOSE,
    };
    let templates = match all.len() {
        1 if pen.chance(50) => tone,
        1 => say::MATCH,
        _ => say::BEST_MATCH,
    };
    let is_long = first.is.role.chars().count() > LONGEST_ROLE;
    !is_long && pen.say(&[first.n], templates, &slots)
        || all.len() == 1 && pen.say(&[first.n], say::PLAIN_MATCH, &slots)
        || pen.say(&[first.n], templates, &slots)
}

/// A longer name of a role makes a sentence hard to follow.
const LONGEST_ROLE: usize = 60;

/// What is asked for and not shown yet.
fn open(pen: &mut Pen<'_>) -> bool {
    let all: Vec<At<Missing>> = pen.fresh(&pen.known.missing);
    let n = if pen.chance(50) { 2 } else { 1 };
    let n = if pen.chance(8) { 3 } else { n };
    let some = pen.some(&all, n);
    let names = names(&some, |is| &is.skill);
    match some.as_slice() {
        [] => false,
        more if more.len() > 1 && !is_muddled(&names) => {
            let slots = pen.skills(&names);
            let slots = slots.maybe("two", (more.len() == 2).then(|| "two".to_owned()));
            pen.say_on(Join::But, &ns(more), say::OPEN_MORE, &slots)
        }
        [one, ..] => {
            let slots = missing_slots(pen, &one.is);
            pen.say_on(Join::But, &[one.n], say::OPEN_ONE, &slots)
        }
    }
}
