//! A reader that knows how much is left, so that no length in the file is believed before it is checked.

use std::io::Read;

use super::value::{Array, Kind, Numbers, Scalar, Strings, Value};
use crate::explain::ModelError;

/// Real vocabularies stay below 40 MiB; this bounds what a hostile header can make us keep.
const MAX_HEADER_BYTES: u64 = 256 << 20;
const MAX_TEXT_BYTES: u64 = 16 << 20;
const MAX_NESTING: u32 = 4;

pub(super) fn broken(detail: impl Into<String>) -> ModelError {
    ModelError::Broken {
        detail: detail.into(),
    }
}

pub(super) struct Reader<R> {
    inner: R,
    position: u64,
    /// Where the file ends, or where a header has to.
    end: u64,
}

impl<R: Read> Reader<R> {
    pub(super) fn new(inner: R, file_bytes: u64) -> Self {
        Self {
            inner,
            position: 0,
            end: file_bytes.min(MAX_HEADER_BYTES),
        }
    }

    pub(super) const fn position(&self) -> u64 {
        self.position
    }

    /// Checks that `count` things of at least `min_bytes` each fit into what is left.
    pub(super) fn expect_room(
        &self,
        count: u64,
        min_bytes: u64,
        what: &str,
    ) -> Result<(), ModelError> {
        let left = self.end - self.position;
        match count.checked_mul(min_bytes) {
            Some(bytes) if bytes <= left => Ok(()),
            _ => Err(broken(format!(
                "it announces {count} {what}, which do not fit into the file"
            ))),
        }
    }

    fn append(&mut self, bytes: u64, to: &mut Vec<u8>) -> Result<(), ModelError> {
        self.expect_room(bytes, 1, "bytes")?;
        let start = to.len();
        to.resize(start + bytes as usize, 0);
        self.inner
            .read_exact(&mut to[start..])
            .map_err(|error| ModelError::Unreadable {
                reason: error.to_string(),
            })?;
        self.position += bytes;
        Ok(())
    }

    fn fixed<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        self.expect_room(N as u64, 1, "bytes")?;
        let mut bytes = [0; N];
        self.inner
            .read_exact(&mut bytes)
            .map_err(|error| ModelError::Unreadable {
                reason: error.to_string(),
            })?;
        self.position += N as u64;
        Ok(bytes)
    }

    pub(super) fn magic(&mut self) -> Result<[u8; 4], ModelError> {
        self.fixed()
    }

    pub(super) fn u32(&mut self) -> Result<u32, ModelError> {
        self.fixed().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, ModelError> {
        self.fixed().map(u64::from_le_bytes)
    }

    /// A length and as many bytes, at most `max`.
    pub(super) fn bytes(&mut self, max: u64, to: &mut Vec<u8>) -> Result<(), ModelError> {
        let len = self.u64()?;
        if len > max {
            return Err(broken(format!("a text of {len} bytes in its header")));
        }
        self.append(len, to)
    }

    /// A key or a tensor's name: short, UTF-8, and without the zeros that other readers drop from a name's end.
    pub(super) fn name(&mut self, max: u64) -> Result<String, ModelError> {
        let mut bytes = Vec::new();
        self.bytes(max, &mut bytes)?;
        match String::from_utf8(bytes) {
            Ok(name) if name.contains('\0') => Err(broken("a name that holds a zero")),
            Ok(name) => Ok(name),
            Err(_) => Err(broken("a name that is not UTF-8")),
        }
    }

    pub(super) fn kind(&mut self) -> Result<Kind, ModelError> {
        let number = self.u32()?;
        Kind::from_number(number).ok_or_else(|| broken(format!("a value of unknown type {number}")))
    }

    pub(super) fn value(&mut self, kind: Kind) -> Result<Value, ModelError> {
        match kind {
            Kind::Scalar(scalar) => self.scalar(scalar),
            Kind::Text => {
                let mut bytes = Vec::new();
                self.bytes(MAX_TEXT_BYTES, &mut bytes)?;
                Ok(Value::Text(match String::from_utf8(bytes) {
                    Ok(text) => text,
                    Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
                }))
            }
            Kind::Array => self.array(0).map(Value::Array),
        }
    }

    fn scalar(&mut self, scalar: Scalar) -> Result<Value, ModelError> {
        let bytes: [u8; 8] = match scalar.width() {
            1 => [self.fixed::<1>()?[0], 0, 0, 0, 0, 0, 0, 0],
            2 => u64::from(u16::from_le_bytes(self.fixed()?)).to_le_bytes(),
            4 => u64::from(self.u32()?).to_le_bytes(),
            _ => self.fixed()?,
        };
        Ok(scalar.decode(&bytes[..scalar.width()]))
    }

    fn array(&mut self, depth: u32) -> Result<Array, ModelError> {
        if depth > MAX_NESTING {
            return Err(broken("arrays nested too deeply"));
        }
        let kind = self.kind()?;
        let len = self.u64()?;
        self.expect_room(len, kind.min_bytes(), "array elements")?;
        match kind {
            Kind::Scalar(kind) => {
                let mut bytes = Vec::new();
                self.append(len * kind.width() as u64, &mut bytes)?;
                Ok(Array::Numbers(Numbers { kind, bytes }))
            }
            Kind::Text => {
                let mut strings = Strings::default();
                for _ in 0..len {
                    strings.push_with(|to| self.bytes(MAX_TEXT_BYTES, to))?;
                }
                Ok(Array::Strings(strings))
            }
            Kind::Array => {
                for _ in 0..len {
                    self.array(depth + 1)?;
                }
                Ok(Array::Nested { len })
            }
        }
    }
}
