//! What a person sets right in a résumé as it was read. The reading itself never changes.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::career::dates;
use crate::career::resume::{Education, Experience, Resume, SkillFound, SkillItem, Span};

/// One thing set right. Entries are named by the byte they begin at, which no correction moves.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Correction {
    /// No value: it is not there.
    Contact {
        field: ContactField,
        value: Option<String>,
    },
    Position {
        at: usize,
        field: PositionField,
        value: Option<String>,
    },
    Study {
        at: usize,
        field: StudyField,
        value: Option<String>,
    },
    /// Whether these bytes are a position.
    IsPosition { span: Span, is: bool },
    /// Whether these bytes are a course of study.
    IsStudy { span: Span, is: bool },
    /// Whether these bytes are an item of the skills section.
    IsSkillItem { span: Span, is: bool },
    /// Whether these bytes show a skill of the vocabulary.
    ShowsSkill { span: Span, skill: String, is: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    FullName,
    Email,
    Phone,
    Location,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PositionField {
    Title,
    Company,
    Location,
    /// As written; start and end follow from it.
    Dates,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StudyField {
    Degree,
    Institution,
    Location,
    Dates,
}

impl ContactField {
    pub const ALL: [Self; 4] = [Self::FullName, Self::Email, Self::Phone, Self::Location];
}

impl PositionField {
    pub const ALL: [Self; 4] = [Self::Title, Self::Company, Self::Location, Self::Dates];

    const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Company => "company",
            Self::Location => "location",
            Self::Dates => "dates",
        }
    }

    /// As read in an entry, or as set right; none where it is not there.
    pub fn of(self, entry: &Experience) -> Option<&str> {
        match self {
            Self::Title => entry.title.as_deref(),
            Self::Company => entry.company.as_deref(),
            Self::Location => entry.location.as_deref(),
            Self::Dates => entry.dates.as_deref(),
        }
    }
}

impl StudyField {
    pub const ALL: [Self; 4] = [Self::Degree, Self::Institution, Self::Location, Self::Dates];

    const fn key(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::Institution => "institution",
            Self::Location => "location",
            Self::Dates => "dates",
        }
    }

    /// As read in an entry, or as set right; none where it is not there.
    pub fn of(self, entry: &Education) -> Option<&str> {
        match self {
            Self::Degree => entry.degree.as_deref(),
            Self::Institution => entry.institution.as_deref(),
            Self::Location => entry.location.as_deref(),
            Self::Dates => entry.dates.as_deref(),
        }
    }
}

impl Correction {
    /// Whether both answer the same question, so that the later one takes the earlier one's place.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        use Correction as C;
        match (self, other) {
            (C::Contact { field: a, .. }, C::Contact { field: b, .. }) => a == b,
            (
                C::Position { at, field, .. },
                C::Position {
                    at: b, field: f, ..
                },
            ) => (at, field) == (b, f),
            (
                C::Study { at, field, .. },
                C::Study {
                    at: b, field: f, ..
                },
            ) => (at, field) == (b, f),
            (C::IsPosition { span: a, .. }, C::IsPosition { span: b, .. })
            | (C::IsStudy { span: a, .. }, C::IsStudy { span: b, .. }) => a.start == b.start,
            (C::IsSkillItem { span: a, .. }, C::IsSkillItem { span: b, .. }) => a == b,
            (
                C::ShowsSkill { span, skill, .. },
                C::ShowsSkill {
                    span: b, skill: s, ..
                },
            ) => (span, skill) == (b, s),
            _ => false,
        }
    }

    fn apply(&self, resume: &mut Resume) {
        match self {
            Self::Contact { field, value } => {
                let contact = &mut resume.contact;
                let place = match field {
                    ContactField::FullName => &mut contact.full_name,
                    ContactField::Email => &mut contact.email,
                    ContactField::Phone => &mut contact.phone,
                    ContactField::Location => &mut contact.location,
                };
                place.clone_from(value);
            }
            Self::Position { at, field, value } => {
                let Resume {
                    text, experience, ..
                } = resume;
                if let Some(entry) = experience.iter_mut().find(|entry| entry.span.start == *at) {
                    correct_position(text, entry, *field, value.as_deref());
                }
            }
            Self::Study { at, field, value } => {
                let Resume {
                    text, education, ..
                } = resume;
                if let Some(entry) = education.iter_mut().find(|entry| entry.span.start == *at) {
                    correct_study(text, entry, *field, value.as_deref());
                }
            }
            Self::IsPosition { span, is } => {
                resume
                    .experience
                    .retain(|entry| entry.span.start != span.start);
                if *is {
                    let entry = Experience {
                        span: *span,
                        ..Experience::default()
                    };
                    insert(&mut resume.experience, entry, |entry| entry.span.start);
                }
                place(&mut resume.unplaced, *span, *is);
            }
            Self::IsStudy { span, is } => {
                resume
                    .education
                    .retain(|entry| entry.span.start != span.start);
                if *is {
                    let entry = Education {
                        span: *span,
                        ..Education::default()
                    };
                    insert(&mut resume.education, entry, |entry| entry.span.start);
                }
                place(&mut resume.unplaced, *span, *is);
            }
            Self::IsSkillItem { span, is } => {
                resume.skills.retain(|item| item.span != *span);
                if let (true, Some(text)) = (*is, span.of(&resume.text)) {
                    let item = SkillItem {
                        text: text.to_owned(),
                        span: *span,
                    };
                    insert(&mut resume.skills, item, |item| item.span.start);
                }
                place(&mut resume.unplaced, *span, *is);
            }
            Self::ShowsSkill { span, skill, is } => {
                let found = &mut resume.skills_found;
                found.retain(|found| !(found.span == *span && found.skill == *skill));
                if let (true, Some(text)) = (*is, span.of(&resume.text)) {
                    let shown = SkillFound {
                        text: text.to_owned(),
                        skill: skill.clone(),
                        span: *span,
                    };
                    insert(found, shown, |found| found.span.start);
                }
            }
        }
    }
}

impl fmt::Debug for Correction {
    /// Says what it is about, not what it says: the values are private.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contact { field, .. } => write!(f, "Correction({field:?})"),
            Self::Position { at, field, .. } => write!(f, "Correction(position {at}, {field:?})"),
            Self::Study { at, field, .. } => write!(f, "Correction(study {at}, {field:?})"),
            Self::IsPosition { span, is } => write!(f, "Correction(position {span:?}: {is})"),
            Self::IsStudy { span, is } => write!(f, "Correction(study {span:?}: {is})"),
            Self::IsSkillItem { span, is } => write!(f, "Correction(skill item {span:?}: {is})"),
            Self::ShowsSkill { span, is, .. } => write!(f, "Correction(skill {span:?}: {is})"),
        }
    }
}

/// What was set right in one résumé, in the order in which it applies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Corrections(Vec<Correction>);

impl Corrections {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What was said last about a thing counts.
    pub fn set(&mut self, correction: Correction) {
        self.take_back(&correction);
        self.0.push(correction);
    }

    /// Forgets what was said about the thing that `about` is about.
    pub fn take_back(&mut self, about: &Correction) {
        self.0.retain(|known| !known.is_about_the_same(about));
    }

    /// Whether anything was said about the thing that `about` is about.
    pub fn has(&self, about: &Correction) -> bool {
        self.0.iter().any(|known| known.is_about_the_same(about))
    }

    /// The résumé as the person knows it to be. A correction whose entry is not there changes nothing.
    pub fn apply(&self, read: &Resume) -> Resume {
        let mut resume = read.clone();
        // A field can only be set in an entry that is there, whatever was corrected first.
        let of_entry =
            |c: &&Correction| matches!(c, Correction::Position { .. } | Correction::Study { .. });
        let (fields, rest): (Vec<_>, Vec<_>) = self.0.iter().partition(of_entry);
        for correction in rest.into_iter().chain(fields) {
            correction.apply(&mut resume);
        }
        resume
    }
}

fn correct_position(text: &str, entry: &mut Experience, field: PositionField, value: Option<&str>) {
    mark(text, &mut entry.field_spans, field.key(), entry.span, value);
    let new = value.map(str::to_owned);
    match field {
        PositionField::Title => entry.title = new,
        PositionField::Company => entry.company = new,
        PositionField::Location => entry.location = new,
        PositionField::Dates => {
            let range = value.and_then(|value| dates::find_ranges(value).into_iter().next());
            entry.start = range.map(|range| range.start.to_string());
            entry.end = range.map(|range| range.end.to_string());
            entry.dates = new;
        }
    }
}

fn correct_study(text: &str, entry: &mut Education, field: StudyField, value: Option<&str>) {
    mark(text, &mut entry.field_spans, field.key(), entry.span, value);
    let new = value.map(str::to_owned);
    match field {
        StudyField::Degree => entry.degree = new,
        StudyField::Institution => entry.institution = new,
        StudyField::Location => entry.location = new,
        StudyField::Dates => entry.dates = new,
    }
}

/// Where the value stands: in its entry, else anywhere. A value that stands nowhere has no span of its own; its entry
/// is the evidence for it.
fn mark(
    text: &str,
    spans: &mut BTreeMap<String, Span>,
    key: &str,
    entry: Span,
    value: Option<&str>,
) {
    spans.remove(key);
    let Some(value) = value else { return };
    let within = entry.of(text).and_then(|part| part.find(value));
    let start = within
        .map(|at| entry.start + at)
        .or_else(|| text.find(value));
    if let Some(start) = start {
        spans.insert(key.to_owned(), Span::new(start, start + value.len()));
    }
}

/// In the order of the text.
fn insert<T>(list: &mut Vec<T>, item: T, start: impl Fn(&T) -> usize) {
    let at = list.partition_point(|other| start(other) <= start(&item));
    list.insert(at, item);
}

/// Takes bytes from what is not placed, or gives them back to it.
fn place(unplaced: &mut Vec<Span>, span: Span, is_placed: bool) {
    unplaced.retain(|other| !span.contains(other));
    if !is_placed {
        insert(unplaced, span, |other| other.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::career::sample;

    const TEXT: &str = "Ada Example\n\nEXPERIENCE\nProgramer at Example Ltd, May 2019 - Present\nWrote things\n\nOTHER\nBSc Mathematics, Example University";

    fn read() -> Resume {
        let mut resume = sample::resume(TEXT);
        let start = TEXT.find("Programer").unwrap_or_default();
        resume.experience.push(Experience {
            title: Some("Programer at".to_owned()),
            span: Span::new(start, start + 50),
            ..Experience::default()
        });
        let study = TEXT.find("BSc").unwrap_or_default();
        resume.unplaced.push(Span::new(study, TEXT.len()));
        resume
    }

    fn position(field: PositionField, value: Option<&str>) -> Correction {
        Correction::Position {
            at: TEXT.find("Programer").unwrap_or_default(),
            field,
            value: value.map(str::to_owned),
        }
    }

    fn apply(corrections: impl IntoIterator<Item = Correction>) -> Resume {
        let mut all = Corrections::default();
        for correction in corrections {
            all.set(correction);
        }
        all.apply(&read())
    }

    #[test]
    fn a_corrected_field_stands_where_the_text_has_it() {
        let resume = apply([position(PositionField::Title, Some("Programer"))]);
        let entry = &resume.experience[0];
        assert_eq!(entry.title.as_deref(), Some("Programer"));
        let span = entry.field_spans["title"];
        assert_eq!(span.of(TEXT), Some("Programer"));
        assert!(entry.span.contains(&span));
    }

    #[test]
    fn what_the_text_does_not_say_has_no_place_in_it() {
        let resume = apply([position(PositionField::Company, Some("Analytical Engines"))]);
        let entry = &resume.experience[0];
        assert_eq!(entry.company.as_deref(), Some("Analytical Engines"));
        assert!(!entry.field_spans.contains_key("company"));
    }

    #[test]
    fn corrected_dates_are_read_as_dates() {
        let resume = apply([position(PositionField::Dates, Some("May 2019 - Present"))]);
        let entry = &resume.experience[0];
        assert_eq!(entry.start.as_deref(), Some("2019-05"));
        assert_eq!(entry.end.as_deref(), Some("present"));
    }

    #[test]
    fn the_last_word_on_a_thing_counts_and_can_be_taken_back() {
        let mut corrections = Corrections::default();
        for value in ["Coder", "Programmer"] {
            corrections.set(position(PositionField::Title, Some(value)));
        }
        assert_eq!(corrections.len(), 1);
        let corrected = corrections.apply(&read());
        assert_eq!(corrected.experience[0].title.as_deref(), Some("Programmer"));
        corrections.take_back(&position(PositionField::Title, None));
        assert!(corrections.apply(&read()) == read());
    }

    #[test]
    fn a_line_that_was_not_placed_can_be_an_entry_and_filled_in() {
        let span = read().unplaced[0];
        let degree = Correction::Study {
            at: span.start,
            field: StudyField::Degree,
            value: Some("BSc Mathematics".to_owned()),
        };
        // The order in which they were said does not matter.
        let resume = apply([degree, Correction::IsStudy { span, is: true }]);
        assert_eq!(resume.education.len(), 1);
        assert_eq!(
            resume.education[0].degree.as_deref(),
            Some("BSc Mathematics")
        );
        assert!(resume.unplaced.is_empty());
    }

    #[test]
    fn what_is_no_position_is_visible_as_not_placed() {
        let span = read().experience[0].span;
        let resume = apply([Correction::IsPosition { span, is: false }]);
        assert!(resume.experience.is_empty());
        assert!(resume.unplaced.contains(&span));
    }

    #[test]
    fn a_confirmed_skill_counts_as_found_where_it_stands() {
        let start = TEXT.find("Mathematics").unwrap_or_default();
        let span = Span::new(start, start + "Mathematics".len());
        let shown = Correction::ShowsSkill {
            span,
            skill: "Mathematics".to_owned(),
            is: true,
        };
        let resume = apply([shown]);
        assert_eq!(resume.skills_found.len(), 1);
        assert_eq!(resume.skills_found[0].span.of(TEXT), Some("Mathematics"));
    }

    #[test]
    fn a_correction_is_not_printed_with_what_it_says() {
        let said = format!("{:?}", position(PositionField::Company, Some("Secret Ltd")));
        assert!(!said.contains("Secret"), "{said}");
    }
}
