//! How the pages look, in light and in dark.

use aspiro::app::state::{Analyzer, Page, State, Theme, Wording};
use aspiro::chat::Link;
use egui_kittest::{SnapshotOptions, SnapshotResults};

use crate::support::sample_state as sample;
use crate::support::shown::{on, press, show_sized};

/// Whether snapshots can be drawn: software Vulkan is enough.
fn can_draw() -> bool {
    std::panic::catch_unwind(|| {
        egui_kittest::wgpu::create_render_state(
            egui_kittest::wgpu::default_wgpu_setup(),
            Default::default(),
        );
    })
    .is_ok()
}

#[test]
fn pages_look_as_designed() {
    if !can_draw() {
        use std::io::Write;
        let _ = writeln!(
            std::io::stdout(),
            "skipped: no Vulkan device, so no snapshots"
        );
        return;
    }
    let mut results = SnapshotResults::new();
    for theme in [Theme::Light, Theme::Dark] {
        let suffix = if theme == Theme::Dark {
            "dark"
        } else {
            "light"
        };
        for (name, mut state, size) in pictures(theme) {
            state.settings.theme = theme;
            state.settings.reduced_motion = true;
            let mut harness = show_sized(state, size);
            harness.run();
            // Text is anti-aliased a little differently by each version of the software renderer.
            let options = SnapshotOptions::new()
                .threshold(2.0_f32)
                .max_failed_pixels(600_usize);
            results.add(harness.try_snapshot_options(format!("{name}_{suffix}"), &options));
        }
    }
}

#[test]
fn a_suggested_wording_looks_as_designed() {
    if !can_draw() {
        return;
    }
    let mut state = on(Page::Analyzer, sample::full());
    state.settings.theme = Theme::Light;
    state.settings.reduced_motion = true;
    state.analyzer = Analyzer::default();
    let open = state.resumes.open.as_ref().expect("a résumé is open");
    let line = open.read.experience[0].bullets[1].span;
    state.resumes.rewording.suggested.push(Wording {
        line,
        text: Some("Replaced a weekly report made by hand with dbt and Airflow".to_owned()),
        link: Link::Local,
        advice: vec!["Add a figure: how much, how many or how often."],
        refused: None,
    });
    let mut harness = show_sized(state, [900.0, 1100.0]);
    harness.run();
    press(&mut harness, "Position: Data Analyst, Nordhamn Logistics");
    harness.run();
    let options = SnapshotOptions::new()
        .threshold(2.0_f32)
        .max_failed_pixels(600_usize);
    harness.snapshot_options("analyzer_wording_light", &options);
}

/// Every page in use, and in light what it is like at first and in a narrow window.
fn pictures(theme: Theme) -> Vec<(String, State, [f32; 2])> {
    let size = [900.0, 700.0];
    let mut pictures: Vec<_> = Page::ALL
        .into_iter()
        .map(|page| {
            let name = format!("{page:?}").to_lowercase();
            let state = if page == Page::Unlock {
                sample::locked()
            } else {
                on(page, sample::full())
            };
            (name, state, size)
        })
        .collect();
    if theme == Theme::Light {
        pictures.push(("home_empty".to_owned(), sample::empty(), size));
        let first = on(Page::Analyzer, sample::empty());
        pictures.push(("analyzer_empty".to_owned(), first, size));
        let narrow = on(Page::Analyzer, sample::full());
        let tall = on(Page::Explorer, sample::full());
        pictures.push(("explorer_tall".to_owned(), tall, [900.0, 1500.0]));
        pictures.push(("analyzer_narrow".to_owned(), narrow, [480.0, 800.0]));
    }
    pictures
}
