//! One file per page of the window.

pub(super) mod analyzer;
pub(super) mod explorer;
pub(super) mod home;
pub(super) mod mentor;
pub(super) mod models;
pub(super) mod paths;
pub(super) mod performance;
pub(super) mod settings;
pub(super) mod unlock;

use egui::Ui;

use super::Cx;
use super::widgets::layout::scroll_page_ui;
use crate::app::state::Page;

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    match cx.state.page {
        // A conversation scrolls by itself, above its draft.
        Page::Mentor => mentor::ui(ui, cx),
        page => scroll_page_ui(ui, page, |ui| match page {
            Page::Unlock => unlock::ui(ui, cx),
            Page::Home | Page::Mentor => home::ui(ui, cx),
            Page::Analyzer => analyzer::ui(ui, cx),
            Page::Explorer => explorer::ui(ui, cx),
            Page::Paths => paths::ui(ui, cx),
            Page::Models => models::ui(ui, cx),
            Page::Performance => performance::ui(ui, cx),
            Page::Settings => settings::ui(ui, cx),
        }),
    }
}
