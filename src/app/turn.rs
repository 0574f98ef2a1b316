//! The next turn of a conversation: what is asked, and of whom.

use std::sync::Arc;

use crate::advisor::mentor::{MentorContext, mentor_request};
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
    /// The built-in model is not asked: what it says of a person is true, and beside what they wanted to know.
    pub fn new(
        links: &Links,
        settings: &Settings,
        keys: &Keys,
        context: &MentorContext,
        history: &[Message],
    ) -> Self {
        let (mut request, guide) = mentor_request(context, history);
        request.max_tokens = settings.max_tokens;
        request.sampling.temperature = settings.temperature;
        let mut providers = links.build(settings, keys, context.resume.as_deref());
        if settings.model == ChosenModel::BuiltIn {
            providers.retain(|provider| provider.link() != Link::Local);
        }
        providers.push(guide);
        Self {
            request,
            links: providers,
        }
    }
}
