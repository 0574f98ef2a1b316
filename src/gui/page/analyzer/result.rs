//! The answer, as it streams and when it is whole.

use egui::Ui;

use super::suggestion;
use crate::app::Command;
use crate::app::state::Phase;
use crate::career::analysis::{Analysis, Need, Requirement, Status};
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{space, tokens};
use crate::gui::widgets::evidence::{cited_list_ui, prose_ui, quotes_ui, row_sources_ui};
use crate::gui::widgets::failure::{banner_ui, failure_ui};
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{Action, card_ui, disclosure_ui, heading, meter, section};
use crate::gui::{Cx, words};

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    phase_ui(ui, cx);
    let state = cx.state;
    let Some(analysis) = state.analyzer.analysis.as_deref() else {
        return;
    };
    ui.push_id(("analysis", state.analyzer.analysis_id), |ui| {
        let streaming = state.analyzer.phase.is_busy();
        summary_ui(ui, analysis, streaming);
        for i in 0..analysis.suggestions.len() {
            ui.push_id(i, |ui| suggestion::ui(ui, cx, analysis, i, streaming));
        }
        requirements_ui(ui, analysis);
        lists_ui(ui, analysis);
    });
}

fn phase_ui(ui: &mut Ui, cx: &mut Cx) {
    match &cx.state.analyzer.phase {
        Phase::Idle | Phase::Done => {}
        Phase::Waiting(what) => meter::working_ui(ui, what),
        Phase::Streaming(link) => {
            let who = words::link(*link);
            meter::working_ui(ui, &format!("{who} is writing…"));
        }
        Phase::Stopped => unfinished_ui(
            ui,
            cx,
            "You stopped this analysis. What had arrived is kept.",
        ),
        Phase::Interrupted => unfinished_ui(
            ui,
            cx,
            "This analysis was interrupted. What had arrived is kept.",
        ),
        Phase::Failed(failure) => {
            if failure_ui(ui, failure) {
                cx.send(Command::Analyze);
            }
        }
    }
}

fn unfinished_ui(ui: &mut Ui, cx: &mut Cx, sentence: &str) {
    banner_ui(ui, Tone::Warn, Icon::TriangleAlert, |ui| {
        heading::body(ui, sentence);
        if Action::secondary("Analyse again")
            .icon(Icon::RefreshCw)
            .show(ui)
        {
            cx.send(Command::Analyze);
        }
    });
}

fn summary_ui(ui: &mut Ui, analysis: &Analysis, streaming: bool) {
    card_ui(ui, |ui| {
        section(ui, Icon::Quote, "In short");
        if analysis.analysis.is_empty() && streaming {
            heading::muted(ui, "The first sentences are on their way.");
        }
        prose_ui(ui, &analysis.analysis, "/analysis", analysis, streaming);
        if !streaming {
            provenance_ui(ui, analysis);
        }
    });
}

fn provenance_ui(ui: &mut Ui, analysis: &Analysis) {
    let by = &analysis.provenance;
    let line = words::provenance(
        by.link,
        by.model.as_deref(),
        by.ttft_ms,
        by.tokens_per_second,
    );
    ui.add_space(space::XS);
    heading::small(ui, &line);
    if by.fallbacks.is_empty() {
        return;
    }
    let label = format!(
        "{} did not answer",
        words::count(by.fallbacks.len(), "other link")
    );
    if disclosure_ui(ui, "fallbacks", &label) {
        for fallback in &by.fallbacks {
            heading::small(ui, fallback);
        }
    }
}

fn requirements_ui(ui: &mut Ui, analysis: &Analysis) {
    if analysis.requirements.is_empty() {
        return;
    }
    card_ui(ui, |ui| {
        section(ui, Icon::ListChecks, "What the job asks for");
        let met = analysis
            .requirements
            .iter()
            .filter(|row| row.status == Status::Met)
            .count();
        let all = analysis.requirements.len();
        heading::small(ui, &format!("{met} of {all} met"));
        for (i, row) in analysis.requirements.iter().enumerate() {
            ui.push_id(i, |ui| requirement_ui(ui, row, analysis));
        }
    });
}

fn requirement_ui(ui: &mut Ui, row: &Requirement, analysis: &Analysis) {
    let t = tokens(ui);
    let (icon, ink, word, tone) = match row.status {
        Status::Met => (Icon::CircleCheck, t.accent, "Met", Tone::Accent),
        Status::Partial => (Icon::CircleDashed, t.warn, "Partly met", Tone::Warn),
        Status::Missing => (Icon::CircleX, t.bad, "Not shown", Tone::Bad),
    };
    ui.horizontal_top(|ui| {
        icon::show(ui, icon, 17.0, ink);
        ui.vertical(|ui| {
            heading::body(ui, &row.text);
            let open = ui
                .horizontal_wrapped(|ui| {
                    tag_ui(ui, tone, None, word);
                    let need = match row.need {
                        Need::Required => "Required",
                        Need::Preferred => "Preferred",
                    };
                    tag_ui(ui, Tone::Neutral, None, need);
                    row_sources_ui(ui, "sources", &row.text, &row.evidence)
                })
                .inner;
            if open {
                quotes_ui(ui, &row.evidence, analysis);
            }
        });
    });
}

fn lists_ui(ui: &mut Ui, analysis: &Analysis) {
    if !analysis.overall_strengths.is_empty() {
        card_ui(ui, |ui| {
            section(ui, Icon::Award, "Overall strengths");
            ui.push_id("strengths", |ui| {
                cited_list_ui(ui, Icon::Check, &analysis.overall_strengths, analysis);
            });
        });
    }
    if !analysis.improvements_to_consider.is_empty() {
        card_ui(ui, |ui| {
            section(ui, Icon::Lightbulb, "Improvements to consider");
            ui.push_id("improvements", |ui| {
                cited_list_ui(
                    ui,
                    Icon::ArrowUpRight,
                    &analysis.improvements_to_consider,
                    analysis,
                );
            });
        });
    }
}
