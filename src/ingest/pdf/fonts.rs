//! Fonts as `pdf_extract` wants them.
//!
//! It panics where a key is missing or of another type than it expects, knows three encodings by
//! name, and reads ranges of `/W` wrongly, after which every gap between letters looks like a blank.
//! Here a font dictionary is rewritten with the same meaning and none of that.

use pdf_extract::content::Operation;
use pdf_extract::{Dictionary, Document, Object, Stream, StringFormat, dictionary};

use super::flatten::{font_name, is_name, number, real, resolve};

/// The width of a glyph whose font does not tell it, in thousandths of the font size.
const GUESSED_WIDTH: f64 = 550.0;
const MAX_CID: i64 = 0xffff;

/// Plainer and plainer versions of a font that cannot be used as it is.
pub(super) const FALLBACKS: [fn(&Dictionary) -> Dictionary; 3] =
    [without_program, without_own_mapping, |_| plain()];

/// A font that always works.
pub(super) fn plain() -> Dictionary {
    dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    }
}

/// Operations that load the font of that index and show each of its first codes.
pub(super) fn exercise(index: usize) -> [Operation; 3] {
    let codes: Vec<u8> = (0..=255).flat_map(|code| [0, code]).collect();
    let name = Object::Name(font_name(index).into_bytes());
    [
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec![name, Object::Real(1.0)]),
        Operation::new("Tj", vec![Object::String(codes, StringFormat::Literal)]),
    ]
}

fn without_program(font: &Dictionary) -> Dictionary {
    let mut font = font.clone();
    font.remove(b"FontDescriptor");
    if let Ok(Object::Array(descendants)) = font.get_mut(b"DescendantFonts") {
        for descendant in descendants {
            if let Object::Dictionary(descendant) = descendant {
                descendant.set("FontDescriptor", Dictionary::new());
            }
        }
    }
    font
}

fn without_own_mapping(font: &Dictionary) -> Dictionary {
    let mut font = without_program(font);
    font.remove(b"ToUnicode");
    let encoding = if font.has(b"DescendantFonts") {
        "Identity-H"
    } else {
        "WinAnsiEncoding"
    };
    font.set("Encoding", encoding);
    font
}

pub(super) fn repair(document: &mut Document, font: &Dictionary) -> Dictionary {
    let mut font = font.clone();
    keep_if(document, &mut font, b"ToUnicode", |object| {
        matches!(object, Object::Stream(_))
    });
    if !matches!(font.get(b"BaseFont"), Ok(Object::Name(_))) {
        font.set("BaseFont", "Unnamed");
    }
    match font.get(b"Subtype").and_then(Object::as_name).ok() {
        Some(b"Type0") => repair_composite(document, &mut font),
        Some(b"Type3") => repair_drawn(document, &mut font),
        Some(_) => repair_simple(document, &mut font),
        None => {
            font.set("Subtype", "Type1");
            repair_simple(document, &mut font);
        }
    }
    font
}

/// Removes the entry unless what it stands for passes.
fn keep_if(document: &Document, dict: &mut Dictionary, key: &[u8], pass: impl Fn(&Object) -> bool) {
    let keep = dict
        .get(key)
        .is_ok_and(|object| pass(resolve(document, object)));
    if !keep {
        dict.remove(key);
    }
}

fn repair_composite(document: &mut Document, font: &mut Dictionary) {
    let mut descendant = font
        .get(b"DescendantFonts")
        .ok()
        .and_then(|object| resolve(document, object).as_array().ok())
        .and_then(|descendants| resolve(document, descendants.first()?).as_dict().ok())
        .cloned()
        .unwrap_or_default();
    let default_width = numeric(document, &descendant, b"DW").unwrap_or(1000.0);
    let widths = descendant
        .get(b"W")
        .ok()
        .and_then(|object| resolve(document, object).as_array().ok())
        .map(|widths| composite_widths(document, widths));
    descendant.set("DW", default_width as i64);
    descendant.set("W", widths.unwrap_or_default());
    keep_if(document, &mut descendant, b"FontDescriptor", |object| {
        object.as_dict().is_ok()
    });
    if !descendant.has(b"FontDescriptor") {
        descendant.set("FontDescriptor", Dictionary::new());
    }
    font.set("DescendantFonts", vec![Object::Dictionary(descendant)]);

    let encoding = font
        .get(b"Encoding")
        .map_or(&Object::Null, |object| resolve(document, object));
    let predefined = match encoding {
        Object::Stream(_) => return,
        Object::Name(name) => name.clone(),
        _ => Vec::new(),
    };
    // Codes of these encodings are the letters themselves.
    let is_unicode = ["UCS2", "UTF16"].iter().any(|form| {
        predefined
            .windows(form.len())
            .any(|part| part == form.as_bytes())
    });
    if is_unicode && !font.has(b"ToUnicode") {
        let map = document.add_object(Stream::new(Dictionary::new(), codes_as_unicode()));
        font.set("ToUnicode", Object::Reference(map));
        latin_widths(font);
    }
    font.set("Encoding", "Identity-H");
}

/// Moves the widths of Latin letters to their codes. In the collections of glyphs that such an encoding chooses from
/// they are the first, from the blank on.
fn latin_widths(font: &mut Dictionary) {
    let Ok(Object::Array(descendants)) = font.get_mut(b"DescendantFonts") else {
        return;
    };
    let Some(Object::Dictionary(descendant)) = descendants.first_mut() else {
        return;
    };
    let Ok(Object::Array(widths)) = descendant.get_mut(b"W") else {
        return;
    };
    let moved: Vec<Object> = widths
        .chunks_exact(2)
        .filter(|pair| {
            pair[0]
                .as_i64()
                .is_ok_and(|first| (1..=95).contains(&first))
        })
        .flat_map(|pair| {
            let first = pair[0].as_i64().unwrap_or_default() + 0x1f;
            [Object::Integer(first), pair[1].clone()]
        })
        .collect();
    *widths = moved;
}

/// `/W` with each glyph's width on its own: `[c [w …] …]`, without `first last w`.
fn composite_widths(document: &Document, widths: &[Object]) -> Vec<Object> {
    let mut expanded = Vec::new();
    let mut rest = widths.iter().map(|object| resolve(document, object));
    while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
        let Some(first) = number(first).map(|first| first as i64) else {
            break;
        };
        let each: Vec<Object> = match second {
            Object::Array(each) => each
                .iter()
                .take(MAX_CID as usize)
                .map(|width| real(number(resolve(document, width)).unwrap_or(GUESSED_WIDTH)))
                .collect(),
            last => {
                let (Some(last), Some(width)) = (number(last), rest.next().and_then(number)) else {
                    break;
                };
                let n = (last as i64).min(MAX_CID) - first + 1;
                vec![real(width); usize::try_from(n).unwrap_or(0)]
            }
        };
        if (0..=MAX_CID).contains(&first) && expanded.len() < 2 * MAX_CID as usize {
            expanded.push(Object::Integer(first));
            expanded.push(Object::Array(each));
        }
    }
    expanded
}

fn codes_as_unicode() -> Vec<u8> {
    let mut map = b"begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n".to_vec();
    for page in (0..=0xff_u8).filter(|page| !(0xd8..=0xdf).contains(page)) {
        let range =
            format!("1 beginbfrange <{page:02x}00> <{page:02x}ff> <{page:02x}00> endbfrange\n");
        map.extend(range.into_bytes());
    }
    map.extend(b"endcmap\n");
    map
}

/// A Type 3 font, whose glyphs are drawings: its widths are in a space of its own.
fn repair_drawn(document: &Document, font: &mut Dictionary) {
    let scale = font
        .get(b"FontMatrix")
        .ok()
        .and_then(|object| resolve(document, object).as_array().ok())
        .and_then(|matrix| number(resolve(document, matrix.first()?)))
        .map_or(1.0, |scale| scale.abs() * 1000.0);
    repair_encoding(document, font);
    if !font.has(b"Encoding") {
        font.set("Encoding", Dictionary::new());
    }
    set_widths(
        font,
        &own_widths(document, font, 0.0).unwrap_or([0.0; 256]),
        scale,
    );
}

fn repair_simple(document: &Document, font: &mut Dictionary) {
    keep_if(document, font, b"FontDescriptor", |object| {
        object.as_dict().is_ok()
    });
    repair_encoding(document, font);
    let is_type1 = is_name(font.get(b"Subtype"), b"Type1");
    if font.has(b"ToUnicode") && !font.has(b"Encoding") && is_type1 {
        font.set("Encoding", "WinAnsiEncoding");
    }
    let missing = font
        .get(b"FontDescriptor")
        .ok()
        .and_then(|object| resolve(document, object).as_dict().ok())
        .and_then(|descriptor| numeric(document, descriptor, b"MissingWidth"))
        .filter(|width| *width > 0.0)
        .unwrap_or(GUESSED_WIDTH);
    match own_widths(document, font, missing) {
        Some(widths) => set_widths(font, &widths, 1.0),
        None => {
            // Without widths of its own, those of the standard font it resembles are used.
            for key in [b"Widths".as_slice(), b"FirstChar", b"LastChar"] {
                font.remove(key);
            }
            if let Some(standard) = font
                .get(b"BaseFont")
                .and_then(Object::as_name)
                .ok()
                .and_then(standard_font)
            {
                font.set("BaseFont", standard);
            }
            font.set("MissingWidth", real(missing));
        }
    }
}

fn repair_encoding(document: &Document, font: &mut Dictionary) {
    let known = |object: &Object| {
        object.as_name().is_ok_and(|name| {
            matches!(
                name,
                b"MacRomanEncoding" | b"MacExpertEncoding" | b"WinAnsiEncoding"
            )
        })
    };
    let encoding = font
        .get(b"Encoding")
        .map_or(&Object::Null, |object| resolve(document, object));
    if known(encoding) {
        let encoding = encoding.clone();
        font.set("Encoding", encoding);
        return;
    }
    let Ok(encoding) = encoding.as_dict() else {
        font.remove(b"Encoding");
        return;
    };
    let mut repaired = Dictionary::new();
    if let Ok(base) = encoding.get(b"BaseEncoding")
        && known(resolve(document, base))
    {
        repaired.set("BaseEncoding", resolve(document, base).clone());
    }
    if let Ok(Object::Array(differences)) = encoding
        .get(b"Differences")
        .map(|object| resolve(document, object))
    {
        repaired.set("Differences", repair_differences(document, differences));
    }
    font.set("Encoding", repaired);
}

/// Codes and names only, each code within the 256 that a simple font has.
fn repair_differences(document: &Document, differences: &[Object]) -> Vec<Object> {
    let mut code = 0;
    let mut repaired = Vec::with_capacity(differences.len());
    for object in differences {
        match resolve(document, object) {
            Object::Name(name) if (0..256).contains(&code) => {
                repaired.push(Object::Name(name.clone()));
                code += 1;
            }
            object => {
                if let Some(start) = number(object).filter(|start| (0.0..256.0).contains(start)) {
                    code = start as i64;
                    repaired.push(Object::Integer(code));
                }
            }
        }
    }
    repaired
}

/// The widths a simple font declares for its 256 codes, with `missing` where it declares none.
fn own_widths(document: &Document, font: &Dictionary, missing: f64) -> Option<[f64; 256]> {
    let declared = resolve(document, font.get(b"Widths").ok()?)
        .as_array()
        .ok()?;
    let first = numeric(document, font, b"FirstChar")
        .unwrap_or(0.0)
        .clamp(0.0, 255.0) as usize;
    let mut widths = [missing; 256];
    for (slot, width) in widths[first..].iter_mut().zip(declared) {
        *slot = number(resolve(document, width)).unwrap_or(missing);
    }
    Some(widths)
}

fn set_widths(font: &mut Dictionary, widths: &[f64; 256], scale: f64) {
    font.set("FirstChar", 0);
    font.set("LastChar", 255);
    let widths: Vec<Object> = widths.iter().map(|width| real(width * scale)).collect();
    font.set("Widths", widths);
}

fn numeric(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<f64> {
    number(resolve(document, dict.get(key).ok()?))
}

/// The standard font a name such as `ABCDEF+Arial-BoldMT` resembles most.
fn standard_font(name: &[u8]) -> Option<&'static str> {
    let name = String::from_utf8_lossy(name).to_lowercase();
    if name.contains("symbol") || name.contains("dingbats") {
        return None;
    }
    let bold = name.contains("bold") || name.contains("black") || name.contains("heavy");
    let is_any = |families: &[&str]| families.iter().any(|family| name.contains(family));
    Some(if is_any(&["courier", "mono", "consol"]) {
        "Courier"
    } else if is_any(&["times", "roman", "georgia", "garamond", "cambria"]) {
        if bold { "Times-Bold" } else { "Times-Roman" }
    } else if bold {
        "Helvetica-Bold"
    } else {
        "Helvetica"
    })
}
