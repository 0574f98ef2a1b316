//! What becomes of an answer that breaks off, and of one that nobody gives.

use super::stand_in::{STREAM, StandIn, answer, send, status, text};
use super::*;
use serde_json::json;

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
