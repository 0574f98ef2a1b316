//! What is sent, and what is not.

use super::stand_in::{StandIn, answer};
use super::*;
use serde_json::json;

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
