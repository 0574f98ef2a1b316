//! The guide's write-up of an occupation: facts in sentences, none of them about anything else.

use super::analysis::{best_gain, outlook};
use super::phrase::{and, count, thousands};
use super::sentence;
use crate::advisor::facts::{About, RoleFacts, preparation};
use crate::prompt::answer::{Section, Sentence};

/// The write-up; with `gap`, how the résumé stands to the occupation as well.
pub fn write(title: &str, about: &About, gap: Option<&RoleFacts>) -> Vec<Sentence> {
    let mut all = Vec::new();
    all.extend(work(title, about));
    all.extend(skills(about));
    all.extend(way_in(about));
    all.extend(pay(about));
    all.extend(gap.into_iter().flat_map(standing));
    all
}

const fn section(key: &'static str) -> Section {
    Section { key, index: 0 }
}

/// A sentence around a list of named rows, if there are any.
fn listing(
    key: &'static str,
    rows: &[(String, u32)],
    as_names: bool,
    words: impl Fn(&str) -> String,
) -> Option<Sentence> {
    let names: Vec<String> = rows
        .iter()
        .map(|(name, _)| {
            if as_names {
                name.clone()
            } else {
                name.to_lowercase()
            }
        })
        .collect();
    sentence(
        section(key),
        words(&and(&names)),
        rows.iter().map(|(_, id)| *id),
    )
}

fn work(title: &str, about: &About) -> Vec<Sentence> {
    let mut all = Vec::new();
    all.extend(listing("about", &about.activities, false, |list| {
        format!("For {title}, the work is above all {list}.")
    }));
    all.extend(listing("about", &about.other_titles, true, |list| {
        format!("People in it are also known by titles such as {list}.")
    }));
    all.extend(listing("about", &about.interests, false, |list| {
        format!("It tends to suit people whose interests are {list}.")
    }));
    all
}

fn skills(about: &About) -> Vec<Sentence> {
    let mut all = Vec::new();
    all.extend(listing("skills", &about.skills, false, |list| {
        format!("The abilities rated most important are {list}.")
    }));
    all.extend(listing("skills", &about.knowledge, false, |list| {
        format!("What one needs to know most about is {list}.")
    }));
    all.extend(listing("skills", &about.technologies, true, |list| {
        format!("Tools that come up most often in postings are {list}.")
    }));
    all
}

fn way_in(about: &About) -> Vec<Sentence> {
    let mut all = Vec::new();
    if let Some((level, share, id)) = &about.education {
        let level = level.to_lowercase();
        let text = format!(
            "The most common level of education is {level}, at {share} % of those employed."
        );
        all.extend(sentence(section("preparation"), text, [*id]));
    }
    if let Some((zone, id)) = about.job_zone {
        let text = format!(
            "It belongs to job zone {zone} of 5, which stands for {} preparation.",
            preparation(zone)
        );
        all.extend(sentence(section("preparation"), text, [id]));
    }
    all
}

fn pay(about: &About) -> Vec<Sentence> {
    let mut all = Vec::new();
    if let Some((median, year, id)) = about.median_pay {
        let text = format!(
            "Half of those employed in the United States earned more than ${} a year in {year}.",
            thousands(median)
        );
        all.extend(sentence(section("outlook"), text, [id]));
    }
    if let Some((change, from, to, id)) = about.outlook {
        all.extend(sentence(
            section("outlook"),
            outlook(change, from, to),
            [id],
        ));
    }
    all
}

fn standing(gap: &RoleFacts) -> Vec<Sentence> {
    let mut all = Vec::new();
    let text = format!(
        "Your résumé reaches {} of 100 points here.",
        gap.match_percent
    );
    let parts = gap
        .parts
        .iter()
        .filter_map(|part| part.evidence.first().copied());
    all.extend(sentence(section("gap"), text, parts));
    let listed = |skills: &[crate::advisor::facts::Named]| {
        let some = &skills[..skills.len().min(5)];
        let names: Vec<&str> = some.iter().map(|skill| skill.name.as_str()).collect();
        let ids: Vec<u32> = some
            .iter()
            .flat_map(|skill| skill.ids.iter().take(2).copied())
            .collect();
        (and(&names), ids)
    };
    let (have, ids) = listed(&gap.have);
    all.extend(sentence(
        section("gap"),
        format!("It already shows {have}."),
        ids,
    ));
    let (missing, ids) = listed(&gap.missing);
    all.extend(sentence(
        section("gap"),
        format!("It does not show {missing} yet."),
        ids,
    ));
    if let Some((skill, gain)) = best_gain(gap) {
        let points = count(gain.into(), "point", "points");
        let text = format!(
            "No single addition would change more than {}, worth {points} more.",
            skill.name
        );
        all.extend(sentence(section("gap"), text, skill.ids.clone()));
    }
    all
}
