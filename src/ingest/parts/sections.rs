//! Headings and what stands below them.

use super::headings::section_name;
use crate::career::resume::{Line, Section, Span};

/// The sections of the text in order; they cover all of its lines.
pub(in crate::ingest) fn find(text: &str, lines: &[Line]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let depth = markdown_depth(text, lines);
    for line in lines {
        let span = Span::new(line.start, line.end);
        let written = &text[line.start..line.end];
        let found = heading(
            written,
            sections.last().map(|section| section.name.as_str()),
        )
        .or_else(|| (depth.is_some() && marks(written) == depth).then_some("other"))
        .filter(|name| !(*name == "other" && sections.is_empty()));
        match (found, sections.last_mut()) {
            (Some(name), _) => sections.push(Section {
                name: name.to_owned(),
                heading: heading_words(written).to_owned(),
                span,
            }),
            (None, Some(section)) => section.span.end = line.end,
            (None, None) => sections.push(Section {
                name: "contact".to_owned(),
                heading: String::new(),
                span,
            }),
        }
    }
    if let [only] = sections.as_mut_slice()
        && only.heading.is_empty()
    {
        // A text without any heading is not all about how to reach somebody.
        "other".clone_into(&mut only.name);
    }
    sections
}

/// The depth of Markdown headings at which known sections stand: others beside them are sections too.
fn markdown_depth(text: &str, lines: &[Line]) -> Option<usize> {
    lines
        .iter()
        .map(|line| &text[line.start..line.end])
        .find(|line| marks(line).is_some() && section_name(&plain(line)).is_some())
        .and_then(marks)
}

fn marks(line: &str) -> Option<usize> {
    let n = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&n) && line[n..].starts_with(' ')).then_some(n)
}

/// The heading as written, without what follows it on its line and without Markdown's marks.
fn heading_words(line: &str) -> &str {
    let decoration: &[char] = &['#', '*', '_', ' ', ':', '：', '\t'];
    let line = line.trim_matches(decoration);
    inline(line).map_or(line, |(head, _)| head.trim_matches(decoration))
}

/// The name of the section this line begins.
fn heading(line: &str, current: Option<&str>) -> Option<&'static str> {
    if line.len() > 120 {
        return None;
    }
    let bare = plain(line);
    if let Some(name) = section_name(&bare)
        .or_else(|| known_pair(&bare))
        .or_else(|| kind_of(line, &bare))
    {
        // Inside a list of skills `Languages:` or `Tools` is a label, unless it is set as a heading.
        let is_label = current == Some("skills")
            && (line.trim_end().ends_with(':') || name == "skills")
            && matches!(
                name,
                "skills" | "languages" | "interests" | "summary" | "other"
            )
            && !is_set_apart(line);
        let is_title_word = matches!(
            bare.as_str(),
            "work"
                | "career"
                | "software"
                | "project"
                | "research"
                | "language"
                | "additional"
                | "other"
                | "community"
        ) && !is_set_apart(line);
        return (!is_label && !is_title_word).then_some(name);
    }
    // `Skills: Rust, SQL` on one line.
    let (head, _) = inline(line)?;
    let name = section_name(&plain(head))?;
    let stands_alone = matches!(
        name,
        "skills" | "summary" | "certifications" | "interests" | "languages"
    );
    let in_list = matches!(
        current,
        Some("skills" | "experience" | "projects" | "education")
    );
    (stands_alone && (!in_list || is_set_apart(head))).then_some(name)
}

fn inline(line: &str) -> Option<(&str, &str)> {
    let (head, rest) = line.split_once([':', '：'])?;
    (!rest.trim_matches(['*', '_', ' ']).is_empty()).then_some((head, rest))
}

/// In capitals, bold or marked as a heading.
fn is_set_apart(line: &str) -> bool {
    let letters = || line.chars().filter(|letter| letter.is_alphabetic());
    line.starts_with('#')
        || line.starts_with("**")
        || letters().count() > 3 && letters().all(char::is_uppercase)
}

/// `Skills & Interests`, `Honors, Awards and Activities`: the first part names the section.
fn known_pair(bare: &str) -> Option<&'static str> {
    let parts: Vec<&str> = bare
        .split([',', '/'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let n_known = parts
        .iter()
        .filter(|part| section_name(part).is_some())
        .count();
    let most_known = parts.len() > 1 && parts.len() <= 4 && n_known * 2 > parts.len();
    // What somebody did weighs more than what stands beside it: `Leadership & Work Experience`.
    let names = || parts.iter().filter_map(|part| section_name(part));
    names()
        .find(|name| *name == "experience")
        .or_else(|| names().next())
        .filter(|_| most_known)
}

/// `Computer Engineering Experience`: a few capitalised words before one that names a section.
fn kind_of(line: &str, bare: &str) -> Option<&'static str> {
    let words: Vec<&str> = bare.split(' ').collect();
    let name = match *words.last()? {
        "experience" | "employment" => "experience",
        "education" => "education",
        "skills" | "competencies" => "skills",
        "projects" => "projects",
        "certifications" | "certificates" => "certifications",
        "publications" => "publications",
        "awards" | "honors" => "awards",
        _ => return None,
    };
    let is_capital = |word: &str| {
        word.starts_with(|first: char| !first.is_lowercase()) || matches!(word, "and" | "of" | "in")
    };
    let stands_alone = (2..=5).contains(&words.len())
        && super::bullet_text(line).is_none()
        && !line.contains(',')
        && line.split_whitespace().all(is_capital);
    let name = if words.iter().any(|word| word.starts_with("volunteer")) {
        "volunteering"
    } else {
        name
    };
    stands_alone.then_some(name)
}

/// Whether the words are those of a heading and nothing else.
pub(super) fn is_heading(words: &str) -> bool {
    section_name(&plain(words)).is_some()
}

/// The line in lower case, without numbering, marks and the blanks of spaced letters.
fn plain(line: &str) -> String {
    let is_mark = |letter: char| {
        !letter.is_alphanumeric() && letter != '\'' && letter != '’' && letter != ')'
    };
    let line = line.trim_matches(is_mark);
    let line = line.trim_start_matches(|letter: char| {
        letter.is_ascii_digit() || matches!(letter, '.' | ')' | ' ')
    });
    let line = spaced_letters(line).unwrap_or_else(|| line.to_owned());
    let lower = line.to_lowercase().replace(['&', '+'], " and ");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `S K I L L S` → `SKILLS`; words are parted by more than one blank.
fn spaced_letters(line: &str) -> Option<String> {
    let is_spaced = line.split_whitespace().count() >= 4
        && line
            .split_whitespace()
            .all(|word| word.chars().count() == 1);
    is_spaced.then(|| {
        line.split("  ")
            .map(|word| word.split_whitespace().collect::<String>())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

#[cfg(test)]
#[path = "sections_tests.rs"]
mod tests;
