//! Reads an answer in named sections while it streams.
//!
//! The format is cited prose under `## name` headings rather than JSON: a small model can hold it,
//! and every finished sentence can be checked and shown before the next one is written.

use super::sentence::{Marked, sentence_end};

/// A section an answer may have.
#[derive(Debug, PartialEq, Eq)]
pub struct SectionName {
    pub key: &'static str,
    /// Headings that mean it, letters only and in lower case.
    pub headings: &'static [&'static str],
    /// Each line is one entry, whatever its punctuation.
    pub is_list: bool,
}

/// Where a sentence stands. `index` tells apart sections that occur once per suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Section {
    pub key: &'static str,
    pub index: usize,
}

/// A finished sentence or list entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub section: Section,
    /// Without marks, never empty.
    pub text: String,
    pub citations: Vec<u32>,
}

/// Feed it pieces of any size; the sentences that come out do not depend on where the pieces were cut.
#[derive(Debug)]
pub struct AnswerParser {
    names: &'static [SectionName],
    current: Option<(Section, bool)>,
    index: usize,
    /// What has not been given out of the current line.
    line: String,
    /// Bytes of the current line so far.
    line_bytes: usize,
    /// The current line is known to be prose, so its sentences leave as they end.
    is_prose: bool,
}

/// A heading stands within so many bytes; a longer line is prose.
const LONGEST_HEADING: usize = 48;
/// Nothing worth reading is in a longer line; the rest of it is skipped.
const LONGEST_LINE: usize = 16 * 1024;

impl AnswerParser {
    pub const fn new(names: &'static [SectionName]) -> Self {
        Self {
            names,
            current: None,
            index: 0,
            line: String::new(),
            line_bytes: 0,
            is_prose: false,
        }
    }

    pub fn push(&mut self, piece: &str) -> Vec<Sentence> {
        let mut out = Vec::new();
        for part in piece.split_inclusive('\n') {
            match part.strip_suffix('\n') {
                Some(end) => {
                    self.take(end);
                    self.end_line(&mut out);
                }
                None => {
                    self.take(part);
                    self.advance(&mut out);
                }
            }
        }
        out
    }

    /// The answer has ended; an unfinished last sentence is left out.
    pub fn finish(mut self) -> Vec<Sentence> {
        let mut out = Vec::new();
        self.advance(&mut out);
        let is_cut = self.is_list() && {
            let last = Marked::read(&self.line);
            last.citations.is_empty() && !last.ends_with_full_stop()
        };
        if !is_cut {
            self.end_line(&mut out);
        }
        out
    }

    fn take(&mut self, text: &str) {
        for c in text.chars() {
            self.line_bytes += c.len_utf8();
            if self.line_bytes <= LONGEST_LINE {
                self.line.push(c);
            }
        }
    }

    fn is_list(&self) -> bool {
        self.current.is_some_and(|(_, is_list)| is_list)
    }

    /// Gives out what is finished of a line that still grows.
    fn advance(&mut self, out: &mut Vec<Sentence>) {
        if !self.is_prose {
            let is_long = self.line.trim_start().len() > LONGEST_HEADING;
            if !is_long || self.line.trim_start().starts_with('#') {
                return;
            }
            self.decide();
        }
        if !self.is_list() {
            self.drain(out);
        }
    }

    fn end_line(&mut self, out: &mut Vec<Sentence>) {
        if !self.is_prose {
            self.decide();
        }
        if !self.is_list() {
            self.drain(out);
        }
        let mut last = Marked::read(unbulleted(&self.line));
        if self.is_list() || last.ends_with_full_stop() {
            self.give(last, out);
        } else if !last.citations.is_empty() {
            last.text.push('.');
            self.give(last, out);
        }
        self.line.clear();
        self.line_bytes = 0;
        self.is_prose = false;
    }

    /// The start of the line is there: is it a heading?
    fn decide(&mut self) {
        self.is_prose = true;
        let Some((heading, text_at)) = self.heading() else {
            return;
        };
        if let Some(index) = heading.index {
            self.index = index;
        }
        self.current = heading.name.map(|name| {
            let section = Section {
                key: name.key,
                index: self.index,
            };
            (section, name.is_list)
        });
        self.line.drain(..text_at);
    }

    /// The heading at the start of the line, and where the text behind it begins.
    fn heading(&self) -> Option<(Heading, usize)> {
        let line = self.line.trim_start();
        let is_marked = line.starts_with('#');
        if is_marked || line.len() <= LONGEST_HEADING {
            let label = Label::read(line);
            let name = self.named(&label.letters).or_else(|| {
                is_marked
                    .then(|| self.names.iter().find(|name| label.ends_with(name)))
                    .flatten()
            });
            if name.is_some() || label.letters.is_empty() && is_marked {
                return Some((label.heading(name), self.line.len()));
            }
        }
        let start = self.line.len() - line.len();
        if let Some(colon) = self
            .line
            .find(':')
            .filter(|at| at - start <= LONGEST_HEADING)
        {
            let label = Label::read(&self.line[..colon]);
            if let Some(name) = self.named(&label.letters) {
                return Some((label.heading(Some(name)), colon + 1));
            }
        }
        is_marked.then(|| (Label::read(line).heading(None), self.line.len()))
    }

    fn named(&self, letters: &str) -> Option<&'static SectionName> {
        self.names
            .iter()
            .find(|name| name.headings.contains(&letters))
    }

    fn drain(&mut self, out: &mut Vec<Sentence>) {
        while let Some(end) = sentence_end(unbulleted(&self.line)) {
            let start = self.line.len() - unbulleted(&self.line).len();
            let marked = Marked::read(&self.line[start..start + end]);
            self.give(marked, out);
            self.line.drain(..start + end);
        }
    }

    fn give(&self, marked: Marked, out: &mut Vec<Sentence>) {
        let Some((section, _)) = self.current else {
            return;
        };
        if marked.text.chars().any(char::is_alphabetic) {
            out.push(Sentence {
                section,
                text: marked.text,
                citations: marked.citations,
            });
        }
    }
}

struct Heading {
    name: Option<&'static SectionName>,
    index: Option<usize>,
}

/// A line looked at as a heading: its letters in lower case and the first number in it.
struct Label {
    letters: String,
    index: Option<usize>,
}

impl Label {
    fn read(line: &str) -> Self {
        let digits = line
            .split(|c: char| !c.is_ascii_digit())
            .find(|run| !run.is_empty());
        Self {
            letters: line
                .chars()
                .filter(|c| c.is_alphabetic())
                .flat_map(char::to_lowercase)
                .collect(),
            index: digits.and_then(|run| run.parse().ok()),
        }
    }

    fn ends_with(&self, name: &SectionName) -> bool {
        name.headings.iter().any(|end| self.letters.ends_with(end))
    }

    const fn heading(&self, name: Option<&'static SectionName>) -> Heading {
        Heading {
            name,
            index: self.index,
        }
    }
}

/// `line` without the bullet or the number that opens a list entry.
fn unbulleted(line: &str) -> &str {
    let line = line.trim_start();
    let bare = line.trim_start_matches(['-', '*', '•', '>']);
    if bare.len() < line.len() && bare.starts_with(' ') {
        return bare.trim_start();
    }
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match number.strip_prefix(['.', ')']) {
        Some(rest) if number.len() < line.len() && rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: &[SectionName] = &[
        SectionName {
            key: "analysis",
            headings: &["analysis"],
            is_list: false,
        },
        SectionName {
            key: "whyItFits",
            headings: &["whyitfits", "why"],
            is_list: false,
        },
        SectionName {
            key: "strengths",
            headings: &["strengths", "overallstrengths"],
            is_list: true,
        },
    ];

    fn read(text: &str) -> Vec<(String, String, Vec<u32>)> {
        read_in_pieces([text])
    }

    fn read_in_pieces<'a>(
        pieces: impl IntoIterator<Item = &'a str>,
    ) -> Vec<(String, String, Vec<u32>)> {
        let mut parser = AnswerParser::new(NAMES);
        let mut all: Vec<Sentence> = pieces
            .into_iter()
            .flat_map(|piece| parser.push(piece))
            .collect();
        all.extend(parser.finish());
        all.into_iter()
            .map(|s| {
                (
                    format!("{}/{}", s.section.key, s.section.index),
                    s.text,
                    s.citations,
                )
            })
            .collect()
    }

    fn row(section: &str, text: &str, citations: &[u32]) -> (String, String, Vec<u32>) {
        (section.to_owned(), text.to_owned(), citations.to_vec())
    }

    #[test]
    fn sections_sentences_and_entries_are_read() {
        let text = "## analysis\nYou know Go [3]. You led a team [0][4].\n\n## 1 whyItFits\nIt suits you [2].\n## strengths\n- Plain writing [1]\n- Care [5]\n";
        assert_eq!(
            read(text),
            [
                row("analysis/0", "You know Go.", &[3]),
                row("analysis/0", "You led a team.", &[0, 4]),
                row("whyItFits/1", "It suits you.", &[2]),
                row("strengths/1", "Plain writing", &[1]),
                row("strengths/1", "Care", &[5]),
            ]
        );
    }

    #[test]
    fn headings_may_be_bold_or_carry_their_text() {
        for heading in [
            "**Analysis**\n",
            "# ANALYSIS:\n",
            "Analysis: ",
            "**Analysis:** ",
            "### The Analysis\n",
        ] {
            assert_eq!(
                read(&format!("{heading}You know Go [3].\n")),
                [row("analysis/0", "You know Go.", &[3])],
                "{heading:?}"
            );
        }
        assert_eq!(
            read("## 2 Data Scientist\n### Why it fits\nIt suits you [1].\n"),
            [row("whyItFits/2", "It suits you.", &[1])]
        );
    }

    #[test]
    fn unknown_sections_and_unfinished_sentences_are_left_out() {
        assert_eq!(
            read("Sure! Here you go [1].\n## thoughts\nHmm [1].\n## analysis\nYou know"),
            []
        );
        assert_eq!(
            read("## strengths\n- Plain writing [1]\n- Half an ent"),
            [row("strengths/0", "Plain writing", &[1])]
        );
    }

    #[test]
    fn a_sentence_leaves_before_its_line_ends() {
        let mut parser = AnswerParser::new(NAMES);
        let first = parser.push("## analysis\nYou have written programs in Go for a bank [3]. You");
        assert_eq!(first.len(), 1);
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(
            text in "((## |\\*\\*|- |[0-3] )?(analysis|why|strengths|You know Go\\. |at Inc\\. |\\[[0-9]\\]|\\[|\\]|\\.|: |[a-zé ]{0,30}|A|\n| )){0,40}",
            cuts in prop::collection::vec(0usize..400, 0..30),
        ) {
            let mut at: Vec<usize> = cuts.into_iter().filter(|cut| text.is_char_boundary(*cut)).collect();
            at.extend([0, text.len()]);
            at.sort_unstable();
            let pieces = at.windows(2).map(|pair| &text[pair[0]..pair[1]]);
            prop_assert_eq!(read_in_pieces(pieces), read(&text));
        }
    }
}
