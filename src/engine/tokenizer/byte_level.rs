//! The alphabet in which byte-level vocabularies write bytes as printable characters.
//!
//! Bytes that print stand for themselves; the 68 others are written as U+0100 and following, in order.

const fn stands_for_itself(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7e | 0xa1..=0xac | 0xae..=0xff)
}

/// The byte that each of the first 324 characters writes.
const BYTES: [Option<u8>; 0x144] = {
    let mut bytes = [None; 0x144];
    let (mut byte, mut next) = (0, 0x100);
    while byte < 0x100 {
        if stands_for_itself(byte as u8) {
            bytes[byte] = Some(byte as u8);
        } else {
            bytes[next] = Some(byte as u8);
            next += 1;
        }
        byte += 1;
    }
    bytes
};

/// The byte that `character` writes, or `None` when it is outside the alphabet.
fn byte_of(character: char) -> Option<u8> {
    *BYTES.get(u32::from(character) as usize)?
}

/// Appends the bytes that `text` writes; characters outside the alphabet stand for their UTF-8.
pub(super) fn decode(text: &[u8], to: &mut Vec<u8>) {
    let mut buffer = [0; 4];
    for character in String::from_utf8_lossy(text).chars() {
        match byte_of(character) {
            Some(byte) => to.push(byte),
            None => to.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_and_newline_have_their_well_known_letters() {
        let mut bytes = Vec::new();
        decode("Ġhi Ċ".as_bytes(), &mut bytes);
        assert_eq!(bytes, b" hi \n");
    }

    #[test]
    fn every_byte_is_written_by_exactly_one_character() {
        let mut bytes: Vec<u8> = (0..0x200)
            .filter_map(char::from_u32)
            .filter_map(byte_of)
            .collect();
        bytes.sort_unstable();
        assert_eq!(bytes, (0..=255).collect::<Vec<u8>>());
    }
}
