//! Titles people use, judged by hand: `tests/data/titles.tsv`.

use aspiro::atlas::Atlas;

const JUDGED: &str = include_str!("../data/titles.tsv");

/// Half, query and the occupations that are right.
fn judged() -> Vec<[&'static str; 3]> {
    JUDGED
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            columns.try_into().expect("three columns")
        })
        .collect()
}

#[test]
fn the_right_occupation_is_among_the_first_three() {
    for half in ["first", "second"] {
        let cases: Vec<_> = judged()
            .into_iter()
            .filter(|case| case[0] == half)
            .collect();
        assert_eq!(cases.len(), 100);
        let missed: Vec<&str> = cases
            .iter()
            .filter(|[_, query, right]| {
                let hits = Atlas::get().search(query, 3);
                !hits
                    .iter()
                    .any(|hit| right.split(' ').any(|code| code == hit.code))
            })
            .map(|[_, query, _]| *query)
            .collect();
        assert!(missed.len() <= 5, "{half} half: {missed:?}");
    }
}

#[test]
fn what_is_judged_right_is_in_the_atlas() {
    for [_, query, right] in judged() {
        for code in right.split(' ') {
            assert!(Atlas::get().by_code(code).is_some(), "{query}: {code}");
        }
    }
}
