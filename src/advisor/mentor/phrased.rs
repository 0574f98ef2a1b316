//! A small model in a conversation: the guide chooses the facts, and the model puts them into words.

use std::sync::Arc;

use futures_util::{StreamExt, stream};

use super::Reply;
use crate::advisor::Step;
use crate::advisor::explore::{self, PreparedExploration};
use crate::atlas::Atlas;
use crate::chat::{Delta, Link, Request, Sampling};
use crate::explain::LinkError;
use crate::provider::{DeltaStream, Provider};

/// A link that is not asked what the person asked, but for a section that tells the facts of the guide's reply. What the
/// guard keeps of it takes the place of the guide's words there; where that is nothing the answer is empty, and the chain
/// goes on to the next link.
pub struct Phrased {
    inner: Arc<dyn Provider>,
    part: Arc<Part>,
}

struct Part {
    before: String,
    after: String,
    step: Step,
    exploration: PreparedExploration,
}

impl Phrased {
    /// Nothing when the reply has no part for a model.
    pub fn new(inner: Arc<dyn Provider>, reply: &Reply) -> Option<Self> {
        let theme = reply.theme?;
        let mut exploration = explore::prepare(Atlas::get(), theme.occupation, None);
        let steps = &mut exploration.steps;
        let is_sought = |step: &Step| step.section.key == theme.section && !step.given.is_empty();
        let step = steps.remove(steps.iter().position(is_sought)?);
        let part = Part {
            before: reply.before.concat(),
            after: reply.after.concat(),
            step,
            exploration,
        };
        Some(Self {
            inner,
            part: Arc::new(part),
        })
    }
}

impl Part {
    /// The step in place of the question; later questions of a conversation are answered in other words.
    fn asked(&self, question: &Request) -> Request {
        let sampling = Sampling {
            seed: question
                .sampling
                .seed
                .wrapping_add(question.messages.len() as u64),
            ..self.step.request.sampling.clone()
        };
        Request {
            sampling,
            ..self.step.request.clone()
        }
    }

    /// The reply with the model's words in it.
    fn told(&self, answer: &str, model: &str) -> Option<String> {
        let lines = self.exploration.judge(&self.step, answer, model);
        let kept = lines.iter().filter(|line| line.is_kept());
        let words: Vec<&str> = kept.map(|line| line.text.as_str()).collect();
        let Self { before, after, .. } = self;
        (!words.is_empty()).then(|| format!("{before}{}{after}", words.join(" ")))
    }
}

impl Provider for Phrased {
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
        let answering = self.inner.answer(Arc::new(self.part.asked(&request)));
        let deltas = read(answering, Arc::clone(&self.part), self.model().to_owned());
        stream::once(deltas).flat_map(stream::iter).boxed()
    }
}

/// An answer is passed on at its end, which at the pace of a small model is at once.
async fn read(
    mut answering: DeltaStream,
    part: Arc<Part>,
    model: String,
) -> Vec<Result<Delta, LinkError>> {
    let mut answer = String::new();
    while let Some(delta) = answering.next().await {
        match delta {
            Ok(Delta::Text(text)) => answer.push_str(&text),
            Ok(Delta::Done(done)) => {
                let told = part.told(&answer, &model).map(Delta::Text);
                return told
                    .into_iter()
                    .chain([Delta::Done(done)])
                    .map(Ok)
                    .collect();
            }
            Ok(Delta::Reasoning(_) | Delta::Logprobs(_)) => {}
            Err(error) => return vec![Err(error)],
        }
    }
    Vec::new()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::advisor::mentor::{MentorContext, mentor_request};
    use crate::advisor::sample::Scripted;
    use crate::chat::{Message, Speaker};

    /// What is shown when the model makes this of the fact that tells of pay; nothing when it is not asked.
    fn shown(
        question: &str,
        sentence: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Option<String> {
        let context = MentorContext {
            atlas: Atlas::get(),
            resume: None,
            analysis: None,
            paths: Vec::new(),
        };
        let history = [Message::new(Speaker::User, question)];
        let (request, reply) = mentor_request(&context, &history);
        let answers = move |request: &Request| {
            let asked = &request.messages.last().unwrap().text;
            let fact = asked.lines().find(|line| line.contains('$')).unwrap();
            let (mark, fact) = fact.split_once(' ').unwrap();
            format!(
                "{mark} {}\n[99] It is projected to double.\n",
                sentence(fact)
            )
        };
        let model = Scripted {
            link: Link::Local,
            size: 5,
            answers: Box::new(answers),
        };
        let link = Phrased::new(Arc::new(model), &reply)?;
        assert_eq!((link.link(), link.model()), (Link::Local, "small"));
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let deltas = link.answer(Arc::new(request)).collect::<Vec<_>>();
        let deltas = runtime.unwrap().block_on(deltas);
        assert!(matches!(deltas.last(), Some(Ok(Delta::Done(_)))));
        let texts = deltas.into_iter().filter_map(|delta| match delta {
            Ok(Delta::Text(text)) => Some(text),
            _ => None,
        });
        Some(texts.collect())
    }

    #[test]
    fn what_is_kept_of_the_models_words_stands_within_the_guides() {
        let text = shown("What does a registered nurse earn?", |fact| {
            let figure = fact.split('$').nth(1).unwrap();
            let figure = figure.split([' ', ';']).next().unwrap();
            format!("The median was ${figure} a year in the United States.")
        });
        let text = text.unwrap();
        assert!(
            text.starts_with("**Registered Nurses**. The median was $"),
            "{text}"
        );
        assert!(
            text.ends_with("the atlas has no figures for them."),
            "{text}"
        );
        assert!(!text.contains("double"), "{text}");
    }

    #[test]
    fn an_answer_that_strays_leaves_the_word_to_the_next_link() {
        let strayed = |_: &str| "The median was $1 a year on the moon.".to_owned();
        let text = shown("What does a registered nurse earn?", strayed);
        assert_eq!(text.as_deref(), Some(""));
    }

    #[test]
    fn the_model_is_not_asked_where_no_section_tells_the_facts_of_the_answer() {
        for question in [
            "Hello",
            "How do I become a nurse?",
            "What are my strengths?",
        ] {
            assert_eq!(shown(question, |_| unreachable!("no model is asked")), None);
        }
    }
}
