use super::*;
use crate::chat::{Purpose, Sampling, Speaker};

fn ada() -> Redaction {
    Redaction::new([
        (Kind::Name, "Ada Márquez".to_owned()),
        (Kind::Email, "ada@marquez.example".to_owned()),
        (Kind::Phone, "+49 170 1234567".to_owned()),
        (Kind::Link, "linkedin.com/in/ada".to_owned()),
        (Kind::Address, "12 Elm Street, Apt 4".to_owned()),
    ])
}

fn request(texts: &[&str]) -> Request {
    Request {
        purpose: Purpose::Mentor,
        messages: texts
            .iter()
            .map(|text| Message::new(Speaker::User, *text))
            .collect(),
        max_tokens: 64,
        sampling: Sampling::default(),
        stop: Vec::new(),
        structured: false,
        continue_from: None,
        pattern: None,
    }
}

#[test]
fn known_values_become_placeholders() {
    let text = "Ada Márquez\n12 Elm Street,\nApt 4 | ada@marquez.example | +49 170 1234567\nlinkedin.com/in/ada";
    assert_eq!(
        ada().apply(text),
        "[name-1]\n[address-1] | [e-mail-1] | [phone-1]\n[link-1]"
    );
}

#[test]
fn a_name_is_found_in_capitals_without_accents_decomposed_and_by_its_parts() {
    for text in [
        "ADA MÁRQUEZ",
        "ada marquez",
        "Ada Ma\u{301}rquez",
        "Ada\n  Márquez",
        "Ada M\u{ad}árquez",
    ] {
        assert_eq!(ada().apply(text), "[name-1]", "{text:?}");
    }
    assert_eq!(
        ada().apply("Ms Márquez leads; ADA plans."),
        "Ms [name-1] leads; [name-2] plans."
    );
}

#[test]
fn a_name_in_capitals_and_a_number_from_abroad_are_found_as_people_write_them() {
    let private = Redaction::new([
        (Kind::Name, "MAYA R. OKAFOR".to_owned()),
        (Kind::Phone, "+34 612 345 678".to_owned()),
        (Kind::Phone, "555\u{2013}867\u{2013}5309".to_owned()),
    ]);
    for text in [
        "Maya led it",
        "maya led it",
        "Okafor\u{2019}s work",
        "call 612 345 678",
        "call 0612345678",
        "555-867-5309",
        "555\u{2012}867\u{2012}5309",
        "medium.com/@maya",
    ] {
        let hidden = private.apply(text);
        assert!(hidden.contains('['), "{text}");
    }
}

/// A fraction folds to three characters, of which one find may end with the first and another begin with the last.
#[test]
fn characters_that_fold_to_several_are_hidden_once() {
    let text = "My private history: x +1 555 867 530\u{bd}5558675309 y";
    let hidden = ada().apply(text);
    assert!(
        hidden.starts_with("My private history: x ") && hidden.ends_with(" y"),
        "{hidden}"
    );
}

#[test]
fn parts_of_other_words_and_common_words_stay() {
    let private = Redaction::new([(Kind::Name, "Will Sage Li".to_owned())]);
    let text = "I will use sage advice at Goodwill, with Sagemaker and Linux.";
    assert_eq!(private.apply(text), text);
    assert_eq!(ada().apply("Canada and Adam"), "Canada and Adam");
}

#[test]
fn a_known_phone_number_is_found_in_any_grouping() {
    for text in ["+49 (170) 123-4567", "+491701234567", "49 170 123 45 67"] {
        assert_eq!(ada().apply(text), "[phone-1]", "{text}");
    }
}

#[test]
fn addresses_numbers_and_links_are_found_by_their_look() {
    let nobody = Redaction::default();
    let cases = [
        ("Mail jo.o'neil+cv@mail.example.org.", "Mail [e-mail-1]."),
        (
            "(555) 867-5309, or 020 7946 0958",
            "[phone-1], or [phone-2]",
        ),
        (
            "Call 5558675309 or 555.867.2010",
            "Call [phone-1] or [phone-2]",
        ),
        (
            "See https://example.com/a?b=c#d, please",
            "See [link-1], please",
        ),
        ("(www.example.com) github.com/jo", "([link-1]) [link-2]"),
        ("jo.github.io / LinkedIn.com/in/jo-x", "[link-1] / [link-2]"),
        (
            "a@b.example, c@d.example, a@b.example",
            "[e-mail-1], [e-mail-2], [e-mail-1]",
        ),
    ];
    for (text, hidden) in cases {
        assert_eq!(nobody.apply(text), hidden);
    }
}

#[test]
fn what_an_analysis_needs_stays() {
    let nobody = Redaction::default();
    for text in [
        "2018 - 2020, 01/2018 – 03/2020, 2018-01 - 2020-03, 2015-2019 2020-2024",
        "onet:15-2051.00#skills/2.B.3.e",
        "Wages of $120,000-150,000 (2024), 1 200 000 rows, 99.95 %, version 10.15.7",
        "Node.js/Express, ASP.NET, C++/C#, CI/CD, TCP/IP, scikit-learn, e.g. this",
        "ISO 27001:2013; @handle; 24/7; 3.5 years; GPA 3.9/4.0",
        "",
    ] {
        assert_eq!(nobody.apply(text), text);
    }
}

#[test]
fn one_value_has_one_placeholder_in_all_messages() {
    let redacted = ada().request(&request(&[
        "I am Ada Márquez, see http://x.example/1",
        "Write to x@y.example",
        "Sign as ADA MÁRQUEZ, x@y.example",
    ]));
    let texts: Vec<&str> = redacted
        .request
        .messages
        .iter()
        .map(|m| m.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "I am [name-1], see [link-1]",
            "Write to [e-mail-1]",
            "Sign as [name-1], [e-mail-1]"
        ]
    );
}

#[test]
fn the_text_to_continue_is_redacted_too() {
    let mut request = request(&["Who am I?"]);
    request.continue_from = Some(Arc::from("You are Ada Márquez and"));
    let redacted = ada().request(&request);
    assert_eq!(
        redacted.request.continue_from.as_deref(),
        Some("You are [name-1] and")
    );
}

#[test]
fn placeholders_are_put_back_however_the_answer_is_cut() {
    let redacted = ada().request(&request(&["Ada Márquez, ada@marquez.example"]));
    let answer = "Dear [name-1], [Name-1]! [name-10] [name [1] []] — [e-mail-1]";
    let expected = "Dear Ada Márquez, Ada Márquez! [name-10] [name [1] []] — ada@marquez.example";
    let chars: Vec<char> = answer.chars().collect();
    for size in 1..=chars.len() {
        let mut restore = redacted.restore.clone();
        let mut text = String::new();
        for piece in chars.chunks(size) {
            text += &restore.push(&piece.iter().collect::<String>());
        }
        text += &restore.finish();
        assert_eq!(text, expected, "in pieces of {size}");
    }
}

#[test]
fn an_unfinished_placeholder_at_the_end_is_not_lost() {
    let mut restore = ada().request(&request(&["Ada Márquez"])).restore;
    assert_eq!(restore.push("Hello [nam"), "Hello ");
    assert_eq!(restore.finish(), "[nam");
}

#[test]
fn a_value_put_back_is_not_searched_again() {
    let private = Redaction::new([(Kind::Name, "[name-1]x [name-2]".to_owned())]);
    let mut restore = private.request(&request(&["[name-1]x [name-2]"])).restore;
    assert_eq!(restore.push("[name-1]"), "[name-1]x [name-2]");
}

#[test]
fn a_long_text_takes_linear_time() {
    let text = "a.b-c+d'e ".repeat(20_000) + &"x".repeat(200_000) + &"1 ".repeat(50_000);
    let start = &text[..text.len() - 100];
    assert!(Redaction::default().apply(&text).starts_with(start));
}
