//! How a life is set down: the order of its parts, their headings, how dates and entries are written.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::life::{Life, Position, Study};
use super::lists::{Lists, pick};

const LONG: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// What stays the same throughout one résumé.
struct Style {
    bullet: &'static str,
    dash: &'static str,
    present: &'static str,
    months: u8,
    entry: u8,
    is_upper: bool,
    stop: &'static str,
}

pub(crate) fn text(rng: &mut StdRng, life: &Life) -> String {
    let style = Style {
        bullet: pick(rng, &["• ", "- ", "– ", "* ", "▪ ", "• "]),
        dash: pick(rng, &[" – ", " - ", "–", " to ", " — "]),
        present: pick(rng, &["Present", "present", "now", "today", "Current"]),
        months: rng.random_range(0..5),
        entry: rng.random_range(0..7),
        is_upper: rng.random_bool(0.3),
        stop: pick(rng, &["", "", "", "."]),
    };
    let mut parts = vec![
        experience(rng, life, &style),
        education(rng, life, &style),
        skills(rng, life, &style),
    ];
    if rng.random_bool(0.5) {
        parts.shuffle(rng);
    }
    for (headings, items) in [
        (
            ["Certifications", "Certificates", "Licences"],
            &life.certificates,
        ),
        (["Languages", "Languages", "Languages"], &life.languages),
        (
            ["Interests", "Hobbies", "Hobbies and Interests"],
            &life.interests,
        ),
    ] {
        if !items.is_empty() {
            let body = if rng.random_bool(0.5) {
                items.join(", ")
            } else {
                items.join("\n")
            };
            parts.push(headed(pick(rng, &headings), &body, &style));
        }
    }
    if rng.random_bool(0.07) {
        let at = rng.random_range(0..parts.len());
        parts.remove(at);
    }
    let mut text = head(rng, life, &style);
    for part in parts.iter().filter(|part| !part.is_empty()) {
        text.push_str("\n\n");
        text.push_str(part);
    }
    text
}

fn head(rng: &mut StdRng, life: &Life, style: &Style) -> String {
    let mut head = if style.is_upper {
        life.name.to_uppercase()
    } else {
        life.name.clone()
    };
    if rng.random_bool(0.4) {
        head.push('\n');
        head.push_str(&life.title);
    }
    let user = life.name.to_lowercase().replace(' ', ".");
    let country = pick(rng, Lists::get().of("country"));
    head.push_str(&format!(
        "\n{}, {country} | {user}@example.org | +44 20 7946 {:04}",
        life.town,
        rng.random_range(0..9999)
    ));
    if let Some(summary) = &life.summary {
        let heading = pick(
            rng,
            &[
                "Summary",
                "Profile",
                "About Me",
                "Professional Summary",
                "Objective",
            ],
        );
        head.push_str("\n\n");
        head.push_str(&headed(heading, summary, style));
    }
    head
}

fn headed(heading: &str, body: &str, style: &Style) -> String {
    let heading = if style.is_upper {
        heading.to_uppercase()
    } else {
        heading.to_owned()
    };
    format!("{heading}\n{body}")
}

fn experience(rng: &mut StdRng, life: &Life, style: &Style) -> String {
    if life.positions.is_empty() {
        return String::new();
    }
    let entries: Vec<String> = life
        .positions
        .iter()
        .map(|held| entry(held, style))
        .collect();
    let heading = pick(
        rng,
        &[
            "Experience",
            "Work Experience",
            "Professional Experience",
            "Employment History",
            "Work History",
        ],
    );
    headed(heading, &entries.join("\n\n"), style)
}

fn entry(held: &Position, style: &Style) -> String {
    let Position {
        title,
        employer,
        town,
        ..
    } = held;
    let dates = format!(
        "{}{}{}",
        style.month(held.start),
        style.dash,
        held.end
            .map_or_else(|| style.present.to_owned(), |end| style.month(end))
    );
    let head = match style.entry {
        0 => format!("{title}, {employer}, {town}  {dates}"),
        1 => format!("{title} at {employer} ({dates})"),
        2 => format!("{employer}  {town}\n{title}  {dates}"),
        3 => format!("{title}\n{employer} | {dates}"),
        4 => format!("{dates}\n{title}\n{employer}, {town}"),
        5 => format!("{title} | {employer} | {town} | {dates}"),
        _ => format!("{title} – {employer}\n{dates}"),
    };
    let lines = held
        .lines
        .iter()
        .map(|line| format!("\n{}{line}{}", style.bullet, style.stop));
    head + &lines.collect::<String>()
}

fn education(rng: &mut StdRng, life: &Life, style: &Style) -> String {
    if life.studies.is_empty() {
        return String::new();
    }
    let entry = |Study {
                     degree,
                     school,
                     year,
                 }: &Study| match style.entry {
        0 | 1 => format!("{degree}, {school}, {year}"),
        2 => format!("{school}\n{degree}  {}{}{year}", year - 3, style.dash),
        5 => format!("{degree} | {school} | {year}"),
        _ => format!("{degree}\n{school}\n{year}"),
    };
    let entries: Vec<String> = life.studies.iter().map(entry).collect();
    let heading = pick(
        rng,
        &[
            "Education",
            "Academic Background",
            "Qualifications",
            "Education and Training",
        ],
    );
    headed(heading, &entries.join("\n\n"), style)
}

fn skills(rng: &mut StdRng, life: &Life, style: &Style) -> String {
    if life.skills.is_empty() {
        return String::new();
    }
    let body = match rng.random_range(0..5) {
        0 => life.skills.join("\n"),
        1 => life.skills.join(" | "),
        2 => format!(
            "{}{}",
            style.bullet,
            life.skills.join(&format!("\n{}", style.bullet))
        ),
        3 => life.skills.join(" · "),
        _ => life.skills.join(", "),
    };
    let heading = pick(
        rng,
        &[
            "Skills",
            "Key Skills",
            "Technical Skills",
            "Tools and Skills",
            "Core Competencies",
        ],
    );
    headed(heading, &body, style)
}

impl Style {
    fn month(&self, months: u32) -> String {
        let (year, month) = (months / 12, months % 12);
        match self.months {
            0 => format!("{} {year}", LONG[month as usize]),
            1 | 2 => format!("{} {year}", SHORT[month as usize]),
            3 => format!("{:02}/{year}", month + 1),
            _ => year.to_string(),
        }
    }
}
