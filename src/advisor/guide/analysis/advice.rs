//! Strengths and improvements: short entries, each beside the line it is about.

use super::super::phrase::{count, quotation};
use super::{Writer, held, names, studied};
use crate::career::analysis::{Need, Status};

impl Writer<'_> {
    pub(super) fn strengths(&mut self) {
        const KEY: &str = "strengths";
        let person = &self.facts.person;
        for id in person.results.iter().take(8) {
            if self.n_of(KEY) < 2
                && let Some(quote) = self.quote(*id)
            {
                let text = match self.voice.pick(2) {
                    0 => format!("A result that can be measured: {quote}"),
                    _ => format!("Figures that back up your work: {quote}"),
                };
                self.say(KEY, 0, text, [*id]);
            }
        }
        let skills = self.facts.roles.first().map_or(&[][..], |role| &role.have);
        let (list, ids) = names(skills, 4);
        if !ids.is_empty() {
            let text = match self.voice.pick(2) {
                0 => format!("Skills in demand: {list}"),
                _ => format!("Skills that are asked for: {list}"),
            };
            self.say(KEY, 0, text, ids);
        }
        if let Some((position, held)) = person.positions.iter().find_map(|p| Some((p, held(p)?))) {
            self.say(KEY, 0, format!("Experience as {held}"), [position.id]);
        }
        if let Some((study, studied)) = person.education.iter().find_map(|s| Some((s, studied(s)?)))
        {
            self.say(KEY, 0, format!("Education: {studied}"), [study.id]);
        }
        if self.n_of(KEY) < 2 && skills.is_empty() {
            let (list, ids) = names(&person.skills, 4);
            self.say(KEY, 0, format!("Skills you name: {list}"), ids);
        }
        if self.says_nothing(KEY, 0)
            && let Some(id) = person.opening
        {
            let text = "A first line that can be built on".to_owned();
            self.say(KEY, 0, text, [id]);
        }
    }

    pub(super) fn improvements(&mut self) {
        const KEY: &str = "improvements";
        let facts = self.facts;
        if let Some(role) = facts.roles.first() {
            for change in role.counterfactuals.iter().take(2) {
                let Some(skill) = role.missing_named(&change.add) else {
                    continue;
                };
                let points = count(change.gain.into(), "point", "points");
                let text = match self.voice.pick(2) {
                    0 => format!(
                        "If you have used {}, say so: it is asked for and not in your résumé, and it is worth {points}",
                        skill.name
                    ),
                    _ => format!(
                        "Learn or name {}: it is asked for, not in your résumé, and worth {points}",
                        skill.name
                    ),
                };
                self.say(KEY, 0, text, skill.ids.clone());
            }
        }
        for requirement in &facts.requirements {
            let is_open =
                requirement.status == Status::Missing && requirement.need == Need::Required;
            if is_open
                && self.n_of(KEY) < 3
                && let Some(wish) = quotation(&requirement.text)
            {
                let text = format!(
                    "Answer the requirement {wish}, which nothing in your résumé meets yet"
                );
                self.say(KEY, 0, text, requirement.evidence.clone());
            }
        }
        for id in facts.person.duties.iter().take(6) {
            if self.n_of(KEY) < 4
                && let Some(quote) = self.quote(*id)
            {
                let text = match self.voice.pick(2) {
                    0 => format!("Say what came of {quote}, with a figure if you have one"),
                    _ => format!("Add a result to {quote}: how much, how many or how fast"),
                };
                self.say(KEY, 0, text, [*id]);
                break;
            }
        }
        self.listed_only(KEY);
        self.undated(KEY);
        if self.says_nothing(KEY, 0)
            && let Some(id) = facts.person.opening
        {
            let text =
                "Say more: each position with its dates, and what you achieved in it".to_owned();
            self.say(KEY, 0, text, [id]);
        }
    }

    /// A wanted skill that stands only in a list, never beside work done with it.
    fn listed_only(&mut self, key: &'static str) {
        let facts = self.facts;
        let listed = facts
            .roles
            .first()
            .and_then(|role| role.have.iter().find(|skill| skill.at_work.is_none()));
        if let Some(skill) = listed
            && !facts.person.positions.is_empty()
        {
            let text = format!(
                "Show {} in use: so far it stands only in a list of skills",
                skill.name
            );
            self.say(key, 0, text, skill.ids.iter().take(1).copied());
        }
    }

    fn undated(&mut self, key: &'static str) {
        let undated = self
            .facts
            .person
            .positions
            .iter()
            .find(|position| position.dates.is_none());
        if let Some(position) = undated
            && let Some(held) = held(position)
        {
            self.say(
                key,
                0,
                format!("Give the dates of your work as {held}"),
                [position.id],
            );
        }
    }
}
