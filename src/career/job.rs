//! A pasted job description as requirements, and whether a résumé meets them.

mod block;

use crate::career::analysis::{Need, Status};
use crate::career::dates::YearMonth;
use crate::career::resume::{Resume, Span};
use crate::career::score::{Extra, Fact, Level, LineWords, Profile, levels, telling_stems};
use crate::career::skill::Vocabulary;
use block::{blocks, sentences};

/// One thing a job description asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRequirement {
    /// The line without its bullet, blanks collapsed.
    pub text: String,
    pub need: Need,
    /// Bytes of the job description; a wrapped line is within.
    pub span: Span,
    /// Names in the vocabulary, in the order written.
    pub skills: Vec<String>,
    pub years: Option<u8>,
}

const MAX_REQUIREMENTS: usize = 60;

/// What a job description asks for, in the order written; at most 60 requirements.
///
/// Lines below a heading such as “Requirements” count, and sentences elsewhere that say `must`, `3+ years` and the like.
/// A text with neither yields its sentences that name a known skill.
pub fn requirements(text: &str, vocabulary: &Vocabulary) -> Vec<JobRequirement> {
    let mut area = Area::Open;
    let mut found = Vec::new();
    let mut named = Vec::new();
    for block in blocks(text) {
        let written = &text[block.span.start..block.span.end];
        let heading = Area::of_heading(written).filter(|_| !block.bulleted);
        if let Some(heading) = heading {
            area = heading;
            continue;
        }
        let (label, rest) = labelled(written, block.span);
        let area = label.unwrap_or(area);
        for span in sentences(text, rest) {
            let sentence = &text[span.start..span.end];
            let requirement = |need| requirement(sentence, need, span, vocabulary);
            match area.need(sentence) {
                Some(need) => found.extend(requirement(need)),
                None => named
                    .extend(requirement(Need::Required).filter(|asked| !asked.skills.is_empty())),
            }
        }
    }
    let mut all = if found.is_empty() { named } else { found };
    all.truncate(MAX_REQUIREMENTS);
    all
}

/// Whether a résumé shows what is asked for, and where; the requirement's own span stands last.
pub fn meet(
    requirement: &JobRequirement,
    resume: &Resume,
    vocabulary: &Vocabulary,
    present: YearMonth,
) -> (Status, Vec<Fact>) {
    let profile = Profile::new(resume, vocabulary, present);
    let (status, spans) = meets(requirement, &profile, None);
    let shown = spans.into_iter().take(6).map(Fact::Resume);
    (status, shown.chain([Fact::Job(requirement.span)]).collect())
}

/// What the lines under a heading are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Area {
    Required,
    Preferred,
    /// Duties, pay, the company.
    Other,
    /// Before the first heading that says anything.
    Open,
}

impl Area {
    const OTHER: &[&str] = &[
        "responsibilit",
        "you'll do",
        "you will do",
        "you’ll do",
        "duties",
        "about us",
        "about the",
        "benefit",
        "offer",
        "perks",
        "why join",
        "why work",
        "compensation",
        "salary",
        "how to apply",
        "equal opportunity",
        "our company",
        "the company",
        "location",
        "job type",
        "the team",
        "day to day",
        "day-to-day",
    ];
    const PREFERRED: &[&str] = &[
        "preferred",
        "nice to have",
        "nice-to-have",
        "nice to haves",
        "bonus",
        "desired",
        "desirable",
        "plus",
        "good to have",
        "optional",
        "advantage",
        "ideal",
    ];
    const REQUIRED: &[&str] = &[
        "requirement",
        "required",
        "must have",
        "must-have",
        "minimum",
        "qualification",
        "what you need",
        "what you'll need",
        "what you’ll need",
        "what you bring",
        "you bring",
        "you have",
        "essential",
        "skills",
        "who you are",
        "about you",
        "looking for",
        "education",
        "knowledge",
        "your profile",
        "experience",
        "technologies",
        "tech stack",
    ];

    fn of_words(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if says(Self::OTHER) {
            Some(Self::Other)
        } else if says(Self::PREFERRED) {
            Some(Self::Preferred)
        } else if says(Self::REQUIRED) {
            Some(Self::Required)
        } else {
            None
        }
    }

    /// A heading is short and ends with a colon or without a full stop; one that is not known ends the area before it.
    fn of_heading(text: &str) -> Option<Self> {
        let words = text.split_whitespace().count();
        let colon = text.ends_with(':');
        let plain = !text.ends_with(['.', ',', ';']) && !text.contains([',', '(', ')']);
        if words == 0 || words > 7 || !(colon || plain) {
            return None;
        }
        let shouts = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
        match Self::of_words(text) {
            Some(area) if colon || shouts || words <= 4 && !has_figure(text) => Some(area),
            _ if colon || shouts && words > 1 => Some(Self::Open),
            _ => None,
        }
    }

    fn need(self, sentence: &str) -> Option<Need> {
        let lower = sentence.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let preferred = says(&[
            "preferred",
            "nice to have",
            "a plus",
            "is a bonus",
            "desirable",
            "ideally",
            "advantage",
            "would be great",
        ]);
        let needed = says(&[
            "required",
            "must have",
            "must be",
            "must hold",
            "minimum",
            "at least",
            "mandatory",
        ]);
        let asks = preferred
            || needed
            || years(sentence).is_some() && lower.contains("experience")
            || says(&[
                "experience with",
                "experience in",
                "experience using",
                "proficien",
                "knowledge of",
                "degree in",
                "familiarity with",
                "familiar with",
                "ability to",
                "expertise in",
            ]);
        match self {
            Self::Other => None,
            Self::Open if !asks => None,
            Self::Preferred => Some(if needed {
                Need::Required
            } else {
                Need::Preferred
            }),
            Self::Required | Self::Open => Some(if preferred {
                Need::Preferred
            } else {
                Need::Required
            }),
        }
    }
}

fn has_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

/// `Required: Python, SQL` is a label and what it is about; `Job title: Cook` asks for nothing.
fn labelled(written: &str, block: Span) -> (Option<Area>, Span) {
    const NAMES: &[&str] = &[
        "job description",
        "job title",
        "title",
        "position",
        "role",
        "job",
    ];
    let label = written
        .split_once(':')
        .filter(|(label, rest)| label.split_whitespace().count() <= 4 && !rest.trim().is_empty())
        .and_then(|(label, _)| {
            let name = label.trim().to_lowercase();
            let area = Some(Area::Other).filter(|_| NAMES.contains(&name.as_str()));
            Some((area.or_else(|| Area::of_words(label))?, label.len() + 1))
        });
    match label {
        Some((area, length)) => (Some(area), Span::new(block.start + length, block.end)),
        None => (None, block),
    }
}

fn requirement(
    sentence: &str,
    need: Need,
    span: Span,
    vocabulary: &Vocabulary,
) -> Option<JobRequirement> {
    let mut skills: Vec<String> = Vec::new();
    for found in vocabulary.find(sentence) {
        if !skills.contains(&found.skill) {
            skills.push(found.skill);
        }
    }
    let years = years(sentence);
    // A word that is neither a skill nor a span of time is a stray heading.
    let says_something =
        !skills.is_empty() || years.is_some() || telling_stems(sentence).len() >= 2;
    says_something.then(|| JobRequirement {
        text: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
        need,
        span,
        skills,
        years,
    })
}

/// `5+ years`, `3-5 years`, `at least three years`: the smaller figure.
fn years(sentence: &str) -> Option<u8> {
    const NUMBERS: [&str; 10] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let at = words
        .iter()
        .position(|word| matches!(*word, "years" | "year" | "yrs" | "yr"))?;
    let number = |word: &str| {
        let spelt = NUMBERS
            .iter()
            .position(|name| *name == word)
            .map(|place| place + 1);
        let figure = word
            .parse()
            .ok()
            .or(spelt)
            .filter(|years| (1..=30).contains(years))?;
        u8::try_from(figure).ok()
    };
    words[at.saturating_sub(3)..at]
        .iter()
        .rev()
        .map_while(|word| match *word {
            "to" | "or" | "more" | "plus" | "full" => Some(None),
            other => number(other).map(Some),
        })
        .flatten()
        .min()
}

/// Whether a profile shows what is asked for, and where. A skill added never makes it less.
pub(in crate::career) fn meets(
    requirement: &JobRequirement,
    profile: &Profile,
    added: Option<&Extra>,
) -> (Status, Vec<Span>) {
    let mut spans = Vec::new();
    let mut checks = Vec::new();
    if !requirement.skills.is_empty() {
        let share = skills_shown(requirement, profile, added, &mut spans);
        // Years of work do not make up for years of work with something else.
        if share == 0.0 {
            return (Status::Missing, Vec::new());
        }
        checks.push(share);
    }
    if let Some(years) = requirement.years {
        let months = profile.months(|_| true);
        checks.push(graded(f64::from(months) / (12.0 * f64::from(years))));
        spans.extend(profile.stints.iter().map(|stint| stint.range.span));
    }
    if let Some(least) = least_level(&requirement.text) {
        let reached = profile.schooling;
        checks.push(reached.map_or(0.0, |(level, _)| if level >= least { 1.0 } else { 0.0 }));
        spans.extend(reached.map(|(_, span)| span));
    }
    if checks.is_empty() {
        return best_line(requirement, profile, added);
    }
    let status = if checks.iter().all(|check| *check >= 1.0) {
        Status::Met
    } else if checks.iter().all(|check| *check <= 0.0) {
        Status::Missing
    } else {
        Status::Partial
    };
    (status, spans)
}

/// The lowest level of education a text asks for; where it says no more than `degree`, any degree.
fn least_level(text: &str) -> Option<Level> {
    let named = levels(text).into_iter().map(|(level, _)| level).min();
    let says_degree = || {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let mut words = words.map(str::to_lowercase);
        words
            .any(|word| word == "degree")
            .then_some(Level::Associate)
    };
    named.or_else(says_degree)
}

/// 1 when enough skills are shown: one of them where the text offers a choice, else all; ½ for some.
fn skills_shown(
    requirement: &JobRequirement,
    profile: &Profile,
    added: Option<&Extra>,
    spans: &mut Vec<Span>,
) -> f64 {
    let shown = requirement
        .skills
        .iter()
        .filter(|skill| profile.shows(skill, added))
        .count();
    spans.extend(
        requirement
            .skills
            .iter()
            .filter_map(|skill| profile.skills.get(skill)?.first()),
    );
    let lower = requirement.text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let all = requirement.skills.len();
    // Of examples most should be there; of a choice one is enough.
    let enough = if says(&[" or ", "one of", "and/or"]) {
        1
    } else if says(&["such as", "e.g", "similar", "etc", "like "]) {
        all.div_ceil(2)
    } else {
        all
    };
    match shown {
        0 => 0.0,
        _ if shown >= enough => 1.0,
        _ => 0.5,
    }
}

fn graded(share: f64) -> f64 {
    if share >= 1.0 {
        1.0
    } else if share >= 0.5 {
        0.5
    } else {
        0.0
    }
}

/// Where nothing can be checked, the line of the résumé that says most of the same words.
fn best_line(
    requirement: &JobRequirement,
    profile: &Profile,
    added: Option<&Extra>,
) -> (Status, Vec<Span>) {
    let asked = telling_stems(&requirement.text);
    let status = |shared: usize| {
        let share = shared as f64 / asked.len().max(1) as f64;
        match shared {
            2.. if share >= 0.6 => Status::Met,
            2.. if share >= 0.35 => Status::Partial,
            _ => Status::Missing,
        }
    };
    let extra = added.map_or(0, |extra| extra.stems.intersection(&asked).count());
    let common = |line: &&LineWords| line.stems.intersection(&asked).count();
    let Some(line) = profile.lines.iter().rev().max_by_key(common) else {
        return (status(extra), Vec::new());
    };
    let found = status(common(&line).max(extra));
    let spans = match found {
        Status::Missing => Vec::new(),
        Status::Met | Status::Partial => vec![line.span],
    };
    (found, spans)
}

#[cfg(test)]
#[path = "job_tests.rs"]
mod tests;
