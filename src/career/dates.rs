//! Dates as people write them in a résumé: `Jan 2020 – Present`, `03/2018 - 05/2020`, `2019-21`.

mod words;

use std::fmt;

use crate::career::resume::Span;
use words::{DASHES, EXPECTED, MONTHS, OF, PRESENT, SEASONS, SINCE, UNTIL, YEAR_MARKS};

/// A month, or a whole year where no month is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
}

impl YearMonth {
    pub const fn new(year: u16, month: Option<u8>) -> Self {
        Self { year, month }
    }

    /// The month's English name in small letters; none for a whole year.
    pub fn month_name(self) -> Option<&'static str> {
        let names = MONTHS.get(usize::from(self.month?).checked_sub(1)?)?;
        names.first().copied()
    }

    /// Months since year 0. A year without a month counts from its middle, so that `2019–2021`
    /// is two years and not one or three.
    fn first_month(self) -> u32 {
        u32::from(self.year) * 12 + self.month.map_or(6, |month| u32::from(month) - 1)
    }

    /// The month after the last one this date covers.
    fn end_month(self) -> u32 {
        self.first_month() + u32::from(self.month.is_some())
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month {
            Some(month) => write!(f, "{:04}-{month:02}", self.year),
            None => write!(f, "{:04}", self.year),
        }
    }
}

/// Where a range ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeEnd {
    At(YearMonth),
    Present,
}

impl RangeEnd {
    /// For comparing ends: months since year 0, and the present after all of them.
    pub fn months(self) -> u32 {
        match self {
            Self::At(date) => date.end_month(),
            Self::Present => u32::MAX,
        }
    }
}

impl fmt::Display for RangeEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(date) => date.fmt(f),
            Self::Present => f.write_str("present"),
        }
    }
}

/// A stretch of time as written in a text; the start is never after the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    pub start: YearMonth,
    pub end: RangeEnd,
    pub span: Span,
}

/// Every date range of a text, in order and without overlaps. A range crosses a line break
/// only right after its dash.
pub fn find_ranges(text: &str) -> Vec<DateRange> {
    scan(text, range)
        .into_iter()
        .map(|((start, end), span)| DateRange { start, end, span })
        .collect()
}

/// Every single date of a text that has a year of four digits, in order, those inside ranges too.
pub fn find_dates(text: &str) -> Vec<(YearMonth, Span)> {
    scan(text, |text, at| {
        point(text, at)
            .filter(|found| !found.short)
            .map(|found| (found.date, found.end))
    })
}

/// How many months the ranges cover together; months that several ranges share count once.
/// Nothing after `present` is counted, and a range counts for at least one month.
pub fn months_covered(ranges: &[DateRange], present: YearMonth) -> u32 {
    let now = present.end_month();
    let mut stretches: Vec<(u32, u32)> = ranges
        .iter()
        .map(|range| {
            let start = range.start.first_month();
            let end = match range.end {
                RangeEnd::At(date) => date.end_month().max(start + 1),
                RangeEnd::Present => now,
            };
            (start, end.min(now))
        })
        .filter(|(start, end)| start < end)
        .collect();
    stretches.sort_unstable();
    let mut months = 0;
    let mut covered_to = 0;
    for (start, end) in stretches {
        let start = start.max(covered_to);
        if start < end {
            months += end - start;
            covered_to = end;
        }
    }
    months
}

/// Ranges of a date column beside the text, where the end stands below the beginning:
///
/// ```text
/// June 2020 – Developer, Example Ltd
/// Present     Worked on the order system
/// ```
///
/// The span is that of the beginning, because what follows it in the line is something else.
pub fn find_column_ranges(text: &str) -> Vec<DateRange> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let begin = skip_blanks(text, at);
        at += line.len();
        if lines.peek().is_some()
            && let Some(range) = column_range(text, begin, at)
        {
            found.push(range);
        }
    }
    found
}

/// The date at `begin`, a dash and other words; then an end at `below`, the next line. A narrow column
/// may break between the month and the year of the end.
fn column_range(text: &str, begin: usize, below: usize) -> Option<DateRange> {
    let start = point(text, begin).filter(|start| !start.short)?;
    let (after, dash) = separator(text, start.end)?;
    if !dash || after >= below || end(text, after, &start, true).is_some() {
        return None;
    }
    let below = skip_blanks(text, below);
    let month = month_name(text, after).map(|(month, end)| (month, skip(text, end, &[','])));
    let (end, written_to) = match month {
        Some((month, written_to)) => {
            let (year, _) = digits(text, below).filter(|(_, end)| end - below == 4)?;
            let end = YearMonth::new(plausible(year)?, Some(month));
            (RangeEnd::At(end), written_to)
        }
        None => (end(text, below, &start, true)?.0, start.end),
    };
    match end {
        RangeEnd::At(date) if runs_backwards(start.date, date) => None,
        end => Some(DateRange {
            start: start.date,
            end,
            span: Span::new(begin, written_to),
        }),
    }
}

/// Tries `parse` wherever a word begins; what it takes is not looked at again.
fn scan<T>(text: &str, parse: impl Fn(&str, usize) -> Option<(T, usize)>) -> Vec<(T, Span)> {
    let mut found = Vec::new();
    // Every date has a year, and most lines have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let mut next = 0;
    let mut previous = ' ';
    for (at, letter) in text.char_indices() {
        if at >= next
            && begins_word(previous, letter)
            && let Some((value, end)) = parse(text, at)
        {
            found.push((value, Span::new(at, end)));
            next = end;
        }
        previous = letter;
    }
    found
}

/// Chinese and Japanese write `从2019年`, so a digit may follow any letter that is not Latin.
/// An amount of money or a part of a longer number is no year.
fn begins_word(previous: char, letter: char) -> bool {
    if letter.is_ascii_digit() {
        !previous.is_ascii_alphanumeric() && !matches!(previous, '$' | '€' | '£' | '#' | '.' | '+')
    } else {
        letter.is_alphabetic() && !previous.is_alphanumeric()
    }
}

fn range(text: &str, at: usize) -> Option<((YearMonth, RangeEnd), usize)> {
    if let Some(after) = keyword(text, at, SINCE) {
        return range_from(text, skip_blanks(text, after), true);
    }
    range_from(text, at, false).or_else(|| months_of_one_year(text, at))
}

fn range_from(text: &str, at: usize, open: bool) -> Option<((YearMonth, RangeEnd), usize)> {
    let start = point(text, at)?;
    let closed = separator(text, start.end).and_then(|(at, dash)| end(text, at, &start, dash));
    match closed {
        Some((RangeEnd::At(date), _)) if runs_backwards(start.date, date) => None,
        Some((end, at)) => Some(((start.date, end), at)),
        None if open && !start.short => Some(((start.date, RangeEnd::Present), start.end)),
        None => None,
    }
}

/// A year that ends in one of its own months (`2020 - Jan 2020`) is a slip too.
fn runs_backwards(start: YearMonth, end: YearMonth) -> bool {
    end.year < start.year
        || end.year == start.year
            && end
                .month
                .is_some_and(|month| start.month.is_none_or(|first| month < first))
}

fn end(text: &str, at: usize, start: &Point, dash: bool) -> Option<(RangeEnd, usize)> {
    if let Some(after) = keyword(text, at, PRESENT) {
        return Some((RangeEnd::Present, after));
    }
    let at = keyword(text, at, EXPECTED).map_or(at, |after| {
        skip_blanks(text, skip(text, skip_blanks(text, after), &['.', ':']))
    });
    if let Some(found) = point(text, at) {
        return Some((RangeEnd::At(found.date), found.end));
    }
    // `2019-21`: the century is the one of the start.
    let (short, after) = digits(text, at)?;
    let year = start.date.year / 100 * 100 + short;
    let fits = dash && after - at == 2 && start.date.month.is_none() && year > start.date.year;
    (fits && ends_word(text, after)).then_some((RangeEnd::At(YearMonth::new(year, None)), after))
}

/// `June – August 2019`: the year is written once.
fn months_of_one_year(text: &str, at: usize) -> Option<((YearMonth, RangeEnd), usize)> {
    let (month, after) = month_name(text, at)?;
    let (at, _) = separator(text, after)?;
    let last = point(text, at)?;
    let start = YearMonth::new(last.date.year, Some(month));
    (last.date.month? >= month).then_some(((start, RangeEnd::At(last.date)), last.end))
}

/// A date in a text.
struct Point {
    date: YearMonth,
    end: usize,
    /// Its year has two digits, which only a range makes plain.
    short: bool,
}

fn point(text: &str, at: usize) -> Option<Point> {
    numeric(text, at)
        .or_else(|| named(text, at))
        .filter(|found| ends_word(text, found.end))
}

fn numeric(text: &str, at: usize) -> Option<Point> {
    let (first, after) = digits(text, at)?;
    match after - at {
        4 => year_first(text, first, after),
        1 | 2 => month_first(text, first, after).or_else(|| {
            // `15 January 2020`, `15. Januar 2020`
            let at = skip_blanks(text, skip(text, after, &['.']));
            (1..=31).contains(&first).then(|| named(text, at))?
        }),
        _ => None,
    }
}

/// `2018`, `2018-03`, `2018.03.15`, `2018年3月`.
fn year_first(text: &str, year: u16, after: usize) -> Option<Point> {
    let year = plausible(year)?;
    let whole = Point {
        date: YearMonth::new(year, None),
        end: skip_year_mark(text, after),
        short: false,
    };
    let named = skip(text, skip_blanks(text, after), &['年', '년']);
    // `2019 年 3 月`, but not `2019 3`.
    let at = if text[..named].ends_with(['年', '년']) {
        skip_blanks(text, named)
    } else {
        skip(text, after, &['-', '/', '.'])
    };
    let Some((month, end)) = digits(text, at).filter(|(_, end)| at > after && end - at <= 2) else {
        return Some(whole);
    };
    let Some(month) = as_month(month) else {
        return Some(whole);
    };
    let day_at = skip(text, end, &['-', '/', '.']);
    let day = digits(text, day_at)
        .filter(|(day, to)| day_at > end && to - day_at == 2 && (1..=31).contains(day));
    Some(Point {
        date: YearMonth::new(year, Some(month)),
        end: day.map_or_else(|| skip_month_mark(text, end), |(_, to)| to),
        short: false,
    })
}

fn skip_year_mark(text: &str, at: usize) -> usize {
    YEAR_MARKS
        .iter()
        .filter_map(|mark| Some(at + starts_with_word(&text[at..], mark)?))
        .find(|end| ends_letters(text, *end))
        .unwrap_or(at)
}

fn skip_month_mark(text: &str, at: usize) -> usize {
    let marked = skip(text, skip_blanks(text, at), &['月', '월']);
    if text[..marked].ends_with(['月', '월']) {
        marked
    } else {
        at
    }
}

/// `03/2018`, `3.2018`, `03/18`, `15/03/2018`, `03/15/2018`.
fn month_first(text: &str, first: u16, after: usize) -> Option<Point> {
    let at = skip(text, after, &['/', '.', '-']);
    let (second, end) = digits(text, at).filter(|_| at > after)?;
    match end - at {
        4 => Some(Point {
            date: YearMonth::new(plausible(second)?, Some(as_month(first)?)),
            end,
            short: false,
        }),
        1 | 2 => {
            let year_at = skip(text, end, &['/', '.', '-']);
            let year = digits(text, year_at)
                .filter(|(_, to)| year_at > end && to - year_at == 4)
                .and_then(|(year, to)| Some((plausible(year)?, to)));
            match year {
                Some((year, end)) => Some(Point {
                    date: YearMonth::new(year, month_of_pair(first, second)?),
                    end,
                    short: false,
                }),
                None if text[after..].starts_with('/') && end - at == 2 => Some(Point {
                    date: YearMonth::new(century(second), Some(as_month(first)?)),
                    end,
                    short: true,
                }),
                None => None,
            }
        }
        _ => None,
    }
}

/// Which of `a/b/year` is the month. When both could be, neither is taken: that would be a guess.
fn month_of_pair(a: u16, b: u16) -> Option<Option<u8>> {
    match (as_month(a), as_month(b)) {
        (Some(a), Some(b)) if a == b => Some(Some(a)),
        (Some(_), Some(_)) => Some(None),
        (Some(month), None) if b <= 31 => Some(Some(month)),
        (None, Some(month)) if a <= 31 => Some(Some(month)),
        _ => None,
    }
}

/// `Jan 2020`, `Sept. 2019`, `March 15, 2019`, `enero de 2019`, `Jan ’20`, `Summer 2019`.
fn named(text: &str, at: usize) -> Option<Point> {
    let (month, after) = match month_name(text, at) {
        Some((month, after)) => (Some(month), after),
        None => (None, keyword(text, at, SEASONS)?),
    };
    let mut at = skip_blanks(text, skip(text, after, &[',', '/', '-']));
    if let Some(of) = keyword(text, at, OF) {
        at = skip_blanks(text, of);
    }
    year_after_name(text, at, month).or_else(|| {
        let (day, after) = digits(text, at).filter(|(day, _)| (1..=31).contains(day))?;
        let comma = skip(text, skip_ordinal(text, after), &[',']);
        let year_at = skip_blanks(text, comma);
        (day > 0 && year_at > after).then(|| year_after_name(text, year_at, month))?
    })
}

fn year_after_name(text: &str, at: usize, month: Option<u8>) -> Option<Point> {
    let bare = skip(text, at, &['\'', '’', '‘', '`']);
    let (year, end) = digits(text, bare)?;
    let (year, short) = match end - bare {
        4 => (plausible(year)?, false),
        2 if bare > at => (century(year), true),
        _ => return None,
    };
    Some(Point {
        date: YearMonth::new(year, month),
        end: skip_year_mark(text, end),
        short,
    })
}

fn skip_ordinal(text: &str, at: usize) -> usize {
    ["st", "nd", "rd", "th"]
        .iter()
        .find(|suffix| text[at..].starts_with(**suffix))
        .map_or(at, |suffix| at + suffix.len())
}

fn plausible(year: u16) -> Option<u16> {
    (1940..=2099).contains(&year).then_some(year)
}

fn century(short: u16) -> u16 {
    if short < 60 {
        2000 + short
    } else {
        1900 + short
    }
}

fn as_month(value: u16) -> Option<u8> {
    u8::try_from(value)
        .ok()
        .filter(|month| (1..=12).contains(month))
}

/// What stands between the two dates of a range, and whether it is a dash.
fn separator(text: &str, at: usize) -> Option<(usize, bool)> {
    let at = skip_blanks(text, at);
    let rest = &text[at..];
    let dashes = rest.len() - rest.trim_start_matches(DASHES).len();
    if dashes > 0 {
        let after = skip_blanks(text, at + dashes);
        // In a narrow column the end stands below: `June 2020 –`, `Present`.
        return Some((skip_blanks(text, skip(text, after, &['\n'])), true));
    }
    // `2019年3月至今`, `2019年から現在`: the end follows at once.
    if ["至今", "迄今", "在职", "在職"]
        .iter()
        .any(|end| rest.starts_with(end))
    {
        return Some((at, false));
    }
    keyword(text, at, UNTIL).map(|after| (skip_blanks(text, after), false))
}

/// Whether the text is the name of a month and nothing else.
pub fn is_month(text: &str) -> bool {
    !text.is_empty() && month_name(text, 0).is_some_and(|(_, end)| end == text.len())
}

/// The month a word names, and where the word ends with its abbreviation mark.
fn month_name(text: &str, at: usize) -> Option<(u8, usize)> {
    let (month, after) = (1..=12)
        .zip(MONTHS)
        .find_map(|(month, names)| Some((month, letters(text, at, names)?)))?;
    Some((month, skip(text, after, &['.'])))
}

/// Where the word at `at` ends, if it is one of `words` in any case.
fn keyword(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    letters(text, at, words).filter(|end| ends_word(text, *end))
}

/// Like [`keyword`], but a digit may follow at once, as in `Aug2019`.
fn letters(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    let first = text[at..].chars().next()?.to_lowercase().next()?;
    let words = words.iter().filter(|word| word.starts_with(first));
    words.copied().find_map(|word| {
        let end = starts_with_word(&text[at..], word)? + at;
        ends_letters(text, end).then_some(end)
    })
}

/// How many bytes of `text` spell `word`, which is in lower case.
fn starts_with_word(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in word.chars() {
        let mut lower = rest.next()?.to_lowercase();
        if lower.next() != Some(wanted) || lower.next().is_some() {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

/// No letter of an alphabet follows; Chinese and Japanese have no blanks between words.
fn ends_letters(text: &str, at: usize) -> bool {
    let next = text[at..].chars().next();
    next.is_none_or(|next| !next.is_alphabetic() || is_ideograph(next))
        || text[..at].ends_with(is_ideograph)
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn ends_word(text: &str, at: usize) -> bool {
    text[at..]
        .chars()
        .next()
        .is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// The number at `at` of at most four digits, and where it ends.
fn digits(text: &str, at: usize) -> Option<(u16, usize)> {
    let n = text.as_bytes()[at..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let value = text.get(at..at + n).filter(|_| n <= 4)?.parse().ok()?;
    Some((value, at + n))
}

fn skip(text: &str, at: usize, marks: &[char]) -> usize {
    text[at..]
        .chars()
        .next()
        .filter(|mark| marks.contains(mark))
        .map_or(at, |mark| at + mark.len_utf8())
}

fn skip_blanks(text: &str, at: usize) -> usize {
    let blank = |letter: char| letter != '\n' && letter.is_whitespace();
    text.len() - text[at..].trim_start_matches(blank).len()
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
