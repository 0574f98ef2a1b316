//! Name, e-mail address, phone, place and links, where they are plainly written.

use super::header::{self, is_title};
use super::sections::is_heading;
use super::{places, trimmed};
use crate::career::dates;
use crate::career::resume::{Contact, Section, Span};

/// What was found, and the lines it was found on.
#[derive(Default)]
pub(in crate::ingest) struct Found {
    pub contact: Contact,
    pub used: Vec<Span>,
}

/// Where no section is about contact, it stands in the first lines.
const FIRST_LINES: usize = 12;

pub(in crate::ingest) fn find(text: &str, sections: &[Section]) -> Found {
    let mut found = Found::default();
    let lines = contact_lines(text, sections);
    for line in lines.iter().copied() {
        let before = found.contact.clone();
        read_line(text, line, &mut found.contact);
        if found.contact != before {
            found.used.push(line);
        }
    }
    if let Some((name, line)) = name(text, &lines, found.contact.email.as_deref()) {
        found.contact.full_name = Some(name.to_owned());
        found.used.push(line);
    }
    found
}

fn contact_lines(text: &str, sections: &[Section]) -> Vec<Span> {
    let mut lines: Vec<Span> = sections
        .iter()
        .filter(|section| section.name == "contact")
        .flat_map(|section| lines_of(text, section.span))
        .collect();
    if lines.is_empty() {
        lines = lines_of(text, Span::new(0, text.len()))
            .take(FIRST_LINES)
            .collect();
    }
    lines
}

fn lines_of(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start;
    span.of(text)
        .unwrap_or_default()
        .split('\n')
        .map(move |line| {
            let start = at;
            at += line.len() + 1;
            Span::new(start, start + line.len())
        })
}

fn read_line(text: &str, line: Span, contact: &mut Contact) {
    let words = line.of(text).unwrap_or_default();
    if contact.email.is_none() {
        contact.email = email(words).map(str::to_owned);
    }
    if contact.phone.is_none() {
        contact.phone = phone(words).map(str::to_owned);
    }
    for link in links(words) {
        if !contact.links.iter().any(|known| known == link) {
            contact.links.push(link.to_owned());
        }
    }
    if contact.location.is_none() {
        contact.location = header::pieces(text, line, None)
            .into_iter()
            .filter_map(|piece| place(piece.of(text)?))
            .next()
            .map(str::to_owned);
    }
}

/// `Springfield, IL` of `Location: 12 Long Street, Springfield, IL 62701`.
fn place(piece: &str) -> Option<&str> {
    let piece = piece
        .split_once(':')
        .map_or(piece, |(_, rest)| rest.trim_start());
    let at = places::trailing_place(piece)?;
    Some(
        piece[at..].trim_end_matches(|letter: char| {
            letter.is_ascii_digit() || letter == ' ' || letter == '-'
        }),
    )
}

fn email(line: &str) -> Option<&str> {
    line.match_indices('@').find_map(|(at, _)| {
        let is_local = |letter: char| letter.is_ascii_alphanumeric() || "._%+-".contains(letter);
        let is_host = |letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter);
        let local = &line[..at];
        let start = at - (local.len() - local.trim_end_matches(is_local).len());
        let host = &line[at + 1..];
        let host = &host[..host.len() - host.trim_start_matches(is_host).len()];
        let host = host.trim_end_matches(['.', '-']);
        let plain = start < at && host.contains('.') && !host.starts_with('.');
        plain.then(|| &line[start..at + 1 + host.len()])
    })
}

/// Seven to fifteen digits, grouped as in a phone number, that are no dates.
fn phone(line: &str) -> Option<&str> {
    let is_part = |letter: char| letter.is_ascii_digit() || "+() .-–\u{2011}/".contains(letter);
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let skipped = rest.len()
            - rest
                .trim_start_matches(|letter: char| !is_part(letter))
                .len();
        let run = &rest[skipped..];
        let mut n = run.len() - run.trim_start_matches(is_part).len();
        n = run[..n].find("  ").unwrap_or(n).max(usize::from(n > 0));
        if n == 0 {
            return None;
        }
        let number = run[..n]
            .trim_end_matches(|letter: char| !letter.is_ascii_digit())
            .trim_start_matches(|letter: char| {
                !(letter.is_ascii_digit() || matches!(letter, '+' | '('))
            });
        let is_start = run.trim_start_matches('/').starts_with(number);
        let is_end = run[..n].ends_with(number);
        let before = &line[..at + skipped];
        let joined = is_start
            && before.ends_with(|letter: char| {
                letter.is_alphanumeric() || matches!(letter, '@' | '_' | '=')
            })
            || is_end
                && run[n..]
                    .starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '@');
        if !joined && is_phone(number) {
            return Some(number);
        }
        at += skipped + n;
    }
    None
}

fn is_phone(number: &str) -> bool {
    let n_digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_local = n_digits == 7 && number.len() == 8 && number.as_bytes()[3] == b'-';
    let in_range =
        (9..=15).contains(&n_digits) || is_local || number.starts_with('+') && n_digits >= 7;
    let is_grouped = number.len() > n_digits || n_digits == 10 || n_digits == 11;
    in_range && is_grouped && dates::find_ranges(number).is_empty()
}

fn links(line: &str) -> Vec<&str> {
    line.split(|letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '|' | '•' | '·' | '<' | '>' | '(' | ')' | '[' | ']' | ','
            )
    })
    .map(|word| word.trim_matches([';', '.', ':', '"', '\'', '*', '–', '—']))
    .filter(|word| is_link(word))
    .collect()
}

fn is_link(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "com", "org", "net", "io", "dev", "me", "edu", "co", "ai", "app", "uk", "de", "fr", "ca",
        "in", "tech", "info", "page", "site", "xyz", "design", "us", "eu", "gov", "blog", "cv",
        "at", "ch", "nl", "se", "pl", "es", "it", "cn", "au", "be", "studio", "online", "name",
        "pro", "space", "work", "world", "art", "gg", "sh", "so", "is", "to", "ly", "br", "mx",
        "jp", "kr",
    ];
    if word.contains('@') {
        return false;
    }
    if word.contains("://") || word.starts_with("www.") {
        return word.len() > 8;
    }
    let host = word.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.len() >= 4
        && host.is_ascii()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    let Some((before, end)) = host.rsplit_once('.').filter(|_| is_host) else {
        return false;
    };
    !before.is_empty() && !before.ends_with('.') && ENDS.contains(&end.to_lowercase().as_str())
}

/// Among the first lines, one that is a name and nothing else, or begins with one before a wide gap or
/// a bar. Further down the e-mail address must bear it out.
fn name<'a>(text: &'a str, lines: &[Span], email: Option<&str>) -> Option<(&'a str, Span)> {
    let local = email
        .and_then(|email| email.split('@').next())
        .unwrap_or_default()
        .to_lowercase();
    let in_email = |words: &str| {
        places::words(words).any(|word| word.len() >= 3 && local.contains(&word.to_lowercase()))
    };
    lines
        .iter()
        .filter(|line| line.start < line.end)
        .take(FIRST_LINES)
        .enumerate()
        .find_map(|(index, line)| {
            let piece = header::pieces(text, *line, None).into_iter().next()?;
            // `Ada Example, PhD`
            let words = piece.of(text)?.split(',').next()?;
            let span = Span::new(piece.start, piece.start + words.len());
            let words = trimmed(text, span, header::EDGES).of(text)?;
            (is_name(words) && !is_heading(words) && (index < 2 || in_email(words)))
                .then_some((words, *line))
        })
}

fn is_name(words: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le", "bin", "ibn",
        "al", "el", "dos", "y", "ter", "zu",
    ];
    const NO_NAMES: &[&str] = &[
        "sample",
        "resume",
        "résumé",
        "curriculum",
        "vitae",
        "cv",
        "profile",
        "summary",
        "street",
        "road",
        "avenue",
        "page",
        "personal",
        "contact",
        "skills",
        "experience",
        "education",
        "details",
        "information",
        "about",
        "me",
        "the",
    ];
    let is_han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    if words.chars().all(is_han) {
        return (2..=4).contains(&words.chars().count()) && !words.contains("简历");
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    let is_part = |part: &&str| {
        let lower = part.to_lowercase();
        let bare = lower.trim_matches(['(', ')', '.', '"']);
        let is_plain = part.chars().all(|letter| {
            letter.is_alphabetic() || matches!(letter, '.' | '-' | '\'' | '’' | '"' | '(' | ')')
        });
        let starts = part.chars().find(|letter| letter.is_alphabetic());
        let capital = starts.is_some_and(char::is_uppercase);
        is_plain && (capital || PARTICLES.contains(&lower.as_str())) && !NO_NAMES.contains(&bare)
    };
    (2..=5).contains(&parts.len())
        && parts.iter().all(is_part)
        && words
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count()
            >= 4
        && !is_title(words)
        && !places::has_organisation_word(words)
}

#[cfg(test)]
mod tests {
    use super::super::super::text::PlacedLine;
    use super::super::sections;
    use super::*;
    use crate::career::resume::Line;

    fn contact(text: &str) -> Contact {
        let mut at = 0;
        let lines: Vec<Line> = text
            .split('\n')
            .map(|line| {
                let placed = PlacedLine::unplaced(line);
                let start = at;
                at += line.len() + 1;
                Line {
                    start,
                    end: start + line.len(),
                    page: placed.page,
                    x: placed.x,
                    y: placed.y,
                    section: String::new(),
                }
            })
            .collect();
        find(text, &sections::find(text, &lines)).contact
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
    fn phones_in_several_dresses() {
        for (line, number) in [
            ("Phone: +44 20 7946 0958", "+44 20 7946 0958"),
            ("555-0142 (mobile)", "555-0142"),
            ("x 312.555.0123 y", "312.555.0123"),
        ] {
            assert_eq!(phone(line), Some(number), "{line}");
        }
        assert_eq!(phone("2019 - 2021"), None);
        assert_eq!(phone("example.com/id/1234567890"), None);
    }

    #[test]
    fn a_street_is_not_part_of_the_place() {
        assert_eq!(
            place("Address: 12 Long Street, Springfield, IL 62701"),
            Some("Springfield, IL")
        );
    }
}
