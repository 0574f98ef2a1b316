//! Where somebody lives, without street and postcode.

use super::super::pieces;
use super::super::places;
use super::super::words::{is_ideograph, names, organisations, titles};
use super::{is_address, net, phone};
use crate::career::resume::Span;

/// The place a line names in words that are known to be one, or behind a label that says so.
pub(super) fn find(text: &str, line: Span) -> Option<&str> {
    segments(text, line)
        .into_iter()
        .find_map(|piece| place(piece.of(text)?))
}

/// The pieces of a line between e-mail address, phone and links.
fn segments(text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text).unwrap_or_default();
    let mut taken: Vec<Span> = net::email(words)
        .into_iter()
        .chain(phone::find(words))
        .chain(net::links(words))
        .filter_map(|found| {
            let at = words.find(found)?;
            Some(Span::new(line.start + at, line.start + at + found.len()))
        })
        .collect();
    taken.sort_unstable();
    let mut segments = Vec::new();
    let mut start = line.start;
    for span in taken.into_iter().chain([Span::new(line.end, line.end)]) {
        if start < span.start {
            let between = without_next_label(text, Span::new(start, span.start));
            segments.extend(
                pieces::cut(text, between, None)
                    .into_iter()
                    .map(|(piece, _)| piece),
            );
        }
        start = start.max(span.end);
    }
    segments
}

/// `Springfield, IL` of `Location: 12 Long Street, Springfield, IL 62701`.
fn place(piece: &str) -> Option<&str> {
    let labelled = piece.split_once([':', '：', '፡']).filter(|(label, _)| {
        let lower = label
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase();
        names::labels_place(&lower)
    });
    let value = piece
        .split_once([':', '：', '፡'])
        .map_or(piece, |(_, rest)| rest)
        .trim();
    if net::email(value).is_some() {
        return None;
    }
    if let Some(at) = places::trailing_place(value) {
        // A state without its town is no address.
        return Some(bare(&value[at..])).filter(|place| !is_abbreviation(place));
    }
    if places::is_place(value) || is_town_after_postcode(value) {
        return Some(bare(value));
    }
    let last = value.rsplit([',', '，']).next().unwrap_or_default().trim();
    if value.len() > last.len() && (is_town_after_postcode(last) || places::is_place(last)) {
        return Some(bare(last));
    }
    let is_plain = !value.is_empty() && !value.bytes().any(|byte| byte.is_ascii_digit());
    labelled.filter(|_| is_plain).map(|_| value)
}

fn is_abbreviation(place: &str) -> bool {
    place.len() <= 3 && place.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// `8400 Winterthur`
fn is_town_after_postcode(value: &str) -> bool {
    let bare = places::without_postcode(value);
    bare.len() < value.len()
        && value.starts_with(|first: char| first.is_ascii_digit())
        && places::is_town(bare)
}

fn bare(place: &str) -> &str {
    places::without_postcode(place.trim_end_matches([')', ' ']).trim())
}

/// `Tulsa, OK Phone:` → `Tulsa, OK`: the label is that of what follows.
fn without_next_label(text: &str, span: Span) -> Span {
    let words = span.of(text).unwrap_or_default();
    let bare = words.trim_end();
    let cut = bare
        .strip_suffix([':', '：'])
        .map(|label| label.rfind([' ', ',', '，', '|', '·', '•']).unwrap_or(0));
    cut.map_or(span, |at| Span::new(span.start, span.start + at))
}

/// A name beside an address that is no title, no employer and no person is a place.
pub(super) fn beside<'a>(text: &'a str, lines: &[Span]) -> Option<(&'a str, Span)> {
    lines.iter().skip(1).find_map(|line| {
        if !is_address(line.of(text)?) {
            return None;
        }
        let found = segments(text, *line)
            .into_iter()
            .filter_map(|piece| piece.of(text))
            .find(|piece| looks_like_town(piece))?;
        Some((found, *line))
    })
}

fn looks_like_town(piece: &str) -> bool {
    let parts: Vec<&str> = piece.split([',', '，']).map(str::trim).collect();
    let is_part = |part: &&str| {
        places::is_town(part)
            && titles::score(part) == 0
            && organisations::score(part) == 0
            && (part.chars().count() > 3 || part.chars().any(is_ideograph))
            && !part
                .split_whitespace()
                .any(|word| names::is_no_name(&word.to_lowercase()))
            && !names::is_spoken(&part.to_lowercase())
    };
    parts.len() <= 2 && parts.iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_street_and_a_postcode_are_not_part_of_the_place() {
        for (written, found) in [
            (
                "Address: 12 Long Street, Springfield, IL 62701",
                "Springfield, IL",
            ),
            ("Berliner Str. 12, 10115 Berlin", "Berlin"),
            ("8400 Winterthur", "Winterthur"),
            ("Wohnort: Kassel", "Kassel"),
        ] {
            assert_eq!(place(written), Some(found), "{written}");
        }
        assert_eq!(place("Address: 12 Long Street"), None);
    }
}
