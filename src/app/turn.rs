//! The next turn of a conversation: what is asked, and of whom.

use std::sync::Arc;

use crate::advisor::guide::Guide;
use crate::advisor::mentor::{MentorContext, Phrased, mentor_request};
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
    /// The built-in model is too small for a conversation: it is only asked to put facts of the guide's answer into words.
    pub fn new(
        links: &Links,
        settings: &Settings,
        keys: &Keys,
        context: &MentorContext,
        history: &[Message],
    ) -> Self {
        let (mut request, reply) = mentor_request(context, history);
        request.max_tokens = settings.max_tokens;
        request.sampling.temperature = settings.temperature;
        let mut providers = links.build(settings, keys, context.resume.as_deref());
        if settings.model == ChosenModel::BuiltIn {
            let phrasing = |provider: Arc<dyn Provider>| match provider.link() {
                Link::Local => Phrased::new(provider, &reply)
                    .map(|phrased| Arc::new(phrased) as Arc<dyn Provider>),
                _ => Some(provider),
            };
            providers = providers.into_iter().filter_map(phrasing).collect();
        }
        providers.push(Arc::new(Guide::in_paragraphs(reply.pieces())));
        Self {
            request,
            links: providers,
        }
    }
}
