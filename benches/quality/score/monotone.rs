//! A skill written down never counts against a person, nor one left out in their favour.

use aspiro::career::occupation::Occupation;
use aspiro::career::resume::Resume;
use aspiro::career::score::{Fact, SkillFact};

use super::scored;
use crate::score::resumes::Random;

/// At most this many of the skills an occupation asks for are tried on either side.
const TRIED: usize = 10;

#[derive(Default)]
pub(super) struct Changes {
    pub all: usize,
    /// How many of them went the right way, or nowhere.
    pub kept: usize,
    /// How many of the promised gains were exact, and how many were promised.
    pub exact: usize,
    pub promised: usize,
}

/// Adds skills that are asked for and not shown, each as a line of its own.
pub(super) fn add(resume: &Resume, against: &[&Occupation]) -> Changes {
    let mut changes = Changes::default();
    let mut random = Random::of(resume);
    for occupation in against {
        let before = scored(resume, occupation);
        for skill in some(&before.missing, &mut random) {
            let mut with = resume.clone();
            with.text.push('\n');
            with.text.push_str(&skill.name);
            let (then, now) = (
                before.match_percent(),
                scored(&with, occupation).match_percent(),
            );
            changes.all += 1;
            changes.kept += usize::from(now >= then);
            let promised = before
                .counterfactuals
                .iter()
                .find(|gain| gain.add == skill.name);
            let gain = promised.map_or(0, |counterfactual| counterfactual.gain);
            changes.promised += 1;
            changes.exact += usize::from(now == then + gain);
            if now != then + gain {
                eprintln!(
                    "{}: adding {} for {} gives {now} after {then}, promised {gain}",
                    resume.id(),
                    skill.name,
                    occupation.title
                );
            }
        }
    }
    changes
}

/// Blanks the places where a skill that is asked for is shown, but for the titles of positions: a `Java Developer`
/// without `Java` is not somebody who left out a skill but somebody who held another position.
pub(super) fn remove(resume: &Resume, against: &[&Occupation]) -> Changes {
    let mut changes = Changes::default();
    let mut random = Random::of(resume);
    for occupation in against {
        let before = scored(resume, occupation);
        for skill in some(&before.have, &mut random) {
            let without = without(resume, skill);
            let (then, now) = (
                before.match_percent(),
                scored(&without, occupation).match_percent(),
            );
            changes.all += 1;
            changes.kept += usize::from(now <= then);
            if now > then {
                eprintln!(
                    "{}: removing {} for {} gives {now} after {then}",
                    resume.id(),
                    skill.name,
                    occupation.title
                );
            }
        }
    }
    changes
}

fn without(resume: &Resume, skill: &SkillFact) -> Resume {
    let mut without = resume.clone();
    for fact in &skill.facts {
        let titles = || {
            resume
                .experience
                .iter()
                .filter_map(|held| held.field_spans.get("title"))
        };
        if let Fact::Resume(span) = fact
            && !titles().any(|title| title.contains(span))
        {
            // As many bytes as before, so that every other place stays where it is.
            let blank = " ".repeat(span.end - span.start);
            without.text.replace_range(span.start..span.end, &blank);
        }
    }
    without
}

fn some<'a>(skills: &'a [SkillFact], random: &mut Random) -> Vec<&'a SkillFact> {
    let mut left: Vec<&SkillFact> = skills.iter().collect();
    let n = left.len().min(TRIED);
    (0..n)
        .map(|_| left.swap_remove(random.below(left.len())))
        .collect()
}
