//! The guide as a mentor: plain answers to the quick questions, and honesty about the rest.

use super::phrase::{and, count, quotation, thousands};
use crate::advisor::mentor::{MentorContext, occupation_named, quick_questions};
use crate::atlas::AS_OF;
use crate::career::analysis::{Analysis, Cited, Source, Suggestion};
use crate::career::occupation::Occupation;
use crate::career::resume::Resume;
use crate::career::score;

/// What a question is after, as far as its words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Learn,
    Match,
    Strengths,
    Roles,
    Phrase,
    Begin,
    Other,
}

impl Topic {
    fn of(question: &str) -> Self {
        const WORDS: [(Topic, &[&str]); 6] = [
            (
                Topic::Phrase,
                &["phrase", "wording", "word", "rewrite", "bullet", "rephrase"],
            ),
            (
                Topic::Learn,
                &[
                    "learn", "study", "improve", "missing", "gap", "skill", "skills", "course",
                ],
            ),
            (
                Topic::Match,
                &["match", "score", "points", "percent", "explain"],
            ),
            (
                Topic::Strengths,
                &["strength", "strengths", "strong", "good"],
            ),
            (
                Topic::Roles,
                &[
                    "role", "roles", "fit", "fits", "job", "jobs", "career", "careers",
                ],
            ),
            (
                Topic::Begin,
                &["begin", "start", "hello", "hi", "help", "can"],
            ),
        ];
        let folded = question.to_lowercase();
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
        WORDS
            .iter()
            .find(|(_, keys)| keys.iter().any(|key| words.contains(key)))
            .map_or(Self::Other, |(topic, _)| *topic)
    }
}

/// The answer in pieces of Markdown.
pub fn answer(context: &MentorContext, question: &str) -> Vec<String> {
    let analysis = context.analysis.as_deref();
    let first = analysis.and_then(|analysis| Some((analysis, analysis.suggestions.first()?)));
    let resume = context.resume.as_deref();
    let told = match (Topic::of(question), first, analysis, resume) {
        (Topic::Learn, Some((analysis, role)), ..) => learn(analysis, role),
        (Topic::Match, Some((_, role)), ..) => explain(role),
        (Topic::Strengths, _, Some(analysis), _) => strengths(analysis),
        (Topic::Roles, _, Some(analysis), _) => roles(analysis),
        (Topic::Roles, _, None, Some(resume)) => nearest(context, resume),
        (Topic::Phrase, .., Some(resume)) => phrase(resume),
        (Topic::Begin, ..) => begin(context),
        (Topic::Other, ..) => Vec::new(),
        _ => needs(context),
    };
    if !told.is_empty() {
        return told;
    }
    let mut pieces = Vec::new();
    if let Some(occupation) = occupation_named(context.atlas, question) {
        pieces.extend(in_brief(occupation));
    }
    pieces.extend(cannot(context));
    pieces
}

/// An occupation that the question names, in two sentences.
fn in_brief(occupation: &Occupation) -> Vec<String> {
    let names: Vec<String> = occupation
        .skills
        .iter()
        .take(3)
        .map(|skill| skill.name.to_lowercase())
        .collect();
    let mut pieces = Vec::new();
    if !names.is_empty() {
        pieces.push(format!(
            "What matters most for {} is {}.",
            occupation.title,
            and(&names)
        ));
    }
    let pay = occupation
        .wage
        .as_ref()
        .and_then(|wage| Some((wage.median?, wage.year)));
    if let Some((median, year)) = pay {
        pieces.push(format!(
            " Half of those employed in the United States earned more than ${} a year in {year}.",
            thousands(median)
        ));
    }
    pieces.push("\n\n".to_owned());
    pieces
}

/// The best fit, measured now because no analysis has been made.
fn nearest(context: &MentorContext, resume: &Resume) -> Vec<String> {
    let all = context.atlas.occupations();
    let best = score::best_fit(resume, all, context.atlas.vocabulary(), AS_OF, 3);
    if best.is_empty() {
        return Vec::new();
    }
    let mut pieces = vec![
        "Of all the occupations in the atlas, your résumé comes closest to these:\n\n".to_owned(),
    ];
    pieces.extend(best.iter().filter_map(|(at, score)| {
        let title = &all.get(*at)?.title;
        Some(format!("- **{title}**: {} of 100\n", score.match_percent()))
    }));
    pieces
}

fn learn(analysis: &Analysis, role: &Suggestion) -> Vec<String> {
    let mut pieces = Vec::new();
    match role.counterfactuals.as_slice() {
        [] => pieces.push(format!("For {}, no single missing skill would change your match.", role.role)),
        [first, ..] => pieces.push(format!(
            "Begin with **{}**. For {}, nothing on the list would change your match more: it stands at {} of 100, and this is worth {} more.",
            first.add,
            role.role,
            role.match_percent,
            count(first.gain.into(), "point", "points")
        )),
    }
    let others: Vec<String> = role
        .counterfactuals
        .iter()
        .skip(1)
        .take(4)
        .map(|change| {
            format!(
                "- {}, worth {}\n",
                change.add,
                count(change.gain.into(), "point", "points")
            )
        })
        .collect();
    if !others.is_empty() {
        pieces.push("\n\nAfter that:\n\n".to_owned());
        pieces.extend(others);
    }
    if let Some(wish) = role
        .skills_to_develop
        .first()
        .and_then(|skill| asked_by(analysis, skill))
    {
        pieces.push(format!(
            "\n\nThe first on the list is asked for here: {wish}."
        ));
    }
    pieces
}

/// Who asks for a skill, in the words of the evidence.
fn asked_by(analysis: &Analysis, skill: &Cited) -> Option<String> {
    let rows = skill
        .evidence
        .iter()
        .filter_map(|id| analysis.evidence.get(*id as usize));
    let row = rows.into_iter().find(|row| row.source != Source::Resume)?;
    let words: Vec<&str> = row.quote.split_whitespace().collect();
    Some(words.join(" ").trim_end_matches('.').to_owned())
}

fn explain(role: &Suggestion) -> Vec<String> {
    let mut pieces = vec![format!(
        "Your match with **{}** is {} of 100. It is the sum of its parts, each a weight multiplied by a score:\n\n",
        role.role, role.match_percent
    )];
    for part in &role.parts {
        let points = f64::from(part.weight) * part.score;
        pieces.push(format!(
            "- {}: {points:.1} of {} points\n",
            part.name, part.weight
        ));
    }
    if let Some(change) = role.counterfactuals.first() {
        let points = count(change.gain.into(), "point", "points");
        pieces.push(format!(
            "\n\nThe largest single change would be {}: {points} more.",
            change.add
        ));
    }
    pieces
}

fn strengths(analysis: &Analysis) -> Vec<String> {
    if analysis.overall_strengths.is_empty() {
        return Vec::new();
    }
    let mut pieces = vec!["From your latest analysis:\n\n".to_owned()];
    pieces.extend(
        analysis
            .overall_strengths
            .iter()
            .map(|strength| format!("- {}\n", strength.text)),
    );
    pieces
}

fn roles(analysis: &Analysis) -> Vec<String> {
    let mut pieces = vec!["These were measured against your résumé:\n\n".to_owned()];
    for role in &analysis.suggestions {
        let shown: Vec<&str> = role
            .skills_to_highlight
            .iter()
            .take(3)
            .map(|skill| skill.text.as_str())
            .collect();
        let because = if shown.is_empty() {
            String::new()
        } else {
            format!(", on the strength of {}", and(&shown))
        };
        pieces.push(format!(
            "- **{}**: {} of 100{because}\n",
            role.role, role.match_percent
        ));
    }
    if analysis.suggestions.len() == 1 {
        pieces.push(
            "\n\nAn analysis for the best fit compares you with every occupation in the atlas."
                .to_owned(),
        );
    }
    pieces
}

fn phrase(resume: &Resume) -> Vec<String> {
    let mut pieces = vec![
        "A line about work is strongest when it says what you did, with what, and what came of it, in that order. \
         Begin with a verb, and end with a figure if you truly have one."
            .to_owned(),
    ];
    let bullets = resume.experience.iter().flat_map(|entry| &entry.bullets);
    let plain = bullets
        .filter(|bullet| !bullet.text.contains(|c: char| c.is_ascii_digit()))
        .find_map(|bullet| quotation(&bullet.text));
    if let Some(quote) = plain {
        pieces.push(format!(
            "\n\nOne line to try it on is {quote}. It says what you did; it does not yet say how much, how many or how fast."
        ));
    }
    pieces
}

fn begin(context: &MentorContext) -> Vec<String> {
    if context.analysis.is_some() {
        return cannot(context);
    }
    needs(context)
}

fn needs(context: &MentorContext) -> Vec<String> {
    let step = if context.resume.is_none() {
        "Add a résumé on the Résumé Analyzer page and run an analysis"
    } else {
        "Run an analysis on the Résumé Analyzer page"
    };
    vec![format!(
        "{step}; then I can answer from your own lines and from facts about occupations."
    )]
}

/// Says what no model means, and what can be asked all the same.
fn cannot(context: &MentorContext) -> Vec<String> {
    let mut pieces = vec![
        "No language model is answering at the moment, so I can only speak from what has been computed. \
         I cannot write freely, search for openings or judge what is not in your résumé. You can ask me:\n\n"
            .to_owned(),
    ];
    pieces.extend(
        quick_questions(context)
            .iter()
            .map(|question| format!("- {question}\n")),
    );
    pieces
}
