//! Giving something another name, in place.

use egui::Ui;

use super::button::Action;
use super::field::Field;

/// How a renaming ended.
pub enum Renaming {
    Going,
    /// The new name, trimmed and not empty.
    Done(String),
    Cancelled,
}

/// A field for the name with Rename and Cancel below it. `label` says whose name it is.
pub fn rename_ui(ui: &mut Ui, label: &str, name: &mut String) -> Renaming {
    let width = ui.available_width().min(440.0);
    let edited = Field::new(label).edit(ui, name, width);
    let blocked = name
        .trim()
        .is_empty()
        .then_some("A name has at least one letter.");
    let mut renaming = Renaming::Going;
    ui.horizontal_wrapped(|ui| {
        if (Action::primary("Rename").small().blocked(blocked).show(ui) || edited.entered)
            && blocked.is_none()
        {
            renaming = Renaming::Done(name.trim().to_owned());
        }
        if Action::quiet("Cancel").small().show(ui) {
            renaming = Renaming::Cancelled;
        }
    });
    renaming
}
