//! Surfaces: the card, the well and the empty state.

use egui::{CornerRadius, Frame, InnerResponse, Margin, Stroke, Ui};

use super::heading;
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{narrow, radius, space, tokens};

/// A raised surface over the full width.
pub fn card_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let t = tokens(ui);
    let margin = if narrow(ui) { space::M } else { 20.0 };
    Frame::new()
        .fill(t.surface)
        .stroke(Stroke::new(1.0, t.border))
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same(margin as i8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::S;
            contents(ui)
        })
}

/// A sunken surface for quotes and side notes.
pub fn well_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let t = tokens(ui);
    Frame::new()
        .fill(t.sunken)
        .corner_radius(CornerRadius::same(radius::CONTROL))
        .inner_margin(Margin::symmetric(space::M as i8, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
}

/// What a page shows before there is anything to show: why it is empty and the way on.
pub fn empty_ui(ui: &mut Ui, icon: Icon, title: &str, why: &str, actions: impl FnOnce(&mut Ui)) {
    card_ui(ui, |ui| {
        ui.add_space(space::XL);
        ui.vertical_centered(|ui| {
            let t = tokens(ui);
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(56.0), egui::Sense::hover());
            ui.painter()
                .circle_filled(rect.center(), 28.0, t.accent_soft);
            icon::paint(ui, rect.center(), icon, 26.0, t.accent);
            ui.add_space(space::S);
            heading::title(ui, title);
            ui.scope(|ui| {
                ui.set_max_width(460.0_f32.min(ui.available_width()));
                heading::muted(ui, why);
            });
            ui.add_space(space::S);
            actions(ui);
        });
        ui.add_space(space::XL);
    });
}
