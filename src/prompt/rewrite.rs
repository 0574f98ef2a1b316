//! The question for a better wording of one line of a résumé.

use super::{fill, quoted};
use crate::chat::{Message, Purpose, Request, Sampling, Speaker};

/// A line of a résumé is no paragraph.
const LONGEST: usize = 300;
const MOST_TOKENS: u32 = 120;

/// Asks for `line` in other words, for somebody who wants to work as `role`.
pub fn request(line: &str, role: &str) -> Request {
    let asked = fill(
        include_str!("../../assets/prompts/rewrite.txt"),
        &[("line", &quoted(line, LONGEST)), ("role", role)],
    );
    Request {
        purpose: Purpose::Analysis,
        messages: vec![Message::new(Speaker::User, asked.trim_end())],
        max_tokens: MOST_TOKENS,
        sampling: Sampling {
            // One wording is enough.
            temperature: 0.3,
            ..Sampling::copying()
        },
        stop: vec!["\n".to_owned()],
        structured: true,
        continue_from: None,
        pattern: Some(format!("[^\\n\\[\\]]{{8,{LONGEST}}}")),
    }
}
