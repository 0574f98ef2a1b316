//! Nothing about the person is shown unless the facts hold it.
//!
//! The guard reads one finished sentence at a time. It cannot tell whether a sentence is wise; it can
//! tell whether the numbers, names, degrees, titles and skills in it were ever given.

use std::collections::{HashMap, HashSet};

use crate::advisor::words::{Lexeme, lexemes, number_of_word, phrase_in, spelled};
use crate::career::analysis::{Evidence, Source};
use crate::career::skill::Vocabulary;

/// Why a sentence was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It cites no fact that was given.
    Uncited,
    /// A number in no source.
    Number,
    /// A name in no source.
    Name,
    /// A degree or job title in no source.
    Title,
    /// A skill in no source, or one credited to a résumé that does not show it.
    Skill,
    /// It says that something is absent and cites only the résumé, which cannot show that.
    Absence,
}

/// What sentences are checked against.
pub struct Guard<'a> {
    vocabulary: &'a Vocabulary,
    /// All sources as words between single blanks.
    words: String,
    numbers: HashSet<String>,
    skills: HashSet<String>,
    /// Skills that may be said of the person.
    creditable: HashSet<String>,
    given: HashMap<u32, Source>,
}

/// Degrees by the words people use for them.
const DEGREES: [&[&str]; 7] = [
    &[
        "bachelor",
        "bachelors",
        "bachelor's",
        "bsc",
        "bs",
        "ba",
        "beng",
        "b.sc",
        "b.s",
        "b.a",
        "b.e",
        "undergraduate",
    ],
    &[
        "master", "masters", "master's", "msc", "ms", "ma", "meng", "m.sc", "m.s", "m.a", "mphil",
    ],
    &["phd", "ph.d", "doctorate", "doctoral", "dphil"],
    &["mba"],
    &["diploma", "diplomas"],
    &["associate's", "associates"],
    &[
        "certificate",
        "certification",
        "certificates",
        "certifications",
        "certified",
    ],
];

/// Words that are somebody's title wherever they stand.
const TITLES: [&str; 26] = [
    "manager",
    "director",
    "engineer",
    "analyst",
    "consultant",
    "architect",
    "developer",
    "scientist",
    "president",
    "officer",
    "supervisor",
    "intern",
    "professor",
    "nurse",
    "teacher",
    "accountant",
    "lawyer",
    "attorney",
    "physician",
    "designer",
    "administrator",
    "technician",
    "researcher",
    "lecturer",
    "founder",
    "executive",
];

/// Words of a sentence that says what is asked for or not there yet.
const GAP_WORDS: [&str; 28] = [
    "not",
    "no",
    "without",
    "lack",
    "lacks",
    "lacking",
    "missing",
    "absent",
    "gap",
    "gaps",
    "yet",
    "add",
    "adding",
    "learn",
    "learning",
    "develop",
    "developing",
    "gain",
    "gaining",
    "consider",
    "would",
    "could",
    "asks",
    "asked",
    "wants",
    "needs",
    "calls",
    "if",
];
/// Those of them that claim absence outright.
const ABSENCE_WORDS: [&str; 10] = [
    "not", "no", "without", "lack", "lacks", "lacking", "missing", "absent", "gap", "gaps",
];

/// Words that open a sentence with a capital and name nothing.
const OPENERS: [&str; 44] = [
    "a", "an", "the", "your", "you", "this", "that", "these", "those", "it", "its", "as", "at",
    "in", "on", "for", "from", "with", "by", "to", "of", "and", "but", "both", "while", "since",
    "although", "though", "if", "when", "having", "using", "learning", "adding", "building",
    "strong", "solid", "proven", "add", "learn", "show", "consider", "most", "working",
];

impl<'a> Guard<'a> {
    /// `titles` are the roles in question, `texts` further sources in full; `figures` were computed
    /// and may be stated as well.
    pub fn new<'t>(
        vocabulary: &'a Vocabulary,
        resume: &str,
        titles: impl IntoIterator<Item = &'t str>,
        texts: impl IntoIterator<Item = &'t str>,
        figures: &[usize],
    ) -> Self {
        let mut guard = Self {
            vocabulary,
            words: " aspiro ".to_owned(),
            numbers: figures.iter().map(ToString::to_string).collect(),
            skills: HashSet::new(),
            creditable: HashSet::new(),
            given: HashMap::new(),
        };
        guard.read(resume);
        // A role's name may hold a skill's; to speak of the role is not to credit the skill.
        titles.into_iter().for_each(|title| guard.read(title));
        guard.creditable.clone_from(&guard.skills);
        texts.into_iter().for_each(|text| guard.read(text));
        guard
    }

    /// The facts that may be cited.
    pub fn giving<'e>(mut self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Self {
        for row in evidence {
            self.given.insert(row.id, row.source);
            self.read(&row.quote);
        }
        self
    }

    /// Skills by their names in the vocabulary; a short one may not be recognised inside a row.
    pub fn naming<'s>(mut self, skills: impl IntoIterator<Item = &'s str>) -> Self {
        for skill in skills {
            self.read_words(skill);
            self.skills.insert(skill.to_owned());
        }
        self
    }

    fn read(&mut self, text: &str) {
        self.read_words(text);
        for found in self.vocabulary.find(text) {
            // A skill may be called by its full name where a source uses another.
            self.read_words(&found.skill);
            self.skills.insert(found.skill);
        }
    }

    fn read_words(&mut self, text: &str) {
        for lexeme in lexemes(text) {
            self.words.push_str(&lexeme.plain);
            self.words.push(' ');
            self.numbers.extend(lexeme.numbers());
            self.numbers.extend(number_of_word(&lexeme.plain));
        }
    }

    /// The ids that support this sentence about the person, or what is wrong with it.
    pub fn check(&self, text: &str, citations: &[u32]) -> Result<Vec<u32>, Fault> {
        let ids = self.supported(text, citations)?;
        self.check_person(text, &ids)?;
        Ok(ids)
    }

    /// The same for a sentence about an occupation, which may name skills that nobody is credited with.
    pub fn check_about_work(&self, text: &str, citations: &[u32]) -> Result<Vec<u32>, Fault> {
        let ids = self.supported(text, citations)?;
        if says(
            &lexemes(text),
            &["you", "your", "yours", "yourself", "résumé", "resume", "cv"],
        ) {
            self.check_person(text, &ids)?;
        }
        Ok(ids)
    }

    fn supported(&self, text: &str, citations: &[u32]) -> Result<Vec<u32>, Fault> {
        let given = |id: &u32| self.given.contains_key(id);
        let ids: Vec<u32> = citations.iter().copied().filter(given).collect();
        if ids.is_empty() {
            return Err(Fault::Uncited);
        }
        self.check_words(text)?;
        Ok(ids)
    }

    /// Absence is shown by who asks for a thing, and only what the résumé shows is credited to the person.
    fn check_person(&self, text: &str, ids: &[u32]) -> Result<(), Fault> {
        let words = lexemes(text);
        let cites_a_wish = ids.iter().any(|id| self.given[id] != Source::Resume);
        let denies =
            says(&words, &ABSENCE_WORDS) || words.iter().any(|word| word.plain.ends_with("n't"));
        if denies && !cites_a_wish {
            return Err(Fault::Absence);
        }
        let skills = self.vocabulary.find(text);
        let credits_too_much = skills
            .iter()
            .any(|found| !self.creditable.contains(&found.skill));
        if credits_too_much && !(cites_a_wish && (denies || says(&words, &GAP_WORDS))) {
            return Err(Fault::Skill);
        }
        Ok(())
    }

    /// Whether every number, name, title and skill of the sentence is in a source.
    fn check_words(&self, text: &str) -> Result<(), Fault> {
        let words = lexemes(text);
        if !words.iter().all(|word| self.knows_numbers(word)) {
            return Err(Fault::Number);
        }
        let skills = self.vocabulary.find(text);
        if !skills
            .iter()
            .all(|found| self.skills.contains(&found.skill))
        {
            return Err(Fault::Skill);
        }
        if !self.knows_names(&words) {
            return Err(Fault::Name);
        }
        if !words.iter().all(|word| self.knows_title(&word.plain)) {
            return Err(Fault::Title);
        }
        Ok(())
    }

    fn knows_numbers(&self, word: &Lexeme) -> bool {
        if word.is_mixed() {
            return phrase_in(&self.words, &word.plain);
        }
        let known = |number: &String| {
            self.numbers.contains(number)
                || spelled(number).is_some_and(|name| phrase_in(&self.words, name))
        };
        word.numbers().iter().all(known) && number_of_word(&word.plain).iter().all(known)
    }

    fn knows_title(&self, word: &str) -> bool {
        if let Some(group) = DEGREES.iter().find(|group| group.contains(&word)) {
            return group.iter().any(|degree| phrase_in(&self.words, degree));
        }
        let singular = word.strip_suffix('s').unwrap_or(word);
        let is_title = TITLES.contains(&singular);
        !is_title
            || phrase_in(&self.words, singular)
            || phrase_in(&self.words, &format!("{singular}s"))
    }

    /// Each run of capitalised words must stand in a source in the same order.
    fn knows_names(&self, words: &[Lexeme]) -> bool {
        let mut at = 0;
        while at < words.len() {
            let run = words[at..]
                .iter()
                .enumerate()
                .take_while(|(i, word)| word.is_capital && (*i == 0 || !word.opens))
                .count();
            if run == 0 {
                at += 1;
                continue;
            }
            if !self.knows_run(&words[at..at + run]) {
                return false;
            }
            at += run;
        }
        true
    }

    fn knows_run(&self, run: &[Lexeme]) -> bool {
        let rest = match run {
            [first] if first.opens || first.plain == "i" => return true,
            [first, rest @ ..] if first.opens && OPENERS.contains(&first.plain.as_str()) => rest,
            all => all,
        };
        let joined = |run: &[Lexeme]| {
            run.iter()
                .map(|word| word.plain.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        // A list of single names ("Python, R") is one run of capitals, but no phrase of any source.
        phrase_in(&self.words, &joined(rest))
            || rest
                .split_inclusive(|word| word.is_closed)
                .all(|part| phrase_in(&self.words, &joined(part)))
    }
}

fn says(words: &[Lexeme], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.plain.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::career::skill::Skill;

    fn vocabulary() -> Vocabulary {
        let skill = |name: &str| Skill {
            name: name.to_owned(),
            aliases: vec![],
        };
        Vocabulary::new(
            ["Python", "SQL", "Kubernetes", "Haskell"]
                .map(skill)
                .to_vec(),
        )
    }

    fn row(id: u32, source: Source, quote: &str) -> Evidence {
        Evidence {
            id,
            source,
            start: None,
            end: None,
            quote: quote.to_owned(),
            reference: String::new(),
        }
    }

    const RESUME: &str = "Data Analyst at Byte & Sons, 2019–2023\nWrote Python and SQL; cut costs by 40% over five years\nBSc Physics, University of Leeds";

    fn verdict(text: &str, citations: &[u32]) -> Result<Vec<u32>, Fault> {
        let vocabulary = vocabulary();
        let rows = [
            row(
                0,
                Source::Resume,
                "Wrote Python and SQL; cut costs by 40% over five years",
            ),
            row(
                1,
                Source::Atlas,
                "Data Scientists: Kubernetes is often asked for",
            ),
        ];
        Guard::new(&vocabulary, RESUME, ["Data Scientist"], [], &[62, 100])
            .giving(&rows)
            .check(text, citations)
    }

    #[test]
    fn what_the_facts_hold_passes() {
        for text in [
            "You wrote Python and SQL at Byte & Sons.",
            "Your match with Data Scientist is 62 of 100.",
            "You cut costs by 40 per cent over 5 years.",
            "Your bachelor's degree in Physics helps.",
            "From 2019 to 2023 you were a data analyst.",
        ] {
            assert_eq!(verdict(text, &[0]), Ok(vec![0]), "{text}");
        }
        let text = "Kubernetes is asked for and not in your résumé yet.";
        assert_eq!(verdict(text, &[1]), Ok(vec![1]));
    }

    #[test]
    fn what_they_do_not_hold_is_dropped() {
        for (text, fault) in [
            ("You cut costs by 45 per cent.", Fault::Number),
            ("You have twelve years of practice.", Fault::Number),
            ("You worked at Google for years.", Fault::Name),
            ("Initech Systems hired you.", Fault::Name),
            ("You hold a master's degree.", Fault::Title),
            ("You were a senior manager.", Fault::Title),
            ("You know Haskell well.", Fault::Skill),
            ("You have used Kubernetes in production.", Fault::Skill),
            ("You have no SQL.", Fault::Absence),
        ] {
            assert_eq!(verdict(text, &[0]), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_sentence_must_cite_a_fact_that_exists() {
        assert_eq!(verdict("You wrote Python.", &[]), Err(Fault::Uncited));
        assert_eq!(verdict("You wrote Python.", &[7]), Err(Fault::Uncited));
        assert_eq!(verdict("You wrote Python.", &[7, 0]), Ok(vec![0]));
    }

    #[test]
    fn a_missing_skill_is_not_credited_even_beside_its_row() {
        assert_eq!(verdict("You know Kubernetes.", &[1]), Err(Fault::Skill));
    }
}
