//! Name, e-mail address, phone, place and links, where they are plainly written.

mod name;
mod net;
mod phone;
mod place;

use super::sections::Outlined;
use crate::career::resume::{Contact, Span};

/// What was found, and the lines it was found on.
#[derive(Default)]
pub(super) struct Found {
    pub contact: Contact,
    pub used: Vec<Span>,
}

impl Found {
    /// Takes from a line what was not found before it.
    fn read_line(&mut self, text: &str, line: Span) {
        let before = self.contact.clone();
        read_line(text, line, &mut self.contact);
        if self.contact != before {
            self.used.push(line);
        }
    }
}

/// Where no section is about contact, it stands in the first lines.
const FIRST_LINES: usize = 12;

pub(super) fn find(text: &str, outline: &[Outlined]) -> Found {
    let mut found = Found::default();
    let lines = contact_lines(outline);
    for line in lines.iter().copied() {
        found.read_line(text, line);
    }
    elsewhere(text, outline, &mut found);
    if let Some((place, line)) =
        place::beside(text, &lines).filter(|_| found.contact.location.is_none())
    {
        found.contact.location = Some(place.to_owned());
        found.used.push(line);
    }
    if let Some((name, lines)) = name::find(text, &lines, found.contact.email.as_deref()) {
        found.contact.full_name = Some(name);
        found.used.extend(lines);
    }
    found
}

/// Whether the line says how to reach somebody.
pub(super) fn is_address(line: &str) -> bool {
    net::email(line).is_some() || phone::find(line).is_some()
}

fn contact_lines(outline: &[Outlined]) -> Vec<Span> {
    let rows = |name: Option<&str>| -> Vec<Span> {
        outline
            .iter()
            .filter(|outlined| name.is_none_or(|name| outlined.section.name == name))
            .flat_map(|outlined| outlined.rows.iter().map(|row| row.span))
            .collect()
    };
    let mut lines = rows(Some("contact"));
    if lines.is_empty() {
        lines = rows(None);
        lines.truncate(FIRST_LINES);
    }
    lines
}

/// An address that stands at the foot of the page or of a column is the person's all the same, but
/// for those of referees.
fn elsewhere(text: &str, outline: &[Outlined], found: &mut Found) {
    if found.contact.email.is_some() {
        return;
    }
    let rows: Vec<Span> = outline
        .iter()
        .filter(|outlined| {
            !matches!(
                outlined.section.name.as_str(),
                "references" | "publications"
            )
        })
        .flat_map(|outlined| outlined.rows.iter().map(|row| row.span))
        .collect();
    let at = rows
        .iter()
        .position(|row| row.of(text).and_then(net::email).is_some());
    let Some(at) = at else { return };
    // A phone and links stand near it.
    for line in &rows[at.saturating_sub(3)..(at + 4).min(rows.len())] {
        found.read_line(text, *line);
    }
}

fn read_line(text: &str, line: Span, contact: &mut Contact) {
    let words = line.of(text).unwrap_or_default();
    let rest = text.get(line.end..).unwrap_or_default();
    if contact.email.is_none() {
        contact.email = net::email(words)
            .map(|email| net::run_on(email, words, rest).unwrap_or_else(|| email.to_owned()));
    }
    if contact.phone.is_none() {
        contact.phone = phone::find(words).map(str::to_owned);
    }
    for link in net::links(words) {
        let whole = net::link_run_on(link, words, rest);
        let link = whole.as_deref().unwrap_or(link);
        if !contact.links.iter().any(|known| known == link) {
            contact.links.push(link.to_owned());
        }
    }
    if contact.location.is_none() {
        contact.location = place::find(text, line).map(str::to_owned);
    }
}

#[cfg(test)]
mod tests {
    use super::super::sections;
    use super::*;
    use crate::career::sample;

    fn contact(text: &str) -> Contact {
        find(text, &sections::find(text, &sample::lines(text))).contact
    }

    #[test]
    fn what_is_plainly_written_is_found() {
        let found = contact(
            "Ada M. Example, PhD\nSpringfield, IL | (312) 555-0123 | ada@example.com | github.com/ada-e\nSkills\nRust",
        );
        assert_eq!(found.full_name.as_deref(), Some("Ada M. Example"));
        assert_eq!(found.location.as_deref(), Some("Springfield, IL"));
        assert_eq!(found.phone.as_deref(), Some("(312) 555-0123"));
        assert_eq!(found.email.as_deref(), Some("ada@example.com"));
        assert_eq!(found.links, ["github.com/ada-e"]);
    }

    #[test]
    fn nothing_is_guessed() {
        let found = contact(
            "Senior Software Engineer\nI worked 2019 - 2020 with 12345 people\nSkills\nRust",
        );
        assert!(found == Contact::default());
    }

    #[test]
    fn labels_say_what_follows() {
        let found = contact(
            "个人简历\n个人信息\n姓名：张伟\n邮箱：zw@example.com\n地址：北京市，中国\n技能\nSQL",
        );
        assert_eq!(found.full_name.as_deref(), Some("张伟"));
        assert_eq!(found.location.as_deref(), Some("北京市，中国"));
        let found = contact("Резюме\nФИО: Анна Ковалёва\nГород: Тверь\nНавыки\nSQL");
        assert_eq!(found.full_name.as_deref(), Some("Анна Ковалёва"));
        assert_eq!(found.location.as_deref(), Some("Тверь"));
    }

    #[test]
    fn a_name_may_take_two_lines_and_an_address_stand_at_the_foot() {
        let found =
            contact("Ada\nExample\nSkills\nRust\nEducation\nBSc\nada@example.com\n(312) 555-0123");
        assert_eq!(found.full_name.as_deref(), Some("Ada Example"));
        assert_eq!(found.email.as_deref(), Some("ada@example.com"));
        assert_eq!(found.phone.as_deref(), Some("(312) 555-0123"));
    }

    #[test]
    fn a_title_is_not_a_name_and_a_town_beside_an_address_is_a_place() {
        let found =
            contact("Product Designer\nAda Example\nada@example.com | Winterthur\nSkills\nRust");
        assert_eq!(found.full_name.as_deref(), Some("Ada Example"));
        assert_eq!(found.location.as_deref(), Some("Winterthur"));
    }
}
