//! The numbered list of evidence: every fact once, each quote exactly its slice.

use std::collections::HashMap;

use crate::advisor::names_the_person;
use crate::career::analysis::{Evidence, Source};
use crate::career::resume::{Resume, Span, WarningKind};
use crate::career::score::Fact;

/// Collects facts in the order they are used and gives each its number.
pub struct EvidenceList<'a> {
    resume: Option<&'a Resume>,
    job: &'a str,
    rows: Vec<Evidence>,
    known: HashMap<Key, u32>,
}

/// What makes two facts the same.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Resume(Span),
    Job(Span),
    Atlas(String),
}

/// A longer passage says too much at once; the span itself is quoted instead.
const LONGEST_QUOTE: usize = 320;

impl<'a> EvidenceList<'a> {
    pub fn new(resume: Option<&'a Resume>, job: &'a str) -> Self {
        Self {
            resume,
            job,
            rows: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// The number of this fact; `None` when it names no text.
    pub fn add(&mut self, fact: &Fact) -> Option<u32> {
        match fact {
            Fact::Resume(span) => self.resume_span(*span),
            Fact::Job(span) => self.job_span(*span),
            Fact::Atlas { reference, words } => Some(self.atlas(reference, words)),
        }
    }

    /// The numbers of these facts, each once, in their order.
    pub fn add_all(&mut self, facts: &[Fact]) -> Vec<u32> {
        let mut ids = Vec::new();
        for id in facts.iter().filter_map(|fact| self.add(fact)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The résumé's bullet or line around `span`, or the span alone where that would tell who the person is.
    pub fn resume_span(&mut self, span: Span) -> Option<u32> {
        let resume = self.resume?;
        span.of(&resume.text)?;
        let bullets = resume.experience.iter().flat_map(|entry| &entry.bullets);
        let lines = resume
            .lines
            .iter()
            .map(|line| Span::new(line.start, line.end));
        let around = bullets
            .map(|bullet| bullet.span)
            .chain(lines)
            .find(|around| around.contains(&span) && self.may_quote(*around));
        self.push(Source::Resume, &resume.text, around.unwrap_or(span))
    }

    /// Whether a passage is short, visible and silent about who the person is.
    pub fn may_quote(&self, span: Span) -> bool {
        let Some((resume, quote)) = self.resume.and_then(|r| Some((r, span.of(&r.text)?))) else {
            return false;
        };
        quote.len() <= LONGEST_QUOTE && !names_the_person(resume, quote) && !self.is_hidden(span)
    }

    /// Text that a reader of the page would not see is no evidence for prose.
    pub fn is_hidden(&self, span: Span) -> bool {
        self.resume
            .iter()
            .flat_map(|resume| &resume.warnings)
            .filter(|warning| warning.kind == WarningKind::HiddenText)
            .filter_map(|warning| warning.span)
            .any(|hidden| hidden.start < span.end && span.start < hidden.end)
    }

    fn job_span(&mut self, span: Span) -> Option<u32> {
        let job = self.job;
        span.of(job)?;
        let start = job[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = job[span.end..]
            .find('\n')
            .map_or(job.len(), |at| span.end + at);
        let around = Span::new(start, end);
        let fits = end - start <= LONGEST_QUOTE;
        self.push(Source::Job, job, if fits { around } else { span })
    }

    pub fn atlas(&mut self, reference: &str, words: &str) -> u32 {
        let key = Key::Atlas(reference.to_owned());
        let row = Evidence {
            id: 0,
            source: Source::Atlas,
            start: None,
            end: None,
            quote: words.to_owned(),
            reference: reference.to_owned(),
        };
        self.insert(key, row)
    }

    fn push(&mut self, source: Source, text: &str, span: Span) -> Option<u32> {
        let span = bare(text, span)?;
        let key = match source {
            Source::Job => Key::Job(span),
            _ => Key::Resume(span),
        };
        let row = Evidence {
            id: 0,
            source,
            start: Some(span.start),
            end: Some(span.end),
            quote: span.of(text)?.to_owned(),
            reference: String::new(),
        };
        Some(self.insert(key, row))
    }

    fn insert(&mut self, key: Key, row: Evidence) -> u32 {
        let next = self.rows.len() as u32;
        let id = *self.known.entry(key).or_insert(next);
        if id == next {
            self.rows.push(Evidence { id, ..row });
        }
        id
    }

    pub fn quote(&self, id: u32) -> &str {
        self.rows
            .get(id as usize)
            .map_or("", |row| row.quote.as_str())
    }

    pub fn into_rows(self) -> Vec<Evidence> {
        self.rows
    }
}

/// `span` without blanks and bullets at its ends; nothing when nothing is left.
fn bare(text: &str, span: Span) -> Option<Span> {
    let slice = span.of(text)?;
    let is_edge = |c: char| {
        c.is_whitespace() || matches!(c, '•' | '●' | '▪' | '◦' | '‣' | '·' | '–' | '-' | '*')
    };
    let from = slice.trim_start_matches(is_edge);
    let kept = from.trim_end();
    let start = span.start + slice.len() - from.len();
    (!kept.is_empty()).then(|| Span::new(start, start + kept.len()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::advisor::sample;

    #[test]
    fn quotes_are_the_line_without_its_bullet_and_each_line_has_one_number() {
        let resume = sample::resume("Ada Byron\n• Wrote Python and SQL for a bank\nSkills: Go");
        let mut list = EvidenceList::new(Some(&resume), "");
        let python = resume.text.find("Python").unwrap();
        let sql = resume.text.find("SQL").unwrap();
        let first = list.resume_span(Span::new(python, python + 6));
        let second = list.resume_span(Span::new(sql, sql + 3));
        assert_eq!(first, Some(0));
        assert_eq!(second, Some(0));
        assert_eq!(list.quote(0), "Wrote Python and SQL for a bank");
        let row = &list.into_rows()[0];
        assert_eq!(
            &resume.text[row.start.unwrap()..row.end.unwrap()],
            row.quote
        );
    }

    #[test]
    fn a_line_with_the_name_is_not_quoted_whole() {
        let mut resume = sample::resume("Ada Byron, Python programmer\n");
        resume.contact.full_name = Some("Ada Byron".to_owned());
        let mut list = EvidenceList::new(Some(&resume), "");
        let id = list.resume_span(Span::new(11, 17)).unwrap();
        assert_eq!(list.quote(id), "Python");
    }

    #[test]
    fn spans_outside_the_text_are_refused() {
        let resume = sample::resume("é");
        let mut list = EvidenceList::new(Some(&resume), "job");
        assert_eq!(list.resume_span(Span::new(1, 2)), None);
        assert_eq!(list.add(&Fact::Job(Span::new(2, 9))), None);
        assert_eq!(list.into_rows(), []);
    }
}
