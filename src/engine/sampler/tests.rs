use proptest::prelude::*;

use super::*;

/// Everything off but the temperature.
fn open() -> Sampling {
    Sampling {
        temperature: 1.0,
        top_k: 0,
        top_p: 1.0,
        min_p: 0.0,
        repeat_penalty: 1.0,
        seed: 7,
        ..Sampling::default()
    }
}

fn draws(sampling: Sampling, logits: &[f32], n: usize) -> Vec<u32> {
    let mut sampler = Sampler::new(sampling, &[]);
    (0..n)
        .filter_map(|_| sampler.sample(&mut logits.to_vec(), None))
        .collect()
}

#[test]
fn frequencies_follow_the_probabilities() {
    let logits = [1.0_f32.ln(), 2.0_f32.ln(), 7.0_f32.ln()];
    let drawn = draws(open(), &logits, 10_000);
    for (id, share) in [(0, 0.1), (1, 0.2), (2, 0.7)] {
        let count = drawn.iter().filter(|drawn| **drawn == id).count();
        let found = count as f64 / drawn.len() as f64;
        assert!((found - share).abs() < 0.02, "{id}: {found}");
    }
}

#[test]
fn a_repeat_penalty_turns_to_the_runner_up() {
    let sampling = Sampling {
        top_k: 1,
        repeat_penalty: 2.0,
        ..open()
    };
    assert_eq!(draws(sampling, &[3.0, 2.0, -5.0], 2), [0, 1]);
}

#[test]
fn numbers_that_are_none_are_never_chosen() {
    let logits = [f32::NAN, f32::NEG_INFINITY, 0.5, f32::NAN];
    assert_eq!(draws(open(), &logits, 3), [2, 2, 2]);
    assert_eq!(draws(Sampling::greedy(), &logits, 1), [2]);
    assert_eq!(draws(open(), &[f32::NAN], 1), [0_u32; 0]);
}

proptest! {
    #[test]
    fn what_the_filters_drop_is_never_drawn(
        logits in prop::collection::vec(-8.0_f32..8.0, 1..40),
        top_k in 0_u32..8,
        top_p in 0.01_f32..1.0,
        min_p in 0.0_f32..0.9,
        seed: u64,
    ) {
        let sampling = Sampling { top_k, top_p, min_p, seed, ..open() };
        let mut order: Vec<usize> = (0..logits.len()).collect();
        order.sort_by(|a, b| logits[*b].total_cmp(&logits[*a]).then(a.cmp(b)));
        let total: f64 = order.iter().map(|id| f64::from(logits[*id]).exp()).sum();
        let best = f64::from(logits[order[0]]).exp();
        for id in draws(sampling, &logits, 8) {
            let rank = order.iter().position(|other| *other == id as usize);
            let rank = rank.expect("a drawn id is a token");
            let weight = f64::from(logits[id as usize]).exp();
            prop_assert!(top_k == 0 || rank < top_k as usize);
            prop_assert!(weight >= f64::from(min_p) * best * 0.9999);
            if top_k == 0 {
                let before: f64 = order[..rank].iter().map(|id| f64::from(logits[*id]).exp()).sum();
                prop_assert!(before <= f64::from(top_p) * total * 1.0001);
            }
        }
    }

    #[test]
    fn the_same_seed_draws_the_same_tokens(
        logits in prop::collection::vec(-8.0_f32..8.0, 1..40),
        seed: u64,
    ) {
        let sampling = Sampling { seed, ..Sampling::default() };
        prop_assert_eq!(draws(sampling.clone(), &logits, 20), draws(sampling, &logits, 20));
    }

    #[test]
    fn temperature_zero_takes_the_likeliest(logits in prop::collection::vec(-8.0_f32..8.0, 1..40)) {
        let best = logits.iter().copied().fold(f32::MIN, f32::max);
        let id = draws(Sampling::greedy(), &logits, 1)[0];
        prop_assert_eq!(logits[id as usize], best);
    }
}
