//! Profiles: opening one, creating one, and the way out again.

use egui::Ui;

use crate::app::Command;
use crate::app::state::ProfileEntry;
use crate::gui::Cx;
use crate::gui::icon::Icon;
use crate::gui::theme::space;
use crate::gui::widgets::failure::explanation_ui;
use crate::gui::widgets::field::Field;
use crate::gui::widgets::layout::column_ui;
use crate::gui::widgets::{Action, card_ui, confirm_ui, heading, meter, row_ui, section};
use crate::private::Private;

const MIN_PASSPHRASE_CHARS: usize = 8;

#[derive(Default)]
pub(in crate::gui) struct Form {
    /// The profile that is about to be unlocked; the first one until another is pressed.
    chosen: Option<String>,
    passphrase: String,
    creating: bool,
    /// The passphrase field was given the keyboard, which happens once.
    greeted: bool,
    name: String,
    new_passphrase: String,
    again: String,
}

/// The whole window while no profile is open.
pub(in crate::gui) fn gate_ui(ui: &mut Ui, cx: &mut Cx) {
    egui::ScrollArea::vertical()
        .id_salt("gate")
        .auto_shrink(false)
        .show(ui, |ui| {
            let room = ui.available_height();
            column_ui(ui, 460.0, |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                ui.add_space((room * 0.12).clamp(space::L, 96.0));
                heading::page_title(ui, "Welcome to Aspiro");
                heading::muted(
                    ui,
                    "Your résumé, your career, your machine. Everything is kept in an encrypted file of your own.",
                );
                ui.add_space(space::S);
                forms_ui(ui, cx);
                ui.add_space(space::XXL);
            });
        });
}

/// The same, as a page while a profile is open.
pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    let open = cx.state.profiles.open.clone().unwrap_or_default();
    card_ui(ui, |ui| {
        section(ui, Icon::LockOpen, &format!("“{open}” is open"));
        heading::muted(
            ui,
            "Lock it when you leave; whatever is running is stopped and kept. To use another profile, lock this one first.",
        );
        ui.horizontal_wrapped(|ui| {
            if Action::primary("Lock now").icon(Icon::Lock).show(ui) {
                cx.send(Command::Lock);
            }
        });
    });
    card_ui(ui, |ui| {
        section(ui, Icon::Users, "Profiles on this machine");
        for profile in &cx.state.profiles.known {
            ui.push_id(&profile.name, |ui| {
                heading::body(ui, &profile.name);
                heading::small(ui, protection(profile));
                let question = format!(
                    "Delete “{}” with every résumé, analysis and conversation in it?",
                    profile.name
                );
                let label = format!("Delete “{}” for good", profile.name);
                if confirm_ui(ui, "delete", &label, &question) {
                    cx.send(Command::DeleteProfile {
                        name: profile.name.clone(),
                    });
                }
            });
            ui.add_space(space::S);
        }
    });
    if let Some(error) = &cx.state.profiles.error {
        explanation_ui(ui, error);
    }
}

const fn protection(profile: &ProfileEntry) -> &'static str {
    if profile.has_passphrase {
        "Protected by a passphrase"
    } else {
        "Opens without a passphrase"
    }
}

fn forms_ui(ui: &mut Ui, cx: &mut Cx) {
    let known = !cx.state.profiles.known.is_empty();
    if known && !cx.view.unlock.creating {
        unlock_ui(ui, cx);
    } else {
        create_ui(ui, cx, known);
    }
    card_ui(ui, |ui| {
        section(ui, Icon::Sparkles, "Just looking?");
        heading::muted(
            ui,
            "The demo profile holds the résumé of an invented person, so that you can try everything at once.",
        );
        let busy = busy_reason(cx);
        if Action::secondary("Try the demo")
            .icon(Icon::Play)
            .blocked(busy)
            .show(ui)
        {
            cx.send(Command::OpenDemo);
        }
    });
}

fn busy_reason(cx: &Cx) -> Option<&'static str> {
    cx.state
        .profiles
        .busy
        .then_some("A profile is being opened.")
}

fn status_ui(ui: &mut Ui, cx: &Cx) {
    if let Some(error) = &cx.state.profiles.error {
        explanation_ui(ui, error);
    }
    if cx.state.profiles.busy {
        meter::working_ui(ui, "Opening the profile…");
    }
}

fn unlock_ui(ui: &mut Ui, cx: &mut Cx) {
    card_ui(ui, |ui| {
        section(ui, Icon::KeyRound, "Open a profile");
        let known = &cx.state.profiles.known;
        let chosen = known
            .iter()
            .find(|profile| Some(&profile.name) == cx.view.unlock.chosen.as_ref())
            .or_else(|| known.first());
        let Some(chosen) = chosen else { return };
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for profile in known {
                let selected = profile.name == chosen.name;
                if row_ui(
                    ui,
                    Icon::CircleUser,
                    &profile.name,
                    protection(profile),
                    selected,
                ) && !selected
                {
                    cx.view.unlock.chosen = Some(profile.name.clone());
                    cx.view.unlock.passphrase.clear();
                }
            }
        });
        let mut submit = false;
        if chosen.has_passphrase {
            let width = ui.available_width();
            let edited =
                Field::new("Passphrase")
                    .password()
                    .edit(ui, &mut cx.view.unlock.passphrase, width);
            submit = edited.entered;
            if !cx.view.unlock.greeted {
                cx.view.unlock.greeted = true;
                edited.response.request_focus();
            }
        }
        status_ui(ui, cx);
        let missing = chosen.has_passphrase && cx.view.unlock.passphrase.is_empty();
        let blocked = busy_reason(cx).or(missing.then_some("Type the passphrase first."));
        ui.horizontal_wrapped(|ui| {
            submit |= Action::primary("Unlock")
                .icon(Icon::LockOpen)
                .blocked(blocked)
                .show(ui);
            if Action::quiet("Create another profile")
                .icon(Icon::UserPlus)
                .show(ui)
            {
                cx.view.unlock.creating = true;
            }
        });
        if submit && blocked.is_none() {
            let passphrase = std::mem::take(&mut cx.view.unlock.passphrase);
            cx.send(Command::Unlock {
                name: chosen.name.clone(),
                passphrase: Private::new(passphrase),
            });
        }
    });
}

fn create_ui(ui: &mut Ui, cx: &mut Cx, known: bool) {
    card_ui(ui, |ui| {
        section(ui, Icon::UserPlus, "Create a profile");
        let width = ui.available_width();
        let form = &mut cx.view.unlock;
        Field::new("Name")
            .hint("For example your first name")
            .edit(ui, &mut form.name, width);
        Field::new("Passphrase (8 characters or more; leave empty for none)")
            .password()
            .edit(ui, &mut form.new_passphrase, width);
        let mut submit = false;
        if form.new_passphrase.is_empty() {
            heading::small(
                ui,
                "Without a passphrase, anyone who can read your files can open this profile.",
            );
        } else {
            submit = Field::new("The same passphrase again")
                .password()
                .edit(ui, &mut form.again, width)
                .entered;
            heading::small(
                ui,
                "There is no master key: if you forget it, nobody can open the profile.",
            );
        }
        let blocked = busy_reason(cx).or_else(|| creation_blocked(&cx.view.unlock));
        status_ui(ui, cx);
        ui.horizontal_wrapped(|ui| {
            submit |= Action::primary("Create profile")
                .icon(Icon::Check)
                .blocked(blocked)
                .show(ui);
            if known
                && Action::quiet("Back to my profiles")
                    .icon(Icon::ArrowLeft)
                    .show(ui)
            {
                cx.view.unlock.creating = false;
            }
        });
        if submit && blocked.is_none() {
            let form = std::mem::take(&mut cx.view.unlock);
            cx.send(Command::CreateProfile {
                name: form.name.trim().to_owned(),
                passphrase: Private::new(form.new_passphrase),
            });
        }
    });
}

fn creation_blocked(form: &Form) -> Option<&'static str> {
    let length = form.new_passphrase.chars().count();
    if form.name.trim().is_empty() {
        Some("Give the profile a name first.")
    } else if length > 0 && length < MIN_PASSPHRASE_CHARS {
        Some("A passphrase has 8 characters or more; or leave it empty.")
    } else if length > 0 && form.again != form.new_passphrase {
        Some("The two passphrases differ.")
    } else {
        None
    }
}
