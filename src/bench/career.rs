//! How well a model does the program's own work: the steps of analyses and write-ups, judged line by line as the program
//! judges them.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::StreamExt;

use crate::advisor::explore::{self, PreparedExploration};
use crate::advisor::judge::JudgedLine;
use crate::advisor::{Advisor, Prepared, Question, Step};
use crate::atlas::Atlas;
use crate::career::resume::Resume;
use crate::chat::{Delta, Request};
use crate::explain::LinkError;
use crate::provider::Provider;

/// As many words in a row make up a phrase, for how often a model repeats itself.
const PHRASE: usize = 4;
/// A free answer may go on for so long, to show whether it ends.
const FREE_TOKENS: u32 = 300;
/// A phrase that stands so often in one answer is a loop.
const LOOP: usize = 3;

/// What came of all steps, asked in one way.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Marks {
    pub steps: usize,
    pub lines: usize,
    /// Lines in the form a step asks for.
    pub formed: usize,
    pub sentences: usize,
    /// Sentences the guard keeps.
    pub kept: usize,
    /// Words that are names or hold a figure, and how many of them stand letter for letter in the question.
    pub names: usize,
    pub copied: usize,
    /// Runs of four words, and how many different ones.
    pub phrases: usize,
    pub distinct: usize,
    /// Answers in which the same four words stand three times or more.
    pub loops: usize,
    pub tokens: u64,
    /// Until the first word of an answer; the middle one of all.
    pub first_word: Duration,
    /// From the first word to the last, of all answers together.
    pub writing: Duration,
}

impl Marks {
    /// Tokens a second behind the first of each answer.
    pub fn pace(&self) -> f64 {
        let behind = self.tokens.saturating_sub(self.steps as u64);
        behind as f64 / self.writing.as_secs_f64().max(1e-9)
    }
}

/// One answer to a step.
#[derive(Debug, Default, Clone)]
pub struct Answer {
    pub text: String,
    pub tokens: u32,
    /// From the question to the first word.
    pub first_word: Duration,
    /// From there to the last.
    pub writing: Duration,
}

/// Asks every step of an analysis of each résumé (the three roles that fit best) and of a write-up of the first of them.
/// With `is_held` an answer is held to its form by a grammar, as the program does. Always the likeliest token.
pub async fn run(
    model: &dyn Provider,
    resumes: &[Resume],
    is_held: bool,
) -> Result<Marks, LinkError> {
    let mut tally = Tally::default();
    for resume in resumes {
        let Ok(prepared) = Advisor::new(Atlas::get()).prepare(resume, &Question::BestFit) else {
            continue;
        };
        let write_up = write_up(&prepared, resume);
        for step in prepared.steps.iter().filter(|step| !step.given.is_empty()) {
            let answer = ask(model, step, is_held).await?;
            tally.count(
                step,
                &answer,
                &prepared.judge(step, &answer.text, model.model()),
            );
        }
        let steps = write_up.iter().flat_map(|write_up| &write_up.steps);
        for step in steps.filter(|step| !step.given.is_empty()) {
            let answer = ask(model, step, is_held).await?;
            let lines = write_up
                .iter()
                .flat_map(|one| one.judge(step, &answer.text, model.model()));
            tally.count(step, &answer, &lines.collect::<Vec<_>>());
        }
    }
    Ok(tally.marks())
}

fn write_up(prepared: &Prepared, resume: &Resume) -> Option<PreparedExploration> {
    let first = prepared.facts.roles.first()?;
    let occupation = Atlas::get().by_code(first.occupation.as_deref()?)?;
    Some(explore::prepare(Atlas::get(), occupation, Some(resume)))
}

/// Asks one step as the program does, where not `is_held` without the form of an answer.
pub async fn ask(model: &dyn Provider, step: &Step, is_held: bool) -> Result<Answer, LinkError> {
    let request = Request {
        pattern: step.request.pattern.clone().filter(|_| is_held),
        max_tokens: step
            .request
            .max_tokens
            .max(if is_held { 0 } else { FREE_TOKENS }),
        ..step.request.clone()
    };
    read(model, request).await
}

/// The whole answer to a request.
async fn read(model: &dyn Provider, request: Request) -> Result<Answer, LinkError> {
    let asked = Instant::now();
    let mut answer = Answer::default();
    let mut deltas = model.answer(Arc::new(request));
    while let Some(delta) = deltas.next().await {
        match delta? {
            Delta::Text(text) => {
                if answer.text.is_empty() {
                    answer.first_word = asked.elapsed();
                }
                answer.text.push_str(&text);
            }
            Delta::Done(done) => answer.tokens = done.usage.completion_tokens,
            Delta::Reasoning(_) | Delta::Logprobs(_) => {}
        }
    }
    answer.writing = asked.elapsed().saturating_sub(answer.first_word);
    Ok(answer)
}

/// Answers counted as they come.
#[derive(Default)]
pub struct Tally {
    marks: Marks,
    phrases: HashSet<Vec<String>>,
    first_words: Vec<Duration>,
}

impl Tally {
    /// `lines` are those of the answer, as the step judges them.
    pub fn count(&mut self, step: &Step, answer: &Answer, lines: &[JudgedLine]) {
        let marks = &mut self.marks;
        marks.steps += 1;
        marks.lines += lines.len();
        marks.formed += lines.iter().filter(|line| line.is_well_formed).count();
        let asked = step.request.messages.last();
        let asked = asked.map_or("", |asked| asked.text.as_str());
        let known: HashSet<&str> = words(asked).collect();
        for sentence in lines.iter().flat_map(|line| &line.sentences) {
            marks.sentences += 1;
            marks.kept += usize::from(sentence.verdict.is_ok());
            let names: Vec<&str> = names(&sentence.text).collect();
            marks.names += names.len();
            marks.copied += names.iter().filter(|name| known.contains(*name)).count();
        }
        let said = lines.iter().map(|line| line.text.to_lowercase());
        let said = said.collect::<Vec<_>>().join("\n");
        let said: Vec<&str> = words(&said).collect();
        let mut often = std::collections::HashMap::new();
        for phrase in said.windows(PHRASE) {
            marks.phrases += 1;
            *often.entry(phrase).or_insert(0) += 1;
            let phrase = phrase.iter().map(|word| (*word).to_owned());
            self.phrases.insert(phrase.collect());
        }
        marks.loops += usize::from(often.values().any(|n| *n >= LOOP));
        marks.tokens += u64::from(answer.tokens);
        marks.writing += answer.writing;
        self.first_words.push(answer.first_word);
    }

    pub fn marks(mut self) -> Marks {
        self.first_words.sort_unstable();
        let middle = self.first_words.get(self.first_words.len() / 2);
        Marks {
            distinct: self.phrases.len(),
            first_word: middle.copied().unwrap_or_default(),
            ..self.marks
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_whitespace() || "“”\"()[],;:".contains(letter))
        .map(|word| word.trim_end_matches(['.', '!', '?', '’', '\'']))
        .filter(|word| !word.is_empty())
}

/// Words with a figure, and words with a capital that does not open the sentence.
fn names(sentence: &str) -> impl Iterator<Item = &str> {
    words(sentence)
        .enumerate()
        .filter(|(at, word)| {
            let is_name = *at > 0 && word.starts_with(char::is_uppercase) && *word != "I";
            is_name || word.contains(|letter: char| letter.is_ascii_digit())
        })
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advisor::sample::{self, Scripted};
    use crate::chat::Link;

    const RESUME: &str =
        "Data Analyst at Northwind\nWrote Python and SQL for a bank\nBuilt dashboards in Tableau";

    fn marks(answer: &'static str) -> Marks {
        let parrot = Scripted {
            link: Link::Local,
            size: 7,
            answers: Box::new(move |_| answer.to_owned()),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let runtime = runtime.expect("a runtime without drivers");
        let marks = runtime.block_on(run(&parrot, &[sample::resume(RESUME)], true));
        marks.expect("a parrot does not fail")
    }

    #[test]
    fn what_no_fact_holds_is_no_mark_and_the_form_is_counted_apart() {
        let lies = marks("[1] Zork Industries paid her 123,456 moons.\n");
        assert!(lies.steps > 5 && lies.formed == lies.lines);
        assert_eq!((lies.kept, lies.copied), (0, 0));
        assert!(lies.names >= 2 * lies.steps);
        let bare = marks("no numbers before this\n");
        assert_eq!((bare.formed, bare.kept), (0, 0));
        assert_eq!(bare.distinct, 1);
    }

    #[test]
    fn an_answer_that_goes_round_in_circles_is_a_loop() {
        let round = marks("[1] and so it goes and so it goes and so it goes on\n");
        assert_eq!(round.loops, round.steps);
        assert_eq!(marks("[1] It is what it is.\n").loops, 0);
    }
}
