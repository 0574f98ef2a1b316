//! Settings, models, and what the program measures about itself.

use crate::app::command::Command;
use crate::app::effect::{Effect, Key, Pick};
use crate::app::event::Event;
use crate::app::state::{ChosenModel, Settings, State, Tone};

impl State {
    pub(super) fn apply_to_settings(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::RefreshModels => {
                self.models.searching = true;
                vec![Effect::FindModels]
            }
            Command::BrowseModel => vec![Effect::Pick(Pick::Model)],
            Command::ImportModel(path) => {
                self.models.error = None;
                vec![Effect::CheckModel(path)]
            }
            Command::ChooseModel(model) => self.choose_model(model),
            Command::ChangeSettings(settings) => self.change_settings(*settings),
            Command::SetOpenRouterKey(value) => {
                self.settings.has_openrouter_key = !value.expose().is_empty();
                self.save_key(Key::OpenRouter, value)
            }
            Command::SetEndpointKey(value) => {
                self.settings.has_endpoint_key = !value.expose().is_empty();
                self.save_key(Key::Endpoint, value)
            }
            _ => Vec::new(),
        }
    }

    fn save_key(&self, which: Key, value: crate::private::Private<String>) -> Vec<Effect> {
        vec![
            Effect::SaveKey { which, value },
            Effect::SaveSettings(Box::new(self.settings.clone())),
        ]
    }

    fn choose_model(&mut self, model: ChosenModel) -> Vec<Effect> {
        self.settings.model = model;
        vec![Effect::SaveSettings(Box::new(self.settings.clone()))]
    }

    fn change_settings(&mut self, settings: Settings) -> Vec<Effect> {
        self.settings = Settings {
            text_scale: settings.text_scale.clamp(0.8, 2.0),
            temperature: settings.temperature.clamp(0.0, 2.0),
            max_tokens: settings.max_tokens.clamp(64, 8192),
            ..settings
        };
        vec![Effect::SaveSettings(Box::new(self.settings.clone()))]
    }

    pub(super) fn absorb_settings(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::ModelsFound(found) => {
                self.models.found = found;
                self.models.searching = false;
            }
            Event::ModelChecked { path, problem } => match problem {
                None => {
                    self.tell(Tone::Good, "The model is ready and will be asked first.");
                    let mut effects = self.choose_model(ChosenModel::File(path));
                    effects.push(Effect::FindModels);
                    return effects;
                }
                Some(explanation) => self.models.error = Some(explanation),
            },
            Event::ModelLoaded(name) => self.models.loaded = Some(name),
            Event::Chain(chain) => self.chain = chain,
            Event::Ledger(ledger) => self.ledger = ledger,
            Event::Answer(figure) => self.performance.answers.push(figure),
            _ => {}
        }
        Vec::new()
    }
}
