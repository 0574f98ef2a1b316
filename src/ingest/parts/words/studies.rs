//! Words of degrees and of what stands beside them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{entries, words};

/// Whether the text names a degree or a course of study.
pub(in crate::ingest::parts) fn is_degree(text: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[DEGREES]));
    const INITIALS: &[&str] = &[
        "BS", "BA", "MS", "MA", "AS", "AA", "BE", "ME", "BFA", "MFA", "MD", "AAS", "AB", "SB",
        "SM", "BEd", "MEd", "BSN", "MSN", "MPH", "MPA", "MPP", "DDS", "DVM", "EdD", "DPhil",
        "MPhil", "LLB", "LLM", "JD", "GED", "BArch", "MArch", "BM", "MM", "BTech", "MTech", "BBA",
        "BCom", "MBA", "MSW", "BSW", "BPharm", "PharmD", "HND", "HNC", "BTS", "DUT", "BUT", "CAP",
        "BEP", "DEA", "DESS", "PGCE", "MRes", "BCA", "MCA", "MBBS", "PhD", "MSc", "BSc", "MEng",
        "BEng",
    ];
    let joined = text.replace('.', "");
    DEGREES_IDEOGRAPHIC
        .split('|')
        .any(|degree| text.contains(degree))
        || words(&joined).any(|word| {
            INITIALS.contains(&word)
                || word.len() > 2
                    && INITIALS
                        .iter()
                        .any(|known| known.eq_ignore_ascii_case(word))
                || WORDS.contains(word.to_lowercase().as_str())
        })
}

/// Beside a degree and a school: grades, honours, courses. Neither a degree nor a school.
pub(in crate::ingest::parts) fn is_aside(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    ASIDES.split('|').any(|aside| {
        lower
            .strip_prefix(aside)
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || !aside.is_ascii())
    }) || lower.contains("gpa")
        || lower.contains("cum laude")
}

pub(super) const DEGREES: &str = "bachelor|bachelors|bachelor's|bachelor’s|master|masters|master's|\
master’s|doctor|doctorate|doctoral|diploma|associate|associate's|associate’s|associates|phd|mba|bsc|msc|\
beng|meng|btech|mtech|bba|bcom|llb|llm|ged|licence|licenciatura|licenciado|licenciada|maestría|máster|\
máster|grado|ingeniería|abitur|diplom|magister|minor|certificate|bootcamp|a-levels|gcse|baccalauréat|\
bac|maîtrise|doctorat|ingénieur|brevet|bachillerato|doctorado|técnico|bacharelado|bacharel|mestrado|\
doutorado|tecnólogo|graduação|pós-graduação|especialização|laurea|dottorato|maturità|бакалавр|\
бакалавриат|магистр|магистратура|специалист|специалитет|аспирант|аспирантура|кандидат|диплом|\
licencjat|inżynier|doktor|staatsexamen|ausbildung|fachinformatiker|promotion|apprenticeship|coursework|\
undergraduate|postgraduate|postdoctoral|matura|vwo|havo|hbo|kandidatexamen|mittlere|lisans|specialist's|\
technicien|dut|bts|but|deug|cap|бакалавра|магистра|магістр|магістра|\
спеціаліст";

const DEGREES_IDEOGRAPHIC: &str = "本科|学士|學士|硕士|碩士|修士|博士|大专|專科|专科|学位|卒業|学部|学科|研究科|専攻|학사|석사|박사|졸업";

/// In lower case, at the beginning of a piece of text.
const ASIDES: &str = "gpa|cgpa|grade|grades|final grade|note|abschlussnote|honors|honours|dean's list|\
dean’s list|magna cum laude|summa cum laude|cum laude|with honors|with distinction|distinction|first class|\
upper second|relevant coursework|coursework|courses|relevant courses|activities|thesis|dissertation|\
awards|scholarship|merit|concentration|specialization|focus|major gpa|cum. gpa|expected|expected graduation|\
graduated|graduation|grad|mention|moyenne|promedio|média|средний балл|красный диплом|с отличием|绩点|平均分|\
成绩|主修课程|gesamtnote|abschlussarbeit|mémoire|tesis|tese|тема|minor in|class of|ranked|rank|top|member|\
valedictorian|transcript|percentage|score|including|taught|dean's honor|overall gpa|voto|卒業論文|研究テーマ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_and_what_stands_beside_them() {
        for degree in [
            "B.S. Computer Science",
            "MSc Physics",
            "Licence informatique",
            "计算机科学 学士",
            "Бакалавр прикладной математики",
            "Master of Arts",
        ] {
            assert!(is_degree(degree), "{degree}");
        }
        assert!(!is_degree("Ridgemont State University"));
        assert!(is_aside("GPA: 3.7 / 4.0"));
        assert!(is_aside("Dean's List 2015–2017"));
        assert!(!is_aside("Gradient University"));
    }
}
