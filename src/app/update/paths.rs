//! Saved paths.

use crate::app::command::Command;
use crate::app::effect::{Effect, Pick};
use crate::app::event::Event;
use crate::app::state::{Page, State, Tone};
use crate::career::path::SavedPath;

impl State {
    pub(super) fn apply_to_paths(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::OpenPath(id) => {
                self.paths.open = Some(id);
                return self.go(Page::Paths);
            }
            Command::ClosePath => self.paths.open = None,
            Command::RenamePath { id, title } => {
                return self.change_path(id, |path| path.title = title);
            }
            Command::SetPathStatus { id, status } => {
                return self.change_path(id, |path| path.status = status);
            }
            Command::SetPathNotes { id, notes } => {
                return self.change_path(id, |path| path.notes = notes);
            }
            Command::DeletePath(id) => return vec![Effect::DeletePath(id)],
            Command::UndoDelete(id) => {
                self.notices
                    .retain(|notice| notice.deleted_path != Some(id));
                let deleted = &mut self.paths.deleted;
                let place = deleted.iter().position(|deleted| *deleted == id);
                return place
                    .map(|place| Effect::RestorePath(deleted.remove(place)))
                    .into_iter()
                    .collect();
            }
            Command::ExportPath { id, markdown } => return self.export(id, markdown),
            _ => {}
        }
        Vec::new()
    }

    fn change_path(&mut self, id: i64, change: impl FnOnce(&mut SavedPath)) -> Vec<Effect> {
        let Some(path) = self.paths.list.iter_mut().find(|path| path.id == id) else {
            return Vec::new();
        };
        change(path);
        vec![Effect::UpdatePath(Box::new(path.clone()))]
    }

    fn export(&self, id: i64, as_markdown: bool) -> Vec<Effect> {
        let Some(path) = self.paths.list.iter().find(|path| path.id == id) else {
            return Vec::new();
        };
        let stem: String = path
            .title
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let (name, contents) = if as_markdown {
            (format!("{stem}.md"), markdown(path))
        } else {
            let json = serde_json::to_string_pretty(path).unwrap_or_default();
            (format!("{stem}.json"), json)
        };
        vec![Effect::Pick(Pick::Save { name, contents })]
    }

    pub(super) fn absorb_paths(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::PathAdded { path, suggestion } => {
                if let Some(index) = suggestion
                    && path.analysis_id == self.analyzer.analysis_id
                    && !self.analyzer.saved.contains(&index)
                {
                    self.analyzer.saved.push(index);
                }
                let text = format!("“{}” is kept among your saved paths.", path.title);
                self.paths.list.insert(0, path);
                self.tell(Tone::Good, text);
            }
            Event::PathsListed(list) => self.paths.list = list,
            Event::PathDeleted(path) => {
                self.paths.list.retain(|kept| kept.id != path.id);
                if self.paths.open == Some(path.id) {
                    self.paths.open = None;
                }
                let text = format!("“{}” was deleted.", path.title);
                self.add_notice(Tone::Info, text, Some(path.id));
                self.paths.deleted.push(path.id);
            }
            _ => {}
        }
        Vec::new()
    }
}

/// A saved path as a Markdown document.
fn markdown(path: &SavedPath) -> String {
    let mut text = format!("# {}\n\n", path.title);
    text.push_str(&format!("- Status: {}\n", path.status.label()));
    if let Some(percent) = path.match_percent {
        text.push_str(&format!("- Match when saved: {percent} of 100\n"));
    }
    if let Some(code) = &path.occupation {
        text.push_str(&format!("- Occupation: O*NET {code}\n"));
    }
    for (title, body) in [("Notes", &path.notes), ("What was known", &path.summary)] {
        if !body.trim().is_empty() {
            text.push_str(&format!("\n## {title}\n\n{}\n", body.trim()));
        }
    }
    text
}
