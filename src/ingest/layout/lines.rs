//! Words of one column → lines of text.

use super::words::Word;

/// A gap this wide is more than a blank between words: a date at the right edge, a cell of a table.
pub(super) const WIDE_GAP_EM: f64 = 1.2;

/// A gap this wide stands in the text as two blanks: words of one phrase are not that far apart.
const APART_EM: f64 = 0.8;

/// Marks that stand between the letters of a spaced name.
const SPACED_MARKS: &[char] = &['&', '-', '\u{2010}', '\u{2011}', '\'', '’', '.'];

#[derive(Debug)]
pub(super) struct Line {
    pub text: String,
    pub x: f64,
    /// The upper edge of its letters.
    pub top: f64,
}

/// From top to bottom.
pub(super) fn from_words(words: Vec<Word>) -> Vec<Line> {
    rows(words).into_iter().map(line).collect()
}

/// Words that share a baseline, from left to right.
pub(super) fn rows(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let row = rows.iter_mut().rev().take(4).find(|row| {
            let (y, size) = (row[0].y, row[0].size);
            (word.y - y).abs() <= 0.4 * size.min(word.size)
        });
        match row {
            Some(row) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

fn line(row: Vec<Word>) -> Line {
    let row = join_spaced_letters(row);
    let top = row
        .iter()
        .map(|word| word.y - 0.8 * word.size)
        .fold(f64::INFINITY, f64::min);
    let mut text = String::new();
    for (index, word) in row.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|before| &row[before]) {
            text.push_str(between(before, word));
        }
        text.push_str(&word.text);
    }
    Line {
        text,
        x: row[0].left,
        top,
    }
}

fn between(before: &Word, word: &Word) -> &'static str {
    let gap = (word.left - before.right) / before.size.min(word.size);
    if gap > APART_EM || word.begins_column {
        "  "
    } else if gap < 0.05 && gap > -0.5 && !word.blank_before {
        ""
    } else {
        " "
    }
}

/// `E X P E R I E N C E`, set with gaps for looks, becomes the word it is, also where two letters that are kerned stand
/// close (`B AY`). A run of mostly single letters at even distances is taken for one; a wider gap between them ends a
/// word.
fn join_spaced_letters(row: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(row.len());
    let mut rest = row.as_slice();
    while !rest.is_empty() {
        let n = n_spaced(rest);
        let (run, after) = rest.split_at(n.max(1));
        if n == 0 {
            joined.extend_from_slice(run);
        } else {
            join_run(run, &mut joined);
        }
        rest = after;
    }
    joined
}

/// How many of the first words are pieces of spaced words; none if they are words as usual.
fn n_spaced(words: &[Word]) -> usize {
    let pieces = words.iter().map_while(piece);
    let (mut n, mut n_single, mut all_capitals) = (0, 0, true);
    for piece in pieces {
        n += 1;
        n_single += usize::from(piece.is_single);
        all_capitals &= piece.is_capital;
    }
    let is_spaced = if all_capitals {
        n_single >= 4 && 3 * n_single >= 2 * n
    } else {
        n_single >= 6 && n_single == n
    };
    if is_spaced { n } else { 0 }
}

struct Piece {
    is_single: bool,
    is_capital: bool,
}

/// A letter, or two or three capitals that kerning put together.
fn piece(word: &Word) -> Option<Piece> {
    let is_single = word.text.chars().nth(1).is_none();
    let is_capital = word
        .text
        .chars()
        .all(|letter| letter.is_uppercase() || SPACED_MARKS.contains(&letter));
    let is_piece = is_capital && word.text.chars().nth(3).is_none()
        || is_single && word.text.chars().all(char::is_alphabetic);
    is_piece.then_some(Piece {
        is_single,
        is_capital,
    })
}

fn join_run(run: &[Word], joined: &mut Vec<Word>) {
    let mut gaps: Vec<f64> = run
        .windows(2)
        .map(|pair| pair[1].left - pair[0].right)
        .collect();
    gaps.sort_by(f64::total_cmp);
    let size = run[0].size;
    let most = gaps[gaps.len() / 2] + 0.35 * size;
    for (index, word) in run.iter().enumerate() {
        match joined.last_mut() {
            Some(last) if index > 0 && word.left - last.right <= most => {
                last.text.push_str(&word.text);
                last.right = word.right;
            }
            // Its words stand further apart than those of other lines, but are one phrase.
            Some(last) if index > 0 => {
                let left = last.right + 0.3 * size;
                joined.push(Word {
                    left,
                    ..word.clone()
                });
            }
            _ => joined.push(word.clone()),
        }
    }
}
