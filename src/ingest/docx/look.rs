//! Whether text of a document is seen: its colour and size, those of its styles, and what lies behind it.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Unseen;
use super::walk::{attribute, is_on, value};

/// In half points; smaller letters are dust.
const TINY: f64 = 4.0;
/// In half points; where nothing is said.
const USUAL: f64 = 22.0;
/// Colours that are no further apart than this in any part look the same.
const SAME_COLOR: u8 = 15;
const WHITE: Color = [255; 3];
/// Styles that build on each other; a circle is left in time.
const MAX_DEPTH: usize = 16;

type Color = [u8; 3];

/// What text is said to look like; none where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Look {
    vanishes: Option<bool>,
    /// `None` inside for the colour that contrasts with any ground.
    color: Option<Option<Color>>,
    half_points: Option<f64>,
    ground: Option<Ground>,
}

/// What lies behind text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ground {
    Plain(Color),
    Unknown,
}

impl Look {
    /// A property of a run, or of a style's runs.
    pub(super) fn set(&mut self, name: &str, tag: &BytesStart) {
        match name {
            "vanish" => self.vanishes = Some(is_on(tag)),
            "color" => self.color = Some(color(tag)),
            "sz" => self.half_points = value(tag).and_then(|size| size.parse().ok()),
            "shd" => self.ground = shade(tag).or(self.ground),
            "highlight" if value(tag).is_some_and(|color| color != "none") => {
                self.ground = Some(Ground::Unknown);
            }
            _ => {}
        }
    }

    /// This look, and where it says nothing the other.
    pub(super) fn over(self, other: Self) -> Self {
        Self {
            vanishes: self.vanishes.or(other.vanishes),
            color: self.color.or(other.color),
            half_points: self.half_points.or(other.half_points),
            ground: self.ground.or(other.ground),
        }
    }

    pub(super) fn half_points(self) -> f64 {
        self.half_points.unwrap_or(USUAL)
    }

    /// `behind` lies behind the paragraph.
    pub(super) fn unseen(&self, behind: Ground) -> Option<Unseen> {
        if self.vanishes == Some(true) {
            return Some(Unseen::Marked);
        }
        if self.half_points.is_some_and(|size| size < TINY) {
            return Some(Unseen::Tiny);
        }
        match (self.color, self.ground.unwrap_or(behind)) {
            (Some(Some(color)), Ground::Plain(ground)) if is_same(color, ground) => {
                Some(Unseen::SameColor)
            }
            _ => None,
        }
    }
}

/// The ground of a page, unless the document has a colour of its own.
pub(super) const PAPER: Ground = Ground::Plain(WHITE);

/// What a `shd` paints; none where it paints nothing.
pub(super) fn shade(tag: &BytesStart) -> Option<Ground> {
    let pattern = value(tag).unwrap_or_default();
    let is_theme = attribute(tag, "w:themeFill").is_some();
    match attribute(tag, "w:fill").as_deref().and_then(hex) {
        Some(fill) if matches!(pattern.as_str(), "clear" | "nil" | "") => Some(Ground::Plain(fill)),
        None if !is_theme && matches!(pattern.as_str(), "clear" | "nil" | "") => None,
        _ => Some(Ground::Unknown),
    }
}

fn color(tag: &BytesStart) -> Option<Color> {
    let written = value(tag).as_deref().and_then(hex);
    // The first background of every usual theme is white.
    let is_paper = attribute(tag, "w:themeColor")
        .is_some_and(|name| matches!(name.as_str(), "background1" | "light1"));
    written.or_else(|| is_paper.then_some(WHITE))
}

pub(super) fn hex(text: &str) -> Option<Color> {
    let value = u32::from_str_radix(text, 16)
        .ok()
        .filter(|_| text.len() == 6)?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some([red, green, blue])
}

fn is_same(a: Color, b: Color) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= SAME_COLOR)
}

/// The looks of a document's styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    look: Look,
    parent: Option<String>,
    /// A style of tables that paints cells, and which ones is not followed.
    paints: bool,
}

impl Styles {
    /// What is not well-formed says nothing.
    pub(super) fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        let mut styles = Self::default();
        let mut id = None;
        while let Ok(event) = reader.read_event() {
            let tag = match event {
                Event::Start(tag) | Event::Empty(tag) => tag,
                Event::End(tag) => {
                    if tag.local_name().as_ref() == "style" {
                        id = None;
                    }
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let name = tag.local_name();
            let name = name.as_ref();
            if name == "style" {
                id = attribute(&tag, "w:styleId");
            }
            let Some(id) = &id else { continue };
            let style = styles.by_id.entry(id.clone()).or_default();
            match name {
                "basedOn" => style.parent = value(&tag),
                "shd" => {
                    style.paints |= shade(&tag).is_some();
                    style.look.set(name, &tag);
                }
                name => style.look.set(name, &tag),
            }
        }
        styles
    }

    pub(super) fn look(&self, id: &str) -> Look {
        self.chain(id)
            .fold(Look::default(), |look, style| look.over(style.look))
    }

    pub(super) fn paints(&self, id: &str) -> bool {
        self.chain(id).any(|style| style.paints)
    }

    /// The style and what it builds on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let parent = |style: &&Style| self.by_id.get(style.parent.as_ref()?);
        std::iter::successors(self.by_id.get(id), parent).take(MAX_DEPTH)
    }
}
