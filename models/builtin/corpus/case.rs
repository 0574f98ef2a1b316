//! All that is written about one invented person.

use aspiro::advisor::Step;
use aspiro::advisor::rewrite::kept;
use aspiro::atlas::Atlas;
use aspiro::career::occupation::Occupation;
use aspiro::prompt;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::mentor::{self, Talker};
use crate::pair::{Drop, Pair};
use crate::prompts::{self, Asked, Case, facts, rests_on_a_heading};
use crate::split::{Split, mixed};
use crate::{grammar, judge};

#[derive(Default)]
pub(crate) struct Written {
    pub pairs: Vec<Pair>,
    pub drops: Vec<Drop>,
}

/// So many answers follow a question one after the other: it has to be read only once to learn from them all.
const ANSWERS: usize = 4;
/// Conversations with the mentor, and lines that are reworded, of one person.
const CONVERSATIONS: usize = 4;
const REWRITES: usize = 4;

/// The case of this number; nothing when its résumé cannot be read.
pub(crate) fn written(
    seed: u64,
    index: u64,
    split: Split,
    occupations: &[&'static Occupation],
) -> Written {
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
        let first = written.pairs.len();
        let sound = |step: &&Step| !rests_on_a_heading(&case.resume, &facts(step));
        for step in asked.steps().filter(sound) {
            for _ in 0..ANSWERS {
                let (pair, drops) = judge::answered(&mut rng, asked, step);
                written.pairs.extend(pair);
                written.drops.extend(drops);
            }
        }
        if let Asked::Analysis(prepared) = asked {
            let opening = written.pairs[first..]
                .iter()
                .find(|pair| pair.section == "analysis");
            let mut analysis = prepared.draft.clone();
            analysis.analysis = opening.map(Pair::prose).unwrap_or_default();
            let talker = Talker {
                resume: &case.resume,
                analysis,
                occupations,
                split,
            };
            let turns = (0..CONVERSATIONS).filter_map(|_| mentor::conversation(&mut rng, &talker));
            let turns: Vec<Pair> = turns.collect();
            written.pairs.extend(turns);
        }
    }
    reworded(&mut rng, &case, &mut written);
    written
}

/// Lines of the résumé with better words, where the grammar has them.
pub(crate) fn wordings(rng: &mut StdRng, case: &Case) -> Vec<(String, String)> {
    let bullets = case.resume.experience.iter().flat_map(|held| &held.bullets);
    let mut lines: Vec<&str> = bullets.map(|bullet| bullet.text.as_str()).collect();
    let n = REWRITES.min(lines.len());
    let some = (0..n).map(|_| {
        let line = lines.swap_remove(rng.random_range(0..lines.len()));
        two_wordings(rng, line, &case.role)
    });
    some.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Those that the program would take.
fn reworded(rng: &mut StdRng, case: &Case, written: &mut Written) {
    for (line, better) in wordings(rng, case) {
        let role = &case.role;
        if let Err(refusal) = kept(Atlas::get(), &line, &better) {
            written.drops.push(Drop {
                section: "rewrite",
                fault: format!("{refusal:?}"),
                frame: format!("rewrite {}", line.split(' ').next().unwrap_or_default()),
                text: format!("{line} → {better}"),
            });
            continue;
        }
        written.pairs.push(Pair {
            section: "rewrite",
            role: role.clone(),
            messages: prompt::rewrite::request(&line, role).messages,
            answer: better,
            // What is copied is most of it; there is no frame to count.
            frames: Vec::new(),
            n_cited: 0,
            n_given: 0,
        });
    }
}

/// A line and a better wording of it: a weak line made strong, or a strong one beside what it would be in weaker words.
fn two_wordings(rng: &mut StdRng, line: &str, role: &str) -> Option<(String, String)> {
    if let Some(better) = grammar::rewrite(line, role, rng) {
        return Some((line.to_owned(), better));
    }
    let weak = grammar::weakened(line, rng)?;
    Some((weak, line.trim_end_matches('.').to_owned()))
}
