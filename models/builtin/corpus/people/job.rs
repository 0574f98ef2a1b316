//! Invented job descriptions.

use aspiro::career::occupation::Occupation;
use rand::Rng;
use rand::rngs::StdRng;

use super::life::{capitalised, title};
use super::lists::{Lists, pick};
use super::words::Words;

/// A posting for work as `occupation`, its title in the first line.
pub(crate) fn description(rng: &mut StdRng, occupation: &Occupation, words: Words) -> String {
    let lists = Lists::get();
    let code = occupation.code.as_str();
    let employer = words.employer(rng, code);
    let title = title(rng, occupation, words.split);
    let heading = pick(
        rng,
        &[
            "Requirements",
            "What you bring",
            "You have",
            "Essential",
            "Your profile",
        ],
    );
    let mut text = format!("{title}\n{employer}, {}\n\n{heading}\n", words.town(rng));
    let known: Vec<&str> = occupation.technologies.iter().map(|t| t.name).collect();
    let tool = |rng: &mut StdRng| {
        if known.is_empty() || rng.random_bool(0.15) {
            words.app(rng)
        } else {
            pick(rng, &known).to_owned()
        }
    };
    for at in 0..rng.random_range(4..10) {
        if at == 5 {
            text.push_str("\nNice to have\n");
        }
        let topic = pick(rng, lists.of_field(code, "topic"));
        let things = pick(rng, lists.of_field(code, "things"));
        let line = match rng.random_range(0..9) {
            0 => format!(
                "{}+ years of experience with {things}",
                rng.random_range(1..=8)
            ),
            1 => format!("Experience with {} and {}", tool(rng), tool(rng)),
            2 => format!("Good knowledge of {}", tool(rng)),
            3 => format!("{} and {topic}", tool(rng)),
            4 => format!("You have prepared {things} before"),
            5 => {
                let subject = pick(rng, lists.subjects(code));
                format!(
                    "{} in {subject}",
                    pick(rng, &["Degree", "Bachelor's degree", "Diploma"])
                )
            }
            6 => pick(rng, lists.of_field(code, "paper")).to_owned(),
            7 => format!(
                "{} with {}",
                capitalised(topic),
                pick(rng, lists.of_field(code, "people"))
            ),
            _ => format!(
                "{} years in {}",
                rng.random_range(2..=6),
                pick(rng, lists.of_field(code, "place"))
            ),
        };
        text.push_str(&format!("- {line}\n"));
    }
    text
}
