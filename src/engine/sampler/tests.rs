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

#[test]
fn presence_and_frequency_penalties_turn_away_from_what_the_answer_holds() {
    let logits = [3.0, 2.0, -5.0];
    let greedy = |presence_penalty, frequency_penalty| {
        let sampling = Sampling {
            presence_penalty,
            frequency_penalty,
            ..Sampling::greedy()
        };
        draws(sampling, &logits, 5)
    };
    assert_eq!(greedy(0.0, 0.0), [0; 5]);
    assert_eq!(greedy(1.5, 0.0), [0, 1, 0, 0, 0]);
    assert_eq!(greedy(0.0, 0.7), [0, 0, 1, 0, 1]);
}

#[test]
fn a_bias_counts_before_anything_else() {
    let sampling = Sampling {
        logit_bias: [(1, 4.0), (0, -100.0), (9, 1.0)].into(),
        ..open()
    };
    let drawn = draws(sampling, &[3.0, -1.0, 2.0], 400);
    assert!(!drawn.contains(&0));
    assert!(drawn.iter().filter(|id| **id == 1).count() > 200);
}

#[test]
fn what_is_not_allowed_is_never_chosen() {
    let logits = [9.0, 1.0, 8.0, 1.5];
    let allowed = [0b1010_u32];
    for sampling in [Sampling::greedy(), Sampling::default(), open()] {
        let mut sampler = Sampler::new(sampling, &[]);
        for _ in 0..50 {
            let id = sampler.sample(&mut logits.to_vec(), Some(&allowed));
            assert!(matches!(id, Some(1 | 3)), "{id:?}");
        }
        assert_eq!(sampler.sample(&mut logits.to_vec(), Some(&[])), None);
        assert_eq!(
            sampler.sample(&mut logits.to_vec(), Some(&[0b1_0000])),
            None
        );
    }
}

#[test]
fn typical_tokens_are_neither_the_likeliest_nor_the_rarest() {
    // Probabilities 0.4, eight times 0.07, and 0.04: the average surprise is nearest to 0.07's.
    let mut logits = vec![0.4_f32.ln()];
    logits.extend([0.07_f32.ln(); 8]);
    logits.push(0.04_f32.ln());
    let sampling = Sampling {
        typical_p: 0.5,
        ..open()
    };
    let drawn = draws(sampling, &logits, 300);
    assert!(drawn.iter().all(|id| (1..=8).contains(id)), "{drawn:?}");
}

#[test]
fn top_k_finds_the_likeliest_of_a_large_vocabulary() {
    let logits: Vec<f32> = (0..4000_u64)
        .map(|id| (id.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f32 / 1e6)
        .collect();
    let mut order: Vec<u32> = (0..4000).collect();
    order.sort_by(|a, b| logits[*b as usize].total_cmp(&logits[*a as usize]));
    for top_k in [1, 40] {
        let sampling = Sampling { top_k, ..open() };
        let mut drawn = draws(sampling, &logits, 600);
        drawn.sort_unstable();
        drawn.dedup();
        let mut expected = order[..top_k as usize].to_vec();
        expected.sort_unstable();
        assert_eq!(drawn, expected, "{top_k}");
    }
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
