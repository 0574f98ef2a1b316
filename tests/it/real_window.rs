//! The real window on a real X server: mouse and keyboard in, an encrypted profile out.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use aspiro::app::state::{ChosenModel, Settings};
use aspiro::store::{Store, Vault};

/// Long enough for software rendering on a slow machine; reaching it is a failure, not a measurement.
const PATIENCE: Duration = Duration::from_secs(60);
/// The picture counts as finished when it has not changed for this long.
const STILL: Duration = Duration::from_millis(1500);

/// The screen, and the bytes of its pixels in the order `xwd` writes them.
const SCREEN: &str = "1280x900x24";
const PIXELS: usize = 1280 * 900 * 4;

/// Places inside the window, which is 1120 by 780 and drawn at scale 1.
const ADD_RESUME: (i32, i32) = (346, 224);
const PATH_FIELD: (i32, i32) = (420, 475);
const ANALYSE: (i32, i32) = (692, 256);

/// Killed when the test ends, however it ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

struct Desktop {
    display: String,
    _server: Running,
}

impl Desktop {
    fn start() -> Option<Self> {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                SCREEN,
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut line = String::new();
        let output = server.stdout.take()?;
        let server = Running(server);
        BufReader::new(output).read_line(&mut line).ok()?;
        Some(Self {
            display: format!(":{}", line.trim()),
            _server: server,
        })
    }

    fn tool(&self, program: &str, args: &[&str]) -> Vec<u8> {
        Command::new(program)
            .args(args)
            .env("DISPLAY", &self.display)
            .stderr(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{program} was there a moment ago: {error}"))
            .stdout
    }

    /// What is on the screen. `xwd` puts a header and a colour map before it, whose padding is never set
    /// and differs from call to call.
    fn picture(&self) -> Vec<u8> {
        let mut file = self.tool("xwd", &["-root", "-silent"]);
        file.split_off(file.len().saturating_sub(PIXELS))
    }

    /// Waits until something is drawn and stands still.
    fn settle(&self) {
        let started = Instant::now();
        let (mut last, mut since) = (Vec::new(), Instant::now());
        while started.elapsed() < PATIENCE {
            let now = self.picture();
            let blank = now.chunks_exact(4).all(|pixel| pixel == &now[..4]);
            if blank || now != last {
                (last, since) = (now, Instant::now());
            } else if since.elapsed() >= STILL {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("the picture never stood still");
    }

    fn open(&self, home: &Path) -> (Running, String) {
        let program = Command::new(env!("CARGO_BIN_EXE_aspiro"))
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("ASPIRO_HOME", home)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let program = Running(program);
        let started = Instant::now();
        loop {
            let found = self.tool(
                "xdotool",
                &["search", "--onlyvisible", "--name", "^Aspiro$"],
            );
            if let Some(window) = String::from_utf8_lossy(&found).lines().next() {
                let window = window.to_owned();
                self.settle();
                self.tool("xdotool", &["windowfocus", &window]);
                return (program, window);
            }
            assert!(started.elapsed() < PATIENCE, "no window appeared");
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn click(&self, window: &str, (x, y): (i32, i32)) {
        let (x, y) = (x.to_string(), y.to_string());
        self.tool("xdotool", &["mousemove", "--window", window, &x, &y]);
        thread::sleep(Duration::from_millis(200));
        self.tool("xdotool", &["click", "1"]);
        thread::sleep(Duration::from_millis(500));
    }

    fn quit(&self, mut program: Running) {
        self.tool("xdotool", &["key", "ctrl+q"]);
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Ok(Some(status)) = program.0.try_wait() {
                assert!(status.success(), "it ended with {status}");
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("Ctrl-Q did not end the program");
    }
}

fn missing() -> Option<&'static str> {
    ["Xvfb", "xdotool", "xwd"]
        .into_iter()
        .find(|program| Command::new(program).arg("-help").output().is_err())
}

fn demo(home: &Path) -> Store {
    Vault::new(home.to_owned())
        .unlock("Demo", None)
        .expect("the window has closed the profile")
}

/// A program built for tests takes minutes to compute what a model says.
fn use_no_model(home: &Path) {
    let store = demo(home);
    let settings = Settings {
        model: ChosenModel::None,
        ..Settings::default()
    };
    store
        .set("settings", &settings)
        .expect("the profile is open");
}

fn assert_all_is_there(home: &Path) {
    let store = demo(home);
    let resumes = store.resumes().expect("the profile is open");
    let names: Vec<&str> = resumes.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["typed.docx", "resume.pdf"]);
    let analyses = store.analyses(resumes[0].id).expect("the profile is open");
    assert_eq!(analyses.len(), 1, "one click, one analysis");
    assert!(analyses[0].complete);
    assert_eq!(analyses[0].title, "Data Scientist");
}

#[test]
fn a_resume_imported_and_analysed_in_the_window_is_there_after_a_restart() {
    if let Some(program) = missing() {
        println!("skipped: {program} is not installed, so no window was opened");
        return;
    }
    let Some(desktop) = Desktop::start() else {
        println!("skipped: Xvfb gives no display here, so no window was opened");
        return;
    };
    let home = tempfile::tempdir().expect("a folder for the test");
    let typed = home.path().join("typed.docx");
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample/resume.docx");
    std::fs::copy(sample, &typed).expect("the sample is part of the project");

    let (program, _) = desktop.open(home.path());
    desktop.quit(program);
    use_no_model(home.path());

    let (program, window) = desktop.open(home.path());
    desktop.click(&window, ADD_RESUME);
    desktop.settle();
    // The text cursor blinks, so the picture does not stand still before Enter.
    desktop.click(&window, PATH_FIELD);
    let path = typed.to_str().expect("temporary folders have plain names");
    desktop.tool("xdotool", &["type", "--delay", "15", path]);
    desktop.tool("xdotool", &["key", "Return"]);
    desktop.settle();
    desktop.click(&window, ANALYSE);
    desktop.settle();
    desktop.quit(program);
    assert_all_is_there(home.path());

    let (program, _) = desktop.open(home.path());
    desktop.quit(program);
    assert_all_is_there(home.path());
}
