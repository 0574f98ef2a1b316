//! JSON as Python's `json.dumps` writes it, which is what models saw when they were trained.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, Serializer};

use super::chat_template::python_float;

/// The options of `json.dumps`.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// `None` is one line with a blank after commas and colons.
    pub(super) indent: Option<usize>,
    /// What stands between items, and between a key and its value.
    pub(super) separators: Option<(String, String)>,
    pub(super) ensure_ascii: bool,
    pub(super) sort_keys: bool,
}

/// Fails when `value` is no JSON or takes more than `max_bytes`.
pub(super) fn dumps(
    value: &impl Serialize,
    style: Style,
    max_bytes: usize,
) -> serde_json::Result<String> {
    let mut bytes = Bounded {
        bytes: Vec::new(),
        max_bytes,
    };
    let sorted = style
        .sort_keys
        .then(|| sorted(serde_json::to_value(value)?))
        .transpose()?;
    let mut serializer = Serializer::with_formatter(
        &mut bytes,
        Python {
            style,
            depth: 0,
            has_item: false,
        },
    );
    match sorted {
        Some(sorted) => sorted.serialize(&mut serializer)?,
        None => value.serialize(&mut serializer)?,
    }
    Ok(String::from_utf8_lossy(&bytes.bytes).into_owned())
}

fn sorted(value: serde_json::Value) -> serde_json::Result<serde_json::Value> {
    use serde_json::Value;
    Ok(match value {
        Value::Object(map) => {
            let mut pairs: Vec<(String, Value)> = map.into_iter().collect();
            pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
            let pairs = pairs
                .into_iter()
                .map(|(key, value)| Ok((key, sorted(value)?)));
            Value::Object(pairs.collect::<serde_json::Result<_>>()?)
        }
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(sorted)
                .collect::<serde_json::Result<_>>()?,
        ),
        other => other,
    })
}

/// A buffer that refuses to grow without end.
struct Bounded {
    bytes: Vec<u8>,
    max_bytes: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.max_bytes {
            return Err(io::Error::other("it makes too much text"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Python {
    style: Style,
    depth: usize,
    /// Whether what was closed or written last stands in an array or object that is therefore not empty.
    has_item: bool,
}

impl Python {
    fn line(&self, to: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let Some(indent) = self.style.indent else {
            return Ok(());
        };
        to.write_all(b"\n")?;
        (0..indent * self.depth).try_for_each(|_| to.write_all(b" "))
    }

    fn open(&mut self, to: &mut (impl Write + ?Sized), mark: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_item = false;
        to.write_all(mark)
    }

    fn close(&mut self, to: &mut (impl Write + ?Sized), mark: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.has_item {
            self.line(to)?;
        }
        to.write_all(mark)
    }

    fn item(&self, to: &mut (impl Write + ?Sized), first: bool) -> io::Result<()> {
        if !first {
            let comma = match (&self.style.separators, self.style.indent) {
                (Some((comma, _)), _) => comma.as_str(),
                (None, Some(_)) => ",",
                (None, None) => ", ",
            };
            to.write_all(comma.as_bytes())?;
        }
        self.line(to)
    }
}

impl Formatter for Python {
    fn write_f64<W: ?Sized + Write>(&mut self, to: &mut W, value: f64) -> io::Result<()> {
        to.write_all(python_float::shown(value).as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.open(to, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.close(to, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.item(to, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_item = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.open(to, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.close(to, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.item(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        let colon = self
            .style
            .separators
            .as_ref()
            .map_or(": ", |(_, colon)| colon);
        to.write_all(colon.as_bytes())
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_item = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        to: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if !self.style.ensure_ascii {
            return to.write_all(text.as_bytes());
        }
        for character in text.chars() {
            if character.is_ascii() {
                to.write_all(&[character as u8])?;
                continue;
            }
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        to: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        let text: &[u8] = match escape {
            CharEscape::Quote => b"\\\"",
            CharEscape::ReverseSolidus => b"\\\\",
            CharEscape::Solidus => b"/",
            CharEscape::Backspace => b"\\b",
            CharEscape::FormFeed => b"\\f",
            CharEscape::LineFeed => b"\\n",
            CharEscape::CarriageReturn => b"\\r",
            CharEscape::Tab => b"\\t",
            CharEscape::AsciiControl(byte) => return write!(to, "\\u{byte:04x}"),
        };
        to.write_all(text)
    }
}
