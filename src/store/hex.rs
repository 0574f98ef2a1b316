//! Bytes as lower-case hexadecimal digits.

use std::fmt::Write;

pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    encode_into(bytes, &mut text);
    text
}

/// Appends to `text`, which does not move in memory if it has room for two digits a byte.
pub(super) fn encode_into(bytes: &[u8], text: &mut String) {
    for byte in bytes {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
    }
}

/// `None` unless `text` is exactly `N` bytes in hexadecimal digits of either case.
pub(super) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = (digit(pair[0])? << 4) | digit(pair[1])?;
    }
    Some(bytes)
}

fn digit(character: u8) -> Option<u8> {
    let value = char::from(character).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_is_decoded_and_nothing_else() {
        assert_eq!(encode(&[0, 0x9a, 0xff]), "009aff");
        assert_eq!(decode("009aFF"), Some([0, 0x9a, 0xff]));
        assert_eq!(decode::<3>("009af"), None);
        assert_eq!(decode::<3>("009aff00"), None);
        assert_eq!(decode::<1>("+f"), None);
        assert_eq!(decode::<1>("é"), None);
    }
}
