//! The window: what its pages say and send, found by label as a screen reader would.

use aspiro::app::Command;
use aspiro::app::state::{ChatEntry, ChosenModel, Goal, Notice, Page, Phase, State, Theme, Tone};
use aspiro::chat::Link;
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::sample_state as sample;
use crate::support::shown::{Shown, on, press, show, show_sized, taken};

#[test]
fn every_page_draws_with_nothing_and_with_everything_at_any_width() {
    for base in [sample::empty(), sample::full()] {
        for page in Page::ALL {
            for size in [
                [220.0, 210.0],
                [480.0, 420.0],
                [480.0, 700.0],
                [1400.0, 900.0],
            ] {
                let mut harness = show_sized(on(page, base.clone()), size);
                harness.run();
                assert!(
                    harness
                        .query_by_role_and_label(Role::Heading, page.title())
                        .is_some(),
                    "{page:?} has no heading"
                );
                assert!(
                    harness.state().commands.is_empty(),
                    "{page:?} sent something unasked"
                );
            }
        }
    }
}

#[test]
fn the_rail_goes_to_every_page() {
    let mut harness = show(sample::full());
    harness.run();
    for page in Page::ALL.into_iter().filter(|page| *page != Page::Unlock) {
        let commands = press(&mut harness, page.title());
        assert!(
            matches!(commands.as_slice(), [Command::Go(to)] if *to == page),
            "{page:?}: {commands:?}"
        );
    }
    let commands = press(&mut harness, "Profile: Mara");
    assert!(matches!(commands.as_slice(), [Command::Go(Page::Unlock)]));
}

#[test]
fn the_pill_says_that_nothing_left() {
    let mut harness = show(sample::empty());
    harness.run();
    assert!(
        harness
            .query_all_by_label("Local only — 0 bytes sent")
            .count()
            > 0
    );
    harness.state_mut().state.settings.online = true;
    harness.state_mut().state.ledger.bytes_sent = 84_220;
    harness.run();
    assert!(
        harness
            .query_all_by_label("Online allowed — 84.2 KB sent")
            .count()
            > 0
    );
}

#[test]
fn unlocking_sends_the_chosen_name_and_what_was_typed() {
    let mut harness = show(sample::locked());
    harness.run();
    assert!(
        press(&mut harness, "Unlock").is_empty(),
        "without a passphrase"
    );
    harness.get_by_label("Passphrase").focus();
    harness.run();
    harness
        .get_by_label("Passphrase")
        .type_text("correct horse");
    harness.run();
    let commands = press(&mut harness, "Unlock");
    let [Command::Unlock { name, passphrase }] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    assert_eq!(
        (name.as_str(), passphrase.expose().as_str()),
        ("Mara", "correct horse")
    );
}

#[test]
fn a_profile_without_a_passphrase_opens_at_once() {
    let mut harness = show(sample::locked());
    harness.run();
    press(&mut harness, "Demo");
    let commands = press(&mut harness, "Unlock");
    assert!(matches!(commands.as_slice(), [Command::Unlock { name, .. }] if name == "Demo"));
}

#[test]
fn a_new_profile_needs_a_name_and_a_repeated_passphrase() {
    let mut harness = show(State::default());
    harness.run();
    assert!(press(&mut harness, "Create profile").is_empty());
    let fill = |harness: &mut Harness<Shown>, label: &str, text: &str| {
        harness.get_by_label(label).focus();
        harness.run();
        harness.get_by_label(label).type_text(text);
        harness.run();
    };
    fill(&mut harness, "Name", "Ilse");
    fill(
        &mut harness,
        "Passphrase (8 characters or more; leave empty for none)",
        "long enough",
    );
    assert!(
        press(&mut harness, "Create profile").is_empty(),
        "not repeated yet"
    );
    fill(&mut harness, "The same passphrase again", "long enough");
    let commands = press(&mut harness, "Create profile");
    let [Command::CreateProfile { name, passphrase }] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    assert_eq!(
        (name.as_str(), passphrase.expose().as_str()),
        ("Ilse", "long enough")
    );
}

#[test]
fn the_demo_opens_and_nothing_else_while_a_profile_is_being_opened() {
    let mut state = sample::locked();
    state.settings.reduced_motion = true;
    let mut harness = show(state);
    harness.run();
    assert!(matches!(
        press(&mut harness, "Try the demo").as_slice(),
        [Command::OpenDemo]
    ));
    harness.state_mut().state.profiles.busy = true;
    harness.run();
    assert!(press(&mut harness, "Try the demo").is_empty());
    assert!(harness.query_by_label("Opening the profile…").is_some());
}

#[test]
fn a_wrong_passphrase_is_explained() {
    use aspiro::explain::{Explain, StoreError};
    let mut state = sample::locked();
    let explanation = StoreError::WrongPassphrase.explain();
    state.profiles.error = Some(explanation.clone());
    let mut harness = show(state);
    harness.run();
    for sentence in [&explanation.what, &explanation.why, &explanation.next] {
        assert!(harness.query_by_label(sentence).is_some(), "{sentence}");
    }
}

#[test]
fn typing_a_role_sends_it() {
    let mut state = on(Page::Analyzer, sample::full());
    state.analyzer.role.clear();
    let mut harness = show(state);
    harness.run();
    assert!(press(&mut harness, "Analyse").is_empty(), "no role yet");
    harness.get_by_label("Role you want").focus();
    harness.run();
    harness
        .get_by_label("Role you want")
        .type_text("Statistician");
    let commands = taken(&mut harness);
    assert!(matches!(commands.as_slice(), [Command::SetRole(role)] if role == "Statistician"));
}

#[test]
fn analyse_sends_one_command_and_none_while_busy() {
    let mut harness = show(on(Page::Analyzer, sample::full()));
    harness.run();
    let commands = press(&mut harness, "Analyse");
    assert!(
        matches!(commands.as_slice(), [Command::Analyze]),
        "{commands:?}"
    );
    harness.state_mut().state.analyzer.phase = Phase::Streaming(Link::Local);
    harness.run();
    assert!(press(&mut harness, "Analyse").is_empty());
    assert!(press(&mut harness, "Analyse").is_empty());
    assert!(matches!(
        press(&mut harness, "Stop").as_slice(),
        [Command::StopAnalysis]
    ));
}

#[test]
fn a_failure_can_be_tried_again_and_hides_its_technical_list() {
    let mut state = on(Page::Analyzer, sample::full());
    state.analyzer.phase = Phase::Failed(sample::failure());
    let mut harness = show(state);
    harness.run();
    let technical = "openrouter/a:rate_limited, openrouter/b:timeout at 14:05:09";
    assert!(
        harness
            .query_by_label("The service asks for a pause.")
            .is_some()
    );
    assert!(harness.query_by_label(technical).is_none());
    press(&mut harness, "Technical details");
    assert!(harness.query_by_label(technical).is_some());
    assert!(matches!(
        press(&mut harness, "Try Again").as_slice(),
        [Command::Analyze]
    ));
}

#[test]
fn evidence_opens_its_quote() {
    let mut harness = show_sized(on(Page::Analyzer, sample::full()), [900.0, 3000.0]);
    harness.run();
    let quote = "“Designed A/B tests for the web shop and presented them to the board”";
    assert!(harness.query_by_label(quote).is_none());
    press(&mut harness, "A/B testing");
    assert!(harness.query_by_label(quote).is_some());
    press(&mut harness, "A/B testing");
    assert!(harness.query_by_label(quote).is_none());
}

#[test]
fn a_suggestion_is_saved_once() {
    let mut harness = show_sized(on(Page::Analyzer, sample::full()), [900.0, 3000.0]);
    harness.run();
    let commands = press(&mut harness, "Save path: Data Scientist");
    assert!(matches!(commands.as_slice(), [Command::SaveSuggestion(0)]));
    harness.state_mut().state.analyzer.saved = vec![0];
    harness.run();
    assert!(
        harness
            .query_by_label("Save path: Data Scientist")
            .is_none()
    );
    assert!(harness.query_by_label("Saved").is_some());
}

#[test]
fn a_route_is_shown_hop_by_hop_and_another_can_be_chosen() {
    let mut harness = show_sized(on(Page::Explorer, sample::full()), [900.0, 3000.0]);
    harness.run();
    let shown = |harness: &Harness<Shown>, label: &str| harness.query_by_label(label).is_some();
    let begin = "From Business Intelligence Analysts, since your latest title is “Data Analyst”.";
    assert!(shown(&harness, begin));
    assert!(shown(&harness, "1. Data Scientists") && !shown(&harness, "2. Data Scientists"));
    let commands = press(&mut harness, "Via Statisticians");
    assert!(
        matches!(commands.as_slice(), [Command::ChooseRoute(1)]),
        "{commands:?}"
    );
    harness.state_mut().state.apply(Command::ChooseRoute(1));
    harness.run();
    assert!(shown(&harness, "1. Statisticians") && shown(&harness, "2. Data Scientists"));
    let commands = press(&mut harness, "1. Statisticians");
    assert!(matches!(commands.as_slice(), [Command::OpenOccupation(code)] if code == "15-2041.00"));
    let commands = press(&mut harness, "Save this route");
    assert!(matches!(commands.as_slice(), [Command::SaveRoute]));
}

#[test]
fn where_no_route_leads_or_none_is_needed_the_page_says_so() {
    let mut state = on(Page::Explorer, sample::full());
    let mut routes = state.explorer.routes.take().expect("the sample has routes");
    routes.found.clear();
    state.explorer.routes = Some(routes.clone());
    let mut harness = show_sized(state, [900.0, 3000.0]);
    harness.run();
    let nowhere = "No chain of related occupations leads from there to here.";
    assert!(harness.query_by_label(nowhere).is_some());
    routes.from.code = "15-2051.00".to_owned();
    harness.state_mut().state.explorer.routes = Some(routes);
    harness.run();
    let there = "You are there: this is the work you do today.";
    assert!(harness.query_by_label(there).is_some());
    assert!(harness.query_by_label("Save this route").is_none());
}

#[test]
fn the_facts_of_an_occupation_are_shown_in_their_own_units() {
    let mut harness = show_sized(on(Page::Explorer, sample::full()), [900.0, 4000.0]);
    harness.run();
    for label in [
        "Ways of working",
        "Share of the tasks on record; a task may count more than once",
        "The middle half earn $82,630 to $155,810.",
        "All but the lowest and highest tenth earn $63,650 to $194,410.",
    ] {
        assert!(harness.query_by_label(label).is_some(), "{label}");
    }
    for part in ["Analytical Thinking", "41 %", "Finding things out"] {
        let is_shown = harness.query_all_by_label_contains(part).next().is_some();
        assert!(is_shown, "{part}");
    }
}

#[test]
fn a_job_description_becomes_a_list_of_what_is_met() {
    let mut state = on(Page::Analyzer, sample::full());
    let mut analysis = sample::analysis();
    analysis.kind = aspiro::career::analysis::Kind::Job;
    analysis.requirements = sample::requirements();
    state.analyzer.analysis = Some(std::sync::Arc::new(analysis));
    let mut harness = show_sized(state, [900.0, 3000.0]);
    harness.run();
    for label in ["1 of 3 met", "Met", "Partly met", "Not shown", "Preferred"] {
        assert!(harness.query_by_label(label).is_some(), "{label}");
    }
    let quote = "“Python, SQL, dbt, Airflow, statistics, Tableau”";
    assert!(harness.query_by_label(quote).is_none());
    press(&mut harness, "Evidence for: Three years with SQL");
    assert!(harness.query_by_label(quote).is_some());
}

#[test]
fn what_one_profile_typed_is_gone_when_it_is_locked() {
    let mut harness = show(on(Page::Analyzer, sample::empty()));
    harness.run();
    harness.get_by_label("Or type a path").focus();
    harness.run();
    harness
        .get_by_label("Or type a path")
        .type_text("/home/mara/secret.pdf");
    harness.run();
    let mut locked = sample::locked();
    std::mem::swap(&mut harness.state_mut().state, &mut locked);
    harness.run();
    locked.profiles.open = Some("Demo".to_owned());
    harness.state_mut().state = locked;
    harness.run();
    let field = harness.get_by_label("Or type a path");
    assert_eq!(field.value().unwrap_or_default(), "");
}

#[test]
fn a_typed_path_is_imported() {
    let mut harness = show(on(Page::Analyzer, sample::empty()));
    harness.run();
    assert!(press(&mut harness, "Import this path").is_empty());
    harness.get_by_label("Or type a path").focus();
    harness.run();
    harness
        .get_by_label("Or type a path")
        .type_text("/tmp/cv.pdf");
    harness.run();
    let commands = press(&mut harness, "Import this path");
    assert!(
        matches!(commands.as_slice(), [Command::ImportResume(path)] if path.ends_with("cv.pdf")),
        "{commands:?}"
    );
}

#[test]
fn the_goal_changes_what_is_asked_for() {
    let mut state = on(Page::Analyzer, sample::full());
    state.analyzer.history.clear();
    let mut harness = show(state.clone());
    harness.run();
    let commands = press(&mut harness, "Best fit");
    assert!(matches!(
        commands.as_slice(),
        [Command::SetGoal(Goal::BestFit)]
    ));
    state.analyzer.goal = Goal::Job;
    let mut harness = show(state);
    harness.run();
    assert!(harness.query_by_label("Role you want").is_none());
    harness.get_by_label("Job description").focus();
    harness.run();
    harness
        .get_by_label("Job description")
        .type_text("We need SQL.");
    let commands = taken(&mut harness);
    assert!(matches!(commands.as_slice(), [Command::SetJob(job)] if job == "We need SQL."));
}

#[test]
fn searching_and_quick_picks_ask_for_occupations() {
    let mut harness = show(on(Page::Explorer, sample::empty()));
    harness.run();
    let commands = press(&mut harness, "UX Design");
    assert!(matches!(commands.as_slice(), [Command::SearchOccupations(q)] if q == "UX Design"));
    harness.get_by_label("Search occupations").focus();
    harness.run();
    harness
        .get_by_label("Search occupations")
        .type_text("nurse");
    let commands = taken(&mut harness);
    assert!(matches!(commands.as_slice(), [Command::SearchOccupations(q)] if q == "nurse"));
}

#[test]
fn related_careers_open() {
    let mut harness = show_sized(on(Page::Explorer, sample::full()), [900.0, 3000.0]);
    harness.run();
    let commands = press(&mut harness, "Statisticians");
    assert!(matches!(commands.as_slice(), [Command::OpenOccupation(code)] if code == "15-2041.00"));
}

#[test]
fn enter_sends_the_draft_and_shift_enter_does_not() {
    let mut state = on(Page::Mentor, sample::full());
    state.mentor.draft = "Where do I begin?".to_owned();
    let mut harness = show(state);
    harness.run();
    harness.get_by_label("Message to the mentor").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    let commands = taken(&mut harness);
    assert!(
        matches!(commands.as_slice(), [Command::SetDraft(draft)] if draft.contains('\n')),
        "{commands:?}"
    );
    harness.key_press(Key::Enter);
    let commands = taken(&mut harness);
    assert!(
        matches!(commands.as_slice(), [Command::Send]),
        "{commands:?}"
    );
}

#[test]
fn a_quick_question_is_asked_at_once() {
    let mut harness = show(on(Page::Mentor, sample::empty()));
    harness.run();
    let commands = press(&mut harness, "What should I do first?");
    assert!(matches!(
        commands.as_slice(),
        [Command::SetDraft(draft), Command::Send] if draft == "What should I do first?"
    ));
}

#[test]
fn the_palette_finds_and_does() {
    let mut harness = show(sample::full());
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.get_by_label("Search commands").type_text("dark");
    harness.run();
    harness.key_press(Key::Enter);
    let commands = taken(&mut harness);
    let [Command::ChangeSettings(settings)] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    assert_eq!(settings.theme, Theme::Dark);
    assert!(
        harness.query_by_label("Search commands").is_none(),
        "it closes"
    );
}

#[test]
fn consent_is_asked_before_it_is_given() {
    let mut harness = show_sized(on(Page::Settings, sample::full()), [900.0, 2600.0]);
    harness.run();
    assert!(press(&mut harness, "Allow online models…").is_empty());
    let commands = press(&mut harness, "Allow online models");
    let [Command::ChangeSettings(settings)] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    assert!(settings.online);
}

#[test]
fn a_deletion_can_be_undone_from_its_notice() {
    let mut state = on(Page::Paths, sample::full());
    state.notices.push(Notice {
        id: 4,
        tone: Tone::Info,
        text: "“Data Scientist” was deleted.".to_owned(),
        deleted_path: Some(7),
    });
    let mut harness = show(state);
    harness.run();
    let commands = press(&mut harness, "Undo");
    assert!(matches!(commands.as_slice(), [Command::UndoDelete(7)]));
}

#[test]
fn a_path_opens_and_its_notes_are_sent_as_typed() {
    let mut state = on(Page::Paths, sample::full());
    let mut harness = show(state.clone());
    harness.run();
    let commands = press(&mut harness, "Open path: Data Scientist");
    assert!(matches!(commands.as_slice(), [Command::OpenPath(2)]));
    state.paths.open = Some(2);
    state.paths.list[0].notes.clear();
    let mut harness = show(state);
    harness.run();
    harness.get_by_label("Your notes on this path").focus();
    harness.run();
    harness
        .get_by_label("Your notes on this path")
        .type_text("Call Ilse");
    let commands = taken(&mut harness);
    assert!(matches!(
        commands.as_slice(),
        [Command::SetPathNotes { id: 2, notes }] if notes == "Call Ilse"
    ));
}

#[test]
fn a_model_that_cannot_run_cannot_be_chosen() {
    let mut state = on(Page::Models, sample::full());
    state.settings.model = ChosenModel::None;
    let mut harness = show(state);
    harness.run();
    assert!(press(&mut harness, "Use gpt-oss-120b-MXFP4").is_empty());
    let commands = press(&mut harness, "Use Qwen3-1.7B-Q4_K_M");
    assert!(matches!(
        commands.as_slice(),
        [Command::ChooseModel(ChosenModel::File(_))]
    ));
}

#[test]
fn long_conversations_and_lists_stay_quick_to_draw() {
    let mut state = on(Page::Mentor, sample::full());
    let one = state.mentor.messages.clone();
    state.mentor.messages = one.iter().cloned().cycle().take(400).collect();
    state.mentor.chats = (0..5_000)
        .map(|id| ChatEntry {
            id,
            title: format!("Conversation {id}"),
            updated_ms: sample::NOON,
        })
        .collect();
    state.mentor.open = Some(3);
    let mut harness = show_sized(state, [1100.0, 800.0]);
    harness.run();
    let rows = harness
        .query_all_by_role(Role::Button)
        .filter(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|label| label.starts_with("Conversation "))
        })
        .count();
    assert!((1..60).contains(&rows), "{rows} rows of 5000 were drawn");
    let answers = harness
        .query_all_by_label("What should I learn first to become a data scientist?")
        .count();
    assert!(
        (1..20).contains(&answers),
        "{answers} of 200 questions were drawn"
    );
}
