//! Conversations with the mentor: the program's own prompt, a question in somebody's words, and an answer from what the
//! prompt holds.

mod talk;

use std::collections::HashMap;
use std::sync::Arc;

use aspiro::advisor::mentor::{self, MentorContext, Room};
use aspiro::atlas::Atlas;
use aspiro::career::analysis::Analysis;
use aspiro::career::occupation::Occupation;
use aspiro::career::path::{PathStatus, SavedPath};
use aspiro::career::resume::Resume;
use aspiro::chat::{Message, Request, Speaker};
use rand::Rng;
use rand::rngs::StdRng;

use crate::pair::Pair;
use crate::people::{capitalised, pick};
use crate::split::Split;
use talk::Talk;

/// A prompt with more bytes would leave no room for an answer in a window of 1,024 tokens.
const MOST_PROMPT_BYTES: usize = 2_300;

type Slots = HashMap<&'static str, String>;

/// Who talks, and about what.
pub(crate) struct Talker<'a> {
    pub resume: &'a Resume,
    pub analysis: Analysis,
    pub occupations: &'a [&'static Occupation],
    pub split: Split,
}

/// A conversation of one to three questions, the last of which is to be answered; none when it would be too long, or
/// when its words rest on something the prompt does not hold.
pub(crate) fn conversation(rng: &mut StdRng, talker: &Talker<'_>) -> Option<Pair> {
    let is_blank = rng.random_bool(0.06);
    let context = context(rng, talker, is_blank);
    let slots = if is_blank {
        Slots::new()
    } else {
        slots(rng, talker)
    };
    let n_turns = *pick(rng, &[&1, &1, &1, &2, &2, &3]);
    let mut history = Vec::new();
    let mut last = "";
    for turn in 1..=n_turns {
        let intent = intent(rng, &slots, last, is_blank);
        let said = say(rng, talker, &context, &slots, &mut history, intent)?;
        if turn == n_turns {
            return pair(said, &slots);
        }
        history.push(Message::new(Speaker::Assistant, said.answer));
        last = intent;
    }
    None
}

/// A question that was put and its answer.
struct Said {
    request: Request,
    answer: String,
    frame: String,
    used: Vec<String>,
}

fn pair(said: Said, slots: &Slots) -> Option<Pair> {
    let Said {
        request,
        answer,
        frame,
        used,
    } = said;
    let known: String = request
        .messages
        .iter()
        .map(|message| message.text.as_str())
        .collect();
    if known.len() > MOST_PROMPT_BYTES || !used.iter().all(|value| known.contains(value.as_str())) {
        return None;
    }
    Some(Pair {
        section: "mentor",
        role: slots.get("role").cloned().unwrap_or_default(),
        messages: request.messages,
        answer,
        frames: vec![frame],
        n_cited: 0,
        n_given: 0,
    })
}

fn say(
    rng: &mut StdRng,
    talker: &Talker<'_>,
    context: &MentorContext,
    slots: &Slots,
    history: &mut Vec<Message>,
    intent: &'static str,
) -> Option<Said> {
    let mut slots = slots.clone();
    if intent == "about_work" {
        name_work(rng, talker, &mut slots);
    } else if intent == "unknown" {
        let (ask, thing) = pick(rng, &talk::unknown().iter().collect::<Vec<_>>());
        slots.insert("ask", (*ask).to_owned());
        slots.insert("thing", (*thing).to_owned());
        slots.insert("thing^", capitalised(thing));
    }
    let talk = Talk::of(intent);
    let question = talk::question(rng, talk, &slots)?;
    history.push(Message::new(Speaker::User, question));
    let request = mentor::request(context, history, Room::Small);
    if intent == "about_work" {
        read_work(rng, talker.split, &request, &mut slots)?;
    }
    let (answer, frame) = talk::answer(rng, intent, talk, &slots)?;
    let rests_on = [
        "role", "shown", "shown2", "missing", "missing2", "add", "add2", "line", "duty", "other",
        "imp", "imp2", "tool", "tool2",
    ];
    let used = rests_on
        .iter()
        .filter_map(|name| slots.get(name))
        .filter(|value| answer.contains(value.as_str()));
    Some(Said {
        used: used.cloned().collect(),
        request,
        answer,
        frame,
    })
}

/// What the question may be after, as far as there is something to answer it from.
fn intent(rng: &mut StdRng, slots: &Slots, last: &str, is_blank: bool) -> &'static str {
    if is_blank {
        return "no_resume";
    }
    if matches!(last, "learn" | "more" | "match")
        && slots.contains_key("add2")
        && rng.random_bool(0.6)
    {
        return "more";
    }
    match rng.random_range(0..100) {
        0..6 => "greeting",
        6..11 => "thanks",
        11..16 => "help",
        16..30 => "learn",
        30..42 => "match",
        42..54 => "gap",
        54..62 if slots.contains_key("other") => "near",
        54..62 => "near_one",
        62..71 => "strengths",
        71..78 => "phrase",
        78..82 => "interview",
        82..86 => "worry",
        86..94 => "unknown",
        _ => "about_work",
    }
}

fn context(rng: &mut StdRng, talker: &Talker<'_>, is_blank: bool) -> MentorContext {
    let mut paths = Vec::new();
    if !is_blank && rng.random_bool(0.12) {
        let of = talker.occupations[rng.random_range(0..talker.occupations.len())];
        paths.push(SavedPath {
            id: 1,
            title: of.title.clone(),
            occupation: Some(of.code.clone()),
            status: *pick(rng, &PathStatus::ALL.iter().collect::<Vec<_>>()),
            notes: pick(
                rng,
                &[
                    "",
                    "ask about evening courses",
                    "talk to a friend who does it",
                    "after the summer",
                ],
            )
            .to_owned(),
            summary: String::new(),
            match_percent: None,
            analysis_id: None,
            created_ms: 0,
            updated_ms: 0,
        });
    }
    MentorContext {
        atlas: Atlas::get(),
        resume: (!is_blank).then(|| Arc::new(talker.resume.clone())),
        analysis: (!is_blank).then(|| Arc::new(talker.analysis.clone())),
        paths,
    }
}

fn slots(rng: &mut StdRng, talker: &Talker<'_>) -> Slots {
    let mut slots = Slots::new();
    let Some(first) = talker.analysis.suggestions.first() else {
        return slots;
    };
    slots.insert("role", first.role.clone());
    slots.insert("match", first.match_percent.to_string());
    let lists = [
        (&first.skills_to_highlight, ["shown", "shown2"]),
        (&first.skills_to_develop, ["missing", "missing2"]),
    ];
    for (list, names) in lists {
        for (name, item) in names.into_iter().zip(list) {
            slots.insert(name, item.text.clone());
        }
    }
    let names = [("add", "gain"), ("add2", "gain2")];
    for ((add, gain), change) in names.into_iter().zip(&first.counterfactuals) {
        let points = if change.gain == 1 { "point" } else { "points" };
        slots.insert(add, change.add.clone());
        slots.insert(gain, format!("{} {points}", change.gain));
    }
    if let Some(other) = talker.analysis.suggestions.get(1) {
        slots.insert("other", other.role.clone());
        slots.insert("other_match", other.match_percent.to_string());
    }
    let bullets = talker
        .resume
        .experience
        .iter()
        .flat_map(|held| &held.bullets);
    let lines = bullets.map(|bullet| &bullet.text);
    let lines: Vec<&String> = lines.filter(|line| line.len() <= 110).collect();
    if !lines.is_empty() {
        slots.insert("line", pick(rng, &lines).clone());
    }
    let duties: Vec<&String> = lines
        .into_iter()
        .filter(|line| !line.contains(|c: char| c.is_ascii_digit()))
        .collect();
    if !duties.is_empty() {
        slots.insert("duty", pick(rng, &duties).clone());
    }
    slots
}

/// Puts an occupation into the slots of a question about it.
fn name_work(rng: &mut StdRng, talker: &Talker<'_>, slots: &mut Slots) {
    let of = talker.occupations[rng.random_range(0..talker.occupations.len())];
    slots.insert("work_many", of.title.to_lowercase());
    let one = of
        .alternate_titles
        .first()
        .unwrap_or(&of.title)
        .to_lowercase();
    let article = if one.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    slots.insert("work_a", format!("{article} {one}"));
}

/// Takes what the prompt says of the occupation it found in the question; none when it found none of this side.
fn read_work(rng: &mut StdRng, split: Split, request: &Request, slots: &mut Slots) -> Option<()> {
    let known = request.messages.first()?.text.as_str();
    let (_, told) = known.split_once("The occupation they ask about:\n")?;
    let mut lines = told.lines();
    let found = Atlas::get().resolve(lines.next()?)?;
    let mut listed = |label: &str| -> Option<Vec<String>> {
        let list = lines.next()?.strip_prefix(label)?;
        Some(
            list.split(", ")
                .filter(|item| !item.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    };
    let (important, tools) = (listed("Most important: ")?, listed("Tools:")?);
    for (name, item) in ["imp", "imp2"].into_iter().zip(important) {
        slots.insert(name, item);
    }
    let at = rng.random_range(0..tools.len().max(1));
    for (name, item) in ["tool", "tool2"].into_iter().zip(tools.iter().skip(at)) {
        slots.insert(name, item.trim().to_owned());
    }
    (Split::of_occupation(found) == split).then_some(())
}
