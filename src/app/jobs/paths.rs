//! Saved paths.

use crate::app::effect::NewPath;
use crate::app::event::Event;
use crate::app::jobs::desk::Desk;
use crate::explain::StoreError;
use crate::store::{self, Store};

pub(super) fn add(desk: &Desk, store: &Store, new: NewPath) -> Result<(), StoreError> {
    let suggestion = new.suggestion;
    let path = store.add_path(&store::NewPath {
        title: new.title,
        occupation: new.occupation,
        summary: new.summary,
        match_percent: new.match_percent,
        analysis_id: new.analysis_id,
    })?;
    desk.tools
        .outbox
        .send(Event::PathAdded { path, suggestion });
    Ok(())
}

pub(super) fn delete(desk: &Desk, store: &Store, id: i64) -> Result<(), StoreError> {
    let path = store.delete_path(id)?;
    desk.tools.outbox.send(Event::PathDeleted(path));
    Ok(())
}

pub(super) fn restore(desk: &Desk, store: &Store, id: i64) -> Result<(), StoreError> {
    store.restore_path(id)?;
    desk.tools.outbox.send(Event::PathsListed(store.paths()?));
    Ok(())
}
