//! The window: setting right what was read of a résumé, and wording its lines better.

use aspiro::app::Command;
use aspiro::app::state::{Page, State, Wording};
use aspiro::career::correction::{Correction, PositionField};
use aspiro::chat::Link;
use aspiro::explain::{Explain, Refusal};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::support::sample_state as sample;
use crate::support::shown::{Shown, on, press, show_sized};

const POSITION: &str = "Position: Data Analyst, Nordhamn Logistics";
const LINE: &str = "Automated the weekly report with dbt and Airflow";

#[test]
fn what_was_read_wrongly_can_be_set_right() {
    let mut harness = show_sized(on(Page::Analyzer, sample::full()), [1000.0, 3000.0]);
    harness.run();
    press(&mut harness, "Position: Data Analyst, Nordhamn Logistics");
    press(&mut harness, "Correct: Employer");
    harness.get_by_label("Employer").focus();
    harness.run();
    harness.get_by_label("Employer").type_text(" AB");
    harness.run();
    let commands = press(&mut harness, "Set right");
    let [Command::Correct(Correction::Position { field, value, .. })] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    assert_eq!(*field, PositionField::Company);
    assert!(
        value.as_deref().is_some_and(|value| value.contains("AB")),
        "{value:?}"
    );
    press(&mut harness, "Skills you may mean");
    let commands = press(&mut harness, "use spreadsheets software");
    assert!(matches!(
        commands.as_slice(),
        [Command::Correct(Correction::ShowsSkill { is: true, .. })]
    ));
    press(&mut harness, "Not placed");
    let commands = press(&mut harness, "A position");
    assert!(matches!(
        commands.as_slice(),
        [Command::Correct(Correction::IsPosition { is: true, .. })]
    ));
}

/// The position opened, with this wording for its second line.
fn worded(text: Option<&str>, refused: Option<Refusal>) -> Harness<'static, Shown> {
    let mut state = on(Page::Analyzer, sample::full());
    state.resumes.rewording.suggested.push(Wording {
        line: line(&state),
        text: text.map(str::to_owned),
        link: Link::Local,
        advice: vec!["Say what came of it."],
        refused: refused.map(|refusal| refusal.explain()),
    });
    let mut harness = show_sized(state, [1000.0, 3000.0]);
    harness.run();
    press(&mut harness, POSITION);
    harness
}

fn line(state: &State) -> aspiro::career::resume::Span {
    let open = state.resumes.open.as_ref().expect("a résumé is open");
    open.read.experience[0].bullets[1].span
}

#[test]
fn a_wording_is_asked_for_line_by_line_and_one_at_a_time() {
    let state = on(Page::Analyzer, sample::full());
    let span = line(&state);
    let mut harness = show_sized(state, [1000.0, 3000.0]);
    harness.state_mut().state.settings.reduced_motion = true;
    harness.run();
    press(&mut harness, POSITION);
    let ask = format!("Suggest a wording: {LINE}");
    let commands = press(&mut harness, &ask);
    assert!(
        matches!(commands.as_slice(), [Command::SuggestWording(asked)] if *asked == span),
        "{commands:?}"
    );
    harness.state_mut().state.resumes.rewording.line = Some(span);
    harness.run();
    assert!(harness.query_by_label(&ask).is_none());
    let other =
        "Suggest a wording: Built a demand forecast in Python and SQL that cut empty runs by 12 %";
    assert!(press(&mut harness, other).is_empty());
    let commands = press(&mut harness, "Stop looking for a wording");
    assert!(matches!(commands.as_slice(), [Command::StopWording]));
}

#[test]
fn a_suggested_wording_says_who_wrote_it_and_can_be_copied_and_dismissed() {
    let text = "Replaced the weekly report by hand with dbt and Airflow";
    let mut harness = worded(Some(text), None);
    for label in [text, "Written by the local model", "Say what came of it."] {
        assert!(harness.query_by_label(label).is_some(), "{label}");
    }
    harness.get_by_role_and_label(Role::Button, "Copy").click();
    harness.step();
    let copied =
        harness.output().platform_output.commands.iter().any(
            |command| matches!(command, egui::OutputCommand::CopyText(copied) if copied == text),
        );
    assert!(copied);
    let commands = press(&mut harness, "Dismiss");
    assert!(matches!(commands.as_slice(), [Command::DismissWording(_)]));
}

#[test]
fn a_refused_wording_is_explained_and_leaves_nothing_to_copy() {
    let refusal = Refusal::Name {
        name: "Airflow".to_owned(),
    };
    let sentence = refusal.explain().sentence();
    let harness = worded(None, Some(refusal));
    assert!(harness.query_by_label(&sentence).is_some());
    assert!(harness.query_by_label("Copy").is_none());
}
