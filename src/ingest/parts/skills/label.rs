//! Labels of groups of skills: `Databases:`, `Languages – `, or a word in a column of its own.

use super::super::words::{is_ideograph, names};

/// What a row of skills begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// The items begin after so many bytes.
    Label(usize),
    /// The row is about spoken languages, interests or the like.
    NoSkills,
    None,
}

const MAX_LABEL_WORDS: usize = 6;

/// By a colon.
pub(super) fn by_colon(words: &str) -> Head {
    let Some(at) = words.find([':', '：', '፡']) else {
        return Head::None;
    };
    let label = words[..at].trim_matches(['*', '_', ' ']);
    let is_label = label.split_whitespace().count() <= MAX_LABEL_WORDS
        && !label.contains([',', '，', '、', ';'])
        && !words[at..].starts_with("://")
        && !words[at..].starts_with("::")
        // `1С:Бухгалтерия` is one name.
        && (is_group(label) || !words[at..].strip_prefix(':').is_some_and(|rest| rest.starts_with(char::is_alphabetic)))
        && label.matches(['(', '（']).count() == label.matches([')', '）']).count();
    if !is_label {
        return Head::None;
    }
    let after = at + words[at..].chars().next().map_or(0, char::len_utf8);
    head(label, after, &words[after..])
}

/// By a dash or a wide gap: the row says `Label – a, b` or `Label  a, b`.
pub(super) fn by_gap(words: &str) -> Head {
    const MARKS: &[&str] = &[" – ", " — ", " - ", "  ", "\t"];
    let cut = MARKS
        .iter()
        .filter_map(|mark| Some((words.find(mark)?, mark.len())))
        .min();
    let Some((at, n)) = cut else {
        return Head::None;
    };
    let (label, rest) = (&words[..at], words[at + n..].trim_start());
    let fits = !rest.is_empty()
        && !label.contains([',', '，', '、', ';', '('])
        && label.split_whitespace().count() <= 4
        && !rest.contains("  ");
    if fits {
        head(label, words.len() - rest.len(), rest)
    } else {
        Head::None
    }
}

fn head(label: &str, after: usize, rest: &str) -> Head {
    let lower = label.to_lowercase();
    let about_else = [
        "interest",
        "hobb",
        "spoken",
        "language skill",
        "foreign",
        "human languages",
        "natural languages",
        "fremdsprach",
        "sprachkenntnis",
        "langues",
        "idiomas",
        "lingue",
        "línguas",
        "иностранн",
        "外语",
        "语言能力",
        "外国語",
        "兴趣",
        "爱好",
        "趣味",
        "интерес",
        "loisirs",
        "aficiones",
        "የአካባቢ ቋንቋ",
        "award",
        "certificat",
        "语种",
        "driving",
        "führerschein",
    ]
    .iter()
    .any(|word| lower.contains(word));
    if about_else || lower == "language" || is_spoken_list(rest) {
        return Head::NoSkills;
    }
    Head::Label(after)
}

/// `Languages: English (native), German`
fn is_spoken_list(rest: &str) -> bool {
    let first = rest
        .split(|letter: char| !letter.is_alphabetic())
        .find(|word| !word.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    let second = rest
        .split([',', '、', '，', ';', '·', '/'])
        .nth(1)
        .and_then(|part| {
            part.trim()
                .split(|letter: char| !letter.is_alphabetic())
                .next()
        })
        .unwrap_or_default()
        .to_lowercase();
    names::is_spoken(&first) && (second.is_empty() || names::is_spoken(&second))
}

/// A word that groups of skills are headed with, and no skill by itself.
pub(super) fn is_group(label: &str) -> bool {
    const WORDS: &str = "languages|programming languages|programming|frameworks|libraries|tools|databases|\
platforms|cloud|devops|methodologies|methods|technical|technical skills|soft skills|soft|hard skills|other|\
others|frontend|front-end|front end|backend|back-end|back end|web|mobile|data|infrastructure|operating systems|\
software|hardware|testing|design|technologies|developer tools|office|general|computer|computing|laboratory|\
familiar|proficient|advanced|intermediate|beginner|expert|learning|tools and software|tools & software|\
libraries and frameworks|frameworks and libraries|frameworks & libraries|languages and frameworks|personal|\
core|domain|business|management|communication|analytics|concepts|practices|systems|editors|scripting|markup|\
sprachen|programmiersprachen|werkzeuge|datenbanken|methoden|technisch|sonstiges|langages|outils|bases de données|\
méthodes|autres|lenguajes|herramientas|bases de datos|otros|linguagens|ferramentas|bancos de dados|outros|\
linguaggi|strumenti|altro|языки|языки программирования|инструменты|базы данных|фреймворки|прочее|другое|\
编程语言|语言|工具|框架|数据库|其他|平台|言語|ツール|データベース|フレームワーク|その他|クラウド|プログラミング言語|데이터베이스|언어|도구";
    let lower = label
        .trim_matches(['*', '_', ' ', ':', '：'])
        .to_lowercase();
    WORDS.split('|').any(|word| word == lower)
}

/// Whether a row may be a label on a line of its own: a group's name above a list.
pub(super) fn stands_alone(words: &str, next: &str) -> bool {
    let is_list = next.contains([',', '，', '、', ';', '•', '·', '|']);
    let ends = words.ends_with([':', '：']);
    let is_short = words.split_whitespace().count() <= 5 || words.chars().any(is_ideograph);
    ends && is_short || is_list && is_group(words)
}
