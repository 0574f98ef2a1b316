//! Sections about the person: the analysis, strengths, improvements.

use super::fit;
use super::known::{At, Missing, Shown};
use super::pen::{Join, Pen};
use super::quote::{Kind, Passage};
use super::spin::Slots;
use super::words;

mod tables;

use tables as say;

/// A longer part of a line makes a sentence hard to follow.
pub const LONGEST_QUOTE: usize = 95;

pub fn analysis(pen: &mut Pen<'_>) {
    if pen.chance(22) {
        fit::matched(pen);
        opening(pen);
    } else {
        opening(pen);
        fit::matched(pen);
    }
    if !step(pen) {
        let all = pen.fresh(&pen.known.shown);
        shown_one(pen, &all);
    }
    if pen.n_lines() < 3 {
        opening(pen);
    }
}

/// What the résumé shows: a position, a deed, studies, a skill, or two of them together.
fn opening(pen: &mut Pen<'_>) -> bool {
    let lines = pen.fresh(&pen.known.lines);
    let order = pen.shuffled(&lines);
    if pen.chance(55) {
        for one in &order {
            let rest = pen.shuffled(&order);
            for other in rest.iter().filter(|other| other.n != one.n) {
                if two_lines(pen, one, other) {
                    return true;
                }
            }
        }
        if position_and_skill(pen, &order) {
            return true;
        }
    }
    if pen.chance(30) && shown_two(pen) {
        return true;
    }
    order.iter().any(|at| one_line(pen, at)) || {
        let shown = pen.fresh(&pen.known.shown);
        shown_one(pen, &shown)
    }
}

/// Whatever a line of the résumé gives to a sentence.
pub fn line_slots(passage: &Passage) -> Slots {
    let slots = Slots::default();
    match &passage.kind {
        Kind::Position {
            title,
            employer,
            is_current,
        } => {
            let place = employer.clone().unwrap_or_default();
            let slots = slots.exact("title", title.clone()).exact("place", place);
            let title = if has_no_article(title) {
                title.clone()
            } else {
                format!("a~ {title}")
            };
            let tense = if *is_current { "office" } else { "past_office" };
            slots.put(tense, title)
        }
        Kind::Deed { .. } => slots
            .maybe("deed", passage.deed(LONGEST_QUOTE))
            .maybe("figure", passage.figure().map(str::to_owned)),
        Kind::Study => slots.exact("study", passage.quoted(LONGEST_QUOTE).unwrap_or_default()),
        _ => slots,
    }
}

/// Offices of which there is only one.
fn has_no_article(title: &str) -> bool {
    [
        "Head ",
        "Chief ",
        "Vice ",
        "President",
        "Director of",
        "Owner",
        "Founder",
        "Co-",
    ]
    .iter()
    .any(|start| title.starts_with(start))
}

fn quote_slots(passage: &Passage, longest: usize) -> Slots {
    line_slots(passage).exact("quote", passage.quoted(longest).unwrap_or_default())
}

fn one_line(pen: &mut Pen<'_>, at: &At<Passage>) -> bool {
    let slots = quote_slots(&at.is, LONGEST_QUOTE);
    let templates = match &at.is.kind {
        Kind::Position { .. } => say::POSITION,
        Kind::Deed { .. } => say::DEED,
        Kind::Study => say::STUDY,
        _ => say::QUOTE,
    };
    pen.say(&[at.n], templates, &slots)
}

fn two_lines(pen: &mut Pen<'_>, one: &At<Passage>, other: &At<Passage>) -> bool {
    let (first, second) = (&one.is.kind, &other.is.kind);
    let templates = match (first, second) {
        (Kind::Position { .. }, Kind::Deed { .. }) => say::POSITION_AND_DEED,
        (Kind::Position { .. }, Kind::Study) => say::POSITION_AND_STUDY,
        (Kind::Position { .. }, Kind::Position { .. }) => say::TWO_POSITIONS,
        (Kind::Deed { .. }, Kind::Study) => say::DEED_AND_STUDY,
        (Kind::Deed { .. }, Kind::Deed { .. }) => say::TWO_DEEDS,
        _ => return false,
    };
    let (first, second) = if matches!(
        (first, second),
        (Kind::Position { .. }, Kind::Position { .. })
    ) && one.n > other.n
    {
        (other, one)
    } else {
        (one, other)
    };
    let slots = second_slots(line_slots(&first.is), &second.is);
    pen.say(&[first.n, second.n], templates, &slots)
}

fn second_slots(slots: Slots, passage: &Passage) -> Slots {
    match &passage.kind {
        Kind::Position {
            title, employer, ..
        } => slots
            .exact("title2", title.clone())
            .exact("place2", employer.clone().unwrap_or_default()),
        Kind::Deed { .. } => slots.maybe("deed2", passage.deed(80)),
        Kind::Study => slots.exact("study", passage.quoted(80).unwrap_or_default()),
        _ => slots,
    }
}

fn position_and_skill(pen: &mut Pen<'_>, lines: &[At<Passage>]) -> bool {
    let shown = pen.fresh(&pen.known.shown);
    let shown = pen.shuffled(&shown);
    let position = lines
        .iter()
        .find(|at| matches!(at.is.kind, Kind::Position { .. }));
    let (Some(position), Some(skill)) = (position, shown.first()) else {
        return false;
    };
    let slots = skill_slots(line_slots(&position.is), "skill", &skill.is.skill);
    pen.say(&[position.n, skill.n], say::POSITION_AND_SKILL, &slots)
}

pub fn skill_slots(slots: Slots, name: &'static str, skill: &str) -> Slots {
    let (words, is_exact) = words::skill(skill);
    if is_exact {
        slots.exact(name, words)
    } else {
        slots.put(name, words)
    }
}

pub fn shown_two(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.shown);
    let n = if pen.chance(40) { 3 } else { 2 };
    let some = pen.some(&all, n);
    let names: Vec<String> = some.iter().map(|at| at.is.skill.clone()).collect();
    let (list, is_exact) = super::pen::named_list(&names);
    let slots = if is_exact {
        Slots::default().exact("list", list)
    } else {
        Slots::default().put("list", list)
    };
    some.len() > 1 && pen.say(&super::pen::ns(&some), say::SHOWN_LIST, &slots)
}

/// One skill with the line that shows it.
pub fn shown_one(pen: &mut Pen<'_>, all: &[At<Shown>]) -> bool {
    for at in pen.shuffled(all) {
        let line = &at.is.line;
        let slots = skill_slots(quote_slots(line, LONGEST_QUOTE), "skill", &at.is.skill);
        let names_it = line
            .text
            .to_lowercase()
            .contains(&at.is.skill.to_lowercase());
        let said = match &line.kind {
            Kind::List if names_it => pen.say(&[at.n], say::LISTED, &slots),
            Kind::List => pen.say(&[at.n], say::SHOWN, &slots),
            Kind::Deed { .. } => {
                let templates = [say::SHOWN_BY_DEED, say::SHOWN_BY_QUOTE].concat();
                pen.say(&[at.n], &templates, &slots)
            }
            Kind::Position { .. } => {
                let templates = [say::SHOWN_BY_POSITION, say::SHOWN].concat();
                pen.say(&[at.n], &templates, &slots)
            }
            Kind::Study => {
                let templates = [say::SHOWN_BY_STUDY, say::SHOWN].concat();
                pen.say(&[at.n], &templates, &slots)
            }
            _ => pen.say(&[at.n], say::SHOWN_BY_QUOTE, &slots),
        };
        if said || pen.say(&[at.n], say::SHOWN, &slots) {
            return true;
        }
    }
    false
}

/// A missing skill as the next step.
pub fn step(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.missing);
    let order = pen.shuffled(&all);
    order
        .first()
        .is_some_and(|at| pen.say_on(Join::But, &[at.n], say::STEP, &missing_slots(&at.is)))
}

pub fn missing_slots(missing: &Missing) -> Slots {
    let points = missing.points.as_ref().map(|n| match n.as_str() {
        "1" => "1 point".to_owned(),
        n => format!("{n} points"),
    });
    skill_slots(
        Slots::default().maybe("points", points),
        "skill",
        &missing.skill,
    )
}

pub fn strengths(pen: &mut Pen<'_>) {
    let mut entries: Vec<Entry> = Vec::new();
    for at in &pen.known.lines.clone() {
        entries.push(Entry::Line(at.clone()));
    }
    for at in &pen.known.shown.clone() {
        entries.push(Entry::Skill(at.clone()));
    }
    for entry in pen.shuffled(&entries) {
        if pen.n_lines() < 3 {
            strength(pen, &entry);
        }
    }
}

#[derive(Clone)]
enum Entry {
    Line(At<Passage>),
    Skill(At<Shown>),
}

fn strength(pen: &mut Pen<'_>, entry: &Entry) -> bool {
    match entry {
        Entry::Line(at) => {
            let slots = quote_slots(&at.is, LONGEST_QUOTE);
            let deed = at
                .is
                .deed(LONGEST_QUOTE)
                .map(|deed| super::english::capitalised(&deed));
            let slots = slots.maybe("opening_deed", deed);
            let templates = match &at.is.kind {
                Kind::Position { .. } => say::STRONG_POSITION,
                Kind::Deed { .. } => say::STRONG_DEED,
                Kind::Study => say::STRONG_STUDY,
                _ => say::STRONG_QUOTE,
            };
            pen.say(&[at.n], templates, &slots)
        }
        Entry::Skill(at) => {
            let slots = skill_slots(quote_slots(&at.is.line, 80), "skill", &at.is.skill);
            let templates = match at.is.line.kind {
                Kind::List => say::STRONG_LISTED,
                Kind::Deed { .. } => say::STRONG_SKILL,
                _ => say::STRONG_SHOWN,
            };
            pen.say(&[at.n], templates, &slots)
        }
    }
}

pub fn improvements(pen: &mut Pen<'_>) {
    let (missing, unmet, lines) = (
        pen.known.missing.clone(),
        pen.known.unmet.clone(),
        pen.known.lines.clone(),
    );
    let two = pen.chance(25);
    if two {
        two_missing(pen, &missing);
    }
    let n = if pen.chance(60) { 2 } else { 1 };
    for at in pen.fresh(&missing).iter().take(n) {
        pen.say(&[at.n], say::ADD, &missing_slots(&at.is));
    }
    let mut rest: Vec<(bool, At<Passage>)> = Vec::new();
    rest.extend(unmet.into_iter().map(|at| (true, at)));
    rest.extend(lines.into_iter().map(|at| (false, at)));
    for (is_unmet, at) in pen.shuffled(&rest) {
        if pen.n_lines() < 3 {
            let slots = quote_slots(&at.is, 80);
            let templates = if is_unmet { say::UNMET } else { say::DUTY };
            pen.say(&[at.n], templates, &slots);
        }
    }
    for at in pen.fresh(&missing) {
        if pen.n_lines() < 3 {
            pen.say(&[at.n], say::ADD, &missing_slots(&at.is));
        }
    }
}

fn two_missing(pen: &mut Pen<'_>, all: &[At<Missing>]) -> bool {
    let some = pen.some(all, 2);
    let [one, other] = some.as_slice() else {
        return false;
    };
    let names = [one, other].map(|at| at.is.skill.clone());
    let (list, is_exact) = super::pen::named_list(&names);
    let slots = if is_exact {
        Slots::default().exact("list", list)
    } else {
        Slots::default().put("list", list)
    };
    pen.say(&[one.n, other.n], say::ADD_TWO, &slots)
}
