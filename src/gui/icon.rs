//! Icons: the Lucide font, painted. They carry no name for screen readers; what they stand beside does.

use egui::{Align2, Color32, FontFamily, FontId, Pos2, Response, Sense, Ui, Vec2};
pub use lucide_icons::Icon;

use super::theme::{ICON_FAMILY, LINE_HEIGHT};

fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ICON_FAMILY.into()))
}

/// Paints an icon around `center`; `size` in points.
pub fn paint(ui: &Ui, center: Pos2, icon: Icon, size: f32, color: Color32) {
    ui.painter().text(
        center,
        Align2::CENTER_CENTER,
        char::from(icon),
        font(size),
        color,
    );
}

/// Takes the room of an icon in the current row, as high as a line of running text, and paints it.
pub fn show(ui: &mut Ui, icon: Icon, size: f32, color: Color32) -> Response {
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(size, size.max(LINE_HEIGHT)), Sense::hover());
    paint(ui, rect.center(), icon, size, color);
    response
}
