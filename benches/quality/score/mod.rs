//! Whether the match is right: people fit the work they do, a skill more never counts against them, and the same
//! input gives the same bytes.

mod monotone;
pub(crate) mod resumes;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use aspiro::atlas::{AS_OF, Atlas};
use aspiro::career::occupation::Occupation;
use aspiro::career::resume::Resume;
use aspiro::career::score::{self, Score, Target};

use self::resumes::{Named, Random, latest_title, read_all};
use crate::{Figure, Measured};

/// How many unrelated occupations each résumé's own is held against.
const DRAWS: usize = 20;
/// Among how many of the best fit a résumé's own occupation should be.
const FIRST: usize = 10;

/// What came of one résumé.
#[derive(Default)]
struct Outcome {
    resolved: bool,
    drawn: usize,
    won: usize,
    among_first: bool,
    added: monotone::Changes,
    removed: monotone::Changes,
    same: bool,
}

pub(crate) fn run(data: &Path) -> Measured {
    let resumes = read_all(&crate::folder(data, "resumes"))?;
    let outcomes = in_parallel(&resumes, outcome);
    let again = deterministic_in_any_order(&resumes);
    let resolved: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.resolved).collect();
    if resolved.is_empty() {
        return Err("no résumé there has a latest title that is known".to_owned());
    }
    let figure = |set: &str, value: f64, n: usize| Figure {
        measure: "score",
        set: set.to_owned(),
        value,
        baseline: None,
        n,
    };
    let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    let share = |set: &str, of: usize, all: usize| figure(set, of as f64 / all.max(1) as f64, all);
    Ok(vec![
        figure(
            "résumés whose latest title is known",
            resolved.len() as f64,
            outcomes.len(),
        ),
        share(
            "the same bytes twice, in another order and in threads",
            again.min(sum(|one| usize::from(one.same))),
            outcomes.len(),
        ),
        share(
            "adding a required skill does not lower the match",
            sum(|one| one.added.kept),
            sum(|one| one.added.all),
        ),
        share(
            "removing a required skill does not raise the match",
            sum(|one| one.removed.kept),
            sum(|one| one.removed.all),
        ),
        share(
            "a promised gain is what adding the skill changes",
            sum(|one| one.added.exact),
            sum(|one| one.added.promised),
        ),
        share(
            "own occupation among best fit's first ten",
            sum(|one| usize::from(one.among_first)),
            resolved.len(),
        ),
        share(
            "own occupation outscores an unrelated one",
            sum(|one| one.won),
            sum(|one| one.drawn),
        ),
    ])
}

fn outcome(named: &Named) -> Outcome {
    let atlas = Atlas::get();
    let resume = &named.resume;
    let mut random = Random::of(resume);
    let mut outcome = Outcome::default();
    let own = latest_title(resume).and_then(|title| Some((title, atlas.resolve(title)?)));
    let mut against: Vec<&Occupation> = (0..3).map(|_| any(&mut random)).collect();
    if let Some((title, own)) = own {
        outcome.resolved = true;
        draw(named, title, own, &mut random, &mut outcome);
        outcome.among_first = is_among_first(named, title, own);
        against.push(own);
    }
    outcome.added = monotone::add(resume, &against);
    outcome.removed = monotone::remove(resume, &against);
    outcome.same = against.iter().all(|occupation| {
        let bytes = |score: Score| format!("{score:?}");
        bytes(scored(resume, occupation)) == bytes(scored(&resume.clone(), occupation))
    });
    outcome
}

fn draw(named: &Named, title: &str, own: &Occupation, random: &mut Random, outcome: &mut Outcome) {
    let mine = scored(&named.resume, own).match_percent();
    while outcome.drawn < DRAWS {
        let other = any(random);
        if !is_unrelated(own, other) {
            continue;
        }
        outcome.drawn += 1;
        let theirs = scored(&named.resume, other).match_percent();
        if mine > theirs {
            outcome.won += 1;
        } else {
            eprintln!(
                "{}: “{title}” is {} with {mine}, and {} has {theirs}",
                named.name, own.title, other.title
            );
        }
    }
}

fn is_among_first(named: &Named, title: &str, own: &Occupation) -> bool {
    let atlas = Atlas::get();
    let best = score::best_fit(
        &named.resume,
        atlas.occupations(),
        atlas.vocabulary(),
        AS_OF,
        FIRST,
    );
    let found = best
        .iter()
        .any(|(at, _)| atlas.occupations()[*at].code == own.code);
    if !found {
        let mine = scored(&named.resume, own).match_percent();
        let first: Vec<String> = best
            .iter()
            .map(|(at, score)| {
                format!(
                    "{} {}",
                    atlas.occupations()[*at].title,
                    score.match_percent()
                )
            })
            .collect();
        eprintln!(
            "{}: “{title}” is {} with {mine}; first come {}",
            named.name,
            own.title,
            first.join(", ")
        );
    }
    found
}

/// Of another major group, and in neither's list of related ones.
fn is_unrelated(one: &Occupation, other: &Occupation) -> bool {
    one.code[..2] != other.code[..2]
        && !one.related.contains(&other.code.as_str())
        && !other.related.contains(&one.code.as_str())
}

fn any(random: &mut Random) -> &'static Occupation {
    let occupations = Atlas::get().occupations();
    &occupations[random.below(occupations.len())]
}

pub(super) fn scored(resume: &Resume, occupation: &Occupation) -> Score {
    let target = Target {
        role: &occupation.title,
        occupation: Some(occupation),
        requirements: &[],
    };
    score::score(resume, &target, Atlas::get().vocabulary(), AS_OF)
}

/// How many résumés have the same best fit when they are scored one after the other, the last one first, as when
/// all are scored at once.
fn deterministic_in_any_order(resumes: &[Named]) -> usize {
    let best = |named: &Named| {
        let atlas = Atlas::get();
        format!(
            "{:?}",
            score::best_fit(
                &named.resume,
                atlas.occupations(),
                atlas.vocabulary(),
                AS_OF,
                3
            )
        )
    };
    let at_once = in_parallel(resumes, best);
    let backwards = resumes.iter().rev().map(best);
    at_once
        .iter()
        .rev()
        .zip(backwards)
        .filter(|(one, other)| *one == other)
        .count()
}

/// One result per résumé, in their order.
fn in_parallel<T: Send>(resumes: &[Named], work: impl Fn(&Named) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(named) = resumes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let place = std::ptr::from_ref(named) as usize;
                    let result = work(named);
                    done.lock()
                        .expect("no thread panics while it holds this")
                        .push((place, result));
                }
            });
        }
    });
    let mut done = done
        .into_inner()
        .expect("no thread panics while it holds this");
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}
