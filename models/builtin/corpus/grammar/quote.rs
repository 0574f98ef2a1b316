//! Lines of a résumé or a job description: what they are, and how they go into a sentence.

use super::english::{capitalised, is_one_sentence, small_first};
use super::known::is_cut;
use super::verbs;

#[derive(Debug, Clone)]
pub struct Passage {
    pub text: String,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A position: its title and, where that is sure, its employer.
    Position {
        title: String,
        employer: Option<String>,
        is_current: bool,
    },
    /// The heading of a position that could not be told apart.
    Heading,
    /// A degree as written and the school, where both could be told apart.
    Study {
        degree: Option<String>,
        school: Option<String>,
    },
    /// It begins with a verb: what the person did or does.
    Deed {
        is_past: bool,
    },
    /// A list of names parted by commas.
    List,
    Other,
}

impl Passage {
    pub fn read(raw: &str) -> Self {
        let text = raw
            .trim()
            .trim_start_matches(['•', '-', '*', '–', ' '])
            .to_owned();
        let kind = kind(&text);
        Self { text, kind }
    }

    pub fn is_deed(&self) -> bool {
        matches!(self.kind, Kind::Deed { .. })
    }

    /// In quotation marks: the whole line, or its first part where it is long; none where it would break a sentence.
    pub fn quoted(&self, longest: usize) -> Option<String> {
        let words = self.shortened(longest)?;
        Some(format!("“{words}”"))
    }

    /// What the person did, to go on behind `you`.
    pub fn deed(&self, longest: usize) -> Option<String> {
        if !self.is_deed() {
            return None;
        }
        let words = self.shortened(longest)?;
        let words = words.strip_prefix("I ").unwrap_or(&words).to_owned();
        let speaks = [" my ", " our ", " I ", " me ", " we ", " us "];
        (!speaks.iter().any(|word| words.contains(word))).then(|| small_first(&words))
    }

    fn shortened(&self, longest: usize) -> Option<String> {
        let bare = self.text.trim_end_matches(['.', ';', ',', ':', ' ']);
        let breaks = bare.contains(['[', ']', '#', '*', '`', '“', '”', '"', '{', '}', '~', '…']);
        if breaks || bare.split(' ').count() < 2 {
            return None;
        }
        // What a line of a résumé denies, a sentence could only deny with a row that asks for it.
        let denies = |word: &str| DENIALS.contains(&word) || word.ends_with("n't");
        if bare.to_lowercase().split([' ', ',', '(', ')']).any(denies) {
            return None;
        }
        let n_chars = bare.chars().count();
        let words = if is_cut(&self.text) || n_chars > longest {
            first_part(bare, longest)?
        } else {
            bare
        };
        (is_one_sentence(words) && !words.ends_with(['!', '?'])).then(|| words.to_owned())
    }

    /// A figure with its unit, where the line has just one that measures something.
    pub fn figure(&self) -> Option<&str> {
        let mut found = self.text.split(' ').filter_map(|word| {
            let word = word.trim_matches(['(', ')', ',', ';', '.']);
            let has_digit = word.starts_with(|c: char| c.is_ascii_digit() || "$£€".contains(c))
                && word.contains(|c: char| c.is_ascii_digit());
            let is_measure = word.ends_with('%') && word.len() > 1
                || word.starts_with(['$', '£', '€']) && word.len() > 2;
            (has_digit && is_measure && !word.contains(['–', '-', '/'])).then_some(word)
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

const DENIALS: [&str; 12] = [
    "not", "no", "without", "lack", "lacks", "lacking", "missing", "absent", "gap", "gaps", "nor",
    "none",
];

/// The beginning up to the last mark within `longest` characters.
fn first_part(text: &str, longest: usize) -> Option<&str> {
    let end = text
        .char_indices()
        .nth(longest)
        .map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let at = [", ", "; ", " – ", " — ", ": "]
        .iter()
        .filter_map(|mark| head.rfind(mark))
        .max()?;
    let part = head[..at].trim_end_matches([',', ';', ' ', ':']);
    let opens = part.matches('(').count() > part.matches(')').count();
    (part.split(' ').count() >= 5 && !opens).then_some(part)
}

fn kind(text: &str) -> Kind {
    let own = text.strip_prefix("I ").map(capitalised);
    let told = own.as_deref().unwrap_or(text);
    let first = told.split([' ', ',']).next().unwrap_or_default();
    let n_words = text.split(' ').count();
    if n_words >= 3
        && let Some(is_past) = verbs::tense(first, told)
    {
        return Kind::Deed { is_past };
    }
    if is_study(text) {
        return study(text);
    }
    if let Some(position) = position(text) {
        return position;
    }
    let small = text
        .split(' ')
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let behind_label = text.split_once(": ").map_or(text, |(_, rest)| rest);
    let n_items = behind_label.split([',', '•', '|', '·', ';']).count();
    if n_items >= 3 && n_items * 3 >= behind_label.split(' ').count() {
        return Kind::List;
    }
    if years(text) > 0 && small * 3 < n_words {
        return Kind::Heading;
    }
    Kind::Other
}

fn is_study(text: &str) -> bool {
    const WORDS: &str = "\
        university college school bachelor bachelor's master master's bsc msc ba ma ms m.s bs b.s b.a m.a mba phd \
        ph.d diploma degree institute polytechnic certificate beng meng academy associate's btec gcse b.sc m.sc b.tech \
        doctorate ged abitur apprenticeship";
    let lower = text.to_lowercase();
    let head = lower.split([',', '|', '–', '—', '-']).next();
    let mut words = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '–' | '—'))
        .map(|word| word.trim_end_matches('.'));
    words.any(|word| WORDS.split_whitespace().any(|known| known == word))
        && !head.is_some_and(|head| verbs::is_title_end(head.trim().trim_end_matches('s')))
}

fn study(text: &str) -> Kind {
    let parts: Vec<&str> = undated(text)
        .split([',', '|', '–', '—'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && !is_time(part))
        .collect();
    let is_degree = |part: &&&str| {
        let first = part.split(' ').next().unwrap_or_default();
        DEGREES.split_whitespace().any(|known| known == first) && !part.contains('(')
    };
    let degrees: Vec<&str> = parts.iter().filter(is_degree).copied().collect();
    let schools: Vec<&str> = parts
        .iter()
        .filter(|part| !is_degree(part))
        .copied()
        .collect();
    let only = |all: &[&str]| match all {
        [one] => Some((*one).to_owned()),
        _ => None,
    };
    let degree = only(&degrees);
    let is_plain = degree.is_some() && schools.len() <= 1;
    Kind::Study {
        degree: degree.filter(|_| is_plain),
        school: only(&schools).filter(|_| is_plain),
    }
}

/// First words of degrees and other ends of a schooling that take an article.
const DEGREES: &str = "\
    BSc MSc BA MA BS MS B.A. M.A. B.Sc. M.Sc. B.S. M.S. BEng MEng MBA PhD Ph.D. Bachelor Master Associate Diploma \
    Certificate Vocational Higher GED Abitur Apprenticeship Doctor Doctorate LLB LLM BEd MEd BTech MTech BBA BCom HND \
    Postgraduate Graduate Teaching Secondary High";

/// How many words of a line are years.
fn years(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
        .count()
}

fn position(text: &str) -> Option<Kind> {
    let is_current = ["present", "Present", "current", "Current", "today", "now"]
        .iter()
        .any(|word| text.contains(word));
    let parts: Vec<&str> = undated(text)
        .split([',', '|', '–', '—', '\t', '•', '·'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" at "))
        .flat_map(|part| part.split(" @ "))
        .map(|part| part.trim().trim_matches(['(', ')']))
        .filter(|part| !part.is_empty() && !is_time(part))
        .collect();
    let is_name = |part: &str| {
        let words = part.split(' ').count();
        words <= 7 && part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let titles: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| verbs::is_title_end(part))
        .collect();
    let [title] = titles.as_slice() else {
        return None;
    };
    if !is_name(title) || !parts.iter().all(|part| is_name(part)) {
        return None;
    }
    let at = parts.iter().position(|part| part == title)?;
    // The employer stands next to the title; a third name may be a place.
    let employer = match (at, parts.as_slice()) {
        (0, [_, employer, ..]) => Some(*employer),
        (1, [employer, _]) => Some(*employer),
        _ => None,
    };
    Some(Kind::Position {
        title: (*title).to_owned(),
        employer: employer.map(str::to_owned),
        is_current,
    })
}

/// The line without the dates at its end.
fn undated(text: &str) -> &str {
    let mut rest = text.trim_end();
    while let Some(last) = rest.split([' ', '\u{a0}']).next_back() {
        let bare = last.trim_matches(|c: char| !c.is_alphanumeric());
        if rest.len() == last.len() || !is_time(bare) {
            break;
        }
        rest = rest[..rest.len() - last.len()].trim_end();
    }
    rest.trim_end_matches([',', '(', '|', '–', '—', '-', ' '])
}

/// A date, or the end of a range of them.
fn is_time(part: &str) -> bool {
    const WORDS: [&str; 32] = [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "present",
        "current",
        "to",
        "until",
        "today",
        "now",
        "since",
        "from",
    ];
    part.split([' ', '/', '-', '–', '—', '.', '\'', '’'])
        .filter(|word| !word.is_empty())
        .all(|word| {
            word.chars().all(|c| c.is_ascii_digit())
                || WORDS.contains(&word.to_lowercase().as_str())
        })
}
