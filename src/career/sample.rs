//! Résumés of invented people for tests.

use crate::career::resume::{Contact, DocumentKind, Line, Resume, Section, Span};

/// Every line of a text, in no section.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut start = 0;
    let line = |written: &str| {
        let line = Line {
            start,
            end: start + written.len(),
            page: 1,
            x: 0.0,
            y: 0.0,
            section: String::new(),
        };
        start = line.end + 1;
        line
    };
    text.split('\n').map(line).collect()
}

/// A résumé of which nothing is known but its lines.
pub(crate) fn unread(text: &str) -> Resume {
    Resume {
        version: 1,
        sha256: "0123456789abcdef".repeat(4),
        kind: DocumentKind::Text,
        text: text.to_owned(),
        lines: lines(text),
        sections: Vec::new(),
        contact: Contact::default(),
        experience: Vec::new(),
        education: Vec::new(),
        skills: Vec::new(),
        skills_found: Vec::new(),
        unplaced: Vec::new(),
        warnings: Vec::new(),
    }
}

/// Lines that are headings.
const HEADINGS: [&str; 4] = ["SUMMARY", "EXPERIENCE", "EDUCATION", "SKILLS"];

/// A résumé from text.
pub(super) fn resume(text: &str) -> Resume {
    let mut resume = unread(text);
    let mut sections = vec![(String::new(), 0)];
    for line in &mut resume.lines {
        let words = &text[line.start..line.end];
        if HEADINGS.contains(&words) {
            sections.push((words.to_owned(), line.start));
        }
        line.section = name(&sections[sections.len() - 1].0);
    }
    let ends = sections
        .iter()
        .skip(1)
        .map(|(_, start)| *start)
        .chain([text.len()]);
    resume.sections = sections
        .iter()
        .zip(ends)
        .map(|((heading, start), end)| Section {
            name: name(heading),
            heading: heading.clone(),
            span: Span::new(*start, end),
        })
        .collect();
    resume
}

fn name(heading: &str) -> String {
    heading.to_lowercase()
}

pub(super) const ANALYST: &str = "\
Mara Lindqvist
Data Analyst
mara@example.org | Leeds

SUMMARY
Data analyst with a background in statistics who turns messy data into decisions.

EXPERIENCE
Senior Data Analyst, Northwind Energy
Mar 2021 - Present
- Built forecasting models in Python (pandas, scikit-learn) that cut planning error by 18 %
- Wrote SQL over PostgreSQL and a Snowflake warehouse; designed Tableau dashboards for 40 managers
- Ran A/B tests and explained results to stakeholders
Data Analyst, Kestrel Retail
Jun 2018 - Feb 2021
- Automated monthly reporting with Python and Git
- Regression analysis in R; data cleaning in Microsoft Excel

EDUCATION
MSc Statistics, University of Leeds, 2016 - 2018
BSc Mathematics, University of York, 2013 - 2016

SKILLS
Python, SQL, R, Tableau, Power BI, pandas, NumPy, scikit-learn, Git, AWS, machine learning
";

pub(super) const CHEF: &str = "\
Tomas Okafor
Head Chef
tomas@example.org | Bristol

EXPERIENCE
Head Chef, The Copper Kettle
2019 - Present
- Lead a kitchen team of twelve; hire, train and schedule cooks
- Design seasonal menus and keep food cost under 28 %
- Food safety audits passed with full marks (HACCP)
Sous Chef, Harbour Grill
2014 - 2019
- Ordering, stock and suppliers; trained junior cooks

EDUCATION
Diploma in Culinary Arts, City College, 2012 - 2014

SKILLS
Menu planning, food safety, kitchen management, inventory, Microsoft Excel
";

pub(super) const NURSE: &str = "\
Ines Duarte
Registered Nurse
ines@example.org

EXPERIENCE
Staff Nurse, St Brigid Hospital
Jan 2017 - Present
- Care for up to eight patients a shift on an acute medical ward; triage and vital signs
- Administer medication and IV therapy; chart in Epic
- Mentor newly qualified nurses; support patients and families through discharge

EDUCATION
BSN, University of Porto, 2013 - 2016

SKILLS
Patient care, wound care, BLS, ACLS, infection control
";
