use proptest::prelude::*;

use super::*;
use crate::atlas::{AS_OF, Atlas};
use crate::career::sample::{ANALYST, CHEF, resume};

const POSTING: &str = "\
Senior Analytics Engineer
Acme Umbrellas is the leading maker of umbrellas with 25 years of rain.

What you'll do:
• Build dashboards in Tableau
• Talk to people

Requirements
• 5+ years of experience in analytics, including work with Python
  and SQL on large tables
• Bachelor's degree in a quantitative field
• Strong communication with stakeholders

Preferred qualifications:
• Experience with Snowflake or BigQuery
• Kubernetes is required

Benefits
• At least 25 days of leave
";

fn read(text: &str) -> Vec<JobRequirement> {
    let found = requirements(text, Atlas::get().vocabulary());
    for requirement in &found {
        let slice = requirement.span.of(text).unwrap_or_default();
        let collapsed: Vec<&str> = slice.split_whitespace().collect();
        assert_eq!(collapsed.join(" "), requirement.text);
        assert!(!requirement.text.is_empty());
    }
    found
}

#[test]
fn headings_say_what_is_asked_and_how_much() {
    let found: Vec<(String, Need)> = read(POSTING)
        .into_iter()
        .map(|asked| (asked.text, asked.need))
        .collect();
    let expected = [
        (
            "5+ years of experience in analytics, including work with Python and SQL on large tables",
            Need::Required,
        ),
        ("Bachelor's degree in a quantitative field", Need::Required),
        ("Strong communication with stakeholders", Need::Required),
        ("Experience with Snowflake or BigQuery", Need::Preferred),
        ("Kubernetes is required", Need::Required),
    ];
    assert_eq!(found, expected.map(|(text, need)| (text.to_owned(), need)));
}

#[test]
fn skills_and_years_are_read() {
    let found = read(POSTING);
    assert_eq!(found[0].skills, ["Python", "SQL"]);
    assert_eq!(found[0].years, Some(5));
    assert_eq!(found[1].years, None);
    for (text, expected) in [
        ("3-5 years", Some(3)),
        ("at least three years", Some(3)),
        ("10+ yrs", Some(10)),
        ("2 to 4 years", Some(2)),
        ("many years", None),
        ("years", None),
        ("founded 1999, 200 years ago", None),
    ] {
        assert_eq!(years(text), expected, "{text}");
    }
}

#[test]
fn prose_without_headings_is_read_too() {
    let found = read(
        "We need a cook. You must have HACCP training. Experience with ordering stock is a plus. We are kind.",
    );
    let texts: Vec<(&str, Need)> = found
        .iter()
        .map(|asked| (asked.text.as_str(), asked.need))
        .collect();
    assert_eq!(
        texts,
        [
            ("You must have HACCP training.", Need::Required),
            ("Experience with ordering stock is a plus.", Need::Preferred),
        ]
    );
    assert_eq!(read("Required: Python, SQL. Preferred: Tableau").len(), 2);
    assert_eq!(
        read("Our people write Python all day")[0].skills,
        ["Python"]
    );
    for text in ["", "\n\n", "Hello there", ":::"] {
        assert!(read(text).is_empty(), "{text:?}");
    }
}

#[test]
fn a_requirement_is_met_where_the_resume_shows_it() {
    let asked = read(POSTING);
    let status = |text: &str| -> Vec<Status> {
        asked
            .iter()
            .map(|requirement| {
                let (status, facts) =
                    meet(requirement, &resume(text), Atlas::get().vocabulary(), AS_OF);
                assert_eq!(facts.last(), Some(&Fact::Job(requirement.span)));
                status
            })
            .collect()
    };
    assert_eq!(status(ANALYST)[..2], [Status::Met, Status::Met]);
    assert_eq!(status(ANALYST)[3..], [Status::Met, Status::Missing]);
    assert_eq!(status(CHEF)[0], Status::Missing);
    assert_eq!(status(CHEF)[1], Status::Missing);
}

#[test]
fn any_degree_is_a_degree() {
    let asked = read("Requirements\n- Degree in a quantitative or related field\n");
    let status = |text: &str| meet(&asked[0], &resume(text), Atlas::get().vocabulary(), AS_OF).0;
    assert_eq!(status(ANALYST), Status::Met);
    assert_eq!(status(CHEF), Status::Missing);
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "(Requirements:\n|- |must have |5 years|Python|e.g. |\\PC|[ \n\t.:]){0,40}") {
        read(&text);
    }
}
