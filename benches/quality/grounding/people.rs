//! Invented people, and the résumés lent for tests, as our reader reads them.

use std::path::{Path, PathBuf};

use aspiro::atlas::Atlas;
use aspiro::career::resume::Resume;
use aspiro::ingest::{Reader, read_pasted};

use super::dice::Dice;

pub(crate) const EMPLOYERS: [&str; 24] = [
    "Brightwater Ltd",
    "Kestrel Holdings",
    "Oakfield Systems Inc.",
    "Northwind Energy",
    "Harbour Foods",
    "St. Aldan Hospital",
    "Meridian Bank plc",
    "Lumen & Vale",
    "Redshank Logistics",
    "Copperleaf Studios",
    "Tarnbrook Council",
    "Quillon Labs",
    "Ivory Lane Hotels",
    "Sable Robotics GmbH",
    "Fennel and Rye",
    "Greywell College",
    "Pinecrest Insurance Co.",
    "Halden Shipping",
    "Marlow Textiles",
    "Orchard Street Clinic",
    "Silverbeck Media",
    "Thistle Aerospace",
    "Umber Consulting LLC",
    "Westmere Water",
];
pub(crate) const SCHOOLS: [&str; 10] = [
    "University of Leeds",
    "Harrowgate College",
    "University of Porto",
    "Trent Institute of Technology",
    "University of Lund",
    "Castleford University",
    "University of Galway",
    "Norwood Polytechnic",
    "University of Utrecht",
    "Ashdown College",
];
pub(crate) const FIELDS: [&str; 12] = [
    "Physics",
    "Economics",
    "Computer Science",
    "Nursing",
    "Mechanical Engineering",
    "History",
    "Accounting",
    "Biology",
    "Linguistics",
    "Civil Engineering",
    "Marketing",
    "Statistics",
];
pub(crate) const LEVELS: [(&str, &str); 8] = [
    ("BSc", "bachelor's degree"),
    ("Bachelor of Arts in", "bachelor's degree"),
    ("B.Sc.", "bachelor's degree"),
    ("MSc", "master's degree"),
    ("Master of Science in", "master's degree"),
    ("PhD", "doctorate"),
    ("M.A.", "master's degree"),
    ("BEng", "bachelor's degree"),
];
pub(crate) const TITLES: [&str; 20] = [
    "Data Analyst",
    "Senior Software Engineer",
    "Registered Nurse",
    "Account Manager",
    "Mechanical Engineer",
    "Project Manager",
    "Financial Analyst",
    "UX Designer",
    "Head Chef",
    "Marketing Manager",
    "Civil Engineer",
    "Primary School Teacher",
    "Sales Associate",
    "Warehouse Supervisor",
    "Network Administrator",
    "Junior Developer",
    "Legal Assistant",
    "Lab Technician",
    "HR Manager",
    "Copywriter",
];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const NAMES: [&str; 8] = [
    "Ada Byron",
    "Tomas Okafor",
    "Ines Duarte",
    "Mara Lindqvist",
    "Yusuf Demir",
    "Chloe Marchand",
    "Ravi Menon",
    "Hana Sato",
];
const SKILLS: [&str; 12] = [
    "Python, SQL, Tableau",
    "Java, Spring Boot, Docker",
    "Patient care, triage",
    "Microsoft Excel, SAP",
    "AutoCAD, SolidWorks",
    "Figma, Adobe Photoshop",
    "JavaScript, React, Node.js",
    "Salesforce, HubSpot",
    "Kubernetes, AWS, Terraform",
    "R, machine learning, Git",
    "QuickBooks, payroll",
    "C++, Linux, MATLAB",
];
const BULLETS: [&str; 12] = [
    "Cut the cost of reports by 38% for 14 teams",
    "Trained 23 new colleagues in safety and stock",
    "Raised on-time delivery from 71% to 94%",
    "Managed a budget of $2.4 million",
    "Handled 1,250 requests a month on average",
    "Wrote tools that saved 16 hours a week",
    "Led 9 engineers through two audits",
    "Grew the mailing list by 45%",
    "Kept 32 machines running day and night",
    "Negotiated savings of $180,000 with suppliers",
    "Reduced waiting times by 27% within 6 months",
    "Answered 60 calls a day and closed 85% of them",
];

/// A plain résumé of somebody who does not exist.
pub(crate) fn invented_text(dice: &mut Dice) -> String {
    let one = |dice: &mut Dice, list: &[&'static str]| *dice.pick(list).expect("no list is empty");
    let name = one(dice, &NAMES);
    let mut text = format!(
        "{name}\n{}@example.org\n\nExperience\n",
        name.split(' ').next().unwrap_or_default().to_lowercase()
    );
    let mut year = 2004 + dice.below(8);
    let mut entries = Vec::new();
    for _ in 0..2 + dice.below(2) {
        let (title, employer) = (one(dice, &TITLES), one(dice, &EMPLOYERS));
        let length = 1 + dice.below(5);
        let (from, to) = (one(dice, &MONTHS), one(dice, &MONTHS));
        let dates = format!("{from} {year} – {to} {}", year + length);
        year += length + 1;
        let mut entry = format!("{title}, {employer}\n{dates}\n");
        for _ in 0..2 {
            entry.push_str(&format!("• {}\n", one(dice, &BULLETS)));
        }
        entries.push(entry);
    }
    entries.reverse();
    text.push_str(&entries.join("\n"));
    let (level, field, school) = (
        dice.pick(&LEVELS).expect("no list is empty").0,
        one(dice, &FIELDS),
        one(dice, &SCHOOLS),
    );
    text.push_str(&format!(
        "\nEducation\n{level} {field}, {school}, {}\n",
        1998 + dice.below(6)
    ));
    text.push_str(&format!(
        "\nSkills\n{}, {}\n",
        one(dice, &SKILLS),
        one(dice, &SKILLS)
    ));
    text
}

pub(crate) fn invented(n: usize, seed: u64) -> Vec<Resume> {
    let mut dice = Dice::new(seed);
    (0..n)
        .filter_map(|_| read_pasted(&invented_text(&mut dice)).ok())
        .map(with_skills)
        .collect()
}

/// Every résumé of the folder that has text.
pub(crate) fn lent(folder: &Path) -> Vec<Resume> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    let reader = Reader::new(PathBuf::from(env!("CARGO_BIN_EXE_aspiro")));
    let read = |path: &PathBuf| Some(reader.read_path(path).ok()?.read);
    files
        .iter()
        .filter_map(read)
        .filter(|resume| !resume.text.trim().is_empty())
        .map(with_skills)
        .collect()
}

pub(crate) fn with_skills(mut resume: Resume) -> Resume {
    resume.skills_found = Atlas::get().vocabulary().find(&resume.text);
    resume
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, found);
        } else if path
            .extension()
            .is_some_and(|end| end == "pdf" || end == "docx")
        {
            found.push(path);
        }
    }
}
