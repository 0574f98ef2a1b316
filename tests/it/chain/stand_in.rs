//! A loopback stand-in for an OpenAI-compatible service that follows a script per connection.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::sync::watch;

#[derive(Clone)]
pub enum Step {
    Send(Vec<u8>),
    Pause(Duration),
    /// Sends these bytes again and again with a pause between, until the client leaves.
    Drip(Vec<u8>, Duration),
    /// Says nothing more until the client leaves.
    Stall,
    /// Goes on when told to.
    Gate(Arc<Notify>),
    /// Ends the connection as a crash would, not with an orderly end.
    Reset,
}

/// What one connection does after its request has come in. After the last step it closes in order.
pub type Script = Vec<Step>;

pub struct Received {
    /// Request line and headers, in lower case.
    pub head: String,
    pub body: Value,
    pub at: Instant,
}

#[derive(Clone)]
pub struct StandIn {
    port: u16,
    seen: Arc<Mutex<Vec<Received>>>,
    connections: watch::Receiver<usize>,
    left: watch::Receiver<usize>,
}

impl StandIn {
    /// The n-th connection follows the n-th script, and all later ones the last.
    pub async fn start(scripts: impl IntoIterator<Item = Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut scripts: VecDeque<Script> = scripts.into_iter().collect();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (accepted, connections) = watch::channel(0);
        let (leaving, left) = watch::channel(0);
        let stand_in = Self {
            port,
            seen: Arc::clone(&seen),
            connections,
            left,
        };
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                accepted.send_modify(|n| *n += 1);
                let script = match scripts.len() {
                    0 => Script::new(),
                    1 => scripts[0].clone(),
                    _ => scripts.pop_front().unwrap(),
                };
                let (seen, leaving) = (Arc::clone(&seen), leaving.clone());
                tokio::spawn(async move {
                    if follow(socket, script, &seen).await.is_none() {
                        leaving.send_modify(|n| *n += 1);
                    }
                });
            }
        });
        stand_in
    }

    pub fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}/api/v1", self.port)
    }

    pub fn connections(&self) -> usize {
        *self.connections.borrow()
    }

    /// Waits for the first connection.
    pub async fn connected(&self) {
        let mut connections = self.connections.clone();
        connections.wait_for(|&n| n > 0).await.unwrap();
    }

    /// Waits until so many clients have left before their script was over.
    pub async fn left(&self, clients: usize) {
        let mut left = self.left.clone();
        left.wait_for(|&n| n >= clients).await.unwrap();
    }

    pub fn bodies(&self) -> Vec<Value> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|received| received.body.clone()).collect()
    }

    pub fn heads(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|received| received.head.clone()).collect()
    }

    /// The pauses between one request and the next.
    pub fn gaps(&self) -> Vec<Duration> {
        let seen = self.seen.lock().unwrap();
        seen.windows(2)
            .map(|pair| pair[1].at - pair[0].at)
            .collect()
    }
}

/// `None` when the client leaves before the script is over.
async fn follow(mut socket: TcpStream, script: Script, seen: &Mutex<Vec<Received>>) -> Option<()> {
    let received = read_request(&mut socket).await?;
    seen.lock().unwrap().push(received);
    for step in script {
        match step {
            Step::Send(bytes) => socket.write_all(&bytes).await.ok()?,
            Step::Pause(pause) => tokio::time::sleep(pause).await,
            Step::Drip(bytes, pause) => loop {
                tokio::select! {
                    () = tokio::time::sleep(pause) => socket.write_all(&bytes).await.ok()?,
                    () = gone(&mut socket) => return None,
                }
            },
            Step::Stall => {
                gone(&mut socket).await;
                return None;
            }
            Step::Gate(gate) => tokio::select! {
                () = gate.notified() => {}
                () = gone(&mut socket) => return None,
            },
            Step::Reset => socket.set_zero_linger().unwrap(),
        }
    }
    Some(())
}

async fn gone(socket: &mut TcpStream) {
    let mut byte = [0];
    while matches!(socket.read(&mut byte).await, Ok(1)) {}
}

async fn read_request(socket: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    loop {
        if socket.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))?;
        let body = &bytes[end + 4..];
        if body.len() >= length.parse().ok()? {
            let body = serde_json::from_slice(body).ok()?;
            let at = Instant::now();
            return Some(Received { head, body, at });
        }
    }
}

pub fn send(text: impl Into<String>) -> Step {
    Step::Send(text.into().into_bytes())
}

/// The head of a stream whose end is the end of the connection.
pub const STREAM: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

pub fn event(data: &Value) -> String {
    format!("data: {data}\n\n")
}

pub fn text(content: &str) -> String {
    event(&json!({"choices": [{"index": 0, "delta": {"content": content}, "finish_reason": null}]}))
}

pub fn finish(reason: &str) -> String {
    event(&json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}))
}

pub fn usage(completion_tokens: u32) -> String {
    let usage = json!({"prompt_tokens": 7, "completion_tokens": completion_tokens});
    event(&json!({"choices": [], "usage": usage}))
}

pub const DONE: &str = "data: [DONE]\n\n";

/// The events of a whole answer, as a service that behaves sends them.
pub fn events(words: &[&str]) -> Vec<String> {
    let mut events = vec![": OPENROUTER PROCESSING\n\n".to_owned()];
    events.extend(words.iter().map(|word| text(word)));
    events.extend([finish("stop"), usage(words.len() as u32), DONE.to_owned()]);
    events
}

pub fn answer(words: &[&str]) -> Script {
    vec![send(STREAM), send(events(words).concat())]
}

/// A refusal with further headers, each ending in CRLF.
pub fn status(status: u16, headers: &str, body: &str) -> Script {
    let length = body.len();
    vec![send(format!(
        "HTTP/1.1 {status} No\r\n{headers}content-length: {length}\r\n\r\n{body}"
    ))]
}
