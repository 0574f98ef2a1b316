//! DOCX → lines: paragraphs, breaks, tabs, tables cell by cell, headers, footers and notes.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::sniff::wrong_type;
use super::text::PlacedLine;
use crate::explain::DocumentError;

/// All parts together, inflated.
const MAX_BYTES: u64 = 64 << 20;
const MAX_ENTRIES: usize = 10_000;

const DOCUMENT: &str = "word/document.xml";

pub(super) fn read(bytes: &[u8]) -> Result<Vec<PlacedLine>, DocumentError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| damaged("it is a zip archive whose list of files is broken"))?;
    if archive.len() > MAX_ENTRIES {
        return Err(DocumentError::TooDemanding);
    }
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    names.sort();
    if !names.iter().any(|name| name == DOCUMENT) {
        return Err(wrong_type(archive_kind(&names)));
    }
    let part = |prefix: &'static str| {
        names
            .iter()
            .filter(move |name| name.starts_with(prefix) && name.ends_with(".xml"))
    };
    let order = part("word/header")
        .chain(part(DOCUMENT))
        .chain(part("word/footnotes"))
        .chain(part("word/endnotes"))
        .chain(part("word/footer"));
    let mut budget = MAX_BYTES;
    let mut lines: Vec<PlacedLine> = Vec::new();
    let mut seen = Vec::new();
    for name in order {
        let xml = inflate(&mut archive, name, &mut budget)?;
        let found = paragraphs(&xml)?;
        // The first page and the even pages may have the same header once more.
        if found.is_empty() || name != DOCUMENT && seen.contains(&found) {
            continue;
        }
        lines.extend(found.iter().map(PlacedLine::unplaced));
        seen.push(found);
    }
    Ok(lines)
}

fn damaged(detail: &str) -> DocumentError {
    DocumentError::Damaged {
        detail: detail.to_owned(),
    }
}

fn archive_kind(names: &[String]) -> &'static str {
    let has = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
    if has("xl/") {
        "an Excel workbook"
    } else if has("ppt/") {
        "a PowerPoint presentation"
    } else if has("content.xml") {
        "an OpenDocument (ODT) file"
    } else if has("Index/") {
        "a Pages document"
    } else {
        "a zip archive"
    }
}

/// Sizes that a zip archive declares may be lies, so the bytes are counted as they come.
fn inflate(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    budget: &mut u64,
) -> Result<String, DocumentError> {
    let broken = || damaged("a part of it cannot be unpacked");
    let file = archive.by_name(name).map_err(|_| broken())?;
    let mut bytes = Vec::new();
    file.take(*budget + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| broken())?;
    *budget = budget
        .checked_sub(bytes.len() as u64)
        .ok_or(DocumentError::TooDemanding)?;
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// The lines of one part. What is deleted, hidden or a field's instruction is not there.
fn paragraphs(xml: &str) -> Result<Vec<String>, DocumentError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.start(&tag),
            Ok(Event::Empty(tag)) => {
                walk.start(&tag);
                walk.end(tag.local_name().as_ref());
            }
            Ok(Event::End(tag)) => walk.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => walk.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::CData(text)) => walk.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::GeneralRef(name)) => walk.reference(&name),
            Ok(Event::Eof) => return Ok(walk.lines),
            Ok(_) => {}
            Err(_) => return Err(damaged("its text is not well-formed XML")),
        }
    }
}

#[derive(Default)]
struct Walk {
    lines: Vec<String>,
    /// A text box holds paragraphs inside a paragraph.
    open: Vec<Paragraph>,
    in_text: bool,
    /// The current run is not shown.
    hidden: bool,
    /// Depth inside an element whose text does not count.
    skipped: usize,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    is_item: bool,
}

impl Walk {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.skipped > 0
            || matches!(
                name,
                "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "tabs"
            )
        {
            self.skipped += 1;
            return;
        }
        match name {
            "p" => self.open.push(Paragraph::default()),
            "r" => self.hidden = false,
            "t" => self.in_text = true,
            "vanish" => self.hidden = is_on(tag),
            "tab" => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => self.symbol(tag),
            "numId" => self.item(value(tag).is_some_and(|id| id != "0")),
            "pStyle" => self.item(value(tag).is_some_and(|style| style.starts_with("ListBullet"))),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.close(&paragraph);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, paragraph: &Paragraph) {
        let bullet = if paragraph.is_item && !paragraph.text.trim().is_empty() {
            "• "
        } else {
            ""
        };
        for (index, line) in paragraph.text.split('\n').enumerate() {
            let bullet = if index == 0 { bullet } else { "" };
            // A tab in the middle of a line parts what stands at its two ends.
            let line = line.trim().replace('\t', "  ");
            self.lines.push(format!("{bullet}{line}"));
        }
    }

    fn item(&mut self, is_item: bool) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.is_item |= is_item;
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            // A line break in the file is a blank to the reader.
            self.write(&text.replace(['\n', '\r'], " "));
        }
    }

    fn reference(&mut self, name: &quick_xml::events::BytesRef) {
        if !self.in_text {
            return;
        }
        match name.resolve_char_ref() {
            Ok(Some(letter)) => self.write(letter.encode_utf8(&mut [0; 4])),
            _ => {
                let name = name.xml_content(XmlVersion::Implicit1_0);
                let text = quick_xml::escape::resolve_predefined_entity(&name);
                self.write(text.unwrap_or_default());
            }
        }
    }

    /// A character of a symbol font, given by its code: a bullet as a rule.
    fn symbol(&mut self, tag: &BytesStart) {
        let code = attribute(tag, "w:char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        if let Some(letter) = code.and_then(char::from_u32) {
            self.write(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn write(&mut self, text: &str) {
        if !self.hidden
            && self.skipped == 0
            && let Some(paragraph) = self.open.last_mut()
        {
            paragraph.text.push_str(text);
        }
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(attribute.value.as_ref().to_owned())
}

fn value(tag: &BytesStart) -> Option<String> {
    attribute(tag, "w:val")
}

/// A switch without a value is on.
fn is_on(tag: &BytesStart) -> bool {
    value(tag).is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

#[cfg(test)]
#[path = "docx_tests.rs"]
mod tests;
