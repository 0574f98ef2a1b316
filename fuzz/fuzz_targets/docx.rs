//! A document: any bytes give a résumé or an error, and the lines of the résumé are its text.
//!
//! Archives are what a corpus of DOCX files makes of it; bytes that are none reach the reader of plain text.

#![no_main]

use aspiro::ingest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The reader of PDF fails in ways that only its worker contains.
    if bytes.windows(5).any(|window| window == b"%PDF-") {
        return;
    }
    let Ok(resume) = ingest::read_here(bytes) else {
        return;
    };
    let lines: Option<Vec<&str>> = resume
        .lines
        .iter()
        .map(|line| resume.text.get(line.start..line.end))
        .collect();
    let lines = lines.expect("every line is a slice of the text");
    assert_eq!(lines.join("\n"), resume.text);
});
