//! The words people are made of, read from the text files beside this one.

use std::collections::HashMap;
use std::sync::OnceLock;

use rand::Rng;
use rand::rngs::StdRng;

type List = Vec<&'static str>;

pub(crate) struct Lists {
    words: HashMap<&'static str, List>,
    /// By the first two digits of a code, then by name.
    fields: HashMap<&'static str, HashMap<&'static str, List>>,
    subjects: HashMap<&'static str, List>,
    pub deeds: List,
}

impl Lists {
    pub(crate) fn get() -> &'static Self {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(|| Self {
            words: named(include_str!("words.txt")),
            fields: include_str!("fields.txt")
                .split("\n[")
                .skip(1)
                .filter_map(|part| part.split_once("]\n"))
                .map(|(field, lists)| (field, named(lists)))
                .collect(),
            subjects: named(include_str!("subjects.txt")),
            deeds: lines(include_str!("deeds.txt")).collect(),
        })
    }

    /// A list by its name; empty when there is none.
    pub(crate) fn of(&self, name: &str) -> &[&'static str] {
        self.words.get(name).map_or(&[], Vec::as_slice)
    }

    /// A list of the field a code belongs to; another field's for one that has none.
    pub(crate) fn of_field(&self, code: &str, name: &str) -> &[&'static str] {
        let field = self
            .fields
            .get(field(code))
            .or_else(|| self.fields.get("43"));
        field
            .and_then(|lists| lists.get(name))
            .map_or(&[], Vec::as_slice)
    }

    pub(crate) fn subjects(&self, code: &str) -> &[&'static str] {
        let subjects = self
            .subjects
            .get(field(code))
            .or_else(|| self.subjects.get("43"));
        subjects.map_or(&[], Vec::as_slice)
    }
}

/// The first two digits of a code.
pub(crate) fn field(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

/// One of `items`, which are never none.
pub(crate) fn pick<'a, T: ?Sized>(rng: &mut StdRng, items: &[&'a T]) -> &'a T {
    items[rng.random_range(0..items.len())]
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn named(text: &'static str) -> HashMap<&'static str, List> {
    lines(text)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, items)| (name, items.split("; ").collect()))
        .collect()
}
