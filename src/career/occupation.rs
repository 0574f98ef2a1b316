//! Occupations as facts: names, codes and figures. Names that many occupations share are the program's own text, held once.

use serde::Serialize;

/// An occupation of the atlas.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Occupation {
    /// O*NET-SOC code, for example `15-2051.00`.
    pub code: String,
    pub title: String,
    /// At most 100, those people use most first; a search knows more.
    pub alternate_titles: Vec<String>,
    /// General skills and knowledge that matter in it, with importance from 1 to 5, most important first, and the
    /// level the work needs.
    pub skills: Vec<Importance>,
    pub knowledge: Vec<Importance>,
    /// Names in the skill vocabulary.
    pub technologies: Vec<Technology>,
    /// Generalized work activities; the figure is the share of the occupation's tasks in percent, largest first.
    pub activities: Vec<Importance>,
    /// O*NET job zone, 1 (little preparation) to 5 (extensive preparation).
    pub job_zone: u8,
    /// Shares of people in the occupation by required level of education, in percent, largest first.
    pub education: Vec<EducationShare>,
    /// Codes of related occupations of this atlas, nearest first.
    pub related: Vec<&'static str>,
    pub wage: Option<Wage>,
    pub outlook: Option<Outlook>,
    /// Interest profile: Realistic, Investigative, Artistic, Social, Enterprising and Conventional, each
    /// with its score from 1 to 7, highest first.
    pub interests: Vec<Importance>,
    /// Work styles, with importance from 1 to 5, most important first; empty where they are not rated.
    pub work_styles: Vec<Importance>,
    /// The same work in ESCO, the nearest match first.
    pub esco: Vec<EscoMatch>,
}

/// A named element of the content model with a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Importance {
    /// Element id, for example `2.B.3.e`.
    pub id: &'static str,
    pub name: &'static str,
    pub value: f32,
    /// How much of a skill or a field of knowledge the work needs, 0 to 7. None for other elements, and where the survey gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<f32>,
}

/// A technology an occupation uses.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Technology {
    pub name: &'static str,
    /// Often asked for in job postings of any occupation.
    pub hot: bool,
    /// Often asked for in postings of this occupation.
    pub in_demand: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EducationShare {
    pub level: &'static str,
    pub percent: f32,
}

/// Annual pay of US employees in dollars, by percentiles. A figure is absent where none is published, as for pay above
/// what the survey states.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wage {
    pub year: u16,
    pub p10: Option<u32>,
    pub p25: Option<u32>,
    pub median: Option<u32>,
    pub p75: Option<u32>,
    pub p90: Option<u32>,
}

/// Projected employment in the United States.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outlook {
    pub from_year: u16,
    pub to_year: u16,
    pub change_percent: f32,
    pub openings_per_year: Option<u32>,
}

/// An occupation of ESCO, the classification of the European Union, that the official crosswalk maps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EscoMatch {
    /// For example `http://data.europa.eu/esco/occupation/…`.
    pub uri: String,
    /// Its preferred label, in English.
    pub label: &'static str,
    pub kind: MatchKind,
}

/// How an occupation of ESCO relates to one of O*NET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// The same.
    Exact,
    /// Much the same.
    Close,
    /// It is a part of the one of O*NET.
    Broad,
    /// The one of O*NET is a part of it.
    Narrow,
}
