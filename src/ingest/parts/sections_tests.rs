use super::*;
use super::super::super::text;
use crate::career::resume::Line;


fn sections(source: &str) -> Vec<(String, String)> {
    let lines: Vec<Line> = source
        .lines()
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            let end = start + line.len();
            Some(Line {
                start,
                end,
                page: 1,
                x: 0.0,
                y: 0.0,
                section: String::new(),
            })
        })
        .collect();
    assert_eq!(lines.len(), text::lines(source).len());
    find(source, &lines)
        .into_iter()
        .map(|section| (section.name, section.heading))
        .collect()
}

fn names(source: &str) -> Vec<String> {
    sections(source).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn headings_in_many_dresses() {
    for (heading, name) in [
        ("EXPERIENCE", "experience"),
        ("Work Experience:", "experience"),
        ("## Education", "education"),
        ("**Technical Skills**", "skills"),
        ("S K I L L S", "skills"),
        ("W O R K  E X P E R I E N C E", "experience"),
        ("1. Publications", "publications"),
        ("Skills & Interests", "skills"),
        ("Berufserfahrung", "experience"),
        ("教育背景", "education"),
        ("Professional Summary", "summary"),
        ("Computer Engineering Experience", "experience"),
        ("Leadership and Work Experience", "experience"),
    ] {
        assert_eq!(
            names(&format!("Ada\n{heading}\nx")),
            ["contact", name],
            "{heading}"
        );
    }
}

#[test]
fn sentences_and_labels_are_no_headings() {
    assert_eq!(
        names("Ada\nSkills\nLanguages: Rust\nTools: git\nx"),
        ["contact", "skills"]
    );
    assert_eq!(names("Ada\nI have experience in education."), ["other"]);
}

#[test]
fn a_heading_may_share_its_line() {
    assert_eq!(
        sections("Ada\nSkills: Rust, SQL"),
        [
            ("contact".into(), String::new()),
            ("skills".into(), "Skills".into())
        ]
    );
}

#[test]
fn unknown_markdown_headings_beside_known_ones_are_other() {
    assert_eq!(
        names("# Ada\n## Skills\nRust\n## Beekeeping\nyes\n### Deep\n## Education"),
        ["contact", "skills", "other", "education"]
    );
}
