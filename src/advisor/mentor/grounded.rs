//! A small model in a conversation: what it makes up is not passed on.

use std::collections::VecDeque;
use std::sync::Arc;

use futures_util::{StreamExt, stream};

use super::{MentorContext, readable};
use crate::advisor::guard::Guard;
use crate::career::analysis::{Analysis, Evidence, Source};
use crate::career::resume::Resume;
use crate::chat::{Delta, Link, Request, Sampling};
use crate::explain::LinkError;
use crate::provider::{DeltaStream, Provider};

/// What the person has shown.
const SHOWN: u32 = 0;
/// All that the prompt says, wishes and figures of the program included.
const SAID: u32 = 1;

/// A small model loses the thread where it chooses more freely.
const TEMPERATURE: f32 = 0.3;
/// It is quick, too: it may begin anew, with other chances, so often before it has nothing to say.
const TRIES: u64 = 3;

/// A link whose answers are passed on only where what it was given holds them: numbers, names, titles, skills.
/// What is left when a sentence goes no longer hangs together, so that an answer with one that is not held is tried again as a
/// whole. After the last try it is empty, and the chain goes on to the next link.
pub struct Grounded {
    inner: Arc<dyn Provider>,
    guard: Arc<Guard>,
}

impl Grounded {
    /// `asked` is what will be asked, made from this context.
    pub fn new(inner: Arc<dyn Provider>, context: &MentorContext, asked: &Request) -> Self {
        let context = readable(context);
        let resume = context.resume.as_deref();
        let analysis = context.analysis.as_deref();
        let said = asked.messages.iter().map(|message| message.text.as_str());
        let said: Vec<&str> = said.collect();
        let rows = [
            row(SHOWN, Source::Resume, shown(resume, analysis)),
            row(SAID, Source::Atlas, said.join("\n")),
        ];
        let suggestions = || analysis.iter().flat_map(|analysis| &analysis.suggestions);
        let figures: Vec<usize> = suggestions()
            .map(|suggestion| suggestion.match_percent.into())
            .collect();
        let roles = suggestions().map(|suggestion| suggestion.role.as_str());
        let guard = Guard::new(context.atlas, resume, roles, &figures).giving(&rows, resume);
        Self {
            inner,
            guard: Arc::new(guard),
        }
    }
}

fn row(id: u32, source: Source, quote: String) -> Evidence {
    Evidence {
        id,
        source,
        start: None,
        end: None,
        quote,
        reference: String::new(),
    }
}

/// The résumé, and the skills that it was found to show by the names the analysis has for them.
fn shown(resume: Option<&Resume>, analysis: Option<&Analysis>) -> String {
    let text = resume.map(|resume| resume.text.as_str());
    let names = analysis
        .iter()
        .flat_map(|analysis| &analysis.suggestions)
        .flat_map(|suggestion| &suggestion.skills_to_highlight)
        .map(|skill| skill.text.as_str());
    text.into_iter().chain(names).collect::<Vec<_>>().join("\n")
}

impl Provider for Grounded {
    fn link(&self) -> Link {
        self.inner.link()
    }

    fn model(&self) -> &str {
        self.inner.model()
    }

    fn host(&self) -> Option<&str> {
        self.inner.host()
    }

    fn key_id(&self) -> Option<u64> {
        self.inner.key_id()
    }

    fn answer(&self, request: Arc<Request>) -> DeltaStream {
        let request = careful(&request);
        let sieve = Sieve {
            answering: self.inner.answer(Arc::new(request.clone())),
            inner: Arc::clone(&self.inner),
            request,
            n_tried: 1,
            guard: Arc::clone(&self.guard),
            answer: String::new(),
            ready: VecDeque::new(),
        };
        stream::unfold(sieve, Sieve::next).boxed()
    }
}

/// The same question, so that names and figures are copied, often twice.
pub fn careful(request: &Request) -> Request {
    let sampling = Sampling {
        temperature: request.sampling.temperature.min(TEMPERATURE),
        repeat_penalty: 1.0,
        ..request.sampling.clone()
    };
    Request {
        sampling,
        ..request.clone()
    }
}

/// An answer on its way through the guard. It is passed on at its end, which at the pace of a small model is at once.
struct Sieve {
    inner: Arc<dyn Provider>,
    request: Request,
    answering: DeltaStream,
    n_tried: u64,
    guard: Arc<Guard>,
    answer: String,
    ready: VecDeque<Result<Delta, LinkError>>,
}

impl Sieve {
    async fn next(mut self) -> Option<(Result<Delta, LinkError>, Self)> {
        loop {
            if let Some(delta) = self.ready.pop_front() {
                return Some((delta, self));
            }
            let delta = self.answering.next().await?;
            if let Ok(Delta::Text(text)) = delta {
                self.answer.push_str(&text);
                continue;
            }
            let answer = std::mem::take(&mut self.answer);
            if matches!(delta, Ok(Delta::Done(_))) {
                if self.holds(&answer) {
                    self.ready.push_back(Ok(Delta::Text(answer)));
                } else if self.n_tried < TRIES {
                    self.begin_anew();
                    continue;
                }
            }
            self.ready.push_back(delta);
        }
    }

    fn begin_anew(&mut self) {
        let mut request = self.request.clone();
        request.sampling.seed = request.sampling.seed.wrapping_add(self.n_tried);
        self.n_tried += 1;
        self.answering = self.inner.answer(Arc::new(request));
    }

    fn holds(&self, answer: &str) -> bool {
        let is_quoting = answer.matches('“').count() != answer.matches('”').count();
        let mut rest = answer;
        while !rest.trim().is_empty() {
            let (sentence, next) = rest.split_at(sentence_end(rest).unwrap_or(rest.len()));
            if self.guard.check(sentence, &[SHOWN, SAID]).is_err() {
                return false;
            }
            rest = next;
        }
        !is_quoting
    }
}

/// Where the first sentence ends, the blanks behind it included; none before the next one has begun.
fn sentence_end(text: &str) -> Option<usize> {
    let mut ends = false;
    for (at, c) in text.char_indices() {
        match c {
            '.' | '!' | '?' | '…' | '\n' => ends = true,
            '"' | '”' | '’' | '\'' | ')' | '*' => {}
            _ if c.is_whitespace() => {}
            _ if ends && text[..at].ends_with(char::is_whitespace) => return Some(at),
            _ => ends = false,
        }
    }
    None
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::advisor::mentor::{Room, request};
    use crate::advisor::sample::{self, Scripted};
    use crate::advisor::{Advisor, Question};
    use crate::atlas::Atlas;
    use crate::chat::{Message, Speaker};

    fn passed(answer: &'static str) -> String {
        passed_of(move |_| answer.to_owned())
    }

    fn passed_of(answers: impl Fn(&Request) -> String + Send + Sync + 'static) -> String {
        let atlas = Atlas::get();
        let resume = sample::resume("Wrote Python and SQL for a bank\nBuilt dashboards in Tableau");
        let question = Question::Role("Data Scientist".to_owned());
        let prepared = Advisor::new(atlas).prepare(&resume, &question).unwrap();
        let context = MentorContext {
            atlas,
            resume: Some(Arc::new(resume)),
            analysis: Some(Arc::new(prepared.draft)),
            paths: Vec::new(),
        };
        let history = [Message::new(Speaker::User, "What should I learn first?")];
        let request = request(&context, &history, Room::Small);
        let model = Scripted {
            link: Link::Local,
            size: 5,
            answers: Box::new(answers),
        };
        let link = Grounded::new(Arc::new(model), &context, &request);
        let deltas = link.answer(Arc::new(request)).collect::<Vec<_>>();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let deltas = runtime.block_on(deltas);
        assert!(matches!(deltas.last(), Some(Ok(Delta::Done(_)))));
        let texts = deltas.into_iter().filter_map(|delta| match delta {
            Ok(Delta::Text(text)) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn an_answer_that_the_prompt_holds_is_passed_on_and_no_other() {
        let kept = "Your résumé shows Python and SQL. You built dashboards in Tableau.";
        assert_eq!(passed(kept), kept);
        for strayed in [
            "Start small. You led 40 people at Contoso. Shall we go on?",
            "Your résumé shows Rust. Python is there.",
            "You earned a doctorate in 1999!",
            "Python is there there there.",
            "I would begin with “Built dashboards in Tableau and",
        ] {
            assert_eq!(passed(strayed), "");
        }
    }

    #[test]
    fn an_answer_that_strays_is_tried_again_with_another_seed_and_not_for_ever() {
        let kept = "Your résumé shows Python.";
        let seeds = Arc::new(Mutex::new(Vec::new()));
        let asked = Arc::clone(&seeds);
        let strays = move |request: &Request, n| {
            let mut seeds = asked.lock().unwrap();
            seeds.push(request.sampling.seed);
            let text = if seeds.len() <= n {
                "You led 40 people at Contoso."
            } else {
                kept
            };
            text.to_owned()
        };
        let once = strays.clone();
        assert_eq!(passed_of(move |request| once(request, 1)), kept);
        assert_eq!(passed_of(move |request| strays(request, 9)), "");
        let seeds = seeds.lock().unwrap();
        assert_eq!(seeds.len(), 5);
        assert!(seeds[0] != seeds[1] && seeds[3] != seeds[4]);
    }

    #[test]
    fn a_sentence_ends_where_the_next_one_begins() {
        let first = |text: &'static str| sentence_end(text).map(|end| &text[..end]);
        assert_eq!(first("Hello there. How"), Some("Hello there. "));
        assert_eq!(first("He said “yes.” Then"), Some("He said “yes.” "));
        assert_eq!(first("Node.js is fine"), None);
        assert_eq!(first("One line\n\nAnother"), Some("One line\n\n"));
        assert_eq!(first("Not yet. "), None);
    }
}
