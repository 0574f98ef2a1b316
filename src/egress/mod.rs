//! The one door to the network: consent, the ledger of what left, and the only HTTP client.
//!
//! A request to this machine itself (loopback) is no egress: it needs no consent and is not recorded.

mod client;
pub mod redact;

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use reqwest::Client;
pub use reqwest::Url;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
pub use tokio_util::bytes::Bytes;

use crate::chat::Purpose;
use crate::explain::LinkError;
use crate::private::Private;

/// One request that is about to leave this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The host's name, with its port where that is not the scheme's own.
    pub host: String,
    /// Request line, headers and body as HTTP/1.1 would write them, before encryption.
    pub bytes: u64,
    pub purpose: Purpose,
}

/// Where every request that leaves is written down.
pub trait Ledger: Send + Sync {
    /// Called before the first byte is sent. What it says no to, because it could not be written down, does not leave.
    fn record(&self, entry: &Sent) -> bool;
}

/// The door. Clones share one consent, one ledger and one client.
#[derive(Clone)]
pub struct Egress {
    shared: Arc<Shared>,
}

struct Shared {
    offline: bool,
    consent: AtomicBool,
    ledger: Arc<dyn Ledger>,
    /// Built on first use, because reading the system's certificates takes a while.
    client: OnceLock<Result<Client, String>>,
}

/// One request with a JSON body.
pub struct Post<'a> {
    pub url: &'a Url,
    /// Sent as a bearer token.
    pub key: Option<&'a Private<String>>,
    pub headers: &'a [(&'static str, &'static str)],
    pub body: Vec<u8>,
    pub purpose: Purpose,
}

impl Egress {
    /// `offline` closes the door to everything but loopback, whatever consent says.
    pub fn new(offline: bool, ledger: Arc<dyn Ledger>) -> Self {
        Self {
            shared: Arc::new(Shared {
                offline,
                consent: AtomicBool::new(false),
                ledger,
                client: OnceLock::new(),
            }),
        }
    }

    pub fn set_consent(&self, yes: bool) {
        self.shared.consent.store(yes, Ordering::SeqCst);
    }

    pub fn has_consent(&self) -> bool {
        self.shared.consent.load(Ordering::SeqCst)
    }

    /// Whether a request to `url` may be sent. Opens no socket and looks up no name.
    ///
    /// # Errors
    ///
    /// [`LinkError::NoConsent`] for any host but loopback while consent is off, and
    /// [`LinkError::Unreachable`] for such a host in offline mode.
    pub fn check(&self, url: &Url) -> Result<(), LinkError> {
        if is_loopback(url) {
            return Ok(());
        }
        if !self.has_consent() {
            return Err(LinkError::NoConsent);
        }
        if self.shared.offline {
            return Err(LinkError::Unreachable {
                detail: "offline mode is on".to_owned(),
            });
        }
        Ok(())
    }

    /// [`check`](Self::check) for an address as a person writes it.
    ///
    /// # Errors
    ///
    /// Those of `check`; [`LinkError::Unreachable`] when this is no address.
    pub fn check_address(&self, address: &str) -> Result<(), LinkError> {
        let url = parse_address(address).ok_or_else(|| LinkError::Unreachable {
            detail: "it is no address".to_owned(),
        })?;
        self.check(&url)
    }

    /// Sends the request and waits for the head of the response; its body streams.
    /// Redirects are not followed, and no proxy of the system is used.
    ///
    /// # Errors
    ///
    /// Those of [`check`](Self::check); [`LinkError::Unreachable`] when no connection comes about
    /// within 3 seconds, a key would travel unencrypted, or the ledger takes no entry; [`LinkError::Cut`] when the connection
    /// ends before the response begins.
    pub async fn post_json(&self, post: Post<'_>) -> Result<Response, LinkError> {
        self.check(post.url)?;
        let leaves = !is_loopback(post.url);
        if leaves && post.key.is_some() && post.url.scheme() != "https" {
            return Err(LinkError::Unreachable {
                detail: "a key is sent over https only".to_owned(),
            });
        }
        let client = self.client()?;
        let purpose = post.purpose;
        let request = build(client, post)?;
        if leaves {
            let sent = Sent {
                host: host_of(request.url()),
                bytes: written_bytes(&request),
                purpose,
            };
            if !self.shared.ledger.record(&sent) {
                return Err(LinkError::Unreachable {
                    detail: "what leaves could not be written down first".to_owned(),
                });
            }
        }
        match client.execute(request).await {
            Ok(inner) => Ok(Response { inner }),
            Err(error) => Err(client::explain(&error)),
        }
    }

    fn client(&self) -> Result<&Client, LinkError> {
        self.shared
            .client
            .get_or_init(client::build)
            .as_ref()
            .map_err(|detail| LinkError::Unreachable {
                detail: detail.clone(),
            })
    }
}

/// A response whose head has arrived. Dropping it closes the connection.
pub struct Response {
    inner: reqwest::Response,
}

impl Response {
    pub fn status(&self) -> u16 {
        self.inner.status().as_u16()
    }

    /// The header's value; `None` when it is absent or not text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.inner.headers().get(name)?.to_str().ok()
    }

    /// The next piece of the body, `None` at its end.
    ///
    /// # Errors
    ///
    /// [`LinkError::Cut`] when the connection breaks or the body's framing does.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, LinkError> {
        self.inner.chunk().await.map_err(|_| LinkError::Cut)
    }
}

/// An address as a person writes it. One on this machine may go without `http://`; `None` when it is none.
pub fn parse_address(text: &str) -> Option<Url> {
    let text = text.trim();
    if !text.contains("://") {
        let here = Url::parse(&format!("http://{text}")).ok();
        return here.filter(is_loopback);
    }
    Url::parse(text).ok()
}

/// Whether `url` names this machine: 127.0.0.0/8, `::1` or `localhost` itself. Other names are not
/// looked up, so one that happens to resolve to loopback still needs consent.
pub fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    })
}

fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn build(client: &Client, post: Post<'_>) -> Result<reqwest::Request, LinkError> {
    let mut request = client
        .post(post.url.clone())
        .header(CONTENT_TYPE, "application/json")
        .body(post.body);
    for &(name, value) in post.headers {
        request = request.header(name, value);
    }
    if let Some(key) = post.key {
        // A key with a line break or another control character is no key.
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", key.expose().trim()))
            .map_err(|_| LinkError::Unauthorized)?;
        bearer.set_sensitive(true);
        request = request.header(AUTHORIZATION, bearer);
    }
    request.build().map_err(|error| client::explain(&error))
}

fn written_bytes(request: &reqwest::Request) -> u64 {
    let line =
        request.method().as_str().len() + request.url().as_str().len() + " HTTP/1.1\r\n\r\n".len();
    let headers: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len())
        .sum();
    let body = request
        .body()
        .and_then(reqwest::Body::as_bytes)
        .map_or(0, <[u8]>::len);
    (line + headers + body) as u64
}

#[cfg(test)]
mod tests;
