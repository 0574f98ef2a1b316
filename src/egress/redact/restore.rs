//! Private values put back into an answer while it streams.

/// Replaces placeholders by what they stand for, also when one arrives in pieces.
#[derive(Clone)]
pub struct Restore {
    table: Vec<(String, String)>,
    /// The beginning of what may become a placeholder; shorter than the longest of them.
    held: String,
}

enum Match {
    Whole(usize),
    Beginning,
    None,
}

impl Restore {
    /// Pairs of a placeholder and its value.
    pub(super) fn new(table: Vec<(String, String)>) -> Self {
        Self {
            table,
            held: String::new(),
        }
    }

    /// Takes the next piece and returns what is certain by now, which may be nothing.
    pub fn push(&mut self, piece: &str) -> String {
        let text = std::mem::take(&mut self.held) + piece;
        let mut restored = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(bracket) = rest.find('[') {
            restored.push_str(&rest[..bracket]);
            rest = &rest[bracket..];
            match self.matches(rest) {
                Match::Whole(index) => {
                    let (placeholder, value) = &self.table[index];
                    restored.push_str(value);
                    rest = &rest[placeholder.len()..];
                }
                Match::Beginning => {
                    rest.clone_into(&mut self.held);
                    return restored;
                }
                Match::None => {
                    restored.push('[');
                    rest = &rest[1..];
                }
            }
        }
        restored.push_str(rest);
        restored
    }

    /// What was still held when the answer ended.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.held)
    }

    /// Models now and then write a placeholder with a capital letter; that counts as well.
    fn matches(&self, text: &str) -> Match {
        let mut outcome = Match::None;
        for (index, (placeholder, _)) in self.table.iter().enumerate() {
            let n = placeholder.len().min(text.len());
            if !placeholder.as_bytes()[..n].eq_ignore_ascii_case(&text.as_bytes()[..n]) {
                continue;
            }
            if n == placeholder.len() {
                return Match::Whole(index);
            }
            outcome = Match::Beginning;
        }
        outcome
    }
}
