//! What of a résumé is replaced before anything leaves this machine.

use crate::career::resume::{Resume, Span};
use crate::egress::redact::{Kind, Redaction};

/// Words that follow or precede a house number, as written in a few countries, lower case without dots.
const STREET_WORDS: [&str; 26] = [
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "lane",
    "ln",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "way",
    "court",
    "ct",
    "place",
    "square",
    "terrace",
    "rue",
    "via",
    "calle",
    "platz",
    "weg",
    "gasse",
    "allee",
    "plaza",
];
/// Endings of street names that are written as one word.
const STREET_ENDINGS: [&str; 5] = ["straße", "strasse", "str", "gatan", "straat"];

/// The name, e-mail, telephone, links, place and street address that stand in the résumé's contact part.
pub(super) fn redaction(resume: Option<&Resume>) -> Redaction {
    let mut private = Vec::new();
    if let Some(resume) = resume {
        let contact = &resume.contact;
        let fields = [
            (Kind::Name, &contact.full_name),
            (Kind::Email, &contact.email),
            (Kind::Phone, &contact.phone),
            (Kind::Address, &contact.location),
        ];
        for (kind, value) in fields {
            private.extend(value.clone().map(|value| (kind, value)));
        }
        private.extend(contact.links.iter().map(|link| (Kind::Link, link.clone())));
        private.extend(street_addresses(resume).map(|address| (Kind::Address, address)));
    }
    Redaction::new(private)
}

/// Parts of contact lines that hold a house number and a street's word.
fn street_addresses(resume: &Resume) -> impl Iterator<Item = String> {
    resume
        .lines
        .iter()
        .filter(|line| matches!(line.section.as_str(), "contact" | ""))
        .filter_map(|line| Span::new(line.start, line.end).of(&resume.text))
        .flat_map(|line| line.split(['|', '·', '•', '\t']))
        .flat_map(|part| part.split("  "))
        .map(str::trim)
        .filter(|part| is_street_address(part))
        .map(str::to_owned)
}

fn is_street_address(text: &str) -> bool {
    let words = || {
        text.split([' ', ',']).map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
    };
    let numbered = words().any(|word| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        (1..=5).contains(&digits) && word.len() <= digits + 1
    });
    let street = words().any(|word| {
        STREET_WORDS.contains(&word.as_str())
            || STREET_ENDINGS
                .iter()
                .any(|ending| word.len() > ending.len() && word.ends_with(ending))
    });
    numbered && street
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn street_addresses_are_told_from_other_contact_parts() {
        for address in [
            "12 Harbour Street",
            "Apt 4, 1600 W. 5th Ave., Springfield",
            "Lindenstraße 8a",
            "14 rue de la Paix",
        ] {
            assert!(is_street_address(address), "{address}");
        }
        for other in [
            "Portland, OR",
            "+1 503 555 0142",
            "maya@example.org",
            "St Paul",
            "Class of 2019",
        ] {
            assert!(!is_street_address(other), "{other}");
        }
    }
}
