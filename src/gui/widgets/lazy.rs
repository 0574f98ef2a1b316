//! Drawing only what can be seen.

use egui::{Id, Rect, Ui, Vec2};

/// Draws `contents` when its place is in sight; otherwise keeps the room it took last time.
///
/// Laying out Markdown costs a millisecond per kilobyte and frame, and a long conversation has
/// hundreds of kilobytes. The height is remembered per width, so that resizing measures again.
pub fn lazy_ui(ui: &mut Ui, salt: impl egui::AsIdSalt, contents: impl FnOnce(&mut Ui)) {
    let width = ui.available_width();
    let id: Id = ui.make_persistent_id(salt);
    let known = ui.data(|data| data.get_temp::<Vec2>(id));
    if let Some(known) = known
        && (known.x - width).abs() < 0.5
    {
        let place = Rect::from_min_size(ui.cursor().min, known);
        if !ui.is_rect_visible(place.expand(200.0)) {
            ui.allocate_space(known);
            return;
        }
    }
    let height = ui.scope(contents).response.rect.height();
    ui.data_mut(|data| data.insert_temp(id, Vec2::new(width, height)));
}
