//! Places as people write them: `Springfield, IL`, `Lyon, France`, `10115 Berlin`, `Remote`.

use super::words::places::{is_city, is_region, is_remote};
use super::words::{is_ideograph, organisations, titles};

/// Whether all of `text` is a place.
pub(super) fn is_place(text: &str) -> bool {
    let text = text.trim();
    is_remote(text)
        || trailing_place(text) == Some(0)
        || is_city(without_postcode(text))
        || is_ideographic_place(text)
        || is_remote_with(text)
}

/// `Remote (US)`, `Berlin (remote)`, `Remote, Germany`.
fn is_remote_with(text: &str) -> bool {
    let Some((before, rest)) = text.split_once([',', '(', '-', '–', '/', '（']) else {
        return false;
    };
    let rest = rest.trim_end_matches([')', '）']).trim();
    let (before, is_short) = (before.trim(), rest.chars().count() < 20);
    is_short && (is_remote(before) || is_remote(rest) && (is_city(before) || is_region(before)))
}

/// `北京市，中国`, `东京都渋谷区`, `上海 浦东新区`.
fn is_ideographic_place(text: &str) -> bool {
    let n = text.chars().count();
    let is_written = text
        .chars()
        .all(|letter| is_ideograph(letter) || matches!(letter, '，' | ',' | ' ' | '、' | '·'));
    let part_is_place = |part: &str| {
        let part = part.trim();
        is_city(part)
            || is_region(part)
            || part.ends_with([
                '市', '省', '区', '區', '县', '県', '府', '都', '시', '구', '町', '村',
            ]) && part.chars().count() >= 2
    };
    (2..=16).contains(&n)
        && is_written
        && text.chars().any(is_ideograph)
        && text
            .split(['，', ',', ' ', '、', '·'])
            .filter(|part| !part.is_empty())
            .all(part_is_place)
}

/// Where a place at the end of `text` begins: a town and a state or country, parted by a comma, or
/// one of them alone after a comma.
pub(super) fn trailing_place(text: &str) -> Option<usize> {
    let parts = comma_parts(text);
    let (last, before) = parts.split_last()?;
    let (town, earlier) = before.split_last()?;
    let end = without_postcode(last.1);
    if !is_region(end) {
        // `Acme Stores, Huế, Việt Nam`: an employer, then two names in a row.
        let is_name = |part: &str| is_town(part) && titles::score(part) == 0;
        if let Some(employer) = earlier.last()
            && organisations::score(employer.1) >= 2
            && is_name(town.1)
            && is_name(last.1)
        {
            return Some(town.0);
        }
        // `Luna Web Design, New York`
        return (is_city(end) && !is_region(town.1)).then_some(last.0);
    }
    // `Portland, Oregon, USA`
    if is_region(town.1)
        && let Some(town) = earlier.last().filter(|town| is_town(town.1))
    {
        return Some(town.0);
    }
    // `Columbia University, NY`
    Some(if is_town(town.1) { town.0 } else { last.0 })
}

/// The parts between commas, each with the offset at which it begins. A full stop parts them too,
/// as in `Acme. Lyon, France`, but not that of `St. Louis`.
fn comma_parts(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().chain([(text.len(), ',')]) {
        let ends = matches!(mark, ',' | '，')
            || mark == '.' && text[at..].starts_with(". ") && at > start + 3;
        if ends {
            let part = &text[start..at];
            parts.push((at - part.trim_start().len(), part.trim()));
            start = (at + mark.len_utf8()).min(text.len());
        }
    }
    parts
}

/// `CA 94107`, `10115 Berlin`, `SW1A 1AA` apart, `USA 12345-6789`.
pub(super) fn without_postcode(part: &str) -> &str {
    let is_code = |letter: char| letter.is_ascii_digit() || letter == '-' || letter == ' ';
    let part = part.trim_end_matches(is_code);
    let bare = part.trim_start_matches(is_code);
    let n_digits = part[..part.len() - bare.len()]
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    if (4..=6).contains(&n_digits) {
        bare
    } else {
        part
    }
}

/// A town as far as its looks go: one to three capitalised words without those of companies.
pub(super) fn is_town(part: &str) -> bool {
    const LONG: &[&str] = &[
        "San",
        "Salt",
        "Ho",
        "Rio",
        "Fort",
        "New",
        "Mexico",
        "Frankfurt",
        "Port",
        "West",
        "East",
        "North",
        "South",
        "Washington",
        "Santa",
        "Las",
        "Los",
        "La",
        "Le",
        "St.",
        "Saint",
        "Den",
        "Kuala",
        "Belo",
        "São",
        "Ciudad",
        "Newcastle",
        "Stratford",
    ];
    let part = without_postcode(part);
    let words: Vec<&str> = part.split_whitespace().collect();
    let fits = words.len() <= 2 || words.len() == 3 && LONG.contains(&words[0]) || is_city(part);
    fits && !words.is_empty()
        && part
            .chars()
            .next()
            .is_some_and(|first| first.is_uppercase() || is_ideograph(first))
        && part
            .chars()
            .all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '.' | '\'' | '’' | '-'))
        && (is_city(part) || organisations::score(part) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_what_is_none() {
        for place in [
            "Springfield, IL",
            "Lyon, France",
            "San Francisco, CA 94107",
            "Remote",
            "Portland, Oregon, USA",
            "Berlin",
            "10115 Berlin",
            "Berlin (remote)",
            "北京市，中国",
            "Москва, Россия",
        ] {
            assert!(is_place(place), "{place}");
        }
        for other in [
            "Springfield",
            "Rust, SQL",
            "Acme Corp, IL",
            "Ada, Lovelace",
            "Remote sensing of crops",
            "",
        ] {
            assert!(!is_place(other), "{other}");
        }
    }

    #[test]
    fn a_place_at_the_end_is_found() {
        let place = |text: &'static str| trailing_place(text).map(|at| &text[at..]);
        assert_eq!(place("Acme Corp, Springfield, IL"), Some("Springfield, IL"));
        assert_eq!(place("Luna Web Design, New York"), Some("New York"));
        assert_eq!(place("Columbia University, NY"), Some("NY"));
        assert_eq!(place("Acme Corp"), None);
    }
}
