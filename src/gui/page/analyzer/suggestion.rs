//! One role: how the résumé matches it, why, and what would change that.

use egui::Ui;

use crate::app::Command;
use crate::career::analysis::{Analysis, Part, Suggestion};
use crate::gui::Cx;
use crate::gui::icon::Icon;
use crate::gui::theme::{narrow, space};
use crate::gui::widgets::evidence::{chips_ui, prose_ui, quotes_ui, row_sources_ui};
use crate::gui::widgets::layout::chips_row_ui;
use crate::gui::widgets::meter::{labelled_bar_ui, ring_ui};
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{Action, card_ui, heading, subsection};

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx, analysis: &Analysis, i: usize, streaming: bool) {
    let Some(suggestion) = analysis.suggestions.get(i) else {
        return;
    };
    card_ui(ui, |ui| {
        head_ui(ui, cx, suggestion, i, streaming);
        let field = |name: &str| format!("/suggestions/{i}/{name}");
        prose_ui(
            ui,
            &suggestion.description,
            &field("description"),
            analysis,
            streaming,
        );
        if !suggestion.why_it_fits.is_empty() {
            subsection(ui, "Why it fits");
            prose_ui(
                ui,
                &suggestion.why_it_fits,
                &field("whyItFits"),
                analysis,
                streaming,
            );
        }
        parts_ui(ui, suggestion, analysis);
        if !suggestion.skills_to_highlight.is_empty() {
            subsection(ui, "Skills to highlight");
            chips_ui(
                ui,
                "highlight",
                Icon::Check,
                &suggestion.skills_to_highlight,
                analysis,
            );
        }
        if !suggestion.skills_to_develop.is_empty() {
            subsection(ui, "Skills to develop");
            chips_ui(
                ui,
                "develop",
                Icon::TrendingUp,
                &suggestion.skills_to_develop,
                analysis,
            );
        }
        counterfactuals_ui(ui, suggestion);
    });
}

fn head_ui(ui: &mut Ui, cx: &mut Cx, suggestion: &Suggestion, i: usize, streaming: bool) {
    ui.horizontal_top(|ui| {
        ring_ui(
            ui,
            suggestion.match_percent,
            if narrow(ui) { 64.0 } else { 84.0 },
        );
        ui.add_space(space::S);
        ui.vertical(|ui| {
            heading::title(ui, &suggestion.role);
            let percent = suggestion.match_percent;
            let known = match &suggestion.occupation {
                Some(code) => format!("Matches {percent} of 100 · O*NET {code}"),
                None => format!("Matches {percent} of 100 · no occupation of this name is known"),
            };
            heading::small(ui, &known);
            ui.horizontal_wrapped(|ui| save_ui(ui, cx, suggestion, i, streaming));
        });
    });
}

fn save_ui(ui: &mut Ui, cx: &mut Cx, suggestion: &Suggestion, i: usize, streaming: bool) {
    if cx.state.analyzer.saved.contains(&i) {
        tag_ui(ui, Tone::Accent, Some(Icon::BookmarkCheck), "Saved");
    } else {
        let blocked = streaming.then_some("It can be saved when the analysis is finished.");
        let name = format!("Save path: {}", suggestion.role);
        if Action::secondary("Save path")
            .icon(Icon::Bookmark)
            .small()
            .named(&name)
            .blocked(blocked)
            .show(ui)
        {
            cx.send(Command::SaveSuggestion(i));
        }
    }
    if let Some(code) = &suggestion.occupation {
        let name = format!("Explore: {}", suggestion.role);
        if Action::quiet("Explore")
            .icon(Icon::Compass)
            .small()
            .named(&name)
            .show(ui)
        {
            cx.send(Command::Go(crate::app::state::Page::Explorer));
            cx.send(Command::OpenOccupation(code.clone()));
        }
    }
}

fn parts_ui(ui: &mut Ui, suggestion: &Suggestion, analysis: &Analysis) {
    if suggestion.parts.is_empty() {
        return;
    }
    subsection(ui, "How the match is made up");
    for (i, part) in suggestion.parts.iter().enumerate() {
        ui.push_id(("part", i), |ui| part_ui(ui, part, analysis));
    }
}

fn part_ui(ui: &mut Ui, part: &Part, analysis: &Analysis) {
    let points = part.earned();
    ui.spacing_mut().item_spacing.y = 2.0;
    labelled_bar_ui(
        ui,
        &part.name,
        part.score as f32,
        &format!("{points:.1} of {}", part.weight),
    );
    if row_sources_ui(ui, "sources", &part.name, &part.evidence) {
        quotes_ui(ui, &part.evidence, analysis);
    }
}

fn counterfactuals_ui(ui: &mut Ui, suggestion: &Suggestion) {
    if suggestion.counterfactuals.is_empty() {
        return;
    }
    subsection(ui, "What would change it");
    chips_row_ui(ui, |ui| {
        for change in &suggestion.counterfactuals {
            let text = format!("Add {}: +{}", change.add, change.gain);
            tag_ui(ui, Tone::Neutral, Some(Icon::Plus), &text);
        }
    });
}
