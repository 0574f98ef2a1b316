use super::*;
use crate::career::sample;

/// A résumé of one section, as read.
fn resume(section: &str, text: &str) -> Resume {
    let mut resume = sample::unread(text);
    for line in &mut resume.lines {
        section.clone_into(&mut line.section);
    }
    resume
}

fn suggested(section: &str, text: &str) -> Vec<(String, String)> {
    let resume = resume(section, text);
    Atlas::get()
        .suggest_skills(&resume)
        .into_iter()
        .map(|one| {
            let words = one.span.of(text).unwrap_or_default().to_owned();
            (one.skill, words)
        })
        .collect()
}

#[test]
fn other_words_for_a_skill_suggest_it_with_the_words_that_do() {
    for (text, skill, words) in [
        (
            "• Performed toxicological studies at sea",
            "perform toxicological studies",
            "toxicological studies",
        ),
        (
            "Café (2019), breeding pigs, tea",
            "breed pigs",
            "breeding pigs",
        ),
    ] {
        let suggested = suggested("experience", text);
        let wanted = (skill.to_owned(), words.to_owned());
        assert!(suggested.contains(&wanted), "{text}: {suggested:?}");
    }
}

#[test]
fn what_the_exact_search_finds_is_not_suggested() {
    let text = "Python, project management and SQL";
    let found = Atlas::get().vocabulary().find(text);
    assert_eq!(found.len(), 3);
    assert_eq!(suggested("skills", text), []);
}

#[test]
fn small_talk_and_silent_sections_suggest_nothing() {
    assert_eq!(
        suggested("summary", "We had a lovely time there. It rained cats."),
        []
    );
    assert_ne!(suggested("experience", "Breeding pigs"), []);
    assert_eq!(suggested("interests", "Breeding pigs"), []);
}

#[test]
fn one_word_is_a_skill_only_in_a_list_of_them() {
    let alone = [("mycology".to_owned(), "Mycology".to_owned())];
    assert_eq!(suggested("skills", "Mycology, tea"), alone);
    assert_eq!(suggested("experience", "Mycology, tea"), []);
}

#[test]
fn suggestions_fit_the_text_and_share_nothing() {
    let text = "• Trained employees, trained new employees; supervised nursing staff\n\
                • Übung: managed budgets (large), breeding pigs, breeding of pigs\n\n• C++";
    let resume = resume("experience", text);
    let suggestions = Atlas::get().suggest_skills(&resume);
    assert_eq!(suggestions, Atlas::get().suggest_skills(&resume));
    assert!(!suggestions.is_empty());
    for (at, one) in suggestions.iter().enumerate() {
        assert!(one.span.of(text).is_some_and(|words| !words.is_empty()));
        assert!((PLAUSIBLE..=1.0).contains(&one.score), "{one:?}");
        for other in &suggestions[..at] {
            assert_ne!(one.skill, other.skill);
            assert!(one.span.end <= other.span.start || other.span.end <= one.span.start);
            assert!(one.score <= other.score);
        }
    }
}
