//! Nothing about the person is shown unless the cited facts hold it.
//!
//! The guard reads one finished sentence at a time. It cannot tell whether a sentence is wise; it can tell whether the
//! numbers, dates, names, degrees, titles and skills in it stand in the facts it cites, and of the built-in model, whose
//! words are all known, whether it has no others. A fact of the résumé brings the
//! heading of its entry with it: who cites a bullet may name the employer it stands below. What stands elsewhere in the
//! résumé supports nothing, or a figure of one position could be told of another.

mod direction;
mod fault;
pub(super) mod figure;
mod name;
mod quotation;
mod repetition;
mod scope;
mod title;
mod token;
mod vocabulary;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

pub use fault::Fault;

use crate::advisor::words::{Lexeme, is_among, lexemes};
use crate::atlas::{AS_OF, Atlas};
use crate::career::analysis::{Evidence, Source};
use crate::career::dates::{RangeEnd, YearMonth, find_dates, find_ranges, months_covered};
use crate::career::resume::Resume;
use figure::{Figure, Kind, figures};
use scope::{Holding, normal_words};

/// What sentences are checked against.
pub struct Guard {
    atlas: &'static Atlas,
    /// Roles in question, the longest first: to name one is to claim nothing.
    roles: Vec<String>,
    /// Figures that were computed.
    computed: Vec<f64>,
    /// Those of them that are a match as it stands; another share of 100 is one that could be reached.
    matches: Vec<f64>,
    /// Months of all positions together.
    months: u32,
    employers: Vec<String>,
    given: HashMap<u32, Holding>,
}

/// Words of a sentence that says what is asked for, could come or is not there yet.
const GAP_WORDS: &str = "\
    not no without lack lacks lacking missing absent gap gaps yet add adding addition learn learning \
    develop developing gain gaining consider would could asks ask asked wants wanted needs needed \
    calls called if once require requires required next postings prefers preferred nor neither none";
/// Those of them that claim absence outright.
const ABSENCE_WORDS: &str = "\
    not no without lack lacks lacking missing absent gap gaps nor neither none";
/// Words that speak of the person.
const PERSON_WORDS: &str = "\
    you your yours yourself you're you've résumé resume cv";
/// Words of a sentence about a match that is not reached yet.
const REACHED_WORDS: &str = "would could can may might if once raise raises lift lifts";
/// Words of a sentence about what is not so, or not so yet.
const OPEN_WORDS: &str = "\
    would could fit fits fitting match matches measured towards toward become becoming aim want \
    wants suit suits suited against nearest closest compared atlas choose lead";
/// Nouns that a sentence may count for itself: `two skills stand out`.
const COUNTED_HERE: &str = "\
    skill skills thing things area areas strength strengths step steps reason reasons way ways line \
    lines part parts fact facts field fields of ones";
/// Nouns that the program's own counts are about.
const COUNTED_BY_PROGRAM: &str = "\
    skill skills requirement requirements position positions point points of met not in partial \
    missing thing things known required preferred more known-skills that";

impl Guard {
    /// `roles` are the ones in question; `figures` were computed and may be stated as well.
    pub fn new<'t>(
        atlas: &'static Atlas,
        resume: Option<&Resume>,
        roles: impl IntoIterator<Item = &'t str>,
        figures: &[usize],
    ) -> Self {
        let mut roles: Vec<String> = roles.into_iter().map(str::to_lowercase).collect();
        roles.sort_by_key(|role| std::cmp::Reverse(role.len()));
        let entries = || resume.iter().flat_map(|resume| &resume.experience);
        let ranges: Vec<_> = entries()
            .filter_map(|entry| find_ranges(entry.dates.as_deref()?).into_iter().next())
            .collect();
        Self {
            atlas,
            roles,
            computed: figures.iter().map(|n| *n as f64).collect(),
            matches: Vec::new(),
            months: months_covered(&ranges, AS_OF),
            employers: entries()
                .filter_map(|entry| entry.company.as_deref())
                .map(|company| normal_words(company).trim().to_owned())
                .filter(|company| !company.is_empty())
                .collect(),
            given: HashMap::new(),
        }
    }

    /// The facts that may be cited.
    pub fn giving<'e>(
        mut self,
        evidence: impl IntoIterator<Item = &'e Evidence>,
        resume: Option<&Resume>,
    ) -> Self {
        for row in evidence {
            let holding = Holding::new(row, resume, self.atlas.vocabulary());
            self.given.insert(row.id, holding);
        }
        self
    }

    /// Skills by their names in the vocabulary, each with a row it stands in; a short one may not be recognised there.
    pub fn naming<'s>(mut self, skills: impl IntoIterator<Item = (&'s str, u32)>) -> Self {
        for (skill, id) in skills {
            if let Some(holding) = self.given.get_mut(&id) {
                holding.name_skill(skill);
            }
        }
        self
    }

    /// Which of the computed figures are matches as they stand.
    pub fn matching(mut self, matches: impl IntoIterator<Item = u8>) -> Self {
        self.matches = matches.into_iter().map(f64::from).collect();
        self
    }

    /// The ids that support this sentence about the person, or what is wrong with it.
    pub fn check(&self, text: &str, citations: &[u32]) -> Result<Vec<u32>, Fault> {
        self.checked(text, citations, true)
    }

    /// Of a sentence by a model that has learned few words, whether it has no others.
    ///
    /// # Errors
    /// [`Fault::Word`].
    pub fn check_words(&self, text: &str, citations: &[u32]) -> Result<(), Fault> {
        let rows = citations.iter().filter_map(|id| self.given.get(id));
        match vocabulary::knows_words(text, &rows.collect::<Vec<_>>(), self.atlas) {
            true => Ok(()),
            false => Err(Fault::Word),
        }
    }

    /// The same for a sentence about an occupation, which may name skills that nobody is credited with.
    pub fn check_about_work(&self, text: &str, citations: &[u32]) -> Result<Vec<u32>, Fault> {
        let is_about_person = says(&lexemes(text), PERSON_WORDS);
        self.checked(text, citations, is_about_person)
    }

    fn checked(
        &self,
        text: &str,
        citations: &[u32],
        is_about_person: bool,
    ) -> Result<Vec<u32>, Fault> {
        let (ids, scope): (Vec<u32>, Vec<&Holding>) = citations
            .iter()
            .filter_map(|id| Some((*id, self.given.get(id)?)))
            .unzip();
        if ids.is_empty() {
            return Err(Fault::Uncited);
        }
        if repetition::stutters(text) {
            return Err(Fault::Repetition);
        }
        if !quotation::all_stand(text, &scope) {
            return Err(Fault::Quotation);
        }
        if !direction::is_kept(text, &scope) {
            return Err(Fault::Number);
        }
        let said = Said::new(&self.without_roles(text), self.atlas);
        self.check_numbers(&said, &scope)?;
        self.check_skills(&said, &scope, is_about_person)?;
        // What a person is said to have been has to stand in the résumé; an occupation's row may hold the same words.
        let own: Vec<&Holding> = scope
            .iter()
            .copied()
            .filter(|row| row.source == Source::Resume)
            .collect();
        let is_claim = says(&said.words, "you you're you've your") && !said.is_open();
        let held = if is_claim && !own.is_empty() {
            &own
        } else {
            &scope
        };
        let unnamed = lexemes(&said.without_skills(0, said.text.len()));
        if !title::knows_degrees(&unnamed, held) {
            return Err(Fault::Degree);
        }
        if !title::knows_titles(&unnamed, held) {
            return Err(Fault::Title);
        }
        if !name::knows_names(&unnamed, &scope, self.atlas.vocabulary()) {
            return Err(Fault::Name);
        }
        Ok(ids)
    }

    /// The sentence without the names of the roles in question, where it does not say that the person held one.
    fn without_roles(&self, text: &str) -> String {
        let is_open = says(&lexemes(text), OPEN_WORDS);
        let mut left = text.to_owned();
        for role in &self.roles {
            left = masked(&left, role, is_open);
        }
        left
    }

    fn check_numbers(&self, said: &Said, scope: &[&Holding]) -> Result<(), Fault> {
        let holds = |figure: &Figure| {
            scope
                .iter()
                .any(|row| row.figures.iter().any(|fact| figure.follows_from(fact)))
        };
        let mut date_spans = Vec::new();
        for (date, span) in find_dates(&said.text) {
            let as_number = figures(&said.text[span.start..span.end]);
            if !holds_date(scope, date, before(&said.text, span.start))
                && !as_number.iter().any(holds)
            {
                return Err(Fault::Date);
            }
            date_spans.push(span);
        }
        let is_date = |figure: &Figure| {
            date_spans
                .iter()
                .any(|span| span.start <= figure.start && figure.end <= span.end)
        };
        let is_name = |figure: &Figure| {
            said.skills
                .iter()
                .any(|(_, start, end)| *start <= figure.start && figure.end <= *end)
        };
        for figure in figures(&said.text)
            .iter()
            .filter(|figure| !is_date(figure) && !is_name(figure))
        {
            if !holds(figure)
                && !self.holds_length(figure, said, scope)
                && !self.has_computed(figure, said)
            {
                return Err(if matches!(figure.kind, Kind::Years | Kind::Months) {
                    Fault::Date
                } else {
                    Fault::Number
                });
            }
        }
        Ok(())
    }

    /// Lengths of time follow from dates: of an entry that is cited, of all cited entries, of the whole career.
    fn holds_length(&self, figure: &Figure, said: &Said, scope: &[&Holding]) -> bool {
        if !matches!(figure.kind, Kind::Years | Kind::Months) {
            return false;
        }
        let ranges: Vec<_> = scope.iter().flat_map(|row| row.ranges.clone()).collect();
        let together = (!ranges.is_empty()).then(|| months_covered(&ranges, AS_OF));
        let names_an_employer = self
            .employers
            .iter()
            .any(|name| said.normal.contains(&format!(" {name} ")));
        let career = (!names_an_employer && self.months > 0).then_some(self.months);
        scope
            .iter()
            .flat_map(|row| row.months.iter().copied())
            .chain(together)
            .chain(career)
            .any(|months| figure.is_span_of(months))
    }

    fn has_computed(&self, figure: &Figure, said: &Said) -> bool {
        let next: String = said.text[figure.end..]
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '-')
            .flat_map(char::to_lowercase)
            .collect();
        let may = match figure.kind {
            Kind::Scale => {
                let behind =
                    said.text[figure.start..].trim_start_matches(|c: char| c.is_ascii_digit());
                let is_share = behind.trim_start().starts_with("of 100");
                !is_share
                    || self.matches.is_empty()
                    || self.matches.contains(&figure.value)
                    || says(&said.words, REACHED_WORDS)
            }
            Kind::Percent => says(&said.words, "match matches score"),
            Kind::Count => {
                is_among(&next, COUNTED_BY_PROGRAM)
                    || says(&said.words, "match points")
                    || is_further_match(figure, said)
            }
            _ => false,
        };
        // `your résumé shows all three`: counted off the sentence itself.
        let of_list = before(&said.text, figure.start) == "all" && next.is_empty();
        if of_list && figure.kind == Kind::Count {
            return true;
        }
        may && self.computed.contains(&figure.value)
            || figure.kind == Kind::Count && figure.value <= 3.0 && is_among(&next, COUNTED_HERE)
    }

    /// Only what the résumé shows is credited to the person, and absence is shown by who asks for a thing.
    fn check_skills(
        &self,
        said: &Said,
        scope: &[&Holding],
        is_about_person: bool,
    ) -> Result<(), Fault> {
        let in_scope = |skill: &str, of: &dyn Fn(&Holding) -> bool| {
            scope.iter().any(|row| {
                of(row)
                    && (row.skills.contains(skill) || row.has_phrase(normal_words(skill).trim()))
            })
        };
        for (skill, ..) in &said.skills {
            if !in_scope(skill, &|_| true) {
                return Err(Fault::Skill);
            }
        }
        for element in elements(self.atlas) {
            let is_field = || said.normal.contains(&format!(" knowledge of{element}"));
            let is_plain = is_about_person
                && !element.trim().contains(' ')
                && !is_science(element.trim())
                && !is_field();
            if !is_plain
                && said.normal.contains(element.as_str())
                && !scope.iter().any(|row| row.has_phrase(element.trim()))
            {
                return Err(Fault::Skill);
            }
        }
        if !is_about_person {
            return Ok(());
        }
        let cites_a_wish = scope.iter().any(|row| row.source != Source::Resume);
        if said.denies() && !cites_a_wish {
            return Err(Fault::Absence);
        }
        for (skill, start, _) in &said.skills {
            let is_shown = in_scope(skill, &|row| row.source == Source::Resume);
            let is_wanted = || cites_a_wish && said.leaves_open(*start);
            if !(is_shown || is_wanted()) {
                return Err(Fault::Skill);
            }
        }
        Ok(())
    }
}

/// A sentence looked at once.
struct Said {
    text: String,
    words: Vec<Lexeme>,
    normal: String,
    /// Skills with the bytes they stand in.
    skills: Vec<(String, usize, usize)>,
}

impl Said {
    fn new(text: &str, atlas: &Atlas) -> Self {
        let skills = atlas.vocabulary().find(text);
        Self {
            text: text.to_owned(),
            words: lexemes(text),
            normal: normal_words(text),
            skills: skills
                .into_iter()
                .map(|found| (found.skill, found.span.start, found.span.end))
                .collect(),
        }
    }

    fn denies(&self) -> bool {
        let plain = self.without_skills(0, self.text.len());
        let words = lexemes(&plain);
        says(&words, ABSENCE_WORDS) || words.iter().any(|word| word.plain.ends_with("n't"))
    }

    fn is_open(&self) -> bool {
        says(&self.words, GAP_WORDS) || says(&self.words, OPEN_WORDS)
    }

    /// A stretch of the text with its skills blanked out: the learning of machine learning is no advice.
    fn without_skills(&self, from: usize, to: usize) -> String {
        let mut text = String::new();
        for (at, c) in self.text[from..to].char_indices() {
            let inside = self
                .skills
                .iter()
                .find(|(_, start, end)| *start <= from + at && from + at < *end);
            match inside {
                None => text.push(c),
                // A word in its place, or what follows would open a sentence or join what came before.
                Some((_, start, _)) if *start == from + at => text.push_str("this"),
                Some(_) => {}
            }
        }
        text
    }

    /// Whether the clause around a byte says that what it names is wanted and not that it is there. A clause of bare
    /// names means what the one before it means.
    fn leaves_open(&self, at: usize) -> bool {
        let mut open = true;
        let mut from = 0;
        for (to, len) in self.clause_ends() {
            let words = lexemes(&self.without_skills(from, to));
            let is_gap =
                says(&words, GAP_WORDS) || words.iter().any(|word| word.plain.ends_with("n't"));
            if is_gap {
                open = true;
            } else if says(&words, PERSON_WORDS) || says(&words, "shows it shown") {
                open = false;
            }
            if at < to {
                return open;
            }
            from = to + len;
        }
        open
    }

    /// Where clauses end, and how many bytes part them from the next.
    fn clause_ends(&self) -> Vec<(usize, usize)> {
        let text = self.text.as_str();
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for mark in [
            ", ",
            "; ",
            ": ",
            " but ",
            " while ",
            " whereas ",
            " although ",
            " though ",
            " which ",
            " – ",
            " — ",
        ] {
            ends.extend(text.match_indices(mark).map(|(at, mark)| (at, mark.len())));
        }
        ends.sort_unstable();
        ends.dedup_by(|later, earlier| later.0 < earlier.0 + earlier.1);
        ends.push((text.len(), 0));
        ends
    }
}

fn says(words: &[Lexeme], list: &str) -> bool {
    words.iter().any(|word| is_among(&word.plain, list))
}

/// The last word before a byte of the text, in lower case.
fn before(text: &str, at: usize) -> String {
    let word = text[..at]
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Whether the cited facts hold a date. After `since` it must be where something begins that still lasts.
fn holds_date(scope: &[&Holding], date: YearMonth, cue: String) -> bool {
    let same = |fact: &YearMonth| {
        fact.year == date.year && (date.month.is_none() || fact.month == date.month)
    };
    let ranges = || scope.iter().flat_map(|row| &row.ranges);
    if cue == "since" && ranges().next().is_some() {
        return ranges().any(|range| same(&range.start) && range.end == RangeEnd::Present)
            || scope
                .iter()
                .any(|row| row.ranges.is_empty() && row.dates.iter().any(same));
    }
    scope.iter().any(|row| row.dates.iter().any(same))
}

/// `text` with each mention of a role blanked out, except where it says that the person is or was one.
fn masked(text: &str, role: &str, is_open: bool) -> String {
    let lower = text.to_lowercase();
    if role.chars().count() < 3 || lower.len() != text.len() {
        return text.to_owned();
    }
    let singular = role.strip_suffix('s').filter(|stem| !stem.ends_with('s'));
    let plural = format!("{role}s");
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    while let Some((at, len)) = [Some(plural.as_str()), Some(role), singular]
        .into_iter()
        .flatten()
        .filter_map(|form| Some((from + lower[from..].find(form)?, form.len())))
        .min_by_key(|(at, len)| (*at, std::cmp::Reverse(*len)))
    {
        let is_part = |c: char| c.is_alphanumeric();
        let is_whole = !lower[..at].chars().next_back().is_some_and(is_part)
            && !lower[at + len..].chars().next().is_some_and(is_part);
        masked.push_str(&text[from..at]);
        if is_whole && (is_open || !claims_office(&lower[..at])) {
            masked.push_str("it");
        } else {
            masked.push_str(&text[at..at + len]);
        }
        from = at + len;
    }
    masked + &text[from..]
}

/// Whether what comes next is said to be held by the person: `you were a …`, `your years as a …`.
fn claims_office(lead: &str) -> bool {
    let words: Vec<&str> = lead.split_whitespace().collect();
    let words = match words.as_slice() {
        [rest @ .., "a" | "an" | "the" | "senior" | "junior" | "lead"] => rest,
        all => all,
    };
    let words = match words {
        [rest @ .., "a" | "an" | "the"] => rest,
        all => all,
    };
    let is_office = matches!(
        words.last(),
        Some(&("as" | "are" | "were" | "been" | "am" | "is" | "was" | "you" | "experienced"))
    );
    is_office && (words.iter().any(|word| word.starts_with("you")) || words.last() == Some(&"as"))
}

/// Names of abilities, fields of knowledge and activities, as normal words between blanks.
fn elements(atlas: &Atlas) -> &'static [String] {
    static ELEMENTS: OnceLock<Vec<String>> = OnceLock::new();
    ELEMENTS.get_or_init(|| {
        let all = atlas
            .occupations()
            .iter()
            .flat_map(|o| o.skills.iter().chain(&o.knowledge));
        let names: HashSet<String> = all.map(|element| normal_words(element.name)).collect();
        let mut names: Vec<String> = names
            .into_iter()
            .filter(|name| name.trim().chars().count() > 4)
            .collect();
        names.sort();
        names
    })
}

/// One word that is a field of knowledge wherever it stands; others are everyday words too.
fn is_science(word: &str) -> bool {
    matches!(
        word,
        "chemistry"
            | "biology"
            | "physics"
            | "psychology"
            | "mathematics"
            | "geography"
            | "telecommunication"
            | "telecommunications"
            | "programming"
            | "troubleshooting"
            | "negotiation"
            | "persuasion"
    )
}

/// A bare figure in a sentence that has said of what: `at 40 of 100; financial managers (33) and nurses at 30 are next`.
fn is_further_match(figure: &Figure, said: &Said) -> bool {
    let after = &said.text[figure.end..];
    let next = after.trim_start().split(' ').next().unwrap_or_default();
    let is_bare =
        !after.starts_with(' ') || is_among(next.trim_end_matches('.'), "and behind before");
    let opener = said.text[..figure.start].trim_end_matches('(').trim_end();
    let is_enclosed = said.text[..figure.start].ends_with('(');
    let follows = is_enclosed || opener.ends_with(" at") || opener.ends_with(',');
    is_bare && follows && said.text.contains(" of 100")
}

#[cfg(test)]
mod tests;
