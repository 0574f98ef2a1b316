//! The Résumé Analyzer: a résumé in, a question, an answer with evidence.

mod goal;
mod intake;
mod reading;
mod recognised;
mod result;
mod suggestion;
mod wording;

use egui::Ui;

use crate::app::Command;
use crate::gui::icon::Icon;
use crate::gui::widgets::layout::{rows_ui, two_columns_ui};
use crate::gui::widgets::{card_ui, confirm_ui, row_ui, section};
use crate::gui::{Cx, words};

#[derive(Default)]
pub(in crate::gui) struct Form {
    path: String,
    paste: String,
    editing: recognised::Editing,
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    if cx.state.resumes.list.is_empty() {
        intake::first_ui(ui, cx);
        return;
    }
    two_columns_ui(ui, cx, 0.44, intake::ui, goal::ui);
    result::ui(ui, cx);
    history_ui(ui, cx);
    reading::ui(ui, cx);
}

fn history_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    if state.analyzer.history.is_empty() {
        return;
    }
    card_ui(ui, |ui| {
        section(ui, Icon::History, "Earlier analyses of this résumé");
        rows_ui(
            ui,
            "history",
            216.0,
            &state.analyzer.history,
            |ui, entry| {
                let open = state.analyzer.analysis_id == Some(entry.id);
                let detail = words::analysis_detail(entry);
                ui.push_id(entry.id, |ui| {
                    if row_ui(ui, Icon::FileSearch, &entry.title, &detail, open) && !open {
                        cx.send(Command::OpenAnalysis(entry.id));
                    }
                });
            },
        );
        if let Some(id) = state.analyzer.analysis_id
            && !state.analyzer.phase.is_busy()
        {
            ui.push_id(id, |ui| {
                let question = "Delete the open analysis? Saved paths stay.";
                if confirm_ui(ui, "delete", "Delete the open analysis", question) {
                    cx.send(Command::DeleteAnalysis(id));
                }
            });
        }
    });
}
