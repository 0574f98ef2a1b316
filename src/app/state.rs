//! All that a page may show. Only `State` changes `State`; it does no I/O.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::career::analysis::Analysis;
use crate::career::correction::Corrections;
use crate::career::occupation::Occupation;
use crate::career::path::SavedPath;
use crate::career::resume::{Resume, Span};
use crate::career::route::{Route, Stop};
use crate::chat::{Fallback, Link, Message, Speaker};
use crate::explain::Explanation;
pub use crate::store::AnswerFigure;

/// Where the person is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Profiles and unlocking; the only page while no profile is open.
    Unlock,
    #[default]
    Home,
    Analyzer,
    Explorer,
    Mentor,
    Paths,
    Models,
    Performance,
    Settings,
}

impl Page {
    pub const ALL: [Self; 9] = [
        Self::Unlock,
        Self::Home,
        Self::Analyzer,
        Self::Explorer,
        Self::Mentor,
        Self::Paths,
        Self::Models,
        Self::Performance,
        Self::Settings,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Unlock => "Profiles",
            Self::Home => "Home",
            Self::Analyzer => "Résumé Analyzer",
            Self::Explorer => "Career Explorer",
            Self::Mentor => "Mentor",
            Self::Paths => "Saved Paths",
            Self::Models => "Models",
            Self::Performance => "Performance",
            Self::Settings => "Settings",
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct State {
    pub page: Page,
    pub notices: Vec<Notice>,
    pub profiles: Profiles,
    pub settings: Settings,
    pub resumes: Resumes,
    pub analyzer: Analyzer,
    pub explorer: Explorer,
    pub mentor: Mentor,
    pub paths: Paths,
    pub models: Models,
    pub performance: Performance,
    pub chain: Vec<LinkStatus>,
    pub ledger: Ledger,
    /// Where profiles and models of this program lie, for the person to know.
    pub data_folder: Option<PathBuf>,
    /// Where the facts come from, in the words their terms ask for.
    pub attribution: &'static str,
    /// How many notices and runs there have been; numbers are never used twice.
    pub counter: u64,
}

/// A short message at the corner of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub id: u64,
    pub tone: Tone,
    pub text: String,
    /// The path whose deletion it tells of, and can undo.
    pub deleted_path: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Info,
    Good,
    Bad,
}

/// Where a piece of background work stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Phase {
    #[default]
    Idle,
    /// Started; nothing has arrived yet. The text says what is happening.
    Waiting(String),
    /// Text is arriving from this link.
    Streaming(Link),
    /// Ended because the person stopped it; what had arrived is kept.
    Stopped,
    /// Ended before it was complete, for example by a crash; what had arrived is kept.
    Interrupted,
    Failed(Failure),
    Done,
}

impl Phase {
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Waiting(_) | Self::Streaming(_))
    }
}

/// A failure with its technical list behind a disclosure.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub explanation: Explanation,
    /// For example `openrouter/x:rate_limited`.
    pub attempts: Vec<Fallback>,
    /// Local time as `HH:MM:SS`.
    pub time: String,
}

#[derive(Debug, Clone, Default)]
pub struct Profiles {
    pub known: Vec<ProfileEntry>,
    /// The name of the open one.
    pub open: Option<String>,
    /// A key is being derived or a file opened.
    pub busy: bool,
    pub error: Option<Explanation>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileEntry {
    pub name: String,
    /// False for the demo profile, whose key lies beside it.
    pub has_passphrase: bool,
}

/// What a profile remembers about how the program should behave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    /// Factor on all text, 0.8 to 2.
    pub text_scale: f32,
    pub reduced_motion: bool,
    /// Whether anything may leave this machine. Off until the person switches it on.
    pub online: bool,
    /// Base URL of an OpenAI-compatible endpoint; empty for none.
    pub endpoint_url: String,
    pub endpoint_model: String,
    pub openrouter_models: Vec<String>,
    /// Whether a key is stored; the key itself never reaches the window.
    pub has_openrouter_key: bool,
    pub has_endpoint_key: bool,
    pub model: ChosenModel,
    pub temperature: f32,
    pub max_tokens: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_scale: 1.0,
            reduced_motion: false,
            online: false,
            endpoint_url: String::new(),
            endpoint_model: String::new(),
            openrouter_models: [
                "anthropic/claude-3-haiku",
                "nvidia/nemotron-3-nano-30b-a3b:free",
                "liquid/lfm-2.5-1.2b-instruct:free",
                "arcee-ai/trinity-large-preview:free",
                "upstage/solar-pro-3:free",
            ]
            .map(str::to_owned)
            .to_vec(),
            has_openrouter_key: false,
            has_endpoint_key: false,
            model: ChosenModel::default(),
            temperature: 0.7,
            max_tokens: 1024,
        }
    }
}

/// The local model that is asked first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChosenModel {
    #[default]
    BuiltIn,
    File(PathBuf),
    /// None at all: the guide answers, unless an online model does.
    None,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Default)]
pub struct Resumes {
    /// Newest first.
    pub list: Vec<ResumeEntry>,
    pub open: Option<OpenResume>,
    /// Skills that parts of the open one may mean; none counts before the person says so.
    pub suggested: Vec<SuggestedSkill>,
    pub rewording: Rewording,
    /// The name of the file being read.
    pub reading: Option<String>,
    pub error: Option<Explanation>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResumeEntry {
    pub id: i64,
    pub name: String,
    pub bytes: u64,
    pub created_ms: i64,
}

#[derive(Debug, Clone)]
pub struct OpenResume {
    pub id: i64,
    pub name: String,
    /// As the program read it.
    pub source: Arc<Resume>,
    /// What the person set right.
    pub corrections: Corrections,
    /// The source with the corrections: what everything else works on.
    pub read: Arc<Resume>,
}

impl OpenResume {
    /// The source as read, with the corrections applied.
    pub fn new(id: i64, name: String, source: Resume, corrections: Corrections) -> Self {
        let source = Arc::new(source);
        let mut open = Self {
            id,
            name,
            read: Arc::clone(&source),
            source,
            corrections,
        };
        open.correct();
        open
    }

    /// Brings `read` in line with the corrections.
    pub(super) fn correct(&mut self) {
        self.read = if self.corrections.is_empty() {
            Arc::clone(&self.source)
        } else {
            Arc::new(self.corrections.apply(&self.source))
        };
    }
}

/// A skill and the part of the résumé that may mean it.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestedSkill {
    pub skill: String,
    pub span: Span,
}

/// Better wordings for lines of the open résumé.
#[derive(Debug, Clone, Default)]
pub struct Rewording {
    /// The line a wording is being written for.
    pub line: Option<Span>,
    /// At most one for each line.
    pub suggested: Vec<Wording>,
    /// The attempt whose event counts.
    pub run: u64,
}

impl Rewording {
    /// What came of asking for this line; none before it was asked for.
    pub fn of(&self, line: Span) -> Option<&Wording> {
        self.suggested.iter().find(|wording| wording.line == line)
    }
}

/// What came of asking for a better wording of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    pub line: Span,
    /// None when nothing surely better was found.
    pub text: Option<String>,
    /// Whose words they are.
    pub link: Link,
    /// What the line leaves open, a sentence each.
    pub advice: Vec<&'static str>,
    /// Why a model's wording was not taken, where one was offered.
    pub refused: Option<Explanation>,
}

/// What the analysis is measured against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    #[default]
    Role,
    BestFit,
    Job,
}

#[derive(Debug, Clone, Default)]
pub struct Analyzer {
    pub goal: Goal,
    pub role: String,
    pub job: String,
    pub phase: Phase,
    /// The open analysis; grows while it streams.
    pub analysis: Option<Arc<Analysis>>,
    pub analysis_id: Option<i64>,
    /// Analyses of the open résumé, newest first.
    pub history: Vec<AnalysisEntry>,
    /// Indices of suggestions that are already saved as paths.
    pub saved: Vec<usize>,
    /// The attempt whose events count.
    pub run: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisEntry {
    pub id: i64,
    /// The role, `Best fit` or `Job description`.
    pub title: String,
    pub match_percent: Option<u8>,
    pub complete: bool,
    pub created_ms: i64,
}

#[derive(Debug, Clone, Default)]
pub struct Explorer {
    pub query: String,
    pub hits: Vec<OccupationHit>,
    pub occupation: Option<Arc<Occupation>>,
    /// Titles of the related occupations, in their order: (code, title).
    pub related: Vec<(String, String)>,
    pub gap: Option<Gap>,
    /// Ways to the open occupation; none without a résumé to begin from.
    pub routes: Option<Routes>,
    pub write_up: String,
    pub phase: Phase,
    /// The attempts at searching and at writing whose events count.
    pub search_run: u64,
    pub run: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OccupationHit {
    pub code: String,
    pub title: String,
    /// The alternate title that matched, when it is not the title itself.
    pub matched: Option<String>,
}

/// Ways from today's occupation to the open one.
#[derive(Debug, Clone, PartialEq)]
pub struct Routes {
    pub from: Stop,
    /// The title of the résumé that means it; none when it is the one the résumé fits best.
    pub held: Option<String>,
    /// The cheapest first; empty when there is no way.
    pub found: Vec<Route>,
    /// The place of the one shown.
    pub chosen: usize,
}

/// How the open résumé stands to the open occupation.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    pub match_percent: u8,
    pub have: Vec<String>,
    pub missing: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Mentor {
    /// Newest first.
    pub chats: Vec<ChatEntry>,
    pub open: Option<i64>,
    pub messages: Vec<ChatMessage>,
    /// The answers that the one being written takes the place of.
    pub replaced: Vec<ChatMessage>,
    pub draft: String,
    pub phase: Phase,
    /// What the mentor was given this turn, for example `Résumé: resume.pdf`.
    pub given: Vec<String>,
    pub quick_questions: Vec<String>,
    /// The attempt whose events count.
    pub run: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatEntry {
    pub id: i64,
    pub title: String,
    pub updated_ms: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ChatMessage {
    pub speaker: Speaker,
    pub text: String,
    /// False for an answer that was stopped or cut.
    pub complete: bool,
    /// Who wrote it and how fast, for answers.
    pub answered: Option<Answered>,
}

impl ChatMessage {
    pub fn message(&self) -> Message {
        Message::new(self.speaker, self.text.clone())
    }
}

/// Which link gave an answer, and how fast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    pub link: Link,
    pub model: String,
    pub ttft_ms: u64,
    pub tokens_per_second: Option<f64>,
    pub fallbacks: Vec<Fallback>,
}

#[derive(Debug, Clone, Default)]
pub struct Paths {
    /// Newest first.
    pub list: Vec<SavedPath>,
    pub open: Option<i64>,
    /// Those that can be brought back, the one deleted last at the end.
    pub deleted: Vec<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct Models {
    pub found: Vec<LocalModel>,
    pub searching: bool,
    pub error: Option<Explanation>,
    /// The model in memory.
    pub loaded: Option<String>,
}

/// A GGUF file on this machine.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalModel {
    pub name: String,
    pub path: PathBuf,
    pub bytes: u64,
    /// Where it was found: `Aspiro`, `LM Studio`, `Hugging Face cache`, `Ollama`.
    pub place: String,
    pub architecture: String,
    pub window: Option<u32>,
    /// A sentence: will it run here, with the arithmetic; or why it cannot.
    pub fit: String,
    pub can_run: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Performance {
    /// Oldest first.
    pub answers: Vec<AnswerFigure>,
}

/// One link of the chain, as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkStatus {
    pub link: Link,
    pub ready: bool,
    /// The model, or why it is not ready.
    pub detail: String,
}

/// What left this machine.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    pub bytes_sent: u64,
    /// Newest first, at most 100.
    pub entries: Vec<LedgerEntry>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    pub at_ms: i64,
    pub host: String,
    pub bytes: u64,
    pub purpose: String,
}
