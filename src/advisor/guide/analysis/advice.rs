//! Strengths and improvements: short entries, each beside the line it is about.

use super::Writer;
use super::names::{company, date, gain_slots, person_slots, skills, title};
use crate::advisor::facts::{Asked, Named};
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::phrase::quotation;
use crate::career::analysis::{Need, Status};

const STRENGTHS: &str = "strengths";
const IMPROVEMENTS: &str = "improvements";

const RESULT: &[&str] = &[
    "Proof in figures: {quote}",
    "A result anyone can check: {quote}",
    "Worth telling in an interview: {quote}",
    "A line with weight: {quote}",
    "Measured, and so believable: {quote}",
    "The kind of figure that stays in mind: {quote}",
    "{quote}, which says how much as well as what",
    "Work that can be counted: {quote}",
    "A story with an ending: {quote}",
    "Something to be asked about: {quote}",
    "Ready to be quoted: {quote}",
    "Solid ground: {quote}",
];

const WANTED: &[&str] = &[
    "In demand and on your page: {list}",
    "Wanted by employers, shown by you: {list}",
    "Skills that postings name and you have: {list}",
    "What employers search for and would find: {list}",
    "Sought after, and yours: {list}",
    "A good answer to the postings: {list}",
];

const ASKED: &[&str] = &[
    "Skills this work asks for: {list}",
    "Common ground with the work: {list}",
    "Already there: {list}",
    "Shown on the page and asked for: {list}",
    "Counted in your favour: {list}",
    "What you bring with you: {list}",
];

const NAMED: &[&str] = &[
    "Skills you name: {list}",
    "On your list: {list}",
    "Skills to build on: {list}",
];

const RECORD: &[&str] = &[
    "{years} of work, from {first_title} to {title}",
    "A record of {years}, most recently as {title} at {company}",
    "Experience that adds up: {years} so far",
    "{years} in work, since {since} as {title}",
    "A way travelled: {first_title} at {first_company}, then on to {title}",
    "{years} of practice behind what you say",
    "Where you have been: {company}, as {title}",
    "Work as {title} at {company}",
];

const SCHOOLING: &[&str] = &[
    "{degree} from {school}",
    "Schooling: {degree}, {school}",
    "Behind it all, {degree} from {school}",
    "A foundation in study: {degree}",
    "Learnt properly: {degree} from {school}",
    "Formal training: {degree}",
    "On paper, {degree} from {school}",
];

const MET: &[&str] = &[
    "Meets a requirement in so many words: {wish}",
    "An answer to what the employer asks: {wish}",
    "One requirement settled: {wish}",
    "Nobody need ask about {wish}",
];

const FIRST_LINE: &[&str] = &[
    "A first line that can be built on",
    "A page to start from",
    "Something written down already",
];

const LEARN: &[&str] = &[
    "Learn {skill}, or name it if you use it already: {asker}, and it would be worth {gain}",
    "Add {skill} once it is true of you, since {asker}; it would bring {gain}",
    "You could try {skill} on something small of your own, then name it: {asker}, and {gain} would follow",
    "Make room for {skill}, worth {gain}, because {asker}",
    "Worth an evening a week is {skill}: {asker}, and it counts for {gain}",
    "On your list of things to learn, {skill} deserves a place: {asker}, and it would be worth {gain}",
    "A course in {skill} would pay off by {gain}, because {asker}",
    "If you have worked with {skill}, name it, and if not, learn it: {asker}, and {gain} would follow",
    "Do you know {skill}? If so, write it down: {asker} and the match would gain {gain}",
];

const BRING_OUT: &[&str] = &[
    "Let one line speak of {skill}, rated {rate} of 5 here; it would add {gain}",
    "Bring out {skill} with an example from your own work, which would add {gain}",
    "Give {skill} a line of its own: it would be worth {gain}",
    "Think of a day when {skill} mattered, and write it down; that would add {gain}",
    "Tell a reader about {skill} in one plain line, and {gain} would follow",
    "Find the place where {skill} belongs; a line there would add {gain}",
    "Where has {skill} helped you: an example would add {gain}",
    "Spell out what you know of {skill}, which would bring {gain}",
    "Do not leave {skill} to be guessed; in words it would be worth {gain}",
    "Pick one thing you did that took {skill}, and describe it for {gain} more",
    "Mention {skill} where it is true of your work, as it would count for {gain}",
];

const ANSWER: &[&str] = &[
    "Answer {wish}, which the page does not do yet",
    "Say something to {wish}; so far the page does not",
    "The employer asks for {wish}: add a line if you can meet it",
    "If you can meet {wish}, the page does not say so yet",
    "Deal with {wish} in a covering letter if not on the page",
];

const NO_FIGURE: &[&str] = &[
    "Give {quote} a figure: how many, how often, how fast",
    "Say what came of {quote}",
    "{quote} says what you did; add what changed because of it",
    "Finish the thought in {quote}: what was better afterwards",
    "Put a number on {quote}, even a rough one",
    "After {quote}, tell the reader how it ended",
    "Ask of {quote} what it was good for, and write down the answer",
    "A size would help {quote}: how large, how long, for how many",
    "Try {quote} again with a result at its end",
    "Sharpen {quote} with a number you can stand behind",
    "{quote} would gain from a before and an after",
    "Add the scale to {quote}",
    "Who was better off for {quote}, and by how much: say it in half a line",
    "One figure behind {quote} would make it far stronger",
    "Tell how often or for how many people you did this: {quote}",
    "What would have gone wrong otherwise: add that to {quote}",
    "Round off {quote} with what it saved, earned or prevented",
    "Let {quote} end in a result",
];

const RESPONSIBLE: &[&str] = &[
    "Begin {quote} with what you did: built, ran, checked, whatever is true",
    "Turn {quote} round, so that it starts with a verb and ends with a result",
    "{quote} tells what you were given; tell what you made of it",
];

const IN_USE: &[&str] = &[
    "Show {skill} in use; so far it stands only in your list of skills",
    "It is time to take {skill} out of the list and into a line about work you did with it",
    "Say where you used {skill}, which the page only lists",
    "Back up {skill} with a line about work; a list alone asks to be believed",
    "{skill} is listed and nothing more; one example would carry further",
];

const UNDATED: &[&str] = &[
    "Date your time as {title} at {company}",
    "Add the years to {title} at {company}, so that they count",
    "When were you {title} at {company}? The years would tell",
    "Say when you were {title}",
];

const PAUSE: &[&str] = &[
    "Account for {from} to {to} in a few words: care, study, travel, whatever is true",
    "Name what lay between {from} and {to}; any honest reason reads better than a blank",
    "Write half a line about {from} to {to}",
];

const PAUSE_UNTIL_NOW: &[&str] = &[
    "Account for the time since {from} in a few words: care, study, travel, whatever is true",
    "Say what you have done since {from}, courses and voluntary work included",
];

const SUMMARY: &[&str] = &[
    "Open with a line or so that says where you want to go: {role}",
    "Tell the reader at the top that you aim for work as {role}, and why",
    "Start the page with a sentence about what you want next",
    "A short summary at the top would let you say why {role}",
    "Begin with a few words of your own about the way ahead",
];

const SAY_MORE: &[&str] = &[
    "Say more: each position with its dates, and what you achieved in it",
    "Fill the page out with your positions, their dates and what came of them",
    "Write down where you worked, when, and what you did there",
];

impl Writer<'_> {
    pub(super) fn strengths(&mut self) {
        let facts = self.facts;
        let person = &facts.person;
        for _ in 0..2 {
            if let Some((quote, id)) = self.quote(person.results.iter().copied()) {
                self.tell(
                    STRENGTHS,
                    0,
                    RESULT,
                    &Slots::default().put("quote", quote, [id]),
                );
            }
        }
        self.met();
        self.shown_skills();
        let slots = person_slots(person);
        self.tell(STRENGTHS, 0, RECORD, &slots);
        self.tell(STRENGTHS, 0, SCHOOLING, &slots);
        if self.n_of(STRENGTHS, 0) == 0
            && let Some(id) = person.opening
        {
            self.tell(STRENGTHS, 0, FIRST_LINE, &Slots::citing([id]));
        }
    }

    fn met(&mut self) {
        let facts = self.facts;
        let met = facts
            .requirements
            .iter()
            .filter(|r| r.status == Status::Met && r.need == Need::Required);
        let found = met
            .into_iter()
            .find_map(|r| Some((quotation(&r.text)?, r.evidence.clone())));
        self.tell(STRENGTHS, 0, MET, &Slots::default().maybe("wish", found));
    }

    fn shown_skills(&mut self) {
        let facts = self.facts;
        let have = facts.roles.first().map_or(&[][..], |role| &role.have);
        let wanted: Vec<&Named> = have
            .iter()
            .filter(|skill| matches!(skill.asked, Asked::Postings | Asked::AllPostings))
            .collect();
        let (frames, list): (_, Vec<&Named>) = if wanted.len() > 1 {
            (WANTED, wanted)
        } else if have.is_empty() {
            (NAMED, facts.person.skills.iter().collect())
        } else {
            (ASKED, have.iter().collect())
        };
        let (said, ids) = skills(list.into_iter().take(4));
        self.tell(
            STRENGTHS,
            0,
            frames,
            &Slots::default().put("list", said, ids),
        );
    }

    pub(super) fn improvements(&mut self) {
        let facts = self.facts;
        self.additions();
        self.requirements();
        self.duties();
        self.listed_only();
        self.times();
        self.summary();
        if self.n_of(IMPROVEMENTS, 0) == 0
            && let Some(id) = facts.person.opening
        {
            self.tell(IMPROVEMENTS, 0, SAY_MORE, &Slots::citing([id]));
        }
    }

    /// What would raise the match most, the very first being in the analysis already.
    fn additions(&mut self) {
        let facts = self.facts;
        let Some(role) = facts.roles.first() else {
            return;
        };
        let all: Vec<_> = role.gains().collect();
        let from = usize::from(all.len() > 1);
        for (skill, gain) in all.into_iter().skip(from).take(2) {
            let slots =
                gain_slots(skill, gain).word("asker", asker(skill, role.naming.many.as_deref()));
            let frames = if skill.is_tool { LEARN } else { BRING_OUT };
            self.tell(IMPROVEMENTS, 0, frames, &slots);
        }
    }

    fn requirements(&mut self) {
        let facts = self.facts;
        let open = facts.requirements.iter();
        let open = open.filter(|r| r.status == Status::Missing && r.need == Need::Required);
        let quotable = open.filter_map(|r| Some((quotation(&r.text)?, r.evidence.clone())));
        for wish in quotable.take(2) {
            self.tell(
                IMPROVEMENTS,
                0,
                ANSWER,
                &Slots::default().maybe("wish", Some(wish)),
            );
        }
    }

    fn duties(&mut self) {
        let duties = self.facts.person.duties.clone();
        for _ in 0..2 {
            let Some((quote, id)) = self.quote(duties.iter().copied()) else {
                return;
            };
            let is_given = quote.to_lowercase().starts_with("“responsible");
            let frames = if is_given { RESPONSIBLE } else { NO_FIGURE };
            self.tell(
                IMPROVEMENTS,
                0,
                frames,
                &Slots::default().put("quote", quote, [id]),
            );
        }
    }

    /// A wanted skill that stands only in a list, never beside work done with it.
    fn listed_only(&mut self) {
        let facts = self.facts;
        let have = facts.roles.first().map_or(&[][..], |role| &role.have);
        let listed = have
            .iter()
            .find(|skill| skill.is_tool && skill.is_listed_only);
        if let Some(skill) = listed.filter(|_| !facts.person.positions.is_empty()) {
            let slots = Slots::default().put("skill", skill.said.clone(), skill.ids.clone());
            self.tell(IMPROVEMENTS, 0, IN_USE, &slots);
        }
    }

    fn times(&mut self) {
        let facts = self.facts;
        let person = &facts.person;
        let undated = person
            .positions
            .iter()
            .find(|position| position.dates.is_none());
        if let Some(position) = undated {
            let slots = Slots::citing([position.id])
                .word("title", title(position).unwrap_or_default())
                .word("company", company(position).unwrap_or_default());
            self.tell(IMPROVEMENTS, 0, UNDATED, &slots);
        }
        if let Some(pause) = &person.pause {
            let slots = Slots::citing(pause.ids.iter().copied())
                .word("from", date(pause.from))
                .word("to", pause.to.map(date).unwrap_or_default());
            let frames = if pause.to.is_some() {
                PAUSE
            } else {
                PAUSE_UNTIL_NOW
            };
            self.tell(IMPROVEMENTS, 0, frames, &slots);
        }
    }

    fn summary(&mut self) {
        let facts = self.facts;
        if facts.person.has_summary || self.n_of(IMPROVEMENTS, 0) > 3 {
            return;
        }
        let (Some(role), Some(id)) = (facts.roles.first(), facts.person.opening) else {
            return;
        };
        let slots = Slots::citing([id]).word("role", role.naming.role.clone());
        self.tell(IMPROVEMENTS, 0, SUMMARY, &slots);
    }
}

/// Who asks for a tool, as a clause.
fn asker(skill: &Named, many: Option<&str>) -> String {
    match (skill.asked, many) {
        (Asked::Postings, Some(many)) => format!("postings for {many} often ask for it"),
        (Asked::Postings | Asked::AllPostings, _) => "postings of many kinds ask for it".to_owned(),
        (Asked::Used, Some(many)) => format!("it is in use among {many}"),
        (Asked::Job, _) => "the description asks for it".to_owned(),
        _ => "the work asks for it".to_owned(),
    }
}
