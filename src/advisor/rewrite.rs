//! A better wording for one line of a résumé, which says no more and no less than the line itself.

use std::sync::Arc;

use futures_util::StreamExt;

use crate::advisor::guard::figure::{Figure, Kind, figures};
use crate::advisor::guard::{Fault, Guard};
use crate::advisor::guide::phrase::capitalised;
use crate::advisor::words::{lexemes, normal};
use crate::atlas::Atlas;
use crate::career::analysis::{Evidence, Source};
use crate::career::dates::find_dates;
use crate::career::instruction;
use crate::chat::Link;
use crate::explain::Refusal;
use crate::prompt;
use crate::provider::Provider;
use crate::provider::chain::{Chain, ChainEvent};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The new wording; none when nothing surely better was found.
    pub text: Option<String>,
    /// Whose wording it is.
    pub link: Link,
    /// What the line leaves open, for the person to add.
    pub missing: Vec<Missing>,
    /// Why a model's wording was not taken, where one was offered.
    pub refused: Option<Refusal>,
}

/// What a line about work should say and does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// How much, how many, how often.
    Figure,
    /// What came of it.
    Outcome,
    /// Who did what: it names a duty and no deed.
    Deed,
}

impl Missing {
    /// Advice in one sentence.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Figure => "Add a figure: how much, how many or how often.",
            Self::Outcome => "Say what came of it.",
            Self::Deed => "Begin with what you did, not with what you were there for.",
        }
    }
}

/// Rewrites `line` for somebody who wants to work as `role`. `links` come in the chain's order; without one, or when
/// what they write must be refused, the line is only improved where that is surely right.
pub async fn rewrite(
    atlas: &'static Atlas,
    line: &str,
    role: &str,
    chain: &Chain,
    links: Vec<Arc<dyn Provider>>,
) -> Rewritten {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rewritten = Rewritten {
        text: plainly_better(&line),
        link: Link::Guide,
        missing: missing(&line),
        refused: None,
    };
    // An order to the reader is no line about work, and no model is given it to obey.
    if links.is_empty() || !instruction::find(&line).is_empty() {
        return rewritten;
    }
    let Some((link, offered)) = asked(&line, role, chain, links).await else {
        return rewritten;
    };
    match kept(atlas, &line, &offered) {
        Ok(()) if offered != line => {
            rewritten.text = Some(offered);
            rewritten.link = link;
        }
        Ok(()) => {}
        Err(refusal) => rewritten.refused = Some(refusal),
    }
    rewritten
}

async fn asked(
    line: &str,
    role: &str,
    chain: &Chain,
    links: Vec<Arc<dyn Provider>>,
) -> Option<(Link, String)> {
    let mut events = chain.answer(links, prompt::rewrite::request(line, role));
    let mut text = String::new();
    while let Some(Ok(event)) = events.next().await {
        match event {
            ChainEvent::Text(piece) => text.push_str(&piece),
            ChainEvent::StartOver => text.clear(),
            ChainEvent::Done(answered) => {
                let first = text.lines().map(bare).find(|line| !line.is_empty())?;
                return Some((answered.link, first.to_owned()));
            }
            ChainEvent::Trying { .. } | ChainEvent::Failed(..) => {}
        }
    }
    None
}

/// Without a bullet or quotation marks around it.
fn bare(line: &str) -> &str {
    line.trim()
        .trim_start_matches(['•', '-', '*', '–', ' '])
        .trim_matches(['"', '“', '”'])
        .trim()
}

/// Whether `offered` says all that `line` says in numbers, dates and names, and nothing beyond it.
///
/// # Errors
/// The first thing that was lost or added.
pub fn kept(atlas: &'static Atlas, line: &str, offered: &str) -> Result<(), Refusal> {
    let dates =
        |text: &str| -> Vec<_> { find_dates(text).into_iter().map(|(date, _)| date).collect() };
    let (before, after) = (dates(line), dates(offered));
    if before.iter().any(|date| !after.contains(date)) {
        return Err(Refusal::Date);
    }
    let said = figures(offered);
    if let Some(lost) = figures(line)
        .iter()
        .find(|figure| !said.iter().any(|other| is_same(figure, other)))
    {
        return Err(Refusal::Number {
            number: line[lost.start..lost.end].to_owned(),
        });
    }
    let words: Vec<String> = lexemes(offered)
        .iter()
        .map(|word| normal(&word.plain))
        .collect();
    let skills: Vec<String> = atlas
        .vocabulary()
        .find(offered)
        .into_iter()
        .map(|found| found.skill)
        .collect();
    for found in atlas.vocabulary().find(line) {
        if !skills.contains(&found.skill) {
            return Err(Refusal::Name { name: found.text });
        }
    }
    for word in lexemes(line) {
        let is_name = (word.is_capital && !word.opens)
            || word.written.chars().skip(1).any(char::is_uppercase);
        if is_name && !words.contains(&normal(&word.plain)) {
            return Err(Refusal::Name { name: word.written });
        }
    }
    let row = Evidence {
        id: 0,
        source: Source::Resume,
        start: None,
        end: None,
        quote: line.to_owned(),
        reference: String::new(),
    };
    let guard = Guard::new(atlas, None, [], &[]).giving([&row], None);
    match guard.check(offered, &[0]) {
        Ok(_) | Err(Fault::Absence) => Ok(()),
        Err(fault) => Err(Refusal::Added { what: what(fault) }),
    }
}

fn is_same(one: &Figure, other: &Figure) -> bool {
    let kind = |figure: &Figure| {
        if figure.kind == Kind::Scale {
            Kind::Count
        } else {
            figure.kind
        }
    };
    (one.value - other.value).abs() < 1e-9 && kind(one) == kind(other)
}

const fn what(fault: Fault) -> &'static str {
    match fault {
        Fault::Number => "a number",
        Fault::Date => "a date or a length of time",
        Fault::Title => "a job title",
        Fault::Degree => "a degree",
        Fault::Skill => "a skill",
        Fault::Repetition => "the same words again",
        Fault::Word => "a word that is none",
        Fault::Name | Fault::Quotation | Fault::Uncited | Fault::Absence => "a name",
    }
}

/// Openings that say that something was one's duty.
const DUTIES: [&str; 9] = [
    "responsible for ",
    "was responsible for ",
    "were responsible for ",
    "in charge of ",
    "tasked with ",
    "duties included ",
    "responsibilities included ",
    "my duties were ",
    "involved in ",
];

/// Verbs whose past is beyond doubt: a line that opens with one of them after its duty can open with the deed.
const DEEDS: [(&str, &str); 52] = [
    ("managing", "Managed"),
    ("leading", "Led"),
    ("building", "Built"),
    ("writing", "Wrote"),
    ("designing", "Designed"),
    ("developing", "Developed"),
    ("creating", "Created"),
    ("maintaining", "Maintained"),
    ("training", "Trained"),
    ("teaching", "Taught"),
    ("running", "Ran"),
    ("testing", "Tested"),
    ("planning", "Planned"),
    ("organising", "Organised"),
    ("organizing", "Organized"),
    ("preparing", "Prepared"),
    ("analysing", "Analysed"),
    ("analyzing", "Analyzed"),
    ("reviewing", "Reviewed"),
    ("supervising", "Supervised"),
    ("coordinating", "Coordinated"),
    ("handling", "Handled"),
    ("selling", "Sold"),
    ("monitoring", "Monitored"),
    ("implementing", "Implemented"),
    ("improving", "Improved"),
    ("reducing", "Reduced"),
    ("increasing", "Increased"),
    ("delivering", "Delivered"),
    ("supporting", "Supported"),
    ("mentoring", "Mentored"),
    ("hiring", "Hired"),
    ("scheduling", "Scheduled"),
    ("negotiating", "Negotiated"),
    ("overseeing", "Oversaw"),
    ("producing", "Produced"),
    ("processing", "Processed"),
    ("installing", "Installed"),
    ("repairing", "Repaired"),
    ("conducting", "Conducted"),
    ("documenting", "Documented"),
    ("automating", "Automated"),
    ("migrating", "Migrated"),
    ("launching", "Launched"),
    ("researching", "Researched"),
    ("editing", "Edited"),
    ("drafting", "Drafted"),
    ("assisting", "Assisted"),
    ("advising", "Advised"),
    ("auditing", "Audited"),
    ("filing", "Filed"),
    ("serving", "Served"),
];

/// The line with its deed first, where there is no doubt what that deed is.
fn plainly_better(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    let duty = DUTIES
        .iter()
        .find_map(|duty| lower.strip_prefix(duty).map(|_| duty.len()));
    let rest = match duty {
        Some(len) => line.get(len..)?,
        // `I managed` in a list of deeds.
        None => {
            let rest = line.strip_prefix("I ")?;
            let (verb, _) = rest.split_once(' ')?;
            let is_deed = DEEDS.iter().any(|(_, past)| past.to_lowercase() == verb);
            return is_deed.then(|| capitalised(rest));
        }
    };
    let (verb, object) = rest.split_once(' ')?;
    let (_, past) = DEEDS
        .iter()
        .find(|(doing, _)| *doing == verb.to_lowercase())?;
    // A second duty behind `and` would be left as it was: `managing stock and ordering`.
    let words = lexemes(object);
    let goes_on = words.windows(2).any(|pair| {
        matches!(pair[0].plain.as_str(), "and" | "or") && pair[1].plain.ends_with("ing")
    }) || words
        .iter()
        .any(|word| word.is_closed && object.contains(", ") && word.plain.ends_with("ing"));
    (!goes_on).then(|| format!("{past} {object}"))
}

/// Words of a line that tells what came of the work.
const OUTCOMES: [&str; 30] = [
    "cut",
    "reduced",
    "raised",
    "increased",
    "saved",
    "grew",
    "won",
    "improved",
    "doubled",
    "tripled",
    "halved",
    "lowered",
    "gained",
    "earned",
    "shortened",
    "boosted",
    "prevented",
    "achieved",
    "exceeded",
    "resulting",
    "leading",
    "enabling",
    "enabled",
    "so",
    "which",
    "delivered",
    "launched",
    "reached",
    "passed",
    "closed",
];

fn missing(line: &str) -> Vec<Missing> {
    let lower = line.to_lowercase();
    let mut missing = Vec::new();
    if DUTIES.iter().any(|duty| lower.starts_with(duty)) {
        missing.push(Missing::Deed);
    }
    if figures(line).is_empty() {
        missing.push(Missing::Figure);
    }
    if !lexemes(line)
        .iter()
        .any(|word| OUTCOMES.contains(&word.plain.as_str()))
    {
        missing.push(Missing::Outcome);
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advisor::sample::Scripted;

    const LINE: &str = "Responsible for managing 12 engineers at Acme who moved 40% of the traffic to Kubernetes in May 2021";

    fn offered(answer: &'static str) -> Rewritten {
        let links: Vec<Arc<dyn Provider>> = vec![Arc::new(Scripted {
            link: Link::Local,
            size: usize::MAX,
            answers: Box::new(move |_| answer.to_owned()),
        })];
        run(LINE, links)
    }

    fn run(line: &str, links: Vec<Arc<dyn Provider>>) -> Rewritten {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        let chain = Chain::new();
        let rewriting = rewrite(Atlas::get(), line, "Engineering Manager", &chain, links);
        runtime.expect("a runtime").block_on(rewriting)
    }

    #[test]
    fn a_wording_that_keeps_everything_is_taken() {
        let text =
            "Managed 12 engineers at Acme and moved 40 % of the traffic to Kubernetes in May 2021";
        let rewritten = offered(text);
        assert_eq!(
            (rewritten.text.as_deref(), rewritten.link, rewritten.refused),
            (Some(text), Link::Local, None)
        );
    }

    #[test]
    fn a_wording_that_loses_or_adds_something_is_refused_with_the_reason() {
        for (answer, lost) in [
            (
                "Managed engineers at Acme who moved 40% of the traffic to Kubernetes in May 2021",
                "12",
            ),
            (
                "Managed 12 engineers who moved 40% of the traffic to Kubernetes in May 2021",
                "Acme",
            ),
            (
                "Managed 12 engineers at Acme who moved 40% of the traffic in May 2021",
                "Kubernetes",
            ),
            (
                "Managed 12 engineers at Acme who moved 40% of the traffic to Kubernetes",
                "date",
            ),
            (
                "Managed 12 engineers and 3 teams at Acme who moved 40% of the traffic to Kubernetes in May 2021",
                "a number",
            ),
            (
                "Managed 12 engineers at Acme and Initech who moved 40% of the traffic to Kubernetes in May 2021",
                "a name",
            ),
            (
                "As a director, managed 12 engineers at Acme who moved 40% of the traffic to Kubernetes in May 2021",
                "a job title",
            ),
        ] {
            let rewritten = offered(answer);
            let reason = rewritten
                .refused
                .map(|refusal| refusal.to_string())
                .unwrap_or_default();
            assert!(reason.contains(lost), "{answer}: {reason}");
            assert_eq!(rewritten.link, Link::Guide, "{answer}");
        }
    }

    #[test]
    fn without_a_model_a_line_changes_only_where_that_is_surely_right() {
        let alone = |line: &str| run(line, Vec::new());
        let managed = alone("Responsible for managing a team of 12");
        assert_eq!(managed.text.as_deref(), Some("Managed a team of 12"));
        assert_eq!(managed.missing, [Missing::Deed, Missing::Outcome]);
        assert_eq!(
            alone("I led the audit").text.as_deref(),
            Some("Led the audit")
        );
        let reports = alone("Responsible for the weekly reports");
        assert_eq!(reports.text, None);
        assert_eq!(
            reports.missing,
            [Missing::Deed, Missing::Figure, Missing::Outcome]
        );
        assert_eq!(
            alone("Responsible for managing stock and ordering food").text,
            None
        );
        assert_eq!(alone("Cut costs by 12 %").missing, []);
    }
}
