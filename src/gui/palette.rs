//! The command palette: everything the window can do, found by typing. Ctrl-K opens it.

use egui::{Id, Key, Modal, Modifiers, ScrollArea, TextEdit, Ui};

use super::Cx;
use super::icon::Icon;
use super::shell::page_icon;
use super::theme::space;
use super::widgets::{heading, row_ui};
use crate::app::Command;
use crate::app::state::{Page, State, Theme};

#[derive(Default)]
pub(super) struct Palette {
    open: bool,
    just_opened: bool,
    query: String,
    chosen: usize,
}

impl Palette {
    pub(super) fn open(&mut self) {
        *self = Self {
            open: true,
            just_opened: true,
            ..Self::default()
        };
    }
}

/// Something to do, with the words it is found by.
struct Entry {
    icon: Icon,
    label: String,
    command: Command,
}

fn entry(icon: Icon, label: impl Into<String>, command: Command) -> Entry {
    Entry {
        icon,
        label: label.into(),
        command,
    }
}

fn entries(state: &State) -> Vec<Entry> {
    let mut all: Vec<Entry> = Page::ALL
        .into_iter()
        .map(|page| {
            entry(
                page_icon(page),
                format!("Go to {}", page.title()),
                Command::Go(page),
            )
        })
        .collect();
    all.extend([
        entry(Icon::FolderOpen, "Import a résumé…", Command::BrowseResume),
        entry(Icon::Plus, "New conversation", Command::NewChat),
        entry(
            Icon::RefreshCw,
            "Look for models again",
            Command::RefreshModels,
        ),
        entry(Icon::Lock, "Lock this profile", Command::Lock),
    ]);
    for (theme, label) in [
        (Theme::System, "Theme: follow the system"),
        (Theme::Light, "Theme: light"),
        (Theme::Dark, "Theme: dark"),
    ] {
        let mut settings = state.settings.clone();
        settings.theme = theme;
        all.push(entry(
            Icon::SunMoon,
            label,
            Command::ChangeSettings(Box::new(settings)),
        ));
    }
    let resumes = state.resumes.list.iter();
    all.extend(resumes.map(|resume| {
        entry(
            Icon::FileText,
            format!("Open résumé {}", resume.name),
            Command::OpenResume(resume.id),
        )
    }));
    let paths = state.paths.list.iter();
    all.extend(paths.map(|path| {
        entry(
            Icon::Bookmark,
            format!("Open path {}", path.title),
            Command::OpenPath(path.id),
        )
    }));
    let chats = state.mentor.chats.iter();
    all.extend(chats.map(|chat| {
        entry(
            Icon::MessageCircle,
            format!("Open conversation {}", chat.title),
            Command::OpenChat(chat.id),
        )
    }));
    all
}

/// Every word of the query occurs in the label.
fn matches(label: &str, query: &str) -> bool {
    let label = label.to_lowercase();
    query
        .to_lowercase()
        .split_whitespace()
        .all(|word| label.contains(word))
}

pub(super) fn ui(ui: &Ui, cx: &mut Cx) {
    if ui
        .ctx()
        .input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::K))
    {
        if cx.view.palette.open {
            cx.view.palette.open = false;
        } else {
            cx.view.palette.open();
        }
    }
    if !cx.view.palette.open {
        return;
    }
    let found: Vec<Entry> = entries(cx.state)
        .into_iter()
        .filter(|entry| matches(&entry.label, &cx.view.palette.query))
        .collect();
    let (up, down, enter) = ui.ctx().input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::Enter),
        )
    });
    let palette = &mut cx.view.palette;
    palette.chosen = (palette.chosen + usize::from(down))
        .saturating_sub(usize::from(up))
        .min(found.len().saturating_sub(1));
    let mut picked = enter.then_some(palette.chosen);
    let modal = Modal::new(Id::unique("palette")).show(ui.ctx(), |ui| {
        let width = 520.0_f32.min(ui.ctx().content_rect().width() - 60.0);
        ui.set_width(width);
        let field = ui
            .add(
                TextEdit::singleline(&mut palette.query)
                    .hint_text("What would you like to do?")
                    .desired_width(width),
            )
            .accessible_name("Search commands");
        if palette.just_opened {
            field.request_focus();
            palette.just_opened = false;
        }
        if field.changed() {
            palette.chosen = 0;
        }
        ui.add_space(space::XS);
        if found.is_empty() {
            heading::muted(ui, "Nothing here is called that.");
        }
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (i, entry) in found.iter().enumerate() {
                if (up || down) && i == palette.chosen {
                    let size = egui::vec2(ui.available_width(), 36.0);
                    ui.scroll_to_rect(egui::Rect::from_min_size(ui.cursor().min, size), None);
                }
                if row_ui(ui, entry.icon, &entry.label, "", i == palette.chosen) {
                    picked = Some(i);
                }
            }
        });
    });
    if modal.should_close() {
        cx.view.palette.open = false;
    }
    if let Some(entry) = picked.and_then(|i| found.into_iter().nth(i)) {
        cx.view.palette.open = false;
        for command in with_page(entry.command) {
            cx.send(command);
        }
    }
}

/// What is opened should also be seen: the command, and the page it shows on.
fn with_page(command: Command) -> Vec<Command> {
    let page = match &command {
        Command::BrowseResume | Command::OpenResume(_) => Some(Page::Analyzer),
        Command::NewChat | Command::OpenChat(_) => Some(Page::Mentor),
        Command::OpenPath(_) => Some(Page::Paths),
        Command::RefreshModels => Some(Page::Models),
        _ => None,
    };
    page.map(Command::Go).into_iter().chain([command]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_typed_word_has_to_occur() {
        assert!(matches("Go to Career Explorer", "car go"));
        assert!(!matches("Go to Career Explorer", "car home"));
        assert!(matches("anything", ""));
    }

    #[test]
    fn opening_a_thing_goes_to_its_page_first() {
        let commands = with_page(Command::OpenPath(3));
        assert!(matches!(
            commands.as_slice(),
            [Command::Go(Page::Paths), Command::OpenPath(3)]
        ));
        assert_eq!(with_page(Command::Lock).len(), 1);
    }
}
