//! `aspiro chat [TEXT] [-m MODEL]`: one answer, or a conversation line by line.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use futures_util::StreamExt;

use crate::advisor::mentor::MentorContext;
use crate::atlas::Atlas;
use crate::chat::{Message, Speaker};
use crate::cli::session::Session;
use crate::cli::{CANCELLED, FAILED, complain};
use crate::config::Config;
use crate::explain::Explain;
use crate::provider::chain::ChainEvent;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The question; without it a conversation begins, one line a question
    text: Option<String>,
    /// A GGUF file to ask first; the model that comes with the program only words what the guide chooses
    #[arg(short, long)]
    model: Option<PathBuf>,
}

pub fn run(args: Args) -> Result<u8> {
    let session = match Session::open(&Config::from_env(), args.model) {
        Ok(session) => session,
        Err(error) => return complain(&error.explain()),
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let context = context(&session);
    let mut history = Vec::new();
    if let Some(text) = args.text {
        return runtime.block_on(turn(&session, &context, &mut history, text));
    }
    let interactive = io::stdin().is_terminal();
    loop {
        if interactive {
            write!(io::stderr(), "> ")?;
        }
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            return Ok(0);
        }
        if line.trim().is_empty() {
            continue;
        }
        let code = runtime.block_on(turn(
            &session,
            &context,
            &mut history,
            line.trim().to_owned(),
        ))?;
        if code != 0 && !interactive {
            return Ok(code);
        }
    }
}

/// The profile's résumé, last analysis and paths, if a profile is open.
fn context(session: &Session) -> MentorContext {
    let store = session.store.as_ref();
    let resume: Option<i64> = store.and_then(|store| store.get("resume").ok().flatten());
    let analysis = store.and_then(|store| {
        let row = store.analyses(resume?).ok()?.into_iter().next()?;
        store.analysis(row.id).ok()?
    });
    MentorContext {
        atlas: Atlas::get(),
        resume: resume
            .and_then(|id| {
                let store = store?;
                let mut read = store.resume(id).ok()?;
                read.skills_found = Atlas::get().vocabulary().find(&read.text);
                Some(store.corrections(id).ok()?.apply(&read))
            })
            .map(Arc::new),
        analysis: analysis.map(Arc::new),
        paths: store
            .and_then(|store| store.paths().ok())
            .unwrap_or_default(),
    }
}

async fn turn(
    session: &Session,
    context: &MentorContext,
    history: &mut Vec<Message>,
    text: String,
) -> Result<u8> {
    history.push(Message::new(Speaker::User, text));
    let turn = session.turn(context, history);
    let mut stream = session.links.chain().answer(turn.links, turn.request);
    let mut answer = String::new();
    let mut out = io::stdout();
    loop {
        let event = tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => return Ok(CANCELLED),
            event = stream.next() => event,
        };
        match event {
            Some(Ok(ChainEvent::Text(piece))) => {
                write!(out, "{piece}")?;
                out.flush()?;
                answer.push_str(&piece);
            }
            Some(Ok(ChainEvent::Failed(fallback, _))) => writeln!(io::stderr(), "({fallback})")?,
            Some(Ok(ChainEvent::Done(_))) | None => break,
            Some(Ok(ChainEvent::Trying { .. } | ChainEvent::StartOver)) => {}
            Some(Err(error)) => {
                let attempts: Vec<String> =
                    error.fallbacks.iter().map(ToString::to_string).collect();
                writeln!(io::stderr(), "No link answered: {}.", attempts.join(", "))?;
                return Ok(FAILED);
            }
        }
    }
    writeln!(out)?;
    history.push(Message::new(Speaker::Assistant, answer));
    Ok(0)
}
