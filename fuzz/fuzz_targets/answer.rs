//! A model's answer: any text gives sentences, and they do not depend on where the stream was cut.

#![no_main]

use aspiro::prompt::answer::{AnswerParser, Sentence};
use aspiro::prompt::career::ANALYSIS;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, u8)| {
    let (text, step) = input;
    let whole = sentences([text]);
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut cut = usize::from(step).clamp(1, rest.len());
        while !rest.is_char_boundary(cut) {
            cut += 1;
        }
        let (piece, tail) = rest.split_at(cut);
        pieces.push(piece);
        rest = tail;
    }
    assert_eq!(sentences(pieces), whole);
});

fn sentences<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Vec<Sentence> {
    let mut parser = AnswerParser::new(ANALYSIS);
    let mut found: Vec<Sentence> = pieces
        .into_iter()
        .flat_map(|piece| parser.push(piece))
        .collect();
    found.extend(parser.finish());
    assert!(found.iter().all(|sentence| !sentence.text.is_empty()));
    found
}
