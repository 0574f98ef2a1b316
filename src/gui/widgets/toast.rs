//! Notices at the corner of the window.

use egui::{Align2, Area, CornerRadius, Frame, Id, Label, Margin, Order, Stroke, Ui, vec2};

use super::button::Action;
use super::pill;
use crate::app::Command;
use crate::app::state::{Notice, Tone};
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{radius, space, tokens};

/// Draws the newest notices; they stay until dismissed or replaced by the state.
pub fn notices_ui(ui: &Ui, notices: &[Notice], commands: &mut Vec<Command>) {
    if notices.is_empty() {
        return;
    }
    let width = 380.0_f32.min(ui.ctx().content_rect().width() - space::L * 2.0);
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, vec2(-space::L, -space::L))
        .show(ui.ctx(), |ui| {
            ui.set_width(width);
            let first = notices.len().saturating_sub(3);
            for notice in &notices[first..] {
                notice_ui(ui, notice, commands);
            }
        });
}

fn notice_ui(ui: &mut Ui, notice: &Notice, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let (icon, tone) = match notice.tone {
        Tone::Info => (Icon::Info, pill::Tone::Neutral),
        Tone::Good => (Icon::CircleCheck, pill::Tone::Accent),
        Tone::Bad => (Icon::CircleAlert, pill::Tone::Bad),
    };
    Frame::new()
        .fill(t.surface)
        .stroke(Stroke::new(1.0, t.border))
        .shadow(ui.visuals().popup_shadow)
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                icon::show(ui, icon, 18.0, tone.ink(t));
                let buttons = match notice.deleted_path {
                    Some(_) => 120.0,
                    None => 44.0,
                };
                let room = (ui.available_width() - buttons).max(80.0);
                ui.allocate_ui_with_layout(
                    vec2(room, 0.0),
                    egui::Layout::top_down(egui::Align::Min),
                    |ui| {
                        ui.set_width(room);
                        let text = ui.add(Label::new(&notice.text).wrap());
                        ui.ctx().accesskit_node_builder(text.id, |node| {
                            node.set_live(egui::accesskit::Live::Polite);
                        });
                    },
                );
                if let Some(path) = notice.deleted_path
                    && Action::quiet("Undo").small().show(ui)
                {
                    commands.push(Command::UndoDelete(path));
                }
                let name = format!("Dismiss: {}", notice.text);
                if Action::quiet("")
                    .icon(Icon::X)
                    .small()
                    .named(&name)
                    .show(ui)
                {
                    commands.push(Command::DismissNotice(notice.id));
                }
            });
        });
}
