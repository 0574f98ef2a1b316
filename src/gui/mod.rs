//! The window: draws `State`, sends `Command`s. It never blocks, opens no file and knows no database.

mod icon;
mod page;
mod palette;
mod shell;
mod theme;
mod widgets;
mod words;

use std::sync::Arc;
use std::time::Duration;

use crate::app::{Command, State};

/// Wakes the window from any thread, so that it draws what has changed.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// How long one frame may spend on events that background work has sent.
const DRAIN_BUDGET: Duration = Duration::from_millis(10);

/// Tokens can arrive by the hundred each second; the eye is content with thirty pictures.
const WAKE_DELAY: Duration = Duration::from_millis(33);

/// What the window needs of the program behind it.
pub trait Driver {
    fn state(&self) -> &State;

    /// Must return at once; slow work belongs to the background.
    fn handle(&mut self, command: Command);

    /// Takes in events of background work for at most `budget`; true if anything changed.
    fn drain(&mut self, budget: Duration) -> bool;
}

/// Why no window could be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no window can be opened here: {reason}")]
pub struct WindowError {
    pub reason: String,
}

/// Purely visual things: what is typed but not yet a command, what was measured, what is asked back.
#[derive(Default)]
pub struct ViewState {
    look: Option<theme::Look>,
    /// Whose profile the rest belongs to.
    profile: Option<String>,
    markdown: egui_commonmark::CommonMarkCache,
    palette: palette::Palette,
    unlock: page::unlock::Form,
    analyzer: page::analyzer::Form,
    mentor: page::mentor::Form,
    paths: page::paths::Form,
    models: page::models::Form,
    settings: page::settings::Form,
}

/// What a page is handed: the state to show, its own visual memory, and the queue it pushes into.
struct Cx<'a> {
    state: &'a State,
    view: &'a mut ViewState,
    commands: &'a mut Vec<Command>,
}

impl Cx<'_> {
    fn send(&mut self, command: Command) {
        self.commands.push(command);
    }
}

/// Draws one frame. Everything the person asked for is appended to `commands`.
pub fn ui(ui: &mut egui::Ui, state: &State, view: &mut ViewState, commands: &mut Vec<Command>) {
    let look = theme::Look::of(&state.settings);
    if view.look != Some(look) {
        if view.look.is_none() {
            theme::install(ui.ctx());
        }
        look.apply(ui.ctx());
        ui.reset_style();
        view.look = Some(look);
        ui.ctx().request_repaint();
    }
    if view.profile != state.profiles.open {
        forget(ui.ctx(), view, state);
    }
    shell::ui(
        ui,
        &mut Cx {
            state,
            view,
            commands,
        },
    );
}

/// What was typed or opened under one profile is nobody else's: texts, their undo history, disclosures.
fn forget(ctx: &egui::Context, view: &mut ViewState, state: &State) {
    *view = ViewState {
        look: view.look,
        profile: state.profiles.open.clone(),
        ..ViewState::default()
    };
    ctx.data_mut(egui::util::IdTypeMap::clear);
}

/// The eframe application.
struct Window {
    driver: Box<dyn Driver>,
    view: ViewState,
    commands: Vec<Command>,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if self.driver.drain(DRAIN_BUDGET) {
            ctx.request_repaint_after(WAKE_DELAY);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self::ui(ui, self.driver.state(), &mut self.view, &mut self.commands);
        if !self.commands.is_empty() {
            for command in self.commands.drain(..) {
                self.driver.handle(command);
            }
            ui.ctx().request_repaint();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// Opens the window and returns when it is closed. `make` gets the waker that background work calls
/// after each event it sends.
///
/// # Errors
/// When there is no display, or none that can draw.
pub fn run(make: impl FnOnce(Waker) -> Box<dyn Driver> + 'static) -> Result<(), WindowError> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Aspiro")
            .with_app_id("aspiro")
            .with_inner_size([1120.0, 780.0])
            .with_min_inner_size([440.0, 420.0]),
        renderer: eframe::Renderer::Glow,
        centered: true,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "aspiro",
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let waker: Waker = Arc::new(move || ctx.request_repaint_after(WAKE_DELAY));
            Ok(Box::new(Window {
                driver: make(waker),
                view: ViewState::default(),
                commands: Vec::new(),
            }))
        }),
    )
    .map_err(|error| WindowError {
        reason: last_clause(&error.to_string()).to_owned(),
    })
}

/// winit puts source paths before what a person can use; what follows the last colon is the reason itself.
fn last_clause(message: &str) -> &str {
    message
        .rsplit_once(": ")
        .map_or(message, |(_, clause)| clause)
        .trim_end_matches('.')
}
