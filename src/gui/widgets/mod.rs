//! The parts pages are made of. None of them knows a page; all take their colours from the tokens.

pub mod button;
pub mod card;
pub mod evidence;
pub mod failure;
pub mod field;
pub mod heading;
pub mod layout;
pub mod lazy;
pub mod markdown;
pub mod meter;
pub mod pill;
pub mod rename;
pub mod toast;

pub use button::{Action, confirm_ui, disclosure_ui, row_ui, segments_ui};
pub use card::{card_ui, empty_ui, well_ui};
pub use heading::{muted, page_title, section, small, subsection};
pub use rename::{Renaming, rename_ui};
