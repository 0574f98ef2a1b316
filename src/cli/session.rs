//! What a command needs of the program: links, settings, and a profile if one is named.

use std::path::PathBuf;
use std::sync::Arc;

use crate::advisor::mentor::MentorContext;
use crate::app::links::{Keys, Links};
use crate::app::state::{ChosenModel, Settings};
use crate::app::turn::Turn;
use crate::career::resume::Resume;
use crate::catalog;
use crate::chat::{Link, Message};
use crate::config::Config;
use crate::egress::{Ledger, Sent};
use crate::engine::ModelFile;
use crate::explain::StoreError;
use crate::provider::Provider;
use crate::store::{Store, Vault};

/// Opens no profile unless `ASPIRO_PROFILE` names one; without a profile nothing may leave the machine.
pub struct Session {
    pub links: Links,
    pub settings: Settings,
    pub store: Option<Arc<Store>>,
    keys: Keys,
}

impl Session {
    pub fn open(config: &Config, model: Option<PathBuf>) -> Result<Self, StoreError> {
        let store = match &config.profile {
            Some(name) => {
                let vault = Vault::new(config.home.clone());
                Some(Arc::new(vault.unlock(name, config.passphrase.as_ref())?))
            }
            None => None,
        };
        let (keys, mut settings) = match &store {
            Some(store) => (
                Keys::read(store, config)?,
                store.get::<Settings>("settings")?.unwrap_or_default(),
            ),
            None => (Keys::from_config(config), Settings::default()),
        };
        if let Some(path) = model {
            settings.model = match catalog::named(path) {
                ModelFile::Embedded { .. } => ChosenModel::BuiltIn,
                ModelFile::Path(path) => ChosenModel::File(path),
            };
        }
        let links = Links::new(config, Arc::new(Book(store.clone())), |_| {});
        links.set_consent(settings.online);
        Ok(Self {
            links,
            settings,
            store,
            keys,
        })
    }

    /// The links without the guide; only those of one kind if `only` says so.
    pub fn providers(&self, only: Option<Link>, resume: Option<&Resume>) -> Vec<Arc<dyn Provider>> {
        let mut providers = self.links.build(&self.settings, &self.keys, resume);
        if let Some(only) = only {
            providers.retain(|provider| provider.link() == only);
        }
        providers
    }

    /// The next turn of a conversation with the mentor.
    pub fn turn(&self, context: &MentorContext, history: &[Message]) -> Turn {
        Turn::new(&self.links, &self.settings, &self.keys, context, history)
    }

    pub fn status(&self) -> Vec<crate::app::state::LinkStatus> {
        self.links.status(&self.settings, &self.keys)
    }
}

/// Writes what leaves into the open profile. Without one nothing leaves: consent is a profile's setting.
struct Book(Option<Arc<Store>>);

impl Ledger for Book {
    fn record(&self, sent: &Sent) -> bool {
        let purpose = sent.purpose.as_str();
        self.0
            .as_ref()
            .is_some_and(|store| store.add_ledger(&sent.host, sent.bytes, purpose).is_ok())
    }
}
