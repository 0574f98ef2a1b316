//! Better wordings of lines of a résumé, where there is no doubt; and worse ones, to learn the way back from.

use rand::Rng;
use rand::rngs::StdRng;

use super::english::{capitalised, small_first};
use super::spin;
use super::verbs;

/// A better wording of a résumé line, all numbers and names kept; none when the line is not of a kind that can be
/// reworded surely. `role` changes nothing: what a line says does not depend on what it is for.
pub fn rewrite(line: &str, _role: &str, rng: &mut StdRng) -> Option<String> {
    let line = line.trim().trim_end_matches(['.', ';', ',']);
    if line.split(' ').count() < 3 || super::known::is_cut(line) || line.contains(['[', ']', '"']) {
        return None;
    }
    let plain = without_filler(line);
    let better = deed_of_duty(&plain)
        .or_else(|| own_deed(&plain))
        .or_else(|| helped(&plain, rng))
        .or_else(|| active(&plain))
        .or_else(|| plain_verb(&plain))
        .unwrap_or_else(|| plain.clone());
    let verb = better.split(' ').next()?;
    let is_better =
        better != line && verbs::tense(verb, &better).is_some() && verbs::opens_a_line(verb);
    is_better.then_some(better)
}

/// A line that says the same as a good one in weaker words; none when that is not sure.
pub fn weakened(line: &str, rng: &mut StdRng) -> Option<String> {
    let line = line.trim().trim_end_matches('.');
    let (first, rest) = line.split_once(' ')?;
    let past = first.to_lowercase();
    let base = verbs::base(&past)?;
    let is_open = first.starts_with(char::is_uppercase)
        && verbs::opens_a_line(first)
        && !rest.starts_with("and ")
        && !rest.contains(" and ")
        && !super::known::is_cut(line);
    if !is_open {
        return None;
    }
    let doing = verbs::doing(base);
    // `lead a team` names a skill in other words than `led a team`.
    let n_ways = if verbs::is_skill(base) || base == "lead" {
        2
    } else {
        5
    };
    let weak = match rng.random_range(0..n_ways) {
        2 | 3 => {
            let duty = spin::any(&DUTIES, rng);
            format!("{duty}{doing} {rest}")
        }
        0 => format!("I {past} {rest}"),
        1 => {
            let filler = spin::any(&BOASTS, rng);
            format!("{filler} {past} {rest}")
        }
        _ => {
            let able = spin::any(&["Was able to", "Managed to", "I was able to"], rng);
            format!("{able} {base} {rest}")
        }
    };
    Some(weak)
}

/// Openings that say that something was one's duty.
const DUTIES: [&str; 12] = [
    "Responsible for ",
    "Was responsible for ",
    "I was responsible for ",
    "In charge of ",
    "Was in charge of ",
    "Tasked with ",
    "Was tasked with ",
    "Duties included ",
    "My duties included ",
    "Responsibilities included ",
    "Given the task of ",
    "My job was ",
];

/// Adverbs that praise and say nothing.
const BOASTS: [&str; 8] = [
    "Successfully",
    "Effectively",
    "Efficiently",
    "Actively",
    "Proactively",
    "Skilfully",
    "Consistently",
    "Diligently",
];

/// Longer words, and the shorter ones that say the same.
const FILLERS: [(&str, &str); 22] = [
    (" in order to ", " to "),
    (" on a daily basis", " every day"),
    (" on a weekly basis", " every week"),
    (" on a monthly basis", " every month"),
    (" a total of ", " "),
    (" due to the fact that ", " because "),
    (" for the purpose of ", " for "),
    (" with the aim of ", " for "),
    (" a wide range of ", " many "),
    (" a wide variety of ", " many "),
    (" a large number of ", " many "),
    (" utilising ", " using "),
    (" utilizing ", " using "),
    (" by means of ", " with "),
    (" by the use of ", " with "),
    (" with the help of ", " with "),
    (" prior to ", " before "),
    (" subsequent to ", " after "),
    (" in a timely manner", " on time"),
    (" at all times", " always"),
    (" in regard to ", " about "),
    (" with respect to ", " about "),
];

fn without_filler(line: &str) -> String {
    let mut plain = format!("{line} ");
    for (long, short) in FILLERS {
        plain = plain.replace(long, short);
    }
    let plain = plain.trim_end();
    let (first, rest) = plain.split_once(' ').unwrap_or((plain, ""));
    if BOASTS.contains(&first) && verbs::base(rest.split(' ').next().unwrap_or_default()).is_some()
    {
        return capitalised(rest);
    }
    plain.to_owned()
}

fn strip_any<'t>(line: &'t str, starts: &[&str]) -> Option<&'t str> {
    starts.iter().find_map(|start| {
        let head = line.get(..start.len())?;
        head.eq_ignore_ascii_case(start)
            .then(|| &line[start.len()..])
    })
}

/// `Responsible for managing stock and training staff` is `Managed stock and trained staff`.
fn deed_of_duty(line: &str) -> Option<String> {
    let rest = strip_any(line, &DUTIES)?;
    let (doing, object) = rest.split_once(' ')?;
    let base = verbs::base_of_doing(&doing.to_lowercase()).filter(|base| !verbs::is_skill(base))?;
    let object = and_deeds(object)?;
    Some(format!("{} {object}", capitalised(verbs::past(base)?)))
}

/// Further duties behind an `and`, as deeds; none where a word could be either.
fn and_deeds(object: &str) -> Option<String> {
    let mut words: Vec<String> = object.split(' ').map(str::to_owned).collect();
    for at in 0..words.len() {
        let bare = words[at].trim_end_matches(',').to_owned();
        let follows = at > 0
            && (words[at - 1] == "and" || words[at - 1] == "or" || words[at - 1].ends_with(','));
        if !follows || !bare.ends_with("ing") {
            continue;
        }
        let has_object = words.get(at + 1).is_some_and(|next| {
            !matches!(
                next.as_str(),
                "of" | "for" | "in" | "and" | "with" | "to" | "at" | "on"
            )
        });
        let base = verbs::base_of_doing(&bare)?;
        if !has_object || bare != words[at] || verbs::is_skill(base) {
            return None;
        }
        words[at] = verbs::past(base)?.to_owned();
    }
    Some(words.join(" "))
}

/// `I managed` is `Managed`; `Was able to cut` is `Cut`.
fn own_deed(line: &str) -> Option<String> {
    if let Some(rest) = strip_any(
        line,
        &[
            "I was able to ",
            "Was able to ",
            "Managed to ",
            "I managed to ",
        ],
    ) {
        let (base, object) = rest.split_once(' ')?;
        return Some(format!("{} {object}", capitalised(verbs::past(base)?)));
    }
    let rest = strip_any(line, &["I have ", "I also ", "I "])?;
    if rest.contains(" want ") || rest.contains(" I ") {
        return None;
    }
    let first = rest.split(' ').next()?;
    verbs::base(first).map(|_| capitalised(rest))
}

/// `Assisted in preparing reports` is `Helped prepare reports`.
fn helped(line: &str, rng: &mut StdRng) -> Option<String> {
    const STARTS: [&str; 12] = [
        "Assisted in ",
        "Assisted with ",
        "Helped in ",
        "Helped with ",
        "Helped out with ",
        "Involved in ",
        "Was involved in ",
        "Took part in ",
        "Participated in ",
        "Contributed to ",
        "Supported in ",
        "Gave help with ",
    ];
    if let Some(rest) = strip_any(line, &["Helped to "]) {
        let first = rest.split(' ').next()?;
        return verbs::past(first).map(|_| format!("Helped {rest}"));
    }
    let rest = strip_any(line, &STARTS)?;
    let (doing, object) = rest.split_once(' ')?;
    let base = verbs::base_of_doing(&doing.to_lowercase()).filter(|base| !verbs::is_skill(base))?;
    if object.contains(" and ") && object.contains("ing ") {
        return None;
    }
    let help = spin::any(&["Helped", "Helped to"], rng);
    Some(format!("{help} {base} {object}"))
}

/// `Costs were cut by 12 %` is `Cut costs by 12 %`; none where somebody else did it.
fn active(line: &str) -> Option<String> {
    let (subject, rest) = line
        .split_once(" was ")
        .or_else(|| line.split_once(" were "))?;
    let (done, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    verbs::base(done)?;
    let by_somebody = behind.starts_with("by ")
        && !behind[3..].starts_with(|c: char| c.is_ascii_digit() || "$£€".contains(c))
        && !behind.starts_with("by me");
    let is_simple = subject.split(' ').count() <= 6
        && !subject.contains([',', ';', ':'])
        && ![" that ", " which ", " who ", " where "]
            .iter()
            .any(|word| line.contains(word));
    let regular = done.ends_with("ed")
        || matches!(
            done,
            "cut" | "built" | "taught" | "led" | "sold" | "made" | "kept"
        );
    if by_somebody || !is_simple || !regular {
        return None;
    }
    let behind = behind.strip_prefix("by me").unwrap_or(behind).trim_start();
    let subject = match subject.split(' ').next() {
        Some(first) if first.chars().skip(1).any(char::is_uppercase) => subject.to_owned(),
        _ => small_first(subject),
    };
    Some(
        format!("{} {subject} {behind}", capitalised(done))
            .trim_end()
            .to_owned(),
    )
}

/// A verb and its noun where one verb says both.
const PHRASES: [(&str, &str); 18] = [
    ("Made improvements to ", "Improved "),
    ("Provided support to ", "Supported "),
    ("Provided support for ", "Supported "),
    ("Gave support to ", "Supported "),
    ("Gave advice to ", "Advised "),
    ("Provided advice to ", "Advised "),
    ("Made use of ", "Used "),
    ("Utilised ", "Used "),
    ("Utilized ", "Used "),
    ("Carried out inspections of ", "Inspected "),
    ("Carried out tests on ", "Tested "),
    ("Carried out repairs on ", "Repaired "),
    ("Carried out reviews of ", "Reviewed "),
    ("Performed maintenance on ", "Maintained "),
    ("Took charge of ", "Led "),
    ("Brought about an increase in ", "Increased "),
    ("Brought about a reduction in ", "Reduced "),
    ("Had responsibility for the management of ", "Managed "),
];

fn plain_verb(line: &str) -> Option<String> {
    PHRASES.iter().find_map(|(long, short)| {
        let rest = line.strip_prefix(long)?;
        Some(format!("{short}{rest}"))
    })
}
