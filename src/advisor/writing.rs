//! Sections as they are written: what passes the guard is kept, and for what does not the guide's words stand in.

use crate::advisor::guard::{Fault, Guard};
use crate::chat::Link;
use crate::prompt::answer::{AnswerParser, Section, SectionName, Sentence};

/// Sentences or entries a section holds at most.
const MOST_PER_SECTION: usize = 6;

pub struct Writing {
    names: &'static [SectionName],
    guard: Guard,
    guide: Vec<Sentence>,
    parser: AnswerParser,
    link: Link,
    model: String,
    /// The model whose sentences were kept last.
    author: Option<(Link, String)>,
    /// As it was when the step began.
    author_before: Option<(Link, String)>,
    section: Section,
    /// What each number of the step's facts cites.
    given: Vec<Vec<u32>>,
    kept: Vec<Sentence>,
    /// How many of them there were when the step began.
    before: usize,
    /// How many of the step's are the model's own.
    n_own: usize,
}

impl Writing {
    pub const fn new(names: &'static [SectionName], guard: Guard, guide: Vec<Sentence>) -> Self {
        Self {
            names,
            guard,
            guide,
            parser: AnswerParser::new(names),
            link: Link::Guide,
            model: String::new(),
            author: None,
            author_before: None,
            section: Section { key: "", index: 0 },
            given: Vec::new(),
            kept: Vec::new(),
            before: 0,
            n_own: 0,
        }
    }

    /// The guide's sentences of a section.
    pub fn guides(&self, section: Section) -> Vec<Sentence> {
        let own = self
            .guide
            .iter()
            .filter(|sentence| sentence.section == section);
        own.cloned().collect()
    }

    /// The sentences of a section so far.
    pub fn of(&self, key: &'static str, index: usize) -> impl Iterator<Item = &Sentence> {
        let section = Section { key, index };
        self.kept
            .iter()
            .filter(move |sentence| sentence.section == section)
    }

    pub fn begin(&mut self, section: Section, given: Vec<Vec<u32>>) {
        self.section = section;
        self.given = given;
        self.before = self.kept.len();
        self.author_before.clone_from(&self.author);
        self.restart();
    }

    /// Whose answer comes next.
    pub fn link(&mut self, link: Link, model: &str) {
        self.link = link;
        model.clone_into(&mut self.model);
    }

    /// The model that has written of what is there; `None` while all of it is the guide's.
    pub const fn author(&self) -> Option<&(Link, String)> {
        self.author.as_ref()
    }

    /// What came of this step is void; whether there was any.
    pub fn start_over(&mut self) -> bool {
        let had_some = self.kept.len() > self.before;
        self.kept.truncate(self.before);
        self.author.clone_from(&self.author_before);
        self.restart();
        had_some
    }

    fn restart(&mut self) {
        self.n_own = 0;
        self.parser = AnswerParser::new(self.names);
        begin(&mut self.parser, self.section);
    }

    /// Takes a piece of the answer; whether sentences were added.
    pub fn read(&mut self, text: &str) -> bool {
        let sentences = self.parser.push(text);
        self.accept(sentences)
    }

    /// The step is over: how many sentences of a model were kept. A section without any is the guide's as a whole.
    pub fn end_step(&mut self) -> usize {
        let parser = std::mem::replace(&mut self.parser, AnswerParser::new(self.names));
        self.accept(parser.finish());
        if self.n_own == 0 {
            self.kept.truncate(self.before);
            self.kept.extend(self.guides(self.section));
        }
        self.n_own
    }

    fn accept(&mut self, sentences: Vec<Sentence>) -> bool {
        let before = self.kept.len();
        for sentence in sentences {
            if sentence.section != self.section
                || self.kept.len() - self.before >= MOST_PER_SECTION
                || self.kept.iter().any(|other| other.text == sentence.text)
            {
                continue;
            }
            if self.link == Link::Guide {
                // The guide writes from the facts themselves; there is nothing to hold its words against.
                self.kept.push(sentence);
            } else {
                self.accept_from_model(sentence);
            }
        }
        self.kept.len() > before
    }

    fn accept_from_model(&mut self, sentence: Sentence) {
        let citations = rows_of(&sentence, &self.given);
        let checked = checked(&self.guard, &sentence, &citations, &self.model);
        match checked {
            Ok(citations) => {
                self.n_own += 1;
                self.author = Some((self.link, self.model.clone()));
                self.kept.push(Sentence {
                    citations,
                    ..sentence
                });
            }
            Err(_) => self.kept.extend(self.stand_in(&citations)),
        }
    }

    /// The guide's sentence for the same place: one that rests on the same fact, else the next that was not said.
    fn stand_in(&self, citations: &[u32]) -> Option<Sentence> {
        let unsaid = || {
            let own = self
                .guide
                .iter()
                .filter(|sentence| sentence.section == self.section);
            own.filter(|sentence| !self.kept.contains(sentence))
        };
        let same =
            |sentence: &&Sentence| sentence.citations.iter().any(|id| citations.contains(id));
        unsaid().find(same).or_else(|| unsaid().next()).cloned()
    }
}

/// An answer to a step has no heading of its own.
pub fn begin(parser: &mut AnswerParser, section: Section) {
    parser.push(&format!("## {} {}\n", section.index, section.key));
}

/// The rows of evidence that a sentence's numbers stand for, each once.
pub fn rows_of(sentence: &Sentence, given: &[Vec<u32>]) -> Vec<u32> {
    let numbers = sentence.citations.iter();
    let mut rows: Vec<u32> = Vec::new();
    for ids in numbers.filter_map(|n| given.get((*n as usize).checked_sub(1)?)) {
        for id in ids {
            if !rows.contains(id) {
                rows.push(*id);
            }
        }
    }
    rows
}

/// The model whose words are all known: it was taught with the program's own.
pub const SMALL_MODEL: &str = "built-in";

/// The rows that hold what a sentence of `model` says, or what is wrong with it.
pub fn checked(
    guard: &Guard,
    sentence: &Sentence,
    rows: &[u32],
    model: &str,
) -> Result<Vec<u32>, Fault> {
    if model == SMALL_MODEL {
        guard.check_words(&sentence.text, rows)?;
    }
    if is_about_work(sentence.section.key) {
        guard.check_about_work(&sentence.text, rows)
    } else {
        guard.check(&sentence.text, rows)
    }
}

/// Sections about an occupation rather than about the person.
fn is_about_work(key: &str) -> bool {
    matches!(
        key,
        "description" | "about" | "skills" | "preparation" | "outlook"
    )
}
