//! The sines and cosines by which q and k rotate.

use super::hyperparameters::{Hyperparameters, RopePairs, RopeParameters};
use super::weights::Weights;
use crate::explain::ModelError;

/// One rotation: a speed for each pair of a head.
pub(super) struct Rope {
    pub(super) pairs: RopePairs,
    /// Radians per position of each pair.
    frequencies: Vec<f64>,
    /// The same in texts longer than the model was first trained with, where these differ.
    long_frequencies: Option<Vec<f64>>,
    magnitude: f64,
}

/// One number per position and pair, position by position. They are computed afresh for each pass: a table for a
/// whole window of 128 thousand tokens would cost more than it saves.
#[derive(Default)]
pub(super) struct Angles {
    pub(super) cos: Vec<f32>,
    pub(super) sin: Vec<f32>,
}

impl Rope {
    /// The rotation of layers that see everything, with the factors of the file.
    pub(super) fn load(weights: &Weights<'_>, hyper: &Hyperparameters) -> Result<Self, ModelError> {
        let factors = |by_length: &'static str| factors(weights, hyper, by_length);
        let mut rope = Self::new(&hyper.rope, factors(SHORT)?.as_deref());
        if weights.has(LONG) && hyper.window > hyper.original_window {
            rope.long_frequencies = Some(hyper.rope.frequencies(factors(LONG)?.as_deref()));
        }
        Ok(rope)
    }

    pub(super) fn new(parameters: &RopeParameters, factors: Option<&[f32]>) -> Self {
        Self {
            pairs: parameters.pairs,
            frequencies: parameters.frequencies(factors),
            long_frequencies: None,
            magnitude: parameters.magnitude,
        }
    }

    pub(super) const fn n_pairs(&self) -> usize {
        self.frequencies.len()
    }

    /// Of positions, each with whether it stands in a long text. All those of a text must turn alike.
    pub(super) fn angles(
        &self,
        positions: impl Iterator<Item = (usize, bool)>,
        angles: &mut Angles,
    ) {
        angles.cos.clear();
        angles.sin.clear();
        for (position, is_long) in positions {
            let long = self.long_frequencies.as_ref().filter(|_| is_long);
            for frequency in long.unwrap_or(&self.frequencies) {
                let (sin, cos) = (position as f64 * frequency).sin_cos();
                angles.cos.push((cos * self.magnitude) as f32);
                angles.sin.push((sin * self.magnitude) as f32);
            }
        }
    }
}

const SHORT: &str = "rope_factors_short.weight";
const LONG: &str = "rope_factors_long.weight";

/// What divides the pairs' speeds in texts of all lengths, or in those that `by_length` names.
fn factors(
    weights: &Weights<'_>,
    hyper: &Hyperparameters,
    by_length: &'static str,
) -> Result<Option<Vec<f32>>, ModelError> {
    let names = ["rope_freqs.weight", by_length];
    let Some(name) = names.into_iter().find(|name| weights.has(name)) else {
        return Ok(None);
    };
    let factors = weights.floats(name, hyper.rope.dim / 2)?;
    let is_sound = |factor: &f32| factor.is_finite() && *factor > 0.0;
    if !factors.iter().all(is_sound) {
        return Err(ModelError::Broken {
            detail: format!("the tensor {name:?} holds a factor that is not above zero"),
        });
    }
    Ok(Some(factors))
}
