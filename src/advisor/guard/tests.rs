use super::*;
use crate::advisor::sample;
use crate::career::resume::{Bullet, Education, Experience, Span};

const RESUME: &str = "\
Data Analyst, Byte & Sons Ltd, 2019–2023
• Wrote Python and SQL; cut costs by 40% over five years
Junior Clerk, Kestrel Holdings, Mar 2016 – Nov 2018
• Filed 1,250 records a month
BSc Physics, University of Leeds, 2016";

/// The résumé with its entries as a reader finds them.
fn resume() -> Resume {
    let mut resume = sample::resume(RESUME);
    let span = |text: &str| {
        let start = RESUME.find(text).expect("it is there");
        Span::new(start, start + text.len())
    };
    let whole = |from: &str, to: &str| Span::new(span(from).start, span(to).end);
    let entry = |title: &str, company: &str, dates: &str, bullet: &str| Experience {
        title: Some(title.to_owned()),
        company: Some(company.to_owned()),
        dates: Some(dates.to_owned()),
        span: whole(title, bullet),
        bullets: vec![Bullet {
            text: bullet.to_owned(),
            span: span(bullet),
        }],
        ..Experience::default()
    };
    resume.experience = vec![
        entry(
            "Data Analyst",
            "Byte & Sons Ltd",
            "2019–2023",
            "Wrote Python and SQL; cut costs by 40% over five years",
        ),
        entry(
            "Junior Clerk",
            "Kestrel Holdings",
            "Mar 2016 – Nov 2018",
            "Filed 1,250 records a month",
        ),
    ];
    resume.education = vec![Education {
        degree: Some("BSc Physics".to_owned()),
        institution: Some("University of Leeds".to_owned()),
        span: span("BSc Physics, University of Leeds, 2016"),
        ..Education::default()
    }];
    resume
}

fn row(id: u32, quote: &str) -> Evidence {
    let start = RESUME.find(quote);
    Evidence {
        id,
        source: if start.is_some() {
            Source::Resume
        } else {
            Source::Atlas
        },
        start,
        end: start.map(|start| start + quote.len()),
        quote: quote.to_owned(),
        reference: String::new(),
    }
}

/// 0 and 1: the analyst's and the clerk's bullet; 2: studies; 3 and 4: rows of the atlas.
fn verdict(text: &str, citations: &[u32]) -> Result<Vec<u32>, Fault> {
    let rows = [
        row(0, "Wrote Python and SQL; cut costs by 40% over five years"),
        row(1, "Filed 1,250 records a month"),
        row(2, "BSc Physics, University of Leeds, 2016"),
        row(
            3,
            "Data Scientists: Kubernetes is often asked for in postings",
        ),
        row(
            4,
            "Data Scientists: median pay $112,590 a year in the United States, 2024",
        ),
    ];
    let resume = resume();
    Guard::new(Atlas::get(), Some(&resume), ["Data Scientists"], &[62, 100])
        .giving(&rows, Some(&resume))
        .check(text, citations)
}

#[test]
fn what_the_cited_facts_hold_passes_however_it_is_worded() {
    for (text, id) in [
        ("You wrote Python and SQL at Byte & Sons.", 0),
        (
            "Byte & Sons employed you as a data analyst from 2019 to 2023.",
            0,
        ),
        (
            "As an analyst you cut costs by forty per cent over 5 years.",
            0,
        ),
        ("You spent four years at Byte & Sons.", 0),
        ("Your match with Data Scientist is 62 of 100.", 0),
        ("You handled more than 1,000 records a month.", 1),
        (
            "Until November 2018 you were a junior clerk with Kestrel.",
            1,
        ),
        ("You worked there for nearly three years.", 1),
        ("Your bachelor's degree in physics helps.", 2),
        (
            "You graduated in physics from the University of Leeds in 2016.",
            2,
        ),
        ("Kubernetes is asked for and not in your résumé yet.", 3),
        (
            "Learning Kubernetes would bring you closer to Data Scientist.",
            3,
        ),
        ("Half of them earned more than about $113,000 in 2024.", 4),
    ] {
        assert_eq!(verdict(text, &[id]), Ok(vec![id]), "{text}");
    }
}

#[test]
fn what_they_do_not_hold_is_dropped() {
    for (text, id, fault) in [
        ("You cut costs by 45 per cent.", 0, Fault::Number),
        ("You led twelve teams.", 0, Fault::Number),
        ("You have twelve years of practice there.", 0, Fault::Date),
        ("You worked at Google for years.", 0, Fault::Name),
        ("Initech Systems hired you.", 0, Fault::Name),
        ("Brightwater employed you as an analyst.", 0, Fault::Name),
        ("You hold a master's degree.", 2, Fault::Degree),
        (
            "You hold a bachelor's degree in chemistry.",
            2,
            Fault::Skill,
        ),
        (
            "You hold a bachelor's degree in economics.",
            2,
            Fault::Degree,
        ),
        ("You were a senior data analyst.", 0, Fault::Title),
        ("You worked as a dental hygienist.", 0, Fault::Title),
        ("You were a data scientist.", 0, Fault::Title),
        ("You know Haskell well.", 0, Fault::Skill),
        ("You have used Kubernetes in production.", 3, Fault::Skill),
        ("You have no Python.", 0, Fault::Absence),
        (
            "“Cut costs by 40% over six weeks” is a line to keep.",
            0,
            Fault::Quotation,
        ),
        (
            "“Responsible for bridges” with a figure",
            1,
            Fault::Quotation,
        ),
        (
            "A course on knowledge of transportation would help you.",
            3,
            Fault::Skill,
        ),
        ("You joined in June 2019.", 0, Fault::Date),
        ("You have been a clerk since 2016.", 1, Fault::Date),
    ] {
        assert_eq!(verdict(text, &[id]), Err(fault), "{text}");
    }
}

#[test]
fn what_stands_elsewhere_in_the_resume_supports_nothing() {
    assert_eq!(
        verdict("You filed 1,250 records at Byte & Sons.", &[1]),
        Err(Fault::Name)
    );
    assert_eq!(verdict("You cut costs by 40 %.", &[1]), Err(Fault::Number));
    assert!(verdict("You cut costs by 40 % and filed 1,250 records.", &[0, 1]).is_ok());
}

#[test]
fn a_sentence_must_cite_a_fact_that_exists() {
    assert_eq!(verdict("You wrote Python.", &[]), Err(Fault::Uncited));
    assert_eq!(verdict("You wrote Python.", &[7]), Err(Fault::Uncited));
    assert_eq!(verdict("You wrote Python.", &[7, 0]), Ok(vec![0]));
}

#[test]
fn a_missing_skill_is_not_credited_even_beside_its_row() {
    for text in [
        "You know Kubernetes.",
        "You know Kubernetes, which postings ask for.",
        "Your Kubernetes is strong, and more would help.",
    ] {
        assert_eq!(verdict(text, &[0, 3]), Err(Fault::Skill), "{text}");
    }
}

#[test]
fn a_match_that_could_be_reached_is_not_told_as_the_one_that_is() {
    let resume = resume();
    let rows = [row(
        0,
        "Wrote Python and SQL; cut costs by 40% over five years",
    )];
    let guard = Guard::new(
        Atlas::get(),
        Some(&resume),
        ["Data Scientist"],
        &[100, 62, 71],
    )
    .giving(&rows, Some(&resume))
    .matching([62]);
    for (text, is_kept) in [
        ("Your match is 62 of 100.", true),
        ("Your match is 71 of 100.", false),
        ("One more skill would bring it to 71 of 100.", true),
    ] {
        assert_eq!(guard.check(text, &[0]).is_ok(), is_kept, "{text}");
    }
}

#[test]
fn a_fall_is_not_told_as_growth() {
    let quote = |change| {
        format!(
            "Typists: employment in the United States projected to {change} % from 2024 to 2034"
        )
    };
    let rows = [row(0, &quote("fall by 8")), row(1, &quote("rise by 3.5"))];
    let guard = Guard::new(Atlas::get(), None, [], &[]).giving(&rows, None);
    for (text, cited, is_kept) in [
        ("Employment is projected to fall by 8 %.", 0, true),
        ("The number of jobs is projected to grow by 8 %.", 0, false),
        ("Employment is to change by 8 % by 2034.", 0, true),
        ("A rise of 3.5 % is forecast.", 1, true),
        ("A drop of 3.5 % is forecast.", 1, false),
    ] {
        let verdict = guard.check_about_work(text, &[cited]);
        assert_eq!(verdict.is_ok(), is_kept, "{text}: {verdict:?}");
    }
}

#[test]
fn words_over_and_over_are_no_sentence() {
    for text in [
        "You wrote Python Python Python.",
        "You wrote Python and SQL and SQL and SQL.",
        "You cut costs, cut costs by 40%.",
        "You go back back to Python.",
    ] {
        assert_eq!(verdict(text, &[0]), Err(Fault::Repetition), "{text}");
    }
    assert_eq!(verdict("You wrote Python and SQL.", &[0]), Ok(vec![0]));
}
