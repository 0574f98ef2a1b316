//! What a cited fact holds: its own words, and the heading of the entry it stands in.

use std::collections::HashSet;

use super::figure::{Figure, figures};
use crate::advisor::words::{lexemes, normal};
use crate::atlas::AS_OF;
use crate::career::analysis::{Evidence, Source};
use crate::career::dates::{
    DateRange, RangeEnd, YearMonth, find_dates, find_ranges, months_covered,
};
use crate::career::resume::{Resume, Span};
use crate::career::skill::Vocabulary;

/// All that one row of evidence supports.
#[derive(Debug)]
pub struct Holding {
    pub source: Source,
    /// Passages as written; a phrase never runs from one into the next.
    written: Vec<String>,
    /// The same as normal words between single blanks.
    words: Vec<String>,
    pub figures: Vec<Figure>,
    pub dates: Vec<YearMonth>,
    pub ranges: Vec<DateRange>,
    /// Lengths of the entries, and of what they come to together.
    pub months: Vec<u32>,
    pub skills: HashSet<String>,
}

/// The heading of an entry ends with its first bullet, or here where it has none.
const LONGEST_HEADING: usize = 320;
/// In other sections an entry may be several lines without a bullet.
const MOST_LINES: usize = 4;

impl Holding {
    pub fn new(row: &Evidence, resume: Option<&Resume>, vocabulary: &Vocabulary) -> Self {
        let mut holding = Self {
            source: row.source,
            written: Vec::new(),
            words: Vec::new(),
            figures: Vec::new(),
            dates: Vec::new(),
            ranges: Vec::new(),
            months: Vec::new(),
            skills: HashSet::new(),
        };
        holding.read(&row.quote, vocabulary);
        let span = row
            .start
            .zip(row.end)
            .map(|(start, end)| Span::new(start, end));
        if row.source == Source::Resume
            && let (Some(resume), Some(span)) = (resume, span)
        {
            for passage in surroundings(resume, span) {
                holding.read(&passage, vocabulary);
            }
        }
        let ranges: Vec<u32> = holding
            .ranges
            .iter()
            .map(|range| months_covered(std::slice::from_ref(range), AS_OF))
            .collect();
        holding.months = ranges;
        holding
    }

    fn read(&mut self, text: &str, vocabulary: &Vocabulary) {
        self.say(text);
        let dates = find_dates(text);
        let is_date = |figure: &Figure| {
            dates
                .iter()
                .any(|(_, span)| span.start <= figure.start && figure.end <= span.end)
        };
        self.figures
            .extend(figures(text).into_iter().filter(|figure| !is_date(figure)));
        for (date, _) in &dates {
            let month = date.month_name();
            self.words.extend(month.map(|month| format!(" {month} ")));
        }
        self.dates.extend(dates.into_iter().map(|(date, _)| date));
        for range in find_ranges(text) {
            if !self.ranges.contains(&range) {
                self.dates.push(range.start);
                if let RangeEnd::At(end) = range.end {
                    self.dates.push(end);
                }
                self.ranges.push(range);
            }
        }
        for found in vocabulary.find(text) {
            self.name_skill(&found.skill);
        }
    }

    fn say(&mut self, text: &str) {
        self.words.push(normal_words(text));
        self.written.push(text.to_owned());
    }

    /// A skill may be called by its full name where the row uses another.
    pub fn name_skill(&mut self, name: &str) {
        self.words.push(normal_words(name));
        self.skills.insert(name.to_owned());
    }

    /// What is written behind these words, where they stand in a passage.
    pub fn behind(&self, words: &str) -> Option<&str> {
        let mut passages = self.written.iter();
        passages.find_map(|text| Some(text.split_once(words)?.1))
    }

    /// Its words, in small letters and parted where they are compound, and as normal words.
    pub fn words(&self) -> HashSet<String> {
        let mut words = HashSet::new();
        for text in &self.written {
            let text = text.to_lowercase();
            let parts = text.split(|letter: char| !letter.is_alphanumeric());
            words.extend(parts.map(str::to_owned));
        }
        for text in &self.words {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
        words
    }

    /// Whether these normal words stand together in one passage.
    pub fn has_phrase(&self, phrase: &str) -> bool {
        let phrase = format!(" {phrase} ");
        phrase.trim().is_empty() || self.words.iter().any(|words| words.contains(&phrase))
    }

    /// Whether a passage has all of these words, in any order.
    pub fn has_all(&self, wanted: &[String]) -> bool {
        self.words.iter().any(|words| {
            wanted
                .iter()
                .all(|word| words.contains(&format!(" {word} ")))
        })
    }

    /// Whether this stands somewhere as a word of its own in just this case.
    pub fn has_exactly(&self, word: &str) -> bool {
        let is_part = |c: char| c.is_alphanumeric();
        self.written.iter().any(|text| {
            text.match_indices(word).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + word.len()..].chars().next();
                !before.is_some_and(is_part)
                    && !after.is_some_and(|c| is_part(c) || matches!(c, '+' | '#'))
            })
        })
    }

    /// Whether these capitals are the initials of a name in one of the passages.
    pub fn has_initials(&self, initials: &str) -> bool {
        self.written.iter().any(|text| {
            let names: Vec<char> = text
                .split(|c: char| !c.is_alphanumeric())
                .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
                .collect();
            let wanted: Vec<char> = initials.chars().collect();
            names.windows(wanted.len()).any(|window| window == wanted)
        })
    }
}

/// Normal words between single blanks, with a blank at both ends.
pub fn normal_words(text: &str) -> String {
    let mut words = String::from(" ");
    for lexeme in lexemes(text) {
        words.push_str(&normal(&lexeme.plain));
        words.push(' ');
        // `Python-based` speaks of Python too.
        if lexeme.plain.contains('-') {
            let pieces: Vec<String> = lexeme.plain.split('-').map(normal).collect();
            words.push_str(&pieces.join(" "));
            words.push(' ');
        }
    }
    words
}

/// The headings of the entries that a passage of the résumé lies in.
fn surroundings(resume: &Resume, quote: Span) -> Vec<String> {
    let text = resume.text.as_str();
    let mut passages = Vec::new();
    let overlaps = |span: Span| span.start < quote.end && quote.start < span.end;
    for entry in resume
        .experience
        .iter()
        .filter(|entry| overlaps(entry.span))
    {
        let end = entry
            .bullets
            .iter()
            .map(|bullet| bullet.span.start)
            .min()
            .unwrap_or(entry.span.end);
        passages.extend(heading(text, Span::new(entry.span.start, end)));
        passages.extend(
            [&entry.title, &entry.company, &entry.location]
                .into_iter()
                .flatten()
                .cloned(),
        );
        // Dates may stand in a column of their own, away from the entry.
        let written = [&entry.start, &entry.end].map(|date| date.as_deref().unwrap_or_default());
        passages.extend(entry.dates.clone());
        passages.push(written.join(" – "));
    }
    for entry in resume.education.iter().filter(|entry| overlaps(entry.span)) {
        passages.extend(heading(text, entry.span));
        let fields = [
            &entry.degree,
            &entry.institution,
            &entry.location,
            &entry.dates,
        ];
        passages.extend(fields.into_iter().flatten().cloned());
    }
    passages
}

fn heading(text: &str, span: Span) -> Option<String> {
    let written = span.of(text)?;
    let lines: Vec<&str> = written.lines().take(MOST_LINES).collect();
    let mut joined = lines.join("\n");
    if joined.len() > LONGEST_HEADING {
        let cut = (0..=LONGEST_HEADING)
            .rev()
            .find(|at| joined.is_char_boundary(*at))?;
        joined.truncate(cut);
    }
    Some(joined)
}
