//! Rectangles on a page, in the file's own coordinates.

use pdf_extract::Object;

use super::flatten::number;

/// As in a content stream: `[a b c d e f]`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix([f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn from_operands(operands: &[Object]) -> Option<Self> {
        let values: Vec<f64> = operands.iter().filter_map(number).collect();
        values.try_into().ok().map(Self)
    }

    /// This one first, then `next`.
    pub(super) fn then(&self, next: &Self) -> Self {
        let (a, b, c, d) = (next.0[0], next.0[1], next.0[2], next.0[3]);
        let m = &self.0;
        let (e, f) = next.point(m[4], m[5]);
        Self([
            m[0] * a + m[1] * c,
            m[0] * b + m[1] * d,
            m[2] * a + m[3] * c,
            m[2] * b + m[3] * d,
            e,
            f,
        ])
    }

    fn point(&self, x: f64, y: f64) -> (f64, f64) {
        let m = &self.0;
        (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
    }

    /// How long a line of length one becomes.
    pub(super) fn scale(&self) -> f64 {
        let m = &self.0;
        (m[0] * m[3] - m[1] * m[2]).abs().sqrt()
    }

    pub(super) fn rectangle(&self, left: f64, bottom: f64, right: f64, top: f64) -> Area {
        let corners = [(left, bottom), (right, bottom), (right, top), (left, top)];
        Area::around(&corners.map(|(x, y)| self.point(x, y)))
    }
}

/// In points; files have few decimals.
const SLACK: f64 = 0.1;

/// The smallest upright rectangle around something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
    /// It is that rectangle and not something smaller within.
    pub is_exact: bool,
}

impl Area {
    pub(super) const EVERYWHERE: Self = Self {
        left: f64::NEG_INFINITY,
        bottom: f64::NEG_INFINITY,
        right: f64::INFINITY,
        top: f64::INFINITY,
        is_exact: true,
    };

    fn around(points: &[(f64, f64)]) -> Self {
        let mut area = Self {
            left: f64::INFINITY,
            bottom: f64::INFINITY,
            right: f64::NEG_INFINITY,
            top: f64::NEG_INFINITY,
            is_exact: true,
        };
        for (x, y) in points {
            area.left = area.left.min(*x);
            area.right = area.right.max(*x);
            area.bottom = area.bottom.min(*y);
            area.top = area.top.max(*y);
        }
        let near = |(x, y): &(f64, f64), corner: &(f64, f64)| {
            (x - corner.0).abs() < SLACK && (y - corner.1).abs() < SLACK
        };
        let corners = [
            (area.left, area.bottom),
            (area.right, area.bottom),
            (area.right, area.top),
            (area.left, area.top),
        ];
        area.is_exact = points
            .iter()
            .all(|point| corners.iter().any(|corner| near(point, corner)))
            && corners
                .iter()
                .all(|corner| points.iter().any(|point| near(point, corner)));
        area
    }

    pub(super) fn within(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
            is_exact: self.is_exact && other.is_exact,
        }
    }

    /// Around both.
    fn joined(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
            is_exact: false,
        }
    }

    pub(super) fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            bottom: self.bottom - by,
            right: self.right + by,
            top: self.top + by,
            is_exact: self.is_exact,
        }
    }

    /// It has a length and no width to speak of.
    pub(super) fn is_line(&self) -> bool {
        self.is_exact && (self.right - self.left < SLACK || self.top - self.bottom < SLACK)
    }

    pub(super) fn is_empty(&self) -> bool {
        !(self.left < self.right && self.bottom < self.top)
    }

    pub(super) fn holds(&self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.bottom <= y && y <= self.top
    }

    fn encloses(&self, other: &Self) -> bool {
        self.holds((other.left, other.bottom)) && self.holds((other.right, other.top))
    }
}

/// Corners beyond which a line is no rectangle.
const MAX_CORNERS: usize = 6;
/// Pieces of one outline that are looked at.
const MAX_PIECES: usize = 64;

/// A path under construction.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    bounds: Area,
    /// The first few, which show whether it is a rectangle.
    points: Vec<(f64, f64)>,
    is_bent: bool,
}

impl Outline {
    pub(super) fn add(&mut self, operator: &str, values: &[f64], matrix: &Matrix) {
        match (operator, values) {
            ("m", [x, y]) => self.begin(&[matrix.point(*x, *y)]),
            ("re", [x, y, width, height]) => {
                let corners = [
                    (*x, *y),
                    (x + width, *y),
                    (x + width, y + height),
                    (*x, y + height),
                ];
                self.begin(&corners.map(|(x, y)| matrix.point(x, y)));
            }
            ("l", [x, y]) => self.extend(&[matrix.point(*x, *y)]),
            ("c" | "v" | "y", values) => {
                let points: Vec<_> = values
                    .chunks_exact(2)
                    .map(|point| matrix.point(point[0], point[1]))
                    .collect();
                self.extend(&points);
                if let Some(piece) = self.pieces.last_mut() {
                    piece.is_bent = true;
                    piece.bounds.is_exact = false;
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, points: &[(f64, f64)]) {
        self.pieces.push(Piece {
            bounds: Area::around(points),
            points: points.to_vec(),
            is_bent: false,
        });
    }

    fn extend(&mut self, points: &[(f64, f64)]) {
        let Some(piece) = self.pieces.last_mut() else {
            return self.begin(points);
        };
        piece.is_bent |= piece.points.len() + points.len() > MAX_CORNERS;
        if piece.is_bent {
            piece.bounds = piece.bounds.joined(&Area::around(points));
        } else {
            piece.points.extend_from_slice(points);
            piece.bounds = Area::around(&piece.points);
        }
    }

    /// Around all of it.
    pub(super) fn bounds(&self) -> Option<Area> {
        let [first, rest @ ..] = self.pieces.as_slice() else {
            return None;
        };
        let all = rest
            .iter()
            .fold(first.bounds, |all, piece| all.joined(&piece.bounds));
        Some(all)
    }

    /// What is inside, piece by piece. A piece inside another may be a hole.
    pub(super) fn areas(&self) -> Vec<Area> {
        let pieces = &self.pieces[..self.pieces.len().min(MAX_PIECES)];
        pieces
            .iter()
            .enumerate()
            .map(|(index, piece)| {
                let nests = pieces.iter().enumerate().any(|(other, with)| {
                    other != index
                        && (with.bounds.encloses(&piece.bounds)
                            || piece.bounds.encloses(&with.bounds))
                });
                Area {
                    is_exact: piece.bounds.is_exact && !nests,
                    ..piece.bounds
                }
            })
            .collect()
    }
}
