//! The guide's analysis: a paragraph about the person, two per role, strengths and improvements.

mod advice;
mod names;

pub use names::{best_gain, held, outlook, part_name, studied};

use super::phrase::{Voice, and, capitalised, count, number, quotation, thousands};
use super::sentence;
use crate::advisor::facts::{Facts, Named, Person, RoleFacts};
use crate::career::analysis::{Kind, Need, Status};
use crate::prompt::answer::{Section, Sentence};

/// The whole analysis in sentences; every paragraph has at least one and each cites its facts.
pub fn write(facts: &Facts) -> Vec<Sentence> {
    let roles = facts.roles.iter();
    let quotes = facts.evidence.iter().map(|row| row.quote.as_str());
    let voice = Voice::new(roles.map(|role| role.role.as_str()).chain(quotes));
    let mut writer = Writer {
        facts,
        voice,
        quoted: Vec::new(),
        sentences: Vec::new(),
    };
    writer.analysis();
    for (index, role) in facts.roles.iter().enumerate() {
        writer.description(index, role);
        writer.why_it_fits(index, role);
    }
    writer.strengths();
    writer.improvements();
    writer.sentences
}

struct Writer<'a> {
    facts: &'a Facts,
    voice: Voice,
    /// Lines already quoted, so that none is quoted twice.
    quoted: Vec<u32>,
    sentences: Vec<Sentence>,
}

/// Names with their ids, both cut to what a sentence can carry.
fn names(skills: &[Named], n: usize) -> (String, Vec<u32>) {
    let some = &skills[..skills.len().min(n)];
    let names: Vec<&str> = some.iter().map(|skill| skill.name.as_str()).collect();
    let ids = some
        .iter()
        .flat_map(|skill| skill.ids.iter().take(2).copied());
    (and(&names), ids.collect())
}

impl Writer<'_> {
    fn say(
        &mut self,
        key: &'static str,
        index: usize,
        text: String,
        ids: impl IntoIterator<Item = u32>,
    ) {
        let said = sentence(Section { key, index }, text, ids);
        self.sentences.extend(said);
    }

    /// The line with this id as a quotation, if it makes one and was not quoted before.
    fn quote(&mut self, id: u32) -> Option<String> {
        if self.quoted.contains(&id) {
            return None;
        }
        let row = self.facts.evidence.get(id as usize)?;
        let quote = quotation(&row.quote)?;
        self.quoted.push(id);
        Some(quote)
    }

    fn says_nothing(&self, key: &'static str, index: usize) -> bool {
        let section = Section { key, index };
        !self
            .sentences
            .iter()
            .any(|sentence| sentence.section == section)
    }

    fn analysis(&mut self) {
        let facts = self.facts;
        self.who();
        self.named_skills(&facts.person);
        match facts.kind {
            Kind::BestFit => self.nearest(),
            Kind::Job => self.requirements_met(),
            Kind::TargetRole => self.standing(),
        }
        self.best_step();
    }

    fn who(&mut self) {
        let person = &self.facts.person;
        let position = person
            .positions
            .iter()
            .find_map(|position| Some((position, held(position)?)));
        if let Some((position, held)) = position {
            let n = person.positions.len();
            let first = if n > 1 {
                format!(
                    ", the first of {} it lists",
                    count(n, "position", "positions")
                )
            } else {
                String::new()
            };
            let text = match (position.is_current, self.voice.pick(2)) {
                (true, 0) => format!("Your résumé shows you at work as {held}{first}."),
                (true, _) => format!("By your résumé, you work as {held}{first}."),
                (false, 0) => format!("Your résumé names you as {held}{first}."),
                (false, _) => format!("Your résumé records work as {held}{first}."),
            };
            let ids: Vec<u32> = std::iter::once(position.id)
                .chain(person.positions.iter().map(|other| other.id))
                .take(4)
                .collect();
            self.say("analysis", 0, text, ids);
        } else if let Some((study, studied)) =
            person.education.iter().find_map(|s| Some((s, studied(s)?)))
        {
            let text = format!("Your résumé lists {studied} under education.");
            self.say("analysis", 0, text, [study.id]);
        } else if let Some(id) = person.opening {
            let text = match self.quote(id) {
                Some(quote) => format!("One line of your résumé reads {quote}."),
                None => "Your résumé is short, so there is little to go on.".to_owned(),
            };
            self.say("analysis", 0, text, [id]);
        }
    }

    fn named_skills(&mut self, person: &Person) {
        let n = person.skills.len();
        let (list, ids) = names(&person.skills, 4);
        let text = match (n, self.voice.pick(3)) {
            (0, _) => return,
            (1..=4, 0) => format!("Of the skills Aspiro knows, it names {list}."),
            (1..=4, _) => format!("It names {list} among your skills."),
            (_, 0) => format!(
                "It names {} that Aspiro knows, among them {list}.",
                count(n, "skill", "skills")
            ),
            (_, 1) => format!(
                "{} can be found in it, {list} among them.",
                capitalised(&count(n, "known skill", "known skills"))
            ),
            _ => format!(
                "Among the {} it mentions are {list}.",
                count(n, "skill", "skills")
            ),
        };
        self.say("analysis", 0, text, ids);
    }

    fn standing(&mut self) {
        let Some(role) = self.facts.roles.first() else {
            return;
        };
        let m = role.match_percent;
        let reach = match self.voice.pick(3) {
            0 => format!(
                "Measured against {}, it reaches {m} of 100 points",
                role.spoken()
            ),
            1 => format!(
                "Its match with {} comes to {m} of 100 points",
                role.spoken()
            ),
            _ => format!("For {}, that adds up to {m} of 100 points", role.spoken()),
        };
        let mut parts: Vec<_> = role
            .parts
            .iter()
            .filter(|part| !part.evidence.is_empty())
            .collect();
        parts.sort_by(|a, b| b.score.total_cmp(&a.score));
        let tail = match parts.as_slice() {
            [best, .., last] if best.score - last.score > 0.05 => {
                let (best, last) = (part_name(&best.name), part_name(&last.name));
                match self.voice.pick(3) {
                    0 => format!(
                        ", with {best} as its strongest part and {last} as the part with most room to grow"
                    ),
                    1 => format!(", strongest in {best} and weakest in {last}"),
                    _ => format!("; it does best on {best} and least well on {last}"),
                }
            }
            _ => String::new(),
        };
        let ids: Vec<u32> = parts
            .iter()
            .filter_map(|part| part.evidence.first().copied())
            .collect();
        self.say("analysis", 0, format!("{reach}{tail}."), ids);
    }

    fn nearest(&mut self) {
        let roles: Vec<String> = self
            .facts
            .roles
            .iter()
            .map(|role| format!("{} ({} of 100)", role.role, role.match_percent))
            .collect();
        let list = and(&roles);
        let text = match (roles.len(), self.voice.pick(2)) {
            (0, _) => return,
            (_, 0) => format!("Of all the occupations in the atlas, it comes closest to {list}."),
            _ => format!("Held against every occupation in the atlas, it lies nearest to {list}."),
        };
        let first_of_parts = |role: &RoleFacts| {
            role.parts
                .iter()
                .find_map(|part| part.evidence.first().copied())
        };
        let ids: Vec<u32> = self.facts.roles.iter().filter_map(first_of_parts).collect();
        self.say("analysis", 0, text, ids);
    }

    fn requirements_met(&mut self) {
        let all = &self.facts.requirements;
        let of = |status: Status| all.iter().filter(|r| r.status == status).count();
        let (met, partial, missing) = (of(Status::Met), of(Status::Partial), of(Status::Missing));
        if all.is_empty() {
            self.standing();
            return;
        }
        let found = count(all.len(), "requirement", "requirements");
        let counts: Vec<String> = [
            (met, "met"),
            (partial, "met in part"),
            (missing, "not shown yet"),
        ]
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{} {what}", number(*n)))
        .collect();
        let text = format!("The job description holds {found}: {}.", and(&counts));
        let ids: Vec<u32> = all
            .iter()
            .filter_map(|r| r.evidence.last().copied())
            .take(6)
            .collect();
        self.say("analysis", 0, text, ids);
        self.standing();
    }

    fn best_step(&mut self) {
        let Some(role) = self.facts.roles.first() else {
            return;
        };
        let Some((skill, gain)) = best_gain(role) else {
            return;
        };
        let (add, points) = (&skill.name, count(gain.into(), "point", "points"));
        let best_fit = self.facts.kind == Kind::BestFit;
        let text = match self.voice.pick(3) {
            _ if best_fit => format!(
                "For {}, no single addition would change more than {add}, worth {points} more.",
                role.spoken()
            ),
            0 => format!("No single addition would change more than {add}, worth {points} more."),
            1 => format!(
                "Nothing you could add would raise it more than {add}: {points} more, if you can truthfully add it."
            ),
            _ => format!("Adding {add}, once you have it, would be worth {points} more."),
        };
        self.say("analysis", 0, text, skill.ids.clone());
    }

    fn description(&mut self, index: usize, role: &RoleFacts) {
        const KEY: &str = "description";
        let about = &role.about;
        let list = |items: &[(String, u32)], n: usize| {
            let some = &items[..items.len().min(n)];
            let names: Vec<String> = some.iter().map(|(name, _)| name.to_lowercase()).collect();
            (
                and(&names),
                some.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
            )
        };
        let (activities, ids) = list(&about.activities, 2);
        let text = match self.voice.pick(2) {
            0 => format!("The work of {} centres on {activities}.", role.spoken()),
            _ => format!("For {}, the work is above all {activities}.", role.spoken()),
        };
        self.say(KEY, index, text, ids);
        let (skills, ids) = list(&about.skills, 3);
        let text = match self.voice.pick(2) {
            0 => format!("The abilities that matter most in it are {skills}."),
            _ => format!("It leans most on {skills}."),
        };
        self.say(KEY, index, text, ids);
        if let Some((level, share, id)) = &about.education {
            let level = level.to_lowercase();
            let text = format!(
                "The most common level of education is {level}, at {share} % of those employed."
            );
            self.say(KEY, index, text, [*id]);
        }
        self.pay_and_outlook(KEY, index, role);
        self.job_in_short(KEY, index);
        if self.says_nothing(KEY, index) {
            let ids = first_of_each_part(role);
            let text = format!(
                "{} stands outside the atlas, so only your résumé itself is weighed here.",
                role.spoken()
            );
            self.say(KEY, index, text, ids);
        }
    }

    fn pay_and_outlook(&mut self, key: &'static str, index: usize, role: &RoleFacts) {
        if let Some((median, year, id)) = role.about.median_pay {
            let pay = thousands(median);
            let text = format!(
                "Half of those employed in the United States earned more than ${pay} a year in {year}."
            );
            self.say(key, index, text, [id]);
        }
        if let Some((change, from, to, id)) = role.about.outlook {
            let text = outlook(change, from, to);
            self.say(key, index, text, [id]);
        }
    }

    fn job_in_short(&mut self, key: &'static str, index: usize) {
        let required: Vec<_> = self
            .facts
            .requirements
            .iter()
            .filter(|r| r.need == Need::Required)
            .collect();
        let n = required.len();
        if n == 0 {
            return;
        }
        let ids: Vec<u32> = required
            .iter()
            .filter_map(|r| r.evidence.last().copied())
            .take(6)
            .collect();
        let rest = self.facts.requirements.len() - n;
        let text = match rest {
            0 => format!(
                "The description names {}, all of them required.",
                count(n, "thing it asks for", "things it asks for")
            ),
            _ => format!(
                "The description calls {} required and {} preferred.",
                count(n, "thing", "things"),
                number(rest)
            ),
        };
        self.say(key, index, text, ids);
    }

    fn why_it_fits(&mut self, index: usize, role: &RoleFacts) {
        const KEY: &str = "whyItFits";
        let n = role.n_have;
        let (list, ids) = names(&role.have, 4);
        let text = match (n, self.voice.pick(3)) {
            (0, _) => String::new(),
            (1, _) => format!("{list} is asked for here, and your résumé shows it."),
            (2, _) => format!("{list} are both asked for here, and your résumé shows them."),
            (3 | 4, 0) => {
                format!("Your résumé already shows {list}, which are all asked for here.")
            }
            (3 | 4, _) => format!(
                "{list} are asked for here, and your résumé shows all {}.",
                number(n)
            ),
            (_, 0) => format!(
                "Your résumé already shows {} of the skills asked for here, {list} among them.",
                number(n)
            ),
            (_, 1) => format!(
                "{} of the skills asked for here stand in your résumé, {list} first among them.",
                capitalised(&number(n))
            ),
            _ => format!(
                "{list} lead the {} your résumé shares with this role.",
                count(n, "skill", "skills")
            ),
        };
        if n > 0 {
            self.say(KEY, index, text, ids);
        }
        self.proof(KEY, index, role);
        self.parts(KEY, index, role);
        self.gap(KEY, index, role);
        if self.says_nothing(KEY, index) {
            self.thin(KEY, index, role);
        }
    }

    /// A line of the résumé that shows a wanted skill in use.
    fn proof(&mut self, key: &'static str, index: usize, role: &RoleFacts) {
        for skill in role.have.iter().filter(|skill| skill.is_tool).take(8) {
            if let Some(id) = skill.at_work
                && let Some(quote) = self.quote(id)
            {
                let text = match self.voice.pick(2) {
                    0 => format!("The line {quote} shows {} at work.", skill.name),
                    _ => format!("You show {} in use where you write {quote}.", skill.name),
                };
                self.say(key, index, text, [id]);
                return;
            }
        }
    }

    /// What else the match rests on.
    fn parts(&mut self, key: &'static str, index: usize, role: &RoleFacts) {
        let strong: Vec<_> = role
            .parts
            .iter()
            .filter(|part| part.score >= 0.6 && !part.evidence.is_empty())
            .collect();
        if strong.is_empty() {
            return;
        }
        let names: Vec<String> = strong.iter().map(|part| part_name(&part.name)).collect();
        let ids: Vec<u32> = strong
            .iter()
            .flat_map(|part| part.evidence.iter().take(2).copied())
            .collect();
        let list = and(&names);
        let text = match (names.len(), self.voice.pick(2)) {
            (1, 0) => format!("The part of the match where you do best is {list}."),
            (_, 0) => format!("The parts of the match where you do best are {list}."),
            _ => format!("In the match itself, you do best on {list}."),
        };
        self.say(key, index, text, ids);
    }

    fn gap(&mut self, key: &'static str, index: usize, role: &RoleFacts) {
        let (list, ids) = names(&role.missing, 3);
        if ids.is_empty() {
            return;
        }
        let one = role.n_missing == 1;
        let text = match (role.have.is_empty(), self.voice.pick(2)) {
            (true, _) if one => {
                format!("The skill asked for here, {list}, is not in your résumé yet.")
            }
            (true, 0) => format!(
                "So far your résumé does not show the skills most asked for here, such as {list}."
            ),
            (true, _) => format!(
                "The skills most asked for here, such as {list}, are not in your résumé yet."
            ),
            (false, 0) if role.n_missing > 3 => {
                format!("Foremost among what it does not show yet are {list}.")
            }
            (false, 0) => format!("It does not show {list} yet."),
            (false, _) if one => format!("Still missing from it is {list}."),
            (false, _) => format!("Still missing from it are {list}."),
        };
        self.say(key, index, text, ids);
    }

    fn thin(&mut self, key: &'static str, index: usize, role: &RoleFacts) {
        let ids = first_of_each_part(role);
        let text = format!(
            "There is little in your résumé yet that speaks for or against {}.",
            role.role
        );
        self.say(key, index, text, ids);
    }

    fn n_of(&self, key: &str) -> usize {
        self.sentences
            .iter()
            .filter(|sentence| sentence.section.key == key)
            .count()
    }
}

/// One row of evidence for each part of the match.
fn first_of_each_part(role: &RoleFacts) -> Vec<u32> {
    role.parts
        .iter()
        .filter_map(|part| part.evidence.first().copied())
        .collect()
}
