//! The text the built-in model learns from.
#![expect(clippy::print_stderr, reason = "a bench says what went wrong")]

mod grammar;
mod occupations;
mod people;
mod prompts;
mod split;

use std::io::Write;

use rand::SeedableRng;
use rand::rngs::StdRng;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let Some(path) = words.first() else { return };
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).expect("a file"));
    let occupations = split::Split::Train.occupations();
    let start = std::time::Instant::now();
    let mut n = 0;
    for index in 0..300_u64 {
        let mut rng = StdRng::seed_from_u64(index);
        let Some(case) = prompts::case(&mut rng, split::Split::Train, &occupations) else { continue };
        if index < 5 { eprintln!("{}\n=====", case.resume.text); }
        for asked in &case.asked {
            for step in asked.steps() {
                n += 1;
                let facts: Vec<_> = prompts::facts(step).into_iter().map(|f| serde_json::json!({"label": f.label, "text": f.text})).collect();
                let messages: Vec<_> = step.request.messages.iter().map(|m| m.text.clone()).collect();
                writeln!(out, "{}", serde_json::json!({"key": step.section.key, "role": asked.role(step), "facts": facts, "messages": messages})).expect("writes");
            }
        }
    }
    eprintln!("{n} steps in {:?}", start.elapsed());
}
