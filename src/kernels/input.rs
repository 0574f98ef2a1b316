//! The inputs of products, in the shapes that kernels multiply.

#[cfg(target_arch = "x86_64")]
use super::amx::{self, BrainRows};
use super::layout::{Coding, Layout};
use super::level::Level;
use super::pool::Pool;
use super::product::Product;
use super::quantize::Rounded;

/// Room for rounded inputs, to be used again.
#[derive(Default)]
pub struct Scratch {
    rooms: Vec<Room>,
}

/// For the inputs of products that share them.
#[derive(Default)]
struct Room {
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

impl Scratch {
    /// The input of each product. Neighbours with the same one share it.
    pub(super) fn inputs<'a>(
        &'a mut self,
        level: Level,
        pool: &Pool,
        products: &[Product<'a>],
    ) -> Vec<Input<'a>> {
        let is_shared = |a: &Product<'_>, b: &Product<'_>| {
            std::ptr::eq(a.x, b.x) && a.map.matrix.n_cols() == b.map.matrix.n_cols()
        };
        let groups = || products.chunk_by(is_shared);
        let n_rooms = groups().count().max(self.rooms.len());
        self.rooms.resize_with(n_rooms, Room::default);
        for (room, group) in self.rooms.iter_mut().zip(groups()) {
            room.round(level, pool, group);
        }
        let rooms: &'a [Room] = &self.rooms;
        let inputs = rooms.iter().zip(groups()).map(|(room, group)| {
            let (x, n_cols) = (group[0].x, group[0].map.matrix.n_cols());
            let input = Input {
                x,
                n_cols,
                n_rows: x.len() / n_cols,
                fine: &room.fine,
                coarse: &room.coarse,
                #[cfg(target_arch = "x86_64")]
                brain: &room.brain,
            };
            std::iter::repeat_n(input, group.len())
        });
        inputs.flatten().collect()
    }
}

impl Room {
    fn round(&mut self, level: Level, pool: &Pool, products: &[Product<'_>]) {
        let (x, n_cols) = (products[0].x, products[0].map.matrix.n_cols());
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
            self.fine.set(level, pool, x, n_cols, 32);
        }
        if needs(true) {
            self.coarse.set(level, pool, x, n_cols, 256);
        }
    }
}

/// Whether inputs of quantized matrices are rounded to bf16 and not to 8 bits.
#[cfg(target_arch = "x86_64")]
pub(super) fn uses_bf16(level: Level, n_rows: usize) -> bool {
    level == Level::Amx && n_rows >= amx::LEAST_ROWS
}
