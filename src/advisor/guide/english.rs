//! What English asks of words that come from data: articles, numbers, plurals, lists of names.

use super::phrase::{and, number};

/// `a` or `an`, by the sound the words begin with.
pub fn article(words: &str) -> &'static str {
    let first = words
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .split([' ', '-', '/'])
        .next()
        .unwrap_or_default();
    let is_vowel = |c: char| "aeiouAEIOU".contains(c);
    let spelled_out = first.chars().count() > 1
        && first
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let lower = first.to_lowercase();
    let begins = |with: &[&str]| with.iter().any(|start| lower.starts_with(start));
    let sounds_open = if spelled_out && !sounds_like_a_word(first) {
        // The names of these letters begin with a vowel: an HR adviser, a UX designer.
        first.starts_with([
            'A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X', '8',
        ])
    } else if begins(&["hour", "honest", "honour", "heir", "11", "18"]) || first.starts_with('8') {
        true
    } else {
        first.starts_with(is_vowel) && !begins(&["uni", "use", "usu", "eu", "one", "once", "ut"])
    };
    if sounds_open { "an" } else { "a" }
}

/// Capitals with a vowel after their first letter are mostly read as a word (`NASA`, `SAP` is not, but is rare
/// before a title).
fn sounds_like_a_word(first: &str) -> bool {
    first.len() > 3 && first[1..].contains(['A', 'E', 'I', 'O', 'U'])
}

/// `eleven years`, `a year and a half`, `eight months`: whole years where they are more than two.
pub fn duration(months: u32) -> String {
    match months {
        0 | 1 => "a month".to_owned(),
        2..=10 => format!("{} months", number(months as usize)),
        11..=14 => "a year".to_owned(),
        15..=20 => "a year and a half".to_owned(),
        _ => format!("{} years", number(whole_years(months))),
    }
}

/// The years that [`duration`] names.
pub const fn whole_years(months: u32) -> usize {
    ((months + 3) / 12) as usize
}

/// A share of one in words, for a sentence that ends in “of its points”.
pub fn share(of_one: f64) -> &'static str {
    match (of_one * 100.0).round() as u32 {
        0 => "none",
        1..=8 => "hardly any",
        9..=17 => "a small part",
        18..=28 => "about a quarter",
        29..=38 => "about a third",
        39..=44 => "a good third",
        45..=55 => "about half",
        56..=62 => "more than half",
        63..=71 => "about two-thirds",
        72..=82 => "about three-quarters",
        83..=99 => "nearly all",
        _ => "all",
    }
}

/// The singular of a title's last word, with the words before it; nothing where that is not sure.
pub fn singular(title: &str) -> Option<String> {
    if title.contains([',', '/'])
        || title.contains(" and ")
        || title.contains(" of ")
        || title.contains("--")
    {
        return None;
    }
    let (before, last) = title.rsplit_once(' ').unwrap_or(("", title));
    let one = if let Some(stem) = last.strip_suffix("ies") {
        format!("{stem}y")
    } else if last.ends_with("sses") || last.ends_with("ches") || last.ends_with("shes") {
        last.strip_suffix("es")?.to_owned()
    } else if let Some(stem) = last.strip_suffix("men") {
        format!("{stem}man")
    } else if last.ends_with("ss") || last.ends_with("us") {
        return None;
    } else {
        last.strip_suffix('s')?.to_owned()
    };
    Some(if before.is_empty() {
        one
    } else {
        format!("{before} {one}")
    })
}

/// A title inside a sentence: small letters where the capital is only a heading's.
pub fn in_prose(title: &str) -> String {
    let is_headed = |piece: &str| {
        let mut letters = piece.chars();
        let capital = letters.next().is_some_and(char::is_alphabetic);
        let rest = letters.as_str();
        capital
            && !rest.is_empty()
            && !rest.contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let word = |word: &str| {
        let bare = word.trim_end_matches(',');
        if bare.split(['-', '/']).all(is_headed) && !PROPER.contains(&bare) {
            word.to_lowercase()
        } else {
            word.to_owned()
        }
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Words of titles that keep their capital.
const PROPER: [&str; 8] = [
    "English",
    "French",
    "Spanish",
    "German",
    "Java",
    "Python",
    "Salesforce",
    "Oracle",
];

/// A group's title without what only a table needs: `Cashiers, Except Gambling` is `cashiers`, `Cooks, Restaurant`
/// is `restaurant cooks`.
pub fn group(title: &str) -> String {
    let cut = ["Except", "All Other", "General", "Including"]
        .iter()
        .find_map(|end| title.find(&format!(", {end}")))
        .unwrap_or(title.len());
    let short = title[..cut]
        .replace("Helpers--", "Helpers of ")
        .replace("First-Line Supervisors", "Supervisors");
    in_prose(&turned(short.trim_end_matches(", Hand")))
}

/// A longer title is no longer heard as one name.
const LONGEST_TURNED: usize = 44;

/// A qualifier behind a comma comes in front of what it qualifies, or is left out where it is long; a list of groups
/// stays as it is.
fn turned(title: &str) -> String {
    let Some((first, rest)) = title.split_once(", ") else {
        return title.to_owned();
    };
    let is_group = |words: &str| words.ends_with('s') && !words.ends_with("ss");
    if !is_group(first) || rest.split([',', ' ']).next_back().is_some_and(is_group) {
        return title.to_owned();
    }
    let together = format!("{rest} {first}");
    if rest.contains(',') || together.chars().count() > LONGEST_TURNED {
        first.to_owned()
    } else {
        together
    }
}

/// Makers whose name is said once before several of their products.
const MAKERS: [&str; 7] = [
    "Microsoft",
    "Adobe",
    "Google",
    "Amazon",
    "Apache",
    "Oracle",
    "IBM",
];

/// Names joined as people say them: `SQL, Microsoft Excel and Word`.
pub fn names<S: AsRef<str>>(names: &[S]) -> String {
    let maker = |name: &str| {
        MAKERS
            .into_iter()
            .find(|maker| name.starts_with(&format!("{maker} ")))
    };
    let mut ordered: Vec<&str> = Vec::new();
    for name in names.iter().map(AsRef::as_ref) {
        let same = |other: &&str| maker(name).is_some() && maker(other) == maker(name);
        match ordered.iter().rposition(same) {
            Some(at) => ordered.insert(at + 1, name),
            None => ordered.push(name),
        }
    }
    let said: Vec<&str> = ordered
        .iter()
        .enumerate()
        .map(
            |(at, name)| match (at.checked_sub(1).map(|before| ordered[before]), maker(name)) {
                (Some(before), Some(own)) if maker(before) == Some(own) => &name[own.len() + 1..],
                _ => name,
            },
        )
        .collect();
    and(&said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_follow_the_sound() {
        for (words, is) in [
            ("data scientist", "a"),
            ("accountant", "an"),
            ("UX Designer", "a"),
            ("HR Adviser", "an"),
            ("SQL developer", "an"),
            ("user researcher", "a"),
            ("hourly worker", "an"),
            ("HGV Class 1 Driver", "an"),
            ("university lecturer", "a"),
            ("undertaker", "an"),
        ] {
            assert_eq!(article(words), is, "{words}");
        }
    }

    #[test]
    fn durations_and_shares_are_words() {
        assert_eq!(duration(8), "eight months");
        assert_eq!(duration(13), "a year");
        assert_eq!(duration(18), "a year and a half");
        assert_eq!(duration(34), "three years");
        assert_eq!(duration(250), "21 years");
        assert_eq!(share(0.334), "about a third");
    }

    #[test]
    fn titles_become_ordinary_words() {
        assert_eq!(
            singular("registered nurses").as_deref(),
            Some("registered nurse")
        );
        assert_eq!(singular("secretaries").as_deref(), Some("secretary"));
        assert_eq!(singular("clergy"), None);
        assert_eq!(singular("aides and orderlies"), None);
        assert_eq!(in_prose("UX Designer"), "UX designer");
        assert_eq!(in_prose("First-Line Supervisors"), "first-line supervisors");
        assert_eq!(group("Cashiers, Except Gambling"), "cashiers");
        assert_eq!(group("Cooks, Restaurant"), "restaurant cooks");
        assert_eq!(
            group("Plumbers, Pipefitters, and Steamfitters"),
            "plumbers, pipefitters, and steamfitters"
        );
        assert_eq!(
            group("Hosts and Hostesses, Restaurant, Lounge, and Coffee Shop"),
            "hosts and hostesses"
        );
        assert_eq!(
            group("Bookkeeping, Accounting, and Auditing Clerks"),
            "bookkeeping, accounting, and auditing clerks"
        );
        assert_eq!(
            group("English Language Teachers, All Other"),
            "English language teachers"
        );
    }

    #[test]
    fn a_maker_is_named_once() {
        let said = names(&["Microsoft Excel", "SQL", "Microsoft Word"]);
        assert_eq!(said, "Microsoft Excel, Word and SQL");
    }
}
