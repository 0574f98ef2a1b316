//! Sentences from templates: `(one|other)` is a choice, `{name}` a slot, `a~` the article its next word asks for.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::{english, place};

/// Values for the slots of a template. An empty value counts as none.
#[derive(Debug, Clone, Default)]
pub struct Slots(Vec<Slot>);

#[derive(Debug, Clone)]
struct Slot {
    name: &'static str,
    value: String,
    /// Its letters stay as they are, even where it opens a sentence.
    is_exact: bool,
}

impl Slots {
    pub fn put(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with(name, value.into(), false)
    }

    pub fn exact(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with(name, value.into(), true)
    }

    pub fn maybe(self, name: &'static str, value: Option<String>) -> Self {
        self.with(name, value.unwrap_or_default(), false)
    }

    fn with(mut self, name: &'static str, value: String, is_exact: bool) -> Self {
        self.0.push(Slot {
            name,
            value,
            is_exact,
        });
        self
    }

    /// All that have none yet belong to this fact.
    pub fn of(mut self, n: usize) -> Self {
        for slot in &mut self.0 {
            if !slot.value.is_empty() && !slot.value.contains(place::is_place) {
                slot.value = place::of_fact(n, &slot.value);
            }
        }
        self
    }

    fn get(&self, name: &str) -> Option<&Slot> {
        let found = self.0.iter().rfind(|slot| slot.name == name)?;
        (!found.value.is_empty()).then_some(found)
    }
}

/// A sentence and its wording with the slots left out.
#[derive(Debug, Clone, Default)]
pub struct Spun {
    pub text: String,
    pub frame: String,
    opens_exactly: bool,
}

/// A longer line is no step of an answer.
const LONGEST_CHARS: usize = 240;

/// One of the templates whose slots are all known, spun; none where there is no such or the line could not be read.
pub fn tell(templates: &[&str], slots: &Slots, rng: &mut StdRng) -> Option<Spun> {
    // Drawn without replacement, those with more wordings sooner: by the root, so that a plain one is heard as well.
    let mut order: Vec<(f64, &str)> = templates
        .iter()
        .map(|template| {
            let draw: f64 = rng.random_range(0.0..1.0);
            (draw.powf(1.0 / n_wordings(template).sqrt()), *template)
        })
        .collect();
    order.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    order
        .into_iter()
        .find_map(|(_, template)| finished(sequence(template, slots, rng)?))
}

/// How many ways there are to say a template.
fn n_wordings(template: &str) -> f64 {
    let (mut n, mut rest) = (1.0, template);
    while let Some(at) = rest.find('(') {
        let Some((options, end)) = options(&rest[at + 1..]) else {
            break;
        };
        n *= options.into_iter().map(n_wordings).sum::<f64>();
        rest = &rest[at + 1 + end..];
    }
    n
}

/// Any of several words or phrases.
pub fn any<'t>(list: &[&'t str], rng: &mut StdRng) -> &'t str {
    list.choose(rng).copied().unwrap_or_default()
}

fn finished(mut spun: Spun) -> Option<Spun> {
    spun.text = english::tidy(&spun.text);
    if !spun.opens_exactly {
        spun.text = english::capitalised(&spun.text);
    }
    let is_sound = spun.text.chars().count() <= LONGEST_CHARS
        && !spun.text.contains(['[', ']', '#', '*', '`', '\n'])
        && english::is_one_sentence(&place::plain(&spun.text));
    is_sound.then_some(spun)
}

fn sequence(template: &str, slots: &Slots, rng: &mut StdRng) -> Option<Spun> {
    let mut spun = Spun::default();
    let mut rest = template;
    while let Some(at) = rest.find(['(', '{']) {
        spun.say(&rest[..at]);
        let inner_at = at + 1;
        if rest[at..].starts_with('{') {
            let end = inner_at + rest[inner_at..].find('}')?;
            let slot = slots.get(&rest[inner_at..end])?;
            spun.opens_exactly |= spun.text.is_empty() && slot.is_exact;
            spun.text.push_str(&slot.value);
            spun.frame.push('_');
            rest = &rest[end + 1..];
        } else {
            let (options, end) = options(&rest[inner_at..])?;
            let chosen = chosen(options, slots, rng)?;
            spun.opens_exactly |= spun.text.is_empty() && chosen.opens_exactly;
            spun.text.push_str(&chosen.text);
            spun.frame.push_str(&chosen.frame);
            rest = &rest[inner_at + end..];
        }
    }
    spun.say(rest);
    Some(spun)
}

impl Spun {
    fn say(&mut self, literal: &str) {
        self.text.push_str(literal);
        self.frame.push_str(literal);
    }
}

fn chosen(mut options: Vec<&str>, slots: &Slots, rng: &mut StdRng) -> Option<Spun> {
    options.shuffle(rng);
    options
        .into_iter()
        .find_map(|option| sequence(option, slots, rng))
}

/// The options up to the closing bracket, and where the text behind it begins.
fn options(text: &str) -> Option<(Vec<&str>, usize)> {
    let (mut depth, mut from) = (0_usize, 0);
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => {
                found.push(&text[from..at]);
                return Some((found, at + 1));
            }
            ')' => depth -= 1,
            '|' if depth == 0 => {
                found.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    None
}
