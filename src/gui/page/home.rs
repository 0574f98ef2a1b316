//! Home: where the person is, one next step, and what the program is doing on their behalf.

use egui::Ui;

use crate::app::Command;
use crate::app::state::{Page, State};
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{space, tokens};
use crate::gui::widgets::layout::two_columns_ui;
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{Action, card_ui, heading, row_ui, section};
use crate::gui::{Cx, shell, words};

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    let name = cx.state.profiles.open.as_deref().unwrap_or_default();
    heading::muted(
        ui,
        &format!("Good to see you, {name}. Here is where you stand."),
    );
    next_step_ui(ui, cx);
    two_columns_ui(ui, cx, 0.56, place_ui, machine_ui);
}

/// The step that is most useful now, and the only accent on the page.
struct NextStep {
    icon: Icon,
    title: &'static str,
    why: String,
    label: &'static str,
    commands: Vec<Command>,
}

fn next_step(state: &State) -> NextStep {
    let go = |page| vec![Command::Go(page)];
    if state.resumes.list.is_empty() {
        return NextStep {
            icon: Icon::FileUp,
            title: "Bring in your résumé",
            why: "A PDF, Word, text or Markdown file, or pasted text. It stays on this machine."
                .to_owned(),
            label: "Add a résumé",
            commands: go(Page::Analyzer),
        };
    }
    if state.analyzer.history.is_empty() && state.analyzer.analysis.is_none() {
        return NextStep {
            icon: Icon::Target,
            title: "See how your résumé reads",
            why: "Measure it against a role, a job description, or let Aspiro find the three roles that fit best.".to_owned(),
            label: "Analyse it",
            commands: go(Page::Analyzer),
        };
    }
    if state.paths.list.is_empty() {
        return NextStep {
            icon: Icon::Bookmark,
            title: "Keep a path worth keeping",
            why: "Save a suggestion from your analysis, then note what you want to do about it."
                .to_owned(),
            label: "Look at the suggestions",
            commands: go(Page::Analyzer),
        };
    }
    let newest = state.paths.list.first();
    NextStep {
        icon: Icon::MessageCircleQuestion,
        title: "Talk it through",
        why: newest.map_or_else(String::new, |path| {
            format!(
                "The mentor knows your résumé and your saved paths. Ask what to do first about “{}”.",
                path.title
            )
        }),
        label: "Ask the mentor",
        commands: go(Page::Mentor),
    }
}

fn next_step_ui(ui: &mut Ui, cx: &mut Cx) {
    let step = next_step(cx.state);
    card_ui(ui, |ui| {
        ui.horizontal_top(|ui| {
            let t = tokens(ui);
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(48.0), egui::Sense::hover());
            ui.painter()
                .circle_filled(rect.center(), 24.0, t.accent_soft);
            icon::paint(ui, rect.center(), step.icon, 22.0, t.accent);
            ui.add_space(space::S);
            ui.vertical(|ui| {
                heading::small(ui, "Your next step");
                heading::title(ui, step.title);
                heading::muted(ui, &step.why);
                ui.add_space(space::XS);
                if Action::primary(step.label).icon(Icon::ArrowRight).show(ui) {
                    for command in step.commands {
                        cx.send(command);
                    }
                }
            });
        });
    });
}

fn place_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    card_ui(ui, |ui| {
        section(ui, Icon::Milestone, "Where you are");
        ui.spacing_mut().item_spacing.y = 2.0;
        let resume = state.resumes.list.first();
        let (title, detail) = resume.map_or_else(
            || ("No résumé yet".to_owned(), "Add one to begin".to_owned()),
            |resume| {
                let n = words::count(state.resumes.list.len(), "résumé");
                (
                    resume.name.clone(),
                    format!("{n} · added {}", words::date(resume.created_ms)),
                )
            },
        );
        if row_ui(ui, Icon::FileText, &title, &detail, false) {
            cx.send(Command::Go(Page::Analyzer));
        }
        let last = state.analyzer.history.first();
        let (title, detail) = last.map_or_else(
            || ("No analysis yet".to_owned(), "It takes a moment".to_owned()),
            |entry| {
                let title = format!("Last analysis: {}", entry.title);
                (title, words::analysis_detail(entry))
            },
        );
        if row_ui(ui, Icon::FileSearch, &title, &detail, false) {
            cx.send(Command::Go(Page::Analyzer));
            if let Some(entry) = last {
                cx.send(Command::OpenAnalysis(entry.id));
            }
        }
        let (title, detail) = state.paths.list.first().map_or_else(
            || {
                (
                    "No saved paths yet".to_owned(),
                    "Save one from an analysis or the explorer".to_owned(),
                )
            },
            |path| {
                let n = words::count(state.paths.list.len(), "saved path");
                (
                    n,
                    format!("Newest: {} · {}", path.title, path.status.label()),
                )
            },
        );
        if row_ui(ui, Icon::Bookmark, &title, &detail, false) {
            cx.send(Command::Go(Page::Paths));
        }
    });
}

fn machine_ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::Route, "Who answers");
        heading::small(ui, "Asked in this order, until one can.");
        chain_ui(ui, cx.state);
        ui.add_space(space::XS);
        let sentence = shell::chain_sentence(cx.state);
        let (tone, icon) = if cx.state.settings.online {
            (Tone::Warn, Icon::Globe)
        } else {
            (Tone::Accent, Icon::ShieldCheck)
        };
        tag_ui(ui, tone, Some(icon), &sentence);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            if Action::quiet("Models")
                .icon(Icon::Cpu)
                .small()
                .flush()
                .named("Choose a model")
                .show(ui)
            {
                cx.send(Command::Go(Page::Models));
            }
            if Action::quiet("What left this machine")
                .icon(Icon::ReceiptText)
                .small()
                .flush()
                .show(ui)
            {
                cx.send(Command::Go(Page::Settings));
            }
        });
    });
}

fn chain_ui(ui: &mut Ui, state: &State) {
    for status in &state.chain {
        let t = tokens(ui);
        ui.horizontal_top(|ui| {
            let (icon, ink) = if status.ready {
                (Icon::CircleCheck, t.accent)
            } else {
                (Icon::CircleDashed, t.muted)
            };
            icon::show(ui, icon, 16.0, ink);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                heading::body(ui, words::link(status.link));
                heading::small(ui, &status.detail);
            });
        });
    }
}
