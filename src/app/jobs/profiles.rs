//! Profiles: listing, creating, unlocking, and the demo.

use std::sync::Arc;

use crate::app::event::{Event, Opened};
use crate::app::jobs::desk::Desk;
use crate::app::jobs::{analysis, chat, files, settings};
use crate::app::state::{Goal, Page, ProfileEntry, Settings};
use crate::app::update::draft_key;
use crate::explain::{Explain, Explanation, StoreError};
use crate::private::Private;
use crate::store::Store;

/// The profile anybody may try; its key lies beside it.
const DEMO: &str = "Demo";
/// The role the demo begins with.
const DEMO_ROLE: &str = "Data Scientist";
const SAMPLE: &[u8] = include_bytes!("../../../assets/sample/resume.pdf");
const SAMPLE_NAME: &str = "resume.pdf";

pub(super) fn begin(desk: &mut Desk) {
    let names: Vec<String> = match desk.tools.vault.list() {
        Ok(profiles) => profiles.into_iter().map(|profile| profile.name).collect(),
        Err(error) => return fail(desk, &error),
    };
    if let Err(error) = list(desk) {
        return fail(desk, &error);
    }
    if let Some(name) = desk.tools.config.profile.clone() {
        let passphrase = desk.tools.config.passphrase.clone().unwrap_or_default();
        return unlock(desk, &name, &passphrase);
    }
    if names.iter().all(|name| name == DEMO) {
        open_demo(desk);
    }
}

pub(super) fn list(desk: &Desk) -> Result<(), StoreError> {
    let known = desk
        .tools
        .vault
        .list()?
        .into_iter()
        .map(|profile| ProfileEntry {
            name: profile.name,
            has_passphrase: profile.has_passphrase,
        })
        .collect();
    desk.tools.outbox.send(Event::ProfilesListed(known));
    Ok(())
}

pub(super) fn create(desk: &mut Desk, name: &str, passphrase: &Private<String>) {
    desk.turn_to(None);
    let made = desk.tools.vault.create(name, given(passphrase));
    show(desk, made);
}

pub(super) fn unlock(desk: &mut Desk, name: &str, passphrase: &Private<String>) {
    desk.turn_to(None);
    let opened = desk.tools.vault.unlock(name, given(passphrase));
    show(desk, opened);
}

pub(super) fn open_demo(desk: &mut Desk) {
    desk.turn_to(None);
    let exists = desk
        .tools
        .vault
        .list()
        .is_ok_and(|profiles| profiles.iter().any(|profile| profile.name == DEMO));
    let opened = if exists {
        desk.tools.vault.unlock(DEMO, None)
    } else {
        desk.tools.vault.create(DEMO, None)
    };
    let opened = opened.and_then(|store| {
        if !exists {
            furnish(desk, &store)?;
        }
        Ok(store)
    });
    show(desk, opened);
}

/// Puts the sample résumé into a new demo profile.
fn furnish(desk: &Desk, store: &Store) -> Result<(), StoreError> {
    match desk.tools.reader.read_bytes(SAMPLE) {
        Ok(read) => {
            let read = files::with_skills(desk.tools.atlas, read);
            let id = store.add_resume(SAMPLE_NAME, SAMPLE, &read)?;
            store.set("resume", &id)?;
        }
        Err(error) => desk.tools.trouble(&error),
    }
    store.set_draft("role", DEMO_ROLE)?;
    store.set("page", &Page::Analyzer)
}

pub(super) fn delete(desk: &mut Desk, name: &str) -> Result<(), StoreError> {
    if desk
        .store
        .as_ref()
        .is_some_and(|store| store.name() == name)
    {
        desk.turn_to(None);
    }
    desk.tools.vault.delete(name)?;
    list(desk)
}

fn given(passphrase: &Private<String>) -> Option<&Private<String>> {
    (!passphrase.expose().is_empty()).then_some(passphrase)
}

fn show(desk: &mut Desk, opened: Result<Store, StoreError>) {
    let shown = opened.and_then(|store| {
        let store = Arc::new(store);
        let opened = contents(desk, &store)?;
        desk.turn_to(Some(store));
        Ok(opened)
    });
    match shown {
        Ok(opened) => {
            desk.tools
                .outbox
                .send(Event::ProfileOpened(Box::new(opened)));
            if let Err(error) = list(desk) {
                desk.tools.trouble(&error);
            }
        }
        Err(error) => fail(desk, &error),
    }
}

fn fail(desk: &Desk, error: &StoreError) {
    let explanation: Explanation = error.explain();
    desk.tools.outbox.send(Event::ProfileFailed(explanation));
}

/// Everything the window shows of a profile when it opens.
fn contents(desk: &Desk, store: &Arc<Store>) -> Result<Opened, StoreError> {
    let settings: Settings = store.get("settings")?.unwrap_or_default();
    desk.tools.links.set_consent(settings.online);
    let open_resume = match store.get::<i64>("resume")? {
        Some(id) => files::open(desk.tools.atlas, store, id).ok(),
        None => None,
    };
    let history = match &open_resume {
        Some(open) => analysis::history(store, open.id)?,
        None => Vec::new(),
    };
    let analysis = match history.first() {
        Some(entry) => Some((entry.clone(), store.analysis(entry.id)?.map(Arc::new))),
        None => None,
    };
    let open_chat: Option<i64> = store.get("chat")?;
    let chat = match open_chat {
        Some(id) => chat::messages(store, id)
            .ok()
            .map(|messages| (id, messages)),
        None => None,
    };
    let quick_questions = chat::quick_questions(
        &desk.tools,
        open_resume.as_ref().map(|open| open.read.clone()),
        analysis.as_ref().and_then(|(_, analysis)| analysis.clone()),
    );
    Ok(Opened {
        name: store.name().to_owned(),
        page: store.get("page")?.unwrap_or_default(),
        chain: desk
            .tools
            .links
            .status(&settings, &settings::keys(&desk.tools, store)?),
        settings,
        resumes: files::list(store)?,
        open_resume,
        goal: store.get("goal")?.unwrap_or(Goal::Role),
        role: store.draft("role")?,
        job: store.draft("job")?,
        history,
        analysis,
        paths: store.paths()?,
        chats: chat::list(store)?,
        draft: store.draft(&draft_key(chat.as_ref().map(|(id, _)| *id)))?,
        chat,
        answers: store.answer_figures(settings::MAX_ANSWERS)?,
        ledger: settings::ledger(store)?,
        quick_questions,
    })
}
