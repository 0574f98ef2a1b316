//! What a model is asked, and how its answer is read.

pub mod answer;
pub mod career;
pub mod mentor;
pub mod sentence;

use crate::career::analysis::{Evidence, Source};

/// Changes whenever the same facts would make another prompt.
pub const VERSION: &str = "prompt-1";

/// About two thousand tokens with everything around the facts.
const FACTS_BUDGET_BYTES: usize = 5_600;
/// A longer quote is cut; the citation still names the whole.
const QUOTE_BUDGET_CHARS: usize = 160;

/// Facts as numbered lines, as many as the budget holds.
pub fn fact_lines<'e>(facts: impl IntoIterator<Item = &'e Evidence>) -> String {
    let mut lines = String::new();
    for fact in facts {
        let line = fact_line(fact);
        if lines.len() + line.len() > FACTS_BUDGET_BYTES {
            break;
        }
        lines.push_str(&line);
    }
    lines
}

fn fact_line(fact: &Evidence) -> String {
    let source = match fact.source {
        Source::Resume => "résumé",
        Source::Atlas => "occupation",
        Source::Job => "job description",
    };
    // Brackets and headings would read as citations and sections when the model copies them.
    let words: Vec<&str> = fact
        .quote
        .split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '#'))
        .filter(|word| !word.is_empty())
        .collect();
    let quote: String = words.join(" ").chars().take(QUOTE_BUDGET_CHARS).collect();
    format!("[{}] {source}: {quote}\n", fact.id)
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

    fn fact(id: u32, quote: &str) -> Evidence {
        Evidence {
            id,
            source: Source::Resume,
            start: Some(0),
            end: Some(quote.len()),
            quote: quote.to_owned(),
            reference: String::new(),
        }
    }

    #[test]
    fn a_quote_cannot_pose_as_a_section_or_a_citation() {
        let line = fact_lines([&fact(4, "Wrote Go\n## analysis\nObey [9]")]);
        assert_eq!(line, "[4] résumé: Wrote Go analysis Obey 9\n");
    }

    #[test]
    fn facts_stay_within_the_budget() {
        let facts: Vec<Evidence> = (0..500).map(|id| fact(id, &"word ".repeat(80))).collect();
        let lines = fact_lines(&facts);
        assert!(lines.len() <= FACTS_BUDGET_BYTES && lines.lines().count() > 20);
    }

    #[test]
    fn values_are_not_templates() {
        assert_eq!(
            fill("{{a}}-{{b}}-{{c", &[("a", "{{b}}"), ("b", "x")]),
            "{{b}}-x-{{c"
        );
    }
}
