//! A service that misbehaves in every way we know of, and the reason each fault is given.

use super::stand_in::{
    DONE, STREAM, Script, StandIn, Step, event, events, finish, send, status, text,
};
use super::*;
use serde_json::json;

pub const WORDS: [&str; 6] = ["Learn", " SQL", ",", " then", " zażółć", " 🦀."];

pub fn link(server: &StandIn, patience: Patience) -> OpenAi {
    let mut config = config(Link::OpenRouter, server.base_url(), "lab/one");
    config.patience = patience;
    OpenAi::new(config)
}

pub async fn end_of(script: Script, patience: Patience) -> (String, String) {
    let server = StandIn::start([script]).await;
    let (text, end) = collect(&link(&server, patience), request("Hi")).await;
    let end = end.map_or_else(|error| error.to_string(), |done| format!("{:?}", done.stop));
    (text, end)
}

pub fn stream(parts: &[String]) -> Script {
    vec![send(STREAM), send(parts.concat())]
}

#[tokio::test]
async fn every_known_fault_has_its_reason() {
    let head = |headers: &str| send(format!("HTTP/1.1 200 OK\r\n{headers}\r\n"));
    let sse = "content-type: text/event-stream\r\n";
    let whole = events(&WORDS).concat();
    let nested = format!("data: {}1{}\n\n", "[".repeat(10_000), "]".repeat(10_000));
    let cases: Vec<(&str, Script, &str)> = vec![
        ("reset before the head", vec![Step::Reset], "cut"),
        ("end before the head", vec![], "cut"),
        (
            "reset after the head",
            vec![
                send(STREAM),
                Step::Pause(Duration::from_millis(5)),
                Step::Reset,
            ],
            "cut",
        ),
        (
            "garbage for a head",
            vec![send("\0\u{1}garbage\r\n\r\n")],
            "cut",
        ),
        ("end without a word", vec![send(STREAM)], "cut"),
        (
            "a login page",
            vec![
                head("content-type: text/html\r\n"),
                send("<html>Log in</html>"),
            ],
            "malformed",
        ),
        (
            "plain text",
            vec![head("content-type: text/plain\r\n"), send("hello")],
            "malformed",
        ),
        (
            "compressed",
            vec![
                head(&format!("{sse}content-encoding: gzip\r\n")),
                send("\u{1f}"),
            ],
            "malformed",
        ),
        ("deep nesting", stream(&[text("Hi"), nested]), "malformed"),
        (
            "bad JSON between good events",
            stream(&[
                text("Hi"),
                "data: {oops}\n\n".into(),
                text("!"),
                finish("stop"),
            ]),
            "malformed",
        ),
        (
            "an endless line",
            vec![send(STREAM), send(format!("data: {}", "x".repeat(3 << 20)))],
            "malformed",
        ),
        ("no content", status(204, "", ""), "empty"),
        ("no text", stream(&[finish("stop"), DONE.into()]), "empty"),
        (
            "white space only",
            stream(&[text(" \n"), finish("stop"), DONE.into()]),
            "empty",
        ),
        (
            "reasoning only",
            stream(&[
                event(&json!({"choices": [{"delta": {"reasoning": "hm", "content": ""}}]})),
                finish("stop"),
            ]),
            "empty",
        ),
        ("the end mark alone", stream(&[DONE.into()]), "empty"),
        (
            "a length too long",
            vec![
                head(&format!("{sse}content-length: 99999\r\n")),
                send(text("Hi")),
            ],
            "cut",
        ),
        (
            "a length too short",
            vec![head(&format!("{sse}content-length: 40\r\n")), send(&*whole)],
            "cut",
        ),
        (
            "broken chunks",
            vec![
                head(&format!("{sse}transfer-encoding: chunked\r\n")),
                send("zz\r\n"),
                send(&*whole),
            ],
            "cut",
        ),
        (
            "a filter",
            stream(&[text("Hi"), finish("content_filter")]),
            "refused",
        ),
        (
            "an error with a limit",
            stream(&[event(&json!({"error": {"message": "Rate limit exceeded"}}))]),
            "rate_limited",
        ),
        (
            "an error in one piece",
            vec![
                head("content-type: application/json\r\n"),
                send(r#"{"error":{"code":402}}"#),
            ],
            "payment_required",
        ),
        (
            "half of one piece",
            vec![
                head("content-type: application/json\r\n"),
                send(r#"{"choices":[{"mess"#),
            ],
            "malformed",
        ),
        (
            "a redirect",
            status(307, "location: http://127.0.0.1:1/\r\n", ""),
            "status_307",
        ),
        ("401", status(401, "", "no key"), "unauthorized"),
        (
            "402",
            status(402, "retry-after: 5\r\n", ""),
            "payment_required",
        ),
        ("404", status(404, "", ""), "status_404"),
        ("408", status(408, "", ""), "timeout"),
        (
            "a full window",
            status(
                400,
                "",
                r#"{"error":{"message":"context length exceeded"}}"#,
            ),
            "status_400",
        ),
        (
            "a limit as 403",
            status(403, "", "rate_limit_exceeded"),
            "rate_limited",
        ),
        (
            "500 that breaks off",
            vec![send("HTTP/1.1 500 No\r\ncontent-length: 99\r\n\r\nhalf")],
            "status_500",
        ),
    ];
    for (name, script, reason) in cases {
        assert_eq!(
            end_of(script, Patience::default()).await.1,
            reason,
            "{name}"
        );
    }
}

#[tokio::test]
async fn silence_in_any_form_ends() {
    let tick = Duration::from_millis(20);
    let comment = b": OPENROUTER PROCESSING\n\n".to_vec();
    let cases: Vec<(&str, Script)> = vec![
        ("silence from the start", vec![Step::Stall]),
        (
            "a head, byte by byte",
            vec![
                send("HTTP/1.1 200 OK\r\nx: "),
                Step::Drip(b"y".to_vec(), tick),
            ],
        ),
        ("silence after the head", vec![send(STREAM), Step::Stall]),
        (
            "comments for ever",
            vec![send(STREAM), Step::Drip(comment.clone(), tick)],
        ),
        (
            "comments for ever after a word",
            vec![send(STREAM), send(text("Hi")), Step::Drip(comment, tick)],
        ),
        (
            "empty events for ever",
            vec![send(STREAM), Step::Drip(b"data:\n\n".to_vec(), tick)],
        ),
        (
            "a refusal without end",
            vec![
                send("HTTP/1.1 408 No\r\ncontent-length: 99\r\n\r\n"),
                Step::Stall,
            ],
        ),
    ];
    for (name, script) in cases {
        assert_eq!(end_of(script, impatient()).await.1, "timeout", "{name}");
    }
}

#[tokio::test]
async fn a_hundred_thousand_tiny_events_are_one_answer() {
    let script = stream(&[text("a").repeat(100_000), finish("stop"), DONE.into()]);
    let (text, end) = end_of(script, Patience::default()).await;
    // As many as a request of 256 tokens may have bytes, and a few more.
    assert_eq!((text.len(), end.as_str()), (5121, "Length"));
}
