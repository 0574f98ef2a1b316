//! The mentor's answers: stored from the first word on.

use std::sync::{Arc, Mutex, PoisonError};

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
use crate::chat::{self, Message, Speaker};
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
    let (chat, replaced) = ask(store, &job)?;
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
    let mut turn = Turn::new(&tools.links, &job.settings, &keys, &context, &history);
    if job.again {
        // The same seed would give the same words.
        turn.request.sampling.seed = journal::now_ms().unsigned_abs();
    }
    let stream = tools.links.chain().answer(turn.links, turn.request);
    let runtime = tools.runtime.clone();
    let running = Running {
        tools,
        desk: desk.sender.clone(),
        store: Arc::clone(store),
        run: job.run,
        answer,
        replaced: Arc::new(Mutex::new(replaced)),
    };
    runtime.spawn(running.follow(stream, cancel));
    Ok(())
}

/// Stores the question, in a new conversation if there is none yet; returns the conversation's id, and the answers that
/// the next one takes the place of.
fn ask(store: &Store, job: &ChatJob) -> Result<(i64, Vec<i64>), StoreError> {
    let question = job
        .messages
        .last()
        .map_or("", |message| message.text.as_str());
    let chat = match job.chat {
        Some(chat) => chat,
        None => store.new_chat(&title(question))?,
    };
    let mut replaced = Vec::new();
    let mut is_kept = false;
    if job.again {
        let mut rows = store.messages(chat)?.into_iter().rev();
        let asked = rows.find(|row| {
            let is_answer = row.speaker == Speaker::Assistant;
            if is_answer {
                replaced.push(row.id);
            }
            !is_answer
        });
        // Asking may have failed before the question was kept.
        is_kept = asked.is_some_and(|row| row.text == question);
    }
    if !is_kept {
        replaced.clear();
        store.add_message(chat, Speaker::User, question, true)?;
    }
    store.set("chat", &chat)?;
    Ok((chat, replaced))
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
    /// Deleted once the new answer has a word.
    replaced: Arc<Mutex<Vec<i64>>>,
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
                Some(Ok(ChainEvent::Failed(..))) => {}
                Some(Ok(ChainEvent::Done(answered))) => {
                    let end = match answered.stop {
                        chat::Stop::Length => End::Cut,
                        chat::Stop::End | chat::Stop::StopString => End::Done,
                    };
                    return self.end(text, end, Some(answered));
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
        let (tools, replaced) = (Arc::clone(&self.tools), Arc::clone(&self.replaced));
        self.desk.put(move |_| {
            let kept = store.update_message(answer, &text, false, None);
            if let Err(error) = kept.and_then(|()| forget(&store, &replaced)) {
                tools.trouble(&error);
            }
        });
    }

    fn end(self, text: String, end: End, answered: Option<chain::Answered>) {
        let desk = self.desk.clone();
        desk.put(move |_| {
            if let Err(error) = self.settle(&text, end, answered) {
                let failure = journal::failure(error.explain(), Vec::new());
                self.tools.outbox.send(Event::ChatEnded {
                    run: self.run,
                    end: End::Failed(failure),
                    answered: None,
                });
            }
        });
    }

    fn settle(
        &self,
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
            forget(&self.store, &self.replaced)?;
        }
        if let Some(answered) = &answered {
            let figure = AnswerFigure {
                complete,
                ..figure("mentor", answered)
            };
            journal::keep_figure(&self.tools, &self.store, figure)?;
        }
        let chats = list(&self.store)?;
        let outbox = &self.tools.outbox;
        outbox.send(Event::ChatEnded {
            run: self.run,
            end,
            answered,
        });
        outbox.send(Event::ChatsListed(chats));
        Ok(())
    }
}

/// Deletes the answers that another has taken the place of.
fn forget(store: &Store, replaced: &Mutex<Vec<i64>>) -> Result<(), StoreError> {
    let mut replaced = replaced.lock().unwrap_or_else(PoisonError::into_inner);
    while let Some(id) = replaced.pop() {
        store.delete_message(id)?;
    }
    Ok(())
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

/// Nothing is open any more; what was typed for a new conversation comes back.
pub(super) fn leave(desk: &Desk, store: &Store) -> Result<(), StoreError> {
    store.remove("chat")?;
    let draft = store.draft(&draft_key(None))?;
    desk.tools.outbox.send(Event::NewChatDraft(draft));
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
