//! The Résumé Analyzer: asking, watching, stopping, keeping.

use std::sync::Arc;

use crate::app::command::Command;
use crate::app::effect::{AnalysisJob, Effect, Stream};
use crate::app::event::Event;
use crate::app::state::{AnalysisEntry, Goal, Phase, State, Tone};
use crate::career::analysis::{Analysis, Suggestion};
use crate::store::NewPath;

impl State {
    pub(super) fn apply_to_analysis(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::SetGoal(goal) => {
                self.analyzer.goal = goal;
                vec![Effect::SaveGoal(goal)]
            }
            Command::SetRole(role) => {
                self.analyzer.role.clone_from(&role);
                vec![Effect::SaveDraft {
                    key: "role".to_owned(),
                    text: role,
                }]
            }
            Command::SetJob(job) => {
                self.analyzer.job.clone_from(&job);
                vec![Effect::SaveDraft {
                    key: "job".to_owned(),
                    text: job,
                }]
            }
            Command::Analyze => self.analyze(),
            Command::StopAnalysis => vec![Effect::Cancel(Stream::Analysis)],
            Command::OpenAnalysis(id) => vec![Effect::LoadAnalysis(id)],
            Command::DeleteAnalysis(id) => vec![Effect::DeleteAnalysis(id)],
            Command::SaveSuggestion(index) => self.save_suggestion(index),
            _ => Vec::new(),
        }
    }

    /// Why an analysis cannot start now, in words for a disabled button; `None` when it can.
    pub fn analyze_obstacle(&self) -> Option<&'static str> {
        if self.analyzer.phase.is_busy() {
            return Some("An analysis is running; stop it first.");
        }
        let Some(open) = &self.resumes.open else {
            return Some("Add a résumé first.");
        };
        if open.read.text.trim().is_empty() {
            return Some("This résumé has no text that could be analysed.");
        }
        match self.analyzer.goal {
            Goal::Role if self.analyzer.role.trim().is_empty() => Some("Write the role first."),
            Goal::Job if self.analyzer.job.trim().is_empty() => {
                Some("Paste the job description first.")
            }
            _ => None,
        }
    }

    /// A second click while the first request runs changes nothing.
    fn analyze(&mut self) -> Vec<Effect> {
        if self.analyze_obstacle().is_some() {
            return Vec::new();
        }
        let Some(open) = self.resumes.open.clone() else {
            return Vec::new();
        };
        let run = self.next_number();
        let analyzer = &mut self.analyzer;
        analyzer.run = run;
        analyzer.analysis = None;
        analyzer.analysis_id = None;
        analyzer.saved.clear();
        analyzer.phase = Phase::Waiting("Comparing the résumé with the occupation …".to_owned());
        vec![Effect::Analyze(Box::new(AnalysisJob {
            run,
            resume_id: open.id,
            resume: open.read,
            goal: analyzer.goal,
            role: analyzer.role.trim().to_owned(),
            job: analyzer.job.clone(),
            settings: self.settings.clone(),
        }))]
    }

    fn save_suggestion(&mut self, index: usize) -> Vec<Effect> {
        if self.analyzer.saved.contains(&index) {
            return Vec::new();
        }
        let Some(suggestion) = self
            .analyzer
            .analysis
            .as_ref()
            .and_then(|analysis| analysis.suggestions.get(index))
        else {
            return Vec::new();
        };
        let path = NewPath {
            title: suggestion.role.clone(),
            occupation: suggestion.occupation.clone(),
            summary: summary(suggestion),
            match_percent: Some(suggestion.match_percent),
            analysis_id: self.analyzer.analysis_id,
        };
        self.analyzer.saved.push(index);
        vec![Effect::AddPath(Box::new(path), Some(index))]
    }

    pub(super) fn absorb_analysis(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::AnalysisBegan { run, id, history } if run == self.analyzer.run => {
                self.analyzer.analysis_id = Some(id);
                self.analyzer.history = history;
            }
            Event::AnalysisGrew { run, analysis } if run == self.analyzer.run => {
                if self.analyzer.analysis.is_some() && self.analyzer.phase.is_busy() {
                    self.analyzer.phase = Phase::Streaming(analysis.provenance.link);
                }
                self.analyzer.analysis = Some(analysis);
            }
            Event::AnalysisEnded { run, end, history } if run == self.analyzer.run => {
                self.analyzer.history = history;
                self.analyzer.phase = end.into();
            }
            Event::AnalysisOpened {
                id: _,
                analysis,
                entry,
            } if !self.analyzer.phase.is_busy() => self.show_analysis(&entry, analysis),
            Event::AnalysesListed(history) => {
                let gone = self
                    .analyzer
                    .analysis_id
                    .is_some_and(|id| !history.iter().any(|entry| entry.id == id));
                if gone && !self.analyzer.phase.is_busy() {
                    self.analyzer.analysis = None;
                    self.analyzer.analysis_id = None;
                    self.analyzer.phase = Phase::Idle;
                }
                self.analyzer.history = history;
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn show_analysis(&mut self, entry: &AnalysisEntry, analysis: Option<Arc<Analysis>>) {
        self.analyzer.analysis_id = Some(entry.id);
        self.analyzer.phase = if entry.complete {
            Phase::Done
        } else {
            Phase::Interrupted
        };
        let titles: Vec<&str> = self
            .paths
            .list
            .iter()
            .filter(|path| path.analysis_id == Some(entry.id))
            .map(|path| path.title.as_str())
            .collect();
        self.analyzer.saved = analysis.as_ref().map_or_else(Vec::new, |analysis| {
            analysis
                .suggestions
                .iter()
                .enumerate()
                .filter(|(_, suggestion)| titles.contains(&suggestion.role.as_str()))
                .map(|(index, _)| index)
                .collect()
        });
        self.analyzer.analysis = analysis;
        if !entry.complete {
            self.tell(
                Tone::Info,
                "The last analysis was interrupted; what had arrived is still here.",
            );
        }
    }
}

/// What a path remembers of the suggestion it came from, in Markdown.
fn summary(suggestion: &Suggestion) -> String {
    let mut text = String::new();
    for paragraph in [&suggestion.description, &suggestion.why_it_fits] {
        if !paragraph.is_empty() {
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
    }
    let lists = [
        ("Skills to highlight", &suggestion.skills_to_highlight),
        ("Skills to develop", &suggestion.skills_to_develop),
    ];
    for (title, items) in lists {
        if !items.is_empty() {
            text.push_str(&format!("## {title}\n\n"));
            for item in items {
                text.push_str(&format!("- {}\n", item.text));
            }
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}
