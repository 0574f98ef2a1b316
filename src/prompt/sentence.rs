//! Where one sentence of a streaming answer ends, and what it cites.

/// A sentence without its marks, and the numbers they held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    pub text: String,
    /// In order of first mention, each once.
    pub citations: Vec<u32>,
}

impl Marked {
    /// Takes citation marks, emphasis and superfluous blanks out of `raw`.
    pub fn read(raw: &str) -> Self {
        let mut marked = Self::default();
        let mut rest = raw;
        while let Some(c) = rest.chars().next() {
            if let Some((ids, len)) = citation(rest) {
                for id in ids {
                    if !marked.citations.contains(&id) {
                        marked.citations.push(id);
                    }
                }
                rest = &rest[len..];
                continue;
            }
            marked.push(c);
            rest = &rest[c.len_utf8()..];
        }
        marked.text.truncate(marked.text.trim_end().len());
        marked
    }

    fn push(&mut self, c: char) {
        let last = self.text.chars().next_back();
        match c {
            '*' | '`' => {}
            c if c.is_whitespace() => {
                if last.is_some_and(|last| last != ' ') {
                    self.text.push(' ');
                }
            }
            // What a removed mark leaves behind: a blank before the full stop, or a second one.
            '.' | ',' | ';' | '!' | '?' => {
                self.text.truncate(self.text.trim_end().len());
                let last = self.text.chars().next_back();
                if last.is_some_and(|last| !matches!(last, '.' | '!' | '?')) {
                    self.text.push(c);
                }
            }
            c => self.text.push(c),
        }
    }

    pub fn ends_with_full_stop(&self) -> bool {
        let bare = self.text.trim_end_matches(['"', '\'', '”', '’', ')']);
        bare.ends_with(['.', '!', '?'])
    }
}

/// A mark such as `[3]` or `[0, 4]` at the start of `text`: its numbers and its length in bytes.
fn citation(text: &str) -> Option<(Vec<u32>, usize)> {
    let inner = text.strip_prefix('[')?;
    let (inner, _) = inner.split_once(']')?;
    let ids = inner
        .split([',', ';', ' '])
        .filter(|piece| !piece.is_empty())
        .map(|piece| piece.parse().ok())
        .collect::<Option<Vec<u32>>>()?;
    (!ids.is_empty()).then_some((ids, inner.len() + 2))
}

/// Longer brackets are text, not marks, so a streaming reader need not wait for their end.
const LONGEST_MARK: usize = 40;

/// The end of the first sentence of `text`, marks behind its full stop included.
///
/// `None` while the next characters could still change the answer, so feeding more text never
/// moves an end that was already given.
pub fn sentence_end(text: &str) -> Option<usize> {
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let after = at + c.len_utf8();
        let closed = after
            + leading(&text[after..], |c| {
                matches!(c, '.' | '!' | '?' | '"' | '\'' | '”' | '’' | ')' | '*')
            });
        let next = text[closed..].chars().next()?;
        if !next.is_whitespace() && next != '[' {
            continue;
        }
        let (end, is_cited) = marks(text, closed)?;
        let follower = text[end..].trim_start().chars().next()?;
        if follower.is_lowercase() || (!is_cited && c == '.' && is_abbreviation(&text[..at])) {
            continue;
        }
        return Some(end + leading(&text[end..], |c| matches!(c, '.' | '!' | '?')));
    }
    None
}

/// Skips blanks and citation marks from `start`: where the last mark ends, and whether there was one.
fn marks(text: &str, start: usize) -> Option<(usize, bool)> {
    let (mut end, mut is_cited) = (start, false);
    loop {
        let rest = text[end..].trim_start();
        let at = text.len() - rest.len();
        match rest.chars().next()? {
            '[' => match citation(rest) {
                Some((_, len)) => (end, is_cited) = (at + len, true),
                None if rest.contains(']') || rest.len() > LONGEST_MARK => {
                    return Some((end, is_cited));
                }
                None => return None,
            },
            _ => return Some((end, is_cited)),
        }
    }
}

fn leading(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(is).len()
}

/// Whether the full stop behind `before` belongs to a shortened word or an initial.
fn is_abbreviation(before: &str) -> bool {
    const SHORT: [&str; 20] = [
        "dr", "mr", "mrs", "ms", "prof", "st", "inc", "ltd", "co", "corp", "jr", "sr", "no", "vs",
        "approx", "dept", "e.g", "i.e", "u.s", "u.k",
    ];
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != '.')
        .next()
        .unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_dotted = word.contains('.') && word.split('.').all(|piece| piece.chars().count() <= 2);
    is_initial || is_dotted || SHORT.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(mut text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        while let Some(end) = sentence_end(text) {
            found.push(text[..end].trim());
            text = &text[end..];
        }
        found.push(text.trim());
        found
    }

    #[test]
    fn a_sentence_ends_behind_its_marks() {
        assert_eq!(
            sentences("You know Go [3]. You led a team. [0][4] You ship"),
            ["You know Go [3].", "You led a team. [0][4]", "You ship"]
        );
    }

    #[test]
    fn a_full_stop_inside_a_name_or_number_ends_nothing() {
        for text in [
            "You used Node.js and grew sales by 3.5 per cent",
            "You worked at Acme Inc. in Leeds",
            "You worked at Acme Inc. [3] and at Byte Ltd. [4] as well",
            "You studied under J. Smith e.g. Statistics",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn the_end_waits_until_what_follows_is_known() {
        assert_eq!(sentence_end("You know Go."), None);
        assert_eq!(sentence_end("You know Go. [1"), None);
        assert_eq!(sentence_end("You know Go. [1] Y"), Some(16));
        assert_eq!(sentence_end("You know Go. Y"), Some(12));
    }

    #[test]
    fn marks_leave_no_trace() {
        let marked = Marked::read("You **know** Go  [3, 1][3] .");
        assert_eq!(marked.text, "You know Go.");
        assert_eq!(marked.citations, [3, 1]);
        assert_eq!(Marked::read("A list[i] of things [x]").citations, [0; 0]);
        assert_eq!(Marked::read("at Acme Inc. [3].").text, "at Acme Inc.");
    }
}
