//! What gives itself away by its look: e-mail addresses, links, phone numbers.

use super::Kind;
use super::fold::Folded;

/// Endings of hosts that people write without a scheme. A longer list would take `Node.js/Express`
/// or `ASP.NET` for links.
const ENDINGS: [&str; 30] = [
    "com", "org", "net", "io", "dev", "me", "co", "app", "ai", "edu", "info", "page", "site",
    "tech", "blog", "xyz", "eu", "uk", "de", "fr", "nl", "ch", "at", "in", "ca", "au", "es", "it",
    "pl", "br",
];

/// The end and kind of what begins at cell `at`.
pub(super) fn find(text: &Folded, at: usize) -> Option<(usize, Kind)> {
    if !text.is_boundary(at) {
        return None;
    }
    let email = || email_end(text, at).map(|end| (end, Kind::Email));
    let link = || link_end(text, at).map(|end| (end, Kind::Link));
    let phone = || phone_end(text, at).map(|end| (end, Kind::Phone));
    email().or_else(link).or_else(phone)
}

/// The end of a run of accepted characters, of which no more than `most` are looked at: every
/// boundary of a text may start a search in vain, and only a bound keeps them all together linear.
fn run(text: &Folded, from: usize, most: usize, accept: impl Fn(char) -> bool) -> usize {
    let mut end = from;
    while end < from + most && text.get(end).is_some_and(&accept) {
        end += 1;
    }
    end
}

fn string(text: &Folded, from: usize, to: usize) -> String {
    (from..to).filter_map(|at| text.get(at)).collect()
}

/// Steps back over punctuation that ends a sentence rather than an address.
fn without_trailing(text: &Folded, from: usize, mut end: usize) -> usize {
    while end > from
        && text
            .get(end - 1)
            .is_some_and(|c| ".,;:!?)]}>\"'-".contains(c))
    {
        end -= 1;
    }
    end
}

fn host_end(text: &Folded, from: usize) -> usize {
    let end = run(text, from, 253, |c| {
        c.is_alphanumeric() || c == '-' || c == '.'
    });
    without_trailing(text, from, end)
}

fn email_end(text: &Folded, at: usize) -> Option<usize> {
    // An address has at most 64 characters before its `@`; looking no further keeps this linear.
    let local = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let sign = (at..at + 65).find(|&at| !text.get(at).is_some_and(local))?;
    if sign == at || text.get(sign) != Some('@') || (at > 0 && text.get(at - 1).is_some_and(local))
    {
        return None;
    }
    let end = host_end(text, sign + 1);
    let host = string(text, sign + 1, end);
    let (_, ending) = host.rsplit_once('.')?;
    (ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic)).then_some(end)
}

fn link_end(text: &Folded, at: usize) -> Option<usize> {
    if !text.get(at)?.is_alphanumeric() {
        return None;
    }
    let path = |from: usize| {
        let end = run(text, from, text.len(), |c| c != ' ' && !"<>\"|".contains(c));
        without_trailing(text, from, end)
    };
    for scheme in ["https://", "http://", "mailto:"] {
        let starts = scheme
            .chars()
            .enumerate()
            .all(|(i, c)| text.get(at + i) == Some(c));
        if starts {
            let end = path(at + scheme.len());
            return (end > at + scheme.len()).then_some(end);
        }
    }
    let end = host_end(text, at);
    let host = string(text, at, end);
    let labels: Vec<&str> = host.split('.').collect();
    let known = labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty())
        && labels.last().is_some_and(|last| ENDINGS.contains(last));
    let has_path = text.get(end) == Some('/')
        && text
            .get(end + 1)
            .is_some_and(|c| c.is_alphanumeric() || "@~".contains(c));
    match (known, has_path, labels.len()) {
        (true, true, _) => Some(path(end)),
        (true, false, 3..) => Some(end),
        _ => None,
    }
}

/// A phone number: after `+` at least 8 digits, otherwise at least 10, at most 15, in groups that
/// are not years. Ranges of years, wages and occupation codes are shorter or grouped otherwise.
fn phone_end(text: &Folded, at: usize) -> Option<usize> {
    let first = text.get(at)?;
    if !(first.is_ascii_digit() || first == '+' || first == '(') {
        return None;
    }
    if at > 0
        && text
            .get(at - 1)
            .is_some_and(|c| c.is_alphanumeric() || "$€£+.,".contains(c))
    {
        return None;
    }
    let mut groups = vec![String::new()];
    let (mut end, mut cursor, mut between, mut digits) = (at, at, 0, 0);
    while let Some(c) = text.get(cursor) {
        if c.is_ascii_digit() {
            digits += 1;
            if digits > 15 {
                return None;
            }
            if between > 0 {
                groups.push(String::new());
            }
            between = 0;
            groups.last_mut()?.push(c);
            end = cursor + 1;
        } else if " .-()/+".contains(c) && between < 2 {
            between += usize::from(end > at);
        } else {
            break;
        }
        cursor += 1;
    }
    if text.get(end).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let least = if first == '+' { 8 } else { 10 };
    let years = groups.iter().filter(|group| is_year(group)).count();
    let dated = years > 1 || groups.iter().take(2).any(|group| is_year(group));
    (digits >= least && (first == '+' || !dated)).then_some(end)
}

fn is_year(group: &str) -> bool {
    group.len() == 4 && (group.starts_with("19") || group.starts_with("20"))
}
