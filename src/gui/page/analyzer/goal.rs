//! What the résumé is measured against, and the button that starts it.

use egui::{ScrollArea, Ui};

use crate::app::Command;
use crate::app::state::Goal;
use crate::gui::Cx;
use crate::gui::icon::Icon;
use crate::gui::theme::space;
use crate::gui::widgets::field::Field;
use crate::gui::widgets::{Action, card_ui, heading, section, segments_ui};

const GOALS: [(Goal, &str); 3] = [
    (Goal::Role, "For a role"),
    (Goal::BestFit, "Best fit"),
    (Goal::Job, "A job description"),
];

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::Target, "Measure it against");
        if let Some(goal) = segments_ui(ui, cx.state.analyzer.goal, &GOALS) {
            cx.send(Command::SetGoal(goal));
        }
        let mut entered = false;
        match cx.state.analyzer.goal {
            Goal::Role => entered = role_ui(ui, cx),
            Goal::BestFit => {
                heading::muted(
                    ui,
                    "Aspiro compares your résumé with every occupation it knows and explains the three that fit best.",
                );
            }
            Goal::Job => job_ui(ui, cx),
        }
        ui.add_space(space::XS);
        run_ui(ui, cx, entered);
    });
}

fn role_ui(ui: &mut Ui, cx: &mut Cx) -> bool {
    let width = ui.available_width();
    let edited = Field::new("Role you want")
        .hint("For example Data Scientist")
        .show(ui, &cx.state.analyzer.role, width);
    if let Some(text) = edited.text {
        cx.send(Command::SetRole(text));
    }
    edited.entered
}

fn job_ui(ui: &mut Ui, cx: &mut Cx) {
    let width = ui.available_width();
    ScrollArea::vertical()
        .id_salt("job")
        .max_height(200.0)
        .show(ui, |ui| {
            let edited = Field::new("Job description")
                .hint("Paste the whole advertisement")
                .rows(6)
                .show(ui, &cx.state.analyzer.job, width);
            if let Some(text) = edited.text {
                cx.send(Command::SetJob(text));
            }
        });
}

/// Why an analysis cannot start now.
fn blocked(cx: &Cx) -> Option<&'static str> {
    let analyzer = &cx.state.analyzer;
    if cx.state.resumes.open.is_none() {
        return Some("Open a résumé first.");
    }
    if analyzer.phase.is_busy() {
        return Some("An analysis is already running.");
    }
    match analyzer.goal {
        Goal::Role if analyzer.role.trim().is_empty() => Some("Type the role you want first."),
        Goal::Job if analyzer.job.trim().is_empty() => Some("Paste a job description first."),
        Goal::Role | Goal::Job | Goal::BestFit => None,
    }
}

fn run_ui(ui: &mut Ui, cx: &mut Cx, entered: bool) {
    let reason = blocked(cx);
    ui.horizontal_wrapped(|ui| {
        let pressed = Action::primary("Analyse")
            .icon(Icon::Sparkles)
            .blocked(reason)
            .show(ui);
        if (pressed || entered) && reason.is_none() {
            cx.send(Command::Analyze);
        }
        if cx.state.analyzer.phase.is_busy()
            && Action::secondary("Stop").icon(Icon::CircleStop).show(ui)
        {
            cx.send(Command::StopAnalysis);
        }
    });
    if let Some(reason) = reason.filter(|_| !cx.state.analyzer.phase.is_busy()) {
        heading::small(ui, reason);
    }
}
