//! What kind of file some bytes are. Names are not looked at: they lie too often.

use crate::explain::DocumentError;

/// A kind of file the reader knows, told from its first bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Pdf,
    /// Which kind of zip archive shows only inside.
    Zip,
    Text(String),
}

/// An old Office file, or a new one inside an encrypted package.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// First bytes of files people take for a résumé by mistake, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"RIFF", "a picture or a recording"),
    (COMPOUND_FILE, "an old Office file, such as a .doc"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
    (b"GGUF", "a language model"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
];

/// Some producers put a few lines before the mark of a PDF.
const PDF_MARK_WITHIN: usize = 1024;

pub(super) fn content(bytes: &[u8]) -> Result<Content, DocumentError> {
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    let head = &bytes[..bytes.len().min(PDF_MARK_WITHIN)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(Content::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Content::Zip);
    }
    if bytes.starts_with(COMPOUND_FILE) && is_encrypted_package(bytes) {
        return Err(DocumentError::Encrypted);
    }
    if let Some(found) = known_type(bytes) {
        return Err(wrong_type(found));
    }
    let text = decode(bytes).ok_or_else(|| wrong_type("a file that holds no text"))?;
    match marked_up(&text) {
        Some(found) => Err(wrong_type(found)),
        None if text.trim().is_empty() => Err(DocumentError::Empty),
        None => Ok(Content::Text(text)),
    }
}

pub(super) fn wrong_type(found: &str) -> DocumentError {
    DocumentError::WrongType {
        found: found.to_owned(),
    }
}

fn known_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a picture or a film");
    }
    SIGNATURES
        .iter()
        .filter(|(signature, _)| bytes.starts_with(signature))
        // Two letters are also how a text may begin; a program is not made of them.
        .find(|(signature, _)| {
            signature.len() > 3 || bytes.iter().any(|byte| *byte == 0 || *byte > 0x7f)
        })
        .map(|(_, found)| *found)
}

/// Whether a compound file is what Office makes of a DOCX with a password: a package in a stream of
/// its own, and no document beside it. Entries of its directory lie at multiples of their size.
fn is_encrypted_package(bytes: &[u8]) -> bool {
    const ENTRY: usize = 128;
    let has = |stream: &str| {
        let name: Vec<u8> = stream
            .encode_utf16()
            .chain([0])
            .flat_map(u16::to_le_bytes)
            .collect();
        bytes
            .chunks_exact(ENTRY)
            .any(|entry| entry.starts_with(&name))
    };
    has("EncryptedPackage") && !has("WordDocument")
}

/// Text for a program rather than for a person.
fn marked_up(text: &str) -> Option<&'static str> {
    let head: String = text
        .trim_start()
        .chars()
        .take(64)
        .collect::<String>()
        .to_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        Some("a web page (HTML)")
    } else if head.starts_with("<?xml") || head.starts_with("<svg") {
        Some("an XML file")
    } else if head.starts_with("\\documentclass") {
        Some("a LaTeX source")
    } else {
        None
    }
}

/// UTF-8, UTF-16 with a byte order mark, or Windows-1252 as a last resort.
fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        },
    };
    is_mostly_printable(&text).then_some(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// At most one letter in fifty may be a control character or nothing at all.
fn is_mostly_printable(text: &str) -> bool {
    let odd = |letter: &char| {
        letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{c}')
            || *letter == '\u{fffd}'
    };
    let n = text.chars().count();
    text.chars().filter(odd).count() * 50 <= n && !text.contains('\0')
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
        '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> String {
        match content(bytes) {
            Err(DocumentError::WrongType { found }) => found,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn other_files_are_named() {
        assert_eq!(found(b"\x89PNG\r\n\x1a\n\0\0"), "a PNG picture");
        assert_eq!(found(b"{\\rtf1 hello}"), "a rich text (RTF) file");
        assert_eq!(found(b"\n <!DOCTYPE html><p>x"), "a web page (HTML)");
        assert_eq!(found(b"MZ\x90\0\x03\0\0\0"), "a program");
        assert_eq!(found(&[1, 2, 3, 4, 0, 0, 7]), "a file that holds no text");
    }

    /// A compound file of a header and one sector of its directory.
    fn compound_file(streams: &[&str]) -> Vec<u8> {
        let mut bytes = COMPOUND_FILE.to_vec();
        bytes.resize(512, 0);
        for stream in ["Root Entry"].iter().chain(streams) {
            let end = bytes.len() + 128;
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.resize(end, 0);
        }
        bytes
    }

    #[test]
    fn a_locked_docx_is_told_from_an_old_document() {
        assert_eq!(
            content(&compound_file(&["EncryptionInfo", "EncryptedPackage"])),
            Err(DocumentError::Encrypted)
        );
        let old = "an old Office file, such as a .doc";
        assert_eq!(found(&compound_file(&["1Table", "WordDocument"])), old);
        assert_eq!(found(&compound_file(&["Workbook"])), old);
        assert_eq!(found(COMPOUND_FILE), old);
    }

    #[test]
    fn a_mark_of_a_pdf_may_come_late() {
        let mut bytes = vec![b'\n'; 1000];
        bytes.extend(b"%PDF-1.4");
        assert_eq!(content(&bytes), Ok(Content::Pdf));
    }

    #[test]
    fn text_is_decoded_from_what_people_save() {
        let expected = Ok(Content::Text("Résumé – x".to_owned()));
        assert_eq!(content("Résumé – x".as_bytes()), expected);
        assert_eq!(content("\u{feff}Résumé – x".as_bytes()), expected);
        assert_eq!(content(b"R\xe9sum\xe9 \x96 x"), expected);
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend("Résumé – x".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(content(&utf16), expected);
    }

    #[test]
    fn nothing_and_blanks_are_empty() {
        assert_eq!(content(b""), Err(DocumentError::Empty));
        assert_eq!(content(b" \r\n\t"), Err(DocumentError::Empty));
    }

    #[test]
    fn a_text_may_begin_like_a_program() {
        assert!(matches!(
            content(b"MZ Analytics, 2019 - 2020"),
            Ok(Content::Text(_))
        ));
    }
}
