//! Answers about occupations: from the atlas, and from the distance between one and another.

use super::Desk;
use crate::advisor::evidence::EvidenceList;
use crate::advisor::facts::{About, Naming};
use crate::advisor::guide::about;
use crate::advisor::guide::english::{group, names};
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::lexicon;
use crate::advisor::guide::phrase::{skill_in_prose, thousands};
use crate::career::occupation::Occupation;
use crate::career::score::{self, Target};

fn facts(occupation: &Occupation) -> (Naming, About) {
    let mut list = EvidenceList::new(None, "");
    (
        Naming::of_occupation(&occupation.title),
        About::read(occupation, &mut list),
    )
}

pub fn about(desk: &mut Desk<'_>, occupation: &Occupation) -> Vec<String> {
    let (naming, facts) = facts(occupation);
    let known = about::slots(&naming, &facts);
    let mut pieces = vec![format!("**{}**. ", occupation.title)];
    let (frames, tools) = about::tools(&facts, 4);
    for (frames, slots) in [
        (about::WORK, &known),
        (about::INTEREST, &known),
        (about::MIND, &known),
        (frames, &tools),
    ] {
        pieces.extend(desk.told(frames, slots));
        pieces.push(" ".to_owned());
    }
    pieces.push("\n\n".to_owned());
    pieces.extend(desk.told(about::WAY_IN, &known));
    pieces.push(" ".to_owned());
    pieces.extend(desk.told(about::PAY, &known));
    pieces.extend(desk.standing(occupation));
    pieces
}

pub fn pay(desk: &mut Desk<'_>, occupation: &Occupation) -> Vec<String> {
    let (naming, facts) = facts(occupation);
    let Some(pay) = facts.pay else {
        return vec![format!(
            "The atlas has no pay on record for {}.",
            group(&occupation.title)
        )];
    };
    let known = about::slots(&naming, &facts);
    let mut pieces = vec![format!("**{}**. ", occupation.title)];
    pieces.extend(desk.told(about::PAY, &known));
    let range = pay.p10.zip(pay.p90);
    if let Some((low, high)) = range {
        pieces.push(format!(
            " A tenth earned less than ${}, a tenth more than ${}; where, for whom and for how long one has worked makes much of the difference.",
            thousands(low),
            thousands(high)
        ));
    }
    pieces
        .push(" Other countries pay otherwise, and the atlas has no figures for them.".to_owned());
    pieces
}

pub fn future(desk: &mut Desk<'_>, occupation: &Occupation) -> Vec<String> {
    let (naming, facts) = facts(occupation);
    if facts.future.is_none() {
        return vec![format!(
            "The atlas has no projection for {}.",
            group(&occupation.title)
        )];
    }
    let mut pieces = vec![format!("**{}**. ", occupation.title)];
    pieces.extend(desk.told(about::future_frames(&facts), &about::slots(&naming, &facts)));
    pieces.push(" It is a projection for the United States: a good guide to the direction, a poor one to any single town.".to_owned());
    pieces
}

pub fn schooling(desk: &mut Desk<'_>, occupation: &Occupation) -> Vec<String> {
    let (naming, facts) = facts(occupation);
    let known = about::slots(&naming, &facts);
    let mut pieces = vec![format!("**{}**. ", occupation.title)];
    pieces.extend(desk.told(about::WAY_IN, &known));
    pieces.push(" ".to_owned());
    pieces.extend(desk.told(about::ZONE, &known));
    pieces.push(
        " Licences differ from country to country, so ask the professional body where you live."
            .to_owned(),
    );
    pieces
}

/// From one occupation to another: what comes along, what is new.
pub fn way(desk: &mut Desk<'_>, from: &Occupation, to: &Occupation) -> Vec<String> {
    let tools = |of: &Occupation| -> Vec<String> {
        of.technologies
            .iter()
            .map(|tool| tool.name.clone())
            .collect()
    };
    let fields = |of: &Occupation| -> Vec<String> {
        let rows = of.knowledge.iter().take(5).filter(|row| row.value >= 3.0);
        rows.map(|row| lexicon::element(&row.id, &row.name))
            .collect()
    };
    let (known_tools, known_fields) = (tools(from), fields(from));
    let (mut along, mut new) = (Vec::new(), Vec::new());
    for field in fields(to) {
        if known_fields.contains(&field) {
            along.push(field);
        } else {
            new.push(field);
        }
    }
    let wanted = to.technologies.iter().filter(|tool| tool.in_demand).take(6);
    for tool in wanted {
        let said = skill_in_prose(&tool.name);
        if known_tools.contains(&tool.name) {
            along.push(said);
        } else {
            new.push(said);
        }
    }
    let (here, there) = (group(&from.title), group(&to.title));
    let is_near = from.related.contains(&to.code) || to.related.contains(&from.code);
    let slots = Slots::default()
        .word("here", here.clone())
        .word("there", there.clone());
    let near: &[&str] = &[
        "From {here} to {there} is a step next door: the atlas lists them as related.",
        "{here} and {there} are neighbours in the atlas, so much of what you know will travel.",
    ];
    let far: &[&str] = &[
        "{here} and {there} are not neighbours in the atlas, so think of it as a move in stages.",
        "It is a longer way from {here} to {there}: the atlas does not list them side by side.",
    ];
    let mut pieces = desk.told(if is_near { near } else { far }, &slots);
    pieces.push("\n\n".to_owned());
    if !along.is_empty() {
        along.truncate(5);
        pieces.push(format!("- Comes along: {}\n", names(&along)));
    }
    if !new.is_empty() {
        new.truncate(5);
        pieces.push(format!("- New to learn: {}\n", names(&new)));
    }
    pieces.push(match to.job_zone.cmp(&from.job_zone) {
        std::cmp::Ordering::Greater => format!(
            "- Preparation: more than now, job zone {} after {} (of 5)\n",
            to.job_zone, from.job_zone
        ),
        std::cmp::Ordering::Less => format!(
            "- Preparation: less than now, job zone {} after {} (of 5)\n",
            to.job_zone, from.job_zone
        ),
        std::cmp::Ordering::Equal => format!(
            "- Preparation: much as now, job zone {} of 5\n",
            to.job_zone
        ),
    });
    let between = from.related.iter().find(|code| {
        !is_near
            && desk
                .context
                .atlas
                .by_code(code)
                .is_some_and(|middle| middle.related.contains(&to.code))
    });
    if let Some(middle) = between.and_then(|code| desk.context.atlas.by_code(code)) {
        pieces.push(format!(
            "\nA stop on the way could be {}, which the atlas puts close to both.",
            group(&middle.title)
        ));
    }
    pieces.extend(desk.standing(to));
    pieces
}

pub fn compare(desk: &mut Desk<'_>, one: &Occupation, other: &Occupation) -> Vec<String> {
    let mut pieces = desk.told(
        &[
            "Side by side:\n\n",
            "Here are the two, by what is on record:\n\n",
        ],
        &Slots::default(),
    );
    for occupation in [one, other] {
        let median = occupation
            .wage
            .as_ref()
            .and_then(|wage| Some((wage.median?, wage.year)));
        let pay = median.map_or_else(String::new, |(median, year)| {
            format!(
                "; median pay ${} (United States, {year})",
                thousands(median)
            )
        });
        let growth = occupation
            .outlook
            .as_ref()
            .map_or_else(String::new, |outlook| {
                format!(
                    "; employment {:+.1} % from {} to {}",
                    outlook.change_percent, outlook.from_year, outlook.to_year
                )
            });
        let fit = desk
            .match_with(occupation)
            .map_or_else(String::new, |n| format!("; your match {n} of 100"));
        pieces.push(format!(
            "- **{}**: job zone {} of 5{pay}{growth}{fit}\n",
            occupation.title, occupation.job_zone
        ));
    }
    pieces.push("\nFigures can weigh pay and distance; which of the days you would rather live, only you can say.".to_owned());
    pieces
}

impl Desk<'_> {
    fn match_with(&self, occupation: &Occupation) -> Option<u8> {
        let resume = self.context.resume.as_deref()?;
        let target = Target {
            role: &occupation.title,
            occupation: Some(occupation),
            requirements: &[],
        };
        let score = score::score(
            resume,
            &target,
            self.context.atlas.vocabulary(),
            crate::atlas::AS_OF,
        );
        Some(score.match_percent())
    }

    /// How far the person is from an occupation, where there is a résumé.
    fn standing(&self, occupation: &Occupation) -> Option<String> {
        let resume = self.context.resume.as_deref()?;
        let target = Target {
            role: &occupation.title,
            occupation: Some(occupation),
            requirements: &[],
        };
        let score = score::score(
            resume,
            &target,
            self.context.atlas.vocabulary(),
            crate::atlas::AS_OF,
        );
        let step = score
            .counterfactuals
            .first()
            .map_or_else(String::new, |change| {
                format!(", and {} would add most", skill_in_prose(&change.add))
            });
        Some(format!(
            "\n\nYour own page reaches {} of 100 for it{step}.",
            score.match_percent()
        ))
    }
}
