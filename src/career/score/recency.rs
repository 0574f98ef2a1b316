//! How long ago work ended.

use crate::career::dates::{DateRange, RangeEnd, YearMonth, months_covered};

/// Two years away from a line of work, for a child or a degree, cost nothing; ten years are another career.
const FRESH_MONTHS: f64 = 24.0;
const STALE_MONTHS: f64 = 120.0;

/// 1 for work that goes on or ended within two years, falling evenly to 0 for what ended ten years ago.
pub(super) fn recency(range: &DateRange, present: YearMonth) -> f64 {
    let RangeEnd::At(end) = range.end else {
        return 1.0;
    };
    let since = DateRange {
        start: end,
        end: RangeEnd::Present,
        span: range.span,
    };
    let months = f64::from(months_covered(&[since], present));
    ((STALE_MONTHS - months) / (STALE_MONTHS - FRESH_MONTHS)).clamp(0.0, 1.0)
}
