//! Will it run here? The arithmetic, and a sentence.

use std::fs;

use crate::engine;
use crate::engine::gguf::Header;
use crate::explain::ModelError;

/// What a model needs here and what this machine has. Sizes are in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    pub architecture: String,
    /// Tokens the model was trained to read at once.
    pub window: u64,
    pub weights_bytes: u64,
    /// Keys and values of [`Fit::READ_TOKENS`] tokens, or of the window where that is less.
    pub cache_bytes: u64,
    /// Memory that is free or can be freed; `None` where the system does not say.
    pub available_bytes: Option<u64>,
}

impl Fit {
    /// The length of text the memory estimate assumes.
    pub const READ_TOKENS: u64 = 4096;

    pub fn has_room(&self) -> bool {
        self.available_bytes
            .is_none_or(|available| self.weights_bytes + self.cache_bytes <= available)
    }

    /// For people: the sum, and what it means.
    pub fn sentence(&self) -> String {
        let needs = self.weights_bytes + self.cache_bytes;
        let sum = format!(
            "{} of weights and {} for a text of {} tokens make {}",
            size(self.weights_bytes),
            size(self.cache_bytes),
            Self::READ_TOKENS.min(self.window),
            size(needs)
        );
        match self.available_bytes {
            None => format!("{sum}."),
            Some(available) if self.has_room() => {
                format!("Runs here: {sum}; {} are free.", size(available))
            }
            Some(available) => {
                format!(
                    "Too large for now: {sum}; only {} are free.",
                    size(available)
                )
            }
        }
    }
}

/// The estimate for a model whose header holds together and whose architecture the engine knows.
pub fn fit(header: &Header) -> Result<Fit, ModelError> {
    let needs = engine::needs(header)?;
    let n_tokens = Fit::READ_TOKENS.min(needs.window as u64);
    let cache_bytes = n_tokens.saturating_mul(needs.cache_bytes_per_token as u64);
    Ok(Fit {
        architecture: header.architecture().to_owned(),
        window: needs.window as u64,
        weights_bytes: header.file_bytes() + needs.other_bytes as u64,
        cache_bytes,
        available_bytes: available_bytes(),
    })
}

/// Linux reports it in `/proc/meminfo`; elsewhere it is not known.
fn available_bytes() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text
        .lines()
        .find(|line| line.starts_with("MemAvailable:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024)
}

/// Bytes in the largest unit that keeps a digit before the point, with two digits where there is room.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        1_000_000..10_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        10_000_000..1_000_000_000 => format!("{:.0} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(bytes: u64, available: u64) -> Fit {
        Fit {
            architecture: "llama".to_owned(),
            window: 8192,
            weights_bytes: bytes,
            cache_bytes: 100_000_000,
            available_bytes: Some(available),
        }
    }

    #[test]
    fn says_what_fits_and_what_does_not() {
        let small = needs(900_000_000, 8_000_000_000);
        assert!(small.has_room());
        assert_eq!(
            small.sentence(),
            "Runs here: 900 MB of weights and 100 MB for a text of 4096 tokens make 1.0 GB; 8.0 GB are free."
        );
        let large = needs(30_000_000_000, 8_000_000_000);
        assert!(!large.has_room());
        assert!(large.sentence().starts_with("Too large for now:"));
    }
}
