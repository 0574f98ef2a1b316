//! The way from today's role to the open occupation, hop by hop.

use egui::Ui;

use crate::app::Command;
use crate::app::state::Routes;
use crate::career::occupation::Occupation;
use crate::career::route::{Ask, Hop, Route, ShownBy};
use crate::gui::Cx;
use crate::gui::icon::Icon;
use crate::gui::widgets::layout::chips_row_ui;
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{Action, card_ui, heading, row_ui, section, segments_ui, subsection};

pub(super) fn routes_ui(ui: &mut Ui, cx: &mut Cx, occupation: &Occupation) {
    let state = cx.state;
    let Some(routes) = &state.explorer.routes else {
        return;
    };
    card_ui(ui, |ui| {
        section(ui, Icon::Route, "Your route there");
        heading::small(ui, &beginning(routes));
        if routes.from.code == occupation.code {
            heading::muted(ui, "You are there: this is the work you do today.");
            return;
        }
        let Some(route) = routes.found.get(routes.chosen) else {
            heading::muted(
                ui,
                "No chain of related occupations leads from there to here.",
            );
            return;
        };
        choice_ui(ui, cx, routes);
        for (at, hop) in route.hops.iter().enumerate() {
            ui.push_id(at, |ui| hop_ui(ui, cx, at, hop));
        }
        ui.horizontal_wrapped(|ui| {
            let save = Action::secondary("Save this route").icon(Icon::Bookmark);
            if save.show(ui) {
                cx.send(Command::SaveRoute);
            }
        });
    });
}

fn beginning(routes: &Routes) -> String {
    match &routes.held {
        Some(held) => format!(
            "From {}, since your latest title is “{held}”.",
            routes.from.title
        ),
        None => format!(
            "From {}, the work your résumé fits best.",
            routes.from.title
        ),
    }
}

fn choice_ui(ui: &mut Ui, cx: &mut Cx, routes: &Routes) {
    if routes.found.len() < 2 {
        return;
    }
    let labels: Vec<String> = routes.found.iter().map(label).collect();
    let choices: Vec<(usize, &str)> = labels.iter().map(String::as_str).enumerate().collect();
    if let Some(at) = segments_ui(ui, routes.chosen, &choices) {
        cx.send(Command::ChooseRoute(at));
    }
}

/// Named by the occupation it passes first.
fn label(route: &Route) -> String {
    match route.hops.as_slice() {
        [_] => "Directly".to_owned(),
        [first, _] => format!("Via {}", first.to.title),
        [first, rest @ ..] => format!("Via {} and {} more", first.to.title, rest.len() - 1),
        [] => String::new(),
    }
}

fn hop_ui(ui: &mut Ui, cx: &mut Cx, at: usize, hop: &Hop) {
    ui.vertical(|ui| {
        let title = format!("{}. {}", at + 1, hop.to.title);
        if row_ui(ui, Icon::ArrowRight, &title, "", false) {
            cx.send(Command::OpenOccupation(hop.to.code.clone()));
        }
        heading::small(ui, &hop.preparation.sentence());
        if !hop.asks.is_empty() {
            subsection(ui, "New");
            chips_row_ui(ui, |ui| {
                for ask in &hop.asks {
                    let tag = tag_ui(ui, Tone::Neutral, Some(Icon::Plus), &ask.name);
                    tag.on_hover_text(importance(ask));
                }
            });
        }
        if !hop.has.is_empty() {
            subsection(ui, "There already");
            chips_row_ui(ui, |ui| {
                for held in &hop.has {
                    let tag = tag_ui(ui, Tone::Accent, Some(Icon::Check), &held.name);
                    tag.on_hover_text(match held.shown_by {
                        ShownBy::Occupation => format!("Asked for in {} as well", hop.from.title),
                        ShownBy::Resume => "Your résumé shows it".to_owned(),
                        ShownBy::Both => {
                            format!("Your résumé shows it, and {} asks for it", hop.from.title)
                        }
                    });
                }
            });
        }
    });
}

fn importance(ask: &Ask) -> String {
    match (ask.before, ask.after) {
        (Some(before), Some(after)) => {
            format!("Importance {after:.1} of 5, where it was {before:.1} before")
        }
        (None, Some(after)) => format!("Importance {after:.1} of 5"),
        _ => format!("A {} people work with there", ask.kind.name()),
    }
}
