//! Rows as text: a Markdown table, CSV, JSON, or a line of JSON for each.

use serde_json::{Map, Value, json};

use super::row::{BACKEND, Row, build_commit};
use super::{DEFAULT_BATCH, Plan};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Markdown,
    Csv,
    Json,
    JsonLines,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Csv, Self::Json, Self::JsonLines];

    /// The name by which a person chooses it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
        }
    }
}

/// Writes rows one at a time. What it returns, put together in order, is the whole text.
pub struct Table {
    format: Format,
    columns: Vec<Column>,
    n_rows: usize,
}

/// A column of the Markdown table.
#[derive(Clone, Copy)]
struct Column {
    name: &'static str,
    width: usize,
    to_the_left: bool,
    text: fn(&Row) -> String,
}

impl Table {
    pub fn new(format: Format, plan: &Plan) -> Self {
        let mut columns = vec![
            left("model", 30, |row| row.model_type.clone()),
            right("size", 10, |row| bytes(row.model_size)),
            right("params", 10, |row| count(row.model_n_params)),
            left("backend", 10, |_| BACKEND.to_owned()),
            right("threads", 7, |row| row.n_threads.to_string()),
        ];
        if plan.n_batch != [DEFAULT_BATCH] {
            columns.push(right("n_batch", 7, |row| row.test.n_batch.to_string()));
        }
        columns.extend([
            right("test", 15, Row::test_name),
            right("t/s", 20, |row| {
                let (mean, deviation) = row.tokens_per_second();
                format!("{mean:.2} ± {deviation:.2}")
            }),
            right("peak", 12, |row| {
                let mib = row.peak_mib();
                mib.map_or_else(|| "unknown".to_owned(), |mib| format!("{mib:.1} MiB"))
            }),
        ]);
        Self {
            format,
            columns,
            n_rows: 0,
        }
    }

    /// What stands before the first row.
    pub fn header(&self) -> String {
        match self.format {
            Format::Markdown => self.markdown_header(),
            // CSV names its fields before the first row: it is the row that knows them.
            Format::Csv | Format::JsonLines => String::new(),
            Format::Json => "[\n".to_owned(),
        }
    }

    pub fn row(&mut self, row: &Row) -> String {
        self.n_rows += 1;
        match self.format {
            Format::Markdown => self.line(|column| (column.text)(row)),
            Format::Csv => csv(row, self.n_rows == 1),
            Format::Json => {
                let comma = if self.n_rows > 1 { ",\n" } else { "" };
                format!("{comma}{}", indented(&object(row)))
            }
            Format::JsonLines => format!("{}\n", object(row)),
        }
    }

    /// What stands behind the last row.
    pub fn footer(&self) -> String {
        match self.format {
            Format::Markdown => format!(
                "\nbuild: aspiro {} ({})\n",
                env!("CARGO_PKG_VERSION"),
                build_commit()
            ),
            Format::Csv | Format::JsonLines => String::new(),
            Format::Json if self.n_rows == 0 => "]\n".to_owned(),
            Format::Json => "\n]\n".to_owned(),
        }
    }

    fn markdown_header(&self) -> String {
        let names = self.line(|column| column.name.to_owned());
        let rule = self.line(|column| {
            let dashes = "-".repeat(column.width - 1);
            format!("{dashes}{}", if column.to_the_left { '-' } else { ':' })
        });
        names + &rule
    }

    fn line(&self, text: impl Fn(&Column) -> String) -> String {
        let mut line = "|".to_owned();
        for column in &self.columns {
            let (text, width) = (text(column), column.width);
            line += &if column.to_the_left {
                format!(" {text:<width$} |")
            } else {
                format!(" {text:>width$} |")
            };
        }
        line + "\n"
    }
}

const fn left(name: &'static str, width: usize, text: fn(&Row) -> String) -> Column {
    Column {
        name,
        width,
        to_the_left: true,
        text,
    }
}

const fn right(name: &'static str, width: usize, text: fn(&Row) -> String) -> Column {
    Column {
        to_the_left: false,
        ..left(name, width, text)
    }
}

fn bytes(n: u64) -> String {
    let mib = n as f64 / f64::from(1 << 20);
    if mib < 1024.0 {
        format!("{mib:.2} MiB")
    } else {
        format!("{:.2} GiB", mib / 1024.0)
    }
}

fn count(n: u64) -> String {
    if n < 1_000_000_000 {
        format!("{:.2} M", n as f64 / 1e6)
    } else {
        format!("{:.2} B", n as f64 / 1e9)
    }
}

/// Every value in quotes; the names go before the first row.
fn csv(row: &Row, is_first: bool) -> String {
    let (names, values): (Vec<&str>, Vec<String>) = row
        .fields()
        .into_iter()
        .map(|(name, value)| (name, quoted(&value)))
        .unzip();
    let line = values.join(",") + "\n";
    if is_first {
        names.join(",") + "\n" + &line
    } else {
        line
    }
}

fn quoted(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    };
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn object(row: &Row) -> Value {
    let mut object: Map<String, Value> = row
        .fields()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    object.insert("samples_ns".to_owned(), json!(row.samples_ns));
    object.insert("samples_ts".to_owned(), json!(row.samples_ts()));
    Value::Object(object)
}

/// One field on each line, lists on one.
fn indented(object: &Value) -> String {
    let fields: Vec<String> = object
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| format!("    \"{name}\": {value}"))
        .collect();
    format!("  {{\n{}\n  }}", fields.join(",\n"))
}
