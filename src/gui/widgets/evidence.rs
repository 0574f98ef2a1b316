//! What supports a sentence, one press away from it.

use egui::{Label, Stroke, Ui, vec2};

use super::button::Action;
use super::card::well_ui;
use super::heading;
use super::layout::chips_row_ui;
use crate::career::analysis::{Analysis, Cited, Evidence, Source};
use crate::gui::icon::{self, Icon};
use crate::gui::theme::{LINE_HEIGHT, space, tokens};
use crate::gui::words;

/// More characters than this make a chip unreadable; such items are drawn as lines.
const CHIP_CHARS: usize = 34;

/// A small button that counts the sources; returns whether they are shown.
fn sources_ui(ui: &mut Ui, salt: impl egui::AsIdSalt, of: &str, n: usize) -> bool {
    let id = ui.make_persistent_id(salt);
    let open = ui.data(|data| data.get_temp::<bool>(id).unwrap_or(false));
    let label = words::count(n, "source");
    let name = format!("Evidence for: {of}");
    let response = Action::quiet(&label)
        .icon(Icon::Quote)
        .small()
        .flush()
        .named(&name)
        .response(ui);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let open = open != response.clicked();
    ui.data_mut(|data| data.insert_temp(id, open));
    open
}

/// The quotes behind the given ids.
pub fn quotes_ui(ui: &mut Ui, ids: &[u32], analysis: &Analysis) {
    well_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        for id in ids {
            if let Some(evidence) = analysis.evidence.iter().find(|row| row.id == *id) {
                quote_ui(ui, evidence);
            }
        }
    });
}

fn quote_ui(ui: &mut Ui, evidence: &Evidence) {
    let t = tokens(ui);
    let place = match evidence.source {
        Source::Resume => "From your résumé".to_owned(),
        Source::Job => "From the job description".to_owned(),
        Source::Atlas => format!("Occupation facts · {}", evidence.reference),
    };
    let inner = ui.horizontal_top(|ui| {
        ui.add_space(space::M);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let quote = match evidence.source {
                Source::Atlas => evidence.quote.clone(),
                Source::Resume | Source::Job => format!("“{}”", evidence.quote.trim()),
            };
            ui.add(Label::new(heading::rich(quote).color(t.text)).wrap());
            heading::small(ui, &place);
        });
    });
    let rect = inner.response.rect;
    ui.painter().line_segment(
        [
            rect.left_top() + vec2(2.0, 3.0),
            rect.left_bottom() + vec2(2.0, -3.0),
        ],
        Stroke::new(2.0, t.accent),
    );
}

/// A paragraph whose sentences open what supports each of them. `field` is the JSON pointer its claims name.
pub fn prose_ui(ui: &mut Ui, text: &str, field: &str, analysis: &Analysis, streaming: bool) {
    if text.is_empty() {
        return;
    }
    heading::body(ui, text);
    let n = analysis
        .claims
        .iter()
        .filter(|claim| claim.field == field)
        .count();
    if streaming || n == 0 {
        return;
    }
    let label = format!(
        "Show what {} on",
        if n == 1 {
            "this rests"
        } else {
            "each sentence rests"
        }
    );
    if super::disclosure_ui(ui, field, &label) {
        let claims = analysis.claims.iter().filter(|claim| claim.field == field);
        for claim in claims {
            if let Some(sentence) = text.get(claim.start..claim.end) {
                ui.add(Label::new(heading::rich_small(sentence.trim())).wrap());
                quotes_ui(ui, &claim.evidence, analysis);
            }
        }
    }
}

/// Statements one below the other, each with its sources.
pub fn cited_list_ui(ui: &mut Ui, icon: Icon, items: &[Cited], analysis: &Analysis) {
    let accent = tokens(ui).accent;
    for (i, item) in items.iter().enumerate() {
        ui.horizontal_top(|ui| {
            icon::show(ui, icon, 16.0, accent);
            ui.vertical(|ui| {
                ui.spacing_mut().interact_size.y = LINE_HEIGHT;
                let open = ui
                    .horizontal_wrapped(|ui| {
                        heading::body(ui, &item.text);
                        sources_ui(ui, i, &item.text, item.evidence.len())
                    })
                    .inner;
                if open {
                    quotes_ui(ui, &item.evidence, analysis);
                }
            });
        });
    }
}

/// Skills as chips; a pressed chip shows its quotes below the row.
pub fn chips_ui(ui: &mut Ui, salt: &str, icon: Icon, items: &[Cited], analysis: &Analysis) {
    if items
        .iter()
        .any(|item| item.text.chars().count() > CHIP_CHARS)
    {
        ui.push_id(salt, |ui| cited_list_ui(ui, icon, items, analysis));
        return;
    }
    let id = ui.make_persistent_id(salt);
    let mut open = ui.data(|data| data.get_temp::<Option<usize>>(id).flatten());
    chips_row_ui(ui, |ui| {
        for (i, item) in items.iter().enumerate() {
            let pressed = Action::secondary(&item.text)
                .icon(icon)
                .small()
                .hint("Show what this rests on")
                .selected(open == Some(i))
                .show(ui);
            if pressed {
                open = if open == Some(i) { None } else { Some(i) };
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, open));
    if let Some(item) = open.and_then(|i| items.get(i)) {
        quotes_ui(ui, &item.evidence, analysis);
    }
}

/// The sources of one row that draws its own text.
pub fn row_sources_ui(ui: &mut Ui, salt: impl egui::AsIdSalt, of: &str, ids: &[u32]) -> bool {
    sources_ui(ui, salt, of, ids.len())
}
