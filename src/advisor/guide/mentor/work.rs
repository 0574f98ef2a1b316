//! Answers about occupations: from the atlas, and from the distance between one and another.

use super::Desk;
use crate::advisor::evidence::EvidenceList;
use crate::advisor::facts::{About, Naming};
use crate::advisor::guide::about;
use crate::advisor::guide::english::group;
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::phrase::{skill_in_prose, thousands};
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
