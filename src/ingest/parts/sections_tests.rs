use super::super::super::text;
use super::*;
use crate::career::sample;

fn sections(source: &str) -> Vec<(String, String)> {
    let lines = sample::lines(source);
    assert_eq!(lines.len(), text::lines(source).len());
    find(source, &lines)
        .into_iter()
        .map(|outlined| (outlined.section.name, outlined.section.heading))
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

#[test]
fn headings_may_stand_at_the_left_of_what_they_head() {
    assert_eq!(
        sections(
            "Ada\nExperience  Engineer, Platform  2019 - 2021\n• x\nTechnical  Java  SQL\nSkills  Spark\nEducation  BSc Physics"
        ),
        [
            ("contact".into(), String::new()),
            ("experience".into(), "Experience".into()),
            ("skills".into(), "Technical Skills".into()),
            ("education".into(), "Education".into()),
        ]
    );
}

#[test]
fn a_heading_may_take_two_lines() {
    assert_eq!(
        names("Ada\nSkills\nRust\nLicenses and\nCertifications\nFirst aid"),
        ["contact", "skills", "certifications"]
    );
}

#[test]
fn headings_in_other_languages() {
    for (heading, name) in [
        ("Опыт работы", "experience"),
        ("Формация", ""),
        ("職務経歴", "experience"),
        ("学歴", "education"),
        ("Formação acadêmica", "education"),
        ("Competenze", "skills"),
        ("技能 (Skills)", "skills"),
        ("Diplômes et formations", "education"),
        ("Sprachen & Interessen", "languages"),
    ] {
        let expected = if name.is_empty() {
            vec!["other"]
        } else {
            vec!["contact", name]
        };
        assert_eq!(names(&format!("Ada\n{heading}\nx")), expected, "{heading}");
    }
}

#[test]
fn qualifications_are_what_they_say() {
    assert_eq!(
        names("Ada\nQualifications\nBSc Physics\nUniversity of Lyon"),
        ["contact", "education"]
    );
    assert_eq!(
        names("Ada\nQualifications\nTen years of patience"),
        ["contact", "summary"]
    );
}

#[test]
fn a_degree_is_no_heading() {
    assert_eq!(
        names("Ada\nStudies\nBachelor of Education\nUniversity of Lyon"),
        ["contact", "education"]
    );
}
