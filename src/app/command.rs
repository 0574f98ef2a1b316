//! What a page can ask for. Pages push these; `App::handle` is the only reader.

use std::path::PathBuf;

use crate::app::state::{ChosenModel, Goal, Page, Settings};
use crate::career::correction::Correction;
use crate::career::path::PathStatus;
use crate::career::resume::Span;
use crate::private::Private;

#[derive(Debug, Clone)]
pub enum Command {
    Go(Page),
    DismissNotice(u64),

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

    /// Opens the system's file dialog.
    BrowseResume,
    ImportResume(PathBuf),
    PasteResume(Private<String>),
    OpenResume(i64),
    DeleteResume(i64),
    /// Sets something right in the open résumé.
    Correct(Correction),
    /// Forgets what was set right about the same thing.
    TakeBackCorrection(Correction),

    /// Asks for a better wording of this line of the open résumé.
    SuggestWording(Span),
    StopWording,
    /// Takes the wording suggested for this line away.
    DismissWording(Span),

    SetGoal(Goal),
    SetRole(String),
    SetJob(String),
    Analyze,
    StopAnalysis,
    OpenAnalysis(i64),
    DeleteAnalysis(i64),
    /// Keeps the suggestion with this index as a path.
    SaveSuggestion(usize),

    SearchOccupations(String),
    OpenOccupation(String),
    WriteExploration,
    StopExploration,
    SaveOccupation,
    /// Shows another of the ways to the open occupation.
    ChooseRoute(usize),
    /// Keeps the way that is shown as a path.
    SaveRoute,
    /// Starts a conversation about the open occupation.
    DiscussOccupation,

    NewChat,
    OpenChat(i64),
    RenameChat {
        id: i64,
        title: String,
    },
    DeleteChat(i64),
    SetDraft(String),
    Send,
    StopChat,
    Regenerate,

    OpenPath(i64),
    ClosePath,
    RenamePath {
        id: i64,
        title: String,
    },
    SetPathStatus {
        id: i64,
        status: PathStatus,
    },
    SetPathNotes {
        id: i64,
        notes: String,
    },
    DeletePath(i64),
    /// Brings a deleted path back.
    UndoDelete(i64),
    /// Writes the path as Markdown or JSON, by the file's ending, where the person chooses.
    ExportPath {
        id: i64,
        markdown: bool,
    },

    RefreshModels,
    BrowseModel,
    ImportModel(PathBuf),
    /// `None` goes back to no local model.
    ChooseModel(ChosenModel),

    ChangeSettings(Box<Settings>),
    SetOpenRouterKey(Private<String>),
    SetEndpointKey(Private<String>),
}
