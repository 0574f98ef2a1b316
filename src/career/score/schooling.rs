//! Levels of education: found in a text, and asked for by an occupation.

use std::sync::OnceLock;

use crate::career::occupation::Occupation;
use crate::career::resume::Span;
use crate::career::skill::{Skill, Vocabulary};

/// From a school diploma to a doctorate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::career) enum Level {
    HighSchool = 1,
    Certificate,
    Associate,
    Bachelor,
    Master,
    Doctorate,
}

const LEVELS: [Level; 6] = [
    Level::HighSchool,
    Level::Certificate,
    Level::Associate,
    Level::Bachelor,
    Level::Master,
    Level::Doctorate,
];

/// How people write each level. `MA` and `MS` alone are also states, so they need a word beside them.
const WORDS: [&str; 6] = [
    "High school; Highschool; Secondary school; High school diploma; GED; A-levels; A levels; GCSE; GCSEs; Abitur; \
     Baccalaureate; Baccalauréat; Matura; Sixth form",
    "Certificate; Diploma; Bootcamp; Boot camp; Apprenticeship; Journeyman; Vocational; Trade school; NVQ; \
     City & Guilds; Certificate program; Technical college; Ausbildung; Coursework towards",
    "Associate's degree; Associates degree; Associate degree; Associate of; Associate in; Associate's; A.A.S.; A.A.; \
     A.S.; AAS; Foundation degree",
    "Bachelor; Bachelor's; Bachelors; Bachelor of; BA; BS; B.A.; B.S.; BSc; B.Sc; BEng; B.Eng; BTech; B.Tech; B.E.; \
     BBA; B.B.A.; BFA; B.F.A.; BCom; B.Com; BSN; B.S.N.; BSE; B.S.E.; B.Ed; BEd; LLB; Licenciatura; \
     Undergraduate degree; Four-year degree; 4-year degree; College degree; University degree",
    "Master's; Masters; Master of; Masters of; Master's degree; MSc; M.Sc; M.S.; M.A.; MS in; MA in; MS degree; \
     MA degree; MBA; M.B.A.; MEng; M.Eng; MTech; M.Tech; MPH; MPA; MFA; M.F.A.; MSW; MSN; MEd; M.Ed; M.Phil; MPhil; \
     Graduate degree; Advanced degree; Diplom",
    "PhD; Ph.D; Ph.D.; DPhil; Doctorate; Doctoral; Doctor of; Juris Doctor; J.D.; JD; M.D.; Pharm.D; PharmD; Ed.D; \
     EdD; DNP; DDS; DVM; Doctor's degree; Postdoctoral",
];

impl Level {
    pub(in crate::career) fn steps(self) -> f64 {
        f64::from(self as u8)
    }

    /// The level that at least half of an occupation's jobs do not go beyond; where no shares are published,
    /// the one its job zone goes with.
    pub(super) fn usual(occupation: &Occupation) -> Option<Self> {
        let mut shares: Vec<(Option<Self>, f64)> = occupation
            .education
            .iter()
            .map(|share| (Self::of_share(share.level), f64::from(share.percent)))
            .collect();
        if shares.is_empty() {
            return Self::of_zone(occupation.job_zone);
        }
        shares.sort_by_key(|(level, _)| *level);
        let half = shares.iter().map(|(_, percent)| percent).sum::<f64>() / 2.0;
        let mut passed = 0.0;
        for (level, percent) in shares {
            passed += percent;
            if passed >= half {
                return level;
            }
        }
        None
    }

    /// The level of a line below the heading `Education`, as far as its first word says it.
    pub(super) fn of_line(line: &str) -> Self {
        match line.split([' ', ',']).find(|word| !word.is_empty()) {
            Some("MA" | "MS") => Self::Master,
            Some("AA" | "AS") => Self::Associate,
            _ => Self::HighSchool,
        }
    }

    fn of_share(name: &str) -> Option<Self> {
        match name {
            "High School Diploma" => Some(Self::HighSchool),
            "Post-Secondary Certificate" | "Some College Courses" => Some(Self::Certificate),
            "Associate's Degree" => Some(Self::Associate),
            "Bachelor's Degree" | "Post-Baccalaureate Certificate" => Some(Self::Bachelor),
            "Master's Degree" | "Post-Master's Certificate" => Some(Self::Master),
            "First Professional Degree" | "Doctoral Degree" | "Post-Doctoral Training" => {
                Some(Self::Doctorate)
            }
            _ => None,
        }
    }

    fn of_zone(zone: u8) -> Option<Self> {
        match zone {
            1 | 2 => Some(Self::HighSchool),
            3 => Some(Self::Certificate),
            4 => Some(Self::Bachelor),
            5 => Some(Self::Master),
            _ => None,
        }
    }
}

/// Every level a text names, with where.
pub(in crate::career) fn levels(text: &str) -> Vec<(Level, Span)> {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    let vocabulary = VOCABULARY.get_or_init(|| {
        let skill = |words: &&str| Skill {
            name: first(words).to_owned(),
            aliases: words.split("; ").map(str::to_owned).collect(),
        };
        Vocabulary::new(WORDS.iter().map(skill).collect())
    });
    vocabulary
        .find(text)
        .into_iter()
        .filter_map(|found| {
            let place = WORDS.iter().position(|words| first(words) == found.skill)?;
            Some((LEVELS[place], found.span))
        })
        .collect()
}

fn first(words: &str) -> &str {
    words.split("; ").next().unwrap_or(words)
}
