//! The questions about careers: an analysis of a résumé and the write-up of an occupation, each section a step.
//!
//! A step gives a model a few numbered facts and asks for one to three lines, each of which names its facts before it
//! says anything: choose, then phrase. It is small enough for a window of 1,024 tokens, prompt and answer together.

use super::answer::SectionName;
use super::form;
use super::{Given, fill, given_lines};
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

/// What a step is to write about: the words for it, and how many lines.
struct Task {
    key: &'static str,
    subject: &'static str,
    n_lines: u32,
}

const TASKS: [Task; 10] = [
    Task {
        key: "analysis",
        subject: "the person: what the résumé shows, how it stands to {{role}}, and the step that would help most",
        n_lines: 3,
    },
    Task {
        key: "description",
        subject: "the work of {{role}}",
        n_lines: 2,
    },
    Task {
        key: "whyItFits",
        subject: "why {{role}} fits this person, and what is not shown yet",
        n_lines: 3,
    },
    Task {
        key: "strengths",
        subject: "the person's strengths, short and without a full stop",
        n_lines: 3,
    },
    Task {
        key: "improvements",
        subject: "what the person could add to the résumé for {{role}}, as short advice without a full stop",
        n_lines: 3,
    },
    Task {
        key: "about",
        subject: "what the work of {{role}} is about",
        n_lines: 2,
    },
    Task {
        key: "skills",
        subject: "the skills and tools that matter for {{role}}",
        n_lines: 3,
    },
    Task {
        key: "preparation",
        subject: "the education and preparation {{role}} need",
        n_lines: 2,
    },
    Task {
        key: "outlook",
        subject: "the pay and outlook of {{role}}, with year and country",
        n_lines: 2,
    },
    Task {
        key: "gap",
        subject: "what the person's résumé shows of {{role}} and what it does not show yet",
        n_lines: 3,
    },
];

/// About a line's tokens in a small vocabulary.
const TOKENS_PER_LINE: u32 = 80;

/// Asks for the lines of one section. `role` is what it is about; the facts are numbered from 1.
pub fn step(purpose: Purpose, key: &str, role: &str, facts: &[Given]) -> Request {
    let task = task(key);
    let count = match task.n_lines {
        2 => "two lines",
        _ => "three lines",
    };
    let (lines, n_facts) = given_lines(facts);
    let subject = fill(task.subject, &[("role", role)]);
    let asked = fill(
        include_str!("../../assets/prompts/step.txt"),
        &[("facts", &lines), ("count", count), ("subject", &subject)],
    );
    Request {
        purpose,
        messages: vec![
            Message::new(
                Speaker::System,
                include_str!("../../assets/prompts/system.txt").trim_end(),
            ),
            Message::new(Speaker::User, asked.trim_end()),
        ],
        max_tokens: task.n_lines * TOKENS_PER_LINE,
        sampling: Sampling::copying(),
        stop: Vec::new(),
        structured: true,
        continue_from: None,
        pattern: Some(form::lines(n_facts, task.n_lines)),
    }
}

/// How many lines a section has at most.
pub fn n_lines(key: &str) -> usize {
    task(key).n_lines as usize
}

fn task(key: &str) -> &'static Task {
    TASKS
        .iter()
        .find(|task| task.key == key)
        .unwrap_or(&TASKS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_fits_a_window_of_1024_tokens() {
        let facts: Vec<Given> = (0..40)
            .map(|n| Given {
                label: "résumé".to_owned(),
                text: format!("{n} {}", "word ".repeat(60)),
                ids: vec![n],
            })
            .collect();
        for task in &TASKS {
            let request = step(
                Purpose::Analysis,
                task.key,
                "Electrical and Electronic Engineering Technologists",
                &facts,
            );
            let bytes: usize = request
                .messages
                .iter()
                .map(|message| message.text.len())
                .sum();
            // A vocabulary of four thousand words writes about three bytes a token.
            assert!(bytes <= 2_300, "{}: {bytes} bytes", task.key);
            assert!(request.max_tokens <= 240);
        }
    }
}
