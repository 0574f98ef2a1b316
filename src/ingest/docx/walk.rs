//! One part of a document, from its first tag to its last.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::look::{Ground, Look, PAPER, Styles, hex, shade};
use super::{Unseen, damaged};
use crate::explain::DocumentError;

/// How much larger than other text the name at the top is.
const TITLE: f64 = 1.4;

/// The lines of a part, and what it hides, a passage for each paragraph and way of hiding.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Part {
    pub lines: Vec<String>,
    pub hidden: Vec<(Unseen, String)>,
}

impl Part {
    pub(super) const fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.hidden.is_empty()
    }
}

/// What is deleted or a field's instruction is neither shown nor hidden.
pub(super) fn part(xml: &str, styles: &Styles) -> Result<Part, DocumentError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::new(styles);
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
            Ok(Event::Eof) => return Ok(walk.part),
            Ok(_) => {}
            Err(_) => return Err(damaged("its text is not well-formed XML")),
        }
    }
}

struct Walk<'a> {
    styles: &'a Styles,
    part: Part,
    /// A text box holds paragraphs inside a paragraph.
    open: Vec<Paragraph>,
    /// How large the letters of each line are, in half points.
    sizes: Vec<f64>,
    /// Rows of tables, which may lie in cells of others.
    rows: Vec<Row>,
    /// What lies behind text: the page, then tables, cells and boxes within each other.
    grounds: Vec<Ground>,
    in_text: bool,
    /// Inside the properties of a run that is not the mark of a paragraph's end.
    in_run: bool,
    run: Look,
    /// Depth inside an element whose text does not count.
    skipped: usize,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    /// The largest of its letters, in half points.
    size: f64,
    hidden: Vec<(Unseen, String)>,
    is_item: bool,
    style: Look,
    /// What its style says about the paragraph and not its letters.
    ground: Option<Ground>,
}

/// Where each cell of a row begins among the lines.
#[derive(Default)]
struct Row {
    cells: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            part: Part::default(),
            open: Vec::new(),
            sizes: Vec::new(),
            rows: Vec::new(),
            grounds: vec![PAPER],
            in_text: false,
            in_run: false,
            run: Look::default(),
            skipped: 0,
        }
    }

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
            "r" => {
                self.in_run = true;
                self.run = Look::default();
            }
            "rStyle" if self.in_run => {
                self.run = self.run.over(self.style(tag).unwrap_or_default());
            }
            "vanish" | "color" | "sz" | "highlight" if self.in_run => self.run.set(name, tag),
            "shd" => self.shade(tag),
            "background" => self.paper(tag),
            "tbl" | "tc" | "txbxContent" => self.enter(name),
            "tr" => self.rows.push(Row::default()),
            "tblStyle" if value(tag).is_some_and(|style| self.styles.paints(&style)) => {
                self.put_behind(Ground::Unknown);
            }
            "t" => self.in_text = true,
            "tab" => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => self.symbol(tag),
            "numId" => self.item(value(tag).is_some_and(|id| id != "0")),
            "pStyle" => self.paragraph_style(tag),
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
            "r" => self.in_run = false,
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.close(paragraph);
                }
            }
            "tbl" | "tc" | "txbxContent" if self.grounds.len() > 1 => {
                self.grounds.pop();
            }
            "tr" => {
                if let Some(row) = self.rows.pop() {
                    self.join_row(&row);
                }
            }
            _ => {}
        }
    }

    fn style(&self, tag: &BytesStart) -> Option<Look> {
        Some(self.styles.look(&value(tag)?))
    }

    fn paragraph_style(&mut self, tag: &BytesStart) {
        let Some(style) = value(tag) else { return };
        self.item(style.starts_with("ListBullet"));
        let look = self.styles.look(&style);
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.style = look;
        }
    }

    /// What is painted behind a run, a paragraph, or the cell or table that is open.
    fn shade(&mut self, tag: &BytesStart) {
        let Some(ground) = shade(tag) else { return };
        if self.in_run {
            self.run.set("shd", tag);
        } else if let Some(paragraph) = self.open.last_mut() {
            paragraph.ground = Some(ground);
        } else {
            self.put_behind(ground);
        }
    }

    fn paper(&mut self, tag: &BytesStart) {
        let color = attribute(tag, "w:color").as_deref().and_then(hex);
        if let (Some(color), Some(paper)) = (color, self.grounds.first_mut()) {
            *paper = Ground::Plain(color);
        }
    }

    fn put_behind(&mut self, ground: Ground) {
        if let Some(behind) = self.grounds.last_mut() {
            *behind = ground;
        }
    }

    /// A box may be painted in any way; a cell is painted like its table until it says otherwise.
    fn enter(&mut self, name: &str) {
        let around = self.grounds.last().copied().unwrap_or(PAPER);
        let ground = if name == "txbxContent" {
            Ground::Unknown
        } else {
            around
        };
        self.grounds.push(ground);
        if name == "tc"
            && let Some(row) = self.rows.last_mut()
        {
            row.cells.push(self.part.lines.len());
        }
    }

    fn close(&mut self, paragraph: Paragraph) {
        let bullet = if paragraph.is_item && !paragraph.text.trim().is_empty() {
            "• "
        } else {
            ""
        };
        for (index, line) in paragraph.text.split('\n').enumerate() {
            let bullet = if index == 0 { bullet } else { "" };
            // A tab in the middle of a line parts what stands at its two ends.
            let line = line.trim().replace('\t', "  ");
            self.part.lines.push(format!("{bullet}{line}"));
            self.sizes.push(paragraph.size);
        }
        self.part.hidden.extend(paragraph.hidden);
    }

    /// A row whose cells hold a line each is a line.
    fn join_row(&mut self, row: &Row) {
        let lines = &mut self.part.lines;
        let ends = row.cells.iter().skip(1).copied().chain([lines.len()]);
        let starts = row.cells.iter().copied();
        let cells: Vec<Range<usize>> = starts.zip(ends).map(|(a, b)| a..b).collect();
        let written: Vec<Vec<&str>> = cells
            .iter()
            .filter_map(|cell| lines.get(cell.clone()))
            .map(|cell| {
                let cell = cell.iter().map(String::as_str);
                cell.filter(|line| !line.is_empty()).collect()
            })
            .collect();
        if written.len() > 1 && written.iter().all(|cell| cell.len() <= 1) {
            let line = written.concat().join("  ");
            lines.truncate(row.cells[0]);
            lines.push(line);
            let size = self.sizes.drain(row.cells[0]..).fold(0.0, f64::max);
            self.sizes.push(size);
        } else {
            self.title_first(&cells);
        }
    }

    /// A sidebar at the left is read after the cell that begins with the largest text, as in the layout of a page.
    fn title_first(&mut self, cells: &[Range<usize>]) {
        let lines = &mut self.part.lines;
        let largest =
            |cell: &Range<usize>| self.sizes[cell.clone()].iter().copied().fold(0.0, f64::max);
        let top = |cell: &Range<usize>| {
            let first = cell.clone().find(|line| !lines[*line].is_empty());
            first.map_or(0.0, |line| self.sizes[line])
        };
        let holds_title = |index: &usize| {
            let others = cells.iter().enumerate().filter(|(other, _)| other != index);
            let other = others.map(|(_, cell)| largest(cell)).fold(0.0, f64::max);
            other > 0.0 && top(&cells[*index]) >= TITLE * other
        };
        if let Some(at) = (1..cells.len()).find(holds_title) {
            let (start, cell) = (cells[0].start, cells[at].clone());
            lines[start..cell.end].rotate_left(cell.start - start);
            self.sizes[start..cell.end].rotate_left(cell.start - start);
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
        let behind = self.grounds.last().copied().unwrap_or(PAPER);
        let Some(paragraph) = self.open.last_mut().filter(|_| self.skipped == 0) else {
            return;
        };
        let behind = paragraph.ground.unwrap_or(behind);
        let look = self.run.over(paragraph.style);
        match look.unseen(behind) {
            None => {
                paragraph.text.push_str(text);
                paragraph.size = paragraph.size.max(look.half_points());
            }
            Some(reason) => match paragraph.hidden.last_mut() {
                Some((last, passage)) if *last == reason => passage.push_str(text),
                _ => paragraph.hidden.push((reason, text.to_owned())),
            },
        }
    }
}

pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(attribute.value.as_ref().to_owned())
}

pub(super) fn value(tag: &BytesStart) -> Option<String> {
    attribute(tag, "w:val")
}

/// A switch without a value is on.
pub(super) fn is_on(tag: &BytesStart) -> bool {
    value(tag).is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}
