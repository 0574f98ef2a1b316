//! Judges what is shown from the outside: the analysis as JSON, the text of the résumé, the atlas as JSON.
//!
//! It shares no code with the guard, down to how it tells words apart, so that a mistake there is not repeated here.

use std::collections::HashSet;

use serde_json::Value;

/// What is known of the world beside one résumé.
pub(crate) struct Atlas {
    occupations: Value,
    tools: Vec<String>,
    /// Skills, each in all the ways of writing it, and in words alone.
    skills: Vec<Vec<(String, String)>>,
}

impl Atlas {
    /// Occupations and skills as the program serialises them.
    pub(crate) fn new(occupations: Value, skills: &Value) -> Self {
        let forms = |skill: &Value| -> Vec<(String, String)> {
            let aliases = array(&skill["aliases"]).filter_map(Value::as_str);
            skill["name"]
                .as_str()
                .into_iter()
                .chain(aliases)
                .map(|form| (form.to_lowercase(), letters(&form.to_lowercase()).join(" ")))
                .filter(|(_, words)| !words.is_empty())
                .collect()
        };
        let skills = array(skills).map(forms).collect();
        let mut tools = HashSet::new();
        for occupation in occupations.as_array().into_iter().flatten() {
            for tool in occupation["technologies"].as_array().into_iter().flatten() {
                tools.extend(
                    tool["name"]
                        .as_str()
                        .filter(|name| name.len() > 3 && name.split(' ').count() < 4)
                        .map(str::to_owned),
                );
            }
        }
        let mut tools: Vec<String> = tools.into_iter().collect();
        tools.sort();
        Self {
            occupations,
            tools,
            skills,
        }
    }

    /// Whether `onet:15-2051.00#skills/2.B.3.e` names a row that is there.
    fn resolves(&self, reference: &str) -> bool {
        let Some((place, row)) = reference.split_once('#') else {
            return false;
        };
        let Some((source, code)) = place.split_once(':') else {
            return false;
        };
        let Some(occupation) = self
            .occupations
            .as_array()
            .into_iter()
            .flatten()
            .find(|o| o["code"] == code)
        else {
            return false;
        };
        let (table, id) = row.split_once('/').unwrap_or((row, ""));
        let has = |key: &str, field: &str| {
            occupation[key]
                .as_array()
                .into_iter()
                .flatten()
                .any(|item| item[field] == id)
        };
        match (source, table) {
            ("onet", "skills" | "knowledge" | "activities" | "interests") => has(table, "id"),
            ("onet", "technologies") => has(table, "name"),
            ("onet", "titles") => {
                occupation["alternate_titles"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .any(|title| title == id)
                    || occupation["title"] == id
                    || id.is_empty()
            }
            ("onet", "education" | "job_zone") => !occupation[table].is_null(),
            ("bls", "wages") => !occupation["wage"].is_null(),
            ("bls", "outlook") => !occupation["outlook"].is_null(),
            _ => !occupation[table].is_null(),
        }
    }
}

/// One claim's sentence and what is wrong with it, for every claim of the analysis with which something is wrong.
pub(crate) fn faults(
    analysis: &Value,
    text: &str,
    job: &str,
    atlas: &Atlas,
) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for row in array(&analysis["evidence"]) {
        if let Some(fault) = row_fault(row, text, job, atlas) {
            found.push((row.to_string(), fault));
        }
    }
    let world = World::new(analysis, text, job, atlas);
    for (sentence, ids) in said(analysis, &mut found) {
        if let Some(fault) = world.fault(&sentence, &ids) {
            found.push((sentence, fault));
        }
    }
    found
}

/// How many sentences and entries are shown.
pub(crate) fn n_shown(analysis: &Value) -> usize {
    said(analysis, &mut Vec::new()).len()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn row_fault(row: &Value, text: &str, job: &str, atlas: &Atlas) -> Option<&'static str> {
    let span = || Some(row["start"].as_u64()? as usize..row["end"].as_u64()? as usize);
    let slice = |source: &str| span().and_then(|span| source.get(span).map(str::to_owned));
    match row["source"].as_str() {
        Some("resume") => (slice(text).as_deref() != row["quote"].as_str())
            .then_some("a quote is not its slice of the résumé"),
        Some("job") => (slice(job).as_deref() != row["quote"].as_str())
            .then_some("a quote is not its slice of the job description"),
        Some("atlas") => (!row["ref"]
            .as_str()
            .is_some_and(|reference| atlas.resolves(reference)))
        .then_some("a row is not in the atlas"),
        _ => Some("a row without a source"),
    }
}

/// Sentences with the evidence of the claim they lie in, then the entries of the lists.
fn said(analysis: &Value, found: &mut Vec<(String, &'static str)>) -> Vec<(String, Vec<u64>)> {
    let ids = |value: &Value| -> Vec<u64> {
        array(&value["evidence"])
            .filter_map(Value::as_u64)
            .collect()
    };
    let mut all = Vec::new();
    let mut covered: Vec<(String, usize, usize)> = Vec::new();
    for claim in array(&analysis["claims"]) {
        let pointer = claim["field"].as_str().unwrap_or_default();
        let (start, end) = (
            claim["start"].as_u64().unwrap_or(0) as usize,
            claim["end"].as_u64().unwrap_or(0) as usize,
        );
        match analysis
            .pointer(pointer)
            .and_then(Value::as_str)
            .and_then(|field| field.get(start..end))
        {
            Some(sentence) => all.push((sentence.to_owned(), ids(claim))),
            None => found.push((claim.to_string(), "a claim lies outside its field")),
        }
        covered.push((pointer.to_owned(), start, end));
    }
    let mut fields = vec!["/analysis".to_owned()];
    for at in 0..array(&analysis["suggestions"]).count() {
        fields.extend([
            format!("/suggestions/{at}/description"),
            format!("/suggestions/{at}/whyItFits"),
        ]);
    }
    for pointer in fields {
        let field = analysis
            .pointer(&pointer)
            .and_then(Value::as_str)
            .unwrap_or_default();
        let loose = field.char_indices().any(|(at, c)| {
            !c.is_whitespace()
                && !covered
                    .iter()
                    .any(|(p, start, end)| *p == pointer && *start <= at && at < *end)
        });
        if loose {
            found.push((field.to_owned(), "a sentence lies in no claim"));
        }
    }
    for list in ["overallStrengths", "improvementsToConsider"] {
        all.extend(array(&analysis[list]).map(|item| {
            (
                item["text"].as_str().unwrap_or_default().to_owned(),
                ids(item),
            )
        }));
    }
    all
}

/// All that a sentence may rest on.
struct World<'a> {
    analysis: &'a Value,
    /// Résumé, job description and the roles' names.
    own: String,
    computed: HashSet<String>,
    atlas: &'a Atlas,
    text: &'a str,
}

const COUNT_WORDS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
const DEGREE_WORDS: [(&str, &[&str]); 3] = [
    (
        "bachelor",
        &[
            "bachelor",
            "bsc",
            "b.sc",
            "b.s",
            "b.a",
            "ba ",
            "beng",
            "b.tech",
            "btech",
            "b.e",
            "bs ",
            "bba",
            "undergraduate",
            "llb",
        ],
    ),
    (
        "master",
        &[
            "master", "msc", "m.sc", "m.s", "m.a", "ma ", "meng", "m.tech", "mba", "ms ",
        ],
    ),
    ("doctor", &["doctor", "phd", "ph.d"]),
];
const OFFICES: [&str; 20] = [
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
    "professor",
    "nurse",
    "teacher",
    "accountant",
    "lawyer",
    "surgeon",
    "designer",
    "ceo",
    "founder",
];

impl<'a> World<'a> {
    fn new(analysis: &'a Value, text: &'a str, job: &str, atlas: &'a Atlas) -> Self {
        let mut own = format!("{text}\n{job}\n");
        let mut computed: HashSet<String> = ["100", "5", "7"].map(str::to_owned).into();
        for role in array(&analysis["suggestions"]) {
            own.push_str(role["role"].as_str().unwrap_or_default());
            own.push('\n');
            let now = role["match"].as_u64().unwrap_or(0);
            computed.insert(now.to_string());
            // What a gain is, and what the match would be with it.
            for change in array(&role["counterfactuals"]) {
                let gain = change["gain"].as_u64().unwrap_or(0);
                computed.extend([gain.to_string(), (now + gain).to_string()]);
            }
            // The lists were computed, and each entry has evidence of its own.
            for item in array(&role["skillsToHighlight"]).chain(array(&role["skillsToDevelop"])) {
                own.push_str(item["text"].as_str().unwrap_or_default());
                own.push('\n');
            }
        }
        // A skill may be called by its name where the text uses another word for it.
        let lower = own.to_lowercase();
        let padded = format!(" {} ", letters(&lower).join(" "));
        for forms in &atlas.skills {
            let is_there = forms.iter().any(|(_, words)| {
                padded.contains(&format!(" {words} ")) || padded.contains(&format!(" {words}s "))
            });
            if is_there {
                for (form, _) in forms {
                    own.push_str(form);
                    own.push('\n');
                }
            }
        }
        Self {
            analysis,
            own,
            computed,
            atlas,
            text,
        }
    }

    fn fault(&self, sentence: &str, ids: &[u64]) -> Option<&'static str> {
        if ids.is_empty() {
            return Some("nothing is cited");
        }
        let rows: Vec<&Value> = ids
            .iter()
            .filter_map(|id| {
                array(&self.analysis["evidence"]).find(|row| row["id"].as_u64() == Some(*id))
            })
            .collect();
        if rows.len() < ids.len() {
            return Some("what is cited is not there");
        }
        let quotes: String = rows
            .iter()
            .filter_map(|row| row["quote"].as_str())
            .flat_map(|quote| [quote, "\n"])
            .collect();
        let near: String = rows.iter().map(|row| self.around(row)).collect();
        let all = format!("{}\n{quotes}", self.own).to_lowercase();
        let close = format!("{quotes}\n{near}").to_lowercase();
        if self.strange_number(sentence, &close) {
            return Some("a number in no source");
        }
        if strange_name(sentence, &all) {
            return Some("a name in no source");
        }
        let lower = sentence.to_lowercase();
        for (word, forms) in DEGREE_WORDS {
            if lower.contains(&format!("{word}'s")) && !forms.iter().any(|form| all.contains(form))
            {
                return Some("a degree in no source");
            }
        }
        let said = letters(&lower);
        if said
            .iter()
            .any(|word| OFFICES.contains(&word.as_str()) && !all.contains(word.as_str()))
        {
            return Some("a title in no source");
        }
        let tool = self
            .atlas
            .tools
            .iter()
            .find(|tool| holds(sentence, tool) && !all.contains(&tool.to_lowercase()));
        tool.map(|_| "a tool in no source")
    }

    /// The text of the résumé a little before and behind a quote: the entry it stands in.
    fn around(&self, row: &Value) -> String {
        if row["source"] != "resume" {
            return String::new();
        }
        let at = |key: &str| row[key].as_u64().unwrap_or(0) as usize;
        let (mut from, mut to) = (
            at("start").saturating_sub(900).min(self.text.len()),
            at("end").saturating_add(900).min(self.text.len()),
        );
        while !self.text.is_char_boundary(from) {
            from -= 1;
        }
        while !self.text.is_char_boundary(to) {
            to += 1;
        }
        self.text.get(from..to).unwrap_or_default().to_owned()
    }

    fn strange_number(&self, sentence: &str, close: &str) -> bool {
        // Lengths of time and rounded figures follow from what is written without being written: not for this reader.
        let rough = [
            "nearly ",
            "more than ",
            "about ",
            "over ",
            " years",
            " months",
        ];
        if rough.iter().any(|word| sentence.contains(word)) {
            return false;
        }
        let digits = |text: &str| -> Vec<String> {
            let bare = text.replace(',', "");
            bare.split(|c: char| !c.is_ascii_digit() && c != '.')
                .map(|run| run.trim_matches('.').trim_start_matches('0').to_owned())
                .filter(|run| !run.is_empty())
                .collect()
        };
        let there: HashSet<String> = digits(close).into_iter().collect();
        let counts = self.counts(sentence);
        digits(sentence)
            .iter()
            .any(|n| !there.contains(n) && !self.computed.contains(n) && !counts.contains(n))
            || letters(&sentence.to_lowercase()).iter().any(|word| {
                let at = COUNT_WORDS
                    .iter()
                    .position(|name| name == word)
                    .filter(|at| *at > 0);
                at.is_some_and(|at| {
                    let n = (at + 1).to_string();
                    !sentence.contains(&format!("all {word}"))
                        && !close.contains(word.as_str())
                        && !there.contains(&n)
                        && !self.computed.contains(&n)
                        && !counts.contains(&n)
                })
            })
    }

    /// Numbers that can be counted off the analysis itself; skills and positions come to a few dozen at most.
    fn counts(&self, sentence: &str) -> HashSet<String> {
        let nouns = ["skill", "requirement", "position", "thing"];
        if !nouns.iter().any(|noun| sentence.contains(noun)) {
            return HashSet::new();
        }
        let requirements = array(&self.analysis["requirements"]).count();
        (1..=requirements.max(99)).map(|n| n.to_string()).collect()
    }
}

fn letters(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A word with a capital, not at the start of the sentence or a quotation, that no source has.
fn strange_name(sentence: &str, all: &str) -> bool {
    let mut begins = true;
    for raw in sentence.split_whitespace() {
        for (nth, piece) in raw.split(['/', '–', '—', '(', '-']).enumerate() {
            let word =
                piece.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'));
            let word = word
                .strip_suffix("’s")
                .or_else(|| word.strip_suffix("'s"))
                .unwrap_or(word);
            let is_name = word.chars().next().is_some_and(char::is_uppercase)
                && !(begins && nth == 0)
                && word.len() > 1;
            let stem = word.to_lowercase();
            let plural = stem.strip_suffix('s').unwrap_or(&stem);
            if is_name
                && !all.contains(plural)
                && !matches!(
                    stem.as_str(),
                    "aspiro"
                        | "united"
                        | "states"
                        | "i"
                        | "sr"
                        | "jr"
                        | "hr"
                        | "january"
                        | "february"
                        | "march"
                        | "april"
                        | "may"
                        | "june"
                        | "july"
                        | "august"
                        | "september"
                        | "october"
                        | "november"
                        | "december"
                        | "jan"
                        | "feb"
                        | "mar"
                        | "apr"
                        | "jun"
                        | "jul"
                        | "aug"
                        | "sep"
                        | "oct"
                        | "nov"
                        | "dec"
                )
            {
                return true;
            }
        }
        begins = raw.ends_with(['.', ':', '!', '?'])
            || raw.ends_with('“')
            || raw.starts_with('“') && raw.len() < 4;
        if raw.starts_with('“') {
            begins = false;
        }
    }
    false
}

/// Whether a sentence names a tool, in its own case and as whole words.
fn holds(sentence: &str, tool: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric();
    tool.contains(char::is_uppercase)
        && sentence.match_indices(tool).any(|(at, _)| {
            at > 0
                && !sentence[..at].chars().next_back().is_some_and(is_part)
                && !sentence[at + tool.len()..]
                    .chars()
                    .next()
                    .is_some_and(is_part)
        })
}
