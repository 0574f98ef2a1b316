//! Skills: a vocabulary of names and aliases, and finding them in text as whole words.

mod casing;
mod lexeme;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::career::resume::{Resume, SkillFound, Span};
use casing::{Casing, Place};
use lexeme::{Lexeme, lexemes};

/// A skill or technology the program knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// The name shown to people; unique in the vocabulary.
    pub name: String,
    /// Other ways of writing it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// The skills the program knows, ready to be found in text.
pub struct Vocabulary {
    skills: Vec<Skill>,
    /// By the first word; the longest first, so that `C++` is not read as `C`.
    forms: HashMap<String, Vec<Form>>,
    by_key: HashMap<String, usize>,
}

/// One way of writing a skill.
struct Form {
    written: String,
    lexemes: Vec<FormLexeme>,
    casing: Casing,
    skill: usize,
}

struct FormLexeme {
    key: String,
    /// Stands directly after the one before, as the dot in `Node.js`.
    glued: bool,
}

impl Vocabulary {
    /// Where two skills share a way of writing, the earlier one has it.
    pub fn new(skills: Vec<Skill>) -> Self {
        let mut forms: HashMap<String, Vec<Form>> = HashMap::new();
        let mut by_key = HashMap::new();
        for (skill, entry) in skills.iter().enumerate() {
            for written in std::iter::once(&entry.name).chain(&entry.aliases) {
                let parts = lexemes(written);
                let Some(first) = parts.first() else { continue };
                if by_key.contains_key(&key(&parts)) {
                    continue;
                }
                by_key.insert(key(&parts), skill);
                let form = Form::new(written, &parts, skill);
                forms.entry(first.key.clone()).or_default().push(form);
            }
        }
        for sharing_first in forms.values_mut() {
            sharing_first.sort_by_key(|form| std::cmp::Reverse(form.lexemes.len()));
        }
        Self {
            skills,
            forms,
            by_key,
        }
    }

    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// Every known skill in the text, in order and without overlaps; the longest name wins.
    ///
    /// Each `text` is exactly the slice of its span. A name that is also an everyday word (`Go`, `Excel`)
    /// counts only in its own case and where it is used as a name.
    pub fn find(&self, text: &str) -> Vec<SkillFound> {
        let lexemes = lexemes(text);
        let mut found = Vec::new();
        let mut at = 0;
        // The lexeme after the last skill: a short name right behind another skill is a name too.
        let mut after_skill = None;
        while at < lexemes.len() {
            let Some((form, to)) = self.longest(text, &lexemes, at, after_skill) else {
                at += 1;
                continue;
            };
            let span = Span::new(lexemes[at].start, lexemes[to - 1].end);
            found.push(SkillFound {
                text: text[span.start..span.end].to_owned(),
                skill: self.skills[form.skill].name.clone(),
                span,
            });
            at = to;
            after_skill = Some(to);
        }
        found
    }

    /// What the person has confirmed of a résumé beyond what [`Self::find`] finds in its text, in order.
    pub fn confirmed(&self, resume: &Resume) -> Vec<SkillFound> {
        let found = self.find(&resume.text);
        let beyond = |skill: &&SkillFound| !found.contains(skill);
        resume.skills_found.iter().filter(beyond).cloned().collect()
    }

    /// The name in the vocabulary of a skill written in any known way.
    pub fn canonical(&self, name: &str) -> Option<&str> {
        let skill = *self.by_key.get(&key(&lexemes(name)))?;
        Some(&self.skills[skill].name)
    }

    /// The longest form that begins at lexeme `at`, and the lexeme after it.
    fn longest(
        &self,
        text: &str,
        lexemes: &[Lexeme],
        at: usize,
        after_skill: Option<usize>,
    ) -> Option<(&Form, usize)> {
        self.starting_with(&lexemes[at].key).find_map(|form| {
            let to = form.match_at(text, lexemes, at)?;
            let place = Place {
                text,
                lexemes,
                from: at,
                to,
                after_skill: after_skill.is_some_and(|after| near(after, at)),
                before_skill: self.plain_skill_at(text, lexemes, to),
                skill_behind_mark: lexemes.get(to).is_some_and(|mark| !mark.is_word)
                    && self.plain_skill_at(text, lexemes, to + 1),
            };
            let is_named = form.casing.allows(&form.written, &place);
            (is_named && !place.in_address(&form.written) && !place.labels_address())
                .then_some((form, to))
        })
    }

    /// Forms that may begin with this word, which may be a plural.
    fn starting_with(&self, key: &str) -> impl Iterator<Item = &Form> {
        let singular = lexeme::singular(key).and_then(|singular| self.forms.get(singular));
        self.forms.get(key).into_iter().chain(singular).flatten()
    }

    fn plain_skill_at(&self, text: &str, lexemes: &[Lexeme], at: usize) -> bool {
        lexemes.get(at).is_some_and(|next| {
            self.starting_with(&next.key).any(|form| {
                form.casing == Casing::Any && form.match_at(text, lexemes, at).is_some()
            })
        })
    }
}

/// Whether the lexeme `at` stands right behind a skill, or behind it and one mark or `and`.
fn near(after_skill: usize, at: usize) -> bool {
    at - after_skill <= 1
}

fn key(lexemes: &[Lexeme]) -> String {
    let keys: Vec<&str> = lexemes.iter().map(|lexeme| lexeme.key.as_str()).collect();
    keys.join(" ")
}

impl Form {
    fn new(written: &str, parts: &[Lexeme], skill: usize) -> Self {
        Self {
            written: written.to_owned(),
            lexemes: parts
                .iter()
                .enumerate()
                .map(|(place, part)| FormLexeme {
                    key: part.key.clone(),
                    glued: place > 0 && parts[place - 1].end == part.start,
                })
                .collect(),
            casing: Casing::of(written),
            skill,
        }
    }

    /// The lexeme after this form if it stands at lexeme `at`, whatever its case.
    fn match_at(&self, text: &str, lexemes: &[Lexeme], at: usize) -> Option<usize> {
        let here = lexemes.get(at..at + self.lexemes.len())?;
        let last = self.lexemes.len() - 1;
        let same = self
            .lexemes
            .iter()
            .zip(here)
            .enumerate()
            .all(|(place, (wanted, is))| {
                let word = wanted.key == is.key
                    || place == last && lexeme::singular(&is.key) == Some(wanted.key.as_str());
                word && (place == 0 || joined(text, &here[place - 1], is, wanted.glued))
            });
        (same && self.stands_free(text, &here[0], &here[last])).then_some(at + self.lexemes.len())
    }

    /// `.NET` is not in `example.net`, nor `C` in `C+`.
    fn stands_free(&self, text: &str, first: &Lexeme, last: &Lexeme) -> bool {
        let before = text[..first.start].chars().next_back();
        let after = text[last.end..].chars().next();
        (first.is_word || !before.is_some_and(char::is_alphanumeric))
            && !(last.is_word && matches!(after, Some('+' | '#')))
    }
}

/// Whether two lexemes of a text may be neighbours in a name: on one line, or across one wrapped line.
fn joined(text: &str, left: &Lexeme, right: &Lexeme, glued: bool) -> bool {
    let gap = &text[left.end..right.start];
    if glued && !gap.is_empty() {
        return [left, right].iter().any(|lexeme| lexeme.key == "/") && gap == " ";
    }
    gap.len() <= 4 && !gap.contains('\t') && gap.matches('\n').count() <= 1
}

#[cfg(test)]
#[path = "skill_tests.rs"]
mod tests;
