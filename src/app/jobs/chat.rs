//! The mentor's answers: stored from the first word on.

use std::sync::Arc;

use futures_util::StreamExt;
use tokio_util::sync::CancellationToken;

use crate::advisor::mentor::{self, MentorContext};
use crate::app::effect::{ChatJob, Stream};
use crate::app::event::{End, Event};
use crate::app::jobs::desk::{Desk, Sender};
use crate::app::jobs::journal::{self, Journal};
use crate::app::jobs::{Tools, settings};
use crate::app::state::{AnswerFigure, Answered, ChatEntry, ChatMessage};
use crate::app::turn::Turn;
use crate::app::update::draft_key;
use crate::career::analysis::Analysis;
use crate::career::resume::Resume;
use crate::chat::{Message, Speaker};
use crate::explain::{Explain, StoreError};
use crate::provider::chain::{self, ChainEvent, ChainStream};
use crate::store::Store;

/// How many characters of the first question name a conversation.
const TITLE_CHARS: usize = 48;

pub(super) fn start(desk: &mut Desk, job: ChatJob, cancel: CancellationToken) {
    let Some(store) = desk.store.clone() else {
        return;
    };
    let run = job.run;
    if let Err(error) = try_start(desk, &store, job, cancel) {
        desk.tools.outbox.send(Event::ChatEnded {
            run,
            end: End::Failed(journal::failure(error.explain(), Vec::new())),
            answered: None,
        });
    }
}

fn try_start(
    desk: &Desk,
    store: &Arc<Store>,
    job: ChatJob,
    cancel: CancellationToken,
) -> Result<(), StoreError> {
    let tools = Arc::clone(&desk.tools);
    let chat = ask(store, &job)?;
    let context = MentorContext {
        atlas: tools.atlas,
        resume: job.resume.clone(),
        analysis: job.analysis.clone(),
        paths: job.paths.clone(),
    };
    tools.outbox.send(Event::ChatBegan {
        run: job.run,
        id: chat,
        chats: list(store)?,
        given: mentor::given(&context),
    });
    let answer = store.add_message(chat, Speaker::Assistant, "", false)?;
    let history: Vec<Message> = job.messages.iter().map(ChatMessage::message).collect();
    let keys = settings::keys(&tools, store)?;
    let turn = Turn::new(&tools.links, &job.settings, &keys, &context, &history);
    let stream = tools.links.chain().answer(turn.links, turn.request);
    let runtime = tools.runtime.clone();
    let running = Running {
        tools,
        desk: desk.sender.clone(),
        store: Arc::clone(store),
        run: job.run,
        answer,
    };
    runtime.spawn(running.follow(stream, cancel));
    Ok(())
}

/// Stores the question, in a new conversation if there is none yet; returns the conversation's id.
fn ask(store: &Store, job: &ChatJob) -> Result<i64, StoreError> {
    let question = job
        .messages
        .last()
        .map_or("", |message| message.text.as_str());
    let chat = match job.chat {
        Some(chat) => chat,
        None => store.new_chat(&title(question))?,
    };
    if job.again {
        for message in store.messages(chat)?.into_iter().rev() {
            if message.speaker != Speaker::Assistant {
                break;
            }
            store.delete_message(message.id)?;
        }
    } else {
        store.add_message(chat, Speaker::User, question, true)?;
    }
    store.set("chat", &chat)?;
    Ok(chat)
}

fn title(question: &str) -> String {
    let line = question.lines().next().unwrap_or_default();
    let mut title: String = line.chars().take(TITLE_CHARS).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    title
}

struct Running {
    tools: Arc<Tools>,
    desk: Sender,
    store: Arc<Store>,
    run: u64,
    answer: i64,
}

impl Running {
    async fn follow(self, mut stream: ChainStream, cancel: CancellationToken) {
        let mut journal = Journal::default();
        let mut text = String::new();
        loop {
            let next = tokio::select! {
                biased;
                () = cancel.cancelled() => return self.end(text, End::Stopped, None),
                so_far = journal.due() => {
                    self.keep(so_far);
                    continue;
                }
                next = stream.next() => next,
            };
            match next {
                Some(Ok(ChainEvent::Text(piece))) => {
                    text.push_str(&piece);
                    journal.put(text.clone());
                    self.tools.outbox.send(Event::ChatGrew {
                        run: self.run,
                        text: text.clone(),
                    });
                }
                Some(Ok(ChainEvent::StartOver)) => text.clear(),
                Some(Ok(ChainEvent::Trying { link, model })) => {
                    self.tools.outbox.send(Event::Trying {
                        stream: Stream::Chat,
                        run: self.run,
                        link,
                        model,
                    });
                }
                Some(Ok(ChainEvent::Failed(_))) => {}
                Some(Ok(ChainEvent::Done(answered))) => {
                    return self.end(text, End::Done, Some(answered));
                }
                Some(Err(error)) => {
                    let failure = journal::chain_failure(&error.fallbacks);
                    return self.end(text, End::Failed(failure), None);
                }
                None => return self.end(text, End::Stopped, None),
            }
        }
    }

    fn keep(&self, text: String) {
        let (store, answer) = (Arc::clone(&self.store), self.answer);
        self.desk.put(move |desk| {
            if let Err(error) = store.update_message(answer, &text, false, None) {
                desk.tools.trouble(&error);
            }
        });
    }

    fn end(self, text: String, end: End, answered: Option<chain::Answered>) {
        let desk = self.desk.clone();
        desk.put(move |desk| {
            if let Err(error) = self.settle(desk, &text, end, answered) {
                desk.tools.trouble(&error);
            }
        });
    }

    fn settle(
        self,
        desk: &Desk,
        text: &str,
        end: End,
        answered: Option<chain::Answered>,
    ) -> Result<(), StoreError> {
        let complete = matches!(end, End::Done);
        let answered = answered.map(|answered| journal::answered(&answered));
        if text.is_empty() {
            self.store.delete_message(self.answer)?;
        } else {
            let value = answered
                .as_ref()
                .and_then(|answered| serde_json::to_value(answered).ok());
            self.store
                .update_message(self.answer, text, complete, value.as_ref())?;
        }
        if let Some(answered) = &answered {
            let figure = figure("mentor", answered);
            journal::keep_figure(desk, &self.store, figure)?;
        }
        desk.tools.outbox.send(Event::ChatEnded {
            run: self.run,
            end,
            answered,
        });
        desk.tools
            .outbox
            .send(Event::ChatsListed(list(&self.store)?));
        Ok(())
    }
}

pub(super) fn figure(purpose: &str, answered: &Answered) -> AnswerFigure {
    AnswerFigure {
        at_ms: journal::now_ms(),
        purpose: purpose.to_owned(),
        link: answered.link,
        model: answered.model.clone(),
        ttft_ms: answered.ttft_ms,
        tokens_per_second: answered.tokens_per_second,
        complete: true,
        n_fallbacks: u32::try_from(answered.fallbacks.len()).unwrap_or(u32::MAX),
    }
}

pub(super) fn quick_questions(
    tools: &Tools,
    resume: Option<Arc<Resume>>,
    analysis: Option<Arc<Analysis>>,
) -> Vec<String> {
    mentor::quick_questions(&MentorContext {
        atlas: tools.atlas,
        resume,
        analysis,
        paths: Vec::new(),
    })
}

pub(super) fn list(store: &Store) -> Result<Vec<ChatEntry>, StoreError> {
    Ok(store
        .chats()?
        .into_iter()
        .map(|row| ChatEntry {
            id: row.id,
            title: row.title,
            updated_ms: row.updated_ms,
        })
        .collect())
}

pub(super) fn messages(store: &Store, chat: i64) -> Result<Vec<ChatMessage>, StoreError> {
    Ok(store
        .messages(chat)?
        .into_iter()
        // An answer that was cut before its first word leaves an empty row behind.
        .filter(|row| !row.text.is_empty())
        .map(|row| ChatMessage {
            speaker: row.speaker,
            text: row.text,
            complete: row.complete,
            answered: row
                .answered
                .and_then(|value| serde_json::from_value(value).ok()),
        })
        .collect())
}

pub(super) fn load(desk: &Desk, store: &Store, id: i64) -> Result<(), StoreError> {
    store.set("chat", &id)?;
    desk.tools.outbox.send(Event::ChatOpened {
        id,
        messages: messages(store, id)?,
        draft: store.draft(&draft_key(Some(id)))?,
    });
    Ok(())
}

pub(super) fn rename(desk: &Desk, store: &Store, id: i64, title: &str) -> Result<(), StoreError> {
    store.rename_chat(id, title)?;
    desk.tools.outbox.send(Event::ChatsListed(list(store)?));
    Ok(())
}

pub(super) fn delete(desk: &Desk, store: &Store, id: i64) -> Result<(), StoreError> {
    store.delete_chat(id)?;
    store.set_draft(&draft_key(Some(id)), "")?;
    if store.get::<i64>("chat")? == Some(id) {
        store.remove("chat")?;
    }
    desk.tools.outbox.send(Event::ChatsListed(list(store)?));
    Ok(())
}
