//! The guide as a mentor: plain answers from evidence, and honesty about the rest.

mod intent;
mod reply;
mod way;
mod work;
mod you;

use super::frame::{Slots, Teller};
use super::phrase::quotation;
use crate::advisor::evidence::EvidenceList;
use crate::advisor::facts::Person;
use crate::advisor::mentor::{MentorContext, occupations_named, quick_questions};
use crate::career::occupation::Occupation;
use crate::chat::{Message, Speaker};
use intent::Intent;
pub use reply::{Reply, Theme};

/// What lies before the guide when it answers.
struct Desk<'a> {
    context: &'a MentorContext,
    teller: Teller,
    person: Option<Person>,
    /// The résumé's lines by their number in `person`.
    lines: Vec<String>,
    /// Occupations the question names, in its order, else those named last before.
    asked: Vec<&'static Occupation>,
    /// The last message leaves a choice: “this or that”.
    is_choice: bool,
    /// The last message itself names one.
    asked_anew: bool,
}

/// The answer to the last message.
pub fn answer(context: &MentorContext, history: &[Message]) -> Reply {
    let asked: Vec<&str> = history
        .iter()
        .filter(|message| message.speaker == Speaker::User)
        .map(|message| message.text.as_str())
        .collect();
    let (intent, more) = meant(&asked);
    let mut desk = Desk::open(context, &asked);
    let reply = desk.answered(intent, more);
    if reply.is_blank() {
        return desk.cannot().into();
    }
    reply
}

/// What the last question is after, and how often more of the same was wanted before it.
fn meant(asked: &[&str]) -> (Intent, usize) {
    let mut more = 0;
    for question in asked.iter().rev() {
        match Intent::of(question) {
            Intent::More => more += 1,
            Intent::Greeting | Intent::Thanks if more > 0 => {}
            intent => return (intent, more),
        }
    }
    (
        if more > 0 {
            Intent::Help
        } else {
            Intent::Other
        },
        0,
    )
}

impl<'a> Desk<'a> {
    fn open(context: &'a MentorContext, asked: &[&str]) -> Self {
        let resume = context.resume.as_deref();
        let mut list = EvidenceList::new(resume, "");
        let person =
            resume.map(|resume| Person::read(resume, context.atlas.vocabulary(), &mut list));
        let lines = list.into_rows().into_iter().map(|row| row.quote).collect();
        let mut named = asked
            .iter()
            .rev()
            .map(|question| occupations_named(context.atlas, question));
        let latest = named.next().unwrap_or_default();
        let asked_anew = !latest.is_empty();
        let named_last = if asked_anew {
            latest
        } else {
            named.find(|found| !found.is_empty()).unwrap_or_default()
        };
        let role = context
            .analysis
            .as_deref()
            .and_then(|analysis| analysis.suggestions.first());
        let seed = role.map_or("", |role| role.role.as_str());
        Self {
            context,
            teller: Teller::new(asked.iter().copied().chain([seed])),
            person,
            lines,
            asked: named_last,
            asked_anew,
            is_choice: asked
                .last()
                .is_some_and(|question| question.contains(" or ")),
        }
    }

    fn answered(&mut self, intent: Intent, more: usize) -> Reply {
        match self.said(intent, more) {
            Some(pieces) => pieces.into(),
            None => self.of_work(intent, more),
        }
    }

    /// Answers that are all the guide's; what is left is about an occupation.
    fn said(&mut self, intent: Intent, more: usize) -> Option<Vec<String>> {
        Some(match (intent, more) {
            (Intent::Greeting, _) => self.greeting(),
            (Intent::Thanks, _) => self.thanks(),
            (Intent::Help, _) => self.help(),
            (Intent::Worry, 0) => you::worry(self),
            (Intent::Age, 0) => you::age(self),
            (Intent::Worry | Intent::Age, _) | (Intent::Roles, 0) => you::roles(self),
            (Intent::Learn, _) => you::learn(self, more),
            (Intent::Match, 0) => you::explain(self),
            (Intent::Match, _) => you::learn(self, more - 1),
            (Intent::Strengths, 0) => you::strengths(self),
            (Intent::Strengths | Intent::Interview, _) if more > 0 => you::phrase(self),
            (Intent::Interview, _) => you::interview(self),
            (Intent::Improve, 0) => you::improve(self),
            (Intent::Letter, 0) => you::letter(self),
            (Intent::Pause, 0) => you::pause(self),
            (Intent::Improve | Intent::Phrase | Intent::Letter | Intent::Pause, _) => {
                you::phrase(self)
            }
            // “Should I become a nurse or a paralegal?” weighs up; it asks for no way from one to the other.
            (Intent::Way, _) if self.is_choice => self.compare(),
            (Intent::Way, _) => self.way(),
            (Intent::Compare, _) => self.compare(),
            (Intent::Other, _) if self.asked.is_empty() => self.cannot(),
            _ => return None,
        })
    }

    /// Of an occupation: what was asked, then what naturally comes next.
    fn of_work(&mut self, intent: Intent, more: usize) -> Reply {
        let Some(occupation) = self.occupation() else {
            let asks = "Which occupation do you mean? Name it by any title people use, and I will look it up.";
            return vec![asks.to_owned()].into();
        };
        let order: &[Intent] = match intent {
            Intent::Pay => &[
                Intent::Pay,
                Intent::Future,
                Intent::Schooling,
                Intent::About,
            ],
            Intent::Future => &[
                Intent::Future,
                Intent::Pay,
                Intent::Schooling,
                Intent::About,
            ],
            Intent::Schooling => &[
                Intent::Schooling,
                Intent::Pay,
                Intent::Future,
                Intent::About,
            ],
            _ => &[
                Intent::About,
                Intent::Future,
                Intent::Schooling,
                Intent::Pay,
            ],
        };
        // “What about nurses?” asks the same again of another occupation.
        let is_new = more > 0 && self.asked_anew;
        let at = if is_new { 0 } else { more.min(order.len() - 1) };
        match order[at] {
            Intent::Pay => work::pay(self, occupation),
            Intent::Future => work::future(self, occupation),
            Intent::Schooling => work::schooling(self, occupation),
            _ => work::about(self, occupation),
        }
    }

    /// The occupation asked about, else that of the latest analysis, else the person's own.
    fn occupation(&self) -> Option<&'static Occupation> {
        let of_analysis = || {
            let suggestion = self.context.analysis.as_deref()?.suggestions.first()?;
            self.context
                .atlas
                .by_code(suggestion.occupation.as_deref()?)
        };
        let own = || self.person.as_ref()?.home;
        self.asked
            .first()
            .copied()
            .or_else(of_analysis)
            .or_else(own)
    }

    fn way(&mut self) -> Vec<String> {
        let own = self.person.as_ref().and_then(|person| person.home);
        match (self.asked.as_slice(), own) {
            ([from, to, ..], _) => way::told(self, from, to),
            ([to], Some(from)) if from.code != to.code => way::told(self, from, to),
            ([to], _) => {
                let to = *to;
                work::schooling(self, to).pieces()
            }
            _ => vec!["Where would you like to go? Ask, for example, how to get from one occupation to another, by any titles people use.".to_owned()],
        }
    }

    fn compare(&mut self) -> Vec<String> {
        let own = self.person.as_ref().and_then(|person| person.home);
        match (self.asked.as_slice(), own) {
            ([one, other, ..], _) => work::compare(self, one, other),
            ([one], Some(own)) if own.code != one.code => work::compare(self, own, one),
            _ => vec![
                "Name the two occupations you are weighing up, and I will set them side by side."
                    .to_owned(),
            ],
        }
    }

    /// One of the frames, filled; nothing when none can be.
    fn told(&mut self, frames: &[&'static str], slots: &Slots) -> Vec<String> {
        self.teller
            .tell(frames, slots)
            .map(|(text, _)| text)
            .into_iter()
            .collect()
    }

    /// Lines of the résumé as quotations.
    fn quotes(&self, lines: impl Fn(&Person) -> &Vec<u32>, n: usize) -> Vec<String> {
        let ids = self.person.iter().flat_map(lines);
        let quotes = ids.filter_map(|id| quotation(self.lines.get(*id as usize)?));
        quotes.take(n).collect()
    }

    fn greeting(&mut self) -> Vec<String> {
        let mut pieces = self.told(
            &[
                "Hello. What is on your mind? You can begin with one of these:\n\n",
                "Good to see you. Ask whatever you like about your work; these are a start:\n\n",
                "Hello, and welcome. Some questions I can answer well:\n\n",
            ],
            &Slots::default(),
        );
        pieces.extend(self.listed_questions());
        pieces
    }

    fn thanks(&mut self) -> Vec<String> {
        let step = you::next_step(self);
        let mut pieces = self.told(
            &[
                "You are welcome.",
                "Gladly.",
                "I am glad if it helps.",
                "With pleasure.",
            ],
            &Slots::default(),
        );
        pieces.push(step.map_or_else(
            || " Come back whenever a question turns up.".to_owned(),
            |step| format!(" When you have an hour to spare, spend it on {step}."),
        ));
        pieces
    }

    fn help(&mut self) -> Vec<String> {
        if self.context.resume.is_none() {
            return self.needs_analysis();
        }
        let mut pieces = self.told(
            &[
                "I answer from your résumé and from facts about some nine hundred occupations: what they do, ask for and pay, and how far you are from them. Try one of these:\n\n",
                "Everything I say rests on a line of yours or a row of the atlas. You could ask:\n\n",
            ],
            &Slots::default(),
        );
        pieces.extend(self.listed_questions());
        pieces
    }

    fn listed_questions(&self) -> Vec<String> {
        quick_questions(self.context)
            .iter()
            .map(|question| format!("- {question}\n"))
            .collect()
    }

    fn needs_analysis(&self) -> Vec<String> {
        let step = if self.context.resume.is_none() {
            "Add a résumé on the Résumé Analyzer page and run an analysis"
        } else {
            "Run an analysis on the Résumé Analyzer page"
        };
        vec![format!(
            "{step}; then I can answer from your own lines. Questions about occupations I can answer at once: what they do, ask for and pay."
        )]
    }

    /// Says what is beyond the guide, and what can be asked all the same.
    fn cannot(&mut self) -> Vec<String> {
        let mut pieces = self.told(
            &[
                "That goes beyond your résumé and the atlas, and I answer from those alone. A larger language model could take it up; the Models page tells whether one is ready. What I can answer:\n\n",
                "That is more than I can answer from facts alone: I cannot write freely, search for openings or judge what is not on your page. A larger language model can do some of it; the Models page tells whether one is ready. You can ask me:\n\n",
                "I do not know, and would rather say so than guess. A larger language model may have an answer, and the Models page tells whether one is ready; from what has been computed I can tell you about these:\n\n",
            ],
            &Slots::default(),
        );
        pieces.extend(self.listed_questions());
        pieces
    }
}
