//! Text that is drawn twice at the same place, as some programs do for bold, is read once.

use std::collections::HashSet;

use super::glyphs::Glyph;

/// Lets glyphs through unless they copy what was drawn before. A single letter that happens to stand
/// where the same one stood already is no copy; two in a row are, and so is a letter drawn twice at once.
#[derive(Default)]
pub(super) struct Copies {
    /// Letters by their place in steps of a twentieth of their size.
    drawn: HashSet<(String, i64, i64)>,
    /// The first letter of what may be a copy.
    held: Option<Glyph>,
    copying: bool,
}

impl Copies {
    pub(super) fn add(&mut self, glyph: Glyph, out: &mut Vec<Glyph>) {
        if glyph.text.trim().is_empty() {
            if !self.copying {
                self.flush(out);
                out.push(glyph);
            }
            return;
        }
        let at_once = out
            .last()
            .is_some_and(|last| last.text == glyph.text && (last.x - glyph.x).abs() < step(&glyph));
        if !self.drawn_before(&glyph) {
            self.flush(out);
            self.copying = false;
            out.push(glyph);
        } else if self.held.take().is_some() {
            self.copying = true;
        } else if !self.copying && !at_once {
            self.held = Some(glyph);
        }
    }

    pub(super) fn flush(&mut self, out: &mut Vec<Glyph>) {
        out.extend(self.held.take());
    }

    fn drawn_before(&mut self, glyph: &Glyph) -> bool {
        let step = step(glyph);
        let cell = (
            (glyph.x / step).round() as i64,
            (glyph.y / step).round() as i64,
        );
        let near = (-1..=1)
            .flat_map(|dx| (-1..=1).map(move |dy| (dx, dy)))
            .any(|(dx, dy)| {
                let key = (glyph.text.clone(), cell.0 + dx, cell.1 + dy);
                self.drawn.contains(&key)
            });
        self.drawn.insert((glyph.text.clone(), cell.0, cell.1));
        near
    }
}

fn step(glyph: &Glyph) -> f64 {
    (glyph.size * 0.05).max(0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(shown: &[(&str, f64)]) -> String {
        let mut copies = Copies::default();
        let mut out = Vec::new();
        for (text, x) in shown {
            let glyph = Glyph {
                text: (*text).to_owned(),
                x: *x,
                y: 100.0,
                width: 5.0,
                spacing: 0.0,
                size: 10.0,
                turns: 0,
            };
            copies.add(glyph, &mut out);
        }
        copies.flush(&mut out);
        out.into_iter().map(|glyph| glyph.text).collect()
    }

    #[test]
    fn bold_made_by_drawing_twice_is_read_once() {
        let word = [("b", 0.0), ("o", 5.0), ("l", 10.0), ("d", 12.0)];
        let again = word.map(|(text, x)| (text, x + 0.2));
        assert_eq!(kept(&[word, again].concat()), "bold");
        assert_eq!(
            kept(&[("b", 0.0), ("b", 0.2), ("o", 5.0), ("o", 5.2)]),
            "bo"
        );
    }

    #[test]
    fn a_letter_where_the_same_one_stood_is_kept() {
        assert_eq!(
            kept(&[("t", 0.0), ("e", 5.0), ("r", 10.0), ("e", 5.1), ("d", 10.0)]),
            "tered"
        );
        assert_eq!(kept(&[("l", 0.0), ("l", 2.2)]), "ll");
    }
}
