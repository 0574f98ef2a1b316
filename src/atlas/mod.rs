//! Occupations as facts: load, look up, search.

use crate::career::dates::YearMonth;
use crate::career::occupation::Occupation;
use crate::career::skill::Vocabulary;

/// The month that "present" counts to, so that the same résumé and atlas give the same bytes for ever.
pub const AS_OF: YearMonth = YearMonth::new(2026, Some(11));

/// Where the facts come from, in the words their terms ask for; shown in the About page.
pub const ATTRIBUTION: &str = "This page includes information from the O*NET 29.3 Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. Aspiro has modified all or some of this information. USDOL/ETA has not approved, endorsed, or tested these modifications. Wages: Occupational Employment and Wage Statistics, May 2024, United States; outlook: Employment Projections 2024–2034; both by the U.S. Bureau of Labor Statistics.";

/// Every occupation the program knows, with the vocabulary of skills they use.
pub struct Atlas {
    occupations: Vec<Occupation>,
    vocabulary: Vocabulary,
    version: String,
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
        todo!()
    }

    /// In the order of their codes.
    pub fn occupations(&self) -> &[Occupation] {
        &self.occupations
    }

    pub fn by_code(&self, code: &str) -> Option<&Occupation> {
        let _ = code;
        todo!()
    }

    /// Occupations for what people type, best first: any of their titles, prefixes and slips included.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let _ = (query, limit);
        todo!()
    }

    /// The occupation a role's name surely means, or nothing.
    pub fn resolve(&self, role: &str) -> Option<&Occupation> {
        let _ = role;
        todo!()
    }

    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Names the data and the form of the files, for example `onet-29.3-1`.
    pub fn version(&self) -> &str {
        &self.version
    }
}
