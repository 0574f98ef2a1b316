//! Token bytes to text that may be shown: whole characters, and never a stop string.

/// Collects what tokens write and lets go of it as soon as it is certain.
pub(super) struct TextOut {
    /// The beginning of a character whose rest has not come yet.
    bytes: Vec<u8>,
    /// Text that could still turn out to be the beginning of a stop string.
    held: String,
    stops: Vec<String>,
}

/// What may be shown now, and whether a stop string has ended the answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) stopped: bool,
}

impl TextOut {
    pub(super) fn new(stops: impl IntoIterator<Item = String>) -> Self {
        Self {
            bytes: Vec::new(),
            held: String::new(),
            stops: stops.into_iter().filter(|stop| !stop.is_empty()).collect(),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) -> Shown {
        self.bytes.extend_from_slice(bytes);
        self.take_characters();
        self.show(false)
    }

    /// Nothing more comes: a broken character becomes U+FFFD, and what was held back is shown.
    pub(super) fn finish(&mut self) -> Shown {
        if !self.bytes.is_empty() {
            self.held.push(char::REPLACEMENT_CHARACTER);
            self.bytes.clear();
        }
        self.show(true)
    }

    /// Moves all complete characters from `bytes` to `held`.
    fn take_characters(&mut self) {
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
            self.held.push_str(valid);
            done += valid.len();
            match invalid {
                None | Some(None) => break,
                Some(Some(len)) => {
                    self.held.push(char::REPLACEMENT_CHARACTER);
                    done += len;
                }
            }
        }
        self.bytes.drain(..done);
    }

    fn show(&mut self, all: bool) -> Shown {
        let stop = self
            .stops
            .iter()
            .filter_map(|stop| self.held.find(stop.as_str()))
            .min();
        if let Some(place) = stop {
            self.held.truncate(place);
            return Shown {
                text: std::mem::take(&mut self.held),
                stopped: true,
            };
        }
        let certain = if all { self.held.len() } else { self.certain() };
        let rest = self.held.split_off(certain);
        Shown {
            text: std::mem::replace(&mut self.held, rest),
            stopped: false,
        }
    }

    /// How much of `held` cannot be the beginning of a stop string.
    fn certain(&self) -> usize {
        let longest = self.stops.iter().map(String::len).max().unwrap_or(0);
        let from = self.held.len().saturating_sub(longest);
        (from..self.held.len())
            .filter(|place| self.held.is_char_boundary(*place))
            .find(|place| {
                let tail = &self.held[*place..];
                self.stops.iter().any(|stop| stop.starts_with(tail))
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
        let mut out = TextOut::new(stops.iter().map(|stop| (*stop).to_owned()));
        let mut shown = Vec::new();
        let mut rest = bytes;
        for cut in cuts.iter().chain([&bytes.len()]) {
            let (piece, after) = rest.split_at((*cut).min(rest.len()));
            rest = after;
            let Shown { text, stopped } = out.push(piece);
            shown.push(text);
            if stopped {
                return (shown, true);
            }
        }
        let Shown { text, stopped } = out.finish();
        shown.push(text);
        (shown, stopped)
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
