//! What stands around every page: the navigation rail, the top area, notices, and the drop target.

use egui::{
    Align, Align2, CentralPanel, Color32, CornerRadius, CursorIcon, FontId, Frame, Id, Layout,
    Margin, Order, Panel, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    scroll_area::ScrollBarVisibility, vec2,
};

use super::icon::{self, Icon};
use super::theme::{self, radius, size, space, tokens};
use super::widgets::button::focus_ring;
use super::widgets::layout::column_ui;
use super::widgets::pill::{Tone, tag_ui};
use super::widgets::{Action, toast};
use super::{Cx, page, palette, words};
use crate::app::Command;
use crate::app::state::{Page, State};

const RAIL_WIDE: f32 = 208.0;
const RAIL_NARROW: f32 = 60.0;
const NAV_HEIGHT: f32 = 38.0;

pub(super) const fn page_icon(page: Page) -> Icon {
    match page {
        Page::Unlock => Icon::CircleUser,
        Page::Home => Icon::House,
        Page::Analyzer => Icon::FileSearch,
        Page::Explorer => Icon::Compass,
        Page::Mentor => Icon::MessagesSquare,
        Page::Paths => Icon::Bookmark,
        Page::Models => Icon::Cpu,
        Page::Performance => Icon::Gauge,
        Page::Settings => Icon::Settings,
    }
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    ui.painter()
        .rect_filled(ui.max_rect(), 0.0, tokens(ui).page);
    if cx.state.profiles.open.is_none() {
        page::unlock::gate_ui(ui, cx);
    } else {
        rail_ui(ui, cx);
        top_ui(ui, cx);
        CentralPanel::default()
            .frame(Frame::new().fill(tokens(ui).page))
            .show(ui, |ui| page::ui(ui, cx));
        palette::ui(ui, cx);
        drop_ui(ui, cx);
    }
    toast::notices_ui(ui, &cx.state.notices, cx.commands);
}

fn rail_ui(ui: &mut Ui, cx: &mut Cx) {
    let t = tokens(ui);
    let narrow = theme::narrow(ui);
    let width = if narrow { RAIL_NARROW } else { RAIL_WIDE };
    Panel::left("rail")
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(t.surface)
                .inner_margin(Margin::symmetric(10, 14)),
        )
        .show(ui, |ui| {
            let edge = ui.max_rect().expand2(vec2(10.0, 14.0));
            ui.painter().vline(
                edge.right() - 0.5,
                edge.y_range(),
                Stroke::new(1.0, t.border),
            );
            let room = ui.available_height() - NAV_HEIGHT - ui.spacing().item_spacing.y;
            // With large text in a low window not every page fits.
            let pages = ScrollArea::vertical()
                .max_height(room)
                .auto_shrink(false)
                .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
            pages.show(ui, |ui| pages_ui(ui, cx, narrow));
            let name = cx.state.profiles.open.as_deref().unwrap_or_default();
            nav_ui(ui, cx, Page::Unlock, &format!("Profile: {name}"), narrow);
        });
}

fn pages_ui(ui: &mut Ui, cx: &mut Cx, narrow: bool) {
    brand_ui(ui, narrow);
    ui.add_space(space::L);
    ui.spacing_mut().item_spacing.y = 3.0;
    for page in Page::ALL {
        if matches!(page, Page::Unlock) {
            continue;
        }
        if matches!(page, Page::Models) {
            ui.add_space(space::M);
        }
        nav_ui(ui, cx, page, page.title(), narrow);
    }
}

fn brand_ui(ui: &mut Ui, narrow: bool) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let mark = egui::Rect::from_min_size(rect.min + vec2(4.0, 1.0), vec2(32.0, 32.0));
    ui.painter()
        .rect_filled(mark, CornerRadius::same(10), t.accent);
    icon::paint(ui, mark.center(), Icon::Feather, 18.0, t.on_accent);
    if !narrow {
        let name =
            ui.painter()
                .layout_no_wrap("Aspiro".to_owned(), FontId::proportional(20.0), t.text);
        let at = pos2(mark.right() + 10.0, rect.center().y - name.size().y / 2.0);
        super::widgets::heading::paint_bold(ui, at, &name, t.text);
    }
}

fn nav_ui(ui: &mut Ui, cx: &mut Cx, page: Page, label: &str, narrow: bool) {
    let t = tokens(ui);
    let selected = cx.state.page == page;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), NAV_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, label));
    let corner = CornerRadius::same(radius::CONTROL);
    let (fill, ink) = match (selected, response.hovered()) {
        (true, _) => (t.accent_soft, t.accent),
        (false, true) => (t.hover, t.text),
        (false, false) => (Color32::TRANSPARENT, t.muted),
    };
    ui.painter().rect_filled(rect, corner, fill);
    focus_ring(ui, &response, corner, t);
    let center = pos2(rect.left() + 20.0, rect.center().y);
    icon::paint(ui, center, page_icon(page), 18.0, ink);
    let response = if narrow {
        response.on_hover_text(label)
    } else {
        let ink = if selected { t.accent } else { t.text };
        let mut job = egui::text::LayoutJob::simple_singleline(
            label.to_owned(),
            FontId::proportional(size::BODY),
            ink,
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 46.0);
        let galley = ui.painter().layout_job(job);
        let at = pos2(rect.left() + 40.0, rect.center().y - galley.size().y / 2.0);
        if selected {
            super::widgets::heading::paint_bold(ui, at, &galley, ink);
        } else {
            ui.painter().galley(at, galley, ink);
        }
        response
    };
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        cx.send(Command::Go(page));
    }
}

fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    // The title stands over the column it names; the mentor's page uses the whole width.
    let width = match cx.state.page {
        Page::Mentor => f32::INFINITY,
        _ => theme::READING_WIDTH,
    };
    Panel::top("top")
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin {
            top: 16,
            bottom: 4,
            ..Margin::ZERO
        }))
        .show(ui, |ui| column_ui(ui, width, |ui| title_row_ui(ui, cx)));
}

fn title_row_ui(ui: &mut Ui, cx: &mut Cx) {
    ui.horizontal(|ui| {
        ui.set_min_height(38.0);
        super::widgets::page_title(ui, cx.state.page.title());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if Action::icon_only(Icon::Search, "Search commands (Ctrl+K)").show(ui) {
                cx.view.palette.open();
            }
            chain_pill_ui(ui, cx.state, theme::narrow(ui));
        });
    });
}

/// Whether anything can leave this machine, and how much has.
pub(super) fn chain_sentence(state: &State) -> String {
    let sent = words::bytes(state.ledger.bytes_sent);
    if state.settings.online {
        format!("Online allowed — {sent} sent")
    } else {
        format!("Local only — {sent} sent")
    }
}

fn chain_pill_ui(ui: &mut Ui, state: &State, narrow: bool) {
    let (tone, icon) = if state.settings.online {
        (Tone::Warn, Icon::Globe)
    } else {
        (Tone::Accent, Icon::ShieldCheck)
    };
    let sentence = chain_sentence(state);
    let short = words::bytes(state.ledger.bytes_sent);
    let text = if narrow { &short } else { &sentence };
    let response = tag_ui(ui, tone, Some(icon), text);
    let response = response.on_hover_text(if state.settings.online {
        "Links beyond this machine may be asked. Settings lists every request that left."
    } else {
        "Nothing leaves this machine. You can change this in Settings."
    });
    response.accessible_name(sentence);
}

/// Takes in files dropped anywhere on the window.
fn drop_ui(ui: &Ui, cx: &mut Cx) {
    let dropped: Vec<_> = ui.ctx().input(|input| {
        let files = &input.raw.dropped_files;
        files.iter().map(|file| file.path().to_path_buf()).collect()
    });
    if !dropped.is_empty() && cx.state.page != Page::Analyzer {
        cx.send(Command::Go(Page::Analyzer));
    }
    for path in dropped {
        cx.send(Command::ImportResume(path));
    }
    if ui.ctx().input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let t = tokens(ui);
    let painter = ui
        .ctx()
        .layer_painter(egui::LayerId::new(Order::Foreground, Id::unique("drop")));
    let rect = ui.ctx().content_rect();
    painter.rect_filled(rect, 0.0, t.page.gamma_multiply(0.92));
    painter.rect_stroke(
        rect.shrink(space::L),
        CornerRadius::same(radius::CARD),
        Stroke::new(2.0, t.accent),
        egui::StrokeKind::Inside,
    );
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        "Drop it here to read this résumé",
        FontId::proportional(size::TITLE),
        t.accent,
    );
}
