//! Occupations as facts: names, codes and figures.

use serde::{Deserialize, Serialize};

/// An occupation of the atlas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Occupation {
    /// O*NET-SOC code, for example `15-2051.00`.
    pub code: String,
    pub title: String,
    pub alternate_titles: Vec<String>,
    /// General skills and knowledge with importance from 1 to 5, most important first.
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
    pub related: Vec<String>,
    pub wage: Option<Wage>,
    pub outlook: Option<Outlook>,
    /// Interest profile: Realistic, Investigative, Artistic, Social, Enterprising and Conventional, each
    /// with its score from 1 to 7, highest first.
    pub interests: Vec<Importance>,
}

/// A named element of the content model with a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Importance {
    /// Element id, for example `2.B.3.e`.
    pub id: String,
    pub name: String,
    pub value: f32,
}

/// A technology an occupation uses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Technology {
    pub name: String,
    /// Often asked for in job postings of any occupation.
    #[serde(default)]
    pub hot: bool,
    /// Often asked for in postings of this occupation.
    #[serde(default)]
    pub in_demand: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EducationShare {
    pub level: String,
    pub percent: f32,
}

/// Annual pay of US employees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wage {
    pub year: u16,
    pub p10: Option<u32>,
    pub median: Option<u32>,
    pub p90: Option<u32>,
}

/// Projected employment in the United States.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    pub from_year: u16,
    pub to_year: u16,
    pub change_percent: f32,
    pub openings_per_year: Option<u32>,
}
