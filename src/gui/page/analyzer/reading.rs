//! The résumé's text as the program read it, so that nobody has to trust it blindly.

use egui::{Label, RichText, ScrollArea, Ui};

use super::recognised;
use crate::career::resume::{Resume, Span};
use crate::gui::icon::Icon;
use crate::gui::theme::{size, space, tokens};
use crate::gui::widgets::failure::banner_ui;
use crate::gui::widgets::pill::Tone;
use crate::gui::widgets::{card_ui, disclosure_ui, heading, section, well_ui};
use crate::gui::{Cx, words};

/// Above this many lines a section is drawn line by line, only where it is in sight.
const WHOLE_LINES: usize = 120;

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    let Some(open) = &cx.state.resumes.open else {
        return;
    };
    let resume: &Resume = &open.read;
    card_ui(ui, |ui| {
        section(ui, Icon::Eye, "Your résumé as read");
        heading::small(
            ui,
            "This is the text every quote points into, and what was recognised in it. Set right what was read wrongly: \
             the next analysis goes by it, and the file stays as it is.",
        );
        for warning in &resume.warnings {
            banner_ui(ui, Tone::Warn, Icon::TriangleAlert, |ui| {
                heading::body(ui, &warning.message);
            });
        }
        if resume.text.trim().is_empty() {
            heading::muted(ui, "No text was found in this file. Paste it instead.");
            return;
        }
        ui.push_id(open.id, |ui| {
            heading::subsection(ui, "What was recognised");
            recognised::ui(ui, cx, open);
            heading::subsection(ui, "The text, section by section");
            sections_ui(ui, resume);
        });
    });
}

fn sections_ui(ui: &mut Ui, resume: &Resume) {
    ui.spacing_mut().item_spacing.y = space::XS;
    if resume.sections.is_empty() {
        if disclosure_ui(ui, "all", "The whole text") {
            text_ui(ui, resume, Span::new(0, resume.text.len()));
        }
        return;
    }
    for (i, part) in resume.sections.iter().enumerate() {
        let name = if part.heading.is_empty() {
            words::capitalised(&part.name)
        } else {
            part.heading.clone()
        };
        if disclosure_ui(ui, i, &name) {
            text_ui(ui, resume, part.span);
        }
    }
}

fn text_ui(ui: &mut Ui, resume: &Resume, span: Span) {
    let Some(text) = span.of(&resume.text) else {
        return;
    };
    let color = tokens(ui).text;
    well_ui(ui, |ui| {
        let lines: Vec<&str> = text.trim_end().lines().collect();
        if lines.len() <= WHOLE_LINES && text.len() < 20_000 {
            let text = RichText::new(text.trim_end())
                .size(size::SMALL)
                .color(color);
            ui.add(Label::new(text).wrap());
            return;
        }
        let height = ui.text_style_height(&egui::TextStyle::Small);
        ScrollArea::both()
            .id_salt("lines")
            .max_height(320.0)
            .show_rows(ui, height, lines.len(), |ui, rows| {
                for line in lines.iter().skip(rows.start).take(rows.len()) {
                    let line = RichText::new(*line).size(size::SMALL).color(color);
                    ui.add(Label::new(line).extend());
                }
            });
    });
}
