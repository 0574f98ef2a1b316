//! Which link is asked, when, and with what.

use super::stand_in::{STREAM, StandIn, Step, answer, send, status, text};
use super::*;
use serde_json::json;
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
            completion_tokens: 2
        }
    );
    assert!(answered.tokens_per_second.is_some_and(|pace| pace > 0.0));
    assert!(answered.ttft > Duration::ZERO && answered.fallbacks.is_empty());
}

#[tokio::test]
async fn openrouter_is_asked_to_keep_nothing_and_drop_nothing() {
    let server = StandIn::start([answer(&["Yes."])]).await;
    let link = OpenAi::new(config(Link::OpenRouter, server.base_url(), "lab/one"));
    let question = request("Really?");
    let preview = link.preview(&question);
    collect(&link, question).await.1.unwrap();

    let head = server.heads().remove(0);
    assert!(
        head.starts_with("post /api/v1/chat/completions http/1.1"),
        "{head}"
    );
    assert!(
        head.contains("authorization: bearer sk-or-v1-test"),
        "{head}"
    );
    assert!(head.contains("x-openrouter-title: aspiro"), "{head}");
    let body = server.bodies().remove(0);
    assert_eq!(
        body["provider"],
        json!({"data_collection": "deny", "zdr": true})
    );
    assert_eq!(
        body["plugins"],
        json!([{"id": "context-compression", "enabled": false}])
    );
    assert_eq!(body["stream"], true);
    assert_eq!(body["max_completion_tokens"], 256);
    assert_eq!(
        body["messages"][1],
        json!({"role": "user", "content": "Really?"})
    );
    for deprecated in [
        "max_tokens",
        "transforms",
        "route",
        "usage",
        "stream_options",
    ] {
        assert_eq!(body.get(deprecated), None, "{deprecated}");
    }
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&preview).unwrap(),
        body
    );
}

#[tokio::test]
async fn an_endpoint_gets_plain_openai_fields_and_needs_no_key() {
    let server = StandIn::start([answer(&["Yes."])]).await;
    let mut config = config(Link::Endpoint, server.base_url(), "qwen3");
    (config.key, config.egress) = (None, egress(false));
    let mut question = request("Really?");
    question.sampling = Sampling::greedy();
    collect(&OpenAi::new(config), question).await.1.unwrap();
    assert!(!server.heads()[0].contains("authorization"));
    let body = server.bodies().remove(0);
    let mut fields: Vec<&str> = body
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "max_completion_tokens",
            "messages",
            "model",
            "seed",
            "stream",
            "stream_options",
            "temperature"
        ]
    );
}

#[tokio::test]
async fn private_values_stay_here_and_are_put_back() {
    use aspiro::egress::redact::Kind;
    let server = StandIn::start([answer(&["Dear [na", "me-1], write to [e-mai", "l-1]."])]).await;
    let mut config = config(Link::OpenRouter, server.base_url(), "lab/one");
    config.redaction = Arc::new(Redaction::new([(Kind::Name, "Ada Márquez".to_owned())]));
    let link = OpenAi::new(config);
    let (text, end) = collect(&link, request("I am ADA MÁRQUEZ, ada@marquez.example")).await;
    end.unwrap();
    assert_eq!(text, "Dear Ada Márquez, write to ada@marquez.example.");
    let sent = server.bodies()[0].to_string();
    assert!(sent.contains("I am [name-1], [e-mail-1]"), "{sent}");
    assert!(
        !sent.to_lowercase().contains("marquez") && !sent.contains("MÁRQUEZ"),
        "{sent}"
    );
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
async fn without_consent_openrouter_is_not_connected_to_wherever_it_is() {
    let server = StandIn::start([answer(&["leaked"])]).await;
    let door = egress(false);
    let link = |key: Option<&str>| -> Arc<dyn Provider> {
        let mut config = config(Link::OpenRouter, server.base_url(), "lab/one");
        config.egress = door.clone();
        config.key = key.map(|key| Private::new(key.to_owned()));
        Arc::new(OpenAi::new(config))
    };
    let far: Arc<dyn Provider> = {
        let mut config = config(Link::Endpoint, "https://far.invalid/v1".to_owned(), "qwen3");
        config.egress = door.clone();
        Arc::new(OpenAi::new(config))
    };
    let chain = Chain::with_pace(Pace {
        rest: Duration::from_secs(3600),
        ..hasty()
    });
    for _ in 0..5 {
        let heard =
            hear(chain.answer(vec![link(Some("k")), far.clone(), guide()], request("Hi"))).await;
        assert_eq!(
            heard.failed,
            ["openrouter/lab/one:no_consent", "endpoint/qwen3:no_consent"]
        );
        assert_eq!(heard.end.unwrap().link, Link::Guide);
    }
    door.set_consent(true);
    for _ in 0..5 {
        let heard = hear(chain.answer(vec![link(None)], request("Hi"))).await;
        assert_eq!(heard.failed, ["openrouter/lab/one:not_configured"]);
    }
    assert_eq!(server.connections(), 0);
    let heard = hear(chain.answer(vec![link(Some("k"))], request("Hi"))).await;
    assert_eq!(
        heard.text, "leaked",
        "being switched off is no failure a link rests after"
    );
}

#[tokio::test]
async fn consent_withdrawn_before_the_stream_is_polled_counts() {
    let server = StandIn::start([answer(&["leaked"])]).await;
    let mut config = config(Link::OpenRouter, server.base_url(), "lab/one");
    config.egress = egress(true);
    let door = config.egress.clone();
    let stream = Chain::new().answer(vec![Arc::new(OpenAi::new(config))], request("Hi"));
    door.set_consent(false);
    assert_eq!(hear(stream).await.failed, ["openrouter/lab/one:no_consent"]);
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_cut_keeps_the_text_and_the_next_link_goes_on_from_it() {
    let cut = vec![
        send(STREAM),
        send(text("Learn SQL, then ")),
        send(text("stat")),
    ];
    let server = StandIn::start([cut, answer(&["statistics", " and R."])]).await;
    let links = vec![
        openrouter(server.base_url(), "lab/one"),
        openrouter(server.base_url(), "lab/two"),
    ];
    let heard = ask(links, request("What next?")).await;
    assert_eq!(heard.text, "Learn SQL, then statistics and R.");
    assert_eq!(
        (heard.started_over, heard.failed.as_slice()),
        (0, ["openrouter/lab/one:cut".to_owned()].as_slice())
    );
    let messages = server.bodies()[1]["messages"].clone();
    assert_eq!(
        messages[2],
        json!({"role": "assistant", "content": "Learn SQL, then"})
    );
    assert_eq!(messages[3]["role"], "user");
    assert_eq!(messages.as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn what_the_next_link_repeats_is_not_shown_twice() {
    let cut = vec![
        send(STREAM),
        send(text("Learn SQL. Then learn statistics, ")),
        send(text("th")),
    ];
    let again = answer(&["Then lea", "rn stat", "istics, then", " R."]);
    let server = StandIn::start([cut, again]).await;
    let links = vec![
        openrouter(server.base_url(), "lab/one"),
        openrouter(server.base_url(), "lab/two"),
    ];
    let heard = ask(links, request("What next?")).await;
    assert_eq!(heard.text, "Learn SQL. Then learn statistics, then R.");
}

#[tokio::test]
async fn a_local_link_goes_on_exactly_and_the_guide_begins_a_paragraph() {
    let cut = Told::at(
        Link::Endpoint,
        "one",
        None,
        vec![says("Learn SQL, then st"), Err(LinkError::Cut)],
    );
    let local = Told::new(Link::Local, vec![says(" statistics."), done()]);
    let heard = ask(
        vec![cut.clone(), local.clone(), guide()],
        request("What next?"),
    )
    .await;
    assert_eq!(heard.text, "Learn SQL, then statistics.");
    let asked = local.last.lock().unwrap().clone().unwrap();
    assert_eq!(asked.continue_from.as_deref(), Some("Learn SQL, then"));

    let heard = ask(vec![cut, guide()], request("What next?")).await;
    assert_eq!(heard.text, "Learn SQL, then st\n\nYour résumé matches.");
    assert_eq!(heard.end.unwrap().tokens_per_second, None);
}

#[tokio::test]
async fn a_structured_answer_starts_over() {
    let cut = vec![send(STREAM), send(text("[summary] Half an"))];
    let server = StandIn::start([cut, answer(&["[summary]", " A whole answer."])]).await;
    let links = vec![
        openrouter(server.base_url(), "lab/one"),
        openrouter(server.base_url(), "lab/two"),
    ];
    let heard = ask(links, structured("Analyse")).await;
    assert_eq!(heard.text, "[summary] A whole answer.");
    assert_eq!(heard.started_over, 1);
    assert_eq!(
        server.bodies()[0]["messages"],
        server.bodies()[1]["messages"]
    );
}

#[tokio::test]
async fn when_every_link_fails_the_text_so_far_is_kept_and_the_reasons_are_told() {
    let cut = vec![send(STREAM), send(text("Learn SQL, then st"))];
    let server = StandIn::start([cut, status(503, "", "")]).await;
    let links = vec![
        openrouter(server.base_url(), "lab/one"),
        openrouter(server.base_url(), "lab/two"),
    ];
    let heard = ask(links, request("What next?")).await;
    assert_eq!(heard.text, "Learn SQL, then st");
    assert!(heard.end.is_err());
    assert_eq!(
        heard.failed,
        ["openrouter/lab/one:cut", "openrouter/lab/two:status_503"]
    );
}

#[tokio::test]
async fn the_guide_answers_when_all_else_fails_and_without_it_there_is_an_error() {
    let links = || -> Vec<Arc<dyn Provider>> {
        vec![
            Told::new(Link::Local, vec![Err(LinkError::NotConfigured)]),
            Told::new(Link::Endpoint, vec![Err(LinkError::Timeout)]),
        ]
    };
    let heard = ask([links(), vec![guide()]].concat(), request("Hi")).await;
    assert_eq!(heard.text, "Your résumé matches.");
    let answered = heard.end.unwrap();
    assert_eq!(
        (answered.link, answered.tokens_per_second),
        (Link::Guide, None)
    );
    assert_eq!(
        heard.failed,
        ["local/told:not_configured", "endpoint/told:timeout"]
    );

    assert!(ask(links(), request("Hi")).await.end.is_err());
    assert!(ask(Vec::new(), request("Hi")).await.end.is_err());
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

#[tokio::test]
async fn links_that_break_the_contract_do_no_harm() {
    let cases = [
        (vec![says("Half"), says(" an answer")], "cut"),
        (vec![], "cut"),
        (vec![done()], "empty"),
        (vec![says(""), says(" \n"), done()], "empty"),
        (vec![says(" \n"), Err(LinkError::Timeout)], "timeout"),
    ];
    for (told, reason) in cases {
        let heard = ask(vec![Told::new(Link::Local, told)], request("Hi")).await;
        assert_eq!(heard.failed, [format!("local/told:{reason}")]);
    }
    let sloppy = Told::new(
        Link::Local,
        vec![
            says(""),
            says(" "),
            says("Good"),
            says(""),
            done(),
            says("more"),
            done(),
        ],
    );
    let heard = ask(vec![sloppy], request("Hi")).await;
    assert_eq!(heard.text, " Good");
    heard.end.unwrap();
}
