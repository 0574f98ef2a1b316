//! Colour, wrapping and bars.

/// Columns of a line.
pub const WIDTH: usize = 80;

/// Adds colour, or leaves text as it is.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    is_on: bool,
}

impl Paint {
    /// Colour on a terminal, unless `NO_COLOR` is set.
    pub fn new(is_terminal: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            is_on: is_terminal && !refused,
        }
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.is_on {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    pub fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    pub fn accent(self, text: &str) -> String {
        self.wrap("36", text)
    }

    pub fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    pub fn warm(self, text: &str) -> String {
        self.wrap("33", text)
    }

    /// A bar of `width` cells, filled to `share` (0 to 1).
    pub fn bar(self, share: f64, width: usize) -> String {
        let filled = (share.clamp(0.0, 1.0) * width as f64).round() as usize;
        let (full, empty) = ("█".repeat(filled), "░".repeat(width - filled));
        let full = if share >= 0.6 {
            self.good(&full)
        } else {
            self.warm(&full)
        };
        format!("{full}{}", self.dim(&empty))
    }
}

/// `text` in lines of at most `width` columns, each after `indent` blanks.
pub fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let room = width.saturating_sub(indent).max(20);
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a last line");
        let used = line.chars().count();
        if used > 0 && used + 1 + word.chars().count() > room {
            lines.push(word.to_owned());
        } else {
            if used > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let pad = " ".repeat(indent);
    lines.iter().map(|line| format!("{pad}{line}\n")).collect()
}

/// At most `n` characters, with an ellipsis where something was left out.
pub fn clipped(text: &str, n: usize) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= n {
        return words;
    }
    let kept: String = words.chars().take(n.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_within_the_width() {
        let text = "You wrote programs for a bank and a university over many years".repeat(3);
        for line in wrapped(&text, 4, 40).lines() {
            assert!(
                line.chars().count() <= 40 && line.starts_with("    "),
                "{line:?}"
            );
        }
    }

    #[test]
    fn long_quotes_are_clipped_with_an_ellipsis() {
        assert_eq!(clipped("a  b\nc", 9), "a b c");
        assert_eq!(clipped("abcdef ghi", 5), "abcd…");
    }
}
