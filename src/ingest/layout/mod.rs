//! Glyphs with positions → lines of text in reading order.

mod columns;
mod lines;
mod rails;
mod words;

use super::pdf::{Glyph, Page, Unseen};
use super::text::PlacedLine;

/// The lines of a page, top to bottom, a column at a time. Text that runs up or down the page
/// comes after the rest.
pub(super) fn page_lines(page: &Page) -> Vec<PlacedLine> {
    let mut all = Vec::new();
    for turns in 0..4 {
        let upright: Vec<Glyph> = page
            .glyphs
            .iter()
            .filter(|glyph| glyph.turns == turns)
            .map(|glyph| turned(glyph, turns))
            .collect();
        for region in columns::in_reading_order(words::from_glyphs(&upright)) {
            for line in lines::from_words(region) {
                let (x, y) = turned_back(line.x, line.top, turns);
                all.push(PlacedLine {
                    text: line.text,
                    page: page.number,
                    x: x as f32,
                    y: y as f32,
                });
            }
        }
    }
    all
}

/// What the page hides, a passage for each way of hiding. Its lines are one: how they are broken shows nowhere.
pub(super) fn hidden_passages(page: &Page) -> Vec<(Unseen, String)> {
    let mut reasons: Vec<Unseen> = page.hidden.iter().map(|(reason, _)| *reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let passage = |reason: Unseen| {
        let of_reason = page.hidden.iter().filter(|(of, _)| *of == reason);
        let mut all = Vec::new();
        for turns in 0..4 {
            let glyphs: Vec<Glyph> = of_reason
                .clone()
                .filter(|(_, glyph)| glyph.turns == turns)
                .map(|(_, glyph)| turned(glyph, turns))
                .collect();
            let lines = lines::from_words(words::from_glyphs(&glyphs));
            all.extend(lines.into_iter().map(|line| line.text));
        }
        (reason, all.join(" "))
    };
    reasons.into_iter().map(passage).collect()
}

/// The glyph in a frame in which its text runs from left to right.
fn turned(glyph: &Glyph, turns: u8) -> Glyph {
    let (x, y) = match turns {
        0 => (glyph.x, glyph.y),
        1 => (-glyph.y, glyph.x),
        2 => (-glyph.x, -glyph.y),
        _ => (glyph.y, -glyph.x),
    };
    Glyph {
        x,
        y,
        ..glyph.clone()
    }
}

fn turned_back(x: f64, y: f64, turns: u8) -> (f64, f64) {
    match turns {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows `text` from (x, y) with letters half as wide as they are high, a blank as a move only.
    fn shown(page: &mut Page, x: f64, y: f64, size: f64, text: &str) {
        let mut x = x;
        for letter in text.chars() {
            if letter != ' ' {
                page.glyphs.push(Glyph {
                    text: letter.to_string(),
                    x,
                    y,
                    width: size / 2.0,
                    spacing: 0.0,
                    size,
                    turns: 0,
                });
            }
            x += size / 2.0;
        }
    }

    fn read(page: &Page) -> Vec<String> {
        page_lines(page).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_date_at_the_right_edge_stays_on_its_line() {
        let mut page = Page::default();
        for entry in 0..4 {
            let y = 100.0 + f64::from(entry) * 50.0;
            shown(&mut page, 50.0, y, 10.0, "Engineer");
            shown(&mut page, 480.0, y, 10.0, "2019 - 2020");
            for bullet in 1..4 {
                let y = y + f64::from(bullet) * 12.0;
                shown(&mut page, 60.0, y, 10.0, "Built a short thing that works");
            }
        }
        assert_eq!(read(&page)[0], "Engineer  2019 - 2020");
        assert_eq!(read(&page)[4], "Engineer  2019 - 2020");
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut page = Page::default();
        shown(
            &mut page,
            50.0,
            40.0,
            20.0,
            "Ada Example of the Wide Heading Line",
        );
        for row in 0..10 {
            let y = 100.0 + f64::from(row) * 12.0;
            shown(
                &mut page,
                50.0,
                y,
                10.0,
                "left column with a good many words",
            );
            shown(
                &mut page,
                300.0,
                y + 3.0,
                10.0,
                "right column with as many words",
            );
        }
        let lines = read(&page);
        assert!(
            lines[1..11].iter().all(|line| line.starts_with("left")),
            "{lines:?}"
        );
        assert!(
            lines[11..].iter().all(|line| line.starts_with("right")),
            "{lines:?}"
        );
    }

    #[test]
    fn a_heading_of_spaced_letters_is_one_word() {
        let mut page = Page::default();
        shown(&mut page, 50.0, 40.0, 10.0, "S K I L L S");
        assert_eq!(read(&page), ["SKILLS"]);
    }

    #[test]
    fn a_date_in_a_rail_stays_beside_its_entry_though_headings_share_its_edge() {
        let mut page = Page::default();
        for (section, y) in [("Experience", 100.0), ("Education", 300.0)] {
            shown(&mut page, 50.0, y, 12.0, section);
            for entry in 0..3 {
                let y = y + 20.0 + f64::from(entry) * 60.0;
                shown(&mut page, 50.0, y, 10.0, "2019 - 2020");
                shown(&mut page, 200.0, y, 10.0, "Engineer");
                for bullet in 1..4 {
                    let y = y + f64::from(bullet) * 13.0;
                    shown(&mut page, 200.0, y, 10.0, "Built a short thing that works");
                }
            }
        }
        let lines = read(&page);
        let at = |text: &str| lines.iter().position(|line| line == text);
        assert_eq!(at("Experience"), Some(0));
        assert_eq!(lines[1], "2019 - 2020  Engineer");
        assert_eq!(at("Education"), Some(13), "{lines:?}");
    }

    #[test]
    fn a_label_that_wraps_is_read_before_what_stands_beside_it() {
        let mut page = Page::default();
        for entry in 0..3 {
            let y = 100.0 + f64::from(entry) * 70.0;
            // It ends six points before the next column begins.
            shown(&mut page, 114.0, y, 10.0, "September 2018 -");
            shown(&mut page, 114.0, y + 13.0, 10.0, "August 2021");
            for line in 0..4 {
                let y = y + f64::from(line) * 13.0;
                shown(
                    &mut page,
                    200.0,
                    y,
                    10.0,
                    "Nurse at a clinic for small children",
                );
            }
        }
        let entry = [
            "September 2018 -",
            "August 2021",
            "Nurse at a clinic for small children",
            "Nurse at a clinic for small children",
            "Nurse at a clinic for small children",
            "Nurse at a clinic for small children",
        ];
        assert_eq!(read(&page), entry.repeat(3));
    }

    #[test]
    fn a_short_list_beside_the_main_text_is_a_column() {
        let mut page = Page::default();
        for row in 0..9 {
            let y = 100.0 + f64::from(row) * 13.0;
            let gap = if row > 4 { 6.0 } else { 0.0 };
            shown(
                &mut page,
                50.0,
                y + gap,
                10.0,
                "Looked after a ward with many people",
            );
            if row < 6 {
                shown(&mut page, 400.0, y, 10.0, "Wound care");
            }
        }
        let lines = read(&page);
        assert_eq!(lines[..9], ["Looked after a ward with many people"; 9]);
        assert_eq!(lines[9..], ["Wound care"; 6]);
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let mut page = Page::default();
        for row in 0..5 {
            let y = 100.0 + f64::from(row) * 14.0;
            shown(&mut page, 50.0, y, 10.0, "2019 - 2020");
            shown(&mut page, 200.0, y, 10.0, "Paralegal");
            shown(&mut page, 350.0, y, 10.0, "Northgate Chambers");
        }
        assert_eq!(
            read(&page),
            ["2019 - 2020  Paralegal  Northgate Chambers"; 5]
        );
    }

    #[test]
    fn spaced_letters_are_one_word_though_some_are_kerned() {
        let mut page = Page::default();
        for (x, piece) in [
            (50.0, "M"),
            (60.0, "AY"),
            (75.0, "B"),
            (85.0, "E"),
            (95.0, "R"),
        ] {
            shown(&mut page, x, 40.0, 10.0, piece);
        }
        assert_eq!(read(&page), ["MAYBER"]);
    }

    #[test]
    fn a_name_of_spaced_letters_keeps_its_marks() {
        let mut page = Page::default();
        shown(&mut page, 50.0, 40.0, 10.0, "D ' A U B - L U T Z");
        assert_eq!(read(&page), ["D'AUB-LUTZ"]);
    }

    #[test]
    fn there_is_no_blank_between_scripts_unless_one_is_drawn() {
        let mut page = Page::default();
        for (x, text) in [(50.0, "2021"), (72.5, "年"), (80.0, "4"), (87.5, "月")] {
            shown(&mut page, x, 40.0, 10.0, text);
        }
        assert_eq!(read(&page), ["2021年4月"]);
    }

    #[test]
    fn accents_drawn_apart_are_put_back() {
        let mut page = Page::default();
        // TeX draws the accent first, then the letter below it; others do it the other way round.
        for (x, letter) in [
            (50.0, "r"),
            (55.0, "´"),
            (55.0, "e"),
            (60.0, "s"),
            (65.0, "u"),
            (65.0, "¨"),
        ] {
            shown(&mut page, x, 40.0, 10.0, letter);
        }
        assert_eq!(read(&page), ["résü"]);
    }

    #[test]
    fn a_page_without_glyphs_has_no_lines() {
        assert!(page_lines(&Page::default()).is_empty());
    }
}
