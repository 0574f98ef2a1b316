#![expect(clippy::unwrap_used, reason = "a test may panic")]

use pdf_extract::{Dictionary, Document, Object, Stream, dictionary};

use super::super::{Pages, read};
use super::*;

/// A file of one page of 200 by 200 points with this content; `I` is an image, `P` one with a mask, `X` a form.
fn shown(content: &str) -> Pages {
    with_boxes(content, &[0, 0, 200, 200])
}

fn with_boxes(content: &str, crop: &[i64; 4]) -> Pages {
    let mut document = Document::with_version("1.5");
    let image = |mask: Option<Object>| {
        let mut dict = dictionary! {
            "Subtype" => "Image", "Width" => 1, "Height" => 1, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        };
        if let Some(mask) = mask {
            dict.set("SMask", mask);
        }
        Stream::new(dict, vec![0])
    };
    let plain = document.add_object(image(None));
    let masked = document.add_object(image(Some(Object::Reference(plain))));
    let form = dictionary! { "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 50.into(), 50.into()] };
    let form = document.add_object(Stream::new(form, b"0 0 200 200 re f".to_vec()));
    let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let numbers = |corners: &[i64; 4]| corners.map(Object::Integer).to_vec();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "MediaBox" => numbers(&[0, 0, 200, 200]), "CropBox" => numbers(crop), "Contents" => content,
        "Resources" => dictionary! {
            "Font" => dictionary! { "F" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" } },
            "XObject" => dictionary! { "I" => plain, "P" => masked, "X" => form },
            "ExtGState" => dictionary! {
                "clear" => dictionary! { "ca" => Object::Real(0.0) },
                "half" => dictionary! { "ca" => Object::Real(0.5) },
                "multiply" => dictionary! { "BM" => "Multiply" },
            },
            "ColorSpace" => dictionary! { "Spot" => vec!["Separation".into(), "Ink".into(), "DeviceCMYK".into(), Object::Null] },
        },
    });
    let pages = document.add_object(
        dictionary! { "Type" => "Pages", "Kids" => vec![Object::Reference(page)], "Count" => 1 },
    );
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    read(&bytes).unwrap()
}

/// “secret” at (20, 100), ten points high.
const SECRET: &str = "BT /F 10 Tf 20 100 Td (secret) Tj ET ";

/// Why “secret” is not seen, once all of `before` and `after` is painted too.
fn fate(before: &str, after: &str) -> Option<Unseen> {
    let read = shown(&format!("{before} {SECRET} {after}"));
    let page = &read.pages[0];
    let text: String = page
        .glyphs
        .iter()
        .map(|glyph| glyph.text.as_str())
        .collect();
    match page.hidden.first() {
        None => {
            assert_eq!(text, "secret");
            None
        }
        Some((reason, _)) => {
            assert_eq!(page.hidden.len(), "secret".len(), "all of it or nothing");
            assert_eq!(text, "");
            Some(*reason)
        }
    }
}

#[test]
fn plain_text_is_seen() {
    assert_eq!(fate("", ""), None);
    assert_eq!(fate("0.5 g", ""), None);
    assert_eq!(fate("1 Tr", ""), None);
    assert_eq!(
        fate("/Spot cs 0 scn", ""),
        None,
        "what an unknown ink looks like is not known"
    );
}

#[test]
fn text_in_the_colour_of_the_page_is_hidden() {
    for white in [
        "1 g",
        "1 1 1 rg",
        "0 0 0 0 k",
        "/DeviceRGB cs 1 1 1 sc",
        "0.98 g",
        "1 G 1 Tr",
    ] {
        assert_eq!(fate(white, ""), Some(Unseen::SameColor), "{white}");
    }
    assert_eq!(fate("q 1 g Q", ""), None, "the colour was put back");
}

#[test]
fn white_text_on_a_dark_area_is_seen_and_dark_text_on_it_is_hidden() {
    let banner = "0 0 0.4 rg 0 80 200 60 re f";
    assert_eq!(fate(&format!("{banner} 1 g"), ""), None);
    assert_eq!(fate(banner, ""), Some(Unseen::SameColor));
    assert_eq!(
        fate("0 0 0.4 rg 0 0 m 200 0 l 200 200 l 0 200 l h f 1 g", ""),
        None
    );
    assert_eq!(
        fate("0.2 G 60 w 0 100 m 200 100 l S 1 g", ""),
        None,
        "a thick line is an area"
    );
    assert_eq!(
        fate("q 200 0 0 200 0 0 cm /I Do Q 1 g", ""),
        None,
        "a picture may be dark"
    );
    assert_eq!(
        fate("0.2 g 0 80 m 60 160 120 160 200 80 c f 1 g", ""),
        None,
        "so may a round area"
    );
    assert_eq!(
        fate("0.2 g 0 0 200 80 re f 1 g", ""),
        Some(Unseen::SameColor),
        "the area ends below it"
    );
    assert_eq!(
        fate("0 0 0.4 rg /X Do 1 g", ""),
        Some(Unseen::SameColor),
        "the form's box ends below it"
    );
}

#[test]
fn what_is_not_drawn_is_hidden_and_what_only_clips_is_not() {
    assert_eq!(fate("3 Tr", ""), Some(Unseen::NotDrawn));
    assert_eq!(fate("/clear gs", ""), Some(Unseen::NotDrawn));
    assert_eq!(fate("/half gs", ""), None);
    assert_eq!(fate("7 Tr", ""), None);
}

#[test]
fn dust_is_hidden_however_it_is_made_small() {
    let small = |operators: &str| {
        let read = shown(operators);
        read.pages[0].hidden.first().map(|(reason, _)| *reason)
    };
    assert_eq!(
        small("BT /F 1 Tf 20 100 Td (secret) Tj ET"),
        Some(Unseen::Tiny)
    );
    assert_eq!(
        small("0.1 0 0 0.1 0 0 cm BT /F 10 Tf 200 900 Td (secret) Tj ET"),
        Some(Unseen::Tiny)
    );
    assert_eq!(small("BT /F 1 Tf 10 0 0 10 20 100 Tm (secret) Tj ET"), None);
}

#[test]
fn what_lies_behind_a_picture_or_an_area_is_hidden() {
    assert_eq!(fate("", "1 g 10 90 100 30 re f"), Some(Unseen::Covered));
    assert_eq!(fate("", "10 90 100 5 re f"), None, "a line through it");
    assert_eq!(
        fate("", "/multiply gs 1 1 0 rg 10 90 100 30 re f"),
        None,
        "a marker pen"
    );
    assert_eq!(
        fate("", "q 200 0 0 200 0 0 cm /P Do Q"),
        None,
        "a picture one sees through"
    );
    assert_eq!(
        fate("", "0 0 5 5 re W n 1 g 10 90 100 30 re f"),
        None,
        "an area cut off elsewhere"
    );
    let behind = format!(
        "BT /F 10 Tf 20 20 Td (a visible line) Tj ET {SECRET} q 200 0 0 40 0 80 cm /I Do Q"
    );
    let read = shown(&behind);
    assert_eq!(read.pages[0].hidden[0].0, Unseen::Covered);
}

#[test]
fn the_text_of_a_scanned_page_is_read() {
    let picture = "q 200 0 0 200 0 0 cm /I Do Q";
    assert_eq!(fate("3 Tr", picture), None);
    assert_eq!(fate(&format!("{picture} 3 Tr"), ""), None);
    assert_eq!(fate("", picture), None);
}

#[test]
fn what_lies_outside_the_shown_part_of_the_page_is_hidden() {
    let read = with_boxes(SECRET, &[0, 120, 200, 200]);
    assert_eq!(read.pages[0].hidden.len(), 6);
    assert_eq!(read.pages[0].hidden[0].0, Unseen::OffPage);
    assert!((read.pages[0].height - 80.0).abs() < 0.1);
    let read = with_boxes("BT /F 10 Tf -500 100 Td (secret) Tj ET", &[0, 0, 200, 200]);
    assert_eq!(read.pages[0].hidden[0].0, Unseen::OffPage);
}
