//! Figures as shapes: the match ring, bars, and a sign of work going on.

use std::f32::consts::{FRAC_PI_2, TAU};

use egui::epaint::PathShape;
use egui::{
    Align2, Color32, CornerRadius, FontId, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::heading::paint_bold;
use crate::gui::theme::{size, tokens};

fn arc(center: Pos2, radius: f32, share: f32, width: f32, color: Color32) -> Vec<egui::Shape> {
    let n_points = 2 + (64.0 * share) as usize;
    let point = |i: usize| {
        let angle = -FRAC_PI_2 + TAU * share * i as f32 / (n_points - 1) as f32;
        center + radius * vec2(angle.cos(), angle.sin())
    };
    vec![
        PathShape::line(
            (0..n_points).map(point).collect(),
            Stroke::new(width, color),
        )
        .into(),
        egui::Shape::circle_filled(point(0), width / 2.0, color),
        egui::Shape::circle_filled(point(n_points - 1), width / 2.0, color),
    ]
}

/// A ring that is closed as far as the match reaches, with the number inside.
pub fn ring_ui(ui: &mut Ui, percent: u8, diameter: f32) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(diameter), Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("Match {percent} of 100")));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let width = (diameter * 0.09).max(3.0);
    let radius = diameter / 2.0 - width;
    let painter = ui.painter();
    painter.circle_stroke(rect.center(), radius, Stroke::new(width, t.sunken));
    if percent > 0 {
        let share = f32::from(percent.min(100)) / 100.0;
        painter.extend(arc(rect.center(), radius, share, width, t.accent));
    }
    let number = painter.layout_no_wrap(
        percent.to_string(),
        FontId::proportional(diameter * 0.32),
        t.text,
    );
    let at = rect.center() - number.size() / 2.0;
    paint_bold(ui, at, &number, t.text);
}

fn paint_bar(ui: &Ui, rect: Rect, share: f32, color: Color32, track: Color32) {
    let corner = CornerRadius::same(4);
    ui.painter().rect_filled(rect, corner, track);
    let mut filled = rect;
    filled.set_width(rect.width() * share.clamp(0.0, 1.0));
    if filled.width() >= 1.0 {
        filled.set_width(filled.width().max(8.0));
        ui.painter().rect_filled(filled, corner, color);
    }
}

/// A name, a bar and a figure on one line. Read aloud as one sentence.
pub fn labelled_bar_ui(ui: &mut Ui, label: &str, share: f32, figure: &str) {
    let t = tokens(ui);
    let width = ui.available_width();
    let figure_width = 64.0;
    let stacked = width < 460.0;
    let height = if stacked { 40.0 } else { 26.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, format!("{label}: {figure}")));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let text_y = if stacked {
        rect.top() + 12.0
    } else {
        rect.center().y
    };
    let label_width = if stacked {
        width - figure_width
    } else {
        (width * 0.42).min(280.0)
    };
    let mut job = egui::text::LayoutJob::simple_singleline(
        label.to_owned(),
        FontId::proportional(size::BODY),
        t.text,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(label_width - 8.0);
    let galley = ui.painter().layout_job(job);
    let label_at = pos2(rect.left(), text_y - galley.size().y / 2.0);
    ui.painter().galley(label_at, galley, t.text);
    ui.painter().text(
        pos2(rect.right(), text_y),
        Align2::RIGHT_CENTER,
        figure,
        FontId::proportional(size::SMALL),
        t.muted,
    );
    let bar = if stacked {
        Rect::from_min_max(
            pos2(rect.left(), rect.bottom() - 12.0),
            pos2(rect.right(), rect.bottom() - 4.0),
        )
    } else {
        Rect::from_min_max(
            pos2(rect.left() + label_width, rect.center().y - 4.0),
            pos2(rect.right() - figure_width, rect.center().y + 4.0),
        )
    };
    paint_bar(ui, bar, share, t.accent, t.sunken);
}

/// A small arc that turns while something is under way; it stands still with reduced motion.
pub fn working_ui(ui: &mut Ui, label: &str) {
    let t = tokens(ui);
    let still = ui.style().animation_time == 0.0;
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 22.0), Sense::hover());
        let turn = if still {
            0.0
        } else {
            ui.input(|input| input.time)
        };
        let start = (turn * 4.0 % f64::from(TAU)) as f32;
        let points = (0..=24)
            .map(|i| {
                let angle = start + TAU * 0.7 * i as f32 / 24.0;
                rect.center() + 7.0 * vec2(angle.cos(), angle.sin())
            })
            .collect();
        ui.painter()
            .add(PathShape::line(points, Stroke::new(2.0, t.accent)));
        let response = super::muted(ui, label);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
        if !still {
            // 25 pictures a second are smooth enough for a turning arc and leave the cores to the model.
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_millis(40));
        }
    });
}
