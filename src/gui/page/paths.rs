//! Saved paths: the list, and one of them with its status and notes.

use egui::{Align, ComboBox, Layout, Sense, Ui, Vec2, vec2};

use crate::app::Command;
use crate::app::state::Page;
use crate::career::path::{PathStatus, SavedPath};
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{space, tokens};
use crate::gui::widgets::field::Field;
use crate::gui::widgets::layout::chips_row_ui;
use crate::gui::widgets::markdown::markdown_ui;
use crate::gui::widgets::meter::ring_ui;
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{Action, Renaming, card_ui, empty_ui, heading, rename_ui, section};
use crate::gui::{Cx, words};

#[derive(Default)]
pub(in crate::gui) struct Form {
    /// The path being renamed, and its new title so far.
    renaming: Option<(i64, String)>,
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    let open = state
        .paths
        .list
        .iter()
        .find(|path| Some(path.id) == state.paths.open);
    match open {
        Some(path) => {
            ui.push_id(path.id, |ui| detail_ui(ui, cx, path));
        }
        None if state.paths.list.is_empty() => empty(ui, cx),
        None => list_ui(ui, cx),
    }
}

fn empty(ui: &mut Ui, cx: &mut Cx) {
    empty_ui(
        ui,
        Icon::Bookmark,
        "No saved paths yet",
        "A path is a role you might work towards, with what you know about it and what you plan. Save one from an analysis or from the explorer.",
        |ui| {
            if Action::primary("Analyse my résumé")
                .icon(Icon::FileSearch)
                .show(ui)
            {
                cx.send(Command::Go(Page::Analyzer));
            }
            if Action::secondary("Explore careers")
                .icon(Icon::Compass)
                .show(ui)
            {
                cx.send(Command::Go(Page::Explorer));
            }
            undo_ui(ui, cx);
        },
    );
}

pub(super) const fn status_tone(status: PathStatus) -> Tone {
    match status {
        PathStatus::Considering | PathStatus::SetAside => Tone::Neutral,
        PathStatus::Planned => Tone::Warn,
        PathStatus::InProgress | PathStatus::Reached => Tone::Accent,
    }
}

fn list_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    heading::muted(ui, &words::count(state.paths.list.len(), "saved path"));
    for path in &state.paths.list {
        ui.push_id(path.id, |ui| {
            card_ui(ui, |ui| {
                entry_ui(ui, cx, path);
            });
        });
    }
    undo_ui(ui, cx);
}

fn undo_ui(ui: &mut Ui, cx: &mut Cx) {
    if let Some(path) = cx.state.paths.deleted.last()
        && Action::quiet("Undo the last deletion")
            .icon(Icon::Undo2)
            .show(ui)
    {
        cx.send(Command::UndoDelete(*path));
    }
}

/// One line of the list: how well it fits, what it is, and the way in.
fn entry_ui(ui: &mut Ui, cx: &mut Cx, path: &SavedPath) {
    const SIDE: f32 = 56.0;
    const BUTTON: f32 = 98.0;
    ui.horizontal_top(|ui| {
        match path.match_percent {
            Some(percent) => ring_ui(ui, percent, SIDE),
            None => {
                let t = tokens(ui);
                let (rect, _) = ui.allocate_exact_size(Vec2::splat(SIDE), Sense::hover());
                ui.painter()
                    .circle_filled(rect.center(), SIDE / 2.0 - 3.0, t.accent_soft);
                icon::paint(ui, rect.center(), Icon::Bookmark, 22.0, t.accent);
            }
        }
        ui.add_space(space::XS);
        let room = (ui.available_width() - BUTTON).max(80.0);
        ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            heading::title(ui, &path.title);
            chips_row_ui(ui, |ui| {
                tag_ui(ui, status_tone(path.status), None, path.status.label());
                heading::small(ui, &format!("Changed {}", words::date(path.updated_ms)));
            });
        });
        ui.vertical(|ui| {
            ui.add_space(10.0);
            let name = format!("Open path: {}", path.title);
            if Action::secondary("Open")
                .icon(Icon::ArrowRight)
                .named(&name)
                .show(ui)
            {
                cx.send(Command::OpenPath(path.id));
            }
        });
    });
}

fn detail_ui(ui: &mut Ui, cx: &mut Cx, path: &SavedPath) {
    if Action::quiet("All saved paths")
        .icon(Icon::ArrowLeft)
        .flush()
        .show(ui)
    {
        cx.send(Command::ClosePath);
    }
    card_ui(ui, |ui| {
        title_ui(ui, cx, path);
        heading::small(
            ui,
            &format!(
                "Saved {} · changed {}",
                words::date(path.created_ms),
                words::date(path.updated_ms)
            ),
        );
        status_ui(ui, cx, path);
        ui.add_space(space::XS);
        actions_ui(ui, cx, path);
    });
    card_ui(ui, |ui| {
        section(ui, Icon::Pencil, "Notes");
        let width = ui.available_width();
        let edited = Field::new("Your notes on this path")
            .hint("What appeals to you, what you would need, whom you could ask")
            .rows(5)
            .show(ui, &path.notes, width);
        if let Some(notes) = edited.text {
            cx.send(Command::SetPathNotes { id: path.id, notes });
        }
    });
    card_ui(ui, |ui| {
        section(ui, Icon::BookOpen, "What was known when you saved it");
        if path.summary.trim().is_empty() {
            heading::muted(ui, "Nothing was written down at the time.");
        }
        let cache = &mut cx.view.markdown;
        markdown_ui(ui, cache, "summary", &path.summary, false);
    });
}

fn title_ui(ui: &mut Ui, cx: &mut Cx, path: &SavedPath) {
    if let Some((id, title)) = &mut cx.view.paths.renaming
        && *id == path.id
    {
        match rename_ui(ui, "Name of this path", title) {
            Renaming::Going => {}
            Renaming::Cancelled => cx.view.paths.renaming = None,
            Renaming::Done(title) => {
                cx.view.paths.renaming = None;
                cx.send(Command::RenamePath { id: path.id, title });
            }
        }
        return;
    }
    ui.horizontal(|ui| {
        if let Some(percent) = path.match_percent {
            ring_ui(ui, percent, 56.0);
            ui.add_space(space::XS);
        }
        heading::title(ui, &path.title);
        if Action::icon_only(Icon::Pencil, "Rename this path")
            .small()
            .show(ui)
        {
            cx.view.paths.renaming = Some((path.id, path.title.clone()));
        }
    });
}

fn status_ui(ui: &mut Ui, cx: &mut Cx, path: &SavedPath) {
    ui.horizontal(|ui| {
        let label = heading::small(ui, "Status");
        ui.label_inputs_by(label.id, |ui| {
            ComboBox::from_id_salt("status")
                .selected_text(path.status.label())
                .width(160.0)
                .show_ui(ui, |ui| {
                    for status in PathStatus::ALL {
                        if ui
                            .selectable_label(status == path.status, status.label())
                            .clicked()
                            && status != path.status
                        {
                            cx.send(Command::SetPathStatus {
                                id: path.id,
                                status,
                            });
                        }
                    }
                });
        });
    });
}

fn actions_ui(ui: &mut Ui, cx: &mut Cx, path: &SavedPath) {
    chips_row_ui(ui, |ui| {
        if let Some(code) = &path.occupation
            && Action::secondary("Explore this career")
                .icon(Icon::Compass)
                .small()
                .show(ui)
        {
            cx.send(Command::Go(Page::Explorer));
            cx.send(Command::OpenOccupation(code.clone()));
        }
        if let Some(id) = path.analysis_id
            && Action::secondary("Its analysis")
                .icon(Icon::FileSearch)
                .small()
                .show(ui)
        {
            cx.send(Command::Go(Page::Analyzer));
            cx.send(Command::OpenAnalysis(id));
        }
        for (label, markdown) in [("Export Markdown", true), ("Export JSON", false)] {
            if Action::secondary(label)
                .icon(Icon::Download)
                .small()
                .show(ui)
            {
                cx.send(Command::ExportPath {
                    id: path.id,
                    markdown,
                });
            }
        }
        // Deleting is undone from its notice, so it needs no question.
        if Action::danger("Delete")
            .icon(Icon::Trash2)
            .small()
            .named("Delete this path")
            .show(ui)
        {
            cx.send(Command::DeletePath(path.id));
        }
    });
}
