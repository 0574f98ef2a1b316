//! The chain over real sockets on loopback, and over links in this process.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod complete;
mod cuts;
mod faults;
mod random;
mod rules;
mod sent;
mod sharing;
pub mod stand_in;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aspiro::chat::{Delta, Done, Link, Message, Purpose, Request, Sampling, Speaker, Stop, Usage};
use aspiro::egress::redact::Redaction;
use aspiro::egress::{Egress, Ledger, Sent};
use aspiro::explain::LinkError;
use aspiro::private::Private;
use aspiro::provider::backoff::Backoff;
use aspiro::provider::chain::{Answered, Chain, ChainError, ChainEvent, ChainStream, Pace};
use aspiro::provider::openai::{Config, OpenAi, Patience};
use aspiro::provider::{DeltaStream, Provider};
use futures_util::{Stream, StreamExt, stream};

/// Fails the test when anything is recorded: all of it happens on loopback.
struct NothingLeaves;

impl Ledger for NothingLeaves {
    fn record(&self, entry: &Sent) -> bool {
        panic!("left this machine: {entry:?}");
    }
}

fn egress(consent: bool) -> Egress {
    let egress = Egress::new(false, Arc::new(NothingLeaves));
    egress.set_consent(consent);
    egress
}

/// Silence that is over soon, for tests of silence only: everything else gets the usual patience.
fn impatient() -> Patience {
    let short = Duration::from_millis(200);
    Patience {
        first_event: short,
        between_events: short,
        after_finish: short,
    }
}

/// Pauses too short to notice.
fn hasty() -> Pace {
    Pace {
        backoff: Backoff {
            first: Duration::from_millis(2),
            most: Duration::from_secs(8),
        },
        ..Pace::default()
    }
}

fn config(link: Link, base_url: String, model: &str) -> Config {
    Config {
        link,
        base_url,
        model: model.to_owned(),
        key: Some(Private::new("sk-or-v1-test".to_owned())),
        egress: egress(true),
        redaction: Arc::new(Redaction::default()),
        patience: Patience::default(),
    }
}

fn openrouter(base_url: String, model: &str) -> Arc<dyn Provider> {
    Arc::new(OpenAi::new(config(Link::OpenRouter, base_url, model)))
}

fn request(text: &str) -> Request {
    Request {
        purpose: Purpose::Mentor,
        messages: vec![
            Message::new(Speaker::System, "You are a mentor."),
            Message::new(Speaker::User, text),
        ],
        max_tokens: 256,
        sampling: Sampling::default(),
        stop: Vec::new(),
        structured: false,
        continue_from: None,
        pattern: None,
    }
}

fn structured(text: &str) -> Request {
    Request {
        structured: true,
        ..request(text)
    }
}

/// A link in this process that says what it is told to, each time it is asked.
struct Told {
    link: Link,
    model: &'static str,
    host: Option<&'static str>,
    says: Vec<Result<Delta, LinkError>>,
    asked: AtomicUsize,
    last: Mutex<Option<Arc<Request>>>,
}

impl Told {
    fn new(link: Link, says: Vec<Result<Delta, LinkError>>) -> Arc<Self> {
        Self::at(link, "told", None, says)
    }

    fn at(
        link: Link,
        model: &'static str,
        host: Option<&'static str>,
        says: Vec<Result<Delta, LinkError>>,
    ) -> Arc<Self> {
        Arc::new(Self {
            link,
            model,
            host,
            says,
            asked: AtomicUsize::new(0),
            last: Mutex::default(),
        })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Provider for Told {
    fn link(&self) -> Link {
        self.link
    }

    fn model(&self) -> &str {
        self.model
    }

    fn host(&self) -> Option<&str> {
        self.host
    }

    fn answer(&self, request: Arc<Request>) -> DeltaStream {
        self.asked.fetch_add(1, Ordering::SeqCst);
        *self.last.lock().unwrap() = Some(request);
        Box::pin(stream::iter(self.says.clone()))
    }
}

fn says(text: &str) -> Result<Delta, LinkError> {
    Ok(Delta::Text(text.to_owned()))
}

fn done() -> Result<Delta, LinkError> {
    Ok(Delta::Done(Done {
        stop: Stop::End,
        usage: Usage::default(),
    }))
}

fn guide() -> Arc<dyn Provider> {
    Told::at(
        Link::Guide,
        "",
        None,
        vec![says("Your résumé matches."), done()],
    )
}

/// Everything a chain said, once it has ended.
#[derive(Debug)]
struct Heard {
    /// As a listener shows it: started over where it was told to.
    text: String,
    tried: Vec<Link>,
    failed: Vec<String>,
    started_over: usize,
    end: Result<Answered, ChainError>,
}

async fn hear(stream: ChainStream) -> Heard {
    let mut events = guarded(stream);
    let mut heard = Heard {
        text: String::new(),
        tried: Vec::new(),
        failed: Vec::new(),
        started_over: 0,
        end: Err(ChainError {
            fallbacks: Vec::new(),
        }),
    };
    let mut ends = 0;
    while let Some(event) = events.next().await {
        assert_eq!(ends, 0, "nothing follows the end");
        match event {
            Ok(ChainEvent::Trying { link, .. }) => heard.tried.push(link),
            Ok(ChainEvent::Failed(fallback, _)) => heard.failed.push(fallback.to_string()),
            Ok(ChainEvent::Text(text)) => {
                assert!(!text.is_empty());
                heard.text += &text;
            }
            Ok(ChainEvent::StartOver) => {
                heard.text.clear();
                heard.started_over += 1;
            }
            Ok(ChainEvent::Done(answered)) => {
                heard.end = Ok(answered);
                ends += 1;
            }
            Err(error) => {
                heard.end = Err(error);
                ends += 1;
            }
        }
    }
    assert_eq!(ends, 1, "one end: {heard:?}");
    let fallbacks = match &heard.end {
        Ok(answered) => &answered.fallbacks,
        Err(error) => &error.fallbacks,
    };
    let fallbacks: Vec<String> = fallbacks.iter().map(ToString::to_string).collect();
    assert_eq!(
        fallbacks, heard.failed,
        "the end repeats what was said on the way"
    );
    heard
}

/// A stream that ends the test instead of hanging it.
fn guarded<S: Stream + Unpin>(stream: S) -> impl Stream<Item = S::Item> + Unpin {
    Box::pin(stream::unfold(stream, |mut stream| async {
        let next = tokio::time::timeout(Duration::from_secs(60), stream.next());
        let item = next.await.expect("the stream hangs")?;
        Some((item, stream))
    }))
}

async fn ask(links: Vec<Arc<dyn Provider>>, request: Request) -> Heard {
    hear(Chain::with_pace(hasty()).answer(links, request)).await
}

/// What a single link answers: its text, and how it ended.
async fn collect(link: &dyn Provider, request: Request) -> (String, Result<Done, LinkError>) {
    let mut deltas = guarded(link.answer(Arc::new(request)));
    let mut text = String::new();
    while let Some(delta) = deltas.next().await {
        match delta {
            Ok(Delta::Text(piece)) => text += &piece,
            Ok(Delta::Reasoning(_) | Delta::Logprobs(_)) => {}
            Ok(Delta::Done(done)) => {
                assert!(deltas.next().await.is_none(), "nothing follows Done");
                return (text, Ok(done));
            }
            Err(error) => {
                assert!(deltas.next().await.is_none(), "nothing follows an error");
                return (text, Err(error));
            }
        }
    }
    panic!("neither Done nor an error");
}
