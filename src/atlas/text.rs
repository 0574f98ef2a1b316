//! The text of O*NET that a person brings themselves: descriptions and task sentences, which the program does not hold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::atlas::Atlas;
use crate::explain::TableError;

/// Shown beside every imported text.
pub const TEXT_ATTRIBUTION: &str = "From the O*NET Database by the U.S. Department of Labor, Employment and Training \
Administration (USDOL/ETA), CC BY 4.0, as imported on this computer. O*NET® is a trademark of USDOL/ETA.";

/// What was imported, by the code of the occupation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnetText {
    occupations: BTreeMap<String, OccupationText>,
}

/// O*NET's own words about one occupation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OccupationText {
    pub description: Option<String>,
    /// Task sentences, core tasks first.
    pub tasks: Vec<String>,
}

/// What a table held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    Descriptions(usize),
    Tasks(usize),
}

impl OnetText {
    /// Reads what [`Self::to_json`] wrote.
    pub fn from_json(json: &str) -> Result<Self, TableError> {
        serde_json::from_str(json).map_err(|_| TableError::Damaged)
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and lists of them are valid JSON")
    }

    /// None for an occupation of which nothing was imported.
    pub fn of(&self, code: &str) -> Option<&OccupationText> {
        self.occupations.get(code)
    }

    /// Takes in one tab-separated table, “Occupation Data” or “Task Statements”, in place of what an earlier one of
    /// its kind brought. Rows of occupations that the atlas does not have, and rows without text, are left out.
    pub fn add(&mut self, table: &str, atlas: &Atlas) -> Result<Imported, TableError> {
        let table = table.trim_start_matches('\u{feff}');
        let (header, rows) = table.split_once('\n').unwrap_or((table, ""));
        let columns: Vec<&str> = header.trim_end().split('\t').collect();
        let place = |name: &str| columns.iter().position(|column| *column == name);
        let foreign = || TableError::NotOnet {
            first_line: header.trim_end().chars().take(60).collect(),
        };
        let code = place("O*NET-SOC Code").ok_or_else(foreign)?;
        let rows: Vec<Vec<&str>> = rows
            .lines()
            .map(|line| line.split('\t').collect::<Vec<&str>>())
            .filter(|row| {
                row.get(code)
                    .is_some_and(|code| atlas.by_code(code).is_some())
            })
            .collect();
        let texts = |text: usize| {
            rows.iter().filter_map(move |row| {
                let text = row.get(text)?.trim();
                (!text.is_empty()).then_some((row, row[code], text))
            })
        };
        let imported = if let Some(description) = place("Description") {
            self.for_each(|text| text.description = None);
            let mut count = 0;
            for (_, code, text) in texts(description) {
                self.entry(code).description = Some(text.to_owned());
                count += 1;
            }
            Imported::Descriptions(count)
        } else if let Some(task) = place("Task") {
            self.for_each(|text| text.tasks.clear());
            let kind = place("Task Type");
            let is_core = |row: &[&str]| kind.and_then(|at| row.get(at)) == Some(&"Core");
            let (core, others): (Vec<_>, Vec<_>) = texts(task).partition(|(row, ..)| is_core(row));
            let count = core.len() + others.len();
            for (_, code, text) in core.into_iter().chain(others) {
                self.entry(code).tasks.push(text.to_owned());
            }
            Imported::Tasks(count)
        } else {
            return Err(foreign());
        };
        match imported {
            Imported::Descriptions(0) | Imported::Tasks(0) => Err(TableError::NoRows),
            some => Ok(some),
        }
    }

    fn for_each(&mut self, clear: impl FnMut(&mut OccupationText)) {
        self.occupations.values_mut().for_each(clear);
    }

    fn entry(&mut self, code: &str) -> &mut OccupationText {
        self.occupations.entry(code.to_owned()).or_default()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    const DATA: &str = "O*NET-SOC Code\tTitle\tDescription\r\n29-1141.00\tRegistered Nurses\tInvented words.\r\n99-9999.00\tNobody\tNothing.\r\n";
    const TASKS: &str = "O*NET-SOC Code\tTitle\tTask ID\tTask\tTask Type\n29-1141.00\tx\t1\tSecond.\tSupplemental\n29-1141.00\tx\t2\tFirst.\tCore\n";

    #[test]
    fn two_tables_make_one_text_that_survives_being_stored() {
        let mut text = OnetText::default();
        let atlas = Atlas::get();
        assert_eq!(text.add(DATA, atlas), Ok(Imported::Descriptions(1)));
        assert_eq!(text.add(TASKS, atlas), Ok(Imported::Tasks(2)));
        assert_eq!(text.add(TASKS, atlas), Ok(Imported::Tasks(2)));
        let text = OnetText::from_json(&text.to_json()).unwrap();
        let nurses = text.of("29-1141.00").unwrap();
        assert_eq!(nurses.description.as_deref(), Some("Invented words."));
        assert_eq!(nurses.tasks, ["First.", "Second."]);
        assert!(text.of("99-9999.00").is_none());
    }

    #[test]
    fn another_table_is_refused_and_changes_nothing() {
        let mut text = OnetText::default();
        let atlas = Atlas::get();
        text.add(DATA, atlas).unwrap();
        let before = text.clone();
        for foreign in [
            "",
            "a,b\n1,2",
            "O*NET-SOC Code\tTitle\n29-1141.00\tx",
            "%PDF-1.7\n",
        ] {
            let refused = text.add(foreign, atlas);
            assert!(
                matches!(refused, Err(TableError::NotOnet { .. })),
                "{foreign}"
            );
        }
        assert_eq!(text, before);
        assert_eq!(OnetText::from_json("{"), Err(TableError::Damaged));
    }
}
