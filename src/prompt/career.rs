//! The questions about careers: an analysis of a résumé, and the write-up of an occupation.

use super::answer::SectionName;
use super::fill;
use crate::chat::{Message, Purpose, Request, Sampling, Speaker};

/// The sections of an analysis; those of one suggestion carry its number.
pub const ANALYSIS: &[SectionName] = &[
    SectionName {
        key: "analysis",
        headings: &["analysis", "overallanalysis", "summary"],
        is_list: false,
    },
    SectionName {
        key: "description",
        headings: &["description", "roledescription"],
        is_list: false,
    },
    SectionName {
        key: "whyItFits",
        headings: &["whyitfits", "whyitfitsyou", "why"],
        is_list: false,
    },
    SectionName {
        key: "strengths",
        headings: &["strengths", "overallstrengths"],
        is_list: true,
    },
    SectionName {
        key: "improvements",
        headings: &["improvements", "improvementstoconsider"],
        is_list: true,
    },
];

/// The sections of a write-up.
pub const EXPLORATION: &[SectionName] = &[
    SectionName {
        key: "about",
        headings: &["about", "whatitisabout"],
        is_list: false,
    },
    SectionName {
        key: "skills",
        headings: &["skills", "skillsthatmatter"],
        is_list: false,
    },
    SectionName {
        key: "preparation",
        headings: &["preparation", "educationandpreparation", "education"],
        is_list: false,
    },
    SectionName {
        key: "outlook",
        headings: &["outlook", "payandoutlook", "pay"],
        is_list: false,
    },
    SectionName {
        key: "gap",
        headings: &["gap", "yourgap"],
        is_list: false,
    },
];

/// One role as an analysis prompt presents it.
#[derive(Debug, Clone)]
pub struct RoleBrief<'a> {
    pub role: &'a str,
    pub match_percent: u8,
    pub have: Vec<&'a str>,
    pub missing: Vec<&'a str>,
}

/// Asks for an analysis. `facts` are numbered lines.
pub fn analysis(facts: &str, roles: &[RoleBrief<'_>]) -> Request {
    let listed: String = roles
        .iter()
        .enumerate()
        .map(|(i, role)| role.line(i))
        .collect();
    let sections: String = (0..roles.len())
        .map(|i| {
            fill(
                include_str!("../../assets/prompts/analysis-role.txt"),
                &[("index", &i.to_string())],
            )
        })
        .collect();
    let asked = fill(
        include_str!("../../assets/prompts/analysis.txt"),
        &[
            ("facts", facts),
            ("roles", &listed),
            ("sections", &sections),
        ],
    );
    request(Purpose::Analysis, asked)
}

/// Asks for the write-up of an occupation; with a résumé's facts among them, for the gap too.
pub fn exploration(facts: &str, title: &str, with_gap: bool) -> Request {
    let gap = if with_gap {
        include_str!("../../assets/prompts/explore-gap.txt")
    } else {
        ""
    };
    let asked = fill(
        include_str!("../../assets/prompts/explore.txt"),
        &[("facts", facts), ("title", title), ("gap", gap)],
    );
    request(Purpose::Explore, asked)
}

fn request(purpose: Purpose, asked: String) -> Request {
    Request {
        purpose,
        messages: vec![
            Message::new(
                Speaker::System,
                include_str!("../../assets/prompts/system.txt").trim_end(),
            ),
            Message::new(Speaker::User, asked.trim_end()),
        ],
        max_tokens: 900,
        sampling: Sampling {
            temperature: 0.3,
            ..Sampling::default()
        },
        stop: Vec::new(),
        structured: true,
        continue_from: None,
    }
}

impl RoleBrief<'_> {
    fn line(&self, index: usize) -> String {
        let listed = |skills: &[&str]| match skills {
            [] => "none".to_owned(),
            some => some.join(", "),
        };
        format!(
            "{index}: {}; match {} of 100; the résumé shows: {}; it does not show: {}\n",
            self.role,
            self.match_percent,
            listed(&self.have),
            listed(&self.missing)
        )
    }
}
