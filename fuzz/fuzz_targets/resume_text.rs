//! A pasted résumé: any text is read, and whatever was recognised in it is a slice of it.

#![no_main]

use aspiro::career::resume::{Resume, Span};
use aspiro::ingest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(resume) = ingest::read_pasted(text) else {
        return;
    };
    for line in &resume.lines {
        slice(&resume, Span::new(line.start, line.end));
    }
    for section in &resume.sections {
        slice(&resume, section.span);
    }
    for role in &resume.experience {
        slice(&resume, role.span);
        role.field_spans
            .values()
            .for_each(|span| slice(&resume, *span));
        role.bullets
            .iter()
            .for_each(|bullet| slice(&resume, bullet.span));
    }
    for study in &resume.education {
        slice(&resume, study.span);
        study
            .field_spans
            .values()
            .for_each(|span| slice(&resume, *span));
    }
    resume
        .skills
        .iter()
        .for_each(|skill| slice(&resume, skill.span));
    resume
        .unplaced
        .iter()
        .for_each(|span| slice(&resume, *span));
});

fn slice(resume: &Resume, span: Span) {
    assert!(
        resume.text.get(span.start..span.end).is_some(),
        "{span:?} is no slice of the text"
    );
}
