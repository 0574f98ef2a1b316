//! Answers in Markdown.

use egui::Ui;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::heading;
use super::lazy::lazy_ui;
use crate::gui::theme::space;

/// Shows an answer. While it streams, its last block is plain text: it changes with every word, and
/// laying it out as Markdown each time would be both slow and restless.
pub fn markdown_ui(
    ui: &mut Ui,
    cache: &mut CommonMarkCache,
    salt: impl egui::AsIdSalt,
    text: &str,
    streaming: bool,
) {
    ui.push_id(salt, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        // Rows of a list are lines of text here, not buttons. (Less than a line puts bullets a line too high.)
        ui.spacing_mut().interact_size.y = 18.0;
        let mut blocks = blocks(text).enumerate().peekable();
        while let Some((i, block)) = blocks.next() {
            if streaming && blocks.peek().is_none() {
                heading::body(ui, block);
            } else {
                lazy_ui(ui, i, |ui| {
                    CommonMarkViewer::new().show(ui, cache, block);
                });
            }
        }
    });
}

/// Cuts Markdown at blank lines, but never inside fenced code or before an indented line, which may
/// belong to a list item.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches('\n');
        if rest.is_empty() {
            return None;
        }
        let end = block_end(rest);
        let (block, after) = rest.split_at(end);
        rest = after;
        Some(block.trim_end())
    })
}

fn block_end(text: &str) -> usize {
    let mut fenced = false;
    let mut blank_before = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let starts_block = blank_before && !trimmed.is_empty() && !line.starts_with([' ', '\t']);
        if starts_block && !fenced {
            return at;
        }
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        }
        blank_before = trimmed.is_empty();
        at += line.len();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        blocks(text).collect()
    }

    #[test]
    fn blocks_are_cut_at_blank_lines() {
        assert_eq!(
            cut("# One\n\nTwo\nthree\n\n\nFour"),
            ["# One", "Two\nthree", "Four"]
        );
        assert_eq!(cut("\n\n"), Vec::<&str>::new());
    }

    #[test]
    fn code_and_list_items_stay_whole() {
        let code = "```\na\n\nb\n```";
        assert_eq!(cut(code), [code]);
        let list = "- one\n\n  more of one\n- two";
        assert_eq!(cut(list), [list]);
    }

    #[test]
    fn an_unclosed_fence_is_one_block() {
        assert_eq!(cut("text\n\n```\na\n\nb"), ["text", "```\na\n\nb"]);
    }
}
