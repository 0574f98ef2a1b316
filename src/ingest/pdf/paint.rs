//! What a page paints: areas, pictures, and the ink text is shown in.
//!
//! The operators around the text are followed as far as it takes to tell whether a reader sees it. What is not
//! understood (patterns, blending, masks) counts as something that may be seen.

use pdf_extract::content::Operation;
use pdf_extract::{Dictionary, Document, Object};

use super::area::{Area, Matrix, Outline};
use super::flatten::{Resources, is_name, number, resolve};

/// Red, green and blue from 0 to 1.
pub(super) type Color = [f64; 3];

const BLACK: Color = [0.0; 3];
/// Pages of a résumé have some hundred areas; a map may have any number.
const MAX_SHAPES: usize = 4_000;
/// Thinner lines are rules and borders.
const THICK_LINE: f64 = 4.0;

/// What text is drawn with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ink {
    /// Nothing is drawn.
    None,
    Plain(Color),
    /// Something is drawn; what it looks like is not known.
    Some,
}

/// How some text is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub ink: Ink,
    /// How many shapes were painted before it.
    pub n_below: usize,
    /// Its letters are drawings with sizes of their own.
    pub is_drawn: bool,
}

/// A painted area.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub area: Area,
    /// None for a picture, a pattern, and what shines through.
    pub color: Option<Color>,
    /// Nothing below it can be seen.
    pub is_opaque: bool,
    pub is_picture: bool,
}

/// Everything a page paints but its letters.
#[derive(Debug, Default)]
pub(super) struct Scene {
    pub looks: Vec<Look>,
    pub shapes: Vec<Shape>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Space {
    Gray,
    Rgb,
    Cmyk,
    Other,
}

/// A colour as it is chosen; none where it is not known.
#[derive(Debug, Clone, Copy)]
struct Paint {
    space: Space,
    color: Option<Color>,
    alpha: f64,
}

#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    clip: Option<Area>,
    fill: Paint,
    stroke: Paint,
    line_width: f64,
    /// Blending or a mask: what is painted is not what is seen.
    is_plain: bool,
    text_mode: i64,
    is_drawn_font: bool,
}

/// Follows the graphics operators of one page.
pub(super) struct Painter {
    state: State,
    saved: Vec<State>,
    outline: Outline,
    is_clipping: bool,
    scene: Scene,
}

impl Default for Painter {
    fn default() -> Self {
        let black = Paint {
            space: Space::Gray,
            color: Some(BLACK),
            alpha: 1.0,
        };
        Self {
            state: State {
                matrix: Matrix::IDENTITY,
                clip: None,
                fill: black,
                stroke: black,
                line_width: 1.0,
                is_plain: true,
                text_mode: 0,
                is_drawn_font: false,
            },
            saved: Vec::new(),
            outline: Outline::default(),
            is_clipping: false,
            scene: Scene::default(),
        }
    }
}

impl Painter {
    pub(super) fn into_scene(self) -> Scene {
        self.scene
    }

    pub(super) fn save(&mut self) {
        self.saved.push(self.state.clone());
    }

    pub(super) fn restore(&mut self) {
        if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    pub(super) const fn font(&mut self, is_drawn: bool) {
        self.state.is_drawn_font = is_drawn;
    }

    /// The place of the look that text shown now has.
    pub(super) fn look(&mut self) -> usize {
        let look = Look {
            ink: self.ink(),
            n_below: self.scene.shapes.len(),
            is_drawn: self.state.is_drawn_font,
        };
        if self.scene.looks.last() != Some(&look) {
            self.scene.looks.push(look);
        }
        self.scene.looks.len() - 1
    }

    fn ink(&self) -> Ink {
        let state = &self.state;
        let of = |paint: &Paint| match paint.color {
            _ if paint.alpha < 0.05 => Ink::None,
            Some(color) if paint.alpha > 0.95 && state.is_plain && !state.is_drawn_font => {
                Ink::Plain(color)
            }
            _ => Ink::Some,
        };
        match state.text_mode {
            0 | 4 => of(&state.fill),
            1 | 5 => of(&state.stroke),
            2 | 6 if of(&state.fill) == of(&state.stroke) => of(&state.fill),
            3 => Ink::None,
            // Letters that only clip have something painted through them.
            _ => Ink::Some,
        }
    }

    pub(super) fn transform(&mut self, operands: &[Object]) {
        if let Some(matrix) = Matrix::from_operands(operands) {
            self.state.matrix = matrix.then(&self.state.matrix);
        }
    }

    /// Nothing outside the box, whose corners are given as for a form, is painted.
    pub(super) fn clip_to_box(&mut self, corners: &[Object]) {
        let corners: Vec<f64> = corners.iter().filter_map(number).collect();
        if let [left, bottom, right, top] = corners[..] {
            let area = self.state.matrix.rectangle(left, bottom, right, top);
            self.clip(area);
        }
    }

    fn clip(&mut self, area: Area) {
        self.state.clip = Some(self.state.clip.map_or(area, |clip| clip.within(&area)));
    }

    /// An image or a shading, which fills the unit square or what is left of the page.
    pub(super) fn picture(&mut self, is_opaque: bool) {
        let area = self.state.matrix.rectangle(0.0, 0.0, 1.0, 1.0);
        let is_opaque = is_opaque && self.state.is_plain && self.state.fill.alpha > 0.95;
        self.paint(Shape {
            area,
            color: None,
            is_opaque,
            is_picture: true,
        });
    }

    fn paint(&mut self, shape: Shape) {
        let area = self
            .state
            .clip
            .map_or(shape.area, |clip| shape.area.within(&clip));
        if !area.is_empty() && self.scene.shapes.len() < MAX_SHAPES {
            self.scene.shapes.push(Shape { area, ..shape });
        }
    }

    /// An operator that says what colour, where, or how to paint.
    pub(super) fn operation(&mut self, operation: &Operation, resources: &Resources) {
        let operands = &operation.operands;
        let numbers = || operands.iter().filter_map(number).collect::<Vec<f64>>();
        let first = || operands.first().and_then(number);
        match operation.operator.as_str() {
            "cm" => self.transform(operands),
            "g" => self.state.fill.set(Space::Gray, &numbers()),
            "G" => self.state.stroke.set(Space::Gray, &numbers()),
            "rg" => self.state.fill.set(Space::Rgb, &numbers()),
            "RG" => self.state.stroke.set(Space::Rgb, &numbers()),
            "k" => self.state.fill.set(Space::Cmyk, &numbers()),
            "K" => self.state.stroke.set(Space::Cmyk, &numbers()),
            "cs" => self.state.fill.enter(color_space(resources, operands)),
            "CS" => self.state.stroke.enter(color_space(resources, operands)),
            "sc" | "scn" => self.state.fill.set(self.state.fill.space, &numbers()),
            "SC" | "SCN" => self.state.stroke.set(self.state.stroke.space, &numbers()),
            "gs" => {
                let settings = resources.find(b"ExtGState", operands);
                if let Some(settings) = settings.and_then(|found| found.as_dict().ok()) {
                    self.settings(resources.document, settings);
                }
            }
            "w" => self.state.line_width = first().unwrap_or(1.0),
            "Tr" => self.state.text_mode = first().unwrap_or(0.0) as i64,
            "W" | "W*" => self.is_clipping = true,
            "f" | "F" | "f*" => self.finish(true, false),
            "B" | "B*" | "b" | "b*" => self.finish(true, true),
            "S" | "s" => self.finish(false, true),
            "n" => self.finish(false, false),
            "sh" => {
                let clip = self.state.clip;
                self.paint(Shape {
                    area: clip.unwrap_or(Area::EVERYWHERE),
                    color: None,
                    is_opaque: false,
                    is_picture: false,
                });
            }
            "BI" => self.picture(false),
            operator => self.outline.add(operator, &numbers(), &self.state.matrix),
        }
    }

    fn settings(&mut self, document: &Document, settings: &Dictionary) {
        let get = |key: &[u8]| {
            settings
                .get(key)
                .ok()
                .map(|object| resolve(document, object))
        };
        if let Some(alpha) = get(b"ca").and_then(number) {
            self.state.fill.alpha = alpha;
        }
        if let Some(alpha) = get(b"CA").and_then(number) {
            self.state.stroke.alpha = alpha;
        }
        let is_none = |object: Option<&Object>, names: &[&[u8]]| {
            object.is_none_or(|object| names.iter().any(|name| is_name(Ok::<_, ()>(object), name)))
        };
        if get(b"BM").is_some() || get(b"SMask").is_some() {
            self.state.is_plain = is_none(get(b"BM"), &[b"Normal", b"Compatible"])
                && is_none(get(b"SMask"), &[b"None"]);
        }
    }

    fn finish(&mut self, fills: bool, strokes: bool) {
        let outline = std::mem::take(&mut self.outline);
        if std::mem::take(&mut self.is_clipping)
            && let Some(area) = outline.bounds()
        {
            self.clip(area);
        }
        let (state, thickness) = (
            &self.state,
            self.state.line_width * self.state.matrix.scale(),
        );
        let (paint, grow) = if fills {
            (state.fill, 0.0)
        } else if strokes && thickness >= THICK_LINE {
            (state.stroke, thickness / 2.0)
        } else {
            return;
        };
        let is_solid = paint.alpha > 0.95 && state.is_plain;
        let (color, is_opaque) = (
            paint.color.filter(|_| is_solid),
            is_solid && paint.color.is_some(),
        );
        if paint.alpha < 0.05 {
            return;
        }
        for mut area in outline.areas() {
            // The inside of a frame is not painted.
            area.is_exact &= fills || area.is_line();
            self.paint(Shape {
                area: area.grown(grow),
                color,
                is_opaque,
                is_picture: false,
            });
        }
    }
}

impl Paint {
    const fn enter(&mut self, space: Space) {
        self.space = space;
        self.color = match space {
            Space::Other => None,
            _ => Some(BLACK),
        };
    }

    fn set(&mut self, space: Space, values: &[f64]) {
        self.space = space;
        self.color = match (space, values) {
            (Space::Gray, [gray]) => Some([*gray; 3]),
            (Space::Rgb, [red, green, blue]) => Some([*red, *green, *blue]),
            (Space::Cmyk, [c, m, y, k]) => Some([c, m, y].map(|part| (1.0 - part) * (1.0 - k))),
            _ => None,
        };
    }
}

fn color_space(resources: &Resources, operands: &[Object]) -> Space {
    let Some(name) = operands.first().and_then(|name| name.as_name().ok()) else {
        return Space::Other;
    };
    match name {
        b"DeviceGray" => Space::Gray,
        b"DeviceRGB" => Space::Rgb,
        b"DeviceCMYK" => Space::Cmyk,
        _ => resources
            .find(b"ColorSpace", operands)
            .map_or(Space::Other, |space| described(resources.document, space)),
    }
}

/// Spaces that are one of the three plain ones, calibrated.
fn described(document: &Document, space: &Object) -> Space {
    let Ok(parts) = space.as_array() else {
        return match space.as_name() {
            Ok(b"DeviceGray") => Space::Gray,
            Ok(b"DeviceRGB") => Space::Rgb,
            Ok(b"DeviceCMYK") => Space::Cmyk,
            _ => Space::Other,
        };
    };
    match parts.first().and_then(|name| name.as_name().ok()) {
        Some(b"CalGray") => Space::Gray,
        Some(b"CalRGB") => Space::Rgb,
        Some(b"ICCBased") => {
            let n_parts = parts
                .get(1)
                .and_then(|profile| resolve(document, profile).as_stream().ok())
                .and_then(|profile| number(resolve(document, profile.dict.get(b"N").ok()?)));
            match n_parts {
                Some(1.0) => Space::Gray,
                Some(3.0) => Space::Rgb,
                Some(4.0) => Space::Cmyk,
                _ => Space::Other,
            }
        }
        _ => Space::Other,
    }
}
