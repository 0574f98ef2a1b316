//! Text that a document holds and its reader does not see: kept out of the text, and told.

use super::assemble::Source;
use super::clean;
use super::docx;
use super::layout;
use super::pdf::{Page, Unseen};
use crate::career::resume::WarningKind;

/// Letters of one passage that are shown; keywords are stuffed by the thousand.
const MAX_SHOWN: usize = 4_000;
/// Shorter passages hide nothing.
const MIN_LETTERS: usize = 4;

/// A warning for each passage the page hides, unless it is there to be seen as well.
pub(super) fn warn_of_page(page: &Page, source: &mut Source) {
    let seen = source.letters_of_page(page.number);
    for (reason, passage) in layout::hidden_passages(page) {
        let (why, least) = match reason {
            // The number of a page may stand beside it.
            Unseen::OffPage => ("outside the page", 12),
            Unseen::NotDrawn => ("in letters that are not drawn", MIN_LETTERS),
            Unseen::Tiny => ("in letters too small to see", MIN_LETTERS),
            Unseen::SameColor => ("in the colour of what is behind it", MIN_LETTERS),
            Unseen::Covered => ("behind a picture or an area", MIN_LETTERS),
        };
        warn(&passage, why, least, &seen, source);
    }
}

/// The same for a document without pages.
pub(super) fn warn_of_document(hidden: &[(docx::Unseen, String)], source: &mut Source) {
    let seen = source.letters_of_page(1);
    for (reason, passage) in hidden {
        let why = match reason {
            docx::Unseen::Marked => "marked as hidden",
            docx::Unseen::Tiny => "in letters too small to see",
            docx::Unseen::SameColor => "in the colour of what is behind it",
        };
        warn(passage, why, MIN_LETTERS, &seen, source);
    }
}

/// `why` ends the sentence “There is text …”.
fn warn(passage: &str, why: &str, least: usize, seen: &str, source: &mut Source) {
    let passage = clean::line(passage);
    let passage = passage.trim();
    let hidden = letters(passage);
    if hidden.chars().count() < least || seen.contains(&hidden) {
        return;
    }
    let shown: String = passage.chars().take(MAX_SHOWN).collect();
    let more = if shown.len() < passage.len() {
        " …"
    } else {
        ""
    };
    source.warn(
        WarningKind::HiddenText,
        format!("There is text {why}. It was kept apart and counts for nothing: “{shown}{more}”"),
    );
}

/// Without case, blanks and signs, to find a passage however it is set.
pub(super) fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
