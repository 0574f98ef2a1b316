//! Which link is asked, and when.

use super::stand_in::{STREAM, StandIn, Step, answer, send, status, text};
use super::*;
use tokio::sync::Notify;

#[tokio::test]
async fn an_answer_streams_and_says_where_it_came_from() {
    let gate = Arc::new(Notify::new());
    let server = StandIn::start([vec![
        send(STREAM),
        send(text("Learn ")),
        Step::Gate(Arc::clone(&gate)),
        send(stand_in::events(&["SQL", " first."]).concat()),
    ]])
    .await;
    let links = vec![openrouter(server.base_url(), "lab/one")];
    let mut events = guarded(Chain::new().answer(links, request("What next?")));

    let trying = events.next().await.unwrap().unwrap();
    assert_eq!(
        trying,
        ChainEvent::Trying {
            link: Link::OpenRouter,
            model: "lab/one".to_owned()
        }
    );
    let first = events.next().await.unwrap().unwrap();
    assert_eq!(
        first,
        ChainEvent::Text("Learn ".to_owned()),
        "before the rest is written"
    );
    gate.notify_one();
    let mut rest = String::new();
    let answered = loop {
        match events.next().await.unwrap().unwrap() {
            ChainEvent::Text(text) => rest += &text,
            ChainEvent::Done(answered) => break answered,
            other => panic!("{other:?}"),
        }
    };
    assert!(events.next().await.is_none());
    assert_eq!(rest, "SQL first.");
    assert_eq!(
        (answered.link, answered.model.as_str()),
        (Link::OpenRouter, "lab/one")
    );
    assert_eq!(answered.stop, Stop::End);
    assert_eq!(
        answered.usage,
        Usage {
            prompt_tokens: 7,
            completion_tokens: 2,
            ..Usage::default()
        }
    );
    assert!(answered.tokens_per_second.is_some_and(|pace| pace > 0.0));
    assert!(answered.ttft > Duration::ZERO && answered.fallbacks.is_empty());
}

#[tokio::test]
async fn after_a_429_the_next_model_answers() {
    let server =
        StandIn::start([status(429, "retry-after: 0\r\n", "{}"), answer(&["Hello."])]).await;
    let links = vec![
        openrouter(server.base_url(), "lab/one"),
        openrouter(server.base_url(), "lab/two"),
    ];
    let heard = ask(links, request("Hi")).await;
    assert_eq!(heard.text, "Hello.");
    assert_eq!(heard.failed, ["openrouter/lab/one:rate_limited"]);
    assert_eq!(heard.end.unwrap().model, "lab/two");
}

#[tokio::test]
async fn a_busy_host_is_given_a_pause_that_grows_and_another_host_is_asked_at_once() {
    let busy = StandIn::start([
        status(503, "", ""),
        status(500, "", ""),
        status(429, "", ""),
    ])
    .await;
    let free = StandIn::start([answer(&["Hello."])]).await;
    let pace = Pace {
        backoff: Backoff {
            first: Duration::from_millis(100),
            // A pause before the free host would be no less than half of this.
            most: Duration::from_secs(8),
        },
        ..Pace::default()
    };
    let links = vec![
        openrouter(busy.base_url(), "lab/one"),
        openrouter(busy.base_url(), "lab/two"),
        openrouter(busy.base_url(), "lab/three"),
        openrouter(free.base_url(), "lab/four"),
    ];
    let heard = hear(Chain::with_pace(pace).answer(links, request("Hi"))).await;
    assert_eq!(heard.end.unwrap().model, "lab/four");
    assert_eq!(
        heard.failed,
        [
            "openrouter/lab/one:status_503",
            "openrouter/lab/two:status_500",
            "openrouter/lab/three:rate_limited"
        ]
    );
    let gaps = busy.gaps();
    assert!(
        gaps[0] >= Duration::from_millis(50),
        "at least half of the first step: {gaps:?}"
    );
    assert!(
        gaps[1] >= Duration::from_millis(100),
        "at least half of the second: {gaps:?}"
    );
}

#[tokio::test]
async fn pauses_are_made_for_the_same_host_only() {
    let busy = StandIn::start([status(503, "", "")]).await;
    let free = StandIn::start([answer(&["Hello."])]).await;
    let hours = Duration::from_secs(3600);
    let pace = Pace {
        backoff: Backoff {
            first: hours,
            most: hours,
        },
        ..Pace::default()
    };
    for next in [openrouter(free.base_url(), "lab/two"), guide()] {
        let links = vec![openrouter(busy.base_url(), "lab/one"), next];
        let heard = hear(Chain::with_pace(pace).answer(links, request("Hi"))).await;
        assert!(heard.end.is_ok(), "{heard:?}");
    }
}

#[tokio::test]
async fn other_refusals_go_on_without_a_pause_and_nothing_is_asked_twice() {
    let hours = Duration::from_secs(3600);
    let pace = Pace {
        backoff: Backoff {
            first: hours,
            most: hours,
        },
        ..Pace::default()
    };
    for code in [400, 403, 404, 408, 413, 425] {
        let server = StandIn::start([status(code, "", "{}"), answer(&["Hello."])]).await;
        let links = vec![
            openrouter(server.base_url(), "lab/one"),
            openrouter(server.base_url(), "lab/two"),
        ];
        let heard = hear(Chain::with_pace(pace).answer(links, request("Hi"))).await;
        assert_eq!(heard.end.unwrap().model, "lab/two", "{code}");
        assert_eq!(server.connections(), 2, "{code}");
    }
}

#[tokio::test]
async fn a_pause_nobody_would_wait_for_is_respected_by_not_asking() {
    let busy = StandIn::start([
        status(429, "Retry-After: 30\r\n", "{}"),
        answer(&["too early"]),
    ])
    .await;
    let chain = Chain::new();
    let links = || {
        vec![
            openrouter(busy.base_url(), "lab/one"),
            openrouter(busy.base_url(), "lab/two"),
            guide(),
        ]
    };
    let heard = hear(chain.answer(links(), request("Hi"))).await;
    assert_eq!(
        heard.failed,
        [
            "openrouter/lab/one:rate_limited",
            "openrouter/lab/two:rate_limited"
        ]
    );
    assert_eq!(heard.end.unwrap().link, Link::Guide);
    hear(chain.answer(links(), request("Hi again")))
        .await
        .end
        .unwrap();
    assert_eq!(busy.connections(), 1, "also by the next question");

    let mut other_key = config(Link::OpenRouter, busy.base_url(), "lab/one");
    other_key.key = Some(Private::new("sk-backup".to_owned()));
    let heard = hear(chain.answer(vec![Arc::new(OpenAi::new(other_key))], request("Hi"))).await;
    assert_eq!(
        heard.text, "too early",
        "another key has a limit of its own"
    );
}

#[tokio::test]
async fn a_refused_key_is_not_tried_again_and_another_key_is() {
    for code in [401, 402] {
        let server = StandIn::start([status(code, "", "{}"), answer(&["Hello."])]).await;
        let mut backup = config(Link::OpenRouter, server.base_url(), "lab/one");
        backup.key = Some(Private::new("sk-backup".to_owned()));
        let links = vec![
            openrouter(server.base_url(), "lab/one"),
            openrouter(server.base_url(), "lab/two"),
            Arc::new(OpenAi::new(backup)),
        ];
        let heard = ask(links, request("Hi")).await;
        assert_eq!(heard.text, "Hello.");
        assert_eq!(heard.tried.len(), 2);
        assert_eq!(heard.failed.len(), 2);
        assert_eq!(server.connections(), 2, "{code}");
    }
}

#[tokio::test]
async fn an_unreachable_host_is_asked_once() {
    let unreachable = || {
        vec![Err(LinkError::Unreachable {
            detail: "refused".to_owned(),
        })]
    };
    let first = Told::at(Link::OpenRouter, "one", Some("far:443"), unreachable());
    let second = Told::at(Link::OpenRouter, "two", Some("far:443"), unreachable());
    let heard = ask(vec![first.clone(), second.clone(), guide()], request("Hi")).await;
    assert_eq!(
        heard.failed,
        ["openrouter/one:unreachable", "openrouter/two:unreachable"]
    );
    assert_eq!((first.asked(), second.asked()), (1, 0));
}

#[tokio::test]
async fn a_closed_port_is_unreachable() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let link = openrouter(format!("http://localhost:{port}/v1"), "lab/one");
    let heard = ask(vec![link, guide()], request("Hi")).await;
    assert_eq!(heard.failed, ["openrouter/lab/one:unreachable"]);
}

#[tokio::test]
async fn a_link_that_keeps_failing_rests_and_is_probed() {
    let failing = Told::new(Link::Endpoint, vec![Err(LinkError::Timeout)]);
    let resting = Chain::with_pace(Pace {
        rest: Duration::from_secs(3600),
        ..hasty()
    });
    for question in ["1", "2", "3", "4", "5"] {
        hear(resting.answer(vec![failing.clone(), guide()], request(question)))
            .await
            .end
            .unwrap();
    }
    assert_eq!(failing.asked(), 3);
    let heard = hear(resting.answer(vec![failing.clone(), guide()], request("6"))).await;
    assert_eq!(heard.failed, ["endpoint/told:resting"]);
    assert_eq!(heard.tried, [Link::Guide]);

    let probing = Chain::with_pace(Pace {
        rest: Duration::ZERO,
        ..hasty()
    });
    for question in ["1", "2", "3", "4"] {
        hear(probing.answer(vec![failing.clone(), guide()], request(question)))
            .await
            .end
            .unwrap();
    }
    assert_eq!(failing.asked(), 7, "three failures and a probe");
}
