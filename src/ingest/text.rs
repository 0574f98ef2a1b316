//! Lines as a reader of some format hands them on.

/// A line of text and where it stands on its page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PlacedLine {
    pub text: String,
    /// From 1; always 1 where the format has no pages.
    pub page: u32,
    /// Points from the page's top left to the line's; 0 where the format has no positions.
    pub x: f32,
    pub y: f32,
}

impl PlacedLine {
    /// A line of a format that has neither pages nor positions.
    pub(super) fn unplaced(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            page: 1,
            x: 0.0,
            y: 0.0,
        }
    }
}

/// The lines of a plain text, however their ends are written.
pub(super) fn lines(text: &str) -> Vec<PlacedLine> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n");
    text.split('\n').map(PlacedLine::unplaced).collect()
}

/// Headings with `#`, underlined headings or bold text: what nobody types into a plain text.
pub(super) fn is_markdown(lines: &[PlacedLine]) -> bool {
    let is_heading = |line: &&PlacedLine| {
        let marks = line.text.len() - line.text.trim_start_matches('#').len();
        (1..=6).contains(&marks) && line.text[marks..].starts_with(' ')
    };
    let is_bold = |line: &&PlacedLine| line.text.matches("**").count() >= 2;
    let has_link = |line: &&PlacedLine| line.text.contains("](http");
    let n = lines.iter().filter(is_heading).count()
        + lines.iter().filter(is_bold).count()
        + lines.iter().filter(has_link).count();
    n >= 2
}
