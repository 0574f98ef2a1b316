//! Numbers in text: how much of what, however it is written.

use super::token::{Token, tokens};

/// What a number counts. Numbers of different kinds never support each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Percent,
    Money,
    /// Years, as a length of time; a calendar year is a date.
    Years,
    Months,
    /// `62 of 100`, `four points`.
    Scale,
    Times,
    /// Anything else.
    Count,
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    Exact,
    About,
    AtLeast,
    AtMost,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    pub value: f64,
    pub kind: Kind,
    pub hedge: Hedge,
    /// Bytes of the text it was read from, its unit left out.
    pub start: usize,
    pub end: usize,
}

/// How far `about` may be off, as a share.
const ABOUT: f64 = 0.12;
/// How much more `over 7,000` may stand for.
const OVER: f64 = 1.5;
/// How much less `nearly 7,000` may stand for.
const NEARLY: f64 = 0.75;

impl Figure {
    /// Whether a source that holds `fact` supports this figure.
    pub fn follows_from(&self, fact: &Self) -> bool {
        if self.kind == Kind::Times || fact.kind == Kind::Times {
            return self.times_follow_from(fact);
        }
        self.kind == fact.kind && self.is_near(fact.value)
    }

    fn is_near(&self, fact: f64) -> bool {
        let said = self.value;
        let equal = (said - fact).abs() <= 1e-6 * said.abs().max(1.0);
        let rounded = said.fract() == 0.0 && fact.fract() != 0.0 && fact.round() == said;
        // `$113k` for 112,590.
        let thousands = said >= 1e4 && said % 1e3 == 0.0 && (fact / 1e3).round() * 1e3 == said;
        equal
            || rounded
            || thousands
            || match self.hedge {
                // Nobody says `over 49,872`: that is the figure itself.
                _ if !is_round(said) => false,
                Hedge::Exact => false,
                Hedge::About => (said - fact).abs() <= ABOUT * said.abs(),
                Hedge::AtLeast => fact >= said && fact <= OVER * said,
                Hedge::AtMost => fact <= said && fact >= NEARLY * said,
            }
    }

    /// `doubled` is twice as much, 100 % more; `halved` is 50 % less.
    fn times_follow_from(&self, fact: &Self) -> bool {
        let percent = |times: f64| {
            if times < 1.0 {
                100.0 * (1.0 - times)
            } else {
                100.0 * (times - 1.0)
            }
        };
        match (self.kind, fact.kind) {
            (Kind::Times, Kind::Times) => self.is_near(fact.value),
            (Kind::Times, Kind::Percent) => percent(self.value) == fact.value,
            (Kind::Percent, Kind::Times) => percent(fact.value) == self.value,
            _ => false,
        }
    }

    /// Whether a stretch of so many months supports this length of time.
    pub fn is_span_of(&self, months: u32) -> bool {
        let (said, months) = (self.value, f64::from(months));
        let years = months / 12.0;
        match (self.kind, self.hedge) {
            (Kind::Months, Hedge::Exact) => (said - months).abs() <= 1.0,
            (Kind::Months, _) => (said - months).abs() <= 3.0,
            (Kind::Years, Hedge::Exact) => {
                // A stretch of 2019 to 2023 is four years to one reader and five to another.
                years.floor() == said || years.round() == said || (years - said).abs() < 0.26
            }
            (Kind::Years, Hedge::About) => (years - said).abs() <= 1.0,
            (Kind::Years, Hedge::AtLeast) => years >= said && years <= 1.5 * said + 1.0,
            (Kind::Years, Hedge::AtMost) => years <= said + 0.1 && years >= said - 1.5,
            _ => false,
        }
    }
}

/// At most two digits that say something.
fn is_round(value: f64) -> bool {
    let mut value = value.abs();
    while value >= 100.0 && value % 10.0 == 0.0 {
        value /= 10.0;
    }
    value < 100.0
}

/// Every number of the text. Letters and digits in one word, such as `S3`, are a name and left out.
pub fn figures(text: &str) -> Vec<Figure> {
    let tokens = tokens(text);
    let mut found: Vec<(Figure, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((value, next)) = value_at(&tokens, at) else {
            at += 1;
            continue;
        };
        let (kind, after) = kind_of(&tokens, at, next);
        let (kind, value) =
            if kind == Kind::Years && is(&tokens, after.wrapping_sub(1), &["decade", "decades"]) {
                (kind, value * 10.0)
            } else {
                (kind, value)
            };
        let figure = Figure {
            value,
            kind,
            hedge: hedge(&tokens, at, after),
            start: tokens[at].start,
            end: tokens[next - 1].end,
        };
        found.push((figure, at, next));
        at = after.max(next);
    }
    share_units(&tokens, &mut found);
    found.extend(changes(&tokens));
    found.into_iter().map(|(figure, ..)| figure).collect()
}

fn is(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| words.contains(&token.lower.as_str()))
}

/// The number that begins at a token, and the token behind it.
fn value_at(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let token = &tokens[at];
    if token.is_number {
        // `S3` and `4x4` are names; so is the 3 of `Python3`.
        if token.glued && at > 0 && tokens[at - 1].is_word() {
            return None;
        }
        let mut value: f64 = token.lower.replace(',', "").parse().ok()?;
        let mut next = at + 1;
        if let Some(suffix) = tokens.get(next).filter(|t| t.glued && t.is_word()) {
            match scale(&suffix.lower) {
                Some(scale) => (value, next) = (value * scale, next + 1),
                None if matches!(
                    suffix.lower.as_str(),
                    "st" | "nd"
                        | "rd"
                        | "th"
                        | "x"
                        | "yr"
                        | "yrs"
                        | "y"
                        | "mo"
                        | "pct"
                        | "hrs"
                        | "h"
                ) => {}
                None => return None,
            }
        } else if let Some(scale) = tokens.get(next).and_then(|t| large(&t.lower)) {
            (value, next) = (value * scale, next + 1);
        }
        return Some((value, next));
    }
    words_at(tokens, at)
}

fn scale(suffix: &str) -> Option<f64> {
    Some(match suffix {
        "k" => 1e3,
        "m" | "mm" | "mn" => 1e6,
        "b" | "bn" => 1e9,
        _ => return None,
    })
}

fn large(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "millions" => 1e6,
        "billion" => 1e9,
        _ => return None,
    })
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

fn small(word: &str) -> Option<f64> {
    let place = |list: &[&str]| list.iter().position(|name| *name == word);
    place(&UNITS)
        .map(|n| n as f64)
        .or_else(|| place(&TENS).map(|n| (n as f64 + 2.0) * 10.0))
        .or_else(|| (word == "dozen").then_some(12.0))
}

/// A number in words. `One` alone is mostly no number, and `a` is one only before a measure.
fn words_at(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let first = tokens[at].lower.as_str();
    if matches!(first, "a" | "an") {
        let next = tokens.get(at + 1)?.lower.as_str();
        if next == "decade" {
            return Some((1.0, at + 1));
        }
        let value = large(next).or_else(|| (next == "dozen").then_some(12.0))?;
        return Some((value, at + 2));
    }
    let (mut total, mut group) = (0.0, small(first)?);
    let mut next = at + 1;
    while let Some(token) = tokens.get(next) {
        let word = token.lower.as_str();
        if let Some(unit) = small(word).filter(|unit| {
            *unit < 10.0 && *unit > 0.0 && group % 100.0 >= 20.0 && group % 10.0 == 0.0
        }) {
            group += unit;
        } else if word == "hundred" {
            group *= 100.0;
        } else if word == "dozen" {
            group *= 12.0;
        } else if let Some(scale) = large(word) {
            total += group * scale;
            group = 0.0;
        } else if word == "-"
            && tokens
                .get(next + 1)
                .is_some_and(|t| small(&t.lower).is_some_and(|n| n < 10.0))
            && TENS.contains(&tokens[next - 1].lower.as_str())
            || word == "and"
                && group >= 100.0
                && tokens
                    .get(next + 1)
                    .is_some_and(|t| small(&t.lower).is_some())
        {
        } else if let Some(rest) =
            small(word).filter(|rest| *rest < 100.0 && group >= 100.0 && group % 100.0 == 0.0)
        {
            group += rest;
        } else {
            break;
        }
        next += 1;
    }
    let value = total + group;
    let is_lone_one =
        value == 1.0 && !is(tokens, next, &["year", "month", "decade", "percent", "per"]);
    (!is_lone_one).then_some((value, next))
}

/// What is counted, and the token behind its unit.
fn kind_of(tokens: &[Token], at: usize, next: usize) -> (Kind, usize) {
    let before = |n: usize| at.checked_sub(n).map_or("", |i| tokens[i].lower.as_str());
    let word = |n: usize| tokens.get(n).map_or("", |token| token.lower.as_str());
    if matches!(
        before(1),
        "$" | "£" | "€" | "₹" | "usd" | "eur" | "gbp" | "inr" | "rs"
    ) {
        return (Kind::Money, next);
    }
    // `5-year`, `40+ clients`, `3 to 4 years` (the latter by its second number).
    let mut unit = next;
    while matches!(word(unit), "-" | "+" | "plus" | "full") {
        unit += 1;
    }
    match word(unit) {
        "%" | "percent" | "pct" | "percentage" => (Kind::Percent, unit + 1),
        "per" if word(unit + 1) == "cent" => (Kind::Percent, unit + 2),
        "year" | "years" | "yr" | "yrs" | "y" | "decade" | "decades" => (Kind::Years, unit + 1),
        "month" | "months" | "mo" | "mos" => (Kind::Months, unit + 1),
        "point" | "points" => (Kind::Scale, unit + 1),
        "out" if word(unit + 1) == "of" && tokens.get(unit + 2).is_some_and(|t| t.is_number) => {
            (Kind::Scale, unit)
        }
        "of" if tokens.get(unit + 1).is_some_and(|t| t.is_number) => (Kind::Scale, unit),
        "dollar" | "dollars" | "euros" | "euro" | "pounds" | "usd" | "eur" | "gbp" | "rupees" => {
            (Kind::Money, unit + 1)
        }
        "x" | "times" | "fold" => (Kind::Times, unit + 1),
        "/" if tokens.get(unit + 1).is_some_and(|t| t.is_number) => (Kind::Scale, unit),
        _ if matches!(before(1), "of")
            && at > 1
            && (tokens[at - 2].is_number || small(before(2)).is_some()) =>
        {
            (Kind::Scale, next)
        }
        _ => (Kind::Count, next),
    }
}

fn hedge(tokens: &[Token], at: usize, after: usize) -> Hedge {
    let word = |n: usize| tokens.get(n).map_or("", |token| token.lower.as_str());
    // A currency sign stands between the hedge and its number.
    let at = if at > 0 && matches!(word(at - 1), "$" | "£" | "€" | "₹") {
        at - 1
    } else {
        at
    };
    let one = at.checked_sub(1).map_or("", word);
    let two = at.checked_sub(2).map_or("", word);
    if matches!(
        (word(after), word(after + 1)),
        ("or", "more") | ("and", "more")
    ) || (at..after).any(|n| matches!(word(n), "+" | "plus"))
    {
        return Hedge::AtLeast;
    }
    match (two, one) {
        ("more" | "greater" | "larger" | "better", "than")
        | ("at", "least")
        | ("upwards", "of")
        | (_, "over" | "above" | "exceeding" | "beyond") => Hedge::AtLeast,
        ("less" | "fewer" | "smaller" | "lower", "than")
        | ("close", "to")
        | ("up", "to")
        | ("at", "most")
        | (_, "nearly" | "almost" | "under" | "below" | "approaching") => Hedge::AtMost,
        (
            _,
            "about" | "around" | "roughly" | "approximately" | "approx" | "circa" | "some" | "~",
        ) => Hedge::About,
        (_, ".") if two == "approx" => Hedge::About,
        _ => Hedge::Exact,
    }
}

/// In `10 to 15 %` and `3–4 years` the first number has the second one's unit.
fn share_units(tokens: &[Token], found: &mut [(Figure, usize, usize)]) {
    for later in (1..found.len()).rev() {
        let (kind, begin) = (found[later].0.kind, found[later].1);
        let (earlier, _, end) = &mut found[later - 1];
        let joins = begin == *end + 1 && is(tokens, *end, &["to", "-", "–", "—", "or", "and"]);
        if joins && earlier.kind == Kind::Count && kind != Kind::Scale {
            earlier.kind = kind;
        }
    }
}

/// Verbs that are numbers: `doubled sales`, `cut it by half`.
fn changes(tokens: &[Token]) -> Vec<(Figure, usize, usize)> {
    let value = |word: &str| {
        Some(match word {
            "doubled" | "doubling" | "double" | "twice" | "twofold" => 2.0,
            "tripled" | "tripling" | "triple" | "trebled" | "threefold" => 3.0,
            "quadrupled" | "quadrupling" | "fourfold" => 4.0,
            "halved" | "halving" => 0.5,
            _ => return None,
        })
    };
    let read = |(at, token): (usize, &Token)| {
        let figure = Figure {
            value: value(&token.lower)?,
            kind: Kind::Times,
            hedge: Hedge::Exact,
            start: token.start,
            end: token.end,
        };
        Some((figure, at, at + 1))
    };
    tokens.iter().enumerate().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, Kind, Hedge)> {
        figures(text)
            .into_iter()
            .map(|f| (f.value, f.kind, f.hedge))
            .collect()
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        use Hedge::{About, AtLeast, AtMost, Exact};
        use Kind::{Count, Money, Months, Percent, Scale, Times, Years};
        for (text, figures) in [
            (
                "cut by 40% for 12 teams",
                vec![(40.0, Percent, Exact), (12.0, Count, Exact)],
            ),
            ("forty-two per cent", vec![(42.0, Percent, Exact)]),
            (
                "$1.2M and 40k users",
                vec![(1.2e6, Money, Exact), (4e4, Count, Exact)],
            ),
            ("over 7,000 orders", vec![(7000.0, Count, AtLeast)]),
            ("nearly a decade", vec![(10.0, Years, AtMost)]),
            ("5+ years", vec![(5.0, Years, AtLeast)]),
            ("a five-year plan", vec![(5.0, Years, Exact)]),
            (
                "10 to 15 %",
                vec![(10.0, Percent, Exact), (15.0, Percent, Exact)],
            ),
            (
                "62 of 100 points",
                vec![(62.0, Scale, Exact), (100.0, Scale, Exact)],
            ),
            ("about two hundred and fifty", vec![(250.0, Count, About)]),
            ("eighteen months", vec![(18.0, Months, Exact)]),
            ("doubled sales", vec![(2.0, Times, Exact)]),
            ("S3, Python3 and B2B on one page", vec![]),
            ("a dozen people", vec![(12.0, Count, Exact)]),
        ] {
            assert_eq!(read(text), figures, "{text}");
        }
    }

    #[test]
    fn a_hedge_is_a_leeway_to_one_side() {
        let follows = |said: &str, fact: &str| figures(said)[0].follows_from(&figures(fact)[0]);
        assert!(follows("over 7,000 orders", "7,250 orders"));
        assert!(!follows("over 7,000 orders", "6,900 orders"));
        assert!(follows("nearly $2 million", "$1.9M"));
        assert!(follows("34 %", "33.6%"));
        assert!(!follows("40 people", "40 %"));
        assert!(follows("doubled it", "raised it by 100%"));
    }

    #[test]
    fn lengths_of_time_follow_from_months() {
        let spans = |said: &str, months| figures(said)[0].is_span_of(months);
        assert!(spans("nearly a decade", 115) && !spans("nearly a decade", 80));
        assert!(spans("four years", 49) && spans("four years", 46) && !spans("six years", 49));
        assert!(spans("more than three years", 40) && !spans("more than three years", 30));
    }
}
