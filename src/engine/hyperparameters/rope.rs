//! Rotary position embedding: how fast each pair of a head turns.

use super::RopePairs;

/// How a model rotates q and k.
#[derive(Debug, Clone, PartialEq)]
pub struct RopeParameters {
    pub pairs: RopePairs,
    /// How many elements of a head rotate; even, at most the size of a head.
    pub dim: usize,
    pub base: f64,
    pub scaling: RopeScaling,
    /// Rotated elements are multiplied by this.
    pub magnitude: f64,
}

/// How a model trained on short texts is made to read long ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RopeScaling {
    /// Positions are divided by `factor`; 1 for a model that needs no scaling.
    Linear {
        factor: f64,
    },
    Yarn(Yarn),
}

/// Fast pairs keep their speed, slow ones are divided by `factor`, and those between are mixed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Yarn {
    pub factor: f64,
    /// How much of the mix is applied; 0 divides all pairs alike.
    pub extrapolation: f64,
    /// Turns within `original_window` above which a pair counts as fast, and below which as slow.
    pub beta_fast: f64,
    pub beta_slow: f64,
    pub original_window: usize,
}

impl RopeParameters {
    /// Radians per position of each pair. `factors` of the file, one per pair, divide them.
    pub fn frequencies(&self, factors: Option<&[f32]>) -> Vec<f64> {
        (0..self.dim / 2)
            .map(|pair| {
                let exponent = -2.0 * pair as f64 / self.dim as f64;
                let factor = factors.map_or(1.0, |factors| f64::from(factors[pair]));
                let own = self.base.powf(exponent) / factor;
                match self.scaling {
                    RopeScaling::Linear { factor } => own / factor,
                    RopeScaling::Yarn(yarn) => {
                        let kept = yarn.share_kept(pair, self.dim, self.base);
                        own / yarn.factor * (1.0 - kept) + own * kept
                    }
                }
            })
            .collect()
    }
}

impl Yarn {
    /// By how much rotated elements grow, so that scores stay as sharp among more tokens.
    pub(super) fn magnitude(&self) -> f64 {
        if self.extrapolation == 0.0 || self.factor <= 1.0 {
            return 1.0;
        }
        1.0 + 0.1 * self.factor.ln()
    }

    /// How much of a pair's own speed remains: 1 for fast pairs, 0 for slow ones.
    fn share_kept(&self, pair: usize, dim: usize, base: f64) -> f64 {
        // The pair, as a fraction, that turns this often within the original window.
        let pair_of = |turns: f64| {
            let window = self.original_window as f64;
            dim as f64 * (window / (turns * std::f64::consts::TAU)).ln() / (2.0 * base.ln())
        };
        let first = pair_of(self.beta_fast).floor().max(0.0);
        let last = pair_of(self.beta_slow).ceil().min(dim as f64 - 1.0);
        let way = (pair as f64 - first) / (last - first).max(0.001);
        (1.0 - way.clamp(0.0, 1.0)) * self.extrapolation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(scaling: RopeScaling) -> RopeParameters {
        RopeParameters {
            pairs: RopePairs::Halves,
            dim: 128,
            base: 10_000.0,
            scaling,
            magnitude: 1.0,
        }
    }

    #[test]
    fn linear_scaling_and_factors_slow_every_pair() {
        let plain = parameters(RopeScaling::Linear { factor: 1.0 }).frequencies(None);
        assert_eq!((plain.len(), plain[0]), (64, 1.0));
        assert!((plain[32] - 0.01).abs() < 1e-12);
        let slowed = parameters(RopeScaling::Linear { factor: 4.0 }).frequencies(None);
        let divided = parameters(RopeScaling::Linear { factor: 2.0 });
        let divided = divided.frequencies(Some(&[2.0; 64]));
        for ((plain, slowed), divided) in plain.iter().zip(&slowed).zip(&divided) {
            assert!((plain / 4.0 - slowed).abs() < 1e-15);
            assert!((plain / 4.0 - divided).abs() < 1e-15);
        }
    }

    #[test]
    fn yarn_keeps_fast_pairs_and_slows_the_others() {
        let yarn = Yarn {
            factor: 4.0,
            extrapolation: 1.0,
            beta_fast: 32.0,
            beta_slow: 1.0,
            original_window: 4096,
        };
        let plain = parameters(RopeScaling::Linear { factor: 1.0 }).frequencies(None);
        let mixed = parameters(RopeScaling::Yarn(yarn)).frequencies(None);
        // With these numbers pair 20 turns 32 times within 4096 tokens, and pair 46 less than once.
        for pair in 0..64 {
            let ratio = plain[pair] / mixed[pair];
            match pair {
                0..=20 => assert!((ratio - 1.0).abs() < 1e-9, "{pair}: {ratio}"),
                21..=45 => assert!(ratio > 1.0 && ratio < 4.0, "{pair}: {ratio}"),
                _ => assert!((ratio - 4.0).abs() < 1e-9, "{pair}: {ratio}"),
            }
        }
        assert!((yarn.magnitude() - 1.138_629).abs() < 1e-6);
    }
}
