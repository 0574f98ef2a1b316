//! The documents hold what they promise: links lead somewhere, and the tests they name exist.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn links_between_documents_lead_somewhere() {
    let broken: Vec<String> = documents()
        .iter()
        .flat_map(|page| {
            let folder = page.parent().expect("a document lies in a folder");
            let text = fs::read_to_string(page).expect("a document is UTF-8");
            let links: Vec<String> = targets(&text).map(str::to_owned).collect();
            links
                .into_iter()
                .filter(|link| !link.contains("://") && !folder.join(link).exists())
                .map(|link| format!("{}: {link}", page.display()))
        })
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_invariant_names_tests_that_exist() {
    let page = root().join("docs/ARCHITECTURE.md");
    let text = fs::read_to_string(page).expect("the architecture page");
    let mut sources = String::new();
    for folder in ["src", "tests"] {
        add_sources(&root().join(folder), &mut sources);
    }
    let invariants = text
        .split("\n## ")
        .find(|section| section.starts_with("Invariants"))
        .expect("the page has a section of invariants");
    let named: Vec<&str> = invariants
        .split("\n- ")
        .skip(1)
        .flat_map(|invariant| {
            let (_, holders) = invariant
                .split_once("Held by")
                .unwrap_or_else(|| panic!("no test holds this: {invariant}"));
            holders.split('`').skip(1).step_by(2)
        })
        .collect();
    let gone: Vec<&str> = named
        .iter()
        .copied()
        .filter(|name| !sources.contains(&format!("fn {name}(")))
        .collect();
    assert!(named.len() > 10, "only {} tests are named", named.len());
    assert!(gone.is_empty(), "no test is called {gone:?}");
}

#[test]
fn documents_that_the_source_names_exist() {
    let mut sources = String::new();
    for folder in ["src", "tests", "benches"] {
        add_sources(&root().join(folder), &mut sources);
    }
    let missing: Vec<&str> = sources
        .split("`docs/")
        .skip(1)
        .filter_map(|rest| rest.split_once('`'))
        .map(|(name, _)| name)
        .filter(|name| name.ends_with(".md") && !root().join("docs").join(name).exists())
        .collect();
    assert!(missing.is_empty(), "not in docs/: {missing:?}");
}

/// What stands in the round brackets of `[…](…)`.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty())
}

fn documents() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    for entry in fs::read_dir(root().join("docs")).expect("docs/") {
        let path = entry.expect("an entry of docs/").path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path);
        }
    }
    pages
}

fn add_sources(folder: &Path, sources: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            add_sources(&path, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            sources.push_str(&fs::read_to_string(path).expect("source is UTF-8"));
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
