//! Metadata values, as a GGUF file stores them.

/// One metadata value. All unsigned and all signed integer widths are widened.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Bool(bool),
    /// Bytes that are not UTF-8 have become U+FFFD.
    Text(String),
    Array(Array),
}

/// An array value. Nested arrays are checked and then forgotten: nothing in a language model needs them.
#[derive(Debug, Clone, PartialEq)]
pub enum Array {
    Strings(Strings),
    Numbers(Numbers),
    Nested { len: u64 },
}

/// Many strings in one allocation; a vocabulary has hundreds of thousands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strings {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Strings {
    /// Appends what `write` adds to the buffer as one more string.
    pub(super) fn push_with<E>(
        &mut self,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        write(&mut self.bytes)?;
        self.ends.push(self.bytes.len());
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.bytes[start..end])
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        (0..self.len()).map(|index| self.get(index).unwrap_or_default())
    }
}

/// Numbers or booleans, kept in the width of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    pub(super) kind: Scalar,
    pub(super) bytes: Vec<u8>,
}

impl Numbers {
    pub fn len(&self) -> usize {
        self.bytes.len() / self.kind.width()
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = Value> {
        self.bytes
            .chunks_exact(self.kind.width())
            .map(|bytes| self.kind.decode(bytes))
    }
}

impl Value {
    pub fn as_u64(&self) -> Option<u64> {
        match *self {
            Self::Unsigned(value) => Some(value),
            Self::Signed(value) => u64::try_from(value).ok(),
            _ => None,
        }
    }

    pub fn as_f64(&self) -> Option<f64> {
        match *self {
            Self::Float(value) => Some(value),
            Self::Unsigned(value) => Some(value as f64),
            Self::Signed(value) => Some(value as f64),
            _ => None,
        }
    }
}

/// A value type of fixed width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalar {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    F32,
    Bool,
    U64,
    I64,
    F64,
}

impl Scalar {
    pub(super) const fn width(self) -> usize {
        match self {
            Self::U8 | Self::I8 | Self::Bool => 1,
            Self::U16 | Self::I16 => 2,
            Self::U32 | Self::I32 | Self::F32 => 4,
            Self::U64 | Self::I64 | Self::F64 => 8,
        }
    }

    /// `bytes` holds exactly one value, little endian.
    pub(super) fn decode(self, bytes: &[u8]) -> Value {
        let mut wide = [0; 8];
        wide[..self.width()].copy_from_slice(bytes);
        let raw = u64::from_le_bytes(wide);
        match self {
            Self::U8 | Self::U16 | Self::U32 | Self::U64 => Value::Unsigned(raw),
            Self::I8 => Value::Signed(i64::from(raw as i8)),
            Self::I16 => Value::Signed(i64::from(raw as i16)),
            Self::I32 => Value::Signed(i64::from(raw as i32)),
            Self::I64 => Value::Signed(raw as i64),
            Self::F32 => Value::Float(f64::from(f32::from_bits(raw as u32))),
            Self::F64 => Value::Float(f64::from_bits(raw)),
            Self::Bool => Value::Bool(raw != 0),
        }
    }
}

/// A value type by its number in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar(Scalar),
    Text,
    Array,
}

impl Kind {
    pub(super) const fn from_number(number: u32) -> Option<Self> {
        Some(match number {
            0 => Self::Scalar(Scalar::U8),
            1 => Self::Scalar(Scalar::I8),
            2 => Self::Scalar(Scalar::U16),
            3 => Self::Scalar(Scalar::I16),
            4 => Self::Scalar(Scalar::U32),
            5 => Self::Scalar(Scalar::I32),
            6 => Self::Scalar(Scalar::F32),
            7 => Self::Scalar(Scalar::Bool),
            8 => Self::Text,
            9 => Self::Array,
            10 => Self::Scalar(Scalar::U64),
            11 => Self::Scalar(Scalar::I64),
            12 => Self::Scalar(Scalar::F64),
            _ => return None,
        })
    }

    /// The fewest bytes one value of this type can take, by which a count is checked before it is believed.
    pub(super) const fn min_bytes(self) -> u64 {
        match self {
            Self::Scalar(scalar) => scalar.width() as u64,
            Self::Text => 8,
            Self::Array => 12,
        }
    }
}
