//! The first link of the chain: a model on this machine.

use std::sync::Arc;

use futures_util::StreamExt;

use super::{DeltaStream, Provider};
use crate::chat::{Link, Request};
use crate::engine::{Constraint, Engine, Input, Prompt};
use crate::explain::LinkError;

/// A loaded model as a link. It needs no network, and it can go on exactly where another link broke off.
#[derive(Clone)]
pub struct Local {
    engine: Engine,
}

impl Local {
    pub const fn new(engine: Engine) -> Self {
        Self { engine }
    }

    pub const fn engine(&self) -> &Engine {
        &self.engine
    }
}

impl Provider for Local {
    fn link(&self) -> Link {
        Link::Local
    }

    fn model(&self) -> &str {
        &self.engine.info().name
    }

    fn answer(&self, request: Arc<Request>) -> DeltaStream {
        let prompt = Prompt::Chat {
            messages: request.messages.clone(),
            continue_from: request.continue_from.clone(),
        };
        let mut input = Input::new(prompt, request.sampling.clone(), request.max_tokens);
        input.stop.clone_from(&request.stop);
        input.constraint = request.pattern.clone().map(Constraint::Pattern);
        let deltas = self.engine.answer(input);
        Box::pin(deltas.map(|delta| delta.map_err(LinkError::Model)))
    }
}
