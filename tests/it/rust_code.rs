//! Just enough reading of Rust source to find the paths in it.

/// The first name of a path, or of each path of a `{…}` group, that begins at `at`.
pub fn heads(code: &str, at: usize) -> Vec<(usize, &str)> {
    if !code[at..].starts_with('{') {
        return vec![(at, name_at(code, at))];
    }
    let mut found = Vec::new();
    let mut depth = 0;
    let mut expects_name = false;
    for (offset, letter) in code[at..].char_indices() {
        match letter {
            '{' => {
                depth += 1;
                expects_name = depth == 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            ',' => expects_name = depth == 1,
            _ if expects_name && !letter.is_whitespace() => {
                found.push((at + offset, name_at(code, at + offset)));
                expects_name = false;
            }
            _ => {}
        }
    }
    found
}

/// Where `word` stands as a whole word.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| {
            let starts = !code[..*at].ends_with(is_name_letter);
            let ends = !code[at + word.len()..].starts_with(is_name_letter);
            starts && ends
        })
}

fn name_at(code: &str, at: usize) -> &str {
    let rest = &code[at..];
    &rest[..rest.find(|c| !is_name_letter(c)).unwrap_or(rest.len())]
}

fn is_name_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

pub fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// The source with comments, strings and characters taken out; line breaks stay where they were.
pub fn without_comments_and_text(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let n_skipped = skipped(rest, code.ends_with(is_name_letter));
        if n_skipped == 0 {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            code.push(' ');
            code.extend(rest[..n_skipped].matches('\n'));
            rest = &rest[n_skipped..];
        }
    }
    code
}

/// How many bytes at the start of `rest` are a comment, a string or a character; 0 for code.
fn skipped(rest: &str, after_name: bool) -> usize {
    let raw = rest
        .strip_prefix("br")
        .or_else(|| rest.strip_prefix('r'))
        .filter(|_| !after_name)
        .map(|tail| tail.trim_start_matches('#'))
        .filter(|tail| tail.starts_with('"'));
    if let Some(tail) = raw {
        let opening = rest.len() - tail.len();
        let n_hashes = rest[..opening].matches('#').count();
        let closing = format!("\"{}", "#".repeat(n_hashes));
        return tail[1..]
            .find(&closing)
            .map_or(rest.len(), |end| opening + 1 + end + closing.len());
    }
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment(rest);
    }
    if rest.starts_with('"') {
        return quoted(rest, '"');
    }
    // `'a'` and `'\n'` are characters; `'a` alone is a lifetime.
    if rest.starts_with("'\\") || rest.chars().nth(2) == Some('\'') && rest.starts_with('\'') {
        return quoted(rest, '\'');
    }
    0
}

fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == mark => return at + mark.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}
