//! Job titles and degrees in a sentence.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::scope::Holding;
use crate::advisor::guide::phrase::capitalised;
use crate::advisor::words::{Lexeme, is_among, normal, singular};
use crate::atlas::Atlas;

/// Degrees by the words people use for them; a word may stand for several.
const DEGREES: [&[&str]; 8] = [
    &[
        "bachelor",
        "bachelors",
        "bachelor's",
        "baccalaureate",
        "bsc",
        "bs",
        "ba",
        "beng",
        "b.sc",
        "b.s",
        "b.a",
        "b.e",
        "be",
        "btech",
        "b.tech",
        "bba",
        "bcom",
        "b.com",
        "bfa",
        "bsn",
        "llb",
        "bca",
        "barch",
        "b.arch",
        "bed",
        "b.ed",
        "ab",
        "a.b",
        "sb",
        "undergraduate",
        "hons",
    ],
    &[
        "master",
        "masters",
        "master's",
        "msc",
        "ms",
        "ma",
        "meng",
        "m.sc",
        "m.s",
        "m.a",
        "mtech",
        "m.tech",
        "mphil",
        "mfa",
        "mph",
        "mca",
        "mcom",
        "m.com",
        "llm",
        "mres",
        "med",
        "m.ed",
        "mba",
        "m.b.a",
        "msn",
        "mpa",
        "postgraduate",
    ],
    &[
        "phd",
        "ph.d",
        "phds",
        "doctorate",
        "doctoral",
        "dphil",
        "md",
        "m.d",
        "jd",
        "edd",
        "dba",
    ],
    &["mba", "m.b.a", "mbas"],
    &["diploma", "diplomas", "pgdip", "hnd", "ged"],
    &["associate's", "associates", "aas", "a.a.s", "a.s", "a.a"],
    &[
        "certificate",
        "certification",
        "certificates",
        "certifications",
        "certified",
    ],
    &["a-level", "a-levels", "gcse", "gcses", "matriculation"],
];

/// Short words that are a degree only in their own capitals.
const CAPITAL_ONLY: [&str; 12] = [
    "be", "ms", "ma", "ba", "bs", "bed", "med", "ab", "sb", "md", "jd", "aas",
];

/// Words for any degree.
const ANY_DEGREE: [&str; 5] = ["degree", "degrees", "graduate", "graduated", "alumnus"];

/// How many words of a field of study are looked at behind `degree in`.
const FIELD_WORDS: usize = 3;

/// Whether every degree and field of study of a sentence is in the cited facts.
pub fn knows_degrees(words: &[Lexeme], scope: &[&Holding]) -> bool {
    let held = |group: &[&str]| {
        group.iter().any(|name| {
            scope.iter().any(|row| {
                row.has_phrase(&normal(name))
                    && (!CAPITAL_ONLY.contains(name)
                        || row.has_exactly(&name.to_uppercase())
                        || row.has_exactly(&capitalised(name)))
            })
        })
    };
    for (at, word) in words.iter().enumerate() {
        let plain = word.plain.as_str();
        let is_written_as_one = !CAPITAL_ONLY.contains(&plain) || word.is_capital && !word.opens;
        // An MBA is a master's degree, and a master's degree need not be an MBA: the narrower group comes last.
        let group = DEGREES
            .iter()
            .rfind(|group| is_written_as_one && group.contains(&plain));
        if group.is_some_and(|group| !is_verb(words, at) && !held(group)) {
            return false;
        }
        if ANY_DEGREE.contains(&plain)
            && !is_of_something_else(words, at)
            && !DEGREES[..7].iter().any(|group| held(group))
            && !held(&ANY_DEGREE)
        {
            return false;
        }
        if !knows_field(words, at, scope) {
            return false;
        }
    }
    true
}

/// `a high degree of care` is no degree, nor is `an associate` a schooling.
fn is_of_something_else(words: &[Lexeme], at: usize) -> bool {
    words[at].plain == "degree"
        && words.get(at + 1).is_some_and(|next| {
            next.plain == "of" && words.get(at + 2).is_some_and(|w| !w.is_capital)
        })
}

/// `to master`, `master Python`: a verb and no degree.
fn is_verb(words: &[Lexeme], at: usize) -> bool {
    words[at].plain == "master"
        && (at == 0
            || matches!(
                words[at - 1].plain.as_str(),
                "to" | "and" | "then" | "you" | "could" | "should"
            ))
}

/// The field behind `degree in`, `studied` and the like.
fn knows_field(words: &[Lexeme], at: usize, scope: &[&Holding]) -> bool {
    let plain = |n: usize| words.get(n).map_or("", |word| word.plain.as_str());
    let is_degree = |word: &str| {
        DEGREES.iter().any(|group| group.contains(&word)) || ANY_DEGREE.contains(&word)
    };
    let begin = match plain(at) {
        "studied" | "studying" => at + 1,
        "majored" | "majoring" | "graduated" | "specialised" | "specialized"
            if plain(at + 1) == "in" =>
        {
            at + 2
        }
        "in" | "of"
            if at > 0
                && (is_degree(plain(at - 1))
                    || matches!(plain(at - 1), "studies" | "honours" | "honors"))
                && !words[at - 1].is_closed =>
        {
            at + 1
        }
        _ => return true,
    };
    let field = words[begin.min(words.len())..]
        .iter()
        .take(FIELD_WORDS)
        .take_while(|word| {
            !is_function(&word.plain) && !word.plain.starts_with(|c: char| c.is_ascii_digit())
        });
    for (nth, word) in field.enumerate() {
        // What follows in small letters may be the sentence going on: `a degree in physics helps`.
        let is_field = nth == 0 || word.is_capital || is_among(&word.plain, FIELDS);
        let name = normal(&word.plain);
        if is_field && !scope.iter().any(|row| row.has_phrase(&name)) {
            return false;
        }
        if word.is_closed {
            break;
        }
    }
    true
}

/// Second words of fields of study.
const FIELDS: &str = "\
    science sciences engineering management administration studies design arts history economics \
    marketing education technology mathematics statistics systems analytics finance law nursing \
    accounting policy";

/// Words that are no part of a title or a field.
pub fn is_function(word: &str) -> bool {
    const WORDS: &str = "\
        a an the and or but of in on at for from with by to as is are was were be been your you \
        their its it this that these those who which while where when has have had not no than then \
        into over under between during until till since through became become called titled named \
        made did do does under- like such both other another every each any all most more some many \
        among towards toward across about within without before after if so because part employed \
        worked working works work serving served role post position job title full-time part-time \
        would could can may will led managed ran helped hired trained mentored supported supervised \
        advised one two three four five six seven eight nine ten eleven twelve";
    is_among(word, WORDS)
}

/// Praise and passing of time, which titles do not hold.
fn is_praise(word: &str) -> bool {
    const WORDS: &str = "\
        experienced skilled strong capable seasoned good great successful competent talented former \
        current aspiring future qualified trained dedicated effective careful versatile hands-on \
        practising practicing motivated reliable proven fellow new first able solid long-standing \
        well-rounded typical";
    is_among(word, WORDS)
}

/// Words that say how high a title stands: never to be added to one.
fn is_rank(word: &str) -> bool {
    const WORDS: &str = "\
        senior junior lead principal chief head staff vice deputy assistant associate executive \
        managing general regional global intern trainee interim";
    is_among(word, WORDS)
}

/// Whether every title of a sentence is in the cited facts, with its rank.
pub fn knows_titles(words: &[Lexeme], scope: &[&Holding]) -> bool {
    for (at, word) in words.iter().enumerate() {
        let head = singular(&normal(&word.plain));
        let head = head.rsplit(' ').next().unwrap_or_default().to_owned();
        if !is_head(&head) || is_of_the_reader(words, at) {
            continue;
        }
        let mut begin = at;
        while begin > 0 && at - begin < 4 {
            let before = &words[begin - 1];
            let is_part = !before.is_closed
                && !is_function(&before.plain)
                && !is_praise(&before.plain)
                && !before.plain.ends_with("ly")
                && !before.plain.starts_with(|c: char| c.is_ascii_digit())
                && (!before.opens || is_rank(&before.plain));
            if !is_part {
                break;
            }
            begin -= 1;
        }
        let title: Vec<String> = words[begin..=at]
            .iter()
            .map(|word| normal(&word.plain))
            .collect();
        let joined = title.join(" ");
        let is_known = scope.iter().any(|row| row.has_phrase(&joined))
            || !title.iter().any(|word| is_rank(word))
                && scope.iter().any(|row| row.has_all(&title));
        if !is_known {
            return false;
        }
    }
    true
}

/// `a hiring manager`, `the reader`: people who read résumés.
fn is_of_the_reader(words: &[Lexeme], at: usize) -> bool {
    let word = words[at].plain.as_str();
    matches!(
        word,
        "reader" | "readers" | "recruiter" | "recruiters" | "employer" | "employers"
    ) || at > 0 && words[at - 1].plain == "hiring"
}

/// Titles that the endings below do not tell, and the other way round words with such an ending that are no titles.
const HEADS: &str = "\
    nurse chef cook clerk intern trainee apprentice pilot attorney head architect analyst therapist \
    surgeon coach aide cashier founder co-founder freelancer president fellow";
const ENDINGS: [&str; 12] = [
    "er", "or", "ist", "ian", "ant", "man", "woman", "eer", "ive", "ary", "ent", "yst",
];
const NO_TITLES: &str = "\
    computer customer user order number paper power center water letter matter server member leader \
    owner partner peer other career however over under after per offer cover answer further together \
    whether never ever rather either another better higher lower former latter major minor prior \
    senior junior factor error sector vendor investor current different important relevant \
    significant present patient client student parent agent event content talent consumer container \
    router laser trailer motor monitor for or her their color labor closer longer stronger deeper \
    wider broader greater larger smaller sooner newer older nearer earlier later easier faster \
    clearer harder richer quarter chapter register folder manner summer winter finger newsletter \
    floor door interior exterior behavior creative active primary summary library plant";

/// The last words of the atlas's titles that are titles themselves.
fn is_head(word: &str) -> bool {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut seen = HashSet::new();
        let mut twice = HashSet::new();
        let titles = Atlas::get()
            .occupations()
            .iter()
            .flat_map(|o| std::iter::once(&o.title).chain(&o.alternate_titles));
        for title in titles {
            let last = title
                .split(|c: char| !c.is_alphabetic() && c != '-')
                .rfind(|word| !word.is_empty());
            let last = singular(&last.unwrap_or_default().to_lowercase());
            let is_kind = ENDINGS.iter().any(|end| last.ends_with(end))
                && !last.ends_with("ment")
                && last.chars().count() > 4;
            if is_kind && !is_among(&last, NO_TITLES) && !seen.insert(last.clone()) {
                twice.insert(last);
            }
        }
        twice.extend(HEADS.split_whitespace().map(str::to_owned));
        twice
    });
    known.contains(word)
}
