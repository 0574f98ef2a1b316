//! A résumé as read: its text, where each line stands, and the parts that were recognised.
//!
//! The field names are those of `aspiro extract --json`. Every span is in UTF-8 bytes of [`Resume::text`].

use serde::{Deserialize, Serialize};

/// A range of bytes, written as `[start, end]`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The slice of `text` this span names, or nothing when it does not fit that text.
    pub fn of<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(self.start..self.end)
    }

    pub const fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// What kind of file the bytes are, told from their content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    Pdf,
    Docx,
    Text,
    Markdown,
}

/// A file, read. Private data: its `Debug` is not for logs.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Resume {
    pub version: u32,
    /// Lower-case hex of the file's bytes; its first 16 digits are the résumé's id.
    pub sha256: String,
    pub kind: DocumentKind,
    pub text: String,
    pub lines: Vec<Line>,
    pub sections: Vec<Section>,
    pub contact: Contact,
    pub experience: Vec<Experience>,
    pub education: Vec<Education>,
    pub skills: Vec<SkillItem>,
    pub skills_found: Vec<SkillFound>,
    pub unplaced: Vec<Span>,
    pub warnings: Vec<Warning>,
}

impl Resume {
    pub fn id(&self) -> &str {
        self.sha256.get(..16).unwrap_or(&self.sha256)
    }

    /// The section a byte of the text lies in.
    pub fn section_at(&self, byte: usize) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.span.start <= byte && byte < section.span.end)
    }
}

impl std::fmt::Debug for Resume {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Resume({}, {} bytes of text)",
            self.id(),
            self.text.len()
        )
    }
}

/// A line of [`Resume::text`], without its line break.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub start: usize,
    pub end: usize,
    /// From 1; always 1 where the format has no pages.
    pub page: u32,
    /// Points from the page's top left; 0 where the format has no positions.
    pub x: f32,
    pub y: f32,
    /// The name of the section the line belongs to, as in [`Section::name`]; empty before the first.
    pub section: String,
}

/// A stretch of the text under one heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// `contact`, `summary`, `experience`, `education`, `skills`, `projects`, `certifications`,
    /// `languages`, `awards`, `publications`, `volunteering`, `interests`, `references` or `other`.
    pub name: String,
    /// As written; empty for what stands before the first heading.
    pub heading: String,
    /// The heading and everything below it.
    pub span: Span,
}

/// How to reach the person. What is not written is `None`, never guessed.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub full_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub location: Option<String>,
    pub links: Vec<String>,
}

/// One position held.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Experience {
    pub title: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
    /// As written.
    pub dates: Option<String>,
    /// `YYYY-MM`, or `YYYY` when no month is written.
    pub start: Option<String>,
    /// Like `start`, or `present`.
    pub end: Option<String>,
    pub bullets: Vec<Bullet>,
    pub span: Span,
    pub field_spans: std::collections::BTreeMap<String, Span>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Bullet {
    pub text: String,
    pub span: Span,
}

/// One degree or course of study.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Education {
    pub degree: Option<String>,
    pub institution: Option<String>,
    pub location: Option<String>,
    pub dates: Option<String>,
    pub span: Span,
    pub field_spans: std::collections::BTreeMap<String, Span>,
}

/// One item of the skills section, as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SkillItem {
    pub text: String,
    pub span: Span,
}

/// A known skill found anywhere in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SkillFound {
    /// As written.
    pub text: String,
    /// The skill's name in the vocabulary.
    pub skill: String,
    pub span: Span,
}

/// Something the reader noticed and the person should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    pub kind: WarningKind,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    HiddenText,
    Scanned,
    LowText,
    UnreadableFont,
    Encrypted,
}
