//! What English asks of words that come from facts.

use super::place::is_place;

/// `Go`, `Go and Rust`, `Go, Rust and SQL`; semicolons where an item has commas.
pub fn list(items: &[String]) -> String {
    let has = |mark: &str| items.iter().any(|item| item.contains(mark));
    let (comma, last_comma) = match (has(", "), has(" and ")) {
        (true, _) => ("; ", "; and "),
        (_, true) => (", ", ", and "),
        _ => (", ", " and "),
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] if !has(", ") && !has(" and ") => format!("{one} and {other}"),
        [most @ .., last] => format!("{}{last_comma}{last}", most.join(comma)),
    }
}

/// `A, B or C`.
pub fn either(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

pub fn capitalised(text: &str) -> String {
    let (place, text) = text.split_at(text.find(|c| !is_place(c)).unwrap_or(text.len()));
    let first_word = text.split([' ', ',']).next().unwrap_or_default();
    // `jQuery` and `iPhone` are written so wherever they stand.
    if first_word.chars().skip(1).any(char::is_uppercase) {
        return format!("{place}{text}");
    }
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    place.chars().chain(first).chain(chars).collect()
}

pub fn small_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// Articles are chosen, double blanks and double full stops taken out.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("a~") {
        let behind = rest[at + 2..].trim_start();
        out.push_str(&rest[..at]);
        out.push_str(article(behind));
        rest = &rest[at + 2..];
    }
    out.push_str(rest);
    let joined = out.split_whitespace().collect::<Vec<_>>().join(" ");
    joined
        .replace("..", ".")
        .replace(" ,", ",")
        .replace(".”.", "”.")
        .replace(",,", ",")
}

/// `a` or `an`, by the sound the words begin with.
pub fn article(words: &str) -> &'static str {
    let first = words
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .split([' ', '-', '/', ','])
        .next()
        .unwrap_or_default();
    let lower = first.to_lowercase();
    let begins = |with: &[&str]| with.iter().any(|start| lower.starts_with(start));
    let is_spelled =
        (2..=3).contains(&first.chars().count()) && first.chars().all(|c| c.is_ascii_uppercase());
    let is_dotted = first.chars().nth(1) == Some('.');
    let is_degree = ["MSc", "MEng", "MPhil", "MRes", "LLB", "LLM", "HVAC", "NVQ"].contains(&first);
    let sounds_open = if is_spelled || is_dotted || is_degree {
        first.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'])
    } else if begins(&["hour", "honest", "honour", "heir", "11", "18", "8"]) {
        true
    } else {
        first.starts_with(|c: char| "aeiouAEIOUéÉ".contains(c))
            && !begins(&["uni", "use", "usu", "eu", "one", "once", "uti", "uro"])
    };
    if sounds_open { "an" } else { "a" }
}

/// Shortened words whose full stop ends nothing.
const SHORT: [&str; 16] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "inc", "ltd", "co", "corp", "jr", "sr", "no", "vs",
    "approx", "dept",
];

/// Whether no sentence ends before the text does.
pub fn is_one_sentence(text: &str) -> bool {
    let inside = text.trim_end_matches(['.', '”', '?', '!', ')']);
    let ends = |mark: &str| {
        inside.match_indices(mark).any(|(at, _)| {
            let next = inside[at + mark.len()..].chars().next();
            let goes_on = next.is_some_and(char::is_lowercase);
            !(goes_on || mark == ". " && is_short(&inside[..at]))
        })
    };
    ![". ", "? ", "! ", ".” ", "?” ", "!” ", ".) "]
        .iter()
        .any(|mark| ends(mark))
}

/// Whether the full stop behind `before` belongs to a shortened word or an initial.
fn is_short(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != '.')
        .next()
        .unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_dotted = word.contains('.') && word.split('.').all(|piece| piece.chars().count() <= 2);
    is_initial || is_dotted || SHORT.contains(&word.to_lowercase().as_str())
}

/// A skill inside a sentence, and whether its letters are a name's. Products keep their capitals.
pub fn skill(name: &str) -> (String, bool) {
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let is_plain = first.chars().count() > 2
        && first.chars().next().is_some_and(char::is_uppercase)
        && first.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    let small_rest = !rest.is_empty()
        && !rest.contains(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '.');
    let is_common = small_rest && !BRANDS.contains(&first) || rest.is_empty() && is_noun(first);
    if is_plain && is_common {
        (name.to_lowercase(), false)
    } else {
        (name.to_owned(), true)
    }
}

/// First words of names that are followed by small letters.
const BRANDS: [&str; 26] = [
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
    "Spring",
    "Amazon",
    "Microsoft",
    "Apple",
    "Spanish",
    "French",
    "German",
    "English",
    "Kaizen",
    "Agile",
    "Linux",
    "Unix",
    "Fastcase",
    "Intellitax",
    "Allscripts",
];

/// One word that is an ordinary noun, by its ending; products are mostly coined otherwise.
fn is_noun(word: &str) -> bool {
    const ENDINGS: [&str; 21] = [
        "ing", "tics", "ship", "ment", "tion", "sion", "ance", "ence", "graphy", "ism", "ity",
        "tomy", "logy", "roll", "sales", "ics", "istry", "keeping", "pentry", "urity", "physics",
    ];
    let lower = word.to_lowercase();
    !matches!(
        word,
        "Notion" | "Spring" | "Unity" | "Bing" | "Confluence" | "Mailtraining" | "Perception"
    ) && (lower == "mathematics" || ENDINGS.iter().any(|end| lower.ends_with(end)))
}
