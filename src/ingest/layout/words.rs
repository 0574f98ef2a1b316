//! Glyphs → words. Where no blank is drawn, a gap wider than a seventh of the font size is one.

use super::super::clean;
use super::super::pdf::Glyph;

const WORD_GAP_EM: f64 = 0.14;
/// Between a Chinese or Japanese character and a Latin letter or digit programs leave a quarter of the size for looks.
const SCRIPT_GAP_EM: f64 = 0.36;
/// Kerning and italics move a letter back over the one before it, but not further than this.
const OVERLAP_EM: f64 = 0.35;

/// A word and the box it stands in; `y` is the baseline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
    /// A blank was drawn before it, so that it never joins the word before.
    pub blank_before: bool,
    /// It begins what stands beside a label.
    pub begins_column: bool,
}

impl Word {
    /// A Chinese or Japanese character says and takes as much as two letters.
    pub(super) fn n_letters(&self) -> usize {
        let n_wide = self.text.chars().filter(|letter| is_wide(*letter)).count();
        self.text.chars().count() + n_wide
    }
}

/// In the order they are drawn, which is the reading order within a word.
pub(super) fn from_glyphs(glyphs: &[Glyph]) -> Vec<Word> {
    let mut builder = Builder::default();
    for glyph in glyphs {
        builder.add(glyph);
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    done: Vec<Word>,
    current: Option<Word>,
    /// Where the next glyph stands when it follows without a gap, letter spacing included.
    expected: f64,
    last: (f64, f64),
    blank: bool,
    /// An accent drawn before the letter it belongs to.
    accent: Option<(Glyph, char)>,
}

impl Builder {
    fn add(&mut self, glyph: &Glyph) {
        let text = clean::letters(&glyph.text);
        if text.trim().is_empty() {
            self.flush_accent();
            self.close();
            self.blank = true;
            return;
        }
        if let Some(mark) = only_char(&text).and_then(clean::combining) {
            if !self.attach(glyph, mark) {
                self.flush_accent();
                self.accent = Some((glyph.clone(), mark));
            }
            return;
        }
        let accented = self.accent.take().and_then(|(accent, mark)| {
            let carries = text.chars().all(char::is_alphabetic)
                && over(&accent, glyph.x, glyph.x + glyph.width);
            if !carries {
                self.place(&accent, &accent.text);
            }
            carries.then(|| clean::accented(&text, mark))
        });
        self.place(glyph, accented.as_deref().unwrap_or(&text));
    }

    /// Puts a mark on the letter before it, if it was drawn over that letter.
    fn attach(&mut self, accent: &Glyph, mark: char) -> bool {
        let (left, right) = self.last;
        match &mut self.current {
            Some(word)
                if over(accent, left, right)
                    && word.text.ends_with(char::is_alphabetic)
                    && (word.y - accent.y).abs() < word.size =>
            {
                let letter = word.text.pop().unwrap_or_default().to_string();
                word.text += &clean::accented(&letter, mark);
                true
            }
            _ => false,
        }
    }

    fn flush_accent(&mut self) {
        if let Some((glyph, _)) = self.accent.take() {
            self.place(&glyph, &glyph.text);
        }
    }

    fn place(&mut self, glyph: &Glyph, text: &str) {
        let follows = self.current.as_ref().is_some_and(|word| {
            let em = word.size.min(glyph.size).max(1e-3);
            let gap = (glyph.x - self.expected) / em;
            let rise = (word.y - glyph.y).abs();
            // A raised or lowered small letter (1ˢᵗ) belongs to the word it touches.
            let same_line =
                rise < 0.2 * word.size || rise < 0.6 * word.size && glyph.size < 0.85 * word.size;
            let most = if changes_script(&word.text, text) {
                SCRIPT_GAP_EM
            } else {
                WORD_GAP_EM
            };
            same_line && -OVERLAP_EM < gap && gap < most
        });
        if !follows {
            self.close();
        }
        let right = glyph.x + glyph.width;
        match &mut self.current {
            Some(word) => {
                word.text.push_str(text);
                word.right = word.right.max(right);
            }
            None => {
                self.current = Some(Word {
                    text: text.to_owned(),
                    left: glyph.x,
                    right,
                    y: glyph.y,
                    size: glyph.size,
                    blank_before: std::mem::take(&mut self.blank),
                    begins_column: false,
                });
            }
        }
        self.last = (glyph.x, right);
        self.expected = right + glyph.spacing.clamp(0.0, 0.6 * glyph.size);
    }

    fn close(&mut self) {
        self.done.extend(self.current.take());
    }

    fn finish(mut self) -> Vec<Word> {
        self.flush_accent();
        self.close();
        self.done
    }
}

/// From Chinese or Japanese to another script or back.
fn changes_script(before: &str, after: &str) -> bool {
    match (before.chars().next_back(), after.chars().next()) {
        (Some(a), Some(b)) => is_wide(a) != is_wide(b),
        _ => false,
    }
}

/// A character of a script that is written without blanks.
pub(super) const fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn only_char(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// Whether the middle of the accent lies over that stretch of the line.
fn over(accent: &Glyph, left: f64, right: f64) -> bool {
    let middle = accent.x + accent.width / 2.0;
    let slack = 0.05 * accent.size;
    left - slack < middle && middle < right + slack
}
