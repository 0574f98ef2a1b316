//! What was recognised in the résumé, each thing with a way to set it right.

use egui::Ui;

use super::wording;
use crate::app::Command;
use crate::app::state::OpenResume;
use crate::career::correction::{ContactField, Correction, PositionField, StudyField};
use crate::career::resume::{Contact, Education, Experience, Span};
use crate::gui::Cx;
use crate::gui::icon::Icon;
use crate::gui::theme::space;
use crate::gui::widgets::field::Field;
use crate::gui::widgets::layout::chips_row_ui;
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{Action, disclosure_ui, heading, well_ui};

/// A field being set right, and what is typed so far.
#[derive(Default)]
pub(super) struct Editing(Option<(Correction, String)>);

/// A line of the list: what it is called, what was read, and what it would correct.
struct Row<'a> {
    label: &'static str,
    value: Option<&'a str>,
    about: Correction,
}

/// A position or a course of study.
struct Entry<'a> {
    kind: &'static str,
    /// The byte of the text it begins at.
    at: usize,
    /// The first two name it.
    rows: [Row<'a>; 4],
    not_so: &'static str,
    /// What pressing it says.
    is_none: Correction,
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx, open: &OpenResume) {
    let resume = &open.read;
    if disclosure_ui(ui, "contact", "Name and contact") {
        well_ui(ui, |ui| {
            for row in contact_rows(&resume.contact) {
                row_ui(ui, cx, open, &row);
            }
        });
    }
    for entry in &resume.experience {
        if entry_ui(ui, cx, open, &position(entry)) {
            wording::ui(ui, cx, &entry.bullets);
        }
    }
    for entry in &resume.education {
        entry_ui(ui, cx, open, &study(entry));
    }
    skills_ui(ui, cx, open);
    suggested_ui(ui, cx, open);
    unplaced_ui(ui, cx, open);
}

fn contact_rows(contact: &Contact) -> [Row<'_>; 4] {
    ContactField::ALL.map(|field| {
        let (label, value) = match field {
            ContactField::FullName => ("Name", &contact.full_name),
            ContactField::Email => ("E-mail", &contact.email),
            ContactField::Phone => ("Telephone", &contact.phone),
            ContactField::Location => ("Place", &contact.location),
        };
        Row {
            label,
            value: value.as_deref(),
            about: Correction::Contact { field, value: None },
        }
    })
}

fn position(entry: &Experience) -> Entry<'_> {
    let (span, at) = (entry.span, entry.span.start);
    Entry {
        kind: "Position",
        at,
        rows: PositionField::ALL.map(|field| Row {
            label: match field {
                PositionField::Title => "Title",
                PositionField::Company => "Employer",
                PositionField::Location => "Place",
                PositionField::Dates => "Dates",
            },
            value: field.of(entry),
            about: Correction::Position {
                at,
                field,
                value: None,
            },
        }),
        not_so: "This is no position",
        is_none: Correction::IsPosition { span, is: false },
    }
}

fn study(entry: &Education) -> Entry<'_> {
    let (span, at) = (entry.span, entry.span.start);
    Entry {
        kind: "Study",
        at,
        rows: StudyField::ALL.map(|field| Row {
            label: match field {
                StudyField::Degree => "Degree",
                StudyField::Institution => "Institution",
                StudyField::Location => "Place",
                StudyField::Dates => "Dates",
            },
            value: field.of(entry),
            about: Correction::Study {
                at,
                field,
                value: None,
            },
        }),
        not_so: "This is no study",
        is_none: Correction::IsStudy { span, is: false },
    }
}

/// Whether it is open.
fn entry_ui(ui: &mut Ui, cx: &mut Cx, open: &OpenResume, entry: &Entry<'_>) -> bool {
    let known: Vec<&str> = entry.rows[..2].iter().filter_map(|row| row.value).collect();
    let name = if known.is_empty() {
        format!("{}: not read", entry.kind)
    } else {
        format!("{}: {}", entry.kind, known.join(", "))
    };
    if !disclosure_ui(ui, (entry.kind, entry.at), &name) {
        return false;
    }
    ui.push_id(("fields", entry.kind, entry.at), |ui| {
        well_ui(ui, |ui| {
            for row in &entry.rows {
                row_ui(ui, cx, open, row);
            }
            let action = Action::quiet(entry.not_so).icon(Icon::X).small().flush();
            if action.show(ui) {
                cx.send(Command::Correct(entry.is_none.clone()));
            }
        });
    });
    true
}

/// A field with what was read, or the box to type what is right.
fn row_ui(ui: &mut Ui, cx: &mut Cx, open: &OpenResume, row: &Row<'_>) {
    if let Some((about, text)) = &mut cx.view.analyzer.editing.0
        && about.is_about_the_same(&row.about)
    {
        let ended = editing_ui(ui, row, text);
        if let Some(ended) = ended {
            cx.view.analyzer.editing.0 = None;
            if let Ended::Kept(value) = ended {
                cx.send(Command::Correct(with_value(row.about.clone(), value)));
            }
        }
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        heading::small(ui, row.label);
        match row.value {
            Some(value) => heading::body(ui, value),
            None => heading::muted(ui, "not read"),
        };
        let name = format!("Correct: {}", row.label);
        if Action::icon_only(Icon::Pencil, &name).small().show(ui) {
            let text = row.value.unwrap_or_default().to_owned();
            cx.view.analyzer.editing.0 = Some((row.about.clone(), text));
        }
        if open.corrections.has(&row.about) {
            tag_ui(ui, Tone::Accent, None, "set right by you");
            let name = format!("As it was read: {}", row.label);
            if Action::icon_only(Icon::Undo2, &name).small().show(ui) {
                cx.send(Command::TakeBackCorrection(row.about.clone()));
            }
        }
    });
}

enum Ended {
    Kept(Option<String>),
    Cancelled,
}

fn editing_ui(ui: &mut Ui, row: &Row<'_>, text: &mut String) -> Option<Ended> {
    let width = ui.available_width().min(440.0);
    let edited = Field::new(row.label)
        .hint("Empty if it is not there")
        .edit(ui, text, width);
    let mut ended = None;
    ui.horizontal_wrapped(|ui| {
        if Action::primary("Set right").small().show(ui) || edited.entered {
            let value = text.trim();
            ended = Some(Ended::Kept((!value.is_empty()).then(|| value.to_owned())));
        }
        if Action::quiet("Cancel").small().show(ui) {
            ended = Some(Ended::Cancelled);
        }
    });
    ended
}

fn with_value(mut about: Correction, new: Option<String>) -> Correction {
    if let Correction::Contact { value, .. }
    | Correction::Position { value, .. }
    | Correction::Study { value, .. } = &mut about
    {
        *value = new;
    }
    about
}

fn skills_ui(ui: &mut Ui, cx: &mut Cx, open: &OpenResume) {
    let skills = &open.read.skills;
    if skills.is_empty() || !disclosure_ui(ui, "skills", "Items of your skills section") {
        return;
    }
    heading::small(ui, "Press what is not a skill.");
    chips_row_ui(ui, |ui| {
        for item in skills {
            let name = format!("Not a skill: {}", item.text);
            let action = Action::secondary(&item.text)
                .icon(Icon::X)
                .small()
                .named(&name);
            if ui.push_id(item.span.start, |ui| action.show(ui)).inner {
                let correction = Correction::IsSkillItem {
                    span: item.span,
                    is: false,
                };
                cx.send(Command::Correct(correction));
            }
        }
    });
}

/// Guesses, which count for nothing until they are confirmed; a confirmed one can be taken back.
fn suggested_ui(ui: &mut Ui, cx: &mut Cx, open: &OpenResume) {
    let suggested = &cx.state.resumes.suggested;
    if suggested.is_empty() || !disclosure_ui(ui, "suggested", "Skills you may mean") {
        return;
    }
    heading::small(ui, "Press those you have. Only they count.");
    chips_row_ui(ui, |ui| {
        for suggestion in suggested {
            let correction = Correction::ShowsSkill {
                span: suggestion.span,
                skill: suggestion.skill.clone(),
                is: true,
            };
            let confirmed = open.corrections.has(&correction);
            let quote = suggestion.span.of(&open.read.text).unwrap_or_default();
            let hint = format!("You wrote “{quote}”.");
            let action = Action::secondary(&suggestion.skill)
                .icon(if confirmed { Icon::Check } else { Icon::Plus })
                .small()
                .hint(&hint)
                .selected(confirmed);
            if ui
                .push_id(suggestion.span.start, |ui| action.show(ui))
                .inner
            {
                cx.send(if confirmed {
                    Command::TakeBackCorrection(correction)
                } else {
                    Command::Correct(correction)
                });
            }
        }
    });
}

fn unplaced_ui(ui: &mut Ui, cx: &mut Cx, open: &OpenResume) {
    let resume = &open.read;
    if resume.unplaced.is_empty() || !disclosure_ui(ui, "unplaced", "Not placed") {
        return;
    }
    heading::small(
        ui,
        "Lines that were not recognised as anything. Say what they are.",
    );
    for span in &resume.unplaced {
        let Some(text) = span.of(&resume.text) else {
            continue;
        };
        ui.push_id(span.start, |ui| {
            well_ui(ui, |ui| {
                heading::body(ui, text.trim_end());
                chips_row_ui(ui, |ui| {
                    for (label, correction) in meanings(*span) {
                        if Action::secondary(label).small().show(ui) {
                            cx.send(Command::Correct(correction));
                        }
                    }
                });
            });
        });
    }
}

fn meanings(span: Span) -> [(&'static str, Correction); 3] {
    [
        ("A position", Correction::IsPosition { span, is: true }),
        ("A study", Correction::IsStudy { span, is: true }),
        ("A skill", Correction::IsSkillItem { span, is: true }),
    ]
}
