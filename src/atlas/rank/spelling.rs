//! One spelling for words that British and American English write differently.

/// What stands for what, wherever in a word.
const PARTS: &[(&str, &str)] = &[
    ("oedi", "edi"),
    ("oeso", "eso"),
    ("draught", "draft"),
    ("plough", "plow"),
    ("mould", "mold"),
    ("fibre", "fiber"),
    ("jewell", "jewel"),
    ("manoeuv", "maneuv"),
    ("defence", "defense"),
    ("licence", "license"),
    ("cheque", "check"),
    ("aluminium", "aluminum"),
    ("tyre", "tire"),
    ("grey", "gray"),
];

/// Endings, and the letters a word has at least for the rule to hold: `theatre` is `theater`, `tree` is not.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("ize", "ise", 7),
    ("ized", "ised", 7),
    ("izes", "ises", 7),
    ("izer", "iser", 7),
    ("izers", "isers", 7),
    ("izing", "ising", 7),
    ("ization", "isation", 7),
    ("izations", "isations", 7),
    ("izational", "isational", 7),
    ("yze", "yse", 6),
    ("yzed", "ysed", 6),
    ("yzer", "yser", 6),
    ("yzers", "ysers", 6),
    ("yzing", "ysing", 6),
    ("tre", "ter", 5),
    ("tres", "ters", 5),
    ("ogue", "og", 4),
    ("ogues", "ogs", 4),
    ("amme", "am", 4),
    ("ammes", "ams", 4),
    ("lling", "ling", 8),
    ("lled", "led", 8),
    ("llor", "lor", 8),
    ("llors", "lors", 8),
    ("ller", "ler", 8),
    ("llers", "lers", 8),
];

/// The spelling that stands for all of a word's spellings; it need not be anyone's.
pub(super) fn common(word: &str) -> String {
    let mut word = or_for_our(word);
    // `anaesthetic`, but `aerial`.
    let from = if word.starts_with("aer") { 2 } else { 0 };
    if word.is_char_boundary(from) && word[from..].contains("ae") {
        word = format!("{}{}", &word[..from], word[from..].replace("ae", "e"));
    }
    for (part, stands) in PARTS {
        if word.contains(part) {
            word = word.replace(part, stands);
        }
    }
    for (ending, stands, at_least) in ENDINGS {
        if word.len() >= *at_least && word.ends_with(ending) {
            word.truncate(word.len() - ending.len());
            word.push_str(stands);
            break;
        }
    }
    word
}

/// `labour` and `colouring`, but not `hour`, `tour` and `source`.
fn or_for_our(word: &str) -> String {
    const BEHIND: &[&str] = &["ing", "er", "al", "ist", "ite", "less", "ful", "able"];
    let Some(at) = word.find("our").filter(|at| *at >= 2 && word.len() > 5) else {
        return word.to_owned();
    };
    let behind = &word[at + 3..];
    let is_ending =
        matches!(behind, "" | "s" | "ed") || BEHIND.iter().any(|ending| behind.starts_with(ending));
    if is_ending {
        format!("{}or{behind}", &word[..at])
    } else {
        word.to_owned()
    }
}
