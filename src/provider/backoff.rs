//! How long to wait before the same host is asked again.

use std::time::Duration;

/// What a `Retry-After` header asks for, in seconds from now, at most a day. A number or an HTTP
/// date; a date that has passed is zero. Anything else is no wish at all.
pub fn retry_after_secs(header: &str, now: jiff::Timestamp) -> Option<u64> {
    const DAY_SECS: u64 = 86_400;
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        // Digits that do not parse are a number too large for the type.
        return Some(
            header
                .parse()
                .map_or(DAY_SECS, |secs: u64| secs.min(DAY_SECS)),
        );
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(header)
        .ok()?;
    let secs = date.as_second().saturating_sub(now.as_second());
    Some(u64::try_from(secs).unwrap_or(0).min(DAY_SECS))
}

/// The pause before the same host is asked again.
#[derive(Debug, Clone, Copy)]
pub struct Backoff {
    /// After the first failure; it doubles with each further one.
    pub first: Duration,
    /// No pause is longer, and a host that asks for more is passed over.
    pub most: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            most: Duration::from_secs(8),
        }
    }
}

impl Backoff {
    /// The pause after the `failures`-th failure in a row of one host, at least half and at most
    /// the whole of the doubling step, but never less than `asked`. `chance` in 0..=1 spreads it.
    /// `None` when the host asks for more than anyone would wait for.
    pub fn pause(&self, failures: u32, asked: Option<Duration>, chance: f64) -> Option<Duration> {
        let asked = asked.unwrap_or_default();
        if asked > self.most {
            return None;
        }
        let doublings = failures.saturating_sub(1).min(16);
        let step = self.first.saturating_mul(1 << doublings).min(self.most);
        let spread = step.mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0);
        Some(spread.max(asked))
    }
}

/// A number in 0..=1 for the spread. Without a random source there is no spread.
pub fn chance() -> f64 {
    getrandom::u32().map_or(1.0, |random| f64::from(random) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(header: &str) -> Option<u64> {
        // 6 November 1994, 08:49:37 in Greenwich.
        retry_after_secs(header, jiff::Timestamp::constant(784_111_777, 0))
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(at("0"), Some(0));
        assert_eq!(at(" 30 "), Some(30));
        assert_eq!(at("86400"), Some(86_400));
        assert_eq!(at("99999999"), Some(86_400));
        assert_eq!(at("99999999999999999999999999"), Some(86_400));
        assert_eq!(at("Sun, 06 Nov 1994 08:50:07 GMT"), Some(30));
        assert_eq!(at("Sun, 06 Nov 1994 08:00:00 GMT"), Some(0));
    }

    #[test]
    fn a_wish_that_makes_no_sense_is_none() {
        for header in [
            "", " ", "-1", "+5", "1.5", "soon", "0x10", "3e2", "NaN", "06 Nov", "٣",
        ] {
            assert_eq!(at(header), None, "{header:?}");
        }
    }

    #[test]
    fn pauses_double_up_to_the_most() {
        let backoff = Backoff::default();
        let secs = |failures| {
            backoff
                .pause(failures, None, 1.0)
                .map(|pause| pause.as_secs_f64())
        };
        assert_eq!(
            [1, 2, 3, 4, 5, 40].map(secs),
            [1.0, 2.0, 4.0, 8.0, 8.0, 8.0].map(Some)
        );
    }

    #[test]
    fn a_longer_wish_is_granted_and_one_too_long_is_passed_over() {
        let backoff = Backoff::default();
        let pause = |secs| backoff.pause(1, Some(Duration::from_secs(secs)), 0.3);
        assert_eq!(pause(5), Some(Duration::from_secs(5)));
        assert_eq!(pause(8), Some(Duration::from_secs(8)));
        assert_eq!(pause(9), None);
    }

    proptest! {
        #[test]
        fn any_header_is_read_without_a_panic(header in ".{0,40}") {
            let _ = at(&header);
        }

        #[test]
        fn the_pause_lies_between_half_the_step_and_the_most(
            failures in 0_u32..,
            asked in prop::option::of(0_u64..20),
            chance in 0.0..=1.0,
        ) {
            let asked = asked.map(Duration::from_secs);
            let backoff = Backoff::default();
            if let Some(pause) = backoff.pause(failures, asked, chance) {
                prop_assert!(pause >= backoff.first / 2 && pause <= backoff.most);
                prop_assert!(pause >= asked.unwrap_or_default());
            }
        }
    }
}
