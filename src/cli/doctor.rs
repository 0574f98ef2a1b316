//! `aspiro doctor [--json]`: what this machine has, and what would work here.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::app::state::LinkStatus;
use crate::catalog::{self, BUILT_IN};
use crate::cli::session::Session;
use crate::cli::{FAILED, SAMPLE};
use crate::config::Config;
use crate::engine::ModelFile;
use crate::explain::Explain;
use crate::ingest::Reader;
use crate::store::Vault;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Report {
    version: &'static str,
    system: String,
    n_cpus: usize,
    cpu_features: Vec<&'static str>,
    home: String,
    checks: Vec<Check>,
}

/// One thing that was tried.
#[derive(Debug, Serialize)]
struct Check {
    name: String,
    ok: bool,
    detail: String,
}

impl Check {
    fn new(name: impl Into<String>, result: Result<String, String>) -> Self {
        let ok = result.is_ok();
        let detail = result.unwrap_or_else(|problem| problem);
        Self {
            name: name.into(),
            ok,
            detail,
        }
    }
}

pub fn run(args: &Args) -> Result<u8> {
    let config = Config::from_env();
    let report = report(&config);
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        print(&mut out, &report)?;
    }
    // A model or a display may well be missing; reading and storing must work everywhere.
    let essential = |check: &&Check| matches!(check.name.as_str(), "reading" | "storing");
    let broken = report
        .checks
        .iter()
        .filter(essential)
        .any(|check| !check.ok);
    Ok(if broken { FAILED } else { 0 })
}

fn report(config: &Config) -> Report {
    let mut checks = vec![
        Check::new("reading", reading()),
        Check::new("storing", storing(&config.home)),
        Check::new("window", window()),
    ];
    match Session::open(config, None) {
        Ok(session) => checks.extend(session.status().into_iter().map(link)),
        Err(error) => checks.push(Check::new("profile", Err(error.explain().sentence()))),
    }
    checks.push(Check::new(
        format!("model {BUILT_IN}"),
        model(&catalog::built_in()),
    ));
    for found in catalog::discover(&config.home) {
        checks.push(Check::new(
            format!("model {}", found.path.display()),
            model(&found.path.as_path().into()),
        ));
    }
    Report {
        version: env!("CARGO_PKG_VERSION"),
        system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        n_cpus: std::thread::available_parallelism().map_or(1, usize::from),
        cpu_features: cpu_features(),
        home: config.home.display().to_string(),
        checks,
    }
}

/// Reads the sample résumé through the worker process.
fn reading() -> Result<String, String> {
    Reader::current()
        .and_then(|reader| reader.read_bytes(SAMPLE))
        .map(|resume| format!("the sample résumé has {} lines", resume.lines.len()))
        .map_err(|error| error.explain().sentence())
}

fn storing(home: &Path) -> Result<String, String> {
    let problem = |error: io::Error| format!("the data folder cannot be written: {error}");
    std::fs::create_dir_all(home).map_err(problem)?;
    let probe = home.join(".doctor");
    std::fs::write(&probe, b"probe").map_err(problem)?;
    std::fs::remove_file(&probe).map_err(problem)?;
    let profiles = Vault::new(home.to_owned())
        .list()
        .map_err(|error| error.explain().sentence())?;
    Ok(format!("{} profiles", profiles.len()))
}

fn window() -> Result<String, String> {
    match super::window::display() {
        Some(display) => Ok(display),
        None => Err("no display, so the commands serve instead".to_owned()),
    }
}

fn link(status: LinkStatus) -> Check {
    let result = if status.ready {
        Ok(status.detail)
    } else {
        Err(status.detail)
    };
    Check::new(format!("link {}", status.link.as_str()), result)
}

fn model(file: &ModelFile) -> Result<String, String> {
    file.header()
        .and_then(|header| catalog::fit(&header))
        .map(|fit| fit.sentence())
        .map_err(|error| error.explain().sentence())
}

fn cpu_features() -> Vec<&'static str> {
    let mut features = Vec::new();
    #[cfg(target_arch = "x86_64")]
    {
        let known = [
            ("avx2", std::is_x86_feature_detected!("avx2")),
            ("fma", std::is_x86_feature_detected!("fma")),
            ("avx512f", std::is_x86_feature_detected!("avx512f")),
            ("avx512vnni", std::is_x86_feature_detected!("avx512vnni")),
        ];
        features.extend(
            known
                .into_iter()
                .filter(|(_, has)| *has)
                .map(|(name, _)| name),
        );
    }
    features
}

fn print(out: &mut impl Write, report: &Report) -> io::Result<()> {
    writeln!(
        out,
        "Aspiro {} on {}, {} CPUs ({})",
        report.version,
        report.system,
        report.n_cpus,
        report.cpu_features.join(" ")
    )?;
    writeln!(out, "Data in {}\n", report.home)?;
    for check in &report.checks {
        let mark = if check.ok { "ok" } else { "--" };
        writeln!(out, "{mark}  {:<18} {}", check.name, check.detail)?;
    }
    Ok(())
}
