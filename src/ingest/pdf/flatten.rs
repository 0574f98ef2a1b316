//! One page as a plain list of text operators, and what it paints beside them.
//!
//! Forms are drawn into the page with their own matrix, `'` and `"` become what they stand for, and
//! whatever is not text is left out, so that nothing else of the page can stop its reader. Before text
//! that looks different from what came before stands a mark: a path of one point, stroked, whose first
//! coordinate is the place of the look in [`Scene::looks`].

use std::collections::HashMap;

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::fonts;
use super::paint::{Painter, Scene};

/// How deep forms may nest.
const MAX_DEPTH: usize = 8;

/// Operators that all pages of a file may have together, forms counted each time they are drawn.
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(3_000_000)
    }
}

/// A page's text operators; a font's name in them is [`font_name`] of its index.
pub(super) struct FlatPage {
    pub operations: Vec<Operation>,
    pub fonts: Vec<Dictionary>,
    pub scene: Scene,
}

/// What the names in a content stream stand for.
#[derive(Clone, Copy)]
pub(super) struct Resources<'a> {
    pub document: &'a Document,
    pub dict: Option<&'a Dictionary>,
}

impl<'a> Resources<'a> {
    /// The resource of `kind` that the first operand names.
    pub(super) fn find(&self, kind: &[u8], operands: &[Object]) -> Option<&'a Object> {
        let name = operands.first()?.as_name().ok()?;
        let all = resolve(self.document, self.dict?.get(kind).ok()?);
        Some(resolve(self.document, all.as_dict().ok()?.get(name).ok()?))
    }
}

pub(super) fn font_name(index: usize) -> String {
    format!("F{index}")
}

pub(super) fn page(document: &Document, id: ObjectId, budget: &mut Budget) -> FlatPage {
    let dict = inherited(document, id, b"Resources").and_then(|object| object.as_dict().ok());
    let mut flattener = Flattener {
        document,
        budget,
        out: FlatPage {
            // Text may be shown before a font is chosen.
            operations: vec![select_font(0, 1.0)],
            fonts: vec![fonts::plain()],
            scene: Scene::default(),
        },
        known: HashMap::new(),
        painter: Painter::default(),
        look: None,
    };
    let content = document.get_page_content(id).unwrap_or_default();
    flattener.run(&content, Resources { document, dict }, 0);
    FlatPage {
        scene: flattener.painter.into_scene(),
        ..flattener.out
    }
}

fn select_font(index: usize, size: f64) -> Operation {
    let name = Object::Name(font_name(index).into_bytes());
    Operation::new("Tf", vec![name, real(size)])
}

struct Flattener<'a> {
    document: &'a Document,
    budget: &'a mut Budget,
    out: FlatPage,
    /// Indices of fonts by where their dictionaries lie in the document.
    known: HashMap<*const Dictionary, usize>,
    painter: Painter,
    /// The look that was marked last.
    look: Option<usize>,
}

impl<'a> Flattener<'a> {
    fn run(&mut self, content: &[u8], resources: Resources<'a>, depth: usize) {
        let Ok(content) = Content::decode(content) else {
            return;
        };
        let mut n_saved = 0_usize;
        for operation in content.operations {
            if self.budget.0 == 0 {
                break;
            }
            self.budget.0 -= 1;
            match operation.operator.as_str() {
                "q" => {
                    n_saved += 1;
                    self.painter.save();
                }
                "Q" if n_saved == 0 => continue,
                "Q" => {
                    n_saved -= 1;
                    self.painter.restore();
                }
                "Do" => {
                    self.draw(&operation, resources, depth);
                    continue;
                }
                "Tf" => {
                    self.choose_font(&operation, resources);
                    continue;
                }
                "Tj" | "TJ" | "'" | "\"" => self.mark(),
                _ => self.painter.operation(&operation, &resources),
            }
            plain_text_operators(operation, &mut self.out.operations);
        }
        for _ in 0..n_saved {
            self.painter.restore();
            self.out.operations.push(Operation::new("Q", vec![]));
        }
    }

    /// Says what the next text looks like, if it is not what is said already.
    fn mark(&mut self) {
        let look = self.painter.look();
        if self.look.replace(look) != Some(look) {
            let point = vec![Object::Integer(look as i64), Object::Integer(0)];
            self.out.operations.push(Operation::new("m", point));
            self.out.operations.push(Operation::new("S", vec![]));
        }
    }

    fn draw(&mut self, operation: &Operation, resources: Resources<'a>, depth: usize) {
        let Some(stream) = resources
            .find(b"XObject", &operation.operands)
            .and_then(|object| object.as_stream().ok())
        else {
            return;
        };
        if is_name(stream.dict.get(b"Subtype"), b"Image") {
            let shines_through = [b"SMask".as_slice(), b"Mask", b"ImageMask"]
                .iter()
                .any(|key| stream.dict.has(key));
            self.painter.picture(!shines_through);
        } else if is_name(stream.dict.get(b"Subtype"), b"Form") && depth < MAX_DEPTH {
            self.draw_form(stream, resources, depth);
        }
    }

    fn draw_form(&mut self, form: &'a Stream, resources: Resources<'a>, depth: usize) {
        let content = form
            .decompressed_content()
            .unwrap_or_else(|_| form.content.clone());
        let own = form
            .dict
            .get(b"Resources")
            .ok()
            .and_then(|object| resolve(self.document, object).as_dict().ok());
        self.painter.save();
        self.out.operations.push(Operation::new("q", vec![]));
        if let Ok(Object::Array(matrix)) = form.dict.get(b"Matrix") {
            self.painter.transform(matrix);
            let cm = Operation::new("cm", matrix.clone());
            plain_text_operators(cm, &mut self.out.operations);
        }
        if let Ok(Object::Array(corners)) = form.dict.get(b"BBox") {
            self.painter.clip_to_box(corners);
        }
        let dict = own.or(resources.dict);
        self.run(&content, Resources { dict, ..resources }, depth + 1);
        self.painter.restore();
        self.out.operations.push(Operation::new("Q", vec![]));
    }

    fn choose_font(&mut self, operation: &Operation, resources: Resources<'a>) {
        let size = operation.operands.get(1).and_then(number).unwrap_or(1.0);
        let font = resources
            .find(b"Font", &operation.operands)
            .and_then(|object| object.as_dict().ok());
        let is_drawn = font.is_some_and(|font| is_name(font.get(b"Subtype"), b"Type3"));
        self.painter.font(is_drawn);
        let index = font.map_or(0, |font| {
            *self
                .known
                .entry(std::ptr::from_ref(font))
                .or_insert_with(|| {
                    self.out.fonts.push(font.clone());
                    self.out.fonts.len() - 1
                })
        });
        self.out.operations.push(select_font(index, size));
    }
}

/// Appends what `operation` means for text, if anything, with operands of the right kind and number.
fn plain_text_operators(operation: Operation, out: &mut Vec<Operation>) {
    let Operation { operator, operands } = operation;
    let n_numbers = match operator.as_str() {
        "BT" | "ET" | "T*" | "q" | "Q" => 0,
        "Tc" | "Tw" | "Tz" | "TL" | "Ts" => 1,
        "Td" | "TD" => 2,
        "cm" | "Tm" => 6,
        "Tj" => return out.extend(show(operands.first())),
        "'" => {
            out.push(Operation::new("T*", vec![]));
            return out.extend(show(operands.first()));
        }
        "\"" => {
            for (operator, operand) in ["Tw", "Tc"].into_iter().zip(&operands) {
                if let Some(value) = number(operand) {
                    out.push(Operation::new(operator, vec![real(value)]));
                }
            }
            out.push(Operation::new("T*", vec![]));
            return out.extend(show(operands.get(2)));
        }
        "TJ" => return out.extend(show_adjusted(operands)),
        _ => return,
    };
    let numbers: Vec<Object> = operands.iter().filter_map(number).map(real).collect();
    if numbers.len() >= n_numbers {
        let numbers = numbers[numbers.len() - n_numbers..].to_vec();
        out.push(Operation::new(&operator, numbers));
    }
}

fn show(operand: Option<&Object>) -> Option<Operation> {
    let text = operand.filter(|operand| matches!(operand, Object::String(..)))?;
    Some(Operation::new("Tj", vec![text.clone()]))
}

fn show_adjusted(operands: Vec<Object>) -> Option<Operation> {
    let Some(Object::Array(parts)) = operands.into_iter().next() else {
        return None;
    };
    let parts: Vec<Object> = parts
        .into_iter()
        .filter_map(|part| match part {
            Object::String(..) => Some(part),
            _ => number(&part).map(real),
        })
        .collect();
    Some(Operation::new("TJ", vec![Object::Array(parts)]))
}

pub(super) fn real(value: f64) -> Object {
    Object::Real(value as f32)
}

pub(super) fn number(object: &Object) -> Option<f64> {
    object
        .as_float()
        .ok()
        .map(f64::from)
        .filter(|value| value.is_finite())
}

pub(super) fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document
        .dereference(object)
        .map_or(&Object::Null, |(_, object)| object)
}

pub(super) fn is_name<E>(object: Result<&Object, E>, name: &[u8]) -> bool {
    object.is_ok_and(|object| object.as_name().is_ok_and(|found| found == name))
}

/// A page's attribute, its own or that of the nearest ancestor which has it.
pub(super) fn inherited<'a>(
    document: &'a Document,
    page: ObjectId,
    key: &[u8],
) -> Option<&'a Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..64 {
        if let Ok(object) = node.get(key) {
            return Some(resolve(document, object));
        }
        node = resolve(document, node.get(b"Parent").ok()?)
            .as_dict()
            .ok()?;
    }
    None
}
