//! Sentences about an occupation: for the description of a role and for the explorer.

use super::english::{group, names};
use super::frame::Slots;
use super::lexicon;
use super::phrase::{and, percent, skill_in_prose, thousands};
use crate::advisor::facts::{About, Naming, Row};

pub const WORK: &[&str] = &[
    "Much of the work is {act1} and {act2}, with {act3} close behind.",
    "{many} spend most of their tasks on {act1}, {act2} and {act3}.",
    "Were you to ask {many} what they do all day, it would come down to {act1}, {act2} and {act3}.",
    "At the heart of it is {act1}, {share} of the tasks on record, ahead of {act2}.",
    "The job consists of {act1}, {act2} and a good deal of {act3}.",
    "What fills the hours is {act1}, then {act2}, then {act3}.",
    "Day to day, {act1} takes first place and {act2} second.",
    "{act1} and {act2}: that is the core of what {many} do.",
    "Expect a working week of {act1} and {act2}, with {act3} in between.",
    "Of the tasks recorded for {many}, {share} come down to {act1}.",
    "It is work that asks for {act1} first, then for {act2} and {act3}.",
    "A day in this work goes on {act1}, and what is left of it on {act2} and {act3}.",
    "Above all {many} are busy with {act1}; after that come {act2} and {act3}.",
    "Behind the title lies a round of {act1}, {act2} and {act3}.",
    "The work begins with {act1} and rarely strays far from {act2}.",
    "Take away everything else and {act1} and {act2} would remain.",
    "One could sum the work up as {act1}, {act2} and {act3}.",
];

pub const MIND: &[&str] = &[
    "It rewards {skill1} and {skill2}, and rests on a knowledge of {know1}.",
    "Doing it well takes {know1}, {know2} and {skill1}.",
    "Rated highest are {know1} as a field to know and {skill1} as a thing to be good at.",
    "The survey behind these facts puts {know1} and {know2} first among the things to know.",
    "Those who do it name {know1} as the field to know best, with {skill1} as the habit that matters most.",
    "No field of knowledge counts for more here than {know1}; {know2} comes second.",
    "It leans on {skill1} and {skill2}, along with a grasp of {know1}.",
    "What one has to know is mostly {know1}; what one has to be good at is {skill1}.",
    "Both {know1} and {know2} are part of the trade, and so is {skill1}.",
    "People in the work put {know1} at {rate1} of 5 for importance.",
    "Important above the rest are {skill1}, {skill2} and some command of {know1}.",
    "If one subject runs through it all, it is {know1}, rated {rate1} of 5.",
    "A feeling for {know1} helps, and so does a gift for {skill1}.",
];

pub const TOOLS: &[&str] = &[
    "Postings ask most often for {tools}.",
    "On the technical side, {tools} come up again and again in postings.",
    "Employers who advertise tend to want {tools}.",
    "The tools to know are {tools}, going by what postings name.",
    "Read a few adverts and the same names return: {tools}.",
    "In postings the names to look out for are {tools}.",
    "Of all the tools in use, {tools} are the ones employers ask for.",
    "As for tools, {tools} lead the list in postings.",
];

/// For occupations that no posting asks for a tool.
pub const COMMON_TOOLS: &[&str] = &[
    "Tools matter less here; where any are named, they are {tools}.",
    "The software in use is of the common kind: {tools}.",
    "You may meet {tools} at work, as one does in many fields.",
    "Among the tools in use are {tools}.",
];

pub const WAY_IN: &[&str] = &[
    "{edu} is asked for in {edu_share} % of these jobs.",
    "The usual way in is {edu_most}, which {edu_share} % of these jobs ask for, with {edu2} next.",
    "It takes {zone} preparation, and {edu_share} % of jobs require {edu}.",
    "Count on {zone} preparation; {edu} is the requirement in {edu_share} % of jobs.",
    "Most doors open with {edu_most}, required in {edu_share} % of these jobs.",
    "Employers divide over schooling: {edu_share} % of jobs ask for {edu_split} and {edu2_share} % for {edu2}.",
    "As to schooling, {edu} is what {edu_share} % of these jobs ask for.",
    "To get in, one mostly needs {edu_most} ({edu_share} % of jobs).",
    "The level of schooling asked for most, in {edu_share} % of jobs, is {edu}.",
    "Preparation is {zone_adjective}, with {edu} required in {edu_share} % of jobs.",
    "Schooling first: {edu} for {edu_share} % of these jobs, {edu2} for another {edu2_share} %.",
];

/// For occupations whose shares are not published.
pub const ZONE: &[&str] = &[
    "It takes {zone} preparation to get in.",
    "On the ladder of preparation it stands at {zone_number} of 5.",
    "The preparation it asks for is {zone_adjective}: step {zone_number} of 5.",
    "Expect {zone} preparation before one is fully trusted with it.",
    "Getting in takes {zone} preparation, step {zone_number} of 5.",
    "In preparation it is rated {zone_number} of 5.",
];

pub const PAY: &[&str] = &[
    "Half of those in the work earned more than ${median} a year in the United States in {year}.",
    "In the United States the median was ${median} in {year}, and the best-paid tenth earned over ${p90}.",
    "Pay in the United States ran from ${p10} for the lowest tenth to ${p90} for the highest in {year}, with ${median} in the middle.",
    "The median in the United States was ${median} a year in {year}, {rank} the occupations in the atlas.",
    "As for money, the median was ${median} a year in the United States in {year}.",
    "At a median of ${median} a year in the United States in {year}, the pay is {rank} the occupations in the atlas.",
    "Typical pay was ${median} a year in the United States in {year}; above ${p90} the best-paid tenth began.",
    "Figures for {year} put the median at ${median} a year in the United States and the top tenth above ${p90}.",
    "In money, the middle of the range in the United States was ${median} a year in {year}, and the lowest tenth earned under ${p10}.",
    "Earnings spread widely, from under ${p10} to over ${p90_wide} a year in the United States in {year}.",
    "A year of this work paid ${median} at the middle of the range in the United States in {year}.",
    "By {year} the median had reached ${median} a year in the United States, {rank} the occupations in the atlas.",
    "Between the lowest tenth, under ${p10}, and the highest, over ${p90}, lay a median of ${median} a year in the United States in {year}.",
    "What it paid in the United States in {year}: ${median} a year at the median.",
];

pub const GROWTH: &[&str] = &[
    "Employment is projected to grow by {change} % from {from} to {to}, with {openings} openings a year.",
    "The projection from {from} to {to} is growth of {change} %.",
    "By {to} the United States expects {change} % more of these jobs than in {from}.",
    "Numbers are set to rise by {change} % between {from} and {to}, {pace}.",
    "There is room: {openings} openings a year, and growth of {change} % from {from} to {to}.",
    "Jobs are expected to increase by {change} % from {from} to {to}, {pace}.",
    "Growth of {change} % is forecast for {from} to {to}, {pace}.",
    "Looking ahead from {from} to {to}, the forecast is {change} % growth and {openings} openings a year.",
    "Each year should bring {openings} openings, and the whole field {change} % growth from {from} to {to}.",
    "The field should be {change} % larger in {to} than it was in {from}.",
    "Openings are put at {openings} a year, with employment up {change} % from {from} to {to}.",
];

pub const DECLINE: &[&str] = &[
    "Employment is projected to shrink by {change} % from {from} to {to}, though {openings} openings a year still come up.",
    "By {to} there should be {change} % fewer of these jobs in the United States than in {from}.",
    "The forecast from {from} to {to} is a decline of {change} %.",
    "People leave and are replaced, so {openings} openings a year are expected in spite of a decline of {change} % from {from} to {to}.",
    "Numbers are expected to fall by {change} % between {from} and {to}, {pace}.",
];

pub const STEADY: &[&str] = &[
    "Employment is expected to stay as it is from {from} to {to}.",
    "From {from} to {to} the number of jobs should hardly move.",
    "Between {from} and {to} little change in numbers is expected.",
];

pub const INTEREST: &[&str] = &[
    "It suits people drawn to {interests}.",
    "Whoever likes {interests} will feel at home in it.",
    "The interests behind it are {interests}.",
    "By its profile of interests it is for those who enjoy {interests}.",
    "What draws people to it, by its profile of interests, is {interests}.",
    "It goes best with a liking for {interests}.",
];

/// What kind of person it takes, by work styles that are rated higher than elsewhere.
pub const STYLE: &[&str] = &[
    "More than most work, it takes {style1} and {style2}.",
    "In temperament it favours {style1} and {style2}.",
    "What one cannot learn from a book counts as well: {style1} and {style2}.",
    "In a person it looks for {style1} first and {style2} next.",
    "Next to skill it wants {style1} and {style2}, more so than other work does.",
    "Without {style1} it would be hard going, and {style2} matters more than elsewhere.",
    "Those who stay tend to bring {style1}, which is rated higher here than in most work.",
    "No less important is the person: {style1} and {style2} stand out against other work.",
    "Where it differs from other work is in how much it needs {style1}.",
];

/// Everything the frames above have blanks for.
pub fn slots(naming: &Naming, about: &About) -> Slots {
    let rows = |slots: Slots, names: [&'static str; 3], rows: &[Row]| {
        names
            .into_iter()
            .zip(rows)
            .fold(slots, |slots, (name, row)| {
                slots.put(name, lexicon::element(&row.code, &row.name), [row.id])
            })
    };
    let slots = Slots::default().word("many", naming.many.clone().unwrap_or_default());
    let slots = rows(slots, ["act1", "act2", "act3"], &about.activities);
    let slots = rows(slots, ["skill1", "skill2", "skill3"], &about.skills);
    let slots = rows(slots, ["style1", "style2", "style3"], &about.styles);
    let slots = rows(slots, ["know1", "know2", "know3"], &about.knowledge);
    let share = about
        .activities
        .first()
        .and_then(|row| Some((tasks(row.value)?, vec![row.id])));
    let rate = about.knowledge.first();
    let slots = slots
        .maybe("share", share.map(|(words, ids)| (words.to_owned(), ids)))
        .maybe(
            "rate1",
            rate.map(|row| (format!("{:.1}", row.value), vec![row.id])),
        )
        .maybe("interests", interests(about));
    let slots = preparation(slots, about);
    outlook(pay(slots, about), about)
}

fn interests(about: &About) -> Option<(String, Vec<u32>)> {
    let words: Vec<&str> = about
        .interests
        .iter()
        .filter_map(|row| lexicon::interest(&row.name))
        .collect();
    let ids = about.interests.iter().map(|row| row.id).collect();
    // Each is a phrase with an “and” of its own.
    (!words.is_empty()).then(|| (words.join(" as well as "), ids))
}

fn preparation(slots: Slots, about: &About) -> Slots {
    let slots = match about.job_zone {
        Some((zone, id)) => {
            let adjective = match zone {
                1 => "slight",
                2 => "modest",
                3 => "of medium length",
                4 => "considerable",
                _ => "extensive",
            };
            slots
                .put("zone", lexicon::preparation(zone), [id])
                .put("zone_adjective", adjective, [id])
                .put("zone_number", zone.to_string(), [id])
        }
        None => slots,
    };
    let slots = match about.education.first() {
        Some(row) => {
            let (words, share) = (lexicon::schooling(&row.name), format!("{:.0}", row.value));
            let is_most = row.value >= 50.0;
            slots
                .put("edu", words.clone(), [row.id])
                .put(
                    if is_most { "edu_most" } else { "edu_split" },
                    words,
                    [row.id],
                )
                .put("edu_share", share, [row.id])
        }
        None => slots,
    };
    match about.education.get(1) {
        Some(row) => slots
            .put("edu2", lexicon::schooling(&row.name), [row.id])
            .put("edu2_share", format!("{:.0}", row.value), [row.id]),
        None => slots,
    }
}

fn pay(slots: Slots, about: &About) -> Slots {
    let Some(pay) = about.pay else {
        return slots;
    };
    let dollars = |amount: Option<u32>| amount.map_or_else(String::new, thousands);
    let is_wide = pay
        .p10
        .zip(pay.p90)
        .is_some_and(|(low, high)| high > low * 3);
    let wide = if is_wide {
        dollars(pay.p90)
    } else {
        String::new()
    };
    slots
        .put("median", thousands(pay.median), [pay.id])
        .put("p10", dollars(pay.p10), [pay.id])
        .put("p90", dollars(pay.p90), [pay.id])
        .put("p90_wide", wide, [pay.id])
        .put("year", pay.year.to_string(), [pay.id])
        .put("rank", standing(pay.rank), [pay.id])
}

fn outlook(slots: Slots, about: &About) -> Slots {
    let Some(future) = about.future else {
        return slots;
    };
    let openings = future.openings.map_or_else(String::new, thousands);
    slots
        .put("change", percent(future.change_percent), [future.id])
        .put("from", future.from_year.to_string(), [future.id])
        .put("to", future.to_year.to_string(), [future.id])
        .put("openings", openings, [future.id])
        .put(
            "pace",
            pace(future.rank, future.change_percent),
            [future.id],
        )
}

/// The frames that fit the direction of the forecast.
pub fn future_frames(about: &About) -> &'static [&'static str] {
    match about.future.map(|future| future.change_percent) {
        Some(change) if change.abs() < 0.5 => STEADY,
        Some(change) if change < 0.0 => DECLINE,
        _ => GROWTH,
    }
}

/// The tools that postings ask for, else a few in common use; and the frames that say so.
pub fn tools(about: &About, n: usize) -> (&'static [&'static str], Slots) {
    let wanted = &about.technologies[..about.n_in_demand.min(n)];
    let common = &about.technologies[..about.technologies.len().min(n.min(3))];
    let (frames, rows) = if wanted.len() > 1 {
        (TOOLS, wanted)
    } else {
        (COMMON_TOOLS, common)
    };
    if rows.len() < 2 {
        return (frames, Slots::default());
    }
    let said: Vec<String> = rows.iter().map(|row| skill_in_prose(&row.name)).collect();
    let ids = rows.iter().map(|row| row.id);
    (frames, Slots::default().put("tools", names(&said), ids))
}

/// The nearest other occupations, those with short names first to be named.
pub fn neighbours(about: &About, n: usize) -> Option<(String, Vec<u32>)> {
    let short = about.related.iter().filter(|row| {
        let said = group(&row.name);
        said.chars().count() <= 40 && !said.contains(',')
    });
    let rows: Vec<&Row> = short.take(n).collect();
    let said: Vec<String> = rows.iter().map(|row| group(&row.name)).collect();
    (rows.len() > 1).then(|| (and(&said), rows.iter().map(|row| row.id).collect()))
}

/// A share of tasks, for a sentence that goes on “of the tasks”; nothing for a figure that is no share.
fn tasks(percent: f32) -> Option<&'static str> {
    Some(match percent.round() as u32 {
        0..=13 => return None,
        14..=22 => "about a fifth",
        23..=29 => "about a quarter",
        30..=36 => "about a third",
        37..=44 => "a good third",
        45..=55 => "about half",
        56..=70 => "more than half",
        _ => "most",
    })
}

fn standing(rank: f32) -> &'static str {
    match (rank * 100.0) as u32 {
        0..=9 => "lower than in nearly all",
        10..=29 => "lower than in most of",
        30..=44 => "somewhat below the middle of",
        45..=55 => "close to the middle of",
        56..=70 => "somewhat above the middle of",
        71..=89 => "higher than in most of",
        _ => "higher than in nearly all",
    }
}

fn pace(rank: f32, change: f32) -> &'static str {
    match ((rank * 100.0) as u32, change < 0.0) {
        (0..=9, true) => "faster than in nearly any other occupation",
        (_, true) => "as in a number of other occupations",
        (0..=29, _) => "more slowly than in most occupations",
        (30..=65, _) => "about as fast as elsewhere",
        (66..=89, _) => "faster than in most occupations",
        _ => "faster than in nearly all occupations",
    }
}
