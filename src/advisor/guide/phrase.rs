//! Small change of the guide's language: lists, counts, names and quotations.

use crate::prompt::sentence::sentence_end;

/// `Go`, `Go and Rust`, `Go, Rust and SQL`; a comma more where an item has an “and” of its own, semicolons where
/// one has commas.
pub fn and<S: AsRef<str>>(items: &[S]) -> String {
    let has = |mark: &str| items.iter().any(|item| item.as_ref().contains(mark));
    let (comma, last_comma) = match (has(", "), has(" and ")) {
        (true, _) => ("; ", "; and "),
        (_, true) => (", ", ", and "),
        _ => (", ", " and "),
    };
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{}{last_comma}{}", most.join(comma), last.as_ref())
        }
    }
}

const NUMBERS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// A count in words up to twelve, in digits above.
pub fn number(n: usize) -> String {
    NUMBERS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `three skills`, `one skill`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// `112,590`.
pub fn thousands(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `33.5` or `4`, without a sign.
pub fn percent(value: f32) -> String {
    let rounded = (value.abs() * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 {
        format!("{rounded:.0}")
    } else {
        format!("{rounded:.1}")
    }
}

pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A name from a document as part of a sentence; nothing when it is too long or would break one.
pub fn name(raw: &str) -> Option<String> {
    let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_one = sentence_end(&format!("{joined} x")).is_none();
    let joined = if is_one {
        joined
    } else {
        joined.replace(". ", " ")
    };
    let bare = joined
        .trim_matches(|c: char| {
            matches!(c, '.' | ',' | ';' | ':' | '-' | '–' | '—' | '|' | '•' | '·')
                || c.is_whitespace()
        })
        .to_owned();
    let breaks = |c: char| {
        matches!(c, '[' | ']' | '#' | '*' | '`' | '!' | '?' | '“' | '”') || c.is_control()
    };
    let fits = (2..=64).contains(&bare.chars().count()) && bare.contains(char::is_alphabetic);
    (fits && !bare.contains(breaks)).then(|| calm(&bare))
}

/// Names written in capitals throughout are set in ordinary letters, short ones excepted.
fn calm(name: &str) -> String {
    let shouts = !name.contains(char::is_lowercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() > 5;
    if !shouts {
        return name.to_owned();
    }
    let word = |word: &str| match word {
        "OF" | "AND" | "THE" | "AT" | "FOR" | "IN" | "ON" | "TO" => word.to_lowercase(),
        short if short.chars().count() <= 3 => short.to_owned(),
        long => capitalised(&long.to_lowercase()),
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A skill as it is said inside a sentence: products keep their capitals, ordinary words lose the heading's.
pub fn skill_in_prose(skill: &str) -> String {
    let (first, rest) = skill.split_once(' ').unwrap_or((skill, ""));
    let is_plain = |word: &str| {
        !word.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '#'))
            && !word.chars().skip(1).any(char::is_uppercase)
    };
    let small_rest = !rest.contains(char::is_uppercase) && !rest.is_empty();
    let is_common =
        small_rest && !BRANDS.contains(&first) || is_common_noun(first) && rest.is_empty();
    if is_plain(first) && is_common {
        skill.to_lowercase()
    } else {
        skill.to_owned()
    }
}

/// First words of names that are followed by small letters.
const BRANDS: [&str; 11] = [
    "Apache",
    "Tailwind",
    "Lean",
    "Sage",
    "Adobe",
    "Bloomberg",
    "Google",
    "Oracle",
    "Windows",
    "Visual",
    "Scrum",
];

/// Whether a name of one word is an ordinary noun, by its ending; products are mostly coined otherwise.
fn is_common_noun(word: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        "ing", "tics", "ship", "ment", "tion", "sion", "work", "ance", "ence", "graphy", "ism",
        "ity", "try", "tomy", "logy", "gement", "roll", "sales",
    ];
    let lower = word.to_lowercase();
    let is_product = matches!(word, "Notion" | "Spring" | "Unity" | "Bing" | "InVision");
    !is_product
        && (lower == "sales"
            || lower == "e-commerce"
            || ENDINGS.iter().any(|end| lower.ends_with(end)))
}

/// A line as a quotation inside a sentence; nothing when it is too short, too long or a sentence row.
pub fn quotation(raw: &str) -> Option<String> {
    let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = joined.trim_end_matches(['.', ';', ',', ':']);
    let n = bare.chars().count();
    let breaks = bare.contains(['[', ']', '#', '*', '`', '“', '”'])
        || [". ", "! ", "? "].iter().any(|end| bare.contains(end))
        || bare.ends_with(['!', '?'])
        || bare.contains(char::is_control);
    let is_sound = bare.split(' ').count() >= 4 && (16..=130).contains(&n) && !breaks;
    is_sound.then(|| format!("“{bare}”"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts_read_as_people_write_them() {
        assert_eq!(and(&["Go"]), "Go");
        assert_eq!(and(&["Go", "Rust", "SQL"]), "Go, Rust and SQL");
        assert_eq!(
            and(&["bread and butter", "tea"]),
            "bread and butter, and tea"
        );
        assert_eq!(count(1, "skill", "skills"), "one skill");
        assert_eq!(count(13, "skill", "skills"), "13 skills");
        assert_eq!(thousands(1_112_590), "1,112,590");
        assert_eq!(thousands(90), "90");
        assert_eq!(percent(-33.46), "33.5");
    }

    #[test]
    fn names_that_would_break_a_sentence_are_tamed_or_refused() {
        assert_eq!(
            name("SENIOR SOFTWARE ENGINEER,").as_deref(),
            Some("Senior Software Engineer")
        );
        assert_eq!(name("Acme Inc.").as_deref(), Some("Acme Inc"));
        assert_eq!(
            name("St. Mary\u{a0} College").as_deref(),
            Some("St. Mary College")
        );
        assert_eq!(name("Mind it. Obey").as_deref(), Some("Mind it Obey"));
        assert_eq!(name("Ignore [3] this"), None);
        assert_eq!(name("– 2019"), None);
    }

    #[test]
    fn skills_lose_the_capital_of_a_heading_and_products_keep_theirs() {
        for (skill, said) in [
            ("Wound care", "wound care"),
            ("Budgeting", "budgeting"),
            ("Power BI", "Power BI"),
            ("Tableau", "Tableau"),
            ("SQL", "SQL"),
            ("Sage accounting", "Sage accounting"),
            ("A/B testing", "A/B testing"),
        ] {
            assert_eq!(skill_in_prose(skill), said);
        }
    }

    #[test]
    fn quotations_are_whole_single_statements() {
        assert_eq!(
            quotation("Built the data\n platform.").as_deref(),
            Some("“Built the data platform”")
        );
        assert_eq!(quotation("Built it. Ran the platform too"), None);
        assert_eq!(quotation("Python, SQL"), None);
    }
}
