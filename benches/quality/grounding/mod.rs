//! What the guard lets through: sentences with one planted lie, true ones, and all that is shown in the end.

pub(crate) mod checker;
pub(crate) mod dice;
mod facts;
mod frames;
pub(crate) mod links;
mod occupation;
pub(crate) mod people;
pub(crate) mod shown;

use std::collections::BTreeMap;
use std::path::Path;

use aspiro::advisor::guard::Guard;
use aspiro::atlas::Atlas;
use aspiro::career::resume::Resume;

use crate::{Figure, Measured};
use dice::Dice;
use facts::{Fact, of_resume};
use frames::{FRAMES, Frame};
use occupation::of_occupation;

const KINDS: [&str; 6] = ["number", "employer", "title", "date", "degree", "skill"];
const SENTENCES: usize = 2000;
/// Another seed gives other people, facts, fillings and pairings; `ASPIRO_SEED` sets it.
const SEED: u64 = 4;

pub(crate) fn run(data: &Path) -> Measured {
    let seed = std::env::var("ASPIRO_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(SEED);
    let lent = people::lent(&crate::folder(data, "resumes"));
    let mut resumes = lent.clone();
    resumes.extend(people::invented(60, seed));
    let mut figures = shown::run(&lent, data)?;
    figures.extend(planted(&resumes, seed)?);
    Ok(figures)
}

/// A sentence as it was made.
struct Made<'a> {
    text: String,
    fact: &'a Fact,
    frame: usize,
    /// The kind of its lie; none when it is true.
    lie: Option<&'static str>,
}

fn planted(resumes: &[Resume], seed: u64) -> Measured {
    let mut dice = Dice::new(seed);
    let mut facts = Vec::new();
    for (at, resume) in resumes.iter().enumerate() {
        facts.extend(of_resume(at, resume, &mut dice));
    }
    let occupations = Atlas::get().occupations();
    for _ in 0..120 {
        let resume = dice.below(resumes.len());
        let title = dice
            .pick(occupations)
            .map(|o| o.title.clone())
            .unwrap_or_default();
        facts.extend(of_occupation(resume, &resumes[resume], &title, &mut dice));
    }
    let made = made(&facts, &mut dice);
    let mut tally: BTreeMap<(Option<&str>, bool), (usize, usize)> = BTreeMap::new();
    let world = shown::atlas();
    let mut agreed = (0, 0);
    let is_verbose = std::env::var_os("ASPIRO_SHOW").is_some();
    for sentence in &made {
        let is_seen = sentence.frame.is_multiple_of(2);
        let resume = &resumes[sentence.fact.resume];
        let verdict = verdict(sentence, resume);
        if sentence.lie.is_none() {
            let faults = checker::faults(&as_analysis(sentence), &resume.text, "", &world);
            agreed.0 += usize::from(faults.is_empty());
            agreed.1 += 1;
        }
        let (n, dropped) = tally.entry((sentence.lie, is_seen)).or_default();
        *n += 1;
        *dropped += usize::from(verdict.is_err());
        if is_verbose && is_seen && verdict.is_err() != sentence.lie.is_some() {
            let rows: Vec<&str> = sentence
                .fact
                .rows
                .iter()
                .map(|row| row.quote.as_str())
                .collect();
            eprintln!(
                "{:?} {:?}: {} <- {rows:?}",
                sentence.lie,
                verdict.err(),
                sentence.text
            );
        }
    }
    let mut all = vec![Figure {
        measure: "grounding",
        set: "sentences made as true in which the checker finds no fault".to_owned(),
        value: agreed.0 as f64 / agreed.1.max(1) as f64,
        baseline: None,
        n: agreed.1,
    }];
    all.extend(figures(&tally));
    Ok(all)
}

fn figures(tally: &BTreeMap<(Option<&str>, bool), (usize, usize)>) -> Vec<Figure> {
    let over = |keep: &dyn Fn(Option<&str>, bool) -> bool| {
        let kept = tally.iter().filter(|((lie, seen), _)| keep(*lie, *seen));
        kept.fold((0, 0), |(n, dropped), (_, (more, too))| {
            (n + more, dropped + too)
        })
    };
    let figure = |set: String, (n, dropped): (usize, usize)| Figure {
        measure: "grounding",
        set,
        value: dropped as f64 / n.max(1) as f64,
        baseline: None,
        n,
    };
    let mut figures = Vec::new();
    for (name, seen) in [("frames tuned on", true), ("unseen frames", false)] {
        for kind in KINDS {
            figures.push(figure(
                format!("lies caught: {kind}, {name}"),
                over(&|lie, s| lie == Some(kind) && s == seen),
            ));
        }
        figures.push(figure(
            format!("lies caught: all, {name}"),
            over(&|lie, s| lie.is_some() && s == seen),
        ));
        figures.push(figure(
            format!("true sentences dropped, {name}"),
            over(&|lie, s| lie.is_none() && s == seen),
        ));
    }
    figures.push(figure(
        "true sentences dropped".to_owned(),
        over(&|lie, _| lie.is_none()),
    ));
    figures.push(figure(
        "lies caught".to_owned(),
        over(&|lie, _| lie.is_some()),
    ));
    figures
}

/// Half true, half with one lie, the kinds of lies in turn.
fn made<'a>(facts: &'a [Fact], dice: &mut Dice) -> Vec<Made<'a>> {
    let mut all = Vec::with_capacity(SENTENCES);
    for at in 0..SENTENCES {
        let lie = (at % 2 == 1).then(|| KINDS[at / 2 % KINDS.len()]);
        // Not every fact has a slot of every kind, nor every frame one for it.
        let sentence = (0..2000).find_map(|_| {
            let fact = dice.pick(facts)?;
            let frame = dice.below(FRAMES.len());
            let text = filled(&FRAMES[frame], fact, lie, dice)?;
            Some(Made {
                text,
                fact,
                frame,
                lie,
            })
        });
        all.extend(sentence);
    }
    all
}

fn filled(frame: &Frame, fact: &Fact, lie: Option<&str>, dice: &mut Dice) -> Option<String> {
    if frame.about != fact.about {
        return None;
    }
    let asked: Vec<&str> = frame
        .text
        .split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect();
    let slots: Vec<_> = asked
        .iter()
        .map(|key| fact.slots.iter().find(|slot| slot.key == *key))
        .collect::<Option<_>>()?;
    let lying: Vec<&&facts::Slot> = slots
        .iter()
        .filter(|slot| lie == Some(slot.kind) && !slot.lies.is_empty())
        .collect();
    let liar = match lie {
        Some(_) => Some(dice.pick(&lying)?.key),
        None => None,
    };
    let mut text = frame.text.to_owned();
    for slot in slots {
        let from = if liar == Some(slot.key) {
            &slot.lies
        } else {
            &slot.truths
        };
        text = text.replace(&format!("{{{}}}", slot.key), dice.pick(from)?);
    }
    let text = text.replace("..", ".");
    let mut letters = text.chars();
    let first = letters.next()?;
    // A sentence that opens with a name keeps the name's own case.
    Some(if frame.text.starts_with('{') {
        first.to_uppercase().chain(letters).collect()
    } else {
        text
    })
}

/// An analysis that says this and nothing else, for the checker.
fn as_analysis(sentence: &Made<'_>) -> serde_json::Value {
    let ids: Vec<u32> = sentence.fact.rows.iter().map(|row| row.id).collect();
    let rows: Vec<serde_json::Value> = sentence
        .fact
        .rows
        .iter()
        .map(|row| serde_json::to_value(row).unwrap_or_default())
        .collect();
    let roles: Vec<serde_json::Value> = sentence
        .fact
        .slots
        .iter()
        .filter(|slot| slot.key == "occupation")
        .map(|slot| serde_json::json!({"role": slot.truths[0]}))
        .collect();
    serde_json::json!({
        "analysis": sentence.text, "suggestions": roles, "evidence": rows,
        "claims": [{"field": "/analysis", "start": 0, "end": sentence.text.len(), "evidence": ids}],
    })
}

fn verdict(
    sentence: &Made<'_>,
    resume: &Resume,
) -> Result<Vec<u32>, aspiro::advisor::guard::Fault> {
    let fact = sentence.fact;
    let roles: Vec<&str> = fact
        .slots
        .iter()
        .filter(|slot| slot.key == "occupation")
        .filter_map(|slot| slot.truths.first().map(String::as_str))
        .collect();
    let guard =
        Guard::new(Atlas::get(), Some(resume), roles, &[100]).giving(&fact.rows, Some(resume));
    let ids: Vec<u32> = fact.rows.iter().map(|row| row.id).collect();
    let named: Vec<(&str, u32)> = fact
        .slots
        .iter()
        .filter(|slot| matches!(slot.key, "ability" | "tool"))
        .flat_map(|slot| slot.truths.first().map(|name| (name.as_str(), ids[0])))
        .collect();
    let guard = guard.naming(named);
    if matches!(fact.about, "position" | "figure" | "degree" | "skill") {
        guard.check(&sentence.text, &ids)
    } else {
        guard.check_about_work(&sentence.text, &ids)
    }
}
