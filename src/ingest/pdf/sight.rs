//! Whether a reader of the page sees a letter.

use super::area::Area;
use super::paint::{Color, Ink, Look, Scene};

/// Smaller letters are dust.
const TINY_POINTS: f64 = 2.0;
/// Colours that are no further apart than this in any part look the same.
const SAME_COLOR: f64 = 0.06;
const WHITE: Color = [1.0; 3];

/// Why a letter is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unseen {
    OffPage,
    NotDrawn,
    Tiny,
    SameColor,
    Covered,
}

/// A letter's place: the middle of its foot and of its body, in the file's coordinates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub low: (f64, f64),
    pub high: (f64, f64),
    pub size: f64,
    pub width: f64,
}

impl Scene {
    pub(super) fn unseen(&self, look: Option<usize>, spot: &Spot) -> Option<Unseen> {
        let look = self.looks.get(look?)?;
        if look.ink == Ink::None {
            return Some(Unseen::NotDrawn);
        }
        // Sizes of drawn letters are in units of their own.
        if spot.size < TINY_POINTS && spot.width < TINY_POINTS && !look.is_drawn {
            return Some(Unseen::Tiny);
        }
        if let Ink::Plain(color) = look.ink
            && self.looks_like_its_ground(look, color, spot)
        {
            return Some(Unseen::SameColor);
        }
        let above = self.shapes.get(look.n_below..).unwrap_or_default();
        above
            .iter()
            .any(|shape| shape.is_opaque && covers(&shape.area, spot))
            .then_some(Unseen::Covered)
    }

    /// Every colour that may lie below the letter is its own. Where only a part of something lies there, or a shape
    /// that is no rectangle, it may be that colour or the one before.
    fn looks_like_its_ground(&self, look: &Look, color: Color, spot: &Spot) -> bool {
        let mut is_alike = is_same(color, WHITE);
        for shape in self.shapes.iter().take(look.n_below) {
            let area = &shape.area;
            let alike = || shape.color.is_some_and(|ground| is_same(color, ground));
            if covers(area, spot) {
                is_alike = alike();
            } else if area.holds(spot.low) || area.holds(spot.high) {
                is_alike &= alike();
            }
        }
        is_alike
    }

    /// Whether the letter lies on or under a picture, as the text of a scanned page does.
    pub(super) fn is_on_picture(&self, spot: &Spot) -> bool {
        self.shapes
            .iter()
            .any(|shape| shape.is_picture && shape.area.holds(spot.low))
    }
}

fn covers(area: &Area, spot: &Spot) -> bool {
    area.is_exact && area.holds(spot.low) && area.holds(spot.high)
}

fn is_same(a: Color, b: Color) -> bool {
    a.iter()
        .zip(b)
        .all(|(a, b)| (a.clamp(0.0, 1.0) - b.clamp(0.0, 1.0)).abs() <= SAME_COLOR)
}

#[cfg(test)]
#[path = "sight_tests.rs"]
mod tests;
