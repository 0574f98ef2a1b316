//! `aspiro` alone: the window, or the sample analysis where there is no display.

use std::io::{self, Write};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Result;

use crate::app::{App, Command, State, Waker};
use crate::cli::{analyze, complain};
use crate::config::Config;
use crate::explain::Explain;
use crate::gui::{self, Driver};
use crate::ingest::Reader;

struct Desktop(App);

impl Driver for Desktop {
    fn state(&self) -> &State {
        self.0.state()
    }

    fn handle(&mut self, command: Command) {
        self.0.handle(command);
    }

    fn drain(&mut self, budget: Duration) -> bool {
        self.0.drain(budget)
    }
}

pub fn run() -> Result<u8> {
    if display().is_none() {
        return without_window("no display was found");
    }
    let reader = match Reader::current() {
        Ok(reader) => reader,
        Err(error) => return complain(&error.explain()),
    };
    // The window exists only after the program behind it has started.
    let waker: Arc<OnceLock<Waker>> = Arc::default();
    let slot = Arc::clone(&waker);
    let wake: Waker = Arc::new(move || {
        if let Some(wake) = slot.get() {
            wake();
        }
    });
    let app = match App::start(Config::from_env(), reader, wake) {
        Ok(app) => app,
        Err(error) => return complain(&error.explain()),
    };
    let shown = gui::run(move |wake| {
        drop(waker.set(wake));
        Box::new(Desktop(app))
    });
    match shown {
        Ok(()) => Ok(0),
        Err(error) => without_window(&error.to_string()),
    }
}

/// The display a window would open on; `None` where there is none.
pub fn display() -> Option<String> {
    if cfg!(not(all(unix, not(target_os = "macos")))) {
        return Some("the system's own".to_owned());
    }
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .next()
}

fn without_window(reason: &str) -> Result<u8> {
    writeln!(
        io::stderr(),
        "Aspiro cannot open a window here ({reason}), so here is the sample analysis in the terminal.\n"
    )?;
    analyze::sample()
}
