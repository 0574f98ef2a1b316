//! Files: reading what is dropped, asking for a file, writing an export.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::effect::{Effect, Pick};
use crate::app::event::{Event, Picked};
use crate::app::jobs::Tools;
use crate::app::jobs::desk::{self, Desk};
use crate::app::jobs::{analysis, chat};
use crate::app::state::{OpenResume, ResumeEntry, SuggestedSkill};
use crate::atlas::Atlas;
use crate::career::resume::Resume;
use crate::explain::{DocumentError, Explain, StoreError};
use crate::ingest::{self, Document};
use crate::store::Store;

/// Reads what was dropped, chosen or pasted; off the desk, because a hostile file may take its time.
pub(super) fn read(tools: &Arc<Tools>, desk: &desk::Sender, effect: Effect) {
    let (tools, desk) = (Arc::clone(tools), desk.clone());
    let runtime = tools.runtime.clone();
    runtime.spawn_blocking(move || match document(&tools, effect) {
        Ok(document) => desk.put(move |desk| {
            // Another profile may have been opened meanwhile.
            if Arc::ptr_eq(&tools, &desk.tools) {
                keep(desk, document);
            }
        }),
        Err(error) => tools.outbox.send(Event::ResumeFailed(error.explain())),
    });
}

fn document(tools: &Tools, effect: Effect) -> Result<Document, DocumentError> {
    match effect {
        Effect::ReadResume(path) => tools.reader.read_path(&path),
        Effect::ReadPasted(text) => Ok(Document {
            read: ingest::read_pasted(text.expose())?,
            bytes: text.into_inner().into_bytes(),
            name: "Pasted text".to_owned(),
        }),
        _ => Err(DocumentError::Empty),
    }
}

fn keep(desk: &Desk, document: Document) {
    let Some(store) = &desk.store else { return };
    let read = with_skills(desk.tools.atlas, document.read);
    let kept = store
        .add_resume(&document.name, &document.bytes, &read)
        .and_then(|id| {
            store.set("resume", &id)?;
            Ok((open(desk.tools.atlas, store, id)?, list(store)?))
        });
    let event = match kept {
        Ok((open, list)) => Event::ResumeRead { open, list },
        Err(error) => Event::ResumeFailed(error.explain()),
    };
    desk.tools.outbox.send(event);
}

/// The résumé with the skills of the vocabulary that its text names.
pub(in crate::app) fn with_skills(atlas: &Atlas, mut read: Resume) -> Resume {
    read.skills_found = atlas.vocabulary().find(&read.text);
    read
}

/// Compares the text with thousands of names, and so off the desk.
pub(super) fn suggest_skills(tools: &Arc<Tools>, id: i64, resume: Arc<Resume>) {
    let tools = Arc::clone(tools);
    let runtime = tools.runtime.clone();
    runtime.spawn_blocking(move || {
        let skills = tools.atlas.suggest_skills(&resume);
        let skills = skills.into_iter().map(|suggestion| SuggestedSkill {
            skill: suggestion.skill,
            span: suggestion.span,
        });
        tools.outbox.send(Event::SkillsSuggested {
            resume: id,
            skills: skills.collect(),
        });
    });
}

pub(super) fn open(atlas: &Atlas, store: &Store, id: i64) -> Result<OpenResume, StoreError> {
    let name = store
        .resumes()?
        .into_iter()
        .find(|row| row.id == id)
        .map(|row| row.name)
        .ok_or_else(|| StoreError::NotFound {
            what: "résumé".to_owned(),
        })?;
    Ok(OpenResume::new(
        id,
        name,
        // By the vocabulary of today: what was found with an earlier one is nobody's confirmation.
        with_skills(atlas, store.resume(id)?),
        store.corrections(id)?,
    ))
}

pub(super) fn list(store: &Store) -> Result<Vec<ResumeEntry>, StoreError> {
    Ok(store
        .resumes()?
        .into_iter()
        .map(|row| ResumeEntry {
            id: row.id,
            name: row.name,
            bytes: row.bytes_len,
            created_ms: row.created_ms,
        })
        .collect())
}

pub(super) fn load_resume(desk: &Desk, store: &Store, id: i64) -> Result<(), StoreError> {
    let open = open(desk.tools.atlas, store, id)?;
    store.set("resume", &id)?;
    let history = analysis::history(store, id)?;
    let last = history.first().cloned();
    let latest = match &last {
        Some(entry) => store.analysis(entry.id)?.map(Arc::new),
        None => None,
    };
    let questions = chat::quick_questions(&desk.tools, Some(Arc::clone(&open.read)), latest);
    let outbox = &desk.tools.outbox;
    outbox.send(Event::ResumeOpened { open, history });
    outbox.send(Event::QuickQuestions(questions));
    match last {
        Some(entry) => analysis::load(desk, store, entry.id),
        None => Ok(()),
    }
}

pub(super) fn delete_resume(desk: &Desk, store: &Store, id: i64) -> Result<(), StoreError> {
    store.delete_resume(id)?;
    desk.tools.outbox.send(Event::ResumesListed(list(store)?));
    Ok(())
}

/// Opens the system's dialog; where there is none, nothing comes back and the path field remains.
pub(super) fn pick(tools: &Arc<Tools>, pick: Pick) {
    let tools = Arc::clone(tools);
    let runtime = tools.runtime.clone();
    runtime.spawn(async move {
        match pick {
            Pick::Resume => {
                let dialog = rfd::AsyncFileDialog::new()
                    .set_title("Choose a résumé")
                    .add_filter("Résumés", &["pdf", "docx", "txt", "md"]);
                if let Some(file) = dialog.pick_file().await {
                    let picked = Picked::Resume(file.path().to_owned());
                    tools.outbox.send(Event::Picked(picked));
                }
            }
            Pick::Model => {
                let dialog = rfd::AsyncFileDialog::new()
                    .set_title("Choose a model")
                    .add_filter("GGUF models", &["gguf"]);
                if let Some(file) = dialog.pick_file().await {
                    let picked = Picked::Model(file.path().to_owned());
                    tools.outbox.send(Event::Picked(picked));
                }
            }
            Pick::Save { name, contents } => {
                let dialog = rfd::AsyncFileDialog::new()
                    .set_title("Export")
                    .set_file_name(&name);
                if let Some(file) = dialog.save_file().await {
                    export(&tools, file.path(), &contents);
                }
            }
        }
    });
}

fn export(tools: &Tools, path: &Path, contents: &str) {
    let written = parent(path).and_then(|()| std::fs::write(path, contents));
    match written {
        Ok(()) => {
            let text = format!("Written to {}.", path.display());
            tools.outbox.send(Event::Told(text));
        }
        Err(error) => tools.trouble(&StoreError::Io {
            detail: error.to_string(),
        }),
    }
}

fn parent(path: &Path) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), |folder: &Path| {
        std::fs::create_dir_all(PathBuf::from(folder))
    })
}
