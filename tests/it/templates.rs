//! Chat templates from outside: as Python renders them, and bounded when they mean harm.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::process::{Command, Stdio};

const FOLDER: &str = "../shared/data/chat-templates";

fn has_jinja() -> bool {
    Command::new("python3")
        .args(["-c", "import jinja2"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[test]
fn templates_render_as_in_python() {
    if !has_jinja() {
        println!("skipped: python3 with jinja2 is not there");
        return;
    }
    let mut script = Command::new("python3");
    script.args(["tests/templates.py", env!("CARGO_BIN_EXE_aspiro")]);
    if Path::new(FOLDER).exists() {
        script.arg(FOLDER);
    } else {
        println!("skipped: {FOLDER} is not there");
    }
    let output = script.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// With less memory than a careless program would take, a refusal is still a sentence.
#[cfg(target_os = "linux")]
#[test]
fn a_hostile_template_ends_in_a_sentence_within_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (template, conversation) = (folder.path().join("t"), folder.path().join("c"));
    std::fs::write(&conversation, r#"[{"role": "user", "content": "Hi"}]"#).unwrap();
    for source in [
        "{% set n = namespace(a='x') %}{% for i in range(99) %}{% set n.a = n.a ~ n.a %}{% endfor %}{{ n.a }}",
        "{% set n = namespace(a=[1]) %}{% for i in range(99) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a }}",
        "{% for a in range(99999) %}{{ 'x' * 9999999 }}{% endfor %}",
        "{{ range(99999) | join('x' * 9999999) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ] {
        std::fs::write(&template, source).unwrap();
        let output = Command::new("bash")
            .args(["-c", "ulimit -v 1500000; exec \"$@\"", "bash"])
            .arg(env!("CARGO_BIN_EXE_aspiro"))
            .arg("template")
            .args([&template, &conversation])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{source}");
        assert!(
            said.contains("chat template does not work"),
            "{source}: {said}"
        );
    }
}
