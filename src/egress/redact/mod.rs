//! Private values replaced by placeholders before a request leaves, and put back as the answer streams.

mod fold;
mod pattern;
mod restore;
mod words;

pub use restore::Restore;

use std::sync::Arc;

use crate::chat::{Message, Request};
use fold::Folded;

/// What a placeholder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Name,
    Email,
    Phone,
    Link,
    Address,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "e-mail",
            Self::Phone => "phone",
            Self::Link => "link",
            Self::Address => "address",
        }
    }
}

/// What a person does not want to send. E-mail addresses, phone numbers and links are found by
/// their look as well; names and street addresses only when they are given.
#[derive(Default)]
pub struct Redaction {
    known: Vec<Secret>,
}

struct Secret {
    kind: Kind,
    value: String,
    /// The digits of a phone number, else the folded value.
    needle: Vec<char>,
    /// Found with a capital only, because the value is part of a name and a word as well.
    is_word: bool,
}

impl Secret {
    fn new(kind: Kind, value: &str, is_word: bool) -> Self {
        let needle = match kind {
            Kind::Phone => value.chars().filter(char::is_ascii_digit).collect(),
            _ => fold::folded(value),
        };
        Self {
            kind,
            value: value.to_owned(),
            needle,
            is_word,
        }
    }

    fn end(&self, text: &str, folded: &Folded, at: usize) -> Option<usize> {
        if self.kind == Kind::Phone {
            return folded.digits_end(at, &self.needle);
        }
        let end = folded.match_end(at, &self.needle)?;
        let written = &text[folded.span(at, end)];
        let is_name = !self.is_word || written.starts_with(char::is_uppercase);
        is_name.then_some(end)
    }
}

/// A request as it would leave, and the way back.
pub struct Redacted {
    pub request: Request,
    pub restore: Restore,
}

impl Redaction {
    /// Values are found whatever their case, accents and line breaks; a name also by its parts.
    pub fn new(private: impl IntoIterator<Item = (Kind, String)>) -> Self {
        let mut known = Vec::new();
        for (kind, value) in private {
            let value = value.trim();
            if value.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
                continue;
            }
            known.push(Secret::new(kind, value, false));
            known.extend(name_parts(kind, value));
            known.extend(national(kind, value));
        }
        Self { known }
    }

    /// The text with placeholders such as `[name-1]`.
    pub fn apply(&self, text: &str) -> String {
        Placeholders::new(self).hide(text)
    }

    /// All messages, stop strings left alone. The same value gets the same placeholder throughout.
    pub fn request(&self, request: &Request) -> Redacted {
        let mut placeholders = Placeholders::new(self);
        let messages = request
            .messages
            .iter()
            .map(|message| Message::new(message.speaker, placeholders.hide(&message.text)))
            .collect();
        let continue_from = request
            .continue_from
            .as_deref()
            .map(|text| Arc::from(placeholders.hide(text)));
        Redacted {
            request: Request {
                messages,
                continue_from,
                ..request.clone()
            },
            restore: Restore::new(placeholders.table),
        }
    }
}

/// The words of a name that are long enough to give it away on their own.
fn name_parts(kind: Kind, value: &str) -> Vec<Secret> {
    let words: Vec<&str> = value.split_whitespace().collect();
    if kind != Kind::Name || words.len() < 2 {
        return Vec::new();
    }
    words
        .into_iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 3)
        .map(|word| Secret::new(kind, word, words::is_word(word)))
        .collect()
}

/// A telephone number with a country's code, as it is written within the country: without the code, which has one to
/// three digits, or with a zero in its place.
fn national(kind: Kind, value: &str) -> Vec<Secret> {
    if kind != Kind::Phone || !value.starts_with('+') {
        return Vec::new();
    }
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    (1..=3)
        .filter_map(|code| digits.get(code..).filter(|rest| rest.len() >= 7))
        .flat_map(|rest| [rest.to_owned(), format!("0{rest}")])
        .map(|digits| Secret {
            needle: digits.chars().collect(),
            ..Secret::new(kind, value, false)
        })
        .collect()
}

/// Placeholders given out so far, with what each stands for.
struct Placeholders<'a> {
    known: &'a [Secret],
    table: Vec<(String, String)>,
}

impl<'a> Placeholders<'a> {
    fn new(redaction: &'a Redaction) -> Self {
        Self {
            known: &redaction.known,
            table: Vec::new(),
        }
    }

    fn hide(&mut self, text: &str) -> String {
        let folded = Folded::new(text);
        let mut hidden = String::with_capacity(text.len());
        let (mut at, mut copied) = (0, 0);
        while at < folded.len() {
            let Some((end, kind, value)) = self.found_at(text, &folded, at) else {
                at += 1;
                continue;
            };
            let span = folded.span(at, end);
            // One character may fold to several, such as a fraction, and one find end where the next begins: within it.
            if span.start < copied {
                at += 1;
                continue;
            }
            hidden.push_str(&text[copied..span.start]);
            let value = value.unwrap_or_else(|| text[span.clone()].to_owned());
            hidden.push_str(self.placeholder(kind, value));
            (at, copied) = (end, span.end);
        }
        hidden.push_str(&text[copied..]);
        hidden
    }

    /// The longest private value that begins at cell `at`: its end, its kind, and the value to put
    /// back where that is not the text itself.
    fn found_at(
        &self,
        text: &str,
        folded: &Folded,
        at: usize,
    ) -> Option<(usize, Kind, Option<String>)> {
        let known = self.known.iter().filter_map(|secret| {
            let end = secret.end(text, folded, at)?;
            Some((end, secret.kind, Some(secret.value.clone())))
        });
        let looks = pattern::find(folded, at).map(|(end, kind)| (end, kind, None));
        // Of two equally long finds the known value wins, since it comes later in the chain.
        looks.into_iter().chain(known).max_by_key(|found| found.0)
    }

    fn placeholder(&mut self, kind: Kind, value: String) -> &str {
        let found = self.table.iter().position(|(_, known)| *known == value);
        let index = found.unwrap_or_else(|| {
            let prefix = format!("[{}-", kind.as_str());
            let number = 1 + self
                .table
                .iter()
                .filter(|(placeholder, _)| placeholder.starts_with(&prefix))
                .count();
            self.table.push((format!("{prefix}{number}]"), value));
            self.table.len() - 1
        });
        &self.table[index].0
    }
}

#[cfg(test)]
mod tests;
