//! `aspiro bench --task career`: how well models do the program's own work.

use std::io::{self, Write};
use std::path::PathBuf;
use std::pin::pin;

use anyhow::Result;
use serde_json::json;

use crate::bench::Format;
use crate::bench::career::{self, Marks};
use crate::career::resume::Resume;
use crate::cli::{CANCELLED, complain, document};
use crate::engine::{Engine, LoadOptions, ModelFile};
use crate::explain::Explain;
use crate::provider::local::Local;

/// A figure of a row: its name, and its text.
type Cell = (&'static str, String);

pub(super) fn run(models: &[ModelFile], resumes: &[PathBuf], format: Format) -> Result<u8> {
    let mut read_all = Vec::new();
    for path in resumes {
        match document::read(path) {
            Ok(document) => read_all.push(document.read),
            Err(error) => return complain(&error.explain()),
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let code = runtime.block_on(async {
        let mut cancel = pin!(tokio::signal::ctrl_c());
        tokio::select! {
            biased;
            _ = &mut cancel => Ok(CANCELLED),
            code = measure(models, &read_all, format) => code,
        }
    });
    runtime.shutdown_background();
    code
}

async fn measure(models: &[ModelFile], resumes: &[Resume], format: Format) -> Result<u8> {
    let mut rows = Vec::new();
    for file in models {
        let file = file.clone();
        let loading = move || Engine::load(&file, &LoadOptions::default());
        let engine = match tokio::task::spawn_blocking(loading).await? {
            Ok(engine) => engine,
            Err(error) => return complain(&error.explain()),
        };
        let name = engine.info().name.clone();
        let model = Local::new(engine);
        for is_held in [false, true] {
            match career::run(&model, resumes, is_held).await {
                Ok(marks) => rows.push(cells(&name, is_held, &marks)),
                Err(error) => return complain(&error.explain()),
            }
            write(&rows, format)?;
        }
    }
    if format == Format::Json {
        let rows: Vec<_> = rows.iter().map(|row| object(row)).collect();
        serde_json::to_writer_pretty(io::stdout(), &rows)?;
        writeln!(io::stdout())?;
    }
    Ok(0)
}

fn cells(name: &str, is_held: bool, marks: &Marks) -> Vec<Cell> {
    let share = |of: usize, all: usize| match all {
        0 => String::new(),
        _ => format!("{:.4}", of as f64 / all as f64),
    };
    vec![
        ("model", name.to_owned()),
        ("form", if is_held { "held" } else { "free" }.to_owned()),
        ("steps", marks.steps.to_string()),
        ("lines", marks.lines.to_string()),
        ("formed", share(marks.formed, marks.lines)),
        ("kept", share(marks.kept, marks.sentences)),
        ("copied", share(marks.copied, marks.names)),
        ("distinct_4", share(marks.distinct, marks.phrases)),
        ("loops", marks.loops.to_string()),
        (
            "first_word_ms",
            format!("{:.1}", marks.first_word.as_secs_f64() * 1e3),
        ),
        ("tokens_per_second", format!("{:.1}", marks.pace())),
    ]
}

/// The newest row, with the names of the columns before the first; JSON comes as a whole at the end.
fn write(rows: &[Vec<Cell>], format: Format) -> Result<()> {
    let Some(newest) = rows.last() else {
        return Ok(());
    };
    let mut out = io::stdout().lock();
    let names = || newest.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let texts = || {
        newest
            .iter()
            .map(|(_, text)| text.as_str())
            .collect::<Vec<_>>()
    };
    match format {
        Format::Markdown => {
            if rows.len() == 1 {
                writeln!(out, "| {} |", names().join(" | "))?;
                writeln!(out, "|{}", " --- |".repeat(newest.len()))?;
            }
            writeln!(out, "| {} |", texts().join(" | "))?;
        }
        Format::Csv => {
            if rows.len() == 1 {
                writeln!(out, "{}", names().join(","))?;
            }
            let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            let texts: Vec<String> = texts().into_iter().map(quoted).collect();
            writeln!(out, "{}", texts.join(","))?;
        }
        Format::JsonLines => writeln!(out, "{}", object(newest))?,
        Format::Json => {}
    }
    Ok(())
}

/// Figures as numbers; one that there is nothing to count for is null.
fn object(row: &[Cell]) -> serde_json::Value {
    row.iter()
        .map(|(name, text)| {
            let value = match *name {
                "model" | "form" => json!(text),
                _ => json!(text.parse::<f64>().ok()),
            };
            ((*name).to_owned(), value)
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}
