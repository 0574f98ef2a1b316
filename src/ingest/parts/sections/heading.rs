//! Whether a line is a heading, by its words.

use super::super::words::headings::section_name;
use super::super::words::{is_ideograph, studies};
use super::is_bulleted;

/// A heading: the section's name, the words as written, and where the content beside it begins.
pub(super) struct Found {
    pub name: &'static str,
    pub words: String,
    pub rest: Option<usize>,
}

/// Longer lines are no headings.
const MAX_BYTES: usize = 120;

/// A heading that takes two lines: `Licenses and` above `Certifications`.
pub(super) fn over_two(line: &str, next: &str) -> Option<Found> {
    const ENDS: &[&str] = &[" and", "&", ",", " und", " et", " y", " e", " и", "/", "-"];
    let (line, next) = (line.trim(), next.trim());
    let is_short =
        |line: &str| !line.is_empty() && line.len() <= 30 && line.split_whitespace().count() <= 3;
    if !is_short(line) || !is_short(next) || is_bulleted(line) || line.contains("  ") {
        return None;
    }
    let both = format!("{} {next}", line.trim_end_matches('-'));
    let goes_on = ENDS.iter().any(|end| line.to_lowercase().ends_with(end));
    let alike = is_set_apart(line) && is_set_apart(next)
        || line.split_whitespace().count() == 1 && named(next).is_some();
    let name = if goes_on {
        named(&both)
    } else {
        section_name(&plain(&both))
    };
    name.filter(|_| (goes_on || alike) && named(line).is_none_or(|_| goes_on || needs_marks(line)))
        .map(|name| Found {
            name,
            words: both,
            rest: None,
        })
}

/// The heading this line is, if it is one; `current` is the section it stands in.
pub(super) fn find(line: &str, current: Option<&str>) -> Option<Found> {
    if line.len() > MAX_BYTES {
        return None;
    }
    if let Some(name) = named(line) {
        // Inside a list of skills `Languages:` or `Tools` is a label, unless it is set as a heading.
        let is_label = current == Some("skills")
            && (line.trim_end().ends_with([':', '：']) || name == "skills" || is_bulleted(line))
            && matches!(
                name,
                "skills" | "languages" | "interests" | "summary" | "other" | "certifications"
            )
            && !is_set_apart(line)
            && (name != "interests" || line.contains([':', '：']) || is_bulleted(line));
        let is_word = needs_marks(line) && !is_set_apart(line);
        return (!is_label && !is_word).then(|| Found {
            name,
            words: as_written(line),
            rest: None,
        });
    }
    inline(line, current)
}

/// `Skills: Rust, SQL` on one line.
fn inline(line: &str, current: Option<&str>) -> Option<Found> {
    let (head, rest) = line.split_once([':', '：'])?;
    if rest.trim_matches(['*', '_', ' ']).is_empty() || is_bulleted(line) {
        return None;
    }
    let name = exact(head)?;
    let stands_alone = matches!(
        name,
        "skills" | "summary" | "certifications" | "interests" | "languages"
    );
    let in_list = matches!(
        current,
        Some("skills" | "experience" | "projects" | "education" | "other")
    );
    // A list that follows what a summary or a certificate says is one of its own.
    (stands_alone && !needs_marks(head) && (!in_list || is_set_apart(head))).then(|| Found {
        name,
        words: as_written(head),
        rest: super::after_colon(line, crate::career::resume::Span::new(0, line.len())),
    })
}

fn named(line: &str) -> Option<&'static str> {
    let bare = plain(line);
    exact(line)
        .or_else(|| known_pair(&bare))
        .or_else(|| kind_of(line, &bare))
}

/// Whether the words are those of a heading and nothing else.
pub(in crate::ingest::parts) fn is_heading(words: &str) -> bool {
    exact(words).is_some() && !needs_marks(words)
}

/// The name of the section for exactly these words; `技能 (Skills)` says it twice.
pub(super) fn exact(words: &str) -> Option<&'static str> {
    let bare = plain(words);
    section_name(&bare).or_else(|| {
        let (before, within) = bare.split_once(['(', '（'])?;
        let within = within.trim_end_matches([')', '）']);
        section_name(before.trim()).or_else(|| section_name(within.trim()))
    })
}

/// Words that stand on a line of their own for other reasons too: they head a section only in
/// capitals, in bold or with a mark.
pub(super) fn needs_marks(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "work",
        "career",
        "software",
        "project",
        "research",
        "language",
        "additional",
        "other",
        "community",
        "freelance",
        "freelance work",
        "school",
        "schools",
        "university",
        "degree",
        "degrees",
        "stack",
        "technology",
        "more",
        "service",
        "military",
        "learning",
        "books",
        "online",
        "personal",
        "social",
        "positions",
        "roles",
        "knowledge",
        "goal",
        "stage",
        "open source",
        "stages",
        "position",
        "title",
        "parcours",
        "formations",
        "engagement",
        "informatique",
        "cursus",
        "diploma",
        "articles",
        "grants",
        "lectures",
        "availability",
        "programs",
        "organizations",
        "tools",
        "training",
        "outils",
        "工具",
        "技术",
        "技術",
        "能力",
        "研究",
        "工作",
        "实习",
        "项目",
        "leadership",
        "strengths",
        "internship",
        "academic",
        "networks",
        "connect",
    ];
    WORDS.contains(&plain(line).as_str())
}

fn as_written(line: &str) -> String {
    let decoration: &[char] = &[
        '#', '*', '_', ' ', ':', '：', '\t', '=', '-', '—', '–', '【', '】', '■', '●',
    ];
    line.trim_matches(decoration).to_owned()
}

/// In capitals, bold or marked as a heading.
fn is_set_apart(line: &str) -> bool {
    let letters = || line.chars().filter(|letter| letter.is_alphabetic());
    line.starts_with('#')
        || line.starts_with("**")
        || line.starts_with(['【', '■', '◆', '＜'])
        || letters().count() > 3 && letters().all(char::is_uppercase)
}

/// `Skills & Interests`, `Honors, Awards and Activities`: the first part names the section.
fn known_pair(bare: &str) -> Option<&'static str> {
    const ANDS: &[&str] = &[" and ", " et ", " und ", " y ", " e ", " и ", " i ", " en "];
    let mut parts: Vec<&str> = bare
        .split([',', '/', '、', '・', '与', '和', '及', '|'])
        .collect();
    for and in ANDS {
        parts = parts.iter().flat_map(|part| part.split(and)).collect();
    }
    let parts: Vec<&str> = parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let n_known = parts
        .iter()
        .filter(|part| section_name(part).is_some())
        .count();
    let most_known = (2..=4).contains(&parts.len()) && n_known * 2 > parts.len();
    // What somebody did weighs more than what stands beside it: `Leadership & Work Experience`.
    let names = || parts.iter().filter_map(|part| section_name(part));
    names()
        .find(|name| matches!(*name, "experience" | "skills"))
        .or_else(|| names().next())
        .filter(|_| most_known)
}

/// `Computer Engineering Experience`: a few capitalised words before one that names a section.
fn kind_of(line: &str, bare: &str) -> Option<&'static str> {
    let words: Vec<&str> = bare.split(' ').collect();
    let name = match *words.last()? {
        "experience" | "employment" | "appointments" | "internships" => "experience",
        "education" => "education",
        "skills" | "competencies" | "technologies" | "proficiencies" => "skills",
        "projects" => "projects",
        "certifications" | "certificates" => "certifications",
        "publications" => "publications",
        "awards" | "honors" | "honours" => "awards",
        "involvement" | "volunteering" | "memberships" | "activities" | "activity" => {
            "volunteering"
        }
        _ => return None,
    };
    let is_capital = |word: &str| {
        word.starts_with(|first: char| !first.is_lowercase())
            || matches!(word, "and" | "of" | "in" | "with")
    };
    let stands_alone = (2..=5).contains(&words.len())
        && !is_bulleted(line)
        // `Bachelor of Education`
        && !studies::is_degree(line)
        && !line.contains([',', ':', '|'])
        && !line.contains("  ")
        && line.split_whitespace().all(is_capital);
    let name = if words.iter().any(|word| word.starts_with("volunteer")) {
        "volunteering"
    } else {
        name
    };
    stands_alone.then_some(name)
}

/// The line in lower case, without numbering, marks and the blanks of spaced letters.
pub(super) fn plain(line: &str) -> String {
    let is_mark =
        |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | ')' | '）');
    let line = line.trim_matches(is_mark);
    let line = line.trim_start_matches(|letter: char| {
        letter.is_ascii_digit() || matches!(letter, '.' | ')' | ' ' | '、')
    });
    let chinese = line.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八']);
    let line = chinese.strip_prefix(['、', '．', '.']).unwrap_or(line);
    let line = spaced_letters(line).unwrap_or_else(|| line.to_owned());
    let lower = line.to_lowercase().replace(['&', '+', '＆'], " and ");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `S K I L L S` → `SKILLS`, `技 能` → `技能`; words are parted by more than one blank.
fn spaced_letters(line: &str) -> Option<String> {
    let n = line.split_whitespace().count();
    let is_spaced = (n >= 4
        || n >= 2
            && line
                .chars()
                .all(|letter| letter == ' ' || is_ideograph(letter)))
        && line
            .split_whitespace()
            .all(|word| word.chars().count() == 1);
    is_spaced.then(|| {
        line.split("  ")
            .map(|word| word.split_whitespace().collect::<String>())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(if n >= 4 && !line.chars().any(is_ideograph) {
                " "
            } else {
                ""
            })
    })
}
