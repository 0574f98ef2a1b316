//! Sentences with blanks: which one is told is decided by the facts, and none is told twice in one text.

/// Values for the blanks of a frame, each with the rows that support it.
#[derive(Debug, Clone, Default)]
pub struct Slots {
    values: Vec<(&'static str, String, Vec<u32>)>,
    /// Cited whatever is said.
    base: Vec<u32>,
}

impl Slots {
    pub fn citing(base: impl IntoIterator<Item = u32>) -> Self {
        Self {
            values: Vec::new(),
            base: base.into_iter().collect(),
        }
    }

    /// An empty value leaves the blank without one.
    pub fn put(
        mut self,
        name: &'static str,
        value: impl Into<String>,
        ids: impl IntoIterator<Item = u32>,
    ) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.values.push((name, value, ids.into_iter().collect()));
        }
        self
    }

    /// A value that needs no row of its own: it is grammar, or computed from what is cited.
    pub fn word(self, name: &'static str, value: impl Into<String>) -> Self {
        self.put(name, value, [])
    }

    pub fn maybe(self, name: &'static str, value: Option<(String, Vec<u32>)>) -> Self {
        match value {
            Some((value, ids)) => self.put(name, value, ids),
            None => self,
        }
    }

    fn get(&self, name: &str) -> Option<(&str, &[u32])> {
        let found = self
            .values
            .iter()
            .rev()
            .find(|(other, ..)| *other == name)?;
        Some((&found.1, &found.2))
    }

    /// The frame with its blanks filled, and what it cites; nothing when a blank has no value or no
    /// capital can open it.
    fn fill(&self, frame: &str) -> Option<(String, Vec<u32>)> {
        let mut text = String::new();
        let mut ids = self.base.clone();
        let mut rest = frame;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}')?;
            let bare = name.strip_prefix("a ").unwrap_or(name);
            let (value, cited) = self.get(bare)?;
            text.push_str(before);
            if bare.len() < name.len() {
                text.push_str(super::english::article(value));
                text.push(' ');
            }
            text.push_str(value);
            ids.extend_from_slice(cited);
            rest = behind;
        }
        text.push_str(rest);
        let text = opened(&text);
        // Where a sentence ends is told by the capital of the next one.
        let opens = text.starts_with(|c: char| !c.is_alphabetic() || c.is_uppercase());
        opens.then_some((text, ids))
    }
}

/// With a capital, unless the first word has capitals of its own (`iOS`).
fn opened(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    if first.chars().skip(1).any(char::is_uppercase) {
        text.to_owned()
    } else {
        super::phrase::capitalised(text)
    }
}

/// Tells a text, frame by frame. The same seed and blanks give the same words.
#[derive(Debug, Clone)]
pub struct Teller {
    seed: u64,
    used: Vec<&'static str>,
    openings: Vec<String>,
}

impl Teller {
    pub fn new<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            seed: hash(0xcbf2_9ce4_8422_2325, pieces),
            used: Vec::new(),
            openings: Vec::new(),
        }
    }

    /// A number below `n` that depends on the seed and on what is decided.
    pub fn choose(&self, what: &str, n: usize) -> usize {
        (mixed(hash(self.seed, [what])) % n.max(1) as u64) as usize
    }

    /// The filled frame and what it cites; nothing when every frame has a blank without a value.
    ///
    /// Each frame is weighed by itself, so that a new one changes a choice only where it is the new choice. A frame
    /// told before, or one that begins like an earlier sentence, is a last resort.
    pub fn tell(&mut self, frames: &[&'static str], slots: &Slots) -> Option<(String, Vec<u32>)> {
        let best = frames
            .iter()
            .filter_map(|frame| Some((*frame, slots.fill(frame)?)))
            .min_by_key(|(frame, (text, _))| {
                (
                    self.used.contains(frame),
                    self.begins_like_another(text),
                    mixed(hash(self.seed, [*frame])),
                )
            });
        let (frame, (text, ids)) = best?;
        self.used.push(frame);
        self.openings.push(opening(&text));
        Some((text, ids))
    }

    /// How near a sentence stands that opens with the same word: 2 right before, 1 in the few before that.
    fn begins_like_another(&self, text: &str) -> u8 {
        let first = opening(text);
        let place = self.openings.iter().rev().position(|other| *other == first);
        match place {
            Some(0) => 2,
            Some(1..=4) => 1,
            _ => 0,
        }
    }
}

fn opening(text: &str) -> String {
    text.split([' ', ',', ':'])
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

/// FNV-1a, which is stable across versions and machines.
fn hash<'a>(seed: u64, pieces: impl IntoIterator<Item = &'a str>) -> u64 {
    pieces
        .into_iter()
        .flat_map(|piece| piece.bytes().chain([0]))
        .fold(seed, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// FNV's low bits say little about short texts; two rounds of shifting and multiplying spread them.
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_told_only_with_all_its_blanks_and_cites_what_it_says() {
        let slots = Slots::citing([1])
            .put("title", "accountant", [4])
            .put("town", "", [9]);
        let told = Teller::new(["x"]).tell(&["{title} in {town}", "you are {a title}."], &slots);
        assert_eq!(
            told,
            Some(("You are an accountant.".to_owned(), vec![1, 4]))
        );
        assert_eq!(Teller::new(["x"]).tell(&["{town}"], &slots), None);
    }

    #[test]
    fn no_frame_is_told_twice_while_another_is_left() {
        let mut teller = Teller::new(["x"]);
        let frames = ["One.", "Two.", "Three."];
        let slots = Slots::citing([0]);
        let mut told: Vec<_> = (0..3)
            .filter_map(|_| teller.tell(&frames, &slots))
            .collect();
        told.sort();
        told.dedup();
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn other_facts_choose_other_words() {
        let frames = ["One.", "Two.", "Three.", "Four."];
        let slots = Slots::citing([0]);
        let firsts: std::collections::HashSet<_> = ('a'..='z')
            .filter_map(|c| Teller::new([c.to_string().as_str()]).tell(&frames, &slots))
            .collect();
        assert_eq!(firsts.len(), 4);
    }
}
