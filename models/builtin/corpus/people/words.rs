//! Names that belong to nobody: employers, schools, towns, tools.

use rand::Rng;
use rand::rngs::StdRng;

use super::lists::{Lists, field, pick};
use crate::split::{Split, is_real, mixed};

/// Draws names whose stems belong to one side of the split.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    pub split: Split,
}

impl Words {
    /// A word that is in no dictionary, or two that are made into one.
    pub(crate) fn stem(self, rng: &mut StdRng) -> String {
        loop {
            let stem = any_stem(rng);
            if Split::of_stem(&stem) == self.split && !is_real(&stem) {
                return stem;
            }
        }
    }

    pub(crate) fn employer(self, rng: &mut StdRng, code: &str) -> String {
        let lists = Lists::get();
        let of_field = lists.of(&format!("firm{}", field(code)));
        let form = if of_field.is_empty() || rng.random_bool(0.35) {
            pick(rng, lists.of("firm"))
        } else {
            pick(rng, of_field)
        };
        self.filled(rng, form)
    }

    pub(crate) fn school(self, rng: &mut StdRng, is_high: bool) -> String {
        let form = pick(
            rng,
            Lists::get().of(if is_high { "school" } else { "secondary" }),
        );
        self.filled(rng, form)
    }

    pub(crate) fn town(self, rng: &mut StdRng) -> String {
        let form = pick(rng, Lists::get().of("town"));
        self.filled(rng, form)
    }

    /// Something one uses, by a name that no vocabulary holds.
    pub(crate) fn app(self, rng: &mut StdRng) -> String {
        let form = pick(rng, Lists::get().of("app"));
        self.filled(rng, form)
    }

    pub(crate) fn person(self, rng: &mut StdRng) -> String {
        let given = pick(rng, Lists::get().of("given"));
        format!("{given} {}", self.stem(rng))
    }

    fn filled(self, rng: &mut StdRng, form: &str) -> String {
        let mut name = form.replace("{s}", &self.stem(rng));
        while let Some(at) = name.find('{') {
            let letters = |rng: &mut StdRng, first: u8| -> String {
                (0..rng.random_range(2..=4))
                    .map(|_| char::from(first + rng.random_range(0..26)))
                    .collect()
            };
            let piece = match name.get(at + 1..at + 2) {
                Some("A") => letters(rng, b'A'),
                Some("a") => letters(rng, b'a'),
                _ => rng.random_range(2..99).to_string(),
            };
            name.replace_range(at..at + 3, &piece);
        }
        name
    }
}

fn any_stem(rng: &mut StdRng) -> String {
    let lists = Lists::get();
    if rng.random_bool(0.4) {
        let (front, back) = (pick(rng, lists.of("front")), pick(rng, lists.of("back")));
        return format!("{front}{back}");
    }
    let mut stem = pick(rng, lists.of("heads")).to_owned();
    if rng.random_bool(0.5) {
        stem.push_str(pick(rng, lists.of("middles")));
    }
    stem.push_str(pick(rng, lists.of("tails")));
    stem
}

/// Every stem there is.
pub(crate) fn every_stem() -> impl Iterator<Item = String> {
    let lists = Lists::get();
    let (heads, middles, tails) = (lists.of("heads"), lists.of("middles"), lists.of("tails"));
    let middles: Vec<&str> = middles.iter().copied().chain([""]).collect();
    let made = heads.iter().flat_map(move |head| {
        let middles = middles.clone().into_iter();
        middles.flat_map(move |middle| {
            tails
                .iter()
                .map(move |tail| format!("{head}{middle}{tail}"))
        })
    });
    let (front, back) = (lists.of("front"), lists.of("back"));
    made.chain(
        front
            .iter()
            .flat_map(move |front| back.iter().map(move |back| format!("{front}{back}"))),
    )
}

/// A number drawn from `name`, the same wherever the program runs.
pub(crate) fn hash(name: &str) -> u64 {
    let bytes = name.bytes();
    mixed(bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}
