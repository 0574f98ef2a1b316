//! What the program does without a window: commands in, state out.
//!
//! A page pushes a [`Command`]; [`State::apply`] changes the state and returns [`Effect`]s; `jobs` runs
//! them in the background; their [`Event`]s come back through [`State::absorb`].

pub mod command;
mod effect;
mod event;
mod jobs;
pub mod links;
mod redaction;
pub mod state;
pub mod turn;
mod update;

use std::sync::mpsc;
use std::time::{Duration, Instant};

pub use command::Command;
pub use effect::Effect;
pub use event::Event;
pub use jobs::Waker;
pub use state::State;

use crate::app::state::Tone;
use crate::atlas;
use crate::config::Config;
use crate::explain::StoreError;
use crate::ingest::Reader;
use jobs::{ANY_SESSION, Jobs, Outbox, Session};

/// The running program: its state and the work behind it.
///
/// Dropping it stops what streams, waits for what is being written, and closes the profile.
pub struct App {
    state: State,
    /// The newest notice whose time is already running.
    timed_notice: u64,
    events: mpsc::Receiver<(Session, Event)>,
    jobs: Jobs,
}

impl App {
    /// Starts the background and opens the profile the person most likely wants.
    ///
    /// # Errors
    ///
    /// When the system gives no thread.
    pub fn start(config: Config, reader: Reader, wake: Waker) -> Result<Self, StoreError> {
        let (outbox, events) = Outbox::new(wake);
        let state = State {
            page: state::Page::Unlock,
            data_folder: Some(config.home.clone()),
            attribution: atlas::ATTRIBUTION,
            ..State::default()
        };
        let jobs = Jobs::new(config, reader, outbox)?;
        jobs.begin();
        Ok(Self {
            state,
            timed_notice: 0,
            events,
            jobs,
        })
    }

    pub const fn state(&self) -> &State {
        &self.state
    }

    pub fn handle(&mut self, command: Command) {
        let effects = self.state.apply(command);
        self.run(effects);
    }

    /// Takes in events for at most about `budget`; true if there were any.
    pub fn drain(&mut self, budget: Duration) -> bool {
        let started = Instant::now();
        let mut changed = false;
        while let Ok((session, event)) = self.events.try_recv() {
            if session == ANY_SESSION || session == self.jobs.session() {
                let effects = self.state.absorb(event);
                self.run(effects);
                changed = true;
            }
            if started.elapsed() >= budget {
                break;
            }
        }
        changed
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.jobs.run(effect);
        }
        // Bad news stays until it is dismissed.
        for notice in &self.state.notices {
            if notice.id > self.timed_notice {
                self.timed_notice = notice.id;
                if notice.tone != Tone::Bad {
                    self.jobs.expire(notice.id);
                }
            }
        }
    }
}
