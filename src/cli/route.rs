//! `aspiro route`: ways from one occupation to another, hop by hop.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;

use crate::advisor::evidence::EvidenceList;
use crate::atlas::{AS_OF, ATTRIBUTION, Atlas};
use crate::career::analysis::Evidence;
use crate::career::occupation::Occupation;
use crate::career::resume::Resume;
use crate::career::route::{self, Bearings, Hop, Route};
use crate::career::score::Fact;
use crate::cli::complain;
use crate::cli::occupation::find;
use crate::cli::render::paint::{Paint, WIDTH, wrapped};
use crate::explain::{Explain, Explanation};
use crate::ingest::{self, Reader};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where the way begins: an occupation by any title people use, or its code
    from: String,
    /// Where it should lead
    to: String,
    /// A résumé: what it shows need not be learnt
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// Print the ways and their evidence as JSON
    #[arg(long)]
    json: bool,
}

/// What `--json` prints; `assets/schemas/route.json` is its schema.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    from: Named<'a>,
    to: Named<'a>,
    routes: Vec<RouteRow<'a>>,
    evidence: Vec<Evidence>,
    attribution: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    code: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct RouteRow<'a> {
    cost: u32,
    hops: Vec<HopRow<'a>>,
}

#[derive(Serialize)]
struct HopRow<'a> {
    from: Named<'a>,
    to: Named<'a>,
    cost: u32,
    asks: Vec<AskRow<'a>>,
    has: Vec<HeldRow<'a>>,
    preparation: PreparationRow<'a>,
}

#[derive(Serialize)]
struct AskRow<'a> {
    name: &'a str,
    kind: &'a str,
    before: Option<f32>,
    after: Option<f32>,
    evidence: Vec<u32>,
}

#[derive(Serialize)]
struct HeldRow<'a> {
    name: &'a str,
    kind: &'a str,
    #[serde(rename = "shownBy")]
    shown_by: &'a str,
    evidence: Vec<u32>,
}

#[derive(Serialize)]
struct PreparationRow<'a> {
    before: u8,
    after: u8,
    education: Option<&'a str>,
    evidence: Vec<u32>,
}

pub fn run(args: &Args) -> Result<u8> {
    let atlas = Atlas::get();
    let ends = find(&args.from).and_then(|from| Ok((from, find(&args.to)?)));
    let (from, to) = match ends {
        Ok(ends) => ends,
        Err(explanation) => return complain(&explanation),
    };
    let resume = match args.resume.as_deref().map(read).transpose() {
        Ok(resume) => resume,
        Err(explanation) => return complain(&explanation),
    };
    let bearings = resume
        .as_ref()
        .map(|resume| Bearings::new(resume, atlas.vocabulary(), AS_OF));
    let routes = route::routes(atlas.occupations(), &from.code, &to.code, bearings.as_ref());
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &report(from, to, &routes, resume.as_ref()))?;
        writeln!(out)?;
    } else {
        print(&mut out, from, to, &routes)?;
    }
    Ok(0)
}

fn read(path: &Path) -> Result<Resume, Explanation> {
    let document = Reader::current()
        .and_then(|reader| reader.read_path(path))
        .map_err(|error| error.explain())?;
    match ingest::blank_reason(&document.read) {
        Some(reason) => Err(Explanation::new(reason, "", "")),
        None => Ok(document.read),
    }
}

fn report<'a>(
    from: &'a Occupation,
    to: &'a Occupation,
    routes: &'a [Route],
    resume: Option<&'a Resume>,
) -> Report<'a> {
    let mut evidence = EvidenceList::new(resume, "");
    let rows = routes
        .iter()
        .map(|route| RouteRow {
            cost: route.cost,
            hops: route
                .hops
                .iter()
                .map(|hop| hop_row(hop, &mut evidence))
                .collect(),
        })
        .collect();
    let named = |occupation: &'a Occupation| Named {
        code: &occupation.code,
        title: &occupation.title,
    };
    Report {
        version: 1,
        from: named(from),
        to: named(to),
        routes: rows,
        evidence: evidence.into_rows(),
        attribution: ATTRIBUTION,
    }
}

fn hop_row<'a>(hop: &'a Hop, evidence: &mut EvidenceList<'_>) -> HopRow<'a> {
    let mut cite = |facts: &[Fact]| evidence.add_all(facts);
    let named = |stop: &'a route::Stop| Named {
        code: &stop.code,
        title: &stop.title,
    };
    let ask = |ask: &'a route::Ask, evidence: Vec<u32>| AskRow {
        name: &ask.name,
        kind: ask.kind.name(),
        before: ask.before,
        after: ask.after,
        evidence,
    };
    let held = |held: &'a route::Held, evidence: Vec<u32>| HeldRow {
        name: &held.name,
        kind: held.kind.name(),
        shown_by: held.shown_by.name(),
        evidence,
    };
    HopRow {
        from: named(&hop.from),
        to: named(&hop.to),
        cost: hop.cost,
        asks: hop
            .asks
            .iter()
            .map(|one| ask(one, cite(&one.facts)))
            .collect(),
        has: hop
            .has
            .iter()
            .map(|one| held(one, cite(&one.facts)))
            .collect(),
        preparation: PreparationRow {
            before: hop.preparation.before,
            after: hop.preparation.after,
            education: hop
                .preparation
                .education
                .as_ref()
                .map(|(level, _)| level.as_str()),
            evidence: cite(&hop.preparation.facts),
        },
    }
}

fn print(out: &mut impl Write, from: &Occupation, to: &Occupation, routes: &[Route]) -> Result<()> {
    let paint = Paint::new(io::stdout().is_terminal());
    let head = format!("{} → {}", from.title, to.title);
    writeln!(out, "\n{}", paint.bold(&head))?;
    if routes.is_empty() {
        let why = if from.code == to.code {
            "Both are the same occupation, so there is no way to go."
        } else {
            "No chain of related occupations leads from one to the other."
        };
        write!(out, "\n{}", wrapped(why, 2, WIDTH))?;
    }
    for (at, route) in routes.iter().enumerate() {
        let name = if at == 0 {
            "The shortest way".to_owned()
        } else {
            format!("Another way ({at})")
        };
        writeln!(
            out,
            "\n{}  {}",
            paint.accent(&name),
            paint.dim(&format!("effort {}", route.cost))
        )?;
        for hop in &route.hops {
            print_hop(out, paint, hop)?;
        }
    }
    writeln!(out)?;
    for line in wrapped(ATTRIBUTION, 0, WIDTH).lines() {
        writeln!(out, "{}", paint.dim(line))?;
    }
    Ok(())
}

fn print_hop(out: &mut impl Write, paint: Paint, hop: &Hop) -> Result<()> {
    let code = paint.dim(&hop.to.code);
    writeln!(out, "\n  → {}  {code}", paint.bold(&hop.to.title))?;
    let names = |names: Vec<&str>| {
        if names.is_empty() {
            "nothing that is listed".to_owned()
        } else {
            names.join(", ")
        }
    };
    let asks = names(hop.asks.iter().map(|ask| ask.name.as_str()).collect());
    let has = names(hop.has.iter().map(|held| held.name.as_str()).collect());
    write!(out, "{}", wrapped(&format!("New: {asks}"), 4, WIDTH))?;
    write!(
        out,
        "{}",
        wrapped(&format!("There already: {has}"), 4, WIDTH)
    )?;
    write!(out, "{}", wrapped(&hop.preparation.sentence(), 4, WIDTH))?;
    Ok(())
}
