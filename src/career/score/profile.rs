//! What a résumé shows, found once and held against many roles.

use std::collections::{BTreeMap, BTreeSet};

use crate::career::dates::{DateRange, YearMonth, find_column_ranges, find_ranges, months_covered};
use crate::career::resume::{Resume, Span};
use crate::career::score::cues;
use crate::career::score::schooling::{Level, levels};
use crate::career::score::title::TitleWords;
use crate::career::skill::Vocabulary;
use crate::career::words::{is_filler, stem, words};

/// What a résumé shows.
pub(in crate::career) struct Profile {
    /// By name in the vocabulary; where each is written, in order.
    pub skills: BTreeMap<String, Vec<Span>>,
    /// By id of the general skill or field of knowledge.
    pub elements: BTreeMap<String, Shown>,
    /// Titles held or aimed at, the newest first.
    pub titles: Vec<HeldTitle>,
    pub stints: Vec<Stint>,
    pub schooling: Option<(Level, Span)>,
    pub lines: Vec<LineWords>,
    /// The first line that says anything.
    pub first_line: Span,
    present: YearMonth,
}

/// Words that show a general skill or a field of knowledge.
pub(in crate::career) struct Shown {
    pub spans: Vec<Span>,
    /// 0 to 1: one word may be chance, three different ones are not.
    pub strength: f64,
}

/// A title as written, or what may be one.
pub(in crate::career) struct HeldTitle {
    pub span: Span,
    pub(super) words: TitleWords,
}

/// A date range inside the experience, and what may be the title it belongs to.
pub(in crate::career) struct Stint {
    pub range: DateRange,
    pub titles: Vec<usize>,
}

/// The telling words of a line, by their stems.
pub(in crate::career) struct LineWords {
    pub span: Span,
    pub stems: BTreeSet<String>,
}

impl Profile {
    pub(in crate::career) fn new(
        resume: &Resume,
        vocabulary: &Vocabulary,
        present: YearMonth,
    ) -> Self {
        let titles = titles(resume);
        Self {
            skills: by_name(vocabulary, &resume.text),
            elements: elements(&resume.text),
            stints: stints(resume, &titles),
            schooling: schooling(resume),
            lines: lines(resume),
            first_line: first_line(&resume.text),
            titles,
            present,
        }
    }

    pub(in crate::career) fn shows(&self, skill: &str, added: Option<&str>) -> bool {
        added == Some(skill) || self.skills.contains_key(skill)
    }

    /// Months of experience in the stints that `counts` takes, those that overlap counted once.
    pub(in crate::career) fn months(&self, counts: impl Fn(&Stint) -> bool) -> u32 {
        let ranges: Vec<DateRange> = self
            .stints
            .iter()
            .filter(|stint| counts(stint))
            .map(|stint| stint.range)
            .collect();
        months_covered(&ranges, self.present)
    }
}

fn by_name(vocabulary: &Vocabulary, text: &str) -> BTreeMap<String, Vec<Span>> {
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for skill in vocabulary.find(text) {
        found.entry(skill.skill).or_default().push(skill.span);
    }
    found
}

fn elements(text: &str) -> BTreeMap<String, Shown> {
    let shown = |spans: Vec<Span>| {
        let words: BTreeSet<String> = spans
            .iter()
            .filter_map(|span| Some(span.of(text)?.to_lowercase()))
            .collect();
        let strength = match words.len() {
            0 | 1 => 0.5,
            2 => 0.8,
            _ => 1.0,
        };
        Shown { spans, strength }
    };
    by_name(cues::vocabulary(), text)
        .into_iter()
        .map(|(id, spans)| (id, shown(spans)))
        .collect()
}

/// Titles of positions, else short lines of the experience; and the headline, which may name what is aimed at.
fn titles(resume: &Resume) -> Vec<HeldTitle> {
    let mut spans: Vec<Span> = headline(resume);
    let held: Vec<Span> = resume
        .experience
        .iter()
        .filter_map(|position| position.field_spans.get("title").copied())
        .collect();
    if held.is_empty() {
        spans.extend(short_lines(resume));
    } else {
        spans.extend(held);
    }
    spans
        .into_iter()
        .filter_map(|span| {
            let words = TitleWords::new(span.of(&resume.text)?);
            words.stems().next()?;
            Some(HeldTitle { span, words })
        })
        .take(MAX_TITLES)
        .collect()
}

const MAX_TITLES: usize = 16;

fn headline(resume: &Resume) -> Vec<Span> {
    let name = resume.contact.full_name.as_deref();
    resume
        .lines
        .iter()
        .take_while(|line| matches!(line.section.as_str(), "" | "contact"))
        .take(5)
        .map(|line| Span::new(line.start, line.end))
        .flat_map(|span| pieces(&resume.text, span))
        .filter(|span| span.of(&resume.text) != name)
        .collect()
}

fn short_lines(resume: &Resume) -> Vec<Span> {
    resume
        .lines
        .iter()
        .filter(|line| line.section == "experience")
        .flat_map(|line| pieces(&resume.text, Span::new(line.start, line.end)))
        .collect()
}

/// The parts of a short line between marks, where each is short and holds neither figures nor an address.
fn pieces(text: &str, line: Span) -> Vec<Span> {
    const MARKS: &[char] = &['|', ',', '–', '—', '•', '\t', '·', '('];
    let Some(written) = line.of(text) else {
        return Vec::new();
    };
    if written.chars().count() > 90 || written.trim_end().ends_with('.') {
        return Vec::new();
    }
    let mut from = line.start;
    let mut found = Vec::new();
    for piece in written.split(MARKS) {
        let start = from + (piece.len() - piece.trim_start().len());
        let span = Span::new(start, start + piece.trim().len());
        let count = piece.split_whitespace().count();
        if (1..=6).contains(&count)
            && !piece.contains(|letter: char| letter == '@' || letter.is_ascii_digit())
        {
            found.push(span);
        }
        from += piece.len();
        from += text[from..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

fn stints(resume: &Resume, titles: &[HeldTitle]) -> Vec<Stint> {
    let sections: Vec<Span> = resume
        .sections
        .iter()
        .filter(|section| section.name == "experience")
        .map(|section| section.span)
        .collect();
    let mut ranges = find_ranges(&resume.text);
    ranges.extend(find_column_ranges(&resume.text));
    ranges.sort_by_key(|range| range.span);
    ranges
        .into_iter()
        .filter(|range| sections.iter().any(|section| section.contains(&range.span)))
        .map(|range| Stint {
            titles: titles_of(resume, titles, range.span),
            range,
        })
        .collect()
}

/// The title of the position a range stands in, else all that is written near: which of the words around a
/// date are the title and which the company cannot be told here.
fn titles_of(resume: &Resume, titles: &[HeldTitle], range: Span) -> Vec<usize> {
    const BEFORE: usize = 120;
    const AFTER: usize = 60;
    let position = resume
        .experience
        .iter()
        .find(|position| position.span.contains(&range))
        .and_then(|position| position.field_spans.get("title"));
    let belongs = |title: &HeldTitle| match position {
        Some(span) => title.span == *span,
        None => title.span.start <= range.end + AFTER && range.start <= title.span.end + BEFORE,
    };
    (0..titles.len())
        .filter(|at| belongs(&titles[*at]))
        .collect()
}

/// The highest level named. Without a section for education only degrees count: `High School Teacher` is a job.
fn schooling(resume: &Resume) -> Option<(Level, Span)> {
    let sections: Vec<Span> = resume
        .sections
        .iter()
        .filter(|section| section.name == "education")
        .map(|section| section.span)
        .collect();
    levels(&resume.text)
        .into_iter()
        .filter(|(level, span)| {
            if sections.is_empty() {
                *level >= Level::Associate
            } else {
                sections.iter().any(|section| section.contains(span))
            }
        })
        .min_by_key(|(level, span)| (std::cmp::Reverse(*level), span.start))
}

fn lines(resume: &Resume) -> Vec<LineWords> {
    let text = &resume.text;
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split('\n') {
        let trimmed = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        if !trimmed.is_empty() {
            found.push(LineWords {
                span: Span::new(from, from + trimmed.len()),
                stems: telling_stems(trimmed),
            });
        }
        start += line.len() + 1;
    }
    found
}

/// The stems of the words of a text that say what it is about.
pub(in crate::career) fn telling_stems(text: &str) -> BTreeSet<String> {
    words(text)
        .iter()
        .filter(|word| !is_filler(word))
        .map(|word| stem(word).to_owned())
        .collect()
}

fn first_line(text: &str) -> Span {
    let mut start = 0;
    for line in text.split('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            return Span::new(from, from + trimmed.len());
        }
        start += line.len() + 1;
    }
    Span::default()
}
