//! How fast and how reliably answers came, from the answers themselves.

use egui::{Ui, vec2};
use egui_plot::{HoverPosition, Plot, PlotPoints, Points};

use crate::app::Command;
use crate::app::state::{AnswerFigure, Page};
use crate::chat::Link;
use crate::gui::icon::Icon;
use crate::gui::theme::{space, tokens};
use crate::gui::widgets::{Action, card_ui, empty_ui, heading, section, segments_ui};
use crate::gui::{Cx, words};

/// What the plot shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Measure {
    #[default]
    FirstWord,
    Speed,
}

/// As many of the newest answers are plotted and listed.
const SHOWN: usize = 500;

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    let answers = &cx.state.performance.answers;
    if answers.is_empty() {
        empty_ui(
            ui,
            Icon::Gauge,
            "Nothing measured yet",
            "Every answer is timed as it arrives. Analyse a résumé or ask the mentor something, and the figures appear here.",
            |ui| {
                if Action::primary("Analyse a résumé")
                    .icon(Icon::FileSearch)
                    .show(ui)
                {
                    cx.send(Command::Go(Page::Analyzer));
                }
            },
        );
        return;
    }
    figures_ui(ui, answers);
    plot_ui(ui, answers);
    latest_ui(ui, answers);
}

/// The middle value; for an even number of values, the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    values.get(half - 1).map(|lower| (lower + upper) / 2.0)
}

fn percent(part: usize, all: usize) -> String {
    format!("{:.1} %", part as f64 * 100.0 / all.max(1) as f64)
}

fn figures_ui(ui: &mut Ui, answers: &[AnswerFigure]) {
    let all = answers.len();
    // The guide is composed, not generated: counting its instant answers would flatter the figures.
    let by_model = || answers.iter().filter(|answer| answer.link != Link::Guide);
    let first_word = median(by_model().map(|answer| answer.ttft_ms as f64).collect());
    let speed = median(
        by_model()
            .filter_map(|answer| answer.tokens_per_second)
            .collect(),
    );
    let complete = answers.iter().filter(|answer| answer.complete).count();
    let fell_back = answers
        .iter()
        .filter(|answer| answer.n_fallbacks > 0)
        .count();
    let dash = || "—".to_owned();
    let figures = [
        (
            "First word, median",
            first_word.map_or_else(dash, |ms| words::duration(ms as u64)),
        ),
        (
            "Tokens per second, median",
            speed.map_or_else(dash, |speed| format!("{speed:.1}")),
        ),
        ("Completed", percent(complete, all)),
        ("Fell back to another link", percent(fell_back, all)),
    ];
    let n_columns = if ui.available_width() < 560.0 { 2 } else { 4 };
    let gap = space::M;
    let width = (ui.available_width() - gap * (n_columns - 1) as f32) / n_columns as f32;
    for row in figures.chunks(n_columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (label, figure) in row {
                ui.allocate_ui_with_layout(
                    vec2(width, 0.0),
                    egui::Layout::top_down(egui::Align::Min),
                    |ui| {
                        ui.set_width(width);
                        card_ui(ui, |ui| {
                            ui.set_min_height(72.0);
                            heading::title(ui, figure);
                            heading::small(ui, label);
                        });
                    },
                );
            }
        });
    }
    heading::small(ui, &format!("Over {}.", words::count(all, "answer")));
}

fn newest(answers: &[AnswerFigure]) -> &[AnswerFigure] {
    &answers[answers.len().saturating_sub(SHOWN)..]
}

fn plot_ui(ui: &mut Ui, answers: &[AnswerFigure]) {
    card_ui(ui, |ui| {
        section(ui, Icon::ChartLine, "Answers over time");
        let id = ui.make_persistent_id("measure");
        let mut measure = ui.data(|data| data.get_temp::<Measure>(id).unwrap_or_default());
        let choices = [
            (Measure::FirstWord, "Seconds to the first word"),
            (Measure::Speed, "Tokens per second"),
        ];
        if let Some(chosen) = segments_ui(ui, measure, &choices) {
            measure = chosen;
            ui.data_mut(|data| data.insert_temp(id, chosen));
        }
        let value = |answer: &AnswerFigure| match measure {
            Measure::FirstWord => Some(answer.ttft_ms as f64 / 1e3),
            Measure::Speed => answer.tokens_per_second,
        };
        let points: Vec<[f64; 2]> = newest(answers)
            .iter()
            .enumerate()
            .filter(|(_, answer)| answer.link != Link::Guide)
            .filter_map(|(i, answer)| value(answer).map(|value| [i as f64 + 1.0, value]))
            .collect();
        if points.is_empty() {
            heading::muted(
                ui,
                "So far only the guide has answered; it is not timed, because it composes at once.",
            );
            return;
        }
        let t = tokens(ui);
        let unit = match measure {
            Measure::FirstWord => "s to the first word",
            Measure::Speed => "tokens/s",
        };
        ui.name_inputs("Plot of answers over time", |ui| {
            Plot::new("answers")
                .height(220.0)
                .show_background(false)
                .show_grid([false, true])
                .grid_color(t.border)
                .allow_zoom(false)
                .allow_drag(false)
                .allow_scroll(false)
                .allow_boxed_zoom(false)
                .include_y(0.0)
                .label_formatter(move |position| match position {
                    HoverPosition::NearDataPoint { position, .. } => Some(format!(
                        "Answer {:.0}: {:.1} {unit}",
                        position.x, position.y
                    )),
                    HoverPosition::Elsewhere { .. } => None,
                })
                .show(ui, |plot| {
                    plot.points(
                        Points::new(unit, PlotPoints::from(points))
                            .color(t.accent)
                            .radius(3.5),
                    );
                });
        });
    });
}

fn latest_ui(ui: &mut Ui, answers: &[AnswerFigure]) {
    card_ui(ui, |ui| {
        section(ui, Icon::Clock, "Latest answers");
        let newest = newest(answers);
        let height = 46.0;
        egui::ScrollArea::vertical()
            .id_salt("latest")
            .max_height(300.0)
            .auto_shrink([false, true])
            .show_rows(ui, height, newest.len(), |ui, rows| {
                for answer in newest.iter().rev().skip(rows.start).take(rows.len()) {
                    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
                        answer_ui(ui, answer);
                    });
                }
            });
    });
}

fn answer_ui(ui: &mut Ui, answer: &AnswerFigure) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let state = if answer.complete {
        ""
    } else {
        " · not finished"
    };
    heading::body(
        ui,
        &format!("{}{state}", words::capitalised(&answer.purpose)),
    );
    let by = words::provenance(
        answer.link,
        Some(&answer.model),
        Some(answer.ttft_ms),
        answer.tokens_per_second,
    );
    let line = format!("{} · {by}", words::date(answer.at_ms));
    let text = heading::rich_small(line).color(tokens(ui).muted);
    // Every row is equally high, so that only those in sight need drawing.
    ui.add(egui::Label::new(text).truncate());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
    }
}
