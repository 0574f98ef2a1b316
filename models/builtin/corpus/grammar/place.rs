//! Where in a sentence the words of each of its facts begin.

/// Before a value stands the number of its fact, as one character that no text holds.
const FIRST: u32 = 0xE000;

/// The words of a fact, with its number before them.
pub fn of_fact(n: usize, words: &str) -> String {
    let n = u32::try_from(n).unwrap_or_default();
    let place =
        char::from_u32(FIRST + n).expect("so few facts end before the private characters do");
    format!("{place}{words}")
}

pub const fn is_place(c: char) -> bool {
    fact(c).is_some()
}

const fn fact(c: char) -> Option<usize> {
    match c {
        '\u{E000}'..='\u{F8FF}' => Some((c as u32 - FIRST) as usize),
        _ => None,
    }
}

/// The text as it is read.
pub fn plain(text: &str) -> String {
    text.replace(is_place, "")
}

/// The text as an answer has it: first the numbers of the facts that have no place of their own, or else of the fact whose words
/// come first; every other number directly before the words that rest on it.
pub fn marked(cited: &[usize], text: &str) -> String {
    let placed: Vec<usize> = text
        .chars()
        .filter_map(fact)
        .filter(|n| cited.contains(n))
        .collect();
    let mut leading: Vec<usize> = cited
        .iter()
        .copied()
        .filter(|n| !placed.contains(n))
        .collect();
    if leading.is_empty() {
        leading.extend(placed.first());
    }
    let numbers: String = leading.iter().map(|n| format!("[{n}]")).collect();
    let mut out = format!("{numbers} ");
    let mut latest = leading.last().copied();
    for c in text.chars() {
        match fact(c) {
            None => out.push(c),
            Some(n) if latest == Some(n) || !cited.contains(&n) => {}
            Some(n) => {
                latest = Some(n);
                let ends_in_blank = out.ends_with(' ');
                out.truncate(out.trim_end().len());
                out.push_str(&format!("[{n}]"));
                out.extend(ends_in_blank.then_some(' '));
            }
        }
    }
    out
}
