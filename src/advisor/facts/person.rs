//! The person as the résumé shows them.

use std::collections::BTreeMap;

use super::figures::weight;
use super::{Asked, Named, Pause, Person, Position, Study};
use crate::advisor::evidence::EvidenceList;
use crate::advisor::guide::phrase::skill_in_prose;
use crate::atlas::{AS_OF, Atlas};
use crate::career::dates::{DateRange, RangeEnd, YearMonth, months_covered};
use crate::career::resume::{Education, Experience, Resume, SkillFound, Span};
use crate::career::skill::Vocabulary;

/// What was done last comes first, wherever the page has it; a position without dates stays behind its neighbour.
fn latest_first(resume: &Resume) -> impl Iterator<Item = &Experience> {
    let mut last = ("", "");
    let mut dated: Vec<((&str, &str), &Experience)> = Vec::new();
    for entry in &resume.experience {
        let start = entry.start.as_deref().unwrap_or_default();
        let end = entry.end.as_deref().unwrap_or(start);
        if !end.is_empty() {
            // Letters sort behind figures, and so does "present".
            last = (end, start);
        }
        dated.push((last, entry));
    }
    dated.sort_by(|(a, _), (b, _)| b.cmp(a));
    dated
        .into_iter()
        .map(|(_, entry)| entry)
        .take(MOST_POSITIONS)
}

/// A shorter time between two positions needs no explaining.
const PAUSE_MONTHS: u32 = 12;

impl Person {
    pub fn read(resume: &Resume, vocabulary: &Vocabulary, list: &mut EvidenceList<'_>) -> Self {
        let mut person = Self::default();
        for entry in latest_first(resume) {
            let span = anchor(resume, &entry.field_spans, ["title", "company"], entry.span);
            let Some(id) = list.resume_span(span) else {
                continue;
            };
            let dated = entry.field_spans.get("dates");
            let dates_id = dated.and_then(|span| list.resume_span(*span));
            person.positions.push(Position {
                title: entry.title.clone(),
                company: entry.company.clone(),
                dates: entry.dates.clone(),
                is_current: entry.end.as_deref() == Some("present"),
                began: entry.start.as_deref().and_then(month),
                ended: entry.end.as_deref().and_then(month),
                id,
                dates_id: dates_id.unwrap_or(id),
                lines: Vec::new(),
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
        person.read_time(resume);
        let latest = person.positions.first();
        let title = latest.and_then(|latest| latest.title.as_deref());
        person.home = title.and_then(|title| Atlas::get().resolve(title));
        person.has_summary = resume
            .sections
            .iter()
            .any(|section| section.name == "summary");
        let links = resume.contact.links.join(" ").to_lowercase();
        let mut skills = vocabulary.find(&resume.text);
        skills.extend(vocabulary.confirmed(resume));
        skills.sort_by_key(|skill| skill.span);
        person.read_skills(&skills, &links, list);
        person.opening = opening(resume, list);
        person
    }

    fn read_bullets(&mut self, resume: &Resume, list: &mut EvidenceList<'_>) {
        let mut telling: Vec<(u32, u32)> = Vec::new();
        for (at, entry) in latest_first(resume).enumerate() {
            for bullet in entry.bullets.iter().take(MOST_BULLETS) {
                let n_words = bullet.text.split_whitespace().count();
                if n_words < 4 || list.is_hidden(bullet.span) {
                    continue;
                }
                let Some(id) = list.resume_span(bullet.span) else {
                    continue;
                };
                let position = self.positions.iter_mut().find(|position| {
                    entry.span.contains(&bullet.span)
                        && position.title == entry.title
                        && position.dates == entry.dates
                });
                if let Some(position) = position {
                    position.lines.push(id);
                }
                match weight(&bullet.text) {
                    0 if self.duties.len() < MOST_LINES => self.duties.push(id),
                    0 => {}
                    // What was done lately says most about what comes next.
                    telling_weight => telling.push((telling_weight * 4 - (at as u32).min(3), id)),
                }
            }
        }
        // A stable sort: among equals the résumé's order stays.
        telling.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        self.results = telling
            .into_iter()
            .map(|(_, id)| id)
            .take(MOST_LINES)
            .collect();
    }

    fn read_time(&mut self, resume: &Resume) {
        let work: Vec<DateRange> = resume.experience.iter().filter_map(worked).collect();
        self.months = months_covered(&work, AS_OF);
        let studied = resume.education.iter().filter_map(studied);
        let busy: Vec<DateRange> = work.iter().copied().chain(studied).collect();
        self.pause = self
            .pauses(&busy)
            .into_iter()
            .filter(|pause| pause.months >= PAUSE_MONTHS)
            .max_by_key(|pause| pause.months);
    }

    /// The times behind each position in which nothing else is dated.
    fn pauses(&self, busy: &[DateRange]) -> Vec<Pause> {
        let mut pauses = Vec::new();
        for position in self
            .positions
            .iter()
            .filter(|position| !position.is_current)
        {
            // A year without a month may end in January or in December.
            let Some(from) = position.ended.filter(|end| end.month.is_some()) else {
                continue;
            };
            let is_covered = busy.iter().any(|range| {
                let goes_on = match range.end {
                    RangeEnd::Present => true,
                    RangeEnd::At(end) => from < end || end.month.is_none() && end.year >= from.year,
                };
                goes_on && range.start <= from
            });
            if is_covered {
                continue;
            }
            let next = busy
                .iter()
                .map(|range| range.start)
                .filter(|start| *start > from)
                .min();
            let after = self
                .positions
                .iter()
                .find(|other| next.is_some() && other.began == next);
            pauses.push(Pause {
                months: months_between(from, next.unwrap_or(AS_OF)),
                from,
                to: next,
                ids: [Some(position), after]
                    .into_iter()
                    .flatten()
                    .map(|p| p.dates_id)
                    .collect(),
            });
        }
        pauses
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
                    said: skill_in_prose(&found.skill),
                    asked: Asked::Nobody,
                    ids: vec![id],
                    at_work: None,
                    implied_by: None,
                    is_listed_only: false,
                    is_tool: false,
                });
            }
        }
    }
}

const MOST_POSITIONS: usize = 12;
const MOST_BULLETS: usize = 12;
/// Of results, and of duties.
const MOST_LINES: usize = 8;

/// `2019-03` or `2019`.
fn month(written: &str) -> Option<YearMonth> {
    let (year, month) = match written.split_once('-') {
        Some((year, month)) => (year, Some(month.parse().ok()?)),
        None => (written, None),
    };
    Some(YearMonth::new(year.parse().ok()?, month))
}

fn worked(entry: &Experience) -> Option<DateRange> {
    let start = month(entry.start.as_deref()?)?;
    let end = match entry.end.as_deref()? {
        "present" => RangeEnd::Present,
        end => RangeEnd::At(month(end).filter(|end| start <= *end)?),
    };
    Some(DateRange {
        start,
        end,
        span: entry.span,
    })
}

fn studied(entry: &Education) -> Option<DateRange> {
    let dates = entry.dates.as_deref()?;
    crate::career::dates::find_ranges(dates).into_iter().next()
}

/// Whole months from the end of one to the beginning of another.
fn months_between(from: YearMonth, to: YearMonth) -> u32 {
    let count = |date: YearMonth| u32::from(date.year) * 12 + date.month.map_or(1, u32::from);
    count(to).saturating_sub(count(from) + 1)
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
