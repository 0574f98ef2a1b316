//! Text fields. Each belongs to a visible label, which is its name for screen readers.

use std::borrow::Cow;

use egui::{KeyboardShortcut, Response, TextEdit, Ui};

use super::heading;

/// A field with its label above it. `text` is copied only when the person changes it.
pub struct Field<'a> {
    label: &'a str,
    hint: &'a str,
    rows: usize,
    password: bool,
    return_key: Option<KeyboardShortcut>,
    hidden_label: bool,
}

/// What became of a field this frame.
pub struct Edited {
    pub response: Response,
    /// The new text, if it changed.
    pub text: Option<String>,
    /// Enter was pressed in a single-line field.
    pub entered: bool,
}

impl<'a> Field<'a> {
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            hint: "",
            rows: 1,
            password: false,
            return_key: None,
            hidden_label: false,
        }
    }

    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    pub fn password(mut self) -> Self {
        self.password = true;
        self
    }

    /// The key that starts a new line in a field of several rows.
    pub fn return_key(mut self, key: KeyboardShortcut) -> Self {
        self.return_key = Some(key);
        self
    }

    /// Names the field for screen readers only, where its place says what it is.
    pub fn hidden_label(mut self) -> Self {
        self.hidden_label = true;
        self
    }

    /// Draws it over the given width.
    pub fn show(self, ui: &mut Ui, text: &str, width: f32) -> Edited {
        let label = (!self.hidden_label).then(|| heading::small(ui, self.label).id);
        let mut buffer = Cow::Borrowed(text);
        let edit = if self.rows > 1 {
            let edit = TextEdit::multiline(&mut buffer).desired_rows(self.rows);
            match self.return_key {
                Some(key) => edit.return_key(key),
                None => edit,
            }
        } else {
            TextEdit::singleline(&mut buffer).password(self.password)
        };
        let response = ui.add(
            edit.id_salt(self.label)
                .hint_text(self.hint)
                .desired_width(width),
        );
        let response = match label {
            Some(id) => response.labelled_by(id),
            None => response.accessible_name(self.label),
        };
        let entered = self.rows == 1
            && response.lost_focus()
            && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let text = response.changed().then(|| buffer.into_owned());
        Edited {
            response,
            text,
            entered,
        }
    }

    /// Draws it over a text that only the page holds.
    pub fn edit(self, ui: &mut Ui, text: &mut String, width: f32) -> Edited {
        let mut edited = self.show(ui, text, width);
        if let Some(new) = edited.text.take() {
            *text = new;
        }
        edited
    }
}
