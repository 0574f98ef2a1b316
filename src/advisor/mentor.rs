//! What the mentor is given, and who answers when no model does.

use std::fmt::Write;
use std::sync::Arc;

use crate::advisor::guide::phrase::count;
use crate::advisor::guide::{self, Guide};
use crate::atlas::Atlas;
use crate::career::analysis::Analysis;
use crate::career::occupation::Occupation;
use crate::career::path::SavedPath;
use crate::career::resume::{Resume, WarningKind};
use crate::chat::{Message, Request, Speaker};
use crate::prompt;
use crate::provider::Provider;

/// All that a conversation may build on.
#[derive(Clone)]
pub struct MentorContext {
    pub atlas: &'static Atlas,
    pub resume: Option<Arc<Resume>>,
    /// The latest analysis of that résumé.
    pub analysis: Option<Arc<Analysis>>,
    pub paths: Vec<SavedPath>,
}

/// Text of a résumé that a prompt carries at most.
const RESUME_BYTES: usize = 3_000;

/// The next answer's request, and the guide that stands behind the other links.
pub fn mentor_request(
    context: &MentorContext,
    history: &[Message],
) -> (Request, Arc<dyn Provider>) {
    let asked = history
        .iter()
        .rev()
        .find(|message| message.speaker == Speaker::User);
    let question = asked.map_or("", |message| message.text.as_str());
    let paragraphs = guide::mentor::answer(context, question);
    let request = prompt::mentor::request(&known(context, question), history);
    (request, Arc::new(Guide::in_paragraphs(paragraphs)))
}

/// What the mentor was given this turn, one line each.
pub fn given(context: &MentorContext) -> Vec<String> {
    let mut given = Vec::new();
    if let Some(resume) = &context.resume {
        let lines = resume.lines.len();
        given.push(format!("Résumé: {}", count(lines, "line", "lines")));
    }
    if let Some(analysis) = &context.analysis {
        let roles: Vec<String> = analysis
            .suggestions
            .iter()
            .map(|s| format!("{}, {} of 100", s.role, s.match_percent))
            .collect();
        given.push(format!("Analysis: {}", roles.join("; ")));
    }
    if !context.paths.is_empty() {
        given.push(format!("Saved paths: {}", context.paths.len()));
    }
    given
}

/// Questions the guide can answer as things stand.
pub fn quick_questions(context: &MentorContext) -> Vec<String> {
    let mut questions = Vec::new();
    if let Some(first) = context
        .analysis
        .as_ref()
        .and_then(|a| a.suggestions.first())
    {
        questions.push("What should I learn first?".to_owned());
        questions.push(format!("Explain my match with {}", first.role));
        questions.push("What are my strengths?".to_owned());
    }
    if context.resume.is_some() {
        questions.push("Which roles fit me?".to_owned());
        questions.push("How do I phrase my experience?".to_owned());
    }
    if questions.is_empty() {
        questions.push("How do I begin?".to_owned());
        questions.push("What can you do?".to_owned());
    }
    questions
}

fn known(context: &MentorContext, question: &str) -> String {
    let mut known = String::new();
    if let Some(resume) = &context.resume {
        section(&mut known, "Résumé", &without_contact(resume));
    }
    if let Some(analysis) = &context.analysis {
        section(&mut known, "Latest analysis", &outlined(analysis));
    }
    if let Some(occupation) = occupation_named(context.atlas, question) {
        let lines = occupation_in_lines(occupation);
        section(&mut known, "The occupation they ask about", &lines);
    }
    let paths: String = context.paths.iter().take(8).map(path_line).collect();
    if !paths.is_empty() {
        section(&mut known, "Saved paths", &paths);
    }
    if known.is_empty() {
        known.push_str("Nothing yet: no résumé has been added.");
    }
    known
}

/// The occupation a question names by one of its titles, the longest that does.
pub fn occupation_named(atlas: &'static Atlas, question: &str) -> Option<&'static Occupation> {
    let words: Vec<&str> = question
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .take(40)
        .collect();
    (2..=4)
        .rev()
        .flat_map(|n| words.windows(n))
        .find_map(|run| atlas.resolve(&run.join(" ")))
}

fn section(known: &mut String, heading: &str, text: &str) {
    // Writing to a string cannot fail.
    let _ = write!(known, "{heading}:\n{}\n\n", text.trim_end());
}

/// The résumé's visible lines without name, address, e-mail and the like, which no advice needs.
fn without_contact(resume: &Resume) -> String {
    let contact = &resume.contact;
    let private: Vec<&str> = [&contact.full_name, &contact.email, &contact.phone]
        .into_iter()
        .flatten()
        .chain(&contact.links)
        .map(String::as_str)
        .collect();
    let hidden: Vec<_> = resume
        .warnings
        .iter()
        .filter(|warning| warning.kind == WarningKind::HiddenText)
        .filter_map(|warning| warning.span)
        .collect();
    let mut text = String::new();
    for line in &resume.lines {
        let Some(words) = resume.text.get(line.start..line.end) else {
            continue;
        };
        let is_hidden = hidden
            .iter()
            .any(|span| span.start < line.end && line.start < span.end);
        let is_private =
            line.section == "contact" || private.iter().any(|item| words.contains(item));
        if is_hidden || is_private {
            continue;
        }
        if text.len() + words.len() > RESUME_BYTES {
            break;
        }
        text.push_str(words.trim());
        text.push('\n');
    }
    text
}

fn outlined(analysis: &Analysis) -> String {
    let mut text = String::new();
    for suggestion in &analysis.suggestions {
        let names = |list: &[crate::career::analysis::Cited]| {
            list.iter()
                .take(8)
                .map(|item| item.text.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let _ = writeln!(
            text,
            "{}: match {} of 100. Shown: {}. Not shown: {}.",
            suggestion.role,
            suggestion.match_percent,
            names(&suggestion.skills_to_highlight),
            names(&suggestion.skills_to_develop)
        );
        for change in suggestion.counterfactuals.iter().take(3) {
            let _ = writeln!(
                text,
                "Adding {} would add {} points.",
                change.add, change.gain
            );
        }
    }
    text.push_str(&analysis.analysis);
    text
}

fn occupation_in_lines(occupation: &Occupation) -> String {
    let names: Vec<&str> = occupation
        .skills
        .iter()
        .take(5)
        .map(|skill| skill.name.as_str())
        .collect();
    let tools: Vec<&str> = occupation
        .technologies
        .iter()
        .take(8)
        .map(|t| t.name.as_str())
        .collect();
    format!(
        "{}\nMost important: {}\nTools: {}\n",
        occupation.title,
        names.join(", "),
        tools.join(", ")
    )
}

fn path_line(path: &SavedPath) -> String {
    let notes: String = path
        .notes
        .split_whitespace()
        .take(40)
        .collect::<Vec<_>>()
        .join(" ");
    format!("{} ({}) {notes}\n", path.title, path.status.label())
}
