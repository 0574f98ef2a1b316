//! What a question is after, as far as its words tell.

/// What somebody wants from the mentor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Greeting,
    Thanks,
    /// What the mentor can do, or where to begin.
    Help,
    Learn,
    Match,
    Strengths,
    Roles,
    Improve,
    Phrase,
    Interview,
    Letter,
    Pause,
    Pay,
    Future,
    Schooling,
    About,
    Way,
    Compare,
    Worry,
    /// Too old, too young, too late.
    Age,
    /// More of the same: “and then?”, “what else?”
    More,
    Other,
}

/// A rule: the intent, and groups of patterns parted by `|`, of each of which one must be met. A word ending in `*` is
/// a beginning; several words are a phrase.
type Rule = (Intent, &'static [&'static str]);

/// The first rule that holds decides, so the narrow ones stand first.
const RULES: &[Rule] = &[
    (
        Intent::Worry,
        &[
            "lost my job|laid off|made redundant|got fired|was fired|redundancy|hopeless|\
             overwhelmed|anxious|scared|worried|desperate|burnt out|burned out|give up|imposter|\
             not good enough|stuck",
        ],
    ),
    (
        Intent::Age,
        &["too old|too young|too late|my age|over the hill|ageism|age discrimination"],
    ),
    (
        Intent::Pause,
        &[
            "gap year|career break|career gap|employment gap|gap in my|gap on my|gaps in my|\
             explain a gap|explain the gap|explain my gap|explaining a gap|time off|time out|\
             years off|break in my|maternity|paternity|sabbatical|returning to work|\
             return to work|back to work|was unemployed|been unemployed|unemployed|was ill|\
             out of work",
        ],
    ),
    (
        Intent::Letter,
        &[
            "cover letter|covering letter|motivation letter|application letter|\
             letter of application|personal statement",
        ],
    ),
    (Intent::Interview, &["interview*"]),
    (
        Intent::Way,
        &[
            "how do i get from|get from|go from|move from|switch from|path from|route from|\
             way from|change from|transition from|move into|get into|break into|switch to|\
             transition to|how do i become|how can i become|how to become|become|becoming|\
             route to|path to|steps to|qualify as|retrain",
        ],
    ),
    (
        Intent::Pay,
        &[
            "earn|earns|earning*|salary|salaries|pay|pays|paid|wage*|money|make a year|income|\
             well paid",
        ],
    ),
    (
        Intent::Future,
        &[
            "outlook|future|demand|growing|growth|prospects|job market|dying|disappear*|automat*|\
             openings|shrinking|safe job|secure",
        ],
    ),
    (
        Intent::Compare,
        &[
            "compare|versus|vs|better than|or should i|which is better|rather be|\
             difference between",
        ],
    ),
    (
        Intent::Match,
        &[
            "match*|score*|points|percent*|percentage|number|figure|fit for|suited to|\
             suitable for|good fit|qualified for|chance*",
            "why|explain|how|what|low|high|so|my|am|improve|raise|increase",
        ],
    ),
    (
        Intent::Strengths,
        &[
            "strength*|strong|strongest|good at|best at|stand out|stands out|selling point*|\
             unique|proud|offer an employer|what do i have|what can i offer|best skill*|\
             best line*",
        ],
    ),
    (
        Intent::Phrase,
        &[
            "phrase|phrasing|word my|wording|reword|rewrite|rephrase|bullet*|describe my|write my|\
             put it|sentence*",
        ],
    ),
    (
        Intent::Improve,
        &[
            "improve|better|fix|polish|weak|weakness*|wrong with|mistake*|feedback|review|\
             critique|tips|stronger|strengthen|change on|change in",
            "cv|resume|résumé|page|profile|it|my|application*",
        ],
    ),
    (
        Intent::Learn,
        &[
            "learn*|study|studying|missing|lack*|gap*|course*|develop|train|training|certificat*|\
             upskill*|skill*|next step|work on|improve|focus on|pick up|should i do next|do i do next|\
             should i do now|should i do first",
        ],
    ),
    (
        Intent::Schooling,
        &[
            "degree*|qualification*|diploma*|education|university|college|school|need to study|\
             requirements|licence|license|preparation",
        ],
    ),
    (
        Intent::Roles,
        &[
            "role*|job*|career*|occupation*|work|position*|field*",
            "fit*|suit*|near|nearest|similar|close|like mine|related|which|what other|else|best|\
             could i do|can i do|should i do|do with|options|alternatives|mine|for me|right for",
        ],
    ),
    (
        Intent::Roles,
        &[
            "best fit|what could i be|what should i be|what can i become|other options|plan b|\
             where do i fit|what next for me",
        ],
    ),
    (
        Intent::About,
        &[
            "tell me about|what does|what do|what is|what's|whats|describe|about|a day in|\
             typical day|day to day|like to be|like being|know about|explain",
        ],
    ),
    (
        Intent::Thanks,
        &[
            "thanks|thank you|thank|cheers|ta|much appreciated|helpful|great answer|that helps|\
             perfect",
        ],
    ),
    (
        Intent::More,
        &[
            "and then|after that|what else|anything else|tell me more|more|go on|continue|next|\
             why|how so|and|another|what about|how about|and for|really|are you sure|example",
        ],
    ),
    (
        Intent::Help,
        &[
            "begin|start|what can you|can you do|who are you|how do you work|how does this work|\
             what are you|are you an ai|are you a|what can i ask|help",
        ],
    ),
    (
        Intent::Greeting,
        &["hello|hi|hey|good morning|good afternoon|good evening|hiya|greetings|howdy"],
    ),
];

/// The words of a question, in small letters and between single blanks, with one at each end.
pub fn folded(question: &str) -> String {
    let mut words = String::from(" ");
    for word in question
        .to_lowercase()
        .replace('’', "'")
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '+' | '#' | '-')))
        .filter(|word| !word.is_empty())
    {
        words.push_str(word);
        words.push(' ');
    }
    words
}

impl Intent {
    pub fn of(question: &str) -> Self {
        let words = folded(question);
        let n_words = words.split_whitespace().count();
        let holds = |(intent, groups): &&Rule| {
            // Short words of courtesy and of going on mean that only where little else is said.
            let is_short = match intent {
                Self::More => n_words <= 6,
                Self::Greeting | Self::Thanks => n_words <= 8,
                _ => true,
            };
            let is_met = |group: &&str| group.split('|').any(|pattern| says(&words, pattern));
            is_short && groups.iter().all(is_met)
        };
        RULES
            .iter()
            .find(holds)
            .map_or(Self::Other, |(intent, _)| *intent)
    }
}

fn says(words: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => words.contains(&format!(" {beginning}")),
        None => words.contains(&format!(" {pattern} ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_ways_of_asking_mean_the_same() {
        let cases: &[(Intent, &[&str])] = &[
            (
                Intent::Learn,
                &[
                    "What should I learn first?",
                    "which skills am I missing",
                    "What do I need to work on?",
                    "any courses you'd recommend?",
                    "where are my gaps",
                    "What should I do next?",
                ],
            ),
            (
                Intent::Match,
                &[
                    "Why is my match so low?",
                    "explain my score",
                    "How is the percentage calculated?",
                    "Explain my match with Data Scientist",
                    "why only 43 points",
                ],
            ),
            (
                Intent::Strengths,
                &[
                    "What are my strengths?",
                    "what am I good at",
                    "what makes me stand out?",
                    "What can I offer an employer?",
                ],
            ),
            (
                Intent::Roles,
                &[
                    "Which jobs are near mine?",
                    "Which roles fit me?",
                    "what other careers could I do",
                    "what jobs suit me",
                    "Is there similar work?",
                ],
            ),
            (
                Intent::Pause,
                &[
                    "How do I explain a gap?",
                    "I took a career break for my kids",
                    "there's a gap in my CV",
                    "I was out of work for two years",
                ],
            ),
            (
                Intent::Pay,
                &[
                    "What does a nurse earn?",
                    "how much do electricians get paid",
                    "salary of a data scientist",
                    "is teaching well paid?",
                ],
            ),
            (
                Intent::About,
                &[
                    "Tell me about civil engineers",
                    "what does an actuary do?",
                    "What is it like to be a chef",
                ],
            ),
            (
                Intent::Way,
                &[
                    "How do I get from teacher to data analyst?",
                    "how to become a paralegal",
                    "I want to move into cybersecurity",
                ],
            ),
            (
                Intent::Future,
                &[
                    "Is there demand for truck drivers?",
                    "what is the outlook for accountants",
                    "will my job disappear",
                ],
            ),
            (
                Intent::Improve,
                &[
                    "How can I improve my CV?",
                    "what's wrong with my résumé",
                    "any feedback on my resume?",
                ],
            ),
            (
                Intent::Phrase,
                &[
                    "How do I phrase my experience?",
                    "help me reword this bullet",
                ],
            ),
            (
                Intent::Schooling,
                &["Do I need a degree to be an electrician?"],
            ),
            (Intent::Interview, &["I have an interview on Monday"]),
            (Intent::Letter, &["Can you write me a cover letter?"]),
            (Intent::Greeting, &["Hello", "hi there", "Good morning!"]),
            (Intent::Thanks, &["Thanks a lot", "thank you, that helps"]),
            (
                Intent::More,
                &["and after that?", "what else?", "why?", "Tell me more"],
            ),
            (Intent::Help, &["What can you do?", "How do I begin?"]),
            (
                Intent::Worry,
                &["I was made redundant last week", "I feel stuck"],
            ),
            (
                Intent::Age,
                &[
                    "Am I too old for this?",
                    "Is it too late to become a nurse?",
                ],
            ),
            (Intent::Other, &["Write me a poem by the sea", "qwerty"]),
        ];
        for (intent, questions) in cases {
            for question in *questions {
                assert_eq!(Intent::of(question), *intent, "{question}");
            }
        }
    }
}
