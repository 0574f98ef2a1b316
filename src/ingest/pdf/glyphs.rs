//! What `pdf_extract` reports, as glyphs in the page's own coordinates.

use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, PathOp, Transform};

use super::copies::Copies;
use super::paint::Scene;
use super::sight::{Spot, Unseen};

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
    /// Letters that a reader of the page does not see, and why.
    pub hidden: Vec<(Unseen, Glyph)>,
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

    /// The part of it that is shown; all of it when the other box makes no sense.
    pub(super) fn cropped(self, shown: &Self) -> Self {
        let part = Self {
            left: self.left.max(shown.left),
            bottom: self.bottom.max(shown.bottom),
            right: self.right.min(shown.right),
            top: self.top.min(shown.top),
            turns: self.turns,
        };
        if part.right - part.left > 1.0 && part.top - part.bottom > 1.0 {
            part
        } else {
            self
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

/// Fewer hidden letters of a kind on a page hide nothing.
const MIN_HIDDEN: usize = 4;

/// Collects the glyphs of one page.
pub(super) struct Collector<'a> {
    page: Page,
    frame: Frame,
    scene: &'a Scene,
    /// The look of what is shown now, as marked in the operations.
    look: Option<usize>,
    /// Letters that are the hidden text of a picture, if the page is one.
    n_on_picture: usize,
    n_unreadable: usize,
    copies: Copies,
}

impl<'a> Collector<'a> {
    pub(super) fn new(number: u32, frame: Frame, scene: &'a Scene) -> Self {
        let (width, height) = frame.size();
        Self {
            page: Page {
                number,
                width,
                height,
                ..Page::default()
            },
            frame,
            scene,
            look: None,
            n_on_picture: 0,
            n_unreadable: 0,
            copies: Copies::default(),
        }
    }

    pub(super) fn clear(&mut self) {
        self.page.glyphs.clear();
        self.page.hidden.clear();
        self.look = None;
        self.n_on_picture = 0;
        self.copies = Copies::default();
        self.n_unreadable = 0;
    }

    pub(super) const fn n_unreadable(&self) -> usize {
        self.n_unreadable
    }

    pub(super) fn into_page(mut self) -> Page {
        self.copies.flush(&mut self.page.glyphs);
        // A scanned page: its words lie, unseen, where the picture shows them.
        let is_scan = self.n_on_picture > 5 * self.page.glyphs.len();
        let hidden = std::mem::take(&mut self.page.hidden);
        let n_letters = |reason: Unseen| {
            let letters = hidden.iter().filter(|(of, _)| *of == reason);
            letters
                .flat_map(|(_, glyph)| glyph.text.chars())
                .filter(|letter| letter.is_alphanumeric())
                .count()
        };
        let is_shown = |reason: Unseen| match reason {
            Unseen::OffPage => false,
            Unseen::NotDrawn | Unseen::Covered if is_scan => true,
            reason => n_letters(reason) < MIN_HIDDEN,
        };
        let shown = [
            Unseen::NotDrawn,
            Unseen::Tiny,
            Unseen::SameColor,
            Unseen::Covered,
        ]
        .map(|reason| (reason, is_shown(reason)));
        for (reason, glyph) in hidden {
            if shown.contains(&(reason, true)) {
                self.page.glyphs.push(glyph);
            } else {
                self.page.hidden.push((reason, glyph));
            }
        }
        self.page
    }

    fn on_page(&self, x: f64, y: f64) -> bool {
        (-2.0..=self.page.width + 2.0).contains(&x) && (-2.0..=self.page.height + 2.0).contains(&y)
    }

    fn place(&mut self, glyph: Glyph, spot: &Spot) {
        let unseen = if self.on_page(glyph.x, glyph.y) {
            self.scene.unseen(self.look, spot)
        } else {
            Some(Unseen::OffPage)
        };
        let Some(reason) = unseen else {
            return self.copies.add(glyph, &mut self.page.glyphs);
        };
        if matches!(reason, Unseen::NotDrawn | Unseen::Covered) && self.scene.is_on_picture(spot) {
            self.n_on_picture += 1;
        }
        self.page.hidden.push((reason, glyph));
    }
}

impl OutputDev for Collector<'_> {
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
        if usable && glyph.size > 0.1 {
            let spot = spot(trm, width, font_size, &glyph);
            self.place(glyph, &spot);
        }
        Ok(())
    }

    /// The only path in the operations is the mark of a look.
    fn stroke(
        &mut self,
        _: &Transform,
        _: &ColorSpace,
        _: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        if let Some(PathOp::MoveTo(look, _)) = path.ops.last() {
            self.look = Some(*look as usize);
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

/// A tenth and half of the font's height above the middle of where the letter stands.
fn spot(trm: &Transform, width: f64, font_size: f64, glyph: &Glyph) -> Spot {
    let along = width * font_size / 2.0;
    let foot = (trm.m31 + trm.m11 * along, trm.m32 + trm.m12 * along);
    let above = |part: f64| {
        let up = part * font_size;
        (foot.0 + trm.m21 * up, foot.1 + trm.m22 * up)
    };
    Spot {
        low: above(0.1),
        high: above(0.5),
        size: glyph.size,
        width: glyph.width,
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
