//! One question's way along the links.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use tokio::time::{self, Instant};

use super::Provider;
use super::chain::{Answered, ChainError, ChainEvent};
use super::flight::Log;
use super::route::{Memory, Route};
use super::seam::{Seam, Tail};
use crate::chat::{Delta, Done, Fallback, Link, Request};
use crate::explain::LinkError;

/// Stands between a partial answer and the guide, which cannot finish another's sentence.
const PARAGRAPH: &str = "\n\n";

pub struct Walk {
    request: Request,
    log: Log<Result<ChainEvent, ChainError>>,
    asked: Instant,
    route: Route,
    fallbacks: Vec<Fallback>,
    /// What the listeners have been shown.
    written: String,
    /// What a cut threw away behind it: white space and the word it fell into.
    lost: String,
    first_text: Option<Instant>,
}

/// A finished answer of one link, and when its own first text came.
struct Finished {
    done: Done,
    first_text: Option<Instant>,
}

impl Walk {
    /// `asked` is when the question was put.
    pub fn new(
        memory: Memory,
        request: Request,
        log: Log<Result<ChainEvent, ChainError>>,
        asked: Instant,
    ) -> Self {
        Self {
            request,
            log,
            asked,
            route: Route::new(memory),
            fallbacks: Vec::new(),
            written: String::new(),
            lost: String::new(),
            first_text: None,
        }
    }

    pub async fn run(mut self, links: Vec<Arc<dyn Provider>>) {
        for (at, link) in links.iter().enumerate() {
            let link = link.as_ref();
            let admission = match self.route.admit(link, Instant::now()) {
                Ok(admission) => admission,
                Err(error) => {
                    self.fall_back(link, &error).await;
                    continue;
                }
            };
            if let Some(moment) = admission.not_before {
                time::sleep_until(moment).await;
            }
            self.say(ChainEvent::Trying {
                link: link.link(),
                model: link.model().to_owned(),
            })
            .await;
            let may_continue = links[at + 1..]
                .iter()
                .any(|next| next.link() != Link::Guide);
            match self.ask(link, may_continue).await {
                Ok(finished) => {
                    admission.permit.succeeded();
                    return self.finish(link, finished).await;
                }
                Err(error) => {
                    self.route
                        .failed(link, admission.permit, &error, Instant::now());
                    self.fall_back(link, &error).await;
                }
            }
        }
        let lost = std::mem::take(&mut self.lost);
        self.show(lost).await;
        let fallbacks = self.fallbacks;
        self.log.say(Err(ChainError { fallbacks })).await;
    }

    /// Asks one link for the answer, or for the rest of it.
    async fn ask(
        &mut self,
        link: &dyn Provider,
        may_continue: bool,
    ) -> Result<Finished, LinkError> {
        let before = self
            .request
            .continue_from
            .as_deref()
            .unwrap_or_default()
            .to_owned()
            + &self.written;
        let continues = !before.is_empty();
        let mut request = self.request.clone();
        request.continue_from = continues.then(|| Arc::from(before.as_str()));
        let mut deltas = link.answer(Arc::new(request));

        let mut text = Splice::new(
            link.link(),
            &before,
            &self.lost,
            may_continue && !self.request.structured,
        );
        if link.link() == Link::Guide && !self.written.is_empty() {
            let lost = std::mem::take(&mut self.lost);
            self.show(lost + PARAGRAPH).await;
        }
        let (mut first_text, mut shown) = (None, false);
        let error = loop {
            match deltas.next().await {
                Some(Ok(Delta::Text(piece))) => {
                    let piece = text.push(&piece);
                    if text.begun && first_text.is_none() {
                        first_text = Some(Instant::now());
                        self.first_text = self.first_text.or(first_text);
                    }
                    shown |= !piece.is_empty();
                    self.show(piece).await;
                }
                Some(Ok(Delta::Reasoning(_) | Delta::Logprobs(_))) => {}
                // A link that continues may find that there was nothing left to say.
                Some(Ok(Delta::Done(_))) if !text.begun && !continues => break LinkError::Empty,
                Some(Ok(Delta::Done(done))) => {
                    let rest = text.finish();
                    self.show(rest).await;
                    return Ok(Finished { done, first_text });
                }
                Some(Err(error)) => break error,
                None => break LinkError::Cut,
            }
        };
        drop(deltas);
        self.break_off(shown, text.into_held()).await;
        Err(error)
    }

    /// Keeps what a link wrote before it failed, or voids it where nothing may be spliced.
    async fn break_off(&mut self, shown: bool, held: String) {
        if !self.request.structured {
            if shown || self.lost.is_empty() {
                self.lost = held;
            }
        } else if shown {
            self.written.clear();
            self.first_text = None;
            self.say(ChainEvent::StartOver).await;
        }
    }

    async fn finish(self, link: &dyn Provider, finished: Finished) {
        let now = Instant::now();
        let Done { stop, usage } = finished.done;
        let since = |start: Option<Instant>| start.map_or(Duration::ZERO, |start| now - start);
        let tokens_per_second = match link.link() {
            Link::Guide => None,
            _ => tokens_per_second(usage.completion_tokens, since(finished.first_text)),
        };
        let answered = Answered {
            link: link.link(),
            model: link.model().to_owned(),
            stop,
            usage,
            ttft: self.first_text.unwrap_or(now) - self.asked,
            tokens_per_second,
            fallbacks: self.fallbacks,
        };
        self.log.say(Ok(ChainEvent::Done(answered))).await;
    }

    async fn fall_back(&mut self, link: &dyn Provider, error: &LinkError) {
        let fallback = Fallback {
            link: link.link(),
            model: link.model().to_owned(),
            reason: error.to_string(),
        };
        self.fallbacks.push(fallback.clone());
        self.say(ChainEvent::Failed(fallback, link.key_id())).await;
    }

    async fn show(&mut self, text: String) {
        if !text.is_empty() {
            self.written.push_str(&text);
            self.say(ChainEvent::Text(text)).await;
        }
    }

    async fn say(&self, event: ChainEvent) {
        self.log.say(Ok(event)).await;
    }
}

/// The pace of everything after the first token.
fn tokens_per_second(tokens: u32, since_first: Duration) -> Option<f64> {
    let seconds = since_first.as_secs_f64();
    (tokens >= 2 && seconds > 0.0).then(|| f64::from(tokens - 1) / seconds)
}

/// One link's text on its way to the listeners: blank beginnings wait for a word, repeats at the
/// seam are dropped, and the last word waits where another link may have to continue.
struct Splice<'a> {
    /// A word has come.
    begun: bool,
    lead: String,
    seam: Option<Seam<'a>>,
    tail: Option<Tail>,
}

impl<'a> Splice<'a> {
    fn new(link: Link, before: &'a str, lost: &str, hold_last_word: bool) -> Self {
        // The local model goes on from the very token, and the guide begins a paragraph.
        let repeats = matches!(link, Link::Endpoint | Link::OpenRouter);
        Self {
            begun: false,
            lead: String::new(),
            seam: repeats.then(|| Seam::new(before, lost)),
            tail: hold_last_word.then(Tail::default),
        }
    }

    fn push(&mut self, piece: &str) -> String {
        if !self.begun {
            self.lead.push_str(piece);
            self.begun = !self.lead.trim_start().is_empty();
            if !self.begun {
                return String::new();
            }
        }
        let lead = std::mem::take(&mut self.lead);
        let piece = if lead.is_empty() { piece } else { &lead };
        let joined = match &mut self.seam {
            Some(seam) => seam.push(piece),
            None => piece.to_owned(),
        };
        match &mut self.tail {
            Some(tail) => tail.push(&joined),
            None => joined,
        }
    }

    /// What still waits when the answer is complete.
    fn finish(mut self) -> String {
        let joined = self.seam.as_mut().map_or_else(String::new, Seam::finish);
        match self.tail {
            Some(mut tail) => tail.push(&joined) + &tail.finish(),
            None => joined,
        }
    }

    /// What still waits when the link broke off.
    fn into_held(self) -> String {
        self.tail.map_or_else(String::new, Tail::finish)
    }
}
