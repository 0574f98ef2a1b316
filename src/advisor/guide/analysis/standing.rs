//! Where the person stands and why, what proves them best, what is particular to them, and the next step.

use super::Writer;
use super::names::{date, gain_slots, person_slots, skills};
use crate::advisor::facts::{Named, RoleFacts};
use crate::advisor::guide::english::{duration, group, share};
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::lexicon;
use crate::advisor::guide::phrase::{and, count, number};
use crate::career::analysis::{Kind, Part, Status};

const KEY: &str = "analysis";

pub const MATCH: &[&str] = &[
    "Held against {role}, that comes to {match} of 100, and {best} {count} for more of it than anything else.",
    "For {role} the match stands at {match} of 100: strong on {best}, weaker on {worst}.",
    "The match with {role} is {match} of 100; {best} {lift} it, {worst} {hold} it down.",
    "Set beside what is asked of {role}, the page earns {match} of 100 points and {worst_share} of what {worst} could give.",
    "That makes {match} of 100 for {role}, thanks above all to {best}.",
    "Set against {role}, you reach {match} of 100, and the points still to be had are mostly in {worst}.",
    "This page and {role} meet at {match} of 100, with {best} in front and {worst} behind.",
    "Seen from the side of {role}, the count is {match} of 100: {best} {bring} in {best_share} of the points on offer there, {worst} {worst_share}.",
    "As near as figures can say, that is {match} of 100 for {role}, carried by {best} and held back by {worst}.",
    "It is {a band} for {role}, {match} of 100, and {worst} {are} where the rest would have to come from.",
    "Counted up for {role}, the parts of the match give {match} of 100, with {best} ahead of the rest.",
    "With {role} as the aim, the figure is {match} of 100; {best} {speak} for you, {worst} could speak louder.",
    "Lay the profile of {role} next to this page, and {match} of 100 points are yours, most of the others being tied to {worst}.",
];

pub const MATCH_FIRST: &[&str] = &[
    "You stand at {match} of 100 for {role}, with {best} in front and {worst} behind.",
    "{match} of 100 is how near this page comes to {role}: {best} {carry} it, {worst} {hold} it back.",
    "If {role} is the aim, you are at {match} of 100, and {worst} {explain} more of the distance than anything else.",
    "Measured for {role}, the page scores {match} of 100 today, {best} doing the most for it.",
    "The short answer for {role} is {match} of 100, {a band} that rests on {best}.",
];

pub const PROOF: &[&str] = &[
    "The strongest thing you say is {quote}, a result with a figure that anyone can check.",
    "If an employer remembers one line, let it be {quote}.",
    "Your best sentence is already written: {quote}.",
    "Figures persuade, and you have them: {quote}.",
    "What sets the page apart is {quote}.",
    "Put {quote} where it cannot be missed.",
    "Make sure that {quote} is read early.",
    "One line earns its keep: {quote}.",
    "Of everything you list, {quote} says most about how you work.",
    "Lead with {quote}.",
    "Build on lines such as {quote}, because they say how much and leave the praise to the reader.",
    "The line that would make a reader ask for more is {quote}.",
    "Anyone can claim to be good at a job; you can say {quote}.",
    "Let {quote} do the persuading.",
];

pub const PROOF_FIRST: &[&str] = &[
    "The line to remember from your résumé is {quote}.",
    "Start from your best line, {quote}.",
    "{quote}: few lines on a page tell a reader more.",
    "One line does more for you than all the rest: {quote}.",
    "Somebody who writes {quote} has something to offer.",
    "Any conversation about you should open with one sentence: {quote}.",
    "Read aloud, nothing on the page sounds better than {quote}.",
    "What you have done is best told in your own words: {quote}.",
    "Skim the page, and the eye stops at {quote}.",
    "A reader in a hurry would still remember {quote}.",
    "Nobody who reads {quote} will wonder what you can do.",
    "{quote} is the part of your page to build on.",
    "It is worth beginning with what you did: {quote}.",
    "Your own words make the case: {quote}.",
    "Some lines carry a whole page, and {quote} is among them.",
    "To begin with what you can be proud of: {quote}.",
    "Picture an employer reading {quote}, and wanting to know more.",
    "Among all your lines there is one to keep in front of you: {quote}.",
];

/// For a role that the atlas does not know.
const BY_NAME: &[&str] = &[
    "Judged by the name alone, {role} and this page meet at {match} of 100.",
    "With little more than words to go by, {role} comes to {match} of 100.",
    "The figure for {role} is {match} of 100, weighed by titles and words alone.",
];

const NEAREST: &[&str] = &[
    "Of all the occupations in the atlas, {first} come closest at {m1} of 100, followed by {second} at {m2} and {third} at {m3}.",
    "Held against every occupation on record, the page comes nearest to {first} ({m1} of 100), then {second} ({m2}) and {third} ({m3}).",
    "The nearest work is that of {first}, at {m1} of 100; {second} ({m2}) and {third} ({m3}) are next.",
    "Ask the whole atlas, and it answers {first} at {m1} of 100, with {second} at {m2} and {third} at {m3} behind.",
    "Your page points towards {first} ({m1} of 100), with {second} ({m2}) and {third} ({m3}) as the other ways to go.",
    "Let the facts choose, and they choose {first}, {m1} of 100, before {second}, {m2}, and {third}, {m3}.",
    "Where does that lead: to {first} first of all, at {m1} of 100, then to {second} at {m2} and {third} at {m3}.",
];

const NEAREST_FEW: &[&str] = &["The nearest work in the atlas is that of {list}."];

const REQUIREMENTS: &[&str] = &[
    "The job description makes {n}: {counts}.",
    "Read line by line, the job description makes {n}, of which {counts}.",
    "Of the {n} in the job description, {counts}.",
    "There are {n} in the description, and {counts}.",
    "Taken one at a time, its {n} come out like this: {counts}.",
];

const CHANGE: &[&str] = &[
    "This would be a change of direction from {title}, so {carry} will matter more than any job title you have held.",
    "Coming from {title}, you bring {carry}, which count in the new work as well.",
    "The title on the page is {title}; what speaks for the new work is {carry}.",
    "It is a step across from {title}, and {carry} would come with you.",
    "You would arrive from {title}, with {carry} as your luggage.",
    "A reader who sees {title} may wonder at first, and {carry} will answer.",
];

const BARE_CHANGE: &[&str] = &[
    "From {title} to {role} is a real change of field, and titles held so far bring in {titles_share} of their points.",
    "It would be new ground after {title}: the titles you have held earn {titles_share} of their points here.",
    "Coming from {title}, expect to explain the change, since titles held so far count for {titles_share} of their points.",
];

const PAUSE: &[&str] = &[
    "Work that asks for {zone} preparation is looked at year by year, so a plain half-sentence about {from} to {to} would help.",
    "The time from {from} to {to} is open on the page; a few honest words about it would answer a question before it is asked.",
    "Between {from} and {to} the page falls silent for {span}, and one plain line would be better than silence.",
    "A reader will come to {from} and look for what follows before {to}; say it in half a line.",
];

const PAUSE_UNTIL_NOW: &[&str] = &[
    "The last entry ends in {from}, {span} ago; say in one plain line what that time held.",
    "Since {from} the page is silent, {span} by now, and one honest line about it would answer the question before it is asked.",
    "After {from} a reader is left guessing for {span}, so name what you did, whatever it was.",
];

const OVER: &[&str] = &[
    "Expect to be asked why: after {title}, this is work that asks for {zone} preparation only, and a good reason settles the matter.",
    "If anything, you bring more than is needed: the work asks for {zone} preparation, and you have been {title}.",
    "You would be coming down a step from {title}, since this work asks for {zone} preparation.",
    "The question you will meet is the other way round: what does {a title} want in work that asks for {zone} preparation?",
];

/// For a role that the atlas does not know.
const UNKNOWN: &[&str] = &[
    "Try the same page against a title from a job posting, and there will be skills, pay and outlook to weigh.",
    "A more common title, taken from a posting, would give the atlas more to say.",
    "Ask again with a title that postings use, and the answer will reach further.",
];

const YOUNG: &[&str] = &[
    "The work usually asks for {zone} preparation, and {years} of it are a beginning.",
    "With {years} behind you the rest is partly a matter of time, since the work asks for {zone} preparation.",
    "Time will do some of the rest: {years} so far, in work that asks for {zone} preparation.",
];

const TOOL_STEP: &[&str] = &[
    "If you take one step, let that be {skill}: it would add {gain} and bring you to {new}.",
    "The single most useful addition would be {skill}, worth {gain}.",
    "Learn {skill}, or say so if you know it already, and the match would rise by {gain} to {new}.",
    "Put your next free evenings into {skill}, if you can: it would move the figure by {gain}, more than any other addition.",
    "Most would be gained by {skill}: {gain}, once you can truthfully put it on the page.",
    "Next comes {skill}, if you want the largest gain: {gain} more, and {new} in all.",
    "One name could be worth {gain}: {skill}, provided it is true of you.",
    "For the biggest change in the figure, add {skill}, {gain} more than now.",
    "The way up would begin with {skill}, which adds {gain}.",
];

const SHOWN_STEP: &[&str] = &[
    "The page could do more for you on {skill}: one line would be worth {gain}.",
    "Write a line about {skill} in your work, and the match would go from {match} to {new}.",
    "The next {gain} would come from a line about {skill}.",
    "If your work has to do with {skill}, say so: it would add {gain}.",
    "With one honest line about {skill}, {new} of 100 would be within reach.",
    "What would help most is a line about {skill}, rated {rate} of 5 for importance here and worth {gain}.",
    "You may know more of {skill} than the page lets on; if a line said so, it would be worth {gain}.",
    "Find a place for {skill}: shown in earnest, it would lift the figure by {gain} to {new}.",
    "Nothing would move the figure further than a line about {skill}: {gain}.",
];

/// A title part below this says that the work held so far was other work.
const OTHER_WORK: f64 = 0.4;

impl Writer<'_> {
    pub(super) fn standing(&mut self, frames: &[&'static str]) {
        let Some(role) = self.facts.roles.first() else {
            return;
        };
        let frames = if role.occupation.is_some() {
            frames
        } else {
            BY_NAME
        };
        self.tell(KEY, 0, frames, &match_slots(role));
    }

    pub(super) fn nearest(&mut self) {
        let roles = &self.facts.roles;
        let mut slots = Slots::default();
        let blanks = [("first", "m1"), ("second", "m2"), ("third", "m3")];
        for (role, (name, figure)) in roles.iter().zip(blanks) {
            let said = group(&role.role);
            slots = slots
                .put(name, said, role.part_ids().into_iter().take(2))
                .word(figure, role.match_percent.to_string());
        }
        let list: Vec<String> = roles
            .iter()
            .map(|r| format!("{} ({} of 100)", r.role, r.match_percent))
            .collect();
        let ids: Vec<u32> = roles.iter().flat_map(RoleFacts::part_ids).collect();
        let slots = slots.put("list", and(&list), ids);
        let frames = if roles.len() >= 3 {
            NEAREST
        } else {
            NEAREST_FEW
        };
        self.tell(KEY, 0, frames, &slots);
    }

    pub(super) fn requirements_met(&mut self) {
        let all = &self.facts.requirements;
        if all.is_empty() {
            return;
        }
        let of = |status: Status| all.iter().filter(|r| r.status == status).count();
        let counts = [
            (of(Status::Met), "met"),
            (of(Status::Partial), "met in part"),
            (of(Status::Missing), "not shown yet"),
        ];
        let counts: Vec<String> = counts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| {
                format!(
                    "{} {} {what}",
                    number(*n),
                    if *n == 1 { "is" } else { "are" }
                )
            })
            .collect();
        let ids = all
            .iter()
            .filter_map(|r| r.evidence.last().copied())
            .take(6);
        let slots = Slots::citing(ids)
            .word("n", count(all.len(), "requirement", "requirements"))
            .word("counts", and(&counts));
        self.tell(KEY, 0, REQUIREMENTS, &slots);
    }

    pub(super) fn proof(&mut self, frames: &[&'static str]) {
        let results = &self.facts.person.results;
        if let Some((quote, id)) = self.quote(results.iter().copied()) {
            self.tell(KEY, 0, frames, &Slots::default().put("quote", quote, [id]));
        }
    }

    /// What is particular to this person and role: a change of field, a pause, more than is needed, a beginning.
    pub(super) fn situation(&mut self) {
        let facts = self.facts;
        let Some(role) = facts.roles.first() else {
            return;
        };
        let (person, about) = (&facts.person, &role.about);
        let zone_row = about.job_zone.map(|(_, id)| id);
        let zone = about
            .job_zone
            .map_or("", |(zone, _)| lexicon::preparation(zone));
        let slots = person_slots(person)
            .put("zone", zone, zone_row)
            .word("role", role.naming.role.clone());
        let titles = role.parts.iter().find(|part| part.name == "Job titles");
        let is_apart = person
            .home
            .zip(role.occupation.as_deref())
            .is_some_and(|(home, code)| {
                home.code.get(..2) != code.get(..2) && !home.related.contains(&code)
            });
        let is_other = facts.kind != Kind::BestFit
            && is_apart
            && titles.is_some_and(|part| part.score < OTHER_WORK);
        let home = person.home.map_or(0, |home| home.job_zone);
        let is_over = about
            .job_zone
            .is_some_and(|(zone, _)| zone + 2 <= home || zone < home && zone <= 3);
        if role.occupation.is_none() && facts.kind == Kind::TargetRole {
            self.tell(KEY, 0, UNKNOWN, &Slots::citing(person.opening));
        } else if is_over && facts.kind != Kind::BestFit {
            self.tell(KEY, 0, OVER, &slots);
        } else if let (true, Some(part)) = (is_other, titles) {
            self.change(role, part, slots);
        } else if let (Some(pause), Some(id)) = (&person.pause, zone_row) {
            let slots = slots
                .put("from", date(pause.from), pause.ids.clone())
                .put("to", pause.to.map(date).unwrap_or_default(), [id])
                .put("span", duration(pause.months), [id]);
            let frames = if pause.to.is_some() {
                PAUSE
            } else {
                PAUSE_UNTIL_NOW
            };
            self.tell(KEY, 0, frames, &slots);
        } else if person.months < 48 && about.job_zone.is_some_and(|(zone, _)| zone >= 4) {
            self.tell(KEY, 0, YOUNG, &slots);
        }
    }

    fn change(&mut self, role: &RoleFacts, titles: &Part, slots: Slots) {
        let carried: Vec<&Named> = role
            .have
            .iter()
            .filter(|skill| skill.is_tool)
            .take(3)
            .collect();
        if carried.len() > 1 {
            let (said, ids) = skills(carried);
            let slots = slots.put("carry", said, ids);
            self.tell(KEY, 0, CHANGE, &slots);
        } else {
            let slots = slots.put(
                "titles_share",
                share(titles.score),
                titles.evidence.iter().take(2).copied(),
            );
            self.tell(KEY, 0, BARE_CHANGE, &slots);
        }
    }

    pub(super) fn step(&mut self) {
        let Some(role) = self.facts.roles.first() else {
            return;
        };
        if let Some((frames, slots)) = step(role) {
            self.tell(KEY, 0, frames, &slots);
        }
    }
}

/// The missing skill that would change most: the frames that suit it and their blanks.
pub fn step(role: &RoleFacts) -> Option<(&'static [&'static str], Slots)> {
    let (skill, gain) = role.gains().next()?;
    let slots = gain_slots(skill, gain)
        .word("match", role.match_percent.to_string())
        .word("new", (role.match_percent + gain).to_string());
    Some((if skill.is_tool { TOOL_STEP } else { SHOWN_STEP }, slots))
}

/// The blanks of a sentence about the match: the part that brings most and the one that leaves most.
pub fn match_slots(role: &RoleFacts) -> Slots {
    let ids = role.part_ids();
    let slots = Slots::citing(ids)
        .word("role", role.naming.role.clone())
        .word("match", role.match_percent.to_string())
        .word("band", band(role.match_percent));
    let parts = || role.parts.iter();
    let best = parts().max_by(|a, b| a.earned().total_cmp(&b.earned()));
    let worst = parts().max_by(|a, b| a.lost().total_cmp(&b.lost()));
    let (Some(best), Some(worst)) = (best, worst) else {
        return slots;
    };
    let slots = if best.score > 0.0 && best.name != worst.name {
        named(slots, best, ["best", "best_share"])
    } else {
        slots
    };
    let slots = if worst.lost() >= 1.0 {
        named(slots, worst, ["worst", "worst_share"])
    } else {
        slots
    };
    let verbs = [
        ("count", "counts"),
        ("lift", "lifts"),
        ("bring", "brings"),
        ("carry", "carries"),
        ("speak", "speaks"),
    ];
    let is_many = lexicon::part(&best.name).1;
    let slots = verbs.iter().fold(slots, |slots, (many, one)| {
        slots.word(many, if is_many { *many } else { *one })
    });
    let is_many = lexicon::part(&worst.name).1;
    let verbs = [("hold", "holds"), ("are", "is"), ("explain", "explains")];
    verbs.iter().fold(slots, |slots, (many, one)| {
        slots.word(many, if is_many { *many } else { *one })
    })
}

fn named(slots: Slots, part: &Part, names: [&'static str; 2]) -> Slots {
    let ids = || part.evidence.iter().take(2).copied();
    slots
        .put(names[0], lexicon::part(&part.name).0, ids())
        .put(names[1], share(part.score), ids())
}

const fn band(match_percent: u8) -> &'static str {
    match match_percent {
        75.. => "close match",
        55..=74 => "fair match",
        35..=54 => "partial match",
        _ => "distant match",
    }
}
