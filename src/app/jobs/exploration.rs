//! The explorer's searches and write-ups.

use std::sync::Arc;

use futures_util::StreamExt;
use tokio_util::sync::CancellationToken;

use crate::advisor::explore::{self, ExplorationEvent, ExplorationStream};
use crate::app::effect::{ExplorationJob, Stream};
use crate::app::event::{End, Event};
use crate::app::jobs::desk::{Desk, Sender};
use crate::app::jobs::{Tools, chat, journal, settings};
use crate::app::state::{Gap, OccupationHit, Routes};
use crate::atlas::AS_OF;
use crate::career::occupation::Occupation;
use crate::career::resume::Resume;
use crate::career::route::{self, Bearings, Stop};
use crate::career::score::{self, Target};
use crate::explain::Explain;
use crate::store::Store;

/// How many hits the search list shows.
const MAX_HITS: usize = 12;
/// How many skills the gap names on either side.
const MAX_GAP: usize = 12;

/// Builds the index of the search, so that the first letters typed find something as fast as the next.
pub(super) fn prepare(tools: &Tools) {
    let atlas = tools.atlas;
    tools
        .runtime
        .spawn_blocking(move || drop(atlas.search("work", 1)));
}

pub(super) fn search(tools: &Arc<Tools>, run: u64, query: String) {
    let tools = Arc::clone(tools);
    let runtime = tools.runtime.clone();
    runtime.spawn_blocking(move || {
        let hits = tools
            .atlas
            .search(&query, MAX_HITS)
            .into_iter()
            .map(|hit| OccupationHit {
                code: hit.code,
                title: hit.title,
                matched: hit.matched,
            })
            .collect();
        tools.outbox.send(Event::Found { run, hits });
    });
}

pub(super) fn load(tools: &Arc<Tools>, code: String, resume: Option<Arc<Resume>>) {
    let tools = Arc::clone(tools);
    let runtime = tools.runtime.clone();
    runtime.spawn_blocking(move || {
        let Some(occupation) = tools.atlas.by_code(&code) else {
            return;
        };
        let related = occupation
            .related
            .iter()
            .filter_map(|code| tools.atlas.by_code(code))
            .map(|other| (other.code.clone(), other.title.clone()))
            .collect();
        tools.outbox.send(Event::OccupationOpened {
            related,
            gap: resume
                .as_ref()
                .map(|resume| gap(&tools, resume, occupation)),
            routes: resume.and_then(|resume| routes(&tools, &resume, occupation)),
            occupation: Arc::new(occupation.clone()),
        });
    });
}

fn gap(tools: &Tools, resume: &Resume, occupation: &Occupation) -> Gap {
    let target = Target {
        role: &occupation.title,
        occupation: Some(occupation),
        requirements: &[],
    };
    let score = score::score(resume, &target, tools.atlas.vocabulary(), AS_OF);
    let names = |skills: &[score::SkillFact]| {
        skills
            .iter()
            .take(MAX_GAP)
            .map(|skill| skill.name.clone())
            .collect()
    };
    Gap {
        match_percent: score.match_percent(),
        have: names(&score.have),
        missing: names(&score.missing),
    }
}

/// Ways from what the person does today: the occupation that the latest title of the résumé means, or else the one
/// that the résumé fits best.
fn routes(tools: &Tools, resume: &Resume, to: &Occupation) -> Option<Routes> {
    let atlas = tools.atlas;
    let (occupations, vocabulary) = (atlas.occupations(), atlas.vocabulary());
    let meant = route::latest_title(resume).and_then(|title| Some((title, atlas.resolve(title)?)));
    let (held, from) = match meant {
        Some((title, occupation)) => (Some(title.to_owned()), occupation),
        None => {
            let best = score::best_fit(resume, occupations, vocabulary, AS_OF, 1);
            (None, &occupations[best.first()?.0])
        }
    };
    let bearings = Bearings::new(resume, vocabulary, AS_OF);
    Some(Routes {
        found: route::routes(occupations, &from.code, &to.code, Some(&bearings)),
        from: Stop {
            code: from.code.clone(),
            title: from.title.clone(),
        },
        held,
        chosen: 0,
    })
}

pub(super) fn start(desk: &mut Desk, job: ExplorationJob, cancel: CancellationToken) {
    let Some(store) = desk.store.clone() else {
        return;
    };
    let tools = Arc::clone(&desk.tools);
    let keys = match settings::keys(&tools, &store) {
        Ok(keys) => keys,
        Err(error) => {
            return tools.outbox.send(Event::ExplorationEnded {
                run: job.run,
                end: End::Failed(journal::failure(error.explain(), Vec::new())),
            });
        }
    };
    let links = tools
        .links
        .build(&job.settings, &keys, job.resume.as_deref());
    let stream = explore::write_up(
        tools.atlas,
        &job.occupation,
        job.resume.as_deref(),
        tools.links.chain(),
        links,
    );
    let runtime = tools.runtime.clone();
    let desk = desk.sender.clone();
    runtime.spawn(follow(tools, desk, store, job.run, stream, cancel));
}

async fn follow(
    tools: Arc<Tools>,
    desk: Sender,
    store: Arc<Store>,
    run: u64,
    mut stream: ExplorationStream,
    cancel: CancellationToken,
) {
    let end = loop {
        let next = tokio::select! {
            biased;
            () = cancel.cancelled() => break End::Stopped,
            next = stream.next() => next,
        };
        match next {
            Some(Ok(ExplorationEvent::Text(text))) => {
                tools.outbox.send(Event::ExplorationGrew { run, text });
            }
            Some(Ok(ExplorationEvent::Trying { link, model })) => {
                tools.outbox.send(Event::Trying {
                    stream: Stream::Exploration,
                    run,
                    link,
                    model,
                });
            }
            Some(Ok(ExplorationEvent::Done { text, answered })) => {
                tools.outbox.send(Event::ExplorationGrew { run, text });
                if let Some(answered) = answered {
                    let figure = chat::figure("explore", &journal::answered(&answered));
                    let (store, tools) = (Arc::clone(&store), Arc::clone(&tools));
                    desk.put(move |_| {
                        if let Err(error) = journal::keep_figure(&tools, &store, figure) {
                            tools.trouble(&error);
                        }
                    });
                }
                break End::Done;
            }
            Some(Err(error)) => break End::Failed(journal::chain_failure(&error.fallbacks)),
            None => break End::Stopped,
        }
    };
    tools.outbox.send(Event::ExplorationEnded { run, end });
}
