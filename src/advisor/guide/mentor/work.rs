//! Answers about occupations: from the atlas, and from the distance between one and another.

use super::{Desk, Reply, Theme};
use crate::advisor::evidence::EvidenceList;
use crate::advisor::facts::{About, Naming};
use crate::advisor::guide::about;
use crate::advisor::guide::english::group;
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::phrase::{and, capitalised, skill_in_prose, thousands};
use crate::atlas::AS_OF;
use crate::career::occupation::Occupation;
use crate::career::score::{self, Score, Target};

pub(super) fn facts(occupation: &Occupation) -> (Naming, About) {
    let mut list = EvidenceList::new(None, "");
    (
        Naming::of_occupation(&occupation.title),
        About::read(occupation, &mut list),
    )
}

pub fn about(desk: &mut Desk<'_>, occupation: &'static Occupation) -> Reply {
    let (naming, facts) = facts(occupation);
    let known = about::slots(&naming, &facts);
    let (frames, tools) = about::tools(&facts, 4);
    let mut told = Vec::new();
    for (frames, slots) in [
        (about::WORK, &known),
        (about::INTEREST, &known),
        (about::MIND, &known),
        (frames, &tools),
    ] {
        told.extend(desk.told(frames, slots));
        told.push(" ".to_owned());
    }
    let mut after = vec!["\n\n".to_owned()];
    after.extend(desk.told(about::WAY_IN, &known));
    after.push(" ".to_owned());
    after.extend(desk.told(about::PAY, &known));
    after.extend(desk.standing(occupation));
    reply(occupation, told, after, "about")
}

pub fn pay(desk: &mut Desk<'_>, occupation: &'static Occupation) -> Reply {
    let (naming, facts) = facts(occupation);
    let Some(pay) = &facts.pay else {
        let none = format!(
            "The atlas has no pay on record for {}.",
            group(&occupation.title)
        );
        return vec![none].into();
    };
    let mut told = desk.told(about::PAY, &about::slots(&naming, &facts));
    if let Some((low, high)) = pay.p10.zip(pay.p90) {
        let ends = [("less", low), ("more", high)].map(|(side, wage)| (side, thousands(wage)));
        let untold = ends
            .iter()
            .filter(|(_, wage)| !told.concat().contains(wage));
        let untold: Vec<String> = untold
            .map(|(side, wage)| format!("a tenth earned {side} than ${wage}"))
            .collect();
        if !untold.is_empty() {
            told.push(format!(" {}.", capitalised(&and(&untold))));
        }
    }
    let after = " What one earns depends on where, for whom and for how long one has worked. Other countries pay otherwise, and the atlas has no figures for them.";
    reply(occupation, told, vec![after.to_owned()], "outlook")
}

pub fn future(desk: &mut Desk<'_>, occupation: &'static Occupation) -> Reply {
    let (naming, facts) = facts(occupation);
    if facts.future.is_none() {
        let none = format!(
            "The atlas has no projection for {}.",
            group(&occupation.title)
        );
        return vec![none].into();
    }
    let told = desk.told(about::future_frames(&facts), &about::slots(&naming, &facts));
    let after = " A projection for the United States is a good guide to the direction and a poor one to any single town.";
    reply(occupation, told, vec![after.to_owned()], "outlook")
}

pub fn schooling(desk: &mut Desk<'_>, occupation: &'static Occupation) -> Reply {
    let (naming, facts) = facts(occupation);
    let known = about::slots(&naming, &facts);
    let mut told = desk.told(about::WAY_IN, &known);
    told.push(" ".to_owned());
    told.extend(desk.told(about::ZONE, &known));
    let after =
        " Licences differ from country to country, so ask the professional body where you live.";
    reply(occupation, told, vec![after.to_owned()], "preparation")
}

/// What is told of an occupation, under its name. `section` of a write-up tells the same.
fn reply(
    occupation: &'static Occupation,
    told: Vec<String>,
    after: Vec<String>,
    section: &'static str,
) -> Reply {
    Reply {
        before: vec![format!("**{}**. ", occupation.title)],
        told,
        after,
        theme: Some(Theme {
            occupation,
            section,
        }),
    }
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
        let fit = desk.score(occupation).map_or_else(String::new, |score| {
            format!("; your match {} of 100", score.match_percent())
        });
        pieces.push(format!(
            "- **{}**: job zone {} of 5{pay}{growth}{fit}\n",
            occupation.title, occupation.job_zone
        ));
    }
    pieces.push("\nFigures can weigh pay and distance; which of the days you would rather live, only you can say.".to_owned());
    pieces
}

impl Desk<'_> {
    /// How the résumé, where there is one, stands to an occupation.
    fn score(&self, occupation: &Occupation) -> Option<Score> {
        let resume = self.context.resume.as_deref()?;
        let target = Target {
            role: &occupation.title,
            occupation: Some(occupation),
            requirements: &[],
        };
        let vocabulary = self.context.atlas.vocabulary();
        Some(score::score(resume, &target, vocabulary, AS_OF))
    }

    /// How far the person is from an occupation, where there is a résumé.
    pub(super) fn standing(&self, occupation: &Occupation) -> Option<String> {
        let score = self.score(occupation)?;
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
