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
        let words = words.strip_prefix("I ").unwrap_or(&words);
        // Behind a semicolon something else is told, mostly without its own subject.
        let words = words
            .split(';')
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_owned();
        if words.split(' ').count() < 3 {
            return None;
        }
        let speaks = [" my ", " our ", " I ", " me ", " we ", " us "];
        (!speaks.iter().any(|word| words.contains(word))).then(|| small_first(&words))
    }

    fn shortened(&self, longest: usize) -> Option<String> {
        let bare = self.text.trim_end_matches(['.', ';', ',', ':', ' ']);
        let breaks = bare.contains(['[', ']', '#', '*', '`', '“', '”', '"', '{', '}', '~', '…']);
        if breaks || bare.contains(" | ") || bare.contains(" · ") || bare.split(' ').count() < 2 {
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
        let at = self.text.find(first)?;
        let scale = [" million", " billion", " thousand", " bn"]
            .iter()
            .find(|scale| self.text[at + first.len()..].starts_with(**scale))
            .map_or(0, |scale| scale.len());
        let whole = self.text.get(at..at + first.len() + scale)?;
        found.next().is_none().then_some(whole)
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
    if begins_with_degree(text) {
        return study(text);
    }
    if let Some(position) = position(text) {
        return position;
    }
    if is_study(text) {
        return study(text);
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

fn begins_with_degree(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    is_among(first.trim_end_matches(','), DEGREES)
}

fn is_among(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

const SCHOOLS: &str = "\
    university universität universidad université universidade college school lycée institute institut polytechnic \
    academy conservatory seminary";

fn is_school(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower.split(' ').any(|word| is_among(word, SCHOOLS))
}

fn is_study(text: &str) -> bool {
    const WORDS: &str = "\
        bachelor bachelor's master master's bsc msc ba ma ms m.s bs b.s b.a m.a mba phd ph.d diploma degree certificate \
        beng meng associate's btec gcse b.sc m.sc b.tech doctorate ged abitur apprenticeship";
    let lower = text.to_lowercase();
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '–' | '—');
    is_school(&lower)
        || lower
            .split(marks)
            .any(|word| is_among(word.trim_end_matches('.'), WORDS))
}

fn study(text: &str) -> Kind {
    let parts: Vec<&str> = undated(text)
        .split([',', '|', '–', '—'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && !is_time(part))
        .collect();
    let (degree, school) = match parts.as_slice() {
        [degree] => (Some(*degree), None),
        [degree, school] if is_school(school) => (Some(*degree), Some(*school)),
        [school, degree] if is_school(school) => (Some(*degree), Some(*school)),
        _ => (None, None),
    };
    let degree = degree.filter(|degree| begins_with_degree(degree) && !degree.contains('('));
    Kind::Study {
        school: school.filter(|_| degree.is_some()).map(str::to_owned),
        degree: degree.map(str::to_owned),
    }
}

/// First words of degrees and other ends of a schooling that take an article.
const DEGREES: &str = "\
    BSc MSc BA MA BS MS B.A. M.A. B.Sc. M.Sc. B.S. M.S. BEng MEng MBA PhD Ph.D. Bachelor Master Associate Diploma \
    Certificate Vocational Higher GED Abitur Apprenticeship Doctor Doctorate LLB LLM BEd MEd BTech MTech BBA BCom HND \
    Postgraduate Graduate Teaching Secondary High Baccalauréat Magister Matura Laurea Licence";

/// How many words of a line are years.
fn years(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
        .count()
}

/// A title and an employer, where one of the first two pieces is surely a title, or the first of a dated entry.
fn position(text: &str) -> Option<Kind> {
    let bare = undated(text);
    let is_dated = bare.len() < text.len() && years(text) > 0;
    let is_current = CURRENT.iter().any(|word| text.contains(word));
    let parts: Vec<&str> = bare
        .split([',', '|', '–', '—', '\t', '•', '·'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" at "))
        .flat_map(|part| part.split(" @ "))
        .map(|part| part.trim().trim_matches(['(', ')']))
        .filter(|part| !part.is_empty() && !is_time(part))
        .collect();
    let is_name = |part: &&str| {
        part.split(' ').count() <= 7
            && part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !part.contains([';', ':'])
    };
    if parts.len() > 4 || !parts.iter().all(is_name) {
        return None;
    }
    let is_title = |at: usize| parts.get(at).is_some_and(|part| verbs::is_title_end(part));
    let (title, employer) = match (is_title(0), is_title(1)) {
        (true, false) => (parts[0], parts.get(1)),
        (true, true) if is_dated => (parts[0], parts.get(1)),
        (false, true) if parts.len() == 2 => (parts[1], parts.first()),
        (false, _) if is_dated && parts.len() > 1 && !is_school(parts[1]) => {
            (parts[0], parts.get(1))
        }
        _ => return None,
    };
    Some(Kind::Position {
        title: title.to_owned(),
        employer: employer.map(|name| (*name).to_owned()),
        is_current,
    })
}

const CURRENT: [&str; 6] = ["present", "Present", "current", "Current", "today", " now"];

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
