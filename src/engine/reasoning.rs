//! Tells what a model thinks from what it answers.

use super::text::Watch;
use super::tokenizer::Tokenizer;

/// How models mark the beginning and the end of a block of reasoning.
const MARKS: [(&str, &str); 7] = [
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<reasoning>", "</reasoning>"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("[THINK]", "[/THINK]"),
    ("<seed:think>", "</seed:think>"),
    ("\u{25c1}think\u{25b7}", "\u{25c1}/think\u{25b7}"),
];

/// The marks of one vocabulary.
pub(super) struct Marks {
    /// Those of which beginning and end are one token each.
    tokens: Vec<MarkTokens>,
}

struct MarkTokens {
    begin: u32,
    end: u32,
    end_text: &'static str,
}

/// A piece of an answer, in the order in which it was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Reasoning(String),
    Text(String),
}

/// Splits one answer. A block begins with a mark that is one token, wherever that comes; with a mark spelt out, at
/// the beginning of the answer only, since an answer may quote one; or in the prompt, where the template opened it.
pub(super) struct Reasoning<'a> {
    marks: &'a Marks,
    state: State,
}

enum State {
    /// Nothing but white space so far, and perhaps the beginning of a mark.
    Beginning(String),
    Inside(Watch),
    /// Behind a block; the white space that sets the answer apart is part of neither.
    Behind,
    Text,
    /// Nothing is told apart.
    Off,
}

impl Marks {
    pub(super) fn new(tokenizer: &Tokenizer) -> Self {
        let single = |mark: &str| match tokenizer.encode(mark, true)[..] {
            [id] if tokenizer.token_bytes(id) == mark.as_bytes() => Some(id),
            _ => None,
        };
        let tokens = MARKS.iter().filter_map(|(begin, end)| {
            Some(MarkTokens {
                begin: single(begin)?,
                end: single(end)?,
                end_text: end,
            })
        });
        Self {
            tokens: tokens.collect(),
        }
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = u32> {
        self.tokens.iter().flat_map(|mark| [mark.begin, mark.end])
    }
}

/// The mark that ends the block which `rendered`, a prompt, has opened at its end.
pub(super) fn opened_by(rendered: &str) -> Option<&'static str> {
    let rendered = rendered.trim_end();
    MARKS
        .iter()
        .find_map(|(begin, end)| rendered.ends_with(begin).then_some(*end))
}

impl<'a> Reasoning<'a> {
    /// `opened` is the end mark of a block that the prompt has opened.
    pub(super) fn new(marks: &'a Marks, opened: Option<&str>) -> Self {
        Self {
            marks,
            state: opened.map_or_else(|| State::Beginning(String::new()), inside),
        }
    }

    /// For an answer in which nothing is told apart.
    pub(super) fn off(marks: &'a Marks) -> Self {
        Self {
            marks,
            state: State::Off,
        }
    }

    /// Whether what comes next is reasoning.
    pub(super) const fn is_inside(&self) -> bool {
        matches!(self.state, State::Inside(_))
    }

    /// Where `token` begins or ends a block, it writes nothing; the parts are what was held back before it.
    pub(super) fn mark(&mut self, token: u32) -> Option<Vec<Part>> {
        if matches!(self.state, State::Off) {
            return None;
        }
        let is_inside = self.is_inside();
        let mark = self.marks.tokens.iter().find(|mark| {
            let expected = if is_inside { mark.end } else { mark.begin };
            token == expected
        })?;
        let mut held = self.finish();
        held.retain(|part| !matches!(part, Part::Text(text) if text.trim().is_empty()));
        self.state = if is_inside {
            State::Behind
        } else {
            inside(mark.end_text)
        };
        Some(held)
    }

    pub(super) fn push(&mut self, text: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = Some(text.to_owned());
        while let Some(text) = rest.take().filter(|text| !text.is_empty()) {
            rest = self.step(text, &mut parts);
        }
        parts
    }

    /// Takes `text` as far as the state reaches; the rest belongs to the next.
    fn step(&mut self, text: String, parts: &mut Vec<Part>) -> Option<String> {
        match &mut self.state {
            State::Text | State::Off => parts.push(Part::Text(text)),
            State::Behind => {
                let answer = text.trim_start();
                if !answer.is_empty() {
                    parts.push(Part::Text(answer.to_owned()));
                    self.state = State::Text;
                }
            }
            State::Inside(watch) => {
                let seen = watch.push(&text);
                if !seen.text.is_empty() {
                    parts.push(Part::Reasoning(seen.text));
                }
                if seen.behind.is_some() {
                    self.state = State::Behind;
                }
                return seen.behind;
            }
            State::Beginning(held) => {
                held.push_str(&text);
                let begun = held.trim_start();
                if let Some((begin, end)) = MARKS.iter().find(|(begin, _)| begun.starts_with(begin))
                {
                    let behind = begun[begin.len()..].to_owned();
                    self.state = inside(end);
                    return Some(behind);
                }
                if !MARKS.iter().any(|(begin, _)| begin.starts_with(begun)) {
                    parts.push(Part::Text(std::mem::take(held)));
                    self.state = State::Text;
                }
            }
        }
        None
    }

    /// Nothing more comes in this state; what was held back is let go of.
    pub(super) fn finish(&mut self) -> Vec<Part> {
        let part = match &mut self.state {
            State::Beginning(held) => Part::Text(std::mem::take(held)),
            State::Inside(watch) => Part::Reasoning(watch.finish()),
            State::Behind | State::Text | State::Off => return Vec::new(),
        };
        match &part {
            Part::Text(text) | Part::Reasoning(text) if text.is_empty() => Vec::new(),
            _ => vec![part],
        }
    }
}

fn inside(end: &str) -> State {
    State::Inside(Watch::new([end.to_owned()]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::test_model::{Writer, byte_vocabulary};

    fn split(pieces: &[&str], opened: Option<&str>) -> (String, String) {
        let marks = Marks { tokens: Vec::new() };
        let mut splitter = Reasoning::new(&marks, opened);
        let mut parts: Vec<Part> = pieces
            .iter()
            .flat_map(|piece| splitter.push(piece))
            .collect();
        parts.extend(splitter.finish());
        let (mut reasoning, mut text) = (String::new(), String::new());
        for part in parts {
            match part {
                Part::Reasoning(part) => reasoning += &part,
                Part::Text(part) => text += &part,
            }
        }
        (reasoning, text)
    }

    fn expect(pieces: &[&str], opened: Option<&str>, reasoning: &str, text: &str) {
        let expected = (reasoning.to_owned(), text.to_owned());
        assert_eq!(split(pieces, opened), expected, "{pieces:?}");
    }

    #[test]
    fn a_block_at_the_beginning_is_told_apart() {
        expect(&["\n<think>a < b</think>\n\nYes."], None, "a < b", "Yes.");
        expect(&["[THINK]a[/THINK]b"], None, "a", "b");
        expect(&[" <b>Yes</b>"], None, "", " <b>Yes</b>");
        expect(&["<thin"], None, "", "<thin");
    }

    #[test]
    fn an_answer_may_quote_a_mark() {
        let quote = "Write <think> and </think>.";
        expect(&[quote], None, "", quote);
    }

    #[test]
    fn a_block_that_the_prompt_opened_needs_no_beginning() {
        let opened = opened_by("<|im_start|>assistant\n<think>\n");
        assert_eq!(opened, Some("</think>"));
        expect(&["so</think>Yes."], opened, "so", "Yes.");
        assert_eq!(opened_by("<think>\n\n</think>\n\n"), None);
    }

    #[test]
    fn a_block_that_is_never_closed_is_reasoning_to_its_end() {
        expect(&["<think>so and </thi"], None, "so and </thi", "");
    }

    #[test]
    fn a_mark_that_is_one_token_counts_anywhere() {
        let header = byte_vocabulary(Writer::default()).header();
        let tokenizer = Tokenizer::from_header(&header).expect("a vocabulary");
        // The vocabulary has no token for the end, and half a pair would never be closed.
        assert!(Marks::new(&tokenizer).tokens.is_empty());
        let marks = Marks {
            tokens: vec![MarkTokens {
                begin: 7,
                end: 8,
                end_text: "</think>",
            }],
        };
        let mut splitter = Reasoning::new(&marks, None);
        assert_eq!(splitter.push("Hm. "), [Part::Text("Hm. ".to_owned())]);
        assert_eq!(splitter.mark(8), None);
        assert_eq!(splitter.mark(7), Some(Vec::new()));
        assert_eq!(splitter.push("a</"), [Part::Reasoning("a".to_owned())]);
        let held = vec![Part::Reasoning("</".to_owned())];
        assert_eq!(splitter.mark(8), Some(held));
        assert_eq!(splitter.push("\nb"), [Part::Text("b".to_owned())]);
        assert_eq!(Reasoning::off(&marks).mark(7), None, "it is text there");
    }

    proptest! {
        #[test]
        fn pieces_change_nothing(
            text in "( |<think>|</think>|<thi|a){0,8}",
            cuts in prop::collection::vec(1_usize..6, 0..12),
        ) {
            let mut pieces = Vec::new();
            let mut rest = text.as_str();
            for cut in cuts {
                let (piece, after) = rest.split_at(cut.min(rest.len()));
                pieces.push(piece);
                rest = after;
            }
            pieces.push(rest);
            prop_assert_eq!(split(&pieces, None), split(&[text.as_str()], None));
        }
    }
}
