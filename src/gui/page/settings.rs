//! Settings: how it looks, who may answer, what has left the machine, and where the data is.

use egui::{Id, Modal, Slider, Ui};

use crate::app::Command;
use crate::app::state::{Settings, Theme};
use crate::gui::icon::Icon;
use crate::gui::theme::space;
use crate::gui::widgets::failure::banner_ui;
use crate::gui::widgets::field::Field;
use crate::gui::widgets::pill::Tone;
use crate::gui::widgets::{Action, card_ui, heading, section, segments_ui, subsection};
use crate::gui::{Cx, words};
use crate::private::Private;

#[derive(Default)]
pub(in crate::gui) struct Form {
    /// Asking whether anything may leave the machine.
    asking_consent: bool,
    openrouter_key: String,
    endpoint_key: String,
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    let before = &cx.state.settings;
    let mut settings = before.clone();
    look_ui(ui, &mut settings);
    privacy_ui(ui, cx, &mut settings);
    endpoint_ui(ui, cx, &mut settings);
    openrouter_ui(ui, cx, &mut settings);
    sampling_ui(ui, &mut settings);
    ledger_ui(ui, cx);
    data_ui(ui, cx);
    about_ui(ui, cx.state.attribution);
    consent_ui(ui, cx, &mut settings);
    if settings != *before {
        cx.send(Command::ChangeSettings(Box::new(settings)));
    }
}

fn look_ui(ui: &mut Ui, settings: &mut Settings) {
    card_ui(ui, |ui| {
        section(ui, Icon::Palette, "Appearance");
        heading::small(ui, "Theme");
        let themes = [
            (Theme::System, "Follow the system"),
            (Theme::Light, "Light"),
            (Theme::Dark, "Dark"),
        ];
        if let Some(theme) = segments_ui(ui, settings.theme, &themes) {
            settings.theme = theme;
        }
        heading::small(ui, "Text size");
        let sizes = [
            (0.9, "Small"),
            (1.0, "Normal"),
            (1.2, "Large"),
            (1.5, "Larger"),
            (2.0, "Largest"),
        ];
        if let Some(scale) = segments_ui(ui, settings.text_scale, &sizes) {
            settings.text_scale = scale;
        }
        ui.checkbox(&mut settings.reduced_motion, "Reduce motion");
    });
}

fn privacy_ui(ui: &mut Ui, cx: &mut Cx, settings: &mut Settings) {
    card_ui(ui, |ui| {
        section(ui, Icon::ShieldCheck, "Privacy");
        if settings.online {
            banner_ui(ui, Tone::Warn, Icon::Globe, |ui| {
                heading::body(
                    ui,
                    "Online models may be asked when the local one cannot answer.",
                );
                heading::small(
                    ui,
                    "Every request is listed below, with its size and purpose.",
                );
            });
            if Action::secondary("Switch off: local only")
                .icon(Icon::WifiOff)
                .show(ui)
            {
                settings.online = false;
            }
        } else {
            banner_ui(ui, Tone::Accent, Icon::ShieldCheck, |ui| {
                heading::body(
                    ui,
                    "Local only. Nothing leaves this machine, and no connection beyond it is opened.",
                );
            });
            if Action::secondary("Allow online models…")
                .icon(Icon::Globe)
                .show(ui)
            {
                cx.view.settings.asking_consent = true;
            }
        }
    });
}

fn consent_ui(ui: &Ui, cx: &mut Cx, settings: &mut Settings) {
    if !cx.view.settings.asking_consent {
        return;
    }
    let mut close = false;
    let modal = Modal::new(Id::unique("consent")).show(ui.ctx(), |ui| {
        ui.set_width(480.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing.y = space::S;
        heading::title(ui, "May online models be asked?");
        heading::body(
            ui,
            "Only when the model on this machine cannot answer, your question and the parts of your résumé it needs are sent to the endpoint or service you set up below.",
        );
        subsection(ui, "What is replaced before anything leaves");
        heading::body(
            ui,
            "Your name, e-mail address, telephone number, links, place and street address become placeholders, as far as they were recognised. They are put back into the answer here.",
        );
        subsection(ui, "What is not replaced");
        heading::body(
            ui,
            "Employers, job titles, dates, schools and skills: without them no useful answer is possible. OpenRouter is told not to keep or train on what it gets.",
        );
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            if Action::primary("Allow").icon(Icon::Globe).named("Allow online models").show(ui) {
                settings.online = true;
                close = true;
            }
            if Action::secondary("Stay local").icon(Icon::ShieldCheck).show(ui) {
                close = true;
            }
        });
    });
    if close || modal.should_close() {
        cx.view.settings.asking_consent = false;
    }
}

fn endpoint_ui(ui: &mut Ui, cx: &mut Cx, settings: &mut Settings) {
    card_ui(ui, |ui| {
        section(ui, Icon::Server, "A nearer endpoint");
        heading::muted(
            ui,
            "Any server that speaks OpenAI's protocol: vLLM, SGLang, llama.cpp, Ollama. On this machine it needs no consent; anywhere else it does.",
        );
        let width = ui.available_width();
        Field::new("Address").hint("http://127.0.0.1:8000/v1").edit(
            ui,
            &mut settings.endpoint_url,
            width,
        );
        Field::new("Model name there")
            .hint("As the server lists it")
            .edit(ui, &mut settings.endpoint_model, width);
        let stored = settings.has_endpoint_key;
        if let Some(key) = key_ui(
            ui,
            "Endpoint key, if it asks for one",
            stored,
            &mut cx.view.settings.endpoint_key,
        ) {
            cx.send(Command::SetEndpointKey(key));
        }
    });
}

fn openrouter_ui(ui: &mut Ui, cx: &mut Cx, settings: &mut Settings) {
    card_ui(ui, |ui| {
        section(ui, Icon::Cloud, "OpenRouter");
        heading::muted(ui, "Asked last, and only while online models are allowed.");
        let stored = settings.has_openrouter_key;
        if let Some(key) = key_ui(
            ui,
            "OpenRouter key",
            stored,
            &mut cx.view.settings.openrouter_key,
        ) {
            cx.send(Command::SetOpenRouterKey(key));
        }
        let width = ui.available_width();
        let lines = settings.openrouter_models.join("\n");
        let edited = Field::new("Models, one a line, asked in this order")
            .rows(5)
            .show(ui, &lines, width);
        if let Some(text) = edited.text {
            settings.openrouter_models = text.split('\n').map(str::to_owned).collect();
        }
    });
}

/// A key that can be stored and forgotten but never shown. `Some` with an empty key forgets it.
fn key_ui(ui: &mut Ui, label: &str, stored: bool, typed: &mut String) -> Option<Private<String>> {
    if stored {
        heading::small(ui, &format!("{label}: stored in your encrypted profile."));
        let name = format!("Forget: {label}");
        return Action::danger("Forget the key")
            .icon(Icon::Trash2)
            .small()
            .named(&name)
            .show(ui)
            .then(Private::default);
    }
    let width = ui.available_width();
    let edited = Field::new(label).password().edit(ui, typed, width);
    let blocked = typed.trim().is_empty().then_some("Paste the key first.");
    let name = format!("Store: {label}");
    let pressed = Action::secondary("Store the key")
        .icon(Icon::KeyRound)
        .small()
        .named(&name)
        .blocked(blocked)
        .show(ui);
    ((pressed || edited.entered) && blocked.is_none())
        .then(|| Private::new(std::mem::take(typed).trim().to_owned()))
}

fn sampling_ui(ui: &mut Ui, settings: &mut Settings) {
    card_ui(ui, |ui| {
        section(ui, Icon::SlidersHorizontal, "How freely models write");
        let label = heading::small(
            ui,
            "Temperature: 0 is the same answer every time, 1 and more is livelier",
        );
        ui.add(
            Slider::new(&mut settings.temperature, 0.0..=1.5)
                .step_by(0.05)
                .fixed_decimals(2),
        )
        .labelled_by(label.id);
        let label = heading::small(
            ui,
            "Longest answer, in tokens (about three quarters of a word each)",
        );
        ui.add(Slider::new(&mut settings.max_tokens, 128..=4096).step_by(64.0))
            .labelled_by(label.id);
    });
}

fn ledger_ui(ui: &mut Ui, cx: &Cx) {
    let ledger = &cx.state.ledger;
    card_ui(ui, |ui| {
        section(ui, Icon::ReceiptText, "What left this machine");
        heading::body(
            ui,
            &format!("{} left this machine.", words::bytes(ledger.bytes_sent)),
        );
        if ledger.entries.is_empty() {
            return;
        }
        egui::ScrollArea::vertical()
            .id_salt("ledger")
            .max_height(240.0)
            .auto_shrink([false, true])
            .show_rows(ui, 20.0, ledger.entries.len(), |ui, rows| {
                for entry in ledger.entries.iter().skip(rows.start).take(rows.len()) {
                    let line = format!(
                        "{} · {} · {} · {}",
                        words::date_time(entry.at_ms),
                        entry.host,
                        words::bytes(entry.bytes),
                        entry.purpose
                    );
                    let color = crate::gui::theme::tokens(ui).muted;
                    let text = egui::RichText::new(&line).small().color(color);
                    ui.add(egui::Label::new(text).truncate());
                }
            });
    });
}

fn data_ui(ui: &mut Ui, cx: &Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::Database, "Your data");
        heading::body(
            ui,
            "Everything of a profile is in one encrypted file on this machine.",
        );
        if let Some(folder) = &cx.state.data_folder {
            heading::small(ui, &format!("Data folder: {}", folder.display()));
        }
    });
}

fn about_ui(ui: &mut Ui, attribution: &str) {
    card_ui(ui, |ui| {
        section(ui, Icon::Info, "About");
        heading::body(
            ui,
            concat!(
                "Aspiro ",
                env!("CARGO_PKG_VERSION"),
                ", under MIT or Apache-2.0."
            ),
        );
        heading::small(ui, attribution);
        heading::small(ui, "Icons: Lucide, under the ISC licence.");
        heading::small(
            ui,
            "It collects nothing about you and looks for no updates by itself.",
        );
    });
}
