//! Stored rows, read eight numbers at a time.

use std::arch::x86_64::*;

use half::f16;

use super::super::block::{GROUP, Rows};

/// Rows of numbers that lie somewhere, as f32.
pub(super) trait Source: Copy {
    /// # Safety
    /// The processor has AVX2, FMA and F16C; the row exists and has columns from `column` to `column + 8`, and
    /// `column` is a multiple of 8.
    unsafe fn load(self, row: usize, column: usize) -> __m256;
}

#[derive(Clone, Copy)]
pub(super) struct F32Rows {
    pub(super) start: *const f32,
    /// From one row to the next.
    pub(super) stride: usize,
}

#[derive(Clone, Copy)]
pub(super) struct F16Rows {
    start: *const f16,
    head_dim: usize,
}

#[derive(Clone, Copy)]
pub(super) struct Q8Rows {
    quants: *const i8,
    scales: *const f16,
    head_dim: usize,
    n_groups: usize,
}

/// Rows that will be read soon.
#[derive(Clone, Copy)]
pub(super) struct Ahead {
    start: *const u8,
    row_bytes: usize,
}

impl Ahead {
    /// From row `first` on.
    pub(super) fn new(rows: Rows<'_>, head_dim: usize, first: usize) -> Self {
        let (start, row_bytes): (*const u8, usize) = match rows {
            Rows::F16(rows) => (rows.as_ptr().cast(), 2 * head_dim),
            // The scales of neighbouring rows share a line, and need no asking.
            Rows::Q8 { quants, .. } => (quants.as_ptr().cast(), head_dim),
        };
        Self {
            start: start.wrapping_add(first * row_bytes),
            row_bytes,
        }
    }

    /// Asks for a row; one that does not exist is no fault.
    #[inline(always)]
    pub(super) fn prefetch(self, row: usize) {
        let start = self.start.wrapping_add(row * self.row_bytes);
        for offset in (0..self.row_bytes).step_by(64) {
            // SAFETY: every x86-64 has the instruction, and it reads nothing.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(start.wrapping_add(offset).cast()) };
        }
    }
}

impl F16Rows {
    /// From row `first` on.
    pub(super) fn new(rows: &[f16], head_dim: usize, first: usize) -> Self {
        Self {
            start: rows[first * head_dim..].as_ptr(),
            head_dim,
        }
    }
}

impl Q8Rows {
    /// From row `first` on.
    pub(super) fn new(quants: &[i8], scales: &[f16], head_dim: usize, first: usize) -> Self {
        let n_groups = head_dim.div_ceil(GROUP);
        Self {
            quants: quants[first * head_dim..].as_ptr(),
            scales: scales[first * n_groups..].as_ptr(),
            head_dim,
            n_groups,
        }
    }
}

impl Source for F32Rows {
    #[inline(always)]
    unsafe fn load(self, row: usize, column: usize) -> __m256 {
        // SAFETY: the caller's promise.
        unsafe { _mm256_loadu_ps(self.start.add(row * self.stride + column)) }
    }
}

impl Source for F16Rows {
    #[inline(always)]
    unsafe fn load(self, row: usize, column: usize) -> __m256 {
        // SAFETY: the caller's promise: sixteen bytes are there.
        unsafe {
            let at = self.start.add(row * self.head_dim + column);
            _mm256_cvtph_ps(_mm_loadu_si128(at.cast()))
        }
    }
}

impl Source for Q8Rows {
    #[inline(always)]
    unsafe fn load(self, row: usize, column: usize) -> __m256 {
        // SAFETY: the caller's promise: eight quants are there, and the scale of their group.
        unsafe {
            let quants = _mm_loadl_epi64(self.quants.add(row * self.head_dim + column).cast());
            let scale = self.scales.add(row * self.n_groups + column / GROUP);
            let scale = _mm256_cvtph_ps(_mm_set1_epi16(scale.cast::<i16>().read()));
            _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(quants)), scale)
        }
    }
}

/// Calls `$body` with `$source` bound to the rows of a tile that begins with row `$first`.
macro_rules! with_source {
    ($rows:expr, $head_dim:expr, $first:expr, |$source:ident| $body:expr) => {
        match $rows {
            Rows::F16(rows) => {
                let $source = F16Rows::new(rows, $head_dim, $first);
                $body
            }
            Rows::Q8 { quants, scales } => {
                let $source = Q8Rows::new(quants, scales, $head_dim, $first);
                $body
            }
        }
    };
}
pub(super) use with_source;
