//! Work that `State` asks for and does not do itself. `app::jobs` runs it; the results come back as events.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::state::{ChatMessage, Goal, Page, Settings};
use crate::career::correction::Corrections;
use crate::career::occupation::Occupation;
use crate::career::path::SavedPath;
use crate::career::resume::{Resume, Span};
use crate::private::Private;
use crate::store::NewPath;

#[derive(Debug, Clone)]
pub enum Effect {
    ListProfiles,
    CreateProfile {
        name: String,
        passphrase: Private<String>,
    },
    Unlock {
        name: String,
        passphrase: Private<String>,
    },
    OpenDemo,
    Lock,
    DeleteProfile {
        name: String,
    },

    Pick(Pick),
    ReadResume(PathBuf),
    ReadPasted(Private<String>),
    LoadResume(i64),
    DeleteResume(i64),
    SuggestSkills {
        id: i64,
        resume: Arc<Resume>,
    },
    SaveCorrections {
        resume: i64,
        corrections: Corrections,
    },

    Reword(Box<WordingJob>),

    Analyze(Box<AnalysisJob>),
    LoadAnalysis(i64),
    DeleteAnalysis(i64),

    Search {
        run: u64,
        query: String,
    },
    LoadOccupation {
        code: String,
        resume: Option<Arc<Resume>>,
    },
    Explore(Box<ExplorationJob>),

    LoadChat(i64),
    /// No conversation is open any more.
    LeaveChat,
    RenameChat {
        id: i64,
        title: String,
    },
    DeleteChat(i64),
    Ask(Box<ChatJob>),

    /// The path, and the suggestion it comes from.
    AddPath(Box<NewPath>, Option<usize>),
    UpdatePath(Box<SavedPath>),
    DeletePath(i64),
    RestorePath(i64),

    FindModels,
    CheckModel(PathBuf),

    SaveSettings(Box<Settings>),
    SaveKey {
        which: Key,
        value: Private<String>,
    },
    SaveDraft {
        key: String,
        text: String,
    },
    SaveGoal(Goal),
    SavePage(Page),

    Cancel(Stream),
}

/// A file the person is asked for through the system's dialog.
#[derive(Debug, Clone)]
pub enum Pick {
    Resume,
    Model,
    /// Where to write a text, and the text.
    Save {
        name: String,
        contents: String,
    },
}

/// The kinds of answers that take a while; at most one of each runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stream {
    Analysis,
    Exploration,
    Chat,
    Wording,
}

/// A secret kept in the profile, never in `State`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    OpenRouter,
    Endpoint,
}

impl Key {
    /// Its name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenRouter => "key:openrouter",
            Self::Endpoint => "key:endpoint",
        }
    }
}

/// `run` numbers the attempts, so that events of an abandoned one are told apart.
#[derive(Debug, Clone)]
pub struct AnalysisJob {
    pub run: u64,
    pub resume_id: i64,
    pub resume: Arc<Resume>,
    pub goal: Goal,
    pub role: String,
    pub job: String,
    pub settings: Settings,
}

#[derive(Debug, Clone)]
pub struct WordingJob {
    pub run: u64,
    pub line: Span,
    pub text: String,
    pub resume: Arc<Resume>,
    /// What the person wants to work as.
    pub role: String,
    pub settings: Settings,
}

#[derive(Debug, Clone)]
pub struct ExplorationJob {
    pub run: u64,
    pub occupation: Arc<Occupation>,
    pub resume: Option<Arc<Resume>>,
    pub settings: Settings,
}

#[derive(Debug, Clone)]
pub struct ChatJob {
    pub run: u64,
    /// `None` starts a new conversation.
    pub chat: Option<i64>,
    /// What was said so far, the new question last.
    pub messages: Vec<ChatMessage>,
    /// The question is already stored: its answer is written again.
    pub again: bool,
    pub resume: Option<Arc<Resume>>,
    pub analysis: Option<Arc<crate::career::analysis::Analysis>>,
    pub paths: Vec<SavedPath>,
    pub settings: Settings,
}
