use super::super::sections;
use super::*;

use crate::career::resume::{Education, Experience};
use crate::career::sample;

fn read(text: &str) -> (Vec<Experience>, Vec<Education>) {
    let outline = sections::find(text, &sample::lines(text));
    (experience(text, &outline), education(text, &outline))
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
    // A paragraph says what was done as a bullet does.
    assert_eq!(
        found[0].bullets[0].text,
        "I did a great many things there, which I liked."
    );
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

/// Title, company and dates of each position.
fn positions(text: &str) -> Vec<[Option<String>; 3]> {
    let (found, _) = read(text);
    found
        .into_iter()
        .map(|entry| [entry.title, entry.company, entry.dates])
        .collect()
}

fn row(title: &str, company: &str, dates: &str) -> [Option<String>; 3] {
    [title, company, dates].map(|field| Some(field.to_owned()))
}

#[test]
fn several_positions_at_one_employer() {
    let text = "Experience\nInitech  2015 – 2022\nSenior Engineer  2019 – 2022\n• One\nEngineer  2015 – 2019\n• Two\n\
                Globex\nAnalyst  2012 – 2014\n• Three";
    assert_eq!(
        positions(text),
        [
            row("Senior Engineer", "Initech", "2019 – 2022"),
            row("Engineer", "Initech", "2015 – 2019"),
            row("Analyst", "Globex", "2012 – 2014"),
        ]
    );
}

#[test]
fn entries_of_one_section_are_set_alike() {
    // Only the first tells by its words which is which.
    let text = "Experience\nAnalyst | Acme Inc | 2019 – 2020\n• One\nDragon Tamer | Hidden Valley | 2017 – 2018\n• Two";
    assert_eq!(
        positions(text),
        [
            row("Analyst", "Acme Inc", "2019 – 2020"),
            row("Dragon Tamer", "Hidden Valley", "2017 – 2018"),
        ]
    );
}

#[test]
fn heads_in_other_languages() {
    assert_eq!(
        positions("职业经历\n软件工程师\n公司：华夏科技有限公司\n时间：2019 – 2023\n- 开发"),
        [row("软件工程师", "华夏科技有限公司", "2019 – 2023")]
    );
    assert_eq!(
        positions(
            "Опыт работы\nООО «Ромашка», Тверь\nВедущий инженер  Март 2018 – по настоящее время\n- Вёл проект"
        ),
        [row(
            "Ведущий инженер",
            "ООО «Ромашка», Тверь",
            "Март 2018 – по настоящее время"
        )]
    );
    assert_eq!(
        positions("職務経歴\n販売員\n株式会社北斗家具 福岡県福岡市\n2021年5月 — 現在\n・ 売上"),
        [row("販売員", "株式会社北斗家具", "2021年5月 — 現在")]
    );
}

#[test]
fn dates_in_a_column_of_their_own_are_read_downwards() {
    let text = "Experience\nJune 2020 – Developer, OpenField, Leeds\nPresent  Works on orders there, for all who ask.\n\
                May 2019  Analyst at Acme Inc";
    let (found, _) = read(text);
    assert_eq!(found[0].title.as_deref(), Some("Developer"));
    assert_eq!(found[0].company.as_deref(), Some("OpenField"));
    assert_eq!(found[0].start.as_deref(), Some("2020-06"));
    assert_eq!(found[0].end.as_deref(), Some("present"));
    assert_eq!(
        found[0].bullets[0].text,
        "Works on orders there, for all who ask."
    );
}

#[test]
fn a_head_that_a_narrow_column_broke() {
    let text = "Education\nСпециалист по\nбухгалтерскому учёту\nПриозёрский\nгосударственный\nуниверситет | 2025";
    let (_, found) = read(text);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].degree.as_deref(),
        Some("Специалист по\nбухгалтерскому учёту")
    );
    assert_eq!(
        found[0].institution.as_deref(),
        Some("Приозёрский\nгосударственный\nуниверситет")
    );
}

#[test]
fn a_school_of_no_known_word_stands_beside_its_degree() {
    let (_, found) = read(
        "Education\n2009 – 2012  PhD in Computer Science, CalTex, Pasadena, USA\nUC Anytown | 2005\nBachelor of Science, Physics\nGPA 3.9",
    );
    let named: Vec<_> = found
        .iter()
        .map(|study| (study.degree.as_deref(), study.institution.as_deref()))
        .collect();
    assert_eq!(
        named,
        [
            (Some("PhD in Computer Science"), Some("CalTex")),
            (Some("Bachelor of Science, Physics"), Some("UC Anytown")),
        ]
    );
}
