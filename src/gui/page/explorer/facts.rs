//! An occupation's facts, a card for each kind.

use egui::Ui;

use crate::career::occupation::{Importance, Occupation};
use crate::gui::icon::Icon;
use crate::gui::theme::space;
use crate::gui::widgets::layout::chips_row_ui;
use crate::gui::widgets::meter::labelled_bar_ui;
use crate::gui::widgets::pill::{Tone, tag_ui};
use crate::gui::widgets::{card_ui, disclosure_ui, heading, section};
use crate::gui::words;

/// As many rows of a list of facts are shown before it is opened further.
const TOP: usize = 6;

pub(super) fn importance_card_ui(ui: &mut Ui, icon: Icon, title: &str, rows: &[Importance]) {
    rows_card_ui(
        ui,
        icon,
        title,
        "Importance from 1 to 5",
        rows,
        |ui, row| {
            // Importance begins at 1, so the bar does too.
            let share = (row.value - 1.0) / 4.0;
            labelled_bar_ui(ui, row.name, share, &format!("{:.1}", row.value));
        },
    );
}

pub(super) fn activities_ui(ui: &mut Ui, occupation: &Occupation) {
    let rows = &occupation.activities;
    let most = rows.first().map_or(1.0, |row| row.value.max(1.0));
    let caption = "Share of the tasks on record; a task may count more than once";
    rows_card_ui(
        ui,
        Icon::Briefcase,
        "What the work is",
        caption,
        rows,
        |ui, row| {
            let figure = format!("{:.0} %", row.value);
            labelled_bar_ui(ui, row.name, row.value / most, &figure);
        },
    );
}

pub(super) fn work_styles_ui(ui: &mut Ui, occupation: &Occupation) {
    importance_card_ui(
        ui,
        Icon::UserRound,
        "Ways of working",
        &occupation.work_styles,
    );
}

fn rows_card_ui(
    ui: &mut Ui,
    icon: Icon,
    title: &str,
    caption: &str,
    rows: &[Importance],
    row_ui: impl Fn(&mut Ui, &Importance),
) {
    if rows.is_empty() {
        return;
    }
    card_ui(ui, |ui| {
        section(ui, icon, title);
        heading::small(ui, caption);
        ui.spacing_mut().item_spacing.y = space::XS;
        let more = rows.len() > TOP && {
            let label = format!("Show all {}", rows.len());
            disclosure_ui(ui, title, &label)
        };
        let shown = if more { rows.len() } else { TOP };
        for row in rows.iter().take(shown) {
            row_ui(ui, row);
        }
    });
}

pub(super) fn pay_ui(ui: &mut Ui, occupation: &Occupation) {
    if occupation.wage.is_none() && occupation.outlook.is_none() {
        return;
    }
    card_ui(ui, |ui| {
        section(ui, Icon::Banknote, "Pay and outlook");
        if let Some(wage) = &occupation.wage {
            heading::small(ui, &format!("Yearly pay, US, May {}", wage.year));
            if let Some(median) = wage.median {
                heading::title(ui, &words::dollars(median));
                heading::small(ui, "Half of all people earn more, half less.");
            }
            let ranges = [
                ("The middle half earn", wage.p25, wage.p75),
                (
                    "All but the lowest and highest tenth earn",
                    wage.p10,
                    wage.p90,
                ),
            ];
            for (who, low, high) in ranges {
                if let (Some(low), Some(high)) = (low, high) {
                    let (low, high) = (words::dollars(low), words::dollars(high));
                    heading::body(ui, &format!("{who} {low} to {high}."));
                }
            }
        }
        if let Some(outlook) = &occupation.outlook {
            let direction = if outlook.change_percent < 0.0 {
                "shrink"
            } else {
                "grow"
            };
            let mut text = format!(
                "Employment is projected to {direction} by {:.1} % from {} to {}",
                outlook.change_percent.abs(),
                outlook.from_year,
                outlook.to_year
            );
            if let Some(openings) = outlook.openings_per_year {
                text.push_str(&format!(
                    ", with {} openings a year",
                    words::thousands(openings)
                ));
            }
            text.push('.');
            heading::body(ui, &text);
        }
    });
}

pub(super) fn education_ui(ui: &mut Ui, occupation: &Occupation) {
    if occupation.education.is_empty() {
        return;
    }
    card_ui(ui, |ui| {
        section(ui, Icon::GraduationCap, "Education asked for");
        ui.spacing_mut().item_spacing.y = space::XS;
        for share in occupation.education.iter().take(TOP) {
            labelled_bar_ui(
                ui,
                share.level,
                share.percent / 100.0,
                &format!("{:.0} %", share.percent),
            );
        }
    });
}

pub(super) fn technologies_ui(ui: &mut Ui, occupation: &Occupation) {
    if occupation.technologies.is_empty() {
        return;
    }
    card_ui(ui, |ui| {
        section(ui, Icon::Cpu, "Technologies");
        heading::small(ui, "A flame marks what job postings often ask for.");
        let all = occupation.technologies.len();
        let more = all > 18 && disclosure_ui(ui, "technologies", &format!("Show all {all}"));
        let shown = if more { all } else { 18 };
        chips_row_ui(ui, |ui| {
            for technology in occupation.technologies.iter().take(shown) {
                let wanted = technology.in_demand || technology.hot;
                let tone = if technology.in_demand {
                    Tone::Accent
                } else {
                    Tone::Neutral
                };
                let tag = tag_ui(ui, tone, wanted.then_some(Icon::Flame), technology.name);
                if technology.in_demand {
                    tag.on_hover_text("Often asked for in postings of this occupation");
                } else if technology.hot {
                    tag.on_hover_text("Often asked for in job postings of any kind");
                }
            }
        });
    });
}

pub(super) fn interests_ui(ui: &mut Ui, occupation: &Occupation) {
    if occupation.interests.is_empty() {
        return;
    }
    card_ui(ui, |ui| {
        section(ui, Icon::HeartHandshake, "Suits people who like");
        ui.spacing_mut().item_spacing.y = space::XS;
        for interest in occupation.interests.iter().take(3) {
            let share = (interest.value - 1.0) / 6.0;
            labelled_bar_ui(
                ui,
                interest_name(interest.name),
                share,
                &format!("{:.1} of 7", interest.value),
            );
        }
    });
}

/// What people with an interest like; by its name in the table.
fn interest_name(name: &str) -> &str {
    match name {
        "Realistic" => "Hands-on work",
        "Investigative" => "Finding things out",
        "Artistic" => "Making and designing",
        "Social" => "Helping people",
        "Enterprising" => "Leading and persuading",
        "Conventional" => "Order and detail",
        other => other,
    }
}
