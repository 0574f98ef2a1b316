//! The domain, pure: what a résumé says, what an occupation asks for, how the two match. No I/O.

pub mod analysis;
pub mod correction;
pub mod dates;
pub mod instruction;
pub mod job;
pub mod occupation;
pub mod path;
pub mod resume;
pub mod route;
#[cfg(test)]
pub(crate) mod sample;
pub mod score;
pub mod skill;
pub(crate) mod words;
