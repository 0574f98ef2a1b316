//! Why a role fits: what is shared, a line that proves it, what the match rests on, and what is still open.

use super::Writer;
use super::names::{self, degree};
use crate::advisor::facts::{Asked, Named, RoleFacts};
use crate::advisor::guide::english::{duration, share};
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::lexicon;
use crate::advisor::guide::phrase::number;
use crate::career::analysis::Part;

const KEY: &str = "whyItFits";

const SHARED: &[&str] = &[
    "Of what is asked for, {list} {are} already on your page.",
    "{list} {are} asked for, and you show {them}.",
    "The overlap is real: {list}.",
    "High up on the page is the place for {list}, because that is what gets looked for.",
    "Among the things asked for, {n} can be found on your page, {list} included.",
    "Your case rests on {list}.",
    "What you and this work have in common is {list}.",
    "It pays to highlight {list}; your own lines bear {them} out.",
    "Some of it you can claim today: {list}.",
    "Speak about {list} first, since {they} {are} asked for and yours.",
    "{n} of the wanted skills are yours by the page, first of all {list}.",
    "There is common ground in {list}.",
    "From the list of what this work wants, your lines answer for {list}.",
    "You would walk in with {list}.",
    "On your side of the scales {lie} {list}.",
    "What you can offer at once {are} {list}.",
];

const PROOF: &[&str] = &[
    "For {skill} you have proof: {quote}.",
    "A reader will find {skill} in {quote}.",
    "When asked about {skill}, point to {quote}.",
    "{quote}: that line vouches for {skill}.",
    "The evidence for {skill} is {quote}.",
    "You show {skill} in use where you write {quote}.",
    "As for {skill}, {quote} says it best.",
    "As an example take {skill}: your page has {quote}.",
    "That you know {skill} is plain from {quote}.",
    "{skill} is more than a word on a list, because you can say {quote}.",
    "Nobody has to take {skill} on trust after reading {quote}.",
    "To see {skill} at work, one only has to read {quote}.",
];

/// For a field of knowledge, which a line implies rather than names.
const IMPLIED: &[&str] = &[
    "Behind {quote} stands some knowledge of {skill}.",
    "Something of {skill} speaks from {quote}.",
    "A line such as {quote} has to do with {skill}.",
    "When you write {quote}, a reader hears {skill}.",
    "Work like {quote} takes {skill}.",
    "That {skill} is part of your work can be read in {quote}.",
];

const STRONG: &[&str] = &[
    "In the arithmetic, {best} {bring} in {best_share} of the points on offer there.",
    "{best} {earn} {best_share} of the points on offer.",
    "You score best on {best}.",
    "What lifts the figure is {best}.",
    "By the numbers, {best} {do} most for you.",
    "The part to lean on is {best}, with {best_share} of its points.",
];

const YEARS: &[&str] = &[
    "Time served counts in full: {years} of work is as much as this calls for.",
    "Nobody can fault the experience, since {years} of work meet what is usually asked.",
    "On experience you are covered, with {years} of work.",
    "With {years} of work behind you, experience is a box already ticked.",
    "The years are there: {years}, as many as are asked for.",
];

const SCHOOLED: &[&str] = &[
    "Your schooling is as much as is usually asked for: {degree}.",
    "On schooling you are covered by your {degree}.",
    "With your {degree}, you meet what most of these jobs ask for in education.",
    "Your {degree} settles the question of education.",
    "As to education, your {degree} is enough for most of these jobs.",
];

/// What is still open, by who asks for it.
const GAP_FRAMES: [(Asked, &[&str]); 5] = [
    (
        Asked::Postings,
        &[
            "Still to be shown {are} {list}, which postings for {many} often ask for.",
            "Postings for {many} also ask for {list}, so far absent from your page.",
            "Employers of {many} often ask for {list}, which the page does not show yet.",
            "What the page does not name yet is {list}, wanted in many postings for {many}.",
            "To develop, or to name if you have {them} already: {list}, which postings for {many} keep asking for.",
            "Those who hire {many} would look for {list} as well, and not find {them} yet.",
            "Next on the list {are} {list}, not shown yet and often asked for in postings.",
            "If you know {list}, write {them} down: postings for {many} ask for {them}.",
        ],
    ),
    (
        Asked::AllPostings,
        &[
            "{list} would round this off, being asked for in postings of every kind.",
            "The page does not mention {list} yet, though postings in many fields ask for {them}.",
            "Postings well beyond this field ask for {list}, which your page does not show yet.",
            "Worth adding if true: {list}, asked for in postings of many kinds.",
            "Say so if you know {list}; {they} {are} asked for in many fields.",
        ],
    ),
    (
        Asked::Rated(0.0),
        &[
            "Not yet visible, though rated important here, {are} {list}.",
            "The survey rates {list} as important, and the page does not show {them} yet.",
            "A reader would look for {list} next, and not find {them} yet.",
            "What the page leaves open is {list}, not shown yet but rated as important.",
            "Room to grow lies in {list}, which the work needs and the page does not show yet.",
            "You may well have more of {list} than the page says; it does not show {them} yet, and {they} {count} here.",
            "Among what matters and is not yet to be seen {are} {list}.",
            "The page is silent so far on {list}, which {are} rated as important.",
            "Think of examples for {list}: {they} {are} asked for and not shown yet.",
            "Say more about {list}, which would count here and cannot be seen yet.",
            "Silence on {list} costs you points, as the work asks for {them}.",
            "One would like to read something about {list}, too, since the work asks for {them}.",
        ],
    ),
    (
        Asked::Used,
        &[
            "People in the work also use {list}, which your page does not name yet.",
            "In use there, and not on your page yet, {are} {list}.",
            "You could add {list} if you have met {them}, as {they} {are} in use there.",
            "{list} {are} used in the work and not named on your page yet.",
        ],
    ),
    (
        Asked::Job,
        &[
            "The description also asks for {list}, which your page does not show yet.",
            "Open so far {are} {list}, which the description asks for.",
            "What the employer wants and does not see yet is {list}.",
            "By the words of the description, {list} would still have to be shown.",
        ],
    ),
];

const THIN: &[&str] = &[
    "There is little on the page yet that speaks for {role}, or against it.",
    "The page does not yet say much about {role} either way.",
    "What would speak for {role} has yet to be written down.",
];

impl Writer<'_> {
    pub(super) fn why_it_fits(&mut self, index: usize, role: &RoleFacts) {
        let shown = shown(role);
        let frames = self.teller.choose(&format!("fit{index}"), 3);
        let proven = if frames == 0 {
            self.proven(index, role)
        } else {
            false
        };
        if let Some(slots) = &shown {
            let slots = slots.clone().word(
                "n",
                if role.n_have > 4 {
                    number(role.n_have)
                } else {
                    String::new()
                },
            );
            self.tell(KEY, index, SHARED, &slots);
        }
        if !proven {
            self.proven(index, role);
        }
        self.parts(index, role);
        if let Some((frames, slots)) = missing(role) {
            self.tell(KEY, index, frames, &slots);
        }
        if self.n_of(KEY, index) == 0 {
            let slots = Slots::citing(role.part_ids()).word("role", role.naming.role.clone());
            self.tell(KEY, index, THIN, &slots);
        }
    }

    /// A line of the résumé that shows a wanted skill in use.
    fn proven(&mut self, index: usize, role: &RoleFacts) -> bool {
        let shown = role.have.iter().filter(|skill| skill.is_tool);
        let found = shown.filter_map(|skill| Some((skill, skill.at_work?)));
        let found = found
            .into_iter()
            .find(|(_, id)| self.quotable(*id).is_some());
        let implied = || {
            let found = role
                .have
                .iter()
                .filter_map(|skill| Some((skill, skill.implied_by?)));
            found
                .into_iter()
                .find(|(_, id)| self.quotable(*id).is_some())
        };
        let (frames, found) = match found {
            Some(found) => (PROOF, Some(found)),
            None => (IMPLIED, implied()),
        };
        let Some((skill, id)) = found else {
            return false;
        };
        let Some((quote, id)) = self.quote([id]) else {
            return false;
        };
        let slots =
            Slots::default()
                .put("quote", quote, [id])
                .put("skill", skill.said.clone(), [id]);
        self.tell(KEY, index, frames, &slots)
    }

    /// What else the match rests on.
    fn parts(&mut self, index: usize, role: &RoleFacts) {
        let full = |name: &str| {
            role.parts
                .iter()
                .find(|part| part.name == name && part.score >= 0.995)
        };
        let years = full("Years of experience").filter(|_| self.facts.person.months >= 12);
        let studied = self
            .facts
            .person
            .education
            .iter()
            .find_map(|s| Some((degree(s)?, vec![s.id])));
        let schooled = full("Education").zip(studied);
        match (
            years,
            schooled,
            self.teller.choose(&format!("parts{index}"), 3),
        ) {
            (Some(part), _, 0 | 1) | (Some(part), None, _) => {
                let slots = Slots::citing(part.evidence.iter().copied().take(4));
                let years = duration(self.facts.person.months);
                self.tell(KEY, index, YEARS, &slots.word("years", years));
            }
            (_, Some((part, degree)), 0 | 2) => {
                let slots =
                    Slots::citing(part.evidence.iter().copied()).maybe("degree", Some(degree));
                self.tell(KEY, index, SCHOOLED, &slots);
            }
            _ => {
                let strong = role
                    .parts
                    .iter()
                    .filter(|part| part.score >= 0.6 && part.weight > 5);
                let best = strong.max_by(|a, b| a.earned().total_cmp(&b.earned()));
                if let Some(part) = best {
                    self.tell(KEY, index, STRONG, &strong_slots(part));
                }
            }
        }
    }
}

fn strong_slots(part: &Part) -> Slots {
    let (name, is_many) = lexicon::part(&part.name);
    let verb = |many: &'static str, one: &'static str| if is_many { many } else { one };
    Slots::citing(part.evidence.iter().copied().take(4))
        .word("best", name)
        .word("best_share", share(part.score))
        .word("bring", verb("bring", "brings"))
        .word("earn", verb("earn", "earns"))
        .word("do", verb("do", "does"))
}

/// The wanted skills that the page shows: things one can name before habits that every page shows.
fn shown(role: &RoleFacts) -> Option<Slots> {
    let mut all: Vec<&Named> = role.have.iter().collect();
    all.sort_by_key(|skill| (!skill.is_tool, skill.at_work.is_none()));
    let named = all.iter().filter(|skill| skill.is_tool).count();
    all.truncate(if named >= 3 { 4 } else { 3 });
    listed(&all)
}

/// What is asked for and not shown: the first of it, and what the same source asks for as well.
pub fn missing(role: &RoleFacts) -> Option<(&'static [&'static str], Slots)> {
    let first = role.missing.first()?;
    let same = |skill: &&Named| {
        std::mem::discriminant(&skill.asked) == std::mem::discriminant(&first.asked)
    };
    let all: Vec<&Named> = role.missing.iter().filter(same).take(3).collect();
    let frames = GAP_FRAMES
        .iter()
        .find(|(asked, _)| std::mem::discriminant(asked) == std::mem::discriminant(&first.asked))
        .map_or(GAP_FRAMES[4].1, |(_, frames)| *frames);
    let many = role.naming.many.clone().unwrap_or_default();
    Some((frames, listed(&all)?.word("many", many)))
}

/// The blanks for a list of skills and the words that agree with it.
fn listed(skills: &[&Named]) -> Option<Slots> {
    let (said, ids) = names::skills(skills.iter().copied());
    if ids.is_empty() {
        return None;
    }
    let verb = |many: &'static str, one: &'static str| if skills.len() > 1 { many } else { one };
    Some(
        Slots::default()
            .put("list", said, ids)
            .word("are", verb("are", "is"))
            .word("they", verb("they", "it"))
            .word("them", verb("them", "it"))
            .word("lie", verb("lie", "lies"))
            .word("count", verb("count", "counts")),
    )
}
