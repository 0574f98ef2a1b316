//! Better wordings of lines of a résumé, where there is no doubt.

use rand::rngs::StdRng;

/// A better wording of a résumé line, all numbers and names kept; none when the line is not of a kind that can be
/// reworded surely.
pub fn rewrite(line: &str, role: &str, rng: &mut StdRng) -> Option<String> {
    let _ = (line, role, rng);
    None
}
