//! Products of matrices with rows of inputs, shared among the threads of a pool.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(target_arch = "x86_64")]
use super::input::uses_bf16;
use super::input::{Input, Scratch};
use super::layout::{Layout, ROWS};
use super::level::Level;
use super::matrix::Matrix;
use super::pool::{Pool, SharedMut};
use super::product::{Gated, Map, Output, Product};
use super::scalar;
#[cfg(target_arch = "x86_64")]
use super::{amx, avx2, vnni};

/// Multiplications of one task: some milliseconds of one core, so that a stop is heard soon.
const WORK_PER_TASK: usize = 500_000_000;

/// Numbers made by one map before those of the map it is gated by: 256 KiB of each, which a core keeps near.
const STAGED: usize = 64 * 1024;

/// Nobody wanted the products any more, and not all of them were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Makes every product, at the active level. Inputs of quantized matrices are rounded to 8 bits first, in blocks of 32
/// columns, or of 256 for the K types; on a processor with AMX to bf16 where there are many rows. All threads ask
/// `unwanted` every few milliseconds.
///
/// # Errors
/// [`Stopped`] when `unwanted` said yes.
///
/// # Panics
/// When a length does not fit.
pub fn matmul(
    pool: &Pool,
    scratch: &mut Scratch,
    products: &mut [Product<'_>],
    unwanted: &(dyn Fn() -> bool + Sync),
) -> Result<(), Stopped> {
    matmul_at(Level::active(), pool, scratch, products, unwanted)
}

pub(super) fn matmul_at(
    level: Level,
    pool: &Pool,
    scratch: &mut Scratch,
    products: &mut [Product<'_>],
    unwanted: &(dyn Fn() -> bool + Sync),
) -> Result<(), Stopped> {
    products.iter().for_each(Product::check);
    let inputs = scratch.inputs(level, pool, products);
    let shared: Vec<Shared<'_>> = products
        .iter_mut()
        .zip(inputs)
        .map(|(product, input)| Shared {
            input,
            map: product.map,
            gated: product.gated,
            out: SharedMut::new(product.out),
        })
        .collect();
    let tasks = tasks(pool, &shared);
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
            Some(gated) => product.run_gated(level, gated, tiles),
            None => product.run(level, tiles),
        }
    });
    if stopped.into_inner() {
        return Err(Stopped);
    }
    Ok(())
}

struct Shared<'a> {
    input: Input<'a>,
    map: Map<'a>,
    gated: Option<Gated<'a>>,
    out: SharedMut<'a, f32>,
}

impl Shared<'_> {
    fn run(&self, level: Level, tiles: Range<usize>) {
        let output = Output {
            out: &self.out,
            first_tile: 0,
            n_rows: self.map.matrix.n_rows(),
            bias: self.map.bias,
        };
        run_tiles(level, self.map.matrix, tiles, &self.input, &output);
    }

    /// Some tiles of both maps at a time, so that what one has made is still near when the other meets it.
    fn run_gated(&self, level: Level, gated: &Gated<'_>, tiles: Range<usize>) {
        let input = &self.input;
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
fn tasks(pool: &Pool, products: &[Shared<'_>]) -> Vec<Task> {
    // Of one tile, in rows of the input; reading the weights alone is work, too.
    let work = |product: &Shared<'_>| {
        product.input.n_rows.max(1) * (1 + usize::from(product.gated.is_some()))
    };
    let total: usize = products
        .iter()
        .map(|product| product.map.matrix.n_tiles() * work(product))
        .sum();
    let many = products.iter().any(|product| product.input.n_rows >= 8);
    let wanted = pool.n_threads() * if many { 16 } else { 8 };
    let mut tasks = Vec::with_capacity(wanted + products.len());
    for (product, shared) in products.iter().enumerate() {
        let matrix = shared.map.matrix;
        let fair = total.div_ceil(wanted * work(shared));
        let soon = WORK_PER_TASK / (ROWS * matrix.n_cols() * work(shared));
        let per_task = fair.min(soon).max(1);
        let n_tiles = matrix.n_tiles();
        tasks.extend((0..n_tiles).step_by(per_task).map(|first| Task {
            product,
            first,
            n_tiles: per_task.min(n_tiles - first),
        }));
    }
    tasks
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
