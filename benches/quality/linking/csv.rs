//! The four columns of an annotation file: comma-separated, quoted where a field needs it.

use std::fs;
use std::path::Path;

pub(super) struct Row {
    pub sentence: String,
    pub span: String,
    pub label: String,
}

pub(super) fn read(path: &Path) -> Result<Vec<Row>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut records = records(&text).into_iter();
    let header = records.next().unwrap_or_default();
    let column = |name: &str| {
        let at = header.iter().position(|field| field.trim() == name);
        at.ok_or_else(|| format!("{} has no column {name}", path.display()))
    };
    let (sentence, span, label) = (column("sentence")?, column("span")?, column("label")?);
    Ok(records
        .filter_map(|mut record| {
            let mut field = |at: usize| record.get_mut(at).map(std::mem::take);
            Some(Row {
                sentence: field(sentence)?,
                span: field(span)?,
                label: field(label)?.trim().to_owned(),
            })
        })
        .collect())
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut field = String::new();
    let mut is_quoted = false;
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => record.push(std::mem::take(&mut field)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}
