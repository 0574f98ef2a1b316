//! The mentor: conversations that know the résumé, the analysis and the saved paths.

use egui::{
    Align, CornerRadius, Frame, Key, KeyboardShortcut, Layout, Margin, Modifiers, Panel,
    ScrollArea, Ui,
};

use crate::app::Command;
use crate::app::state::{ChatMessage, Phase};
use crate::chat::Speaker;
use crate::gui::icon::Icon;
use crate::gui::theme::{READING_WIDTH, narrow, radius, size, space, tokens};
use crate::gui::widgets::failure::failure_ui;
use crate::gui::widgets::field::Field;
use crate::gui::widgets::layout::{column_ui, rows_ui};
use crate::gui::widgets::lazy::lazy_ui;
use crate::gui::widgets::markdown::markdown_ui;
use crate::gui::widgets::meter::working_ui;
use crate::gui::widgets::{
    Action, Renaming, confirm_ui, disclosure_ui, empty_ui, heading, rename_ui, row_ui,
};
use crate::gui::{Cx, words};

#[derive(Default)]
pub(in crate::gui) struct Form {
    /// The conversation being renamed, and its new title so far.
    renaming: Option<(i64, String)>,
    filter: String,
    /// On a narrow window the list of conversations takes the place of the open one.
    listing: bool,
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx) {
    if narrow(ui) {
        if cx.view.mentor.listing {
            column_ui(ui, READING_WIDTH, |ui| {
                if Action::quiet("Back to the conversation")
                    .icon(Icon::ArrowLeft)
                    .flush()
                    .show(ui)
                {
                    cx.view.mentor.listing = false;
                }
                list_ui(ui, cx);
            });
            return;
        }
    } else {
        let t = tokens(ui);
        Panel::right("chats")
            .exact_size(236.0)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(t.page).inner_margin(Margin {
                left: 4,
                right: 16,
                top: 12,
                bottom: 12,
            }))
            .show(ui, |ui| list_ui(ui, cx));
    }
    Panel::bottom("draft")
        .show_separator_line(false)
        .resizable(false)
        .frame(
            Frame::new()
                .fill(tokens(ui).page)
                .inner_margin(Margin::symmetric(0, 10)),
        )
        .show(ui, |ui| column_ui(ui, READING_WIDTH, |ui| draft_ui(ui, cx)));
    egui::CentralPanel::no_frame().show(ui, |ui| conversation_ui(ui, cx));
}

fn list_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    ui.spacing_mut().item_spacing.y = space::S;
    if Action::secondary("New conversation")
        .icon(Icon::Plus)
        .show(ui)
    {
        cx.send(Command::NewChat);
        cx.view.mentor.listing = false;
    }
    if state.mentor.chats.is_empty() {
        heading::small(ui, "Your conversations are kept here.");
        return;
    }
    let width = ui.available_width();
    Field::new("Search conversations")
        .hidden_label()
        .hint("Search conversations")
        .edit(ui, &mut cx.view.mentor.filter, width);
    let filter = cx.view.mentor.filter.to_lowercase();
    let chats: Vec<_> = state
        .mentor
        .chats
        .iter()
        .filter(|chat| filter.is_empty() || chat.title.to_lowercase().contains(&filter))
        .collect();
    if chats.is_empty() {
        heading::small(ui, "No conversation is called that.");
    }
    rows_ui(ui, "chats", f32::INFINITY, &chats, |ui, chat| {
        let selected = state.mentor.open == Some(chat.id);
        let detail = words::date(chat.updated_ms);
        ui.push_id(chat.id, |ui| {
            if row_ui(ui, Icon::MessageCircle, &chat.title, &detail, selected) {
                cx.send(Command::OpenChat(chat.id));
                cx.view.mentor.listing = false;
            }
        });
    });
}

fn conversation_ui(ui: &mut Ui, cx: &mut Cx) {
    ScrollArea::vertical()
        .id_salt(("conversation", cx.state.mentor.open))
        .auto_shrink(false)
        .stick_to_bottom(true)
        .show(ui, |ui| {
            column_ui(ui, READING_WIDTH, |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                ui.add_space(space::M);
                header_ui(ui, cx);
                if cx.state.mentor.messages.is_empty() {
                    start_ui(ui, cx);
                }
                messages_ui(ui, cx);
                phase_ui(ui, cx);
                ui.add_space(space::M);
            });
        });
}

fn header_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    if narrow(ui)
        && Action::secondary("Conversations")
            .icon(Icon::MessagesSquare)
            .small()
            .show(ui)
    {
        cx.view.mentor.listing = true;
    }
    let open = state.mentor.open;
    let Some(chat) = state.mentor.chats.iter().find(|chat| Some(chat.id) == open) else {
        return;
    };
    if let Some((id, title)) = &mut cx.view.mentor.renaming
        && *id == chat.id
    {
        match rename_ui(ui, "Title of this conversation", title) {
            Renaming::Going => {}
            Renaming::Cancelled => cx.view.mentor.renaming = None,
            Renaming::Done(title) => {
                cx.view.mentor.renaming = None;
                cx.send(Command::RenameChat { id: chat.id, title });
            }
        }
        return;
    }
    ui.horizontal_wrapped(|ui| {
        heading::title(ui, &chat.title);
        if Action::icon_only(Icon::Pencil, "Rename this conversation")
            .small()
            .show(ui)
        {
            cx.view.mentor.renaming = Some((chat.id, chat.title.clone()));
        }
        ui.push_id(chat.id, |ui| {
            if confirm_ui(ui, "delete", "Delete", "Delete this conversation?") {
                cx.send(Command::DeleteChat(chat.id));
            }
        });
    });
}

fn start_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    empty_ui(
        ui,
        Icon::MessagesSquare,
        "What is on your mind?",
        "The mentor has read your résumé, your analysis and your saved paths. It answers from this machine first.",
        |ui| {
            for question in &state.mentor.quick_questions {
                if Action::secondary(question)
                    .icon(Icon::MessageCircleQuestion)
                    .show(ui)
                {
                    cx.send(Command::SetDraft(question.clone()));
                    cx.send(Command::Send);
                }
            }
        },
    );
}

fn messages_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    let n = state.mentor.messages.len();
    let open = state.mentor.open;
    for (i, message) in state.mentor.messages.iter().enumerate() {
        let streaming = i + 1 == n && state.mentor.phase.is_busy();
        let salt = (open, i);
        match message.speaker {
            Speaker::System => {}
            Speaker::User => lazy_ui(ui, salt, |ui| question_ui(ui, &message.text)),
            Speaker::Assistant => {
                let cache = &mut cx.view.markdown;
                ui.push_id(salt, |ui| answer_ui(ui, cache, message, streaming));
            }
        }
    }
}

fn question_ui(ui: &mut Ui, text: &str) {
    let t = tokens(ui);
    let width = ui.available_width();
    ui.with_layout(Layout::top_down(Align::Max), |ui| {
        Frame::new()
            .fill(t.accent_soft)
            .corner_radius(CornerRadius {
                nw: radius::CARD,
                ne: radius::CARD,
                sw: radius::CARD,
                se: 3,
            })
            .inner_margin(Margin::symmetric(14, 10))
            .show(ui, |ui| {
                let font = egui::FontId::proportional(size::BODY);
                let ink = egui::Color32::PLACEHOLDER;
                let galley = ui.painter().layout(text.to_owned(), font, ink, width * 0.8);
                ui.set_width(galley.size().x.ceil() + 1.0);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    heading::body(ui, text);
                });
            });
    });
}

fn answer_ui(
    ui: &mut Ui,
    cache: &mut egui_commonmark::CommonMarkCache,
    message: &ChatMessage,
    streaming: bool,
) {
    markdown_ui(ui, cache, "answer", &message.text, streaming);
    if streaming {
        return;
    }
    let by = message.answered.as_ref().map(|answered| {
        let speed = answered.tokens_per_second;
        words::provenance(
            answered.link,
            Some(&answered.model),
            Some(answered.ttft_ms),
            speed,
        )
    });
    let line = match (by, message.complete) {
        (Some(by), true) => by,
        (Some(by), false) => format!("Not finished · {by}"),
        (None, false) => "Not finished".to_owned(),
        (None, true) => return,
    };
    heading::small(ui, &line);
    if let Some(answered) = message
        .answered
        .as_ref()
        .filter(|by| !by.fallbacks.is_empty())
    {
        let label = format!(
            "{} did not answer",
            words::count(answered.fallbacks.len(), "other link")
        );
        if disclosure_ui(ui, "fallbacks", &label) {
            for fallback in &answered.fallbacks {
                heading::small(ui, &fallback.to_string());
            }
        }
    }
}

fn phase_ui(ui: &mut Ui, cx: &mut Cx) {
    match &cx.state.mentor.phase {
        Phase::Waiting(what) => working_ui(ui, what),
        Phase::Streaming(link) => working_ui(ui, &format!("{} is writing…", words::link(*link))),
        Phase::Failed(failure) => {
            if failure_ui(ui, failure) {
                cx.send(Command::Regenerate);
            }
        }
        Phase::Idle | Phase::Stopped | Phase::Interrupted | Phase::Done => {
            let Some(last) = cx.state.mentor.messages.last() else {
                return;
            };
            let label = match last.speaker {
                Speaker::Assistant => "Regenerate",
                _ => "Ask again",
            };
            let action = Action::quiet(label).icon(Icon::RefreshCw);
            if action.small().flush().show(ui) {
                cx.send(Command::Regenerate);
            }
        }
    }
}

fn draft_ui(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    ui.spacing_mut().item_spacing.y = space::XS;
    if !state.mentor.given.is_empty() {
        let given = format!("Knows: {}", state.mentor.given.join(" · "));
        heading::small(ui, &given);
    }
    let busy = state.mentor.phase.is_busy();
    let empty = state.mentor.draft.trim().is_empty();
    let blocked = if busy {
        Some("The mentor is still answering.")
    } else {
        empty.then_some("Write something first.")
    };
    ui.horizontal(|ui| {
        let buttons = if busy { 108.0 } else { 104.0 };
        let width = (ui.available_width() - buttons).max(40.0);
        let edited = Field::new("Message to the mentor")
            .hidden_label()
            .rows(2)
            .hint("Ask about your next step. Enter sends, Shift+Enter starts a new line.")
            .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            .show(ui, &state.mentor.draft, width);
        if let Some(text) = edited.text {
            cx.send(Command::SetDraft(text));
        }
        let enter = edited.response.has_focus()
            && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.shift);
        let pressed = if busy {
            if Action::secondary("Stop").icon(Icon::CircleStop).show(ui) {
                cx.send(Command::StopChat);
            }
            false
        } else {
            Action::primary("Send")
                .icon(Icon::Send)
                .blocked(blocked)
                .show(ui)
        };
        if (pressed || enter) && blocked.is_none() {
            cx.send(Command::Send);
        }
    });
}
