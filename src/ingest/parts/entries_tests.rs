use super::*;
use super::super::sections;

use crate::career::resume::{Education, Experience};

fn read(text: &str) -> (Vec<Experience>, Vec<Education>) {
    let mut at = 0;
    let lines: Vec<Line> = text
        .split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            Line {
                start,
                end: start + line.len(),
                page: 1,
                x: 0.0,
                y: 0.0,
                section: String::new(),
            }
        })
        .collect();
    let sections = sections::find(text, &lines);
    (
        experience(text, &lines, &sections),
        education(text, &lines, &sections),
    )
}

#[test]
fn a_title_and_a_company_on_one_line() {
    let text = "Experience\nFounder & CEO · Meridian Labs  03/2022 - Present\n• Built it\nand sold it\n• Left\n\
                Senior Staff Engineer at Acme, Springfield, IL (2019 – 2021)\n- Shipped";
    let (found, _) = read(text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].title.as_deref(), Some("Founder & CEO"));
    assert_eq!(found[0].company.as_deref(), Some("Meridian Labs"));
    assert_eq!(found[0].dates.as_deref(), Some("03/2022 - Present"));
    assert_eq!(
        (found[0].start.as_deref(), found[0].end.as_deref()),
        (Some("2022-03"), Some("present"))
    );
    assert_eq!(found[0].bullets[0].text, "Built it and sold it");
    assert_eq!(
        found[0].bullets[0].span.of(text),
        Some("Built it\nand sold it")
    );
    assert_eq!(found[1].title.as_deref(), Some("Senior Staff Engineer"));
    assert_eq!(found[1].company.as_deref(), Some("Acme"));
    assert_eq!(found[1].location.as_deref(), Some("Springfield, IL"));
    for entry in &found {
        for span in entry.field_spans.values() {
            assert!(entry.span.contains(span));
        }
    }
}

#[test]
fn a_head_of_two_lines_either_way_round() {
    let text = "Experience\nAcme Corp  Lyon, France\nData Analyst  Jan 2020 - Mar 2021\n• One\n\
                Globex Inc  2018 - 2019\nSoftware Developer\n• Two";
    let (found, _) = read(text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].company.as_deref(), Some("Acme Corp"));
    assert_eq!(found[0].title.as_deref(), Some("Data Analyst"));
    assert_eq!(found[0].location.as_deref(), Some("Lyon, France"));
    assert_eq!(found[1].company.as_deref(), Some("Globex Inc"));
    assert_eq!(found[1].title.as_deref(), Some("Software Developer"));
}

#[test]
fn dates_may_run_on_to_the_next_line() {
    let text = "Experience\nAcme Corp\nData Analyst  June 2020 –\nPresent\n• One\n\
                Software Developer at Globex Inc  2018 -\n2019\n• Two";
    let (found, _) = read(text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].title.as_deref(), Some("Data Analyst"));
    assert_eq!(found[0].company.as_deref(), Some("Acme Corp"));
    assert_eq!(found[0].dates.as_deref(), Some("June 2020 –\nPresent"));
    assert_eq!(
        (found[0].start.as_deref(), found[0].end.as_deref()),
        (Some("2020-06"), Some("present"))
    );
    assert_eq!(found[0].bullets[0].text, "One");
    assert_eq!(found[1].title.as_deref(), Some("Software Developer"));
    assert_eq!(found[1].company.as_deref(), Some("Globex Inc"));
    assert_eq!(
        (found[1].start.as_deref(), found[1].end.as_deref()),
        (Some("2018"), Some("2019"))
    );
    for entry in &found {
        assert!(
            entry
                .field_spans
                .values()
                .all(|span| entry.span.contains(span))
        );
    }
}

#[test]
fn what_is_not_plain_stays_empty() {
    let (found, _) = read(
        "Experience\nSomething unusual  2018 - 2019\nI did a great many things there, which I liked.",
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].title, None);
    assert_eq!(found[0].company, None);
    assert!(found[0].bullets.is_empty());
    assert!(read("Experience\nNo dates at all here").0.is_empty());
}

#[test]
fn studies_with_and_without_dates() {
    let text = "Education\nSpringfield State University  Springfield, IL\nB.S. Computer Science  2016 - 2020\n\
                Shelbyville College\nAssociate of Arts, Design";
    let (_, found) = read(text);
    assert_eq!(found.len(), 2);
    assert_eq!(
        found[0].institution.as_deref(),
        Some("Springfield State University")
    );
    assert_eq!(found[0].degree.as_deref(), Some("B.S. Computer Science"));
    assert_eq!(found[0].location.as_deref(), Some("Springfield, IL"));
    assert_eq!(found[0].dates.as_deref(), Some("2016 - 2020"));
    assert_eq!(
        found[1].degree.as_deref(),
        Some("Associate of Arts, Design")
    );
    assert_eq!(found[1].dates, None);
}

#[test]
fn a_degree_and_a_school_on_one_line() {
    let (_, found) = read("Education\nMSc Physics, University of Lyon, 2012");
    assert_eq!(found[0].degree.as_deref(), Some("MSc Physics"));
    assert_eq!(found[0].institution.as_deref(), Some("University of Lyon"));
    assert_eq!(found[0].dates.as_deref(), Some("2012"));
}
