//! Runs effects in the background and sends their events back.
//!
//! Everything that touches the open profile runs in order on one thread, the desk; answers stream on
//! the runtime and hand what must be kept to the desk.

mod analysis;
mod chat;
mod desk;
mod exploration;
mod files;
mod journal;
mod outbox;
mod paths;
mod profiles;
mod settings;
mod wording;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Handle, Runtime};
use tokio_util::sync::CancellationToken;

use crate::advisor::Advisor;
use crate::app::effect::{Effect, Stream};
use crate::app::event::Event;
use crate::app::links::Links;
use crate::atlas::Atlas;
use crate::config::Config;
use crate::explain::{Explain, StoreError};
use crate::ingest::Reader;
use crate::store::Vault;

pub use outbox::Waker;
pub(super) use outbox::{ANY_SESSION, Outbox, Session};

use desk::Desk;

/// Long enough to read two lines twice, and to undo.
const NOTICE_TIME: Duration = Duration::from_secs(10);

/// What every job of a session may use.
#[derive(Clone)]
pub(super) struct Tools {
    config: Arc<Config>,
    vault: Arc<Vault>,
    reader: Arc<Reader>,
    advisor: Advisor,
    atlas: &'static Atlas,
    links: Arc<Links>,
    outbox: Outbox,
    runtime: Handle,
}

pub(super) struct Jobs {
    tools: Arc<Tools>,
    session: Session,
    desk: desk::Sender,
    running: HashMap<Stream, CancellationToken>,
    /// Dropped last, so that a job still writing is not cut off in the middle of a row.
    _runtime: Runtime,
}

impl Jobs {
    pub(super) fn new(config: Config, reader: Reader, outbox: Outbox) -> Result<Self, StoreError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| StoreError::Io {
                detail: error.to_string(),
            })?;
        let (desk, waiting) = desk::channel();
        let ledger = desk::LedgerBook::default();
        ledger.tell(desk.clone());
        let session = ANY_SESSION + 1;
        let tools = Arc::new(Tools {
            vault: Arc::new(Vault::new(config.home.clone())),
            links: Arc::new(Links::new(&config, Arc::new(ledger.clone()), {
                let outbox = outbox.clone();
                move |name| outbox.send(Event::ModelLoaded(name.to_owned()))
            })),
            advisor: Advisor::new(Atlas::get()),
            atlas: Atlas::get(),
            runtime: runtime.handle().clone(),
            config: Arc::new(config),
            reader: Arc::new(reader),
            outbox: outbox.of(session),
        });
        Desk::start(Arc::clone(&tools), desk.clone(), waiting, ledger)?;
        Ok(Self {
            tools,
            session,
            desk,
            running: HashMap::new(),
            _runtime: runtime,
        })
    }

    /// Opens the profile the person most likely wants: the one named in the environment, or the demo
    /// while there is no other.
    pub(super) fn begin(&self) {
        self.desk.put(profiles::begin);
        exploration::prepare(&self.tools);
    }

    /// Takes a notice away when it has been there long enough.
    pub(super) fn expire(&self, notice: u64) {
        let outbox = self.tools.outbox.clone();
        self.tools.runtime.spawn(async move {
            tokio::time::sleep(NOTICE_TIME).await;
            outbox.send(Event::NoticeExpired(notice));
        });
    }

    pub(super) const fn session(&self) -> Session {
        self.session
    }

    /// Stops whatever works for the profile that is left; what has arrived is kept in it, and shown to nobody else.
    fn begin_session(&mut self) {
        for (_, token) in self.running.drain() {
            token.cancel();
        }
        self.session += 1;
        self.tools = Arc::new(Tools {
            outbox: self.tools.outbox.of(self.session),
            ..Tools::clone(&self.tools)
        });
        let tools = Arc::clone(&self.tools);
        self.desk.put(move |desk| desk.tools = tools);
    }

    pub(super) fn run(&mut self, effect: Effect) {
        if matches!(
            effect,
            Effect::Lock | Effect::CreateProfile { .. } | Effect::Unlock { .. } | Effect::OpenDemo
        ) {
            self.begin_session();
        }
        match effect {
            Effect::Cancel(stream) => {
                if let Some(token) = self.running.remove(&stream) {
                    token.cancel();
                }
            }
            Effect::Analyze(job) => {
                let token = self.token(Stream::Analysis);
                self.desk
                    .put(move |desk| analysis::start(desk, *job, token));
            }
            Effect::Reword(job) => {
                let token = self.token(Stream::Wording);
                self.desk.put(move |desk| wording::start(desk, *job, token));
            }
            Effect::Explore(job) => {
                let token = self.token(Stream::Exploration);
                self.desk
                    .put(move |desk| exploration::start(desk, *job, token));
            }
            Effect::Ask(job) => {
                let token = self.token(Stream::Chat);
                self.desk.put(move |desk| chat::start(desk, *job, token));
            }
            Effect::Pick(pick) => files::pick(&self.tools, pick),
            Effect::ReadResume(_) | Effect::ReadPasted(_) => {
                files::read(&self.tools, &self.desk, effect);
            }
            Effect::Search { run, query } => exploration::search(&self.tools, run, query),
            Effect::LoadOccupation { code, resume } => {
                exploration::load(&self.tools, code, resume);
            }
            Effect::SuggestSkills { id, resume } => files::suggest_skills(&self.tools, id, resume),
            Effect::FindModels => settings::find_models(&self.tools),
            Effect::CheckModel(path) => settings::check_model(&self.tools, path),
            kept => self.desk.put(move |desk| desk.run(kept)),
        }
    }

    /// A fresh token for this stream; the stream that ran before is stopped.
    fn token(&mut self, stream: Stream) -> CancellationToken {
        let token = CancellationToken::new();
        if let Some(before) = self.running.insert(stream, token.clone()) {
            before.cancel();
        }
        token
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        for token in self.running.values() {
            token.cancel();
        }
        self.desk.close();
    }
}

impl Tools {
    fn trouble(&self, error: &impl Explain) {
        self.outbox.send(Event::Trouble(error.explain()));
    }
}
