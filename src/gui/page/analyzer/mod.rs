//! The Résumé Analyzer: a résumé in, a question, an answer with evidence.

mod goal;
mod intake;
mod reading;
mod result;
mod suggestion;

use egui::Ui;

use crate::app::Command;
use crate::gui::icon::Icon;
use crate::gui::widgets::layout::two_columns_ui;
use crate::gui::widgets::{card_ui, confirm_ui, row_ui, section};
use crate::gui::{Cx, words};

#[derive(Default)]
pub(in crate::gui) struct Form {
    path: String,
    paste: String,
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
        egui::ScrollArea::vertical()
            .id_salt("history")
            .max_height(216.0)
            .auto_shrink([false, true])
            .show_rows(ui, 50.0, state.analyzer.history.len(), |ui, rows| {
                for entry in state
                    .analyzer
                    .history
                    .iter()
                    .skip(rows.start)
                    .take(rows.len())
                {
                    let open = state.analyzer.analysis_id == Some(entry.id);
                    let matched = entry
                        .match_percent
                        .map_or_else(String::new, |percent| format!("Match {percent} · "));
                    let cut = if entry.complete {
                        ""
                    } else {
                        " · not finished"
                    };
                    let detail = format!("{matched}{}{cut}", words::date(entry.created_ms));
                    ui.push_id(entry.id, |ui| {
                        if row_ui(ui, Icon::FileSearch, &entry.title, &detail, open) && !open {
                            cx.send(Command::OpenAnalysis(entry.id));
                        }
                    });
                }
            });
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
