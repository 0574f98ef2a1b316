//! The sines and cosines by which q and k rotate.

use super::hyperparameters::{Hyperparameters, RopePairs, RopeParameters};
use super::weights::Weights;
use crate::explain::ModelError;

/// One rotation: a speed for each pair of a head.
pub(super) struct Rope {
    pub(super) pairs: RopePairs,
    /// Radians per position of each pair.
    frequencies: Vec<f64>,
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
    /// The rotation of layers that see everything, with the factors of the file: those for long texts when more can be
    /// read than the model was first trained with. All positions of a conversation must turn alike, so the window
    /// decides and not how far a conversation has come.
    pub(super) fn load(weights: &Weights<'_>, hyper: &Hyperparameters) -> Result<Self, ModelError> {
        let by_length = if hyper.window > hyper.original_window {
            "rope_factors_long.weight"
        } else {
            "rope_factors_short.weight"
        };
        let name = ["rope_freqs.weight", by_length]
            .into_iter()
            .find(|name| weights.has(name));
        let factors = name
            .map(|name| weights.floats(name, hyper.rope.dim / 2))
            .transpose()?;
        if let (Some(name), Some(factors)) = (name, &factors)
            && !factors
                .iter()
                .all(|factor| factor.is_finite() && *factor > 0.0)
        {
            return Err(ModelError::Broken {
                detail: format!("the tensor {name:?} holds a factor that is not above zero"),
            });
        }
        Ok(Self::new(&hyper.rope, factors.as_deref()))
    }

    pub(super) fn new(parameters: &RopeParameters, factors: Option<&[f32]>) -> Self {
        Self {
            pairs: parameters.pairs,
            frequencies: parameters.frequencies(factors),
            magnitude: parameters.magnitude,
        }
    }

    pub(super) const fn n_pairs(&self) -> usize {
        self.frequencies.len()
    }

    pub(super) fn angles(&self, positions: impl Iterator<Item = usize>, angles: &mut Angles) {
        angles.cos.clear();
        angles.sin.clear();
        for position in positions {
            for frequency in &self.frequencies {
                let (sin, cos) = (position as f64 * frequency).sin_cos();
                angles.cos.push((cos * self.magnitude) as f32);
                angles.sin.push((sin * self.magnitude) as f32);
            }
        }
    }
}
