//! Settings, keys, models, and what the program measures about itself.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::effect::Key;
use crate::app::event::Event;
use crate::app::jobs::Tools;
use crate::app::jobs::desk::Desk;
use crate::app::links::Keys;
use crate::app::state::{Ledger, LedgerEntry, Settings};
use crate::catalog;
use crate::explain::{Explain, StoreError};
use crate::private::Private;
use crate::store::Store;

/// How many answers the Performance page plots.
pub(super) const MAX_ANSWERS: u32 = 1000;
/// How many ledger entries Settings lists.
const MAX_LEDGER: u32 = 100;

pub(super) fn save(desk: &Desk, store: &Store, settings: &Settings) -> Result<(), StoreError> {
    store.set("settings", settings)?;
    desk.tools.links.set_consent(settings.online);
    let status = desk
        .tools
        .links
        .status(settings, &keys(&desk.tools, store)?);
    desk.tools.outbox.send(Event::Chain(status));
    Ok(())
}

pub(super) fn save_key(
    store: &Store,
    which: Key,
    value: &Private<String>,
) -> Result<(), StoreError> {
    if value.expose().is_empty() {
        store.remove(which.name())
    } else {
        store.set(which.name(), value.expose())
    }
}

pub(super) fn keys(tools: &Tools, store: &Store) -> Result<Keys, StoreError> {
    Keys::read(store, &tools.config)
}

pub(super) fn ledger(store: &Store) -> Result<Ledger, StoreError> {
    Ok(Ledger {
        bytes_sent: store.bytes_sent()?,
        entries: store
            .ledger(MAX_LEDGER)?
            .into_iter()
            .map(|row| LedgerEntry {
                at_ms: row.at_ms,
                host: row.host,
                bytes: row.bytes,
                purpose: row.purpose,
            })
            .collect(),
    })
}

pub(super) fn find_models(tools: &Arc<Tools>) {
    let tools = Arc::clone(tools);
    let runtime = tools.runtime.clone();
    runtime.spawn_blocking(move || {
        let found = catalog::discover(&tools.config.home)
            .into_iter()
            .map(super::super::links::local_model)
            .collect();
        tools.outbox.send(Event::ModelsFound(found));
    });
}

/// Reads the header of a model the person chose, and says what is wrong before it is asked anything.
pub(super) fn check_model(tools: &Arc<Tools>, path: PathBuf) {
    let tools = Arc::clone(tools);
    let runtime = tools.runtime.clone();
    runtime.spawn_blocking(move || {
        let problem = catalog::check(&path.as_path().into())
            .err()
            .map(|error| error.explain());
        tools.outbox.send(Event::ModelChecked { path, problem });
    });
}
