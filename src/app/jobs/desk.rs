//! The desk: the one thread that holds the open profile and does everything to it in order.

use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::jobs::{Tools, analysis, chat, files, paths, profiles, settings};
use crate::egress::{Ledger, Sent};
use crate::explain::{Explain, StoreError};
use crate::store::Store;

type Task = Box<dyn FnOnce(&mut Desk) + Send>;

/// How long the program waits at its end for what is still to be written.
const CLOSING_TIME: Duration = Duration::from_secs(5);

pub(super) struct Desk {
    pub(super) tools: Arc<Tools>,
    pub(super) store: Option<Arc<Store>>,
    pub(super) sender: Sender,
    ledger: LedgerBook,
}

/// Puts tasks on the desk; clones share one queue.
#[derive(Clone)]
pub(super) struct Sender {
    queue: mpsc::Sender<Option<Task>>,
    closed: Arc<(Mutex<bool>, Condvar)>,
}

pub(super) fn channel() -> (Sender, mpsc::Receiver<Option<Task>>) {
    let (queue, receiver) = mpsc::channel();
    let closed = Arc::new((Mutex::new(false), Condvar::new()));
    (Sender { queue, closed }, receiver)
}

impl Sender {
    /// A task put on a desk that is closed already is dropped: the program is ending.
    pub(super) fn put(&self, task: impl FnOnce(&mut Desk) + Send + 'static) {
        drop(self.queue.send(Some(Box::new(task))));
    }

    /// Lets the desk finish what lies on it, then waits for the profile to be closed.
    pub(super) fn close(&self) {
        if self.queue.send(None).is_err() {
            return;
        }
        let (closed, signal) = &*self.closed;
        let Ok(guard) = closed.lock() else { return };
        drop(signal.wait_timeout_while(guard, CLOSING_TIME, |closed| !*closed));
    }
}

impl Desk {
    pub(super) fn start(
        tools: Arc<Tools>,
        sender: Sender,
        tasks: mpsc::Receiver<Option<Task>>,
        ledger: LedgerBook,
    ) -> Result<(), StoreError> {
        let work = move || {
            let closed = Arc::clone(&sender.closed);
            let mut desk = Self {
                tools,
                store: None,
                sender,
                ledger,
            };
            while let Ok(Some(task)) = tasks.recv() {
                task(&mut desk);
            }
            drop(desk);
            if let Ok(mut flag) = closed.0.lock() {
                *flag = true;
                closed.1.notify_all();
            }
        };
        thread::Builder::new()
            .name("desk".to_owned())
            .spawn(work)
            .map(drop)
            .map_err(|error| StoreError::Io {
                detail: error.to_string(),
            })
    }

    /// Opens this profile in place of the one before; `None` closes it, and with it the way out of this machine: consent
    /// is a profile's.
    pub(super) fn turn_to(&mut self, store: Option<Arc<Store>>) {
        if store.is_none() {
            self.tools.links.set_consent(false);
        }
        self.ledger.turn_to(store.as_ref());
        self.store = store;
    }

    fn has_open(&self, store: &Arc<Store>) -> bool {
        self.store
            .as_ref()
            .is_some_and(|open| Arc::ptr_eq(open, store))
    }

    pub(super) fn run(&mut self, effect: Effect) {
        if let Err(error) = self.try_run(effect) {
            self.tools.trouble(&error);
        }
    }

    fn try_run(&mut self, effect: Effect) -> Result<(), StoreError> {
        match effect {
            Effect::ListProfiles => profiles::list(self),
            Effect::CreateProfile { name, passphrase } => {
                profiles::create(self, &name, &passphrase);
                Ok(())
            }
            Effect::Unlock { name, passphrase } => {
                profiles::unlock(self, &name, &passphrase);
                Ok(())
            }
            Effect::OpenDemo => {
                profiles::open_demo(self);
                Ok(())
            }
            Effect::Lock => {
                self.turn_to(None);
                Ok(())
            }
            Effect::DeleteProfile { name } => profiles::delete(self, &name),
            kept => match self.store.clone() {
                Some(store) => self.run_with(&store, kept),
                None => Ok(()),
            },
        }
    }

    fn run_with(&mut self, store: &Arc<Store>, effect: Effect) -> Result<(), StoreError> {
        match effect {
            Effect::LoadResume(id) => files::load_resume(self, store, id),
            Effect::DeleteResume(id) => files::delete_resume(self, store, id),
            Effect::SaveCorrections {
                resume,
                corrections,
            } => store.set_corrections(resume, &corrections),
            Effect::LoadAnalysis(id) => analysis::load(self, store, id),
            Effect::DeleteAnalysis(id) => analysis::delete(self, store, id),
            Effect::LoadChat(id) => chat::load(self, store, id),
            Effect::LeaveChat => chat::leave(self, store),
            Effect::RenameChat { id, title } => chat::rename(self, store, id, &title),
            Effect::DeleteChat(id) => chat::delete(self, store, id),
            Effect::AddPath(path, suggestion) => paths::add(self, store, &path, suggestion),
            Effect::UpdatePath(path) => store.update_path(&path),
            Effect::DeletePath(id) => paths::delete(self, store, id),
            Effect::RestorePath(id) => paths::restore(self, store, id),
            Effect::SaveSettings(settings) => settings::save(self, store, &settings),
            Effect::SaveKey { which, value } => settings::save_key(store, which, &value),
            Effect::SaveDraft { key, text } => store.set_draft(&key, &text),
            Effect::SaveGoal(goal) => store.set("goal", &goal),
            Effect::SavePage(page) => store.set("page", &page),
            _ => Ok(()),
        }
    }
}

/// Writes what leaves the machine into the open profile, before it leaves.
#[derive(Clone, Default)]
pub(super) struct LedgerBook {
    open: Arc<Mutex<Weak<Store>>>,
    /// Tells the window; set once the desk exists.
    news: Arc<OnceLock<Sender>>,
}

impl LedgerBook {
    pub(super) fn tell(&self, desk: Sender) {
        // Called once, by `Jobs::new`.
        drop(self.news.set(desk));
    }

    fn turn_to(&self, store: Option<&Arc<Store>>) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        *open = store.map_or_else(Weak::new, Arc::downgrade);
    }
}

impl Ledger for LedgerBook {
    fn record(&self, sent: &Sent) -> bool {
        let open = self
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .upgrade();
        let (Some(store), Some(desk)) = (open, self.news.get()) else {
            return false;
        };
        let written = store.add_ledger(&sent.host, sent.bytes, sent.purpose.as_str());
        let is_written = written.is_ok();
        desk.put(move |desk| {
            if !desk.has_open(&store) {
                return;
            }
            let ledger = written.and_then(|()| settings::ledger(&store));
            desk.tools.outbox.send(match ledger {
                Ok(ledger) => Event::Ledger(ledger),
                Err(error) => Event::Trouble(error.explain()),
            });
        });
        is_written
    }
}
