//! How the résumé stands to one role.

use super::{About, Asked, NAMELESS_JOB, Named, Naming, RoleFacts};
use crate::advisor::evidence::EvidenceList;
use crate::advisor::guide::english::{article, group, in_prose, singular};
use crate::advisor::guide::lexicon;
use crate::advisor::guide::phrase::{name, skill_in_prose};
use crate::advisor::words::lexemes;
use crate::career::analysis::Part;
use crate::career::occupation::Occupation;
use crate::career::resume::{Resume, Span};
use crate::career::score::{Fact, Score, SkillFact};

/// A longer list is no help in choosing what to show or learn first.
const MOST_HAVE: usize = 12;
const MOST_MISSING: usize = 8;
const MOST_CHANGES: usize = 5;
/// A longer title makes no sentence.
const LONGEST_GROUP: usize = 48;

impl RoleFacts {
    pub fn read(
        role: &str,
        occupation: Option<&Occupation>,
        score: &Score,
        resume: &Resume,
        list: &mut EvidenceList<'_>,
    ) -> Self {
        let counterfactuals: Vec<_> = score
            .counterfactuals
            .iter()
            .take(MOST_CHANGES)
            .cloned()
            .collect();
        let missing = score.missing.iter().enumerate().filter(|(rank, skill)| {
            *rank < MOST_MISSING
                || counterfactuals
                    .iter()
                    .any(|change| change.add == skill.name)
        });
        let missing = missing.map(|(_, skill)| skill);
        let mut parts: Vec<Part> = Vec::new();
        for part in &score.parts {
            parts.push(Part {
                name: part.name.to_owned(),
                weight: part.weight,
                score: part.score,
                evidence: list.add_all(&part.facts),
            });
        }
        Self {
            role: role.to_owned(),
            occupation: occupation.map(|occupation| occupation.code.clone()),
            naming: Naming::of(
                role,
                occupation,
                !score
                    .parts
                    .iter()
                    .any(|part| part.name == "Job requirements"),
            ),
            match_percent: score.match_percent(),
            parts,
            have: named(score.have.iter().take(MOST_HAVE), occupation, resume, list),
            n_have: score.have.len(),
            missing: named(missing, occupation, resume, list),
            n_missing: score.missing.len(),
            counterfactuals,
            about: occupation
                .map_or_else(About::default, |occupation| About::read(occupation, list)),
        }
    }

    /// The role inside a sentence.
    pub fn spoken(&self) -> &str {
        if self.role == NAMELESS_JOB {
            "this job description"
        } else {
            &self.role
        }
    }

    /// The skills asked for, shown or not, each with every row it stands in.
    pub fn skill_rows(&self) -> impl Iterator<Item = (&str, u32)> {
        let skills = self.have.iter().chain(&self.missing);
        skills.flat_map(|skill| skill.ids.iter().map(|id| (skill.name.as_str(), *id)))
    }

    /// What would raise the match, the most first: missing skills with the points that each would add.
    pub fn gains(&self) -> impl Iterator<Item = (&Named, u8)> {
        self.counterfactuals.iter().filter_map(|change| {
            let skill = self.missing.iter().find(|skill| skill.name == change.add)?;
            Some((skill, change.gain))
        })
    }

    /// One row of evidence for each part of the match.
    pub fn part_ids(&self) -> Vec<u32> {
        let parts = self.parts.iter();
        parts
            .filter_map(|part| part.evidence.first().copied())
            .collect()
    }
}

fn named<'s>(
    skills: impl IntoIterator<Item = &'s SkillFact>,
    occupation: Option<&Occupation>,
    resume: &Resume,
    list: &mut EvidenceList<'_>,
) -> Vec<Named> {
    let mut all = Vec::new();
    for skill in skills {
        let at_work = skill.facts.iter().find_map(|fact| match fact {
            Fact::Resume(span) if is_about_work(resume, *span) => {
                let id = list.resume_span(*span)?;
                names_in(list.quote(id), &skill.name).then_some(id)
            }
            _ => None,
        });
        let ids = list.add_all(&skill.facts);
        if !ids.is_empty() {
            all.push(Named {
                name: skill.name.clone(),
                said: said(skill),
                asked: asked(skill, occupation),
                ids,
                at_work,
                implied_by: implied_by(skill, resume, list),
                is_listed_only: is_listed_only(resume, skill),
                is_tool: is_tool(skill),
            });
        }
    }
    all
}

impl Naming {
    /// An occupation by its own title.
    pub fn of_occupation(title: &str) -> Self {
        let many = group(title);
        let many = if many.chars().count() > LONGEST_GROUP {
            "people in this work".to_owned()
        } else {
            many
        };
        let one = singular(&many);
        let role = one
            .as_deref()
            .map_or_else(|| many.clone(), |one| format!("{} {one}", article(one)));
        Self {
            role,
            one,
            many: Some(many),
            is_filed_elsewhere: false,
        }
    }

    fn of(role: &str, occupation: Option<&Occupation>, is_person_s_word: bool) -> Self {
        if let Some(occupation) =
            occupation.filter(|occupation| occupation.title == role && is_person_s_word)
        {
            return Self::of_occupation(&occupation.title);
        }
        let many = occupation.and_then(|occupation| Self::of_occupation(&occupation.title).many);
        let (one, role) = if !is_person_s_word || role == NAMELESS_JOB {
            (None, "this job".to_owned())
        } else {
            match (occupation, name(role)) {
                (Some(_), Some(role)) if !role.ends_with('s') => {
                    let one = in_prose(&role);
                    (Some(one.clone()), format!("{} {one}", article(&one)))
                }
                (Some(_), Some(role)) => (None, in_prose(&role)),
                (_, Some(role)) => (None, role),
                (_, None) => (None, "this role".to_owned()),
            }
        };
        let same = |many: &String| {
            let ours = lexemes(many);
            let initials: String = ours
                .iter()
                .filter_map(|word| word.plain.chars().next())
                .collect();
            one.as_deref().is_none_or(|one| {
                lexemes(one).iter().all(|word| {
                    ours.iter()
                        .any(|other| other.plain.starts_with(&word.plain))
                        || initials.contains(&word.plain)
                })
            })
        };
        Self {
            is_filed_elsewhere: many.as_ref().is_some_and(|many| !same(many)),
            role,
            one,
            many,
        }
    }
}

/// A skill as it is said: products keep their names, rows of the atlas get plain words.
fn said(skill: &SkillFact) -> String {
    let element = skill.facts.iter().find_map(|fact| match fact {
        Fact::Atlas { reference, .. } => {
            let (_, place) = reference.split_once('#')?;
            let (table, id) = place.split_once('/')?;
            matches!(table, "skills" | "knowledge").then_some(id)
        }
        _ => None,
    });
    element.map_or_else(
        || skill_in_prose(&skill.name),
        |id| lexicon::element(id, &skill.name),
    )
}

fn implied_by(skill: &SkillFact, resume: &Resume, list: &mut EvidenceList<'_>) -> Option<u32> {
    let is_knowledge = |fact: &Fact| matches!(fact, Fact::Atlas { reference, .. } if reference.contains("#knowledge/"));
    if !skill.facts.iter().any(is_knowledge) {
        return None;
    }
    // Every line of a résumé is in some language.
    if skill.name.contains("Language") {
        return None;
    }
    skill.facts.iter().find_map(|fact| match fact {
        Fact::Resume(span) if is_about_work(resume, *span) => list.resume_span(*span),
        _ => None,
    })
}

fn asked(skill: &SkillFact, occupation: Option<&Occupation>) -> Asked {
    if skill.facts.iter().any(|fact| matches!(fact, Fact::Job(_))) {
        return Asked::Job;
    }
    let Some(occupation) = occupation else {
        return Asked::Nobody;
    };
    let tool = occupation
        .technologies
        .iter()
        .find(|tool| tool.name == skill.name);
    if let Some(tool) = tool {
        return match (tool.in_demand, tool.hot) {
            (true, _) => Asked::Postings,
            (_, true) => Asked::AllPostings,
            _ => Asked::Used,
        };
    }
    let rated = occupation.knowledge.iter().chain(&occupation.skills);
    let rated = rated.into_iter().find(|rated| rated.name == skill.name);
    rated.map_or(Asked::Nobody, |rated| Asked::Rated(rated.value))
}

/// Whether a passage tells of something done, not of something listed or studied.
fn is_about_work(resume: &Resume, span: Span) -> bool {
    let bullets = resume.experience.iter().flat_map(|entry| &entry.bullets);
    let in_section = resume.section_at(span.start).is_some_and(|section| {
        matches!(
            section.name.as_str(),
            "experience" | "projects" | "volunteering"
        )
    });
    in_section
        || bullets
            .into_iter()
            .any(|bullet| bullet.span.contains(&span))
}

fn is_listed_only(resume: &Resume, skill: &SkillFact) -> bool {
    let mut spans = skill.facts.iter().filter_map(|fact| match fact {
        Fact::Resume(span) => Some(*span),
        _ => None,
    });
    let is_listed = |span: Span| {
        let section = resume.section_at(span.start);
        let words = span.of(&resume.text).unwrap_or_default();
        section.is_some_and(|section| section.name == "skills") && names_in(words, &skill.name)
    };
    spans.clone().next().is_some() && spans.all(is_listed)
}

/// The atlas keeps abilities and knowledge in tables of their own; all else that is asked for is a tool.
fn is_tool(skill: &SkillFact) -> bool {
    !skill.facts.iter().any(|fact| {
        matches!(fact, Fact::Atlas { reference, .. } if reference.contains("#skills/") || reference.contains("#knowledge/"))
    })
}

/// Whether a line mentions a skill by a word of its name.
fn names_in(quote: &str, skill: &str) -> bool {
    let quoted = lexemes(quote);
    lexemes(skill)
        .iter()
        .any(|word| quoted.iter().any(|other| other.plain == word.plain))
}
