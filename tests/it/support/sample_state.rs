//! States of the program for an invented person, as the window's pages would meet them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use aspiro::app::state::*;
use aspiro::career::analysis::*;
use aspiro::career::correction::Corrections;
use aspiro::career::occupation::*;
use aspiro::career::path::{PathStatus, SavedPath};
use aspiro::career::resume::*;
use aspiro::career::route::{Ask, Held, Hop, ItemKind, Preparation, Route, ShownBy, Stop};
use aspiro::chat::{Fallback, Link, Speaker};
use aspiro::explain::{Explain, LinkError};

/// Noon of 12 March 2026, UTC: the same day in every time zone but the outermost.
pub const NOON: i64 = 1_773_316_800_000;

const RESUME: &str = "Mara Lindqvist
Gothenburg · mara@example.org

EXPERIENCE
Data Analyst, Nordhamn Logistics, 2021 to present
- Built a demand forecast in Python and SQL that cut empty runs by 12 %
- Automated the weekly report with dbt and Airflow
Junior Analyst, Kustbruk, 2019 to 2021
- Designed A/B tests for the web shop and presented them to the board

EDUCATION
BSc Statistics, University of Gothenburg, 2019

SKILLS
Python, SQL, dbt, Airflow, statistics, Tableau
";

/// Nothing but a machine with two known profiles.
pub fn locked() -> State {
    State {
        page: Page::Unlock,
        profiles: Profiles {
            known: vec![entry("Mara", true), entry("Demo", false)],
            ..Profiles::default()
        },
        ..State::default()
    }
}

fn entry(name: &str, has_passphrase: bool) -> ProfileEntry {
    ProfileEntry {
        name: name.to_owned(),
        has_passphrase,
    }
}

/// A profile in which nothing has happened yet.
pub fn empty() -> State {
    let mut state = locked();
    state.page = Page::Home;
    state.profiles.open = Some("Mara".to_owned());
    state.settings.reduced_motion = true;
    state.settings.theme = Theme::Light;
    state.data_folder = Some("/home/mara/.local/share/aspiro".into());
    state.chain = vec![
        link(Link::Local, true, "built-in"),
        link(Link::Endpoint, false, "No endpoint is set up"),
        link(Link::OpenRouter, false, "Online models are switched off"),
        link(Link::Guide, true, "Always answers, without a model"),
    ];
    state.mentor.quick_questions = vec![
        "What should I do first?".to_owned(),
        "Which of my skills are rare?".to_owned(),
        "How do I explain my career change?".to_owned(),
    ];
    state
}

fn link(link: Link, ready: bool, detail: &str) -> LinkStatus {
    LinkStatus {
        link,
        ready,
        detail: detail.to_owned(),
    }
}

/// A profile in use: a résumé, an analysis, chats, paths, models and figures.
pub fn full() -> State {
    let mut state = empty();
    state.chain[0] = link(Link::Local, true, "Qwen3-1.7B-Q4_K_M");
    state.settings.model = ChosenModel::File("/models/Qwen3-1.7B-Q4_K_M.gguf".into());
    state.resumes = resumes();
    state.analyzer = analyzer();
    state.explorer = explorer();
    state.mentor = mentor(state.mentor.quick_questions);
    state.paths = paths();
    state.models = models();
    state.performance = performance();
    state
}

fn resumes() -> Resumes {
    let file = |id, name: &str, bytes| ResumeEntry {
        id,
        name: name.to_owned(),
        bytes,
        created_ms: NOON,
    };
    Resumes {
        list: vec![
            file(2, "mara-lindqvist-2026.pdf", 84_220),
            file(1, "mara-lindqvist-2024.docx", 31_007),
        ],
        open: Some(OpenResume::new(
            2,
            "mara-lindqvist-2026.pdf".to_owned(),
            resume(),
            Corrections::default(),
        )),
        suggested: vec![SuggestedSkill {
            skill: "use spreadsheets software".to_owned(),
            span: {
                let start = RESUME.find("weekly report").unwrap();
                Span::new(start, start + "weekly report".len())
            },
        }],
        ..Resumes::default()
    }
}

pub fn resume() -> Resume {
    let section = |name: &str, heading: &str, from: &str, to: Option<&str>| Section {
        name: name.to_owned(),
        heading: heading.to_owned(),
        span: Span::new(
            RESUME.find(from).unwrap(),
            to.map_or(RESUME.len(), |to| RESUME.find(to).unwrap()),
        ),
    };
    let span =
        |from: &str, to: &str| Span::new(RESUME.find(from).unwrap(), RESUME.find(to).unwrap());
    Resume {
        version: 1,
        sha256: "ab".repeat(32),
        kind: DocumentKind::Pdf,
        text: RESUME.to_owned(),
        lines: Vec::new(),
        sections: vec![
            section("contact", "", "Mara", Some("EXPERIENCE")),
            section("experience", "EXPERIENCE", "EXPERIENCE", Some("EDUCATION")),
            section("education", "EDUCATION", "EDUCATION", Some("SKILLS")),
            section("skills", "SKILLS", "SKILLS", None),
        ],
        contact: Contact {
            full_name: Some("Mara Lindqvist".to_owned()),
            email: Some("mara@example.org".to_owned()),
            location: Some("Gothenburg".to_owned()),
            ..Contact::default()
        },
        experience: vec![Experience {
            title: Some("Data Analyst".to_owned()),
            company: Some("Nordhamn Logistics".to_owned()),
            dates: Some("2021 to present".to_owned()),
            start: Some("2021".to_owned()),
            end: Some("present".to_owned()),
            bullets: [
                "Built a demand forecast in Python and SQL that cut empty runs by 12 %",
                "Automated the weekly report with dbt and Airflow",
            ]
            .map(|text| {
                let start = RESUME.find(text).unwrap();
                Bullet {
                    text: text.to_owned(),
                    span: Span::new(start, start + text.len()),
                }
            })
            .to_vec(),
            span: span("Data Analyst", "Junior Analyst"),
            ..Experience::default()
        }],
        education: vec![Education {
            degree: Some("BSc Statistics".to_owned()),
            institution: Some("University of Gothenburg".to_owned()),
            dates: Some("2019".to_owned()),
            span: span("BSc", "\nSKILLS"),
            ..Education::default()
        }],
        skills: vec![SkillItem {
            text: "Python".to_owned(),
            span: span("Python, SQL, dbt", ", SQL, dbt"),
        }],
        skills_found: Vec::new(),
        unplaced: vec![span("Junior Analyst", "- Designed")],
        warnings: vec![Warning {
            kind: WarningKind::LowText,
            message: "Page 2 holds a picture without text; nothing was read from it.".to_owned(),
            span: None,
        }],
    }
}

fn from_resume(id: u32, quote: &str) -> Evidence {
    let start = RESUME.find(quote).unwrap();
    Evidence {
        id,
        source: Source::Resume,
        start: Some(start),
        end: Some(start + quote.len()),
        quote: quote.to_owned(),
        reference: String::new(),
    }
}

fn from_atlas(id: u32, quote: &str, reference: &str) -> Evidence {
    Evidence {
        id,
        source: Source::Atlas,
        start: None,
        end: None,
        quote: quote.to_owned(),
        reference: reference.to_owned(),
    }
}

fn cited(text: &str, evidence: &[u32]) -> Cited {
    Cited {
        text: text.to_owned(),
        evidence: evidence.to_vec(),
    }
}

fn part(name: &str, weight: u8, score: f64, evidence: &[u32]) -> Part {
    Part {
        name: name.to_owned(),
        weight,
        score,
        evidence: evidence.to_vec(),
    }
}

pub fn analysis() -> Analysis {
    let summary = "You have five years of analysis behind you, and they end in results people could count. Your forecast in Python and SQL is the strongest line of this résumé.";
    let first_end = summary.find(" Your forecast").unwrap();
    let claim = |start, end, evidence: &[u32]| Claim {
        field: "/analysis".to_owned(),
        start,
        end,
        evidence: evidence.to_vec(),
    };
    Analysis {
        version: 1,
        kind: Kind::TargetRole,
        resume: ResumeRef {
            id: "abababababababab".to_owned(),
            sha256: "ab".repeat(32),
        },
        analysis: summary.to_owned(),
        suggestions: vec![suggestion()],
        overall_strengths: vec![
            cited(
                "You measure what you do: the forecast cut empty runs by 12 %.",
                &[0],
            ),
            cited("You bring numbers to people who decide.", &[2]),
        ],
        improvements_to_consider: vec![cited(
            "Say how large the data was and how often the forecast ran.",
            &[0],
        )],
        requirements: Vec::new(),
        claims: vec![
            claim(0, first_end, &[1]),
            claim(first_end + 1, summary.len(), &[0]),
        ],
        evidence: vec![
            from_resume(
                0,
                "Built a demand forecast in Python and SQL that cut empty runs by 12 %",
            ),
            from_resume(1, "Data Analyst, Nordhamn Logistics, 2021 to present"),
            from_resume(
                2,
                "Designed A/B tests for the web shop and presented them to the board",
            ),
            from_resume(3, "Python, SQL, dbt, Airflow, statistics, Tableau"),
            from_atlas(
                4,
                "Data Scientists use TensorFlow.",
                "onet:15-2051.00#technologies/TensorFlow",
            ),
            from_atlas(
                5,
                "Most data scientists hold a bachelor's degree or more.",
                "onet:15-2051.00#education",
            ),
        ],
        provenance: Provenance {
            link: Link::Local,
            model: Some("Qwen3-1.7B-Q4_K_M".to_owned()),
            prompt_version: "analysis-1".to_owned(),
            score_version: "score-1".to_owned(),
            ttft_ms: Some(412),
            tokens_per_second: Some(21.3),
            fallbacks: Vec::new(),
        },
    }
}

/// What a pasted job description asks for, one of each standing.
pub fn requirements() -> Vec<Requirement> {
    let row = |text: &str, need, status, evidence: u32| Requirement {
        text: text.to_owned(),
        need,
        status,
        evidence: vec![evidence],
    };
    vec![
        row("Three years with SQL", Need::Required, Status::Met, 3),
        row(
            "Experience with forecasting",
            Need::Required,
            Status::Partial,
            0,
        ),
        row("TensorFlow", Need::Preferred, Status::Missing, 4),
    ]
}

fn suggestion() -> Suggestion {
    Suggestion {
        role: "Data Scientist".to_owned(),
        occupation: Some("15-2051.00".to_owned()),
        match_percent: 72,
        parts: vec![
            part("Skills and technologies", 50, 0.72, &[3]),
            part("Experience in related work", 30, 0.8, &[1]),
            part("Education", 20, 0.6, &[5]),
        ],
        description: "Data scientists build models that answer questions for a business, and explain what the answers are worth.".to_owned(),
        why_it_fits: "You already forecast demand and test ideas with numbers.".to_owned(),
        skills_to_highlight: vec![
            cited("Python", &[0, 3]),
            cited("SQL", &[0, 3]),
            cited("A/B testing", &[2]),
            cited("Airflow", &[3]),
        ],
        skills_to_develop: vec![cited("TensorFlow", &[4]), cited("Machine learning", &[4])],
        counterfactuals: vec![
            Counterfactual {
                add: "Machine learning".to_owned(),
                gain: 6,
            },
            Counterfactual {
                add: "Docker".to_owned(),
                gain: 4,
            },
        ],
    }
}

fn analyzer() -> Analyzer {
    let past = |id, title: &str, match_percent, complete| AnalysisEntry {
        id,
        title: title.to_owned(),
        match_percent,
        complete,
        created_ms: NOON,
    };
    Analyzer {
        goal: Goal::Role,
        role: "Data Scientist".to_owned(),
        phase: Phase::Done,
        analysis: Some(Arc::new(analysis())),
        analysis_id: Some(7),
        history: vec![
            past(7, "Data Scientist", Some(72), true),
            past(6, "Best fit", Some(81), true),
            past(5, "Job description", None, false),
        ],
        ..Analyzer::default()
    }
}

fn importance(name: &'static str, value: f32) -> Importance {
    Importance {
        id: name,
        name,
        value,
        level: None,
    }
}

pub fn occupation() -> Occupation {
    let technology = |name, hot, in_demand| Technology {
        name,
        hot,
        in_demand,
    };
    let share = |level, percent| EducationShare { level, percent };
    Occupation {
        code: "15-2051.00".to_owned(),
        title: "Data Scientists".to_owned(),
        alternate_titles: vec![
            "Machine Learning Scientist".to_owned(),
            "Data Analytics Specialist".to_owned(),
        ],
        skills: vec![
            importance("Mathematics", 4.1),
            importance("Critical Thinking", 4.0),
            importance("Reading Comprehension", 4.0),
            importance("Programming", 3.6),
        ],
        knowledge: vec![
            importance("Mathematics", 4.8),
            importance("Computers and Electronics", 4.6),
        ],
        technologies: vec![
            technology("Python", true, true),
            technology("SQL", true, true),
            technology("R", true, true),
            technology("Apache Spark", true, false),
            technology("TensorFlow", true, false),
            technology("Tableau", true, false),
            technology("MATLAB", false, false),
        ],
        activities: vec![
            importance("Analyzing Data or Information", 41.2),
            importance("Making Decisions and Solving Problems", 23.5),
            importance("Thinking Creatively", 17.6),
        ],
        job_zone: 5,
        education: vec![
            share("Bachelor's degree", 46.0),
            share("Master's degree", 38.0),
            share("Doctoral degree", 12.0),
        ],
        related: vec!["15-2041.00", "15-1221.00"],
        wage: Some(Wage {
            year: 2024,
            p10: Some(63_650),
            p25: Some(82_630),
            median: Some(112_590),
            p75: Some(155_810),
            p90: Some(194_410),
        }),
        outlook: Some(Outlook {
            from_year: 2024,
            to_year: 2034,
            change_percent: 33.5,
            openings_per_year: Some(23_400),
        }),
        interests: vec![
            importance("Investigative", 6.6),
            importance("Conventional", 5.2),
            importance("Realistic", 2.9),
        ],
        work_styles: vec![
            importance("Analytical Thinking", 4.8),
            importance("Attention to Detail", 4.6),
            importance("Integrity", 4.4),
        ],
        esco: Vec::new(),
    }
}

/// Two ways: directly, and over one more occupation.
fn routes() -> Routes {
    let analysts = ("15-2051.01", "Business Intelligence Analysts");
    let statisticians = ("15-2041.00", "Statisticians");
    let scientists = ("15-2051.00", "Data Scientists");
    let route = |hops: Vec<Hop>| Route {
        cost: hops.iter().map(|hop| hop.cost).sum(),
        hops,
    };
    Routes {
        from: stop(analysts),
        held: Some("Data Analyst".to_owned()),
        found: vec![
            route(vec![hop(
                analysts,
                scientists,
                &["TensorFlow", "Apache Spark", "PyTorch"],
            )]),
            route(vec![
                hop(analysts, statisticians, &["Mathematics", "SAS"]),
                hop(statisticians, scientists, &["TensorFlow", "Apache Spark"]),
            ]),
        ],
        chosen: 0,
    }
}

fn stop((code, title): (&str, &str)) -> Stop {
    Stop {
        code: code.to_owned(),
        title: title.to_owned(),
    }
}

fn hop(from: (&str, &str), to: (&str, &str), new: &[&str]) -> Hop {
    let ask = |name: &&str| Ask {
        name: (*name).to_owned(),
        kind: ItemKind::Technology,
        before: None,
        after: None,
        facts: Vec::new(),
    };
    let held = |name: &str, shown_by| Held {
        name: name.to_owned(),
        kind: ItemKind::Technology,
        shown_by,
        facts: Vec::new(),
    };
    Hop {
        from: stop(from),
        to: stop(to),
        cost: 60,
        asks: new.iter().map(ask).collect(),
        has: vec![
            held("Python", ShownBy::Both),
            held("SQL", ShownBy::Resume),
            held("Critical Thinking", ShownBy::Occupation),
        ],
        preparation: Preparation {
            before: 4,
            after: 5,
            education: Some(("Bachelor's Degree".to_owned(), 47.0)),
            facts: Vec::new(),
        },
    }
}

fn explorer() -> Explorer {
    let hit = |code: &str, title: &str, matched: Option<&str>| OccupationHit {
        code: code.to_owned(),
        title: title.to_owned(),
        matched: matched.map(str::to_owned),
    };
    Explorer {
        query: "Data Science".to_owned(),
        hits: vec![
            hit("15-2051.00", "Data Scientists", None),
            hit("15-2051.01", "Business Intelligence Analysts", Some("Data Science Analyst")),
        ],
        occupation: Some(Arc::new(occupation())),
        related: vec![
            ("15-2041.00".to_owned(), "Statisticians".to_owned()),
            ("15-1221.00".to_owned(), "Computer and Information Research Scientists".to_owned()),
        ],
        gap: Some(Gap {
            match_percent: 72,
            have: vec!["Python".to_owned(), "SQL".to_owned(), "Tableau".to_owned()],
            missing: vec!["TensorFlow".to_owned(), "Apache Spark".to_owned()],
        }),
        routes: Some(routes()),
        write_up: "Data scientists spend much of their day **asking what the data can answer**, and less of it on models than outsiders think.\n\n- Mornings go to data that does not fit together.\n- Afternoons go to explaining results.".to_owned(),
        phase: Phase::Done,
        ..Explorer::default()
    }
}

fn mentor(quick_questions: Vec<String>) -> Mentor {
    let message = |speaker, text: &str, answered| ChatMessage {
        speaker,
        text: text.to_owned(),
        complete: true,
        answered,
    };
    let chat = |id, title: &str| ChatEntry {
        id,
        title: title.to_owned(),
        updated_ms: NOON,
    };
    Mentor {
        chats: vec![
            chat(3, "Towards data science"),
            chat(2, "Talking about pay"),
        ],
        open: Some(3),
        messages: vec![
            message(
                Speaker::User,
                "What should I learn first to become a data scientist?",
                None,
            ),
            message(
                Speaker::Assistant,
                "Start from what you have: **Python and SQL at Nordhamn Logistics**.\n\n1. Take one forecast you built and rebuild it with scikit-learn.\n2. Write down how much better or worse it does.\n3. Put that line on your résumé.\n\nMachine learning is the gap that moves your match most: `+6`.",
                Some(Answered {
                    link: Link::Local,
                    model: "Qwen3-1.7B-Q4_K_M".to_owned(),
                    ttft_ms: 412,
                    tokens_per_second: Some(21.3),
                    fallbacks: Vec::new(),
                }),
            ),
        ],
        draft: String::new(),
        phase: Phase::Done,
        given: vec![
            "Résumé: mara-lindqvist-2026.pdf".to_owned(),
            "Analysis: Data Scientist".to_owned(),
            "2 saved paths".to_owned(),
        ],
        quick_questions,
        ..Mentor::default()
    }
}

fn paths() -> Paths {
    let path = |id, title: &str, status, match_percent| SavedPath {
        id,
        title: title.to_owned(),
        occupation: Some("15-2051.00".to_owned()),
        status,
        notes: "Ask Ilse how she made the move.".to_owned(),
        summary: "**Data Scientist**, match 72.\n\n- Highlight: Python, SQL\n- Develop: TensorFlow"
            .to_owned(),
        match_percent,
        analysis_id: Some(7),
        created_ms: NOON,
        updated_ms: NOON,
    };
    Paths {
        list: vec![
            path(2, "Data Scientist", PathStatus::InProgress, Some(72)),
            path(
                1,
                "Statistician in public health",
                PathStatus::Considering,
                None,
            ),
        ],
        ..Paths::default()
    }
}

fn models() -> Models {
    Models {
        found: vec![
            LocalModel {
                name: "Qwen3-1.7B-Q4_K_M".to_owned(),
                path: "/models/Qwen3-1.7B-Q4_K_M.gguf".into(),
                bytes: 1_107_409_472,
                place: "LM Studio".to_owned(),
                architecture: "qwen3".to_owned(),
                window: Some(40_960),
                fit: "It runs here: 1.1 GB of weights and 0.5 GB of cache of 16 GB of memory."
                    .to_owned(),
                can_run: true,
            },
            LocalModel {
                name: "gpt-oss-120b-MXFP4".to_owned(),
                path: "/models/gpt-oss-120b-MXFP4.gguf".into(),
                bytes: 63_387_346_208,
                place: "Hugging Face cache".to_owned(),
                architecture: "gpt-oss".to_owned(),
                window: Some(131_072),
                fit: "It cannot run here: 63.4 GB of weights are more than the 16 GB of memory."
                    .to_owned(),
                can_run: false,
            },
        ],
        loaded: Some("Qwen3-1.7B-Q4_K_M".to_owned()),
        ..Models::default()
    }
}

fn performance() -> Performance {
    let answers = (0..40_u64)
        .map(|i| AnswerFigure {
            at_ms: NOON,
            purpose: ["analysis", "mentor", "explore"][(i % 3) as usize].to_owned(),
            link: if i % 9 == 4 { Link::Guide } else { Link::Local },
            model: if i % 9 == 4 {
                String::new()
            } else {
                "Qwen3-1.7B-Q4_K_M".to_owned()
            },
            ttft_ms: 380 + (i * 37) % 210,
            tokens_per_second: (i % 9 != 4).then_some(19.0 + (i * 13 % 7) as f64 / 2.0),
            complete: i % 20 != 7,
            n_fallbacks: u32::from(i % 9 == 4),
        })
        .collect();
    Performance { answers }
}

/// Every link has failed.
pub fn failure() -> Failure {
    let failed = |model: &str, reason: &str| Fallback {
        link: Link::OpenRouter,
        model: model.to_owned(),
        reason: reason.to_owned(),
    };
    Failure {
        explanation: LinkError::RateLimited {
            retry_after_secs: Some(20),
        }
        .explain(),
        attempts: vec![failed("a", "rate_limited"), failed("b", "timeout")],
        time: "14:05:09".to_owned(),
    }
}
