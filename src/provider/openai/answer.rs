//! One answer on its way in.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::{self, Instant};

use super::completion::Completion;
use super::{Config, Patience, body};
use crate::chat::{Delta, Link, Request};
use crate::egress::redact::Restore;
use crate::egress::{Bytes, Post, Response, Url};
use crate::explain::LinkError;
use crate::private::Private;
use crate::provider::sse::{Decoder, Event};
use crate::provider::{backoff, classify};

/// No honest answer comes near it, headers of events and reasoning included.
const MOST_BYTES: usize = 64 << 20;

/// As much of a refusal or of an answer in one piece as is read.
const MOST_WHOLE_BYTES: usize = 1 << 20;

pub(super) struct Answer {
    response: Response,
    decoder: Decoder,
    events: VecDeque<Event>,
    completion: Completion,
    restore: Restore,
    patience: Patience,
    /// What is left of the patience with the current silence.
    left: Duration,
    bytes: usize,
    /// Comes to light once the events before it are read.
    failure: Option<LinkError>,
    state: State,
    key: Option<Private<String>>,
}

#[derive(PartialEq, Eq)]
enum State {
    Reading,
    /// The text is out, only `Done` is not.
    Closing,
    Closed,
}

impl Answer {
    /// Sends the request and waits for the head of the response.
    pub(super) async fn begin(
        config: &Config,
        url: &Url,
        request: &Request,
    ) -> Result<Self, LinkError> {
        let redacted = config.redaction.request(request);
        let headers: &[_] = match config.link {
            Link::OpenRouter => &[
                ("accept", "text/event-stream"),
                ("X-OpenRouter-Title", "Aspiro"),
            ],
            _ => &[("accept", "text/event-stream")],
        };
        let post = Post {
            url,
            key: config.key.as_ref(),
            headers,
            body: body::bytes(config, &redacted.request),
            purpose: request.purpose,
        };
        let asked = Instant::now();
        let response = time::timeout(config.patience.first_event, config.egress.post_json(post))
            .await
            .map_err(|_| LinkError::Timeout)??;
        let mut answer = Self {
            response,
            decoder: Decoder::default(),
            events: VecDeque::new(),
            completion: Completion::new(request),
            restore: redacted.restore,
            patience: config.patience,
            left: config.patience.first_event.saturating_sub(asked.elapsed()),
            bytes: 0,
            failure: None,
            state: State::Reading,
            key: config.key.clone(),
        };
        answer.check_head().await?;
        Ok(answer)
    }

    /// The next delta and the answer behind it.
    pub(super) async fn next(mut self) -> Result<Option<(Delta, Self)>, LinkError> {
        let delta = self
            .delta()
            .await
            .map_err(|error| self.without_key(error))?;
        Ok(delta.map(|delta| (delta, self)))
    }

    async fn delta(&mut self) -> Result<Option<Delta>, LinkError> {
        while self.state == State::Reading {
            let text = match self.events.pop_front() {
                Some(event) => {
                    if !event.data.trim().is_empty() {
                        self.left = self.patience.between_events;
                    }
                    let text = self.completion.read(&event.data)?;
                    self.restore.push(&text)
                }
                None if self.completion.is_over() || !self.read_more().await? => {
                    self.state = State::Closing;
                    self.restore.finish()
                }
                None => continue,
            };
            if !text.is_empty() {
                return Ok(Some(Delta::Text(text)));
            }
        }
        if self.state == State::Closed {
            return Ok(None);
        }
        self.state = State::Closed;
        self.completion.done().map(|done| Some(Delta::Done(done)))
    }

    /// Takes the next piece of the body; `false` at its end.
    async fn read_more(&mut self) -> Result<bool, LinkError> {
        let finished = self.completion.is_finished();
        if finished {
            self.left = self.left.min(self.patience.after_finish);
        }
        let piece = match self.failure.take() {
            Some(failure) => Err(failure),
            None => self.piece().await,
        };
        let piece = match piece {
            Ok(Some(piece)) => piece,
            Ok(None) => return Ok(false),
            // A finished answer stays one, whatever becomes of the connection behind it.
            Err(_) if finished => return Ok(false),
            Err(error) => return Err(error),
        };
        self.bytes += piece.len();
        if self.bytes > MOST_BYTES {
            return Err(malformed("the answer never ends"));
        }
        let events = &mut self.events;
        let pushed = self.decoder.push(&piece, |event| events.push_back(event));
        // The events before an overlong one are good and come first.
        self.failure = pushed.err().map(|error| malformed(&error.to_string()));
        Ok(true)
    }

    async fn piece(&mut self) -> Result<Option<Bytes>, LinkError> {
        let waiting = Instant::now();
        let piece = time::timeout(self.left, self.response.chunk()).await;
        // Only waiting uses up patience, not a listener that takes its time; comments do not renew it.
        self.left = self.left.saturating_sub(waiting.elapsed());
        piece.map_err(|_| LinkError::Timeout)?
    }

    /// Turns a response that is no event stream into an error, or into its only event.
    async fn check_head(&mut self) -> Result<(), LinkError> {
        let status = self.response.status();
        if status == 204 {
            return Err(LinkError::Empty);
        }
        if status != 200 {
            let retry_after = self
                .response
                .header("retry-after")
                .and_then(|header| backoff::retry_after_secs(header, jiff::Timestamp::now()));
            // A refusal that breaks off is still a refusal.
            let body = self.whole().await.unwrap_or_default();
            return Err(classify::by_status(status, retry_after, &body));
        }
        let encoding = self
            .response
            .header("content-encoding")
            .unwrap_or("identity");
        if !encoding.eq_ignore_ascii_case("identity") {
            return Err(malformed(
                "the answer is compressed, which was not asked for",
            ));
        }
        let kind = self
            .response
            .header("content-type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        match kind.split(';').next().unwrap_or_default().trim() {
            "text/event-stream" | "" => Ok(()),
            "application/json" => {
                let data = self.whole().await?;
                self.events.push_back(Event { data });
                Ok(())
            }
            kind => Err(malformed(&format!(
                "the answer is {}",
                classify::shown(kind)
            ))),
        }
    }

    async fn whole(&mut self) -> Result<String, LinkError> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.piece().await? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > MOST_WHOLE_BYTES {
                return Err(malformed("the answer is too long"));
            }
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Services quote the key they refuse.
    fn without_key(&self, error: LinkError) -> LinkError {
        match (error, &self.key) {
            (LinkError::Provider { detail }, Some(key)) if !key.expose().is_empty() => {
                LinkError::Provider {
                    detail: detail.replace(key.expose(), "(key)"),
                }
            }
            (error, _) => error,
        }
    }
}

fn malformed(detail: &str) -> LinkError {
    LinkError::Malformed {
        detail: detail.to_owned(),
    }
}
