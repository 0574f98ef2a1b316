//! Links that speak the OpenAI protocol: OpenRouter, and any endpoint of the user's own.

mod answer;
mod body;
mod completion;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use futures_util::{TryStreamExt, stream};

use super::{DeltaStream, Provider};
use crate::chat::{Link, Request};
use crate::egress::redact::Redaction;
use crate::egress::{Egress, Url, parse_address};
use crate::explain::LinkError;
use crate::private::Private;
use answer::Answer;

/// How long a link may keep silent.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// From the question to the first event.
    pub first_event: Duration,
    /// Between two events; comments are none.
    pub between_events: Duration,
    /// For figures that may follow a finished answer.
    pub after_finish: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            first_event: Duration::from_secs(30),
            between_events: Duration::from_secs(20),
            after_finish: Duration::from_secs(2),
        }
    }
}

/// What one link of this kind is.
pub struct Config {
    /// [`Link::OpenRouter`] or [`Link::Endpoint`].
    pub link: Link,
    /// For example `https://openrouter.ai/api/v1`; `/v1` is added to an address without a path.
    pub base_url: String,
    pub model: String,
    /// OpenRouter needs one, an endpoint may.
    pub key: Option<Private<String>>,
    pub egress: Egress,
    pub redaction: Arc<Redaction>,
    pub patience: Patience,
}

pub struct OpenAi {
    config: Arc<Config>,
    /// `None` when the address cannot be one.
    url: Option<Url>,
    host: Option<String>,
}

impl OpenAi {
    pub fn new(config: Config) -> Self {
        let url = completions_url(&config.base_url);
        let host = url.as_ref().and_then(|url| {
            let port = url.port_or_known_default()?;
            Some(format!("{}:{port}", url.host_str()?))
        });
        Self {
            config: Arc::new(config),
            url,
            host,
        }
    }

    /// Exactly the body that `request` would send, laid out for reading.
    pub fn preview(&self, request: &Request) -> String {
        let redacted = self.config.redaction.request(request).request;
        body::pretty(&self.config, &redacted)
    }

    /// Where to send a request.
    ///
    /// # Errors
    ///
    /// [`LinkError::NoConsent`] for OpenRouter while consent is off, wherever its address points;
    /// [`LinkError::NotConfigured`] without an address, a model or the key it needs.
    fn target(&self) -> Result<Url, LinkError> {
        let config = &self.config;
        let is_openrouter = config.link == Link::OpenRouter;
        if is_openrouter && !config.egress.has_consent() {
            return Err(LinkError::NoConsent);
        }
        if config.model.is_empty() || (is_openrouter && config.key.is_none()) {
            return Err(LinkError::NotConfigured);
        }
        self.url.clone().ok_or(LinkError::NotConfigured)
    }
}

impl Provider for OpenAi {
    fn link(&self) -> Link {
        self.config.link
    }

    fn model(&self) -> &str {
        &self.config.model
    }

    fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    fn key_id(&self) -> Option<u64> {
        let key = self.config.key.as_ref()?;
        let mut hasher = DefaultHasher::new();
        key.expose().hash(&mut hasher);
        Some(hasher.finish())
    }

    fn answer(&self, request: Arc<Request>) -> DeltaStream {
        // Consent is asked for when the stream is polled, not when it is made.
        let link = Self {
            config: Arc::clone(&self.config),
            url: self.url.clone(),
            host: None,
        };
        let begin = async move {
            let url = link.target()?;
            Answer::begin(&link.config, &url, &request).await
        };
        let deltas = stream::once(begin)
            .map_ok(|answer| stream::try_unfold(answer, Answer::next))
            .try_flatten();
        Box::pin(deltas)
    }
}

fn completions_url(base: &str) -> Option<Url> {
    const PATH: &str = "chat/completions";
    let mut url = parse_address(base)?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return None;
    }
    let path = match url.path().trim_end_matches('/') {
        "" => format!("/v1/{PATH}"),
        path if path.ends_with(PATH) => path.to_owned(),
        path => format!("{path}/{PATH}"),
    };
    url.set_path(&path);
    Some(url)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn a_base_address_leads_to_the_completions() {
        let cases = [
            (
                "https://openrouter.ai/api/v1",
                "https://openrouter.ai/api/v1/chat/completions",
            ),
            (
                "https://openrouter.ai/api/v1/",
                "https://openrouter.ai/api/v1/chat/completions",
            ),
            (
                " http://localhost:8000 ",
                "http://localhost:8000/v1/chat/completions",
            ),
            (
                "localhost:8000",
                "http://localhost:8000/v1/chat/completions",
            ),
            (
                "127.0.0.1:8000/v1",
                "http://127.0.0.1:8000/v1/chat/completions",
            ),
            (
                "http://lab:80/v1/chat/completions",
                "http://lab/v1/chat/completions",
            ),
            (
                "http://lab/v1?tenant=7",
                "http://lab/v1/chat/completions?tenant=7",
            ),
        ];
        for (base, url) in cases {
            assert_eq!(completions_url(base).unwrap().as_str(), url);
        }
    }

    #[test]
    fn what_cannot_be_an_address_is_none() {
        for base in [
            "",
            "example.org:8000",
            "file:///etc/passwd",
            "ftp://x/v1",
            "http://",
            "not an address",
        ] {
            assert_eq!(completions_url(base), None, "{base:?}");
        }
    }
}
