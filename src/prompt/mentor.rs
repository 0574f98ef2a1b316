//! The question of a conversation: what the mentor knows, then what was said.

use super::fill;
use crate::chat::{Message, Purpose, Request, Sampling, Speaker};

/// Turns kept of a long conversation, the newest.
const TURNS: usize = 16;

/// Asks for the next answer of a conversation. `known` is what the mentor may build on.
pub fn request(known: &str, history: &[Message]) -> Request {
    let system = fill(
        include_str!("../../assets/prompts/mentor.txt"),
        &[("known", known)],
    );
    let recent = &history[history.len().saturating_sub(TURNS)..];
    let opening = recent
        .iter()
        .position(|message| message.speaker == Speaker::User);
    let mut messages = vec![Message::new(Speaker::System, system.trim_end())];
    messages.extend_from_slice(&recent[opening.unwrap_or(0)..]);
    Request {
        purpose: Purpose::Mentor,
        messages,
        max_tokens: 1024,
        sampling: Sampling::default(),
        stop: Vec::new(),
        structured: false,
        continue_from: None,
        pattern: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_conversation_keeps_its_newest_turns_and_begins_with_the_person() {
        let history: Vec<Message> = (0..41)
            .map(|n| {
                let speaker = if n % 2 == 0 {
                    Speaker::User
                } else {
                    Speaker::Assistant
                };
                Message::new(speaker, n.to_string())
            })
            .collect();
        let messages = request("known", &history).messages;
        assert_eq!(messages[1].speaker, Speaker::User);
        assert_eq!(messages[1].text, "26");
        assert_eq!(messages.last().map(|m| m.text.as_str()), Some("40"));
    }
}
