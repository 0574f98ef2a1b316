//! What sentences about an occupation can be made of.

use aspiro::advisor::facts::Row;
use aspiro::advisor::{Advisor, Question};
use aspiro::atlas::Atlas;
use aspiro::career::resume::Resume;

use super::dice::Dice;
use super::facts::{Fact, Slot, in_words};

/// Facts of one occupation, as an analysis collects them.
pub(crate) fn of_occupation(at: usize, resume: &Resume, title: &str, dice: &mut Dice) -> Vec<Fact> {
    let advisor = Advisor::new(Atlas::get());
    let Ok(prepared) = advisor.prepare(resume, &Question::Role(title.to_owned())) else {
        return Vec::new();
    };
    let Some(role) = prepared.facts.roles.first() else {
        return Vec::new();
    };
    let about = &role.about;
    let row = |id: u32| {
        prepared
            .facts
            .evidence
            .get(id as usize)
            .cloned()
            .into_iter()
            .collect::<Vec<_>>()
    };
    let strange = dice
        .pick(Atlas::get().occupations())
        .filter(|other| other.title != title && !other.title.contains(','));
    let occupation = || Slot {
        key: "occupation",
        kind: "title",
        truths: vec![title.to_owned()],
        lies: strange.iter().map(|o| o.title.clone()).collect(),
    };
    let mut facts = Vec::new();
    if let Some(pay) = &about.pay {
        let (median, year, id) = (pay.median, pay.year, pay.id);
        let grouped = |n: u32| format!("${},{:03}", n / 1000, n % 1000);
        let truths = vec![
            grouped(median),
            format!("about ${},000", (f64::from(median) / 1000.0).round()),
            format!("${}k", (f64::from(median) / 1000.0).round()),
            format!("${median}"),
        ];
        let lies = [0.6, 0.8, 1.2, 1.5]
            .iter()
            .map(|by| grouped((f64::from(median) * by) as u32))
            .collect();
        let years = Slot {
            key: "year",
            kind: "date",
            truths: vec![year.to_string()],
            lies: vec![
                (year - 3).to_string(),
                (year - 6).to_string(),
                (year + 1).to_string(),
            ],
        };
        facts.push(Fact {
            about: "pay",
            resume: at,
            rows: row(id),
            slots: vec![
                Slot {
                    key: "pay",
                    kind: "number",
                    truths,
                    lies,
                },
                years,
                occupation(),
            ],
        });
    }
    if let Some(share_of) = about.education.first() {
        let (level, share, id) = (&share_of.name, share_of.value as u64, share_of.id);
        let mut truths = vec![
            format!("{share} %"),
            format!("{share} per cent"),
            format!("{share}%"),
        ];
        truths.extend(in_words(share).map(|word| format!("{word} per cent")));
        let lies = [7, 13, 22, 31]
            .iter()
            .map(|step| format!("{} %", 1 + (share + step) % 98))
            .filter(|lie| *lie != format!("{share} %"))
            .collect();
        let levels = [
            "Bachelor's Degree",
            "Master's Degree",
            "Doctoral Degree",
            "Associate's Degree",
            "High School Diploma",
        ];
        let stem = level.split(' ').next().unwrap_or_default();
        let other: Vec<String> = levels
            .iter()
            .filter(|other| !other.starts_with(stem))
            .map(|other| format!("a {}", other.to_lowercase()))
            .collect();
        let said = format!("a {}", level.to_lowercase());
        let is_plain = levels.contains(&level.as_str());
        let level = Slot {
            key: "level",
            kind: "degree",
            truths: vec![said],
            lies: other
                .into_iter()
                .filter(|l| !l.contains("associate"))
                .collect(),
        };
        if is_plain {
            facts.push(Fact {
                about: "schooling",
                resume: at,
                rows: row(id),
                slots: vec![
                    Slot {
                        key: "share",
                        kind: "number",
                        truths,
                        lies,
                    },
                    level,
                    occupation(),
                ],
            });
        }
    }
    if let Some(future) = &about.future {
        let (change, from, to) = (future.change_percent, future.from_year, future.to_year);
        let id = future.id;
        let figure = (f64::from(change).abs() * 10.0).round() / 10.0;
        let truths = vec![format!("{figure} %"), format!("{figure} per cent")];
        let lies = [3.7, 9.1, 14.3]
            .iter()
            .map(|step| format!("{:.1} %", figure + step))
            .collect();
        let years = Slot {
            key: "to",
            kind: "date",
            truths: vec![to.to_string()],
            lies: vec![(to + 2).to_string(), (to - 3).to_string()],
        };
        let begin = Slot {
            key: "from",
            kind: "",
            truths: vec![from.to_string()],
            lies: vec![],
        };
        facts.push(Fact {
            about: "outlook",
            resume: at,
            rows: row(id),
            slots: vec![
                Slot {
                    key: "change",
                    kind: "number",
                    truths,
                    lies,
                },
                years,
                begin,
                occupation(),
            ],
        });
    }
    for (list, key) in [
        (&about.skills, "ability"),
        (&about.technologies, "tool"),
        (&about.knowledge, "ability"),
    ] {
        let Some(Row { name, id, .. }) = dice.pick(list).cloned() else {
            continue;
        };
        let lies: Vec<String> = (0..12)
            .filter_map(|_| {
                let other = dice.pick(Atlas::get().occupations())?;
                if key == "tool" {
                    dice.pick(&other.technologies).map(|t| t.name.to_owned())
                } else {
                    dice.pick(&other.knowledge).map(|k| k.name.to_owned())
                }
            })
            .filter(|other| {
                other.to_lowercase() != name.to_lowercase()
                    && !row(id)
                        .iter()
                        .any(|row| row.quote.to_lowercase().contains(&other.to_lowercase()))
            })
            .collect();
        let truths = if key == "tool" {
            vec![name]
        } else {
            vec![name.to_lowercase(), name]
        };
        let lies = if key == "tool" {
            lies
        } else {
            lies.into_iter()
                .flat_map(|lie| [lie.to_lowercase(), lie])
                .collect()
        };
        facts.push(Fact {
            about: if key == "tool" { "tool" } else { "ability" },
            resume: at,
            rows: row(id),
            slots: vec![
                Slot {
                    key,
                    kind: "skill",
                    truths,
                    lies,
                },
                occupation(),
            ],
        });
    }
    facts
}
