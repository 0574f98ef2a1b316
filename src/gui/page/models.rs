//! Models on this machine: what was found, whether it will run here, and which one is used.

use std::path::Path;

use egui::Ui;

use crate::app::Command;
use crate::app::state::{ChosenModel, LocalModel, State};
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{space, tokens};
use crate::gui::widgets::failure::explanation_ui;
use crate::gui::widgets::field::Field;
use crate::gui::widgets::layout::chips_row_ui;
use crate::gui::widgets::meter::working_ui;
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{Action, card_ui, heading, section};
use crate::gui::{Cx, words};

#[derive(Default)]
pub(in crate::gui) struct Form {
    path: String,
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    current_ui(ui, cx);
    if let Some(error) = &cx.state.models.error {
        explanation_ui(ui, error);
    }
    found_ui(ui, cx);
    import_ui(ui, cx);
    help_ui(ui);
}

fn current_ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::Cpu, "In use");
        match &cx.state.settings.model {
            ChosenModel::BuiltIn => {
                heading::title(ui, "built-in");
                heading::body(
                    ui,
                    "A very small model that comes with Aspiro. It puts into words what your résumé and the occupation facts hold; where it strays from them, the guide speaks in its place.",
                );
                heading::muted(ui, "A larger model writes more freely: choose one below.");
                loaded_ui(ui, cx);
            }
            ChosenModel::File(path) => {
                heading::title(ui, &name(cx.state, path));
                loaded_ui(ui, cx);
            }
            ChosenModel::None => {
                heading::body(ui, "No model is chosen, so the guide answers.");
                heading::muted(
                    ui,
                    "The guide needs no model: it writes plain sentences from your résumé, the match and the occupation facts. A model on this machine adds conversation and freer words.",
                );
            }
        }
        choices_ui(ui, cx);
    });
}

/// The chosen file as the list below names it, or as it is named on the disk while it is not found.
fn name(state: &State, path: &Path) -> String {
    let found = state.models.found.iter().find(|model| model.path == path);
    let file = || Some(path.file_name()?.to_string_lossy().into_owned());
    found
        .map(|model| model.name.clone())
        .or_else(file)
        .unwrap_or_default()
}

fn loaded_ui(ui: &mut Ui, cx: &Cx) {
    let loaded = match &cx.state.models.loaded {
        Some(loaded) => format!("In memory: {loaded}"),
        None => "It is loaded when it is first needed.".to_owned(),
    };
    heading::small(ui, &loaded);
}

/// The choices that need no file.
fn choices_ui(ui: &mut Ui, cx: &mut Cx) {
    let chosen = cx.state.settings.model.clone();
    ui.horizontal_wrapped(|ui| {
        for (model, words, icon) in [
            (
                ChosenModel::BuiltIn,
                "Use the built-in model",
                Icon::BrainCircuit,
            ),
            (ChosenModel::None, "Use no model", Icon::Feather),
        ] {
            if model != chosen && Action::secondary(words).icon(icon).small().show(ui) {
                cx.send(Command::ChooseModel(model));
            }
        }
    });
}

fn found_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    card_ui(ui, |ui| {
        section(ui, Icon::HardDrive, "On this machine");
        if state.models.searching {
            working_ui(ui, "Looking for models…");
        }
        if state.models.found.is_empty() && !state.models.searching {
            heading::body(ui, "No GGUF model was found.");
            heading::muted(
                ui,
                "Aspiro looks in its own folder and in those of LM Studio, Ollama and the Hugging Face cache. You can also point at a file below.",
            );
        }
        for (i, model) in state.models.found.iter().enumerate() {
            if i > 0 {
                ui.add_space(space::XS);
                ui.separator();
            }
            ui.push_id(&model.path, |ui| model_ui(ui, cx, model));
        }
        ui.add_space(space::XS);
        let blocked = state.models.searching.then_some("Already looking.");
        if Action::quiet("Look again")
            .icon(Icon::RefreshCw)
            .small()
            .blocked(blocked)
            .show(ui)
        {
            cx.send(Command::RefreshModels);
        }
    });
}

fn model_ui(ui: &mut Ui, cx: &mut Cx, model: &LocalModel) {
    let t = tokens(ui);
    let chosen = cx.state.settings.model == ChosenModel::File(model.path.clone());
    ui.horizontal_top(|ui| {
        let (icon, ink) = match (chosen, model.can_run) {
            (true, _) => (Icon::CircleCheck, t.accent),
            (false, true) => (Icon::BrainCircuit, t.muted),
            (false, false) => (Icon::CircleX, t.muted),
        };
        icon::show(ui, icon, 18.0, ink);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            heading::subsection(ui, &model.name);
            chips_row_ui(ui, |ui| {
                tag_ui(ui, Tone::Neutral, None, &words::bytes(model.bytes));
                // A file whose header cannot be read tells none.
                if !model.architecture.is_empty() {
                    tag_ui(ui, Tone::Neutral, None, &model.architecture);
                }
                if let Some(window) = model.window {
                    let text = format!("reads {} tokens", words::thousands(window));
                    tag_ui(ui, Tone::Neutral, None, &text);
                }
                tag_ui(ui, Tone::Neutral, None, &model.place);
            });
            heading::small(ui, &model.fit);
            if chosen {
                tag_ui(ui, Tone::Accent, Some(Icon::Check), "In use");
                return;
            }
            let blocked = (!model.can_run).then_some(model.fit.as_str());
            let name = format!("Use {}", model.name);
            if Action::secondary("Use this model")
                .small()
                .named(&name)
                .blocked(blocked)
                .show(ui)
            {
                cx.send(Command::ChooseModel(ChosenModel::File(model.path.clone())));
            }
        });
    });
}

fn import_ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::FolderOpen, "Use a file of your own");
        heading::muted(ui, "The file stays where it is; nothing is copied.");
        let width = ui.available_width();
        let edited = Field::new("Path of a GGUF file")
            .hint("/home/you/models/model-q4_k_m.gguf")
            .edit(ui, &mut cx.view.models.path, width);
        let missing = cx.view.models.path.trim().is_empty();
        let blocked = missing.then_some("Type the path of a GGUF file first.");
        ui.horizontal_wrapped(|ui| {
            let pressed = Action::secondary("Import")
                .icon(Icon::Download)
                .named("Import this model")
                .blocked(blocked)
                .show(ui);
            if (pressed || edited.entered) && blocked.is_none() {
                let path = std::mem::take(&mut cx.view.models.path);
                cx.send(Command::ImportModel(path.trim().into()));
            }
            if Action::quiet("Browse…")
                .icon(Icon::FolderOpen)
                .named("Browse for a model")
                .show(ui)
            {
                cx.send(Command::BrowseModel);
            }
        });
    });
}

fn help_ui(ui: &mut Ui) {
    card_ui(ui, |ui| {
        section(ui, Icon::Lightbulb, "Where to get a model");
        for sentence in [
            "Model makers publish GGUF files on huggingface.co, and LM Studio and Ollama download them for you. What they have downloaded appears above.",
            "Good first choices are instruction-tuned models of the Qwen3, Qwen2.5 or Llama 3.2 family with 1 to 4 billion parameters.",
            "Of the versions offered, Q4_K_M is the usual balance between size and quality. The file should be well under half of your memory.",
        ] {
            heading::body(ui, sentence);
        }
    });
}
