//! Who may use whom, held against the source. `docs/ARCHITECTURE.md` shows the same table and says why.

use std::fs;
use std::path::{Path, PathBuf};

use crate::rust_code::{heads, line_of, without_comments_and_text, words};

/// A module and the modules it may name as `crate::…`. Itself and `explain`, the words people read, go without saying.
const MAY_USE: &[(&str, &[&str])] = &[
    ("private", &[]),
    ("explain", &[]),
    ("chat", &["private"]),
    ("config", &["private"]),
    ("career", &["chat", "private"]),
    ("atlas", &["career", "private"]),
    ("ingest", &["career", "private"]),
    ("prompt", &["career", "chat", "private"]),
    ("kernels", &[]),
    ("engine", &["chat", "kernels", "private"]),
    ("catalog", &["engine"]),
    ("egress", &["chat", "private"]),
    ("provider", &["chat", "egress", "private"]),
    ("store", &["career", "chat", "private"]),
    (
        "advisor",
        &["atlas", "career", "chat", "private", "prompt", "provider"],
    ),
    (
        "bench",
        &["advisor", "atlas", "career", "chat", "engine", "provider"],
    ),
    (
        "app",
        &[
            "advisor", "atlas", "career", "catalog", "chat", "config", "egress", "engine",
            "ingest", "private", "prompt", "provider", "store",
        ],
    ),
    ("gui", &["app", "career", "chat", "config", "private"]),
    (
        "cli",
        &[
            "advisor", "app", "atlas", "bench", "career", "catalog", "chat", "config", "egress",
            "engine", "gui", "ingest", "private", "prompt", "provider", "store",
        ],
    ),
];

/// Single files that may use more than their module: the one place where two parts meet.
const FILE_MAY_ALSO_USE: &[(&str, &str)] = &[("src/provider/local.rs", "engine")];

/// Outside crates that have one home, so that replacing one of them changes one folder; and the modules
/// of the standard library that reach a disk or a network.
const HOMES: &[(&str, &[&str])] = &[
    ("anyhow", &["cli"]),
    ("argon2", &["store"]),
    ("candle_core", &["engine"]),
    ("candle_nn", &["engine"]),
    ("candle_transformers", &["engine"]),
    ("clap", &["cli"]),
    ("eframe", &["gui"]),
    ("egui", &["gui"]),
    ("egui_commonmark", &["gui"]),
    ("egui_plot", &["gui"]),
    ("flate2", &["cli"]),
    ("hf_hub", &["catalog"]),
    ("half", &["engine", "kernels"]),
    ("llguidance", &["engine"]),
    ("memmap2", &["engine", "kernels"]),
    ("minijinja", &["engine"]),
    ("minijinja_contrib", &["engine"]),
    ("pdf_extract", &["ingest"]),
    ("quick_xml", &["ingest"]),
    ("reqwest", &["egress"]),
    ("rfd", &["app"]),
    ("ring", &["store"]),
    ("rlimit", &["ingest"]),
    ("rpassword", &["cli"]),
    ("rusqlite", &["store"]),
    ("rust_stemmers", &["atlas"]),
    ("rustls", &["egress"]),
    (
        "std::fs",
        &[
            "app", "bench", "catalog", "cli", "engine", "ingest", "kernels", "store",
        ],
    ),
    ("std::net", &["egress"]),
    ("tokio::net", &["egress"]),
    ("tokenizers", &["engine"]),
    ("zip", &["ingest"]),
];

const MAX_LINES: usize = 600;
const MAX_MAIN_LINES: usize = 30;

#[test]
fn every_module_uses_only_what_its_row_allows() {
    let faults: Vec<String> = sources()
        .iter()
        .flat_map(|(path, source)| faults(path, source))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn files_stay_small() {
    let long: Vec<String> = sources()
        .iter()
        .filter_map(|(path, source)| {
            let (n_lines, limit) = (source.lines().count(), max_lines(path));
            (n_lines > limit).then(|| format!("{path} has {n_lines} lines; the limit is {limit}"))
        })
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn the_architecture_page_shows_the_same_table() {
    let page = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).expect("the page");
    let shown: Vec<(String, Vec<String>)> = page
        .lines()
        .skip_while(|line| !line.starts_with("| module |"))
        .skip(2)
        .map_while(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(quoted_names);
            Some((cells.next()?.pop()?, cells.next()?))
        })
        .collect();
    let held: Vec<(String, Vec<String>)> = MAY_USE
        .iter()
        .map(|(module, uses)| {
            let uses = uses.iter().map(|name| (*name).to_owned()).collect();
            ((*module).to_owned(), uses)
        })
        .collect();
    assert_eq!(shown, held);
}

#[test]
fn a_wrong_use_is_found() {
    let wrong =
        "use crate::app::State;\nuse crate::{\n    chat::Link,\n    store::{Vault, chats},\n};\n";
    assert_eq!(
        faults("src/gui/x.rs", wrong),
        ["src/gui/x.rs:4: gui may not use store"]
    );
    assert_eq!(
        faults("src/career/x.rs", "fn f() -> crate::store::Vault {}"),
        ["src/career/x.rs:1: career may not use store"]
    );
    assert_eq!(
        faults("src/career/x.rs", "use super::super::atlas::Atlas;"),
        ["src/career/x.rs:1: career may not use atlas"]
    );
    assert_eq!(
        faults("src/chat.rs", "use super::gui;"),
        ["src/chat.rs:1: chat may not use gui"]
    );
    assert_eq!(
        faults("src/app/x.rs", "use rusqlite::Connection;\nuse egui;"),
        [
            "src/app/x.rs:1: rusqlite belongs in store",
            "src/app/x.rs:2: egui belongs in gui",
        ]
    );
    assert_eq!(
        faults("src/provider/openai.rs", "use crate::engine::Engine;"),
        ["src/provider/openai.rs:1: provider may not use engine"]
    );
    assert_eq!(
        faults("src/attic/x.rs", ""),
        ["src/attic/x.rs:1: attic has no row in tests/it/layering.rs"]
    );
}

#[test]
fn a_right_use_is_left_alone() {
    let right = r##"
        //! Not code: use crate::store::Vault;
        use crate::{app::{State, command::Command}, explain, gui::theme};
        use super::theme;
        /* use crate::store; /* nested */ use rusqlite::Row; */
        const TEXT: &str = "use crate::store::Vault; \" rusqlite::Row";
        const RAW: &str = r#"use crate::store::"Vault";"#;
        fn quote<'a>(c: &'a char) -> bool { *c == '"' || *c == '\'' }
        fn egui_ui(ui: &mut egui::Ui) { self.rusqlite.store(ui) }
    "##;
    assert_eq!(faults("src/gui/x.rs", right), Vec::<String>::new());
    for path in ["src/provider/local.rs", "src/career/score_tests.rs"] {
        assert_eq!(
            faults(path, "use crate::engine::Engine;"),
            Vec::<String>::new()
        );
    }
}

/// Every fault of one file as `path:line: what is wrong`, in the order of its lines.
fn faults(path: &str, source: &str) -> Vec<String> {
    let Some(module) = module_of(path).filter(|_| !is_test(path)) else {
        return Vec::new();
    };
    let Some((_, may_use)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
        return vec![format!(
            "{path}:1: {module} has no row in tests/it/layering.rs"
        )];
    };
    let code = without_comments_and_text(source);
    let allowed = |name: &str| {
        name == module
            || name == "explain"
            || may_use.contains(&name)
            || FILE_MAY_ALSO_USE.contains(&(path, name))
            || !is_module(name)
    };
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, name) in inside_uses(path, &code) {
        if !allowed(name) {
            found.push((line_of(&code, at), format!("{module} may not use {name}")));
        }
    }
    for (name, homes) in HOMES {
        if homes.contains(&module) {
            continue;
        }
        for at in outside_uses(&code, name) {
            let homes = homes.join(" or ");
            found.push((line_of(&code, at), format!("{name} belongs in {homes}")));
        }
    }
    found.sort_by_key(|(line, _)| *line);
    found
        .into_iter()
        .map(|(line, what)| format!("{path}:{line}: {what}"))
        .collect()
}

/// The top-level module a file belongs to; `None` for the crate's two roots.
fn module_of(path: &str) -> Option<&str> {
    let inner = path.strip_prefix("src/")?;
    match inner.split_once('/') {
        Some((folder, _)) => Some(folder),
        None => inner
            .strip_suffix(".rs")
            .filter(|name| !["lib", "main"].contains(name)),
    }
}

/// A file of tests may use whatever it needs to set the scene; the table is about the program.
fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

fn is_module(name: &str) -> bool {
    MAY_USE.iter().any(|(module, _)| *module == name)
}

/// Names that follow `crate::`, or enough `super::` to leave the module, with where they stand.
fn inside_uses<'a>(path: &str, code: &'a str) -> Vec<(usize, &'a str)> {
    let way_up = if path.matches('/').count() == 1 {
        "super::"
    } else {
        "super::super::"
    };
    ["crate::", way_up]
        .into_iter()
        .flat_map(|prefix| {
            words(code, prefix.trim_end_matches("::"))
                .filter(move |at| code[*at..].starts_with(prefix))
                .flat_map(move |at| heads(code, at + prefix.len()))
        })
        .filter(|(_, name)| is_module(name))
        .collect()
}

/// Where the code names an outside crate: as the head of a path, or whole in a `use`.
fn outside_uses<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    words(code, name).filter(move |at| {
        let before = code[..*at].trim_end();
        let after = &code[at + name.len()..];
        let is_head = !before.ends_with("::") && !before.ends_with('.');
        is_head && (after.starts_with("::") || before.ends_with("use"))
    })
}

fn quoted_names(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn max_lines(path: &str) -> usize {
    if path == "src/main.rs" {
        MAX_MAIN_LINES
    } else {
        MAX_LINES
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src/` with its path from the root, in one order.
fn sources() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    paths.sort();
    assert!(paths.len() > 10, "src/ was not found");
    paths
        .iter()
        .map(|path| {
            let shown = path.strip_prefix(root()).expect("below the root");
            let shown = shown.to_string_lossy().replace('\\', "/");
            (shown, fs::read_to_string(path).expect("source is UTF-8"))
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of src/") {
        let path = entry.expect("an entry of src/").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}
