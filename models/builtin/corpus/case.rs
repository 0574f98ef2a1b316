//! All that is written about one invented person.

use aspiro::career::occupation::Occupation;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::judge;
use crate::pair::{Drop, Pair};
use crate::prompts;
use crate::split::{Split, mixed};

#[derive(Default)]
pub(crate) struct Written {
    pub pairs: Vec<Pair>,
    pub drops: Vec<Drop>,
}

/// The case of this number; nothing when its résumé cannot be read.
pub(crate) fn written(seed: u64, index: u64, split: Split, occupations: &[&'static Occupation]) -> Written {
    let side = match split {
        Split::Train => 0,
        Split::HeldOut => 1,
    };
    let mut rng = StdRng::seed_from_u64(mixed(mixed(mixed(seed) ^ side) ^ index));
    let mut written = Written::default();
    let Some(case) = prompts::case(&mut rng, split, occupations) else {
        return written;
    };
    for asked in &case.asked {
        for step in asked.steps() {
            let (pair, drops) = judge::answered(&mut rng, asked, step);
            written.pairs.extend(pair);
            written.drops.extend(drops);
        }
    }
    written
}
