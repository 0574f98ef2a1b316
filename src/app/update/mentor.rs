//! The Mentor: conversations.

use crate::app::command::Command;
use crate::app::effect::{ChatJob, Effect, Stream};
use crate::app::event::{End, Event};
use crate::app::state::{ChatMessage, Page, Phase, State};
use crate::chat::Speaker;

impl State {
    pub(super) fn apply_to_mentor(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::NewChat => {
                let mut effects = self.new_chat();
                effects.push(Effect::LeaveChat);
                effects.extend(self.go(Page::Mentor));
                effects
            }
            Command::OpenChat(id) if self.mentor.open == Some(id) => self.go(Page::Mentor),
            Command::OpenChat(id) => {
                let mut effects = self.leave_chat();
                effects.push(Effect::LoadChat(id));
                effects.extend(self.go(Page::Mentor));
                effects
            }
            Command::RenameChat { id, title } => vec![Effect::RenameChat { id, title }],
            Command::DeleteChat(id) => {
                let mut effects = Vec::new();
                if self.mentor.open == Some(id) {
                    effects = self.new_chat();
                }
                effects.push(Effect::DeleteChat(id));
                effects
            }
            Command::SetDraft(text) => {
                self.mentor.draft.clone_from(&text);
                vec![Effect::SaveDraft {
                    key: draft_key(self.mentor.open),
                    text,
                }]
            }
            Command::Send => self.send(),
            Command::StopChat => vec![Effect::Cancel(Stream::Chat)],
            Command::Regenerate => self.regenerate(),
            _ => Vec::new(),
        }
    }

    /// Stops an answer that is being written to the conversation that is left; what had arrived is kept.
    fn leave_chat(&mut self) -> Vec<Effect> {
        let busy = self.mentor.phase.is_busy();
        self.mentor.run = self.next_number();
        self.mentor.phase = Phase::Idle;
        if busy {
            vec![Effect::Cancel(Stream::Chat)]
        } else {
            Vec::new()
        }
    }

    fn new_chat(&mut self) -> Vec<Effect> {
        let effects = self.leave_chat();
        self.mentor.open = None;
        self.mentor.messages.clear();
        self.mentor.replaced.clear();
        self.mentor.given.clear();
        self.mentor.draft.clear();
        effects
    }

    fn send(&mut self) -> Vec<Effect> {
        let text = self.mentor.draft.trim().to_owned();
        if self.mentor.phase.is_busy() || text.is_empty() {
            return Vec::new();
        }
        let clear = Effect::SaveDraft {
            key: draft_key(self.mentor.open),
            text: String::new(),
        };
        self.mentor.draft.clear();
        self.mentor.messages.push(ChatMessage {
            speaker: Speaker::User,
            text,
            complete: true,
            answered: None,
        });
        // The question is kept before its draft goes.
        vec![self.ask(false), clear]
    }

    fn regenerate(&mut self) -> Vec<Effect> {
        if self.mentor.phase.is_busy() {
            return Vec::new();
        }
        let messages = &mut self.mentor.messages;
        let question = messages
            .iter()
            .rposition(|message| message.speaker == Speaker::User);
        let Some(question) = question else {
            return Vec::new();
        };
        self.mentor.replaced = messages.split_off(question + 1);
        vec![self.ask(true)]
    }

    /// Asks for an answer to the messages so far and makes room for it.
    fn ask(&mut self, again: bool) -> Effect {
        let run = self.next_number();
        let job = ChatJob {
            run,
            chat: self.mentor.open,
            messages: self.mentor.messages.clone(),
            again,
            resume: self.resumes.open.as_ref().map(|open| open.read.clone()),
            analysis: self.analyzer.analysis.clone(),
            paths: self.paths.list.clone(),
            settings: self.settings.clone(),
        };
        self.mentor.run = run;
        self.mentor.phase = Phase::Waiting("Thinking …".to_owned());
        self.mentor.messages.push(ChatMessage {
            speaker: Speaker::Assistant,
            text: String::new(),
            complete: false,
            answered: None,
        });
        Effect::Ask(Box::new(job))
    }

    pub(super) fn absorb_mentor(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::ChatsListed(chats) => self.mentor.chats = chats,
            Event::QuickQuestions(questions) => self.mentor.quick_questions = questions,
            Event::NewChatDraft(draft)
                if self.mentor.open.is_none() && self.mentor.draft.is_empty() =>
            {
                self.mentor.draft = draft;
            }
            Event::ChatOpened {
                id,
                messages,
                draft,
            } if !self.mentor.phase.is_busy() => {
                self.mentor.open = Some(id);
                self.mentor.phase = match messages.last() {
                    Some(last) if !last.complete => Phase::Interrupted,
                    _ => Phase::Idle,
                };
                self.mentor.messages = messages;
                self.mentor.replaced.clear();
                self.mentor.draft = draft;
                self.mentor.given.clear();
            }
            Event::ChatBegan {
                run,
                id,
                chats,
                given,
            } => {
                self.mentor.chats = chats;
                if run == self.mentor.run {
                    self.mentor.open = Some(id);
                    self.mentor.given = given;
                }
            }
            Event::ChatGrew { run, text } if run == self.mentor.run => {
                if let Some(last) = self.mentor.messages.last_mut() {
                    last.text = text;
                }
            }
            Event::ChatEnded { run, end, answered } if run == self.mentor.run => {
                self.end_chat(end, answered);
            }
            _ => {}
        }
        Vec::new()
    }

    fn end_chat(&mut self, end: End, answered: Option<crate::app::state::Answered>) {
        if let Some(last) = self.mentor.messages.last_mut() {
            last.complete = matches!(end, End::Done);
            last.answered = answered;
            // An answer without a word would be an empty bubble; the one it was to replace stays.
            if last.speaker == Speaker::Assistant && last.text.is_empty() {
                self.mentor.messages.pop();
                self.mentor.messages.append(&mut self.mentor.replaced);
            }
        }
        self.mentor.replaced.clear();
        self.mentor.phase = end.into();
    }
}

/// Where the draft of a conversation is kept; a new one has no id yet.
pub(in crate::app) fn draft_key(chat: Option<i64>) -> String {
    chat.map_or_else(|| "chat".to_owned(), |id| format!("chat:{id}"))
}
