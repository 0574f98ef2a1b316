use proptest::prelude::*;

use super::*;

/// Words that mean something to one of the readers, and some that do not.
const FRAGMENTS: &[&str] = &[
    "Experience",
    "Education",
    "Skills",
    "Skills:",
    "CONTACT",
    "技能",
    "学歴",
    "Опыт работы",
    "Licenses and",
    "Certifications",
    "Technical",
    "Qualifications",
    "Engineer",
    "Senior",
    "Acme Inc.",
    "at",
    "University",
    "BSc",
    "Bachelor of Education",
    "Jan 2020",
    "–",
    "-",
    "Present",
    "2019",
    "2021",
    "至今",
    "，",
    "：",
    ":",
    "(",
    ")",
    "（",
    "）",
    "|",
    "·",
    "•",
    "■ ",
    "* ",
    "  ",
    "\t",
    ",",
    ".",
    "@",
    "a@b.example",
    "+1 555 555 0100",
    "linkedin.com/in/",
    "x",
    "é",
    "张伟",
    "姓名：张伟",
    "東京都",
    "公司：",
    "Berlin, Germany",
    "10115 Berlin",
    "R",
    "5/5",
    "●●○",
    "– expert",
    "1С:Б",
    "Sept",
    "August,",
    "Languages",
    "German",
    "and",
    "\u{301}",
    "\u{3000}",
];

fn line(text: &mut String, lines: &mut Vec<Line>, words: &[&str], (x, y, page): (f32, f32, u32)) {
    if !lines.is_empty() {
        text.push('\n');
    }
    let start = text.len();
    text.push_str(words.concat().trim_end());
    lines.push(Line {
        start,
        end: text.len(),
        page,
        x,
        y,
        section: String::new(),
    });
}

fn is_sound(text: &str, parts: &Parts) -> Result<(), TestCaseError> {
    for entry in &parts.experience {
        let fields = [
            ("title", &entry.title),
            ("company", &entry.company),
            ("location", &entry.location),
            ("dates", &entry.dates),
        ];
        for (name, value) in fields {
            let span = entry.field_spans.get(name);
            prop_assert_eq!(value.as_deref(), span.and_then(|span| span.of(text)));
        }
        prop_assert!(entry.span.of(text).is_some());
        for bullet in &entry.bullets {
            prop_assert!(bullet.span.of(text).is_some() && entry.span.contains(&bullet.span));
        }
    }
    for study in &parts.education {
        let fields = [
            ("degree", &study.degree),
            ("institution", &study.institution),
            ("location", &study.location),
            ("dates", &study.dates),
        ];
        for (name, value) in fields {
            let span = study.field_spans.get(name);
            prop_assert_eq!(value.as_deref(), span.and_then(|span| span.of(text)));
            prop_assert!(span.is_none_or(|span| study.span.contains(span)));
        }
    }
    for item in &parts.skills {
        let slice = item.span.of(text).map(|slice| slice.replace('\n', " "));
        prop_assert_eq!(slice.as_ref(), Some(&item.text));
    }
    let mut end = 0;
    for section in &parts.sections {
        prop_assert!(section.span.of(text).is_some() && section.span.start >= end);
        end = section.span.end;
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_lines_there_are_fields_are_slices_of_them(
        rows in prop::collection::vec(
            (
                prop::collection::vec(prop::sample::select(FRAGMENTS), 0..7),
                prop::sample::select(vec![0.0_f32, 50.0, 54.0, 180.0]),
                0_u32..3,
                prop::bool::ANY,
            ),
            0..24,
        ),
        placed in prop::bool::ANY,
    ) {
        let (mut text, mut lines) = (String::new(), Vec::new());
        let (mut y, mut page) = (20.0, 1);
        for (words, x, step, turns) in rows {
            y += step as f32 * 12.0;
            if turns && y > 100.0 {
                (y, page) = (20.0, page + u32::from(step == 2));
            }
            let place = if placed { (x, y, page) } else { (0.0, 0.0, 1) };
            line(&mut text, &mut lines, &words, place);
        }
        is_sound(&text, &read(&text, &lines))?;
    }

    #[test]
    fn any_text_is_read(source in "(\\PC|\n){0,200}") {
        let (mut text, mut lines) = (String::new(), Vec::new());
        for words in source.split('\n') {
            line(&mut text, &mut lines, &[words], (0.0, 0.0, 1));
        }
        is_sound(&text, &read(&text, &lines))?;
    }
}
