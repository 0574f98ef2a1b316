//! Occupations as facts: load, look up, search. What the facts are and where they come from: `docs/ATLAS.md`.

mod file;
mod index;
mod link;
pub mod rank;
mod search;
mod slip;
mod spelling;
mod text;
mod titles;

use std::sync::OnceLock;

use crate::career::dates::YearMonth;
use crate::career::occupation::Occupation;
use crate::career::skill::Vocabulary;
pub use link::Suggestion;
use search::Search;
use titles::Titles;

pub use text::{Imported, OccupationText, OnetText, TEXT_ATTRIBUTION};

/// The month that "present" counts to, so that the same résumé and atlas give the same bytes for ever.
pub const AS_OF: YearMonth = YearMonth::new(2026, Some(11));

/// Where the facts come from, in the words their terms ask for; shown in the About page.
pub const ATTRIBUTION: &str = "This page includes information from the O*NET 29.3 Database by the U.S. \
Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. \
O*NET® is a trademark of USDOL/ETA. Aspiro has modified all or some of this information. USDOL/ETA has not \
approved, endorsed, or tested these modifications. Wages (May 2024) and employment projections (2024–2034) are \
those of the U.S. Bureau of Labor Statistics, for the United States. This service uses the ESCO classification of the \
European Commission (version 1.1), with modifications.";

/// Every occupation the program knows, with the vocabulary of skills they use.
pub struct Atlas {
    version: &'static str,
    /// In the order of their codes.
    occupations: Vec<Occupation>,
    /// How many people in the United States work in each; 0 where no figure is published.
    employment: Vec<u32>,
    /// How many titles of each are kept by hand; they stand first.
    by_hand: Vec<usize>,
    vocabulary: Vocabulary,
    titles: Titles,
    /// Built by the first search: an analysis of a known code needs none.
    search: OnceLock<Search>,
}

/// An occupation that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub code: String,
    pub title: String,
    /// The alternate title that matched, when it is not the title itself.
    pub matched: Option<String>,
}

impl Atlas {
    /// The atlas that is part of the program, read once.
    pub fn get() -> &'static Self {
        static ATLAS: OnceLock<Atlas> = OnceLock::new();
        ATLAS.get_or_init(|| {
            file::read(
                include_str!("../../assets/atlas/atlas.json"),
                include_bytes!("../../assets/atlas/titles.bin"),
                include_str!("../../assets/atlas/skills.json"),
            )
            .expect("the atlas in the program is the one its tests have read")
        })
    }

    /// In the order of their codes.
    pub fn occupations(&self) -> &[Occupation] {
        &self.occupations
    }

    pub fn by_code(&self, code: &str) -> Option<&Occupation> {
        self.occupations
            .binary_search_by(|occupation| occupation.code.as_str().cmp(code))
            .ok()
            .map(|at| &self.occupations[at])
    }

    /// Occupations for what people type, best first: any of their titles, in any word order, begun or misspelt.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.finder()
            .plausible(&self.titles, query)
            .into_iter()
            .take(limit)
            .map(|found| {
                let occupation = &self.occupations[found.occupation];
                Hit {
                    code: occupation.code.clone(),
                    title: occupation.title.clone(),
                    matched: (self.titles.place(found.title) > 0)
                        .then(|| self.titles.text(found.title)),
                }
            })
            .collect()
    }

    /// The occupation that the name of a role means, or nothing when none is meant for sure.
    pub fn resolve(&self, role: &str) -> Option<&Occupation> {
        let found = self.finder().surest(&self.titles, role)?;
        Some(&self.occupations[found.occupation])
    }

    /// Every title of an occupation that a search knows, its own first; none for an unknown code.
    pub fn titles(&self, code: &str) -> Vec<String> {
        let place = self
            .occupations
            .partition_point(|one| one.code.as_str() < code);
        if self.by_code(code).is_none() {
            return Vec::new();
        }
        let titles = self.titles.of(place);
        titles.map(|title| self.titles.text(title)).collect()
    }

    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Names the tables and the form of the files, for example `onet-29.3+bls-2024+esco-1.1-2`.
    pub fn version(&self) -> &str {
        self.version
    }

    fn finder(&self) -> &Search {
        self.search
            .get_or_init(|| Search::new(&self.titles, &self.employment, &self.by_hand))
    }
}

#[cfg(test)]
mod tests;
