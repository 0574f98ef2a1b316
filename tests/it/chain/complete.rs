//! When an answer counts as complete.

use super::faults::{WORDS, end_of, link, stream};
use super::stand_in::{
    DONE, STREAM, Script, StandIn, Step, event, events, finish, send, text, usage,
};
use super::*;
use serde_json::json;

/// The number of events a service must send before the answer is complete.
fn needed() -> usize {
    1 + WORDS.len() + 1
}

#[tokio::test]
async fn an_answer_that_ends_too_early_is_never_complete_at_any_byte() {
    let whole = events(&WORDS).concat().into_bytes();
    let complete = events(&WORDS)[..needed()].concat().len();
    let scripts = (0..whole.len()).map(|n| vec![send(STREAM), Step::Send(whole[..n].to_vec())]);
    let server = StandIn::start(scripts).await;
    let link = link(&server, Patience::default());
    for n in 0..whole.len() {
        let (text, end) = collect(&link, request("Hi")).await;
        if n >= complete {
            assert_eq!(
                (text.as_str(), end.map(|done| done.stop)),
                ("Learn SQL, then zażółć 🦀.", Ok(Stop::End))
            );
        } else {
            assert_eq!(end, Err(LinkError::Cut), "{n} of {complete} bytes");
            assert!("Learn SQL, then zażółć 🦀.".starts_with(&text));
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_reset_stalls_or_breaks_is_never_complete_at_any_event() {
    let whole = events(&WORDS);
    for n in 0..whole.len() {
        let sent = whole[..n].concat();
        let broken = format!("{sent}data: {{\"choices\": [\n\n");
        let pause = Step::Pause(Duration::from_millis(100));
        let gone = event(&json!({"error": {"code": 502, "message": "gone"}}));
        let patient = Patience::default();
        // Silence behind a finished answer must not be taken for silence before its first event.
        let stalled = if n < needed() {
            impatient()
        } else {
            Patience {
                after_finish: impatient().after_finish,
                ..patient
            }
        };
        let faults = [
            (
                vec![send(STREAM), send(&*sent), pause, Step::Reset],
                patient,
                "cut",
            ),
            (
                vec![send(STREAM), send(&*sent), Step::Stall],
                stalled,
                "timeout",
            ),
            (vec![send(STREAM), send(broken)], patient, "malformed"),
            (stream(&[sent.clone(), gone]), patient, "status_502"),
            (stream(&[sent.clone(), finish("error")]), patient, "refused"),
        ];
        for (script, patience, reason) in faults {
            let (_, end) = end_of(script, patience).await;
            let expected = if n < needed() { reason } else { "End" };
            // A reset throws away what the client has not read yet, so the end may never arrive.
            let lost = reason == "cut" && end == "cut";
            assert!(
                end == expected || lost,
                "after {n} events: {end}, not {expected}"
            );
        }
    }
}

#[tokio::test]
async fn an_answer_in_any_pieces_is_the_same_answer() {
    let whole = events(&WORDS).concat().replace('\n', "\r\n").into_bytes();
    for size in [1, 2, 3, 7, 64] {
        let mut script = vec![send(STREAM)];
        for piece in whole.chunks(size) {
            script.push(Step::Send(piece.to_vec()));
        }
        assert_eq!(
            end_of(script, Patience::default()).await,
            ("Learn SQL, then zażółć 🦀.".into(), "End".into())
        );
    }
}

#[tokio::test]
async fn what_is_odd_but_complete_is_an_answer() {
    let head = |headers: &str| send(format!("HTTP/1.1 200 OK\r\n{headers}\r\n"));
    let message = r#"{"choices":[{"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":null}"#;
    let null_choices =
        event(&json!({"choices": null, "usage": {"completion_tokens": "many"}, "error": null}));
    let cases: Vec<(&str, Script, &str)> = vec![
        (
            "a byte order mark",
            stream(&["\u{feff}".into(), text("Hi"), finish("stop")]),
            "End",
        ),
        ("no end mark", stream(&[text("Hi"), finish("stop")]), "End"),
        ("no reason", stream(&[text("Hi"), DONE.into()]), "End"),
        (
            "silence after the end",
            vec![
                send(STREAM),
                send(text("Hi") + &finish("stop")),
                Step::Stall,
            ],
            "End",
        ),
        (
            "reset after the end",
            vec![
                send(STREAM),
                send(text("Hi") + &finish("stop")),
                Step::Pause(Duration::from_millis(300)),
                Step::Reset,
            ],
            "End",
        ),
        (
            "the end mark, then silence",
            vec![send(STREAM), send(text("Hi") + DONE), Step::Stall],
            "End",
        ),
        (
            "text behind the end",
            stream(&[
                text("Hi"),
                finish("stop"),
                text(" more"),
                usage(1),
                DONE.into(),
            ]),
            "End",
        ),
        (
            "data behind the end mark",
            stream(&[
                text("Hi"),
                DONE.into(),
                text(" more"),
                "data: {oops}\n\n".into(),
            ]),
            "End",
        ),
        (
            "the window is full",
            stream(&[text("Hi"), finish("length"), DONE.into()]),
            "Length",
        ),
        (
            "empty reasons",
            stream(&[
                event(&json!({"choices": [{"delta": {"content": "Hi"}, "finish_reason": ""}]})),
                finish("stop"),
            ]),
            "End",
        ),
        (
            "odd figures",
            stream(&[text("Hi"), finish("stop"), null_choices, DONE.into()]),
            "End",
        ),
        (
            "one piece",
            vec![
                head("content-type: application/json; charset=utf-8\r\n"),
                send(message),
            ],
            "End",
        ),
        (
            "no content type",
            vec![head(""), send(text("Hi") + DONE)],
            "End",
        ),
        (
            "no blank after the colon",
            stream(&[text("Hi").replace("data: ", "data:"), DONE.into()]),
            "End",
        ),
        (
            "an event in several lines",
            stream(&[
                text("Hi").replace("\"index\"", "\ndata: \"index\""),
                DONE.into(),
            ]),
            "End",
        ),
        (
            "reasoning first",
            stream(&[
                event(&json!({"choices": [{"delta": {"reasoning": "hm", "content": null}}]})),
                text("Hi"),
                DONE.into(),
            ]),
            "End",
        ),
    ];
    for (name, script, stop) in cases {
        assert_eq!(
            end_of(
                script,
                Patience {
                    after_finish: impatient().after_finish,
                    ..Patience::default()
                }
            )
            .await,
            ("Hi".into(), stop.into()),
            "{name}"
        );
    }
}
