//! Everything an analysis may say, before anybody says it.

mod about;

pub use about::{About, preparation};

use std::collections::BTreeMap;

use crate::advisor::evidence::EvidenceList;
use crate::advisor::words::lexemes;
use crate::career::analysis::{Counterfactual, Evidence, Kind, Part, Requirement, Status};
use crate::career::occupation::Occupation;
use crate::career::resume::{Resume, SkillFound, Span};
use crate::career::score::{Fact, Score, SkillFact};
use crate::career::skill::Vocabulary;

/// The facts of one question. Numbers are ids in `evidence`.
#[derive(Debug, Clone)]
pub struct Facts {
    pub kind: Kind,
    pub person: Person,
    /// The best first, at least one.
    pub roles: Vec<RoleFacts>,
    pub requirements: Vec<Requirement>,
    pub evidence: Vec<Evidence>,
}

/// What the résumé says, whoever asks.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub positions: Vec<Position>,
    pub education: Vec<Study>,
    /// Known skills in the order of their first mention.
    pub skills: Vec<Named>,
    /// Lines about work that hold a figure.
    pub results: Vec<u32>,
    /// Lines about work that hold none.
    pub duties: Vec<u32>,
    /// The first line that says something, for a résumé of which little else is known.
    pub opening: Option<u32>,
}

#[derive(Debug, Clone)]
pub struct Position {
    pub title: Option<String>,
    pub company: Option<String>,
    pub dates: Option<String>,
    pub is_current: bool,
    pub id: u32,
}

#[derive(Debug, Clone)]
pub struct Study {
    pub degree: Option<String>,
    pub institution: Option<String>,
    pub id: u32,
}

/// A skill and where it stands.
#[derive(Debug, Clone)]
pub struct Named {
    pub name: String,
    /// Never empty.
    pub ids: Vec<u32>,
    /// A line that shows it at work, outside a list of skills.
    pub at_work: Option<u32>,
    /// The résumé names it in its list of skills and nowhere else.
    pub is_listed_only: bool,
    /// Something one uses, not an ability or a field of knowledge.
    pub is_tool: bool,
}

/// The role of a job description that does not say which.
pub const NAMELESS_JOB: &str = "Job description";

/// How the résumé stands to one role.
#[derive(Debug, Clone)]
pub struct RoleFacts {
    pub role: String,
    pub occupation: Option<String>,
    pub match_percent: u8,
    pub parts: Vec<Part>,
    /// The most wanted first; `n_have` counts those left out, too.
    pub have: Vec<Named>,
    pub n_have: usize,
    pub missing: Vec<Named>,
    pub n_missing: usize,
    pub counterfactuals: Vec<Counterfactual>,
    pub about: About,
}

/// A longer list is no help in choosing what to show or learn first.
const MOST_HAVE: usize = 12;
const MOST_MISSING: usize = 8;
const MOST_CHANGES: usize = 5;

impl Facts {
    /// Figures that were computed and may be stated though no line holds them.
    pub fn figures(&self) -> Vec<usize> {
        let mut figures = vec![
            100,
            self.person.skills.len(),
            self.person.positions.len(),
            self.requirements.len(),
        ];
        for status in [Status::Met, Status::Partial, Status::Missing] {
            let of_status = |r: &&Requirement| r.status == status;
            figures.push(self.requirements.iter().filter(of_status).count());
        }
        for role in &self.roles {
            figures.extend([
                role.match_percent.into(),
                role.have.len(),
                role.missing.len(),
            ]);
            figures.extend(role.counterfactuals.iter().map(|c| usize::from(c.gain)));
        }
        figures
    }

    /// The ids most worth telling a model, at most `n`, in the order of the list.
    pub fn important(&self, n: usize) -> Vec<u32> {
        let person = &self.person;
        let mut wanted: Vec<u32> = Vec::new();
        wanted.extend(person.positions.iter().take(4).map(|p| p.id));
        wanted.extend(person.education.iter().take(2).map(|e| e.id));
        wanted.extend(person.results.iter().take(4));
        for rank in 0..8 {
            for role in &self.roles {
                let skills = role
                    .have
                    .get(rank)
                    .into_iter()
                    .chain(role.missing.get(rank));
                wanted.extend(skills.flat_map(|skill| skill.ids.iter().take(2)));
            }
        }
        for role in &self.roles {
            wanted.extend(role.about.ids());
        }
        wanted.extend(self.requirements.iter().filter_map(|r| r.evidence.last()));
        wanted.extend(person.duties.iter().take(2));
        wanted.extend(person.opening);
        let mut seen = Vec::new();
        for id in wanted {
            if seen.len() < n && !seen.contains(&id) {
                seen.push(id);
            }
        }
        seen.sort_unstable();
        seen
    }
}

impl Person {
    pub fn read(resume: &Resume, vocabulary: &Vocabulary, list: &mut EvidenceList<'_>) -> Self {
        let mut person = Self::default();
        for entry in resume.experience.iter().take(12) {
            let span = anchor(resume, &entry.field_spans, ["title", "company"], entry.span);
            let Some(id) = list.resume_span(span) else {
                continue;
            };
            person.positions.push(Position {
                title: entry.title.clone(),
                company: entry.company.clone(),
                dates: entry.dates.clone(),
                is_current: entry.end.as_deref() == Some("present"),
                id,
            });
        }
        for entry in resume.education.iter().take(6) {
            let span = anchor(
                resume,
                &entry.field_spans,
                ["degree", "institution"],
                entry.span,
            );
            let Some(id) = list.resume_span(span) else {
                continue;
            };
            person.education.push(Study {
                degree: entry.degree.clone(),
                institution: entry.institution.clone(),
                id,
            });
        }
        person.read_bullets(resume, list);
        let links = resume.contact.links.join(" ").to_lowercase();
        person.read_skills(&vocabulary.find(&resume.text), &links, list);
        person.opening = opening(resume, list);
        person
    }

    fn read_bullets(&mut self, resume: &Resume, list: &mut EvidenceList<'_>) {
        let bullets = resume.experience.iter().flat_map(|entry| &entry.bullets);
        for bullet in bullets.take(60) {
            let n_words = bullet.text.split_whitespace().count();
            if n_words < 4 || list.is_hidden(bullet.span) {
                continue;
            }
            let has_figure = bullet.text.contains(|c: char| c.is_ascii_digit());
            let kept = if has_figure {
                &mut self.results
            } else {
                &mut self.duties
            };
            if kept.len() < 6
                && let Some(id) = list.resume_span(bullet.span)
            {
                kept.push(id);
            }
        }
    }

    fn read_skills(&mut self, found: &[SkillFound], links: &str, list: &mut EvidenceList<'_>) {
        for found in found {
            if self.skills.iter().any(|skill| skill.name == found.skill)
                || list.is_hidden(found.span)
            {
                continue;
            }
            // A link in the heading is an address, not a skill.
            if links.contains(&found.text.to_lowercase()) {
                continue;
            }
            if let Some(id) = list.resume_span(found.span) {
                self.skills.push(Named {
                    name: found.skill.clone(),
                    ids: vec![id],
                    at_work: None,
                    is_listed_only: false,
                    is_tool: false,
                });
            }
        }
    }
}

/// Where an entry is best quoted: the first of `fields` that was recognised, else its first line.
fn anchor(
    resume: &Resume,
    recognised: &BTreeMap<String, Span>,
    fields: [&str; 2],
    entry: Span,
) -> Span {
    let named = fields.into_iter().find_map(|field| recognised.get(field));
    named.copied().unwrap_or_else(|| first_line(resume, entry))
}

fn first_line(resume: &Resume, span: Span) -> Span {
    let text = span.of(&resume.text).unwrap_or_default();
    let line = text.trim_start().lines().next().unwrap_or_default();
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + line.len())
}

/// The first line of the summary, else the longest of the first lines that is no contact line.
fn opening(resume: &Resume, list: &mut EvidenceList<'_>) -> Option<u32> {
    let is_summary = |line: &&crate::career::resume::Line| line.section == "summary";
    let words = |span: Span| {
        span.of(&resume.text)
            .map_or(0, |text| text.split_whitespace().count())
    };
    let spans = |keep: &dyn Fn(&&crate::career::resume::Line) -> bool| {
        resume
            .lines
            .iter()
            .filter(|line| keep(line))
            .map(|line| Span::new(line.start, line.end))
            .filter(|span| list.may_quote(*span))
            .take(40)
            .collect::<Vec<_>>()
    };
    let summary = spans(&is_summary)
        .into_iter()
        .find(|span| words(*span) >= 4);
    let any = || {
        spans(&|_| true)
            .into_iter()
            .max_by_key(|span| (words(*span).min(12), std::cmp::Reverse(span.start)))
    };
    let span = summary.or_else(any)?;
    list.resume_span(span)
}

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
            match_percent: score.match_percent(),
            parts,
            have: named(score.have.iter().take(MOST_HAVE), resume, list),
            n_have: score.have.len(),
            missing: named(missing, resume, list),
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

    /// The missing skill a counterfactual adds.
    pub fn missing_named(&self, name: &str) -> Option<&Named> {
        self.missing.iter().find(|skill| skill.name == name)
    }
}

fn named<'s>(
    skills: impl IntoIterator<Item = &'s SkillFact>,
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
                ids,
                at_work,
                is_listed_only: is_listed_only(resume, skill),
                is_tool: is_tool(skill),
            });
        }
    }
    all
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
