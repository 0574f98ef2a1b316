//! Which instructions this processor has, decided once.

use std::sync::OnceLock;

/// A set of instructions the kernels are written for. In order of preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Plain Rust, which runs anywhere and defines what the others must compute.
    Scalar,
    /// x86-64 with AVX2, FMA and F16C.
    Avx2,
    /// And AVX-VNNI: 8-bit dot products on 256 bits.
    AvxVnni,
    /// AVX2 and AVX-512 (F, BW, VL) with VNNI. A processor with this need not have [`Self::AvxVnni`].
    Avx512Vnni,
    /// And AMX with bf16, for many input rows at once.
    Amx,
}

impl Level {
    pub const ALL: [Self; 5] = [
        Self::Scalar,
        Self::Avx2,
        Self::AvxVnni,
        Self::Avx512Vnni,
        Self::Amx,
    ];

    /// The name by which `ASPIRO_CPU` chooses it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Avx2 => "avx2",
            Self::AvxVnni => "avxvnni",
            Self::Avx512Vnni => "avx512vnni",
            Self::Amx => "amx",
        }
    }

    /// Whether it includes AVX2, FMA and F16C.
    pub(super) const fn has_avx2(self) -> bool {
        !matches!(self, Self::Scalar)
    }

    /// The best level of this processor, or the best that is not above the one `ASPIRO_CPU` names. Decided at the
    /// first call; a name that is none is not heeded.
    pub fn active() -> Self {
        static ACTIVE: OnceLock<Level> = OnceLock::new();
        *ACTIVE.get_or_init(|| {
            let wanted = std::env::var("ASPIRO_CPU").ok();
            Self::choose(wanted.as_deref(), &Self::is_available)
        })
    }

    fn choose(wanted: Option<&str>, is_available: &dyn Fn(&Self) -> bool) -> Self {
        let highest = Self::ALL
            .into_iter()
            .find(|level| wanted == Some(level.as_str()))
            .unwrap_or(Self::Amx);
        Self::ALL
            .into_iter()
            .filter(|level| *level <= highest)
            .rfind(is_available)
            .unwrap_or(Self::Scalar)
    }

    /// Whether this processor, and the system, can run it.
    #[cfg(target_arch = "x86_64")]
    pub fn is_available(&self) -> bool {
        let avx2 = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma")
            && is_x86_feature_detected!("f16c");
        match self {
            Self::Scalar => true,
            Self::Avx2 => avx2,
            Self::AvxVnni => avx2 && is_x86_feature_detected!("avxvnni"),
            Self::Amx => Self::Avx512Vnni.is_available() && super::amx::is_permitted(),
            Self::Avx512Vnni => {
                avx2 && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512vnni")
            }
        }
    }

    /// Whether this processor, and the system, can run it.
    #[cfg(not(target_arch = "x86_64"))]
    pub fn is_available(&self) -> bool {
        *self == Self::Scalar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_can_be_lowered_and_not_raised() {
        let choose =
            |wanted, there: &[Level]| Level::choose(wanted, &|level| there.contains(level));
        let old = [Level::Scalar, Level::Avx2];
        let server = [Level::Scalar, Level::Avx2, Level::Avx512Vnni];
        assert_eq!(choose(None, &old), Level::Avx2);
        assert_eq!(choose(Some("scalar"), &old), Level::Scalar);
        assert_eq!(choose(Some("avx512vnni"), &old), Level::Avx2);
        assert_eq!(choose(Some("sse9"), &old), Level::Avx2);
        assert_eq!(choose(None, &server), Level::Avx512Vnni);
        assert_eq!(choose(Some("avxvnni"), &server), Level::Avx2);
    }
}
