//! Token bytes to text that may be shown: whole characters, and never a mark that is watched for.

/// Makes characters of the bytes that tokens write.
#[derive(Default)]
pub(super) struct Characters {
    /// The beginning of a character whose rest has not come yet.
    bytes: Vec<u8>,
}

impl Characters {
    /// All characters that are complete now. What can never become one is U+FFFD.
    pub(super) fn push(&mut self, bytes: &[u8]) -> String {
        self.bytes.extend_from_slice(bytes);
        let mut text = String::new();
        let mut done = 0;
        while done < self.bytes.len() {
            let rest = &self.bytes[done..];
            let (valid, invalid) = match std::str::from_utf8(rest) {
                Ok(text) => (text, None),
                Err(error) => {
                    let (valid, _) = rest.split_at(error.valid_up_to());
                    let valid = std::str::from_utf8(valid).unwrap_or_default();
                    (valid, Some(error.error_len()))
                }
            };
            text.push_str(valid);
            done += valid.len();
            match invalid {
                None | Some(None) => break,
                Some(Some(len)) => {
                    text.push(char::REPLACEMENT_CHARACTER);
                    done += len;
                }
            }
        }
        self.bytes.drain(..done);
        text
    }

    /// No more bytes come: a character that was begun becomes U+FFFD.
    pub(super) fn finish(&mut self) -> &'static str {
        if self.bytes.is_empty() {
            return "";
        }
        self.bytes.clear();
        "\u{fffd}"
    }
}

/// Lets text through up to the first of several marks, and holds back what may turn out to be the beginning of one.
pub(super) struct Watch {
    held: String,
    marks: Vec<String>,
}

/// What has become certain.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// No mark, and no part of one.
    pub(super) text: String,
    /// A mark was met, and this stands behind it.
    pub(super) behind: Option<String>,
}

impl Watch {
    pub(super) fn new(marks: impl IntoIterator<Item = String>) -> Self {
        Self {
            held: String::new(),
            marks: marks.into_iter().filter(|mark| !mark.is_empty()).collect(),
        }
    }

    pub(super) fn push(&mut self, text: &str) -> Seen {
        self.held.push_str(text);
        let found = self.marks.iter().filter_map(|mark| {
            let place = self.held.find(mark.as_str())?;
            Some((place, place + mark.len()))
        });
        if let Some((start, end)) = found.min() {
            let behind = self.held.split_off(end);
            self.held.truncate(start);
            return Seen {
                text: self.finish(),
                behind: Some(behind),
            };
        }
        let rest = self.held.split_off(self.certain());
        Seen {
            text: std::mem::replace(&mut self.held, rest),
            behind: None,
        }
    }

    /// Nothing more comes: what was held back is text after all.
    pub(super) fn finish(&mut self) -> String {
        std::mem::take(&mut self.held)
    }

    /// How much of `held` cannot be the beginning of a mark.
    fn certain(&self) -> usize {
        let longest = self.marks.iter().map(String::len).max().unwrap_or(0);
        let from = self.held.len().saturating_sub(longest);
        (from..self.held.len())
            .filter(|place| self.held.is_char_boundary(*place))
            .find(|place| {
                let tail = &self.held[*place..];
                self.marks.iter().any(|mark| mark.starts_with(tail))
            })
            .unwrap_or(self.held.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pushes `bytes` in pieces of the given lengths and returns what was shown.
    fn run(bytes: &[u8], cuts: &[usize], stops: &[&str]) -> (Vec<String>, bool) {
        let mut characters = Characters::default();
        let mut watch = Watch::new(stops.iter().map(|stop| (*stop).to_owned()));
        let mut shown = Vec::new();
        let mut rest = bytes;
        for cut in cuts.iter().chain([&bytes.len()]) {
            let (piece, after) = rest.split_at((*cut).min(rest.len()));
            rest = after;
            let Seen { text, behind } = watch.push(&characters.push(piece));
            shown.push(text);
            if behind.is_some() {
                return (shown, true);
            }
        }
        shown.push(watch.push(characters.finish()).text);
        shown.push(watch.finish());
        (shown, false)
    }

    #[test]
    fn half_a_stop_string_is_text_after_all() {
        let (shown, stopped) = run("a\nUsed".as_bytes(), &[3], &["\nUser:"]);
        assert_eq!(shown.concat(), "a\nUsed");
        assert_eq!(shown[0], "a");
        assert!(!stopped);
    }

    #[test]
    fn the_earliest_stop_string_wins() {
        let (shown, stopped) = run(b"one two three", &[], &["three", "two"]);
        assert_eq!(shown.concat(), "one ");
        assert!(stopped);
    }

    #[test]
    fn what_stands_behind_a_mark_is_told_apart() {
        let mut watch = Watch::new(["</a>".to_owned()]);
        assert_eq!(watch.push("x</").text, "x");
        let seen = watch.push("a> y");
        assert_eq!(
            (seen.text.as_str(), seen.behind.as_deref()),
            ("", Some(" y"))
        );
    }

    #[test]
    fn a_character_cut_off_at_the_end_is_replaced() {
        let (shown, _) = run(&"né".as_bytes()[..2], &[], &[]);
        assert_eq!(shown.concat(), "n\u{fffd}");
    }

    proptest! {
        #[test]
        fn pieces_change_nothing(text in "[ab€🦙\n]{0,24}", cuts in prop::collection::vec(0_usize..4, 0..24)) {
            let (shown, stopped) = run(text.as_bytes(), &cuts, &["ab€", "🦙🦙"]);
            let end = ["ab€", "🦙🦙"].iter().filter_map(|stop| text.find(stop)).min();
            prop_assert_eq!(stopped, end.is_some());
            prop_assert_eq!(shown.concat(), &text[..end.unwrap_or(text.len())]);
        }

        #[test]
        fn any_bytes_come_out_as_they_would_at_once(bytes: Vec<u8>, cuts in prop::collection::vec(0_usize..4, 0..24)) {
            let (shown, _) = run(&bytes, &cuts, &[]);
            prop_assert_eq!(shown.concat(), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}
