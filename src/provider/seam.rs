//! Where one link's text ends and the next one's begins.
//!
//! A cut may fall inside a word, and then nobody can tell whether the next link's first letters
//! finish that word or begin another. So the last word waits until the next one begins, and a cut
//! throws away the word it fell into: what has been shown always ends with a whole word.

/// Beyond this many bytes a "word" is a link, a table or a language without spaces, and is shown.
const LONGEST_WORD: usize = 64;

/// An overlap shorter than this is taken for chance.
const SHORTEST_OVERLAP: usize = 3;

/// Holds back the white space and word at the end of what has arrived.
#[derive(Debug, Default)]
pub struct Tail {
    held: String,
}

impl Tail {
    /// Takes a piece and returns what may be shown, which may be nothing.
    pub fn push(&mut self, piece: &str) -> String {
        self.held.push_str(piece);
        let words = self.held.trim_end();
        let word = words.rfind(char::is_whitespace).map_or(0, |blank| {
            // The white space before the last word is held with it.
            words[..blank].trim_end().len()
        });
        if self.held.len() - word > LONGEST_WORD {
            return std::mem::take(&mut self.held);
        }
        let rest = self.held.split_off(word);
        std::mem::replace(&mut self.held, rest)
    }

    /// What is held, which ends the text when the answer is complete.
    pub fn finish(self) -> String {
        self.held
    }
}

/// Joins the text of a further link to what is there, without what it repeats.
#[derive(Debug)]
pub struct Seam<'a> {
    before: &'a str,
    blank: String,
    /// The new text, while all of it still repeats something in `before`.
    held: String,
    /// Starts of words in `before` from which on `held` repeats it.
    repeats: Vec<usize>,
    joined: bool,
}

impl<'a> Seam<'a> {
    /// `lost` is what stood after `before` and was thrown away; the white space it begins with is
    /// written again unless the new text brings its own.
    pub fn new(before: &'a str, lost: &str) -> Self {
        let blank = lost.len() - lost.trim_start().len();
        let mut after_blank = true;
        let starts = before.char_indices().filter_map(|(at, c)| {
            let start = after_blank && !c.is_whitespace();
            after_blank = c.is_whitespace();
            start.then_some(at)
        });
        Self {
            before,
            blank: lost[..blank].to_owned(),
            held: String::new(),
            repeats: starts.collect(),
            joined: before.is_empty(),
        }
    }

    pub fn push(&mut self, piece: &str) -> String {
        if self.joined {
            return piece.to_owned();
        }
        self.held.push_str(piece);
        let words = self.held.trim_start();
        if words.is_empty() {
            return String::new();
        }
        let before = self.before;
        self.repeats.retain(|&at| {
            let repeated = &before[at..];
            repeated.starts_with(words) || words.starts_with(repeated)
        });
        // The longest repeat that is over decides, but only once no longer one is still possible.
        let undecided = self
            .repeats
            .iter()
            .any(|&at| before.len() - at >= words.len());
        if undecided {
            String::new()
        } else {
            self.finish()
        }
    }

    /// What is still held when the link is done.
    pub fn finish(&mut self) -> String {
        if self.joined {
            return String::new();
        }
        self.joined = true;
        let held = std::mem::take(&mut self.held);
        let words = held.trim_start();
        let overlap = self
            .repeats
            .iter()
            .map(|at| self.before.len() - at)
            .filter(|&n| n <= words.len() && n >= SHORTEST_OVERLAP)
            .filter(|&n| !words[n..].starts_with(char::is_alphanumeric))
            .max();
        if let Some(n) = overlap {
            return words[n..].to_owned();
        }
        let glued =
            words.len() < held.len() || words.starts_with([',', '.', ';', ':', '!', '?', ')']);
        if glued {
            held
        } else {
            std::mem::take(&mut self.blank) + words
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tail(pieces: &[&str]) -> (String, Tail) {
        let mut tail = Tail::default();
        let shown = pieces.iter().map(|piece| tail.push(piece)).collect();
        (shown, tail)
    }

    #[test]
    fn the_last_word_waits_for_the_next() {
        let (shown, tail) = tail(&["You ", "know ", "pro", "jects", "\n\n- ma"]);
        assert_eq!(shown, "You know projects\n\n-");
        assert_eq!(tail.finish(), " ma");
    }

    #[test]
    fn a_word_without_end_does_not_wait() {
        let (shown, _) = tail(&["我".repeat(30).as_str()]);
        assert_eq!(shown.chars().count(), 30);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_when_the_answer_is_complete(pieces in prop::collection::vec("[a \n我]{1,80}", 0..12)) {
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            let (shown, tail) = tail(&pieces);
            prop_assert_eq!(shown + &tail.finish(), pieces.concat());
        }
    }

    fn join(before: &str, blank: &str, after: &str) -> Vec<String> {
        let chars: Vec<char> = after.chars().collect();
        (1..=chars.len())
            .map(|size| {
                let mut seam = Seam::new(before, blank);
                let mut text = before.to_owned();
                for piece in chars.chunks(size) {
                    text += &seam.push(&piece.iter().collect::<String>());
                }
                text + &seam.finish()
            })
            .collect()
    }

    #[test]
    fn texts_are_joined_once_and_without_repeats() {
        let cases = [
            ("I like the", " ", "project.", "I like the project."),
            ("I like the", " ", " project.", "I like the project."),
            ("I like the", "\n\n", "Next", "I like the\n\nNext"),
            (
                "I like the project",
                " ",
                ", really",
                "I like the project, really",
            ),
            (
                "I like the project",
                " ",
                "the project, really",
                "I like the project, really",
            ),
            (
                "I like the project",
                " ",
                "I like the project a lot",
                "I like the project a lot",
            ),
            ("I like the", " ", "them all", "I like the them all"),
            ("so on and on", " ", "on a roll", "so on and on on a roll"),
            (
                "one two one two",
                " ",
                "one two three",
                "one two one two three",
            ),
            ("I like the", " ", "I", "I like the I"),
            ("", " ", "Hello", "Hello"),
            ("我喜欢", "", "这个", "我喜欢这个"),
        ];
        for (before, blank, after, joined) in cases {
            for text in join(before, blank, after) {
                assert_eq!(text, joined, "{before:?} + {after:?}");
            }
        }
    }
}
