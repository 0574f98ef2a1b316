//! Letters as people type them: ligatures taken apart, look-alikes and private signs replaced.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A glyph's or a run's text in its usual letters. Signs such as `™` or `½` stay as written.
pub(super) fn letters(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter_map(plain).collect();
    }
    text.chars()
        .filter_map(plain)
        .flat_map(|letter| {
            let folded: String = if is_look_alike(letter) {
                letter.nfkc().collect()
            } else {
                letter.into()
            };
            folded.chars().collect::<Vec<char>>()
        })
        .collect()
}

/// A whole line: accents joined to their letters, no blanks at its end.
pub(super) fn line(text: &str) -> String {
    letters(text)
        .nfc()
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// Letters with another code than the one people type: ligatures, radicals that stand for the
/// character, presentation forms, letters of formulas, fancy full-width Latin.
const fn is_look_alike(letter: char) -> bool {
    matches!(letter,
        '\u{fb00}'..='\u{fb4f}' | '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{1d400}'..='\u{1d7ff}'
        | '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}'
        | '\u{132}'..='\u{133}' | '\u{1c4}'..='\u{1cc}')
}

fn plain(letter: char) -> Option<char> {
    match letter {
        '\t' => Some('\t'),
        // Blanks of other widths.
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        // Marks without a shape: soft hyphen, joiners, direction marks, byte order mark.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fffc}'
        | '\u{fffe}'
        | '\u{ffff}' => None,
        // Bullets of symbol fonts; their other private signs are icons.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' | '\u{f0a8}' | '\u{f06e}' => Some('•'),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => None,
        letter if letter.is_control() => None,
        letter => Some(letter),
    }
}

/// The combining form of an accent that stands alone.
pub(super) fn combining(letter: char) -> Option<char> {
    Some(match letter {
        '´' => '\u{301}',
        '`' => '\u{300}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¨' => '\u{308}',
        'ˇ' => '\u{30c}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        '¯' => '\u{304}',
        mark if is_combining_mark(mark) => mark,
        _ => return None,
    })
}

/// The first letter of `text` under `mark`.
pub(super) fn accented(text: &str, mark: char) -> String {
    let mut letters = text.chars();
    let first = match letters.next() {
        Some('ı') => 'i',
        Some('ȷ') => 'j',
        Some(letter) => letter,
        None => return mark.into(),
    };
    [first, mark].into_iter().chain(letters).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_and_radicals_become_letters() {
        assert_eq!(letters("o\u{fb03}ce"), "office");
        assert_eq!(letters("\u{2f00}"), "一");
        assert_eq!(letters("a\u{a0}b\u{200b}c"), "a bc");
    }

    #[test]
    fn signs_stay_as_written() {
        assert_eq!(letters("Acme™ ½ m² …"), "Acme™ ½ m² …");
    }

    #[test]
    fn a_line_has_composed_accents_and_no_trailing_blanks() {
        assert_eq!(line("re\u{301}sume\u{301}  "), "résumé");
    }

    #[test]
    fn an_accent_joins_its_letter() {
        assert_eq!(accented("e", '\u{301}'), "é");
        assert_eq!(accented("ı", '\u{308}'), "ï");
        assert_eq!(combining('x'), None);
    }
}
