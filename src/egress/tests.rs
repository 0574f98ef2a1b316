#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::net::SocketAddr;
use std::sync::Mutex;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

#[derive(Default)]
struct Book(Mutex<Vec<Sent>>);

impl Ledger for Book {
    fn record(&self, entry: &Sent) -> bool {
        self.0.lock().unwrap().push(entry.clone());
        true
    }
}

fn door(offline: bool) -> (Egress, Arc<Book>) {
    let book = Arc::new(Book::default());
    (Egress::new(offline, Arc::clone(&book) as _), book)
}

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

const LOOPBACK: [&str; 6] = [
    "http://127.0.0.1:8000/v1",
    "http://127.200.3.4/",
    "http://127.1/",
    "http://[::1]:11535/",
    "http://localhost:8080/",
    "https://LOCALHOST/",
];

const ELSEWHERE: [&str; 10] = [
    "https://openrouter.ai/api/v1",
    "http://192.168.1.20:8000/",
    "http://0.0.0.0:8000/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://localhost.example/",
    "http://127.0.0.1.example/",
    "http://evil.localhost/",
    "http://localhost./",
    "http://localhost@93.184.216.34/",
];

#[test]
fn without_consent_only_loopback_is_open() {
    let (egress, _) = door(false);
    for host in LOOPBACK {
        assert_eq!(egress.check(&url(host)), Ok(()), "{host}");
    }
    for host in ELSEWHERE {
        assert_eq!(
            egress.check(&url(host)),
            Err(LinkError::NoConsent),
            "{host}"
        );
    }
}

#[test]
fn consent_opens_every_host_and_its_withdrawal_closes_them() {
    let (egress, _) = door(false);
    let other = egress.clone();
    egress.set_consent(true);
    for host in ELSEWHERE {
        assert_eq!(other.check(&url(host)), Ok(()), "{host}");
    }
    egress.set_consent(false);
    assert_eq!(other.check(&url(ELSEWHERE[0])), Err(LinkError::NoConsent));
}

#[test]
fn offline_mode_outweighs_consent() {
    let (egress, _) = door(true);
    egress.set_consent(true);
    for host in ELSEWHERE {
        assert!(
            matches!(egress.check(&url(host)), Err(LinkError::Unreachable { .. })),
            "{host}"
        );
    }
    assert_eq!(egress.check(&url(LOOPBACK[0])), Ok(()));
}

/// A server that answers every connection with `head` and reports the request it got.
async fn server(head: &'static str) -> (SocketAddr, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (requests, seen) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut bytes = vec![0; 65536];
            let n = socket.read(&mut bytes).await.unwrap();
            let text = String::from_utf8_lossy(&bytes[..n]).into_owned();
            requests.send(text).unwrap();
            socket.write_all(head.as_bytes()).await.unwrap();
        }
    });
    (address, seen)
}

fn post<'a>(url: &'a Url, key: Option<&'a Private<String>>) -> Post<'a> {
    Post {
        url,
        key,
        headers: &[("X-OpenRouter-Title", "Aspiro")],
        body: br#"{"q":1}"#.to_vec(),
        purpose: Purpose::Mentor,
    }
}

/// A door whose client finds `far.example` at the given address, so that no packet leaves.
fn door_to(address: SocketAddr) -> (Egress, Arc<Book>) {
    let (egress, book) = door(false);
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = client::settings()
        .resolve("far.example", address)
        .tls_certs_only([])
        .build()
        .unwrap();
    assert!(egress.shared.client.set(Ok(client)).is_ok());
    (egress, book)
}

/// A disk that is full, or a profile that was closed.
struct NoRoom;

impl Ledger for NoRoom {
    fn record(&self, _: &Sent) -> bool {
        false
    }
}

#[tokio::test]
async fn what_cannot_be_written_down_does_not_leave() {
    let egress = Egress::new(false, Arc::new(NoRoom));
    egress.set_consent(true);
    let far = url("http://far.example/v1/chat");
    let refused = egress.post_json(post(&far, None)).await.err();
    assert!(
        matches!(&refused, Some(LinkError::Unreachable { detail }) if detail.contains("written down")),
        "{refused:?}"
    );
}

#[tokio::test]
async fn what_leaves_is_in_the_ledger_and_loopback_is_not() {
    let (address, mut seen) = server("HTTP/1.1 204 No Content\r\n\r\n").await;
    let (egress, book) = door_to(address);
    let far = url(&format!("http://far.example:{}/v1/chat", address.port()));
    let near = url(&format!("http://{address}/v1/chat"));

    assert_eq!(
        egress.post_json(post(&far, None)).await.err(),
        Some(LinkError::NoConsent)
    );
    assert!(book.0.lock().unwrap().is_empty());

    egress.set_consent(true);
    assert_eq!(
        egress.post_json(post(&far, None)).await.unwrap().status(),
        204
    );
    assert_eq!(
        egress.post_json(post(&near, None)).await.unwrap().status(),
        204
    );
    let sent = book.0.lock().unwrap().clone();
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert_eq!(sent[0].host, format!("far.example:{}", address.port()));
    assert_eq!(sent[0].purpose, Purpose::Mentor);
    assert!(
        sent[0].bytes > 7,
        "the body and what is around it: {sent:?}"
    );

    let request = seen.recv().await.unwrap().to_ascii_lowercase();
    assert!(request.contains("x-openrouter-title: aspiro"), "{request}");
    assert!(!request.contains("accept-encoding"), "{request}");
    assert!(request.ends_with(r#"{"q":1}"#), "{request}");
}

#[tokio::test]
async fn a_key_travels_over_https_or_within_this_machine_only() {
    let (address, mut seen) = server("HTTP/1.1 204 No Content\r\n\r\n").await;
    let (egress, book) = door_to(address);
    egress.set_consent(true);
    let key = Private::new("sk-secret".to_owned());

    let far = url(&format!("http://far.example:{}/", address.port()));
    let refused = egress.post_json(post(&far, Some(&key))).await.err();
    assert!(matches!(refused, Some(LinkError::Unreachable { .. })));
    assert!(book.0.lock().unwrap().is_empty());

    let near = url(&format!("http://localhost:{}/", address.port()));
    egress.post_json(post(&near, Some(&key))).await.unwrap();
    let request = seen.recv().await.unwrap();
    assert!(request.contains("Bearer sk-secret"), "{request}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (trap, mut trapped) = server("HTTP/1.1 204 No Content\r\n\r\n").await;
    let head =
        format!("HTTP/1.1 307 Elsewhere\r\nlocation: http://{trap}/\r\ncontent-length: 0\r\n\r\n");
    let (address, _seen) = server(head.leak()).await;
    let (egress, _) = door(false);
    let key = Private::new("sk-secret".to_owned());
    let near = url(&format!("http://{address}/"));
    let response = egress.post_json(post(&near, Some(&key))).await.unwrap();
    assert_eq!(response.status(), 307);
    assert!(trapped.try_recv().is_err());
}

#[tokio::test]
async fn an_untrusted_certificate_or_no_tls_at_all_is_unreachable() {
    let (address, _seen) = server("HTTP/1.1 204 No Content\r\n\r\n").await;
    let (egress, _) = door(false);
    let near = url(&format!("https://{address}/"));
    let refused = egress.post_json(post(&near, None)).await.err();
    assert!(
        matches!(refused, Some(LinkError::Unreachable { .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_refused_connection_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let (egress, _) = door(false);
    let near = url(&format!("http://{address}/"));
    let refused = egress.post_json(post(&near, None)).await.err();
    assert!(
        matches!(refused, Some(LinkError::Unreachable { .. })),
        "{refused:?}"
    );
}
