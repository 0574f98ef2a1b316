//! Which instructions this processor has, decided once.

use std::sync::OnceLock;

/// A set of instructions the kernels are written for. Each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Plain Rust, which runs anywhere and defines what the others must compute.
    Scalar,
    /// x86-64 with AVX2, FMA and F16C.
    Avx2,
}

impl Level {
    pub const ALL: [Self; 2] = [Self::Scalar, Self::Avx2];

    /// The name by which `ASPIRO_CPU` chooses it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Avx2 => "avx2",
        }
    }

    /// The best level of this processor, or the one `ASPIRO_CPU` names when that is lower. Decided at the
    /// first call; a name that is none is not heeded.
    pub fn active() -> Self {
        static ACTIVE: OnceLock<Level> = OnceLock::new();
        *ACTIVE.get_or_init(|| {
            let wanted = std::env::var("ASPIRO_CPU").ok();
            Self::choose(wanted.as_deref(), Self::best())
        })
    }

    /// Whether this processor can run it.
    pub fn is_available(self) -> bool {
        self <= Self::best()
    }

    fn choose(wanted: Option<&str>, best: Self) -> Self {
        Self::ALL
            .into_iter()
            .find(|level| wanted == Some(level.as_str()))
            .map_or(best, |level| level.min(best))
    }

    fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma")
            && is_x86_feature_detected!("f16c")
        {
            return Self::Avx2;
        }
        Self::Scalar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_can_be_lowered_and_not_raised() {
        assert_eq!(Level::choose(Some("scalar"), Level::Avx2), Level::Scalar);
        assert_eq!(Level::choose(Some("avx2"), Level::Scalar), Level::Scalar);
        assert_eq!(Level::choose(Some("sse9"), Level::Avx2), Level::Avx2);
        assert_eq!(Level::choose(None, Level::Avx2), Level::Avx2);
    }
}
