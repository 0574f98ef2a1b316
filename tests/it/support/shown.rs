//! A window without a display: drawn from a given state, looked through by label.

use aspiro::app::Command;
use aspiro::app::state::{Page, State};
use aspiro::gui::{self, ViewState};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The state shown, the view's memory, and everything that was asked for.
pub struct Shown {
    pub state: State,
    pub view: ViewState,
    pub commands: Vec<Command>,
}

pub fn show(state: State) -> Harness<'static, Shown> {
    show_sized(state, [900.0, 1400.0])
}

pub fn show_sized(state: State, size: [f32; 2]) -> Harness<'static, Shown> {
    let shown = Shown {
        state,
        view: ViewState::default(),
        commands: Vec::new(),
    };
    Harness::builder()
        .with_size(size)
        .with_os(egui::os::OperatingSystem::Nix)
        .build_ui_state(
            |ui, shown: &mut Shown| {
                // The harness leaves a margin around its ui; a real window has none.
                let place = ui.ctx().content_rect();
                let mut root = ui.new_child(egui::UiBuilder::new().max_rect(place));
                root.set_clip_rect(place);
                gui::ui(
                    &mut root,
                    &shown.state,
                    &mut shown.view,
                    &mut shown.commands,
                );
            },
            shown,
        )
}

/// What was asked for since the last look.
pub fn taken(harness: &mut Harness<Shown>) -> Vec<Command> {
    harness.run();
    std::mem::take(&mut harness.state_mut().commands)
}

pub fn press(harness: &mut Harness<Shown>, button: &str) -> Vec<Command> {
    harness.get_by_role_and_label(Role::Button, button).click();
    taken(harness)
}

pub fn on(page: Page, mut state: State) -> State {
    state.page = page;
    state
}
