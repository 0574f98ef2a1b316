//! Lines about work.

use rand::Rng;
use rand::rngs::StdRng;

use super::lists::{Lists, pick};
use super::words::Words;

/// What a line can speak of.
#[derive(Clone, Copy)]
pub(crate) struct Bench<'a> {
    pub code: &'a str,
    /// Never empty.
    pub tools: &'a [String],
    pub apps: &'a [String],
    pub words: Words,
}

/// What a line may go on with.
const TAILS: [&str; 6] = [
    " in {town}",
    " at {employer}",
    " over {small} years",
    " together with {people}",
    ", using {app}",
    " for {employer} in {town}",
];

impl Bench<'_> {
    /// A line with a figure or, as often as `duties` says, one without; now and then longer than a prompt shows.
    pub(crate) fn line(&self, rng: &mut StdRng, duties: f64) -> String {
        let line = self.plain_line(rng, duties);
        match rng.random_range(0..20) {
            0 | 1 => {
                let tail = pick(rng, &TAILS);
                line + &self.filled(rng, tail)
            }
            2 => {
                let other = self.plain_line(rng, duties);
                let goes_on = other.split_once(' ').filter(|(verb, _)| *verb != "I");
                goes_on.map_or(line.clone(), |(verb, rest)| {
                    format!("{line}; {} {rest}", verb.to_lowercase())
                })
            }
            _ => line,
        }
    }

    fn plain_line(&self, rng: &mut StdRng, duties: f64) -> String {
        let wants_duty = rng.random_bool(duties);
        loop {
            let form = pick(rng, &Lists::get().deeds);
            let duty = form.strip_prefix('~');
            if duty.is_some() == wants_duty {
                return self.filled(rng, duty.unwrap_or(form));
            }
        }
    }

    fn filled(&self, rng: &mut StdRng, form: &str) -> String {
        let mut line = String::new();
        let mut rest = form;
        while let Some((before, after)) = rest.split_once('{') {
            line.push_str(before);
            let (slot, behind) = after.split_once('}').unwrap_or((after, ""));
            line.push_str(&self.slot(rng, slot));
            rest = behind;
        }
        line.push_str(rest);
        line
    }

    fn slot(&self, rng: &mut StdRng, slot: &str) -> String {
        match slot {
            "n" => count(rng),
            "years" => rng.random_range(2..=6).to_string(),
            "staff" => pick(rng, Lists::get().of("staff")).to_owned(),
            "few" => rng.random_range(3..=48).to_string(),
            "small" => rng.random_range(2..=15).to_string(),
            "big" => rng.random_range(16..=60).to_string(),
            "months" => rng.random_range(3..=18).to_string(),
            "p" => {
                let share = rng.random_range(4..=65);
                let form = pick(rng, &["%", "%", "%", " %", " percent"]);
                format!("{share}{form}")
            }
            "money" => money(rng),
            "tool" => one_of(rng, self.tools),
            "app" => one_of(rng, self.apps),
            "employer" => self.words.employer(rng, self.code),
            "town" => self.words.town(rng),
            name => pick(rng, Lists::get().of_field(self.code, name)).to_owned(),
        }
    }
}

fn one_of(rng: &mut StdRng, items: &[String]) -> String {
    items[rng.random_range(0..items.len())].clone()
}

fn count(rng: &mut StdRng) -> String {
    match rng.random_range(0..10) {
        0..4 => rng.random_range(3..=40).to_string(),
        4..7 => rng.random_range(41..=400).to_string(),
        7 => (rng.random_range(5..=99) * 10).to_string(),
        8 => format!(
            "{},{:03}",
            rng.random_range(1..=40),
            rng.random_range(0..=199) * 5
        ),
        _ => format!("{}+", rng.random_range(2..=20) * 10),
    }
}

fn money(rng: &mut StdRng) -> String {
    let sign = pick(rng, &["$", "€", "£", "$", "CHF "]);
    match rng.random_range(0..4) {
        0 => format!("{sign}{}k", rng.random_range(4..=95) * 10),
        1 => format!(
            "{sign}{}.{} million",
            rng.random_range(1..=9),
            rng.random_range(1..=9)
        ),
        2 => format!("{sign}{}M", rng.random_range(2..=40)),
        _ => format!("{sign}{},000", rng.random_range(3..=950)),
    }
}
