//! Better wordings for lines of the open résumé: one is written at a time, and each stays until it is dismissed.

use crate::app::command::Command;
use crate::app::effect::{Effect, Stream, WordingJob};
use crate::app::event::Event;
use crate::app::state::State;
use crate::career::resume::Span;
use crate::career::route;

impl State {
    pub(super) fn apply_to_wording(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::SuggestWording(line) => self.suggest_wording(line),
            Command::StopWording if self.resumes.rewording.line.is_some() => {
                vec![Effect::Cancel(Stream::Wording)]
            }
            Command::DismissWording(line) => {
                let suggested = &mut self.resumes.rewording.suggested;
                suggested.retain(|wording| wording.line != line);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn suggest_wording(&mut self, line: Span) -> Vec<Effect> {
        if self.resumes.rewording.line.is_some() {
            return Vec::new();
        }
        let Some(open) = &self.resumes.open else {
            return Vec::new();
        };
        let resume = open.read.clone();
        let bullets = resume.experience.iter().flat_map(|entry| &entry.bullets);
        let Some(bullet) = bullets.into_iter().find(|bullet| bullet.span == line) else {
            return Vec::new();
        };
        let text = bullet.text.clone();
        let role = self.role_aimed_at();
        let run = self.next_number();
        let rewording = &mut self.resumes.rewording;
        rewording.run = run;
        rewording.line = Some(line);
        rewording.suggested.retain(|wording| wording.line != line);
        vec![Effect::Reword(Box::new(WordingJob {
            run,
            line,
            text,
            resume,
            role,
            settings: self.settings.clone(),
        }))]
    }

    /// The role of the open analysis, else the one written for the next, else today's.
    fn role_aimed_at(&self) -> String {
        let analysis = self.analyzer.analysis.as_ref();
        let suggested = analysis.and_then(|analysis| analysis.suggestions.first());
        let written = self.analyzer.role.trim();
        let open = self.resumes.open.as_ref();
        match suggested {
            Some(suggestion) => suggestion.role.clone(),
            None if !written.is_empty() => written.to_owned(),
            None => open
                .and_then(|open| route::latest_title(&open.read))
                .unwrap_or("the same kind of work")
                .to_owned(),
        }
    }

    pub(super) fn absorb_wording(&mut self, event: Event) {
        let rewording = &mut self.resumes.rewording;
        match event {
            Event::WordingSuggested { run, wording } if run == rewording.run => {
                rewording.line = None;
                rewording.suggested.push(wording);
            }
            Event::WordingStopped { run } if run == rewording.run => rewording.line = None,
            _ => {}
        }
    }

    /// Forgets all wordings, because they belong to another résumé; one being written is stopped.
    pub(super) fn drop_wordings(&mut self) -> Option<Effect> {
        let before = std::mem::take(&mut self.resumes.rewording);
        before.line.map(|_| Effect::Cancel(Stream::Wording))
    }
}
