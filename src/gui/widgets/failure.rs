//! Failures in words: what happened, why, what to do next.

use egui::{CornerRadius, Frame, Label, Margin, RichText, Ui};

use super::button::{Action, disclosure_ui};
use super::heading;
use super::pill::Tone;
use crate::app::state::Failure;
use crate::explain::Explanation;
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{radius, size, space, tokens};

/// A tinted box with an icon.
pub fn banner_ui<R>(ui: &mut Ui, tone: Tone, icon: Icon, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let t = tokens(ui);
    Frame::new()
        .fill(tone.ground(t))
        .corner_radius(CornerRadius::same(radius::CONTROL))
        .inner_margin(Margin::symmetric(14, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                icon::show(ui, icon, 18.0, tone.ink(t));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    contents(ui)
                })
                .inner
            })
            .inner
        })
        .inner
}

/// The three sentences of an explanation.
pub fn explanation_ui(ui: &mut Ui, explanation: &Explanation) {
    banner_ui(ui, Tone::Bad, Icon::CircleAlert, |ui| {
        sentences(ui, explanation);
    });
}

fn sentences(ui: &mut Ui, explanation: &Explanation) {
    let t = tokens(ui);
    let what = ui.add(Label::new(heading::rich(&explanation.what).color(t.bad)).wrap());
    ui.ctx().accesskit_node_builder(what.id, |node| {
        node.set_live(egui::accesskit::Live::Assertive);
    });
    for sentence in [&explanation.why, &explanation.next] {
        if !sentence.is_empty() {
            ui.add(Label::new(heading::rich(sentence).color(t.text)).wrap());
        }
    }
}

/// A failure with a way to try again and the technical list out of sight. True when Try Again was pressed.
pub fn failure_ui(ui: &mut Ui, failure: &Failure) -> bool {
    banner_ui(ui, Tone::Bad, Icon::CircleAlert, |ui| {
        sentences(ui, &failure.explanation);
        ui.add_space(space::XS);
        let again = ui
            .horizontal_wrapped(|ui| {
                let again = Action::secondary("Try Again")
                    .icon(Icon::RefreshCw)
                    .show(ui);
                let open = disclosure_ui(ui, "technical", "Technical details");
                (again, open)
            })
            .inner;
        if again.1 {
            let attempts = failure.attempts.iter().map(ToString::to_string);
            let list = attempts.collect::<Vec<_>>().join(", ");
            let text = if list.is_empty() {
                format!("At {}.", failure.time)
            } else {
                format!("{list} at {}", failure.time)
            };
            let t = tokens(ui);
            ui.add(
                Label::new(
                    RichText::new(text)
                        .monospace()
                        .size(size::SMALL)
                        .color(t.text),
                )
                .wrap(),
            );
        }
        again.0
    })
}
