//! PDF → glyphs with positions, page by page.
//!
//! The file is taken apart by `lopdf`, its fonts are decoded and its text operators are followed by
//! `pdf_extract`. Between the two stands a rewrite: each page is reduced to its text operators
//! ([`flatten`]) and each font to what its reader understands ([`fonts`]), because a single odd
//! operand or a missing key would otherwise cost the page.

mod area;
mod copies;
mod flatten;
mod fonts;
mod glyphs;
mod paint;
mod sight;

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream, dictionary, output_doc};

use crate::explain::DocumentError;
use glyphs::{Collector, Frame};
pub(super) use glyphs::{Glyph, Page};
use paint::Scene;
pub(super) use sight::Unseen;

/// What a PDF shows.
pub(super) struct Pages {
    pub pages: Vec<Page>,
    /// Glyphs whose font does not say which letters they stand for.
    pub n_unreadable: usize,
}

pub(super) fn read(bytes: &[u8]) -> Result<Pages, DocumentError> {
    let mut document = Document::load_mem(bytes).map_err(|error| load_error(&error))?;
    if document.trailer.has(b"Encrypt") && !document.was_encrypted() {
        return Err(DocumentError::Encrypted);
    }
    let ids = page_ids(&document);
    if ids.is_empty() {
        return Err(DocumentError::Damaged {
            detail: "no page could be found in it".to_owned(),
        });
    }
    let mut budget = flatten::Budget::default();
    let mut read = Pages {
        pages: Vec::with_capacity(ids.len()),
        n_unreadable: 0,
    };
    for (number, id) in (1..).zip(ids) {
        let flat = flatten::page(&document, id, &mut budget);
        let mut collector = Collector::new(number, frame(&document, id), &flat.scene);
        show(&mut document, &flat, &mut collector);
        read.n_unreadable += collector.n_unreadable();
        read.pages.push(collector.into_page());
    }
    Ok(read)
}

fn load_error(error: &pdf_extract::Error) -> DocumentError {
    match error {
        pdf_extract::Error::InvalidPassword | pdf_extract::Error::Decryption(_) => {
            DocumentError::Encrypted
        }
        _ => DocumentError::Damaged {
            detail: "its table of contents does not hold together".to_owned(),
        },
    }
}

/// The pages in order; where the page tree is broken, every object that says it is a page.
fn page_ids(document: &Document) -> Vec<ObjectId> {
    let ids: Vec<ObjectId> = document.page_iter().collect();
    if !ids.is_empty() {
        return ids;
    }
    document
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(|dict| dict.has_type(b"Page")))
        .map(|(id, _)| *id)
        .collect()
}

/// Plays the flattened page into the collector. A font that makes `pdf_extract` panic is replaced
/// by a plainer one and the page is played again.
fn show(document: &mut Document, flat: &flatten::FlatPage, collector: &mut Collector) {
    let mut repaired: Vec<Dictionary> = flat
        .fonts
        .iter()
        .map(|font| fonts::repair(document, font))
        .collect();
    if play(document, &flat.operations, &repaired, collector) {
        return;
    }
    for (index, font) in repaired.iter_mut().enumerate() {
        for plainer in fonts::FALLBACKS {
            if plays_alone(document, index, font) {
                break;
            }
            *font = plainer(font);
        }
    }
    collector.clear();
    play(document, &flat.operations, &repaired, collector);
}

fn plays_alone(document: &mut Document, index: usize, font: &Dictionary) -> bool {
    let nothing = Scene::default();
    let mut nowhere = Collector::new(0, Frame::default(), &nothing);
    let mut fonts = vec![fonts::plain(); index];
    fonts.push(font.clone());
    play(document, &fonts::exercise(index), &fonts, &mut nowhere)
}

/// Makes a page of `operations` the only one of the document and reads it. False after a panic.
fn play(
    document: &mut Document,
    operations: &[pdf_extract::content::Operation],
    fonts: &[Dictionary],
    collector: &mut Collector,
) -> bool {
    let Ok(content) = (Content { operations }).encode() else {
        return false;
    };
    let mut names = Dictionary::new();
    let mut added = Vec::new();
    for (index, font) in fonts.iter().enumerate() {
        let id = document.add_object(Object::Dictionary(font.clone()));
        names.set(flatten::font_name(index), Object::Reference(id));
        added.push(id);
    }
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
        "Resources" => dictionary! { "Font" => names },
        "Contents" => Object::Reference(content),
    });
    let tree = document.add_object(dictionary! {
        "Type" => "Pages", "Kids" => vec![Object::Reference(page)], "Count" => 1,
    });
    let root = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => Object::Reference(tree),
    });
    document.trailer.set("Root", Object::Reference(root));
    let played = catch_unwind(AssertUnwindSafe(|| output_doc(document, collector).is_ok()));
    for id in added.into_iter().chain([content, page, tree, root]) {
        document.objects.remove(&id);
    }
    played.unwrap_or(false)
}

/// The box of the page that is shown and its rotation, looked up through its parents.
fn frame(document: &Document, page: ObjectId) -> Frame {
    let corners = |key: &[u8]| {
        let corners = flatten::inherited(document, page, key)?.as_array().ok()?;
        let numbers = corners
            .iter()
            .filter_map(|corner| flatten::number(flatten::resolve(document, corner)));
        Some(numbers.collect::<Vec<f64>>())
    };
    let rotate = flatten::inherited(document, page, b"Rotate")
        .and_then(flatten::number)
        .unwrap_or(0.0);
    let whole = Frame::new(&corners(b"MediaBox").unwrap_or_default(), rotate);
    match corners(b"CropBox") {
        Some(shown) => whole.cropped(&Frame::new(&shown, rotate)),
        None => whole,
    }
}
