//! Products of matrices with rows of inputs, shared among the threads of a pool.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::layout::{Coding, Layout, ROWS};
use super::level::Level;
use super::matrix::Matrix;
use super::pool::{Pool, SharedMut};
use super::quantize::Rounded;
use super::scalar;
#[cfg(target_arch = "x86_64")]
use super::{
    amx::{self, BrainRows},
    avx2, vnni,
};

/// Multiplications of one task: some milliseconds of one core, so that a stop is heard soon.
const WORK_PER_TASK: usize = 500_000_000;

/// Numbers made by one map before those of the map it is gated by: 256 KiB of each, which a core keeps near.
const STAGED: usize = 64 * 1024;

/// Nobody wanted the products any more, and not all of them were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// A matrix, and what is added to its product with each row of an input: a number for each of its rows.
#[derive(Clone, Copy)]
pub struct Map<'a> {
    pub matrix: &'a Matrix,
    pub bias: Option<&'a [f32]>,
}

/// A second map of the same input, with as many rows, and what it does to the first: `act` is given numbers of the
/// first, which it overwrites, and the same numbers of the second.
#[derive(Clone, Copy)]
pub struct Gated<'a> {
    pub by: Map<'a>,
    pub act: fn(&mut [f32], &[f32]),
}

/// A map and where its product goes.
pub struct Product<'a> {
    pub map: Map<'a>,
    pub gated: Option<Gated<'a>>,
    /// `n_rows` numbers for each row of the input, one after the other; overwritten.
    pub out: &'a mut [f32],
}

impl<'a> Product<'a> {
    fn maps(&self) -> impl Iterator<Item = Map<'a>> + use<'a> {
        [Some(self.map), self.gated.map(|gated| gated.by)]
            .into_iter()
            .flatten()
    }
}

/// Room for rounded inputs, to be used again.
#[derive(Default)]
pub struct Scratch {
    fine: Rounded,
    coarse: Rounded,
    #[cfg(target_arch = "x86_64")]
    brain: BrainRows,
}

/// The input in the shapes the products need.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) x: &'a [f32],
    pub(super) n_cols: usize,
    pub(super) n_rows: usize,
    /// Rounded in blocks of 32.
    pub(super) fine: &'a Rounded,
    /// Rounded in blocks of 256.
    pub(super) coarse: &'a Rounded,
    /// As bf16; only where [`uses_bf16`] says so, and then the two above are not set.
    #[cfg(target_arch = "x86_64")]
    pub(super) brain: &'a BrainRows,
}

impl Input<'_> {
    pub(super) fn rounded(&self, coding: Coding) -> &Rounded {
        if coding.is_super() {
            self.coarse
        } else {
            self.fine
        }
    }
}

/// Multiplies every matrix with every row of `x`, at the active level. Inputs of quantized matrices are rounded to
/// 8 bits first, in blocks of 32 columns, or of 256 for the K types; on a processor with AMX to bf16 where there are many
/// rows. All threads ask `unwanted` every few milliseconds.
///
/// # Errors
/// [`Stopped`] when `unwanted` said yes.
///
/// # Panics
/// When the matrices differ in their number of columns, or a length does not fit.
pub fn matmul(
    pool: &Pool,
    scratch: &mut Scratch,
    x: &[f32],
    products: &mut [Product<'_>],
    unwanted: &(dyn Fn() -> bool + Sync),
) -> Result<(), Stopped> {
    matmul_at(Level::active(), pool, scratch, x, products, unwanted)
}

pub(super) fn matmul_at(
    level: Level,
    pool: &Pool,
    scratch: &mut Scratch,
    x: &[f32],
    products: &mut [Product<'_>],
    unwanted: &(dyn Fn() -> bool + Sync),
) -> Result<(), Stopped> {
    let Some(n_cols) = products.first().map(|product| product.map.matrix.n_cols()) else {
        return Ok(());
    };
    let n_rows = x.len() / n_cols;
    assert_eq!(x.len(), n_rows * n_cols, "whole rows");
    for product in products.iter() {
        check(product, n_cols, n_rows);
    }
    scratch.round(level, pool, x, n_cols, products);
    let input = Input {
        x,
        n_cols,
        n_rows,
        fine: &scratch.fine,
        coarse: &scratch.coarse,
        #[cfg(target_arch = "x86_64")]
        brain: &scratch.brain,
    };
    let shared: Vec<Shared<'_>> = products
        .iter_mut()
        .map(|product| Shared {
            map: product.map,
            gated: product.gated,
            out: SharedMut::new(product.out),
        })
        .collect();
    let tasks = tasks(pool, &shared, n_rows);
    let stopped = AtomicBool::new(false);
    pool.run(tasks.len(), &|index| {
        if unwanted() {
            stopped.store(true, Ordering::Relaxed);
            return;
        }
        let task = &tasks[index];
        let product = &shared[task.product];
        let tiles = task.first..task.first + task.n_tiles;
        match &product.gated {
            Some(gated) => product.run_gated(level, gated, tiles, &input),
            None => product.run(level, tiles, &input),
        }
    });
    if stopped.into_inner() {
        return Err(Stopped);
    }
    Ok(())
}

fn check(product: &Product<'_>, n_cols: usize, n_rows: usize) {
    let n_out = product.map.matrix.n_rows();
    for map in product.maps() {
        assert_eq!(map.matrix.n_cols(), n_cols, "one input for all");
        assert_eq!(map.matrix.n_rows(), n_out, "one output for both");
        assert!(
            map.bias.is_none_or(|bias| bias.len() == n_out),
            "a bias for each row"
        );
    }
    assert_eq!(product.out.len(), n_rows * n_out, "room for the product");
}

impl Scratch {
    fn round(
        &mut self,
        level: Level,
        pool: &Pool,
        x: &[f32],
        n_cols: usize,
        products: &[Product<'_>],
    ) {
        let needs = |is_super: bool| {
            let mut maps = products.iter().flat_map(Product::maps);
            maps.any(|map| match map.matrix.layout {
                Layout::Coded(coding) => coding.is_super() == is_super,
                _ => false,
            })
        };
        #[cfg(target_arch = "x86_64")]
        if uses_bf16(level, x.len() / n_cols) {
            if needs(false) || needs(true) {
                self.brain.set(pool, x, n_cols);
            }
            return;
        }
        if needs(false) {
            self.fine.set(pool, x, n_cols, 32);
        }
        if needs(true) {
            self.coarse.set(pool, x, n_cols, 256);
        }
    }
}

/// Whether inputs of quantized matrices are rounded to bf16 and not to 8 bits.
#[cfg(target_arch = "x86_64")]
fn uses_bf16(level: Level, n_rows: usize) -> bool {
    level == Level::Amx && n_rows >= amx::LEAST_ROWS
}

struct Shared<'a> {
    map: Map<'a>,
    gated: Option<Gated<'a>>,
    out: SharedMut<'a, f32>,
}

impl Shared<'_> {
    fn run(&self, level: Level, tiles: Range<usize>, input: &Input<'_>) {
        let output = Output {
            out: &self.out,
            first_tile: 0,
            n_rows: self.map.matrix.n_rows(),
            bias: self.map.bias,
        };
        run_tiles(level, self.map.matrix, tiles, input, &output);
    }

    /// Some tiles of both maps at a time, so that what one has made is still near when the other meets it.
    fn run_gated(&self, level: Level, gated: &Gated<'_>, tiles: Range<usize>, input: &Input<'_>) {
        let per_tile = ROWS * input.n_rows.max(1);
        // Of two tiles, as AMX multiplies them.
        let at_once = (STAGED / (2 * per_tile)).max(1) * 2;
        let n_staged = at_once.min(tiles.len()) * per_tile;
        let [mut gates, mut ups] = [vec![0.0; n_staged], vec![0.0; n_staged]];
        for first_tile in tiles.clone().step_by(at_once) {
            let staged = first_tile..tiles.end.min(first_tile + at_once);
            let first = first_tile * ROWS;
            let n_rows = (staged.end * ROWS).min(self.map.matrix.n_rows()) - first;
            for (map, out) in [(&self.map, &mut gates), (&gated.by, &mut ups)] {
                let output = Output {
                    out: &SharedMut::new(out),
                    first_tile,
                    n_rows,
                    bias: map.bias.map(|bias| &bias[first..first + n_rows]),
                };
                run_tiles(level, map.matrix, staged.clone(), input, &output);
            }
            let rows = gates.chunks_exact_mut(n_rows).zip(ups.chunks_exact(n_rows));
            for (row, (gate, up)) in rows.take(input.n_rows).enumerate() {
                (gated.act)(gate, up);
                let at = row * self.map.matrix.n_rows() + first;
                // SAFETY: these tiles are one task's, and their numbers for one row of the input overlap no other's.
                unsafe { self.out.slice(at, n_rows) }.copy_from_slice(gate);
            }
        }
    }
}

/// Neighbouring tiles of one product.
struct Task {
    product: usize,
    first: usize,
    n_tiles: usize,
}

/// Cuts the products into tasks: enough of them that no thread waits long for another at the end, and few enough
/// that a thread reads a long way through memory.
fn tasks(pool: &Pool, products: &[Shared<'_>], n_rows: usize) -> Vec<Task> {
    let n_maps = |product: &Shared<'_>| 1 + usize::from(product.gated.is_some());
    let n_tiles: usize = products
        .iter()
        .map(|product| n_maps(product) * product.map.matrix.n_tiles())
        .sum();
    let wanted = pool.n_threads() * if n_rows < 8 { 8 } else { 16 };
    let per_task = n_tiles.div_ceil(wanted);
    let mut tasks = Vec::with_capacity(wanted + products.len());
    for (product, shared) in products.iter().enumerate() {
        let matrix = shared.map.matrix;
        let n_tiles = matrix.n_tiles();
        let work_per_tile = ROWS * matrix.n_cols() * n_rows.max(1);
        let per_task = per_task.min(WORK_PER_TASK / work_per_tile) / n_maps(shared);
        let per_task = per_task.max(1);
        tasks.extend((0..n_tiles).step_by(per_task).map(|first| Task {
            product,
            first,
            n_tiles: per_task.min(n_tiles - first),
        }));
    }
    tasks
}

/// Where one product goes, written to tile by tile.
pub(super) struct Output<'a> {
    out: &'a SharedMut<'a, f32>,
    /// Whose numbers are the first of a row.
    first_tile: usize,
    /// Of the matrix, from the first tile on.
    n_rows: usize,
    bias: Option<&'a [f32]>,
}

impl Output<'_> {
    /// Writes one tile's numbers for one row of the input, without those past the last row of the matrix.
    #[inline(always)]
    pub(super) fn put(&self, input_row: usize, tile: usize, values: &[f32; ROWS]) {
        let first = (tile - self.first_tile) * ROWS;
        let n = ROWS.min(self.n_rows - first);
        let mut values = *values;
        if let Some(bias) = self.bias {
            for (value, bias) in values.iter_mut().zip(&bias[first..first + n]) {
                *value += bias;
            }
        }
        // SAFETY: a tile is one task's, and its numbers for one row of the input overlap no other's.
        let out = unsafe { self.out.slice(input_row * self.n_rows + first, n) };
        match <&mut [f32; ROWS]>::try_from(&mut *out) {
            // A copy of a length that is known needs no call.
            Ok(out) => *out = values,
            Err(_) => out.copy_from_slice(&values[..n]),
        }
    }
}

fn run_tiles(
    level: Level,
    matrix: &Matrix,
    tiles: Range<usize>,
    input: &Input<'_>,
    out: &Output<'_>,
) {
    // SAFETY (each arm): a level is active only where the processor has its instructions.
    match (level, matrix.layout) {
        #[cfg(target_arch = "x86_64")]
        (_, Layout::Coded(coding)) if uses_bf16(level, input.n_rows) => unsafe {
            amx::run_tiles(matrix, coding, tiles, input, out);
        },
        #[cfg(target_arch = "x86_64")]
        (Level::Amx | Level::Avx512Vnni, Layout::Coded(_)) => unsafe {
            vnni::run_tiles_512(matrix, tiles, input, out);
        },
        #[cfg(target_arch = "x86_64")]
        (Level::AvxVnni, Layout::Coded(_)) => unsafe {
            vnni::run_tiles_256(matrix, tiles, input, out);
        },
        #[cfg(target_arch = "x86_64")]
        (Level::Avx2 | Level::AvxVnni | Level::Avx512Vnni | Level::Amx, _) => unsafe {
            avx2::run_tiles(matrix, tiles, input, out);
        },
        _ => tiles.for_each(|tile| run_tile_scalar(matrix, tile, input, out)),
    }
}

fn run_tile_scalar(matrix: &Matrix, tile: usize, input: &Input<'_>, out: &Output<'_>) {
    for row in 0..input.n_rows {
        let mut values = [0.0; ROWS];
        match matrix.layout {
            Layout::Coded(coding) => {
                let x = input.rounded(coding).row(row);
                scalar::coded_tile(matrix, coding, tile, x, &mut values);
            }
            _ => {
                let x = &input.x[row * input.n_cols..][..input.n_cols];
                scalar::float_tile(matrix, tile, x, &mut values);
            }
        }
        out.put(row, tile, &values);
    }
}
