//! Résumés: reading a file, choosing one of several.

use std::sync::Arc;

use crate::app::command::Command;
use crate::app::effect::{Effect, Pick};
use crate::app::event::{Event, Picked};
use crate::app::state::{Page, Phase, State};
use crate::career::correction::Corrections;

impl State {
    pub(super) fn apply_to_resumes(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::BrowseResume => vec![Effect::Pick(Pick::Resume)],
            Command::OpenResume(id) => {
                let mut effects = self.go(Page::Analyzer);
                effects.push(Effect::LoadResume(id));
                effects
            }
            Command::DeleteResume(id) => {
                if self.resumes.open.as_ref().is_some_and(|open| open.id == id) {
                    let stop = self.drop_what_was_made();
                    self.resumes.open = None;
                    self.analyzer.history.clear();
                    return stop.into_iter().chain([Effect::DeleteResume(id)]).collect();
                }
                vec![Effect::DeleteResume(id)]
            }
            Command::Correct(correction) => self.correct(|known| known.set(correction)),
            Command::TakeBackCorrection(about) => self.correct(|known| known.take_back(&about)),
            Command::ImportResume(path) => self.read(Effect::ReadResume(path)),
            Command::PasteResume(text) => self.read(Effect::ReadPasted(text)),
            _ => Vec::new(),
        }
    }

    /// Asks for the skills that the open résumé may mean, by what was read and not by what was set right since.
    pub(super) fn suggest_skills(&self) -> Option<Effect> {
        self.resumes
            .open
            .as_ref()
            .map(|open| Effect::SuggestSkills {
                id: open.id,
                resume: Arc::clone(&open.source),
            })
    }

    /// Kept at once. Analyses made before stay as they were.
    fn correct(&mut self, change: impl FnOnce(&mut Corrections)) -> Vec<Effect> {
        let Some(open) = &mut self.resumes.open else {
            return Vec::new();
        };
        change(&mut open.corrections);
        open.correct();
        vec![Effect::SaveCorrections {
            resume: open.id,
            corrections: open.corrections.clone(),
        }]
    }

    /// One file is read at a time; what is dropped meanwhile is not read twice.
    fn read(&mut self, effect: Effect) -> Vec<Effect> {
        if self.resumes.reading.is_some() {
            return Vec::new();
        }
        self.resumes.error = None;
        self.resumes.reading = Some(match &effect {
            Effect::ReadResume(path) => path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            _ => "pasted text".to_owned(),
        });
        vec![effect]
    }

    pub(super) fn absorb_resumes(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Picked(Picked::Resume(path)) => return self.read(Effect::ReadResume(path)),
            Event::Picked(Picked::Model(path)) => return vec![Effect::CheckModel(path)],
            Event::ResumeRead { open, list } => {
                self.resumes.reading = None;
                self.resumes.list = list;
                let id = open.id;
                self.resumes.open = Some(open);
                let mut effects = self.drop_what_was_made();
                // Asks for the analyses this résumé already has, if it was read before.
                effects.push(Effect::LoadResume(id));
                return effects;
            }
            Event::ResumeFailed(explanation) => {
                self.resumes.reading = None;
                self.resumes.error = Some(explanation);
            }
            Event::ResumeOpened { open, history } => {
                let same = self
                    .resumes
                    .open
                    .as_ref()
                    .is_some_and(|now| now.id == open.id);
                let mut effects = if same {
                    Vec::new()
                } else {
                    self.resumes.suggested.clear();
                    self.drop_what_was_made()
                };
                self.resumes.open = Some(open);
                self.analyzer.history = history;
                effects.extend(self.suggest_skills());
                return effects;
            }
            Event::ResumesListed(list) => self.resumes.list = list,
            Event::SkillsSuggested { resume, skills } => {
                let open = self.resumes.open.as_ref().map(|open| open.id);
                if open == Some(resume) {
                    self.resumes.suggested = skills;
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// Takes away what was made from the résumé that was open.
    fn drop_what_was_made(&mut self) -> Vec<Effect> {
        let mut effects = self.drop_analysis();
        effects.extend(self.drop_wordings());
        effects
    }

    /// Takes the shown analysis away, because it belongs to another résumé; one that runs is stopped.
    fn drop_analysis(&mut self) -> Vec<Effect> {
        let busy = self.analyzer.phase.is_busy();
        self.analyzer.phase = Phase::Idle;
        self.analyzer.analysis = None;
        self.analyzer.analysis_id = None;
        self.analyzer.saved.clear();
        self.analyzer.run = self.next_number();
        if busy {
            vec![Effect::Cancel(crate::app::effect::Stream::Analysis)]
        } else {
            Vec::new()
        }
    }
}
