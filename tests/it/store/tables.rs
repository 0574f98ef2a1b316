//! Every method, on a real file that is closed and opened in between.

use aspiro::career::correction::{ContactField, Correction, Corrections};
use aspiro::career::path::PathStatus;
use aspiro::chat::{Link, Speaker};
use aspiro::explain::StoreError;
use aspiro::store::{AnswerFigure, NewAnalysis, NewPath, Store};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{analysis, profile, reopen, resume};

fn missing(what: &str) -> StoreError {
    StoreError::NotFound {
        what: what.to_owned(),
    }
}

fn begin(store: &Store, resume_id: i64, title: &str) -> i64 {
    store
        .begin_analysis(&NewAnalysis {
            resume_id,
            title: title.to_owned(),
            question: json!({"role": title, "job": null}),
        })
        .unwrap()
}

fn new_path(title: &str) -> NewPath {
    NewPath {
        title: title.to_owned(),
        occupation: Some("15-2051.00".to_owned()),
        summary: "# Why\n\nNumbers.".to_owned(),
        match_percent: Some(71),
        analysis_id: None,
    }
}

#[test]
fn a_resume_keeps_its_bytes_and_what_was_read() {
    let (_home, vault, store) = profile();
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let read = resume("Ada Lovelace, analyst");
    let first = store.add_resume("cv.pdf", &bytes, &read).unwrap();
    let second = store.add_resume("other.txt", b"x", &resume("x")).unwrap();

    let store = reopen(&vault, store);
    assert_eq!(store.resume(first).unwrap(), read);
    assert_eq!(store.resume_bytes(first).unwrap(), bytes);
    let rows = store.resumes().unwrap();
    let names: Vec<_> = rows.iter().map(|row| (row.id, row.name.as_str())).collect();
    assert_eq!(names, [(second, "other.txt"), (first, "cv.pdf")]);
    let row = &rows[1];
    let digest: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(row.sha256, digest);
    assert_eq!(row.bytes_len, 300_000);
    assert!(row.created_ms > 1_600_000_000_000);
}

#[test]
fn corrections_are_kept_apart_from_the_resume_and_go_with_it() {
    let (_home, vault, store) = profile();
    let read = resume("Ada Lovelace, analyst");
    let id = store.add_resume("cv.pdf", b"x", &read).unwrap();
    assert!(store.corrections(id).unwrap().is_empty());
    let mut corrections = Corrections::default();
    for name in ["Ada", "Ada Lovelace"] {
        corrections.set(Correction::Contact {
            field: ContactField::FullName,
            value: Some(name.to_owned()),
        });
        store.set_corrections(id, &corrections).unwrap();
    }

    let store = reopen(&vault, store);
    assert_eq!(store.corrections(id).unwrap(), corrections);
    assert_eq!(store.resume(id).unwrap(), read);
    store.delete_resume(id).unwrap();
    assert!(store.corrections(id).unwrap().is_empty());
    assert_eq!(
        store.set_corrections(id, &corrections),
        Err(missing("résumé"))
    );
}

#[test]
fn the_same_bytes_are_the_same_resume() {
    let (_home, _vault, store) = profile();
    let first = store.add_resume("a.txt", b"same", &resume("same")).unwrap();
    let again = store.add_resume("b.txt", b"same", &resume("same")).unwrap();
    assert_eq!(first, again);
    assert_eq!(store.resumes().unwrap().len(), 1);
}

#[test]
fn a_deleted_resume_takes_its_analyses_along_and_leaves_saved_paths() {
    let (_home, vault, store) = profile();
    let gone = store.add_resume("a", b"a", &resume("a")).unwrap();
    let kept = store.add_resume("b", b"b", &resume("b")).unwrap();
    let of_gone = begin(&store, gone, "Analyst");
    let of_kept = begin(&store, kept, "Analyst");
    let path = store
        .add_path(&NewPath {
            analysis_id: Some(of_gone),
            ..new_path("Analyst")
        })
        .unwrap();
    assert_eq!(path.analysis_id, Some(of_gone));

    store.delete_resume(gone).unwrap();
    let store = reopen(&vault, store);
    assert_eq!(store.resume(gone), Err(missing("résumé")));
    assert_eq!(store.resume_bytes(gone), Err(missing("résumé")));
    assert_eq!(store.delete_resume(gone), Err(missing("résumé")));
    assert_eq!(store.analysis(of_gone), Err(missing("analysis")));
    assert_eq!(store.analysis(of_kept), Ok(None));
    assert_eq!(store.path(path.id).unwrap().analysis_id, None);
    assert_eq!(
        store.latest_analysis().unwrap().map(|row| row.id),
        Some(of_kept)
    );
}

#[test]
fn an_analysis_is_there_from_its_beginning() {
    let (_home, vault, store) = profile();
    let resume_id = store.add_resume("a", b"a", &resume("a")).unwrap();
    assert_eq!(store.latest_analysis(), Ok(None));
    let id = begin(&store, resume_id, "Analyst");

    let store = reopen(&vault, store);
    assert_eq!(store.analysis(id), Ok(None));
    let row = store.latest_analysis().unwrap().unwrap();
    assert_eq!((row.id, row.resume_id), (id, resume_id));
    assert_eq!(row.title, "Analyst");
    assert_eq!(row.question, json!({"role": "Analyst", "job": null}));
    assert_eq!((row.match_percent, row.complete), (None, false));

    let partial = analysis("So far", None);
    store.save_partial_analysis(id, &partial).unwrap();
    let store = reopen(&vault, store);
    assert_eq!(store.analysis(id), Ok(Some(partial.clone())));
    assert!(!store.latest_analysis().unwrap().unwrap().complete);

    let whole = analysis("So far and further", Some(64));
    store.finish_analysis(id, &whole).unwrap();
    store.save_partial_analysis(id, &partial).unwrap();
    let store = reopen(&vault, store);
    assert_eq!(store.analysis(id), Ok(Some(whole)));
    let row = store.latest_analysis().unwrap().unwrap();
    assert_eq!((row.match_percent, row.complete), (Some(64), true));
}

#[test]
fn analyses_are_listed_by_resume_newest_first() {
    let (_home, _vault, store) = profile();
    let a = store.add_resume("a", b"a", &resume("a")).unwrap();
    let b = store.add_resume("b", b"b", &resume("b")).unwrap();
    let ids = [
        begin(&store, a, "1"),
        begin(&store, b, "2"),
        begin(&store, a, "3"),
    ];
    let listed = |resume| -> Vec<i64> {
        let rows = store.analyses(resume).unwrap();
        rows.iter().map(|row| row.id).collect()
    };
    assert_eq!(listed(a), [ids[2], ids[0]]);
    assert_eq!(listed(b), [ids[1]]);
    store.delete_analysis(ids[2]).unwrap();
    assert_eq!(listed(a), [ids[0]]);
    assert_eq!(store.delete_analysis(ids[2]), Err(missing("analysis")));

    let partial = analysis("late", None);
    assert_eq!(
        store.save_partial_analysis(ids[2], &partial),
        Err(missing("analysis"))
    );
    assert_eq!(
        store.finish_analysis(ids[2], &partial),
        Err(missing("analysis"))
    );
    let orphan = NewAnalysis {
        resume_id: 999,
        title: String::new(),
        question: json!(null),
    };
    assert_eq!(store.begin_analysis(&orphan), Err(missing("résumé")));
}

#[test]
fn a_path_is_kept_changed_deleted_and_brought_back() {
    let (_home, vault, store) = profile();
    let first = store.add_path(&new_path("Data Scientist")).unwrap();
    let second = store.add_path(&new_path("Gärtnerin")).unwrap();
    assert_eq!(first.status, PathStatus::Considering);
    assert_eq!(first.occupation.as_deref(), Some("15-2051.00"));
    assert_eq!(first.match_percent, Some(71));

    let store = reopen(&vault, store);
    assert_eq!(store.paths(), Ok(vec![second.clone(), first.clone()]));

    for status in PathStatus::ALL {
        let mut changed = first.clone();
        changed.title = "Statistician".to_owned();
        changed.status = status;
        changed.notes = "Ask Grace.\n".to_owned();
        store.update_path(&changed).unwrap();
        let stored = store.path(first.id).unwrap();
        assert!(stored.updated_ms >= first.updated_ms);
        changed.updated_ms = stored.updated_ms;
        assert_eq!(stored, changed);
    }

    let before = store.path(first.id).unwrap();
    assert_eq!(store.delete_path(first.id), Ok(before.clone()));
    assert_eq!(store.paths(), Ok(vec![second.clone()]));
    assert_eq!(store.path(first.id), Err(missing("path")));
    assert_eq!(store.update_path(&before), Err(missing("path")));
    assert_eq!(store.delete_path(first.id), Err(missing("path")));
    store.restore_path(first.id).unwrap();
    assert_eq!(store.paths(), Ok(vec![second, before]));
    assert_eq!(store.restore_path(999), Err(missing("path")));
}

#[test]
fn a_deletion_that_nobody_undid_is_final_when_the_profile_is_closed() {
    let (_home, vault, store) = profile();
    let path = store.add_path(&new_path("Pilot")).unwrap();
    store.delete_path(path.id).unwrap();
    let store = reopen(&vault, store);
    assert_eq!(store.restore_path(path.id), Err(missing("path")));
    assert_ne!(store.add_path(&new_path("Pilot")).unwrap().id, path.id);
}

#[test]
fn a_path_from_a_deleted_analysis_is_still_kept() {
    let (_home, _vault, store) = profile();
    let path = store
        .add_path(&NewPath {
            analysis_id: Some(999),
            ..new_path("Pilot")
        })
        .unwrap();
    assert_eq!(path.analysis_id, None);
}

#[test]
fn a_conversation_keeps_its_turns_and_half_an_answer() {
    let (_home, vault, store) = profile();
    let chat = store.new_chat("First steps").unwrap();
    let asked = store
        .add_message(chat, Speaker::User, "Where do I begin?", true)
        .unwrap();
    let answer = store
        .add_message(chat, Speaker::Assistant, "", false)
        .unwrap();
    store.update_message(answer, "With", false, None).unwrap();

    let store = reopen(&vault, store);
    let messages = store.messages(chat).unwrap();
    assert_eq!(messages.len(), 2);
    assert_eq!(
        (messages[0].id, messages[0].speaker),
        (asked, Speaker::User)
    );
    assert_eq!(messages[0].text, "Where do I begin?");
    assert!(messages[0].complete);
    assert_eq!(
        (messages[1].id, messages[1].speaker),
        (answer, Speaker::Assistant)
    );
    assert_eq!(messages[1].text, "With");
    assert!(!messages[1].complete);
    assert_eq!(messages[1].answered, None);

    let answered = json!({"link": "guide", "ttft_ms": 3});
    store
        .update_message(answer, "With a list.", true, Some(&answered))
        .unwrap();
    let store = reopen(&vault, store);
    let last = store.messages(chat).unwrap().pop().unwrap();
    assert_eq!(last.text, "With a list.");
    assert!(last.complete);
    assert_eq!(last.answered, Some(answered));

    store.delete_message(asked).unwrap();
    assert_eq!(store.messages(chat).unwrap().len(), 1);
    assert_eq!(store.delete_message(asked), Err(missing("message")));
    assert_eq!(
        store.update_message(asked, "", true, None),
        Err(missing("message"))
    );
}

#[test]
fn the_conversation_written_to_last_comes_first() {
    let (_home, vault, store) = profile();
    let old = store.new_chat("old").unwrap();
    let new = store.new_chat("new").unwrap();
    let titles = |store: &Store| -> Vec<String> {
        let chats = store.chats().unwrap();
        chats.into_iter().map(|chat| chat.title).collect()
    };
    assert_eq!(titles(&store), ["new", "old"]);
    store
        .add_message(old, Speaker::User, "again", true)
        .unwrap();
    assert_eq!(titles(&store), ["old", "new"]);
    store.rename_chat(new, "renamed").unwrap();
    let store = reopen(&vault, store);
    assert_eq!(titles(&store), ["old", "renamed"]);

    store
        .set_draft(&format!("chat:{old}"), "half a thought")
        .unwrap();
    store.delete_chat(old).unwrap();
    assert_eq!(titles(&store), ["renamed"]);
    assert_eq!(store.messages(old), Ok(Vec::new()));
    assert_eq!(store.draft(&format!("chat:{old}")), Ok(String::new()));
    assert_eq!(store.delete_chat(old), Err(missing("conversation")));
    assert_eq!(store.rename_chat(old, "x"), Err(missing("conversation")));
    let lost = store.add_message(old, Speaker::User, "x", true);
    assert_eq!(lost, Err(missing("conversation")));
    // A new conversation must not inherit the deleted one's place.
    assert!(store.new_chat("next").unwrap() > new);
}

#[test]
fn drafts_are_kept_by_field_until_they_are_emptied() {
    let (_home, vault, store) = profile();
    assert_eq!(store.draft("role"), Ok(String::new()));
    store.set_draft("role", "Data Sc").unwrap();
    store.set_draft("job", "We seek").unwrap();
    store.set_draft("role", "Data Scientist").unwrap();
    let store = reopen(&vault, store);
    assert_eq!(store.draft("role").unwrap(), "Data Scientist");
    store.set_draft("role", "").unwrap();
    let store = reopen(&vault, store);
    assert_eq!(store.draft("role"), Ok(String::new()));
    assert_eq!(store.draft("job").unwrap(), "We seek");
}

#[test]
fn settings_keep_their_type() {
    let (_home, vault, store) = profile();
    assert_eq!(store.get::<String>("page"), Ok(None));
    store.set("page", &"home").unwrap();
    store.set("page", &"mentor").unwrap();
    store.set("scale", &1.1_f32).unwrap();
    let store = reopen(&vault, store);
    assert_eq!(store.get("page"), Ok(Some("mentor".to_owned())));
    assert_eq!(store.get("scale"), Ok(Some(1.1_f32)));
    let wrong = store.get::<Vec<u8>>("page");
    assert!(
        matches!(wrong, Err(StoreError::Damaged { .. })),
        "{wrong:?}"
    );
    store.remove("page").unwrap();
    store.remove("page").unwrap();
    assert_eq!(store.get::<String>("page"), Ok(None));
}

#[test]
fn the_ledger_lists_and_sums_what_left() {
    let (_home, vault, store) = profile();
    assert_eq!(store.bytes_sent(), Ok(0));
    for n in 1..=3 {
        store.add_ledger("openrouter.ai:443", n, "mentor").unwrap();
    }
    let store = reopen(&vault, store);
    assert_eq!(store.bytes_sent(), Ok(6));
    let rows = store.ledger(2).unwrap();
    let bytes: Vec<u64> = rows.iter().map(|row| row.bytes).collect();
    assert_eq!(bytes, [3, 2]);
    assert_eq!(rows[0].host, "openrouter.ai:443");
    assert_eq!(rows[0].purpose, "mentor");
    assert!(rows[0].at_ms > 1_600_000_000_000);
}

#[test]
fn figures_come_back_in_the_order_they_happened() {
    let (_home, vault, store) = profile();
    let figure = |at_ms, link, tokens_per_second| AnswerFigure {
        at_ms,
        purpose: "mentor".to_owned(),
        link,
        model: "smol".to_owned(),
        ttft_ms: 120,
        tokens_per_second,
        complete: at_ms != 2,
        n_fallbacks: 1,
    };
    let figures = [
        figure(1, Link::Local, Some(31.4)),
        figure(2, Link::OpenRouter, Some(0.1)),
        figure(3, Link::Guide, None),
    ];
    for figure in &figures {
        store.add_answer_figure(figure).unwrap();
    }
    let store = reopen(&vault, store);
    assert_eq!(store.answer_figures(10).unwrap(), figures);
    assert_eq!(store.answer_figures(2).unwrap(), figures[1..]);
}
