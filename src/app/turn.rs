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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::links::tests::links;
    use crate::atlas::Atlas;
    use crate::chat::Speaker;

    /// Who is asked, in order, where an endpoint is set up as well.
    fn asked(model: ChosenModel, question: &str) -> Vec<Link> {
        let settings = Settings {
            model,
            endpoint_url: "http://127.0.0.1:1".to_owned(),
            ..Settings::default()
        };
        let context = MentorContext {
            atlas: Atlas::get(),
            resume: None,
            analysis: None,
            paths: Vec::new(),
        };
        let history = [Message::new(Speaker::User, question)];
        let turn = Turn::new(&links(), &settings, &Keys::default(), &context, &history);
        assert_eq!(turn.request.max_tokens, settings.max_tokens);
        turn.links.iter().map(|link| link.link()).collect()
    }

    #[test]
    fn the_built_in_model_is_asked_only_where_it_can_put_facts_into_words() {
        let all = [Link::Local, Link::Endpoint, Link::Guide];
        let pay = "What does a registered nurse earn?";
        let letter = "Write me a cover letter";
        assert_eq!(asked(ChosenModel::BuiltIn, pay), all);
        assert_eq!(asked(ChosenModel::BuiltIn, letter), all[1..]);
        let larger = || ChosenModel::File("/models/Qwen3-1.7B-Q4_K_M.gguf".into());
        assert_eq!(asked(larger(), pay), all);
        assert_eq!(asked(larger(), letter), all);
        assert_eq!(asked(ChosenModel::None, pay), all[1..]);
    }
}
