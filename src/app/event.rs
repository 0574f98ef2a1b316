//! What comes back from background work.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::effect::Stream;
use crate::app::state::{
    AnalysisEntry, AnswerFigure, Answered, ChatEntry, ChatMessage, Failure, Gap, Goal, Ledger,
    LinkStatus, LocalModel, OccupationHit, OpenResume, Page, Phase, ProfileEntry, ResumeEntry,
    Routes, Settings, SuggestedSkill, Wording,
};
use crate::career::analysis::Analysis;
use crate::career::occupation::Occupation;
use crate::career::path::SavedPath;
use crate::chat::Link;
use crate::explain::Explanation;

#[derive(Debug, Clone)]
pub enum Event {
    ProfilesListed(Vec<ProfileEntry>),
    ProfileOpened(Box<Opened>),
    ProfileFailed(Explanation),
    /// Something in the background went wrong that has no place of its own on a page.
    Trouble(Explanation),
    Told(String),
    /// A notice has been on the window long enough to be read.
    NoticeExpired(u64),

    Picked(Picked),
    ResumeRead {
        open: OpenResume,
        list: Vec<ResumeEntry>,
    },
    ResumeFailed(Explanation),
    ResumeOpened {
        open: OpenResume,
        history: Vec<AnalysisEntry>,
    },
    ResumesListed(Vec<ResumeEntry>),
    SkillsSuggested {
        resume: i64,
        skills: Vec<SuggestedSkill>,
    },

    WordingSuggested {
        run: u64,
        wording: Wording,
    },
    WordingStopped {
        run: u64,
    },

    AnalysisBegan {
        run: u64,
        id: i64,
        history: Vec<AnalysisEntry>,
    },
    AnalysisGrew {
        run: u64,
        analysis: Arc<Analysis>,
    },
    AnalysisEnded {
        run: u64,
        end: End,
        history: Vec<AnalysisEntry>,
    },
    AnalysisOpened {
        id: i64,
        analysis: Option<Arc<Analysis>>,
        entry: AnalysisEntry,
    },
    AnalysesListed(Vec<AnalysisEntry>),

    Found {
        run: u64,
        hits: Vec<OccupationHit>,
    },
    OccupationOpened {
        occupation: Arc<Occupation>,
        related: Vec<(String, String)>,
        gap: Option<Gap>,
        routes: Option<Routes>,
    },
    ExplorationGrew {
        run: u64,
        text: String,
    },
    ExplorationEnded {
        run: u64,
        end: End,
    },

    ChatsListed(Vec<ChatEntry>),
    /// What was typed for a conversation that has not begun.
    NewChatDraft(String),
    ChatOpened {
        id: i64,
        messages: Vec<ChatMessage>,
        draft: String,
    },
    ChatBegan {
        run: u64,
        id: i64,
        chats: Vec<ChatEntry>,
        given: Vec<String>,
    },
    ChatGrew {
        run: u64,
        text: String,
    },
    ChatEnded {
        run: u64,
        end: End,
        answered: Option<Answered>,
    },
    QuickQuestions(Vec<String>),

    Trying {
        stream: Stream,
        run: u64,
        link: Link,
        model: String,
    },

    PathAdded {
        path: SavedPath,
        suggestion: Option<usize>,
    },
    PathsListed(Vec<SavedPath>),
    PathDeleted(SavedPath),

    ModelsFound(Vec<LocalModel>),
    ModelChecked {
        path: PathBuf,
        problem: Option<Explanation>,
    },
    ModelLoaded(String),

    Chain(Vec<LinkStatus>),
    Ledger(Ledger),
    Answer(AnswerFigure),
}

/// How a streamed answer ended.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    Done,
    /// It has as many tokens as it may, and may break off in the middle of a sentence.
    Cut,
    Stopped,
    Failed(Failure),
}

impl From<End> for Phase {
    fn from(end: End) -> Self {
        match end {
            End::Done => Self::Done,
            End::Cut => Self::Interrupted,
            End::Stopped => Self::Stopped,
            End::Failed(failure) => Self::Failed(failure),
        }
    }
}

/// The file a person picked.
#[derive(Debug, Clone)]
pub enum Picked {
    Resume(PathBuf),
    Model(PathBuf),
}

/// A profile as it was left.
#[derive(Debug, Clone)]
pub struct Opened {
    pub name: String,
    pub page: Page,
    pub settings: Settings,
    pub resumes: Vec<ResumeEntry>,
    pub open_resume: Option<OpenResume>,
    pub goal: Goal,
    pub role: String,
    pub job: String,
    pub history: Vec<AnalysisEntry>,
    /// The analysis that was made last, with what had arrived of it.
    pub analysis: Option<(AnalysisEntry, Option<Arc<Analysis>>)>,
    pub paths: Vec<SavedPath>,
    pub chats: Vec<ChatEntry>,
    pub chat: Option<(i64, Vec<ChatMessage>)>,
    pub draft: String,
    pub answers: Vec<AnswerFigure>,
    pub ledger: Ledger,
    pub chain: Vec<LinkStatus>,
    pub quick_questions: Vec<String>,
}
