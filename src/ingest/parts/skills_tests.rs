use super::super::sections;
use super::*;
use crate::career::sample;

fn items(lines: &[&str]) -> Vec<String> {
    let text = format!("Skills\n{}", lines.join("\n"));
    let items = find(&text, &sections::find(&text, &sample::lines(&text)));
    for item in &items {
        let slice = item.span.of(&text).map(|slice| slice.replace('\n', " "));
        assert_eq!(slice.as_ref(), Some(&item.text));
    }
    items.into_iter().map(|item| item.text).collect()
}

#[test]
fn items_without_labels() {
    assert_eq!(
        items(&[
            "Languages: Rust, C++ (17, 20), and SQL",
            "• Tools: Docker; Node.js.",
            "Git | Linux",
        ]),
        [
            "Rust",
            "C++ (17, 20)",
            "SQL",
            "Docker",
            "Node.js",
            "Git",
            "Linux"
        ]
    );
}

#[test]
fn labels_need_no_colon() {
    assert_eq!(
        items(&[
            "Laboratory – Cell culture, Western blot",
            "Computing – R, Python"
        ]),
        ["Cell culture", "Western blot", "R", "Python"]
    );
    assert_eq!(
        items(&[
            "DevOps  Docker, Kubernetes",
            "Back-end  Koa, Django",
            "Languages  Korean, English"
        ]),
        ["Docker", "Kubernetes", "Koa", "Django"]
    );
    assert_eq!(items(&["Databases", "MySQL, SQLite"]), ["MySQL", "SQLite"]);
}

#[test]
fn how_well_a_skill_is_known_is_no_part_of_it() {
    assert_eq!(
        items(&[
            "Rust ●●●○○",
            "SQL – advanced",
            "Go 80%",
            "Figma (expert)",
            "CAD (Rhino)"
        ]),
        ["Rust", "SQL", "Go", "Figma", "CAD (Rhino)"]
    );
}

#[test]
fn an_item_may_run_on_to_the_next_line() {
    assert_eq!(
        items(&[
            "Rust, distributed",
            "systems, CAD (Rhino,",
            "Fusion 360)",
            "Git"
        ]),
        [
            "Rust",
            "distributed systems",
            "CAD (Rhino, Fusion 360)",
            "Git"
        ]
    );
}

#[test]
fn spoken_languages_interests_and_sentences_are_no_skills() {
    assert_eq!(
        items(&[
            "Languages: Python, Spanish (fluent)",
            "Interests: chess, rowing",
            "Languages: English (native), German",
            "A person who has led many large teams through hard times.",
        ]),
        ["Python"]
    );
}
