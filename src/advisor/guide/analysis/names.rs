//! Things of the facts as they are named inside a sentence.

use crate::advisor::facts::{Asked, Named, Person, Position, Study};
use crate::advisor::guide::english::{duration, names};
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::phrase::{capitalised, count, name};
use crate::career::dates::YearMonth;

pub fn title(position: &Position) -> Option<String> {
    position.title.as_deref().and_then(name)
}

/// `Data Analyst at Byte`.
pub fn held(position: &Position) -> Option<String> {
    Some(match (title(position)?, company(position)) {
        (title, Some(company)) => format!("{title} at {company}"),
        (title, None) => title,
    })
}

/// Without the town behind the last comma.
pub fn company(position: &Position) -> Option<String> {
    let whole = name(position.company.as_deref()?)?;
    let Some((firm, tail)) = whole.rsplit_once(", ") else {
        return Some(whole);
    };
    let is_town = tail.split(' ').count() <= 2
        && !tail.contains(" and ")
        && !["Inc", "LLC", "Ltd", "Limited", "LLP", "PLC", "plc", "GmbH"].contains(&tail);
    let is_list = firm.contains(", ") && tail.contains(" and ");
    Some(if is_town && !is_list {
        firm.to_owned()
    } else {
        whole
    })
}

pub fn degree(study: &Study) -> Option<String> {
    study.degree.as_deref().and_then(name)
}

/// With the article that universities of a place are spoken with.
pub fn school(study: &Study) -> Option<String> {
    let school = name(study.institution.as_deref()?)?;
    let takes_article = ["University of", "Institute of", "College of", "School of"];
    let takes = takes_article.iter().any(|start| school.starts_with(start));
    Some(if takes {
        format!("the {school}")
    } else {
        school
    })
}

/// `July 2020`, or the year alone.
pub fn date(date: YearMonth) -> String {
    match date.month_name() {
        Some(month) => format!("{} {}", capitalised(month), date.year),
        None => date.year.to_string(),
    }
}

/// The blanks of sentences about the person's working life and schooling.
pub fn person_slots(person: &Person) -> Slots {
    let mut slots = Slots::default();
    let dated: Vec<u32> = person
        .positions
        .iter()
        .map(|position| position.dates_id)
        .take(6)
        .collect();
    let known = person
        .positions
        .iter()
        .find(|position| title(position).is_some() || company(position).is_some());
    if let Some(position) = known {
        let ids = [position.id];
        slots = slots
            .put("title", title(position).unwrap_or_default(), ids)
            .put("company", company(position).unwrap_or_default(), ids);
        let began = position
            .began
            .map(|began| began.year.to_string())
            .unwrap_or_default();
        let ended = position.ended.map(date).unwrap_or_default();
        slots = if position.is_current {
            slots.put("since", began, [position.dates_id])
        } else {
            slots.put("until", ended, [position.dates_id])
        };
        let first = person
            .positions
            .iter()
            .rev()
            .find(|first| first.began.is_some() && title(first).is_some());
        if let Some(first) =
            first.filter(|first| first.id != position.id && first.began <= position.began)
        {
            slots = slots
                .put("first_title", title(first).unwrap_or_default(), [first.id])
                .put(
                    "first_company",
                    company(first).unwrap_or_default(),
                    [first.id],
                );
        }
    }
    if person.months >= 6 {
        slots = slots.put("years", duration(person.months), dated);
    }
    if let Some(study) = person
        .education
        .iter()
        .find(|study| degree(study).is_some())
    {
        slots = slots
            .put("degree", degree(study).unwrap_or_default(), [study.id])
            .put("school", school(study).unwrap_or_default(), [study.id]);
    }
    slots
}

/// `six points`.
pub fn points(n: u8) -> String {
    count(n.into(), "point", "points")
}

/// The blanks of a sentence about a missing skill and what it would add; no rate where nobody has rated it.
pub fn gain_slots(skill: &Named, gain: u8) -> Slots {
    let rate = match skill.asked {
        Asked::Rated(value) => format!("{value:.1}"),
        _ => String::new(),
    };
    Slots::default()
        .put("skill", skill.said.clone(), skill.ids.clone())
        .word("gain", points(gain))
        .word("rate", rate)
}

/// Skills as people list them, and two rows of each.
pub fn skills<'a>(all: impl IntoIterator<Item = &'a Named>) -> (String, Vec<u32>) {
    let (mut said, mut ids) = (Vec::new(), Vec::new());
    for skill in all {
        said.push(skill.said.as_str());
        ids.extend(skill.ids.iter().take(2));
    }
    (names(&said), ids)
}
