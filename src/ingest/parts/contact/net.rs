//! E-mail addresses and links.

pub(super) fn email(line: &str) -> Option<&str> {
    line.match_indices('@').find_map(|(at, _)| {
        let is_local = |letter: char| letter.is_ascii_alphanumeric() || "._%+-".contains(letter);
        let is_host = |letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter);
        let local = &line[..at];
        let start = at - (local.len() - local.trim_end_matches(is_local).len());
        let host = &line[at + 1..];
        let host = &host[..host.len() - host.trim_start_matches(is_host).len()];
        let host = host.trim_end_matches(['.', '-']);
        let plain = start < at && host.contains('.') && !host.starts_with('.');
        plain.then(|| &line[start..at + 1 + host.len()])
    })
}

pub(super) fn links(line: &str) -> Vec<&str> {
    line.split(|letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '|' | '•'
                    | '·'
                    | '<'
                    | '>'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | ','
                    | '：'
                    | '，'
                    | '、'
                    | '（'
                    | '）'
            )
    })
    .map(|word| word.trim_matches([';', '.', ':', '"', '\'', '*', '–', '—']))
    .filter(|word| is_link(word))
    .collect()
}

fn is_link(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "com",
        "org",
        "net",
        "io",
        "dev",
        "me",
        "edu",
        "co",
        "ai",
        "app",
        "uk",
        "de",
        "fr",
        "ca",
        "in",
        "tech",
        "info",
        "page",
        "site",
        "xyz",
        "design",
        "us",
        "eu",
        "gov",
        "blog",
        "cv",
        "at",
        "ch",
        "nl",
        "se",
        "pl",
        "es",
        "it",
        "cn",
        "au",
        "be",
        "studio",
        "online",
        "name",
        "pro",
        "space",
        "work",
        "world",
        "art",
        "gg",
        "sh",
        "so",
        "is",
        "to",
        "ly",
        "br",
        "mx",
        "jp",
        "kr",
        "ru",
        "ua",
        "by",
        "kz",
        "pt",
        "ie",
        "nz",
        "za",
        "sg",
        "hk",
        "tw",
        "tr",
        "gr",
        "cz",
        "fi",
        "no",
        "dk",
        "hu",
        "ro",
        "bg",
        "il",
        "ng",
        "ke",
        "gh",
        "rw",
        "example",
        "test",
        "рф",
        "link",
        "codes",
        "engineer",
        "software",
        "systems",
        "consulting",
        "tv",
        "fm",
    ];
    if word.contains('@') {
        return false;
    }
    if word.contains("://") || word.starts_with("www.") {
        return word.len() > 8;
    }
    let host = word.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.len() >= 4
        && host.is_ascii()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    let Some((before, end)) = host.rsplit_once('.').filter(|_| is_host) else {
        return false;
    };
    !before.is_empty() && !before.ends_with('.') && ENDS.contains(&end.to_lowercase().as_str())
}

/// The whole of an address whose end stands on the next line, where a narrow column broke it.
pub(super) fn run_on(email: &str, line: &str, rest: &str) -> Option<String> {
    const WHOLE: &[&str] = &["com", "org", "net", "edu"];
    let next = rest.strip_prefix('\n')?.lines().next()?.trim();
    let is_end = (1..=4).contains(&next.len())
        && next.bytes().all(|byte| byte.is_ascii_lowercase())
        && line.trim_end().ends_with(email);
    let whole = format!("{email}{next}");
    (is_end && WHOLE.iter().any(|end| whole.ends_with(&format!(".{end}")))).then_some(whole)
}

/// The whole of a link that goes on in the next line: broken after a mark, before a word of its own.
pub(super) fn link_run_on(link: &str, line: &str, rest: &str) -> Option<String> {
    let next = rest.strip_prefix('\n')?.lines().next()?.trim();
    let goes_on = link.contains('/')
        && link.ends_with(['-', '/', '_', '=', '.'])
        && line.trim_end().ends_with(link);
    let is_rest = !next.is_empty()
        && next.len() <= 40
        && next.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && next
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/'))
        && !is_link(next);
    (goes_on && is_rest).then(|| format!("{link}{next}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_broken_at_the_edge_of_its_column_is_whole() {
        let broken = run_on("ada@example.co", "ada@example.co", "\nm\nSkills");
        assert_eq!(broken.as_deref(), Some("ada@example.com"));
        assert_eq!(run_on("ada@example.co", "ada@example.co", "\nSkills"), None);
    }

    #[test]
    fn links_are_told_from_words_with_dots() {
        assert_eq!(
            links("Node.js | github.com/ada, www.ada.example"),
            ["github.com/ada", "www.ada.example"]
        );
    }
}
