//! A service's event stream: any bytes give events, and they do not depend on how the bytes arrived.

#![no_main]

use aspiro::provider::sse::{Decoder, Event, TooLong};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], u8)| {
    let (bytes, step) = input;
    let whole = events([bytes]);
    assert_eq!(events(bytes.chunks(usize::from(step).max(1))), whole);
    assert_eq!(events(bytes.chunks(1)), whole);
});

fn events<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Event>, Result<(), TooLong>) {
    let mut decoder = Decoder::default();
    let mut found = Vec::new();
    let ended = pieces
        .into_iter()
        .try_for_each(|piece| decoder.push(piece, |event| found.push(event)));
    (found, ended)
}
