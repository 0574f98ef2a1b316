//! The words of titles and requirements, brought to a common form.

/// The words of a title or a query in lower case, without plural endings and accents.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| {
        !letter.is_alphanumeric() && !matches!(letter, '+' | '#' | '\'' | '’')
    })
    .map(plain)
    .filter(|word| !word.is_empty())
    .map(singular)
    .collect()
}

fn plain(word: &str) -> String {
    word.chars()
        .filter(|letter| !matches!(letter, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            other => other,
        })
        .collect()
}

fn singular(mut word: String) -> String {
    let length = word.chars().count();
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if length > 4 && ends(&["ies"]) {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if length > 4 && ends(&["ches", "shes", "sses", "xes"]) {
        word.truncate(word.len() - 2);
    } else if length > 3 && ends(&["s"]) && !ends(&["ss", "us", "is", "ps"]) || ends(&["eps"]) {
        word.truncate(word.len() - 1);
    }
    word
}

/// What `engineer` and `engineering`, `nurse` and `nursing`, `science` and `scientist` share.
pub(crate) fn stem(word: &str) -> &str {
    const ENDINGS: &[&str] = &[
        "ician", "ication", "istry", "ment", "tics", "ing", "ist", "ian", "ant", "ion", "sis",
        "ive", "ical", "ics", "er", "or", "al", "ic", "st", "ce", "e", "y",
    ];
    let mut stem = word;
    // Three endings at most: `engineering`, `engineer`, `engine`, `engin`.
    for _ in 0..3 {
        let shorter = ENDINGS
            .iter()
            .find_map(|ending| stem.strip_suffix(ending))
            .filter(|shorter| shorter.chars().count() >= 4);
        match shorter {
            Some(shorter) => stem = shorter,
            None => break,
        }
    }
    stem.strip_suffix('t')
        .filter(|_| stem.ends_with("nt") && stem.len() > 5)
        .unwrap_or(stem)
}

/// Words that say how senior or by which contract, not which occupation.
pub(crate) fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "senior"
            | "sr"
            | "junior"
            | "jr"
            | "lead"
            | "principal"
            | "head"
            | "staff"
            | "intern"
            | "entry"
            | "level"
            | "i"
            | "ii"
            | "iii"
            | "iv"
            | "remote"
            | "hybrid"
            | "freelance"
            | "contract"
            | "part"
            | "full"
            | "time"
            | "of"
            | "and"
            | "the"
            | "a"
            | "an"
            | "for"
            | "in"
            | "to"
            | "or"
            | "with"
            | "certified"
            | "licensed"
            | "mid"
            | "except"
            | "other"
            | "all"
    )
}

/// Words that say nothing about what a requirement is about.
pub(crate) fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "a",
        "ability",
        "able",
        "about",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "candidate",
        "demonstrated",
        "etc",
        "excellent",
        "experience",
        "experienced",
        "for",
        "from",
        "good",
        "great",
        "have",
        "has",
        "ideal",
        "ideally",
        "in",
        "including",
        "is",
        "it",
        "knowledge",
        "least",
        "minimum",
        "more",
        "must",
        "nice",
        "of",
        "on",
        "or",
        "other",
        "our",
        "plus",
        "preferred",
        "preferably",
        "proficiency",
        "proficient",
        "proven",
        "relevant",
        "required",
        "requirement",
        "skill",
        "solid",
        "strong",
        "such",
        "that",
        "the",
        "their",
        "to",
        "understanding",
        "using",
        "we",
        "well",
        "will",
        "with",
        "work",
        "working",
        "year",
        "you",
        "your",
        "familiarity",
        "familiar",
        "equivalent",
        "related",
        "similar",
        "should",
        "would",
        "this",
        "these",
        "they",
    ];
    word.len() < 2 || FILLERS.contains(&word)
}
