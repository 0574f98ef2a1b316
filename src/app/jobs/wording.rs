//! Asking the chain for a better wording of one line of a résumé.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::advisor::rewrite::{Missing, Rewritten, rewrite};
use crate::app::effect::WordingJob;
use crate::app::event::Event;
use crate::app::jobs::desk::Desk;
use crate::app::jobs::settings;
use crate::app::state::Wording;
use crate::career::resume::Span;
use crate::explain::Explain;

pub(super) fn start(desk: &Desk, job: WordingJob, cancel: CancellationToken) {
    let tools = Arc::clone(&desk.tools);
    let run = job.run;
    let stopped = Event::WordingStopped { run };
    let Some(store) = &desk.store else {
        return tools.outbox.send(stopped);
    };
    let keys = match settings::keys(&tools, store) {
        Ok(keys) => keys,
        Err(error) => {
            tools.trouble(&error);
            return tools.outbox.send(stopped);
        }
    };
    let links = tools.links.build(&job.settings, &keys, Some(&job.resume));
    let runtime = tools.runtime.clone();
    runtime.spawn(async move {
        let chain = tools.links.chain();
        let rewriting = rewrite(tools.atlas, &job.text, &job.role, chain, links);
        tools.outbox.send(tokio::select! {
            biased;
            () = cancel.cancelled() => stopped,
            rewritten = rewriting => Event::WordingSuggested {
                run,
                wording: wording(job.line, rewritten),
            },
        });
    });
}

fn wording(line: Span, rewritten: Rewritten) -> Wording {
    Wording {
        line,
        text: rewritten.text,
        link: rewritten.link,
        advice: rewritten.missing.into_iter().map(Missing::advice).collect(),
        refused: rewritten.refused.map(|refusal| refusal.explain()),
    }
}
