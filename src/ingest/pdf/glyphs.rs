//! What `pdf_extract` reports, as glyphs in the page's own coordinates.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::copies::Copies;

/// A shown glyph. Coordinates are in points from the page's top left; `y` is the baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    /// One letter as a rule, several for a ligature.
    pub text: String,
    pub x: f64,
    pub y: f64,
    /// How far the next glyph is moved by this one's own width.
    pub width: f64,
    /// Extra room that the text's letter spacing puts after it.
    pub spacing: f64,
    /// The height of the font.
    pub size: f64,
    /// Quarter turns counter-clockwise that the text is written at, 0 to 3.
    pub turns: u8,
}

/// The glyphs of one page in the order they are drawn.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// From 1.
    pub number: u32,
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
}

/// Where the page lies in the file's coordinates, and how it is turned for reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
    /// Quarter turns clockwise.
    turns: u8,
}

impl Default for Frame {
    fn default() -> Self {
        Self::new(&[], 0.0)
    }
}

impl Frame {
    /// From two opposite corners and a rotation in degrees; US Letter where there is no usable box.
    pub(super) fn new(corners: &[f64], rotate: f64) -> Self {
        let turns = ((rotate / 90.0).round() as i64).rem_euclid(4) as u8;
        let (left, bottom, right, top) = match corners {
            [a, b, c, d] if (a - c).abs() > 1.0 && (b - d).abs() > 1.0 => {
                (a.min(*c), b.min(*d), a.max(*c), b.max(*d))
            }
            _ => (0.0, 0.0, 612.0, 792.0),
        };
        Self {
            left,
            bottom,
            right,
            top,
            turns,
        }
    }

    fn size(&self) -> (f64, f64) {
        let (width, height) = (self.right - self.left, self.top - self.bottom);
        if self.turns.is_multiple_of(2) {
            (width, height)
        } else {
            (height, width)
        }
    }

    /// A point of the file as a point of the page as it is read, from the top left.
    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        match self.turns {
            0 => (x - self.left, self.top - y),
            1 => (y - self.bottom, x - self.left),
            2 => (self.right - x, y - self.bottom),
            _ => (self.top - y, self.right - x),
        }
    }
}

/// Collects the glyphs of one page.
pub(super) struct Collector {
    page: Page,
    frame: Frame,
    n_unreadable: usize,
    copies: Copies,
}

impl Collector {
    pub(super) fn new(number: u32, frame: Frame) -> Self {
        let (width, height) = frame.size();
        Self {
            page: Page {
                number,
                width,
                height,
                glyphs: Vec::new(),
            },
            frame,
            n_unreadable: 0,
            copies: Copies::default(),
        }
    }

    pub(super) fn clear(&mut self) {
        self.page.glyphs.clear();
        self.copies = Copies::default();
        self.n_unreadable = 0;
    }

    pub(super) const fn n_unreadable(&self) -> usize {
        self.n_unreadable
    }

    pub(super) fn into_page(mut self) -> Page {
        self.copies.flush(&mut self.page.glyphs);
        self.page
    }

    fn on_page(&self, x: f64, y: f64) -> bool {
        (-2.0..=self.page.width + 2.0).contains(&x) && (-2.0..=self.page.height + 2.0).contains(&y)
    }
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        trm: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        // Fonts of TeX name the hyphen after the soft one; what is drawn is there to be read.
        let text: String = text
            .chars()
            .filter(|letter| *letter != '\0')
            .map(|letter| if letter == '\u{ad}' { '-' } else { letter })
            .collect();
        if text.is_empty() {
            self.n_unreadable += 1;
            return Ok(());
        }
        let (x, y) = self.frame.place(trm.m31, trm.m32);
        let (ahead_x, ahead_y) = self.frame.place(trm.m31 + trm.m11, trm.m32 + trm.m12);
        let (ahead_x, ahead_y) = (ahead_x - x, ahead_y - y);
        let stretch = ahead_x.hypot(ahead_y);
        let glyph = Glyph {
            text,
            x,
            y,
            width: stretch * (width * font_size).abs(),
            spacing: stretch * spacing,
            size: trm.m21.hypot(trm.m22) * font_size.abs(),
            turns: quarter_turns(ahead_x, ahead_y, font_size),
        };
        let usable = [glyph.x, glyph.y, glyph.width, glyph.spacing, glyph.size]
            .iter()
            .all(|value| value.is_finite());
        if usable && glyph.size > 0.1 && self.on_page(x, y) {
            self.copies.add(glyph, &mut self.page.glyphs);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// In page coordinates, where `y` grows downwards.
fn quarter_turns(ahead_x: f64, ahead_y: f64, font_size: f64) -> u8 {
    let (x, y) = if font_size < 0.0 {
        (-ahead_x, -ahead_y)
    } else {
        (ahead_x, ahead_y)
    };
    if x.abs() >= y.abs() {
        if x >= 0.0 { 0 } else { 2 }
    } else if y < 0.0 {
        1
    } else {
        3
    }
}
