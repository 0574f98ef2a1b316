//! What sentences can be made of: facts with true and false fillings for their slots.

use aspiro::atlas::{AS_OF, Atlas};
use aspiro::career::analysis::{Evidence, Source};
use aspiro::career::dates::{RangeEnd, YearMonth, find_ranges, months_covered};
use aspiro::career::resume::{Resume, Span};

use super::dice::Dice;
use super::people::{EMPLOYERS, FIELDS, SCHOOLS};

/// A place in a frame: what may truly stand there, and what would be a lie of which kind.
pub(crate) struct Slot {
    pub(crate) key: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) truths: Vec<String>,
    pub(crate) lies: Vec<String>,
}

/// Something a sentence can be about.
pub(crate) struct Fact {
    /// Which frames fit: `position`, `figure`, `degree`, `skill`, `pay`, …
    pub(crate) about: &'static str,
    pub(crate) resume: usize,
    pub(crate) rows: Vec<Evidence>,
    pub(crate) slots: Vec<Slot>,
}

const WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) fn in_words(n: u64) -> Option<String> {
    match n {
        0..=20 => Some(WORDS[n as usize].to_owned()),
        21..=99 if n.is_multiple_of(10) => Some(TENS[(n / 10) as usize].to_owned()),
        21..=99 => Some(format!(
            "{}-{}",
            TENS[(n / 10) as usize],
            WORDS[(n % 10) as usize]
        )),
        _ => None,
    }
}

pub(crate) fn of_resume(at: usize, resume: &Resume, dice: &mut Dice) -> Vec<Fact> {
    let mut facts = Vec::new();
    for entry in &resume.experience {
        facts.extend(position(at, resume, entry, dice));
        for bullet in &entry.bullets {
            facts.extend(figure(at, resume, entry, bullet.span, dice));
        }
    }
    for entry in &resume.education {
        facts.extend(study(at, resume, entry, dice));
    }
    facts.extend(skills(at, resume, dice));
    facts
}

fn row(id: u32, resume: &Resume, span: Span) -> Option<Evidence> {
    Some(Evidence {
        id,
        source: Source::Resume,
        start: Some(span.start),
        end: Some(span.end),
        quote: span.of(&resume.text)?.to_owned(),
        reference: String::new(),
    })
}

fn is_plain(name: &str) -> bool {
    name.len() > 2
        && name.len() <= 48
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '&' | '.' | '\'' | '-'))
        && name.chars().any(char::is_lowercase)
}

fn without_form(company: &str) -> String {
    let forms = [
        " Ltd",
        " Inc.",
        " plc",
        " LLC",
        " GmbH",
        " Co.",
        " Inc",
        " Ltd.",
        " Corp.",
        " Corporation",
        " Limited",
    ];
    let found = forms.iter().find_map(|form| company.strip_suffix(form));
    found.unwrap_or(company).trim_end_matches(',').to_owned()
}

/// The line of the résumé around a byte.
fn line_at(resume: &Resume, at: usize) -> Option<Span> {
    let line = resume
        .lines
        .iter()
        .find(|line| line.start <= at && at < line.end)?;
    Some(Span::new(line.start, line.end))
}

fn position(
    at: usize,
    resume: &Resume,
    entry: &aspiro::career::resume::Experience,
    dice: &mut Dice,
) -> Option<Fact> {
    let title = entry.title.clone().filter(|title| is_plain(title))?;
    let company = entry.company.clone().filter(|name| is_plain(name))?;
    let dates = entry.dates.as_deref()?;
    let range = *find_ranges(dates).first()?;
    let line = line_at(
        resume,
        entry
            .field_spans
            .get("title")
            .map_or(entry.span.start, |span| span.start),
    )?;
    let months = months_covered(&[range], AS_OF);
    let known = resume.text.to_lowercase();
    let strange = |names: &[&str]| -> Vec<String> {
        names
            .iter()
            .filter(|name| !known.contains(&without_form(name).to_lowercase()))
            .map(|name| without_form(name))
            .collect()
    };
    let mut companies = vec![company.clone(), without_form(&company)];
    companies.dedup();
    let mut slots = vec![
        Slot {
            key: "title",
            kind: "title",
            truths: titles(&title),
            lies: other_titles(&title, &known, dice),
        },
        Slot {
            key: "company",
            kind: "employer",
            truths: companies,
            lies: strange(&EMPLOYERS),
        },
        Slot {
            key: "start",
            kind: "date",
            truths: written(range.start),
            lies: moved(range.start, &[range.start, end_of(range.end)], dice),
        },
        Slot {
            key: "length",
            kind: "date",
            truths: lengths(months),
            lies: other_lengths(months),
        },
    ];
    if let RangeEnd::At(end) = range.end {
        slots.push(Slot {
            key: "end",
            kind: "date",
            truths: written(end),
            lies: moved(end, &[range.start, end], dice),
        });
    } else {
        slots.push(Slot {
            key: "now",
            kind: "",
            truths: vec!["today".to_owned()],
            lies: vec![],
        });
    }
    Some(Fact {
        about: "position",
        resume: at,
        rows: vec![row(0, resume, line)?],
        slots,
    })
}

fn end_of(end: RangeEnd) -> YearMonth {
    match end {
        RangeEnd::At(date) => date,
        RangeEnd::Present => AS_OF,
    }
}

fn titles(title: &str) -> Vec<String> {
    let mut all = vec![title.to_owned(), title.to_lowercase()];
    for (long, short) in [
        ("Senior", "Sr."),
        ("Junior", "Jr."),
        ("Engineer", "Eng."),
        ("Manager", "Mgr."),
        ("Developer", "Dev."),
    ] {
        let words: Vec<&str> = title
            .split(' ')
            .map(|word| if word == long { short } else { word })
            .collect();
        let short = words.join(" ");
        if short != title && !short.ends_with('.') {
            all.push(short);
        }
    }
    // Acronyms in small letters would be another word.
    if title
        .split(' ')
        .any(|word| word.chars().filter(|c| c.is_uppercase()).count() > 1)
    {
        all.remove(1);
    }
    all
}

fn other_titles(title: &str, known: &str, dice: &mut Dice) -> Vec<String> {
    let all = Atlas::get().occupations();
    let mut lies = Vec::new();
    while lies.len() < 4 {
        let Some(occupation) = dice.pick(all) else {
            break;
        };
        let Some(other) = dice.pick(&occupation.alternate_titles) else {
            continue;
        };
        let head = other
            .split(' ')
            .next_back()
            .unwrap_or_default()
            .to_lowercase();
        if is_plain(other) && !known.contains(&head) && other.split(' ').count() > 1 {
            lies.push(other.clone());
        }
    }
    for rank in ["Senior", "Chief", "Principal", "Head"] {
        if !known.contains(&rank.to_lowercase()) {
            lies.push(format!("{rank} {title}"));
        }
    }
    lies
}

fn written(date: YearMonth) -> Vec<String> {
    match date.month {
        None => vec![date.year.to_string()],
        Some(month) => {
            let name = MONTHS[usize::from(month) - 1];
            vec![
                date.year.to_string(),
                format!("{name} {}", date.year),
                format!("{} {}", &name[..3], date.year),
                format!("{month:02}/{}", date.year),
            ]
        }
    }
}

fn moved(date: YearMonth, taken: &[YearMonth], dice: &mut Dice) -> Vec<String> {
    let mut lies = Vec::new();
    for step in [1, 2, 3, 5, -1, -2, -4] {
        let year = (i32::from(date.year) + step).max(1960) as u16;
        if taken.iter().all(|other| other.year != year) && year <= 2026 {
            lies.push(year.to_string());
        }
    }
    if let Some(month) = date.month {
        let other = (usize::from(month) - 1 + 2 + dice.below(8)) % 12;
        let is_taken = taken
            .iter()
            .any(|d| d.year == date.year && d.month == Some(other as u8 + 1));
        if !is_taken {
            lies.push(format!("{} {}", MONTHS[other], date.year));
        }
    }
    lies
}

fn lengths(months: u32) -> Vec<String> {
    let (years, rest) = (u64::from(months / 12), months % 12);
    let mut all = Vec::new();
    let word = |n: u64| in_words(n).unwrap_or_else(|| n.to_string());
    if years >= 2 {
        if (1..=9).contains(&rest) {
            all.push(format!("more than {} years", word(years)));
            all.push(format!("over {years} years"));
        }
        if rest >= 9 {
            all.push(format!("nearly {} years", word(years + 1)));
        }
        if rest <= 2 {
            all.push(format!("{} years", word(years)));
            all.push(format!("{years} years"));
        }
        all.push(format!(
            "about {} years",
            word(if rest >= 6 { years + 1 } else { years })
        ));
    } else {
        all.push(format!("{} months", word(u64::from(months))));
    }
    if (111..=119).contains(&months) {
        all.push("nearly a decade".to_owned());
    }
    all
}

fn other_lengths(months: u32) -> Vec<String> {
    let years = u64::from(months / 12);
    let word = |n: u64| in_words(n).unwrap_or_else(|| n.to_string());
    let mut lies = vec![
        format!("{} years", word(years + 4)),
        format!("more than {} years", years * 2 + 5),
        format!("{} years", years * 2 + 7),
    ];
    if years < 5 {
        lies.push("over a decade".to_owned());
    }
    if years > 6 {
        lies.push("two years".to_owned());
    }
    lies
}

/// A bullet's first figure with its unit.
fn figure(
    at: usize,
    resume: &Resume,
    entry: &aspiro::career::resume::Experience,
    span: Span,
    dice: &mut Dice,
) -> Option<Fact> {
    let text = span.of(&resume.text)?;
    let company = entry.company.clone().filter(|name| is_plain(name));
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits: String = text[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .collect();
    let digits = digits.trim_end_matches(',');
    let value: u64 = digits.replace(',', "").parse().ok()?;
    let before = text[..start].chars().next_back().unwrap_or(' ');
    let rest = &text[start + digits.len()..];
    if !(2..=5_000_000).contains(&value)
        || before.is_alphabetic()
        || before == '-'
        || rest.starts_with(['.', '/', '-', '–', ':', '+', 'x', 'k', 'K', 'M'])
        || (1900..2100).contains(&value)
    {
        return None;
    }
    let spelled = in_words(value);
    let noun: String = rest
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let lie = |dice: &mut Dice| {
        let step = [3, 4, 6, 7, 11][dice.below(5)];
        if dice.below(2) == 0 {
            value + value * step / 10 + step
        } else {
            value * step + 1
        }
    };
    let mut numbers: Vec<u64> = (0..6).map(|_| lie(dice)).collect();
    numbers.retain(|n| *n != value && !resume.text.contains(&n.to_string()));
    let slot = if rest.trim_start().starts_with('%') {
        let mut truths = vec![
            format!("{value}%"),
            format!("{value} %"),
            format!("{value} per cent"),
            format!("{value} percent"),
        ];
        truths.extend(spelled.map(|word| format!("{word} per cent")));
        let mut lies: Vec<String> = numbers
            .iter()
            .map(|n| 1 + n % 97)
            .filter(|n| *n != value && !text.contains(&n.to_string()))
            .flat_map(|n| [format!("{n}%"), format!("{n} per cent")])
            .collect();
        lies.extend(
            numbers
                .iter()
                .filter_map(|n| Some(format!("{} per cent", in_words(1 + n % 97)?)))
                .filter(|lie| {
                    !text.contains(lie.as_str())
                        && in_words(value).is_none_or(|word| !lie.starts_with(&word))
                }),
        );
        Slot {
            key: "figure",
            kind: "number",
            truths,
            lies,
        }
    } else if matches!(before, '$' | '£' | '€') {
        if noun == "million" || noun == "thousand" {
            return None;
        }
        Slot {
            key: "figure",
            kind: "number",
            truths: vec![
                format!("{before}{digits}"),
                format!("{before}{value}"),
                format!("about {before}{digits}"),
            ],
            lies: numbers.iter().map(|n| format!("{before}{n}")).collect(),
        }
    } else if noun.len() > 3 && noun.chars().all(char::is_lowercase) {
        let mut truths = vec![format!("{digits} {noun}"), format!("{value} {noun}")];
        truths.extend(spelled.map(|word| format!("{word} {noun}")));
        // What people round to: tens below a hundred, else two digits.
        let unit = 10_u64.pow(value.ilog10().max(2) - 1);
        let below = value - value % unit;
        if value >= 20 && below < value {
            truths.push(format!("more than {below} {noun}"));
            truths.push(format!("nearly {} {noun}", below + unit));
        }
        let mut lies: Vec<String> = numbers.iter().map(|n| format!("{n} {noun}")).collect();
        lies.extend(
            numbers
                .iter()
                .filter_map(|n| Some(format!("{} {noun}", in_words(*n)?))),
        );
        Slot {
            key: "figure",
            kind: "number",
            truths,
            lies,
        }
    } else {
        return None;
    };
    if slot.lies.is_empty() {
        return None;
    }
    let mut slots = vec![slot];
    if let Some(company) = company {
        let known = resume.text.to_lowercase();
        let lies = EMPLOYERS
            .iter()
            .map(|name| without_form(name))
            .filter(|name| !known.contains(&name.to_lowercase()))
            .collect();
        slots.push(Slot {
            key: "company",
            kind: "employer",
            truths: vec![without_form(&company)],
            lies,
        });
    }
    if let Some(title) = entry.title.clone().filter(|title| is_plain(title)) {
        let lies = other_titles(&title, &resume.text.to_lowercase(), dice);
        slots.push(Slot {
            key: "title",
            kind: "title",
            truths: vec![title],
            lies,
        });
    }
    Some(Fact {
        about: "figure",
        resume: at,
        rows: vec![row(0, resume, span)?],
        slots,
    })
}

const LEVELS: [(&[&str], &str, &[&str]); 3] = [
    (
        &[
            "BSc", "B.Sc", "BEng", "BA ", "B.A", "Bachelor", "B.Tech", "B.S", "B.E",
        ],
        "bachelor's degree",
        &["undergraduate degree"],
    ),
    (
        &["MSc", "M.Sc", "M.A", "Master", "M.S", "M.Tech", "MEng"],
        "master's degree",
        &["master's"],
    ),
    (&["PhD", "Ph.D", "Doctor"], "doctorate", &["PhD"]),
];

fn study(
    at: usize,
    resume: &Resume,
    entry: &aspiro::career::resume::Education,
    dice: &mut Dice,
) -> Option<Fact> {
    let degree = entry.degree.clone()?;
    let school = entry.institution.clone().filter(|name| is_plain(name));
    let level = LEVELS
        .iter()
        .find(|(names, ..)| names.iter().any(|name| degree.contains(name)))?;
    let line = line_at(
        resume,
        entry
            .field_spans
            .get("degree")
            .map_or(entry.span.start, |span| span.start),
    )?;
    let mut truths = vec![level.1.to_owned()];
    truths.extend(level.2.iter().map(|name| (*name).to_owned()));
    // Any degree of the same entry would be no lie.
    let whole = entry.span.of(&resume.text)?;
    let mut lies: Vec<String> = Vec::new();
    for (names, long, more) in LEVELS {
        if !names.iter().any(|name| whole.contains(name)) {
            lies.push(long.to_owned());
            lies.extend(more.iter().map(|name| (*name).to_owned()));
        }
    }
    if !whole.contains("MBA") {
        lies.push("MBA".to_owned());
    }
    let mut slots = vec![Slot {
        key: "degree",
        kind: "degree",
        truths,
        lies,
    }];
    let field = FIELDS.iter().find(|field| degree.contains(**field));
    if let Some(field) = field {
        let lies: Vec<String> = FIELDS
            .iter()
            .filter(|other| {
                !whole.contains(**other) && !other.split(' ').any(|word| whole.contains(word))
            })
            .flat_map(|other| [(*other).to_owned(), other.to_lowercase()])
            .collect();
        slots.push(Slot {
            key: "field",
            kind: "degree",
            truths: vec![(*field).to_owned(), field.to_lowercase()],
            lies,
        });
    }
    if let Some(school) = school {
        let lies = SCHOOLS
            .iter()
            .filter(|name| !resume.text.contains(**name))
            .map(|name| (*name).to_owned())
            .collect();
        slots.push(Slot {
            key: "school",
            kind: "degree",
            truths: vec![school],
            lies,
        });
    }
    let _ = dice.below(2);
    Some(Fact {
        about: "degree",
        resume: at,
        rows: vec![row(0, resume, line)?],
        slots,
    })
}

fn skills(at: usize, resume: &Resume, dice: &mut Dice) -> Vec<Fact> {
    let vocabulary = Atlas::get().vocabulary();
    let known = resume.text.to_lowercase();
    let mut facts = Vec::new();
    for found in resume.skills_found.iter().take(40) {
        let Some(line) = line_at(resume, found.span.start) else {
            continue;
        };
        // The line has to show it by itself.
        if !line.of(&resume.text).is_some_and(|text| {
            vocabulary
                .find(text)
                .iter()
                .any(|other| other.skill == found.skill)
        }) {
            continue;
        }
        let mut truths = vec![found.text.clone(), found.skill.clone()];
        if let Some(skill) = vocabulary
            .skills()
            .iter()
            .find(|skill| skill.name == found.skill)
        {
            truths.extend(
                skill
                    .aliases
                    .iter()
                    .filter(|alias| alias.len() > 2)
                    .take(2)
                    .cloned(),
            );
        }
        let mut lies = Vec::new();
        for _ in 0..60 {
            let Some(other) = dice.pick(&vocabulary.skills()[..420]) else {
                break;
            };
            let words: Vec<String> = other
                .name
                .to_lowercase()
                .split(' ')
                .map(str::to_owned)
                .collect();
            let is_known = words.iter().any(|word| known.contains(word.as_str()))
                || other
                    .aliases
                    .iter()
                    .any(|alias| known.contains(&alias.to_lowercase()));
            if !is_known && lies.len() < 5 {
                lies.push(other.name.clone());
            }
        }
        if lies.is_empty() {
            continue;
        }
        let slots = vec![Slot {
            key: "skill",
            kind: "skill",
            truths,
            lies,
        }];
        facts.extend(row(0, resume, line).map(|row| Fact {
            about: "skill",
            resume: at,
            rows: vec![row],
            slots,
        }));
    }
    facts
}
