//! Sections about an occupation: what the work is, what it asks for, how one gets in, what it pays.

use super::known::{At, Rated, Tool, Use};
use super::pen::{Pen, named_list, names, ns};
use super::place::of_fact;
use super::spin::Slots;
use super::{english, words};

mod tables;

use tables as say;

pub fn about(pen: &mut Pen<'_>) {
    let names_first = pen.chance(25);
    if names_first {
        other_names(pen);
    }
    activities(pen, 3);
    if pen.n_lines() < 2 && !names_first {
        if pen.chance(75) {
            other_names(pen);
        } else {
            activities(pen, 2);
        }
    }
    if pen.n_lines() < 2 {
        activities(pen, 2);
    }
}

pub fn description(pen: &mut Pen<'_>) {
    let (first, second): (Move, Move) = match pen.chance(70) {
        true => (|pen| activities(pen, 2), second_of_description),
        false => (abilities_or_tool, |pen| activities(pen, 2)),
    };
    first(pen);
    second(pen);
    while_short(pen, 2, &[second_of_description, abilities_or_tool, asked]);
}

type Move = fn(&mut Pen<'_>) -> bool;

fn while_short(pen: &mut Pen<'_>, n: usize, moves: &[Move]) {
    for one in moves {
        if pen.n_lines() < n {
            one(pen);
        }
    }
}

fn second_of_description(pen: &mut Pen<'_>) -> bool {
    let moves: [Move; 5] = [asked, abilities_or_tool, pay, growth, schooling];
    let order = pen.shuffled(&moves);
    if !pen.known.asked.is_empty() && pen.chance(60) {
        return asked(pen);
    }
    order.into_iter().any(|one| one(pen))
}

fn abilities_or_tool(pen: &mut Pen<'_>) -> bool {
    let mut moves: [Move; 2] = [abilities, tools];
    if pen.chance(50) {
        moves.reverse();
    }
    moves.into_iter().any(|one| one(pen))
}

pub fn skills(pen: &mut Pen<'_>) {
    let moves: [Move; 4] = [abilities, tools, abilities, tools];
    let start = usize::from(pen.chance(30));
    for one in &moves[start..] {
        if pen.n_lines() < 3 {
            one(pen);
        }
    }
}

pub fn preparation(pen: &mut Pen<'_>) {
    if pen.chance(55) {
        schooling(pen);
        zone(pen);
    } else if pen.chance(50) {
        zone(pen);
        schooling(pen);
    } else {
        schooling_and_zone(pen);
    }
    while_short(pen, 2, &[second_schooling, schooling, zone]);
}

pub fn outlook(pen: &mut Pen<'_>) {
    if pen.chance(18) && pay_and_growth(pen) {
        if !spread(pen) {
            openings(pen);
        }
    } else if pen.chance(65) {
        pay(pen);
        growth(pen);
    } else {
        growth(pen);
        pay(pen);
    }
    while_short(pen, 2, &[spread, openings]);
}

fn activities(pen: &mut Pen<'_>, most: usize) -> bool {
    let all = pen.fresh(&pen.known.activities);
    let n = if pen.chance(40) { most } else { 2 }.min(all.len());
    let (some, leads) = leading(pen, &pen.known.activities, &all, n);
    let said: Vec<String> = some
        .iter()
        .map(|at| of_fact(at.n, &words::activity(&at.is.name, pen.rng)))
        .collect();
    let slots = ["act1", "act2", "act3"]
        .into_iter()
        .zip(said)
        .fold(Slots::default(), |slots, (name, said)| {
            slots.put(name, said)
        });
    let share = some.first().filter(|at| at.is.figure != "0");
    let slots = slots.maybe(
        "share",
        share.map(|at| of_fact(at.n, &format!("{} %", at.is.figure))),
    );
    match (some.len(), leads) {
        (0, _) => false,
        (1, _) => pen.say(&ns(&some), say::ONE_ACTIVITY, &slots),
        (2, true) => pen.say(&ns(&some), say::FIRST_TWO, &slots),
        (2, false) => pen.say(&ns(&some), say::TWO_MORE, &slots),
        (_, true) => pen.say(&ns(&some), say::THREE, &slots),
        (_, false) => pen.say(&ns(&some[..2]), say::TWO_MORE, &slots),
    }
}

/// Some of what is left, and whether they are those rated highest in their order.
fn leading(
    pen: &mut Pen<'_>,
    rated: &[At<Rated>],
    left: &[At<Rated>],
    n: usize,
) -> (Vec<At<Rated>>, bool) {
    let is_top = left.first().map(|at| at.n) == rated.first().map(|at| at.n);
    if is_top && pen.chance(75) {
        return (left[..n.min(left.len())].to_vec(), true);
    }
    let some = pen.some(left, n);
    let numbers = |rows: &[At<Rated>]| rows.iter().map(|at| at.n).collect::<Vec<_>>();
    let leads = rated.len() >= some.len() && numbers(&some) == numbers(&rated[..some.len()]);
    (some, leads)
}

fn other_names(pen: &mut Pen<'_>) -> bool {
    // The guard reads a title with a hyphen as other words than its row has.
    let is_plain = |at: &At<String>| !at.is.contains('-');
    let all: Vec<At<String>> = pen
        .known
        .names
        .iter()
        .filter(|at| is_plain(at))
        .cloned()
        .collect();
    let some = pen.some(&all, 3);
    let n = if pen.chance(50) { 2 } else { 3 }.min(some.len());
    let some = &some[..n];
    let names: Vec<String> = some.iter().map(|at| of_fact(at.n, &at.is)).collect();
    let slots = Slots::default()
        .exact("or", english::either(&names))
        .exact("and", english::list(&names));
    n > 0
        && pen.say(
            &ns(some),
            if n > 1 { say::NAMES } else { say::ONE_NAME },
            &slots,
        )
}

fn abilities(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.abilities);
    let n = match pen.chance(35) {
        true => 1,
        false if pen.chance(60) => 2,
        false => 3,
    };
    let (some, leads) = leading(pen, &pen.known.abilities, &all, n);
    let Some(best) = some.first() else {
        return false;
    };
    let is_one = some.len() == 1;
    let said: Vec<String> = some
        .iter()
        .map(|at| of_fact(at.n, &words::ability(&at.is.name, is_one, pen.rng)))
        .collect();
    let slots = ["one", "two", "three"]
        .into_iter()
        .zip(said)
        .fold(Slots::default(), |slots, (name, said)| {
            slots.put(name, said)
        });
    let same = some
        .get(1)
        .filter(|at| at.is.figure == best.is.figure)
        .map(|at| of_fact(at.n, &at.is.figure));
    let slots = slots
        .put("rate", of_fact(best.n, &best.is.figure))
        .maybe("same", same);
    let (general, first) = match (some.len(), words::is_knowledge(&best.is.name)) {
        (1, true) => (say::ONE_FIELD, say::FIRST_FIELD),
        (1, false) => (say::ONE_ABILITY, say::FIRST_ABILITY),
        (2, _) => (say::TWO_ABILITIES, say::FIRST_TWO_ABILITIES),
        _ => (say::THREE_ABILITIES, say::FIRST_THREE_ABILITIES),
    };
    let templates = if leads && pen.chance(45) {
        first
    } else {
        general
    };
    pen.say(&ns(&some), templates, &slots)
}

fn tools(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.tools);
    let Some(how) = pen.shuffled(&all).first().map(|at| at.is.how) else {
        return false;
    };
    let same: Vec<At<Tool>> = all.into_iter().filter(|at| at.is.how == how).collect();
    let n = if pen.chance(20) {
        1
    } else if pen.chance(55) {
        2
    } else {
        3
    };
    let some = pen.some(&same, n);
    let names = names(&some, |is| &is.name);
    let (list, is_exact) = named_list(&names);
    let slots = if is_exact {
        Slots::default().exact("tools", list)
    } else {
        Slots::default().put("tools", list)
    };
    let templates = match (how, some.len()) {
        (Use::InDemand, 1) => say::WANTED_TOOL,
        (Use::InDemand, _) => say::WANTED_TOOLS,
        (Use::OftenAsked, 1) => say::ASKED_TOOL,
        (Use::OftenAsked, _) => say::ASKED_TOOLS,
        (Use::Plain, 1) => say::USED_TOOL,
        (Use::Plain, _) => say::USED_TOOLS,
    };
    pen.say(&ns(&some), templates, &slots)
}

fn asked(pen: &mut Pen<'_>) -> bool {
    let all = pen.fresh(&pen.known.asked);
    for at in pen.shuffled(&all) {
        let Some(quote) = at.is.quoted(100) else {
            continue;
        };
        return pen.say(&[at.n], say::ASKED, &Slots::default().exact("quote", quote));
    }
    false
}

fn levels(pen: &Pen<'_>) -> Slots {
    let rows = &pen.known.schooling;
    let are = |at: &At<Rated>| {
        if at.is.name.ends_with("Courses") {
            "are"
        } else {
            "is"
        }
    };
    let slots = Slots::default().put("is1", rows.first().map_or("is", are));
    ["level1", "level2"]
        .into_iter()
        .zip(["share1", "share2"])
        .zip(rows)
        .fold(slots, |slots, ((name, share), at)| {
            slots
                .put(name, words::schooling(&at.is.name))
                .put(share, format!("{} %", at.is.figure))
                .of(at.n)
        })
}

fn first_share(pen: &Pen<'_>) -> f32 {
    pen.known
        .schooling
        .first()
        .and_then(|at| at.is.figure.parse().ok())
        .unwrap_or(0.0)
}

fn schooling(pen: &mut Pen<'_>) -> bool {
    let rows = pen.fresh(&pen.known.schooling);
    let slots = levels(pen);
    let is_most = first_share(pen) >= 50.0;
    match (rows.len(), pen.chance(45)) {
        (2, true) => pen.say(&ns(&rows), say::TWO_LEVELS, &slots),
        (0, _) => false,
        _ if rows[0].n != pen.known.schooling[0].n => false,
        _ if is_most => {
            let templates = [say::MOST_LEVEL, say::LEVEL].concat();
            pen.say(&[rows[0].n], &templates, &slots)
        }
        _ => pen.say(&[rows[0].n], say::LEVEL, &slots),
    }
}

fn second_schooling(pen: &mut Pen<'_>) -> bool {
    let rows = pen.fresh(&pen.known.schooling);
    let slots = levels(pen);
    match (rows.as_slice(), pen.known.schooling.get(1)) {
        ([one], Some(second)) if one.n == second.n => pen.say(&[one.n], say::SECOND_LEVEL, &slots),
        _ => false,
    }
}

fn zone_slots(pen: &Pen<'_>) -> Option<(usize, Slots)> {
    let zone = pen.known.zone.as_ref()?;
    let (step, word) = &zone.is;
    let amount = match word.as_str() {
        "medium" => "a medium amount of".to_owned(),
        word => word.to_owned(),
    };
    let slots = levels(pen)
        .put("amount", amount)
        .put("step", step.to_string())
        .of(zone.n);
    Some((zone.n, slots))
}

fn zone(pen: &mut Pen<'_>) -> bool {
    let is_said = pen.cites(pen.known.zone.as_ref().map(|zone| zone.n));
    !is_said && zone_slots(pen).is_some_and(|(n, slots)| pen.say(&[n], say::ZONE, &slots))
}

fn schooling_and_zone(pen: &mut Pen<'_>) -> bool {
    let Some((n, slots)) = zone_slots(pen) else {
        return false;
    };
    let Some(first) = pen.known.schooling.first().map(|at| at.n) else {
        return false;
    };
    pen.say(&[first, n], say::LEVEL_AND_ZONE, &slots)
}

fn pay_slots(pen: &Pen<'_>) -> Option<(usize, Slots)> {
    let pay = pen.known.pay.as_ref()?;
    let slots = Slots::default()
        .put("median", format!("${}", pay.is.median))
        .put("year", pay.is.year.clone())
        .maybe("low", pay.is.low.as_ref().map(|low| format!("${low}")))
        .maybe("high", pay.is.high.as_ref().map(|high| format!("${high}")))
        .of(pay.n);
    Some((pay.n, slots))
}

fn pay(pen: &mut Pen<'_>) -> bool {
    pay_slots(pen).is_some_and(|(n, slots)| pen.say(&[n], say::PAY, &slots))
}

fn spread(pen: &mut Pen<'_>) -> bool {
    pay_slots(pen).is_some_and(|(n, slots)| pen.say(&[n], say::SPREAD, &slots))
}

fn growth_slots(pen: &Pen<'_>) -> Option<(usize, Slots, &'static [&'static str])> {
    let outlook = pen.known.outlook.as_ref()?;
    let is = &outlook.is;
    let slots = Slots::default()
        .put("change", format!("{} %", is.percent))
        .put("from", is.from.clone())
        .put("to", is.to.clone())
        .maybe("openings", is.openings.clone())
        .of(outlook.n);
    let value: f32 = is.percent.parse().ok()?;
    let templates = match (value, is.falls) {
        (value, _) if value < 0.05 => say::STEADY,
        (_, true) => say::DECLINE,
        (_, false) => say::GROWTH,
    };
    Some((outlook.n, slots, templates))
}

fn growth(pen: &mut Pen<'_>) -> bool {
    growth_slots(pen).is_some_and(|(n, slots, templates)| pen.say(&[n], templates, &slots))
}

fn pay_and_growth(pen: &mut Pen<'_>) -> bool {
    let (Some((first, slots)), Some((second, ..)), Some(outlook)) = (
        pay_slots(pen),
        growth_slots(pen),
        pen.known.outlook.as_ref(),
    ) else {
        return false;
    };
    let is = &outlook.is;
    let moves = match is.percent.parse::<f32>() {
        Ok(percent) if percent >= 0.05 => [["fall", "shrink"], ["grow", "rise"]],
        _ => return false,
    };
    let slots = slots
        .put("change", format!("{} %", is.percent))
        .put("from", is.from.clone())
        .put("to", is.to.clone())
        .put(
            "move",
            moves[usize::from(!is.falls)][usize::from(pen.chance(50))],
        )
        .of(second);
    pen.say(&[first, second], say::PAY_AND_GROWTH, &slots)
}

fn openings(pen: &mut Pen<'_>) -> bool {
    growth_slots(pen).is_some_and(|(n, slots, _)| pen.say(&[n], say::OPENINGS, &slots))
}
