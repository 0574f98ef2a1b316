//! How the résumé stands to a role: why it fits, and what is not shown yet.

use super::known::{At, Missing};
use super::pen::{Join, Pen, named_list, ns};
use super::person::{missing_slots, shown_one, shown_two, skill_slots};
use super::quote::Kind;
use super::spin::Slots;

mod tables;

use tables as say;

pub fn why_it_fits(pen: &mut Pen<'_>) {
    match pen.chance(30) {
        true => {
            matched(pen);
            fits(pen);
        }
        false => {
            fits(pen);
            if pen.chance(60) {
                matched(pen);
            } else {
                fits(pen);
            }
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
    match pen.chance(45) {
        true => {
            matched(pen);
            shown(pen);
        }
        false => {
            shown(pen);
            matched(pen);
        }
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
    let skills = pen.fresh(&pen.known.shown);
    if let Some(position) = position
        && pen.chance(25)
    {
        let slots = super::person::line_slots(&position.is);
        let skill = pen.shuffled(&skills).first().cloned();
        if let Some(skill) = skill
            && pen.chance(60)
        {
            let slots = skill_slots(slots, "skill", &skill.is.skill);
            return pen.say(&[position.n, skill.n], say::POSITION_AND_SKILL_FIT, &slots);
        }
        return pen.say(&[position.n], say::POSITION_FITS, &slots);
    }
    shown(pen)
}

fn shown(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.shown);
    if pen.chance(40) && shared(pen) {
        return true;
    }
    if pen.chance(15) && shown_two(pen) {
        return true;
    }
    shown_one(pen, &all)
}

/// Skills that are asked for and shown.
fn shared(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.shown);
    let n = if pen.chance(40) { 3 } else { 2 };
    let some = pen.some(&all, n);
    let names: Vec<String> = some.iter().map(|at| at.is.skill.clone()).collect();
    some.len() > 1 && pen.say(&ns(&some), say::SHARED, &list_slots(&names))
}

fn list_slots(names: &[String]) -> Slots {
    let (list, is_exact) = named_list(names);
    if is_exact {
        Slots::default().exact("list", list)
    } else {
        Slots::default().put("list", list)
    }
}

/// The match, or the nearest roles where there are several.
pub fn matched(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.matches);
    let figure = |at: usize| all.get(at).map(|at| format!("{} of 100", at.is.figure));
    let name = |at: usize| all.get(at).map(|at| at.is.role.clone());
    let Some(first) = all.first() else {
        return false;
    };
    let slots = Slots::default()
        .maybe("figure", figure(0))
        .maybe("figure2", figure(1))
        .exact("first", name(0).unwrap_or_default())
        .exact("second", name(1).unwrap_or_default());
    if all.len() > 1 && pen.chance(65) && pen.say(&[first.n, all[1].n], say::TWO_MATCHES, &slots) {
        return true;
    }
    let value: u32 = first.is.figure.parse().unwrap_or(0);
    let tone = match value {
        0..=29 => say::FAR,
        30..=54 => say::HALFWAY,
        55..=74 => say::NEAR,
        _ => say::CLOSE,
    };
    let templates = if all.len() > 1 {
        say::BEST_MATCH
    } else if pen.chance(40) {
        tone
    } else {
        say::MATCH
    };
    pen.say(&[first.n], templates, &slots) || pen.say(&[first.n], say::PLAIN_MATCH, &slots)
}

/// What is asked for and not shown yet.
fn open(pen: &mut Pen<'_>) -> bool {
    let all: Vec<At<Missing>> = pen.fresh(&pen.known.missing);
    let n = if pen.chance(55) { 2 } else { 1 };
    let some = pen.some(&all, n);
    match some.as_slice() {
        [] => false,
        [one] => {
            let slots = missing_slots(&one.is);
            pen.say_on(Join::But, &[one.n], say::OPEN_ONE, &slots)
        }
        more => {
            let names: Vec<String> = more.iter().map(|at| at.is.skill.clone()).collect();
            pen.say_on(Join::But, &ns(more), say::OPEN_MORE, &list_slots(&names))
        }
    }
}
