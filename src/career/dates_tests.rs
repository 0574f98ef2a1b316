use proptest::prelude::*;

use super::*;

/// Every range of `text` as `start..end`.
fn ranges(text: &str) -> Vec<String> {
    find_ranges(text)
        .iter()
        .map(|range| format!("{}..{}", range.start, range.end))
        .collect()
}

#[test]
fn the_ways_people_write_a_range() {
    let cases = [
        ("Jan 2020 – Present", "2020-01..present"),
        ("January 2020 to date", "2020-01..present"),
        ("2019-2021", "2019..2021"),
        ("2019 – 21", "2019..2021"),
        ("03/2018 - 05/2020", "2018-03..2020-05"),
        ("03/18 – 05/20", "2018-03..2020-05"),
        ("2018.03–2020.05", "2018-03..2020-05"),
        ("2018-03 - 2020-05", "2018-03..2020-05"),
        ("September 2016 to June 2018", "2016-09..2018-06"),
        ("Sept. 2016 — Jun. 2018", "2016-09..2018-06"),
        ("June – August 2019", "2019-06..2019-08"),
        ("Fall 2018 - Spring 2019", "2018..2019"),
        ("Jan ’20 – Mar ’21", "2020-01..2021-03"),
        ("Aug2019-Current", "2019-08..present"),
        ("15 January 2020 - 3 March 2021", "2020-01..2021-03"),
        ("March 15, 2019 – April 2nd, 2020", "2019-03..2020-04"),
        ("15/03/2018 - 31/12/2019", "2018-03..2019-12"),
        ("Since 2019", "2019..present"),
        ("seit März 2019", "2019-03..present"),
        ("enero de 2019 a marzo de 2020", "2019-01..2020-03"),
        ("2019年3月至今", "2019-03..present"),
        ("2019年3月 - 2020年4月", "2019-03..2020-04"),
        ("June 2020 –\nPresent", "2020-06..present"),
        ("2019 - \n 2021", "2019..2021"),
        ("2016年4月〜2019年3月", "2016-04..2019-03"),
        ("2019年4月～現在", "2019-04..present"),
        ("2019年4月から現在", "2019-04..present"),
        ("2019 年 4 月 – 2020 年 3 月", "2019-04..2020-03"),
        ("2019.07 - 至今", "2019-07..present"),
        ("Март 2018 – по настоящее время", "2018-03..present"),
        ("с марта 2018 г. по май 2020 г.", "2018-03..2020-05"),
        ("сентябрь 2015 — н.в.", "2015-09..present"),
        ("março de 2018 até o momento", "2018-03..present"),
        ("out. 2017 – fev. 2019", "2017-10..2019-02"),
        ("janv. 2019 à aujourd’hui", "2019-01..present"),
        ("avr. 2017 – en cours", "2017-04..present"),
        ("Okt. 2018 – heute", "2018-10..present"),
        ("enero 2020 – la actualidad", "2020-01..present"),
        ("gennaio 2018 – oggi", "2018-01..present"),
        ("2018년 3월 ~ 현재", "2018-03..present"),
        ("Mar. 2016 - Exp. Jun. 2017", "2016-03..2017-06"),
    ];
    for (text, expected) in cases {
        assert_eq!(ranges(text), [expected], "{text}");
    }
}

#[test]
fn what_is_no_range() {
    for text in [
        "May 2021",
        "(415) 555-2671",
        "$2000 - $3000",
        "2021 - 2019",
        "Jun 2020 - Jan 2020",
        "ISO 27001",
        "2019\n– 2021",
        "2019 –\n\n2021",
        "2019 to\n2021",
        "marching 2019 - nowhere",
        "сотрудник 2019",
        "",
    ] {
        assert_eq!(ranges(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_span_is_what_is_written() {
    let text = "Engineer, Acme Ltd (Jan 2020 – Présent), remote";
    let found = find_ranges(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.of(text), Some("Jan 2020 – Présent"));
}

#[test]
fn single_dates_are_found_too() {
    let text = "BSc, expected May 2021; started 2018-09, phone 5552018";
    let found: Vec<String> = find_dates(text)
        .iter()
        .map(|(date, _)| date.to_string())
        .collect();
    assert_eq!(found, ["2021-05", "2018-09"]);
}

#[test]
fn months_that_overlap_count_once() {
    let present = YearMonth::new(2024, Some(6));
    let months = |text: &str| months_covered(&find_ranges(text), present);
    assert_eq!(months("Jan 2020 - Dec 2020"), 12);
    assert_eq!(months("Jan 2020 - Dec 2020; Jul 2020 - Jun 2021"), 18);
    assert_eq!(months("2019-2021"), 24);
    assert_eq!(months("2019-2019"), 1);
    assert_eq!(months("May 2024 - Present"), 2);
    assert_eq!(months("Jan 2030 - Present"), 0);
    assert_eq!(months(""), 0);
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC*") {
        for range in find_ranges(&text) {
            prop_assert!(range.span.of(&text).is_some());
        }
        for (_, span) in find_dates(&text) {
            prop_assert!(span.of(&text).is_some());
        }
    }

    #[test]
    fn text_made_of_date_parts_is_read_in_order(
        parts in prop::collection::vec(prop::sample::select(vec![
            "Jan", "2019", "20", "12", "3", "/", ".", "-", " – ", " ", "Present", "年", "月", "至今", "’", ",", "since ", "é", "\n",
        ]), 0..14),
    ) {
        let text = parts.concat();
        let mut last = 0;
        for range in find_ranges(&text) {
            prop_assert!(range.span.start >= last);
            let written = range.span.of(&text).unwrap_or("\n");
            if let Some((first, second)) = written.split_once('\n') {
                prop_assert!(first.trim_end().ends_with(DASHES));
                prop_assert!(!second.contains('\n'));
            }
            if let RangeEnd::At(end) = range.end {
                prop_assert!(range.start.year <= end.year);
            }
            last = range.span.end;
        }
    }

    #[test]
    fn months_never_exceed_the_time_from_the_first_start(
        years in prop::collection::vec((1990u16..2024, 0u16..10), 0..8),
    ) {
        let text: Vec<String> = years.iter().map(|(from, n)| format!("{from} - {}", from + n)).collect();
        let months = months_covered(&find_ranges(&text.join("\n")), YearMonth::new(2024, Some(12)));
        let first = years.iter().map(|(from, _)| *from).min().unwrap_or(2025);
        prop_assert!(months <= u32::from(2025 - first) * 12);
        prop_assert_eq!(months > 0, !years.is_empty());
    }
}

#[test]
fn a_date_column_beside_the_text_is_read_downwards() {
    let text = "June 2020 – Developer, OpenField, Leeds\nPresent  Works on orders\n\
                July 2015 – Tester, Fernhill\nMay 2020  Wrote plans for 2019\n\
                2014 – a year of change\nMany things happened in 2016\n";
    let found: Vec<_> = find_column_ranges(text)
        .into_iter()
        .map(|range| (range.span.of(text), range.start, range.end))
        .collect();
    assert_eq!(
        found,
        [
            (
                Some("June 2020"),
                YearMonth::new(2020, Some(6)),
                RangeEnd::Present
            ),
            (
                Some("July 2015"),
                YearMonth::new(2015, Some(7)),
                RangeEnd::At(YearMonth::new(2020, Some(5)))
            ),
        ]
    );
    let found = find_column_ranges("Sept 2018 – August, Teacher\n2021  Bluewater Academy\n");
    assert_eq!(
        found[0].span.of("Sept 2018 – August, Teacher"),
        Some("Sept 2018 – August,")
    );
    assert_eq!(found[0].end, RangeEnd::At(YearMonth::new(2021, Some(8))));
}
