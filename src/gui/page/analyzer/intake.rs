//! Bringing in a résumé: drop, browse, type a path, or paste.

use egui::{CornerRadius, Frame, Margin, Stroke, Ui};

use crate::app::Command;
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{radius, space, tokens};
use crate::gui::widgets::failure::explanation_ui;
use crate::gui::widgets::field::Field;
use crate::gui::widgets::layout::rows_ui;
use crate::gui::widgets::{
    Action, card_ui, confirm_ui, disclosure_ui, heading, meter, row_ui, section,
};
use crate::gui::{Cx, words};
use crate::private::Private;

/// The page before there is any résumé.
pub(super) fn first_ui(ui: &mut Ui, cx: &mut Cx) {
    heading::muted(
        ui,
        "Add your résumé and see how it stands to a role, line by line. It is read here and kept in your encrypted profile.",
    );
    status_ui(ui, cx);
    drop_zone_ui(ui, cx);
    card_ui(ui, |ui| {
        path_ui(ui, cx);
        ui.add_space(space::S);
        paste_ui(ui, cx);
    });
}

/// The card once there is one.
pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::FileText, "Résumé");
        status_ui(ui, cx);
        list_ui(ui, cx);
        if disclosure_ui(ui, "add", "Add another résumé") {
            drop_zone_ui(ui, cx);
            path_ui(ui, cx);
            paste_ui(ui, cx);
        }
    });
}

fn status_ui(ui: &mut Ui, cx: &Cx) {
    if let Some(name) = &cx.state.resumes.reading {
        meter::working_ui(ui, &format!("Reading {name}…"));
    }
    if let Some(error) = &cx.state.resumes.error {
        explanation_ui(ui, error);
    }
}

fn busy(cx: &Cx) -> Option<&'static str> {
    cx.state
        .resumes
        .reading
        .is_some()
        .then_some("A résumé is being read.")
}

fn drop_zone_ui(ui: &mut Ui, cx: &mut Cx) {
    let t = tokens(ui);
    Frame::new()
        .fill(t.accent_soft)
        .stroke(Stroke::new(1.0, t.accent.gamma_multiply(0.35)))
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same(space::XL as i8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.vertical_centered(|ui| {
                icon::show(ui, Icon::FileUp, 30.0, t.accent);
                heading::body(ui, "Drop a résumé here");
                heading::small(ui, "PDF, DOCX, TXT or Markdown, up to 10 MB");
                ui.add_space(space::XS);
                let browse = Action::primary("Browse…")
                    .icon(Icon::FolderOpen)
                    .named("Browse for a résumé")
                    .blocked(busy(cx));
                if browse.show(ui) {
                    cx.send(Command::BrowseResume);
                }
            });
        });
}

fn path_ui(ui: &mut Ui, cx: &mut Cx) {
    let width = ui.available_width();
    let edited = Field::new("Or type a path")
        .hint("/home/you/resume.pdf")
        .edit(ui, &mut cx.view.analyzer.path, width);
    let missing = cx.view.analyzer.path.trim().is_empty();
    let blocked = busy(cx).or(missing.then_some("Type the path of a file first."));
    let pressed = Action::secondary("Import")
        .icon(Icon::Download)
        .named("Import this path")
        .blocked(blocked)
        .show(ui);
    if (pressed || edited.entered) && blocked.is_none() {
        let path = std::mem::take(&mut cx.view.analyzer.path);
        cx.send(Command::ImportResume(path.trim().into()));
    }
}

fn paste_ui(ui: &mut Ui, cx: &mut Cx) {
    if !disclosure_ui(ui, "paste", "Or paste the text") {
        return;
    }
    let width = ui.available_width();
    egui::ScrollArea::vertical()
        .id_salt("paste")
        .max_height(220.0)
        .show(ui, |ui| {
            Field::new("Résumé text")
                .rows(6)
                .edit(ui, &mut cx.view.analyzer.paste, width);
        });
    let missing = cx.view.analyzer.paste.trim().is_empty();
    let blocked = busy(cx).or(missing.then_some("Paste some text first."));
    if Action::secondary("Use this text")
        .icon(Icon::ClipboardPaste)
        .blocked(blocked)
        .show(ui)
    {
        let text = std::mem::take(&mut cx.view.analyzer.paste);
        cx.send(Command::PasteResume(Private::new(text)));
    }
}

fn list_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    let open = state.resumes.open.as_ref().map(|resume| resume.id);
    rows_ui(ui, "resumes", 170.0, &state.resumes.list, |ui, entry| {
        let (size, date) = (words::bytes(entry.bytes), words::date(entry.created_ms));
        let selected = open == Some(entry.id);
        ui.push_id(entry.id, |ui| {
            let detail = format!("{size} · {date}");
            if row_ui(ui, Icon::FileText, &entry.name, &detail, selected) && !selected {
                cx.send(Command::OpenResume(entry.id));
            }
        });
    });
    let Some(resume) = &state.resumes.open else {
        heading::small(ui, "Press a résumé to open it.");
        return;
    };
    ui.push_id(resume.id, |ui| {
        let question = format!("Delete “{}” and its analyses?", resume.name);
        if confirm_ui(ui, "delete", "Delete this résumé", &question) {
            cx.send(Command::DeleteResume(resume.id));
        }
    });
}
