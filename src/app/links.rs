//! The links of the chain, made from settings, keys and what is installed.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt;

use crate::app::effect::Key;
use crate::app::redaction::redaction;
use crate::app::state::{ChosenModel, LinkStatus, LocalModel, Settings};
use crate::career::resume::Resume;
use crate::catalog::{self, Found};
use crate::chat::{Link, Request};
use crate::config::Config;
use crate::egress::redact::Redaction;
use crate::egress::{Egress, Ledger};
use crate::engine::gguf::{Header, Value};
use crate::engine::{Engine, LoadOptions, ModelFile};
use crate::explain::{Explain, LinkError, ModelError, StoreError};
use crate::private::Private;
use crate::provider::chain::Chain;
use crate::provider::local::Local;
use crate::provider::openai::{self, OpenAi, Patience};
use crate::provider::{DeltaStream, Provider};
use crate::store::Store;

/// The keys of the online links.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    pub openrouter: Option<Private<String>>,
    pub openrouter_backup: Option<Private<String>>,
    pub endpoint: Option<Private<String>>,
}

impl Keys {
    pub fn from_config(config: &Config) -> Self {
        Self {
            openrouter: config.openrouter_key.clone(),
            openrouter_backup: config.openrouter_key_backup.clone(),
            endpoint: None,
        }
    }

    /// The keys of the profile; the environment's serve where the profile has none.
    pub fn read(store: &Store, config: &Config) -> Result<Self, StoreError> {
        let kept = |which: Key| -> Result<Option<Private<String>>, StoreError> {
            Ok(store.get::<String>(which.name())?.map(Private::new))
        };
        let environment = Self::from_config(config);
        Ok(Self {
            openrouter: kept(Key::OpenRouter)?.or(environment.openrouter),
            openrouter_backup: environment.openrouter_backup,
            endpoint: kept(Key::Endpoint)?,
        })
    }
}

/// Makes links, and holds what outlives one answer: the chain's memory, the door, the loaded model.
pub struct Links {
    chain: Chain,
    egress: Egress,
    openrouter_url: String,
    slot: Arc<ModelSlot>,
}

impl Links {
    /// `loaded` is called with a model's name when it has come into memory.
    pub fn new(
        config: &Config,
        ledger: Arc<dyn Ledger>,
        loaded: impl Fn(&str) + Send + Sync + 'static,
    ) -> Self {
        Self {
            chain: Chain::new(),
            egress: Egress::new(config.offline, ledger),
            openrouter_url: config.openrouter_url.clone(),
            slot: Arc::new(ModelSlot {
                model: Mutex::default(),
                loaded: Box::new(loaded),
            }),
        }
    }

    pub const fn chain(&self) -> &Chain {
        &self.chain
    }

    pub fn set_consent(&self, yes: bool) {
        self.egress.set_consent(yes);
    }

    /// The links in the order in which they are asked, without the guide.
    pub fn build(
        &self,
        settings: &Settings,
        keys: &Keys,
        resume: Option<&Resume>,
    ) -> Vec<Arc<dyn Provider>> {
        let redaction = Arc::new(redaction(resume));
        let mut links: Vec<Arc<dyn Provider>> = Vec::new();
        if let Some(file) = model_file(settings) {
            links.push(Arc::new(LazyLocal::new(file, &self.slot)));
        }
        if !settings.endpoint_url.trim().is_empty() {
            links.push(self.online(
                Link::Endpoint,
                &settings.endpoint_url,
                &settings.endpoint_model,
                keys.endpoint.clone(),
                &redaction,
            ));
        }
        for key in [&keys.openrouter, &keys.openrouter_backup]
            .into_iter()
            .flatten()
        {
            let models = settings.openrouter_models.iter().map(|model| model.trim());
            for model in models.filter(|model| !model.is_empty()) {
                links.push(self.online(
                    Link::OpenRouter,
                    &self.openrouter_url,
                    model,
                    Some(key.clone()),
                    &redaction,
                ));
            }
        }
        links
    }

    fn online(
        &self,
        link: Link,
        base_url: &str,
        model: &str,
        key: Option<Private<String>>,
        redaction: &Arc<Redaction>,
    ) -> Arc<dyn Provider> {
        Arc::new(OpenAi::new(openai::Config {
            link,
            base_url: base_url.trim().trim_end_matches('/').to_owned(),
            model: model.to_owned(),
            key,
            egress: self.egress.clone(),
            redaction: Arc::clone(redaction),
            patience: Patience::default(),
        }))
    }

    /// Which link could answer now, and why the others could not.
    pub fn status(&self, settings: &Settings, keys: &Keys) -> Vec<LinkStatus> {
        Link::ALL
            .into_iter()
            .map(|link| {
                let (ready, detail) = self.readiness(link, settings, keys);
                LinkStatus {
                    link,
                    ready,
                    detail,
                }
            })
            .collect()
    }

    fn readiness(&self, link: Link, settings: &Settings, keys: &Keys) -> (bool, String) {
        let consent = self.egress.has_consent();
        match link {
            Link::Local => match model_file(settings) {
                None => (false, "No model is chosen.".to_owned()),
                Some(file) => match catalog::check(&file) {
                    Ok(()) => (true, file.name()),
                    Err(error) => (false, error.explain().what),
                },
            },
            Link::Endpoint => {
                let url = settings.endpoint_url.trim();
                if url.is_empty() {
                    (false, "No endpoint is set up.".to_owned())
                } else {
                    match self.egress.check_address(url) {
                        Ok(()) => (true, url.to_owned()),
                        Err(error) => (false, error.explain().why),
                    }
                }
            }
            Link::OpenRouter => {
                if !consent {
                    (false, "Online models are switched off.".to_owned())
                } else if keys.openrouter.is_none() && keys.openrouter_backup.is_none() {
                    (false, "No key is stored.".to_owned())
                } else {
                    let n = settings.openrouter_models.len();
                    (n > 0, format!("{n} models in order"))
                }
            }
            Link::Guide => (true, "Always answers, without a model.".to_owned()),
        }
    }
}

/// The file of the model that answers first.
fn model_file(settings: &Settings) -> Option<ModelFile> {
    match &settings.model {
        ChosenModel::BuiltIn => Some(catalog::built_in()),
        ChosenModel::File(path) => Some(ModelFile::Path(path.clone())),
        ChosenModel::None => None,
    }
}

/// The model in memory. One at a time: a second one rarely fits beside the first.
struct ModelSlot {
    model: Mutex<Option<(ModelFile, Engine)>>,
    loaded: Box<dyn Fn(&str) + Send + Sync>,
}

impl ModelSlot {
    /// The engine for this file, loaded if it is not in memory yet, and for as long as it is wanted. Blocks while it
    /// loads.
    fn engine(&self, file: &ModelFile, wanted: &dyn Fn() -> bool) -> Result<Engine, ModelError> {
        // A panic while loading leaves the slot as it was, which is still right.
        let mut slot = self.model.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((loaded, engine)) = &*slot
            && loaded == file
        {
            return Ok(engine.clone());
        }
        *slot = None;
        let observer = |_| match wanted() {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        };
        let engine = Engine::load_observed(file, &LoadOptions::default(), &observer)?;
        *slot = Some((file.clone(), engine.clone()));
        (self.loaded)(&file.name());
        Ok(engine)
    }
}

/// The local model as a link that is loaded when it is first asked.
struct LazyLocal {
    file: ModelFile,
    name: String,
    slot: Arc<ModelSlot>,
}

impl LazyLocal {
    fn new(file: ModelFile, slot: &Arc<ModelSlot>) -> Self {
        Self {
            name: file.name(),
            file,
            slot: Arc::clone(slot),
        }
    }
}

impl Provider for LazyLocal {
    fn link(&self) -> Link {
        Link::Local
    }

    fn model(&self) -> &str {
        &self.name
    }

    fn answer(&self, request: Arc<Request>) -> DeltaStream {
        let (file, slot) = (self.file.clone(), Arc::clone(&self.slot));
        let loading = async move {
            // Gone when the stream is dropped before the model is there.
            let listener = Arc::new(());
            let listening = Arc::downgrade(&listener);
            let load = move || slot.engine(&file, &|| listening.strong_count() > 0);
            let loaded = tokio::task::spawn_blocking(load).await;
            drop(listener);
            let engine = match loaded {
                Ok(engine) => engine,
                Err(error) => Err(ModelError::Failed {
                    detail: error.to_string(),
                }),
            };
            match engine {
                Ok(engine) => Local::new(engine).answer(request),
                Err(error) => futures_util::stream::iter([Err(LinkError::Model(error))]).boxed(),
            }
        };
        futures_util::stream::once(loading).flatten().boxed()
    }
}

/// A file found on this machine as the Models page shows it.
pub(super) fn local_model(found: Found) -> LocalModel {
    let mut model = LocalModel {
        name: ModelFile::from(found.path.as_path()).name(),
        bytes: found.bytes,
        place: found.place.to_owned(),
        architecture: String::new(),
        window: None,
        fit: String::new(),
        can_run: false,
        path: found.path,
    };
    match Header::read(&model.path) {
        Err(error) => model.fit = error.explain().sentence(),
        Ok(header) => {
            header.architecture().clone_into(&mut model.architecture);
            model.window = header
                .arch_value("context_length")
                .and_then(Value::as_u64)
                .and_then(|window| u32::try_from(window).ok());
            match catalog::fit(&header) {
                Ok(fit) => {
                    model.can_run = fit.has_room();
                    model.fit = fit.sentence();
                }
                Err(error) => model.fit = error.explain().sentence(),
            }
        }
    }
    model
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
pub(super) mod tests {
    use super::*;
    use crate::chat::{Delta, Purpose};
    use crate::egress::Sent;
    use crate::prompt::Given;
    use crate::prompt::career::step;

    struct NoBook;

    impl Ledger for NoBook {
        fn record(&self, _: &Sent) -> bool {
            panic!("nothing leaves");
        }
    }

    /// Links of a program that may not go online and keeps nothing.
    pub(in crate::app) fn links() -> Links {
        let config = Config {
            home: "/nowhere".into(),
            offline: true,
            profile: None,
            passphrase: None,
            openrouter_key: None,
            openrouter_key_backup: None,
            openrouter_url: String::new(),
        };
        Links::new(&config, Arc::new(NoBook), |_| {})
    }

    fn built(model: ChosenModel) -> Vec<Arc<dyn Provider>> {
        let settings = Settings {
            model,
            ..Settings::default()
        };
        links().build(&settings, &Keys::default(), None)
    }

    #[test]
    fn the_chosen_model_is_asked_first() {
        let named = |model| {
            let links = built(model);
            let names = links
                .iter()
                .map(|link| (link.link(), link.model().to_owned()));
            names.collect::<Vec<_>>()
        };
        let local = |name: &str| vec![(Link::Local, name.to_owned())];
        assert_eq!(named(ChosenModel::BuiltIn), local("built-in"));
        let file = ChosenModel::File("/models/Qwen3-1.7B-Q4_K_M.gguf".into());
        assert_eq!(named(file), local("Qwen3-1.7B-Q4_K_M"));
        assert_eq!(named(ChosenModel::None), []);
    }

    #[test]
    fn a_model_nobody_waits_for_is_not_loaded() {
        let slot = links().slot;
        let file = catalog::built_in();
        assert_eq!(
            slot.engine(&file, &|| false).err(),
            Some(ModelError::Cancelled)
        );
        assert!(slot.engine(&file, &|| true).is_ok());
        assert!(slot.engine(&file, &|| false).is_ok(), "it is there already");
    }

    #[test]
    fn the_built_in_model_answers_a_step_in_its_form() {
        let fact = Given {
            label: "occupation".to_owned(),
            text: "median pay $48,120 a year".to_owned(),
            ids: vec![1],
        };
        let request = Request {
            // Enough for a beginning: a program built for tests computes slowly.
            max_tokens: 6,
            ..step(Purpose::Explore, "outlook", "Pavers", &[fact])
        };
        let link = built(ChosenModel::BuiltIn).remove(0);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let deltas: Vec<_> = runtime.block_on(link.answer(Arc::new(request)).collect());
        assert!(
            matches!(deltas.last(), Some(Ok(Delta::Done(_)))),
            "{deltas:?}"
        );
        let texts = deltas.into_iter().filter_map(|delta| match delta {
            Ok(Delta::Text(text)) => Some(text),
            _ => None,
        });
        let text: String = texts.collect();
        assert!(text.starts_with("[1] ") && text.len() > 8, "{text}");
    }
}
