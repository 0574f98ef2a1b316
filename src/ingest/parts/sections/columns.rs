//! Where a column or a page begins without a heading.

use super::super::contact;
use super::Outlined;
use crate::career::resume::Line;

/// How far at the top of a column the way to reach somebody may go on.
const CONTACT_LINES: usize = 8;
/// Lines of one column begin within this many points.
const SAME_EDGE: f32 = 2.0;

/// The name of the section that goes on where a column or page begins: one that stood in this
/// column on the page before, or none but the contact; `None` where the last section goes on.
pub(super) fn turn(
    text: &str,
    lines: &[Line],
    index: usize,
    outline: &[Outlined],
) -> Option<&'static str> {
    let line = &lines[index];
    let before = index.checked_sub(1).map(|before| &lines[before])?;
    let last = outline.last()?;
    let is_column = line.page == before.page && line.y + 20.0 < before.y;
    if is_column && !matches!(last.section.name.as_str(), "contact") {
        let top = lines[index..]
            .iter()
            .take(CONTACT_LINES)
            .take_while(|next| next.page == line.page && next.y + 20.0 >= line.y)
            .map(|next| &text[next.start..next.end])
            .take_while(|words| super::heading::find(words, None).is_none());
        return top
            .into_iter()
            .any(contact::is_address)
            .then_some("contact");
    }
    if line.page == before.page || line.x == 0.0 {
        return None;
    }
    // A column that another one interrupted goes on at the top of the next page.
    let stands_in = |outlined: &Outlined| {
        let edges = || {
            outlined
                .rows
                .iter()
                .filter(|row| row.page == before.page)
                .map(|row| row.x)
        };
        let left = edges().fold(f32::INFINITY, f32::min);
        edges().filter(|x| (x - line.x).abs() <= SAME_EDGE).count() >= 2
            && (line.x - left).abs() <= 40.0
    };
    if stands_in(last)
        || last
            .rows
            .iter()
            .filter(|row| row.page == before.page)
            .count()
            < 2
    {
        return None;
    }
    let earlier = outline.iter().rev().find(|outlined| stands_in(outlined))?;
    [
        "experience",
        "education",
        "projects",
        "skills",
        "volunteering",
        "summary",
    ]
    .into_iter()
    .find(|name| *name == earlier.section.name)
}
