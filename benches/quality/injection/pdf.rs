//! A PDF of one page from lines of text, some of them drawn so that nobody sees them.

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    White,
    Tiny,
    OffPage,
    /// Text rendering mode 3.
    Invisible,
}

pub(crate) fn page(lines: &[(String, Ink)]) -> Vec<u8> {
    let mut content = String::from("BT\n");
    let mut y = 800.0;
    for (line, ink) in lines {
        let shown = escaped(line);
        let (colour, size, x, mode) = match ink {
            Ink::Black => ("0 0 0 rg", 10, 50, 0),
            Ink::White => ("1 1 1 rg", 10, 50, 0),
            Ink::Tiny => ("0 0 0 rg", 1, 50, 0),
            Ink::OffPage => ("0 0 0 rg", 10, -4000, 0),
            Ink::Invisible => ("0 0 0 rg", 10, 50, 3),
        };
        content.push_str(&format!(
            "{colour} {mode} Tr /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({shown}) Tj\n"
        ));
        y -= 13.0;
    }
    content.push_str("ET\n");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    file
}

/// In the encoding that the font names, with what would end the string escaped.
fn escaped(line: &str) -> String {
    let mut shown = String::new();
    for c in line.chars() {
        match c {
            '(' | ')' | '\\' => shown.extend(['\\', c]),
            '•' => shown.push_str("\\225"),
            '–' => shown.push_str("\\226"),
            'é' => shown.push_str("\\351"),
            c if c.is_ascii() => shown.push(c),
            _ => shown.push('?'),
        }
    }
    shown
}
