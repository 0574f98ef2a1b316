//! One question, many listeners; and listeners who leave.

use super::stand_in::{STREAM, StandIn, Step, answer, events, send, text};
use super::*;
use tokio::sync::Notify;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_callers_make_one_request_and_hear_everything() {
    let gate = Arc::new(Notify::new());
    let words = ["Learn", " SQL", " first", "."];
    let script = vec![
        send(STREAM),
        Step::Gate(Arc::clone(&gate)),
        send(events(&words).concat()),
    ];
    let server = StandIn::start([script]).await;
    let chain = Chain::new();
    let callers: Vec<_> = (0..100)
        .map(|_| {
            let links = vec![openrouter(server.base_url(), "lab/one"), guide()];
            tokio::spawn(hear(chain.answer(links, request("What next?"))))
        })
        .collect();
    gate.notify_one();
    for caller in callers {
        let heard = caller.await.unwrap();
        assert_eq!(heard.text, "Learn SQL first.");
        assert_eq!(heard.end.unwrap().model, "lab/one");
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_late_caller_hears_the_text_so_far_first_and_the_first_may_leave() {
    let gate = Arc::new(Notify::new());
    let script = vec![
        send(STREAM),
        send(text("Learn ")),
        Step::Gate(Arc::clone(&gate)),
        send(events(&["SQL."]).concat()),
    ];
    let server = StandIn::start([script]).await;
    let chain = Chain::new();
    let ask = || {
        chain.answer(
            vec![openrouter(server.base_url(), "lab/one")],
            request("What next?"),
        )
    };
    let mut first = ask();
    first.next().await.unwrap().unwrap();
    first.next().await.unwrap().unwrap();
    let late = tokio::spawn(hear(ask()));
    // The late caller waits for the same answer by now, and nobody but the first drives it.
    tokio::task::yield_now().await;
    drop(first);
    gate.notify_one();
    assert_eq!(late.await.unwrap().text, "Learn SQL.");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn different_questions_and_finished_ones_are_asked_anew() {
    let server = StandIn::start([answer(&["Hello."])]).await;
    let chain = Chain::new();
    let ask = |question: Request, model| {
        chain.answer(vec![openrouter(server.base_url(), model)], question)
    };
    let reseeded = Request {
        sampling: Sampling {
            seed: 1,
            ..Sampling::default()
        },
        ..request("Hi")
    };
    let streams = [
        ask(request("Hi"), "lab/one"),
        ask(request("Ho"), "lab/one"),
        ask(request("Hi"), "lab/two"),
        ask(structured("Hi"), "lab/one"),
        ask(reseeded, "lab/one"),
    ];
    futures_util::future::join_all(streams.map(hear)).await;
    assert_eq!(server.connections(), 5);
    hear(ask(request("Hi"), "lab/one")).await.end.unwrap();
    assert_eq!(server.connections(), 6);
}

#[tokio::test]
async fn dropping_the_stream_closes_the_socket() {
    let scripts = [
        vec![Step::Stall],
        vec![send(STREAM), Step::Stall],
        vec![send(STREAM), send(text("Learn ")), Step::Stall],
    ];
    for (script, events) in scripts.into_iter().zip([1, 1, 2]) {
        let server = StandIn::start([script]).await;
        let mut stream = Chain::new().answer(
            vec![openrouter(server.base_url(), "lab/one")],
            request("Hi"),
        );
        for _ in 0..events {
            stream.next().await.unwrap().unwrap();
        }
        tokio::select! {
            event = stream.next() => panic!("{event:?} although the service keeps silent"),
            () = server.connected() => {}
        }
        drop(stream);
        tokio::time::timeout(Duration::from_secs(60), server.left(1))
            .await
            .expect("the socket is still open");
    }
}

#[test]
fn a_stream_may_be_made_outside_a_runtime_and_polled_on_any() {
    let new_runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    let runtime = new_runtime();
    let server = runtime.block_on(StandIn::start([answer(&["Hello."])]));
    let serving = std::thread::spawn(move || runtime.block_on(std::future::pending::<()>()));
    let chain = Chain::new();
    for question in ["1", "2"] {
        let links = vec![openrouter(server.base_url(), "lab/one")];
        let stream = chain.answer(links, request(question));
        let heard = new_runtime().block_on(hear(stream));
        assert_eq!(heard.text, "Hello.");
    }
    assert!(!serving.is_finished());
}
