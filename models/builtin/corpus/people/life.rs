//! A life as a résumé tells it, before it has a shape.

use aspiro::atlas::Atlas;
use aspiro::career::occupation::Occupation;
use rand::Rng;
use rand::rngs::StdRng;

use super::deeds::Bench;
use super::lists::{Lists, pick};
use super::words::Words;
use crate::split::{Split, held_out_titles};

pub(crate) struct Life {
    pub name: String,
    pub town: String,
    pub title: String,
    pub summary: Option<String>,
    /// The latest first.
    pub positions: Vec<Position>,
    pub studies: Vec<Study>,
    pub skills: Vec<String>,
    pub certificates: Vec<String>,
    pub languages: Vec<String>,
    pub interests: Vec<String>,
}

pub(crate) struct Position {
    pub title: String,
    pub employer: String,
    pub town: String,
    /// Months since the year 0.
    pub start: u32,
    /// None where it goes on.
    pub end: Option<u32>,
    pub lines: Vec<String>,
}

pub(crate) struct Study {
    pub degree: String,
    pub school: String,
    pub year: u32,
}

/// November 2026, up to which résumés of this atlas run.
const NOW: u32 = 2026 * 12 + 10;

impl Life {
    pub(crate) fn lived(rng: &mut StdRng, occupation: &Occupation, words: Words) -> Self {
        let code = occupation.code.as_str();
        let town = words.town(rng);
        let tools = tools(rng, occupation, words);
        let apps: Vec<String> = (0..3).map(|_| words.app(rng)).collect();
        let bench = Bench {
            code,
            tools: &tools,
            apps: &apps,
            words,
        };
        let n_positions = match rng.random_range(0..20) {
            0 => 0,
            1..6 => 1,
            6..13 => 2,
            13..18 => 3,
            _ => rng.random_range(4..=6),
        };
        let positions = positions(rng, occupation, &bench, n_positions);
        let title = positions.first().map_or_else(
            || title(rng, occupation, words.split),
            |first| first.title.clone(),
        );
        let first_year = positions.last().map_or(NOW, |first| first.start) / 12;
        let mut skills = tools.clone();
        if rng.random_bool(0.5) {
            skills.extend(apps.iter().take(rng.random_range(1..=3)).cloned());
        }
        let known = occupation.skills.iter().chain(&occupation.knowledge);
        let known: Vec<&str> = known.map(|skill| skill.name).collect();
        for _ in 0..rng.random_range(0..4) {
            skills.push(if known.is_empty() || rng.random_bool(0.5) {
                capitalised(pick(rng, Lists::get().of_field(code, "topic")))
            } else {
                pick(rng, &known).to_owned()
            });
        }
        dedup(&mut skills);
        if rng.random_bool(0.08) {
            skills.clear();
        }
        Self {
            name: words.person(rng),
            summary: rng
                .random_bool(0.5)
                .then(|| summary(rng, &title, &bench, first_year)),
            studies: studies(rng, occupation, words, first_year),
            certificates: some(rng, Lists::get().of_field(code, "paper"), 0.35, 2),
            languages: languages(rng),
            interests: some(rng, Lists::get().of("interests"), 0.25, 4),
            title,
            town,
            positions,
            skills,
        }
    }
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn dedup(items: &mut Vec<String>) {
    let mut seen: Vec<String> = Vec::new();
    items.retain(|item| {
        let is_new = !seen.contains(item);
        seen.push(item.clone());
        is_new
    });
}

/// What one uses in the work, a few things from elsewhere, and sometimes one that nobody knows.
fn tools(rng: &mut StdRng, occupation: &Occupation, words: Words) -> Vec<String> {
    let known: Vec<&str> = occupation.technologies.iter().map(|t| t.name).collect();
    let vocabulary = Atlas::get().vocabulary().skills();
    let mut tools = Vec::new();
    let n = if rng.random_bool(0.08) {
        22
    } else {
        rng.random_range(2..9)
    };
    for _ in 0..n {
        tools.push(match rng.random_range(0..10) {
            0 => words.app(rng),
            1 => vocabulary[rng.random_range(0..vocabulary.len())]
                .name
                .clone(),
            _ if known.is_empty() => words.app(rng),
            _ => pick(rng, &known).to_owned(),
        });
    }
    dedup(&mut tools);
    tools
}

/// One of the occupation's titles as somebody would write it.
pub(crate) fn title(rng: &mut StdRng, occupation: &Occupation, split: Split) -> String {
    let others = &occupation.alternate_titles;
    for _ in 0..20 {
        let title = if others.is_empty() {
            occupation.title.as_str()
        } else {
            others[rng.random_range(0..others.len().min(40))].as_str()
        };
        let is_short = title.len() <= 40 && !title.contains(['(', '/']);
        let is_ours = split == Split::HeldOut || !held_out_titles().contains(&title.to_lowercase());
        if is_short && is_ours {
            let is_plain = !Lists::get()
                .of("levels")
                .iter()
                .any(|level| title.starts_with(level));
            return if is_plain && rng.random_bool(0.15) {
                format!("{} {title}", pick(rng, Lists::get().of("levels")))
            } else {
                title.to_owned()
            };
        }
    }
    occupation.title.clone()
}

/// A role in the words of somebody who asks about it.
pub(crate) fn role(rng: &mut StdRng, occupation: &Occupation, split: Split) -> String {
    let role = if rng.random_bool(0.35) {
        occupation.title.clone()
    } else {
        title(rng, occupation, split)
    };
    if rng.random_bool(0.1) {
        role.to_lowercase()
    } else {
        role
    }
}

fn positions(
    rng: &mut StdRng,
    occupation: &Occupation,
    bench: &Bench<'_>,
    n: usize,
) -> Vec<Position> {
    let mut positions = Vec::new();
    let mut end = NOW
        - if rng.random_bool(0.8) {
            0
        } else {
            rng.random_range(1..30)
        };
    for at in 0..n {
        let months = rng.random_range(5..80);
        let start = end - months;
        // Few have only ever done one kind of work.
        let related = Atlas::get().by_code(
            occupation
                .related
                .get(rng.random_range(0..8))
                .copied()
                .unwrap_or_default(),
        );
        let other = related.filter(|other| {
            rng.random_bool(0.3) && Split::of_occupation(other) == bench.words.split
        });
        let held = if at == 0 {
            occupation
        } else {
            other.unwrap_or(occupation)
        };
        let bench = Bench {
            code: &held.code,
            ..*bench
        };
        let duties = rng.random_range(0.1..0.6);
        let mut lines: Vec<String> = (0..rng.random_range(0..5))
            .map(|_| bench.line(rng, duties))
            .collect();
        dedup(&mut lines);
        positions.push(Position {
            title: title(rng, held, bench.words.split),
            employer: bench.words.employer(rng, &held.code),
            town: bench.words.town(rng),
            start,
            end: (at > 0 || end < NOW).then_some(end),
            lines,
        });
        let pause = if rng.random_bool(0.2) {
            rng.random_range(8..40)
        } else {
            rng.random_range(0..3)
        };
        end = start - pause;
    }
    positions
}

fn studies(rng: &mut StdRng, occupation: &Occupation, words: Words, first_year: u32) -> Vec<Study> {
    let lists = Lists::get();
    let n = match rng.random_range(0..10) {
        0 => 0,
        1..8 => 1,
        _ => 2,
    };
    let is_high = match occupation.job_zone {
        0..=2 => rng.random_bool(0.2),
        3 => rng.random_bool(0.5),
        _ => rng.random_bool(0.9),
    };
    (0..n)
        .map(|at| {
            let form = pick(rng, lists.of(if is_high { "degree" } else { "lowdegree" }));
            let subject = if rng.random_bool(0.85) {
                pick(rng, lists.subjects(&occupation.code))
            } else {
                let other = pick(rng, &["11", "15", "19", "25", "27"]);
                pick(rng, lists.subjects(other))
            };
            Study {
                degree: form.replace("{f}", subject),
                school: words.school(rng, is_high),
                year: first_year.saturating_sub(at * 4 + rng.random_range(0..3)),
            }
        })
        .collect()
}

fn summary(rng: &mut StdRng, title: &str, bench: &Bench<'_>, first_year: u32) -> String {
    let lists = Lists::get();
    let years = (NOW / 12).saturating_sub(first_year).max(1);
    let (tool, other) = (
        bench.line(rng, 0.5),
        pick(rng, lists.of_field(bench.code, "topic")),
    );
    let people = pick(rng, lists.of_field(bench.code, "people"));
    match rng.random_range(0..6) {
        0 if years > 1 => {
            format!("{title} with {years} years of experience in {other} and work with {people}.")
        }
        1 => format!("{title} who enjoys {other}. {tool}."),
        2 if years > 1 => {
            format!(
                "I have worked with {people} for {years} years and want to learn more about {other}."
            )
        }
        3 => format!("Looking for a role where {other} matters."),
        4 => format!("{title}, used to {people} and {other}."),
        _ => format!(
            "Reliable {} with an interest in {other}.",
            title.to_lowercase()
        ),
    }
}

fn languages(rng: &mut StdRng) -> Vec<String> {
    let lists = Lists::get();
    if !rng.random_bool(0.3) {
        return Vec::new();
    }
    (0..rng.random_range(1..4))
        .map(|_| {
            format!(
                "{} ({})",
                pick(rng, lists.of("languages")),
                pick(rng, lists.of("fluency"))
            )
        })
        .collect()
}

fn some(rng: &mut StdRng, list: &[&'static str], chance: f64, most: usize) -> Vec<String> {
    if !rng.random_bool(chance) || list.is_empty() {
        return Vec::new();
    }
    let mut some: Vec<String> = (0..rng.random_range(1..=most))
        .map(|_| pick(rng, list).to_owned())
        .collect();
    dedup(&mut some);
    some
}
