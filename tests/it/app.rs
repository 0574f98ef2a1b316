//! The program without its window: real files, a real encrypted store, real processes.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use aspiro::app::state::{ChosenModel, Goal, Page, Phase, Settings};
use aspiro::app::{App, Command, State};
use aspiro::chat::{Link, Speaker};
use aspiro::config::Config;
use aspiro::ingest::Reader;
use aspiro::private::Private;

/// Long enough for a slow machine; reaching it is a failure, not a measurement.
const PATIENCE: Duration = Duration::from_secs(60);
const CHILD_HOME: &str = "ASPIRO_TEST_CHILD_HOME";
const CHILD_URL: &str = "ASPIRO_TEST_CHILD_URL";

fn start(home: &Path) -> App {
    let config = Config {
        home: home.to_owned(),
        offline: false,
        profile: None,
        passphrase: None,
        openrouter_key: None,
        openrouter_key_backup: None,
        openrouter_url: "http://127.0.0.1:9".to_owned(),
    };
    let reader = Reader::new(PathBuf::from(env!("CARGO_BIN_EXE_aspiro")));
    App::start(config, reader, Arc::new(|| {})).expect("the system gives threads")
}

fn wait_until(app: &mut App, what: &str, ready: impl Fn(&State) -> bool) {
    let started = Instant::now();
    loop {
        app.drain(Duration::from_millis(10));
        if ready(app.state()) {
            return;
        }
        assert!(
            started.elapsed() < PATIENCE,
            "waited in vain until {what}; error: {:?}, notices: {:?}",
            app.state().profiles.error,
            app.state().notices
        );
        thread::sleep(Duration::from_millis(5));
    }
}

fn demo(home: &Path) -> App {
    let mut app = start(home);
    wait_until(&mut app, "the demo is open", |state| {
        state.profiles.open.is_some()
    });
    app
}

#[test]
fn a_first_start_can_do_the_main_job_and_all_of_it_is_there_after_a_restart() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let mut app = demo(home.path());
    assert_eq!(app.state().page, Page::Analyzer);
    assert_eq!(app.state().analyze_obstacle(), None);
    assert_eq!(app.state().settings.model, ChosenModel::BuiltIn);
    // A program built for tests takes minutes to compute what a model says.
    app.handle(Command::ChooseModel(ChosenModel::None));

    app.handle(Command::Analyze);
    wait_until(&mut app, "the analysis is done", |state| {
        state.analyzer.phase == Phase::Done
    });
    let analysis = app.state().analyzer.analysis.clone().expect("it is shown");
    assert_eq!(analysis.provenance.link, Link::Guide);
    assert!(!analysis.analysis.is_empty());

    app.handle(Command::SaveSuggestion(0));
    app.handle(Command::SetDraft("What should I learn first?".to_owned()));
    app.handle(Command::Send);
    wait_until(&mut app, "the mentor has answered", |state| {
        state.mentor.phase == Phase::Done && state.paths.list.len() == 1
    });
    app.handle(Command::SetDraft("And then".to_owned()));
    app.handle(Command::SetRole("Statistician".to_owned()));
    app.handle(Command::Go(Page::Paths));
    drop(app);

    let app = demo(home.path());
    let state = app.state();
    assert_eq!(state.page, Page::Paths);
    assert_eq!(state.analyzer.role, "Statistician");
    assert_eq!(state.analyzer.phase, Phase::Done);
    assert_eq!(state.analyzer.analysis.as_deref(), Some(&*analysis));
    assert_eq!(state.analyzer.saved, [0]);
    assert_eq!(state.paths.list.len(), 1);
    assert_eq!(state.mentor.messages.len(), 2);
    assert_eq!(state.mentor.messages[1].speaker, Speaker::Assistant);
    assert!(state.mentor.messages[1].complete);
    assert_eq!(state.mentor.draft, "And then");
    assert_eq!(state.ledger.bytes_sent, 0);
}

#[test]
fn a_file_that_is_no_resume_gets_a_sentence_and_changes_nothing() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let mut app = demo(home.path());
    let before = app.state().resumes.list.len();
    let picture = home.path().join("resume.pdf");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n0000").expect("the folder can be written");
    app.handle(Command::ImportResume(picture));
    wait_until(&mut app, "the file is refused", |state| {
        state.resumes.error.is_some()
    });
    let error = app.state().resumes.error.clone().expect("just seen");
    assert!(!error.what.is_empty() && !error.next.is_empty());
    assert_eq!(app.state().resumes.list.len(), before);
    assert!(app.state().resumes.open.is_some(), "the open résumé stays");
}

#[test]
fn profiles_keep_apart_what_two_people_store() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let mut app = demo(home.path());
    let passphrase = || Private::new("correct horse battery".to_owned());
    app.handle(Command::CreateProfile {
        name: "Ada".to_owned(),
        passphrase: passphrase(),
    });
    wait_until(&mut app, "Ada's profile is open", |state| {
        state.profiles.open.as_deref() == Some("Ada")
    });
    assert!(
        app.state().resumes.list.is_empty(),
        "the demo's résumé is not here"
    );
    app.handle(Command::PasteResume(Private::new(
        "Ada Example\n\nSkills\nPython, SQL\n".to_owned(),
    )));
    wait_until(&mut app, "the pasted text is stored", |state| {
        state.resumes.list.len() == 1
    });
    app.handle(Command::Lock);
    assert!(app.state().resumes.open.is_none());
    app.handle(Command::Unlock {
        name: "Ada".to_owned(),
        passphrase: Private::new("wrong horse battery".to_owned()),
    });
    wait_until(&mut app, "the wrong passphrase is refused", |state| {
        state.profiles.error.is_some()
    });
    assert!(app.state().profiles.open.is_none());
    app.handle(Command::Unlock {
        name: "Ada".to_owned(),
        passphrase: passphrase(),
    });
    wait_until(&mut app, "Ada is back", |state| {
        state.resumes.open.is_some()
    });
}

#[test]
fn best_fit_and_job_descriptions_give_complete_analyses() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let mut app = demo(home.path());
    app.handle(Command::ChooseModel(ChosenModel::None));
    app.handle(Command::SetGoal(Goal::BestFit));
    app.handle(Command::Analyze);
    wait_until(&mut app, "best fit is done", |state| {
        state.analyzer.phase == Phase::Done
    });
    let best = app.state().analyzer.analysis.clone().expect("it is shown");
    assert_eq!(best.suggestions.len(), 3);

    app.handle(Command::SetGoal(Goal::Job));
    app.handle(Command::SetJob(
        "Data Engineer\n\nRequirements\n- Python and SQL\n- 3 years of experience\n\nNice to have\n- Docker\n"
            .to_owned(),
    ));
    app.handle(Command::Analyze);
    wait_until(&mut app, "the job is compared", |state| {
        state.analyzer.phase == Phase::Done
            && state
                .analyzer
                .analysis
                .as_ref()
                .is_some_and(|analysis| !analysis.requirements.is_empty())
    });
    assert_eq!(app.state().analyzer.history.len(), 2);
}

/// An endpoint that writes the beginning of an answer and then says nothing more.
fn stalling_endpoint(beginning: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("it is bound");
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut reader = BufReader::new(&connection);
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
                    line.clear();
                }
                let body = serde_json::json!({
                    "choices": [{ "index": 0, "delta": { "content": beginning } }]
                });
                let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
                drop((&connection).write_all(format!("{head}data: {body}\n\n").as_bytes()));
                thread::sleep(PATIENCE);
            });
        }
    });
    format!("http://{address}/v1")
}

const BEGINNING: &str =
    "[1] Your résumé shows the skills this role asks for.\n[2] Your résumé goes on.\n[1] And then";

#[test]
fn stopping_keeps_what_had_arrived_and_says_so() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let mut app = demo(home.path());
    stream_partly(&mut app, stalling_endpoint(BEGINNING));
    app.handle(Command::StopAnalysis);
    wait_until(&mut app, "it has stopped", |state| {
        state.analyzer.phase == Phase::Stopped
    });
    assert!(!app.state().analyzer.history[0].complete);
    drop(app);
    assert_partial_is_kept(home.path());
}

/// Points the chain at this endpoint and waits until a first sentence is on the page.
fn stream_partly(app: &mut App, url: String) {
    let settings = Settings {
        endpoint_url: url,
        endpoint_model: "stand-in".to_owned(),
        model: ChosenModel::None,
        ..app.state().settings.clone()
    };
    app.handle(Command::ChangeSettings(Box::new(settings)));
    app.handle(Command::Analyze);
    wait_until(app, "a first sentence has arrived", |state| {
        state
            .analyzer
            .analysis
            .as_ref()
            .is_some_and(|analysis| !analysis.analysis.is_empty())
    });
}

fn assert_partial_is_kept(home: &Path) {
    let app = demo(home);
    let state = app.state();
    assert_eq!(
        state.analyzer.phase,
        Phase::Interrupted,
        "not shown as complete"
    );
    let analysis = state
        .analyzer
        .analysis
        .clone()
        .expect("the partial answer is kept");
    assert!(analysis.analysis.contains("skills this role asks for"));
    assert!(state.resumes.open.is_some(), "the résumé is there");
}

/// Runs only in the process that the test below starts and kills.
#[test]
fn child_that_is_killed_in_the_middle_of_an_answer() {
    let (Ok(home), Ok(url)) = (std::env::var(CHILD_HOME), std::env::var(CHILD_URL)) else {
        return;
    };
    let mut app = demo(Path::new(&home));
    stream_partly(&mut app, url);
    // The journal is at most 250 ms behind the page.
    thread::sleep(Duration::from_millis(600));
    println!("partly written");
    thread::sleep(PATIENCE);
}

#[test]
fn a_killed_program_shows_the_partial_answer_at_its_next_start() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let url = stalling_endpoint(BEGINNING);
    let mut child = Process::new(std::env::current_exe().expect("a test knows its own file"))
        .args([
            "--exact",
            "app::child_that_is_killed_in_the_middle_of_an_answer",
            "--nocapture",
        ])
        .env(CHILD_HOME, home.path())
        .env(CHILD_URL, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the test can start itself");
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    let seen = output
        .lines()
        .map_while(Result::ok)
        .any(|line| line.contains("partly written"));
    child.kill().expect("it is still running");
    child.wait().expect("it was started here");
    assert!(seen, "the child got as far as a partial answer");
    assert_partial_is_kept(home.path());
}

/// What was still running for one profile neither shows in the next nor goes on, and what had arrived is kept.
#[test]
fn nothing_of_a_locked_profile_reaches_the_next() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let mut app = demo(home.path());
    stream_partly(&mut app, stalling_endpoint(BEGINNING));
    app.handle(Command::Lock);
    app.handle(Command::CreateProfile {
        name: "Ada".to_owned(),
        passphrase: Private::new("correct horse battery".to_owned()),
    });
    wait_until(&mut app, "the new profile is open", |state| {
        state.profiles.open.as_deref() == Some("Ada")
    });
    thread::sleep(Duration::from_millis(500));
    app.drain(Duration::from_millis(50));
    let state = app.state();
    assert!(state.mentor.chats.is_empty() && state.performance.answers.is_empty());
    assert!(state.analyzer.analysis.is_none() && state.analyzer.history.is_empty());
    assert!(!state.analyzer.phase.is_busy() && state.notices.is_empty());
    app.handle(Command::OpenDemo);
    wait_until(&mut app, "the demo is open again", |state| {
        state.profiles.open.as_deref() == Some("Demo")
    });
    let analyzer = &app.state().analyzer;
    assert_eq!(analyzer.phase, Phase::Interrupted);
    assert!(analyzer.analysis.is_some(), "what had arrived is kept");
}
