//! Words between quotation marks.

use super::scope::{Holding, normal_words};

/// Whether each quotation stands in one of the facts, word for word; where it is cut, as far as it goes.
pub fn all_stand(text: &str, scope: &[&Holding]) -> bool {
    quotations(text).all(|quoted| {
        let words = normal_words(quoted);
        let whole = words.trim();
        let stands = |phrase: &str| scope.iter().any(|row| row.has_phrase(phrase));
        let is_cut = quoted.ends_with('…') || quoted.ends_with("...");
        stands(whole)
            || is_cut
                && whole
                    .rsplit_once(' ')
                    .is_some_and(|(all_but_last, _)| stands(all_but_last))
    })
}

fn quotations(text: &str) -> impl Iterator<Item = &str> {
    let curled = text
        .split('“')
        .skip(1)
        .filter_map(|rest| rest.split_once('”').map(|(quoted, _)| quoted));
    curled.chain(text.split('"').skip(1).step_by(2))
}
