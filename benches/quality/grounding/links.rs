//! Links to show things by: a model of random weights, and stand-ins that write what they are told.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aspiro::chat::{Delta, Done, Link, Request, Stop, Usage};
use aspiro::engine::gguf::Header;
use aspiro::engine::{Engine, LoadOptions};
use aspiro::provider::local::Local;
use aspiro::provider::{DeltaStream, Provider};
use futures_util::stream;

use super::dice::Dice;

pub(crate) fn model(path: &Path) -> Result<Arc<dyn Provider>, String> {
    let engine = Engine::load(&path.into(), &LoadOptions::default())
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Arc::new(Local::new(engine)))
}

/// The shape and vocabulary of a small model, with weights drawn at random.
pub(crate) fn random_weights(like: &Path) -> Result<PathBuf, String> {
    let said = |error: &dyn std::fmt::Display| format!("{}: {error}", like.display());
    let header = Header::read(like).map_err(|error| said(&error))?;
    let mut bytes = std::fs::read(like).map_err(|error| said(&error))?;
    let start = header
        .tensors()
        .iter()
        .map(|tensor| tensor.start as usize)
        .min()
        .unwrap_or(bytes.len());
    let mut dice = Dice::new(7);
    for weight in bytes[start..].chunks_exact_mut(4) {
        let value = dice.below(2001) as f32 / 1000.0 - 1.0;
        weight.copy_from_slice(&(value * 0.4).to_le_bytes());
    }
    let path = std::env::temp_dir().join(format!("aspiro-random-{}.gguf", std::process::id()));
    std::fs::write(&path, bytes).map_err(|error| said(&error))?;
    Ok(path)
}

/// Writes whatever its function makes of a request.
pub(crate) struct StandIn {
    pub(crate) says: Box<dyn Fn(&Request) -> String + Send + Sync>,
}

impl Provider for StandIn {
    fn link(&self) -> Link {
        Link::Local
    }

    fn model(&self) -> &str {
        "stand-in"
    }

    fn answer(&self, request: Arc<Request>) -> DeltaStream {
        let done = Delta::Done(Done {
            stop: Stop::End,
            usage: Usage::default(),
        });
        let text = (self.says)(&request);
        Box::pin(stream::iter([Ok(Delta::Text(text)), Ok(done)]))
    }
}

/// The numbered facts of a request: number, label, text.
pub(crate) fn facts(request: &Request) -> Vec<(u32, String, String)> {
    let asked = request
        .messages
        .last()
        .map_or("", |message| message.text.as_str());
    asked
        .lines()
        .filter_map(|line| {
            let (n, rest) = line.strip_prefix('[')?.split_once("] ")?;
            let (label, text) = rest.split_once(": ")?;
            Some((n.parse().ok()?, label.to_owned(), text.to_owned()))
        })
        .collect()
}

const LIES: [&str; 14] = [
    "You led 900 people at Initech.",
    "You hold a doctorate in astrophysics from Castlemere University.",
    "You were Chief Technology Officer of Globex for eleven years.",
    "You cut costs by 93 % in March 1987.",
    "You know Haskell, COBOL and VHDL well.",
    "Vandelay Industries employed you as an astronaut.",
    "Your match is 101 of 100.",
    "You speak of SolidWorks, Maya and QuickBooks on every page.",
    "You have been a surgeon since 1971.",
    "You earned an MBA at Wharton in 1969.",
    "Half of them earn more than $912,345 a year.",
    "You managed a budget of $77 million for Umbrella Corp.",
    "Your seventeen patents are named in it.",
    "You were promoted to Vice President of Hooli in 1994.",
];

/// Three lines a step: true ones that repeat a fact, and lies of every kind that cite a fact that exists.
pub(crate) fn mixed(seed: u64) -> StandIn {
    let says = move |request: &Request| {
        let facts = facts(request);
        let words: u64 = request
            .messages
            .iter()
            .map(|message| message.text.len() as u64)
            .sum();
        let mut dice = Dice::new(seed ^ words);
        let mut answer = String::new();
        for _ in 0..3 {
            let Some((n, label, text)) = dice.pick(&facts) else {
                continue;
            };
            let skill = label.strip_prefix("résumé shows ");
            let line = match (dice.below(2), skill) {
                (0, _) => (*dice.pick(&LIES).expect("there are lies")).to_owned(),
                (_, Some(skill)) => format!("Your résumé shows {skill}."),
                _ if label == "asked for, not shown yet" => format!(
                    "{} is asked for and not shown yet.",
                    text.split(", worth").next().unwrap_or_default()
                ),
                _ => format!(
                    "One fact to build on reads “{}”.",
                    text.trim_end_matches('.')
                ),
            };
            answer.push_str(&format!("[{n}] {line}\n"));
        }
        answer
    };
    StandIn {
        says: Box::new(says),
    }
}

pub(crate) fn is_planted(sentence: &str) -> bool {
    LIES.iter()
        .any(|lie| sentence.contains(lie.trim_end_matches('.')))
}
