//! The form of an answer to a step: what a local model is held to while it writes, and what any answer is read by.

use std::ops::RangeInclusive;

/// A line of an answer has so many characters behind its numbers; a longer sentence is no small step.
const LINE_CHARS: RangeInclusive<usize> = 8..=240;
const MOST_CITED: usize = 3;

/// A regular expression of one to `n_lines` lines, each beginning with one to three of the numbers.
pub fn lines(n_facts: usize, n_lines: u32) -> String {
    let numbers: Vec<String> = (1..=n_facts.max(1)).map(|n| n.to_string()).collect();
    let any = numbers.join("|");
    let (least, most) = (LINE_CHARS.start(), LINE_CHARS.end());
    format!("((\\[({any})\\]){{1,{MOST_CITED}}} [^\\[\\]\\n]{{{least},{most}}}\\n){{1,{n_lines}}}")
}

/// Whether a line of an answer, without its break, has the form that the pattern of a step with these facts holds it to.
pub fn is_line(line: &str, n_facts: usize) -> bool {
    let Some((marks, text)) = line.split_once(' ') else {
        return false;
    };
    let mut n_cited = 0;
    let mut rest = marks;
    while let Some((number, behind)) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
        let is_given = (1..=n_facts.max(1)).any(|n| n.to_string() == number);
        if !is_given {
            return false;
        }
        n_cited += 1;
        rest = behind;
    }
    rest.is_empty()
        && (1..=MOST_CITED).contains(&n_cited)
        && LINE_CHARS.contains(&text.chars().count())
        && !text.contains(['[', ']', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_may_name_only_the_given_facts() {
        assert_eq!(
            lines(2, 1),
            "((\\[(1|2)\\]){1,3} [^\\[\\]\\n]{8,240}\\n){1,1}"
        );
    }

    #[test]
    fn a_line_is_one_to_three_given_numbers_and_a_sentence() {
        for line in ["[1] You know Go.", "[2][1][2] You know Go."] {
            assert!(is_line(line, 2), "{line}");
        }
        for line in [
            "You know Go.",
            "[3] You know Go.",
            "[01] You know Go.",
            "[1][1][1][1] You know Go.",
            "[1]You know Go.",
            "[1] Go",
            "[1] You know [2] Go.",
        ] {
            assert!(!is_line(line, 2), "{line}");
        }
    }
}
