//! The Career Explorer: occupations found by any title, shown as facts, written up on request.

mod facts;
mod route;

use egui::Ui;

use crate::app::Command;
use crate::app::state::{Gap, Page, Phase};
use crate::career::occupation::Occupation;
use crate::gui::icon::Icon;
use crate::gui::widgets::failure::failure_ui;
use crate::gui::widgets::field::Field;
use crate::gui::widgets::layout::{chips_row_ui, rows_ui, two_columns_ui};
use crate::gui::widgets::markdown::markdown_ui;
use crate::gui::widgets::meter::{ring_ui, working_ui};
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{
    Action, card_ui, disclosure_ui, empty_ui, heading, row_ui, section, subsection,
};
use crate::gui::{Cx, words};

/// Titles people often start from, pressed instead of typed.
const QUICK_PICKS: [&str; 6] = [
    "Data Science",
    "Software Engineering",
    "Product Management",
    "UX Design",
    "Digital Marketing",
    "Cybersecurity",
];

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    search_ui(ui, cx);
    let Some(occupation) = cx.state.explorer.occupation.as_deref() else {
        if cx.state.explorer.hits.is_empty() && cx.state.explorer.query.trim().is_empty() {
            empty_ui(
                ui,
                Icon::Compass,
                "Where could you go?",
                "Search by any title people use, or start from one of the fields above. You will see what the work asks for, what it pays, and how your résumé stands to it.",
                |_| {},
            );
        }
        return;
    };
    ui.push_id(&occupation.code, |ui| {
        head_ui(ui, cx, occupation);
        write_up_ui(ui, cx);
        route::routes_ui(ui, cx, occupation);
        two_columns_ui(
            ui,
            cx,
            0.5,
            |ui, cx| {
                gap_ui(ui, cx);
                facts::importance_card_ui(ui, Icon::Wrench, "Skills", &occupation.skills);
                facts::importance_card_ui(ui, Icon::BookOpen, "Knowledge", &occupation.knowledge);
                facts::activities_ui(ui, occupation);
            },
            |ui, cx| {
                facts::pay_ui(ui, occupation);
                facts::education_ui(ui, occupation);
                facts::technologies_ui(ui, occupation);
                facts::interests_ui(ui, occupation);
                facts::work_styles_ui(ui, occupation);
                related_ui(ui, cx);
            },
        );
        heading::small(
            ui,
            "Facts: O*NET 29.3 (USDOL/ETA), CC BY 4.0; titles from ESCO (European Commission); wages and outlook: US Bureau of Labor Statistics. They describe the United States.",
        );
    });
}

fn search_ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        let width = ui.available_width();
        let explorer = &cx.state.explorer;
        let edited = Field::new("Search occupations")
            .hint("A title, for example nurse, welder or product owner")
            .show(ui, &explorer.query, width);
        if let Some(text) = edited.text {
            cx.send(Command::SearchOccupations(text));
        }
        if edited.entered
            && let Some(hit) = explorer.hits.first()
        {
            cx.send(Command::OpenOccupation(hit.code.clone()));
        }
        chips_row_ui(ui, |ui| {
            for pick in QUICK_PICKS {
                let selected = explorer.query == pick;
                if Action::secondary(pick).small().selected(selected).show(ui) {
                    cx.send(Command::SearchOccupations(pick.to_owned()));
                }
            }
        });
        hits_ui(ui, cx);
    });
}

fn hits_ui(ui: &mut Ui, cx: &mut Cx) {
    let explorer = &cx.state.explorer;
    if explorer.query.trim().is_empty() {
        return;
    }
    if explorer.hits.is_empty() {
        heading::muted(
            ui,
            "No occupation here goes by that name. Try a shorter or more common title.",
        );
        return;
    }
    let open = explorer
        .occupation
        .as_ref()
        .map(|occupation| &occupation.code);
    rows_ui(ui, "hits", 260.0, &explorer.hits, |ui, hit| {
        let detail = hit.matched.as_ref().map_or_else(
            || hit.code.clone(),
            |matched| format!("{} · also called {matched}", hit.code),
        );
        let selected = open == Some(&hit.code);
        ui.push_id(&hit.code, |ui| {
            if row_ui(ui, Icon::Briefcase, &hit.title, &detail, selected) {
                cx.send(Command::OpenOccupation(hit.code.clone()));
            }
        });
    });
}

fn head_ui(ui: &mut Ui, cx: &mut Cx, occupation: &Occupation) {
    card_ui(ui, |ui| {
        heading::title(ui, &occupation.title);
        heading::small(
            ui,
            &format!("{} · {}", occupation.code, preparation(occupation.job_zone)),
        );
        ui.horizontal_wrapped(|ui| {
            let saved = cx
                .state
                .paths
                .list
                .iter()
                .any(|path| path.occupation.as_deref() == Some(occupation.code.as_str()));
            if saved {
                tag_ui(ui, Tone::Accent, Some(Icon::BookmarkCheck), "Saved");
            } else if Action::primary("Save")
                .icon(Icon::Bookmark)
                .named("Save this career")
                .show(ui)
            {
                cx.send(Command::SaveOccupation);
            }
            if Action::secondary("Discuss with the mentor")
                .icon(Icon::MessagesSquare)
                .show(ui)
            {
                cx.send(Command::DiscussOccupation);
            }
        });
        if !occupation.alternate_titles.is_empty()
            && disclosure_ui(ui, "titles", "Other names for this work")
        {
            heading::small(ui, &occupation.alternate_titles.join(" · "));
        }
    });
}

const fn preparation(job_zone: u8) -> &'static str {
    match job_zone {
        1 => "little or no preparation",
        2 => "some preparation",
        3 => "medium preparation",
        4 => "considerable preparation",
        5 => "extensive preparation",
        _ => "preparation not rated",
    }
}

fn write_up_ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::Feather, "What it is like");
        let explorer = &cx.state.explorer;
        let busy = explorer.phase.is_busy();
        if explorer.write_up.is_empty() && !busy {
            heading::muted(
                ui,
                "Have the facts below written up for you, with your résumé in mind.",
            );
        }
        if !explorer.write_up.is_empty() {
            let cache = &mut cx.view.markdown;
            markdown_ui(ui, cache, "write-up", &explorer.write_up, busy);
        }
        match &explorer.phase {
            Phase::Waiting(what) => working_ui(ui, what),
            Phase::Streaming(link) => {
                working_ui(ui, &format!("{} is writing…", words::link(*link)));
            }
            Phase::Failed(failure) => {
                if failure_ui(ui, failure) {
                    cx.send(Command::WriteExploration);
                }
                return;
            }
            Phase::Stopped | Phase::Interrupted => {
                heading::small(ui, "This text is not finished.");
            }
            Phase::Idle | Phase::Done => {}
        }
        ui.horizontal_wrapped(|ui| {
            if busy {
                if Action::secondary("Stop").icon(Icon::CircleStop).show(ui) {
                    cx.send(Command::StopExploration);
                }
            } else {
                let label = if cx.state.explorer.write_up.is_empty() {
                    "Write it up"
                } else {
                    "Write it again"
                };
                if Action::secondary(label).icon(Icon::Feather).show(ui) {
                    cx.send(Command::WriteExploration);
                }
            }
        });
    });
}

fn gap_ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::Target, "Your gap");
        let Some(gap) = &cx.state.explorer.gap else {
            heading::muted(ui, "Add a résumé to see how it stands to this work.");
            if Action::secondary("Add a résumé")
                .icon(Icon::FileUp)
                .show(ui)
            {
                cx.send(Command::Go(Page::Analyzer));
            }
            return;
        };
        gap_figures_ui(ui, gap);
    });
}

fn gap_figures_ui(ui: &mut Ui, gap: &Gap) {
    ui.horizontal(|ui| {
        ring_ui(ui, gap.match_percent, 64.0);
        ui.vertical(|ui| {
            heading::body(
                ui,
                &format!("Your résumé matches {} of 100.", gap.match_percent),
            );
            heading::small(
                ui,
                "Computed from your résumé and the facts here, not guessed.",
            );
        });
    });
    let mut skills_ui = |label: &str, icon: Icon, tone: Tone, skills: &[String]| {
        if skills.is_empty() {
            return;
        }
        subsection(ui, label);
        chips_row_ui(ui, |ui| {
            for skill in skills {
                tag_ui(ui, tone, Some(icon), skill);
            }
        });
    };
    skills_ui("You show", Icon::Check, Tone::Accent, &gap.have);
    skills_ui("Not shown yet", Icon::Plus, Tone::Neutral, &gap.missing);
}

fn related_ui(ui: &mut Ui, cx: &mut Cx) {
    if cx.state.explorer.related.is_empty() {
        return;
    }
    card_ui(ui, |ui| {
        section(ui, Icon::Route, "Related careers");
        ui.spacing_mut().item_spacing.y = 2.0;
        for (code, title) in &cx.state.explorer.related {
            ui.push_id(code, |ui| {
                if row_ui(ui, Icon::ArrowRight, title, "", false) {
                    cx.send(Command::OpenOccupation(code.clone()));
                }
            });
        }
    });
}
