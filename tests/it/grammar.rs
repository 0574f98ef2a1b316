//! Answers the built-in model learns from: what they say stands in the facts they name.

#[path = "../../models/builtin/corpus/grammar/mod.rs"]
mod answers;

use std::collections::HashSet;

use answers::{Fact, Line, rewrite, section, weakened};
use rand::SeedableRng;
use rand::rngs::StdRng;

const PERSON: &[(&str, &str)] = &[
    (
        "résumé",
        "Ward Clerk | Brinvale Clinic | Port Osk | Mar 2019 – Present",
    ),
    ("résumé", "Junior Porter at Ostrel Hospital (2015 – 2019)"),
    ("computed", "match with Ward Managers: 43 of 100"),
    (
        "résumé shows Zqirkel Suite",
        "Cut waiting times by 18% with Zqirkel Suite; trained 12 clerks",
    ),
    (
        "asked for, not shown yet",
        "Medicine and Dentistry, worth 9 points",
    ),
    ("asked for, not shown yet", "Trellis.js, worth 1 points"),
    ("résumé", "BSc Nursing, University of Nantle, 2012–2015"),
    ("résumé", "Responsible for stock counts"),
];
const WORK: &[(&str, &str)] = &[
    ("occupation", "Getting Information, 31 % of tasks"),
    (
        "occupation",
        "Assisting and Caring for Others, 22 % of tasks",
    ),
    ("occupation", "also called Ward Sister"),
    ("occupation", "Active Listening, importance 4.1 of 5"),
    ("occupation", "Psychology, importance 3.7 of 5"),
    ("occupation", "Zqirkel Suite is in demand"),
    ("occupation", "Microsoft Excel is often asked for"),
    (
        "occupation",
        "Bachelor's Degree is asked for in 63 % of jobs",
    ),
    ("occupation", "job zone 4 of 5, considerable preparation"),
    (
        "occupation",
        "median pay $61,250 a year in the United States, 2024; the lowest tenth below $38,900",
    ),
    (
        "occupation",
        "employment in the United States projected to fall by 3.4 % from 2024 to 2034, with 1,900 openings a year",
    ),
];
const KEYS: [(&str, &[(&str, &str)]); 10] = [
    ("analysis", PERSON),
    ("whyItFits", PERSON),
    ("strengths", PERSON),
    ("improvements", PERSON),
    ("gap", PERSON),
    ("description", WORK),
    ("about", WORK),
    ("skills", WORK),
    ("preparation", WORK),
    ("outlook", WORK),
];

fn answer(key: &str, facts: &[(&str, &str)], seed: u64) -> Vec<Line> {
    let facts: Vec<Fact> = facts
        .iter()
        .map(|(label, text)| Fact {
            label: (*label).to_owned(),
            text: (*text).to_owned(),
        })
        .collect();
    let mut rng = StdRng::seed_from_u64(seed);
    section(key, "Ward Managers", &facts, &mut rng).unwrap_or_default()
}

/// The runs of digits of a text, with what may stand inside a number.
fn numbers(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
        .map(|run| run.trim_matches([',', '.']).to_owned())
        .filter(|run| !run.is_empty())
        .collect()
}

#[test]
fn every_number_of_an_answer_stands_in_a_fact_its_line_names() {
    for (key, facts) in KEYS {
        for seed in 0..300 {
            let lines = answer(key, facts, seed);
            assert!(!lines.is_empty(), "{key}, seed {seed}");
            for line in lines {
                assert!((1..=3).contains(&line.facts.len()), "{key}: {line:?}");
                let cited: Vec<&str> = line.facts.iter().map(|n| facts[n - 1].1).collect();
                let held: Vec<String> = cited.iter().flat_map(|text| numbers(text)).collect();
                for number in numbers(&line.text) {
                    assert!(held.contains(&number), "{key}: {number} in {line:?}");
                }
            }
        }
    }
}

#[test]
fn a_line_can_be_read_back_by_the_program() {
    for (key, facts) in KEYS {
        let is_list = matches!(key, "strengths" | "improvements");
        for line in (0..300).flat_map(|seed| answer(key, facts, seed)) {
            let text = &line.text;
            let n_chars = text.chars().count();
            assert!((8..=240).contains(&n_chars), "{key}: {text}");
            assert!(
                !text.contains(['[', ']', '{', '}', '(', '|', '~', '\n']),
                "{key}: {text}"
            );
            assert_eq!(text.ends_with(['.', '?']), !is_list, "{key}: {text}");
            assert!(!text.starts_with(char::is_lowercase), "{key}: {text}");
        }
    }
}

#[test]
fn every_fact_of_a_line_is_numbered_before_its_words() {
    for (key, facts) in KEYS {
        for line in (0..300).flat_map(|seed| answer(key, facts, seed)) {
            let mut parts = line.marked.split('[').skip(1).map(|part| {
                let (number, words) = part.split_once(']').expect("a number ends");
                (number.parse::<usize>().expect("a number"), words)
            });
            let (first, _) = parts.clone().next().expect("a line has a number");
            assert!(line.facts.contains(&first), "{}", line.marked);
            let named: HashSet<usize> = parts.clone().map(|(n, _)| n).collect();
            assert_eq!(
                named,
                line.facts.iter().copied().collect(),
                "{}",
                line.marked
            );
            let words: String = parts.clone().map(|(_, words)| words).collect();
            assert_eq!(words.trim_start(), line.text, "{}", line.marked);
            for (n, words) in parts.by_ref() {
                let fact = facts[n - 1].1;
                for number in numbers(words) {
                    let is_held = numbers(fact).contains(&number);
                    assert!(is_held, "{key}: {number} of [{n}] in {}", line.marked);
                }
            }
        }
    }
}

#[test]
fn a_skill_that_is_not_shown_is_never_credited() {
    for key in ["analysis", "whyItFits", "improvements", "gap"] {
        for line in (0..300).flat_map(|seed| answer(key, PERSON, seed)) {
            let lower = line.text.to_lowercase();
            let names_it = lower.contains("medicine and dentistry") || lower.contains("trellis");
            let credits = [
                "you show",
                "page shows",
                "résumé shows",
                "you bring",
                "you have",
                "on your page is",
            ];
            assert!(
                !names_it || !credits.iter().any(|words| lower.contains(words)),
                "{}",
                line.text
            );
        }
    }
}

#[test]
fn names_nobody_knows_are_copied_and_the_wording_varies() {
    let all: Vec<Line> = (0..400)
        .flat_map(|seed| answer("gap", PERSON, seed))
        .collect();
    assert!(all.iter().any(|line| line.text.contains("Zqirkel Suite")));
    let frames: HashSet<&str> = all.iter().map(|line| line.frame.as_str()).collect();
    assert!(
        frames.len() * 3 > all.len(),
        "{} of {}",
        frames.len(),
        all.len()
    );
    assert_eq!(
        answer("gap", PERSON, 7)[0].text,
        answer("gap", PERSON, 7)[0].text
    );
}

#[test]
fn a_duty_becomes_a_deed_and_what_is_not_sure_stays() {
    let mut rng = StdRng::seed_from_u64(1);
    for (line, better) in [
        (
            "Responsible for managing 12 nurses at Kelwood",
            Some("Managed 12 nurses at Kelwood"),
        ),
        (
            "Duties included managing stock and training staff",
            Some("Managed stock and trained staff"),
        ),
        ("I planned 14 tours", Some("Planned 14 tours")),
        (
            "Costs were reduced by 12% in 2021",
            Some("Reduced costs by 12% in 2021"),
        ),
        (
            "Successfully led the audit in order to save time",
            Some("Led the audit to save time"),
        ),
        ("Responsible for the weekly reports", None),
        ("Costs were reduced by the finance team", None),
        ("Responsible for managing stock and ordering", None),
        ("Responsible for negotiating rents", None),
        ("Managed 12 nurses", None),
    ] {
        assert_eq!(rewrite(line, "", &mut rng).as_deref(), better, "{line}");
    }
}

#[test]
fn what_was_weakened_comes_back() {
    let mut rng = StdRng::seed_from_u64(2);
    let line = "Cut waiting times by 12% with TrellisCare";
    for _ in 0..30 {
        let weak = weakened(line, &mut rng).expect("it opens with a verb");
        assert_eq!(
            rewrite(&weak, "", &mut rng).as_deref(),
            Some(line),
            "{weak}"
        );
    }
}
