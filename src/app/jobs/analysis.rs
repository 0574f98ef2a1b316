//! Running an analysis: numbers first, then words as they stream, all of it journaled.

use std::sync::Arc;
use std::time::Instant;

use futures_util::StreamExt;
use tokio_util::sync::CancellationToken;

use crate::advisor::{AnalysisEvent, Question};
use crate::app::effect::{AnalysisJob, Stream};
use crate::app::event::{End, Event};
use crate::app::jobs::desk::{Desk, Sender};
use crate::app::jobs::journal::{self, Journal};
use crate::app::jobs::{Tools, chat, settings};
use crate::app::state::{AnalysisEntry, AnswerFigure, Goal};
use crate::career::analysis::Analysis;
use crate::chat::Link;
use crate::explain::{Explain, StoreError};
use crate::provider::chain::ChainError;
use crate::store::{AnalysisRow, NewAnalysis, Store};

pub(super) fn start(desk: &mut Desk, job: AnalysisJob, cancel: CancellationToken) {
    let Some(store) = desk.store.clone() else {
        return;
    };
    let run = job.run;
    if let Err(failure) = try_start(desk, &store, job, cancel) {
        desk.tools.outbox.send(Event::AnalysisEnded {
            run,
            end: End::Failed(failure),
            history: Vec::new(),
        });
    }
}

fn try_start(
    desk: &Desk,
    store: &Arc<Store>,
    job: AnalysisJob,
    cancel: CancellationToken,
) -> Result<(), crate::app::state::Failure> {
    let tools = Arc::clone(&desk.tools);
    let question = match job.goal {
        Goal::Role => Question::Role(job.role.clone()),
        Goal::BestFit => Question::BestFit,
        Goal::Job => Question::Job(job.job.clone()),
    };
    let title = match job.goal {
        Goal::Role => job.role.clone(),
        Goal::BestFit => "Best fit".to_owned(),
        Goal::Job => "Job description".to_owned(),
    };
    let prepared = tools
        .advisor
        .prepare(&job.resume, &question)
        .map_err(|error| journal::failure(error.explain(), Vec::new()))?;
    let stored = |error: StoreError| journal::failure(error.explain(), Vec::new());
    let id = store
        .begin_analysis(&NewAnalysis {
            resume_id: job.resume_id,
            title,
            question: serde_json::json!({ "goal": job.goal, "role": job.role, "job": job.job }),
        })
        .map_err(stored)?;
    tools.outbox.send(Event::AnalysisBegan {
        run: job.run,
        id,
        history: history(store, job.resume_id).map_err(stored)?,
    });
    let keys = settings::keys(&tools, store).map_err(stored)?;
    let links = tools.links.build(&job.settings, &keys, Some(&job.resume));
    let stream = tools.advisor.analyze(prepared, tools.links.chain(), links);
    let runtime = tools.runtime.clone();
    let running = Running {
        tools,
        desk: desk.sender.clone(),
        store: Arc::clone(store),
        job,
        id,
    };
    runtime.spawn(running.follow(stream, cancel));
    Ok(())
}

/// An analysis whose words are arriving.
struct Running {
    tools: Arc<Tools>,
    desk: Sender,
    store: Arc<Store>,
    job: AnalysisJob,
    id: i64,
}

impl Running {
    async fn follow<S>(self, mut stream: S, cancel: CancellationToken)
    where
        S: futures_util::Stream<Item = Result<AnalysisEvent, ChainError>> + Unpin,
    {
        let run = self.job.run;
        let mut journal = Journal::default();
        let started = Instant::now();
        let end = loop {
            let next = tokio::select! {
                biased;
                () = cancel.cancelled() => break End::Stopped,
                analysis = journal.due() => {
                    self.keep(analysis);
                    continue;
                }
                next = stream.next() => next,
            };
            match next {
                Some(Ok(AnalysisEvent::Draft(analysis) | AnalysisEvent::Progress(analysis))) => {
                    let analysis = Arc::new(*analysis);
                    journal.put(Arc::clone(&analysis));
                    self.tools
                        .outbox
                        .send(Event::AnalysisGrew { run, analysis });
                }
                Some(Ok(AnalysisEvent::Trying { link, model })) => {
                    self.tools.outbox.send(Event::Trying {
                        stream: Stream::Analysis,
                        run,
                        link,
                        model,
                    });
                }
                Some(Ok(AnalysisEvent::Fallback(_))) => {}
                Some(Ok(AnalysisEvent::Done(analysis, answered))) => {
                    let ttft = answered.map_or_else(|| started.elapsed(), |answered| answered.ttft);
                    return self.end(End::Done, Some((Arc::new(*analysis), ttft)));
                }
                Some(Err(error)) => {
                    break End::Failed(journal::chain_failure(&error.fallbacks));
                }
                None => break End::Stopped,
            }
        };
        if let Some(analysis) = journal.take() {
            self.keep(analysis);
        }
        self.end(end, None);
    }

    fn keep(&self, analysis: Arc<Analysis>) {
        let (store, id) = (Arc::clone(&self.store), self.id);
        let tools = Arc::clone(&self.tools);
        self.desk.put(move |_| {
            if let Err(error) = store.save_partial_analysis(id, &analysis) {
                tools.trouble(&error);
            }
        });
    }

    fn end(self, end: End, finished: Option<(Arc<Analysis>, std::time::Duration)>) {
        let desk = self.desk.clone();
        desk.put(move |_| {
            if let Err(error) = self.settle(end, finished) {
                self.tools.outbox.send(Event::AnalysisEnded {
                    run: self.job.run,
                    end: End::Failed(journal::failure(error.explain(), Vec::new())),
                    history: history(&self.store, self.job.resume_id).unwrap_or_default(),
                });
            }
        });
    }

    /// Writes the end before it is shown, so that what looks finished is kept.
    fn settle(
        &self,
        end: End,
        finished: Option<(Arc<Analysis>, std::time::Duration)>,
    ) -> Result<(), StoreError> {
        let run = self.job.run;
        if let Some((analysis, ttft)) = finished {
            self.store.finish_analysis(self.id, &analysis)?;
            let provenance = &analysis.provenance;
            let figure = AnswerFigure {
                at_ms: journal::now_ms(),
                purpose: "analysis".to_owned(),
                link: provenance.link,
                model: provenance.model.clone().unwrap_or_default(),
                ttft_ms: ttft.as_millis().try_into().unwrap_or(u64::MAX),
                tokens_per_second: provenance.tokens_per_second,
                complete: true,
                n_fallbacks: u32::try_from(provenance.fallbacks.len()).unwrap_or(u32::MAX),
            };
            journal::keep_figure(&self.tools, &self.store, figure)?;
            let questions = chat::quick_questions(
                &self.tools,
                Some(Arc::clone(&self.job.resume)),
                Some(Arc::clone(&analysis)),
            );
            let outbox = &self.tools.outbox;
            outbox.send(Event::QuickQuestions(questions));
            outbox.send(Event::AnalysisGrew { run, analysis });
        } else if matches!(end, End::Failed(_)) {
            journal::keep_figure(
                &self.tools,
                &self.store,
                AnswerFigure {
                    at_ms: journal::now_ms(),
                    purpose: "analysis".to_owned(),
                    link: Link::Guide,
                    model: String::new(),
                    ttft_ms: 0,
                    tokens_per_second: None,
                    complete: false,
                    n_fallbacks: 0,
                },
            )?;
        }
        let history = history(&self.store, self.job.resume_id)?;
        self.tools
            .outbox
            .send(Event::AnalysisEnded { run, end, history });
        Ok(())
    }
}

pub(super) fn history(store: &Store, resume_id: i64) -> Result<Vec<AnalysisEntry>, StoreError> {
    Ok(store.analyses(resume_id)?.into_iter().map(entry).collect())
}

fn entry(row: AnalysisRow) -> AnalysisEntry {
    AnalysisEntry {
        id: row.id,
        title: row.title,
        match_percent: row.match_percent,
        complete: row.complete,
        created_ms: row.created_ms,
    }
}

pub(super) fn load(desk: &Desk, store: &Store, id: i64) -> Result<(), StoreError> {
    let resume: Option<i64> = store.get("resume")?;
    let Some(entry) = history(store, resume.unwrap_or_default())?
        .into_iter()
        .find(|entry| entry.id == id)
    else {
        return Err(StoreError::NotFound {
            what: "analysis".to_owned(),
        });
    };
    desk.tools.outbox.send(Event::AnalysisOpened {
        id,
        analysis: store.analysis(id)?.map(Arc::new),
        entry,
    });
    Ok(())
}

pub(super) fn delete(desk: &Desk, store: &Store, id: i64) -> Result<(), StoreError> {
    store.delete_analysis(id)?;
    let resume: Option<i64> = store.get("resume")?;
    desk.tools.outbox.send(Event::AnalysesListed(history(
        store,
        resume.unwrap_or_default(),
    )?));
    Ok(())
}
