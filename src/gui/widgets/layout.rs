//! Columns.

use egui::{Layout, ScrollArea, Ui, UiBuilder};

use super::button::ROW_HEIGHT;
use crate::gui::theme::{READING_WIDTH, narrow, space};

/// A page that scrolls, its contents in one column that never grows too wide to read.
pub fn scroll_page_ui(ui: &mut Ui, salt: impl egui::AsIdSalt, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .show(ui, |ui| {
            column_ui(ui, READING_WIDTH, |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                ui.add_space(space::L);
                ui.scope(contents);
                ui.add_space(space::XXL);
            });
        });
}

/// A centred column with the page's margins.
pub fn column_ui(ui: &mut Ui, max_width: f32, contents: impl FnOnce(&mut Ui)) {
    let margin = if narrow(ui) { space::M } else { space::XL };
    let available = ui.available_width();
    let width = (available - margin * 2.0).min(max_width).max(0.0);
    let left = ((available - width) / 2.0).max(0.0);
    let mut rect = ui.available_rect_before_wrap();
    rect.min.x += left;
    rect.set_width(width);
    ui.scope_builder(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::top_down(egui::Align::Min)),
        |ui| {
            ui.set_width(width);
            contents(ui);
        },
    );
}

/// Two columns side by side where there is room, one above the other where not.
pub fn two_columns_ui<C>(
    ui: &mut Ui,
    cx: &mut C,
    left_share: f32,
    left: impl FnOnce(&mut Ui, &mut C),
    right: impl FnOnce(&mut Ui, &mut C),
) {
    let total = ui.available_width();
    if total < 560.0 {
        left(ui, cx);
        right(ui, cx);
        return;
    }
    let gap = space::M;
    let mut left_place = ui.available_rect_before_wrap();
    left_place.set_width(((total - gap) * left_share).floor());
    let mut right_place = ui.available_rect_before_wrap();
    right_place.min.x = left_place.max.x + gap;
    let column = |place| {
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::top_down(egui::Align::Min))
    };
    ui.horizontal_top(|ui| {
        ui.scope_builder(column(left_place), |ui| left(ui, cx));
        ui.scope_builder(column(right_place), |ui| right(ui, cx));
    });
}

/// Small things in a row that wraps.
pub fn chips_row_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        ui.spacing_mut().interact_size.y = 26.0;
        ui.horizontal_wrapped(contents).inner
    })
    .inner
}

/// A list of rows as `row_ui` draws them with a second line; only those in sight are drawn.
pub fn rows_ui<T>(
    ui: &mut Ui,
    salt: impl egui::AsIdSalt,
    max_height: f32,
    items: &[T],
    mut row: impl FnMut(&mut Ui, &T),
) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical()
            .id_salt(salt)
            .max_height(max_height)
            .auto_shrink([false, true])
            .show_rows(ui, ROW_HEIGHT, items.len(), |ui, range| {
                for item in &items[range] {
                    row(ui, item);
                }
            });
    });
}
