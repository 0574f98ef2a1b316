//! The lines of a position, each with a better wording for the asking.

use egui::Ui;

use crate::app::Command;
use crate::app::state::Wording;
use crate::career::resume::Bullet;
use crate::gui::icon::Icon;
use crate::gui::widgets::meter::working_ui;
use crate::gui::widgets::{Action, heading, subsection, well_ui};
use crate::gui::{Cx, words};

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx, bullets: &[Bullet]) {
    if bullets.is_empty() {
        return;
    }
    subsection(ui, "Its lines");
    for bullet in bullets {
        ui.push_id(("line", bullet.span.start), |ui| line_ui(ui, cx, bullet));
    }
}

fn line_ui(ui: &mut Ui, cx: &mut Cx, bullet: &Bullet) {
    heading::body(ui, &bullet.text);
    let rewording = &cx.state.resumes.rewording;
    if rewording.line == Some(bullet.span) {
        working_ui(ui, "Looking for a better wording…");
        if Action::quiet("Stop")
            .icon(Icon::CircleStop)
            .small()
            .flush()
            .named("Stop looking for a wording")
            .show(ui)
        {
            cx.send(Command::StopWording);
        }
        return;
    }
    if let Some(wording) = rewording.of(bullet.span) {
        return suggested_ui(ui, cx, wording);
    }
    let blocked = rewording
        .line
        .is_some()
        .then_some("Another line is being worded.");
    let name = format!("Suggest a wording: {}", bullet.text);
    if Action::quiet("Suggest a wording")
        .icon(Icon::Feather)
        .small()
        .flush()
        .named(&name)
        .blocked(blocked)
        .show(ui)
    {
        cx.send(Command::SuggestWording(bullet.span));
    }
}

fn suggested_ui(ui: &mut Ui, cx: &mut Cx, wording: &Wording) {
    well_ui(ui, |ui| {
        if let Some(refused) = &wording.refused {
            heading::muted(ui, &refused.sentence());
        }
        match &wording.text {
            Some(text) => {
                heading::body(ui, text);
                heading::small(ui, &words::provenance(wording.link, None, None, None));
            }
            None if wording.refused.is_none() => {
                heading::muted(ui, "Nothing surely better was found.");
            }
            None => {}
        }
        for advice in &wording.advice {
            heading::small(ui, advice);
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(text) = &wording.text
                && Action::secondary("Copy").icon(Icon::Copy).small().show(ui)
            {
                ui.ctx().copy_text(text.clone());
            }
            if Action::quiet("Dismiss").icon(Icon::X).small().show(ui) {
                cx.send(Command::DismissWording(wording.line));
            }
        });
    });
}
