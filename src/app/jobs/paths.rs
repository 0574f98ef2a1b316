//! Saved paths.

use crate::app::event::Event;
use crate::app::jobs::desk::Desk;
use crate::explain::StoreError;
use crate::store::{NewPath, Store};

pub(super) fn add(
    desk: &Desk,
    store: &Store,
    new: &NewPath,
    suggestion: Option<usize>,
) -> Result<(), StoreError> {
    let path = store.add_path(new)?;
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
