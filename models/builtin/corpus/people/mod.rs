//! Invented résumés as plain text, in the shapes people write them.

mod deeds;
mod job;
mod layout;
mod life;
mod lists;
mod words;

use aspiro::career::occupation::Occupation;
use rand::rngs::StdRng;

use crate::split::Split;
pub(crate) use job::description;
use life::Life;
pub(crate) use life::{capitalised, role};
pub(crate) use lists::pick;
pub(crate) use words::{Words, every_stem, hash};

/// A résumé of somebody who works, or has worked, as `occupation`.
pub(crate) fn resume(rng: &mut StdRng, occupation: &Occupation, split: Split) -> String {
    let life = Life::lived(rng, occupation, Words { split });
    layout::text(rng, &life)
}
