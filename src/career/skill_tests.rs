#![expect(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;

use super::*;

fn vocabulary() -> Vocabulary {
    let skill = |name: &str, aliases: &[&str]| Skill {
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    };
    Vocabulary::new(vec![
        skill("C", &[]),
        skill("C++", &["CPP"]),
        skill("C#", &["C Sharp"]),
        skill("R", &["R language"]),
        skill("Go", &["Golang"]),
        skill(".NET", &[".NET Core", "dotnet"]),
        skill("ASP.NET", &[]),
        skill("Node.js", &["NodeJS", "Node"]),
        skill("JavaScript", &["JS"]),
        skill("Java", &[]),
        skill("Python", &[]),
        skill("SQL", &[]),
        skill("GitHub", &[]),
        skill("Microsoft Excel", &["Excel"]),
        skill("Microsoft Word", &["Word"]),
        skill("Problem solving", &[]),
        skill("Data pipeline", &[]),
        skill("Project management", &[]),
        skill("CI/CD", &[]),
        skill("Artificial intelligence", &["AI"]),
        skill("Monday.com", &[]),
        skill("Chef", &[]),
    ])
}

fn names(text: &str) -> Vec<String> {
    vocabulary()
        .find(text)
        .into_iter()
        .map(|found| found.skill)
        .collect()
}

#[test]
fn names_with_marks_are_told_apart() {
    assert_eq!(
        names("C++, C#, .NET, Node.js, C, ASP.NET, CI / CD, C++17"),
        [
            "C++", "C#", ".NET", "Node.js", "C", "ASP.NET", "CI/CD", "C++"
        ]
    );
    assert_eq!(
        names("JavaScript and Java; PYTHON | python"),
        ["JavaScript", "Java", "Python", "Python"]
    );
}

#[test]
fn short_names_need_their_case_and_a_place_of_their_own() {
    assert_eq!(
        names("Languages: Python, R, C and Go."),
        ["Python", "R", "C", "Go"]
    );
    assert_eq!(names("built in Go for banks, models in R"), ["Go", "R"]);
    assert_eq!(names("Python R SQL"), ["Python", "R", "SQL"]);
    assert_eq!(names("• R\n• SQL"), ["R", "SQL"]);
    for text in [
        "Go to market",
        "go-to-market",
        "Go-to-market",
        "Vitamin C",
        "John C. Smith",
        "R&D",
        "R & D",
        "C-level",
        "Class C license",
        "D.C.",
        "Smith, R., Jones, C. (2020)",
        "A/C, heating",
        "I go, c, r",
        "C+",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn everyday_words_count_only_as_names() {
    assert_eq!(
        names("Advanced Excel, Word and SQL"),
        ["Microsoft Excel", "Microsoft Word", "SQL"]
    );
    assert_eq!(names("Excel, Word"), ["Microsoft Excel", "Microsoft Word"]);
    assert_eq!(names("uses AI daily"), ["Artificial intelligence"]);
    for text in [
        "Excel at teamwork",
        "I excel here",
        "Word of mouth",
        "said a word, ai",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn hyphens_plurals_and_wrapped_lines_do_not_hide_a_name() {
    assert_eq!(
        names("problem-solving, data pipelines, project\nmanagement"),
        ["Problem solving", "Data pipeline", "Project management"]
    );
    assert_eq!(names("Problem.\n\nSolving"), Vec::<String>::new());
}

#[test]
fn addresses_hold_no_skills() {
    assert_eq!(
        names("github.com/ada python@example.org example.net"),
        Vec::<String>::new()
    );
    assert_eq!(names("Monday.com, GitHub"), ["Monday.com", "GitHub"]);
}

#[test]
fn a_name_that_only_labels_an_address_is_no_skill() {
    for text in [
        "GitHub: https://example.org/ada",
        "GitHub | www.example.org",
        "GitHub @ada",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(
        names("GitHub: Python\nGitHub\nhttps://example.org"),
        ["GitHub", "Python", "GitHub"]
    );
}

#[test]
fn a_job_or_a_material_is_a_skill_only_beside_another() {
    assert_eq!(names("Python, Chef, SQL"), ["Python", "Chef", "SQL"]);
    assert_eq!(names("Chef, SQL"), ["Chef", "SQL"]);
    for text in ["Cook/Chef\nBerlin", "Chef", "Chef, Hotel Astoria"] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn canonical_knows_every_way_of_writing() {
    let vocabulary = vocabulary();
    assert_eq!(vocabulary.canonical("golang").unwrap(), "Go");
    assert_eq!(vocabulary.canonical("c sharp").unwrap(), "C#");
    assert_eq!(
        vocabulary.canonical("Problem-Solving").unwrap(),
        "Problem solving"
    );
    assert_eq!(vocabulary.canonical("c+"), None);
    assert_eq!(vocabulary.canonical(""), None);
}

proptest! {
    #[test]
    fn spans_fit_any_text(text in "(\\PC|C|R|Go|C\\+\\+|\\.NET|Node\\.js|Excel|python|[ \n\t,./’&-]){0,60}") {
        let found = vocabulary().find(&text);
        for one in &found {
            prop_assert_eq!(one.span.of(&text), Some(one.text.as_str()));
            prop_assert!(!one.text.is_empty());
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }
}
