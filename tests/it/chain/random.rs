//! A sample of many questions under random faults.

use super::faults::{WORDS, stream};
use super::stand_in::{DONE, STREAM, Script, StandIn, Step, answer, events, finish, send, status};
use super::*;

/// Seeded, so that a failure can be repeated: splitmix64.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn random_fault(seed: &mut u64) -> Script {
    let whole = events(&WORDS).concat().into_bytes();
    let at = next(seed) as usize % whole.len();
    let part = || Step::Send(whole[..at].to_vec());
    match next(seed) % 12 {
        0 => vec![Step::Reset],
        1 => vec![
            send(STREAM),
            part(),
            Step::Pause(Duration::from_millis(1)),
            Step::Reset,
        ],
        2 => vec![send(STREAM), part()],
        3 => vec![send(STREAM), part(), Step::Stall],
        4 => vec![send(STREAM), part(), send("\ndata: {oops}\n\n")],
        5 => vec![
            send(STREAM),
            part(),
            send("\n\ndata: {\"error\":{\"code\":503}}\n\n"),
        ],
        6 => status(
            429,
            ["", "retry-after: 1\r\n", "retry-after: -1\r\n"][at % 3],
            "{}",
        ),
        7 => status(500 + (at % 5) as u16, "", ""),
        8 => status([400, 403, 404, 408, 413, 425][at % 6], "", "{}"),
        9 => vec![send(
            "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>",
        )],
        10 => stream(&[finish("stop"), DONE.into()]),
        _ => vec![send(STREAM), part(), send("\n\n"), send(finish("error"))],
    }
}

/// A sample: three of ten connections fail in some way, and still every question is answered, by
/// a model in full or by the guide; what a model is said to have written whole, it has.
#[tokio::test]
async fn faults_at_random_never_lose_an_answer() {
    let mut seed = 20_261_122;
    let mut by_guide = 0;
    for trial in 0..200 {
        let start = seed;
        let mut links: Vec<Arc<dyn Provider>> = Vec::new();
        for model in ["lab/one", "lab/two", "lab/three", "lab/four"] {
            let faulty = next(&mut seed) % 10 < 3;
            let script = if faulty {
                random_fault(&mut seed)
            } else {
                answer(&WORDS)
            };
            let server = StandIn::start([script]).await;
            let mut config = config(Link::OpenRouter, server.base_url(), model);
            config.patience = Patience {
                first_event: Duration::from_millis(500),
                between_events: Duration::from_millis(100),
                after_finish: Duration::from_millis(100),
            };
            links.push(Arc::new(OpenAi::new(config)));
        }
        links.push(guide());
        let question = if trial % 2 == 0 {
            request("Hi")
        } else {
            structured("Hi")
        };
        let heard = ask(links, question).await;
        let answered = heard
            .end
            .as_ref()
            .unwrap_or_else(|_| panic!("seed {start}: {heard:?}"));
        if answered.link == Link::Guide {
            by_guide += 1;
            assert!(
                heard.text.ends_with("Your résumé matches."),
                "seed {start}: {heard:?}"
            );
        } else {
            assert_eq!(
                heard.text, "Learn SQL, then zażółć 🦀.",
                "seed {start}: {heard:?}"
            );
        }
    }
    assert!(by_guide < 20, "{by_guide} of 200 left to the guide");
}
