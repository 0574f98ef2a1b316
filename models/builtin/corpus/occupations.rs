//! Occupations whose figures, tools and order are made up, so that a model learns to read them and not to know them.

use aspiro::atlas::Atlas;
use aspiro::career::occupation::{Importance, Occupation};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use crate::people::{Words, pick};

/// The occupation with other figures, some other tools, and its lists in another order.
pub(crate) fn varied(rng: &mut StdRng, of: &Occupation, words: Words) -> Occupation {
    let mut varied = plain(of);
    shifted(rng, &mut varied.skills, 1.5, 5.0);
    shifted(rng, &mut varied.knowledge, 1.5, 5.0);
    shares(rng, &mut varied.activities);
    let n_tools = varied.technologies.len();
    varied.technologies.shuffle(rng);
    varied
        .technologies
        .truncate(rng.random_range(0..=n_tools.min(12)));
    for tool in &mut varied.technologies {
        tool.in_demand = rng.random_bool(0.4);
        tool.hot = tool.in_demand || rng.random_bool(0.5);
        match rng.random_range(0..20) {
            0..2 => tool.name = kept(words.app(rng)),
            2 => {
                let skills = Atlas::get().vocabulary().skills();
                tool.name = &skills[rng.random_range(0..skills.len())].name;
            }
            _ => {}
        }
    }
    varied
        .technologies
        .sort_by_key(|tool| (!tool.in_demand, !tool.hot));
    varied.alternate_titles.shuffle(rng);
    varied.alternate_titles.truncate(rng.random_range(1..=8));
    let mut left = 100.0_f32;
    for share in &mut varied.education {
        let most = left.min(90.0);
        share.percent = (most * rng.random_range(0.2..0.9)).round();
        left -= share.percent;
    }
    varied.education.shuffle(rng);
    varied
        .education
        .sort_by(|one, other| other.percent.total_cmp(&one.percent));
    varied.job_zone = rng.random_range(1..=5);
    if let Some(wage) = &mut varied.wage {
        let median = rng.random_range(2_400..14_000) * 10;
        wage.median = Some(median);
        wage.p10 = rng
            .random_bool(0.9)
            .then(|| median * rng.random_range(50..75) / 1000 * 10);
        wage.p90 = rng
            .random_bool(0.9)
            .then(|| median * rng.random_range(135..210) / 1000 * 10);
        wage.year = pick(rng, &[&2023, &2024, &2024, &2025]).to_owned();
    }
    if let Some(outlook) = &mut varied.outlook {
        outlook.change_percent = f32::from(rng.random_range(-120_i16..=260)) / 10.0;
        outlook.openings_per_year = rng
            .random_bool(0.9)
            .then(|| rng.random_range(2..2_000) * 100);
        outlook.from_year = pick(rng, &[&2023, &2024, &2024]).to_owned();
        outlook.to_year = outlook.from_year + 10;
    }
    varied
}

/// An invented name as the atlas holds its own: for as long as the program runs.
fn kept(name: String) -> &'static str {
    Box::leak(name.into_boxed_str())
}

/// The occupation without its work styles, which no step shows and whose ranking takes most of the time.
pub(crate) fn plain(of: &Occupation) -> Occupation {
    Occupation {
        work_styles: Vec::new(),
        ..of.clone()
    }
}

fn shifted(rng: &mut StdRng, items: &mut [Importance], least: f32, most: f32) {
    for item in items.iter_mut() {
        item.value = (item.value + rng.random_range(-0.6..0.6)).clamp(least, most);
    }
    items.sort_by(|one, other| other.value.total_cmp(&one.value));
}

fn shares(rng: &mut StdRng, items: &mut [Importance]) {
    for item in items.iter_mut() {
        item.value = (item.value * rng.random_range(0.5..1.8) + 1.0).min(45.0);
    }
    items.sort_by(|one, other| other.value.total_cmp(&one.value));
}
