#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::*;

fn first(query: &str) -> String {
    Atlas::get()
        .search(query, 1)
        .first()
        .map_or_else(String::new, |hit| hit.title.clone())
}

#[test]
fn every_rated_occupation_is_there_and_fits_together() {
    let atlas = Atlas::get();
    assert_eq!(atlas.occupations().len(), 923);
    assert!(atlas.occupations().is_sorted_by(|a, b| a.code < b.code));
    for occupation in atlas.occupations() {
        assert!(
            (1..=5).contains(&occupation.job_zone),
            "{}",
            occupation.code
        );
        assert!(
            !occupation.alternate_titles.is_empty(),
            "{}",
            occupation.code
        );
        for technology in &occupation.technologies {
            let known = atlas.vocabulary().canonical(technology.name);
            assert_eq!(known, Some(technology.name), "{}", occupation.code);
        }
        for code in &occupation.related {
            assert!(atlas.by_code(code).is_some(), "{code}");
        }
        for rated in occupation.skills.iter().chain(&occupation.knowledge) {
            assert!((1.0..=5.0).contains(&rated.value), "{rated:?}");
        }
    }
}

#[test]
fn figures_are_those_of_the_tables() {
    let nurses = Atlas::get().by_code("29-1141.00").unwrap();
    assert_eq!(nurses.title, "Registered Nurses");
    let wage = nurses.wage.as_ref().unwrap();
    assert_eq!(
        (wage.year, wage.p10, wage.median, wage.p90),
        (2024, Some(66030), Some(93600), Some(135_320))
    );
    assert!(wage.p10 < wage.p25 && wage.p25 < wage.median);
    assert!(wage.median < wage.p75 && wage.p75 < wage.p90);
    let outlook = nurses.outlook.as_ref().unwrap();
    assert_eq!((outlook.from_year, outlook.to_year), (2024, 2034));
    assert_eq!(
        (outlook.change_percent, outlook.openings_per_year),
        (4.9, Some(189_100))
    );
    assert_eq!(nurses.education[0].level, "Bachelor's Degree");
    assert_eq!(nurses.knowledge[0].name, "Psychology");
    assert_eq!(nurses.interests[0].name, "Social");
    assert_eq!(nurses.work_styles.len(), 16);
    assert!(nurses.skills.iter().all(|skill| skill.level.is_some()));
    assert!(Atlas::get().by_code("00-0000.00").is_none());
}

#[test]
fn occupations_of_esco_are_mapped_and_lend_their_titles() {
    let developers = Atlas::get().by_code("15-1252.00").unwrap();
    let developer = developers
        .esco
        .iter()
        .find(|one| one.label == "software developer")
        .unwrap();
    assert!(
        developer
            .uri
            .starts_with("http://data.europa.eu/esco/occupation/")
    );
    let mapped = Atlas::get().occupations().iter().map(|one| one.esco.len());
    assert!(mapped.sum::<usize>() > 4000);
    // A label that only ESCO has.
    assert_eq!(first("corrective lens dispenser"), "Opticians, Dispensing");
    assert!(Atlas::get().titles("15-1252.00").len() > 100);
    assert!(Atlas::get().titles("00-0000.00").is_empty());
}

#[test]
fn british_and_american_spellings_find_the_same() {
    for (british, american) in [
        ("paediatrician", "pediatrician"),
        ("anaesthetist", "anesthetist"),
        ("call centre agent", "call center agent"),
        ("organisational psychologist", "organizational psychologist"),
        ("jeweller", "jeweler"),
    ] {
        assert_eq!(first(british), first(american), "{british}");
    }
}

#[test]
fn abbreviations_are_spelled_out() {
    for (short, code) in [
        ("CPA", "13-2011.00"),
        ("VP sales", "11-2022.00"),
        ("HR mgr", "11-3121.00"),
        ("QA engineer", "15-1253.00"),
        ("RNs", "29-1141.00"),
    ] {
        let hits = Atlas::get().search(short, 3);
        assert!(hits.iter().any(|hit| hit.code == code), "{short}: {hits:?}");
    }
}

#[test]
fn titles_people_type_find_their_occupation() {
    for (query, title) in [
        ("data scientist", "Data Scientists"),
        ("Data Scientists", "Data Scientists"),
        ("scientist data", "Data Scientists"),
        ("data scientst", "Data Scientists"),
        ("data sci", "Data Scientists"),
        ("Data Science", "Data Scientists"),
        ("UX designer", "Web and Digital Interface Designers"),
        ("SRE", "Software Developers"),
        ("site reliability engineer", "Software Developers"),
        ("Software Engineering", "Software Developers"),
        ("software engineer", "Software Developers"),
        ("prompt engineer", "Software Developers"),
        ("nurse", "Registered Nurses"),
        ("registerd nurse", "Registered Nurses"),
        ("nursing", "Registered Nurses"),
        ("Product Management", "Marketing Managers"),
        ("product manager", "Marketing Managers"),
        ("electrician", "Electricians"),
        ("chef", "Chefs and Head Cooks"),
        ("accountant", "Accountants and Auditors"),
        ("lawyer", "Lawyers"),
        ("barista", "Baristas"),
        ("cyber security analyst", "Information Security Analysts"),
        ("Cybersecurity", "Information Security Analysts"),
        ("frontend developer", "Software Developers"),
        (
            "Digital Marketing",
            "Market Research Analysts and Marketing Specialists",
        ),
        (
            "elementary teacher",
            "Elementary School Teachers, Except Special Education",
        ),
    ] {
        assert_eq!(first(query), title, "{query}");
    }
}

#[test]
fn a_hit_says_which_title_matched() {
    let hits = Atlas::get().search("ux designer", 3);
    assert_eq!(hits[0].matched.as_deref(), Some("UX Designer"));
    assert_eq!(Atlas::get().search("electricians", 1)[0].matched, None);
    assert_eq!(Atlas::get().search("nurse", 5).len(), 5);
}

#[test]
fn nonsense_finds_nothing() {
    for query in ["", "   ", "zzzzqqq", "!!", "\u{0}", "的"] {
        assert!(Atlas::get().search(query, 5).is_empty(), "{query:?}");
    }
}

#[test]
fn a_role_is_resolved_only_when_sure() {
    let code = |role: &str| {
        Atlas::get()
            .resolve(role)
            .map(|occupation| occupation.code.as_str())
    };
    assert_eq!(code("Data Scientist"), Some("15-2051.00"));
    assert_eq!(code("Senior Data Scientist (Remote)"), Some("15-2051.00"));
    assert_eq!(code("Data Analyst"), Some("15-2051.01"));
    assert_eq!(code("Registered Nurse"), Some("29-1141.00"));
    assert_eq!(code("Head Chef"), Some("35-1011.00"));
    for role in [
        "Chief Vibes Wizard",
        "Dragon tamer",
        "",
        "my dream job",
        "engineer of souls and dreams",
    ] {
        assert_eq!(code(role), None, "{role}");
    }
}

#[test]
fn common_skills_are_found_as_people_write_them() {
    let names: Vec<String> = Atlas::get()
        .vocabulary()
        .find("Excel, SQL, JS, AWS, scikit-learn, patient care, forklift certified, QuickBooks; classroom management")
        .into_iter()
        .map(|found| found.skill)
        .collect();
    assert_eq!(
        names,
        [
            "Microsoft Excel",
            "SQL",
            "JavaScript",
            "AWS",
            "scikit-learn",
            "Patient care",
            "Forklift operation",
            "QuickBooks",
            "Classroom management"
        ]
    );
}
