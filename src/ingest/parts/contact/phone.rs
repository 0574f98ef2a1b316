//! Numbers by which somebody can be called.

use crate::career::dates;

/// Seven to fifteen digits, grouped as in a phone number, that are no dates.
pub(super) fn find(line: &str) -> Option<&str> {
    let is_part = |letter: char| {
        letter.is_ascii_digit() || "+() .-–\u{2011}\u{2010}/\u{a0}\u{202f}".contains(letter)
    };
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let skipped = rest.len()
            - rest
                .trim_start_matches(|letter: char| !is_part(letter))
                .len();
        let run = &rest[skipped..];
        let mut n = run.len() - run.trim_start_matches(is_part).len();
        n = run[..n].find("  ").unwrap_or(n).max(usize::from(n > 0));
        if n == 0 {
            return None;
        }
        let number = run[..n]
            .trim_end_matches(|letter: char| !letter.is_ascii_digit())
            .trim_start_matches(|letter: char| {
                !(letter.is_ascii_digit() || matches!(letter, '+' | '('))
            });
        let is_start = run.trim_start_matches('/').starts_with(number);
        let is_end = run[..n].ends_with(number);
        let before = &line[..at + skipped];
        let joined = is_start
            && before.ends_with(|letter: char| {
                letter.is_alphanumeric() || matches!(letter, '@' | '_' | '=')
            })
            || is_end
                && run[n..]
                    .starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '@');
        if !joined && is_phone(number) {
            return Some(number);
        }
        at += skipped + n;
    }
    None
}

fn is_phone(number: &str) -> bool {
    let n_digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_local = n_digits == 7 && number.len() == 8 && number.as_bytes()[3] == b'-';
    let in_range =
        (9..=15).contains(&n_digits) || is_local || number.starts_with('+') && n_digits >= 7;
    let is_grouped = number.len() > n_digits || n_digits == 10 || n_digits == 11;
    in_range && is_grouped && dates::find_ranges(number).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_in_several_dresses() {
        for (line, number) in [
            ("Phone: +44 20 7946 0958", "+44 20 7946 0958"),
            ("555-0142 (mobile)", "555-0142"),
            ("x 312.555.0123 y", "312.555.0123"),
            ("Тел.: +7 (495) 123-45-67", "+7 (495) 123-45-67"),
            ("電話：03-1234-5678", "03-1234-5678"),
            ("+49 (0)30 1234567 · Berlin", "+49 (0)30 1234567"),
        ] {
            assert_eq!(find(line), Some(number), "{line}");
        }
        assert_eq!(find("2019 - 2021"), None);
        assert_eq!(find("example.com/id/1234567890"), None);
    }
}
