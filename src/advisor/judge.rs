//! An answer to a step, line by line as the program would take it.
//!
//! For measuring a model, or a text to train one on, without a screen: what is kept here is what a person would read.

use crate::advisor::guard::{Fault, Guard};
use crate::advisor::steps::Step;
use crate::advisor::writing::{begin, checked, rows_of};
use crate::prompt::answer::{AnswerParser, SectionName};
use crate::prompt::form::is_line;
use crate::prompt::sentence::Marked;

/// One line of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedLine {
    /// It has the form a step asks for: numbers of given facts, then a text of the right length.
    pub is_well_formed: bool,
    /// All of it, without its numbers.
    pub text: String,
    /// What was read from it, in order; empty for a line that says nothing.
    pub sentences: Vec<JudgedSentence>,
}

/// One sentence of a line, without its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedSentence {
    pub text: String,
    /// The rows of evidence that hold it, or why a person would not see it.
    pub verdict: Result<Vec<u32>, Fault>,
}

impl JudgedLine {
    /// It says something in the right form, and all of it is kept.
    pub fn is_kept(&self) -> bool {
        self.is_well_formed
            && !self.sentences.is_empty()
            && self.sentences.iter().all(|said| said.verdict.is_ok())
    }
}

/// The lines of an `answer` of `model` that are not blank.
pub fn lines(
    names: &'static [SectionName],
    guard: &Guard,
    step: &Step,
    (answer, model): (&str, &str),
) -> Vec<JudgedLine> {
    let mut parser = AnswerParser::new(names);
    begin(&mut parser, step.section);
    let judged = |line: &str| {
        let sentences = parser.push(&format!("{line}\n"));
        let sentences = sentences.into_iter().map(|sentence| {
            let rows = rows_of(&sentence, &step.given);
            JudgedSentence {
                verdict: checked(guard, &sentence, &rows, model),
                text: sentence.text,
            }
        });
        JudgedLine {
            is_well_formed: is_line(line, step.n_facts()),
            text: Marked::read(line).text,
            sentences: sentences.collect(),
        }
    };
    let said = |line: &&str| !line.trim().is_empty();
    answer.lines().filter(said).map(judged).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::advisor::{Advisor, Question, sample};
    use crate::atlas::Atlas;

    #[test]
    fn a_line_is_judged_by_its_form_and_by_what_its_facts_hold() {
        let resume = sample::resume("Wrote Python and SQL for a bank\nBuilt dashboards in Tableau");
        let question = Question::Role("Data Scientist".to_owned());
        let prepared = Advisor::new(Atlas::get())
            .prepare(&resume, &question)
            .unwrap();
        let step = prepared
            .steps
            .iter()
            .find(|step| step.section.key == "whyItFits");
        let step = step.unwrap();
        let asked = &step.request.messages[1].text;
        let computed = asked
            .lines()
            .find(|line| line.contains("computed:"))
            .unwrap();
        let (number, _) = computed[1..].split_once(']').unwrap();
        let percent = prepared.facts.roles[0].match_percent;
        let answer = format!(
            "[{number}] Your match with Data Scientist is {percent} of 100.\n\
             [{number}] Your match with Data Scientist is 1,234 of 100.\n\
             Your match with Data Scientist is {percent} of 100.\n\
             [99] Your match with Data Scientist is {percent} of 100.\n"
        );
        let judged = prepared.judge(step, &answer, "large");
        let kept: Vec<bool> = judged.iter().map(JudgedLine::is_kept).collect();
        assert_eq!(kept, [true, false, false, false]);
        let faults: Vec<_> = judged
            .iter()
            .map(|line| line.sentences[0].verdict.clone().err())
            .collect();
        assert_eq!(
            faults,
            [
                None,
                Some(Fault::Number),
                Some(Fault::Uncited),
                Some(Fault::Uncited)
            ]
        );
        let formed: Vec<bool> = judged.iter().map(|line| line.is_well_formed).collect();
        assert_eq!(formed, [true, true, false, false]);
    }
}
