#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    archive(&[(
        DOCUMENT,
        &format!("<w:document><w:body>{body}</w:body></w:document>"),
    )])
}

fn texts(bytes: &[u8]) -> Vec<String> {
    read(bytes)
        .unwrap()
        .lines
        .into_iter()
        .map(|line| line.text)
        .collect()
}

#[test]
fn paragraphs_tabs_breaks_and_references() {
    let bytes = document(
        "<w:p><w:r><w:t>Ada &amp; Co</w:t></w:r><w:r><w:tab/><w:t>2020 &#8211; 2021</w:t></w:r></w:p>\
         <w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>",
    );
    assert_eq!(texts(&bytes), ["Ada & Co  2020 – 2021", "one", "two"]);
}

#[test]
fn tables_links_items_and_text_boxes() {
    let bytes = document(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell a</w:t></w:r></w:p></w:tc>\
         <w:tc><w:p><w:hyperlink><w:r><w:t>cell b</w:t></w:r></w:hyperlink></w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>built it</w:t></w:r></w:p>\
         <w:p><w:r><w:t>outer</w:t><w:txbxContent><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
    );
    assert_eq!(
        texts(&bytes),
        ["cell a  cell b", "• built it", "inner", "outer"]
    );
}

#[test]
fn deleted_and_hidden_text_is_left_out() {
    let bytes = document(
        "<w:p><w:del><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
         <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>shown</w:t></w:r></w:p>",
    );
    assert_eq!(texts(&bytes), ["shown"]);
}

#[test]
fn headers_come_first_and_once() {
    let header = "<w:hdr><w:p><w:r><w:t>Ada</w:t></w:r></w:p></w:hdr>";
    let bytes = archive(&[
        (
            DOCUMENT,
            "<w:document><w:p><w:r><w:t>body</w:t></w:r></w:p></w:document>",
        ),
        ("word/header1.xml", header),
        ("word/header2.xml", header),
        (
            "word/footer1.xml",
            "<w:ftr><w:p><w:r><w:t>page</w:t></w:r></w:p></w:ftr>",
        ),
    ]);
    assert_eq!(texts(&bytes), ["Ada", "body", "page"]);
}

#[test]
fn a_bomb_is_refused_and_entities_do_not_expand() {
    let bomb = document(&format!("<w:p><w:t>{}</w:t></w:p>", " ".repeat(70 << 20)));
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read(&bomb), Err(DocumentError::TooDemanding));
    let entity = archive(&[(
        DOCUMENT,
        "<!DOCTYPE x [<!ENTITY a \"boom\">]><w:document><w:p><w:r><w:t>x&a;y</w:t></w:r></w:p></w:document>",
    )]);
    assert_eq!(texts(&entity), ["xy"]);
}

#[test]
fn other_archives_are_named() {
    let workbook = archive(&[("xl/workbook.xml", "<x/>")]);
    assert_eq!(read(&workbook), Err(wrong_type("an Excel workbook")));
    assert_eq!(
        read(&archive(&[("a.txt", "x")])),
        Err(wrong_type("a zip archive"))
    );
    assert!(matches!(
        read(b"PK\x03\x04 and then nothing"),
        Err(DocumentError::Damaged { .. })
    ));
}

#[test]
fn broken_xml_is_damaged() {
    let bytes = archive(&[(DOCUMENT, "<w:document><w:p><w:r><w:t>x</w:t")]);
    assert!(matches!(read(&bytes), Err(DocumentError::Damaged { .. })));
}

fn hidden(body: &str) -> Vec<(Unseen, String)> {
    read(&document(body)).unwrap().hidden
}

fn run(properties: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>secret</w:t></w:r>")
}

#[test]
fn what_is_hidden_is_kept_apart_with_its_reason() {
    let secret = |reason| vec![(reason, "secret".to_owned())];
    let in_paragraph = |properties: &str| hidden(&format!("<w:p>{}</w:p>", run(properties)));
    assert_eq!(in_paragraph("<w:vanish/>"), secret(Unseen::Marked));
    assert_eq!(
        in_paragraph("<w:color w:val=\"FFFFFF\"/>"),
        secret(Unseen::SameColor)
    );
    assert_eq!(
        in_paragraph("<w:color w:themeColor=\"background1\"/>"),
        secret(Unseen::SameColor)
    );
    assert_eq!(in_paragraph("<w:sz w:val=\"2\"/>"), secret(Unseen::Tiny));
    assert_eq!(
        in_paragraph("<w:color w:val=\"auto\"/><w:sz w:val=\"16\"/>"),
        []
    );
}

#[test]
fn white_text_on_something_dark_is_shown() {
    let white = run("<w:color w:val=\"FFFFFF\"/>");
    let shade = "<w:shd w:val=\"clear\" w:fill=\"203040\"/>";
    let on_white = hidden(&format!(
        "<w:tbl><w:tr><w:tc><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"
    ));
    assert_eq!(on_white.len(), 1);
    for shown in [
        format!(
            "<w:tbl><w:tr><w:tc><w:tcPr>{shade}</w:tcPr><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"
        ),
        format!("<w:p><w:pPr>{shade}</w:pPr>{white}</w:p>"),
        format!(
            "<w:p>{}</w:p>",
            run(&format!("<w:color w:val=\"FFFFFF\"/>{shade}"))
        ),
        format!(
            "<w:p>{}</w:p>",
            run("<w:color w:val=\"FFFFFF\"/><w:highlight w:val=\"blue\"/>")
        ),
        format!("<w:p><w:r><w:txbxContent><w:p>{white}</w:p></w:txbxContent></w:r></w:p>"),
    ] {
        assert_eq!(hidden(&shown), [], "{shown}");
    }
    let beside = hidden(&format!(
        "<w:tbl><w:tr><w:tc><w:tcPr>{shade}</w:tcPr><w:p/></w:tc><w:tc><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"
    ));
    assert_eq!(beside.len(), 1, "the cell beside it is not shaded");
}

#[test]
fn styles_hide_and_shade_as_well() {
    let styles = "<w:styles><w:style w:styleId=\"Ghost\"><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:styleId=\"Child\"><w:basedOn w:val=\"Ghost\"/></w:style>\
         <w:style w:styleId=\"Grid\"><w:tblStylePr><w:tcPr><w:shd w:val=\"clear\" w:fill=\"112233\"/></w:tcPr></w:tblStylePr></w:style></w:styles>";
    let body = |body: &str| {
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        read(&archive(&[(DOCUMENT, &document), (STYLES, styles)]))
            .unwrap()
            .hidden
    };
    assert_eq!(
        body(&format!(
            "<w:p>{}</w:p>",
            run("<w:rStyle w:val=\"Child\"/>")
        ))
        .len(),
        1
    );
    assert_eq!(
        body(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Ghost\"/></w:pPr>{}</w:p>",
            run("")
        ))
        .len(),
        1
    );
    let white = run("<w:color w:val=\"FFFFFF\"/>");
    let in_table = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/></w:tblPr><w:tr><w:tc><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"
    );
    assert_eq!(body(&in_table), []);
}

#[test]
fn a_row_of_single_lines_is_a_line_and_a_cell_of_several_is_not() {
    let cell = |texts: &[&str]| {
        let paragraphs: String = texts
            .iter()
            .map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
            .collect();
        format!("<w:tc>{paragraphs}</w:tc>")
    };
    let row = |cells: &[&[&str]]| {
        let cells: String = cells.iter().map(|texts| cell(texts)).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[&["2019 – 2021"], &["Nurse"], &["Northgate Clinic"]]),
        row(&[&["Skills"], &["Rust", "SQL"]])
    );
    assert_eq!(
        texts(&document(&table)),
        [
            "2019 – 2021  Nurse  Northgate Clinic",
            "Skills",
            "Rust",
            "SQL"
        ]
    );
}
