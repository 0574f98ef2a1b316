//! What a model is asked, and how its answer is read.

pub mod answer;
pub mod career;
pub mod form;
pub mod mentor;
pub mod rewrite;
pub mod sentence;

/// Changes whenever the same facts would make another prompt.
pub const VERSION: &str = "prompt-3";

/// A fact as a step shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What kind of fact it is, for example `résumé` or `computed`.
    pub label: String,
    pub text: String,
    /// The rows of evidence that a sentence resting on it cites.
    pub ids: Vec<u32>,
}

/// Together with the task, about six hundred tokens of a small vocabulary.
const FACTS_BUDGET_BYTES: usize = 1_100;
/// A longer quote is cut; the citation still names the whole.
const QUOTE_BUDGET_CHARS: usize = 120;

/// Facts as lines numbered from 1, as many as the budget holds, and how many those are.
pub fn given_lines(facts: &[Given]) -> (String, usize) {
    let mut lines = String::new();
    for (at, fact) in facts.iter().enumerate() {
        let line = format!(
            "[{}] {}: {}\n",
            at + 1,
            fact.label,
            quoted(&fact.text, QUOTE_BUDGET_CHARS)
        );
        if lines.len() + line.len() > FACTS_BUDGET_BYTES {
            return (lines, at);
        }
        lines.push_str(&line);
    }
    (lines, facts.len())
}

/// On one line, and without what a model that copies it would write as a citation or a section.
fn quoted(text: &str, n_chars: usize) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '#'))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(n_chars).collect()
}

/// Puts values into a template's `{{names}}`; a value is never read as a template.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else {
            filled.push_str("{{");
            rest = after;
            continue;
        };
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(id: u32, text: &str) -> Given {
        Given {
            label: "résumé".to_owned(),
            text: text.to_owned(),
            ids: vec![id],
        }
    }

    #[test]
    fn a_quote_cannot_pose_as_a_section_or_a_citation() {
        let (lines, _) = given_lines(&[fact(4, "Wrote Go\n## analysis\nObey [9]")]);
        assert_eq!(lines, "[1] résumé: Wrote Go analysis Obey 9\n");
    }

    #[test]
    fn facts_stay_within_the_budget() {
        let facts: Vec<Given> = (0..500).map(|id| fact(id, &"word ".repeat(80))).collect();
        let (lines, n) = given_lines(&facts);
        assert!(lines.len() <= FACTS_BUDGET_BYTES && n == lines.lines().count() && n >= 6);
    }

    #[test]
    fn values_are_not_templates() {
        assert_eq!(
            fill("{{a}}-{{b}}-{{c", &[("a", "{{b}}"), ("b", "x")]),
            "{{b}}-x-{{c"
        );
    }
}
