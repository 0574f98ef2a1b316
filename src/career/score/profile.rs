//! What a résumé shows, found once and held against many roles.

use std::collections::{BTreeMap, BTreeSet};

use crate::career::dates::{DateRange, YearMonth, find_column_ranges, find_ranges, months_covered};
use crate::career::instruction::{readable, without};
use crate::career::resume::{Resume, SkillFound, Span};
use crate::career::score::cues;
use crate::career::score::demand::Element;
use crate::career::score::extra::Extra;
use crate::career::score::recency::recency;
use crate::career::score::schooling::{Level, levels};
use crate::career::score::title::{Held, HeldWords};
use crate::career::skill::Vocabulary;
use crate::career::words::{is_filler, stem, words};

/// What a résumé shows.
pub(in crate::career) struct Profile {
    /// By name in the vocabulary; where each is written, in order.
    pub skills: BTreeMap<String, Vec<Span>>,
    /// By id of the general skill or field of knowledge.
    cues: BTreeMap<String, Shown>,
    /// Items of lists and short lines, in lower case, with the first place of each.
    items: BTreeMap<String, Span>,
    /// Titles held or aimed at, the newest first.
    pub titles: Vec<HeldTitle>,
    /// Their words, in the same order.
    pub(super) held: Held,
    pub stints: Vec<Stint>,
    pub schooling: Option<(Level, Span)>,
    pub lines: Vec<LineWords>,
    /// The first line that says anything.
    pub first_line: Span,
    pub(super) present: YearMonth,
}

/// Words that show a general skill or a field of knowledge.
struct Shown {
    spans: Vec<Span>,
    /// In lower case.
    words: BTreeSet<String>,
}

/// A title as written, or what may be one.
pub(in crate::career) struct HeldTitle {
    pub span: Span,
    /// What was done long ago says a little less about what comes next: 1 for recent work and where no date stands,
    /// falling to [`OLD`].
    pub(super) weight: f64,
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
        let resume = &readable(resume);
        let told = without(&resume.text, &headings(resume));
        let skills = by_name(vocabulary, &told);
        let cues = cues(&told);
        let known = skills
            .values()
            .chain(cues.values().map(|shown| &shown.spans));
        let known: Vec<Span> = known.flatten().copied().collect();
        let (mut titles, words) = titles(resume, &without(&resume.text, &known));
        let stints = stints(resume, &titles);
        weigh(&mut titles, &stints, present);
        let mut profile = Self {
            skills,
            cues,
            items: items(&told),
            stints,
            schooling: schooling(resume),
            lines: lines(resume),
            first_line: first_line(&resume.text),
            titles,
            held: Held::new(words),
            present,
        };
        for confirmed in vocabulary.confirmed(resume) {
            profile.add_confirmed(&confirmed, vocabulary);
        }
        profile
    }

    /// A skill the person says these words show counts as if its name stood there.
    fn add_confirmed(&mut self, confirmed: &SkillFound, vocabulary: &Vocabulary) {
        let named = vocabulary.find(&confirmed.skill).into_iter();
        let canonical = vocabulary.canonical(&confirmed.skill).map(str::to_owned);
        let names: BTreeSet<String> = named.map(|found| found.skill).chain(canonical).collect();
        for name in names {
            self.skills.entry(name).or_default().push(confirmed.span);
        }
        for found in cues::vocabulary().find(&confirmed.skill) {
            let shown = self.cues.entry(found.skill).or_insert_with(|| Shown {
                spans: Vec::new(),
                words: BTreeSet::new(),
            });
            shown.spans.push(confirmed.span);
            shown.words.insert(found.text.to_lowercase());
        }
        let item = confirmed.skill.to_lowercase();
        self.items.entry(item).or_insert(confirmed.span);
    }

    pub(in crate::career) fn shows(&self, skill: &str, added: Option<&Extra>) -> bool {
        self.skills.contains_key(skill) || added.is_some_and(|extra| extra.shows(skill))
    }

    /// 0 to 1: how far a general skill or a field of knowledge is shown. Its own name as an item of a list claims it
    /// whole; of the words that go with it one may be chance, three different ones are not.
    pub(in crate::career) fn strength(&self, element: &Element<'_>, added: Option<&Extra>) -> f64 {
        let name = element.name.to_lowercase();
        if self.items.contains_key(&name) || added.is_some_and(|extra| extra.item == name) {
            return 1.0;
        }
        let known = self.cues.get(element.id).map(|shown| &shown.words);
        let new = added.and_then(|extra| extra.cues.get(element.id));
        let more = new.map_or(0, |new| {
            new.iter()
                .filter(|word| known.is_none_or(|known| !known.contains(*word)))
                .count()
        });
        match known.map_or(0, BTreeSet::len) + more {
            0 => 0.0,
            1 => 0.5,
            2 => 0.8,
            _ => 1.0,
        }
    }

    /// Where a general skill or a field of knowledge is shown, in order.
    pub(in crate::career) fn places(&self, element: &Element<'_>) -> Vec<Span> {
        let named = self.items.get(&element.name.to_lowercase());
        let cues = self.cues.get(element.id);
        let mut spans: Vec<Span> = cues.map_or_else(Vec::new, |shown| shown.spans.clone());
        spans.extend(named);
        spans.sort_unstable();
        spans.dedup();
        spans
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

/// The headings: `Work History` shows no knowledge of history.
fn headings(resume: &Resume) -> Vec<Span> {
    resume
        .sections
        .iter()
        .map(|section| {
            let start = section.span.start;
            (
                Span::new(start, start + section.heading.len()),
                &section.heading,
            )
        })
        .filter(|(span, heading)| span.of(&resume.text) == Some(heading.as_str()))
        .map(|(span, _)| span)
        .collect()
}

fn by_name(vocabulary: &Vocabulary, text: &str) -> BTreeMap<String, Vec<Span>> {
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for skill in vocabulary.find(text) {
        found.entry(skill.skill).or_default().push(skill.span);
    }
    found
}

fn cues(text: &str) -> BTreeMap<String, Shown> {
    let words = |spans: &[Span]| {
        spans
            .iter()
            .filter_map(|span| Some(span.of(text)?.to_lowercase()))
            .collect()
    };
    by_name(cues::vocabulary(), text)
        .into_iter()
        .map(|(id, spans)| {
            let words = words(&spans);
            (id, Shown { spans, words })
        })
        .collect()
}

/// What stands between commas and other marks, where it is short enough to be a name.
fn items(text: &str) -> BTreeMap<String, Span> {
    const MARKS: &[char] = &[',', ';', '|', '•', '·', '\t', '\n', ':'];
    let mut found = BTreeMap::new();
    let mut start = 0;
    for piece in text.split(MARKS) {
        let item = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
        if (1..=5).contains(&item.split_whitespace().count()) {
            let from = start + piece.find(item).unwrap_or(0);
            let span = Span::new(from, from + item.len());
            found.entry(item.to_lowercase()).or_insert(span);
        }
        start += piece.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// Titles of positions, else short lines of the experience; and the headline, which may name what is aimed at.
/// `plain` is the text without the names of skills.
fn titles(resume: &Resume, plain: &str) -> (Vec<HeldTitle>, Vec<HeldWords>) {
    let mut held: Vec<Span> = resume
        .experience
        .iter()
        .filter_map(|position| position.field_spans.get("title").copied())
        .collect();
    if held.is_empty() {
        held = short_lines(resume, plain);
    }
    let named = |span: Span| Some((span, HeldWords::new(span.of(&resume.text)?)?));
    let held: Vec<(Span, HeldWords)> = held.into_iter().filter_map(named).collect();
    let mut titles: Vec<(Span, HeldWords)> = headline(resume, plain)
        .into_iter()
        .filter_map(named)
        .filter(|(_, words)| !held.iter().any(|(_, title)| words.is_rest_of(title)))
        .collect();
    titles.extend(held);
    let titles = titles.into_iter().take(MAX_TITLES);
    let titles = titles.map(|(span, words)| (HeldTitle { span, weight: 1.0 }, words));
    titles.unzip()
}

const MAX_TITLES: usize = 16;
/// The weight of a title that was last held ten years ago or more.
const OLD: f64 = 0.8;

fn weigh(titles: &mut [HeldTitle], stints: &[Stint], present: YearMonth) {
    for (at, title) in titles.iter_mut().enumerate() {
        title.weight = stints
            .iter()
            .filter(|stint| stint.titles.contains(&at))
            .map(|stint| OLD + (1.0 - OLD) * recency(&stint.range, present))
            .reduce(f64::max)
            .unwrap_or(1.0);
    }
}

fn headline(resume: &Resume, plain: &str) -> Vec<Span> {
    let name = resume.contact.full_name.as_deref();
    resume
        .lines
        .iter()
        .take_while(|line| matches!(line.section.as_str(), "" | "contact"))
        .take(5)
        .map(|line| Span::new(line.start, line.end))
        .flat_map(|span| pieces(&resume.text, span, plain))
        .filter(|span| span.of(&resume.text) != name)
        .collect()
}

fn short_lines(resume: &Resume, plain: &str) -> Vec<Span> {
    resume
        .lines
        .iter()
        .filter(|line| line.section == "experience")
        // The heading itself is no title.
        .filter(|line| {
            let mut sections = resume.sections.iter();
            !sections.any(|section| !section.heading.is_empty() && section.span.start == line.start)
        })
        .flat_map(|line| pieces(&resume.text, Span::new(line.start, line.end), plain))
        .collect()
}

/// The parts of a short line between marks, where each is short and holds neither figures nor an address. The words of
/// skills make no part long: one that is left out must not make a title of the rest.
fn pieces(text: &str, line: Span, plain: &str) -> Vec<Span> {
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
        let is_short = !piece.trim().is_empty()
            && span
                .of(plain)
                .is_some_and(|rest| rest.split_whitespace().count() <= 6);
        if is_short
            && !piece.contains(|letter: char| letter == '@' || letter.is_ascii_digit())
            && !is_now(piece)
        {
            found.push(span);
        }
        from += piece.len();
        from += text[from..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// `2019 – Present` does not make anybody a presenter.
fn is_now(piece: &str) -> bool {
    const NOW: [&str; 5] = ["present", "current", "now", "today", "ongoing"];
    let piece = piece.trim().trim_end_matches(')');
    NOW.iter().any(|now| piece.eq_ignore_ascii_case(now))
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
    let mut found: Vec<(Level, Span)> = levels(&resume.text)
        .into_iter()
        .filter(|(level, span)| {
            if sections.is_empty() {
                *level >= Level::Associate
            } else {
                sections.iter().any(|section| section.contains(span))
            }
        })
        .collect();
    for section in sections {
        found.extend(schooling_in(&resume.text, section));
    }
    found
        .into_iter()
        .min_by_key(|(level, span)| (std::cmp::Reverse(*level), span.start))
}

/// What only a section for education says: letters that are states elsewhere, and that whoever lists schooling below
/// the heading has finished school.
fn schooling_in(text: &str, section: Span) -> Vec<(Level, Span)> {
    let mut start = section.start;
    let mut found = Vec::new();
    for (place, line) in section.of(text).unwrap_or_default().split('\n').enumerate() {
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        if place > 0 && line.contains(char::is_alphabetic) {
            found.push((Level::of_line(line), span));
        }
    }
    found
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
