//! How `State` changes: a command or an event goes in, effects come out. No I/O, no clock.

mod analysis;
mod explorer;
mod mentor;
mod paths;
mod profiles;
mod resumes;
mod settings;
#[cfg(test)]
mod tests;
mod wording;

pub(super) use mentor::draft_key;

use crate::app::command::Command;
use crate::app::effect::{Effect, Stream};
use crate::app::event::Event;
use crate::app::state::{Notice, Page, Phase, State, Tone};
use crate::explain::Explanation;

/// How many notices the corner of the window holds.
const MAX_NOTICES: usize = 4;

impl State {
    /// Does what a page asked for, as far as that needs no I/O, and returns what does.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Go(page) => self.go(page),
            Command::DismissNotice(id) => {
                self.notices.retain(|notice| notice.id != id);
                Vec::new()
            }
            Command::CreateProfile { .. }
            | Command::Unlock { .. }
            | Command::OpenDemo
            | Command::Lock
            | Command::DeleteProfile { .. } => self.apply_to_profiles(command),
            Command::BrowseResume
            | Command::ImportResume(_)
            | Command::PasteResume(_)
            | Command::OpenResume(_)
            | Command::DeleteResume(_)
            | Command::Correct(_)
            | Command::TakeBackCorrection(_) => self.apply_to_resumes(command),
            Command::SuggestWording(_) | Command::StopWording | Command::DismissWording(_) => {
                self.apply_to_wording(command)
            }
            Command::SetGoal(_)
            | Command::SetRole(_)
            | Command::SetJob(_)
            | Command::Analyze
            | Command::StopAnalysis
            | Command::OpenAnalysis(_)
            | Command::DeleteAnalysis(_)
            | Command::SaveSuggestion(_) => self.apply_to_analysis(command),
            Command::SearchOccupations(_)
            | Command::OpenOccupation(_)
            | Command::WriteExploration
            | Command::StopExploration
            | Command::SaveOccupation
            | Command::ChooseRoute(_)
            | Command::SaveRoute
            | Command::DiscussOccupation => self.apply_to_explorer(command),
            Command::NewChat
            | Command::OpenChat(_)
            | Command::RenameChat { .. }
            | Command::DeleteChat(_)
            | Command::SetDraft(_)
            | Command::Send
            | Command::StopChat
            | Command::Regenerate => self.apply_to_mentor(command),
            Command::OpenPath(_)
            | Command::ClosePath
            | Command::RenamePath { .. }
            | Command::SetPathStatus { .. }
            | Command::SetPathNotes { .. }
            | Command::DeletePath(_)
            | Command::UndoDelete(_)
            | Command::ExportPath { .. } => self.apply_to_paths(command),
            Command::RefreshModels
            | Command::BrowseModel
            | Command::ImportModel(_)
            | Command::ChooseModel(_)
            | Command::ChangeSettings(_)
            | Command::SetOpenRouterKey(_)
            | Command::SetEndpointKey(_) => self.apply_to_settings(command),
        }
    }

    /// Takes in what background work found.
    pub fn absorb(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::ProfilesListed(_) | Event::ProfileOpened(_) | Event::ProfileFailed(_) => {
                self.absorb_profiles(event)
            }
            Event::Picked(_)
            | Event::ResumeRead { .. }
            | Event::ResumeFailed(_)
            | Event::ResumeOpened { .. }
            | Event::ResumesListed(_)
            | Event::SkillsSuggested { .. } => self.absorb_resumes(event),
            Event::WordingSuggested { .. } | Event::WordingStopped { .. } => {
                self.absorb_wording(event);
                Vec::new()
            }
            Event::AnalysisBegan { .. }
            | Event::AnalysisGrew { .. }
            | Event::AnalysisEnded { .. }
            | Event::AnalysisOpened { .. }
            | Event::AnalysesListed(_) => self.absorb_analysis(event),
            Event::Found { .. }
            | Event::OccupationOpened { .. }
            | Event::ExplorationGrew { .. }
            | Event::ExplorationEnded { .. } => self.absorb_explorer(event),
            Event::ChatsListed(_)
            | Event::NewChatDraft(_)
            | Event::ChatOpened { .. }
            | Event::ChatBegan { .. }
            | Event::ChatGrew { .. }
            | Event::ChatEnded { .. }
            | Event::QuickQuestions(_) => self.absorb_mentor(event),
            Event::PathAdded { .. } | Event::PathsListed(_) | Event::PathDeleted(_) => {
                self.absorb_paths(event)
            }
            Event::ModelsFound(_)
            | Event::ModelChecked { .. }
            | Event::ModelLoaded(_)
            | Event::Chain(_)
            | Event::Ledger(_)
            | Event::Answer(_) => self.absorb_settings(event),
            Event::Trying {
                stream,
                run,
                link,
                model,
            } => {
                self.trying(stream, run, link.as_str(), &model);
                Vec::new()
            }
            Event::Trouble(explanation) => {
                self.trouble(&explanation);
                Vec::new()
            }
            Event::NoticeExpired(id) => self.apply(Command::DismissNotice(id)),
            Event::Told(text) => {
                self.tell(Tone::Good, text);
                Vec::new()
            }
        }
    }

    fn go(&mut self, page: Page) -> Vec<Effect> {
        if self.profiles.open.is_none() {
            self.page = Page::Unlock;
            return Vec::new();
        }
        self.page = page;
        match page {
            Page::Unlock => vec![Effect::ListProfiles],
            Page::Models => vec![Effect::SavePage(page), Effect::FindModels],
            _ => vec![Effect::SavePage(page)],
        }
    }

    fn trying(&mut self, stream: Stream, run: u64, link: &str, model: &str) {
        let (phase, current) = match stream {
            Stream::Analysis => (&mut self.analyzer.phase, self.analyzer.run),
            Stream::Exploration => (&mut self.explorer.phase, self.explorer.run),
            Stream::Chat => (&mut self.mentor.phase, self.mentor.run),
            Stream::Wording => return,
        };
        if run == current && phase.is_busy() {
            *phase = Phase::Waiting(match (link, model) {
                ("guide", _) => "The guide is writing …".to_owned(),
                ("local", model) => format!("Asking {model} on this machine …"),
                (_, model) => format!("Asking {model} …"),
            });
        }
    }

    pub(super) fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        self.add_notice(tone, text.into(), None);
    }

    fn trouble(&mut self, explanation: &Explanation) {
        self.add_notice(Tone::Bad, explanation.sentence(), None);
    }

    fn add_notice(&mut self, tone: Tone, text: String, deleted_path: Option<i64>) {
        let id = self.next_number();
        self.notices.push(Notice {
            id,
            tone,
            text,
            deleted_path,
        });
        if self.notices.len() > MAX_NOTICES {
            self.notices.remove(0);
        }
    }

    fn next_number(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }
}
