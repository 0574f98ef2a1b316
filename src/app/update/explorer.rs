//! The Career Explorer: searching, reading about one occupation, keeping it.

use crate::app::command::Command;
use crate::app::effect::{Effect, ExplorationJob, Stream};
use crate::app::event::Event;
use crate::app::state::{Phase, Routes, State, Tone};
use crate::career::path::SavedPath;
use crate::career::route::Route;
use crate::store::NewPath;

impl State {
    pub(super) fn apply_to_explorer(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::SearchOccupations(query) => {
                self.explorer.query.clone_from(&query);
                let run = self.next_number();
                self.explorer.search_run = run;
                if query.trim().is_empty() {
                    self.explorer.hits.clear();
                    return Vec::new();
                }
                vec![Effect::Search { run, query }]
            }
            Command::OpenOccupation(code) => vec![Effect::LoadOccupation {
                code,
                resume: self.resumes.open.as_ref().map(|open| open.read.clone()),
            }],
            Command::WriteExploration => self.explore(),
            Command::StopExploration => vec![Effect::Cancel(Stream::Exploration)],
            Command::SaveOccupation => self.save_occupation(),
            Command::ChooseRoute(at) => {
                let known = |routes: &&mut Routes| at < routes.found.len();
                if let Some(routes) = self.explorer.routes.as_mut().filter(known) {
                    routes.chosen = at;
                }
                Vec::new()
            }
            Command::SaveRoute => self.save_route(),
            Command::DiscussOccupation => self.discuss_occupation(),
            _ => Vec::new(),
        }
    }

    fn explore(&mut self) -> Vec<Effect> {
        if self.explorer.phase.is_busy() {
            return Vec::new();
        }
        let Some(occupation) = self.explorer.occupation.clone() else {
            return Vec::new();
        };
        let run = self.next_number();
        self.explorer.run = run;
        self.explorer.write_up.clear();
        self.explorer.phase = Phase::Waiting("Gathering the facts …".to_owned());
        vec![Effect::Explore(Box::new(ExplorationJob {
            run,
            occupation,
            resume: self.resumes.open.as_ref().map(|open| open.read.clone()),
            settings: self.settings.clone(),
        }))]
    }

    fn save_occupation(&mut self) -> Vec<Effect> {
        let Some(occupation) = &self.explorer.occupation else {
            return Vec::new();
        };
        let saved = self.paths.list.iter().any(|path| {
            path.analysis_id.is_none() && path.occupation.as_ref() == Some(&occupation.code)
        });
        if saved {
            let text = format!("“{}” is already among your saved paths.", occupation.title);
            self.tell(Tone::Info, text);
            return Vec::new();
        }
        let path = NewPath {
            title: occupation.title.clone(),
            occupation: Some(occupation.code.clone()),
            summary: self.explorer.write_up.clone(),
            match_percent: self.explorer.gap.as_ref().map(|gap| gap.match_percent),
            analysis_id: None,
        };
        vec![Effect::AddPath(Box::new(path), None)]
    }

    fn save_route(&mut self) -> Vec<Effect> {
        let explorer = &self.explorer;
        let (Some(occupation), Some(routes)) = (&explorer.occupation, &explorer.routes) else {
            return Vec::new();
        };
        let Some(route) = routes.found.get(routes.chosen) else {
            return Vec::new();
        };
        let title = format!("{} → {}", routes.from.title, occupation.title);
        let path = NewPath {
            title,
            occupation: Some(occupation.code.clone()),
            summary: in_markdown(route),
            match_percent: explorer.gap.as_ref().map(|gap| gap.match_percent),
            analysis_id: None,
        };
        let kept = |kept: &SavedPath| kept.title == path.title && kept.summary == path.summary;
        if self.paths.list.iter().any(kept) {
            self.tell(
                Tone::Info,
                "This route is already among your saved paths.".to_owned(),
            );
            return Vec::new();
        }
        vec![Effect::AddPath(Box::new(path), None)]
    }

    fn discuss_occupation(&mut self) -> Vec<Effect> {
        let Some(occupation) = &self.explorer.occupation else {
            return Vec::new();
        };
        let text = format!(
            "What should I know about becoming one of the {}?",
            occupation.title
        );
        let mut effects = self.apply(Command::NewChat);
        effects.extend(self.apply(Command::SetDraft(text)));
        effects
    }

    pub(super) fn absorb_explorer(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Found { run, hits } if run == self.explorer.search_run => {
                self.explorer.hits = hits;
            }
            Event::OccupationOpened {
                occupation,
                related,
                gap,
                routes,
            } => {
                let busy = self.explorer.phase.is_busy();
                self.explorer.run = self.next_number();
                self.explorer.occupation = Some(occupation);
                self.explorer.related = related;
                self.explorer.gap = gap;
                self.explorer.routes = routes;
                self.explorer.write_up.clear();
                self.explorer.phase = Phase::Idle;
                let mut effects = Vec::new();
                if busy {
                    effects.push(Effect::Cancel(Stream::Exploration));
                }
                effects.extend(self.explore());
                return effects;
            }
            Event::ExplorationGrew { run, text } if run == self.explorer.run => {
                self.explorer.write_up = text;
            }
            Event::ExplorationEnded { run, end } if run == self.explorer.run => {
                self.explorer.phase = end.into();
            }
            _ => {}
        }
        Vec::new()
    }
}

/// What each hop asks for and what is there already, as a list.
fn in_markdown(route: &Route) -> String {
    let mut text = String::new();
    for (at, hop) in route.hops.iter().enumerate() {
        let asks: Vec<&str> = hop.asks.iter().map(|ask| ask.name.as_str()).collect();
        let has: Vec<&str> = hop.has.iter().map(|held| held.name.as_str()).collect();
        text.push_str(&format!("{}. **{}**\n", at + 1, hop.to.title));
        for (label, names) in [("New", asks), ("There already", has)] {
            if !names.is_empty() {
                text.push_str(&format!("   - {label}: {}\n", names.join(", ")));
            }
        }
        text.push_str(&format!("   - {}\n", hop.preparation.sentence()));
    }
    text
}
