//! Sections about the person: the analysis, strengths, improvements.

use super::english;
use super::fit;
use super::known::{At, Missing, Shown};
use super::pen::{Join, Pen, names, ns};
use super::quote::{Kind, Passage};
use super::spin::Slots;
use super::{verbs, words};

mod advice;
mod strong;
mod tables;

use tables as say;

/// A longer part of a line makes a sentence hard to follow.
const LONGEST_QUOTE: usize = 95;
const SHORT_QUOTE: usize = 80;

pub fn analysis(pen: &mut Pen<'_>) {
    if pen.chance(22) {
        fit::matched(pen);
        opening(pen);
    } else {
        opening(pen);
        if !pen.chance(25) || !match_and_skill(pen) {
            fit::matched(pen);
        }
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
    if pen.chance(60) {
        if pen.chance(35) && position_and_skill(pen, &order) {
            return true;
        }
        for one in &order {
            let rest = pen.shuffled(&order);
            for other in rest.iter().filter(|other| other.n != one.n) {
                if two_lines(pen, one, other) {
                    return true;
                }
            }
        }
    }
    if pen.chance(25) && shown_some(pen) {
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
            let office = match has_no_article(title) {
                true => format!("as {title}"),
                false => format!("as a~ {title}"),
            };
            slots
                .exact("title", title.clone())
                .exact("place", employer.clone().unwrap_or_default())
                .maybe("now", is_current.then(|| office.clone()))
                .put("as", office)
        }
        Kind::Deed { .. } => slots
            .maybe("deed", passage.deed(LONGEST_QUOTE))
            .maybe("figure", passage.figure().map(str::to_owned)),
        Kind::Study { degree, school } => match degree {
            Some(degree) => slots
                .put("degree", format!("a~ {degree}"))
                .exact("school", school.clone().unwrap_or_default()),
            None => slots.exact("study", passage.quoted(SHORT_QUOTE).unwrap_or_default()),
        },
        _ => slots,
    }
}

/// Offices of which there is only one.
fn has_no_article(title: &str) -> bool {
    let starts = [
        "Head ",
        "Chief ",
        "Vice ",
        "President",
        "Director of",
        "Owner",
        "Founder",
        "Co-",
    ];
    starts.iter().any(|start| title.starts_with(start))
}

fn quote_slots(passage: &Passage, longest: usize) -> Slots {
    line_slots(passage).exact("quote", passage.quoted(longest).unwrap_or_default())
}

fn one_line(pen: &mut Pen<'_>, at: &At<Passage>) -> bool {
    let slots = quote_slots(&at.is, LONGEST_QUOTE);
    let templates = match &at.is.kind {
        Kind::Position { .. } => say::POSITION,
        Kind::Deed { .. } => say::DEED,
        Kind::Study { .. } => say::STUDY,
        _ => say::QUOTE,
    };
    pen.say(&[at.n], templates, &slots)
}

fn two_lines(pen: &mut Pen<'_>, one: &At<Passage>, other: &At<Passage>) -> bool {
    let templates = match (&one.is.kind, &other.is.kind) {
        (Kind::Position { .. }, Kind::Deed { .. }) => say::POSITION_AND_DEED,
        (Kind::Position { .. }, Kind::Study { .. }) => say::POSITION_AND_STUDY,
        // The later one stands first.
        (Kind::Position { .. }, Kind::Position { .. }) if one.n < other.n => say::TWO_POSITIONS,
        (Kind::Deed { .. }, Kind::Study { .. }) => say::DEED_AND_STUDY,
        (Kind::Deed { .. }, Kind::Deed { .. }) => say::TWO_DEEDS,
        _ => return false,
    };
    let slots = line_slots(&one.is).of(one.n);
    let slots = match &other.is.kind {
        Kind::Position {
            title, employer, ..
        } => slots
            .put("as2", format!("as a~ {title}"))
            .exact("title2", title.clone())
            .exact("place2", employer.clone().unwrap_or_default()),
        Kind::Deed { .. } => slots.maybe("deed2", other.is.deed(SHORT_QUOTE)),
        Kind::Study { degree, school } => slots
            .maybe(
                "degree",
                degree.as_ref().map(|degree| format!("a~ {degree}")),
            )
            .exact("school", school.clone().unwrap_or_default()),
        _ => slots,
    };
    pen.say(&[one.n, other.n], templates, &slots.of(other.n))
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
    let slots = line_slots(&position.is).of(position.n);
    let slots = pen.skill(slots, &skill.is.skill).of(skill.n);
    pen.say(&[position.n, skill.n], say::POSITION_AND_SKILL, &slots)
}

/// The match and a skill that counts towards it.
fn match_and_skill(pen: &mut Pen<'_>) -> bool {
    let (matches, shown) = (pen.fresh(&pen.known.matches), pen.fresh(&pen.known.shown));
    let (Some(first), Some(skill)) = (matches.first(), pen.shuffled(&shown).first().cloned())
    else {
        return false;
    };
    let slots = pen
        .skill(fit::match_slots(&matches), &skill.is.skill)
        .of(skill.n);
    pen.say(&[first.n, skill.n], say::MATCH_AND_SKILL, &slots)
}

/// Two or three skills that the résumé shows.
pub fn shown_some(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.shown);
    let n = if pen.chance(40) { 3 } else { 2 };
    let some = pen.some(&all, n);
    let names = names(&some, |is| &is.skill);
    let slots = pen.skills(&names);
    some.len() > 1
        && !super::pen::is_muddled(&names)
        && pen.say(&ns(&some), say::SHOWN_LIST, &slots)
}

/// One skill with the line that shows it.
pub fn shown_one(pen: &mut Pen<'_>, all: &[At<Shown>]) -> bool {
    pen.shuffled(all).iter().any(|at| shown_by(pen, at))
}

fn shown_by(pen: &mut Pen<'_>, at: &At<Shown>) -> bool {
    let line = &at.is.line;
    let slots = pen.skill(quote_slots(line, LONGEST_QUOTE), &at.is.skill);
    let (name, text) = (at.is.skill.to_lowercase(), line.text.to_lowercase());
    let templates = match &line.kind {
        Kind::List if text.contains(&name) => say::LISTED.to_vec(),
        _ if text == name => say::LISTED.to_vec(),
        Kind::List => say::SHOWN.to_vec(),
        Kind::Deed { .. } if pen.chance(65) => say::SHOWN_BY_DEED.to_vec(),
        Kind::Position { .. } => [say::SHOWN_BY_POSITION, say::SHOWN].concat(),
        Kind::Study { degree, .. } if degree.is_some() => {
            [say::SHOWN_BY_STUDY, say::SHOWN].concat()
        }
        // A word or two is a heading or a name, and no proof.
        _ if text.split(' ').count() < 3 => say::SHOWN.to_vec(),
        _ => say::SHOWN_BY_QUOTE.to_vec(),
    };
    pen.say(&[at.n], &templates, &slots) || pen.say(&[at.n], say::SHOWN, &slots)
}

/// A missing skill as the next step.
fn step(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.missing);
    let Some(at) = pen.shuffled(&all).first().cloned() else {
        return false;
    };
    let slots = missing_slots(pen, &at.is);
    pen.say_on(Join::Next, &[at.n], say::STEP, &slots)
}

pub fn missing_slots(pen: &mut Pen<'_>, missing: &Missing) -> Slots {
    let points = missing.points.as_ref().map(|n| match n.as_str() {
        "1" => "1 point".to_owned(),
        n => format!("{n} points"),
    });
    let slots = Slots::default().maybe("points", points);
    let slots = match words::is_knowledge(&missing.skill) {
        true => slots.put("field", words::field(&missing.skill)),
        false => slots.put("learnt", words::skill(&missing.skill).0),
    };
    pen.skill(slots, &missing.skill)
}

#[derive(Clone)]
enum Entry {
    Line(At<Passage>),
    Skill(At<Shown>),
}

pub fn strengths(pen: &mut Pen<'_>) {
    let lines = pen.known.lines.iter().cloned().map(Entry::Line);
    let skills = pen.known.shown.iter().cloned().map(Entry::Skill);
    let entries: Vec<Entry> = lines.chain(skills).collect();
    if pen.chance(20) {
        strong_skills(pen);
    }
    for entry in pen.shuffled(&entries) {
        if pen.n_lines() < 3 {
            strength(pen, &entry);
        }
    }
}

fn strong_skills(pen: &mut Pen<'_>) {
    let all = pen.known.shown.clone();
    let some = pen.some(&all, 2);
    let names = names(&some, |is| &is.skill);
    if some.len() == 2 && !super::pen::is_muddled(&names) {
        let slots = pen.skills(&names);
        pen.say(&ns(&some), strong::SKILLS, &slots);
    }
}

fn strength(pen: &mut Pen<'_>, entry: &Entry) -> bool {
    match entry {
        Entry::Line(at) if !pen.cites(Some(at.n)) => {
            let opens = |deed: &String| deed.split(' ').next().is_some_and(verbs::opens_a_line);
            let deed = at.is.deed(LONGEST_QUOTE).filter(opens);
            let slots = quote_slots(&at.is, LONGEST_QUOTE)
                .maybe("done", deed.map(|deed| english::capitalised(&deed)));
            let templates = match &at.is.kind {
                Kind::Position { .. } => strong::POSITION,
                Kind::Deed { .. } => strong::DEED,
                Kind::Study { .. } => strong::STUDY,
                _ => strong::QUOTE,
            };
            pen.say(&[at.n], templates, &slots)
        }
        Entry::Skill(at) if !pen.cites(Some(at.n)) => {
            let slots = pen.skill(quote_slots(&at.is.line, SHORT_QUOTE), &at.is.skill);
            let is_proof = at.is.line.text.split(' ').count() > 2;
            let templates = match at.is.line.kind {
                Kind::Deed { .. } => strong::SKILL_AND_DEED.to_vec(),
                Kind::List => strong::SKILL.to_vec(),
                Kind::Position { .. } => [strong::SKILL, strong::SKILL_AND_POSITION].concat(),
                _ if is_proof => [strong::SKILL, strong::SKILL_AND_QUOTE].concat(),
                _ => strong::SKILL.to_vec(),
            };
            pen.say(&[at.n], &templates, &slots)
        }
        _ => false,
    }
}

pub fn improvements(pen: &mut Pen<'_>) {
    let missing = pen.known.missing.clone();
    if pen.chance(22) {
        two_missing(pen, &missing);
    }
    let n = if pen.chance(60) { 2 } else { 1 };
    for at in pen.fresh(&missing).iter().take(n) {
        add(pen, at);
    }
    let (unmet, lines) = (pen.known.unmet.clone(), pen.known.lines.clone());
    let unmet = unmet.into_iter().map(|at| (true, at));
    let rest: Vec<(bool, At<Passage>)> = unmet
        .chain(lines.into_iter().map(|at| (false, at)))
        .collect();
    for (is_unmet, at) in pen.shuffled(&rest) {
        if pen.n_lines() < 3 {
            let slots = quote_slots(&at.is, SHORT_QUOTE);
            let templates = match (is_unmet, is_duty(&at.is.text)) {
                (true, _) => advice::UNMET.to_vec(),
                (false, true) => [advice::DUTY, advice::LINE].concat(),
                (false, false) if at.is.is_deed() => advice::LINE.to_vec(),
                // A name or a heading is no line to improve.
                (false, false) => continue,
            };
            pen.say(&[at.n], &templates, &slots);
        }
    }
    for at in pen.fresh(&missing) {
        if pen.n_lines() < 3 {
            add(pen, &at);
        }
    }
}

fn add(pen: &mut Pen<'_>, at: &At<Missing>) -> bool {
    let slots = missing_slots(pen, &at.is);
    pen.say(&[at.n], advice::ADD, &slots)
}

/// A line that tells what somebody was there for rather than what they did.
fn is_duty(line: &str) -> bool {
    let starts = [
        "Responsible for",
        "In charge of",
        "Tasked with",
        "Involved in",
        "Duties included",
        "Assisted",
        "Helped",
        "Worked",
    ];
    starts.iter().any(|start| line.starts_with(start))
}

fn two_missing(pen: &mut Pen<'_>, all: &[At<Missing>]) -> bool {
    let some = pen.some(all, 2);
    let names = names(&some, |is| &is.skill);
    let slots = pen.skills(&names);
    some.len() == 2
        && !super::pen::is_muddled(&names)
        && pen.say(&ns(&some), advice::ADD_TWO, &slots)
}
