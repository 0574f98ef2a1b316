//! Things to press. Each has a name for screen readers, a focus ring, and a reason when it cannot be pressed.

use egui::{
    Color32, CornerRadius, CursorIcon, FontId, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, vec2,
};

use super::heading::paint_bold;
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{LINE_HEIGHT, Tokens, radius, size, space, tokens};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
    Danger,
}

/// A button.
pub struct Action<'a> {
    label: &'a str,
    icon: Option<Icon>,
    kind: Kind,
    name: Option<&'a str>,
    hint: Option<&'a str>,
    blocked: Option<&'a str>,
    small: bool,
    flush: bool,
    selected: Option<bool>,
}

impl<'a> Action<'a> {
    fn new(label: &'a str, kind: Kind) -> Self {
        Self {
            label,
            icon: None,
            kind,
            name: None,
            hint: None,
            blocked: None,
            small: false,
            flush: false,
            selected: None,
        }
    }

    /// The one thing a page is for.
    pub fn primary(label: &'a str) -> Self {
        Self::new(label, Kind::Primary)
    }

    pub fn secondary(label: &'a str) -> Self {
        Self::new(label, Kind::Secondary)
    }

    /// No frame until the pointer is over it.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label, Kind::Quiet)
    }

    pub fn danger(label: &'a str) -> Self {
        Self::new(label, Kind::Danger)
    }

    /// An icon without words; `name` is what screen readers and the tooltip say.
    pub fn icon_only(icon: Icon, name: &'a str) -> Self {
        Self {
            name: Some(name),
            hint: Some(name),
            ..Self::new("", Kind::Quiet)
        }
        .icon(icon)
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// For screen readers, where the label alone is not enough.
    pub fn named(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Disabled, with the reason in its tooltip; `None` leaves it enabled.
    pub fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }

    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Without padding at its sides, to stand in line with text.
    pub fn flush(mut self) -> Self {
        self.flush = true;
        self
    }

    /// A toggle: pressed or not.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }

    /// Draws it; true when it was pressed.
    pub fn show(self, ui: &mut Ui) -> bool {
        self.response(ui).clicked()
    }

    pub fn response(self, ui: &mut Ui) -> Response {
        let (hint, blocked) = (self.hint, self.blocked);
        let response = ui.add_enabled(blocked.is_none(), |ui: &mut Ui| self.button(ui));
        let response = match blocked {
            Some(reason) => response.on_disabled_hover_text(reason),
            None => response,
        };
        match hint {
            Some(hint) => response.on_hover_text(hint),
            None => response,
        }
    }

    fn button(self, ui: &mut Ui) -> Response {
        let t = tokens(ui);
        let text_size = if self.small { size::SMALL } else { size::BODY };
        let icon_size = text_size + 2.0;
        let padding = match (self.flush, self.small, self.label.is_empty()) {
            (true, ..) => vec2(0.0, 2.0),
            (_, _, true) => vec2(space::S, 7.0),
            (_, true, _) => vec2(10.0, space::XS),
            (_, false, _) => vec2(14.0, 7.0),
        };
        let gap = if self.label.is_empty() { 0.0 } else { 7.0 };
        let icon_width = self.icon.map_or(0.0, |_| icon_size + gap);
        // In a row that wraps, a button that does not fit goes to the next line rather than fold its words.
        let room = if ui.layout().main_wrap() {
            ui.max_rect().width()
        } else {
            ui.available_width()
        };
        let width = (room - icon_width - padding.x * 2.0).max(40.0);
        let galley = ui.painter().layout(
            self.label.to_owned(),
            FontId::proportional(text_size),
            Color32::PLACEHOLDER,
            width,
        );
        let height = match (self.flush, self.small) {
            (true, _) => LINE_HEIGHT,
            (false, true) => 26.0,
            (false, false) => 34.0,
        };
        let wanted = vec2(
            galley.size().x + icon_width + padding.x * 2.0,
            (galley.size().y + padding.y * 2.0).max(height),
        );
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        let name = self.name.unwrap_or(self.label);
        let enabled = ui.is_enabled();
        response.widget_info(|| match self.selected {
            Some(selected) => WidgetInfo::selected(Role::Button, enabled, selected, name),
            None => WidgetInfo::labeled(Role::Button, enabled, name),
        });
        if ui.is_rect_visible(rect) {
            let (fill, stroke, ink) = self.colours(t, &response);
            let corner = CornerRadius::same(if self.small { 7 } else { radius::CONTROL });
            ui.painter().rect(
                rect,
                corner,
                fill,
                Stroke::new(1.0, stroke),
                StrokeKind::Inside,
            );
            focus_ring(ui, &response, corner, t);
            let left = rect.left() + (rect.width() - galley.size().x - icon_width) / 2.0;
            if let Some(icon) = self.icon {
                let center = egui::pos2(left + icon_size / 2.0, rect.center().y);
                icon::paint(ui, center, icon, icon_size, ink);
            }
            let at = egui::pos2(left + icon_width, rect.center().y - galley.size().y / 2.0);
            if self.kind == Kind::Primary {
                paint_bold(ui, at, &galley, ink);
            } else {
                ui.painter().galley(at, galley, ink);
            }
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    fn colours(&self, t: &Tokens, response: &Response) -> (Color32, Color32, Color32) {
        let hovered = response.hovered() || response.is_pointer_button_down_on();
        if self.selected == Some(true) {
            return (t.accent_soft, t.accent, t.accent);
        }
        let none = Color32::TRANSPARENT;
        match (self.kind, hovered) {
            (Kind::Primary, false) => (t.accent, none, t.on_accent),
            (Kind::Primary, true) => (t.accent_hover, none, t.on_accent),
            (Kind::Secondary, false) => (t.surface, t.border, t.text),
            (Kind::Secondary, true) => (t.hover, t.border, t.text),
            (Kind::Quiet | Kind::Danger, true) if self.flush => (none, none, t.text),
            (Kind::Quiet, false) => (none, none, t.accent),
            (Kind::Quiet, true) => (t.accent_soft, none, t.accent),
            (Kind::Danger, false) => (none, none, t.bad),
            (Kind::Danger, true) => (t.bad_soft, none, t.bad),
        }
    }
}

/// The ring around what the keyboard is on.
pub fn focus_ring(ui: &Ui, response: &Response, corner: CornerRadius, t: &Tokens) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            response.rect.expand(2.0),
            CornerRadius::same(corner.nw + 2),
            Stroke::new(2.0, t.accent),
            StrokeKind::Inside,
        );
    }
}

/// A choice of one among a few, side by side. Returns what was pressed.
pub fn segments_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    current: T,
    choices: &[(T, &str)],
) -> Option<T> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        for &(value, label) in choices {
            if Action::secondary(label).selected(value == current).show(ui) && value != current {
                chosen = Some(value);
            }
        }
    });
    chosen
}

/// A line that opens and closes what follows it; returns whether it is open.
pub fn disclosure_ui(ui: &mut Ui, salt: impl egui::AsIdSalt, label: &str) -> bool {
    let id = ui.make_persistent_id(salt);
    let open = ui.data(|data| data.get_temp::<bool>(id).unwrap_or(false));
    let icon = if open {
        Icon::ChevronDown
    } else {
        Icon::ChevronRight
    };
    let response = Action::quiet(label).icon(icon).small().flush().response(ui);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let open = open != response.clicked();
    ui.data_mut(|data| data.insert_temp(id, open));
    open
}

/// Asks once more before something that cannot be undone. True when it was confirmed.
pub fn confirm_ui(ui: &mut Ui, salt: impl egui::AsIdSalt, label: &str, question: &str) -> bool {
    let id = ui.make_persistent_id(salt);
    let asking = ui.data(|data| data.get_temp::<bool>(id).unwrap_or(false));
    if !asking {
        if Action::danger(label)
            .icon(Icon::Trash2)
            .small()
            .flush()
            .show(ui)
        {
            ui.data_mut(|data| data.insert_temp(id, true));
        }
        return false;
    }
    let mut confirmed = false;
    ui.horizontal_wrapped(|ui| {
        super::small(ui, question);
        confirmed = Action::danger("Yes, delete").small().show(ui);
        let kept = Action::secondary("Keep").small().show(ui);
        if confirmed || kept {
            ui.data_mut(|data| data.insert_temp(id, false));
        }
    });
    confirmed
}

/// The height of a row with a second line.
pub const ROW_HEIGHT: f32 = 50.0;

/// A row of a list: a title with a second line, pressed as a whole. Returns whether it was pressed.
pub fn row_ui(ui: &mut Ui, icon: Icon, title: &str, detail: &str, selected: bool) -> bool {
    let t = tokens(ui);
    let height = if detail.is_empty() { 36.0 } else { ROW_HEIGHT };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, selected, title));
    if ui.is_rect_visible(rect) {
        let corner = CornerRadius::same(radius::CONTROL);
        let fill = if selected {
            t.accent_soft
        } else if response.hovered() {
            t.hover
        } else {
            Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, corner, fill);
        focus_ring(ui, &response, corner, t);
        let ink = if selected { t.accent } else { t.muted };
        let center = egui::pos2(rect.left() + 20.0, rect.center().y);
        icon::paint(ui, center, icon, 17.0, ink);
        let left = rect.left() + 38.0;
        let width = (rect.right() - left - space::S).max(20.0);
        let one_line = |text: &str, size: f32, color: Color32| {
            let mut job = egui::text::LayoutJob::simple_singleline(
                text.to_owned(),
                FontId::proportional(size),
                color,
            );
            job.wrap = egui::text::TextWrapping::truncate_at_width(width);
            ui.painter().layout_job(job)
        };
        let first = one_line(title, size::BODY, t.text);
        let second = one_line(detail, size::SMALL, t.muted);
        let block = if detail.is_empty() {
            first.size().y
        } else {
            first.size().y + second.size().y
        };
        let top = rect.center().y - block / 2.0;
        let below = top + first.size().y;
        ui.painter().galley(egui::pos2(left, top), first, t.text);
        if !detail.is_empty() {
            ui.painter()
                .galley(egui::pos2(left, below), second, t.muted);
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
