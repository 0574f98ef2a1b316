use proptest::prelude::*;

use super::*;

fn first<'a>(strings: &[&'a str], query: &str) -> Option<&'a str> {
    let best = *Ranker::new(strings).rank(query, 1).first()?;
    Some(strings[best.place])
}

#[test]
fn forms_spellings_and_kin_of_words_are_found() {
    let titles = [
        "behavioural counsellor",
        "marketing manager",
        "organisation developer",
        "primary school teacher",
        "anaesthetic technician",
        "lorry driver",
        "C++ programmer",
        "C programmer",
        "theatre manager",
    ];
    for (query, title) in [
        ("Behavioral Counselors", "behavioural counsellor"),
        ("management of marketing", "marketing manager"),
        ("Organization Development", "organisation developer"),
        ("Elementary School Teachers", "primary school teacher"),
        ("Anesthetic technicians", "anaesthetic technician"),
        ("truck drivers", "lorry driver"),
        ("C++", "C++ programmer"),
        ("c programmers", "C programmer"),
        ("theater managers", "theatre manager"),
        ("marketng manger", "marketing manager"),
    ] {
        assert_eq!(first(&titles, query), Some(title), "{query}");
    }
}

#[test]
fn what_a_query_leaves_out_is_not_looked_for() {
    let titles = ["naval officer", "army officer"];
    assert_eq!(first(&titles, "Officers, Except Naval"), Some(titles[1]));
    assert_eq!(first(&titles, "Naval Officers"), Some(titles[0]));
}

#[test]
fn one_thing_goes_before_its_group() {
    let titles = ["Civil engineers", "civil engineer", "Engineers"];
    let ranked = Ranker::new(&titles).rank("Civil Engineers", 9);
    let places: Vec<usize> = ranked.iter().map(|ranked| ranked.place).collect();
    assert_eq!(places, [1, 0, 2]);
    assert!(ranked[0].score == 1.0 && ranked[1].score > 0.99);
}

#[test]
fn a_query_without_a_word_finds_nothing() {
    let ranker = Ranker::new(&["nurse", "of the", ""]);
    for query in ["", "of the", "—", "except nurse "] {
        assert_eq!(
            ranker.rank(query, 9).len(),
            usize::from(query.contains("nurse")),
            "{query}"
        );
    }
    assert_eq!(Ranker::new::<&str>(&[]).rank("nurse", 9), []);
}

fn names() -> impl Strategy<Value = Vec<String>> {
    let word = "(nurse|nurses|engineer|engineering|civil|sales|clerk|of|and|C\\+\\+|chef|Köche|[a-z]{1,9})";
    let name = proptest::collection::vec(word, 1..5).prop_map(|words| words.join(" "));
    proptest::collection::btree_set(name, 1..12).prop_map(|names| names.into_iter().collect())
}

proptest! {
    #[test]
    fn a_name_finds_itself_first(names in names()) {
        let ranker = Ranker::new(&names);
        for name in &names {
            let ranked = ranker.rank(name, usize::MAX);
            if words::words(name).is_empty() {
                continue;
            }
            let itself = ranked.iter().find(|ranked| names[ranked.place] == *name);
            let score = itself.map_or(0.0, |ranked| ranked.score);
            // Another with the same words may stand beside it, and the one before the many.
            prop_assert!(score >= GROUP, "{name}: {score}");
            for better in ranked.iter().take_while(|ranked| ranked.score > score) {
                let other: BTreeSet<String> = words::words(&names[better.place]).into_iter().collect();
                prop_assert_eq!(key(&other), key(&words::words(name).into_iter().collect()));
            }
        }
    }

    #[test]
    fn the_order_of_the_strings_changes_nothing(names in names(), query in "(nurse|civil engineers|sales|[a-z ]{0,12})") {
        let backwards: Vec<&String> = names.iter().rev().collect();
        let there = Ranker::new(&names).rank(&query, 5);
        let back = Ranker::new(&backwards).rank(&query, 5);
        let there: Vec<(&String, f32)> = there.iter().map(|one| (&names[one.place], one.score)).collect();
        let back: Vec<(&String, f32)> = back.iter().map(|one| (backwards[one.place], one.score)).collect();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn scores_are_shares_in_order(names in names(), query in "\\PC{0,20}") {
        let ranker = Ranker::new(&names);
        let ranked = ranker.rank(&query, usize::MAX);
        prop_assert!(ranked.iter().all(|one| one.score > 0.0 && one.score <= 1.0));
        prop_assert!(ranked.is_sorted_by(|a, b| a.score >= b.score));
        prop_assert_eq!(&ranker.rank(&query, 2)[..], &ranked[..ranked.len().min(2)]);
    }
}
