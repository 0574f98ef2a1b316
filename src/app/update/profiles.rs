//! Profiles: listing, unlocking, locking.

use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::event::{Event, Opened};
use crate::app::state::{
    Analyzer, Explorer, Mentor, Page, Paths, Performance, Phase, Resumes, State,
};

impl State {
    pub(super) fn apply_to_profiles(&mut self, command: Command) -> Vec<Effect> {
        if self.profiles.busy {
            return Vec::new();
        }
        let effect = match command {
            Command::CreateProfile { name, passphrase } => {
                Effect::CreateProfile { name, passphrase }
            }
            Command::Unlock { name, passphrase } => Effect::Unlock { name, passphrase },
            Command::OpenDemo => Effect::OpenDemo,
            Command::DeleteProfile { name } => {
                let mut effects = Vec::new();
                if self.profiles.open.as_deref() == Some(name.as_str()) {
                    self.close();
                    effects.push(Effect::Lock);
                }
                effects.push(Effect::DeleteProfile { name });
                return effects;
            }
            _ => {
                self.close();
                return vec![Effect::Lock, Effect::ListProfiles];
            }
        };
        self.profiles.busy = true;
        self.profiles.error = None;
        vec![effect]
    }

    pub(super) fn absorb_profiles(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::ProfilesListed(known) => self.profiles.known = known,
            Event::ProfileFailed(explanation) => {
                self.profiles.busy = false;
                self.profiles.error = Some(explanation);
            }
            Event::ProfileOpened(opened) => {
                self.open(*opened);
                return [Effect::FindModels]
                    .into_iter()
                    .chain(self.suggest_skills())
                    .collect();
            }
            _ => {}
        }
        Vec::new()
    }

    /// Forgets everything that belongs to the open profile.
    fn close(&mut self) {
        let known = std::mem::take(&mut self.profiles.known);
        *self = Self {
            data_folder: self.data_folder.take(),
            attribution: self.attribution,
            counter: self.counter,
            page: Page::Unlock,
            ..Self::default()
        };
        self.profiles.known = known;
    }

    fn open(&mut self, opened: Opened) {
        self.close();
        self.profiles.open = Some(opened.name);
        self.page = match opened.page {
            Page::Unlock => Page::Home,
            page => page,
        };
        self.settings = opened.settings;
        self.paths = Paths {
            list: opened.paths,
            ..Paths::default()
        };
        self.resumes = Resumes {
            list: opened.resumes,
            open: opened.open_resume,
            ..Resumes::default()
        };
        self.analyzer = Analyzer {
            goal: opened.goal,
            role: opened.role,
            job: opened.job,
            history: opened.history,
            ..Analyzer::default()
        };
        if let Some((entry, analysis)) = opened.analysis {
            self.show_analysis(&entry, analysis);
        }
        self.explorer = Explorer::default();
        self.mentor = Mentor {
            chats: opened.chats,
            draft: opened.draft,
            quick_questions: opened.quick_questions,
            ..Mentor::default()
        };
        if let Some((id, messages)) = opened.chat {
            self.mentor.phase = match messages.last() {
                Some(last) if !last.complete => Phase::Interrupted,
                _ => Phase::Idle,
            };
            self.mentor.open = Some(id);
            self.mentor.messages = messages;
        }
        self.performance = Performance {
            answers: opened.answers,
        };
        self.ledger = opened.ledger;
        self.chain = opened.chain;
    }
}
