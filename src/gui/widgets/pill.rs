//! Small rounded words: tags and the state of things.

use egui::{Color32, CornerRadius, FontId, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::gui::icon::{self, Icon};
use crate::gui::theme::{Tokens, size, tokens};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Neutral,
    Accent,
    Warn,
    Bad,
}

impl Tone {
    pub const fn ink(self, t: &Tokens) -> Color32 {
        match self {
            Self::Neutral => t.text,
            Self::Accent => t.accent,
            Self::Warn => t.warn,
            Self::Bad => t.bad,
        }
    }

    pub const fn ground(self, t: &Tokens) -> Color32 {
        match self {
            Self::Neutral => t.sunken,
            Self::Accent => t.accent_soft,
            Self::Warn => t.warn_soft,
            Self::Bad => t.bad_soft,
        }
    }
}

/// A word that classifies something. It is not pressed.
pub fn tag_ui(ui: &mut Ui, tone: Tone, icon: Option<Icon>, text: &str) -> Response {
    let t = tokens(ui);
    let (ink, ground) = (tone.ink(t), tone.ground(t));
    let icon_width = icon.map_or(0.0, |_| 18.0);
    let padding = 9.0;
    let mut job = egui::text::LayoutJob::simple_singleline(
        text.to_owned(),
        FontId::proportional(size::SMALL),
        ink,
    );
    let room = ui.available_size_before_wrap().x.max(ui.max_rect().width()) - icon_width;
    job.wrap = egui::text::TextWrapping::truncate_at_width((room - padding * 2.0).max(24.0));
    let galley = ui.painter().layout_job(job);
    let wanted = vec2(galley.size().x + icon_width + padding * 2.0, 25.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(rect) {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(12), ground);
        if let Some(icon) = icon {
            let center = egui::pos2(rect.left() + padding + 6.0, rect.center().y);
            icon::paint(ui, center, icon, 14.0, ink);
        }
        let at = egui::pos2(
            rect.left() + padding + icon_width,
            rect.center().y - galley.size().y / 2.0,
        );
        ui.painter().galley(at, galley, ink);
    }
    response
}
