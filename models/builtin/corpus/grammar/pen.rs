//! What the moves of a section write with.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::known::{At, Known};
use super::spin::{self, Slots};
use super::{Line, english, place, verbs, words};

pub struct Pen<'a> {
    pub known: &'a Known,
    pub role: &'a str,
    pub rng: &'a mut StdRng,
    lines: Vec<Line>,
}

/// How a line goes on from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    And,
    But,
    Next,
}

const AND: &str = "(beyond that|on top of that|besides|next to this|in addition|what is more)";
const BUT: &str = "(still|even so|at the same time)";
const NEXT: &str = "(from here|looking ahead)";

/// A line names so many facts at most.
const MOST_FACTS: usize = 3;
/// A longer title makes no subject of a sentence.
const LONGEST_PEOPLE: usize = 44;

impl<'a> Pen<'a> {
    pub fn new(role: &'a str, known: &'a Known, rng: &'a mut StdRng) -> Self {
        Self {
            known,
            role,
            rng,
            lines: Vec::new(),
        }
    }

    pub fn lines(self) -> Vec<Line> {
        self.lines
    }

    pub fn n_lines(&self) -> usize {
        self.lines.len()
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    /// Whole in the order of the prompt, thinned at random to at most `n`.
    pub fn some<T: Clone>(&mut self, all: &[At<T>], n: usize) -> Vec<At<T>> {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.shuffle(self.rng);
        order.truncate(n);
        order.sort_unstable();
        order.into_iter().map(|at| all[at].clone()).collect()
    }

    pub fn shuffled<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        let mut order = all.to_vec();
        order.shuffle(self.rng);
        order
    }

    /// A skill as a person's sentence has it.
    pub fn skill(&mut self, slots: Slots, skill: &str) -> Slots {
        if words::is_knowledge(skill) && self.chance(45) {
            return slots.put("skill", format!("knowledge of {}", words::field(skill)));
        }
        match words::skill(skill) {
            (words, true) => slots.exact("skill", words),
            (words, false) => slots.put("skill", words),
        }
    }

    /// Several skills as a list.
    pub fn skills(&self, names: &[At<String>]) -> Slots {
        match named_list(names) {
            (list, true) => Slots::default().exact("list", list),
            (list, false) => Slots::default().put("list", list),
        }
    }

    /// Whether a line names this fact.
    pub fn cites(&self, fact: Option<usize>) -> bool {
        self.lines
            .iter()
            .any(|line| fact.is_some_and(|n| line.facts.contains(&n)))
    }

    /// Facts that no line has named so far.
    pub fn fresh<T: Clone>(&self, all: &[At<T>]) -> Vec<At<T>> {
        let named = |n: usize| self.lines.iter().any(|line| line.facts.contains(&n));
        all.iter().filter(|at| !named(at.n)).cloned().collect()
    }

    /// Writes a line by one of the templates; whether any could be told.
    pub fn say(&mut self, facts: &[usize], templates: &[&str], slots: &Slots) -> bool {
        self.say_on(Join::And, facts, templates, slots)
    }

    /// A template that begins with `+` may have a connective before it.
    pub fn say_on(
        &mut self,
        join: Join,
        facts: &[usize],
        templates: &[&str],
        slots: &Slots,
    ) -> bool {
        let mut cited: Vec<usize> = Vec::new();
        for n in facts {
            if !cited.contains(n) {
                cited.push(*n);
            }
        }
        if cited.is_empty() || cited.len() > MOST_FACTS {
            return false;
        }
        let (lead, often) = match join {
            Join::And => (AND, 22),
            Join::But => (BUT, 30),
            Join::Next => (NEXT, 15),
        };
        let goes_on = !self.lines.is_empty() && self.chance(often);
        let ready: Vec<String> = templates
            .iter()
            .map(|template| match template.strip_prefix('+') {
                Some(plain) if goes_on => format!("{lead}, {plain}"),
                Some(plain) => plain.to_owned(),
                None => (*template).to_owned(),
            })
            .collect();
        let ready: Vec<&str> = ready.iter().map(String::as_str).collect();
        let slots = self.named(slots.clone());
        let Some(spun) = spin::tell(&ready, &slots, self.rng) else {
            return false;
        };
        let text = place::plain(&spun.text);
        if self.lines.iter().any(|line| line.text == text) {
            return false;
        }
        self.lines.push(Line {
            marked: place::marked(&cited, &spun.text),
            facts: cited,
            text,
            frame: spun.frame,
        });
        true
    }

    /// With the role and the people of the occupation, where they can be named in a sentence.
    fn named(&self, slots: Slots) -> Slots {
        let title = self.known.title.as_deref();
        let many = match title {
            Some(title) => people(title),
            None => people(self.role).filter(|many| {
                let one = many.strip_suffix('s').unwrap_or_default();
                verbs::is_title_end(one)
            }),
        };
        slots.exact("many", many.unwrap_or_default())
    }
}

/// The people of an occupation as the subject of a sentence: its title, without what only a table needs.
pub fn people(title: &str) -> Option<String> {
    const ENDS: [&str; 6] = [
        ", Except",
        ", All Other",
        ", General",
        ", Including",
        ", Postsecondary",
        ", Hand",
    ];
    let cut = ENDS
        .iter()
        .filter_map(|end| title.find(end))
        .min()
        .unwrap_or(title.len());
    let short = title[..cut].trim();
    let is_plain = !short.contains("--") && !short.contains(", ") || short.contains(", and ");
    let is_many = short.ends_with('s') || matches!(short, "Clergy");
    (is_plain && is_many && short.chars().count() <= LONGEST_PEOPLE).then(|| short.to_owned())
}

/// Whether two of several names have an “and” of their own, so that a list of them could not be told apart.
pub fn is_muddled(names: &[At<String>]) -> bool {
    names.iter().filter(|at| at.is.contains(" and ")).count() > 1
}

/// What facts name, with their numbers.
pub fn names<T>(all: &[At<T>], name: impl Fn(&T) -> &String) -> Vec<At<String>> {
    let named = |at: &At<T>| At {
        n: at.n,
        is: name(&at.is).clone(),
    };
    all.iter().map(named).collect()
}

/// The numbers of facts.
pub fn ns<T>(all: &[At<T>]) -> Vec<usize> {
    all.iter().map(|at| at.n).collect()
}

/// Tools or skills as a list; whether its first name keeps its letters.
pub fn named_list(names: &[At<String>]) -> (String, bool) {
    let said = |at: &At<String>| place::of_fact(at.n, &words::skill(&at.is).0);
    let words: Vec<String> = names.iter().map(said).collect();
    let is_exact = names.first().is_some_and(|at| words::skill(&at.is).1);
    (english::list(&words), is_exact)
}
