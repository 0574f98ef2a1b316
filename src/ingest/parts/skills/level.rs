//! How well somebody knows a skill, which is no skill itself.

use super::super::trimmed;
use crate::career::resume::Span;

const LEVELS: &str = "expert|advanced|intermediate|beginner|basic|basics|proficient|fluent|native|good|excellent|\
novice|familiar|experienced|working knowledge|elementary|strong|competent|very good|c1|c2|b1|b2|a1|a2|\
fortgeschritten|grundkenntnisse|sehr gut|gut|experte|fließend|muttersprache|avancé|débutant|intermédiaire|\
courant|notions|maîtrise|avanzado|intermedio|básico|experto|avançado|intermediário|avanzato|intermedio|base|\
ottimo|buono|продвинутый|средний|базовый|эксперт|уверенный|начальный|熟练|精通|掌握|了解|熟悉|良好|上級|中級|初級|\
native speaker|mother tongue|full professional|limited working";

/// Without `– expert`, `(advanced)`, `90%` or `5/5` behind it.
pub(super) fn without(text: &str, span: Span) -> Span {
    const GAUGES: &[char] = &[
        '●', '○', '◐', '★', '☆', '■', '□', '▪', '▫', '█', '░', '▓', '▮', '▯', '⬤', '◯',
    ];
    let span = trimmed(text, span, GAUGES);
    let words = span.of(text).unwrap_or_default();
    let cut = [" – ", " — ", " - ", ": ", "：", " (", "（"]
        .iter()
        .filter_map(|mark| Some((words.rfind(mark)?, mark.len())))
        .find(|(at, n)| is_level(words[at + n..].trim_end_matches([')', '）'])))
        .map(|(at, _)| at)
        .or_else(|| {
            let at = words.rfind(' ')?;
            is_figure(&words[at + 1..]).then_some(at)
        });
    match cut.filter(|at| *at > 0) {
        Some(at) => trimmed(text, Span::new(span.start, span.start + at), &[]),
        None => span,
    }
}

pub(super) fn is_level(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    LEVELS.split('|').any(|level| level == lower) || is_figure(&lower) || is_years(&lower)
}

/// `90%`, `4/5`
fn is_figure(word: &str) -> bool {
    let is_number = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    word.strip_suffix('%').is_some_and(is_number)
        || word
            .split_once('/')
            .is_some_and(|(of, all)| is_number(of) && matches!(all, "5" | "10" | "100"))
}

/// `5 years`, `3+ yrs`
fn is_years(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let number = parts.next().unwrap_or_default().trim_end_matches('+');
    let unit = parts.next().unwrap_or_default();
    number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.is_empty()
        && ["year", "yr", "jahr", "an", "año", "ano", "год", "лет"]
            .iter()
            .any(|known| unit.starts_with(known))
        && parts.next().is_none()
}
