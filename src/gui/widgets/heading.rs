//! Headings and running text.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Label, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::gui::icon::{self, Icon};
use crate::gui::theme::{LINE_HEIGHT, size, space, tokens};

/// The bundled face has one light weight; a second print a hair to the right makes it a demi-bold.
const SECOND_PRINT: f32 = 0.4;

const SMALL_LINE_HEIGHT: f32 = 18.0;

/// Paints a galley a little bolder than its font.
pub fn paint_bold(ui: &Ui, at: egui::Pos2, galley: &Arc<Galley>, color: Color32) {
    ui.painter().galley(at, Arc::clone(galley), color);
    ui.painter()
        .galley(at + vec2(SECOND_PRINT, 0.0), Arc::clone(galley), color);
}

fn heading(ui: &mut Ui, text: &str, size: f32) -> Response {
    let color = tokens(ui).text;
    let galley = ui.painter().layout(
        text.to_owned(),
        FontId::proportional(size),
        color,
        ui.available_width(),
    );
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint_bold(ui, rect.min, &galley, color);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    response
}

pub fn page_title(ui: &mut Ui, text: &str) -> Response {
    heading(ui, text, size::DISPLAY)
}

pub fn title(ui: &mut Ui, text: &str) -> Response {
    heading(ui, text, size::TITLE)
}

/// A card's heading, with an icon in the accent colour before it.
pub fn section(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    ui.scope(|ui| {
        // A row is as high as a button unless told otherwise, which would push the heading down.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let accent = tokens(ui).accent;
            icon::show(ui, icon, 17.0, accent);
            heading(ui, text, size::SECTION)
        })
        .inner
    })
    .inner
}

/// Running text with room between its lines.
pub fn rich(text: impl Into<String>) -> RichText {
    RichText::new(text)
        .size(size::BODY)
        .line_height(Some(LINE_HEIGHT))
}

/// Like [`rich`], for side notes.
pub fn rich_small(text: impl Into<String>) -> RichText {
    RichText::new(text)
        .size(size::SMALL)
        .line_height(Some(SMALL_LINE_HEIGHT))
}

/// A heading inside a card.
pub fn subsection(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(space::XS);
    heading(ui, text, size::BODY)
}

pub fn body(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(rich(text)).wrap())
}

pub fn muted(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).muted;
    ui.add(Label::new(rich(text).color(color)).wrap())
}

pub fn small(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).muted;
    ui.add(Label::new(rich_small(text).color(color)).wrap())
}
