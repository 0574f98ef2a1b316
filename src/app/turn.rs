//! The next turn of a conversation: what is asked, and of whom.

use std::sync::Arc;

use crate::advisor::mentor::{Grounded, MentorContext, Room, mentor_request};
use crate::app::links::{Keys, Links};
use crate::app::state::{ChosenModel, Settings};
use crate::chat::{Link, Message, Request};
use crate::provider::Provider;

/// One question to the mentor.
pub struct Turn {
    pub request: Request,
    /// In the order in which they are asked, the guide last.
    pub links: Vec<Arc<dyn Provider>>,
}

impl Turn {
    /// The built-in model is given less to read, and only an answer that keeps to that is taken from it.
    pub fn new(
        links: &Links,
        settings: &Settings,
        keys: &Keys,
        context: &MentorContext,
        history: &[Message],
    ) -> Self {
        let is_small = settings.model == ChosenModel::BuiltIn;
        let room = if is_small { Room::Small } else { Room::Large };
        let (mut request, guide) = mentor_request(context, history, room);
        request.max_tokens = settings.max_tokens;
        request.sampling.temperature = settings.temperature;
        let mut providers = links.build(settings, keys, context.resume.as_deref());
        if is_small {
            for provider in &mut providers {
                if provider.link() == Link::Local {
                    let inner = Arc::clone(provider);
                    *provider = Arc::new(Grounded::new(inner, context, &request));
                }
            }
        }
        providers.push(guide);
        Self {
            request,
            links: providers,
        }
    }
}
