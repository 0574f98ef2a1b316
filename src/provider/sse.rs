//! Server-sent events out of bytes that arrive in arbitrary pieces.

use thiserror::Error;

/// The longest line and the longest event, in bytes. No honest delta comes near it.
const CAP_BYTES: usize = 1 << 20;

/// One event. Its type and id are dropped: no protocol we speak uses them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The `data` lines joined by line feeds; bad UTF-8 is replaced.
    pub data: String,
}

/// A line or an event is longer than a mebibyte. The decoder is of no use afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an event is too long")]
pub struct TooLong;

/// The decoder's state between two pieces. Memory stays within two mebibytes, time is linear in the bytes.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The bytes of a line that has not ended yet.
    line: Vec<u8>,
    /// The data lines of an event that has not ended yet, each followed by a line feed.
    data: Vec<u8>,
    /// The last byte was a CR; a LF that follows belongs to it.
    after_cr: bool,
    /// The first line is through; only there is a byte order mark one.
    begun: bool,
}

impl Decoder {
    /// Hands each event that `bytes` completes to `sink`, in order.
    ///
    /// # Errors
    ///
    /// [`TooLong`] when a line or an event passes the cap; the events before it have been handed over.
    pub fn push(&mut self, bytes: &[u8], mut sink: impl FnMut(Event)) -> Result<(), TooLong> {
        let mut rest = bytes;
        if self.after_cr && !rest.is_empty() {
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            self.after_cr = false;
        }
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r') {
            self.hold(&rest[..end])?;
            let is_cr = rest[end] == b'\r';
            rest = &rest[end + 1..];
            if is_cr {
                self.after_cr = rest.is_empty();
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            }
            self.end_line(&mut sink)?;
        }
        self.hold(rest)
    }

    fn hold(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        if self.line.len() + bytes.len() > CAP_BYTES {
            return Err(TooLong);
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self, sink: &mut impl FnMut(Event)) -> Result<(), TooLong> {
        let mut line = self.line.as_slice();
        if !self.begun {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            self.begun = true;
        }
        if line.is_empty() {
            self.line.clear();
            self.end_event(sink);
            return Ok(());
        }
        // A line is `field`, `field:value` or `field: value`; a comment has an empty field.
        let colon = line.iter().position(|&byte| byte == b':');
        let (field, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        // The second is no field of the standard: a server says so that it has failed.
        let (before, behind): (&[u8], &[u8]) = match field {
            b"data" => (b"", b"\n"),
            b"error" => (b"{\"error\":", b"}\n"),
            _ => {
                self.line.clear();
                return Ok(());
            }
        };
        if self.data.len() + before.len() + value.len() + behind.len() > CAP_BYTES {
            return Err(TooLong);
        }
        for piece in [before, value, behind] {
            self.data.extend_from_slice(piece);
        }
        self.line.clear();
        Ok(())
    }

    fn end_event(&mut self, sink: &mut impl FnMut(Event)) {
        // Without a data line there is no event, only an empty line.
        if let Some((_, data)) = self.data.split_last() {
            let data = String::from_utf8_lossy(data).into_owned();
            self.data.clear();
            sink(Event { data });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decode<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<String>, TooLong> {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        for piece in pieces {
            decoder.push(piece, |event| events.push(event.data))?;
        }
        Ok(events)
    }

    const VECTORS: [(&[u8], &[&str]); 18] = [
        // What llama.cpp's server says when it fails in the middle.
        (
            b"error: {\"code\":500}\n\ndata: [DONE]\n\n",
            &["{\"error\":{\"code\":500}}", "[DONE]"],
        ),
        (b"data: a\n\ndata: b\n\n", &["a", "b"]),
        (b"data: a\r\n\r\ndata: b\r\n\r\n", &["a", "b"]),
        (b"data: a\r\rdata: b\r\r", &["a", "b"]),
        (b"data: a\r\n\ndata: b\n\r\n", &["a", "b"]),
        (b"data: a\r\ndata: b\r\r\n", &["a\nb"]),
        (b"\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\n", &["a"]),
        (
            b": OPENROUTER PROCESSING\n\n: again\ndata: a\n: between\n\n",
            &["a"],
        ),
        (
            b"data:a\n\ndata:  b\n\ndata\n\ndata:\n\n",
            &["a", " b", "", ""],
        ),
        (b"data: a\ndata: b\ndata:\ndata\n\n", &["a\nb\n\n"]),
        (b"event: x\nid: 7\nretry: 10\ndata: a\nother: y\n\n", &["a"]),
        (b"event: x\n\n\n\n\ndata: a\n\n", &["a"]),
        ("data: zażółć 🦀\n\n".as_bytes(), &["zażółć 🦀"]),
        (
            b"data: a\xff\xc3(b\xe2\x82\n\n",
            &["a\u{fffd}\u{fffd}(b\u{fffd}"],
        ),
        (b"data: a: b\n\nDATA: c\n\n data: d\n\n", &["a: b"]),
        (b"data: a\n\ndata: cut", &["a"]),
        (b"data: a\n\ndata: cut\n", &["a"]),
        (b"data: a\0b\n\n\0\n\n", &["a\0b"]),
    ];

    #[test]
    fn every_vector_reads_the_same_at_every_split() {
        for (bytes, expected) in VECTORS {
            let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
            assert_eq!(decode([bytes]), Ok(expected.clone()), "{bytes:?}");
            for first in 0..=bytes.len() {
                for second in first..=bytes.len() {
                    let pieces = [&bytes[..first], &bytes[first..second], &bytes[second..]];
                    assert_eq!(decode(pieces), Ok(expected.clone()), "{pieces:?}");
                }
            }
            assert_eq!(
                decode(bytes.chunks(1)),
                Ok(expected),
                "byte by byte: {bytes:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_stream_reads_the_same_in_any_pieces(
            lines in prop::collection::vec("(data|id|:|)(: ?)?[ -~é🦀]{0,12}(\r|\n|\r\n)", 0..24),
            garbage in prop::collection::vec(any::<u8>(), 0..16),
            sizes in prop::collection::vec(1_usize..9, 1..64),
        ) {
            let mut bytes = lines.concat().into_bytes();
            let middle = bytes.len() / 2;
            bytes.splice(middle..middle, garbage);
            let mut pieces = Vec::new();
            let mut rest = bytes.as_slice();
            for size in sizes.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (piece, after) = rest.split_at((*size).min(rest.len()));
                pieces.push(piece);
                rest = after;
            }
            prop_assert_eq!(decode(pieces), decode([bytes.as_slice()]));
        }
    }

    #[test]
    fn a_line_or_an_event_without_end_is_an_error_and_not_memory() {
        let long = vec![b'x'; 64 << 20];
        let mut decoder = Decoder::default();
        assert_eq!(decoder.push(b"data: ", |_| ()), Ok(()));
        assert_eq!(decoder.push(&long, |_| ()), Err(TooLong));
        assert!(decoder.line.capacity() <= 2 * CAP_BYTES);

        let line = [b"data: ".as_slice(), &long[..1000], b"\n"].concat();
        let mut decoder = Decoder::default();
        let failed = (0..2000).find_map(|_| decoder.push(&line, |_| ()).err());
        assert_eq!(failed, Some(TooLong));
        assert!(decoder.data.capacity() <= 2 * CAP_BYTES);
    }

    #[test]
    fn a_million_empty_data_lines_are_one_event() {
        let mut bytes = b"data:\n".repeat(1_000_000);
        bytes.extend_from_slice(b"\ndata: next\n\n");
        let events = decode(bytes.chunks(4096)).map(|events| {
            let lengths: Vec<usize> = events.iter().map(String::len).collect();
            lengths
        });
        assert_eq!(events, Ok(vec![999_999, 4]));
    }
}
