//! What every occupation is called, kept as places in one list of words: nine in ten words of a title stand in others too.
//! `docs/ATLAS.md` has the form of the file.

use std::ops::Range;

const LAST_WORD: u16 = 1 << 15;
const END: u16 = 0xFFFF;

/// The titles of all occupations, in the order of the occupations; an occupation's own comes first.
pub(super) struct Titles {
    words: Vec<&'static str>,
    /// Of all titles, one behind the other.
    places: Vec<u16>,
    titles: Vec<Title>,
    /// The place of each occupation's own title, and at the end the number of titles.
    firsts: Vec<usize>,
}

struct Title {
    from: u32,
    occupation: u16,
}

impl Titles {
    /// `None` when the bytes are not in the form the derivation writes.
    pub(super) fn read(bytes: &'static [u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (text, numbers) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let words: Vec<&'static str> = std::str::from_utf8(text).ok()?.split('\n').collect();
        let mut read = Self {
            words,
            places: Vec::with_capacity(numbers.len() / 2),
            titles: Vec::new(),
            firsts: vec![0],
        };
        let mut from = 0;
        for pair in numbers.chunks_exact(2) {
            let number = u16::from_le_bytes([pair[0], pair[1]]);
            if number == END {
                read.firsts.push(read.titles.len());
                continue;
            }
            let place = number & !LAST_WORD;
            read.words.get(usize::from(place))?;
            read.places.push(place);
            if number & LAST_WORD != 0 {
                read.titles.push(Title {
                    from,
                    occupation: u16::try_from(read.firsts.len() - 1).ok()?,
                });
                from = u32::try_from(read.places.len()).ok()?;
            }
        }
        Some(read)
    }

    /// The words of all titles as they are written, each once.
    pub(super) fn words(&self) -> &[&'static str] {
        &self.words
    }

    pub(super) fn len(&self) -> usize {
        self.titles.len()
    }

    pub(super) fn n_occupations(&self) -> usize {
        self.firsts.len() - 1
    }

    /// The titles of an occupation, its own first.
    pub(super) fn of(&self, occupation: usize) -> Range<usize> {
        self.firsts[occupation]..self.firsts[occupation + 1]
    }

    pub(super) fn occupation(&self, title: usize) -> usize {
        usize::from(self.titles[title].occupation)
    }

    /// The place of a title among its occupation's; 0 for the occupation's own.
    pub(super) fn place(&self, title: usize) -> usize {
        title - self.firsts[self.occupation(title)]
    }

    /// The places of its words.
    pub(super) fn word_places(&self, title: usize) -> &[u16] {
        let to = self
            .titles
            .get(title + 1)
            .map_or(self.places.len(), |next| next.from as usize);
        &self.places[self.titles[title].from as usize..to]
    }

    pub(super) fn text(&self, title: usize) -> String {
        let places = self.word_places(title);
        let words = || places.iter().map(|place| self.words[usize::from(*place)]);
        let mut text = String::with_capacity(words().map(|word| word.len() + 1).sum());
        for word in words() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        text
    }
}
