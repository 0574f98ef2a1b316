//! Attention is held against a softmax in f64 over the numbers that were written.

use proptest::prelude::*;

use super::*;

/// One call, with what its cache was filled with.
#[derive(Debug, Clone)]
struct Case {
    shape: AttentionShape,
    cache_type: CacheType,
    first_position: usize,
    n_tokens: usize,
    seed: u64,
}

impl Case {
    fn n_positions(&self) -> usize {
        self.first_position + self.n_tokens
    }

    /// Queries, keys and values, the latter two by position and head.
    fn numbers(&self) -> [Vec<f32>; 3] {
        let AttentionShape {
            n_heads,
            n_kv_heads,
            head_dim,
            ..
        } = self.shape;
        let n_kv = self.n_positions() * n_kv_heads * head_dim;
        let mut state = self.seed | 1;
        let mut next = move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            ((state >> 40) as f32 / (1 << 23) as f32) - 1.0
        };
        [self.n_tokens * n_heads * head_dim, n_kv, n_kv].map(|n| (0..n).map(|_| next()).collect())
    }

    fn blocks(&self, keys: &[f32], values: &[f32]) -> Vec<Block> {
        let AttentionShape {
            n_kv_heads,
            head_dim,
            ..
        } = self.shape;
        let shape = BlockShape {
            n_layers: 2,
            n_kv_heads,
            head_dim,
            cache_type: self.cache_type,
        };
        let n_blocks = self.n_positions().div_ceil(BLOCK_TOKENS);
        let mut blocks: Vec<Block> = (0..n_blocks)
            .map(|_| Block::new(shape).expect("a small block"))
            .collect();
        let garbage = vec![f32::INFINITY; head_dim];
        for position in 0..n_blocks * BLOCK_TOKENS {
            for head in 0..n_kv_heads {
                let (block, slot) = (position / BLOCK_TOKENS, position % BLOCK_TOKENS);
                let at = (position * n_kv_heads + head) * head_dim;
                for (part, numbers) in [(Part::Keys, keys), (Part::Values, values)] {
                    // What lies behind the last token must not matter, nor what another layer holds.
                    let row = numbers.get(at..at + head_dim).unwrap_or(&garbage);
                    blocks[block].write(1, head, part, slot, row);
                    blocks[block].write(0, head, part, slot, &garbage);
                }
            }
        }
        blocks
    }

    fn naive(&self, q: &[f32], keys: &[f32], values: &[f32]) -> Vec<f32> {
        let AttentionShape {
            n_heads,
            n_kv_heads,
            head_dim,
            ..
        } = self.shape;
        let row = |of: &[f32], position: usize, head: usize| -> Vec<f64> {
            let at = (position * n_kv_heads + head / (n_heads / n_kv_heads)) * head_dim;
            of[at..at + head_dim]
                .iter()
                .map(|x| f64::from(*x))
                .collect()
        };
        let mut out = Vec::new();
        for (index, q) in q.chunks(head_dim).enumerate() {
            let (token, head) = (index / n_heads, index % n_heads);
            let own = self.first_position + token;
            let first = self
                .shape
                .sliding_window
                .map_or(0, |n| (own + 1).saturating_sub(n));
            let weights: Vec<f64> = (first..=own)
                .map(|position| {
                    let key = row(keys, position, head);
                    let dot: f64 = q.iter().zip(key).map(|(q, key)| f64::from(*q) * key).sum();
                    let score = dot * f64::from(self.shape.scale);
                    let cap = self.shape.softcap.map(f64::from);
                    cap.map_or(score, |cap| cap * (score / cap).tanh()).exp()
                })
                .collect();
            let total: f64 = weights.iter().sum();
            let mut mixed = vec![0.0; head_dim];
            for (position, weight) in (first..=own).zip(weights) {
                for (mixed, value) in mixed.iter_mut().zip(row(values, position, head)) {
                    *mixed += weight / total * value;
                }
            }
            out.extend(mixed.into_iter().map(|x| x as f32));
        }
        out
    }

    /// The largest difference at every level and with one and more threads.
    fn check(&self) {
        let [q, keys, values] = self.numbers();
        let blocks = self.blocks(&keys, &values);
        let view = LayerView::new(&blocks, 1);
        let expected = self.naive(&q, &keys, &values);
        // Half precision rounds by 2⁻¹², a byte of 127 steps by 1/254, and both once in keys and once in values.
        let bound = match self.cache_type {
            CacheType::F16 => 1e-3,
            CacheType::Q8 => 1.5e-2,
        };
        for level in Level::ALL.into_iter().filter(Level::is_available) {
            for n_threads in [1, 3] {
                let pool = Pool::new(n_threads);
                let mut out = vec![f32::NAN; q.len()];
                attention_at(
                    level,
                    &pool,
                    &self.shape,
                    &q,
                    &view,
                    self.first_position,
                    &mut out,
                );
                for (index, (got, expected)) in out.iter().zip(&expected).enumerate() {
                    assert!(
                        (got - expected).abs() < bound,
                        "{got} is not {expected} at {index}, {level:?}, {n_threads} threads, {self:?}"
                    );
                }
            }
        }
    }
}

fn cases(
    head_dims: &'static [usize],
    positions: &'static [usize],
    n_tokens: Range<usize>,
) -> impl Strategy<Value = Case> {
    (
        proptest::sample::select(&[1_usize, 2, 3, 4, 6, 7, 8][..]),
        1_usize..=2,
        proptest::sample::select(head_dims),
        proptest::sample::select(positions),
        n_tokens,
        proptest::option::of(1_usize..400),
        proptest::option::of(0.5_f32..3.0),
        proptest::bool::ANY,
        any::<u64>(),
    )
        .prop_map(
            |(group, n_kv_heads, head_dim, first_position, n_tokens, window, softcap, q8, seed)| {
                Case {
                    shape: AttentionShape {
                        n_heads: group * n_kv_heads,
                        n_kv_heads,
                        head_dim,
                        scale: 2.0 / (head_dim as f32).sqrt(),
                        softcap,
                        sliding_window: window,
                    },
                    cache_type: if q8 { CacheType::Q8 } else { CacheType::F16 },
                    first_position,
                    n_tokens,
                    seed,
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_heads_agree_with_a_plain_softmax(
        case in cases(&[4, 8, 16, 40], &[0, 1, 63, 64, 65, 200, 254, 255, 256, 257, 511, 600], 1..20)
    ) {
        case.check();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn large_heads_agree_with_a_plain_softmax(case in cases(&[64, 80, 96, 128, 256], &[0, 5, 60, 250, 255, 256], 1..4)) {
        case.check();
    }
}

/// More rows than one task takes, and more tiles than one; every token of a prompt.
#[test]
fn a_prompt_agrees_with_a_plain_softmax() {
    for (group, cache_type, sliding_window) in [
        (1, CacheType::F16, None),
        (7, CacheType::F16, Some(50)),
        (8, CacheType::Q8, None),
    ] {
        let shape = AttentionShape {
            n_heads: group,
            n_kv_heads: 1,
            head_dim: 8,
            scale: 1.0,
            softcap: None,
            sliding_window,
        };
        let case = Case {
            shape,
            cache_type,
            first_position: 30,
            n_tokens: 130,
            seed: 7,
        };
        case.check();
    }
}

/// A window longer than any text is none.
#[test]
fn the_longest_window_there_is_sees_everything() {
    let shape = AttentionShape {
        n_heads: 2,
        n_kv_heads: 1,
        head_dim: 8,
        scale: 1.0,
        softcap: None,
        sliding_window: Some(usize::MAX),
    };
    let case = Case {
        shape,
        cache_type: CacheType::F16,
        first_position: 1,
        n_tokens: 3,
        seed: 3,
    };
    case.check();
}

/// A key that is infinitely far off hides nothing that comes behind it.
#[test]
fn a_key_that_weighs_nothing_counts_for_nothing() {
    let shape = AttentionShape {
        n_heads: 1,
        n_kv_heads: 1,
        head_dim: 8,
        scale: 1.0,
        softcap: None,
        sliding_window: None,
    };
    let case = Case {
        shape,
        cache_type: CacheType::F16,
        first_position: 99,
        n_tokens: 1,
        seed: 3,
    };
    let [_, mut keys, mut values] = case.numbers();
    // A tile of keys too large for f16, and the rest alike.
    keys.fill(0.5);
    keys[..64 * 8].fill(-1e9);
    values.fill(2.0);
    let blocks = case.blocks(&keys, &values);
    for level in Level::ALL.into_iter().filter(Level::is_available) {
        let mut out = [0.0; 8];
        let view = LayerView::new(&blocks, 1);
        attention_at(level, &Pool::new(1), &shape, &[1.0; 8], &view, 99, &mut out);
        let off = out.map(|value| (value - 2.0).abs());
        assert!(
            off.iter().all(|off| *off < 1e-5),
            "{}: {out:?}",
            level.as_str()
        );
    }
}

/// The largest score decides alone, wherever it stands: sums that were kept before are scaled by nearly nothing.
#[test]
fn a_score_far_above_the_rest_wins() {
    let shape = AttentionShape {
        n_heads: 2,
        n_kv_heads: 1,
        head_dim: 8,
        scale: 1.0,
        softcap: None,
        sliding_window: None,
    };
    let case = Case {
        shape,
        cache_type: CacheType::F16,
        first_position: 299,
        n_tokens: 1,
        seed: 3,
    };
    let [_, mut keys, mut values] = case.numbers();
    for winner in [0, 255, 256, 299] {
        keys.fill(-20.0);
        keys[winner * 8..][..8].fill(60.0);
        values.fill(1.0);
        values[winner * 8..][..8].fill(5.0);
        let blocks = case.blocks(&keys, &values);
        for level in Level::ALL.into_iter().filter(Level::is_available) {
            let mut out = [0.0; 16];
            let view = LayerView::new(&blocks, 1);
            attention_at(
                level,
                &Pool::new(2),
                &shape,
                &[1.0; 16],
                &view,
                299,
                &mut out,
            );
            assert_eq!(out, [5.0; 16]);
        }
    }
}
