//! Whether a change is told in the direction it takes.

use super::says;
use super::scope::Holding;
use crate::advisor::words::lexemes;

const RISE_WORDS: &str = "\
    grow grows growing grew grown growth rise rises rising rose increase increases increasing gain gains expand expands \
    expanding up";
const FALL_WORDS: &str = "\
    fall falls falling fell fallen decline declines declining decrease decreases decreasing drop drops dropping shrink \
    shrinks shrinking loss lose loses losing down";
/// How a fact of the atlas says which way employment goes.
const PROJECTED: &str = "projected to ";

/// A sentence that says that something falls cites no fact of which it rises, and the other way round.
pub fn is_kept(text: &str, scope: &[&Holding]) -> bool {
    let words = lexemes(text);
    let told = (says(&words, RISE_WORDS), says(&words, FALL_WORDS));
    scope
        .iter()
        .filter_map(|row| row.behind(PROJECTED))
        .all(|change| match told {
            (true, false) => !change.starts_with("fall"),
            (false, true) => change.starts_with("fall"),
            _ => true,
        })
}
