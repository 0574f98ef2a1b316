//! A text as blocks: bullets, headings and paragraphs, with wrapped lines put together.

use crate::career::resume::Span;

const BULLETS: &[char] = &[
    '•', '●', '▪', '◦', '○', '■', '·', '-', '–', '—', '*', '✓', '✔', '➢', '►', '‣', '\u{f0b7}',
];

/// Lines that belong together, without their bullet and outer blanks.
pub(super) struct Block {
    pub span: Span,
    pub bulleted: bool,
}

/// The blocks of a text in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut start = 0;
    // Whether the line before can go on in this one.
    let mut open = false;
    // Whether it breaks off inside a list, so that this one goes on even with a capital.
    let mut listing = false;
    for line in text.split('\n') {
        let span = trimmed(text, Span::new(start, start + line.len()));
        let bulleted = line.trim_start().starts_with(BULLETS);
        start += line.len() + 1;
        if span.start >= span.end {
            open = false;
            continue;
        }
        let written = &text[span.start..span.end];
        let lower = written.starts_with(|letter: char| letter.is_lowercase() || letter == '(');
        let goes_on = open && !bulleted && (lower || listing);
        match found.last_mut() {
            Some(before) if goes_on => before.span.end = span.end,
            _ => found.push(Block { span, bulleted }),
        }
        open = !written.ends_with([':', '.']);
        listing = written.ends_with(',');
    }
    found
}

/// The sentences of a block.
pub(super) fn sentences(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = block.start;
    let written = &text[block.start..block.end];
    let mut letters = written.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = block.start + at + letter.len_utf8();
        let breaks = matches!(letter, '.' | '!' | '?')
            && letters.peek().is_some_and(|(_, next)| next.is_whitespace())
            && begins_sentence(&text[end..block.end])
            && !is_abbreviation(&text[start..end]);
        if breaks {
            found.push(trimmed(text, Span::new(start, end)));
            start = end;
        }
    }
    found.push(trimmed(text, Span::new(start, block.end)));
    found.retain(|span| span.start < span.end);
    found
}

fn begins_sentence(rest: &str) -> bool {
    rest.trim_start()
        .starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
}

/// `e.g.`, `B.S.`, `etc.` end no sentence.
fn is_abbreviation(sentence: &str) -> bool {
    let last = sentence
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or(sentence);
    last.matches('.').count() > 1 || matches!(last, "etc." | "incl." | "approx." | "vs.")
}

fn trimmed(text: &str, span: Span) -> Span {
    let written = &text[span.start..span.end];
    let rest = written
        .trim_start_matches(|letter: char| letter.is_whitespace() || BULLETS.contains(&letter));
    let start = span.end - rest.len();
    Span::new(start, start + rest.trim_end().len())
}
