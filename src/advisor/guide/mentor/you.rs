//! Answers about the person: from the résumé and the latest analysis.

use super::Desk;
use crate::advisor::guide::analysis::{date, held, points};
use crate::advisor::guide::english::{duration, names, share};
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::phrase::{and, skill_in_prose};
use crate::career::analysis::{Cited, Source, Suggestion};
use crate::career::score;

pub fn learn(desk: &mut Desk<'_>, more: usize) -> Vec<String> {
    let Some(role) = desk.suggestion() else {
        return desk.needs_analysis();
    };
    let changes = role.counterfactuals.as_slice();
    let Some(first) = changes.get(more) else {
        return vec![format!(
            "For {} that is the end of the list: {}.",
            role.role,
            if changes.is_empty() {
                "no single missing skill would move your match"
            } else {
                "nothing further would move your match by a whole point"
            }
        )];
    };
    let name = role
        .skills_to_develop
        .iter()
        .find(|skill| skill.text == first.add);
    let slots = Slots::default()
        .word("skill", format!("**{}**", skill_in_prose(&first.add)))
        .word("gain", points(first.gain))
        .word("role", role.role.clone())
        .word("match", role.match_percent.to_string())
        .word("new", (role.match_percent + first.gain).to_string());
    let frames: &[&str] = if more > 0 {
        &[
            "After that comes {skill}: {gain} for {role}, counted from where you are now.",
            "Next in line is {skill}, worth {gain} by itself.",
            "Then {skill}. On its own it would add {gain}.",
        ]
    } else {
        &[
            "Begin with {skill}. Your match with {role} stands at {match} of 100, and this one thing would take it to {new}.",
            "{skill} first: for {role} it is worth {gain}, more than any other single addition.",
            "The most useful thing to learn, or to show if you know it already, is {skill}. It would bring {role} from {match} to {new}.",
        ]
    };
    let mut pieces = desk.told(frames, &slots);
    if let Some(words) = name.and_then(|skill| desk.asked_by(skill)) {
        pieces.push(format!(" Who says so: {words}."));
    }
    let others: Vec<String> = changes
        .iter()
        .skip(more + 1)
        .take(3)
        .map(|change| {
            format!(
                "- {}, {}\n",
                skill_in_prose(&change.add),
                points(change.gain)
            )
        })
        .collect();
    if !others.is_empty() && more == 0 {
        pieces.push("\n\nAfter that:\n\n".to_owned());
        pieces.extend(others);
        pieces.push("\nGains are counted one at a time, so they do not simply add up.".to_owned());
    }
    pieces
}

pub fn explain(desk: &mut Desk<'_>) -> Vec<String> {
    let Some(role) = desk.suggestion() else {
        return desk.needs_analysis();
    };
    let mut parts: Vec<_> = role.parts.iter().collect();
    parts.sort_by(|a, b| b.lost().total_cmp(&a.lost()));
    let slots = Slots::default()
        .word("role", format!("**{}**", role.role))
        .word("match", role.match_percent.to_string())
        .word(
            "worst",
            parts
                .first()
                .map_or_else(String::new, |part| part.name.to_lowercase()),
        )
        .word("share", parts.first().map_or("", |part| share(part.score)));
    let mut pieces = desk.told(
        &[
            "Your match with {role} is {match} of 100, and most of what is missing is under {worst}, where you have {share} of the points. The whole sum:",
            "{match} of 100 for {role}: the largest loss is in {worst}. Part by part it looks like this:",
            "It comes to {match} of 100 for {role}. Look first at {worst}, because that is where most points are still to be had:",
        ],
        &slots,
    );
    pieces.push("\n\n".to_owned());
    for part in &role.parts {
        let earned = part.earned();
        pieces.push(format!(
            "- {}: {earned:.1} of {} points{}\n",
            part.name,
            part.weight,
            desk.because(&part.evidence)
        ));
    }
    if let Some(change) = role.counterfactuals.first() {
        pieces.push(format!(
            "\nThe largest single change would be {}, {} more. Nobody judged you here: it is arithmetic, and it moves when the page does.",
            skill_in_prose(&change.add),
            points(change.gain)
        ));
    }
    pieces
}

pub fn strengths(desk: &mut Desk<'_>) -> Vec<String> {
    let results = desk.quotes(|person| &person.results, 3);
    let mut pieces = Vec::new();
    if !results.is_empty() {
        pieces.extend(desk.told(
            &[
                "What speaks for you most is what can be checked:\n\n",
                "Start with the lines that carry a figure, because they are yours alone:\n\n",
                "By your own page, these are the things to be proud of:\n\n",
            ],
            &Slots::default(),
        ));
        pieces.extend(results.iter().map(|quote| format!("- {quote}\n")));
    }
    let shown = desk
        .suggestion()
        .map(|role| (role.role.clone(), said(&role.skills_to_highlight, 4)));
    if let Some((role, skills)) = shown.filter(|(_, skills)| !skills.is_empty()) {
        pieces.push(format!(
            "\nFor {role}, what is asked for and already shown is {skills}.\n"
        ));
    }
    if let Some(person) = &desk.person
        && person.months >= 12
    {
        pieces.push(format!(
            "\nAnd there is the record itself: {} of work.\n",
            duration(person.months)
        ));
    }
    if pieces.is_empty() {
        return desk.needs_analysis();
    }
    pieces
}

pub fn roles(desk: &mut Desk<'_>) -> Vec<String> {
    let context = desk.context;
    let Some(resume) = &context.resume else {
        return desk.needs_analysis();
    };
    let all = context.atlas.occupations();
    let best = score::best_fit(
        resume,
        all,
        context.atlas.vocabulary(),
        crate::atlas::AS_OF,
        5,
    );
    if best.is_empty() {
        return desk.needs_analysis();
    }
    let mut pieces = desk.told(
        &[
            "Held against every occupation in the atlas, your page comes nearest to these:\n\n",
            "Of all the occupations I know, these lie closest to what you have written down:\n\n",
            "Measured by your own lines, the nearest work is this:\n\n",
        ],
        &Slots::default(),
    );
    for (at, score) in &best {
        let Some(occupation) = all.get(*at) else {
            continue;
        };
        let shown: Vec<String> = score
            .have
            .iter()
            .take(3)
            .map(|skill| skill_in_prose(&skill.name))
            .collect();
        let because = if shown.is_empty() {
            String::new()
        } else {
            format!(", for {}", names(&shown))
        };
        pieces.push(format!(
            "- **{}**: {} of 100{because}\n",
            occupation.title,
            score.match_percent()
        ));
    }
    pieces.push(
        "\nA high place says that your past points there; whether you want to go is yours to say."
            .to_owned(),
    );
    pieces
}

pub fn improve(desk: &mut Desk<'_>) -> Vec<String> {
    let analysis = desk.context.analysis.as_deref();
    let listed = analysis
        .map(|analysis| analysis.improvements_to_consider.as_slice())
        .unwrap_or_default();
    if !listed.is_empty() {
        let mut pieces = desk.told(
            &[
                "If the page were mine, I would change these things, in this order:\n\n",
                "Here is what would help your page most:\n\n",
                "A short list, from the latest analysis:\n\n",
            ],
            &Slots::default(),
        );
        pieces.extend(
            listed
                .iter()
                .enumerate()
                .map(|(at, item)| format!("{}. {}\n", at + 1, item.text)),
        );
        return pieces;
    }
    phrase(desk)
}

pub fn phrase(desk: &mut Desk<'_>) -> Vec<String> {
    if desk.person.is_none() {
        return desk.needs_analysis();
    }
    let mut pieces = desk.told(
        &[
            "A line about work is strongest when it says what you did, with what, and what came of it, in that order. Begin with a verb, and end with a figure if you truly have one.",
            "Write each line as a very short story: a verb, the thing you changed, and how it was afterwards. A number at the end makes it yours.",
            "Three questions make a good line: what did you do, for whom or with what, and what was better afterwards?",
        ],
        &Slots::default(),
    );
    let good = desk.quotes(|person| &person.results, 1);
    let plain = desk.quotes(|person| &person.duties, 2);
    if let Some(quote) = good.first() {
        pieces.push(format!("\n\nYou have done it already in {quote}."));
    }
    if !plain.is_empty() {
        pieces.push(format!(
            " Now try the same on {}: how much, how many, how fast?",
            and(&plain)
        ));
    }
    pieces
}

pub fn interview(desk: &mut Desk<'_>) -> Vec<String> {
    let stories = desk.quotes(|person| &person.results, 3);
    if stories.is_empty() {
        return phrase(desk);
    }
    let mut pieces = desk.told(
        &[
            "Prepare a story for each of your best lines: how it was before, what you did, how it was after. These are worth a rehearsal:\n\n",
            "Interviewers ask for examples, and yours are on the page. Be ready to tell the story behind each of these in a minute:\n\n",
        ],
        &Slots::default(),
    );
    pieces.extend(stories.iter().map(|quote| format!("- {quote}\n")));
    let open = desk
        .suggestion()
        .map(|role| (role.role.clone(), said(&role.skills_to_develop, 3)));
    if let Some((role, skills)) = open.filter(|(_, skills)| !skills.is_empty()) {
        pieces.push(format!(
            "\nExpect a question about what is not on the page yet: for {role} that is {skills}. An honest answer names what you are doing about it."
        ));
    }
    pieces
}

pub fn letter(desk: &mut Desk<'_>) -> Vec<String> {
    let proof = desk.quotes(|person| &person.results, 1);
    let role = desk.suggestion();
    let mut pieces = vec![
        "Writing the letter takes a larger language model than the one that comes with the program; the Models page tells whether one is ready. What belongs in it I can tell you: why this employer, what you bring, and one proof.\n\n"
            .to_owned(),
    ];
    if let Some(role) = &role {
        let skills = said(&role.skills_to_highlight, 3);
        if !skills.is_empty() {
            pieces.push(format!("- What you bring for {}: {skills}\n", role.role));
        }
    }
    pieces.extend(proof.iter().map(|quote| format!("- The proof: {quote}\n")));
    pieces
}

pub fn pause(desk: &mut Desk<'_>) -> Vec<String> {
    let found = desk.person.as_ref().and_then(|person| person.pause.clone());
    let mut pieces = Vec::new();
    if let Some(pause) = found {
        pieces.push(match pause.to {
            Some(to) => format!(
                "On your page the open stretch is {} to {}, {}. ",
                date(pause.from),
                date(to),
                duration(pause.months)
            ),
            None => format!(
                "Your last dated entry ends in {}, {} ago. ",
                date(pause.from),
                duration(pause.months)
            ),
        });
    }
    pieces.extend(desk.told(
        &[
            "Say it plainly and briefly: give the dates, one true reason (care, illness, study, a move, looking for work), and what you did that is worth knowing. Then turn to what you can do now. Silence invites guesses; one calm line ends them.",
            "Treat it as a fact, not a confession: one line with dates and a reason you are content to share, on the page as well as in the room. Add anything you learnt or did unpaid in that time, and move on to the work you want.",
        ],
        &Slots::default(),
    ));
    if let Some(quote) = desk.quotes(|person| &person.results, 1).first() {
        pieces.push(format!(
            "\n\nWhat you did before it still counts; {quote} has lost none of its weight."
        ));
    }
    pieces
}

pub fn worry(desk: &mut Desk<'_>) -> Vec<String> {
    let mut pieces = desk.told(
        &[
            "That is a hard place to be in, and it says less about your worth than it feels like.",
            "I am sorry, that weighs on anyone. Let us make the next step a small one.",
            "That sounds heavy. Nothing has to be solved today; one small thing is enough.",
        ],
        &Slots::default(),
    );
    if let Some(quote) = desk.quotes(|person| &person.results, 1).first() {
        pieces.push(format!(" You have done real work: {quote}."));
    }
    if let Some(position) = desk
        .person
        .as_ref()
        .and_then(|person| person.positions.iter().find_map(held))
    {
        pieces.push(format!(" Nobody can take back your time as {position}."));
    }
    pieces.push("\n\nAsk me which work lies nearest to yours, and we will look at it together. If it is more than work that weighs on you, please talk to someone you trust or to your doctor.".to_owned());
    pieces
}

pub fn age(desk: &mut Desk<'_>) -> Vec<String> {
    let mut pieces = desk.told(
        &[
            "No figure here knows your age, and none asks for it: what is compared with the work is skills, tools, titles, years of experience and education.",
            "Whatever you have read about age, the match leaves it out. It counts skills, tools, titles, years of experience and education, whenever they were gained.",
        ],
        &Slots::default(),
    );
    if let Some(occupation) = desk.occupation()
        && let Some(standing) = desk.standing(occupation)
    {
        pieces.push(format!("\n\n**{}**.", occupation.title));
        pieces.push(format!(" {}", standing.trim_start()));
        pieces.push(" How much time you want to give it, only you can say.".to_owned());
    }
    pieces
}

/// What would help most, in a few words.
pub fn next_step(desk: &Desk<'_>) -> Option<String> {
    let change = desk.suggestion()?.counterfactuals.into_iter().next()?;
    Some(format!(
        "{}, worth {}",
        skill_in_prose(&change.add),
        points(change.gain)
    ))
}

/// The first few names of a list, as people say them.
fn said(skills: &[Cited], n: usize) -> String {
    let said: Vec<String> = skills
        .iter()
        .take(n)
        .map(|skill| skill_in_prose(&skill.text))
        .collect();
    names(&said)
}

impl Desk<'_> {
    /// The role that was asked about, else the first of the latest analysis.
    pub(super) fn suggestion(&self) -> Option<Suggestion> {
        let all = &self.context.analysis.as_deref()?.suggestions;
        let asked = self.asked.first().map(|occupation| &occupation.code);
        let named = all
            .iter()
            .find(|role| asked.is_some() && role.occupation.as_ref() == asked);
        named.or_else(|| all.first()).cloned()
    }

    /// Who asks for a skill, in the words of the evidence.
    fn asked_by(&self, skill: &Cited) -> Option<String> {
        let analysis = self.context.analysis.as_deref()?;
        let rows = skill
            .evidence
            .iter()
            .filter_map(|id| analysis.evidence.get(*id as usize));
        let row = rows.into_iter().find(|row| row.source != Source::Resume)?;
        let words: Vec<&str> = row.quote.split_whitespace().collect();
        Some(words.join(" ").trim_end_matches('.').to_owned())
    }

    /// The line a part of the match rests on, in brackets.
    fn because(&self, evidence: &[u32]) -> String {
        let analysis = self.context.analysis.as_deref();
        let rows = evidence
            .iter()
            .filter_map(|id| analysis?.evidence.get(*id as usize));
        let mut quotes = rows
            .filter(|row| row.source == Source::Resume)
            .map(|row| row.quote.split_whitespace().collect::<Vec<_>>().join(" "));
        let quote = quotes.find(|quote| quote.chars().count() <= 70);
        quote.map_or_else(String::new, |quote| {
            format!(" (“{}”)", quote.trim_end_matches('.'))
        })
    }
}
