//! The head of an entry, cut into what it names.

use super::places;
use super::sections::is_heading;
use super::trimmed;
use super::words::{is_ideograph, organisations, titles};
use crate::career::dates;
use crate::career::resume::Span;

pub(super) const EDGES: &[char] = &[
    ',', '|', '-', '–', '—', '•', '·', '(', ')', '[', ']', ';', ':', '/', '*', '_', '#', '@', '，',
    '：', '（', '）', '、', '~', '<', '>', '・', '／', '｜', '|',
];

/// A stretch of the head between two marks, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    pub span: Span,
    /// Lines below the one with the dates; negative above it.
    pub row: i32,
    /// Counted within its line.
    pub index: i32,
    /// A dash parts it from the piece before it.
    pub dashed: bool,
}

impl Piece {
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text).unwrap_or_default()
    }

    pub(super) const fn slot(&self) -> (i32, i32) {
        (self.row, self.index)
    }
}

/// The pieces of a line between wide gaps, bars, bullets and dashes with blanks around them, without
/// what lies in `except`; each with whether a dash stands before it.
pub(super) fn cut(text: &str, line: Span, except: Option<Span>) -> Vec<(Span, bool)> {
    const MARKS: &[&str] = &[
        "  ", "\t", "|", "｜", "—", " • ", " · ", " – ", " — ", " - ", " // ", "•", "·", " ー ",
        "／", "\u{3000}", " – ", " ∙ ", " ● ", " ■ ", " / ", " ~ ", " :: ", " » ",
    ];
    let ranges = match except {
        Some(except) => vec![
            Span::new(line.start, except.start),
            Span::new(except.end, line.end),
        ],
        None => vec![line],
    };
    let mut pieces = Vec::new();
    for range in ranges {
        let mut start = range.start;
        let mut dashed = false;
        while let Some(rest) = text.get(start..range.end).filter(|rest| !rest.is_empty()) {
            let next = MARKS
                .iter()
                .filter_map(|mark| Some((rest.find(mark)?, *mark)))
                .filter(|(at, _)| !within_brackets(rest, *at))
                .min_by_key(|(at, mark)| (*at, std::cmp::Reverse(mark.len())));
            let (at, mark) = next.unwrap_or((rest.len(), ""));
            let piece = trimmed_piece(text, Span::new(start, start + at));
            if piece.start < piece.end {
                pieces.push((piece, dashed));
                dashed = false;
            }
            dashed |= mark.contains(['–', '—', '-']);
            start += at + mark.len();
            if mark.is_empty() {
                break;
            }
        }
    }
    pieces
}

/// `Analyst (Paris - Lyon)` is not cut at its dash.
fn within_brackets(text: &str, at: usize) -> bool {
    let open = text[..at].matches(['(', '（']).count();
    open > text[..at].matches([')', '）']).count() && text[at..].contains([')', '）'])
}

/// Brackets that the piece opens and closes itself belong to it.
fn trimmed_piece(text: &str, span: Span) -> Span {
    let bare = trimmed(text, span, EDGES);
    let opened = text
        .get(bare.start..bare.end)
        .is_some_and(|words| words.contains(['(', '（']));
    let close = text[bare.end..].chars().next();
    match close {
        Some(mark @ (')' | '）')) if opened && bare.end < span.end => {
            Span::new(bare.start, bare.end + mark.len_utf8())
        }
        _ => bare,
    }
}

/// What a label before a colon says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Company,
    Place,
    Degree,
    Dates,
}

const LABELS: &[(Label, &str)] = &[
    (
        Label::Title,
        "title|job title|position|role|职位|職位|岗位|职务|職務|役職|должность|позиция|роль|poste|\
         fonction|puesto|cargo|função|posizione|ruolo|stelle|funktion|직책|직위",
    ),
    (
        Label::Company,
        "company|employer|organisation|organization|institution|school|university|公司|公司名称|单位|\
         工作单位|雇主|学校|学校名称|院校|毕业院校|企業|会社|会社名|勤務先|学校名|компания|организация|\
         работодатель|место работы|учебное заведение|вуз|университет|entreprise|société|établissement|\
         empresa|institución|instituição|azienda|firma|unternehmen|arbeitgeber|hochschule|회사|학교|ድርጅት|\
         ዩኒቨርሲቲ",
    ),
    (
        Label::Place,
        "location|place|city|地点|工作地点|所在地|勤務地|город|место|lieu|lugar|ubicación|local|luogo|ort|지역",
    ),
    (
        Label::Degree,
        "degree|field|course|major|qualification|学位|专业|学历|专业名称|学部|学科|専攻|степень|специальность|\
         специализация|квалификация|diplôme|título|grado|curso|titolo|abschluss|studiengang|전공|학위|ዲግሪ",
    ),
    (
        Label::Dates,
        "date|dates|period|duration|years|year|from|时间|期间|起止时间|在职时间|在校时间|期間|在籍期間|период|\
         даты|период работы|годы|сроки|période|dates|periodo|período|fechas|zeitraum|dauer|기간|ዓመት",
    ),
];

/// Whether the words are a label whose value stands elsewhere.
pub(super) fn is_label(words: &str) -> bool {
    let lower = words.to_lowercase();
    LABELS
        .iter()
        .any(|(_, list)| list.split('|').any(|known| known == lower))
}

/// `公司：华夏科技` → its label and where the value begins.
pub(super) fn label(words: &str) -> Option<(Label, usize)> {
    let (at, mark) = words
        .char_indices()
        .find(|(_, letter)| matches!(letter, ':' | '：' | '፡'))?;
    let lower = words[..at]
        .trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_lowercase();
    let value = &words[at + mark.len_utf8()..];
    let start = words.len() - value.trim_start_matches(['*', ' ', '\t']).len();
    LABELS
        .iter()
        .find(|(_, list)| list.split('|').any(|known| known == lower))
        .map(|(label, _)| (*label, start))
        .filter(|_| start < words.len())
}

/// What stands before the place, without a full stop between, but with that of `Inc.`
pub(super) fn before_place(text: &str, piece: Span, at: usize) -> Span {
    let span = trimmed(text, Span::new(piece.start, piece.start + at), EDGES);
    let words = span.of(text).unwrap_or_default();
    let last = words.rsplit(' ').next().unwrap_or_default();
    if words.ends_with('.') && last.len() > 5 {
        return Span::new(span.start, span.end - 1);
    }
    span
}

/// `Engineer at Acme`, `Engineer, Acme Ltd`, `Acme Ltd, Engineer`: where the first part ends and the
/// second begins. After a comma may as well come the field of work, so without `bold` only a word
/// of companies tells.
pub(super) fn halves(words: &str, bold: bool) -> Option<(usize, usize)> {
    const AT: &[&str] = &[
        " at ", " @ ", " bei ", " chez ", " presso ", " в ", " en ", " na ", " bij ",
    ];
    let preposition = AT
        .iter()
        .filter_map(|mark| Some((words.find(mark)?, *mark)))
        .find(|(at, mark)| {
            let rest = &words[at + mark.len()..];
            let names =
                rest.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
            let plain = matches!(
                *mark,
                " at " | " @ " | " bei " | " chez " | " presso " | " bij "
            );
            titles::score(&words[..*at]) > 0
                && names
                && (plain || organisations::score(rest) >= 4)
                && !organisations::is_department(rest)
        });
    if let Some((at, mark)) = preposition.filter(|_| bold) {
        return Some((at, at + mark.len()));
    }
    let cuts = words
        .match_indices([',', '，'])
        .filter(|(at, _)| !within_brackets(words, *at))
        .map(|(at, mark)| {
            let rest = words[at + mark.len()..].trim_start();
            (at, words.len() - rest.len())
        });
    cuts.filter_map(|(at, start)| {
        let (first, second) = (&words[..at], &words[start..]);
        let (t, o) = (titles::score(first), organisations::score(first));
        let (other_t, other_o) = (titles::score(second), organisations::score(second));
        // `Acme, Inc.` is one name.
        let is_form = second.split_whitespace().count() == 1 && other_o == 5;
        let plain =
            !is_form && (t >= 3 && other_o >= 4 && other_t < 4 || o >= 4 && other_t >= 3 && t < 4);
        let likely = bold
            && !is_form
            && (t >= 3 && other_t == 0 && is_name(second) && !organisations::is_department(second)
                || o >= 2 && t == 0 && other_t >= 3);
        (plain || likely).then_some((plain, at, start))
    })
    .max_by_key(|(plain, at, _)| (*plain, std::cmp::Reverse(*at)))
    .map(|(_, at, start)| (at, start))
}

/// Nothing but a date or a range of dates, as far as one can see.
pub(super) fn is_date(words: &str) -> bool {
    let found = dates::find_ranges(words)
        .first()
        .map(|range| range.span)
        .or_else(|| dates::find_dates(words).first().map(|(_, span)| *span));
    found.is_some_and(|span| words.len() - (span.end - span.start) <= 3)
}

/// A few words that begin with a capital or a digit, as names do.
pub(super) fn is_name(words: &str) -> bool {
    let n = words.chars().count();
    let first = words.chars().next();
    n <= 70
        && first.is_some_and(|first| {
            !first.is_lowercase()
                && (first.is_alphanumeric()
                    || first == '“'
                    || first == '"'
                    || first == '«'
                    || first == '「')
        })
        && words.chars().any(char::is_alphabetic)
        && !words.ends_with(['.', ':', ';', '。']) | ends_in_abbreviation(words)
        && (titles::is_mostly_capitals(words)
            || words.chars().any(is_ideograph)
            || !words.is_ascii() && n <= 50)
        && !is_heading(words)
}

/// `Acme Inc.`, `Foo Co.`
pub(super) fn ends_in_abbreviation(words: &str) -> bool {
    let last = words.rsplit([' ', ',']).next().unwrap_or_default();
    words.ends_with('.') && (last.len() <= 5 || last.matches('.').count() > 1)
}

/// Where the place begins in `东湖制造有限公司 成都市`, which only a blank parts.
pub(super) fn ideographic_place(words: &str) -> Option<usize> {
    let at = words.rfind(' ')? + 1;
    let (before, last) = (words[..at].trim_end(), &words[at..]);
    let fits =
        last.starts_with(is_ideograph) && before.ends_with(is_ideograph) && places::is_place(last);
    (fits && !before.is_empty()).then_some(at)
}

/// Takes the place out of pieces: those that are one, and those that end in one.
pub(super) fn without_places(text: &str, pieces: Vec<Piece>) -> (Vec<Piece>, Option<Span>) {
    let mut location = None;
    let mut rest: Vec<Piece> = Vec::new();
    let n = pieces.len();
    for piece in pieces {
        let words = piece.of(text);
        if let Some(at) = ideographic_place(words) {
            location.get_or_insert(Span::new(piece.span.start + at, piece.span.end));
            let before = Span::new(piece.span.start, piece.span.start + at);
            rest.push(Piece {
                span: trimmed(text, before, EDGES),
                ..piece
            });
        } else if places::is_place(words) && (n > 1 || words.contains(',')) {
            location.get_or_insert(piece.span);
        } else if let Some(at) = places::trailing_place(words) {
            let before = before_place(text, piece.span, at);
            if before.start < before.end {
                location.get_or_insert(Span::new(piece.span.start + at, piece.span.end));
                rest.push(Piece {
                    span: before,
                    ..piece
                });
            }
        } else {
            rest.push(piece);
        }
    }
    (rest, location)
}
