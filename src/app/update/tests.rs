//! What a person would notice if it went wrong: doubled requests, lost drafts, answers in the wrong place.

use std::sync::Arc;

use crate::app::command::Command;
use crate::app::effect::{Effect, Stream};
use crate::app::event::{End, Event};
use crate::app::state::{AnalysisEntry, OpenResume, Page, Phase, State, Wording};
use crate::career::analysis::{Analysis, Kind, Provenance, ResumeRef};
use crate::career::correction::{ContactField, Correction, Corrections};
use crate::career::path::{PathStatus, SavedPath};
use crate::career::resume::{Bullet, Experience, Resume, Span};
use crate::career::sample;
use crate::chat::{Link, Speaker};

fn open_resume(id: i64) -> OpenResume {
    OpenResume::new(id, "ada.txt".to_owned(), resume(), Corrections::default())
}

fn resume() -> Resume {
    sample::unread("Ada Example\nPython, SQL")
}

fn analysis() -> Arc<Analysis> {
    Arc::new(Analysis {
        version: 1,
        kind: Kind::TargetRole,
        resume: ResumeRef {
            id: String::new(),
            sha256: String::new(),
        },
        analysis: "Something.".to_owned(),
        suggestions: Vec::new(),
        overall_strengths: Vec::new(),
        improvements_to_consider: Vec::new(),
        requirements: Vec::new(),
        claims: Vec::new(),
        evidence: Vec::new(),
        provenance: Provenance {
            link: Link::Guide,
            model: None,
            prompt_version: String::new(),
            score_version: String::new(),
            ttft_ms: None,
            tokens_per_second: None,
            fallbacks: Vec::new(),
        },
    })
}

/// A profile with a résumé open and a role written.
fn ready() -> State {
    let mut state = State::default();
    state.profiles.open = Some("Ada".to_owned());
    state.page = Page::Analyzer;
    state.resumes.open = Some(open_resume(1));
    state.analyzer.role = "Data Scientist".to_owned();
    state
}

fn path(id: i64) -> SavedPath {
    SavedPath {
        id,
        title: "Data Scientist".to_owned(),
        occupation: None,
        status: PathStatus::Considering,
        notes: String::new(),
        summary: String::new(),
        match_percent: Some(70),
        analysis_id: None,
        created_ms: 0,
        updated_ms: 0,
    }
}

#[test]
fn a_hundred_fast_clicks_start_one_analysis() {
    let mut state = ready();
    let started: usize = (0..100).map(|_| state.apply(Command::Analyze).len()).sum();
    assert_eq!(started, 1);
    assert!(
        state
            .analyze_obstacle()
            .is_some_and(|reason| reason.contains("running"))
    );
}

#[test]
fn a_fast_second_enter_sends_one_question() {
    let mut state = ready();
    state.apply(Command::SetDraft("What next?".to_owned()));
    let asks = |effects: Vec<Effect>| {
        effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Ask(_)))
            .count()
    };
    assert_eq!(asks(state.apply(Command::Send)), 1);
    state.apply(Command::SetDraft("What next?".to_owned()));
    assert_eq!(asks(state.apply(Command::Send)), 0);
    assert_eq!(
        state.mentor.draft, "What next?",
        "the second draft is not lost"
    );
}

#[test]
fn nothing_can_be_analysed_before_the_role_is_written() {
    let mut state = ready();
    state.apply(Command::SetRole("  ".to_owned()));
    assert_eq!(state.analyze_obstacle(), Some("Write the role first."));
    assert!(state.apply(Command::Analyze).is_empty());
}

#[test]
fn words_of_an_abandoned_analysis_do_not_appear_in_the_next() {
    let mut state = ready();
    state.apply(Command::Analyze);
    let old = state.analyzer.run;
    state.absorb(Event::AnalysisEnded {
        run: old,
        end: End::Stopped,
        history: Vec::new(),
    });
    state.apply(Command::Analyze);
    state.absorb(Event::AnalysisGrew {
        run: old,
        analysis: analysis(),
    });
    assert!(state.analyzer.analysis.is_none());
    assert!(state.analyzer.phase.is_busy());
}

#[test]
fn another_resume_takes_the_running_analysis_away() {
    let mut state = ready();
    state.apply(Command::Analyze);
    let effects = state.absorb(Event::ResumeOpened {
        open: open_resume(2),
        history: Vec::new(),
    });
    assert!(matches!(
        effects[..],
        [
            Effect::Cancel(Stream::Analysis),
            Effect::SuggestSkills { id: 2, .. }
        ]
    ));
    assert_eq!(state.analyzer.phase, Phase::Idle);
}

#[test]
fn an_unfinished_analysis_is_never_shown_as_complete() {
    let mut state = ready();
    let entry = AnalysisEntry {
        id: 3,
        title: "Data Scientist".to_owned(),
        match_percent: None,
        complete: false,
        created_ms: 0,
    };
    state.absorb(Event::AnalysisOpened {
        id: 3,
        analysis: Some(analysis()),
        entry,
    });
    assert_eq!(state.analyzer.phase, Phase::Interrupted);
    assert!(
        state.analyzer.analysis.is_some(),
        "what had arrived is kept"
    );
}

#[test]
fn locking_forgets_everything_private() {
    let mut state = ready();
    state.mentor.draft = "secret".to_owned();
    state.paths.list.push(path(1));
    state.apply(Command::Lock);
    assert_eq!(state.page, Page::Unlock);
    assert!(state.resumes.open.is_none());
    assert!(state.paths.list.is_empty());
    assert!(state.mentor.draft.is_empty());
    assert!(state.analyzer.role.is_empty());
}

#[test]
fn a_locked_program_shows_no_other_page() {
    let mut state = State::default();
    state.apply(Command::Go(Page::Paths));
    assert_eq!(state.page, Page::Unlock);
}

#[test]
fn a_deleted_path_can_be_brought_back_once() {
    let mut state = ready();
    state.paths.list.push(path(7));
    state.absorb(Event::PathDeleted(path(7)));
    assert!(state.paths.list.is_empty());
    state.absorb(Event::PathDeleted(path(8)));
    let undoes = |state: &State| -> Vec<_> {
        let notices = state.notices.iter();
        notices.filter_map(|notice| notice.deleted_path).collect()
    };
    assert_eq!(undoes(&state), [7, 8]);
    let effects = state.apply(Command::UndoDelete(7));
    assert!(matches!(effects[..], [Effect::RestorePath(7)]));
    assert_eq!(undoes(&state), [8], "the other can still be undone");
    assert!(state.apply(Command::UndoDelete(7)).is_empty());
}

#[test]
fn regenerating_asks_the_same_question_again() {
    let mut state = ready();
    state.apply(Command::SetDraft("Why?".to_owned()));
    state.apply(Command::Send);
    let run = state.mentor.run;
    state.absorb(Event::ChatGrew {
        run,
        text: "Because.".to_owned(),
    });
    state.absorb(Event::ChatEnded {
        run,
        end: End::Done,
        answered: None,
    });
    let effects = state.apply(Command::Regenerate);
    let [Effect::Ask(job)] = &effects[..] else {
        panic!("one question is asked");
    };
    assert!(job.again);
    assert_eq!(job.messages.len(), 1);
    assert_eq!(job.messages[0].speaker, Speaker::User);
}

#[test]
fn stopping_before_the_first_word_leaves_no_empty_bubble() {
    let mut state = ready();
    state.apply(Command::SetDraft("Why?".to_owned()));
    state.apply(Command::Send);
    let run = state.mentor.run;
    state.absorb(Event::ChatEnded {
        run,
        end: End::Stopped,
        answered: None,
    });
    assert_eq!(state.mentor.messages.len(), 1);
    assert_eq!(state.mentor.phase, Phase::Stopped);
}

#[test]
fn a_correction_counts_at_once_is_kept_and_leaves_the_source_alone() {
    let mut state = ready();
    let name = |value: Option<&str>| Correction::Contact {
        field: ContactField::FullName,
        value: value.map(str::to_owned),
    };
    let effects = state.apply(Command::Correct(name(Some("Ada Example"))));
    let [
        Effect::SaveCorrections {
            resume: 1,
            corrections,
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!(corrections.len(), 1);
    let names = |state: &State| {
        let open = state.resumes.open.clone().expect("it is open");
        let name = |resume: &Resume| resume.contact.full_name.clone();
        (name(&open.source), name(&open.read))
    };
    assert_eq!(names(&state), (None, Some("Ada Example".to_owned())));
    state.apply(Command::TakeBackCorrection(name(None)));
    assert_eq!(names(&state), (None, None));
}

/// A résumé with one position of two lines.
fn with_lines() -> State {
    let mut state = ready();
    let bullet = |start: usize, text: &str| Bullet {
        text: text.to_owned(),
        span: Span::new(start, start + text.len()),
    };
    let mut resume = resume();
    resume.experience.push(Experience {
        bullets: vec![bullet(0, "Ada Example"), bullet(12, "Python, SQL")],
        ..Experience::default()
    });
    state.resumes.open = Some(OpenResume::new(
        1,
        "ada.txt".to_owned(),
        resume,
        Corrections::default(),
    ));
    state
}

const FIRST: Span = Span { start: 0, end: 11 };
const SECOND: Span = Span { start: 12, end: 23 };

fn worded(run: u64, line: Span) -> Event {
    Event::WordingSuggested {
        run,
        wording: Wording {
            line,
            text: Some("Better.".to_owned()),
            link: Link::Guide,
            advice: Vec::new(),
            refused: None,
        },
    }
}

#[test]
fn one_wording_is_asked_for_at_a_time_with_the_line_and_the_role() {
    let mut state = with_lines();
    let effects = state.apply(Command::SuggestWording(SECOND));
    let [Effect::Reword(job)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (job.text.as_str(), job.role.as_str()),
        ("Python, SQL", "Data Scientist")
    );
    let run = job.run;
    assert!(state.apply(Command::SuggestWording(SECOND)).is_empty());
    assert!(state.apply(Command::SuggestWording(FIRST)).is_empty());
    state.absorb(worded(run, SECOND));
    assert!(state.resumes.rewording.of(SECOND).is_some());
    assert_eq!(state.apply(Command::SuggestWording(FIRST)).len(), 1);
    state.apply(Command::DismissWording(SECOND));
    assert!(state.resumes.rewording.of(SECOND).is_none());
}

#[test]
fn a_wording_of_another_resume_is_stopped_and_never_shown() {
    let mut state = with_lines();
    state.apply(Command::SuggestWording(FIRST));
    let run = state.resumes.rewording.run;
    let effects = state.absorb(Event::ResumeOpened {
        open: open_resume(2),
        history: Vec::new(),
    });
    assert!(matches!(effects[0], Effect::Cancel(Stream::Wording)));
    state.absorb(worded(run, FIRST));
    assert!(state.resumes.rewording.suggested.is_empty());
}

#[test]
fn a_stopped_wording_leaves_the_line_to_be_asked_about_again() {
    let mut state = with_lines();
    state.apply(Command::SuggestWording(FIRST));
    let effects = state.apply(Command::StopWording);
    assert!(matches!(effects[..], [Effect::Cancel(Stream::Wording)]));
    let run = state.resumes.rewording.run;
    state.absorb(Event::WordingStopped { run });
    assert_eq!(state.apply(Command::SuggestWording(FIRST)).len(), 1);
}
