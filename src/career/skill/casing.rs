//! When a name that is also an everyday word may count as a skill.

use super::lexeme::Lexeme;

/// How much a form asks of the place it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Casing {
    Any,
    /// As the vocabulary writes it: `AI`, not `ai`.
    Exact,
    /// Exact, and not the first word of a sentence: `Excel`, not `Excel at your job`.
    Name,
    /// Exact, and an item of its own between commas, bullets or other skills: `C`, `Go`, `Word`.
    Item,
    /// An item with another skill beside it: `Ansible, Chef`, not `Cook, Chef`.
    Beside,
}

/// Names that begin a sentence as verbs or things, too.
const NAMES: &[&str] = &[
    "Ariba",
    "Basecamp",
    "Blender",
    "Calendly",
    "Canva",
    "Clojure",
    "Concur",
    "Coupa",
    "Cucumber",
    "Cypress",
    "Dart",
    "Eclipse",
    "Elixir",
    "Epic",
    "Excel",
    "Express",
    "Figma",
    "Flask",
    "Flink",
    "Fortran",
    "Groovy",
    "Heroku",
    "Hive",
    "Informatica",
    "Instagram",
    "Ionic",
    "Jest",
    "Julia",
    "Kinesis",
    "Kronos",
    "Looker",
    "Maximo",
    "Maya",
    "Miro",
    "Mongo",
    "Node",
    "Notion",
    "Nuxt",
    "Oracle",
    "Perl",
    "Photography",
    "Pinterest",
    "Plotly",
    "Polars",
    "Presto",
    "Prisma",
    "Puppet",
    "Quicken",
    "Rails",
    "React",
    "Rhino",
    "Ruby",
    "Rust",
    "Scala",
    "Slack",
    "Snapchat",
    "Snowflake",
    "Spark",
    "Splunk",
    "Struts",
    "Svelte",
    "Swift",
    "Tekla",
    "TikTok",
    "Twitter",
    "Unity",
    "Vue",
    "Xero",
    "Zoom",
];

/// Names that stand inside ordinary sentences, even with a capital.
const ITEMS: &[&str] = &[
    "Access",
    "Assembler",
    "Bash",
    "Blink",
    "Bloomberg",
    "Celery",
    "Compliance",
    "Dropbox",
    "Drupal",
    "Facebook",
    "Ferret",
    "Go",
    "Helm",
    "Illustrator",
    "Lean",
    "Lexis",
    "LinkedIn",
    "Maven",
    "Mendel",
    "Mocha",
    "Outlook",
    "Playwright",
    "Prolog",
    "Puppeteer",
    "Rapid",
    "REST",
    "Sage",
    "Seesaw",
    "Sketch",
    "Spring",
    "Squeegee",
    "Tadpoles",
    "Teams",
    "Transcription",
    "Word",
    "YouTube",
];

/// Names that are also jobs, materials or steps of work.
const BESIDE: &[&str] = &["Assembly", "Chef", "Packer", "Rancher"];

/// Words behind which a name follows.
const LINKS: &[&str] = &["and", "or", "in", "with", "using", "via"];

/// Marks that part the items of a list.
const MARKS: &str = ",;:|/•·●▪‣◦○■()[]&*-–—+\u{f0b7}";

impl Casing {
    pub(super) fn of(written: &str) -> Self {
        let plain = written.chars().all(char::is_alphanumeric);
        if plain && written.chars().count() == 1 || ITEMS.contains(&written) {
            Self::Item
        } else if BESIDE.contains(&written) {
            Self::Beside
        } else if NAMES.contains(&written) {
            Self::Name
        } else if plain && written.chars().count() == 2 {
            Self::Exact
        } else {
            Self::Any
        }
    }

    pub(super) fn allows(self, written: &str, place: &Place<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Exact => place.written() == written,
            Self::Name => {
                place.written() == written && (!place.begins_sentence() || place.ends_item())
            }
            Self::Item => place.written() == written && place.is_item(),
            Self::Beside => {
                place.written() == written
                    && place.is_item()
                    && (place.after_skill || place.before_skill || place.skill_behind_mark)
            }
        }
    }
}

/// Where a form was found.
pub(super) struct Place<'a> {
    pub text: &'a str,
    pub lexemes: &'a [Lexeme],
    /// The lexemes of the form: `from..to`.
    pub from: usize,
    pub to: usize,
    /// A skill stands before it, with at most a mark or a word between.
    pub after_skill: bool,
    /// A skill that needs no such rule stands right behind it.
    pub before_skill: bool,
    /// Such a skill stands behind it and one mark.
    pub skill_behind_mark: bool,
}

impl Place<'_> {
    fn start(&self) -> usize {
        self.lexemes[self.from].start
    }

    fn end(&self) -> usize {
        self.lexemes[self.to - 1].end
    }

    fn written(&self) -> &str {
        &self.text[self.start()..self.end()]
    }

    /// The lexeme before on the same line.
    fn before(&self) -> Option<&Lexeme> {
        let before = self.lexemes.get(self.from.checked_sub(1)?)?;
        (!self.text[before.end..self.start()].contains('\n')).then_some(before)
    }

    /// The lexeme after on the same line.
    fn after(&self) -> Option<&Lexeme> {
        let after = self.lexemes.get(self.to)?;
        (!self.text[self.end()..after.start].contains('\n')).then_some(after)
    }

    fn begins_sentence(&self) -> bool {
        self.before()
            .is_none_or(|before| !before.is_word && !",/(&+".contains(before.key.as_str()))
    }

    fn begins_item(&self) -> bool {
        self.after_skill
            || self.before().is_none_or(|before| {
                if before.is_word {
                    LINKS.contains(&before.key.as_str())
                } else {
                    MARKS.contains(before.key.as_str())
                }
            })
    }

    fn ends_item(&self) -> bool {
        self.before_skill
            || self.after().is_none_or(|after| {
                if after.is_word {
                    matches!(after.key.as_str(), "and" | "or")
                } else {
                    MARKS.contains(after.key.as_str()) || self.ends_line(after)
                }
            })
    }

    /// A full stop that ends the line, or behind a name too long for an initial.
    fn ends_line(&self, stop: &Lexeme) -> bool {
        let next = self.text[stop.end..]
            .chars()
            .find(|letter| *letter == '\n' || !letter.is_whitespace());
        stop.key == "." && (self.is_long() || next.is_none_or(|letter| letter == '\n'))
    }

    fn is_long(&self) -> bool {
        self.end() - self.start() > 1
    }

    fn is_item(&self) -> bool {
        if self.is_part_of_longer() {
            return false;
        }
        let linked = self.after_skill
            || self.before().is_some_and(|before| {
                matches!(before.key.as_str(), "in" | "with" | "using" | "via")
            });
        // `built in Go for banks` has no mark behind it; `in Word of mouth` must have one.
        let may_go_on = linked && self.end() - self.start() <= 2;
        self.begins_item() && (self.ends_item() || may_go_on && self.after_is_word())
    }

    fn after_is_word(&self) -> bool {
        self.after().is_some_and(|after| after.is_word)
    }

    /// `Go-to-market`, `C-level`, `R&D`, `A/C`, `D.C.`, `Word’s`.
    fn is_part_of_longer(&self) -> bool {
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let mut before = self.text[..self.start()].chars().rev();
        let mut after = self.text[self.end()..].chars();
        let (left, further_left) = (before.next(), before.next());
        let (right, further_right) = (after.next(), after.next());
        let binds = |mark: Option<char>| {
            matches!(
                mark,
                Some('-' | '‐' | '‑' | '&' | '.' | '\'' | '’' | '@' | '_' | '#')
            )
        };
        let single = !self.is_long();
        let with_letter = single
            && (left == Some('/') && is_word(further_left) && !is_word(before.next())
                || right == Some('/') && is_word(further_right) && !is_word(after.next()));
        let with_and = single
            && [self.before(), self.after()]
                .iter()
                .any(|near| near.is_some_and(|near| near.key == "&"));
        binds(left) && is_word(further_left)
            || binds(right) && is_word(further_right)
            || with_letter
            || with_and && !self.after_skill && !self.before_skill
    }

    /// Whether it only says whose address follows: `GitHub: https://…`, `LinkedIn @ada`.
    pub(super) fn labels_address(&self) -> bool {
        let rest = self.text[self.end()..].trim_start_matches([' ', ':', '-', '–', '/', '|']);
        let chunk: &str = rest.split_whitespace().next().unwrap_or_default();
        let same_line = !self.text[self.end()..self.text.len() - rest.len()].contains('\n');
        same_line
            && rest.len() + self.end() < self.text.len()
            && (chunk.starts_with("http") || chunk.starts_with("www.") || chunk.starts_with('@'))
    }

    /// Whether the place is inside an e-mail or web address. `Monday.com` is a name that looks like one.
    pub(super) fn in_address(&self, written: &str) -> bool {
        if written.contains('.') {
            return false;
        }
        let before = self.text[..self.start()].char_indices().rev();
        let after = self.text[self.end()..].char_indices();
        // A list without blanks can be one endless chunk; no address is that long.
        let from = before
            .take(MAX_ADDRESS)
            .take_while(|(_, letter)| !letter.is_whitespace())
            .last()
            .map_or(self.start(), |(at, _)| at);
        let to = after
            .take(MAX_ADDRESS)
            .take_while(|(_, letter)| !letter.is_whitespace())
            .last()
            .map_or(self.end(), |(at, letter)| {
                self.end() + at + letter.len_utf8()
            });
        is_address(&self.text[from..to])
    }
}

/// Letters on either side of a name.
const MAX_ADDRESS: usize = 100;

fn is_address(chunk: &str) -> bool {
    let mail = chunk
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    mail || chunk.contains("://")
        || ["www.", ".com", ".org", ".edu"]
            .iter()
            .any(|mark| chunk.to_ascii_lowercase().contains(mark))
}
