//! The occupation that a command is about.

use crate::atlas::Atlas;
use crate::career::occupation::Occupation;
use crate::explain::Explanation;

/// By its code or any title people use; why there is none, otherwise.
pub(super) fn find(name: &str) -> Result<&'static Occupation, Explanation> {
    let atlas = Atlas::get();
    let name = name.trim();
    let found = atlas.by_code(name).or_else(|| atlas.resolve(name));
    let nearest = || atlas.by_code(&atlas.search(name, 1).first()?.code);
    found.or_else(nearest).ok_or_else(|| {
        Explanation::new(
            format!("The atlas has no occupation called “{name}”."),
            "It holds occupations by their usual titles.",
            "Try another title, for example one from a job posting.",
        )
    })
}
