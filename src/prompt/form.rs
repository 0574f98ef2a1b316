//! The form of an answer to a step: what a local model is held to while it writes, and what any answer is read by.

use std::ops::RangeInclusive;

/// A line of an answer has so many characters behind its numbers; a longer sentence is no small step.
const LINE_CHARS: RangeInclusive<usize> = 8..=240;
/// Where there are numbers within it, each part has so many.
const PART_CHARS: RangeInclusive<usize> = 2..=240;
/// Numbers at the beginning of a line.
const MOST_LEADING: usize = 3;
/// Numbers within it, each before what rests on its fact.
const MOST_WITHIN: usize = 3;

/// A regular expression of one to `n_lines` lines, each beginning with one to three of the numbers.
pub fn lines(n_facts: usize, n_lines: u32) -> String {
    let numbers: Vec<String> = (1..=n_facts.max(1)).map(|n| n.to_string()).collect();
    let mark = format!("\\[({})\\]", numbers.join("|"));
    let said = |chars: &RangeInclusive<usize>| {
        format!("[^\\[\\]\\n]{{{},{}}}", chars.start(), chars.end())
    };
    let (line, part) = (said(&LINE_CHARS), said(&PART_CHARS));
    let text = format!("({line}|{part}({mark}{part}){{1,{MOST_WITHIN}}})");
    format!("(({mark}){{1,{MOST_LEADING}}} {text}\\n){{1,{n_lines}}}")
}

/// Whether a line of an answer, without its break, has the form that the pattern of a step with these facts holds it to.
pub fn is_line(line: &str, n_facts: usize) -> bool {
    let (mut rest, mut n_leading) = (line, 0);
    while let Some(behind) = behind_mark(rest, n_facts) {
        (rest, n_leading) = (behind, n_leading + 1);
    }
    let Some(mut rest) = rest.strip_prefix(' ') else {
        return false;
    };
    if !(1..=MOST_LEADING).contains(&n_leading) {
        return false;
    }
    if !rest.contains('[') {
        return is_said(rest, &LINE_CHARS);
    }
    for _ in 0..MOST_WITHIN {
        let Some(at) = rest.find('[') else {
            break;
        };
        let Some(behind) = behind_mark(&rest[at..], n_facts) else {
            return false;
        };
        if !is_said(&rest[..at], &PART_CHARS) {
            return false;
        }
        rest = behind;
    }
    is_said(rest, &PART_CHARS)
}

fn is_said(text: &str, chars: &RangeInclusive<usize>) -> bool {
    chars.contains(&text.chars().count()) && !text.contains(['[', ']', '\n'])
}

/// What follows a given number at the beginning of `text`.
fn behind_mark(text: &str, n_facts: usize) -> Option<&str> {
    let (number, behind) = text.strip_prefix('[')?.split_once(']')?;
    let is_given = (1..=n_facts.max(1)).any(|n| n.to_string() == number);
    is_given.then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_may_name_only_the_given_facts() {
        assert_eq!(
            lines(2, 1),
            "((\\[(1|2)\\]){1,3} ([^\\[\\]\\n]{8,240}|[^\\[\\]\\n]{2,240}(\\[(1|2)\\][^\\[\\]\\n]{2,240}){1,3})\\n){1,1}"
        );
    }

    #[test]
    fn a_line_is_a_sentence_behind_given_numbers_that_may_hold_more() {
        for line in [
            "[1] You know Go.",
            "[2][1][2] You know Go.",
            "[1] You know[2] Go.",
            "[1] You know[2] Go,[1] Rust,[2] SQL.",
        ] {
            assert!(is_line(line, 2), "{line}");
        }
        for line in [
            "You know Go.",
            "[3] You know Go.",
            "[01] You know Go.",
            "[1][1][1][1] You know Go.",
            "[1]You know Go.",
            "[1] ",
            "[1] Go",
            "[1] You know[3] Go.",
            "[1] You know Go.[2]",
            "[1] You[1] know[1] Go[1], I [1] say.",
        ] {
            assert!(!is_line(line, 2), "{line}");
        }
    }
}
