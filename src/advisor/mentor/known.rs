//! What the mentor knows, as a prompt carries it.

use std::fmt::Write;

use super::{MentorContext, occupations_named};
use crate::career::analysis::Analysis;
use crate::career::occupation::Occupation;
use crate::career::path::SavedPath;
use crate::career::resume::Resume;
use crate::chat::Message;

/// Text of a résumé that a prompt carries at most.
const RESUME_BYTES: usize = 3_000;
/// What is known and said together, for a window of 1,024 tokens that has to hold the answer as well.
const SMALL_BYTES: usize = 1_700;
/// What was said, of that: at most, and what is kept free for it, so that a conversation goes on behind the same text and only
/// its newest messages have to be read.
const SMALL_HISTORY_BYTES: usize = 600;
const SMALL_HISTORY_USUAL: usize = 300;

/// How much a prompt may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// A window of 1,024 tokens: of the résumé and of what was said, what there is room for.
    Small,
    Large,
}

impl Room {
    /// The newest messages that there is room for, the last one in any case.
    pub(super) fn recent(self, history: &[Message]) -> &[Message] {
        if self == Self::Large {
            return history;
        }
        let mut bytes = 0;
        let fits = history.iter().rev().take_while(|message| {
            bytes += message.text.len();
            bytes <= SMALL_HISTORY_BYTES
        });
        let n = fits.count().max(1).min(history.len());
        &history[history.len() - n..]
    }

    /// How much of a résumé may stand beside so many bytes of other knowledge and of messages.
    fn resume_bytes(self, known: usize, said: usize) -> usize {
        match self {
            Self::Small => SMALL_BYTES.saturating_sub(known + said.max(SMALL_HISTORY_USUAL)),
            Self::Large => RESUME_BYTES,
        }
    }
}

/// All that `context` holds for the newest question, beside the messages of `history`.
pub(super) fn known(
    context: &MentorContext,
    question: &str,
    history: &[Message],
    room: Room,
) -> String {
    let others = others(context, question);
    let said: usize = history.iter().map(|message| message.text.len()).sum();
    let mut known = String::new();
    if let Some(resume) = &context.resume {
        let most_bytes = room.resume_bytes(others.len(), said);
        section(&mut known, "Résumé", &without_contact(resume, most_bytes));
    }
    known.push_str(&others);
    if known.is_empty() {
        known.push_str("Nothing yet: no résumé has been added.");
    }
    known
}

/// What is known beside the résumé.
fn others(context: &MentorContext, question: &str) -> String {
    let mut known = String::new();
    if let Some(analysis) = &context.analysis {
        section(&mut known, "Latest analysis", &outlined(analysis));
    }
    if let Some(occupation) = occupations_named(context.atlas, question).first() {
        let lines = occupation_in_lines(occupation);
        section(&mut known, "The occupation they ask about", &lines);
    }
    let paths: String = context.paths.iter().take(8).map(path_line).collect();
    if !paths.is_empty() {
        section(&mut known, "Saved paths", &paths);
    }
    known
}

fn section(known: &mut String, heading: &str, text: &str) {
    // Writing to a string cannot fail.
    let _ = write!(known, "{heading}:\n{}\n\n", text.trim_end());
}

/// The résumé's first lines, so many bytes of them, without name, address, e-mail and the like, which no advice needs.
fn without_contact(resume: &Resume, most_bytes: usize) -> String {
    let contact = &resume.contact;
    let private: Vec<&str> = [&contact.full_name, &contact.email, &contact.phone]
        .into_iter()
        .flatten()
        .chain(&contact.links)
        .map(String::as_str)
        .collect();
    let mut text = String::new();
    for line in &resume.lines {
        let Some(words) = resume.text.get(line.start..line.end) else {
            continue;
        };
        let is_private =
            line.section == "contact" || private.iter().any(|item| words.contains(item));
        if is_private {
            continue;
        }
        if text.len() + words.len() > most_bytes {
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
        .map(|skill| skill.name)
        .collect();
    let tools: Vec<&str> = occupation
        .technologies
        .iter()
        .take(8)
        .map(|t| t.name)
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::request;
    use super::*;
    use crate::advisor::sample;
    use crate::atlas::Atlas;
    use crate::chat::Speaker;

    fn context() -> MentorContext {
        let lines: Vec<String> = (0..200)
            .map(|n| format!("Wrote report {n} in Python"))
            .collect();
        MentorContext {
            atlas: Atlas::get(),
            resume: Some(Arc::new(sample::resume(&lines.join("\n")))),
            analysis: None,
            paths: Vec::new(),
        }
    }

    fn history(n: usize) -> Vec<Message> {
        let speaker = |at: usize| [Speaker::User, Speaker::Assistant][at % 2];
        (0..n)
            .map(|at| Message::new(speaker(at), format!("{at}: {}", "word ".repeat(30))))
            .collect()
    }

    fn asked(n: usize, room: Room) -> Vec<Message> {
        request(&context(), &history(n), room).messages
    }

    #[test]
    fn a_small_room_holds_the_newest_words_and_the_beginning_of_the_resume() {
        let small = asked(31, Room::Small);
        let bytes: usize = small.iter().map(|message| message.text.len()).sum();
        assert!(bytes < 2_400, "{bytes}");
        assert!(small[0].text.contains("Wrote report 0 in Python"));
        assert!(
            small
                .last()
                .is_some_and(|message| message.text.starts_with("30:"))
        );
        let large = asked(31, Room::Large);
        assert!(large.len() > small.len());
        assert!(large[0].text.contains("Wrote report 90 in Python"));
    }

    #[test]
    fn a_question_longer_than_the_room_is_asked_all_the_same() {
        let question = [Message::new(Speaker::User, "why ".repeat(1_000))];
        let messages = request(&context(), &question, Room::Small).messages;
        assert_eq!(messages[1].text, question[0].text);
        assert!(!messages[0].text.contains("Wrote report"));
    }
}
